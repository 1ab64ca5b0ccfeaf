#include "checker/report/indicator_names.hpp"

#include <algorithm>

#include "checker/report/relations.hpp"
#include "checker/report/slots.hpp"

namespace hegui::report {

Stream IndicatorNames::words(const Passage& p) const {
  return scan_slice(report_.document, p.block, {p.begin, p.end}, t_, false, true);
}

std::string IndicatorNames::name_of(const Fact& fact) const {
  const Stream s = words(fact.label_at);
  Extent e{0, s.size()};
  for (const Cue cue : {Cue::target_words, Cue::actual_words}) {
    if (const Extent tail = s.cue_before(cue, e.end, e.begin); tail.end != 0) e.end = tail.begin;
    if (const Extent head = s.cue_at(cue, e.begin, e.end); head.end != 0 && head.end < e.end) e.begin = head.end;
  }
  // 高于, 未达: words of comparison name nothing.
  for (const Cue cue : {Cue::at_least_before, Cue::at_most_before, Cue::shortfall_words, Cue::gap_words,
                        Cue::compare_words, Cue::state_cues, Cue::larger_words, Cue::smaller_words})
    if (s.cue_at(cue, e.begin, e.end).end == e.end) return {};
  if (e.end <= e.begin) return {};
  return std::string(report_.quote(with_quotes(report_, s.passage(e))));
}

std::string IndicatorNames::without_weight(const Fact& weight) const {
  const Stream s = words(weight.label_at);
  for (const auto& term : s.terms)
    if (term.meaning.kind == Meaning::Kind::concept_word && dsl::ConceptId{term.meaning.id} == t_.weight &&
        term.at.begin > 0 && term.at.end == s.size())
      return std::string(report_.quote(with_quotes(report_, s.passage({0, term.at.begin}))));
  return weight.label;
}

std::optional<Passage> IndicatorNames::name_before(const Fact& weight) const {
  constexpr std::uint32_t shortest = 2, longest = 30;
  const auto& slice = report_.document.blocks[weight.label_at.block].slice;
  if (weight.label_at.begin <= slice.begin || weight.label_at.end > weight.at.begin) return {};
  constexpr std::uint32_t reach = 300;  // bytes
  std::uint32_t from = std::max(slice.begin, weight.label_at.begin > reach ? weight.label_at.begin - reach : 0);
  const std::string_view text = report_.document.text->normalised();
  while (from < weight.label_at.begin && (static_cast<unsigned char>(text[from]) & 0xC0U) == 0x80U) ++from;
  const Stream s = scan_slice(report_.document, weight.label_at.block, {from, weight.label_at.begin}, t_, false);
  const auto is_mark = [](char32_t c) {
    return c == U'，' || c == U'、' || c == U'：' || c == U'；' || c == U'（' || c == U'。';
  };
  std::uint32_t end = s.size();
  while (end > 0 && is_mark(s.chars[end - 1]) && s.chars[end - 1] != U'。' && s.chars[end - 1] != U'；') --end;
  std::uint32_t begin = end;
  while (begin > 0 && !is_mark(s.chars[begin - 1])) --begin;
  for (const auto& skip : s.skips_in({begin, end}))
    if (skip.skipped.why == text::Skipped::Why::list_number) begin = skip.at.end;
  const Extent name = trim_label(s, {begin, end});
  if (name.end < name.begin + shortest || name.end > name.begin + longest) return {};
  if (std::any_of(s.figures.begin(), s.figures.end(),
                  [&](const StreamFigure& f) { return f.at.begin < name.end && name.begin < f.at.end; }))
    return {};
  return with_quotes(report_, s.passage(name));
}

std::optional<Passage> IndicatorNames::run_in_heading(const Fact& weight) const {
  if (!weight.section.valid()) return {};
  const Section& section = report_.sections[weight.section.value];
  const bool opens = section.run_in && section.heading.block == weight.at.block &&
                     section.heading.end <= weight.label_at.begin && !section.title.empty();
  return opens ? std::optional<Passage>(section.heading) : std::nullopt;
}

bool IndicatorNames::told_under(const Fact& weight, const Fact& next) const {
  if (next.in_table) return false;
  if (next.at.block == weight.at.block) return true;
  return weight.section.valid() && next.at.block == weight.at.block + 1 && inside(next.section, weight.section);
}

bool IndicatorNames::inside(SectionId id, SectionId top) const {
  for (int depth = 0; id.valid() && depth < 16; ++depth) {
    if (id == top) return true;
    id = report_.sections[id.value].parent;
  }
  return false;
}

FactId IndicatorNames::scored_before(std::uint32_t weight) const {
  if (weight == 0) return {};
  const Fact& own = report_.facts[weight];
  const Fact& score = report_.facts[weight - 1];
  if (!t_.indicator_score.valid() || score.concept_id != t_.indicator_score || score.in_table ||
      score.at.block != own.at.block || score.label.empty() || own.label_at.begin < score.at.end)
    return {};
  const auto between = report_.document.text->normalised().substr(score.at.end, own.label_at.begin - score.at.end);
  return between == "（" || between == "(" ? FactId{weight - 1} : FactId{};
}

bool IndicatorNames::behind_among(const Fact& weight) const {
  constexpr std::uint32_t reach = 18;  // bytes
  const auto& slice = report_.document.blocks[weight.label_at.block].slice;
  std::uint32_t from = std::max(slice.begin, weight.label_at.begin > reach ? weight.label_at.begin - reach : 0);
  const std::string_view text = report_.document.text->normalised();
  while (from < weight.label_at.begin && (static_cast<unsigned char>(text[from]) & 0xC0U) == 0x80U) ++from;
  const Stream s = scan_slice(report_.document, weight.label_at.block, {from, weight.label_at.begin}, t_, false, true);
  return s.cue_before(Cue::part_row, s.size(), 0).end != 0;
}

}  // namespace hegui::report

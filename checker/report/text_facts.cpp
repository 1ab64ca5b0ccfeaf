// Facts that are words, not figures: 评价等级为“优”. The concepts of text in the taxonomy say what to look for.
// Called by understand() after the figures are merged: a word takes the aspects of the score it goes with.
// Afterwards each such word is a Fact with text_value, behind the figures of Report::facts.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "checker/report/passes.hpp"
#include "dsl/fold.hpp"

namespace hegui::report {

namespace {

constexpr std::size_t max_gap = 12;    // bytes between the name and the value: “为”, “是：”, blanks
constexpr std::size_t max_value = 18;  // bytes of a quoted value

bool is_boundary(std::string_view text) {  // what may follow a value without quotation marks
  if (text.empty()) return true;
  for (const std::string_view mark : {"。", "，", "；", "、", "）", "！", " ", "\n", "”", "级", "等"})
    if (text.starts_with(mark)) return true;
  return static_cast<unsigned char>(text.front()) < 0x80;
}

struct Value {
  std::size_t begin = 0, end = 0;
};

/// The value that follows a name at `from`: quoted, or one of the values of the taxonomy.
Value value_after(std::string_view text, std::size_t from, const std::vector<std::string>& values) {
  constexpr std::string_view open = "“", close = "”";
  for (std::size_t at = from; at < text.size() && at <= from + max_gap; ++at) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("。") || rest.starts_with("；") || rest.starts_with("，") || rest.front() == '\n') break;
    if (rest.starts_with(open)) {
      const std::size_t end = rest.find(close);
      if (end == std::string_view::npos || end > open.size() + max_value || end == open.size()) break;
      return {at + open.size(), at + end};
    }
    for (const std::string& value : values)
      if (rest.starts_with(value) && is_boundary(rest.substr(value.size()))) return {at, at + value.size()};
  }
  return {};
}

/// The last score before this place: the word says how it is graded.
const Fact* score_before(const Report& report, dsl::ConceptId score, std::uint32_t offset) {
  const Fact* last = nullptr;
  for (const Fact& fact : report.facts)
    if (fact.concept_id == score && fact.at.begin < offset && (last == nullptr || last->at.begin < fact.at.begin))
      last = &fact;
  return last;
}

}  // namespace

void find_text_facts(Report& report, const Lexicon& lexicon) {
  const dsl::Program& program = lexicon.program();
  const dsl::ConceptId score = program.find_concept("total_score");
  for (std::uint32_t c = 0; c < program.concepts.size(); ++c) {
    const dsl::Concept& kind = program.concepts[c];
    if (!kind.is_text) continue;
    std::vector<std::string> names{dsl::fold(kind.name)};
    for (const auto& synonym : kind.synonyms) names.push_back(dsl::fold(synonym));
    std::ranges::sort(names,
                      [](const auto& a, const auto& b) { return a.size() != b.size() ? a.size() > b.size() : a < b; });
    std::vector<std::string> values;
    for (const auto& value : kind.values) values.push_back(dsl::fold(value));
    std::ranges::sort(values,
                      [](const auto& a, const auto& b) { return a.size() != b.size() ? a.size() > b.size() : a < b; });

    for (std::uint32_t b = 0; b < report.document.blocks.size(); ++b) {
      const document::Block& block = report.document.blocks[b];
      if (block.role != document::Role::body || block.kind != document::Block::Kind::paragraph) continue;
      const std::string_view text = report.document.text_of(block.slice);
      for (std::size_t at = 0; at < text.size();) {
        const auto name = std::ranges::find_if(names, [&](const auto& n) { return text.substr(at).starts_with(n); });
        if (name == names.end()) {
          ++at;
          continue;
        }
        const std::size_t label_end = at + name->size();
        const Value value = value_after(text, label_end, values);
        if (value.end > value.begin) {
          const auto place = [&](std::size_t begin, std::size_t end) {
            return Passage{b, block.slice.begin + static_cast<std::uint32_t>(begin),
                           block.slice.begin + static_cast<std::uint32_t>(end)};
          };
          Fact fact;
          fact.concept_id = dsl::ConceptId{c};
          fact.text_value = std::string(text.substr(value.begin, value.end - value.begin));
          fact.label = fact.name = *name;
          fact.label_at = place(at, label_end);
          fact.at = place(value.begin, value.end);
          fact.section = section_at(report, b);
          if (const Fact* graded = score_before(report, score, fact.at.begin)) fact.aspects = graded->aspects;
          report.facts.push_back(std::move(fact));
        }
        at = label_end;
      }
    }
  }
}

}  // namespace hegui::report

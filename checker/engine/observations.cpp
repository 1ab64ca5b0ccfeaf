#include "checker/engine/observations.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <string_view>

#include "checker/engine/passages.hpp"

namespace hegui::engine {

using report::Report;

namespace {

constexpr std::size_t kMaxDates = 20'000;

/// Words that may stand before a date to make it a cut-off day.
std::vector<std::string> cues(const dsl::Program& program) {
  const dsl::WordsId list = program.find_words("as_of_cues");
  std::vector<std::string> words = list.valid() ? program.word_lists[list.value].words : std::vector<std::string>();
  std::sort(words.begin(), words.end(), [](const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
  return words;
}

void find_dates(const dsl::Program& program, const Report& report, std::vector<DateMention>& dates) {
  static const re2::RE2 pattern(
      "((?:19|20)[0-9]{2})[ ]*年(?:度)?(?:[ ]*(1[0-2]|0?[1-9])[ ]*月(?:份)?(?:[ ]*(3[01]|[12][0-9]|0?[1-9])[ ]*日)?)?");
  const auto words = cues(program);
  for (std::uint32_t b = 0; b < report.document.blocks.size(); ++b) {
    if (!is_body(report, b)) continue;
    const Passage block = block_passage(report, b);
    const std::string_view text = chars_of(report, block);
    re2::StringPiece groups[4];
    std::size_t from = 0;
    while (dates.size() < kMaxDates && pattern.Match(re2::StringPiece(text.data(), text.size()), from, text.size(),
                                                     re2::RE2::UNANCHORED, groups, 4)) {
      const auto begin = static_cast<std::size_t>(groups[0].data() - text.data());
      DateMention date;
      const auto number = [](const re2::StringPiece& digits) {
        return std::stoi(std::string(digits.data(), digits.size()));
      };
      date.year = number(groups[1]);
      if (!groups[2].empty()) date.month = number(groups[2]);
      if (!groups[3].empty()) date.day = number(groups[3]);
      std::string_view before = text.substr(0, begin);
      while (!before.empty() && before.back() == ' ') before.remove_suffix(1);
      const auto ends_with = [&](const std::string& word) { return before.ends_with(word); };
      const auto cue = std::find_if(words.begin(), words.end(), ends_with);
      if (cue != words.end()) date.cue = *cue;
      date.at = {b, block.begin + static_cast<std::uint32_t>(begin),
                 block.begin + static_cast<std::uint32_t>(begin + groups[0].size())};
      dates.push_back(std::move(date));
      from = begin + groups[0].size();
    }
  }
}

/// “自评得分95.6分” in a sentence: a total like that of a table, without a weight.
void find_prose_totals(const dsl::Program& program, const Report& report, std::vector<report::Indicator>& totals) {
  const dsl::ConceptId total_score = program.find_concept("total_score");
  if (!total_score.valid()) return;
  // 甲村88.0分，评为良 beside the report's own 自评97.6分: of one thing, no total of the report.
  const dsl::AspectId project = program.find_aspect("project");
  const auto own = [&](const report::Fact& fact) {
    const report::AspectValue* of = project.valid() ? fact.aspect(project) : nullptr;
    return of != nullptr && of->how == report::How::stated;
  };
  const bool whole = std::any_of(report.facts.begin(), report.facts.end(), [&](const report::Fact& fact) {
    return fact.concept_id == total_score && !fact.in_table && !own(fact);
  });
  for (std::uint32_t i = 0; i < report.facts.size(); ++i) {
    const report::Fact& fact = report.facts[i];
    if (whole && fact.concept_id == total_score && own(fact)) continue;
    const auto is_score = [&](const report::Indicator& indicator) { return indicator.score == report::FactId{i}; };
    if (fact.concept_id != total_score || fact.in_table || !fact.derived_from.empty() || fact.optional ||
        std::any_of(report.indicators.begin(), report.indicators.end(), is_score))
      continue;
    report::Indicator total;
    total.name = fact.name.empty() ? fact.label : fact.name;
    total.score = report::FactId{i};
    total.total_row = true;
    total.section = fact.section;
    totals.push_back(std::move(total));
  }
}

}  // namespace

std::uint32_t Observations::block_at(const Report& report, std::uint32_t offset) {
  std::uint32_t found = 0;
  for (std::uint32_t b = 0; b < report.document.blocks.size(); ++b)
    if (report.document.blocks[b].slice.begin <= offset) found = b;
  return found;
}

Observations observe(const dsl::Program& program, const Report& report) {
  Observations result;
  find_dates(program, report, result.dates);
  result.repetitions = find_repetitions(report);
  result.near_names = near_names(program, report);
  result.contents = contents_entries(report);
  find_prose_totals(program, report, result.prose_totals);
  return result;
}

}  // namespace hegui::engine

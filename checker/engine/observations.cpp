#include "checker/engine/observations.hpp"

#include <algorithm>
#include <optional>
#include <string>
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

/// Reads what stands behind a year: 2021年度, 2021 年 3 月份, 2021年3月15日.
class DateReader {
 public:
  DateReader(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  void skip(std::string_view word) {
    if (text_.substr(at_).starts_with(word)) at_ += word.size();
  }
  /// A number of one or two digits and this unit behind it; else nothing is read.
  std::optional<int> number_of(std::string_view unit, int greatest) {
    std::size_t from = at_;
    while (from < text_.size() && text_[from] == ' ') ++from;
    std::size_t end = from;
    int number = 0;
    for (; end < text_.size() && text_[end] >= '0' && text_[end] <= '9' && end - from < 3; ++end)
      number = number * 10 + (text_[end] - '0');
    if (end == from || end - from > 2 || number < 1 || number > greatest) return std::nullopt;
    while (end < text_.size() && text_[end] == ' ') ++end;
    if (!text_.substr(end).starts_with(unit)) return std::nullopt;
    at_ = end + unit.size();
    return number;
  }
  [[nodiscard]] std::size_t at() const { return at_; }

 private:
  std::string_view text_;
  std::size_t at_;
};

/// Where the year of this 年 begins: four digits of the years from 1900 to 2099 before it.
std::optional<std::size_t> year_before(std::string_view text, std::size_t mark) {
  while (mark > 0 && text[mark - 1] == ' ') --mark;
  if (mark < 4) return std::nullopt;
  const std::string_view digits = text.substr(mark - 4, 4);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const bool century = digits.starts_with("19") || digits.starts_with("20");
  return century && is_digit(digits[2]) && is_digit(digits[3]) ? std::optional(mark - 4) : std::nullopt;
}

void find_dates(const dsl::Program& program, const Report& report, std::vector<DateMention>& dates) {
  static constexpr std::string_view kYear = "年";
  const auto words = cues(program);
  for (std::uint32_t b = 0; b < report.document.blocks.size(); ++b) {
    if (!is_body(report, b)) continue;
    const Passage block = block_passage(report, b);
    const std::string_view text = chars_of(report, block);
    std::size_t from = 0;
    for (std::size_t mark = text.find(kYear); mark != std::string_view::npos && dates.size() < kMaxDates;
         mark = text.find(kYear, std::max(from, mark + kYear.size()))) {
      const auto begin = year_before(text, mark);
      if (!begin || *begin < from) continue;
      DateMention date;
      date.year = std::stoi(std::string(text.substr(*begin, 4)));
      DateReader rest(text, mark + kYear.size());
      rest.skip("度");
      date.month = rest.number_of("月", 12);
      if (date.month) {
        rest.skip("份");
        date.day = rest.number_of("日", 31);
      }
      std::string_view before = text.substr(0, *begin);
      while (!before.empty() && before.back() == ' ') before.remove_suffix(1);
      const auto ends_with = [&](const std::string& word) { return before.ends_with(word); };
      const auto cue = std::find_if(words.begin(), words.end(), ends_with);
      if (cue != words.end()) date.cue = *cue;
      date.at = {b, block.begin + static_cast<std::uint32_t>(*begin),
                 block.begin + static_cast<std::uint32_t>(rest.at())};
      dates.push_back(std::move(date));
      from = rest.at();
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

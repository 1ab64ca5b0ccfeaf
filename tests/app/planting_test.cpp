// A wrong digit planted in any figure of a long breakdown is told at that place; an untouched report tells nothing
// there.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "checker/app/pipeline.hpp"
#include "dsl/load.hpp"

namespace hegui::app {
namespace {

const Pipeline& pipeline() {
  static const Pipeline p = [] {
    auto loaded = dsl::load({std::filesystem::path(HEGUI_SOURCE_DIR) / "rules"});
    EXPECT_FALSE(loaded.has_errors());
    return Pipeline(loaded.program, {});
  }();
  return p;
}

std::string contents(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Digit {
  std::size_t byte;  // of the figure's last digit before the point, in the file
  std::uint32_t line;
  std::uint64_t start, end;
  std::string quote;
};

/// The last whole digit (one in the last decimal is within the rounding of ten parts) of every figure that is a total
/// or a part of a breakdown of at least `parts` parts on these lines.
std::vector<Digit> figures_of_breakdowns(const std::string& text, std::size_t parts,
                                         const std::set<std::uint32_t>& lines) {
  const auto read = pipeline().read_text(text, "report.txt");
  std::vector<Digit> result;
  std::set<std::uint64_t> seen;
  const auto add = [&](report::FactId id) {
    const auto& fact = read.report->facts[id.value];
    const auto place = read.report->place(fact.at);
    const std::string quote(read.report->quote(fact.at));
    if (!lines.contains(place.line) || !seen.insert(place.byte).second) return;
    const std::size_t digit = std::min(quote.find('.'), quote.find_first_not_of("0123456789.")) - 1;
    ASSERT_LT(digit, quote.size()) << quote;
    result.push_back({place.byte + digit, place.line, place.byte, place.byte + quote.size(), quote});
  };
  for (const auto& breakdown : read.report->breakdowns) {
    // Groups that only their sum gives away are no longer groups once a digit is wrong.
    if (breakdown.parts.size() < parts || breakdown.cue.empty()) continue;
    add(breakdown.total);
    for (const auto part : breakdown.parts) add(part);
  }
  std::ranges::sort(result, {}, &Digit::byte);
  return result;
}

std::set<std::string> sums_told_on(const findings::CheckedReport& report, const Digit& digit) {
  std::set<std::string> rules;
  for (const auto& finding : report.findings) {
    if (finding.severity != dsl::Severity::error) continue;
    for (const auto& evidence : finding.evidence)
      if (evidence.line == digit.line && evidence.start <= digit.byte && digit.byte < evidence.end)
        rules.insert(finding.rule);
  }
  return rules;
}

void expect_every_planted_digit_told(const std::string& text, std::size_t parts, const std::set<std::uint32_t>& lines,
                                     std::size_t at_least) {
  const auto digits = figures_of_breakdowns(text, parts, lines);
  EXPECT_GE(digits.size(), at_least) << "fewer figures stand in breakdowns than were counted by hand";
  const auto clean = pipeline().check(pipeline().read_text(text, "report.txt"));
  for (const auto& digit : digits) {
    EXPECT_TRUE(sums_told_on(clean, digit).empty()) << "told without a planted digit: " << digit.quote;
    std::string wrong = text;
    wrong[digit.byte] = wrong[digit.byte] == '9' ? '8' : static_cast<char>(wrong[digit.byte] + 1);
    const auto report = pipeline().check(pipeline().read_text(wrong, "report.txt"));
    EXPECT_FALSE(sums_told_on(report, digit).empty())
        << "line " << digit.line << ": a wrong last digit in " << digit.quote
        << " went unnoticed: " << wrong.substr(digit.start, 40);
  }
}

TEST(Planting, OwnReportWithThreeLevels) {
  const std::string text =
      "云岭县林业局2021年度部门整体支出绩效自评报告\n"
      "一、基本情况\n"
      "2021年年初预算430.5万元。2021年支出决算412.60万元，其中：基本支出300.10万元，项目支出112.50万元。\n"
      "（1）工资福利支出210.10万元，其中基本工资80.05万元，津贴补贴60.02万元，奖金40.03万元，住房公积金30.00万元。\n"
      "年末实有人数30人，其中：在职人员28人（公务员12人、机关工人3人、事业人员13人），退休2人。\n"
      "全年受理申请5865件，其中：许可类2711件，处罚类2560件，确认类594件。\n";
  expect_every_planted_digit_told(text, 2, {3, 4, 5, 6}, 18);
}

TEST(Planting, SubmittedReportsWithLongBreakdowns) {
  const auto folder = std::filesystem::path(HEGUI_SOURCE_DIR) / ".." / "shared" / "reports";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the submitted reports are not here: " << folder;
  // 10 categories × 3 counts with their totals.
  expect_every_planted_digit_told(contents(folder / "luxi-2021.txt"), 3, {103}, 33);
  // 10 + 16 + 3 economic items with their totals.
  expect_every_planted_digit_told(contents(folder / "lukou-2021.txt"), 3, {28, 29, 30}, 32);
}

}  // namespace
}  // namespace hegui::app

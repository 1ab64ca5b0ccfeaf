// The slips that explain a mismatch, each alone; none when several kinds would do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/support.hpp"

namespace hegui::engine {
namespace {

using test::outcomes_of;
using test::program_of;
using test::ReportBuilder;

constexpr std::string_view kRules = R"(
规则 GJ-01 “列尽的分项之和应等于总数”
  级别 错误
  对每个 组 于 报告.分解
  应   合计（组.各项） ≈ 组.总数
  说明 “x”
规则 GJ-10 “执行率”
  级别 错误
  应   [执行率] ≈ [决算 支出] ÷ [预算 支出]
  说明 “x”
规则 GJ-14 “增减率”
  级别 错误
  对每个 变 于 报告.变动
  应   变.增减率 ≈ 变.增减额 ÷ （变.本期 － 变.增减额）
  说明 “{变.增减额}，{变.增减率}”
)";

std::string sum_hypothesis(std::string_view total, std::initializer_list<std::string_view> parts) {
  const auto program = program_of(kRules);
  ReportBuilder report(program);
  report.paragraph("总额" + std::string(total) + "。");
  const auto whole = report.fact(total, "amount", {"stage=actual"});
  std::vector<report::FactId> ids;
  for (const std::string_view part : parts) {
    report.paragraph("分项" + std::string(part) + "。");
    ids.push_back(report.fact(part, "amount", {"stage=actual"}));
  }
  report.breakdown(whole, ids);
  return outcomes_of(program, report, "GJ-01").at(0).hypothesis;
}

std::string rate_hypothesis(std::string_view budget, std::string_view actual, std::string_view rate,
                            std::string_view income = "") {
  const auto program = program_of(kRules);
  ReportBuilder report(program);
  report.paragraph("预算" + std::string(budget) + "决算" + std::string(actual) + "执行率" + std::string(rate) + "收入" +
                   std::string(income));
  report.fact(budget, "amount", {"stage=initial_budget", "flow=expenditure"});
  report.fact(actual, "amount", {"stage=actual", "flow=expenditure"});
  report.fact(rate, "execution_rate");
  if (!income.empty()) report.fact(income, "amount", {"stage=actual", "flow=income"});
  return outcomes_of(program, report, "GJ-10").at(0).hypothesis;
}

TEST(Slips, WrongUnit) {
  EXPECT_EQ(sum_hypothesis("2000.00万元", {"410.58万元", "1589.42元"}), "若1589.42元为1589.42万元，则相符");
}

TEST(Slips, SwappedDigits) {
  EXPECT_EQ(sum_hypothesis("543.21万元", {"345.67万元", "179.54万元"}), "若179.54万元为197.54万元，则相符");
}

TEST(Slips, DroppedDigit) {
  EXPECT_EQ(sum_hypothesis("1543.21万元", {"1345.67万元", "19.54万元"}), "若19.54万元为197.54万元，则相符");
}

TEST(Slips, PartNotCounted) {
  EXPECT_EQ(sum_hypothesis("345.67万元", {"345.67万元", "197.54万元"}), "若总数未计入决算197.54万元，则相符");
}

TEST(Slips, RateThatIsAComplement) {
  EXPECT_EQ(rate_hypothesis("347.49万元", "274.70万元", "20.95%"), "若20.95%是100%减去79.05%所得，则相符");
}

TEST(Slips, RateThatIsAFraction) {
  EXPECT_EQ(rate_hypothesis("347.49万元", "274.70万元", "0.7905%"), "若0.7905%为79.05%，则相符");
}

TEST(Slips, IncomeInPlaceOfBudget) {
  EXPECT_EQ(rate_hypothesis("347.49万元", "262.10万元", "95.41%", "274.70万元"), "若以收入274.70万元为分母，则相符");
}

TEST(Slips, CurrentInPlaceOfPreviousYear) {
  const auto program = program_of(kRules);
  ReportBuilder report(program);
  report.paragraph("本年491.67万元，比上年增加76.03万元，增长15.46%。");
  report::Change change;
  change.name = "支出";
  change.current = report.fact("491.67万元", "amount", {"stage=actual"});
  change.delta = report.fact("76.03万元", "amount");
  change.rate = report.fact("15.46%", "share");
  change.direction = 1;
  report.raw().changes.push_back(change);
  const auto outcomes = outcomes_of(program, report, "GJ-14");
  EXPECT_EQ(outcomes.at(0).hypothesis, "若以决算491.67万元为分母，则相符");
  EXPECT_EQ(outcomes.at(0).derivation, "76.03万元 ÷ （491.67万元 － 76.03万元） ＝ 18.29%，报告写15.46%");
}

TEST(Slips, DecreaseHasASign) {
  const auto program = program_of(kRules);
  ReportBuilder report(program);
  report.paragraph("本年90.00万元，比上年减少10.00万元，下降20.00%。");
  report::Change change;
  change.current = report.fact("90.00万元", "amount", {"stage=actual"});
  change.delta = report.fact("10.00万元", "amount");
  change.rate = report.fact("20.00%", "share");
  change.direction = -1;
  report.raw().changes.push_back(change);
  const auto outcomes = outcomes_of(program, report, "GJ-14");
  EXPECT_EQ(outcomes.at(0).message, "-10万元，-20%");
  EXPECT_EQ(outcomes.at(0).derivation, "-10万元 ÷ （90.00万元 － -10万元） ＝ -10%，报告写-20%");
}

TEST(Slips, SeveralKindsExplainNothing) {
  // Any part of 100 could be left out, or be a dropped digit, and so on.
  EXPECT_EQ(sum_hypothesis("100.00万元", {"50.00万元", "500.00万元"}), "");
}

}  // namespace
}  // namespace hegui::engine

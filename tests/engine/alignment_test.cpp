// Where a rule holds: alignments by shared aspects, defaults that stand in, umbrellas, years, conflicts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/support.hpp"

namespace hegui::engine {
namespace {

using test::outcomes_of;
using test::program_of;
using test::ReportBuilder;
using test::verdicts;

constexpr std::string_view kRules = R"(
规则 SG-01 “三公经费决算不得超过预算”
  级别 错误
  应   [决算 属于 三公经费] ≤ [预算 属于 三公经费]
  说明 “{范围}决算{[决算]}，超过预算{[预算]}，超出{[决算] － [预算]}。”

规则 GJ-10 “执行率”
  级别 错误
  应   [执行率] ≈ [决算 支出] ÷ [预算 支出]
  说明 “{范围}执行率{[执行率]}”

规则 SG-06 “三公经费增长”
  级别 警告
  当   [三公经费 决算] > [三公经费 决算 上年]
  应   [三公经费 决算].段落 匹配 /原因|由于/
  说明 “由{[三公经费 决算 上年]}增至{[三公经费 决算]}。”

规则 WZ-11 “应同时报告预算数”
  级别 提示
  当   有 [三公经费 决算]
  应   有 [三公经费 预算]
  说明 “没有预算数”
)";

TEST(Alignment, EveryScopeIsCheckedByItself) {
  const auto program = program_of(kRules);
  ReportBuilder report(program);
  report.paragraph("公务接待费预算4万元，决算5万元；公务用车费预算9万元，决算8万元。");
  report.fact("4万元", "amount", {"stage=initial_budget", "scope=reception"});
  report.fact("5万元", "amount", {"stage=actual", "scope=reception"});
  report.fact("9万元", "amount", {"stage=initial_budget", "scope=vehicle"});
  report.fact("8万元", "amount", {"stage=actual", "scope=vehicle"});
  const auto outcomes = outcomes_of(program, report, "SG-01");
  ASSERT_EQ(verdicts(outcomes), "failed passed");
  EXPECT_EQ(outcomes[0].message, "公务接待费决算5万元，超过预算4万元，超出1万元。");
  EXPECT_EQ(outcomes[0].derivation, "5万元 ＞ 4万元");
  EXPECT_EQ(outcomes[0].alignment[0].aspect, "范围");
  EXPECT_EQ(outcomes[0].alignment[0].member, "公务接待费");
}

TEST(Alignment, AdjustedBudgetGoesBeforeInitialOne) {
  const auto program = program_of(kRules);
  ReportBuilder report(program);
  report.paragraph("公务接待费年初预算4万元，调整预算6万元，决算5万元。");
  report.fact("4万元", "amount", {"stage=initial_budget", "scope=reception"});
  report.fact("6万元", "amount", {"stage=revised_budget", "scope=reception"});
  report.fact("5万元", "amount", {"stage=actual", "scope=reception"});
  EXPECT_EQ(verdicts(outcomes_of(program, report, "SG-01")), "passed");
}

TEST(Alignment, RateWithoutScopeOfAnotherSourceStandsIn) {
  // The execution is said to be of the general budget; budget and rate are not said to be of anything.
  const auto program = program_of(kRules);
  ReportBuilder report(program);
  report.paragraph("整体支出预算108.45万元，一般公共预算执行数80.55万元，执行率75.27%。");
  report.fact("108.45万元", "amount", {"stage=initial_budget", "flow=expenditure", "scope=department", "fund~total"});
  report.fact("80.55万元", "amount", {"stage=actual", "flow=expenditure", "scope=department", "fund=general_budget"});
  report.fact("75.27%", "execution_rate", {"scope=department", "fund~total"});
  const auto outcomes = outcomes_of(program, report, "GJ-10");
  ASSERT_EQ(verdicts(outcomes), "failed");
  EXPECT_TRUE(outcomes[0].inferred);
  EXPECT_THAT(outcomes[0].because_inferred,
              testing::Contains("[预算 支出]（108.45万元）没有写明来源，按“一般公共预算”理解"));
}

TEST(Alignment, DefaultDoesNotStandInWhereItsOwnPlaceIsComplete) {
  const auto program = program_of(kRules);
  ReportBuilder report(program);
  report.paragraph("预算100万元，支出80万元，执行率80%；其中一般公共预算支出50万元，预算90万元。");
  report.fact("100万元", "amount", {"stage=initial_budget", "flow=expenditure", "fund~total"});
  report.fact("80万元", "amount", {"stage=actual", "flow=expenditure", "fund~total"});
  report.fact("80%", "execution_rate", {"fund~total"});
  report.fact("50万元", "amount", {"stage=actual", "flow=expenditure", "fund=general_budget"});
  report.fact("90万元", "amount", {"stage=initial_budget", "flow=expenditure", "fund=general_budget"});
  // The rate of the general budget is derived, so there is nothing to hold against it.
  EXPECT_EQ(verdicts(outcomes_of(program, report, "GJ-10")), "passed not_applicable");
}

TEST(Alignment, ProjectsAreKeptApart) {
  const auto program = program_of(kRules);
  ReportBuilder report(program);
  report.paragraph(
      "预算100万元，决算100万元。老桥项目预算10.00万元，决算5.00万元，执行率50%；新路项目预算20.00万元，决算15."
      "00万元，执行率76%"
      "。");
  report.fact("100万元", "amount", {"stage=initial_budget", "flow=expenditure"});
  report.fact("100万元", "amount", {"stage=actual", "flow=expenditure"});
  report.fact("10.00万元", "amount", {"stage=initial_budget", "flow=expenditure", "project_name=老桥"});
  report.fact("5.00万元", "amount", {"stage=actual", "flow=expenditure", "project_name=老桥"});
  report.fact("50%", "execution_rate", {"project_name=老桥"});
  report.fact("20.00万元", "amount", {"stage=initial_budget", "flow=expenditure", "project_name=新路"});
  report.fact("15.00万元", "amount", {"stage=actual", "flow=expenditure", "project_name=新路"});
  report.fact("76%", "execution_rate", {"project_name=新路"});
  const auto outcomes = outcomes_of(program, report, "GJ-10");
  ASSERT_EQ(verdicts(outcomes), "not_applicable passed failed");
  EXPECT_EQ(outcomes[2].message, "部门整体（新路）执行率76%");
}

TEST(Alignment, LastYearIsAnotherYear) {
  const auto program = program_of(kRules);
  ReportBuilder report(program);
  report.paragraph("2021年三公经费5万元，2020年三公经费4万元。");
  report.fact("5万元", "amount", {"stage=actual", "scope=sangong", "year=2021"});
  report.fact("4万元", "amount", {"stage=actual", "scope=sangong", "year=2020"});
  const auto outcomes = outcomes_of(program, report, "SG-06");
  ASSERT_EQ(verdicts(outcomes), "failed");
  EXPECT_EQ(outcomes[0].message, "由4万元增至5万元。");
}

TEST(Alignment, DifferentValuesAreUndeterminedAndEqualOnesAreFurtherPlaces) {
  const auto program = program_of(kRules);
  ReportBuilder report(program);
  report.paragraph("公务接待费决算5万元，又写5.00万元，预算4万元。");
  report.fact("5万元", "amount", {"stage=actual", "scope=reception"});
  report.fact("5.00万元", "amount", {"stage=actual", "scope=reception"});
  report.fact("4万元", "amount", {"stage=initial_budget", "scope=reception"});
  auto outcomes = outcomes_of(program, report, "SG-01");
  ASSERT_EQ(verdicts(outcomes), "failed");
  EXPECT_EQ(outcomes[0].evidence.size(), 3U);

  report.paragraph("公务接待费决算7万元。");
  report.fact("7万元", "amount", {"stage=actual", "scope=reception"});
  outcomes = outcomes_of(program, report, "SG-01");
  ASSERT_EQ(verdicts(outcomes), "undetermined");
  EXPECT_THAT(outcomes[0].missing, testing::ElementsAre(testing::HasSubstr("有多个值（5万元、7万元）")));
}

TEST(Alignment, MissingIsNotFalse) {
  const auto program = program_of(kRules);
  ReportBuilder report(program);
  report.paragraph("三公经费决算5万元。");
  report.fact("5万元", "amount", {"stage=actual", "scope=sangong"});
  const auto missing = outcomes_of(program, report, "WZ-11");
  ASSERT_EQ(verdicts(missing), "failed");
  ASSERT_EQ(missing[0].evidence.size(), 1U);
  EXPECT_EQ(test::quote(report, missing[0].evidence[0]), "5万元");
  EXPECT_EQ(verdicts(outcomes_of(program, report, "SG-01")), "undetermined");

  ReportBuilder empty(program);
  empty.paragraph("没有数据。");
  EXPECT_EQ(verdicts(outcomes_of(program, empty, "WZ-11")), "not_applicable");
  EXPECT_EQ(verdicts(outcomes_of(program, empty, "SG-01")), "undetermined");
}

TEST(Alignment, TotalGoesBeforeItsParts) {
  const auto program = program_of(R"(
规则 A “在职不超编制”
  级别 警告
  应 [在职人员] ≤ [编制]
  说明 “x”
规则 B “合计”
  级别 警告
  应 合计 [在职人员] ≤ 合计 [编制]
  说明 “在职{合计 [在职人员]}”
)");
  ReportBuilder report(program);
  report.paragraph("编制20名，在职人员19人，其中公务员10人、工人9人。");
  report.fact("20名", "establishment");
  const auto total = report.fact("19人", "staff");
  const auto a = report.fact("10人", "staff");
  const auto b = report.fact("9人", "staff");
  report.breakdown(total, {a, b});
  EXPECT_EQ(verdicts(outcomes_of(program, report, "A")), "passed");
  EXPECT_EQ(verdicts(outcomes_of(program, report, "B")), "passed");
}

TEST(Alignment, IncomeAndExpenditureInOneFigureAnswerBoth) {
  const auto program = program_of(kRules);
  ReportBuilder report(program);
  report.paragraph("收支预算100万元，收支决算90万元，执行率80%。");
  report.fact("100万元", "amount", {"stage=initial_budget", "flow=balance"});
  report.fact("90万元", "amount", {"stage=actual", "flow=balance"});
  report.fact("80%", "execution_rate");
  EXPECT_EQ(verdicts(outcomes_of(program, report, "GJ-10")), "failed");
}

}  // namespace
}  // namespace hegui::engine

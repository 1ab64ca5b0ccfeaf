// ≈ and the other comparisons on reports: rounding, truncation, tolerance, approximate figures, formulas.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/engine/support.hpp"

namespace hegui::engine {
namespace {

using test::outcomes_of;
using test::program_of;
using test::ReportBuilder;
using test::verdicts;

constexpr std::string_view kRate = R"(
规则 GJ-10 “执行率应与执行数、预算数一致”
  级别 错误
  应   [执行率] ≈ [决算 支出] ÷ [预算 支出]
  说明 “报告写{范围}执行率{[执行率]}；{[决算 支出]}÷{[预算 支出]}＝{[决算 支出] ÷ [预算 支出]}。”
)";

ReportBuilder execution(const std::shared_ptr<const dsl::Program>& program, std::string_view budget,
                        std::string_view actual, std::string_view rate) {
  ReportBuilder report(program);
  report.paragraph("2021年部门预算" + std::string(budget) + "，执行数" + std::string(actual) + "，预算执行率" +
                   std::string(rate) + "。");
  report.fact(budget, "amount", {"stage=initial_budget", "flow=expenditure", "scope~department"});
  report.fact(actual, "amount", {"stage=actual", "flow=expenditure", "scope~department"});
  report.fact(rate, "execution_rate", {"scope~department"});
  return report;
}

TEST(Equality, RoundedRatePasses) {
  const auto program = program_of(kRate);
  EXPECT_EQ(verdicts(outcomes_of(program, execution(program, "108.45万元", "80.55万元", "74.27%"), "GJ-10")), "passed");
}

TEST(Equality, AmountsThatDifferTellByHowMuch) {
  const auto program = program_of(R"(
规则 GJ-11 “支出不应超过预算”
  级别 错误
  应   [决算 支出] ≤ [预算 支出]
  说明 “超出。”
)");
  const auto outcomes = outcomes_of(program, execution(program, "80.5万元", "81万元", "100%"), "GJ-11");
  ASSERT_EQ(verdicts(outcomes), "failed");
  EXPECT_EQ(outcomes[0].difference, dsl::Number(5000));
}

TEST(Equality, ARateThatMissesItsLineTellsByHowMuchMoney) {
  const auto program = program_of(R"(
规则 ZX-02 “执行率不到100%的，应说明原因”
  级别 错误
  当   [决算 支出] ÷ [预算 支出] < 100%
  应   报告 包含 “原因”
  说明 “没有说明。”
)");
  const auto outcomes = outcomes_of(program, execution(program, "108.45万元", "80.55万元", "74.27%"), "ZX-02");
  ASSERT_EQ(verdicts(outcomes), "failed");
  EXPECT_EQ(outcomes[0].difference, dsl::Number(279'000)) << "what was not spent, not the whole budget";
}

TEST(Equality, TheSumOfARateIsWhatWasNotSpentOrWasChanged) {
  const auto sum_of = [](const std::string& condition) {
    const auto program = program_of("规则 ZX-06 “相差很大的，应说明原因”\n  级别 错误\n" + condition +
                                    "  应   报告 包含 “原因”\n  说明 “没有说明。”\n");
    const auto outcomes = outcomes_of(program, execution(program, "100万元", "40万元", "40%"), "ZX-06");
    EXPECT_EQ(verdicts(outcomes), "failed") << condition;
    return outcomes.at(0).difference;
  };
  EXPECT_EQ(sum_of("  当   [决算 支出] ÷ [预算 支出] < 80%\n"), dsl::Number(600'000)) << "not what is missing to 80%";
  EXPECT_EQ(sum_of("  令   率 = [决算 支出] ÷ [预算 支出] 或无则 [执行率]\n  当   率 < 80%\n"), dsl::Number(600'000));
  EXPECT_EQ(sum_of("  当   [决算 支出] < [预算 支出] × 50%\n"), dsl::Number(600'000)) << "not what is missing to half";
  EXPECT_EQ(sum_of("  当   （[预算 支出] － [决算 支出]） ÷ [预算 支出] > 10%\n"), dsl::Number(600'000));
}

TEST(Equality, WhatTheMessageTellsOfTwoAmountsIsTheDifference) {
  const auto told_by = [](const std::string& told) {
    const auto program = program_of("规则 GJ-08 “差额应有说明”\n  级别 警告\n  令   差 = [预算 支出] － [决算 支出]\n" +
                                    std::string("  应   报告 包含 “结转”\n  说明 “") + told + "”\n");
    const auto outcomes = outcomes_of(program, execution(program, "100万元", "95.4万元", "95.4%"), "GJ-08");
    EXPECT_EQ(verdicts(outcomes), "failed") << told;
    return outcomes.at(0).difference;
  };
  EXPECT_EQ(told_by("预算{[预算 支出]}，相差{绝对值（[决算 支出] － [预算 支出]）}，没有说明。"), dsl::Number(46'000));
  EXPECT_EQ(told_by("相差{差}，没有说明。"), dsl::Number(46'000));
  EXPECT_EQ(told_by("还差{[预算 支出] － 差}。"), dsl::Number(954'000)) << "a figure less a difference";
  EXPECT_EQ(told_by("应结转{[预算 支出] ＋ [决算 支出] － [决算 支出]}。"), std::nullopt) << "a sum is no difference";
  EXPECT_EQ(told_by("预算{[预算 支出]}，支出{[决算 支出]}，没有说明。"), std::nullopt);
  EXPECT_EQ(told_by("执行率{[执行率]}，相差{100% － [执行率]}，没有说明。"), std::nullopt) << "a rate is no money";
}

TEST(Equality, WhatTheListedValuesOfAFigureLieApartIsTheDifference) {
  const auto program = program_of(R"(
规则 GJ-16 “同一数据前后应一致”
  级别 错误
  对每个 数 于 报告.事实
  禁止 有个 甲 于 数.各值：甲 ≠ 数
  说明 “{数.名称}有不同的值：{数.各值}。”
)");
  auto report = execution(program, "486.3万元", "468.3万元", "95%");
  report.raw().conflicts.push_back({{report::FactId{0}, report::FactId{1}}, "支出"});
  const auto outcomes = outcomes_of(program, report, "GJ-16");
  const auto failed = std::find_if(outcomes.begin(), outcomes.end(),
                                   [](const Outcome& outcome) { return outcome.verdict == Verdict::failed; });
  ASSERT_NE(failed, outcomes.end());
  EXPECT_EQ(failed->difference, dsl::Number(180'000)) << "not the whole amount";
}

TEST(Equality, WrongRateFailsWithArithmetic) {
  const auto program = program_of(kRate);
  const auto report = execution(program, "347.49万元", "274.7万元", "100%");
  const auto outcomes = outcomes_of(program, report, "GJ-10");
  ASSERT_EQ(verdicts(outcomes), "failed");
  EXPECT_EQ(outcomes[0].derivation, "274.7万元 ÷ 347.49万元 ＝ 79.05%，报告写100%");
  EXPECT_EQ(outcomes[0].message, "报告写部门整体执行率100%；274.7万元÷347.49万元＝79.05%。");
  ASSERT_EQ(outcomes[0].evidence.size(), 3U);
  EXPECT_EQ(test::quote(report, outcomes[0].evidence[0]), "100%");
  EXPECT_EQ(outcomes[0].evidence[0].role, "[执行率]");
  EXPECT_EQ(test::quote(report, outcomes[0].evidence[1]), "274.7万元");
  EXPECT_EQ(outcomes[0].difference, dsl::Number(727'900)) << "the money that would make the stated rate true";
  EXPECT_FALSE(outcomes[0].trace.empty());
  ASSERT_EQ(outcomes[0].alignment.size(), 1U);
  EXPECT_EQ(outcomes[0].alignment[0].member, "部门整体");
}

TEST(Equality, OffByLastPlaceIsANote) {
  const auto program = program_of(kRate);
  // 96.879 % cut off to 96.87 %.
  const auto outcomes = outcomes_of(program, execution(program, "1000.00万元", "968.79万元", "96.87%"), "GJ-10");
  ASSERT_EQ(verdicts(outcomes), "passed");
  EXPECT_THAT(outcomes[0].note, testing::HasSubstr("截尾"));
  EXPECT_EQ(verdicts(outcomes_of(program, execution(program, "1000.00万元", "968.79万元", "96.80%"), "GJ-10")),
            "failed");
}

TEST(Equality, WholeAmountsAreExactAndOneTooManyIsNoTruncation) {
  const auto program = program_of(kRate);
  EXPECT_EQ(verdicts(outcomes_of(program, execution(program, "100万元", "80万元", "81%"), "GJ-10")), "failed");
  EXPECT_EQ(verdicts(outcomes_of(program, execution(program, "108.45万元", "80.55万元", "74.37%"), "GJ-10")), "failed");
}

TEST(Equality, MissingOperandIsUndetermined) {
  const auto program = program_of(kRate);
  ReportBuilder report(program);
  report.paragraph("执行数80万元，预算执行率80%。");
  report.fact("80万元", "amount", {"stage=actual", "flow=expenditure", "scope~department"});
  report.fact("80%", "execution_rate", {"scope~department"});
  const auto outcomes = outcomes_of(program, report, "GJ-10");
  ASSERT_EQ(verdicts(outcomes), "undetermined");
  EXPECT_THAT(outcomes[0].missing, testing::ElementsAre("[预算 支出]"));
}

TEST(Equality, ApproximateFiguresTakeNoPart) {
  const auto program = program_of(kRate);
  ReportBuilder report(program);
  report.paragraph("预算100万元，执行数约80万元，预算执行率70%。");
  report.fact("100万元", "amount", {"stage=initial_budget", "flow=expenditure"});
  report.fact("80万元", "amount", {"stage=actual", "flow=expenditure"}, dsl::Approximation::about);
  report.fact("70%", "execution_rate");
  const auto outcomes = outcomes_of(program, report, "GJ-10");
  ASSERT_EQ(verdicts(outcomes), "undetermined");
  EXPECT_THAT(outcomes[0].missing, testing::ElementsAre(testing::HasSubstr("约数不参与计算")));
}

TEST(Equality, ZeroBudgetIsNoCrash) {
  const auto program = program_of(kRate);
  const auto outcomes = outcomes_of(program, execution(program, "0万元", "80万元", "80%"), "GJ-10");
  ASSERT_EQ(verdicts(outcomes), "undetermined");
  EXPECT_THAT(outcomes[0].missing, testing::ElementsAre("除数为零"));
}

TEST(Equality, DerivedRateIsNotHeldAgainstItsOwnFormula) {
  const auto program = program_of(std::string(kRate) + R"(
规则 ZX-01 “执行率未达要求”
  级别 警告
  应   [执行率] ≥ 90%
  说明 “{范围}执行率{[执行率]}。”
)");
  ReportBuilder report(program);
  report.paragraph("2021年预算100万元，执行数80万元。");
  report.fact("100万元", "amount", {"stage=initial_budget", "flow=expenditure", "scope~department"});
  report.fact("80万元", "amount", {"stage=actual", "flow=expenditure", "scope~department"});
  EXPECT_EQ(verdicts(outcomes_of(program, report, "GJ-10")), "not_applicable");
  const auto outcomes = outcomes_of(program, report, "ZX-01");
  ASSERT_EQ(verdicts(outcomes), "failed");
  EXPECT_EQ(outcomes[0].message, "部门整体执行率80%。");
  EXPECT_EQ(outcomes[0].derivation, "80万元 ÷ 100万元 ＝ 80% ＜ 90%");
  EXPECT_EQ(outcomes[0].evidence.size(), 2U);
}

TEST(Equality, OpenIntervalsDecideOnlyWhenTheyDo) {
  const auto program = program_of(R"(
规则 A “满意度”
  级别 提示
  应   [满意度] ≥ 90%
  说明 “{[满意度]}”
)");
  const auto with = [&](std::string_view quote, dsl::Approximation approximation) {
    ReportBuilder report(program);
    report.paragraph("满意度" + std::string(quote) + "以上。");
    report.fact(quote, "satisfaction", {}, approximation);
    return verdicts(outcomes_of(program, report, "A"));
  };
  EXPECT_EQ(with("95%", dsl::Approximation::at_least), "passed");
  EXPECT_EQ(with("85%", dsl::Approximation::at_least), "undetermined");
  EXPECT_EQ(with("85%", dsl::Approximation::at_most), "failed");
  EXPECT_EQ(with("85%", dsl::Approximation::rounded), "failed");
}

TEST(Equality, ToleranceAndRounding) {
  const auto program = program_of(R"(
规则 A “收支”
  级别 错误
  应   [决算 收入] = [决算 支出] 误差 0.5万元
  说明 “x”
规则 B “收支”
  级别 错误
  应   [决算 收入] ≥ [决算 支出] 误差 舍入
  说明 “x”
)");
  ReportBuilder report(program);
  report.paragraph("收入100.00万元，支出100.01万元。");
  report.fact("100.00万元", "amount", {"stage=actual", "flow=income"});
  report.fact("100.01万元", "amount", {"stage=actual", "flow=expenditure"});
  EXPECT_EQ(verdicts(outcomes_of(program, report, "A")), "passed");
  EXPECT_EQ(verdicts(outcomes_of(program, report, "B")), "passed");
}

}  // namespace
}  // namespace hegui::engine

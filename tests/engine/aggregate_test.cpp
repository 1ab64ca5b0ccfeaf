// Sums and lists: parts of a query, breakdowns, indicators, missing parts, 个数, 最大, 一致, 每个.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/support.hpp"

namespace hegui::engine {
namespace {

using test::outcomes_of;
using test::program_of;
using test::ReportBuilder;
using test::verdicts;

constexpr std::string_view kParts = R"(
规则 SG-02 “三公经费应等于各项之和”
  级别 错误
  应   [三公经费] ≈ 合计 [三公经费 的 分项]
  说明 “{阶段}三公经费{[三公经费]}，各项合计{合计 [三公经费 的 分项]}。”
)";

ReportBuilder sangong(const std::shared_ptr<const dsl::Program>& program, std::string_view total) {
  ReportBuilder report(program);
  report.paragraph("三公经费" + std::string(total) + "，其中公务接待费1.2万元，公务用车费3.4万元，因公出国费0万元。");
  report.fact(total, "amount", {"stage=actual", "scope=sangong"});
  report.fact("1.2万元", "amount", {"stage=actual", "scope=reception"});
  report.fact("3.4万元", "amount", {"stage=actual", "scope=vehicle"});
  return report;
}

TEST(Aggregate, SumOfParts) {
  const auto program = program_of(kParts);
  auto report = sangong(program, "4.8万元");
  report.fact("0万元", "amount", {"stage=actual", "scope=overseas"});
  const auto outcomes = outcomes_of(program, report, "SG-02");
  ASSERT_EQ(verdicts(outcomes), "failed");
  EXPECT_EQ(outcomes[0].message, "决算三公经费4.8万元，各项合计4.6万元。");
  EXPECT_EQ(outcomes[0].derivation, "0万元 ＋ 3.4万元 ＋ 1.2万元 ＝ 4.6万元，报告写4.8万元");
  EXPECT_EQ(outcomes[0].evidence.size(), 4U);
}

TEST(Aggregate, MissingPartLeavesOnlyTooLittleOpen) {
  const auto program = program_of(kParts);
  const auto open = outcomes_of(program, sangong(program, "4.8万元"), "SG-02");
  ASSERT_EQ(verdicts(open), "undetermined");
  EXPECT_THAT(open[0].missing, testing::ElementsAre("[三公经费 的 分项]中的因公出国费"));
  EXPECT_EQ(verdicts(outcomes_of(program, sangong(program, "4.6万元"), "SG-02")), "passed");
  EXPECT_EQ(verdicts(outcomes_of(program, sangong(program, "4.1万元"), "SG-02")), "failed");
}

TEST(Aggregate, RoundingOfManyPartsAddsUp) {
  const auto program = program_of(kParts);
  ReportBuilder report(program);
  report.paragraph("三公经费10.02万元，接待3.33万元，用车3.33万元，出国3.34万元。");
  report.fact("10.02万元", "amount", {"stage=actual", "scope=sangong"});
  report.fact("3.33万元", "amount", {"stage=actual", "scope=reception"});
  report.fact("3.33万元", "amount", {"stage=actual", "scope=vehicle"});
  report.fact("3.34万元", "amount", {"stage=actual", "scope=overseas"});
  EXPECT_EQ(verdicts(outcomes_of(program, report, "SG-02")), "passed");  // four half units
}

constexpr std::string_view kBreakdowns = R"(
规则 GJ-01 “列尽的分项之和应等于总数”
  级别 错误
  对每个 组 于 报告.分解
  当   组.列尽
  应   合计（组.各项） ≈ 组.总数
  说明 “{组.总数.名称}写{组.总数}，所列{个数（组.各项）}项合计{合计（组.各项）}，相差{合计（组.各项） － 组.总数}。”
规则 GJ-02 “分项之和不得大于总数”
  级别 错误
  对每个 组 于 报告.分解
  应   合计（组.各项） ≤ 组.总数  误差 舍入
  说明 “合计已达{合计（组.各项）}。”
规则 KJ-01 “单位可能误写”
  级别 警告
  对每个 组 于 报告.分解
  当   有个 项 于 组.各项：项.单位 ≠ 组.总数.单位
  应   合计（组.各项） ≈ 组.总数
  说明 “x”
规则 KJ-01-B “单位有误”
  级别 警告
  对每个 组 于 报告.分解
  禁止 组.单位有误
  说明 “x”
)";

TEST(Aggregate, BreakdownWithWrongUnit) {
  const auto program = program_of(kBreakdowns);
  ReportBuilder report(program);
  report.paragraph("支出2000.00万元，其中人员410.58万元，公用1589.42元。");
  const auto total = report.fact("2000.00万元", "amount", {"stage=actual", "scope=department"});
  const auto a = report.fact("410.58万元", "amount", {"stage=actual", "scope=basic"});
  const auto b = report.fact("1589.42元", "amount", {"stage=actual", "scope=project"});
  report.breakdown(total, {a, b});
  const auto outcomes = outcomes_of(program, report, "GJ-01");
  ASSERT_EQ(verdicts(outcomes), "failed");
  EXPECT_EQ(outcomes[0].hypothesis, "若1589.42元为1589.42万元，则相符");
  EXPECT_EQ(outcomes[0].alignment.at(0).aspect, "组");
  EXPECT_EQ(verdicts(outcomes_of(program, report, "GJ-02")), "passed");
  EXPECT_EQ(verdicts(outcomes_of(program, report, "KJ-01")), "failed");
  EXPECT_EQ(verdicts(outcomes_of(program, report, "KJ-01-B")), "failed");
}

TEST(Aggregate, OpenBreakdownIsOnlyTooMuch) {
  const auto program = program_of(kBreakdowns);
  ReportBuilder report(program);
  report.paragraph("支出100万元，主要包括差旅费60万元、会议费50万元。");
  const auto total = report.fact("100万元", "amount", {"stage=actual"});
  const auto a = report.fact("60万元", "amount", {"stage=actual"});
  const auto b = report.fact("50万元", "amount", {"stage=actual"});
  report.breakdown(total, {a, b}, false);
  EXPECT_EQ(verdicts(outcomes_of(program, report, "GJ-01")), "not_applicable");
  EXPECT_EQ(verdicts(outcomes_of(program, report, "GJ-02")), "failed");
}

constexpr std::string_view kScores = R"(
规则 JX-03 “综合得分应等于各指标得分之和”
  级别 错误
  令   各项 = 合计（报告.指标.得分）
  当   合计（报告.指标.分值） = 100分
  应   [评分] = 各项
  说明 “综合得分{[评分]}，各指标得分合计{各项}，相差{[评分] － 各项}。”
规则 JX-01 “得分不得超过分值”
  级别 错误
  对每个 标 于 报告.指标
  禁止 标.得分 > 标.分值
  说明 “{标.名称}分值{标.分值}，得分{标.得分}。”
规则 JX-05 “失分应说明原因”
  级别 警告
  对每个 标 于 报告.指标
  当   标.得分 < 标.分值
  应   有 标.偏差原因
  说明 “{标.名称}”
)";

void add_indicator(ReportBuilder& report, std::string_view name, std::string_view weight, std::string_view score,
                   std::string_view parent = "") {
  report.paragraph(std::string(name) + " " + std::string(weight) + " " + std::string(score));
  report::Indicator indicator;
  indicator.name = name;
  indicator.parent = parent;
  if (!weight.empty()) indicator.weight = report.fact(weight, "weight");
  if (!score.empty()) indicator.score = report.fact(score, "indicator_score");
  indicator.total_row = name == "合计";
  report.raw().indicators.push_back(indicator);
}

TEST(Aggregate, TotalScoreOfLeafIndicators) {
  const auto program = program_of(kScores);
  ReportBuilder report(program);
  report.paragraph("综合得分95.6分。");
  report.fact("95.6分", "total_score");
  add_indicator(report, "一级指标", "", "");  // a heading
  add_indicator(report, "投入", "40分", "38分");
  add_indicator(report, "目标", "20分", "19.5分", "投入");
  add_indicator(report, "预算", "20分", "18.5分", "投入");
  add_indicator(report, "产出", "60分", "57分");
  add_indicator(report, "合计", "100分", "95分");
  const auto outcomes = outcomes_of(program, report, "JX-03");
  ASSERT_EQ(verdicts(outcomes), "failed");
  EXPECT_EQ(outcomes[0].message, "综合得分95.6分，各指标得分合计95分，相差0.6分。");
  EXPECT_EQ(outcomes[0].derivation, "19.5分 ＋ 18.5分 ＋ 57分 ＝ 95分，报告写95.6分");
  EXPECT_EQ(verdicts(outcomes_of(program, report, "JX-01")), "undetermined passed passed passed passed");
  EXPECT_EQ(verdicts(outcomes_of(program, report, "JX-05")), "undetermined failed failed failed failed");
}

TEST(Aggregate, IndicatorWithoutScoreLeavesTheTotalOpen) {
  const auto program = program_of(kScores);
  ReportBuilder report(program);
  report.paragraph("综合得分95分。");
  report.fact("95分", "total_score");
  add_indicator(report, "投入", "40分", "38分");
  add_indicator(report, "产出", "60分", "");
  const auto outcomes = outcomes_of(program, report, "JX-03");
  ASSERT_EQ(verdicts(outcomes), "undetermined");
  EXPECT_THAT(outcomes[0].missing, testing::ElementsAre("报告.指标.得分"));
}

TEST(Aggregate, WithoutWeightsTheRuleDoesNotApply) {
  const auto program = program_of(kScores);
  ReportBuilder report(program);
  report.paragraph("综合得分95分。");
  report.fact("95分", "total_score");
  EXPECT_EQ(verdicts(outcomes_of(program, report, "JX-03")), "undetermined");
  EXPECT_EQ(verdicts(outcomes_of(program, report, "JX-01")), "");
}

TEST(Aggregate, ConflictingStatementsAreOneFinding) {
  const auto program = program_of(R"(
规则 GJ-16 “同一数据前后应一致”
  级别 错误
  对每个 数 于 报告.事实
  应 一致（数.各值）
  说明 “{数.名称}有不同的值：{数.各值}。”
)");
  ReportBuilder report(program);
  report.paragraph("办件27.98万件，另处写279821件，又写28.5万件，满意度98%。");
  const auto a = report.fact("27.98万件", "cases");
  const auto b = report.fact("279821件", "cases");
  const auto c = report.fact("28.5万件", "cases");
  report.fact("98%", "satisfaction");
  report.raw().conflicts.push_back({{a, b}, "办件"});
  EXPECT_EQ(verdicts(outcomes_of(program, report, "GJ-16")), "passed passed passed passed");
  report.raw().conflicts[0].facts.push_back(c);
  const auto outcomes = outcomes_of(program, report, "GJ-16");
  ASSERT_EQ(verdicts(outcomes), "failed passed passed passed");
  EXPECT_EQ(outcomes[0].message, "办件数有不同的值：27.98万件、279821件、28.5万件。");
  EXPECT_EQ(outcomes[0].evidence.size(), 3U);
}

TEST(Aggregate, ExtremesCountsAndQuantifiers) {
  const auto program = program_of(R"(
规则 A “最大”
  级别 提示
  应 最大 [决算 属于 三公经费] < 3.4万元
  说明 “{最大 [决算 属于 三公经费]}”
规则 B “个数”
  级别 提示
  应 个数 [决算 属于 三公经费] = 4
  说明 “{个数 [决算 属于 三公经费]}”
规则 C “每个”
  级别 提示
  应 每个 项 于 [决算 属于 三公经费]：项 ≤ 4万元
  说明 “x”
规则 D “有个”
  级别 提示
  应 有个 项 于 [决算 属于 三公经费]：项 > 4万元
  说明 “x”
规则 E “平均”
  级别 提示
  应 平均（[决算 公务接待费]、[决算 公务用车费]） = 2.3万元
  说明 “x”
)");
  const auto report = sangong(program, "4.6万元");
  EXPECT_EQ(outcomes_of(program, report, "A").at(0).message, "4.6万元");
  EXPECT_EQ(outcomes_of(program, report, "B").at(0).message, "3");
  EXPECT_EQ(verdicts(outcomes_of(program, report, "C")), "failed");
  EXPECT_EQ(verdicts(outcomes_of(program, report, "D")), "passed");
  EXPECT_EQ(verdicts(outcomes_of(program, report, "E")), "passed");
}

TEST(Aggregate, FiguresListedInOneSentenceAllCount) {
  const auto program = program_of(R"(
规则 A “a”
  级别 提示
  应 合计 [在职人员] = 28人 且 最大 [在职人员] = 16人 且 个数 [在职人员] = 2
  说明 “x”
规则 B “b”
  级别 提示
  应 [在职人员] < 100人
  说明 “x”
规则 C “c”
  级别 提示
  应 合计 [在职人员] = 28人
  说明 “x”
)");
  ReportBuilder together(program);
  together.paragraph("行政人员16人、事业人员12人。");
  together.fact("16人", "staff");
  together.fact("12人", "staff");
  EXPECT_EQ(verdicts(outcomes_of(program, together, "A")), "passed");
  EXPECT_EQ(verdicts(outcomes_of(program, together, "B")), "undetermined");  // no aggregate: which one is meant?

  ReportBuilder apart(program);
  apart.paragraph("人员16人。");
  apart.fact("16人", "staff");
  apart.paragraph("人员12人。");
  apart.fact("12人", "staff");
  EXPECT_EQ(verdicts(outcomes_of(program, apart, "C")), "undetermined");
}

TEST(Aggregate, AConflictIsNoOperand) {
  const auto program = program_of(R"(
规则 A “a”
  级别 提示
  应 [决算 支出] ÷ [预算 支出] ≤ 100%
  说明 “x”
)");
  ReportBuilder report(program);
  report.paragraph("预算100万元，决算80万元。");
  report.fact("100万元", "amount", {"stage=budget", "flow=expenditure"});
  report.fact("80万元", "amount", {"stage=actual", "flow=expenditure"});
  report.paragraph("决算120万元。");
  report.fact("120万元", "amount", {"stage=actual", "flow=expenditure"});
  const auto outcomes = outcomes_of(program, report, "A");
  ASSERT_EQ(verdicts(outcomes), "undetermined");
  EXPECT_THAT(outcomes[0].missing, testing::ElementsAre("[决算 支出]有多个值（80万元、120万元）"));
}

}  // namespace
}  // namespace hegui::engine

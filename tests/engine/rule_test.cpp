// The clauses of a rule: 当, 除非, 应, 禁止, 缺则报, 级别, 令, loops, texts, law in time, profiles, overlays.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/support.hpp"

namespace hegui::engine {
namespace {

using test::outcomes_of;
using test::program_of;
using test::ReportBuilder;
using test::verdicts;

ReportBuilder with_rate(const std::shared_ptr<const dsl::Program>& program, std::string_view rate,
                        std::string_view more = "") {
  ReportBuilder report(program);
  report.heading("一、基本情况");
  report.paragraph("2021年预算执行率" + std::string(rate) + "。" + std::string(more));
  report.fact(rate, "execution_rate", {"scope~department"});
  return report;
}

TEST(Rule, SectionAnswersAndItsAbsenceIsAFinding) {
  const auto program = program_of(R"(
参数 执行率要求（required_rate）= 100% “低于此值须写措施”
规则 ZX-01 “应写明改进措施”
  级别 警告
  当   [执行率] < 执行率要求
  应   有 章节（改进措施）
  说明 “{范围}执行率为{[执行率]}，低于{执行率要求}，报告没有写改进措施。”
  建议 “补充。”
)");
  auto report = with_rate(program, "80%");
  const auto outcomes = outcomes_of(program, report, "ZX-01");
  ASSERT_EQ(verdicts(outcomes), "failed");
  EXPECT_EQ(outcomes[0].message, "部门整体执行率为80%，低于100%，报告没有写改进措施。");
  EXPECT_EQ(outcomes[0].advice, "补充。");
  EXPECT_EQ(test::quote(report, outcomes[0].evidence.at(0)), "80%");
  EXPECT_THAT(outcomes[0].because_inferred, testing::ElementsAre("参数“执行率要求”取缺省值100%"));
  report.heading("二、改进措施", "measures");
  EXPECT_EQ(verdicts(outcomes_of(program, report, "ZX-01")), "passed");
  EXPECT_EQ(verdicts(outcomes_of(program, with_rate(program, "100%"), "ZX-01")), "not_applicable");
}

constexpr std::string_view kReasons = R"(
规则 ZX-02 “偏低应说明原因”
  级别 错误 当 [执行率] < 80%，警告 当 [执行率] < 90%，否则 提示
  当   [执行率] < 95%
  除非 已列结转：[年末结转] ≈ [预算 支出] － [决算 支出]
  除非 财政收回：报告 包含 任一（“财政统一收回”、“财政收回”）
  应   邻近 [执行率] 在 节 内 有 词 原因词
  说明 “{范围}执行率{[执行率]}，没有说明原因。”
)";

TEST(Rule, SeverityFollowsTheValue) {
  const auto program = program_of(kReasons);
  const auto severity = [&](std::string_view rate) {
    return outcomes_of(program, with_rate(program, rate), "ZX-02").at(0).severity;
  };
  EXPECT_EQ(severity("70%"), dsl::Severity::error);
  EXPECT_EQ(severity("85%"), dsl::Severity::warning);
  EXPECT_EQ(severity("92%"), dsl::Severity::note);
}

TEST(Rule, ExceptionsHoldWhenShown) {
  const auto program = program_of(kReasons);
  // The report says nothing of a carry-over: the exception is not shown, and the finding stands.
  EXPECT_EQ(verdicts(outcomes_of(program, with_rate(program, "70%"), "ZX-02")), "failed");
  const auto shown = outcomes_of(program, with_rate(program, "70%", "结余由财政收回。"), "ZX-02");
  ASSERT_EQ(verdicts(shown), "passed");
  EXPECT_EQ(shown[0].unless, "财政收回");
}

TEST(Rule, ReasonsMustStandInTheSameSection) {
  const auto program = program_of(kReasons);
  EXPECT_EQ(verdicts(outcomes_of(program, with_rate(program, "70%", "由于项目推迟。"), "ZX-02")), "passed");
  auto elsewhere = with_rate(program, "70%");
  elsewhere.heading("二、其他");
  elsewhere.paragraph("由于天气，会议改期。");
  EXPECT_EQ(verdicts(outcomes_of(program, elsewhere, "ZX-02")), "failed");
}

constexpr std::string_view kCarry = R"(
规则 GJ-08 “收支差额”
  级别 警告
  令   差额 = [决算 收入] ＋ （缺 [上年结转] 按 0元） － [决算 支出]
  当   差额 ≠ 0元
  应   差额 ≈ [年末结转]  缺则报
  说明 “收入{[决算 收入]}与支出{[决算 支出]}相差{差额}。”
)";

TEST(Rule, MissingMayBeTakenForZeroOrReported) {
  const auto program = program_of(kCarry);
  ReportBuilder report(program);
  report.paragraph("收入100万元，支出90万元。");
  report.fact("100万元", "amount", {"stage=actual", "flow=income"});
  report.fact("90万元", "amount", {"stage=actual", "flow=expenditure"});
  const auto outcomes = outcomes_of(program, report, "GJ-08");
  ASSERT_EQ(verdicts(outcomes), "failed");
  EXPECT_EQ(outcomes[0].message, "收入100万元与支出90万元相差10万元。");
  report.paragraph("年末结转10万元。");
  report.fact("10万元", "carryover_out");
  EXPECT_EQ(verdicts(outcomes_of(program, report, "GJ-08")), "passed");
}

TEST(Rule, ForbiddingNegates) {
  const auto program = program_of(R"(
规则 KJ-03 “不应超过100%”
  级别 错误
  对每个 率 于 报告.比率
  当   率.名称 匹配 /满意/
  禁止 率 > 100%
  说明 “{率.名称}为{率}，超过100%。”
规则 B “两条都要”
  级别 错误
  禁止 [满意度] > 120%
  应 [满意度] ≥ 90%
  说明 “x”
)");
  ReportBuilder report(program);
  report.paragraph("满意度105%，执行率130%。");
  report.fact("105%", "satisfaction");
  report.fact("130%", "execution_rate");
  const auto outcomes = outcomes_of(program, report, "KJ-03");
  ASSERT_EQ(verdicts(outcomes), "failed not_applicable");
  EXPECT_EQ(outcomes[0].message, "满意度为105%，超过100%。");
  EXPECT_EQ(outcomes[0].derivation, "105% ＞ 100%");
  EXPECT_EQ(verdicts(outcomes_of(program, report, "B")), "passed");
}

TEST(Rule, TextEvidenceIsTheMatch) {
  const auto program = program_of(R"(
规则 GS-18 “截至”
  级别 提示
  对每个 句 于 报告.句子
  禁止 句.正文 匹配 /截止[ ]*20[0-9]{2}年/
  说明 “应写“截至””
)");
  ReportBuilder report(program);
  report.paragraph("截至2021年底。");
  report.paragraph("工作截止2021年10月完成。");
  const auto outcomes = outcomes_of(program, report, "GS-18");
  ASSERT_EQ(verdicts(outcomes), "passed failed");
  EXPECT_EQ(test::quote(report, outcomes[1].evidence.at(0)), "截止2021年");
  EXPECT_EQ(outcomes[1].message, "应写“截至”");
}

TEST(Rule, LawInTime) {
  const auto program = program_of(R"(
依据 旧法（old）
  名称 《旧办法》
  失效 2020-01-01
规则 A “新规”
  级别 提示
  生效 2022-01-01
  应 有 [满意度]
  说明 “x”
规则 B “旧规”
  级别 提示
  依据 旧法
  应 有 [满意度]
  说明 “x”
规则 C “已取代”
  级别 提示
  应 有 [满意度]
  说明 “x”
规则 D “取代者”
  级别 提示
  取代 C
  应 有 [满意度]
  说明 “x”
)");
  ReportBuilder report(program);
  report.paragraph("无。");
  const auto skipped = [&](const Options& options) {
    std::vector<std::string> texts;
    for (const RuleSummary& summary : evaluate(*program, report.build(), options).rules)
      texts.push_back(summary.skipped);
    return texts;
  };
  EXPECT_THAT(skipped({}), testing::ElementsAre(testing::HasSubstr("2022年1月1日起生效"),
                                                testing::HasSubstr("《旧办法》"), "已由D取代", ""));
  Options later;
  later.as_of = dsl::CivilDate{2023, 1, 1};
  EXPECT_EQ(skipped(later)[0], "");
  Options earlier;
  earlier.as_of = dsl::CivilDate{2019, 1, 1};
  EXPECT_EQ(skipped(earlier)[1], "");
  Options only;
  only.only_rules = {"D"};
  EXPECT_THAT(skipped(only), testing::ElementsAre("没有选用", "没有选用", "没有选用", ""));
}

TEST(Rule, ProfilesSetParameters) {
  const auto program = program_of(R"(
参数 说明线（line）= 95% “低于此值须说明”
方案 四川（sichuan_profile）
  适用 报告.地区 属于 四川省
  参数 说明线 = 90%
规则 A “执行率”
  级别 警告
  应 [执行率] ≥ 说明线
  说明 “低于{说明线}”
)");
  auto report = with_rate(program, "92%");
  const auto national = outcomes_of(program, report, "A");
  ASSERT_EQ(verdicts(national), "failed");
  EXPECT_TRUE(national[0].inferred);
  report.raw().identity.region = program->find_member(program->find_aspect("region"), "sichuan");
  EXPECT_EQ(verdicts(outcomes_of(program, report, "A")), "passed");
  EXPECT_EQ(evaluate(*program, report.build(), {}).profiles, std::vector<std::string>{"四川"});
  report.raw().identity.region = {};
  Options by_name;
  by_name.profile = "sichuan_profile";
  EXPECT_EQ(verdicts(outcomes_of(program, report, "A", by_name)), "passed");
}

TEST(Rule, DisabledAndNotApplicableAreSaid) {
  const auto program = program_of(R"(
规则 A “湖南”
  级别 提示
  适用 报告.地区 属于 湖南省
  应 有 [满意度]
  说明 “x”
)");
  ReportBuilder report(program);
  report.paragraph("无。");
  EXPECT_THAT(evaluate(*program, report.build(), {}).rules[0].skipped, testing::HasSubstr("没有找到报告.地区"));
  report.raw().identity.region = program->find_member(program->find_aspect("region"), "sichuan");
  EXPECT_THAT(evaluate(*program, report.build(), {}).rules[0].skipped, testing::HasSubstr("不适用于本报告"));
}

TEST(Rule, GradesAreTexts) {
  const auto program = program_of(R"(
定义 等级（得分：分）：文本 =
  如果 得分 ≥ 90分 则 “优”
  否则 如果 得分 ≥ 80分 则 “良”
  否则 “差”
规则 JX-04 “评价等级应与得分相符”
  级别 错误
  应 [评价等级] = 等级（[评分]）
  说明 “得分{[评分]}对应“{等级（[评分]）}”，报告写“{[评价等级]}”。”
)");
  ReportBuilder report(program);
  report.paragraph("得分85.5分，等级为优。");
  report.fact("85.5分", "total_score");
  report.text_fact("优", "grade");
  const auto outcomes = outcomes_of(program, report, "JX-04");
  ASSERT_EQ(verdicts(outcomes), "failed");
  EXPECT_EQ(outcomes[0].message, "得分85.5分对应“良”，报告写“优”。");
}

TEST(Rule, MissingValuesPrintAsHoles) {
  const auto program = program_of(R"(
规则 A “x”
  级别 提示
  应 有 [满意度]
  说明 “满意度{[满意度]}”
)");
  ReportBuilder report(program);
  report.paragraph("无。");
  const auto outcomes = outcomes_of(program, report, "A");
  ASSERT_EQ(verdicts(outcomes), "failed");
  EXPECT_EQ(outcomes[0].message, "满意度〈缺〉");
  EXPECT_TRUE(outcomes[0].evidence.empty());
}

TEST(Rule, AParameterThatDecidedNothingIsNotSaidToBeTakenByDefault) {
  const auto taken = [](std::string_view condition) {
    const auto program = program_of(std::string(R"(
参数 字数线（length_line）= 50 “短于此数的不算一段”
参数 执行线（line）= 95% “低于此值须说明”
定义 够长（线：数）：是非 = 个数（报告.段落） ≥ 3 且 有个 段 于 报告.段落：段.字数 > 线
规则 ZX-02 “要求”
  级别 错误
  当   有 [执行率]
)") + std::string(condition) + "\n  说明 “不符。”\n");
    ReportBuilder report(program);
    report.paragraph("2021年预算执行率80%。");
    report.fact("80%", "execution_rate", {"scope~department"});
    const auto outcomes = outcomes_of(program, report, "ZX-02");
    EXPECT_EQ(verdicts(outcomes), "failed") << condition;
    return outcomes.at(0).because_inferred;
  };
  const auto line = testing::ElementsAre("参数“执行线”取缺省值95%");
  EXPECT_THAT(taken("  应   [执行率] ≥ 执行线"), line);
  EXPECT_THAT(taken("  应   [执行率] ≥ 执行线 且 非 够长（字数线）"), line);
  EXPECT_THAT(taken("  应   [执行率] = 100% 且 [执行率] ≥ 执行线"), testing::IsEmpty()) << "either is enough";
  EXPECT_THAT(taken("  令   少 = 如果 报告 包含 “2021年” 或 够长（字数线） 则 “” 否则 “年度”\n"
                    "  应   少 = “” 且 [执行率] ≥ 执行线"),
              line);
  EXPECT_THAT(taken("  禁止 够长（字数线） 或 [执行率] < 100%"), testing::IsEmpty());
  EXPECT_THAT(taken("  应   够长（字数线） 或 [执行率] = 100%"), testing::IsEmpty())
      << "there are not three paragraphs";
}

}  // namespace
}  // namespace hegui::engine

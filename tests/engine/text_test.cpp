// Texts and records: 包含, 匹配, 邻近, sections, dates, repetitions, evidence places.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "tests/engine/support.hpp"

namespace hegui::engine {
namespace {

using test::outcomes_of;
using test::program_of;
using test::ReportBuilder;
using test::verdicts;

std::string verdict_of(std::string_view condition, const std::function<void(ReportBuilder&)>& write) {
  const auto program = program_of("规则 A “a”\n  级别 提示\n  应 " + std::string(condition) + "\n  说明 “x”\n");
  ReportBuilder report(program);
  write(report);
  return verdicts(outcomes_of(program, report, "A"));
}

void two_sections(ReportBuilder& report) {
  report.heading("一、存在的问题", "problems");
  report.paragraph("预算执行率为80%。原因是项目推迟。");
  report.fact("80%", "execution_rate");
  report.heading("二、改进措施", "measures");
  report.paragraph("加强管理，公开结果。");
}

TEST(Text, WordsAnywhereInTheReport) {
  EXPECT_EQ(verdict_of("报告 包含 任一（“公示”、“公开”）", two_sections), "passed");
  EXPECT_EQ(verdict_of("报告 包含 全部（“公示”、“公开”）", two_sections), "failed");
  EXPECT_EQ(verdict_of("报告.正文 匹配 /加强.{0,6}公开/", two_sections), "passed");
}

TEST(Text, SectionsByKind) {
  EXPECT_EQ(verdict_of("章节（改进措施）.正文 包含 “公开”", two_sections), "passed");
  EXPECT_EQ(verdict_of("章节（存在问题）.正文 包含 “公开”", two_sections), "failed");
  EXPECT_EQ(verdict_of("章节（改进措施） 包含 “公开”", two_sections), "passed");
  EXPECT_EQ(verdict_of("章节（改进措施）.正文 包含 “公开”", [](ReportBuilder& report) { report.paragraph("无"); }),
            "undetermined");
  EXPECT_EQ(verdict_of("缺 章节（改进措施）", [](ReportBuilder& report) { report.paragraph("无"); }), "passed");
}

TEST(Text, Nearness) {
  EXPECT_EQ(verdict_of("邻近 [执行率] 在 段 内 有 词 原因词", two_sections), "passed");
  EXPECT_EQ(verdict_of("邻近 [执行率] 在 节 内 有 任一（“公开”、“推迟”）", two_sections), "passed");
  EXPECT_EQ(verdict_of("邻近 [执行率] 在 节 内 有 “公开”", two_sections), "failed");
  EXPECT_EQ(verdict_of("邻近 [执行率] 在 章 内 有 /推迟|延期/", two_sections), "passed");
  EXPECT_EQ(verdict_of("邻近 [满意度] 在 节 内 有 “公开”", two_sections), "undetermined");
}

TEST(Text, NearnessLooksAtEveryPlaceOfTheFigure) {
  EXPECT_EQ(verdict_of("邻近 [执行率] 在 段 内 有 “推迟”",
                       [](ReportBuilder& report) {
                         report.paragraph("执行率80%。");
                         report.fact("80%", "execution_rate");
                         report.paragraph("由于项目推迟，执行率80%。");
                         report.fact("80%", "execution_rate");
                       }),
            "passed");
}

TEST(Text, FieldsOfRecords) {
  const auto dates = [](ReportBuilder& report) { report.paragraph("截至2020年12月31日，共办理。2021年3月完成。"); };
  EXPECT_EQ(verdict_of("每个 日 于 报告.日期提及：日.年 = 报告.年度", dates), "failed");
  EXPECT_EQ(verdict_of("有个 日 于 报告.日期提及：日.月 = 12 且 日.日 = 31", dates), "passed");
  EXPECT_EQ(verdict_of("个数（报告.日期提及） = 2", dates), "passed");
  EXPECT_EQ(verdict_of("个数（报告.各级标题） = 2", two_sections), "passed");
  EXPECT_EQ(verdict_of("每个 节 于 报告.章节：节.字数 > 5", two_sections), "passed");
  EXPECT_EQ(verdict_of("[执行率].章节.名称 匹配 /问题/", two_sections), "passed");
}

TEST(Text, SamePassageInTwoSections) {
  const auto twice = [](ReportBuilder& report) {
    report.heading("一、目标");
    report.paragraph("认真贯彻落实各项工作部署，扎实推进政务服务标准化、规范化、便利化建设。");
    report.heading("二、完成情况");
    report.paragraph("认真贯彻落实各项工作部署，扎实推进政务服务标准化、规范化、便利化建设。");
  };
  EXPECT_EQ(verdict_of("个数（报告.重复段） = 1", twice), "passed");
  EXPECT_EQ(verdict_of("有个 重 于 报告.重复段：重.首次章节 ≠ 重.再次章节", twice), "passed");
}

TEST(Text, ChosenEvidenceComesFirst) {
  const auto program = program_of(R"(
规则 A “a”
  级别 提示
  应   [执行率] ≥ 90%
  说明 “x”
  证据 章节（存在问题）、[满意度]
)");
  ReportBuilder report(program);
  two_sections(report);
  const auto outcomes = outcomes_of(program, report, "A");
  ASSERT_EQ(verdicts(outcomes), "failed");
  ASSERT_EQ(outcomes[0].evidence.size(), 2U);
  EXPECT_EQ(test::quote(report, outcomes[0].evidence[0]), "一、存在的问题");
  EXPECT_EQ(test::quote(report, outcomes[0].evidence[1]), "80%");
}

TEST(Text, TraceSaysHowItCame) {
  const auto program = program_of(R"(
规则 A “a”
  级别 提示
  应   [执行率] ≥ 90% 且 有 章节（改进措施）
  说明 “x”
)");
  ReportBuilder report(program);
  two_sections(report);
  const auto outcomes = outcomes_of(program, report, "A");
  ASSERT_FALSE(outcomes.at(0).trace.empty());
  EXPECT_EQ(outcomes[0].trace[0].value, "否");
  EXPECT_EQ(outcomes[0].trace[2].text, "[执行率]");
  EXPECT_EQ(outcomes[0].trace[2].value, "80%");
  EXPECT_EQ(outcomes[0].trace[2].depth, 2U);
  EXPECT_EQ(outcomes[0].trace[2].facts.size(), 1U);
}

}  // namespace
}  // namespace hegui::engine

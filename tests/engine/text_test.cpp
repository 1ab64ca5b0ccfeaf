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

std::vector<std::string> quotes_of(std::string_view condition, const std::function<void(ReportBuilder&)>& write) {
  const auto program = program_of("规则 A “a”\n  级别 提示\n  " + std::string(condition) + "\n  说明 “x”\n");
  ReportBuilder report(program);
  write(report);
  std::vector<std::string> quotes;
  for (const Outcome& outcome : outcomes_of(program, report, "A"))
    for (const Evidence& evidence : outcome.evidence) quotes.push_back(test::quote(report, evidence));
  return quotes;
}

TEST(Text, WhatCameNearIsNoEvidence) {
  const auto write = [](ReportBuilder& report) {
    report.paragraph("执行率80%。");
    report.fact("80%", "execution_rate");
    report.paragraph("原因是多方面的。");
    report.paragraph("下一步加快支付。");
  };
  // Either word stands in some sentence, none has both: the figure alone is evidence.
  EXPECT_THAT(
      quotes_of("当 [执行率] < 90%\n  应 有个 句 于 报告.句子：句.正文 包含 “原因” 且 句.正文 包含 “支付”", write),
      testing::ElementsAre("80%"));
  EXPECT_THAT(quotes_of("当 [执行率] < 90%\n  应 报告 包含 “原因” 且 报告 包含 “推迟”", write),
              testing::ElementsAre("80%"));
  // What a prohibition or a 每个 stumbles over is evidence, and nothing else.
  EXPECT_THAT(quotes_of("禁止 有个 句 于 报告.句子：句.正文 包含 “支付”", write), testing::ElementsAre("支付"));
  EXPECT_THAT(quotes_of("应 每个 句 于 报告.句子：非 句.正文 包含 “原因”", write), testing::ElementsAre("原因"));
}

TEST(Text, AMatchInTheOriginalIsQuotedAlone) {
  const auto write = [](ReportBuilder& report) { report.paragraph("预算为100万元，其中，项目支出20万元。"); };
  EXPECT_THAT(quotes_of("禁止 有个 段 于 报告.段落：段.原文 匹配 /，其中/", write), testing::ElementsAre("，其中"));
  EXPECT_THAT(quotes_of("禁止 有个 段 于 报告.段落：段.原文 包含 “项目支出”", write), testing::ElementsAre("项目支出"));
}

TEST(Text, AMemberOfTheAlignmentLiesWithinItsWhole) {
  const auto program = program_of("规则 A “a”\n  级别 提示\n  应 范围 属于 三公经费 且 [决算] < 1元\n  说明 “x”\n");
  ReportBuilder report(program);
  report.paragraph("接待费0元，基本支出0元。");
  report.fact("0元", "amount", {"stage=actual", "scope=reception"});
  EXPECT_EQ(verdicts(outcomes_of(program, report, "A")), "passed");
}

TEST(Text, PassagesThatDifferInACharacterAreRepeatedToo) {
  const auto count = [](std::string_view second) {
    return verdict_of("个数（报告.重复段） = 1 且 有个 重 于 报告.重复段：重.有改动", [&](ReportBuilder& report) {
      report.paragraph("我局认真落实各项要求，建立健全内部控制制度，严格审批程序，确保资金安全。");
      report.paragraph("中间的一段与前后两段说的不是一回事，这里写的是别的内容，长短差不多。");
      report.paragraph(second);
    });
  };
  EXPECT_EQ(count("我局认真落实了各项要求，建立健全内部控制制度，严格审批程序，确保资金安全。"), "passed");
  EXPECT_EQ(count("我局认真落实各项要求，建立健全内部控制制度，严格审核程序，确保资金安全。"), "passed");
  EXPECT_EQ(count("我局认真落实各项要求，建立内部控制制度，加强审核，规范程序，确保资金的安全。"), "failed");
  const auto figures = [](ReportBuilder& report) {
    report.paragraph("公务接待费年初预算安排3万元，实际支出2万元，与上年相比基本持平，没有超出预算。");
    report.paragraph("公务接待费年初预算安排3万元，实际支出1万元，与上年相比基本持平，没有超出预算。");
  };
  EXPECT_EQ(verdict_of("个数（报告.重复段） = 0", figures), "passed");
}

TEST(Text, NamesThatDifferByASlip) {
  const auto verdict = [](std::string_view condition, std::string_view first, std::string_view second) {
    return verdict_of(condition, [&](ReportBuilder& report) {
      report.paragraph(first);
      report.paragraph(first);
      report.paragraph(second);
    });
  };
  EXPECT_EQ(verdict("个数（报告.近似名称） = 1 且 每个 名 于 报告.近似名称：名.差异 = “扇” 且 名.类别 = “引号”", "“一扇门”进驻率达到九成。",
                    "“一门”进驻率有待提高。"),
            "passed");
  EXPECT_EQ(verdict("个数（报告.近似名称） = 1 且 有个 名 于 报告.近似名称：名.差异 = “服务” 且 名.类别 = “机构”",
                    "投资项目审批服务中心已经建成。", "进驻投资项目审批中心办理。"),
            "passed");
  EXPECT_EQ(verdict("有个 名 于 报告.近似名称：名.差异 = “审、申”", "开通网申平台以后。", "登录网审平台办理。"),
            "passed");
  // Numbers tell names apart on purpose, and so does one sentence that names both.
  EXPECT_EQ(verdict("个数（报告.近似名称） = 0", "县第一人民医院服务中心。", "县人民医院服务中心。"), "passed");
  EXPECT_EQ(verdict("个数（报告.近似名称） = 0", "建设投资项目审批中心、投资项目审批服务中心。", "另一段。"), "passed");
}

}  // namespace
}  // namespace hegui::engine

// Rules that a report gives nothing to look at are passed over: they come to what running them comes to.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "checker/engine/idle.hpp"
#include "checker/engine/plan.hpp"
#include "tests/engine/same_evaluation.hpp"
#include "tests/engine/support.hpp"

namespace hegui::engine {
namespace {

using test::program_of;
using test::ReportBuilder;

std::string rule(const std::string& id, const std::string& clauses) {
  return "规则 " + id + " “x”\n  级别 提示\n" + clauses + "  说明 “{范围}不符”\n";
}

report::Report report_with(const std::shared_ptr<const dsl::Program>& program, const std::string& text,
                           bool with_rate) {
  ReportBuilder report(program);
  report.paragraph(with_rate ? text + "执行率为80%。" : text);
  if (with_rate) report.fact("80%", "execution_rate");
  return report.build();
}

/// With one plan over several reports, as in a batch: what an earlier report taught must fit the later ones.
void expect_same(const std::string& rules) {
  const auto program = program_of(rules);
  const auto plan = make_plan(*program);
  Options with, without;
  with.keep_plain = without.keep_plain = false;
  without.use_programs = false;
  int number = 0;
  for (const bool with_rate : {false, false, true, false, true})
    for (const char* const text :
         {"全年没有什么可说的。", "执行率偏低，原因是招标推迟。", "满意度很高。招标按时完成。"}) {
      const auto report = report_with(program, text, with_rate);
      EXPECT_EQ(test::difference(*program, evaluate(*plan, report, with), evaluate(*plan, report, without)), "")
          << rules << "\nreport " << ++number << ": " << text;
    }
}

TEST(Idle, RulesWithoutTheirFiguresComeToTheSame) {
  expect_same(rule("A", "  应 [执行率] ≥ 90%\n") + rule("B", "  当 [执行率] < 90%\n  应 [满意度] ≥ 80%\n") +
              rule("C", "  应 缺 [执行率]\n") + rule("D", "  应 有 [执行率]\n") +
              rule("E", "  应 [执行率] ≥ 90% 缺则报\n") + rule("F", "  禁止 [执行率] > 100%\n  除非 有 [满意度]\n") +
              rule("G", "  应 个数 [执行率] = 0 或 [执行率] > [满意度]\n") +
              rule("H", "  令 率 = 缺 [执行率] 按 100%\n  应 率 ≥ 90%\n"));
}

TEST(Idle, RulesWithoutTheirWordsComeToTheSame) {
  expect_same(rule("A", "  当 报告.正文 包含 “招标”\n  应 [执行率] ≥ 90%\n") +
              rule("B", "  禁止 有个 句 于 报告.句子：句.正文 包含 “招标”\n") +
              rule("C", "  对每个 句 于 报告.句子\n  当 句.正文 包含 “招标”\n  应 句.正文 包含 “按时”\n") +
              rule("D", "  对每个 句 于 报告.句子\n  当 句.正文 包含 任一（“招标”、“满意度”）\n  应 [执行率] ≥ 90%\n") +
              rule("E", "  当 报告.正文 包含 “没有的话”\n  当 [执行率] ≥ 90%\n  应 假\n") +
              rule("F", "  当 [执行率] ≥ 90%\n  禁止 报告.正文 包含 “没有的话”\n") +
              rule("G", "  对每个 甲 于 报告.句子\n  对每个 乙 于 报告.段落\n  当 甲.正文 包含 “没有的话”\n  应 假\n") +
              rule("H", "  对每个 数 于 [执行率 范围=任意]\n  当 报告.正文 包含 “没有的话”\n  应 假\n"));
}

TEST(Idle, WhatRulesComeToWithoutFiguresDoesNotOutliveItsParameters) {
  const auto program = program_of("参数 线（line）= 90%  “x”\n" + rule("A", "  应 [执行率] ≥ 50% 或 线 > 95%\n") +
                                  "方案 严（strict）\n  参数 线 = 99%\n");
  const auto plan = make_plan(*program);
  const auto report = report_with(program, "全年没有什么可说的。", false);
  Options usual, strict;
  usual.keep_plain = strict.keep_plain = false;
  strict.profile = "严";
  for (int round = 0; round < 2; ++round) {
    EXPECT_EQ(evaluate(*plan, report, usual).rules.front().undetermined, 1U);
    EXPECT_EQ(evaluate(*plan, report, strict).rules.front().passed, 1U);
  }
}

TEST(Idle, ConditionsAreTheSameWithoutValues) {
  expect_same(
      rule("A", "  对每个 句 于 报告.句子\n  应 句.正文 匹配 /招标|满意/ 且 非 句.正文 包含 “推迟”\n") +
      rule("B", "  对每个 数 于 报告.事实\n  应 （缺 数.概念 按 “”） = 任一（“执行率”、“满意度”） 且 非 数.在表内\n") +
      rule("C", "  对每个 甲 于 报告.事实\n  对每个 乙 于 报告.句子\n  应 （缺 甲.句.正文 按 “表”） = 乙.正文\n") +
      rule("D", "  应 每个 数 于 报告.事实：数 ≥ 90% 或 数.名称 ≠ “执行率” 或 缺 数.单位\n") +
      rule("E", "  应 有个 数 于 报告.事实：有个 句 于 报告.句子：数.句.正文 = 句.正文\n") +
      rule("F", "  对每个 数 于 报告.事实\n  应 数.范围 = “部门整体” 或 数.章节.名称 包含 “执行”\n"));
}

TEST(Idle, LoopsGoThroughWhatMayFulfilTheirConditions) {
  const std::string same_sentence =
      "定义 同句（甲：事实、乙：事实）：是非 =\n  甲.名称 包含 “率” 且 （缺 甲.句.正文 按 “表”） = （缺 乙.句.正文 按 "
      "“”）\n";
  expect_same(
      same_sentence + rule("A", "  对每个 数 于 报告.事实\n  应 有个 甲 于 报告.事实：同句（甲、数）\n") +
      rule("B", "  对每个 数 于 报告.事实\n  应 有个 甲 于 报告.事实：同句（数、甲） 且 甲.名称 包含 “没有的”\n") +
      rule(
          "C",
          "  对每个 句 于 报告.句子\n  对每个 数 于 报告.事实\n  当 数.句.正文 = 句.正文\n  应 句.正文 包含 “招标”\n") +
      rule("D",
           "  对每个 句 于 报告.句子\n  对每个 段 于 报告.段落\n  当 段.正文 包含 “招标”\n  应 段.正文 = 句.正文\n") +
      rule("E", "  应 有个 句 于 报告.句子：有个 数 于 报告.事实：数.句.正文 = 句.正文 且 数.章节.名称 = “没有”\n") +
      rule("F", "  应 有个 句 于 报告.句子：句.正文 包含 “招标” 且 有 [执行率]\n") +
      rule("G",
           "  对每个 甲 于 报告.事实\n  对每个 乙 于 报告.事实\n  令 名 = 甲.名称\n  当 乙.名称 = 名\n  应 甲 ≈ 乙\n"));
}

TEST(Idle, EqualQueriesAreOne) {
  const auto program = program_of(rule("A", "  应 [执行率] ≥ 90%\n") + rule("B", "  应 [执行率] ≤ 100%\n") +
                                  rule("C", "  应 [执行率 上年] ≤ 100%\n"));
  const auto plan = make_plan(*program);
  EXPECT_EQ(plan->aligned_by[0], plan->aligned_by[1]);
  EXPECT_NE(plan->aligned_by[0], plan->aligned_by[2]);
}

}  // namespace
}  // namespace hegui::engine

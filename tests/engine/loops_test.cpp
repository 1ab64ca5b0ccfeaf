// Loops that look up what they compare, and conditions that look at what costs least first, come to what going through
// everything in the order written comes to.
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "checker/engine/plan.hpp"
#include "tests/engine/same_evaluation.hpp"
#include "tests/engine/support.hpp"

namespace hegui::engine {
namespace {

using test::program_of;
using test::ReportBuilder;

/// Chapters at two depths, sentences that stand more than once, figures of few names and values: much is equal.
report::Report random_report(const std::shared_ptr<const dsl::Program>& program, unsigned seed) {
  std::mt19937 random(seed);
  const auto below = [&](unsigned n) { return static_cast<unsigned>(random() % n); };
  ReportBuilder report(program);
  for (unsigned chapter = 0, all = 3 + below(3); chapter < all; ++chapter) {
    report.heading(below(2) == 0 ? "收支情况" : "工作情况", "", 1 + below(2));
    for (unsigned i = 0, count = 1 + below(3); i < count; ++i) {
      const std::string money = std::to_string(1 + below(3)) + "0万元", rate = std::to_string(8 + below(2)) + "0%";
      report.paragraph("全年支出" + money + "，执行率" + rate + "。");
      const auto amount = report.fact(money, "amount", {below(2) == 0 ? "stage=actual" : "stage=initial"});
      const auto share = report.fact(rate, "execution_rate");
      report.raw().facts[amount.value].name = below(3) == 0 ? "" : below(2) == 0 ? "支出" : "收入";
      report.raw().facts[share.value].name = "执行率";
    }
  }
  return report.build();
}

void expect_same(const std::string& rules, bool keep_plain = false) {
  const auto program = program_of(rules);
  const auto plan = make_plan(*program);
  Options with, without;
  with.keep_plain = without.keep_plain = keep_plain;
  without.use_programs = false;
  for (unsigned seed = 1; seed <= 60; ++seed) {
    const auto report = random_report(program, seed);
    ASSERT_EQ(test::difference(*program, evaluate(*plan, report, with), evaluate(*plan, report, without)), "")
        << rules << "\nreport " << seed;
  }
}

std::string rule(const std::string& id, const std::string& clauses) {
  return "规则 " + id + " “x”\n  级别 提示\n" + clauses + "  说明 “不符”\n";
}

TEST(Loops, LookUpTextsNumbersAndEitherOfSeveral) {
  expect_same(
      "定义 同名（甲：事实、乙：事实）：是非 = （缺 甲.名称 按 “”） = （缺 乙.名称 按 “无”） 且 甲 ≠ 乙\n"
      "定义 同处（甲：事实、乙：事实）：是非 =\n"
      "  甲.名称 = 乙.名称 且 （甲.句.正文 = 乙.句.正文 或 （甲.单位 匹配 /元$/ 且 甲.段落.正文 = 乙.段落.正文））\n"
      "定义 相称（甲：事实、乙：事实）：是非 =\n"
      "  （甲.单位 = “万元” 且 乙.单位 = “%”） 或 （甲.单位 = 乙.单位 且 甲.名称 = 乙.名称）\n" +
      rule("A", "  对每个 甲 于 报告.事实\n  禁止 有个 乙 于 报告.事实：同名（甲、乙）\n") +
      rule("B", "  对每个 甲 于 报告.事实\n  应 有个 乙 于 报告.事实：同处（乙、甲） 且 甲 ≈ 乙\n") +
      rule("C", "  对每个 甲 于 报告.事实\n  禁止 有个 乙 于 报告.事实：相称（乙、甲） 且 乙 > 甲\n") +
      rule("D",
           "  对每个 节 于 报告.各级标题\n"
           "  禁止 有个 前 于 报告.各级标题：前.级次 = 节.级次 且 前.条目数 = 节.条目数 且 前.名称 ≠ 节.名称\n") +
      rule("E",
           "  对每个 甲 于 报告.事实\n  对每个 乙 于 报告.事实\n  当 甲.段落.正文 = 乙.段落.正文\n"
           "  当 甲.名称 = “支出” 或 乙.名称 = “执行率”\n  应 甲.单位 = 乙.单位\n") +
      rule("F",
           "  对每个 节 于 报告.各级标题\n  应 有个 甲 于 报告.事实：甲.章节.名称 = 节.名称\n"
           "    且 （有个 乙 于 报告.事实：乙.名称 = 甲.名称 且 乙.章节.名称 = 节.名称 且 乙 ≠ 甲）\n"));
}

TEST(Loops, PartsOfAConditionComeToTheSameInAnyOrder) {
  const std::string rules =
      "定义 大（数：事实）：是非 = 数 ≈ 20万元 或 数.名称 匹配 /收|支/\n"
      "定义 率的（数：事实）：是非 = 数.名称 匹配 /率$/ 且 数 ≈ 90% 且 非 数.是约数\n" +
      rule("A", "  对每个 数 于 报告.事实\n  当 数.名称 匹配 /收入|支出/\n  当 数.单位 = “万元”\n  应 大（数）\n") +
      rule("B",
           "  对每个 数 于 报告.事实\n  当 有个 句 于 报告.句子：句.正文 包含 数.名称\n  当 率的（数）\n  应 数 > "
           "80%\n") +
      rule("C",
           "  对每个 数 于 报告.事实\n  令 全年 = [金额 范围=部门整体]\n  当 数.名称 匹配 /支/\n  当 全年 > 5万元\n"
           "  当 数.单位 = “万元”\n  应 大（数） 且 （有 全年 或 率的（数）） 且 非 数.在表内\n") +
      rule("D",
           "  对每个 数 于 报告.事实\n  当 [执行率] ≥ 50% 且 数.名称 = “支出” 且 [金额] > 0万元\n  禁止 率的（数）\n") +
      rule("E",
           "  对每个 节 于 报告.各级标题\n  对每个 数 于 报告.事实\n  当 节.名称 匹配 /收支/ 且 大（数）\n"
           "  当 数.章节.名称 = 节.名称\n  应 数 ≥ 20万元\n") +
      rule("F",
           "  对每个 数 于 报告.事实\n  令 额 = [金额]\n  当 数.单位 = “万元”\n  除非 是支出：数.名称 = “支出”\n"
           "  应 大（数）\n  应 [金额] ≥ 20万元 或 额 ≤ 数\n");
  expect_same(rules);
  expect_same(rules, true);
}

}  // namespace
}  // namespace hegui::engine

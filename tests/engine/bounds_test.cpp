// Reports that nobody would write: very many figures, conflicts and loops end in time and say what was left out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/support.hpp"

namespace hegui::engine {
namespace {

using test::program_of;
using test::ReportBuilder;

TEST(Bounds, NestedLoopsStopAndSaySo) {
  const auto program = program_of(R"(
规则 A “a”
  级别 提示
  对每个 甲 于 报告.事实
  对每个 乙 于 报告.事实
  当   甲.名称 ≠ 乙.名称
  应   甲 ≥ 0件
  说明 “x”
)");
  ReportBuilder report(program);
  report.paragraph("办件1件。");
  for (int i = 0; i < 330; ++i) report.fact("1件", "cases");
  const Evaluation evaluation = evaluate(*program, report.build(), {});
  ASSERT_EQ(evaluation.rules.size(), 1U);
  EXPECT_EQ(evaluation.rules[0].not_applicable, 100'000U);
  EXPECT_EQ(evaluation.rules[0].undetermined, 1U);
  EXPECT_THAT(evaluation.rules[0].missing, testing::ElementsAre(testing::HasSubstr("要核对的地方太多")));
  EXPECT_LT(evaluation.outcomes.size(), 1'100U);
}

TEST(Bounds, PlacesThatARuleHasNothingToDoWithDoNotStopIt) {
  const auto program = program_of(R"(
规则 A “a”
  级别 提示
  对每个 数 于 报告.事实
  当   数.单位 = “人”
  应   [决算 支出] ≤ [预算 支出]
  说明 “x”
)");
  ReportBuilder report(program);
  report.paragraph("支出1万元，2万元，3人。");
  for (int i = 0; i < 400; ++i) {
    const std::string project = "project_name=项目" + std::to_string(i);
    report.fact("2万元", "amount", {"stage=actual", "flow=expenditure", project});
    report.fact("1万元", "amount", {"stage=initial_budget", "flow=expenditure", project});
  }
  report.fact("3人", "staff");  // the last of 801 figures, each held to 400 projects
  Options options;
  options.keep_plain = false;  // as reports are checked
  const Evaluation evaluation = evaluate(*program, report.build(), options);
  EXPECT_EQ(evaluation.rules[0].failed, 400U);
  EXPECT_EQ(evaluation.rules[0].not_applicable, 320'000U);
  EXPECT_EQ(evaluation.rules[0].undetermined, 0U);
}

TEST(Bounds, ManyFailuresStop) {
  const auto program = program_of(R"(
规则 A “a”
  级别 提示
  对每个 数 于 报告.事实
  禁止 数 > 0件
  说明 “{数}”
)");
  ReportBuilder report(program);
  report.paragraph("办件1件。");
  for (int i = 0; i < 5'000; ++i) report.fact("1件", "cases");
  const Evaluation evaluation = evaluate(*program, report.build(), {});
  EXPECT_EQ(evaluation.rules[0].failed, 3'000U);
  EXPECT_EQ(evaluation.rules[0].undetermined, 1U);
  EXPECT_TRUE(evaluation.outcomes[2'000].trace.empty());
}

TEST(Bounds, ThousandsOfAlignmentsAndConflicts) {
  const auto program = program_of(R"(
规则 A “a”
  级别 提示
  应 [决算 支出] ≤ [预算 支出]
  说明 “x”
)");
  ReportBuilder report(program);
  report.paragraph("支出1万元，2万元。");
  for (int i = 0; i < 3'000; ++i) {
    const std::string project = "project_name=项目" + std::to_string(i % 1'500);
    report.fact(i % 2 == 0 ? "1万元" : "2万元", "amount", {"stage=actual", "flow=expenditure", project});
    report.fact("2万元", "amount", {"stage=initial_budget", "flow=expenditure", "scope~department"});
  }
  const Evaluation evaluation = evaluate(*program, report.build(), {});
  EXPECT_EQ(evaluation.rules[0].passed + evaluation.rules[0].failed, 0U);
  EXPECT_EQ(evaluation.rules[0].undetermined, 1'501U);
}

}  // namespace
}  // namespace hegui::engine

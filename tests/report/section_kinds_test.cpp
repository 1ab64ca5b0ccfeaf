// The kinds of sections by the names of their titles.
#include <gtest/gtest.h>

#include "tests/report/plain_report.hpp"

namespace hegui::test {
namespace {

std::string kinds(const std::string& title) {
  const auto report = plain_report("一、" + title + "\n略。\n");
  return report.sections.empty() ? "no section" : kinds_of(report.sections.front());
}

TEST(SectionKinds, UsualTitles) {
  EXPECT_EQ(kinds("预算单位基本情况"), "overview");
  EXPECT_EQ(kinds("2021年部整体支出基本情况"), "overview");
  EXPECT_EQ(kinds("存在的问题及原因分析"), "problems");
  EXPECT_EQ(kinds("下一步改进措施"), "measures");
  EXPECT_EQ(kinds("绩效自评结果拟应用和公开情况"), "result_use");
  EXPECT_EQ(kinds("主要经验及做法"), "experience");
  EXPECT_EQ(kinds("其他需说明的情况"), "other_notes");
  EXPECT_EQ(kinds("部门整体支出绩效目标实现情况"), "performance");
  EXPECT_EQ(kinds("年度绩效目标"), "targets");
  EXPECT_EQ(kinds("绩效评价基本情况"), "evaluation_work");
  EXPECT_EQ(kinds("绩效评价情况及结论"), "conclusion");
  EXPECT_EQ(kinds("财政拨款“三公”经费支出决算情况说明"), "sangong_section budget");
  EXPECT_EQ(kinds("推进“互联网+政务服务”"), "");
}

TEST(SectionKinds, OneTitleMayNameSeveral) {
  EXPECT_EQ(kinds("部分存在的问题及改善措施"), "problems measures");
  EXPECT_EQ(kinds("存在的问题和建议"), "problems measures");
  EXPECT_EQ(kinds("部门职能和机构人员"), "functions organisation staff");
}

TEST(SectionKinds, TheLongestNameWins) {
  EXPECT_EQ(kinds("改进措施"), "measures");
  EXPECT_EQ(kinds("绩效目标未完成原因分析"), "problems targets");
  EXPECT_EQ(kinds("名词解释"), "glossary");
}

}  // namespace
}  // namespace hegui::test

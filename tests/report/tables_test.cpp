// Figures of tables: headers, units, totals, parts, forms of self-evaluation, tables as lines of text.
#include <gtest/gtest.h>

#include "tests/report/facts_of.hpp"

namespace hegui::test {
namespace {

report::Report chapter(const std::string& text) {
  return read("云溪县水利局2022年度部门整体支出绩效自评报告\n一、预算执行情况\n" + text + "\n");
}

TEST(Tables, RowsGiveTheScopeColumnsTheStageCaptionsTheUnit) {
  const auto r = chapter(
      "具体如下表（单位：万元）：\n| 支出类别 | 年初预算数 | 调整预算数 | 决算数 | 执行率 |\n| --- | --- | --- | --- | "
      "--- |\n"
      "| 基本支出 | 60.00 | 70.00 | 63.00 | 90.00% |\n| 项目支出 | 40.00 | 50.00 | 45.00 | 90.00% |\n"
      "| 合计 | 100.00 | 120.00 | 108.00 | 90.00% |\n");
  EXPECT_EQ(aspects(r, "70.00"), "~调整预算 ~基本支出 (一般公共预算) ~支出 ~2022");
  EXPECT_EQ(aspects(r, "45.00"), "~决算 ~项目支出 (一般公共预算) ~支出 ~2022");
  EXPECT_EQ(aspects(r, "90.00%"), "- ~基本支出 (一般公共预算) ~支出 ~2022");
  EXPECT_EQ(breakdowns(r), "100.00 = 60.00 + 40.00\n120.00 = 70.00 + 50.00\n108.00 = 63.00 + 45.00\n");
  EXPECT_EQ(ratios(r), "90.00% = 63.00 / 70.00\n90.00% = 45.00 / 50.00\n90.00% = 108.00 / 120.00\n");
  EXPECT_EQ(r.facts.front().quantity.text(), "60.00万元");
}

TEST(Tables, SelfEvaluationForm) {
  const auto r = chapter(
      "| 一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 "
      "|\n|---|---|---|---|---|---|---|\n"
      "| 产出指标 | 新增灌溉面积 | ≥300亩 | 280亩 | 60 | 55 | 征地推迟 |\n| 效益指标 | 群众满意度 | ≥90% | 95% | 40 | "
      "40 | 无 |\n"
      "| 总分 | | | | 100 | 95 | |\n");
  EXPECT_EQ(indicators(r),
            "新增灌溉面积 60 55 300亩 280亩 征地推迟\n群众满意度 40 40 90% 95% -\n总分 100 95 - - - total\n");
  EXPECT_EQ(breakdowns(r), "100 = 60 + 40\n95 = 55 + 40\n");
  EXPECT_EQ(concept_name(r, "95"), "total_score");
  EXPECT_EQ(names(r, "280亩"), "- ~新增灌溉面积");
}

TEST(Tables, PartRowsBelongToTheRowAbove) {
  const auto r = chapter(
      "单位：万元\n| 项目 | 预算数 | 决算数 |\n|---|---|---|\n| 合计 | 12.00 | 9.80 |\n| 公务用车购置及运行维护费 | "
      "10.00 | 8.20 |\n"
      "| 其中：公务用车购置费 | 0.00 | 0.00 |\n| 公务用车运行维护费 | 10.00 | 8.20 |\n| 公务接待费 | 2.00 | 1.60 |\n");
  EXPECT_EQ(breakdowns(r), "12.00 = 10.00 + 2.00\n9.80 = 8.20 + 1.60\n10.00 = 0.00 + 10.00\n8.20 = 0.00 + 8.20\n");
}

TEST(Tables, LinesOfTextInColumns) {
  const auto r = read(
      "云溪县水利局2022年度部门决算公开说明\n一、支出决算表\n单位：万元\n科目编码 科目名称 本年支出合计 基本支出 "
      "项目支出\n"
      "合计 100.00 60.00 40.00\n213 农林水支出 90.00 50.00 40.00\n221 住房保障支出 10.00 10.00 —\n");
  EXPECT_EQ(aspects(r, "50.00"), "~决算 ~基本支出 (一般公共预算) ~支出 ~2022");
  EXPECT_EQ(names(r, "50.00"), "~农林水支出 -");
  EXPECT_EQ(breakdowns(r),
            "100.00 = 90.00 + 10.00\n100.00 = 60.00 + 40.00\n60.00 = 50.00 + 10.00\n40.00 = 40.00\n90.00 = 50.00 + "
            "40.00\n10.00 = 10.00\n");
}

TEST(Tables, ScoresOfTheFormBelowThePriceTableAddUpTogether) {
  const auto r = chapter(
      "| 项目资金（万元） | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n|---|---|---|---|---|---|\n"
      "| 年度资金总额 | 100 | 95 | 10 | 95% | 9.5 |\n"
      "| 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因 |\n"
      "| 灌溉面积 | 300亩 | 300亩 | 90 | 90 | 无 |\n| 总分 | | | 100 | 99.5 | |\n");
  EXPECT_EQ(breakdowns(r), "100 = 10 + 90\n99.5 = 9.5 + 90\n");
}

}  // namespace
}  // namespace hegui::test

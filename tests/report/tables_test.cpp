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

TEST(Tables, RowsThatTheTaxonomyDoesNotKnowAreItemsOfWhatTheTableIsAbout) {
  const auto r = chapter(
      "项目支出按明细列示如下（单位：万元）：\n| 项目名称 | 全年预算数 | 全年执行数 | 执行率 |\n|---|---|---|---|\n"
      "| 堤防加固 | 170.00 | 148.00 | 87.06% |\n| 水文监测 | 64.00 | 62.00 | 96.88% |\n| 合计 | 234.00 | 210.00 | "
      "89.74% |\n");
  EXPECT_EQ(aspects(r, "148.00"), "~决算 ~项目支出 (一般公共预算) ~支出 ~2022");
  EXPECT_EQ(names(r, "148.00"), "~堤防加固 -");
  EXPECT_EQ(aspects(r, "234.00"), "~调整预算 ~项目支出 (一般公共预算) ~支出 ~2022");
  EXPECT_EQ(names(r, "234.00"), "- -");
  EXPECT_EQ(breakdowns(r), "234.00 = 170.00 + 64.00\n210.00 = 148.00 + 62.00\n");
}

TEST(Tables, HeadersSpanTheBlankCellsBesideThem) {
  const auto r = read(
      "云溪县水利局2022年度部门决算公开说明\n一、财政拨款“三公”经费支出决算表\n单位：万元\n"
      "| 预算数 | | | | 决算数 | | | |\n|---|---|---|---|---|---|---|---|\n"
      "| 合计 | 公务用车购置及运行维护费 | | 公务接待费 | 合计 | 公务用车购置及运行维护费 | | 公务接待费 |\n"
      "| | 小计 | 公务用车运行维护费 | | | 小计 | 公务用车运行维护费 | |\n| 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 |\n"
      "| 45.00 | 38.00 | 38.00 | 7.00 | 36.20 | 33.10 | 33.10 | 3.10 |\n");
  EXPECT_EQ(aspects(r, "45.00"), "~年初预算 ~三公经费 ~财政拨款 ~支出 ~2022");
  EXPECT_EQ(aspects(r, "7.00"), "~年初预算 ~公务接待费 ~财政拨款 ~支出 ~2022");
  EXPECT_EQ(aspects(r, "33.10", 2), "~决算 ~公务用车运行维护费 ~财政拨款 ~支出 ~2022");
  EXPECT_EQ(breakdowns(r), "45.00 = 38.00 + 7.00\n38.00 = 38.00\n36.20 = 33.10 + 3.10\n33.10 = 33.10\n");
}

TEST(Tables, CodesAndNumbersOfColumnsAreNoFigures) {
  const auto r = read(
      "云溪县水利局2022年度部门决算公开说明\n一、支出决算表\n单位：万元\n| 项目 | | 本年支出合计 | 基本支出 | 项目支出 "
      "|\n"
      "|---|---|---|---|---|\n| 功能分类科目编码 | 科目名称 | | | |\n| 栏次 | | 1 | 2 | 3 |\n"
      "| 合计 | | 100.00 | 60.00 | 40.00 |\n| 213 | 农林水支出 | 90.00 | 50.00 | 40.00 |\n"
      "| 21303 | 水利 | 90.00 | 50.00 | 40.00 |\n| 221 | 住房保障支出 | 10.00 | 10.00 | |\n");
  EXPECT_EQ(r.facts.size(), 11U);
  EXPECT_EQ(names(r, "50.00", 2), "~水利 -");
  EXPECT_EQ(aspects(r, "50.00", 2), "~决算 ~基本支出 (一般公共预算) ~支出 ~2022");
  const std::string all = breakdowns(r);
  EXPECT_NE(all.find("100.00 = 90.00 + 10.00\n"), std::string::npos) << all;
  EXPECT_NE(all.find("100.00 = 60.00 + 40.00\n"), std::string::npos) << all;
}

TEST(Tables, AWrongFigureInOneColumnDoesNotChangeWhatTheTotalCovers) {
  const auto r = chapter(
      "单位：万元\n| 类别 | 年初预算数 | 全年预算数 | 全年执行数 |\n|---|---|---|---|\n| 项目支出 | 30.00 | 33.00 | "
      "31.00 |\n"
      "| 其中：堤防加固 | 20.00 | 22.00 | 29.00 |\n| 水文监测 | 10.00 | 11.00 | 11.00 |\n| 基本支出 | 50.00 | 50.00 | "
      "50.00 |\n"
      "| 合计 | 80.00 | 83.00 | 81.00 |\n");
  EXPECT_EQ(
      breakdowns(r),
      "30.00 = 20.00 + 10.00\n33.00 = 22.00 + 11.00\n31.00 = 29.00 + 11.00\n80.00 = 30.00 + 50.00\n83.00 = 33.00 + "
      "50.00\n81.00 = 31.00 + 50.00\n");
}

TEST(Tables, IncomeAndSpendingSideBySideAddUpEachForItself) {
  const auto r = read(
      "云溪县水利局2022年度部门决算公开说明\n一、收入支出决算总表（单位：万元）\n| 收入项目 | 决算数 | 支出项目 | "
      "决算数 |\n"
      "|---|---|---|---|\n| 一般公共预算财政拨款收入 | 90.00 | 农林水支出 | 80.00 |\n| 其他收入 | 5.00 | 住房保障支出 "
      "| 10.00 |\n"
      "| 本年收入合计 | 95.00 | 本年支出合计 | 90.00 |\n| 年初结转和结余 | 3.00 | 年末结转和结余 | 8.00 |\n| 总计 | "
      "98.00 | 总计 | 98.00 |\n");
  EXPECT_EQ(breakdowns(r), "95.00 = 90.00 + 5.00\n90.00 = 80.00 + 10.00\n98.00 = 95.00 + 3.00\n98.00 = 90.00 + 8.00\n");
}

TEST(Tables, SentencesInCellsAreReadAsText) {
  const auto r = chapter(
      "| 一级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n|---|---|---|---|---|\n"
      "| 总体目标 | 加固堤防12公里，新建泵站3座。 | 加固堤防11公里，新建泵站3座。 | 100 | 95 |\n| 合计 | | | 100 | 95 "
      "|\n");
  EXPECT_EQ(label(r, "12公里"), "加固堤防");
  EXPECT_EQ(label(r, "11公里"), "加固堤防");
  EXPECT_EQ(unread(r), "");
}

TEST(Tables, OneUnitForTheWholeReportAndNounsInHeaders) {
  const auto r = read(
      "云溪县水利局2022年度“三公”经费决算说明\n除另有注明外，金额单位均为元。\n一、公务用车运行维护费\n分月情况如下：\n"
      "| 月份 | 油料费 | 行驶里程（公里） |\n|---|---|---|\n| 1月 | 6,120.00 | 5,310 |\n| 2月 | 5,486.50 | 4,780 |\n"
      "| 合计 | 11,606.50 | 10,090 |\n");
  EXPECT_EQ(r.facts.front().quantity.text(), "6120.00元");
  EXPECT_EQ(aspects(r, "6,120.00"), "(决算) ~公务用车运行维护费 (一般公共预算) (支出) ~2022");
  EXPECT_EQ(names(r, "6,120.00"), "~油料费 -");
  EXPECT_EQ(breakdowns(r), "11,606.50 = 6,120.00 + 5,486.50\n10,090 = 5,310 + 4,780\n");
}

}  // namespace
}  // namespace hegui::test

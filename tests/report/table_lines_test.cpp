// Changes and rates between the columns and rows of tables: 上年 | 本年 | 增减额 | 增减率, shares, rates of two
// columns.
#include <gtest/gtest.h>

#include "tests/report/facts_of.hpp"

namespace hegui::test {
namespace {

report::Report chapter(const std::string& text) {
  return read("云溪县水利局2022年度部门整体支出绩效自评报告\n一、预算执行情况\n" + text + "\n");
}

TEST(TableLines, DifferenceAndRateGoWithBudgetAndActual) {
  const auto r = chapter(
      "单位：万元\n| 项目 | 年初预算数 | 决算数 | 增减额 | 增减率（%） |\n|---|---|---|---|---|\n"
      "| 基本支出 | 600.00 | 630.00 | 30.00 | 5.00 |\n| 项目支出 | 400.00 | 350.00 | -40.00 | -12.50 |\n"
      "| 合计 | 1000.00 | 980.00 | -20.00 | -2.00 |\n");
  EXPECT_EQ(changes(r),
            "+ 630.00 < 600.00 : 30.00 5.00 (年初预算)\n- 350.00 < 400.00 : -40.00 -12.50 (年初预算)\n"
            "- 980.00 < 1000.00 : -20.00 -2.00 (年初预算)\n");
  EXPECT_EQ(concept_name(r, "-40.00"), "delta");
  EXPECT_EQ(concept_name(r, "-12.50"), "growth_rate");
}

TEST(TableLines, AmountAndPercentBelowOneHeader) {
  const auto r = chapter(
      "单位：万元\n| 项目 | 2021年决算数 | 2022年决算数 | 比上年增减 | |\n|---|---|---|---|---|\n"
      "| | | | 金额 | % |\n| 公务用车运行维护费 | 15.00 | 14.00 | -1.00 | -6.67 |\n"
      "| 公务接待费 | 5.00 | 4.00 | -1.00 | -20.00 |\n");
  EXPECT_EQ(changes(r), "- 14.00 < 15.00 : -1.00 -6.67 (上年)\n- 4.00 < 5.00 : -1.00 -20.00 (上年)\n");
}

TEST(TableLines, EachChangeGoesWithWhatItsHeaderComparesWith) {
  const auto r = chapter(
      "单位：万元\n| 科目 | 上年决算 | 年初预算 | 本年决算 | 比上年增减 | 比预算增减 |\n|---|---|---|---|---|---|\n"
      "| 办公费 | 20.00 | 18.00 | 19.00 | -1.00 | 1.00 |\n| 差旅费 | 9.00 | 10.00 | 12.00 | 3.00 | 2.00 |\n");
  EXPECT_EQ(changes(r),
            "- 19.00 < 20.00 : -1.00 - (上年)\n+ 19.00 < 18.00 : 1.00 - (年初预算)\n+ 12.00 < 9.00 : 3.00 - (上年)\n"
            "+ 12.00 < 10.00 : 2.00 - (年初预算)\n");
}

TEST(TableLines, OfSeveralBudgetsTheOneThatTheDifferencesShow) {
  const auto r = chapter(
      "单位：万元\n| 项目名称 | 年初预算 | 调整预算 | 支出决算 | 差额 |\n|---|---|---|---|---|\n"
      "| 河道清淤 | 100.00 | 120.00 | 110.00 | 10.00 |\n| 山塘加固 | 200.00 | 210.00 | 190.00 | -10.00 |\n"
      "| 水质监测 | 50.00 | 60.00 | 55.00 | 6.00 |\n");
  EXPECT_EQ(changes(r),
            "+ 110.00 < 100.00 : 10.00 - (年初预算)\n- 190.00 < 200.00 : -10.00 - (年初预算)\n"
            "+ 55.00 < 50.00 : 6.00 - (年初预算)\n");
}

TEST(TableLines, AFallWithoutASignIsStillAFall) {
  const auto r = chapter(
      "单位：万元\n| 项目 | 上年数 | 本年数 | 增减额 |\n|---|---|---|---|\n| 办公费 | 20.00 | 18.00 | 2.00 |\n"
      "| 差旅费 | 9.00 | 12.00 | 3.00 |\n| 合计 | 29.00 | 30.00 | 1.00 |\n");
  EXPECT_EQ(changes(r),
            "- 18.00 < 20.00 : 2.00 - (上年)\n+ 12.00 < 9.00 : 3.00 - (上年)\n+ 30.00 < 29.00 : 1.00 - (上年)\n");
  // What falls and what rises without a sign does not add up.
  EXPECT_EQ(breakdowns(r), "29.00 = 20.00 + 9.00\n30.00 = 18.00 + 12.00\n");
}

TEST(TableLines, ASignSaysMoreThanTheHeader) {
  const auto r = chapter(
      "单位：元\n| 项目 | 本期 | 上年同期 | 增加额 | 增长率 |\n|---|---|---|---|---|\n"
      "| 医疗收入 | 43245334.20 | 44398351.66 | -1153017.46 | -2.60% |\n| 其他收入 | 900.00 | 800.00 | 100.00 | 12.50% "
      "|\n");
  EXPECT_EQ(changes(r),
            "- 43245334.20 < 44398351.66 : -1153017.46 -2.60% (上年)\n+ 900.00 < 800.00 : 100.00 12.50% (上年)\n");
}

TEST(TableLines, CountsByTheNounInTheNameOfTheRow) {
  const auto r = chapter(
      "单位：万元\n| 科目 | 金额 |\n|---|---|\n| 办公费 | 20.00 |\n\n| 工作 | 上年 | 本年 | 增减 | 增减% "
      "|\n|---|---|---|---|---|\n"
      "| 受理案件（件） | 200 | 220 | 20 | 10 |\n| 培训（人次） | 50 | 45 | -5 | -10 |\n");
  EXPECT_EQ(changes(r), "+ 220 < 200 : 20 10 (上年)\n- 45 < 50 : -5 -10 (上年)\n");
  EXPECT_EQ(r.facts[1].quantity.text(), "200件");
  EXPECT_EQ(concept_name(r, "220"), "accepted");
}

TEST(TableLines, RowsOfYearsWithARowOfGrowth) {
  const auto r = chapter(
      "单位：万元\n| 年度 | 合计 | 公务接待费 | 公务用车购置及运行维护费 |\n|---|---|---|---|\n| 2021年 | 20.00 | 5.00 "
      "| 15.00 |\n"
      "| 2022年 | 18.00 | 4.00 | 14.00 |\n| 2022年比2021年增减% | -10.00 | -20.00 | -6.67 |\n");
  EXPECT_EQ(changes(r),
            "- 18.00 < 20.00 : - -10.00 (上年)\n- 4.00 < 5.00 : - -20.00 (上年)\n- 14.00 < 15.00 : - -6.67 (上年)\n");
  EXPECT_EQ(breakdowns(r), "20.00 = 5.00 + 15.00\n18.00 = 4.00 + 14.00\n");
}

TEST(TableLines, NothingIsComparedThatHeadersDoNotSay) {
  const auto r =
      chapter("单位：万元\n| 项目 | 申报数 | 审定数 | 差额 |\n|---|---|---|---|\n| 办公费 | 20.00 | 18.00 | 7.00 |\n");
  EXPECT_EQ(changes(r), "");
}

TEST(TableLines, SharesAreOfTheTotalOfTheirColumn) {
  const auto r = chapter(
      "单位：万元\n| 支出类别 | 金额 | 占总支出比例（%） |\n|---|---|---|\n| 基本支出 | 600.00 | 60.00 |\n"
      "| 其中：人员经费 | 500.00 | 50.00 |\n| 公用经费 | 100.00 | 10.00 |\n| 项目支出 | 400.00 | 43.00 |\n"
      "| 合计 | 1000.00 | 100.00 |\n");
  EXPECT_EQ(ratios(r),
            "60.00 = 600.00 / 1000.00\n50.00 = 500.00 / 1000.00\n10.00 = 100.00 / 1000.00\n43.00 = 400.00 / 1000.00\n");
  for (const auto& ratio : r.ratios) EXPECT_TRUE(ratio.share);
}

TEST(TableLines, ARateIsOfTheTwoColumnsThatGiveItInMostRows) {
  const auto r = chapter(
      "| 任务 | 计划数 | 完成数 | 完成率 |\n|---|---|---|---|\n| 清淤河道（公里） | 20 | 18 | 90% |\n"
      "| 加固山塘（座） | 8 | 6 | 75% |\n| 监测断面（个） | 40 | 36 | 80% |\n");
  EXPECT_EQ(ratios(r), "90% = 18 / 20\n75% = 6 / 8\n80% = 36 / 40\n");
}

TEST(TableLines, WhatWasAddedToTheBudgetAndWhatIsLeftOfIt) {
  const auto r = chapter(
      "单位：万元\n| 单位 | 年初预算 | 追加（减）预算 | 全年预算 | 全年支出 | 结余 |\n|---|---|---|---|---|---|\n"
      "| 局机关 | 300.00 | 20.00 | 320.00 | 300.00 | 20.00 |\n| 水管站 | 200.00 | -10.00 | 190.00 | 185.00 | 5.00 |\n"
      "| 水文站 | 250.00 | 15.00 | 275.00 | 265.00 | 11.00 |\n");
  EXPECT_EQ(changes(r),
            "+ 320.00 < 300.00 : 20.00 - (年初预算)\n- 190.00 < 200.00 : -10.00 - (年初预算)\n"
            "+ 275.00 < 250.00 : 15.00 - (年初预算)\n");
  EXPECT_EQ(breakdowns(r), "320.00 = 300.00 + 20.00\n190.00 = 185.00 + 5.00\n275.00 = 265.00 + 11.00\n");
}

TEST(TableLines, ColumnsThatAddUpInMostRows) {
  const auto r = chapter(
      "| 单位名称 | 编制数 | 行政编制 | 事业编制 | 实有人数 | 在职 | 退休 |\n|---|---|---|---|---|---|---|\n"
      "| 局机关 | 40 | 30 | 10 | 55 | 38 | 17 |\n| 水管站 | 25 | 5 | 20 | 25 | 19 | 6 |\n"
      "| 水文站 | 16 | 6 | 10 | 18 | 12 | 5 |\n");
  const std::string all = breakdowns(r);
  EXPECT_NE(all.find("40 = 30 + 10\n"), std::string::npos) << all;
  EXPECT_NE(all.find("18 = 12 + 5\n"), std::string::npos) << all;
}

TEST(TableLines, NumberedRowsCountWhatTheRowAboveThemCounts) {
  const auto r = chapter(
      "单位：万元\n| 项目 | 统计数 | 项目 | 统计数 |\n|---|---|---|---|\n"
      "| （一）支出合计 | 28.00 | （一）车辆数合计（辆） | 5 |\n| 1.公务接待费 | 6.00 | 1.主要领导干部用车 | 2 |\n"
      "| 2.公务用车购置及运行维护费 | 22.00 | 2.应急保障用车 | 3 |\n");
  EXPECT_EQ(r.facts[3].quantity.text(), "2辆");
  EXPECT_EQ(r.facts[2].quantity.text(), "6.00万元");
}

TEST(TableLines, AColumnOfUnitsSaysWhatTheRowsCount) {
  const auto r = chapter(
      "| 任务 | 单位 | 上年完成 | 本年完成 | 同比增长 |\n|---|---|---|---|---|\n| 高标准农田 | 亩 | 18000 | 19000 | "
      "5.56% |\n"
      "| 技术培训 | 人次 | 1000 | 1200 | 20% |\n");
  EXPECT_EQ(label(r, "19000"), "高标准农田");
  EXPECT_EQ(r.facts[1].quantity.text(), "19000亩");
  EXPECT_EQ(changes(r), "+ 19000 < 18000 : - 5.56% (上年)\n+ 1200 < 1000 : - 20% (上年)\n");
}

TEST(TableLines, SourcesInShortOverColumns) {
  const auto r = chapter(
      "单位：万元\n| 项目名称 | 资金安排 | | | 资金支出 | | |\n|---|---|---|---|---|---|---|\n"
      "| | 合计 | 中央 | 省级 | 合计 | 中央 | 省级 |\n| 高标准农田 | 800.00 | 600.00 | 200.00 | 760.00 | 570.00 | "
      "190.00 |\n"
      "| 农机购置 | 200.00 | 150.00 | 50.00 | 180.00 | 140.00 | 41.00 |\n");
  EXPECT_EQ(aspects(r, "570.00"), "~决算 ~项目支出 ~中央资金 ~支出 ~2022");
  EXPECT_EQ(breakdowns(r),
            "800.00 = 600.00 + 200.00\n760.00 = 570.00 + 190.00\n200.00 = 150.00 + 50.00\n180.00 = 140.00 + 41.00\n");
}

TEST(TableLines, SourcesBelowAProjectAreOfThatProject) {
  const auto r = chapter(
      "单位：万元\n| 项目名称 | 资金来源 | 预算数 | 执行数 |\n|---|---|---|---|\n| 高标准农田 | 中央资金 | 500.00 | "
      "480.00 |\n"
      "| | 省级资金 | 200.00 | 180.00 |\n| | 小计 | 700.00 | 660.00 |\n| 耕地保护 | 中央资金 | 300.00 | 290.00 |\n"
      "| 合计 | | 1000.00 | 950.00 |\n");
  EXPECT_EQ(names(r, "480.00"), "~高标准农田 -");
  EXPECT_EQ(names(r, "180.00"), "~高标准农田 -");
  EXPECT_EQ(names(r, "660.00"), "~高标准农田 -");
  EXPECT_EQ(names(r, "290.00"), "~耕地保护 -");
  EXPECT_EQ(names(r, "950.00"), "- -");
  EXPECT_EQ(aspects(r, "180.00"), "~决算 ~项目支出 ~省级资金 ~支出 ~2022");
}

TEST(TableLines, PeopleAreCountedWhereOnlyTheFirstCellSaysSo) {
  const auto r = chapter(
      "| 财政供养人员情况（人） | 编制数 | 2022年实际在职人数 | 控制率 |\n|---|---|---|---|\n| | 76 | 70 | 92.11% |\n");
  EXPECT_EQ(concept_name(r, "76"), "establishment");
  EXPECT_EQ(concept_name(r, "70"), "staff");
  EXPECT_EQ(r.facts.front().quantity.text(), "76人");
}

TEST(TableLines, AnIncreaseWithAMinusIsAFall) {
  const auto r = chapter(
      "单位：元\n| 项目 | 行号 | 本年数 | 上年数 | 增加额 | 增长率 |\n|---|---|---|---|---|---|\n"
      "| 办公费 | 1 | 1800.00 | 2000.00 | -200.00 | -10.00% |\n| 差旅费 | 2 | 1200.00 | 900.00 | 300.00 | 33.33% |\n");
  EXPECT_EQ(changes(r), "- 1800.00 < 2000.00 : -200.00 -10.00% (上年)\n+ 1200.00 < 900.00 : 300.00 33.33% (上年)\n");
}

}  // namespace
}  // namespace hegui::test

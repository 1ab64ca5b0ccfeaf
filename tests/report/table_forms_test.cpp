// Forms of the provinces as tables: numbered rows below a sum, 其中 below a numbered row, cells that name their
// figures.
#include <gtest/gtest.h>

#include "tests/report/facts_of.hpp"

namespace hegui::test {
namespace {

report::Report chapter(const std::string& text) {
  return read("云溪县水利局2022年度部门整体支出绩效自评报告\n一、预算执行情况\n" + text + "\n");
}

TEST(TableForms, PartsOfANumberedRowAreNotPartsOfTheWholeToo) {
  const auto r = chapter(
      "单位：万元\n| 经费控制情况 | 2022年预算数 | 2022年决算数 |\n|---|---|---|\n| 三公经费 | 22.00 | 18.50 |\n"
      "| 1、公务用车购置和维护经费 | 16.00 | 14.00 |\n| 其中：公车购置 | 0 | 0 |\n| 公车运行维护 | 16.00 | 14.00 |\n"
      "| 2、出国经费 | 0 | 0 |\n| 3、公务接待 | 6.00 | 4.50 |\n");
  EXPECT_EQ(breakdowns(r),
            "22.00 = 16.00 + 0 + 6.00\n18.50 = 14.00 + 0 + 4.50\n16.00 = 0 + 16.00\n14.00 = 0 + 14.00\n");
}

TEST(TableForms, AWholeDividedTwiceIsMadeUpTwice) {
  const auto r = chapter(
      "单位：万元\n| 项目 | 全年预算数 | 全年执行数 |\n|---|---|---|\n| 年度资金总额 | 100.00 | 90.00 |\n"
      "| 其中：一般公共预算 | 80.00 | 72.00 |\n| 政府性基金预算 | 20.00 | 18.00 |\n| 国有资本经营预算 | 0.00 | 0.00 |\n"
      "| 其中：基本支出 | 60.00 | 60.00 |\n| 项目支出 | 40.00 | 30.00 |\n");
  EXPECT_EQ(breakdowns(r),
            "100.00 = 80.00 + 20.00 + 0.00\n100.00 = 60.00 + 40.00\n90.00 = 72.00 + 18.00 + 0.00\n90.00 = 60.00 + "
            "30.00\n");
}

TEST(TableForms, WhatIsScoredAboveAndAmongTheIndicatorsCountsOnce) {
  const std::string form =
      "| 项目 | 预算数 | 执行数 | 分值 | 执行率 | 得分 |\n|---|---|---|---|---|---|\n"
      "| 年度资金总额 | 100.00 | 90.00 | 10 | 90% | 9 |\n\n| 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n"
      "|---|---|---|---|---|\n| 预算执行率 | 100% | 90% | 10 | 9 |\n| 维修展厅 | 20平方米 | 20平方米 | 50 | 50 |\n"
      "| 观众满意度 | 90% | 95% | 40 | 40 |\n";
  EXPECT_NE(breakdowns(chapter(form + "| 总分 | | | 100 | 99 |\n")).find("100 = 10 + 50 + 40"), std::string::npos);
}

TEST(TableForms, AScoreInAFormOfMoneyIsNoMoney) {
  const auto r = chapter(
      "单位：万元\n| 项目 | 金额 |\n|---|---|\n| 年初预算数 | 64.80 |\n| 自评得分 | 98 |\n| 财政审核评分 | 97 |\n");
  EXPECT_EQ(concept_name(r, "98"), "total_score");
  EXPECT_EQ(concept_name(r, "97"), "");
}

TEST(TableForms, NumberedRowsAreTheProjectsOfTheRowAboveThem) {
  const auto r = chapter(
      "单位：万元\n| 经费控制情况 | 2022年预算数 | 2022年决算数 |\n|---|---|---|\n| 项目支出： | 420.00 | 410.00 |\n"
      "| 1、业务工作专项 | 320.00 | 315.00 |\n| 2、运行维护专项 | 100.00 | 95.00 |\n| 公用经费 | 130.00 | 125.00 |\n"
      "| 其中：办公经费 | 64.00 | 61.00 |\n| 水费、电费、差旅费 | 66.00 | 64.00 |\n");
  EXPECT_EQ(aspects(r, "315.00"), "~决算 ~项目支出 (一般公共预算) ~支出 2022");
  EXPECT_EQ(names(r, "315.00"), "~业务工作专项 -");
  EXPECT_EQ(aspects(r, "64.00", 2), "~决算 ~公用经费 (一般公共预算) ~支出 2022");
  EXPECT_EQ(names(r, "64.00", 2), "~水费、电费、差旅费 -");
  EXPECT_EQ(breakdowns(r),
            "420.00 = 320.00 + 100.00\n410.00 = 315.00 + 95.00\n130.00 = 64.00 + 66.00\n125.00 = 61.00 + 64.00\n");
}

const std::string form =
    "| 年度预算申请（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 "
    "|\n|---|---|---|---|---|---|---|---|\n"
    "| | 年度资金总额 | 1900.00 | 2030.12 | 1980.50 | 10 | 97.56% | 9.8 |\n";

TEST(TableForms, CellsThatNameTheirFigures) {
  const auto r = chapter(form +
                         "| | 按收入性质分：2030.12 | | | | 按支出性质分：2030.12 | | |\n"
                         "| | 其中：一般公共预算：1325.68 | | | | 其中：基本支出：1200.00 | | |\n"
                         "| | 政府性基金拨款：604.44 | | | | 项目支出：830.12 | | |\n"
                         "| | 其他资金：100.00 | | | | | | |\n");
  EXPECT_EQ(aspects(r, "1325.68"), "~调整预算 ~部门整体 ~一般公共预算 ~支出 ~2022");
  EXPECT_EQ(aspects(r, "1200.00"), "~调整预算 ~基本支出 (全部来源) ~支出 ~2022");
  EXPECT_EQ(r.facts[6].quantity.text(), "2030.12万元");
  EXPECT_EQ(breakdowns(r), "2030.12 = 1325.68 + 604.44 + 100.00\n2030.12 = 1200.00 + 830.12\n");
  EXPECT_EQ(unread(r), "");
}

TEST(TableForms, SeveralNamedFiguresInOneCell) {
  const auto r = chapter(
      form + "| | 按收入性质分：2030.12 其中：一般公共预算：1325.68 政府性基金拨款： 其他资金：704.44 | | | | | | |\n");
  EXPECT_EQ(breakdowns(r), "2030.12 = 1325.68 + 704.44\n");
}

TEST(TableForms, ANamedTotalThatNoSumOfTheFormRepeatsStandsForNoBudget) {
  const auto r = chapter(form +
                         "| | 按收入性质分：1500.00 | | | | | | |\n| | 其中：一般公共预算：1300.00 | | | | | | |\n"
                         "| | 其他资金：200.00 | | | | | | |\n");
  EXPECT_EQ(concept_name(r, "1300.00"), "");
  EXPECT_EQ(breakdowns(r), "1500.00 = 1300.00 + 200.00\n");
}

TEST(TableForms, ATableOfMoneyWithoutAUnitGoesByTheUnitOfTheReport) {
  const auto r = chapter(
      "全年预算500.00万元，支出450.00万元，结余50.00万元。\n| 项目名称 | 预算数 | 执行数 |\n|---|---|---|\n"
      "| 河道清淤 | 300.00 | 270.00 |\n| 山塘加固 | 200.00 | 180.00 |\n");
  EXPECT_EQ(r.facts[3].quantity.text(), "300.00万元");
}

TEST(TableForms, SomeKindsOfSpendingBelowASumNeedNotBeAll) {
  const auto r = chapter(
      "单位：万元\n| 经费控制情况 | 2022年预算数 | 2022年决算数 |\n|---|---|---|\n| 公用经费 | 130.00 | 125.00 |\n"
      "| 其中：办公经费 | 44.00 | 41.00 |\n| 水费、电费、差旅费 | 26.00 | 24.00 |\n");
  EXPECT_EQ(breakdowns(r), "130.00 >= 44.00 + 26.00\n125.00 >= 41.00 + 24.00\n");
}

TEST(TableForms, ATotalThatStandsFirstIsOfWhatItsRowsArePartsOf) {
  const auto r = chapter(
      "单位：万元\n| 项目 | 预算数 | 决算数 |\n|---|---|---|\n| 合计 | 22.00 | 18.50 |\n| 1.因公出国（境）费 | 0.00 | "
      "0.00 |\n"
      "| 2.公务用车购置及运行维护费 | 16.00 | 14.00 |\n| 其中：公务用车购置费 | 0.00 | 0.00 |\n| 3.公务接待费 | 6.00 | "
      "4.50 |\n");
  EXPECT_EQ(aspects(r, "18.50"), "~决算 ~三公经费 (一般公共预算) ~支出 ~2022");
}

TEST(TableForms, WhatIsNumberedBesideTheWholeIsNoPartOfIt) {
  const auto r = chapter(
      "单位：元\n| 项目 | 行号 | 本期 | 上年同期 |\n|---|---|---|---|\n| 1、总收入 | 1 | 900.00 | 950.00 |\n"
      "| 其中：医疗收入 | 2 | 600.00 | 640.00 |\n| 科研收入 | 3 | 290.00 | 300.00 |\n| 2、总成本 | 4 | 850.00 | 870.00 "
      "|\n"
      "| 其中：医疗成本 | 5 | 840.00 | 860.00 |\n");
  EXPECT_EQ(breakdowns(r),
            "900.00 >= 600.00 + 290.00\n950.00 >= 640.00 + 300.00\n850.00 >= 840.00\n870.00 >= 860.00\n");
}

TEST(TableForms, NumberedRowsBelowATotalAreItsParts) {
  const auto r = chapter(
      "单位：元\n| 项目及编号 | 2021年度 | 2022年度 | 2022比2021增减 | |\n|---|---|---|---|---|\n| | | | 增减值 | "
      "增减% |\n"
      "| （一）收入总计 | 900.00 | 950.00 | 50.00 | 5.56% |\n| 1.财政补助收入 | 300.00 | 310.00 | 10.00 | 3.33% |\n"
      "| 2.医疗收入 | 600.00 | 640.00 | 40.00 | 6.67% |\n| （二）支出总计 | 850.00 | 870.00 | 20.00 | 2.35% |\n"
      "| 1.医疗业务成本 | 800.00 | 815.00 | 15.00 | 1.88% |\n| 2.管理费用 | 50.00 | 55.00 | 5.00 | 10.00% |\n"
      "| 二、每门急诊人次平均收费水平 | 171.70 | 225.41 | 53.71 | 31.28% |\n");
  EXPECT_EQ(breakdowns(r),
            "900.00 = 300.00 + 600.00\n950.00 = 310.00 + 640.00\n50.00 = 10.00 + 40.00\n850.00 = 800.00 + 50.00\n"
            "870.00 = 815.00 + 55.00\n20.00 = 15.00 + 5.00\n");
  EXPECT_NE(changes(r).find("+ 870.00 < 850.00 : 20.00 2.35% (上年)\n"), std::string::npos) << changes(r);
}

TEST(TableForms, MoneyWithoutAUnitIsRoundedToo) {
  const auto r = chapter(
      "| 年度 | 公务接待费 |\n|---|---|\n| 2021年 | 2840 |\n| 2022年 | 2364 |\n| 2022年比2021年增减% | -16.77 |\n");
  ASSERT_EQ(changes(r), "- 2364 < 2840 : - -16.77 (上年)\n");
  EXPECT_EQ(r.facts[0].quantity.approximation, dsl::Approximation::rounded);
}

TEST(TableForms, WhatIsHeldAgainstSuchASumTakesTheUnitToo) {
  const auto r = chapter(
      "全年预算500.00万元，支出450.00万元，结余50.00万元。\n| 科目 | 年初预算数 | 决算数 | 节约额 | 节约率 "
      "|\n|---|---|---|---|---|\n"
      "| 办公费 | 20.00 | 18.00 | 2.00 | 10.00% |\n| 会议费 | 10.00 | 9.00 | 1.00 | 10.00% |\n| 差旅费 | 30.00 | 24.00 "
      "| 6.00 | "
      "20.00% |\n");
  EXPECT_EQ(r.facts[5].quantity.text(), "2.00万元");
  EXPECT_EQ(ratios(r), "10.00% = 2.00 / 20.00\n10.00% = 1.00 / 10.00\n20.00% = 6.00 / 30.00\n");
}

TEST(TableForms, ThePercentOfOneColumnIsNotTheUnitOfTheTable) {
  const auto r = chapter(
      "全年预算500.00万元，支出450.00万元，结余50.00万元。\n| 项目 | 2021年 | 2022年 | 增减额 | 增减率（%） "
      "|\n|---|---|---|---|---|\n"
      "| 办公费 | 20.00 | 18.00 | -2.00 | -10.00 |\n| 会议费 | 10.00 | 9.00 | -1.00 | -10.00 |\n");
  for (const std::size_t f : {3U, 4U, 5U}) EXPECT_EQ(r.facts[f].quantity.unit, "万元") << f;
  EXPECT_EQ(changes(r), "- 18.00 < 20.00 : -2.00 -10.00 (上年)\n- 9.00 < 10.00 : -1.00 -10.00 (上年)\n");
}

TEST(TableForms, WhereTheReportHasTwoUnitsNoneIsGuessed) {
  const auto r = chapter(
      "全年预算500.00万元，支出450.00万元，人均补助500元。\n| 项目名称 | 预算数 | 执行数 |\n|---|---|---|\n"
      "| 河道清淤 | 300.00 | 270.00 |\n| 山塘加固 | 200.00 | 180.00 |\n");
  EXPECT_EQ(r.facts[3].quantity.text(), "300.00");
}

TEST(TableForms, ASumEndsWhereTheNextNumberedSumBegins) {
  const auto r = chapter(
      "单位：元\n| 项目 | 本年数 | 上年数 |\n|---|---|---|\n| 1、总收入 | 500.00 | 400.00 |\n"
      "| 其中：医疗收入 | 450.00 | 380.00 |\n| 其他收入 | 20.00 | 10.00 |\n| 2、总支出 | 620.00 | 390.00 |\n"
      "| 其中：医疗成本 | 600.00 | 370.00 |\n| 其他支出 | 20.00 | 20.00 |\n");
  const std::string all = breakdowns(r);
  EXPECT_NE(all.find("620.00 = 600.00 + 20.00\n"), std::string::npos) << all;
  EXPECT_EQ(all.find("+ 620.00"), std::string::npos) << all;
}

TEST(TableForms, RowsCountedFromOneBehindASumAreItsParts) {
  const auto r = chapter(
      "单位：元\n| 项目 | 2021年度 | 2022年度 |\n|---|---|---|\n| （一）收入总计 | 585.00 | 711.00 |\n"
      "| 1. 财政补助收入 | 69.00 | 95.00 |\n| 2. 医疗收入 | 516.00 | 616.00 |\n| （二）支出总计 | 680.00 | 739.00 |\n"
      "| 1. 医疗业务成本 | 471.00 | 506.00 |\n| 2. 管理费用 | 209.00 | 233.00 |\n| 每人次平均费用 | 17.10 | 22.50 |\n");
  const std::string all = breakdowns(r);
  EXPECT_NE(all.find("680.00 = 471.00 + 209.00\n739.00 = 506.00 + 233.00\n"), std::string::npos) << all;
  EXPECT_EQ(all.find("= 585.00"), std::string::npos) << all;
}

TEST(TableForms, ARowShiftedAgainstItsHeaderIsNotRead) {
  const auto r = chapter(
      "| 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |\n|---|---|---|---|---|---|\n"
      "| 年度资金总额 | 329.77 | 329.77 | 338.31 | 10 | 102.59% |\n"
      "| 其中：当年财政拨款 | 329.77 | 329.77 | 338.31 | 10 | 102.59% |\n");
  EXPECT_EQ(r.facts.size(), 0U);
  EXPECT_EQ(r.indicators.size(), 0U);
}

TEST(TableForms, AScoreInPerCentBesideAWeightInPerCentIsRead) {
  const auto r = chapter("| 指标 | 权重 | 得分 |\n|---|---|---|\n| 产出 | 60% | 58% |\n| 效益 | 40% | 35% |\n");
  EXPECT_EQ(r.indicators.size(), 2U);
}

TEST(TableForms, AFormRunTogetherIntoOneLineIsNotRead) {
  const auto r = chapter(
      "本项目投入30万元。一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 产出指标 维修展厅 20平方米 "
      "18平方米 10 9 质量指标 验收合格率 10100% 100% 10 10");
  ASSERT_EQ(r.facts.size(), 1U);
  EXPECT_EQ(r.facts[0].quantity.text(), "30万元");
}

TEST(TableForms, ALineThatIsNothingButAFigureWasACell) {
  EXPECT_EQ(chapter("全年执行数\n4753.66万元\n3824.26万元\n100%").facts.size(), 0U);
}

TEST(TableForms, AHeaderThatLostItsFirstCellIsMovedToItsColumns) {
  const auto r = chapter(
      "| 全年预算数 | 全年执行数 | 预算执行率 | |\n|---|---|---|---|\n| 年度资金总额 | 811.54 | 790.54 | 97.41% |\n"
      "| 其中：中央财政资金 | 730.40 | 709.40 | 97.12% |\n| 地方资金 | 81.14 | 81.14 | 100% |\n");
  EXPECT_EQ(concept_name(r, "97.41%"), "execution_rate");
  EXPECT_EQ(concept_name(r, "790.54"), "amount");
  EXPECT_EQ(aspects(r, "790.54").substr(0, std::string("~决算").size()), "~决算");
}

}  // namespace
}  // namespace hegui::test

// What a figure is about: said in its clause, inherited from sentence, list, heading, table, or by default.
#include <gtest/gtest.h>

#include "tests/report/facts_of.hpp"

namespace hegui::test {
namespace {

constexpr const char* title = "云溪县水利局2022年度部门整体支出绩效自评报告\n";

TEST(Aspects, BudgetActualAndRateOfOneSentenceAreAboutTheSameThing) {
  const auto r = read(std::string(title) +
                      "一、基本情况\n2022年整体支出一般公共预算总计200万元，一般公共预算执行数150万元，预算执行率75%；"
                      "项目支出一般公共预算总计80万元，全年执行数60万元，预算执行率75.00%。\n");
  EXPECT_EQ(aspects(r, "200万元"), "年初预算 部门整体 一般公共预算 支出 2022");
  EXPECT_EQ(aspects(r, "150万元"), "决算 ~部门整体 一般公共预算 ~支出 ~2022");
  EXPECT_EQ(aspects(r, "75%"), "- ~部门整体 ~一般公共预算 ~支出 ~2022");
  EXPECT_EQ(aspects(r, "60万元"), "决算 ~项目支出 ~一般公共预算 ~支出 ~2022");
  EXPECT_EQ(aspects(r, "75.00%"), "- ~项目支出 ~一般公共预算 ~支出 ~2022");
  EXPECT_EQ(ratios(r), "75% = 150万元 / 200万元\n75.00% = 60万元 / 80万元\n");
}

TEST(Aspects, FundComesFromTheChapterHeading) {
  const auto r = read(
      std::string(title) +
      "一、政府性基金预算支出情况\n年初预算60万元，全年支出24万元。\n二、部门概况\n年初预算500万元，其他收入3万元。\n");
  EXPECT_EQ(aspects(r, "60万元"), "年初预算 ~部门整体 ~政府性基金 ~支出 ~2022");
  EXPECT_EQ(aspects(r, "24万元"), "决算 ~部门整体 ~政府性基金 支出 ~2022");
  EXPECT_EQ(aspects(r, "500万元"), "年初预算 ~部门整体 (全部来源) ~支出 ~2022");
  EXPECT_EQ(aspects(r, "3万元"), "~年初预算 ~部门整体 其他收入 收入 ~2022");
}

TEST(Aspects, PartsTakeStageAndFundFromTheTotalAndScopeFromTheirOwnWords) {
  const auto r = read(std::string(title) +
                      "一、基本情况\n2022年一般公共预算财政拨款基本支出100万元，其中基本工资60万元，办公费30万元，"
                      "走访慰问活动10万元。\n");
  EXPECT_EQ(aspects(r, "60万元"), "(决算) 基本工资 ~一般公共预算 ~支出 ~2022");
  // A name that the taxonomy does not know is an item of the whole.
  EXPECT_EQ(aspects(r, "10万元"), "(决算) ~基本支出 ~一般公共预算 ~支出 ~2022");
  EXPECT_EQ(names(r, "10万元"), "走访慰问活动 -");
}

TEST(Aspects, IncomeAndExpenditureOfOneAmount) {
  const auto r = read(std::string(title) +
                      "一、基本支出情况\n2022年年初预算收入、支出491万元，比上年年初预算数增加70万元，增长16.63%。\n");
  EXPECT_EQ(aspects(r, "491万元"), "年初预算 ~部门整体 (一般公共预算) 收支 2022");
  EXPECT_EQ(aspects(r, "70万元"), "年初预算 ~部门整体 (一般公共预算) ~收支 ~2022");
}

TEST(Aspects, LastYearsFigureIsOfLastYear) {
  const auto r = read(std::string(title) +
                      "一、三公经费情况\n三公经费支出5万元，比上年6万元减少1万元，下降16.67%。上年结转结余2万元。\n");
  EXPECT_EQ(aspects(r, "5万元"), "(决算) 三公经费 (一般公共预算) 支出 ~2022");
  EXPECT_EQ(aspects(r, "6万元"), "(决算) ~三公经费 (一般公共预算) ~支出 2021");
  EXPECT_EQ(aspects(r, "1万元"), "(决算) ~三公经费 (一般公共预算) ~支出 ~2022");
  EXPECT_EQ(concept_name(r, "2万元"), "carryover_in");
}

TEST(Aspects, BareSpendingAfterTheBudgetIsActual) {
  const auto r = read(std::string(title) + "一、基本情况\n2022年部门预算支出100万元，支出80万元，执行率80%。\n");
  EXPECT_EQ(aspects(r, "80万元"), "~决算 ~部门整体 (一般公共预算) 支出 ~2022");
  EXPECT_EQ(ratios(r), "80% = 80万元 / 100万元\n");
}

TEST(Aspects, FiguresAboutSomethingElseHaveNoFiscalAspects) {
  const auto r = read(std::string(title) +
                      "一、主要绩效\n招标控制价100万元，中标价95万元，节约资金5万元，节约率5%。办结率99%。\n");
  EXPECT_EQ(aspects(r, "95万元"), "- - - - ~2022");
  EXPECT_EQ(aspects(r, "99%"), "- - - - ~2022");
  EXPECT_EQ(ratios(r), "5% = 5万元 / 100万元\n");
}

TEST(Aspects, ProjectReportSpeaksOfTheProject) {
  const auto r = read(
      "云溪市第二小学2023年度操场改造项目支出绩效自评报告\n一、资金情况\n年初预算50万元，全年执行45万元，预算执行率90%"
      "。\n");
  EXPECT_EQ(aspects(r, "50万元"), "年初预算 ~项目支出 (一般公共预算) ~支出 ~2023");
  EXPECT_EQ(aspects(r, "90%"), "- ~项目支出 (一般公共预算) ~支出 ~2023");
}

TEST(Aspects, WordsOfOfficesAndTasksAreNotStages) {
  const auto r = read(std::string(title) + "一、预算绩效管理情况\n对3个项目开展绩效自评，涉及资金220万元。\n");
  EXPECT_EQ(aspects(r, "220万元"), "(决算) ~项目支出 (一般公共预算) ~支出 ~2022");
}

TEST(Aspects, RateAfterEachPartIsThatParts) {
  const auto r = read(std::string(title) +
                      "一、基本情况\n全年预算120万元，其中基本支出70万元，项目支出50万元。2022年实际支出100万元，其中基"
                      "本支出63万元，执行率90%；"
                      "项目支出37万元，执行率74%。\n");
  EXPECT_EQ(aspects(r, "90%"), "- ~基本支出 (一般公共预算) ~支出 ~2022");
  EXPECT_EQ(ratios(r), "90% = 63万元 / 70万元\n74% = 37万元 / 50万元\n");
}

TEST(Aspects, RateAfterAllPartsIsTheTotals) {
  const auto r = read(std::string(title) +
                      "一、基本情况\n2022年全年支出100万元，其中基本支出60万元，项目支出40万元，综合执行率90%。\n");
  EXPECT_EQ(aspects(r, "90%"), "- ~部门整体 (一般公共预算) ~支出 ~2022");
}

TEST(Aspects, ContractsAwardedBelongToTheProcurement) {
  const auto r = read(std::string(title) +
                      "一、政府采购支出情况\n政府采购支出总额100万元，其中：货物支出60万元、服务支出40万元。授予中小企"
                      "业合同金额80万元，占政府采购支出总额的80%。\n");
  EXPECT_EQ(aspects(r, "80万元"), "(决算) ~政府采购 (一般公共预算) ~支出 ~2022");
  EXPECT_EQ(ratios(r), "80% = 80万元 / 100万元\n");
}

TEST(Aspects, ItemsBelowAFunctionalClassAreItemsOfTheirOwn) {
  const auto r = read(std::string(title) +
                      "一、一般公共预算财政拨款支出决算情况\n1."
                      "农林水支出（类）水利（款）行政运行（项）年初预算为20万元，支出决算为19万元。\n"
                      "2.农林水支出（类）水利（款）防汛（项）年初预算为30万元，支出决算为30.5万元。\n");
  EXPECT_EQ(names(r, "20万元"), "~行政运行 -");
  EXPECT_EQ(names(r, "30.5万元"), "~防汛 -");
  EXPECT_EQ(conflicts(r), "");
}

TEST(Aspects, NameBeforeAColon) {
  const auto r = read(std::string(title) + "一、自评结论\n自评得分：96分。预算执行率：95%，三公经费决算数：8万元。\n");
  EXPECT_EQ(concept_name(r, "96分"), "total_score");
  EXPECT_EQ(concept_name(r, "95%"), "execution_rate");
  EXPECT_EQ(aspects(r, "8万元"), "决算 三公经费 (一般公共预算) ~支出 ~2022");
}

TEST(Aspects, AmountWithoutYuanIsStillMoney) {
  const auto r =
      read(std::string(title) +
           "一、基本情况\n三公经费预算总额10万，其中公务接待费4万元，公务用车运行维护费6万元。为3万多群众服务。\n");
  EXPECT_EQ(concept_name(r, "10万"), "amount");
  EXPECT_EQ(breakdowns(r), "10万 = 4万元 + 6万元\n");
}

}  // namespace
}  // namespace hegui::test

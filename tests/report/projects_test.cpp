// Projects, classes of spending and sources that only the words around a figure name: which name it goes by.
#include <gtest/gtest.h>

#include "tests/report/facts_of.hpp"

namespace hegui::test {
namespace {

constexpr const char* title = "云溪县水利局2022年度部门整体支出绩效自评报告\n";

TEST(Projects, TitleOfAProjectSaysWhatTheMoneyIsFor) {
  const auto r =
      read("云溪县妇幼保健院综合楼建设项目2022年度绩效自评报告\n一、资金情况\n预算240万元，全年支出219万元。\n");
  EXPECT_EQ(aspects(r, "240万元"), "年初预算 ~项目支出 (一般公共预算) ~支出 ~2022");
  EXPECT_EQ(aspects(r, "219万元"), "决算 ~项目支出 (一般公共预算) 支出 ~2022");
  const auto plain = read("云溪县妇幼保健院2022年度绩效自评报告\n一、资金情况\n预算240万元，全年支出219万元。\n");
  EXPECT_EQ(aspects(plain, "240万元"), "年初预算 (部门整体) (一般公共预算) (支出) ~2022");
}

TEST(Projects, NameIsWithoutDocumentNumberVerbAndWordForProject) {
  const auto r =
      read(std::string(title) +
           "一、预算调整\n年中追加170万元，其中堤防修复补助60万元（云财农〔2022〕5号）、水闸改造经费80万元"
           "（云财农〔2022〕9号）、购置巡查船30万元。\n二、项目情况\n（一）河道清淤项目。预算50万元，支出48万元。\n");
  EXPECT_EQ(names(r, "80万元"), "水闸改造 -");
  EXPECT_EQ(names(r, "30万元"), "巡查船 -");
  EXPECT_EQ(names(r, "50万元"), "~河道清淤 -");
}

TEST(Projects, NameBehindTheNumberHoldsForItsParagraph) {
  const auto r = read(std::string(title) +
                      "一、资金情况\n1.水文监测年初预算98万元，支出决算94万元，完成年初预算的95.92%。\n"
                      "2.山洪防治年初预算60万元，支出决算57万元。\n");
  EXPECT_EQ(names(r, "98万元"), "水文监测 -");
  EXPECT_EQ(names(r, "94万元"), "~水文监测 -");
  EXPECT_EQ(names(r, "95.92%"), "~水文监测 -");
  EXPECT_EQ(names(r, "57万元"), "~山洪防治 -");
}

TEST(Projects, MoneyBehindANumberGoesByItsName) {
  const auto r = read(
      "云溪县2022年度耕牛补助项目支出绩效自评报告\n一、资金情况\n全年支出80万元。"
      "按对象分，散养户120头、50万元，规模场60头、30万元。\n");
  EXPECT_EQ(names(r, "50万元"), "散养户 -");
  EXPECT_EQ(names(r, "30万元"), "规模场 -");
}

TEST(Projects, SharesNameTheThingOrComeInOrder) {
  const auto r = read(std::string(title) +
                      "一、项目支出情况\n项目支出100万元，分别为河道清淤60万元、水闸改造30万元、堤防养护10万元。"
                      "其中河道清淤占项目支出的60%，水闸改造占30%。\n");
  EXPECT_EQ(names(r, "60%"), "~河道清淤 -");
  EXPECT_EQ(names(r, "30%"), "~水闸改造 -");
  const auto ordered = read(std::string(title) +
                            "一、资金情况\n项目预算200万元，由中央财政100万元、省级财政60万元和县级财政40万元组成，"
                            "分别占50%、30%和20%。\n");
  EXPECT_EQ(aspects(ordered, "50%"), "~年初预算 ~项目支出 ~中央资金 ~支出 ~2022");
  EXPECT_EQ(aspects(ordered, "30%"), "~年初预算 ~项目支出 ~省级资金 ~支出 ~2022");
  EXPECT_EQ(aspects(ordered, "20%"), "~年初预算 ~项目支出 ~县级资金 ~支出 ~2022");
}

TEST(Projects, PartsOfWhatWasReceivedWereReceived) {
  const auto r =
      read(std::string(title) +
           "一、资金情况\n预算240万元，其中中央120万元、省级40万元、县级80万元。实际到位225万元，其中中央121万元、"
           "省级39万元、县级65万元。\n");
  EXPECT_EQ(aspects(r, "39万元"), "~决算 ~部门整体 省级资金 ~收入 ~2022");
  EXPECT_EQ(concept_name(r, "39万元"), "funds_received");
  EXPECT_EQ(aspects(r, "40万元"), "~年初预算 ~部门整体 省级资金 ~支出 ~2022");
}

TEST(Projects, TheSumOfThePartsTellsWhichTotalTheyAreOf) {
  const auto r =
      read(std::string(title) +
           "一、三公经费情况\n三公经费支出7万元。全年预算9万元；其中公务用车运行维护费5万元、公务接待费2万元。\n");
  EXPECT_EQ(aspects(r, "5万元"), "~决算 公务用车运行维护费 (一般公共预算) ~支出 ~2022");
  EXPECT_NE(breakdowns(r).find("7万元 = 5万元 + 2万元"), std::string::npos) << breakdowns(r);
}

TEST(Projects, HeadingThatIsARateNamesTheScopeAndNoStage) {
  const auto r = read(std::string(title) +
                      "一、过程\n1.公用经费控制率（2分）。预算80万元，实际76万元，控制率95%，得2分。\n"
                      "2.预算完成率（6分）。支出570万元与全年预算608万元之比为93.75%。\n");
  EXPECT_EQ(aspects(r, "80万元"), "年初预算 ~公用经费 (一般公共预算) ~支出 ~2022");
  EXPECT_EQ(aspects(r, "76万元"), "决算 ~公用经费 (一般公共预算) ~支出 ~2022");
  EXPECT_EQ(aspects(r, "570万元"), "(决算) ~部门整体 (一般公共预算) 支出 ~2022");
  EXPECT_EQ(concept_name(r, "93.75%"), "execution_rate");
}

TEST(Projects, CostOfOneIsOfTheSumToldBefore) {
  const auto r =
      read(std::string(title) +
           "一、三公经费情况\n支出12万元，其中用车费9万元；公务接待费3万元，接待31批次、246人次，人均122元。\n");
  EXPECT_EQ(aspects(r, "122元"), "~决算 ~公务接待费 (一般公共预算) ~支出 ~2022");
}

TEST(Projects, PurchaseBudgetBesideWhatWasBoughtIsABudget) {
  const auto r = read(std::string(title) + "一、政府采购情况\n采购预算117万元，实际采购112万元，执行率95.73%。\n");
  EXPECT_EQ(concept_name(r, "117万元"), "amount");
  EXPECT_EQ(aspects(r, "117万元"), "年初预算 ~政府采购 (一般公共预算) ~支出 ~2022");
  const auto bid = read(std::string(title) + "一、政府采购情况\n采购预算117万元，中标价112万元，节约5万元。\n");
  EXPECT_EQ(concept_name(bid, "117万元"), "ceiling_price");
}

TEST(Projects, NamesBehindOneAnotherAreEachTheirOwn) {
  const auto r = read(std::string(title) +
                      "一、资金情况\n支出用于三个方向：堤防改造60万元，占60%；网箱共享平台30万元，占30%；"
                      "岸线清理10万元，占10%。\n");
  EXPECT_EQ(names(r, "60%"), "~堤防改造 -");
  EXPECT_EQ(names(r, "30万元"), "网箱共享平台 -");
  EXPECT_EQ(names(r, "10%"), "~岸线清理 -");
}

TEST(Projects, WhatIsSaidOfAProjectInATableIsNoName) {
  const auto r =
      read(std::string(title) +
           "一、项目情况\n表1 项目资金情况（单位：万元）\n| 项目名称 | 资金级次 | 预算数 | 执行数 |\n"
           "| --- | --- | --- | --- |\n| 堤防修复 | 中央 | 48.60 | 48.10 |\n| 水闸改造 | 省级 | 13.20 | 12.67 |\n");
  EXPECT_EQ(names(r, "12.67"), "~水闸改造 -");
  EXPECT_EQ(aspects(r, "48.10"), "~决算 ~项目支出 ~中央资金 ~支出 ~2022");
}

TEST(Projects, MixedRowsAreOfTheWholeAndAdditionsAreBudgets) {
  const auto r = read(std::string(title) +
                      "一、预算情况\n表1 预算调整（单位：万元）\n| 支出项目 | 年初预算 | 追加 |\n"
                      "| --- | --- | --- |\n| 人员经费 | 29.00 | 8.40 |\n| 公用经费 | 3.20 | 0.10 |\n"
                      "| 森林管护 | 21.50 | 1.80 |\n| 合计 | 53.70 | 10.30 |\n");
  EXPECT_EQ(aspects(r, "1.80"), "~调整预算 ~项目支出 (一般公共预算) ~支出 ~2022");
  EXPECT_EQ(aspects(r, "53.70"), "~年初预算 ~部门整体 (一般公共预算) ~支出 ~2022");
}

TEST(Projects, UnitsOfACaptionAndNamesOfSumsInTheHeader) {
  const auto r = read(
      "云溪县2022年度渔排补助项目支出绩效自评报告\n一、资金情况\n补助发放情况表（单位：口、户、万元）\n"
      "| 乡镇 | 户数 | 数量 | 补助金额 |\n| --- | --- | --- | --- |\n| 北礁镇 | 368 | 16220 | 973.20 |\n"
      "| 沙江镇 | 196 | 8540 | 512.40 |\n");
  EXPECT_EQ(concept_name(r, "973.20"), "amount");
  EXPECT_EQ(names(r, "973.20"), "~北礁镇 -");
  EXPECT_EQ(concept_name(r, "368"), "");
}

TEST(Projects, NameInTheSentenceAndShortNames) {
  const auto r = read(std::string(title) +
                      "一、项目支出情况\n项目支出100万元，分别为政法转移支付60万元、派出所营房维修补助40万元。"
                      "政法转移支付因尾款须考核后支付，结转5万元；上年（用于政法转移支付）的收尾，全年支出2万元。\n"
                      "二、问题\n营房维修执行率只有90%。\n");
  EXPECT_EQ(names(r, "5万元"), "~政法转移支付 -");
  EXPECT_EQ(names(r, "90%"), "~派出所营房维修补助 -");
}

TEST(Projects, PriceOfOneIsNoSpending) {
  const auto r = read(
      "云溪县2022年度渔排补助项目支出绩效自评报告\n一、补助标准\n塑胶渔排每口补助600元，深水网箱每套补助12万元。\n");
  EXPECT_EQ(concept_name(r, "600元"), "unit_cost");
  EXPECT_EQ(names(r, "600元"), "塑胶渔排 -");
  EXPECT_EQ(names(r, "12万元"), "深水网箱 -");
}

TEST(Projects, SumsSharedOutInTheirOrder) {
  const auto r = read(
      "云溪县2022年度渔排补助项目支出绩效自评报告\n一、资金情况\n预算640万元，省级256万元、市级128万元、县级256万元，"
      "按40%、20%、40%分担。\n");
  EXPECT_EQ(concept_name(r, "20%"), "share");
  EXPECT_EQ(aspects(r, "20%"), aspects(r, "128万元"));
}

TEST(Projects, AtTheBeginningOfTheYearIsOfTheYearBefore) {
  const auto r = read(std::string(title) + "一、资产情况\n年末资产总额310万元，较年初的346万元减少36万元。\n");
  EXPECT_EQ(aspects(r, "346万元").substr(aspects(r, "346万元").size() - 4), "2021");
}

TEST(Projects, ChangeBehindAllPartsIsOfTheWhole) {
  const auto r =
      read(std::string(title) +
           "一、履职情况\n全年立案446起，其中侵财268起、伤害47起、其他131起，较上年468起减少22起，下降4.70%。\n");
  EXPECT_NE(changes(r).find("446起 < 468起"), std::string::npos) << changes(r);
  const auto money = read(std::string(title) +
                          "一、支出情况\n支出100万元，用于两个方向：堤防改造60万元、岸线清理40万元。"
                          "与上年支出80万元相比，增加20万元，增长25%。\n");
  EXPECT_NE(changes(money).find("100万元 < 80万元"), std::string::npos) << changes(money);
}

TEST(Projects, WeightsInBracketsBehindScoresAndPartsOfIndicators) {
  const auto r = read(std::string(title) +
                      "一、自评得分\n自评得96分：预算执行9."
                      "5分（满分10分）、产出48分（满分50分，登记滞后扣2分）、效益38.5分（满分40分）。\n");
  EXPECT_EQ(indicators(r).substr(0, indicators(r).find('\n')), "预算执行 10分 9.5分 - - -");
  const auto nested =
      read(std::string(title) +
           "一、自评得分\n自评总分94分。过程（35分）得33分，其中预算执行率（10分）按比例得8分；产出（65分）得61分。\n");
  EXPECT_EQ(indicators(nested), "过程 35分 33分 - - -\n产出 65分 61分 - - -\n");
}

TEST(Projects, LinesWithBarsAreATable) {
  const auto r =
      read(std::string(title) +
           "一、造林情况\n各单位造林任务完成情况\n单位 | 计划面积（亩） | 完成面积（亩） | 补助资金（万元）\n"
           "红松沟林场 | 13200 | 12860 | 286.00\n北岗林场 | 12400 | 11980 | 198.00\n合计 | 25600 | 24840 | 484.00\n");
  EXPECT_EQ(label(r, "13200"), "红松沟林场");
  EXPECT_NE(breakdowns(r).find("25600 = 13200 + 12400"), std::string::npos) << breakdowns(r);
}

TEST(Projects, PricesAndSumsGoByWhatWasCounted) {
  const auto r = read(std::string(title) +
                      "一、履职情况\n居家托养补贴320人，每人每月600元，发放12个月，计230.40万元；"
                      "家庭无障碍改造120户，每户5000元，共60.00万元。\n");
  EXPECT_EQ(names(r, "600元"), "~居家托养补贴 -");
  EXPECT_EQ(names(r, "230.40万元"), "~居家托养补贴 -");
  EXPECT_EQ(names(r, "60.00万元"), "~家庭无障碍改造 -");
}

TEST(Projects, SumBeforeWhatWasSpentOfItWasPlanned) {
  const auto r =
      read("云溪县堤防改造项目2022年度绩效自评报告\n一、资金情况\n项目资金共200万元，已支付190万元，执行率95%。\n");
  EXPECT_EQ(aspects(r, "200万元").substr(0, aspects(r, "200万元").find(' ')), "~年初预算");
}

TEST(Projects, ChangeIsOfWhatItsSentenceNames) {
  const auto r =
      read(std::string(title) +
           "一、三公经费情况\n三公经费支出20万元。公务用车运行维护费支出决算比预算无增减，比去年增加1.05万元。\n");
  EXPECT_NE(aspects(r, "1.05万元").find("公务用车运行维护费"), std::string::npos) << aspects(r, "1.05万元");
}

TEST(Projects, WhatABracketIncludesGivesNoName) {
  const auto r =
      read(std::string(title) + "一、预算执行情况\n财政拨款全年预算（含上年结转）500万元，执行490万元，执行率98%。\n");
  EXPECT_EQ(concept_name(r, "500万元"), "amount");
}

}  // namespace
}  // namespace hegui::test

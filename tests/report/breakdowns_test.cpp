// Totals and their parts in every pattern of running text.
#include <gtest/gtest.h>

#include "tests/report/facts_of.hpp"

namespace hegui::test {
namespace {

report::Report chapter(const std::string& text) {
  return read("云溪县水利局2022年度部门整体支出绩效自评报告\n一、基本情况\n" + text + "\n");
}

TEST(Breakdowns, AmongThemInTheSentenceAndInTheNext) {
  EXPECT_EQ(breakdowns(chapter("全年支出100万元，其中：基本支出60万元，项目支出40万元。")),
            "100万元 = 60万元 + 40万元\n");
  EXPECT_EQ(breakdowns(chapter("全年支出100万元。其中基本支出60万元、项目支出40万元。")),
            "100万元 = 60万元 + 40万元\n");
}

TEST(Breakdowns, OpenListsNeedNotAddUp) {
  EXPECT_EQ(breakdowns(chapter("项目支出100万元，主要用于水库除险60万元、河道清淤20万元等。")),
            "100万元 >= 60万元 + 20万元\n");
}

TEST(Breakdowns, WhatMakesUpTheTotalExactlyIsItsPartsWhateverEndsTheList) {
  EXPECT_EQ(
      breakdowns(chapter("专项资金总计85.98万元，其中青石河治理监理费22万元，测绘费4.98万元，青苗补偿费16.11万元；白"
                         "水河治理监理费12.66万元，测绘费2.68万元，青苗补偿费27.55万元。")),
      "85.98万元 = 22万元 + 4.98万元 + 16.11万元 + 12.66万元 + 2.68万元 + 27.55万元\n");
  EXPECT_EQ(
      breakdowns(chapter("全年实际收入1699.12万元，其中财政拨款收入1435.22万元，上年结转结余263.90万元；全年实际支"
                         "出1595.59万元，其中基本支出890.4万元，项目支出705.19万元。")),
      "1699.12万元 = 1435.22万元 + 263.90万元\n1595.59万元 = 890.4万元 + 705.19万元\n");
  EXPECT_EQ(breakdowns(chapter(
                "三公经费502.4万元，比上年减少14."
                "6万元。其中：因公出国（境）费0万元；公务用车购置及运行费500万元（公务用车购置"
                "费100万元，比上年增加0万元；公务用车运行维护费400万元，比上年增加0万元。）比上年增加0万元；公务"
                "接待费2.4万元。")),
            "502.4万元 = 0万元 + 500万元 + 2.4万元\n500万元 = 100万元 + 400万元\n");
  // Other figures behind a list that does not add up leave it as it is.
  EXPECT_EQ(breakdowns(chapter("全年支出100万元，其中基本支出60万元，项目支出30万元；上缴7万元。")),
            "100万元 = 60万元 + 30万元\n");
  // Nothing is wanting where all that there is was named: the difference is a mistake, though it be another figure.
  EXPECT_EQ(breakdowns(chapter("全年支出100万元，其中基本支出60万元，项目支出30万元；会议费10万元。")),
            "100万元 = 60万元 + 30万元\n");
}

TEST(Breakdowns, ComposedOfAndRespectively) {
  EXPECT_EQ(breakdowns(chapter("项目支出100万元。项目支出由水库除险60万元、河道清淤40万元组成。")),
            "100万元 = 60万元 + 40万元\n");
  EXPECT_EQ(breakdowns(chapter("收入决算100万元，分别为财政拨款收入90万元、其他收入10万元。")),
            "100万元 = 90万元 + 10万元\n");
}

TEST(Breakdowns, ThreeLevelsInBrackets) {
  EXPECT_EQ(breakdowns(chapter("年末实有人数20人，其中：在职人员19人（公务员10人、工勤人员1人、事业人员8人（专技5人、管"
                               "理3人）），退休1人。")),
            "20人 = 19人 + 1人\n19人 = 10人 + 1人 + 8人\n8人 = 5人 + 3人\n");
}

TEST(Breakdowns, PartsOfPartsEndAtTheSemicolon) {
  EXPECT_EQ(breakdowns(chapter("基本支出100万元，其中：人员经费70万元，包括基本工资60万元和奖金10万元；公用经费30万元，"
                               "包括办公费、差旅费等。")),
            "100万元 = 70万元 + 30万元\n70万元 = 60万元 + 10万元\n");
}

TEST(Breakdowns, ListEndsBeforeAnotherMeasure) {
  EXPECT_EQ(breakdowns(chapter("年末在职44人，其中公务员36人、事业人员8人；退休人员19人。")), "44人 = 36人 + 8人\n");
  EXPECT_EQ(breakdowns(chapter("支出100万元，其中：基本支出60万元，项目支出40万元，预算执行率90%。年末结转10万元。")),
            "100万元 = 60万元 + 40万元\n");
}

TEST(Breakdowns, FollowingParagraphsAreTheParts) {
  const auto r = chapter(
      "2022年一般公共预算基本支出100万元，主要包括：\n（1）工资福利支出70万元，其中基本工资50万元，奖金20万元。\n"
      "（2）商品和服务支出30万元，其中办公费30万元。\n（二）项目支出情况\n本单位项目支出5万元。");
  EXPECT_EQ(breakdowns(r), "100万元 >= 70万元 + 30万元\n70万元 = 50万元 + 20万元\n30万元 >= 30万元\n");
  EXPECT_EQ(aspects(r, "50万元"), "(决算) 基本工资 ~一般公共预算 ~支出 ~2022");
}

TEST(Breakdowns, GrandTotalsCountWhatWasTakenFromAndPutToTheSurplus) {
  EXPECT_EQ(
      breakdowns(chapter("收入总计100万元，支出总计100万元。收入中，本年收入80万元，使用非财政拨款结余5万元，年初结转和"
                         "结余15万元；支出中，本年支出70万元，结余分配4万元，年末结转和结余26万元。")),
      "100万元 = 80万元 + 5万元 + 15万元\n100万元 = 70万元 + 4万元 + 26万元\n");
}

TEST(Breakdowns, BudgetAndActualSideBySideOverParagraphs) {
  const auto r = chapter(
      "三公经费预算12万元，支出决算9万元，比上年10万元减少1万元。其中：\n公务用车运行维护费预算8万元，决算7万元。\n"
      "公务接待费预算4万元，决算2万元。");
  EXPECT_EQ(breakdowns(r), "12万元 = 8万元 + 4万元\n9万元 = 7万元 + 2万元\n");
  EXPECT_EQ(aspects(r, "2万元"), "决算 ~公务接待费 (一般公共预算) ~支出 ~2022");
}

TEST(Breakdowns, SideMeasuresOfATotalAddUpToo) {
  EXPECT_EQ(breakdowns(chapter(
                "完成交易项目10项，交易金额90万元，增收节支9万元。其中：政府采购项目6项，中标价50万元，预算价56万元，"
                "中标价比预算价少6万元；工程建设项目4项，交易金额40万元，拦标金额43万元，中标价比预算价少3万元。")),
            "10项 = 6项 + 4项\n90万元 = 50万元 + 40万元\n9万元 = 6万元 + 3万元\n");
}

TEST(Breakdowns, BracketsWithOtherMeasuresAddUpByName) {
  EXPECT_EQ(breakdowns(chapter("共有事项10项（对应的责任事项50项），其中：行政许可6项（对应的责任事项20项），行政处罚4"
                               "项（对应的责任事项30项）。")),
            "10项 = 6项 + 4项\n50项 = 20项 + 30项\n");
}

TEST(Breakdowns, StatesOfOneCount) {
  EXPECT_EQ(breakdowns(chapter("共承办热线961件，已归档908件，已办结4件，办理中49件。")),
            "961件 = 908件 + 4件 + 49件\n");
  EXPECT_EQ(breakdowns(chapter("共承办热线961件，已归档908件，已回访40件。")), "961件 >= 908件 + 40件\n");
}

TEST(Breakdowns, ClassificationNamesItsTotalBefore) {
  EXPECT_EQ(breakdowns(chapter("年初预算90万元，支出决算100万元。按支出性质分，基本支出60万元，项目支出40万元。")),
            "100万元 = 60万元 + 40万元\n");
}

TEST(Breakdowns, MembersOfTheTaxonomyBelowTheirWhole) {
  EXPECT_EQ(breakdowns(chapter("三公经费支出10万元。因公出国（境）费0万元；公务用车购置费0万元，公务用车运行维护费8万元"
                               "；公务接待费2万元。")),
            "10万元 = 0万元 + 0万元 + 8万元 + 2万元\n");
}

TEST(Breakdowns, FormerIsTheFirstOfTheTwoNamedLast) {
  EXPECT_EQ(breakdowns(chapter("基本支出60万元，项目支出40万元。\n前者由人员经费50万元和公用经费10万元组成。")),
            "60万元 = 50万元 + 10万元\n");
}

TEST(Breakdowns, AmongThemBeforeAComma) {
  EXPECT_EQ(breakdowns(chapter("共有车辆10辆，其中，机要通信用车4辆、执法执勤用车6辆。")), "10辆 = 4辆 + 6辆\n");
}

TEST(Breakdowns, PartsOfAnInvestmentAreInvestment) {
  const auto r = chapter("项目总投资120万元，其中中央预算内投资80万元，地方配套40万元。");
  EXPECT_EQ(breakdowns(r), "120万元 = 80万元 + 40万元\n");
  EXPECT_EQ(concept_name(r, "40万元"), "investment");
}

TEST(Breakdowns, ANamedKindOfSpendingBesideAPurposeIsAPartToo) {
  const auto r = read(
      "云溪县水利局2022年度部门整体支出绩效自评报告\n一、预算执行情况\n2022年年初支出预算1862.40万元。年中追加预算164."
      "20万元，"
      "包括台风抢险救灾经费118.00万元和选调人员经费46.20万元，全年预算2026.60万元。\n");
  EXPECT_EQ(breakdowns(r), "164.20万元 = 118.00万元 + 46.20万元\n");
  EXPECT_EQ(aspects(r, "2026.60万元").substr(0, aspects(r, "2026.60万元").find(" (")), "调整预算 ~部门整体");
}

report::Report work(const std::string& text) {
  return read("云溪县水利局2022年度部门整体支出绩效自评报告\n一、工作情况\n" + text + "\n");
}

TEST(ClosedLists, ChangesOfAllPartsMakeTheChangeOfTheWhole) {
  EXPECT_EQ(breakdowns(work("2022年支出比上年增加50.00万元，其中基本支出增加35.00万元，项目支出增加15.00万元。")),
            "50.00万元 = 35.00万元 + 15.00万元\n");
  // What fell is on the side of the whole.
  EXPECT_EQ(breakdowns(work("2022年支出比上年增加50.00万元，其中基本支出增加65.00万元，项目支出减少15.00万元。")),
            "65.00万元 = 50.00万元 + 15.00万元\n");
  // Only some of the parts.
  EXPECT_EQ(breakdowns(work("2022年支出比上年增加50.00万元，其中基本支出增加35.00万元。")), "");
  EXPECT_EQ(breakdowns(work("2022年支出比上年增加50.00万元，其中办公费增加35.00万元，差旅费增加2.00万元。")), "");
}

TEST(ClosedLists, ThoseAmongACountOfWhomTheContraryIsSaidAreAll) {
  EXPECT_EQ(breakdowns(work("收回有效问卷396份，有效率94.29%；有效问卷中，满意312份、基本满意58份、不满意16份。")),
            "396份 = 312份 + 58份 + 16份\n");
}

TEST(ClosedLists, SharesThatComeToMoreThanAllThereIs) {
  const auto shares = [](const report::Report& r) {
    return r.breakdowns.empty() ? std::size_t{0} : r.breakdowns.back().shares.size();
  };
  EXPECT_EQ(shares(work("收回问卷572份，肢体、视力、听力、言语残疾分别占42.6%、31.3%、18.4%和8.7%。")), 4U);
  EXPECT_EQ(shares(work("收入2004万元，药品收入占36.20%，检查收入占34.50%，治疗收入占31.30%。")), 3U);
  // All there is; less than all; of several things.
  EXPECT_EQ(shares(work("收回问卷572份，肢体、视力、听力、言语残疾分别占42.6%、31.3%、18.4%和7.7%。")), 0U);
  EXPECT_EQ(shares(work("收入2004万元，药品收入占36.20%，检查收入占34.50%，治疗收入占21.30%。")), 0U);
  EXPECT_EQ(shares(work("收入2004万元，药品收入占56.20%，其中中药占24.50%、西药占21.30%。")), 0U);
}

TEST(Breakdowns, PartsThatAreDividedAgainAreNotAddedToTheirOwnParts) {
  EXPECT_EQ(
      breakdowns(chapter("获得专项资金100万元，其中第一批资金60万元，分别支持青石河治理项目25万元、白水河治理项目20万"
                         "元、清源湖治理项目15万元；第二批资金40万元，分别支持青石河治理项目30万元、监测项目10万元。"))
          .substr(0, 30),
      std::string("100万元 = 60万元 + 40万元\n").substr(0, 30));
}

TEST(Breakdowns, WhatCameFromTwoSourcesAndWasSpentIsNoSlip) {
  const auto found = breakdowns(
      chapter("财政拨入经费20.00万元；上级补助48.41万元。支出68.41万元，年末结转结余0.00万元，执行率100%。"));
  EXPECT_EQ(found.find("48.41万元 ="), std::string::npos) << found;
}

TEST(Breakdowns, TheSameWordsLeadToTheNextPartOfTheSameList) {
  EXPECT_EQ(
      breakdowns(chapter("用于群众体育支出332.3万元。其中：用于援建场地201.5万元；用于资助社团11.4万元；用于组织活动"
                         "101.8万元；用于宣传17.6万元。")),
      "332.3万元 >= 201.5万元 + 11.4万元 + 101.8万元 + 17.6万元\n");
}

TEST(Breakdowns, TheNextItemOfAListHoldsNothingOfTheOneBefore) {
  const auto found =
      breakdowns(chapter("1、群众性运动会654.17万元，其中补助地方30万元；2、健身活动559.52万元；3、其他活动219.41"
                         "万元。"));
  EXPECT_EQ(found.find("30万元 + 559.52万元"), std::string::npos) << found;
}

}  // namespace
}  // namespace hegui::test

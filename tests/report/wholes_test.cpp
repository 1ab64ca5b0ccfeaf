// Which figure a list divides, and which figure a rate or a change is about, where other figures stand nearer.
#include <gtest/gtest.h>

#include "tests/report/facts_of.hpp"

namespace hegui::test {
namespace {

report::Report department(const std::string& text) {
  return read("云溪县水利局2022年度部门整体支出绩效自评报告\n一、基本情况\n" + text + "\n");
}

TEST(Wholes, WhatIsLeftOverIsNotDividedByTheNextSentence) {
  for (const char* left : {"结转10万元", "尚余10万元，系工程尾款", "年末结余10万元"})
    EXPECT_NE(breakdowns(department("全年预算110万元，全年支出100万元，" + std::string(left) +
                                    "。其中：基本支出60万元，项目支出40万元。"))
                  .find("100万元 = 60万元 + 40万元"),
              std::string::npos)
        << left;
  EXPECT_EQ(
      breakdowns(department("政府采购预算100万元，实际采购90万元，节约资金10万元。其中，货物类60万元，工程类20万元，"
                            "服务类10万元。")),
      "90万元 = 60万元 + 20万元 + 10万元\n");
}

TEST(Wholes, TheWordsBeforeTheListNameTheWhole) {
  for (const char* cue : {"分别为：", "由以下三项构成：", "由下列项目组成：", "具体如下："})
    EXPECT_EQ(breakdowns(department("基本支出60万元，项目支出45万元。项目支出" + std::string(cue) +
                                    "水库除险20万元，河道清淤15万元，水质监测10万元。")),
              "45万元 = 20万元 + 15万元 + 10万元\n")
        << cue;
  EXPECT_EQ(breakdowns(department("基本支出60万元，项目支出45万元。其中基本支出用于人员经费50万元和公用经费10万元。")),
            "60万元 >= 50万元 + 10万元\n");
}

TEST(Wholes, AListOfAWholeThatWasNotGivenHasNoTotal) {
  EXPECT_EQ(breakdowns(department("公用经费9万元。工会经费分别为：机关6万元，站所4万元。")).find("9万元 ="),
            std::string::npos);
}

TEST(Wholes, CountsAmongOnesNamedBefore) {
  EXPECT_EQ(breakdowns(department("旧存案件80件，新收案件100件，共受理180件。新收案件中，刑事案件30件、民事案件60件、"
                                  "行政案件10件，三类案件构成全部收案。")),
            "100件 = 30件 + 60件 + 10件\n");
}

TEST(Wholes, BehindAListTheNextSentenceIsAboutTheWhole) {
  EXPECT_EQ(breakdowns(department("项目支出60万元，其中水库除险25万元，河道清淤20万元，水质监测15万元。其中上级转移支付"
                                  "资金30万元。"))
                .find("15万元 "),
            std::string::npos);
}

TEST(Wholes, BudgetAndActualOfEachPart) {
  const auto r = department(
      "三公经费全年预算12万元，决算9万元。其中公务用车运行维护费预算8万元、决算7万元，公务接待费预算4万元、决算2万元。"
      "与上年决算10万元相比减少1万元，下降10%。");
  EXPECT_EQ(aspects(r, "7万元"), "决算 ~公务用车运行维护费 (一般公共预算) ~支出 ~2022");
  EXPECT_EQ(aspects(r, "2万元"), "决算 ~公务接待费 (一般公共预算) ~支出 ~2022");
  EXPECT_EQ(changes(r), "- 9万元 < 10万元 : 1万元 10% (上年)\n");
}

TEST(Wholes, TheBudgetThatARateIsMeasuredByIsNotTheSubject) {
  for (const char* of : {"为预算20万元的85%", "完成年初预算20万元的85%", "占年初预算20万元的85%"}) {
    const auto r =
        department("公务用车运行维护费决算17万元，" + std::string(of) + "，比上年减少3万元，下降15%，车辆减少。");
    EXPECT_EQ(changes(r), "- 17万元 < - : 3万元 15% (上年)\n") << of;
    EXPECT_EQ(aspects(r, "3万元"), "~决算 ~公务用车运行维护费 (一般公共预算) ~支出 ~2022") << of;
  }
}

TEST(Wholes, ANewBudgetIsNoFurtherAddition) {
  for (const char* to : {"全年预算调整为168万元", "全年预算达到168万元", "调整后预算变为168万元"}) {
    const auto r = department("年初预算150万元，年中追加防汛经费18万元，" + std::string(to) + "。");
    EXPECT_EQ(concept_name(r, "168万元"), "amount") << to;
    EXPECT_EQ(changes(r).substr(0, changes(r).find(" :")), "+ 168万元 < 150万元") << to;
  }
}

TEST(Wholes, TheRevisedBudgetIsTheDepartmentsAgain) {
  const auto r =
      department("部门年初预算864万元。年中因奖补资金下达，县财政调增项目预算32万元，全年预算相应为896万元。");
  EXPECT_EQ(aspects(r, "896万元").substr(0, std::string("调整预算 ~部门整体").size()), "调整预算 ~部门整体");
}

TEST(Wholes, SharesAndRatesOfOtherThings) {
  EXPECT_EQ(
      ratios(department("新收案件500件，审结480件。\n委派调解250件，成功180件。网上立案180件，占新收案件的36%。")),
      "36% = 180件 / 500件\n");
  EXPECT_EQ(ratios(department("完成养护里程268公里，较目标多8公里；安装护栏41公里，完成目标的92%。")), "");
  EXPECT_EQ(ratios(department("项目支出625万元，政府性基金列支211万元。上半年项目资金支付占比31%。")), "");
}

TEST(Wholes, AShareOfLastYearIsComparedByPoints) {
  const auto r = department("授予中小企业合同90万元，占政府采购支出的76%，上年这一占比为73%，比上年提高3%。");
  EXPECT_EQ(changes(r), "+ 76% < 73% : - 3% (上年)\n");
}

TEST(Wholes, AnUnchosenWordOfTheFormIsNoPartOfTheFigure) {
  const auto r =
      department("三公经费决算8万元，比2021年的9万元下降（增长）1万元，其中公务用车运行维护费7万元，公务接待费1万元。");
  EXPECT_EQ(concept_name(r, "1万元"), "delta");
  EXPECT_EQ(breakdowns(r), "8万元 = 7万元 + 1万元\n");
}

TEST(Wholes, TheBaseOfTheNextComparisonIsNotThatOfTheOneBefore) {
  const auto r =
      department("三公经费预算9万元，决算8万元，较预算减少1万元，降低11.11%；较上年8.5万元减少0.5万元，降低5.88%。");
  ASSERT_EQ(r.changes.size(), 2U);
  EXPECT_FALSE(r.changes[0].previous.valid() && r.facts[r.changes[0].previous.value].quantity.value ==
                                                    r.facts[r.changes[1].previous.value].quantity.value);
}

TEST(Wholes, WhatWasSavedOfTheBudgetIsNotWhatChanged) {
  const auto r = department("三公经费支出6.88万元，比预算10万元节约3.12万元，比去年减少1.05万元，下降13.24%。");
  EXPECT_NE(changes(r).find("- 6.88万元 < - : 1.05万元 13.24% (上年)"), std::string::npos) << changes(r);
}

TEST(Wholes, PartsOfAPartAreNotAddedToTheWhole) {
  const auto r = department(
      "三公经费预算186万元，决算171万元。其中：\n（一）因公出国（境）费预算0元，决算0元。\n"
      "（二）公务用车购置及运行维护费预算180万元，决算168万元，比上年增加9万元。其中：\n1."
      "公务用车购置费预算36万元，决算35万元。\n"
      "2.公务用车运行维护费预算144万元，决算133万元。\n（三）公务接待费预算6万元，决算3万元。");
  const std::string all = breakdowns(r);
  EXPECT_NE(all.find("168万元 = 35万元 + 133万元"), std::string::npos) << all;
  EXPECT_NE(all.find("171万元 = 0元 + 168万元 + 3万元"), std::string::npos) << all;
}

TEST(Wholes, EachPartWithBudgetActualAndRate) {
  const auto r = department(
      "三公经费预算3万元，决算2万元，完成预算的66.67%，其中：公务用车运行维护费预算2万元，决算1.5万元，完成预算的75%；"
      "公务接待费预算1万元，决算0.5万元，完成预算的50%。");
  EXPECT_EQ(aspects(r, "75%"), "- ~公务用车运行维护费 (一般公共预算) ~支出 ~2022");
  EXPECT_EQ(aspects(r, "50%"), "- ~公务接待费 (一般公共预算) ~支出 ~2022");
}

TEST(Wholes, NamesAtTheHeadOfASentenceAreSharedOut) {
  const auto r = department("会议费、培训费在项目经费中列支，不包含在上述经费之内，全年分别支出2.36万元和4.15万元。");
  EXPECT_NE(aspects(r, "2.36万元").find("会议费"), std::string::npos);
  EXPECT_NE(aspects(r, "4.15万元").find("培训费"), std::string::npos);
}

TEST(Wholes, MoneyOfOthersIsNoRevenue) {
  for (const char* whose : {"九个行政村的集体收入合计", "脱贫户人均纯收入", "居民收入"})
    EXPECT_NE(concept_name(department(std::string(whose) + "186万元。"), "186万元"), "amount") << whose;
}

}  // namespace
}  // namespace hegui::test

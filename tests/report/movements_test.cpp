// What was there, what came, what is there now: counts and budgets whose parts, differences and tables belong together
// without the usual words.
#include <gtest/gtest.h>

#include "tests/report/facts_of.hpp"

namespace hegui::test {
namespace {

report::Report department(const std::string& text) {
  return read("云溪县水利局2022年度部门整体支出绩效自评报告\n一、基本情况\n" + text + "\n");
}

TEST(Movements, SomeOfThemAndTheRestAreAll) {
  for (const char* text :
       {"32个村卫生室中已联网29个，其余4个因搬迁暂未通网。", "32个村里有29个通了自来水，其余4个村明年施工。",
        "32个项目区，已通过验收的有29个，剩下4个待灌水试验。", "32个村卫生室已联网29个，剩余4个正在施工。"})
    EXPECT_EQ(breakdowns(department(text)), "32个 = 29个 + 4个\n") << text;
  EXPECT_EQ(breakdowns(department("全县设村卫生室32个。新建水厂29个，其余4个乡镇用井水。")).find("32个 ="),
            std::string::npos);
}

TEST(Movements, HowManyThereWereAndHowManyWereOpened) {
  for (const char* text : {"供水站由上年6家增至9家，新开2家。", "供水站由6家增加到9家，新增2家。"})
    EXPECT_EQ(changes(department(text)), "+ 9家 < 6家 : 2家 - ()\n") << text;
  for (const char* text : {"年初供水站6家，新建2家，年末供水站9家。", "上年末有供水站6家，新增2家，现有供水站9家。",
                           "供水站由6家增加2家，达到9家。", "年末有供水站9家，比年初的6家新增2家。",
                           "新建供水站2家，加上上年的6家，共计9家。"})
    EXPECT_EQ(changes(department(text)), "+ 9家 < 6家 : 2家 - () +2家\n") << text;
}

TEST(Movements, AllThatCameAndAllThatWent) {
  for (const char* text :
       {"年初在册对象612户，全年新增38户，退出25户，年末在册615户。",
        "年初有612户；当年新登记38户，注销25户；年末有615户。",
        "年初612户，新增38户（其中城镇8户、乡村30户），减少25户，年末达到615户。",
        "年末在册615户（年初612户，本年增加38户，本年减少25户）。", "在册615户，当年新增38户，注销25户，年初为612户。"})
    EXPECT_NE(changes(department(text)).find("+ 615户 < 612户 : - - () +38户 -25户\n"), std::string::npos)
        << text << changes(department(text));
  EXPECT_EQ(changes(department("固定资产原值662万元（年初486万元，本年增加219万元，本年减少43万元）。")),
            "+ 662万元 < 486万元 : - - () +219万元 -43万元\n");
}

TEST(Movements, WhatIsNoMovementLeavesNoEquation) {
  for (const char* text :
       {"年初在册对象612户，走访慰问300户，新增38户，年末在册615户。",     // another thing of the same unit
        "年初有社区12个，新增停车位20个，年末有社区12个。",                // of another thing
        "年初在册对象612户，新增约40户，年末在册650户。",                  // about
        "年初预算612万元，本年增加38万元，本年减少25万元，年末625万元。",  // a budget
        "年初在册对象612户，年末在册615户。", "当年新增38户，退出25户。"})
    EXPECT_EQ(changes(department(text)).find("户 -") == std::string::npos &&
                  changes(department(text)).find(" +") == std::string::npos,
              true)
        << text << changes(department(text));
  // 比上年…增加…: the words of comparison have said it.
  EXPECT_EQ(changes(department("全年助餐142万客次，比上年118万客次增加24万客次，增长20.34%。")),
            "+ 142万客次 < 118万客次 : 24万客次 20.34% (上年)\n");
  EXPECT_EQ(changes(department("全年诊疗132.74万人次，较上年128.31万人次增长3.45%，出院3.68万人次。")),
            "+ 132.74万人次 < 128.31万人次 : - 3.45% (上年)\n");
}

TEST(Movements, ADifferenceIsLookedUpInTheTableOfItsChapter) {
  const std::string table =
      "2020年部门决算情况说明\n二、一般公共预算财政拨款支出情况\n按功能分类科目列示如下（单位：万元）：\n"
      "|科目|年初预算数|决算数|\n|社会保障和就业支出|50.00|61.00|\n|住房保障支出|64.10|61.82|\n";
  EXPECT_NE(changes(read(table + "（1）住房保障支出较年初预算数增加2.28万元，主要原因是测算有差异。\n"))
                .find("+ 61.82 < 64.10 : 2.28万元"),
            std::string::npos);
  EXPECT_NE(changes(read(table + "1.住房保障支出比年初预算少2.28万元，下降3.56%。\n"))
                .find("- 61.82 < 64.10 : 2.28万元 3.56%"),
            std::string::npos);
  // Another chapter, another row: nothing to look up.
  EXPECT_EQ(changes(read(table + "三、其他情况\n（1）住房保障支出较年初预算数增加2.28万元。\n")).find("64.10"),
            std::string::npos);
  EXPECT_EQ(changes(read(table + "（1）卫生健康支出较年初预算数增加2.28万元。\n")).find("64.10"), std::string::npos);
}

TEST(Movements, SumsThatMakeTheDifferenceOfTwoBudgetsWereAdded) {
  const auto r = department(
      "2022年年初批复支出预算100万元。汛前县财政先后下达两笔：山塘整治资金20万元（省级下达），水质监测补助5万元。两笔加"
      "上年初数，全年"
      "预算就是125万元。");
  EXPECT_EQ(concept_name(r, "20万元"), "budget_adjustment");
  EXPECT_EQ(concept_name(r, "5万元"), "budget_adjustment");
  EXPECT_NE(aspects(r, "20万元").find("~项目支出"), std::string::npos) << aspects(r, "20万元");
  const auto other = department("年初预算100万元，其中山塘整治资金20万元，水质监测补助6万元。全年预算125万元。");
  EXPECT_EQ(concept_name(other, "20万元"), "amount");
}

TEST(Movements, WhatIsAddedForAPurposeIsAProjects) {
  for (const char* words : {"年中追加防汛抢险经费", "县财政追加山塘整治应急资金", "追加水毁修复补助"}) {
    const auto r = department("年初预算100万元，" + std::string(words) + "20万元，全年预算120万元。");
    EXPECT_NE(aspects(r, "20万元").find("项目支出"), std::string::npos) << words << aspects(r, "20万元");
    EXPECT_NE(aspects(r, "120万元").find("部门整体"), std::string::npos) << words << aspects(r, "120万元");
  }
  EXPECT_NE(aspects(department("年初预算100万元，年中追加20万元。"), "20万元").find("部门整体"), std::string::npos);
}

TEST(Movements, WhatWasReceivedIsNotWhatTheyAre) {
  EXPECT_EQ(concept_name(department("受理涉水投诉举报46件，当年办结45件。"), "46件"), "accepted");
  EXPECT_EQ(concept_name(department("接到群众热线46件。"), "46件"), "accepted");
  EXPECT_EQ(concept_name(department("涉水投诉46件。"), "46件"), "cases");
}

TEST(Movements, ARateThatRoseWasLastYears) {
  const auto r = department("水质达标率由90.2%升到92.6%。");
  EXPECT_NE(aspects(r, "90.2%").find("2021"), std::string::npos) << aspects(r, "90.2%");
  EXPECT_NE(aspects(r, "92.6%").find("2022"), std::string::npos) << aspects(r, "92.6%");
}

TEST(Movements, TheRateOfAChangeIsAboutWhatChanged) {
  const auto r = department(
      "（二）“三公”经费\n“三公”经费实际支出25.17万元，全年接待74批、612人次。同上年比少花2.93万元，下降10.43%。");
  EXPECT_EQ(aspects(r, "10.43%"), aspects(r, "2.93万元"));
  EXPECT_NE(aspects(r, "2.93万元").find("三公经费"), std::string::npos) << aspects(r, "2.93万元");
}

TEST(Movements, ACompleteListTakesNoFurtherParts) {
  EXPECT_EQ(breakdowns(department("检出隐患41处，其中水库16处、堤防25处，整改41处，整改率100%。")),
            "41处 = 16处 + 25处\n");
  EXPECT_EQ(breakdowns(department("回收问卷392份，其中居民300份、企业92份，满意373份。")), "392份 = 300份 + 92份\n");
}

TEST(Movements, TheWholeGoesByTheVeryWordsBeforeTheList) {
  const std::string text =
      "收入总计3218万元，其中本年收入3160万元，上年结转58万元。本年收入中：一般公共预算财政拨款3052万元，事业收入76万元"
      "，其他收入32万元。"
      "支出总计3218万元，其中本年支出3170万元，年末结转48万元。本年支出按性质分：基本支出2084万元，项目支出1086万元。";
  const std::string found = breakdowns(department(text));
  EXPECT_NE(found.find("3160万元 = 3052万元 + 76万元 + 32万元"), std::string::npos) << found;
  EXPECT_NE(found.find("3170万元 = 2084万元 + 1086万元"), std::string::npos) << found;
}

TEST(Movements, WhatWasAddedGoesOnThroughTheList) {
  const auto r =
      department("年初预算1860万元，年中追加河道修复资金126万元、水质监测补助18万元，调整后全年预算2004万元。");
  EXPECT_EQ(concept_name(r, "126万元"), "budget_adjustment");
  EXPECT_EQ(concept_name(r, "18万元"), "budget_adjustment");
}

TEST(Movements, AChangeIsNotThatOfAnItemOfTheWhole) {
  const auto r = department(
      "（二）三公经费\n决算12.06万元：车辆运行11.20万元，接待0.86万元。与2021年的13.40万元相比少支1.34万元，降幅10.00%"
      "。");
  EXPECT_EQ(changes(r), "- 12.06万元 < 13.40万元 : 1.34万元 10.00% (上年)\n");
}

TEST(Movements, ReportsOnAProjectSpeakOfItsMoney) {
  const auto r = read(
      "云溪县水利局2022年度山塘整治项目绩效自评报告\n一、资金情况\n年初预算150万元，实际支出138.6万元，预算执行率92.4%"
      "。\n");
  EXPECT_NE(aspects(r, "138.6万元").find("项目支出"), std::string::npos) << aspects(r, "138.6万元");
  EXPECT_NE(aspects(r, "92.4%").find("项目支出"), std::string::npos) << aspects(r, "92.4%");
}

TEST(Movements, APartOfTheSameKindAsItsWholeGoesByItsOwnWords) {
  const auto r = read(
      "云溪县移民站2022年度项目支出绩效自评报告\n一、资金情况\n共下达1680万元，其中：直补资金480万元，项目资金1200万元"
      "。"
      "全年支出1612.80万元，执行率96.00%。其中，直补资金支出480.00万元，执行率100.00%；项目资金支出1132.80万元，"
      "执行率94.40%。\n");
  EXPECT_EQ(names(r, "1680万元"), "- -");
  EXPECT_NE(names(r, "1200万元"), "- -");
  EXPECT_EQ(conflicts(r), "");
}

TEST(Movements, APartComparedWithTheBudgetHasItsOwnChange) {
  const auto r = department(
      "2022年三公经费支出决算数为20.00万元，比2022年年初预算数减少5.00万元，下降20.0%"
      "，其中：因公出国（境）费2022年决算数"
      "4.00万元，比2022年年初预算数减少4.00万元，下降50.0%；公务接待费2022年决算数16.00万元，比2022年年初预算数减少1.00"
      "万元，下降5.9%。");
  EXPECT_EQ(changes(r),
            "- 20.00万元 < - : 5.00万元 20.0% (年初预算)\n- 4.00万元 < - : 4.00万元 50.0% (年初预算)\n"
            "- 16.00万元 < - : 1.00万元 5.9% (年初预算)\n");
}

}  // namespace
}  // namespace hegui::test

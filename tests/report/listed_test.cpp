// Lists that no word announces: things with their money, parts of a whole one after another; what the words around them
// say of the rates, scores and changes that follow.
#include <gtest/gtest.h>

#include "tests/report/facts_of.hpp"

namespace hegui::test {
namespace {

report::Report department(const std::string& text) {
  return read("云溪县水利局2022年度部门整体支出绩效自评报告\n一、基本情况\n" + text + "\n");
}

TEST(Listed, TheNameBeforeTheColonIsThatOfAThingMoneyIsSpentOn) {
  for (const char* list :
       {"1.河道保洁与岸线管护：预算60万元，支出54万元，执行率90.00%，自评92分。\n2.山塘整治：预算40万元，支出40万元。",
        "一是河道保洁与岸线管护，预算60万元，支出54万元，执行率90.00%，自评92分；二是山塘整治，预算40万元，"
        "支出40万元。",
        "（1）河道保洁与岸线管护：年初安排60万元，实际支出54万元，执行率90.00%，自评92分。\n（2）山塘整治：年初安排"
        "40万元，实际支出40万元。"}) {
    const auto r = department(std::string("项目支出100万元，逐项如下：\n") + list);
    for (const char* figure : {"60万元", "54万元", "90.00%", "92分"})
      EXPECT_EQ(names(r, figure), "~河道保洁与岸线管护 -") << figure << " in " << list;
    EXPECT_EQ(names(r, "40万元", 2), "~山塘整治 -") << list;
    EXPECT_NE(aspects(r, "54万元").find(" ~项目支出"), std::string::npos) << aspects(r, "54万元");
  }
}

TEST(Listed, HeadingsAndPlacesAreNoThings) {
  for (const char* name : {"总体情况", "支出情况", "县水利局", "与上年比较", "其中"}) {
    const auto r = department("1." + std::string(name) + "：预算60万元，支出54万元。");
    EXPECT_EQ(names(r, "60万元"), "- -") << name;
    EXPECT_NE(aspects(r, "54万元").find("部门整体"), std::string::npos) << name << aspects(r, "54万元");
  }
}

TEST(Listed, PartsOfAWholeWithoutAWordForIt) {
  for (const char* text : {"全年安排“三公”经费预算32万元，用车23万元，接待9万元。实际花了25.17万元。",
                           "年初核定三公经费32万元，分给公务用车运行维护23万元、公务接待9万元。全年支出25.17万元。",
                           "三公经费年初预算32万元，公务车运行维护费23万元，公务接待费9万元。全年共花费25.17万元。"}) {
    const auto r = department(text);
    EXPECT_NE(aspects(r, "23万元").find("公务用车"), std::string::npos) << text << aspects(r, "23万元");
    EXPECT_NE(aspects(r, "9万元").find("公务接待费"), std::string::npos) << text << aspects(r, "9万元");
    EXPECT_NE(aspects(r, "25.17万元").find("决算 ~三公经费"), std::string::npos) << text << aspects(r, "25.17万元");
  }
}

TEST(Listed, WhatIsHeldAgainstAFigureIsNoPartAndNoWhole) {
  // Done, not aimed at; and the rate is of what the year before is told of.
  const auto aimed = department(
      "开展活动241场，超过目标值236场5场，其中村级38场、镇级203场，惠及31.6万人次，较上年的25.8万人次增长22.5%。");
  EXPECT_NE(breakdowns(aimed).find("241场 = 38场 + 203场"), std::string::npos) << breakdowns(aimed);
  EXPECT_EQ(changes(department("接待游客812万人次，目标为780万人次，比上年的498万人次增长63.1%。")),
            "+ 812万人次 < 498万人次 : - 63.1% (上年)\n");
  // What a bracket compares it with.
  EXPECT_EQ(breakdowns(department("公务接待费6.24万元（预算9.80万元，上年8.31万元）。")), "");
  // Behind ； of another source, and behind ； where nothing of its kind stood before.
  EXPECT_EQ(breakdowns(department("一般公共预算结转138.45万元，其中灌区项目结转101.27万元；政府性基金结转17.70万元。"))
                .find("17.70"),
            std::string::npos);
  EXPECT_EQ(
      breakdowns(department("参与群众4.37万人次，其中龙舟赛吸引36支队伍；年末有酒店9家；假期接待游客126.4万人次。")),
      "");
}

TEST(Listed, SharesOfTheirOwnSumAreHeldAgainstNoWiderWhole) {
  const auto r = department(
      "总支出300.00万元（含结转分配）。本年支出的构成为：基本支出150.00万元，占75%；项目支出50.00万元，占25%"
      "；经营支出0万元，占0%。");
  EXPECT_EQ(ratios(r).find("300"), std::string::npos) << ratios(r);
  const auto wrong = department("总支出200.00万元，其中基本支出150.00万元，占75%；项目支出50.00万元，占35%。");
  EXPECT_NE(ratios(wrong).find("35% = 50.00万元 / 200.00万元"), std::string::npos) << ratios(wrong);
}

TEST(Listed, AChangeBehindThePartsIsOfTheWhole) {
  const auto r = department(
      "（二）“三公”经费\n年初核定“三公”经费24万元。全年支出23万元，公务用车运行维护18万元，公务接待5万元；因公出国（境"
      "）没有"
      "发生。较上年减少2万元，下降8%。");
  EXPECT_NE(aspects(r, "2万元").find("三公经费"), std::string::npos) << aspects(r, "2万元");
  EXPECT_NE(aspects(r, "8%").find("三公经费"), std::string::npos) << aspects(r, "8%");
}

TEST(Listed, AllPartsThatThereAreMakeTheWhole) {
  EXPECT_EQ(breakdowns(department("全年支出100万元，基本支出60万元，项目支出40万元。")), "100万元 = 60万元 + 40万元\n");
  EXPECT_EQ(breakdowns(department("政府采购支出90万元，货物60万元，工程20万元，服务10万元。")),
            "90万元 = 60万元 + 20万元 + 10万元\n");
  EXPECT_EQ(breakdowns(department("政府采购支出90万元，货物60万元。")), "");
}

TEST(Listed, WhatIsPartOfTheBudgetIsARateOfExecution) {
  for (const char* words : {"是预算的80%", "相当于年初预算数的80%", "只用了全年预算的80%", "为核定预算的80%"}) {
    const auto r = department("三公经费预算10万元，实际支出8万元，" + std::string(words) + "。");
    EXPECT_EQ(concept_name(r, "80%"), "execution_rate") << words;
    EXPECT_NE(aspects(r, "80%").find("三公经费"), std::string::npos) << words << aspects(r, "80%");
  }
  EXPECT_NE(concept_name(department("追加资金10万元，是年初预算的8%。"), "8%"), "execution_rate");
  EXPECT_EQ(concept_name(department("比年初预算增加8%。"), "8%"), "growth_rate");
}

TEST(Listed, WhatWasLeftOverWhenTheYearBegan) {
  for (const char* words : {"年初带过来的结转结余是", "上年结转来的结余资金", "上年末未用完的资金", "期初结存资金"})
    EXPECT_EQ(concept_name(department(std::string(words) + "12.40万元。"), "12.40万元"), "carryover_in") << words;
  EXPECT_EQ(concept_name(department("年末结转结余12.40万元。"), "12.40万元"), "carryover_out");
}

TEST(Listed, WhatIsToBecomeBetterIsOfTheNextYear) {
  const auto r = read(
      "云溪县水利局2022年度部门整体支出绩效自评报告\n一、预算执行情况\n执行率94%"
      "。\n二、下一步改进措施\n一是按月通报支付进度，力争"
      "执行率达到97%。二是压实责任，把项目执行率提到98%以上。\n");
  EXPECT_NE(aspects(r, "94%").find("2022"), std::string::npos);
  EXPECT_NE(aspects(r, "97%").find("2023"), std::string::npos) << aspects(r, "97%");
  EXPECT_NE(aspects(r, "98%").find("2023"), std::string::npos) << aspects(r, "98%");
}

TEST(Listed, TheDirectionIsSaidBeforeTheFirstFigure) {
  const auto r = department(
      "收入方面，2022年共到账84万元，由一般公共预算拨款80万元、其他收入4万元组成。支出方面，全年花出去79万元。");
  EXPECT_NE(aspects(r, "84万元").find("收入"), std::string::npos) << aspects(r, "84万元");
  EXPECT_NE(aspects(r, "80万元").find("收入"), std::string::npos) << aspects(r, "80万元");
  EXPECT_NE(aspects(r, "79万元").find("支出"), std::string::npos) << aspects(r, "79万元");
}

TEST(Listed, ATableOfThingsGivesEachAScoreOfItsOwn) {
  const auto r = department(
      "|项目名称|全年预算数（万元）|全年执行数（万元）|自评得分|评价等级|\n|河道保洁|60|54|92|优|\n|山塘整治|40|40|98|"
      "优|");
  EXPECT_EQ(concept_name(r, "92"), "total_score");
  EXPECT_EQ(names(r, "92"), "~河道保洁 -");
  EXPECT_EQ(indicators(r), "");
}

TEST(Listed, WhatWasSpentOfEachThingIsNoFurtherThing) {
  const auto r = department(
      "项目支出770万元，其中智慧大厅改造420万元，支出418万元；窗口改造300万元，支出290万元；业务培训50万元，支出48万元"
      "。");
  EXPECT_EQ(breakdowns(r), "770万元 = 420万元 + 300万元 + 50万元\n");
  EXPECT_NE(aspects(r, "300万元").find("年初预算"), std::string::npos) << aspects(r, "300万元");
  EXPECT_NE(aspects(r, "290万元").find("决算"), std::string::npos) << aspects(r, "290万元");
  EXPECT_EQ(names(r, "290万元"), "~窗口改造 -");
  EXPECT_EQ(conflicts(r), "");
}

TEST(Listed, TheScoreOfTheUnitIsTheTotal) {
  for (const char* words : {"我单位得分96.79分", "本局得分96.79分", "自评得分96.79分"})
    EXPECT_EQ(concept_name(department("经自评，" + std::string(words) + "。"), "96.79分"), "total_score") << words;
}

TEST(Listed, NamesKeepTheirQuotationMarks) {
  const auto r = department("项目支出中，“出生一件事”联办平台预算120万元，支出118万元。办理“企业开办一件事”1260件。");
  EXPECT_EQ(label(r, "120万元"), "“出生一件事”联办平台预算");
  EXPECT_EQ(label(r, "1260件"), "办理“企业开办一件事”");
}

TEST(Listed, TheGradeStandsBehindTheScore) {
  const auto grade = [](const report::Report& r, const std::string& name) {
    std::string found;
    for (const auto& fact : r.facts) {
      if (fact.text_value.empty()) continue;
      for (const auto& a : fact.aspects)
        if (a.name == name) found += fact.text_value + " ";
    }
    return found;
  };
  const auto r = department(
      "1.河道保洁：预算60万元，支出54万元，自评92分，优。\n2.山塘整治：预算40万元，支出32万元，自评88分（良）。\n"
      "3.水质监测：预算20万元，支出20万元，自评95分，中央要求的点位全部监测。");
  EXPECT_EQ(grade(r, "河道保洁"), "优 ");
  EXPECT_EQ(grade(r, "山塘整治"), "良 ");
  EXPECT_EQ(grade(r, "水质监测"), "");
  const auto table = department(
      "|项目名称|全年预算数（万元）|全年执行数（万元）|自评得分|评价等级|\n|河道保洁|60|54|92|优|\n|山塘整治|40|40|88|"
      "良|");
  EXPECT_EQ(grade(table, "河道保洁"), "优 ");
  EXPECT_EQ(grade(table, "山塘整治"), "良 ");
}

}  // namespace
}  // namespace hegui::test

// What a figure is a figure of, and which figures belong together, where long reports put many of a kind side by side.
#include <gtest/gtest.h>

#include "checker/report/numbering.hpp"
#include "tests/report/facts_of.hpp"

namespace hegui::test {
namespace {

report::Report department(const std::string& text) {
  return read("云溪县水利局2022年度部门整体支出绩效自评报告\n一、基本情况\n" + text + "\n");
}

TEST(Belonging, PartsAreOfTheCountAndNotOfItsGrowth) {
  EXPECT_EQ(
      breakdowns(department("出院984人次，比上年的892人次增加92人次，增长10.31%。其中骨科641人次、外科343人次。")),
      "984人次 = 641人次 + 343人次\n");
  EXPECT_EQ(breakdowns(department("手术418台次，上年386台次，增加32台次，增长8.29%；其中三级手术156台次。")),
            "418台次 >= 156台次\n");
  EXPECT_EQ(breakdowns(department("年末在岗128人，比上年的108人增加20人，其中调入12人、新招8人。")),
            "20人 = 12人 + 8人\n");
}

TEST(Belonging, TheFigureOfTheSameParagraphIsDivided) {
  const auto r = department(
      "基本支出余额90.80万元，其中人员经费62.64万元、公用经费28.16万元。\n"
      "公用经费预算95万元，支出92万元，执行率96.84%，人均1.20万元。公用经费中，办公费42万元、差旅费50万元。");
  EXPECT_NE(breakdowns(r).find("92万元 >= 42万元 + 50万元"), std::string::npos) << breakdowns(r);
}

TEST(Belonging, WhatWasAddedToTheBudgetIsNoFirstBudget) {
  const auto r = department(
      "年初预算906万元，其中基本支出708万元，项目支出198万元。上年结转36万元。年中追加484万元，其中基本支出25万元，"
      "项目支出459万元。年中调减项目支出10万元。调整后全年预算1416万元，其中基本支出733万元，项目支出683万元。");
  EXPECT_NE(breakdowns(r).find("484万元 = 25万元 + 459万元"), std::string::npos) << breakdowns(r);
  EXPECT_EQ(concept_name(r, "459万元"), "budget_adjustment");
  EXPECT_EQ(changes(r).find("459万元"), std::string::npos) << changes(r);
}

TEST(Belonging, WhatWasSpentIsNoPartOfThePlan) {
  const auto r = department("改造预算318万元，其中上年结转86万元，当年补助232万元；支出283万元，执行率88.99%。");
  EXPECT_EQ(breakdowns(r).find("283万元"), std::string::npos) << breakdowns(r);
  EXPECT_EQ(ratios(r), "88.99% = 283万元 / 318万元\n");
}

TEST(Belonging, WhatWasPlannedIsNoPartOfWhatWasDone) {
  const auto r = department("计划征地240亩，交付228亩，其中沙湖村计划86亩、交付83亩，新桥村计划154亩、交付145亩。");
  EXPECT_NE(breakdowns(r).find("228亩 = 83亩 + 145亩"), std::string::npos) << breakdowns(r);
}

TEST(Belonging, TheSameWordsAgainDivideNothing) {
  EXPECT_EQ(breakdowns(department("追加资金中用于基本支出53万元（调标），用于项目支出371万元。")), "");
}

TEST(Belonging, WhatAFigureIsReckonedFromIsNoPartOfIt) {
  EXPECT_EQ(breakdowns(department("优先保障剩余的48个行政村（214个扣除已改造的166个）改造。")), "");
}

TEST(Belonging, TheWholeThatIsOnlyNamedIsNoneOfItsParts) {
  const auto r = department(
      "收入总计由本年收入155.50万元、年初结转8.30万元构成；支出总计由本年支出157.20万元、年末结转6.60万元构成。");
  EXPECT_EQ(label(r, "155.50万元"), "本年收入");
  EXPECT_EQ(breakdowns(r).find("155.50万元 ="), std::string::npos) << breakdowns(r);
}

TEST(Belonging, PartsOfWhatWasNotSpentWereNotSpentEither) {
  const auto r = department(
      "未执行48.60万元，分三种情况：一是基本支出17.00万元，因3人退休；二是巡回审判结余14.20万元，因合并路线；"
      "三是维修尾款17.40万元。");
  EXPECT_EQ(breakdowns(r), "48.60万元 = 17.00万元 + 14.20万元 + 17.40万元\n");
  EXPECT_EQ(concept_name(r, "17.00万元"), "carryover");
}

TEST(Belonging, TheNetValueCounts) {
  const auto r = department(
      "资产总额321万元。其中：流动资产98万元；固定资产原值286万元，累计折旧105万元，净值181万元；在建工程42万元。");
  EXPECT_NE(breakdowns(r).find("321万元 = 98万元 + 181万元 + 42万元"), std::string::npos) << breakdowns(r);
}

TEST(Belonging, AThingIsFoundByItsNameOrNotAtAll) {
  const std::string asset = "资产总额321万元，固定资产原值286万元。";
  const std::string classes = "固定资产原值按类别分：房屋及构筑物148万元，专用设备138万元。";
  EXPECT_NE(breakdowns(department(asset + "\n业务结余18万元按规定转入事业基金16万元。\n" + classes))
                .find("286万元 = 148万元 + 138万元"),
            std::string::npos);
  EXPECT_EQ(breakdowns(department("业务结余18万元转入事业基金16万元。\n" + classes)), "");
}

TEST(Belonging, BehindAllThatWereNamedANewClauseNamesNoOther) {
  EXPECT_EQ(breakdowns(department(
                "在职人员75人，分布如下：\n机关28人、院所37人、中心10人；具有副高级以上职称的18人，占24%。")),
            "75人 = 28人 + 37人 + 10人\n");
}

TEST(Belonging, TheYearsThatTheWordsCompare) {
  EXPECT_EQ(
      changes(department("2020年支出452万元，2021年支出503万元，比2020年增加51万元，增长11.28%；2022年支出568万元，"
                         "比2021年增加65万元，增长12.92%。")),
      "+ 503万元 < 452万元 : 51万元 11.28% ()\n+ 568万元 < 503万元 : 65万元 12.92% (上年)\n");
  EXPECT_EQ(
      changes(department("近三年支出分别为：2020年348万元，2021年371万元，2022年398万元；2021年比2020年增加23万元，"
                         "增长6.61%，2022年比2021年增加27万元，增长7.28%。")),
      "+ 371万元 < 348万元 : 23万元 6.61% ()\n+ 398万元 < 371万元 : 27万元 7.28% (上年)\n");
}

TEST(Belonging, TheWholeHasChangedWhereOnlyItFitsTheRate) {
  EXPECT_EQ(
      changes(department("医疗收入1986万元，其中门诊收入674万元，住院收入1312万元；比上年增加161万元，增长8.82%。")),
      "+ 1986万元 < - : 161万元 8.82% (上年)\n");
  EXPECT_EQ(
      changes(department("公务接待费2.86万元，接待31批次、268人次，人均106.72元，比上年减少0.59万元，下降17.10%。")),
      "- 2.86万元 < - : 0.59万元 17.10% (上年)\n");
}

TEST(Belonging, TheRestAndOtherThingsAreNotWhatWasToldBefore) {
  const auto rest = department("三公经费支出41.81万元；剔除购置费后，其余支出比上年减少1.32万元，下降5.22%。");
  EXPECT_EQ(changes(rest).find("41.81万元"), std::string::npos) << changes(rest);
  const auto other = department("基本支出收回46.40万元。结转资金比上年减少64万元，下降28.89%。");
  EXPECT_EQ(changes(other).find("46.40万元"), std::string::npos) << changes(other);
  EXPECT_EQ(
      changes(department("新收428件，结案440件。新收案件比2021年的370件增加58件，增长15.68%，结案比2021年的360件增加80"
                         "件，增长22.22%。")),
      "+ 428件 < 370件 : 58件 15.68% (上年)\n+ 440件 < 360件 : 80件 22.22% (上年)\n");
}

TEST(Belonging, ARateIsOfTheWholeAndOfOneYear) {
  EXPECT_EQ(ratios(department("预算240万元（政府性基金60万元，一般公共预算180万元），实际支出240万元，执行率100%。")),
            "100% = 240万元 / 240万元\n");
  EXPECT_EQ(ratios(department("全年预算500万元，本年支出480万元，年末结转20万元，支出总计500万元。预算执行率96%。")),
            "96% = 480万元 / 500万元\n");
  EXPECT_EQ(ratios(department("全年预算400万元，本年支出390万元，三年平均371万元。预算执行率97.50%。")),
            "97.50% = 390万元 / 400万元\n");
}

TEST(Belonging, AnUnnamedBudgetOfTheRevisedSumIsTheRevisedOne) {
  EXPECT_EQ(
      conflicts(department("年初支出预算980万元，其中基本支出891.20万元。\n调整后支出预算1010万元，其中基本支出916万元"
                           "。\n基本支出预算916万元，实际支出900万元。")),
      "");
  EXPECT_NE(
      conflicts(department("年初支出预算980万元，其中基本支出891.20万元。\n基本支出预算892.10万元，实际支出880万元。")),
      "");
}

TEST(Belonging, WhatStandsBehindTheFigureIsCounted) {
  EXPECT_EQ(conflicts(department("执行率得9.50分、产出得47.50分、效益得40.00分；产出扣2.50分为2处未完工。\n"
                                 "执行率得9.50分、产出得49.00分、效益得40.00分；产出扣1.00分为1处未验收。")),
            "");
}

TEST(Belonging, EachOfThemHasSoMany) {
  EXPECT_TRUE(department("骨科、脾胃科各有1名骨干外出进修。").enumerations.empty());
}

TEST(Belonging, ANumberMayStandBeforeAFigure) {
  const auto r =
      department("1.维修36处；\n2.发掘不少于2处；\n3.采集42个洞窟；\n4.54家博物馆免费开放；\n5.安全事故零发生；");
  std::vector<std::uint32_t> ordinals;
  for (const auto& section : r.sections)
    if (section.ordinal > 1 || !ordinals.empty()) ordinals.push_back(section.ordinal);
  EXPECT_EQ(ordinals, (std::vector<std::uint32_t>{2, 3, 4, 5}));
}

}  // namespace
}  // namespace hegui::test

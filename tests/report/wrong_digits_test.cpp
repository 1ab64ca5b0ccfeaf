// Relations that only show when a digit is wrong: figures said again in other words, wholes of the sentence before,
// shares in the order of the parts, targets of another chapter.
#include <gtest/gtest.h>

#include "tests/report/facts_of.hpp"

namespace hegui::test {
namespace {

report::Report department(const std::string& text) {
  return read("云溪县水利局2022年度部门整体支出绩效自评报告\n一、主要绩效\n" + text + "\n");
}

TEST(WrongDigits, ShortFiguresBetweenTheSameWords) {
  EXPECT_EQ(conflicts(department("1.概述。一是深入开展河湖巡查活动，全县30家单位通过步巡、船巡等形式，巡查河段。\n"
                                 "2.详述。深入开展河湖巡查活动，全县31家单位通过步巡、船巡等形式，巡查河段。")),
            "30家 <> 31家\n");
  // Other words behind: another thing may be meant.
  EXPECT_EQ(conflicts(department("1.概述。一是深入开展河湖巡查活动，全县30家单位参加。\n"
                                 "2.详述。深入开展河湖巡查活动，全县31个镇完成整改。")),
            "");
}

TEST(WrongDigits, RatesBehindAFigureThatIsSaidAgain) {
  const std::string first = "1.概述。受理用水申请55116件，办理率74.73%，好评率99.94%。\n";
  EXPECT_EQ(conflicts(department(first + "2.详述。全年受理用水申请55116件，用水事项办理率达75.73%，总好评率99.94%。")),
            "74.73% <> 75.73%\n");
  EXPECT_EQ(conflicts(department(first + "2.详述。全年受理用水申请55116件，用水事项办理率达74.73%，总好评率99.94%。")),
            "");
}

TEST(WrongDigits, TheWholeStandsInTheSentenceBefore) {
  EXPECT_EQ(ratios(department("共承办用水热线961件，其中：已归档908件，办理中53件。已答复912件，答复率94.9%。")),
            "94.9% = 912件 / 961件\n");
  EXPECT_EQ(ratios(department("共承办用水热线961件，其中：已归档908件，办理中53件。已答复912件，答复率95.9%。")),
            "95.9% = 912件 / 961件\n");
}

TEST(WrongDigits, TwoCountsThatNearlyGiveTheRate) {
  EXPECT_EQ(ratios(department("应填写取水户877户，抽查120户，已填写取水户875户，台账完成率99.77%。")),
            "99.77% = 875户 / 877户\n");
  EXPECT_EQ(ratios(department("应填写取水户877户，抽查120户，已填写取水户885户，台账完成率99.77%。")),
            "99.77% = 885户 / 877户\n");
  // More than a digit is off: nothing says that the rate is theirs.
  EXPECT_EQ(ratios(department("应填写取水户877户，抽查120户，已填写取水户613户，台账完成率99.77%。")), "");
}

TEST(WrongDigits, EveryProjectHasItsGrade) {
  EXPECT_EQ(breakdowns(department("组织对7个项目开展绩效自评，自评等级5个为“优”、1个为“良”。")), "7个 = 5个 + 1个\n");
  EXPECT_EQ(breakdowns(department("组织对7个项目开展绩效自评，5个为优，其余2个为良。")), "7个 >= 5个 + 2个\n");
}

TEST(WrongDigits, TheTargetStandsInAnotherChapter) {
  EXPECT_EQ(changes(read("云溪县水利局2022年度部门整体支出绩效自评报告\n一、绩效目标\n完成农村饮水改造18个村。\n"
                         "二、主要绩效\n完成饮水改造15个村，较目标少4个村，原因是管材供应不及时。\n")),
            "- 15个 < 18个 : 4个 - (目标值)\n");
}

TEST(WrongDigits, ACountComparedWithLastYearsBeforeItsDifference) {
  const auto r = department("注册志愿者达到3420人，比上年3150人增加270人，增长7.89%。");
  EXPECT_EQ(changes(r), "+ 3420人 < 3150人 : 270人 7.89% (上年)\n");
  EXPECT_EQ(breakdowns(r), "");
}

TEST(WrongDigits, SharesInTheOrderOfTheParts) {
  const auto r =
      department("全年预算1260万元（市级专项756万元，区级配套378万元，街道自筹126万元），三项分别占60%、35%、10%。");
  EXPECT_EQ(ratios(r), "60% = 756万元 / 1260万元\n35% = 378万元 / 1260万元\n10% = 126万元 / 1260万元\n");
}

TEST(WrongDigits, ARateBehindTargetAndActual) {
  EXPECT_EQ(ratios(department("目标按时发放12次，实际按时发放11次，及时率92.67%。")), "92.67% = 11次 / 12次\n");
  // On time is not how many: without a slip of one digit it is measured otherwise.
  EXPECT_EQ(ratios(department("目标发放12次，实际发放11次，及时率100%。")), "");
}

TEST(WrongDigits, TwoDigitsThatChangedPlaces) {
  const std::string twice = "1.摸底。全县登记取水户3750户。\n2.核查。实际入户核查3750户。\n";
  EXPECT_EQ(conflicts(department(twice + "3.问题。人手少，面对全县3570户用水家庭，更新滞后。")), "3750户 <> 3570户\n");
  EXPECT_EQ(conflicts(department(twice + "3.问题。人手少，面对全县3580户用水家庭，更新滞后。")), "");
}

TEST(Lists, IncomeThatHoldsWhatWasCarriedInIsAGrandTotal) {
  const auto r = department("收入总计110万元，其中：上年结转10万元，本年一般公共预算财政拨款100万元。");
  EXPECT_EQ(concept_name(r, "110万元"), "grand_total");
}

TEST(Items, AClauseWithAFigureOfItsOwnNamesNoTopic) {
  const auto r = department("年中追加稳外贸促消费专项220万元，全年预算数1700万元，全年支出1632万元，预算执行率96%。");
  EXPECT_EQ(aspects(r, "1632万元"), "决算 ~部门整体 (一般公共预算) 支出 ~2022");
}

TEST(Items, AProjectNamedLikeAPlace) {
  const auto r = department("个别项目推进缓慢，其中渣土智能监管平台项目预算200万元，执行率仅65%。");
  EXPECT_EQ(names(r, "200万元"), "渣土智能监管平台 -");
}

TEST(SentenceIndicators, WeightInTheSentenceOfTheName) {
  EXPECT_EQ(indicators(department("1.定期复核人次，分值8分。目标1400人次，实际1316人次，得8分。\n"
                                  "2.准确率（权重8分）：抽查400户，出现差错的原因是登记不及时，扣0.5分，得7.5分。")),
            "定期复核人次 8分 8分 1400人次 1316人次 -\n"
            "准确率 8分 7.5分 - - 原因是登记不及时，扣0.5分，得7.5分\n");
  EXPECT_EQ(indicators(department("评价实行百分制（满分100分），自评得分98分。")), "");
}

TEST(Contrast, TheWordsOfOrderMaySpeakOfTheParagraphAbove) {
  EXPECT_EQ(changes(department(
                "三公经费支出决算22万元，全年预算26万元。\n决算数比上年23万元减少1万元。决算数大于预算数的主要原因"
                "是压缩陪餐人数。")),
            "- - < 23万元 : 1万元 - (上年)\n+ 22万元 < 26万元 : - - (年初预算)\n");
}

TEST(Contrast, ManagingTargetsIsNoTarget) {
  const auto r = department("2022年纳入绩效目标管理的项目26个，年度目标新建泵站3座。");
  EXPECT_EQ(concept_name(r, "26个"), "project_count");
  EXPECT_EQ(concept_name(r, "3座"), "target");
}

TEST(Contrast, TheBudgetThatWasFulfilledIsNotWhatTheSentenceSpeaksOf) {
  const auto r = department("一般公共预算支出决算100万元，完成年初预算80万元的125%，比上年增加20万元，增长25%。");
  EXPECT_EQ(changes(r), "+ 100万元 < - : 20万元 25% (上年)\n");
}

TEST(SentenceIndicators, UnderAHeadingInTheSameParagraphWithItsRate) {
  const auto r = department("（一）项目决策情况。指标分值20分，得分18分，得分率90%。扣分原因：目标未量化，扣2分。");
  EXPECT_EQ(concept_name(r, "18分"), "indicator_score");
  EXPECT_EQ(indicators(r), "项目决策情况 20分 18分 - - 扣分原因：目标未量化，扣2分\n");
}

TEST(SentenceIndicators, WeightInAListAndScoreUnderTheHeading) {
  EXPECT_EQ(indicators(read(
                "云溪县水利局2022年度部门整体支出绩效自评报告\n一、绩效分析\n满分为100分，其中预算执行率10分、产出指标"
                "90分。\n（一）预算执行率\n执行率98.00%，按分值折算，得9.80分。\n（二）产出指标\n"
                "1.灌溉面积，分值90分。完成灌溉，得90分。\n")),
            "预算执行率 10分 9.80分 - - -\n灌溉面积 90分 90分 - - -\n");
}

TEST(Lists, TheSumBehindItsParts) {
  const auto r = department("中央资金3580万元，地方配套420万元，合计4000万元，到位率100%。");
  EXPECT_EQ(breakdowns(r), "4000万元 = 3580万元 + 420万元\n");
  EXPECT_EQ(names(r, "4000万元"), "- -");
  EXPECT_EQ(breakdowns(department("中央资金3580万元，地方配套420万元，合计5200万元。")), "");
}

TEST(Lists, ATargetIsNoWhole) {
  const auto r = department("冷链设施建设目标值60个，实际完成57个，3个因用地手续未办结延期。");
  EXPECT_EQ(indicators(r), "冷链设施建设 - - 60个 57个 因用地手续未办结延期\n");
}

TEST(Lists, OfAScopeNamedBefore) {
  const std::string list = "商品和服务支出268万元。商品和服务支出中，办公费31万元，公务接待费5万元，";
  EXPECT_EQ(breakdowns(department(list + "其他商品和服务支出222万元。")), "268万元 = 31万元 + 5万元 + 222万元\n");
  EXPECT_EQ(breakdowns(department(list + "差旅费22万元。")), "268万元 >= 31万元 + 5万元 + 22万元\n");
}

TEST(Lists, SomeOfWhatWasNamedOnly) {
  EXPECT_EQ(breakdowns(
                department("项目支出985万元，主要用于河堤修复、环境整治、村级运转等，其中河堤修复268万元、村级运转341万"
                           "元。")),
            "985万元 >= 268万元 + 341万元\n");
}

TEST(Items, CodesOfClassGroupAndItem) {
  const auto r =
      department("1.农林水支出（213）水利（03）水利工程运行与维护（06）。年初预算560.00万元，支出决算540.70万元。");
  EXPECT_EQ(names(r, "540.70万元"), "~水利工程运行与维护 -");
}

TEST(Items, TheRevisedBudgetIsNotTheAddedSums) {
  const auto r = department("年中县财政局下达薄弱环节改善资金213.50万元，调整后全年预算4500.00万元。");
  EXPECT_EQ(names(r, "4500.00万元"), "- -");
}

}  // namespace
}  // namespace hegui::test

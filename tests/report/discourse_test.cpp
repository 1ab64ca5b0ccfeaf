// How sentences hang together: subjects that are left out, parts in the next paragraphs, what a figure is compared
// with, figures said again.
#include <gtest/gtest.h>

#include "tests/report/facts_of.hpp"

namespace hegui::test {
namespace {

report::Report department(const std::string& text) {
  return read("云溪县水利局2022年度部门整体支出绩效自评报告\n一、基本情况\n" + text + "\n");
}

TEST(Discourse, AChangeBehindAListIsOfTheWhole) {
  const auto r = department("全年支出105万元，其中：基本支出65万元，项目支出40万元，比上年增加5万元，增长5%。");
  EXPECT_EQ(changes(r), "+ 105万元 < - : 5万元 5% (上年)\n");
  EXPECT_EQ(aspects(r, "5万元"), "~决算 ~部门整体 (一般公共预算) ~支出 ~2022");
}

TEST(Discourse, AChangeInThePartsOwnClauseIsThePartsOwn) {
  EXPECT_EQ(changes(department(
                "三公经费支出14万元，其中：公务接待费4万元，比上年减少1万元；公务用车运行维护费10万元，比上年增加2"
                "万元。")),
            "- 4万元 < - : 1万元 - (上年)\n+ 10万元 < - : 2万元 - (上年)\n");
  EXPECT_EQ(changes(department(
                "三公经费支出14万元，其中公务接待费4万元，公务用车运行维护费10万元，公务接待费比上年减少1万元。")),
            "- 4万元 < - : 1万元 - (上年)\n");
}

TEST(Discourse, TwoComparisonsOfOneFigure) {
  const auto r = department(
      "三公经费决算32万元，比年初预算45万元减少13万元，下降28.89%；比2021年决算数36万元减少4万元，下降11.11%。");
  EXPECT_EQ(changes(r), "- 32万元 < 45万元 : 13万元 28.89% (年初预算)\n- 32万元 < 36万元 : 4万元 11.11% (上年)\n");
  EXPECT_EQ(aspects(r, "13万元"), "~决算 ~三公经费 (一般公共预算) ~支出 ~2022");
}

TEST(Discourse, WhatItIsComparedWithMayComeLast) {
  EXPECT_EQ(changes(department("培训3215人次，比上年增加415人次，增长14.82%，上年为2800人次。")),
            "+ 3215人次 < 2800人次 : 415人次 14.82% (上年)\n");
}

TEST(Discourse, RatesChangeByPointsOrPercent) {
  EXPECT_EQ(changes(department("水质合格率96%，比上年90%提高6个百分点。")), "+ 96% < 90% : 6个百分点 - (上年)\n");
  EXPECT_EQ(changes(department("供水保证率由85%提高到95%，提高10个百分点。")), "+ 95% < 85% : 10个百分点 - ()\n");
}

TEST(Discourse, TheYearBehindAWordOfComparisonIsNotTheYearOfTheFigure) {
  const auto r = department("与2021年度相比，支出总额增加12万元，增长3%。");
  EXPECT_EQ(aspects(r, "12万元"), "(决算) 部门整体 (一般公共预算) 支出 ~2022");
}

TEST(Discourse, FirstBudgetAndAdditionMakeTheRevisedBudget) {
  EXPECT_EQ(changes(department("年初预算150.00万元，年中追加预算18.00万元，全年预算168.00万元。")),
            "+ 168.00万元 < 150.00万元 : 18.00万元 - (年初预算)\n");
}

TEST(Discourse, ActualHeldAgainstTheBudgetInWords) {
  EXPECT_EQ(changes(department("年初预算90万元，支出决算80万元。决算数小于预算数的主要原因是项目招标节约。")),
            "- 80万元 < 90万元 : - - (年初预算)\n");
}

TEST(Discourse, ReasonsOfChanges) {
  const auto r = department(
      "公用经费支出20万元，比上年减少2万元，主要原因是压减会议。差旅费支出8万元，比上年增加1万元。主要是下乡增多。");
  ASSERT_EQ(r.changes.size(), 2U);
  EXPECT_EQ(r.changes[0].reason, "主要原因是压减会议");
  EXPECT_EQ(r.changes[1].reason, "主要是下乡增多");
}

TEST(Discourse, SharesOfAllParts) {
  const auto r = department("本年支出100万元，其中：基本支出60万元，占60%；项目支出40万元，占40%。");
  ASSERT_EQ(r.breakdowns.size(), 1U);
  EXPECT_EQ(r.breakdowns[0].shares.size(), 2U);
  EXPECT_EQ(ratios(r), "60% = 60万元 / 100万元\n40% = 40万元 / 100万元\n");
}

TEST(Discourse, ASharesOwnSubjectIsItsPart) {
  const auto r = department(
      "三公经费决算20万元。公务接待费5万元，公务用车运行维护费15万元。公务接待费占25%，公务用车运行维护费占75%。");
  EXPECT_EQ(ratios(r), "25% = 5万元 / 20万元\n75% = 15万元 / 20万元\n");
  EXPECT_EQ(aspects(r, "25%"), "(决算) 公务接待费 (一般公共预算) ~支出 ~2022");
}

TEST(Discourse, TheWholeOfAShareByItsName) {
  EXPECT_EQ(ratios(department(
                "本年支出合计200万元。\n二、一般公共预算支出情况\n一般公共预算支出150万元，占本年支出合计的75%。")),
            "75% = 150万元 / 200万元\n");
}

TEST(Discourse, ARateKeepsItsOperandsWhenTheyDoNotAgree) {
  EXPECT_EQ(ratios(department("全年预算200万元，全年支出150万元，预算执行率78%。")), "78% = 150万元 / 200万元\n");
  EXPECT_EQ(ratios(department("收回有效问卷386份，表示满意的359份，群众满意度83%。")), "83% = 359份 / 386份\n");
}

TEST(Discourse, ARateOfPartOfTheYearIsNotTheYears) {
  const auto r = department("全年预算200万元，全年支出150万元，预算执行率75%。上半年预算执行率仅为30%。");
  EXPECT_EQ(ratios(r), "75% = 150万元 / 200万元\n");
  EXPECT_EQ(concept_name(r, "30%"), "interim_rate");
  EXPECT_EQ(conflicts(r), "");
}

TEST(Discourse, AnAdditionsShareOfTheBudgetIsNoExecutionRate) {
  EXPECT_EQ(concept_name(department("年初预算200万元，全年追加预算占年初预算的13%。"), "13%"), "share");
}

TEST(Discourse, TheStatesOfACountAreAllOfIt) {
  EXPECT_EQ(breakdowns(department("设定绩效指标35个，完成32个，部分完成2个，未完成2个。")),
            "35个 = 32个 + 2个 + 2个\n");
  EXPECT_EQ(breakdowns(department("受理办件268个，审批类38件，备案类229件，核准类1件。")),
            "268个 = 38件 + 229件 + 1件\n");
}

TEST(Discourse, PartsOverNumberedParagraphs) {
  EXPECT_EQ(
      breakdowns(department(
          "项目支出100万元，包括：\n（1）水库除险60万元，完工2座；\n（2）河道清淤30万元；\n（3）宣传培训10万元。")),
      "100万元 = 60万元 + 30万元 + 10万元\n");
}

TEST(Discourse, AListGoesOnAboutWhatTheHeadingNames) {
  const auto r = department(
      "（一）三公经费决算情况\n三公经费决算12万元。其中公务接待费占25%。具体情况如下：\n1.公务用车运行维护费9万元。\n"
      "2.公务接待费3万元，接待20批次。");
  EXPECT_EQ(breakdowns(r), "12万元 = 9万元 + 3万元\n");
}

TEST(Discourse, TheSameFigureInTheSameWords) {
  const auto r = department(
      "1.概述。全县共受理审批服务事项27982件。\n2.详述。今年以来，全县共受理审批服务事项27982件，群众反映良好。");
  std::size_t repeated = 0;
  for (const auto& fact : r.facts) repeated += fact.repeated_at.size();
  EXPECT_EQ(repeated, 1U);
  EXPECT_NE(conflicts(department("1.概述。全县共受理审批服务事项27982件。\n2.详述。全县共受理审批服务事项27983件。")),
            "");
}

TEST(Discourse, CapitalAmountsAreTheSameFigure) {
  const auto r = department("公务接待费决算71,284.50元（大写：人民币柒万壹仟贰佰捌拾肆元伍角整）。");
  EXPECT_EQ(breakdowns(r), "");
  EXPECT_EQ(conflicts(r), "");
  EXPECT_NE(conflicts(department("公务接待费决算71,284.50元（大写：人民币柒万壹仟捌佰贰拾肆元伍角整）。")), "");
}

}  // namespace
}  // namespace hegui::test

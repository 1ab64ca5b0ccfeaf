#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/findings/sample.hpp"

namespace hegui::findings {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

TEST(Fold, AFinerRuleAbsorbsTheGeneralOneOnTheSameTotal) {
  Sample sample("三公经费10万元，其中接待费4万元，车辆费5万元。");
  sample.rule("SG-02").refines = {"GJ-01"};
  const auto total = sample.fact("10万元"), a = sample.fact("4万元"), b = sample.fact("5万元");
  sample.fails("GJ-01", "合计不符。", {total, a, b});
  sample.fails("SG-02", "三公经费合计不符。", {total, a, b});
  const auto told = sample.told();
  ASSERT_THAT(told.findings, SizeIs(1));
  EXPECT_EQ(told.findings[0].rule, "SG-02");
  EXPECT_THAT(told.findings[0].also, ElementsAre("GJ-01"));
}

TEST(Fold, AGeneralFindingOnAnotherTotalStays) {
  Sample sample("三公经费10万元，接待费4万元。\n项目支出30万元，甲12万元。");
  sample.rule("SG-02").refines = {"GJ-01"};
  sample.fails("GJ-01", "合计不符。", {sample.fact("30万元"), sample.fact("12万元")});
  sample.fails("SG-02", "三公经费合计不符。", {sample.fact("10万元"), sample.fact("4万元")});
  EXPECT_THAT(sample.told().findings, SizeIs(2));
}

TEST(Fold, RefinementIsTransitive) {
  Sample sample("合计10万元。");
  sample.rule("A-1").refines = {"B-1"};
  sample.rule("B-1").refines = {"C-1"};
  const auto fact = sample.fact("10万元");
  for (const char* id : {"C-1", "B-1", "A-1"}) sample.fails(id, id, {fact});
  const auto told = sample.told();
  ASSERT_THAT(told.findings, SizeIs(1));
  EXPECT_EQ(told.findings[0].rule, "A-1");
  EXPECT_THAT(told.findings[0].also, ElementsAre("B-1", "C-1"));
}

TEST(Fold, RulesThatRefineEachOtherBothStay) {
  Sample sample("合计10万元。");
  sample.rule("A-1").refines = {"B-1"};
  sample.rule("B-1").refines = {"A-1"};
  const auto fact = sample.fact("10万元");
  sample.fails("A-1", "甲", {fact});
  sample.fails("B-1", "乙", {fact});
  EXPECT_THAT(sample.told().findings, SizeIs(2));
}

TEST(Fold, EqualFindingsAreOneWithAllPlaces) {
  Sample sample("支出80万元。\n又，支出80万元。");
  sample.fails("GJ-10", "执行率不符。", {sample.fact("80万元")});
  sample.fails("GJ-10", "执行率不符。", {sample.fact("80万元", 1)});
  const auto told = sample.told();
  ASSERT_THAT(told.findings, SizeIs(1));
  EXPECT_EQ(told.findings[0].occurrences, 2U);
  ASSERT_THAT(told.findings[0].evidence, SizeIs(2));
  EXPECT_EQ(told.findings[0].evidence[0].line, 1U);
  EXPECT_EQ(told.findings[0].evidence[1].line, 2U);
}

TEST(Fold, DifferentMessagesOnEqualWordsStayApartWithDifferentIds) {
  Sample sample("甲105%。\n乙105%。");
  sample.fails("KJ-03", "甲超过100%。", {sample.fact("105%")});
  sample.fails("KJ-03", "乙超过100%。", {sample.fact("105%", 1)});
  const auto told = sample.told();
  ASSERT_THAT(told.findings, SizeIs(2));
  EXPECT_NE(told.findings[0].id, told.findings[1].id);
}

TEST(Fold, GatherWholeReportMakesOneFinding) {
  Sample sample("截至10月完成一。\n截至11月完成二。");
  sample.rule("ZX-16").gather = dsl::Gather::report;
  sample.fails_at("ZX-16", "“截至10月”不是全年。", sample.at("截至10月"));
  sample.fails_at("ZX-16", "“截至11月”不是全年。", sample.at("截至11月"));
  const auto told = sample.told();
  ASSERT_THAT(told.findings, SizeIs(1));
  EXPECT_THAT(told.findings[0].evidence, SizeIs(2));
}

TEST(Fold, GatherByValueJoinsEqualFiguresOnly) {
  Sample sample("甲5万元。\n乙5万元。\n丙6万元。");
  sample.rule("R-1").gather = dsl::Gather::same_value;
  sample.fails("R-1", "甲", {sample.fact("5万元")});
  sample.fails("R-1", "乙", {sample.fact("5万元", 1)});
  sample.fails("R-1", "丙", {sample.fact("6万元")});
  EXPECT_THAT(sample.told().findings, SizeIs(2));
}

TEST(Fold, GatherByChapterJoinsWithinATopHeading) {
  Sample sample("一、甲\n5万元，6万元。\n二、乙\n7万元。");
  sample.section("甲", "一、", "5万元");
  sample.section("乙", "二、", "7万元");
  sample.rule("R-1").gather = dsl::Gather::chapter;
  for (const char* words : {"5万元", "6万元", "7万元"}) sample.fails("R-1", words, {sample.fact(words)});
  EXPECT_THAT(sample.told().findings, SizeIs(2));
}

TEST(Fold, PassedAndUndeterminedOutcomesAreNoFindings) {
  Sample sample("支出80万元。");
  sample.fails("A-1", "x").verdict = engine::Verdict::passed;
  sample.fails("A-1", "x").verdict = engine::Verdict::undetermined;
  sample.fails("A-1", "x").verdict = engine::Verdict::not_applicable;
  EXPECT_THAT(sample.told().findings, SizeIs(0));
}

}  // namespace
}  // namespace hegui::findings

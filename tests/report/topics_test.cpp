// What one sentence passes on to the next: the project it is about, and not the last of several things told one by one.
#include <gtest/gtest.h>

#include "tests/report/facts_of.hpp"

namespace hegui::test {
namespace {

report::Report department(const std::string& text) {
  return read("云溪县水利局2022年度部门整体支出绩效自评报告\n一、基本情况\n" + text + "\n");
}

TEST(Topics, TheLastOfSeveralSourcesIsNotThatOfTheNextSentence) {
  const auto r =
      department("中央资金投入120万元，省级资金投入80万元，县级资金投入50万元。全年执行资金245万元，执行率98%。");
  EXPECT_EQ(aspects(r, "245万元"), "决算 ~部门整体 (一般公共预算) ~支出 ~2022");
  EXPECT_EQ(aspects(r, "98%"), "- ~部门整体 (一般公共预算) ~支出 ~2022");
  // One source alone is still what the next sentence speaks of.
  EXPECT_EQ(aspects(department("中央资金投入120万元。全年执行资金118万元。"), "118万元"),
            "决算 ~部门整体 ~中央资金 ~支出 ~2022");
}

TEST(Topics, AnAsideAboutOneSourceIsNotWhatTheNextSentenceIsAbout) {
  const auto r = department(
      "中央、省级财政计划投入资金147.60万元，实际到账144.40万元，省级补助资金3.20万元纳入下年预算。全年发放补助资金273."
      "46"
      "万元。");
  EXPECT_EQ(aspects(r, "273.46万元").find("省级资金"), std::string::npos) << aspects(r, "273.46万元");
}

TEST(Topics, WhatASourceCameToIsNoBudgetEvenInAChapterOfGoals) {
  const auto r = read(
      "云溪县水利局2022年度部门整体支出绩效自评报告\n一、绩效目标分解下达情况\n中央资金下达776.84万元，省级资金下达290."
      "36"
      "万元。\n截止年底中央资金完成636.75万元，预算执行率81.97%，省级资金完成288.26万元，预算执行率99.28%。\n");
  EXPECT_EQ(aspects(r, "288.26万元"), "决算 ~部门整体 省级资金 ~支出 ~2022");
  EXPECT_EQ(conflicts(r), "");
}

TEST(Topics, MoneyOfOneKindComesFromSeveralLevels) {
  EXPECT_EQ(breakdowns(department(
                "彩票公益金共投入资金250万元。其中中央资金投入120万元，省级资金投入80万元，县级资金投入50万元。")),
            "250万元 = 120万元 + 80万元 + 50万元\n");
  // Money of another kind, or raised otherwise, is no part of it.
  const auto other =
      breakdowns(department("一般公共预算投入138万元，其中中央资金101万元，政府性基金17万元，自筹资金20万元。"));
  EXPECT_EQ(other.find("17万元"), std::string::npos) << other;
  EXPECT_EQ(other.find("20万元"), std::string::npos) << other;
}

TEST(Topics, TheLastOfSeveralScopesIsNotThatOfTheNextSentence) {
  const auto r = department("基本支出预算300万元，项目支出预算200万元。全年执行490万元。");
  EXPECT_EQ(aspects(r, "490万元"), "决算 ~部门整体 (一般公共预算) ~支出 ~2022");
}

TEST(Topics, ABoundRightBeforeWhatWasReachedIsItsTarget) {
  const auto r = department("数量指标：布防飞机数量≥6架，实际布防6架；飞行时长≥928小时，实际飞行时长909.93小时。");
  EXPECT_EQ(indicators(r), "布防飞机数量 - - 6架 6架 -\n飞行时长 - - 928小时 909.93小时 -\n");
  // Other units, or the next sentence: no pair.
  EXPECT_EQ(indicators(department("布防飞机数量≥6架，实际飞行909.93小时。")), "");
  EXPECT_EQ(indicators(department("布防飞机数量≥6架。实际布防6架。")), "");
}

TEST(Topics, WhatWasSpentSoFarIsOfTheSumBeforeIt) {
  const char* whole = "2022年到县衔接资金618万元，由中央342万元、省级276万元两级资金组成。";
  EXPECT_EQ(names(department(std::string(whole) + "截至2022年12月31日支出605.64万元。"), "605.64万元"), "~到县衔接 -");
  // What says that it is of the whole unit, or is more than the sum, is of another.
  EXPECT_EQ(names(department(std::string(whole) + "全年支出605.64万元。"), "605.64万元"), "- -");
  EXPECT_EQ(names(department(std::string(whole) + "截至2022年12月31日支出905.64万元。"), "905.64万元"), "- -");
}

}  // namespace
}  // namespace hegui::test

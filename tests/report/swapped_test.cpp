// Two digits exchanged: the same figure in two places, told apart from two figures that have nothing in common.
#include <gtest/gtest.h>

#include "tests/report/facts_of.hpp"

namespace hegui::test {
namespace {

TEST(Swapped, TheNameMayStandBehindTheFigure) {
  const auto report = read(
      "2022年度单位整体支出绩效自评报告\n\n全年门急诊38420人次。\n\n一、结论\n全年38240人次门急诊的任务平稳完成。\n");
  EXPECT_EQ(conflicts(report), "38420人次 <> 38240人次\n");
}

TEST(Swapped, TheTextUnderAHeadingAndTheRowOfThatName) {
  const auto report = read(
      "2023年度部门整体支出绩效自评报告\n\n表1 项目支出情况表（单位：万元）\n| 项目 | 年初预算 | 执行数 |\n"
      "| 河道清淤 | 520.00 | 511.48 |\n| 闸门维护 | 300.00 | 286.20 |\n\n二、项目情况\n（一）河道清淤\n"
      "全年支出511.84万元，用于机械租赁。\n");
  EXPECT_EQ(conflicts(report), "511.48 <> 511.84万元\n");
}

TEST(Swapped, WithoutACommonWordTheyAreTwoFigures) {
  const auto report =
      read("2022年度单位整体支出绩效自评报告\n\n门诊接诊38420人次。\n\n一、宣传\n全年38240人次观看短片。\n");
  EXPECT_EQ(conflicts(report), "");
}

TEST(Swapped, ShortFiguresNeedTheSameName) {
  const auto report =
      read("2022年度部门整体支出绩效自评报告\n\n受理农户申报486件。\n\n一、成效\n农户培训现场答疑468件。\n");
  EXPECT_EQ(conflicts(report), "");
}

TEST(Swapped, OneWrongPlaceIsToldOnce) {
  const auto report = read(
      "2022年度单位整体支出绩效自评报告\n\n全年门急诊38420人次。\n\n| 指标 | 完成值 |\n| 门急诊人次 | 38420人次 "
      "|\n| 出院人次 | 3120人次 |\n\n一、结论\n全年38240人次门急诊的任务平稳完成。\n");
  EXPECT_EQ(conflicts(report), "38420人次 <> 38240人次\n");
}

}  // namespace
}  // namespace hegui::test

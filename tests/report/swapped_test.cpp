// Two digits exchanged: the same figure in two places, told apart from two figures that have nothing in common.
#include <gtest/gtest.h>

#include "tests/report/facts_of.hpp"

namespace hegui::test {
namespace {

TEST(Swapped, PartsThatHaveChangedPlaces) {
  const std::string title = "云溪县司法局2022年“三公”经费预算情况说明\n";
  const std::string table =
      "单位：万元\n| 项目 | 2022年预算数 |\n|---|---|\n| 公务用车购置费 | 50 |\n| 公务用车运行费 | 25 |\n";
  EXPECT_EQ(conflicts(read(title + table + "2022年公务用车运行费支出预算50万元；公务用车购置费支出预算25万元。\n")),
            "50 <> 25万元\n25 <> 50万元\n");
  EXPECT_EQ(conflicts(read(title + table + "2022年公务用车运行费支出预算60万元；公务用车购置费支出预算15万元。\n")),
            "");
}

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

TEST(Swapped, ARateOfOneNameWrittenInTwoWays) {
  const auto report = read(
      "2020年度部门整体支出绩效自评报告\n\n学生满意度94.67%；用人单位满意度95.2%。\n\n四、结论\n学生满意度94.76%"
      "，高于目标。\n");
  EXPECT_EQ(conflicts(report), "94.67% <> 94.76%\n");
}

TEST(Swapped, ALongNameBehindOneFigureAndBeforeTheOther) {
  const auto report =
      read("2023年度部门整体支出绩效自评报告\n\n培育高素质农民310人。\n\n四、效益\n培训的301人高素质农民全部入库。\n");
  EXPECT_EQ(conflicts(report), "310人 <> 301人\n");
}

TEST(Swapped, ASeldomUnitNeedsTwoCharactersOfTheName) {
  EXPECT_EQ(
      conflicts(read("2019年度项目支出绩效自评报告\n\n全年提供助餐142.60万客次。\n\n四、效益\n146.20万客次的助餐服务"
                     "缓解了吃饭难。\n")),
      "142.60万客次 <> 146.20万客次\n");
  EXPECT_EQ(
      conflicts(read("2019年度项目支出绩效自评报告\n\n全年提供助餐142.60万客次。\n\n四、效益\n146.20万客次的公交出行"
                     "更方便。\n")),
      "");
}

TEST(Swapped, ARateOfTheTableAndTheVerbBehindItsName) {
  const auto report = read(
      "2023年度项目支出绩效自评报告\n\n用水户满意度达到98.3%。\n\n| 指标 | 目标值 | 完成值 |\n| 用水户满意度 | ≥90% | "
      "93.8% |\n| "
      "供水保证率 | ≥95% | 95.6% |\n");
  EXPECT_EQ(conflicts(report), "98.3% <> 93.8%\n");
}

TEST(Swapped, TheEndOfBothNames) {
  const auto report = read(
      "2024年度项目支出绩效自评报告\n\n共开展补贴性职业技能培训8460人次。\n\n六、问题\n全市开展补贴性职业技能培训8640人"
      "次。\n");
  EXPECT_EQ(conflicts(report), "8460人次 <> 8640人次\n");
}

}  // namespace
}  // namespace hegui::test

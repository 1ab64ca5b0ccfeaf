// Numbers that an export or a typist damaged: the neighbours tell what they were.
#include <gtest/gtest.h>

#include "tests/report/plain_report.hpp"

namespace hegui::test {
namespace {

TEST(OutlineDamage, ArabicNumberAmongChineseChaptersIsAChapter) {
  const auto report = plain_report(
      "1、 预算单位基本情况\n（一）主要职能：\n1.牵头改革工作。\n2.协调建设工作。\n（二）机构情况：\n内设5个股室。\n"
      "二、支出情况\n支出100万元。\n3、 下一步改进措施\n1、进一步完善财务管理体制，提高效益。\n"
      "2、加强绩效监控，首先要制定流程。\n四、公开情况\n1、全文公开。\n");
  ASSERT_GE(report.sections.size(), 3U);
  EXPECT_EQ(outline_of(report),
            "1|1、 |预算单位基本情况\n2|（一）|主要职能\n-3|1.|牵头改革工作\n-3|2.|协调建设工作\n2|（二）|机构情况\n"
            "1|二、|支出情况\n1|3、 |下一步改进措施\n-2|1、|进一步完善财务管理体制，提高效益\n"
            "-2|2、|加强绩效监控，首先要制定流程\n1|四、|公开情况\n-2|1、|全文公开\n");
}

TEST(OutlineDamage, TheLastChapterMayBeDamagedToo) {
  const auto report = plain_report("一、基本情况\n略。\n二、存在的问题\n略。\n3、改进措施\n加强管理。\n");
  EXPECT_EQ(outline_of(report), "1|一、|基本情况\n1|二、|存在的问题\n1|3、|改进措施\n");
}

TEST(OutlineDamage, AListThatReachesTheNextNumberStaysAList) {
  const auto report = plain_report(
      "一、基本情况\n略。\n二、措施\n1、加强学习\n学习文件。\n2、加强管理\n完善制度。\n3、加强监督\n开展检查。\n四、其"
      "他\n无。\n");
  EXPECT_EQ(outline_of(report),
            "1|一、|基本情况\n1|二、|措施\n2|1、|加强学习\n2|2、|加强管理\n2|3、|加强监督\n1|四、|其他\n");
}

TEST(OutlineDamage, AWholeReportNumberedInArabicHasBracketsBelow) {
  const auto report = plain_report(
      "1、 基本情况\n（一）职能\n负责供水。\n（二）人员\n编制20名。\n2、 预算执行情况\n（一）预算\n100万元。\n3、 "
      "存在的问题\n无。\n");
  EXPECT_EQ(outline_of(report),
            "1|1、 |基本情况\n2|（一）|职能\n2|（二）|人员\n1|2、 |预算执行情况\n2|（一）|预算\n1|3、 |存在的问题\n");
}

TEST(OutlineDamage, LostNumbersAreFilledInFromTheirNeighbours) {
  const auto report = plain_report(
      "一、部门概况\n略。\n、预算执行情况\n略。\n三、般公共预算情况\n略。\n四 存在的问题\n略。\n五、改进措施\n略。\n");
  ASSERT_EQ(report.sections.size(), 5U);
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(report.sections[i].level, 1U);
    EXPECT_EQ(report.sections[i].ordinal, i + 1);
  }
  EXPECT_EQ(report.sections[1].title, "预算执行情况");
  EXPECT_EQ(report.sections[3].title, "存在的问题");
}

TEST(OutlineDamage, AKnownTitleFillsAGapWithoutAnyNumber) {
  const auto report = plain_report("一、部门概况\n略。\n预算执行情况\n略。\n三、存在的问题\n略。\n");
  EXPECT_EQ(outline_of(report), "1|一、|部门概况\n1||预算执行情况\n1|三、|存在的问题\n");
  EXPECT_EQ(report.sections[1].ordinal, 0U);
}

TEST(OutlineDamage, AReportWithoutNumbersHasItsKnownTitles) {
  const auto report = plain_report(
      "某区审计局部门整体支出绩效自评报告\n基本情况\n审计局是政府部门。\n存在的问题\n一是进度慢。\n改进措施\n加强管理。"
      "\n");
  EXPECT_EQ(outline_of(report), "1||基本情况\n1||存在的问题\n-2|一是|进度慢\n1||改进措施\n");
}

TEST(OutlineDamage, BlanksInsideBracketsAndWordsDoNotMatter) {
  const auto report = plain_report("二、预 算 执 行 情 况\n( 一) 收支情况\n略。\n（ 二 ）政 府 采 购 情 况\n略。\n");
  ASSERT_EQ(report.sections.size(), 3U);
  EXPECT_EQ(report.sections[0].title, "预 算 执 行 情 况");
  EXPECT_EQ(kinds_of(report.sections[0]), "budget");
  EXPECT_EQ(report.sections[1].ordinal, 1U);
  EXPECT_EQ(report.sections[2].level, 2U);
}

TEST(OutlineDamage, BookmarkResidueBeforeANumberIsSkipped) {
  const auto report =
      plain_report("一、支出情况\n（1）工资10万元。\n（2）商品20万元。\n[bookmark: _GoBack]（3）补助12.3万元。\n");
  ASSERT_EQ(report.sections.size(), 4U);
  EXPECT_EQ(report.sections[3].ordinal, 3U);
  EXPECT_TRUE(report.sections[3].list_item);
}

TEST(OutlineDamage, DuplicateAndSkippedNumbersStaySiblings) {
  const auto report = plain_report(
      "一、概况\n（一）职能。负责供水工作。\n（二）任务。推进建设工作。\n（二）目标。完成建设任务。\n（四）支出。支出10"
      "0万元整。\n");
  ASSERT_EQ(report.sections.size(), 5U);
  EXPECT_EQ(report.sections[2].ordinal, 2U);
  EXPECT_EQ(report.sections[3].ordinal, 2U);
  EXPECT_EQ(report.sections[4].ordinal, 4U);
  for (std::size_t i = 1; i < 5; ++i) EXPECT_EQ(report.sections[i].level, 2U);
}

}  // namespace
}  // namespace hegui::test

// Conclusions that a report draws, told from principles, plans and quotations.
#include <gtest/gtest.h>

#include "tests/report/plain_report.hpp"

namespace hegui::test {
namespace {

std::string claims(const std::string& text, const std::string& heading = "四、主要绩效") {
  const auto report = plain_report(heading + "\n" + text + "\n");
  std::string out;
  for (const auto& claim : report.claims) out += (out.empty() ? "" : " ") + claim.kind;
  return out;
}

TEST(Claims, Conclusions) {
  EXPECT_EQ(claims("严格按照批准的计划，执行年初预算，确保收支平衡。"), "claim_strict_budget claim_balanced");
  EXPECT_EQ(claims("各项年度绩效指标均已圆满完成。"), "claim_fully_completed");
  EXPECT_EQ(claims("全年预算执行没有偏离绩效目标。"), "claim_on_target");
  EXPECT_EQ(claims("全年预算执行率较好。"), "claim_good_execution");
  EXPECT_EQ(claims("三公经费控制在预算范围内，没有超出预算。"), "claim_within_budget claim_within_budget");
  EXPECT_EQ(claims("收入总计860.30万元，支出总计860.30万元，收支平衡。"), "claim_balanced");
}

TEST(Claims, DeclaredAbsence) {
  EXPECT_EQ(claims("本单位无项目支出。"), "claim_no_project");
  EXPECT_EQ(claims("没有因公出国（境）和购车支出。"), "claim_no_overseas claim_no_vehicle_purchase");
  EXPECT_EQ(claims("本单位无机关运行经费，公开08表为空表。"), "claim_no_operating_costs claim_empty_table");
}

TEST(Claims, PrinciplesAndQuotationsAreNone) {
  EXPECT_EQ(claims("按照“量入为出，统筹兼顾、保证重点、收支平衡”的原则，科学合理编制预算。"), "");
  EXPECT_EQ(claims("坚持量入为出、收支平衡的编制原则。"), "");
  EXPECT_EQ(claims("预算编制应当做到收支平衡。"), "");
}

TEST(Claims, PlansAreNone) {
  EXPECT_EQ(claims("科学合理编制预算，严格执行年初预算。", "五、改进措施"), "");
  EXPECT_EQ(claims("科学合理编制预算，严格执行预算。"), "");
  EXPECT_EQ(claims("圆满完成各项任务。", "五、存在的问题及改进措施"), "claim_fully_completed")
      << "a chapter that also tells of results counts";
}

TEST(Claims, TheWordsAndTheirSentenceAreQuoted) {
  const auto report = plain_report("四、主要绩效\n任务繁重。各项工作圆满完成。\n");
  ASSERT_EQ(report.claims.size(), 1U);
  EXPECT_EQ(report.quote(report.claims[0].at), "圆满完成");
  EXPECT_EQ(report.quote(report.claims[0].sentence), "各项工作圆满完成。");
  EXPECT_EQ(report.claims[0].section.value, 0U);
}

}  // namespace
}  // namespace hegui::test

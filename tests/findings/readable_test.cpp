// What people are told instead of the words of a rule.
#include "checker/findings/readable.hpp"

#include <gtest/gtest.h>

namespace hegui::findings {
namespace {

TEST(Readable, BracketsBecomeQuotationMarks) {
  const Readable readable(nullptr, dsl::Language::zh);
  EXPECT_EQ(readable.operand("X-01", "[预算 收入]"), "“预算 收入”");
  EXPECT_EQ(readable.operand("X-01", "[决算 属于 三公经费]"), "“三公经费各项的决算”");
  EXPECT_EQ(readable.operand("X-01", "[评分]有多个值（96分、98分）"), "“评分”有多个值（96分、98分）");
  EXPECT_EQ(readable.label("X-01", "[评分]"), "评分");
}

TEST(Readable, NamesComeBeforeSentencesAndNothingTwice) {
  const Readable readable(nullptr, dsl::Language::zh);
  EXPECT_EQ(readable.lacking("X-01", {"[评分]有多个值（96分、98分）", "[评价等级]", "报告.标题", "[评价等级]"}),
            "缺少或读不准“评价等级”、“报告的标题”；“评分”有多个值（96分、98分）");
  EXPECT_EQ(readable.lacking("X-01", {"约数不参与计算（30场）"}), "约数不参与计算（30场）");
}

}  // namespace
}  // namespace hegui::findings

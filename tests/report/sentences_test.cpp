// Sentences end at 。！？ outside brackets and quotes, never across paragraphs.
#include <gtest/gtest.h>

#include "tests/report/plain_report.hpp"

namespace hegui::test {
namespace {

TEST(Sentences, AreCutAtStops) {
  const auto report = plain_report("一、基本情况\n编制9名；在职8人。设主任1名！ 是否超编？否\n");
  ASSERT_EQ(report.sentences.size(), 5U);
  EXPECT_EQ(report.quote(report.sentences[1].at), "编制9名；在职8人。");
  EXPECT_EQ(report.quote(report.sentences[2].at), "设主任1名！");
  EXPECT_EQ(report.quote(report.sentences[4].at), "否");
  EXPECT_EQ(report.sentences[4].section.value, 0U);
}

TEST(Sentences, AStopInsideQuotesOrBracketsDoesNotCut) {
  const auto report = plain_report("推动“网上办。掌上办”（试行。）工作。其他。\n");
  ASSERT_EQ(report.sentences.size(), 2U);
  EXPECT_EQ(report.quote(report.sentences[0].at), "推动“网上办。掌上办”（试行。）工作。");
}

TEST(Sentences, AnOpenBracketDoesNotSwallowTheParagraph) {
  const auto report = plain_report("推进（“跨省通办工作。完成27项。继续推进。\n");
  EXPECT_EQ(report.sentences.size(), 3U);
}

TEST(Sentences, PlacesFindTheirSentence) {
  const auto report = plain_report("甲一。甲二。\n| 表 | 格 |\n乙一。\n");
  const auto& second = report.sentences[1].at;
  EXPECT_EQ(sentence_at(report, second.block, second.begin + 1), 1);
  EXPECT_EQ(sentence_at(report, 1, report.document.blocks[1].slice.begin), -1);
  EXPECT_EQ(sentence_at(report, 2, report.document.blocks[2].slice.begin), 2);
}

}  // namespace
}  // namespace hegui::test

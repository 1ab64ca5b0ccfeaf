#include "checker/findings/place.hpp"

#include <gtest/gtest.h>

#include "tests/findings/sample.hpp"

namespace hegui::findings {
namespace {

TEST(Place, SaysLineColumnAndBytes) {
  const Sample sample("第一行\n预算100万元。");
  const Located place = locate(sample.report, sample.at("100万元"));
  EXPECT_EQ(place.line, 2U);
  EXPECT_EQ(place.column, 3U);
  EXPECT_EQ(place.start, 16U);  // three characters and a line break, then two characters
  EXPECT_EQ(place.end, 25U);
}

TEST(Place, NamesTheHeadingsAboveAPassage) {
  Sample sample("一、收支情况\n（一）收入\n1.财政拨款\n收入80万元。\n二、其他\n无。");
  const auto top = sample.section("收支情况", "一、", "收入80万元");
  const auto second = sample.section("收入", "（一）", "收入80万元", top);
  sample.section("财政拨款", "1.", "收入80万元", second, true);
  sample.section("其他", "二、", "无");
  EXPECT_EQ(section_path(sample.report, section_at(sample.report, sample.at("80万元"))), "一、收支情况 › （一）收入");
  EXPECT_EQ(section_path(sample.report, section_at(sample.report, sample.at("无。"))), "二、其他");
}

TEST(Place, PassagesBeforeAnyHeadingHaveNoSection) {
  Sample sample("某局自评报告\n一、概况\n好。");
  sample.section("概况", "一、", "好");
  EXPECT_FALSE(section_at(sample.report, sample.at("自评")).valid());
  EXPECT_EQ(section_path(sample.report, {}), "");
}

TEST(Place, QuotesStandInTheirSentence) {
  const Sample sample("前言。\n预算100万元，支出80万元。");
  const auto around = surroundings(sample.report, sample.at("80万元"));
  EXPECT_EQ(around.text, "预算100万元，支出80万元。");
  EXPECT_EQ(around.text.substr(around.quote_at, 8), "80万元");
}

TEST(Place, LongSurroundingsAreCutAroundTheQuote) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "字";
  text += "80万元";
  for (int i = 0; i < 1000; ++i) text += "字";
  const Sample sample(text);
  const auto around = surroundings(sample.report, sample.at("80万元"));
  EXPECT_LT(around.text.size(), 1200U);
  EXPECT_EQ(around.text.substr(0, 3), "…");
  EXPECT_EQ(around.text.substr(around.text.size() - 3), "…");
  EXPECT_EQ(around.text.substr(around.quote_at, 8), "80万元");
}

TEST(Place, EqualWordsAreEqualWhateverTheBlanks) {
  const Sample sample("支出 80 万元。\n支出80万元。");
  EXPECT_EQ(normalised_words(sample.report, sample.at("80 万元")),
            normalised_words(sample.report, sample.at("80万元")));
}

TEST(Place, OneLineJoinsLinesAndBlanks) { EXPECT_EQ(one_line("  某局\n\t　自评 报告 \r\n"), "某局 自评 报告"); }

}  // namespace
}  // namespace hegui::findings

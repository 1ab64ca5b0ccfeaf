// Characters that stand for others: what is read, what is left alone, and what is said about it.
#include <gtest/gtest.h>

#include "checker/text/text.hpp"

namespace hegui::text {
namespace {

std::string read_as(const std::string& text) { return std::string(Text::from_utf8(text).normalised()); }

TEST(Repair, TraditionalCharactersAreReadAsSimplifiedAndQuotedAsSubmitted) {
  const Text text = Text::from_utf8("本年經費支出100萬元，無結餘");
  EXPECT_EQ(text.normalised(), "本年经费支出100万元，无结余");
  EXPECT_EQ(text.quote(6, 12), "經費");
  ASSERT_FALSE(text.repairs().empty());
  EXPECT_EQ(text.repairs().front().kind, "traditional");
  EXPECT_EQ(text.repairs().front().begin, 6U);
  EXPECT_EQ(text.repairs().front().end, 12U);
}

TEST(Repair, TraditionalFormsThatOnlyFoldingBringsAboutAreReadAsSimplifiedToo) {
  EXPECT_EQ(read_as("公务用⾞"), "公务用车");      // a radical of a PDF font
  EXPECT_EQ(read_as("公務用\uF902"), "公务用车");  // a compatibility form
}

TEST(Repair, CharactersThatSimplifiedWritingHasStay) {
  EXPECT_EQ(read_as("成效显著，乾元镇經費"), "成效显著，乾元镇经费");
  EXPECT_TRUE(Text::from_utf8("成效显著，乾元镇覆盖率").repairs().empty());
}

TEST(Repair, KanaAmongChineseCharactersAreLookAlikes) {
  EXPECT_EQ(read_as("服务窗ロ3个"), "服务窗口3个");
  EXPECT_EQ(read_as("ロボット"), "ロボット");
}

TEST(Repair, LettersForDigitsOnlyInsideFigures) {
  EXPECT_EQ(read_as("预算1O0万元，支出l2.5万元，完成9O%"), "预算100万元，支出12.5万元，完成90%");
  for (const std::string same : {"A4纸", "O2O平台", "H2O含量", "CO2排放", "5G基站", "第1O号-3", "IPO1家", "PM10浓度"})
    EXPECT_EQ(read_as(same), same == "第1O号-3" ? "第10号-3" : same);
}

}  // namespace
}  // namespace hegui::text

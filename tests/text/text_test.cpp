// Places and quotes: from the folded text back to what a person sees in the file.
#include "checker/text/text.hpp"

#include <gtest/gtest.h>

#include <random>

#include "dsl/utf8.hpp"

namespace hegui::text {
namespace {

std::uint32_t find(const Text& text, std::string_view word) {
  const std::size_t at = text.normalised().find(word);
  EXPECT_NE(at, std::string_view::npos) << word;
  return static_cast<std::uint32_t>(at);
}

TEST(Text, PlacesCountLinesAndCharactersFromOne) {
  const Text text = Text::from_utf8("标题\r\n其中:支出３.１万元\n");
  EXPECT_EQ(text.place(0).line, 1U);
  EXPECT_EQ(text.place(0).column, 1U);
  const Place figure = text.place(find(text, "3.1"));
  EXPECT_EQ(figure.line, 2U);
  EXPECT_EQ(figure.column, 6U);
  EXPECT_EQ(figure.byte, std::string_view("标题\r\n其中:支出").size());
}

TEST(Text, BytesIncludeTheByteOrderMark) {
  const Text text = Text::from_utf8("预算", Encoding::utf8_bom, 3);
  EXPECT_EQ(text.place(0).byte, 3U);
}

TEST(Text, QuotesAreTheOriginalCharacters) {
  const Text text = Text::from_utf8("收入\xE2\x80\x8B（９５％）\r\n⑿其他");
  const std::uint32_t bracket = find(text, "（95%）");
  EXPECT_EQ(text.quote(bracket, bracket + static_cast<std::uint32_t>(std::string_view("（95%）").size())),
            "（９５％）");
  const std::uint32_t expanded = find(text, "（12）");
  EXPECT_EQ(text.quote(expanded + 3, expanded + 4), "⑿");
  EXPECT_EQ(text.quote(0, find(text, "\n")), "收入\xE2\x80\x8B（９５％）");
}

TEST(Text, OffsetsBeyondTheEndAreTheEnd) {
  const Text text = Text::from_utf8("预算");
  EXPECT_EQ(text.to_original(1000), 6U);
  EXPECT_EQ(text.quote(0, 1000), "预算");
  EXPECT_EQ(text.quote(5, 2), "");
  EXPECT_EQ(Text::from_utf8("").place(0).line, 1U);
}

TEST(Text, ColumnsInAVeryLongLineAreFastAndRight) {
  std::string line;
  for (int i = 0; i < 300'000; ++i) line += "（甲）";
  const Text text = Text::from_utf8(line);
  for (std::uint32_t character = 0; character < 900'000; character += 977) {
    ASSERT_EQ(text.place(character * 3).column, character + 1);
  }
}

TEST(Text, EveryOffsetLeadsBackToTheCharacterItCameFrom) {
  static const std::u32string alphabet =
      U"09０９,，:：.()（）\"＂“”一○〇预算万元%％ \t\r\n\u3000\u00A0\u200B\uFEFF⼈⑿㈢Ａa\U0001F600−";
  std::mt19937 random(21);
  for (int round = 0; round < 800; ++round) {
    std::u32string characters;
    std::string original;
    for (std::size_t n = random() % 80; n > 0; --n) {
      characters += alphabet[random() % alphabet.size()];
      dsl::utf8::append(original, characters.back());
    }
    const Text text = Text::from_utf8(original);
    ASSERT_EQ(text.original(), original);
    std::uint32_t before = 0;
    for (std::uint32_t at = 0; at < text.normalised().size(); ++at) {
      const std::uint32_t back = text.to_original(at);
      ASSERT_GE(back, before);
      ASSERT_LT(back, original.size());
      ASSERT_FALSE(dsl::utf8::is_continuation(original[back]));
      before = back;
      const Place place = text.place(at);
      std::uint32_t line = 1;
      std::uint32_t column = 1;
      for (std::size_t i = 0; i < back; i += dsl::utf8::decode(original, i).length) {
        ++column;
        if (original[i] == '\n') ++line, column = 1;
      }
      ASSERT_EQ(place.line, line);
      ASSERT_EQ(place.column, column);
    }
  }
}

}  // namespace
}  // namespace hegui::text

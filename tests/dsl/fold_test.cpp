// One spelling for texts and words, and the map back to what was typed.
#include "dsl/fold.hpp"

#include <gtest/gtest.h>

#include <random>

#include "dsl/sha256.hpp"
#include "dsl/utf8.hpp"

namespace hegui::dsl {
namespace {

TEST(Fold, LettersDigitsAndSignsBecomeAscii) {
  EXPECT_EQ(fold("２０２１年Ａ类９５．６％＋１－２＝３／４"), "2021年A类95.6%+1-2=3/4");
  EXPECT_EQ(fold("≧90﹪，≦1"), "≥90%，≤1");
}

TEST(Fold, PunctuationHasOneWidth) {
  EXPECT_EQ(fold("其中:项目支出(含专项);见下!对吗?"), "其中：项目支出（含专项）；见下！对吗？");
  EXPECT_EQ(fold("收入,支出"), "收入，支出");
}

TEST(Fold, CommasAreAsciiOnlyInsideThousands) {
  EXPECT_EQ(fold("82，225件"), "82,225件");
  EXPECT_EQ(fold("145,500.00元"), "145,500.00元");
  EXPECT_EQ(fold("1，234，567"), "1,234,567");
  EXPECT_EQ(fold("9,11月"), "9，11月");
  EXPECT_EQ(fold("2020,2021年"), "2020，2021年");
  EXPECT_EQ(fold("2020,100件"), "2020，100件");
}

TEST(Fold, ColonsStayBetweenDigits) {
  EXPECT_EQ(fold("比例1：3"), "比例1:3");
  EXPECT_EQ(fold("总数:3"), "总数：3");
  EXPECT_EQ(fold("2021:收入"), "2021：收入");
}

TEST(Fold, StraightQuotesAlternateWithinALine) {
  EXPECT_EQ(fold("\"三公\"经费和\"放管服\""), "“三公”经费和“放管服”");
  EXPECT_EQ(fold("\"未完\n\"另起\""), "“未完\n“另起”");
}

TEST(Fold, VariantsOfIdeographsAndNumbersAreOne) {
  EXPECT_EQ(fold("⼈员⻚"), "人员页");
  EXPECT_EQ(fold("\xEF\xA4\x81"), "更");  // U+F901
  EXPECT_EQ(fold("二○二一年，○"), "二〇二一年，○");
  EXPECT_EQ(fold("⒈总则⑿细则㈢其他①"), "1.总则（12）细则（三）其他①");
}

TEST(Fold, BlanksAreBlanksAndInvisibleCharactersVanish) {
  EXPECT_EQ(fold("a\tb\xC2\xA0"
                 "c\xE3\x80\x80"
                 "d"),
            "a b c d");
  EXPECT_EQ(fold("\xEF\xBB\xBF预\xE2\x80\x8B算\x01"), "预算");
  EXPECT_EQ(fold(std::string_view("\0预\0", 5)), "预");
  EXPECT_EQ(fold("a\r\nb\rc\r\r\nd"), "a\nb\nc\nd");
}

TEST(Fold, MalformedBytesBecomeReplacementCharacters) {
  EXPECT_EQ(fold("预\xFF\xE9算"), "预\xEF\xBF\xBD\xEF\xBF\xBD算");
}

std::string random_text(std::mt19937& random, bool enclosed_numbers) {
  static const std::u32string alphabet =
      U"0123456789０１９,，:：.．()（）\"＂“”;一二○〇预算支出万元%％ "
      U"\t\r\n\u3000\u00A0\u200B\uFEFF⼈㈢①Ａa\U0002F800\U0001F600﹣−–⒈⑿";
  const std::size_t choices = alphabet.size() - (enclosed_numbers ? 0 : 2);
  std::string text;
  for (std::size_t i = random() % 60; i > 0; --i) utf8::append(text, alphabet[random() % choices]);
  return text;
}

TEST(Fold, FoldingTwiceIsFoldingOnce) {
  std::mt19937 random(11);
  for (int i = 0; i < 5'000; ++i) {
    const std::string once = fold(random_text(random, false));
    ASSERT_EQ(fold(once), once);
  }
}

TEST(Fold, EveryFoldedCharacterLeadsBackToOneThatFoldsToIt) {
  std::mt19937 random(12);
  for (int i = 0; i < 3'000; ++i) {
    const std::string text = random_text(random, true);
    std::vector<FoldStep> steps;
    const std::string folded = fold(text, steps);
    std::size_t step = 0;
    for (std::size_t at = 0; at < folded.size(); at += utf8::decode(folded, at).length) {
      while (step + 1 < steps.size() && steps[step + 1].folded <= at) ++step;
      ASSERT_LE(steps[step].folded, at);
      const std::size_t original = at - steps[step].folded + steps[step].original;
      ASSERT_LT(original, text.size());
      ASSERT_FALSE(utf8::is_continuation(text[original])) << text;
      const char32_t from = utf8::decode(text, original).character;
      const char32_t to = utf8::decode(folded, at).character;
      const bool context = from == U',' || from == U'，' || from == U':' || from == U'：' || from == U'"' ||
                           from == U'＂' || from == U'○' || from == U'\r';
      std::string alone;
      utf8::append(alone, from);
      ASSERT_TRUE(context || fold(alone).find(folded.substr(at, utf8::decode(folded, at).length)) != std::string::npos)
          << text << " at " << at << ": " << static_cast<std::uint32_t>(to);
    }
  }
}

TEST(Sha256, MatchesThePublishedVectors) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace hegui::dsl

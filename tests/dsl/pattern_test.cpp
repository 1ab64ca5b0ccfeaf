// What is said of patterns without compiling them, held against RE2, which compiles them.
#include <gtest/gtest.h>
#include <re2/re2.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "dsl/pattern.hpp"

namespace hegui::dsl {

namespace {

bool has(const std::string& text, const std::string& word) { return text.find(word) != std::string::npos; }

bool has_one(const std::string& text, const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return has(text, word); });
}

}  // namespace

TEST(Pattern, WordsThatAMatchNeeds) {
  EXPECT_EQ(shape_of_pattern("结转|结余").needed, (std::vector<std::string>{"结余", "结转"}));
  EXPECT_TRUE(shape_of_pattern("结转|结余").words_only);
  EXPECT_EQ(shape_of_pattern("预算数?增加").needed, (std::vector<std::string>{"预算增加", "预算数增加"}));
  EXPECT_EQ(shape_of_pattern("^项目支出").needed, (std::vector<std::string>{"项目支出"}));
  EXPECT_FALSE(shape_of_pattern("^项目支出").words_only);
  EXPECT_TRUE(shape_of_pattern("[0-9]+").needed.empty());
  EXPECT_TRUE(shape_of_pattern("预算|[0-9]+").needed.empty());
  EXPECT_TRUE(shape_of_pattern("(预算)*").needed.empty());
}

TEST(Pattern, AMatchNeedsAWordOfEverySet) {
  using Sets = std::vector<std::vector<std::string>>;
  const PatternShape both = shape_of_pattern("(购置|更新).{0,8}车辆[0-9]+[万亿]元?");
  EXPECT_EQ(both.needed, (std::vector<std::string>{"车辆"}));
  EXPECT_EQ(both.also, (Sets{{"更新", "购置"}, {"万", "万元", "亿", "亿元"}}));
  EXPECT_EQ(shape_of_pattern("(预算.{1,3}决算)+.支出").also, (Sets{{"决算"}, {"支出"}}));
  EXPECT_EQ(shape_of_pattern("(预算.决算)?.支出").also, Sets());  // may be left out
  EXPECT_EQ(shape_of_pattern("预算.决算|支出").also, Sets());     // the other way needs none
}

TEST(Pattern, DoubtfulOnesAreLeftToTheCompiler) {
  for (const char* pattern : {"(",          "[",
                              "a{2,1}",     "*",
                              "a**",        "(?i)a",
                              "\\q",        "a{1001}",
                              "(a{9}){9}",  "[b-a]",
                              "a|*",        "\\b*",
                              "[\\b]",      "[[:alpha:]]",
                              "\\p{Greek}", "(\\p{Han}){90}",
                              "\\B",        "\\x41",
                              "\\x{D800}",  "\\x{110000}",
                              "\\x{}",      "[\\x{5}-\\x{4}]",
                              "(?P<n>a)",   "[a-\\d]",
                              "[]",         "[^]",
                              "\\P{Greek}", "^*",
                              "(a",         "a)",
                              "\xE4\xB8"})
    EXPECT_FALSE(shape_of_pattern(pattern).well_formed) << pattern;
}

TEST(Pattern, NothingIsClaimedThatTheCompilerDenies) {
  std::mt19937 random(20211122);
  const std::vector<std::string> parts{"预",
                                       "算",
                                       "数",
                                       "a",
                                       "1",
                                       "(",
                                       ")",
                                       "|",
                                       "?",
                                       "*",
                                       "+",
                                       "[预a]",
                                       ".",
                                       "^",
                                       "$",
                                       "[^算]",
                                       "{",
                                       "}",
                                       "{0,2}",
                                       "{2}",
                                       "(?:",
                                       "\\d",
                                       "\\.",
                                       "[0-9]",
                                       "\\b",
                                       "\\n",
                                       "\\p{Han}",
                                       "[\\p{Han}1]",
                                       "[a-]",
                                       "[[预]",
                                       "\\D",
                                       "\\s",
                                       "\\S",
                                       "\\w",
                                       "\\W",
                                       "\\;",
                                       "[\\d-]",
                                       "[^\\W预]",
                                       "()",
                                       "(|a)",
                                       "[\\D\\d]",
                                       "[预\\.a]",
                                       "\\_",
                                       "{1,}",
                                       "{3,4}?",
                                       "\\P{Han}",
                                       "[^预\\P{Han}]",
                                       "{1,1000}",
                                       "\\x{9884}",
                                       "[\\x{4E00}-\\x{9FA5}]"};
  const std::vector<std::string> letters{"预", "算", "数", "a", "1", ".", "\n", " ", ";", "_"};
  const auto any = [&](const std::vector<std::string>& from) { return from[random() % from.size()]; };
  std::size_t formed = 0, matched = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string pattern;
    for (std::size_t i = random() % 9 + 1; i > 0; --i) pattern += any(parts);
    const PatternShape shape = shape_of_pattern(pattern);
    if (!shape.well_formed) continue;
    ++formed;
    const re2::RE2 compiled(pattern, re2::RE2::Quiet);
    ASSERT_TRUE(compiled.ok()) << pattern;
    for (int k = 0; k < 12; ++k) {
      std::string text;
      for (std::size_t i = random() % 7; i > 0; --i) text += any(letters);
      const bool match = re2::RE2::PartialMatch(text, compiled);
      matched += match ? 1U : 0U;
      if (match && !shape.needed.empty()) {
        ASSERT_TRUE(has_one(text, shape.needed)) << pattern << " in " << text;
      }
      for (const auto& set : shape.also) {
        ASSERT_TRUE(!match || has_one(text, set)) << pattern << " in " << text;
      }
      if (shape.words_only) {
        ASSERT_EQ(match, has_one(text, shape.needed)) << pattern << " in " << text;
      }
    }
  }
  EXPECT_GT(formed, 1'000U);
  EXPECT_GT(matched, 1'000U);
}

}  // namespace hegui::dsl

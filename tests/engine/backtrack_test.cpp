// Patterns tried by going back: they match where RE2 matches, whatever the pattern and the text.
#include <gtest/gtest.h>
#include <re2/re2.h>

#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "checker/engine/backtrack.hpp"

namespace hegui::engine {
namespace {

using Place = std::optional<std::pair<std::size_t, std::size_t>>;

/// Where RE2 finds it first.
Place by_re2(const std::string& pattern, const std::string& text) {
  const re2::RE2 compiled(pattern);
  EXPECT_TRUE(compiled.ok()) << pattern;
  re2::StringPiece found;
  if (!compiled.Match(text, 0, text.size(), re2::RE2::UNANCHORED, &found, 1)) return std::nullopt;
  const auto begin = static_cast<std::size_t>(found.data() - text.data());
  return std::pair{begin, begin + found.size()};
}

/// Where it is found first; nothing: left to RE2.
std::optional<Place> tried_on(const Backtrack& tried, const std::string& text) {
  const auto found = tried.find(text);
  if (!found) return std::nullopt;
  return *found ? Place(std::pair{(*found)->begin, (*found)->end}) : Place();
}

void expect_same(const std::string& pattern, const std::string& text) {
  const auto tried = Backtrack::of(pattern);
  ASSERT_NE(tried, nullptr) << pattern;
  if (const auto known = tried_on(*tried, text)) {
    EXPECT_EQ(*known, by_re2(pattern, text)) << pattern << " on " << text;
  }
}

TEST(Backtrack, WordsGapsAndClassesMatchWhereTheyStand) {
  for (const char* const text :
       {"", "全年预算80万元，执行率为95.5%。", "三公经费比上年减少", "三公经费。比上年减少", "执行率", "x执行率",
        "执行率x", "一\n二", "（一）项目概况：略", "2021年12月31日", "共计3个项目，5个单位"})
    for (const char* const pattern : {"执行率",
                                      "^执行率",
                                      "执行率$",
                                      "^执行率$",
                                      "^$",
                                      "$",
                                      "三公[^。]{0,6}减少",
                                      "三公[^。]{0,3}减少",
                                      "(预算|决算)?[0-9.]+(万元|%)",
                                      "一.二",
                                      "一[^a]二",
                                      "[0-9]+年([1-9]|1[0-2])月",
                                      "(一|二)+",
                                      "（[一二三]）",
                                      "(?:项目|单位)，",
                                      "[0-9]{2}\\.[0-9]%",
                                      "\\d+个(项目|单位).*\\d+个",
                                      "率(为|是)?[0-9]{1,3}?\\.",
                                      "[^，。]{2,}减少",
                                      "(年|(月|日))$",
                                      "\\p{Han}{2}经费",
                                      "[\\p{Han}0-9]+%",
                                      "\\P{Han}+",
                                      "[^经\\P{Han}]费",
                                      "[\\P{Han}经]费",
                                      "三[^|]{1,400}减",
                                      "\\x{6267}行[\\x{4E00}-\\x{9FA5}]",
                                      "[\\x{7387}x]\\x{78}?",
                                      "\\D{2}：",
                                      "[^\\D1]万",
                                      "\\S+\\s\\S+",
                                      "\\W[\\W率]",
                                      "()(三公)()减少|x()",
                                      "一|一二|执行率|执行",
                                      "[0-9]+?年",
                                      "(.{1,3}?)+?率",
                                      "(?:项|项目)*?概",
                                      "(（一）)+项目",
                                      "[一-龥]\\b",
                                      "执行率\\b[0-9x]?",
                                      "(\\b|三)[0-9]",
                                      "(^)?执行率"})
      expect_same(pattern, text);
}

TEST(Backtrack, WhatItDoesNotKnowIsLeftToRe2) {
  for (const char* const pattern : {"(?i)abc", "[[:alpha:]]", "\\p{Katakana}", "a**", "(a*)*", "x{2", "[z-a]", "(a",
                                    "a)", "(?P<n>a)", "(a|\\b)+", "\\B", "^*", "(^)*", "()+", "(a?){1,}"})
    EXPECT_EQ(Backtrack::of(pattern), nullptr) << pattern;
}

TEST(Backtrack, EmptyGroupsWithinEachOtherAreNoEndlessWork) {
  std::string one = "()";
  for (int depth = 0; depth < 14; ++depth) one = "(" + one + "{300})";
  EXPECT_EQ(Backtrack::of(one), nullptr);
}

TEST(Backtrack, TooMuchGoingBackIsLeftToRe2) {
  const auto tried = Backtrack::of("(a|aa|aaa){1,60}(a|aa|aaa){1,60}b");
  ASSERT_NE(tried, nullptr);
  EXPECT_FALSE(tried->matches(std::string(300, 'a')).has_value());
  EXPECT_EQ(tried->matches("aab"), true);
}

TEST(Backtrack, BrokenTextAndUnsureScriptsAreLeftToRe2) {
  const auto any = Backtrack::of("[^a]b");
  ASSERT_NE(any, nullptr);
  EXPECT_FALSE(any->matches("\xE4\xB8").has_value());
  const auto han = Backtrack::of("\\p{Han}x");
  ASSERT_NE(han, nullptr);
  EXPECT_FALSE(han->matches("\xF0\xA0\x80\x80x").has_value());
}

TEST(Backtrack, RandomPatternsMatchWhereRe2Matches) {
  std::mt19937 random(20221122);
  const auto below = [&](unsigned count) { return static_cast<unsigned>(random() % count); };
  const std::vector<std::string> letters{"一", "二", "三", "，", "。", "1", "2", "a", " "};
  const std::vector<std::string> classes{
      "[一二]", "[^，。]", "[0-9]",    "[^0-9]", "[一-三]", ".",  "\\d",      "[12a]",         "\\D",
      "\\W",    "[\\S]",   "[^\\w一]", "\\b",    "\\.",     "()", "\\P{Han}", "[^二\\P{Han}]", "[\\x{4E00}-\\x{4E8C}]"};
  const std::vector<std::string> repeats{"?", "*", "+", "{2}", "{0,3}", "{1,2}", "{2,}", "*?", "??", "+?", "{1,3}?"};
  const auto pattern = [&](const auto& self, int depth) -> std::string {
    std::string text;
    for (unsigned part = 0, count = 1 + below(4); part < count; ++part) {
      std::string one = below(3) == 0 ? classes[below(static_cast<unsigned>(classes.size()))] : letters[below(9)];
      if (depth > 0 && below(4) == 0) one = "(" + self(self, depth - 1) + "|" + self(self, depth - 1) + ")";
      if (below(3) == 0) one += repeats[below(11)];
      text += one;
    }
    return text;
  };
  int known = 0;
  for (int round = 0; round < 3'000; ++round) {
    std::string one = pattern(pattern, 2);
    if (below(8) == 0) one.insert(0, "^");
    if (below(8) == 0) one += "$";
    const auto tried = Backtrack::of(one);
    if (tried == nullptr) continue;  // a group that may be empty, repeated without end
    for (int each = 0; each < 4; ++each) {
      std::string text;
      for (unsigned count = below(12); text.size() < count;) text += letters[below(9)];
      if (const auto told = tried_on(*tried, text)) {
        ++known;
        ASSERT_EQ(*told, by_re2(one, text)) << one << " on " << text;
      }
    }
  }
  EXPECT_GT(known, 8'000);
}

}  // namespace
}  // namespace hegui::engine

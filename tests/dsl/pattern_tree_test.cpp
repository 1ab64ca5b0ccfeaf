// Patterns read into trees: what each part is, where it stands, and which patterns are left alone.
#include <gtest/gtest.h>
#include <re2/re2.h>

#include <string>
#include <string_view>

#include "dsl/pattern_tree.hpp"

namespace hegui::dsl {

namespace {

using Kind = PatternNode::Kind;

std::string_view place_of(const PatternNode& node, std::string_view pattern) {
  return pattern.substr(node.from, node.to - node.from);
}

TEST(PatternTree, EveryPartKnowsItsPlace) {
  constexpr std::string_view kPattern = "预算(数|额)?[0-9]{1,3}元$";
  const auto tree = read_pattern(kPattern);
  ASSERT_TRUE(tree);
  ASSERT_EQ(tree->kind, Kind::sequence);
  ASSERT_EQ(tree->parts.size(), 5U);
  EXPECT_EQ(place_of(*tree, kPattern), kPattern);
  EXPECT_EQ(tree->parts[0].text, "预算");
  EXPECT_EQ(place_of(tree->parts[1], kPattern), "(数|额)?");
  EXPECT_EQ(place_of(tree->parts[1].parts[0], kPattern), "(数|额)");
  EXPECT_EQ(place_of(tree->parts[2], kPattern), "[0-9]{1,3}");
  EXPECT_EQ(place_of(tree->parts[3], kPattern), "元");
  EXPECT_EQ(tree->parts[4].kind, Kind::end);
}

TEST(PatternTree, RepeatsTellHowOftenAndHowTheyAreWritten) {
  const auto most = [](std::string_view pattern) { return read_pattern(pattern)->most; };
  EXPECT_EQ(most("a?"), 1U);
  EXPECT_EQ(most("a*?"), PatternNode::kForever);
  EXPECT_EQ(most("a{2,}"), PatternNode::kForever);
  EXPECT_EQ(most("a{2,7}"), 7U);
  EXPECT_EQ(read_pattern("a+")->least, 1U);
  EXPECT_EQ(read_pattern("a{2}")->least, 2U);
  EXPECT_TRUE(read_pattern("a{0,1}")->counted);
  EXPECT_FALSE(read_pattern("a?")->counted);
}

TEST(PatternTree, ClassesThatSpellTheirCharactersOut) {
  const auto spelled = read_pattern("[类款\\-]");
  ASSERT_TRUE(spelled && spelled->spelled);
  EXPECT_EQ(spelled->text, "类款-");
  for (const char* pattern : {"[^类款]", "[一-三]", "[类\\d]", "[类\\n]", "\\d", "."})
    EXPECT_FALSE(read_pattern(pattern)->spelled) << pattern;
}

TEST(PatternTree, CharactersOfTheScriptAreCounted) {
  const auto tree = read_pattern("(\\p{Han}|[\\p{Han}0-9]+)\\p{Han}{2}");
  ASSERT_TRUE(tree);
  EXPECT_EQ(tree->scripts, 3U);
  EXPECT_EQ(tree->parts[1].scripts, 1U);
}

TEST(PatternTree, AnEscapedSignIsACharacterWhereverTheCompilerTakesItForOne) {
  for (char c = 0x20; c < 0x7F; ++c) {
    const std::string pattern = std::string("\\") + c;
    const auto tree = read_pattern(pattern);
    if (!tree || tree->kind != Kind::text) continue;
    EXPECT_EQ(tree->text, std::string(1, c));
    EXPECT_TRUE(re2::RE2::FullMatch(std::string(1, c), pattern)) << pattern;
  }
  EXPECT_EQ(read_pattern("1\\.5")->text, "1.5");
}

TEST(PatternTree, WhetherTheEmptyTextWillDo) {
  for (const char* pattern : {"", "()", "a?", "a*", "(a|)", "^$", "(a?b?){2}", "\\b"})
    EXPECT_TRUE(may_be_empty(*read_pattern(pattern))) << pattern;
  for (const char* pattern : {"a", "a+", "(a|b)", "^a", "[ab]", "(a?b){2}"})
    EXPECT_FALSE(may_be_empty(*read_pattern(pattern))) << pattern;
}

TEST(PatternTree, LongOnesAndDeepOnesAreLeftAlone) {
  EXPECT_TRUE(read_pattern(std::string(2'000, 'a')));
  EXPECT_FALSE(read_pattern(std::string(2'001, 'a')));
  const auto nested = [](std::size_t depth) { return std::string(depth, '(') + "a" + std::string(depth, ')'); };
  EXPECT_TRUE(read_pattern(nested(16)));
  EXPECT_FALSE(read_pattern(nested(17)));
  EXPECT_FALSE(read_pattern(std::string(1'999, '(')));
}

}  // namespace

}  // namespace hegui::dsl

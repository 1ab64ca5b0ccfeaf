// Messages: the mark stands below the right character, whatever the width of what stands before it.
#include "dsl/diagnostic.hpp"

#include <gtest/gtest.h>

#include "dsl/keyword.hpp"
#include "dsl/parser.hpp"
#include "dsl/utf8.hpp"

namespace hegui::dsl::test {
namespace {

Diagnostic at(std::string text, std::uint32_t begin, std::uint32_t end) {
  Diagnostic diagnostic;
  diagnostic.code = "HG-P020";
  diagnostic.source = std::make_shared<const Source>("x.hegui", std::move(text));
  diagnostic.span = {begin, end};
  return diagnostic;
}
std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> result;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    result.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return result;
}
std::string marks(const Diagnostic& diagnostic) { return lines(render(diagnostic, Language::zh, false)).at(2); }

TEST(Caret, StandsBelowWideCharacters) {
  EXPECT_EQ(marks(at("规则 ab", 0, 6)), "  | ＾＾");
  EXPECT_EQ(marks(at("规则 ab", 7, 9)), "  | 　　 ^^");
  EXPECT_EQ(marks(at("\t规则", 1, 4)), "  | \t＾");
  EXPECT_EQ(marks(at("规则", 6, 6)), "  | 　　^");
  EXPECT_EQ(marks(at("", 0, 0)), "  | ^");
}

TEST(Caret, StaysOnTheFirstLineOfALongPlace) { EXPECT_EQ(marks(at("ab\ncd", 1, 5)), "  |  ^"); }

TEST(Caret, LongLinesAreCutAroundThePlace) {
  const std::string text = std::string(5000, 'x') + "!" + std::string(5000, 'y');
  const auto shown = lines(render(at(text, 5000, 5001), Language::en, false));
  EXPECT_LT(display_width(shown.at(1)), 200U);
  EXPECT_EQ(shown.at(1).find('!') - std::string("…").size() + 1, shown.at(2).find('^'));
}

TEST(Position, CountsCharactersNotBytes) {
  const Source source("x", "规则 a\r\n应 b\n");
  EXPECT_EQ(source.position(7), (Position{1, 4}));
  EXPECT_EQ(source.position(10), (Position{2, 1}));
  EXPECT_EQ(source.line(1), "规则 a");
  EXPECT_EQ(source.line(3), "");
  EXPECT_EQ(source.position(9999).line, 3U);
}

TEST(Render, OneLineFormStandsAlone) {
  EXPECT_EQ(render_line(at("a < b < c", 6, 7), Language::zh), "x.hegui:1:7: 错误 HG-P020: 比较不能连写");
  EXPECT_EQ(render_line(at("a < b < c", 6, 7), Language::en),
            "x.hegui:1:7: error HG-P020: comparisons cannot be chained");
}

TEST(Render, ControlCharactersNeverReachTheTerminal) {
  Diagnostic diagnostic = at("\x1b[31mred", 0, 1);
  diagnostic.code = "HG-P009";
  diagnostic.arguments = {"\x1b[31m"};
  EXPECT_EQ(render(diagnostic, Language::en, false).find('\x1b'), std::string::npos);
}

TEST(Render, ALongNameInASuggestionIsCutBetweenCharacters) {
  for (const std::string digit : {"", "2", "22"}) {
    const auto source =
        std::make_shared<const Source>("x.hegui", "测试" + digit + "青杉县林业局部门整体支出绩效自评报告的一个例子\n");
    const auto parsed = parse(source);
    ASSERT_FALSE(parsed.diagnostics.empty());
    const std::string told = render(parsed.diagnostics.front(), Language::zh, false);
    EXPECT_EQ(find_invalid_utf8(told), std::string_view::npos) << told;
    EXPECT_NE(told.find("要写“测试 " + digit + "青杉县林业局"), std::string_view::npos) << told;
    EXPECT_NE(told.find("…”？"), std::string_view::npos) << told;
  }
}

TEST(Render, SortsByFileThenPlaceAndDropsDoubles) {
  std::vector<Diagnostic> all = {at("abc", 2, 3), at("abc", 1, 2), at("abc", 1, 2)};
  sort_and_unique(all);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].span.begin, 1U);
}

TEST(Keywords, AreFoundInBothLanguages) {
  EXPECT_EQ(match_keyword("对每个 x", Keyword::for_each), 9U);
  EXPECT_EQ(match_keyword("for   each x", Keyword::for_each), 10U);
  EXPECT_EQ(match_keyword("当期", Keyword::when), 0U);
  EXPECT_EQ(match_keyword("whenever", Keyword::when), 0U);
  EXPECT_TRUE(is_reserved("应"));
  EXPECT_FALSE(is_reserved("名称"));
}

TEST(Distance, CountsCharactersAndSwaps) {
  EXPECT_EQ(edit_distance("规侧", "规则"), 1U);
  EXPECT_EQ(edit_distance("则规", "规则"), 1U);
  EXPECT_EQ(edit_distance("", "规则"), 2U);
}

TEST(Utf8, FindsWhatIsMalformed) {
  EXPECT_EQ(find_invalid_utf8("规则"), std::string_view::npos);
  EXPECT_EQ(find_invalid_utf8("a\xC0\x80"), 1U);
  EXPECT_EQ(find_invalid_utf8("\xED\xA0\x80"), 0U);
  EXPECT_EQ(find_invalid_utf8("\xE8\xA7"), 0U);
}

}  // namespace
}  // namespace hegui::dsl::test

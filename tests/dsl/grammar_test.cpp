// The grammar itself: no endless loop or left recursion, and no rule that no example reaches.
#include "dsl/grammar.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>
#include <tao/pegtl/contrib/analyze.hpp>

#include "tests/dsl/files.hpp"

namespace tao::pegtl {

// Our own matchers read at least one character when they succeed, but for the one that only looks.
template <typename Name, hegui::dsl::Keyword K>
struct analyze_traits<Name, hegui::dsl::grammar::word<K>> : analyze_any_traits<> {};
template <typename Name>
struct analyze_traits<Name, hegui::dsl::grammar::name_char> : analyze_any_traits<> {};
template <typename Name>
struct analyze_traits<Name, hegui::dsl::grammar::reserved> : analyze_any_traits<> {};
template <typename Name>
struct analyze_traits<Name, hegui::dsl::grammar::known_unit> : analyze_any_traits<> {};
template <typename Name>
struct analyze_traits<Name, hegui::dsl::grammar::line_keyword> : analyze_opt_traits<> {};

}  // namespace tao::pegtl

namespace hegui::dsl::test {
namespace {

TEST(Grammar, HasNoLoopWithoutProgress) { EXPECT_EQ(tao::pegtl::analyze<grammar::file>(1), 0U); }

using Rules = std::set<std::string, std::less<>>;

// The rules as they are written: `struct name : …` at the beginning of a line. (PEGTL can list them, at the price of
// half a minute of compiling.)
Rules rules_of(const std::string& header) {
  Rules rules;
  const std::string text = read_file(std::filesystem::path(HEGUI_SOURCE_DIR) / "dsl" / header);
  for (std::size_t at = text.find("\nstruct "); at != std::string::npos; at = text.find("\nstruct ", at + 1)) {
    const std::size_t name = at + 8;
    const std::size_t end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789", name);
    const std::size_t next = text.find_first_not_of(' ', end);
    if (next != std::string::npos && text[next] == ':') rules.insert(text.substr(name, end - name));
  }
  return rules;
}

// Without the parser's control a missing part does not raise: rules fail quietly, as in any grammar.
template <class Rule>
struct Noting : tao::pegtl::normal<Rule> {
  template <class Input>
  static void success(const Input&, Rules& rules) {
    static const bool noted = [&rules] {
      constexpr std::string_view space = "hegui::dsl::grammar::";
      std::string_view name = tao::pegtl::demangle<Rule>();
      if (name.starts_with(space)) rules.emplace(name.substr(space.size()));
      return true;
    }();
    (void)noted;
  }
};

TEST(Grammar, EveryRuleIsReachedByAnExample) {
  Rules all = rules_of("grammar.hpp");
  all.merge(rules_of("grammar_tokens.hpp"));
  ASSERT_GT(all.size(), 300U);
  Rules matched;
  // Broken examples reach the rules that skip what is broken.
  std::vector<RuleFile> files = rule_files();
  for (RuleFile& file : rule_files_below(std::filesystem::path(HEGUI_SOURCE_DIR) / "tests" / "dsl" / "golden")) {
    files.push_back(std::move(file));
  }
  for (const RuleFile& file : files) {
    tao::pegtl::memory_input<tao::pegtl::tracking_mode::lazy> in(file.text, "");
    EXPECT_TRUE((tao::pegtl::parse<grammar::file, tao::pegtl::nothing, Noting>(in, matched))) << file.name;
  }
  for (const std::string& rule : matched) all.erase(rule);
  for (const std::string& rule : all) ADD_FAILURE() << rule << " is matched by no example";
}

}  // namespace
}  // namespace hegui::dsl::test

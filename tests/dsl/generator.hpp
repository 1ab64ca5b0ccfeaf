// Programs at random, for property tests: every construct of the language in every spelling, nothing that has a
// meaning. Made from a seed by its own arithmetic, so that a seed gives the same text with every standard library.
// Afterwards the text parses without any message; whether its names exist is nobody's concern.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "dsl/diagnostic.hpp"

namespace hegui::dsl::test {

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15U + 1) {}
  /// A whole file: a rulebook and twenty items, in one language or with items in either.
  std::string file(Language language, bool mixed);
  std::string expression(int depth);

 private:
  std::size_t below(std::size_t n);
  bool chance(std::size_t in) { return below(in) == 0; }
  std::string_view one(std::initializer_list<std::string_view> choices);
  /// A keyword in the language of the item at hand.
  std::string_view key(std::string_view zh, std::string_view en) const { return english_ ? en : zh; }
  template <class Make>
  std::string list(std::size_t most, const Make& make);
  std::string comma();
  std::string gap();
  std::string clause_gap();

  std::string word();
  std::string term();
  std::string id();
  std::string number();
  std::string date();
  std::string text();
  std::string plain_text();
  std::string template_text(int depth);
  std::string query();
  std::string condition(int depth);
  std::string comparison(int depth);
  std::string value(int depth);
  std::string primary(int depth);
  std::string item(std::size_t kind);
  std::string rule_clauses(bool override);
  std::string setting();
  std::string clause(std::string_view zh, std::string_view en, const std::string& rest);
  std::string english_name();
  std::string type();
  std::string terms();
  std::string test();

  std::uint64_t state_;
  std::uint32_t names_ = 0;
  bool english_ = false;
};

}  // namespace hegui::dsl::test

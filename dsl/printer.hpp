// The canonical text of a syntax tree, in Chinese or in English keywords, with its comments.
// Called by `rules fmt`, by messages that quote an expression, and by tests.
// Afterwards parsing the text gives an equal tree, and printing that tree gives the same text.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "dsl/diagnostic.hpp"
#include "dsl/syntax.hpp"

namespace hegui::dsl {

/// What a name is a name of: the words of one kind do not get in the way of another's.
enum class NameKind : std::uint8_t {
  term,     // members and concepts: the words of queries
  section,  // kinds of sections
  apart,    // bases, phrases, profiles: never named in an expression
  other,    // aspects, parameters, word lists, functions, records …
};

/// Names that have a partner in the other language: 决算 – actual, 报告 – report, 总数 – total.
/// A name with two different partners has none: the text would change its meaning.
class NameMap {
 public:
  /// Begins with the records, fields, built-in functions and types of the language.
  NameMap();
  /// Adds the names that the items of a file declare with an English name.
  void add(const syntax::File& file);
  void add(std::string_view zh, std::string_view en, NameKind kind = NameKind::other);
  void add_field(std::string_view zh, std::string_view en);
  /// The partner in `to`, or `name` itself.
  [[nodiscard]] std::string_view translate(std::string_view name, Language to, NameKind kind) const;
  /// The same for a name in an expression, which may be a term or of another kind.
  [[nodiscard]] std::string_view translate(std::string_view name, Language to) const;
  [[nodiscard]] std::string_view translate_field(std::string_view name, Language to) const;

 private:
  using Partners = std::map<std::string, std::string, std::less<>>;  // an empty partner: ambiguous
  struct Directions {
    Partners to_en, to_zh;
    void pair(std::string_view zh, std::string_view en);
    [[nodiscard]] bool knows(std::string_view name, Language to) const;
    [[nodiscard]] std::string_view look_up(std::string_view name, Language to) const;
    [[nodiscard]] std::string_view translate(std::string_view name, Language to) const;
  };
  [[nodiscard]] const Directions& of_reference(std::string_view name, Language to) const;
  [[nodiscard]] const Directions& of_kind(NameKind kind) const { return kinds_[static_cast<std::size_t>(kind)]; }
  std::array<Directions, 4> kinds_;  // by NameKind
  Directions fields_;
};

struct PrintOptions {
  Language language = Language::zh;
  const NameMap* names = nullptr;  // null: names stay as they are, only keywords change
};

std::string print(const syntax::File& file, const PrintOptions& options);
std::string print(const syntax::Expr& expression, const PrintOptions& options);
/// The language in which most keywords of the file are written.
Language language_of(const syntax::File& file);

}  // namespace hegui::dsl

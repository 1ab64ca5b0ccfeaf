// The canonical text of a syntax tree, in Chinese or in English keywords, with its comments.
// Called by `rules fmt`, by messages that quote an expression, and by tests.
// Afterwards parsing the text gives an equal tree, and printing that tree gives the same text.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "dsl/diagnostic.hpp"
#include "dsl/syntax.hpp"

namespace hegui::dsl {

/// Names that have a partner in the other language: 决算 – actual, 报告 – report, 总数 – total.
/// A name with two different partners has none: the text would change its meaning.
class NameMap {
 public:
  /// Begins with the records, fields, built-in functions and types of the language.
  NameMap();
  /// Adds the names that the items of a file declare with an English name.
  void add(const syntax::File& file);
  void add(std::string_view zh, std::string_view en);
  void add_field(std::string_view zh, std::string_view en);
  /// The partner in `to`, or `name` itself.
  [[nodiscard]] std::string_view translate(std::string_view name, Language to) const;
  [[nodiscard]] std::string_view translate_field(std::string_view name, Language to) const;

 private:
  using Partners = std::map<std::string, std::string, std::less<>>;  // an empty partner: ambiguous
  static void pair(Partners& forward, Partners& backward, std::string_view zh, std::string_view en);
  static std::string_view look_up(const Partners& partners, std::string_view name);
  Partners to_en_, to_zh_, field_to_en_, field_to_zh_;
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

// Pieces of canonical text: names, quotes, numbers, expressions.
// Shared by the two halves of the printer.
// Afterwards each piece parses back to what it was made from.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/keyword.hpp"
#include "dsl/printer.hpp"
#include "dsl/records.hpp"

namespace hegui::dsl {

class TextPrinter {
 public:
  explicit TextPrinter(const PrintOptions& options) : options_(options) {}

  [[nodiscard]] bool zh() const { return options_.language == Language::zh; }
  [[nodiscard]] std::string_view key(Keyword keyword) const { return spelling(keyword, options_.language); }
  [[nodiscard]] std::string_view choose(std::string_view in_zh, std::string_view in_en) const {
    return zh() ? in_zh : in_en;
  }
  /// Names bound inside the item at hand (令, 对每个, 每个, arguments): they are never translated.
  void bind(const syntax::Item& item);

  [[nodiscard]] std::string term(const syntax::Name& name) const;                       // as it is
  [[nodiscard]] std::string translated(const syntax::Name& name, NameKind kind) const;  // of something declared
  [[nodiscard]] std::string basis(const syntax::Name& name) const;
  [[nodiscard]] std::string declared(const syntax::Name& name, const std::optional<syntax::Name>& english) const;
  [[nodiscard]] std::string type(const syntax::Name& name, const std::vector<syntax::Name>& nouns) const;
  [[nodiscard]] std::string text(const syntax::Template& text) const;   // plain
  [[nodiscard]] std::string title(const syntax::Template& text) const;  // 《…》 or plain
  [[nodiscard]] std::string raw(const syntax::Template& text) const;
  [[nodiscard]] std::string interpolated(const syntax::Template& text) const;
  [[nodiscard]] std::string date(const syntax::DateLiteral& date) const;
  [[nodiscard]] std::string query_term(const syntax::QueryTerm& term) const;
  [[nodiscard]] std::string expr(const syntax::Expr& expression) const;
  /// The expression in lines that end before 且, 或, 否则 where it is too long. It begins in cell `used`, its further
  /// lines in cell `indent`; `behind` cells are needed after it.
  [[nodiscard]] std::string wrapped(const syntax::Expr& expression, std::size_t used, std::size_t indent,
                                    std::size_t behind) const;

 private:
  [[nodiscard]] std::string wrapped_bare(const syntax::Expr& expression, std::size_t used, std::size_t indent,
                                         std::size_t behind) const;
  [[nodiscard]] std::string wrapped_list(std::string head, const std::vector<syntax::ExprPtr>& values, std::size_t used,
                                         std::size_t indent) const;
  [[nodiscard]] std::string bare(const syntax::Expr& expression) const;
  [[nodiscard]] std::string reference(const syntax::Name& name) const;
  [[nodiscard]] std::string list(const std::vector<syntax::ExprPtr>& values) const;
  [[nodiscard]] std::string bracketed(std::string_view inside) const;

  [[nodiscard]] std::string_view field(const syntax::Member& member) const;
  [[nodiscard]] std::optional<Record> record_of(const syntax::Expr& expression) const;

  PrintOptions options_;
  std::set<std::string, std::less<>> bound_;
  std::map<std::string, Record, std::less<>> bound_records_;  // loop variables whose record is known
};

}  // namespace hegui::dsl

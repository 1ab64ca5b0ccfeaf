// Building the tree: what the parser has read and not yet used, and one member function for each grammar rule that
// counts. Driven by the actions in parser.cpp; knows nothing of the grammar library. Afterwards `file` holds every
// whole item, and `diagnostics` one entry for every broken one.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "dsl/diagnostic.hpp"
#include "dsl/keyword.hpp"
#include "dsl/syntax.hpp"

namespace hegui::dsl {

/// Leaves the item at hand; its diagnostic has been recorded.
struct SyntaxError {};
/// Leaves the file at hand.
struct TooManyErrors {};

class Builder {
 public:
  explicit Builder(std::shared_ptr<const Source> source);

  // ---- places ----
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] std::string_view text(Span span) const { return text_.substr(span.begin, span.end - span.begin); }
  /// Blanks and comments were read from `begin` to `end`; an error behind them is told at their beginning.
  void blanks(std::uint32_t begin, std::uint32_t end);
  /// The end of the last token when `offset` lies behind the blanks that follow it, else `offset`.
  [[nodiscard]] std::uint32_t end_of_token(std::uint32_t offset) const;
  [[nodiscard]] Span trimmed(std::uint32_t begin, std::uint32_t end) const;

  // ---- errors ----
  [[noreturn]] void fail(Diagnostic diagnostic);
  [[noreturn]] void fail(std::string_view code, Span span, std::vector<std::string> arguments = {});
  void report(std::string_view code, Span span, std::vector<std::string> arguments = {});
  /// The innermost quote, bracket or brace that is open.
  [[nodiscard]] std::optional<Span> opener() const;
  void open(Span span) { openers_.push_back(span); }
  void close(Span) { openers_.pop_back(); }
  static constexpr int max_nesting = 200;
  static constexpr std::uint32_t max_height = 1000;  // of an expression: a chain of operators counts, too
  static constexpr std::size_t max_diagnostics = 100;
  int nesting = 0;

  // ---- items: begun by their keyword, finished by their last clause ----
  /// What the item at hand is, for messages; set as soon as its keyword has been read.
  [[nodiscard]] std::optional<Keyword> item() const { return item_; }
  [[nodiscard]] bool english_item() const { return english_item_; }
  [[nodiscard]] bool has_requirement() const;
  /// The rule at hand has no title and no clause yet.
  [[nodiscard]] bool is_bare() const;
  /// True when the last word of a list ends at `end`: what follows may lack its separator.
  [[nodiscard]] bool after_list(std::uint32_t end) const { return end == list_end_; }
  void begin_item(Span keyword);
  void abandon();  // after an error
  void comment(Span s);

  // ---- names ----
  void decl_name(Span s);
  void english(Span s);
  void word(Span s);  // a word of a list, or a single name of a clause
  void label_name(Span s) { label_ = name(s); }
  void bound_name(Span s) { bound_.push_back(name(s)); }

  // ---- quotes ----
  void text_body(Span s);
  void raw_body(Span s);
  void book_title(Span s);
  void template_open(Span s);
  void run(Span s);
  void nested_open(Span s);
  void nested_close(Span s);
  void hole_value(Span s);
  void template_end(Span s);

  // ---- literals and primaries ----
  void figure(Span s) { figure_ = s; }
  void unit(Span s);
  void number(Span s);
  void date(Span s);
  void date_literal(Span s);
  void text_literal(Span s);
  void regex_body(Span s);
  void true_value(Span s);
  void false_value(Span s);
  void query_open(Span s);
  void query_name(Span s);
  void within_term(Span);
  void parts_term(Span);
  void binding_value(Span s);
  void query_term(Span s);
  void query(Span s);
  void parenthesised(Span s);
  void reference_name(Span s) { references_.push_back(name(s)); }
  void plain_reference(Span s);
  void mark(Span s);
  void call(Span s);
  void aggregate(Span s);
  void any_of(Span s);
  void all_of(Span s);
  void section_ref(Span s);
  void list_name(Span s) { list_ = name(s); }
  void word_list(Span s);
  void every(Span s);
  void some(Span s);
  void near_scope(syntax::NearScope scope) { scopes_.push_back(scope); }
  void near(Span s);

  // ---- operators ----
  void op(syntax::BinaryOp op) { ops_.push_back(op); }
  void binary(Span s);
  void tolerance_value(Span s);
  void rounding(Span s);
  void unary(syntax::UnaryOp op, Span s);
  void lacks_alone(Span s);
  void default_value(Span s);
  void lacks(Span s) { exprs_.back().expr->span = s; }
  void field_name(Span s);
  void if_then(Span s);

  // ---- clauses ----
  void level(Keyword level, Span s);
  void grade_when(Span s);
  void severity(Span s);
  void basis_clause(Span s);
  void tags(Span s);
  void from(Span s);
  void until(Span s);
  void applies(Span s);
  void for_each(Span s);
  void let(Span s);
  void when(Span s);
  void exception(Span s);
  void unless(Span s);
  void report_missing(Span) { report_missing_ = true; }
  void require(Span s);
  void forbid(Span s);
  void message(Span s);
  void advice(Span s);
  void replaces(Span s);
  void refines(Span s);
  void gather_word(Span s);
  void gather(Span s);
  void evidence_start(Span) { marks_.push_back(exprs_.size()); }
  void evidence(Span s);
  void setting_name(Span s);
  void setting(Span s);

  void book_title_clause(Span s);
  void version_word(Span s) { version_ = name(s); }
  void book_version(Span s);
  void use(Span s);
  void change(Span s);
  void rulebook(Span s);
  void basis_number(Span s);
  void article(Span s);
  void checked(Span s);
  void replaced_by(Span s);
  void basis(Span s);
  void note(Span s);
  void param(Span s);
  void words_item(Span s);
  void aspect_head(Span s);
  void member_head(Span s);
  void member_also(Span s);
  void member_parts(Span s);
  void member_means(Span s);
  void member_implies(Span s);
  void member(Span s);
  void default_member(Span s);
  void aspect(Span s);
  void type_name(Span s);
  void type_nouns(Span s);
  void concept_type(Span s);
  void also(Span s);
  void formula(Span s);
  void values(Span s);
  void implies(Span s);
  void under(Span s);
  void concept_(Span s);
  void section_item(Span s);
  void pattern(Span s);
  void yields(Span s);
  void phrase(Span s);
  void parameter_name(Span s) { parameter_ = name(s); }
  void parameter(Span s);
  void result_type(Span s);
  void define(Span s);
  void rule_title(Span s);
  void rule_item(Span s);
  void profile_disable(Span s);
  void profile(Span s);
  void override_item(Span s);
  void disable_item(Span s);
  void waiver_unit(Span s);
  void waiver_year(Span s);
  void waiver_reason(Span s);
  void waiver_by(Span s);
  void waiver_to(Span s);
  void waive(Span s);
  void block_body(Span s);
  void report_clause(Span s);
  void at_text(Span s);
  void message_text(Span s);
  void expected_level(Span s);
  void expectation(syntax::TestExpectation::Kind kind, Span s);
  void test_title(Span s);
  void test(Span s);

  // ---- the result ----
  syntax::File file;
  std::vector<Diagnostic> diagnostics;

 private:
  struct Built {
    syntax::ExprPtr expr;
    std::uint32_t height = 1;
  };
  [[nodiscard]] syntax::Name name(Span s) const;
  [[nodiscard]] std::string unescaped(Span s);
  template <class Node>
  void push(Span s, Node node, std::uint32_t height = 1);
  syntax::ExprPtr pop();
  Built pop_built();
  void push_built(Span s, Built built);
  std::vector<syntax::Name> take_words();
  syntax::Name take_word();
  template <class Clause>
  void clause(Span s, Clause clause);
  /// Refuses a second clause of a kind that stands once.
  void once(bool present, Span s);
  template <class Draft>
  Draft& draft();
  template <class Draft>
  void finish(Span s);
  [[nodiscard]] std::string doc_above(Span s) const;

  std::string_view text_;
  std::uint32_t blank_begin_ = 0;
  std::uint32_t blank_end_ = 0;
  std::vector<Span> openers_;
  std::optional<Keyword> item_;
  bool english_item_ = false;
  std::uint32_t list_end_ = 0;
  syntax::ItemNode draft_;
  std::optional<syntax::Name> declared_;
  std::optional<syntax::Name> english_;

  std::vector<syntax::Name> words_;
  std::vector<syntax::Name> bound_;
  std::vector<syntax::Name> references_;
  std::optional<syntax::Name> label_;
  syntax::Name list_, type_, parameter_, gather_;
  std::optional<syntax::Name> version_;
  std::vector<syntax::Name> nouns_;

  std::vector<syntax::Template> templates_;  // open ones, innermost last
  syntax::Template template_;                // the last whole one
  std::optional<syntax::Template> title_, note_, at_text_, message_text_;

  Span figure_;
  std::string unit_;
  syntax::DateLiteral date_;
  std::vector<syntax::QueryTerm> terms_;
  syntax::QueryTerm term_;
  std::vector<Built> exprs_;
  std::vector<std::size_t> marks_;
  std::vector<syntax::BinaryOp> ops_;
  std::vector<syntax::NearScope> scopes_;
  syntax::ExprPtr exception_;
  bool report_missing_ = false;
  std::vector<syntax::Severity> grades_;
  std::string expected_level_;
  std::vector<syntax::RuleClause> clauses_;
  syntax::Name setting_name_;
  std::vector<syntax::ParamSetting> settings_;
  std::optional<syntax::AspectMember> member_;
  bool has_report_ = false;
};

}  // namespace hegui::dsl

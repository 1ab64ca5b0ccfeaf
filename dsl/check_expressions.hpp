// Names and types of expressions: a syntax tree in, checked nodes of the program out.
// One object per item, over the item's scope; used by the passes for formulas, rules, overlays and tests.
// Afterwards every node has a type; one that could not be resolved is unknown and silent.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dsl/builtin.hpp"
#include "dsl/check_context.hpp"
#include "dsl/check_types.hpp"
#include "dsl/records.hpp"

namespace hegui::dsl::checking {

class Expressions {
 public:
  Expressions(Context& context, Scope& scope) : context_(context), program_(*context.program), scope_(scope) {}

  /// Any expression, whatever its type.
  ExprId check(const syntax::Expr& tree);
  /// A condition; anything else is reported.
  ExprId condition(const syntax::Expr& tree);
  /// A number, text, fact …: anything but a condition.
  ExprId value(const syntax::Expr& tree);
  /// Text with interpolated values.
  ExprId text(const syntax::Template& tree, Span span);
  /// What a loop runs over: a list, or a query (all its facts).
  ExprId list(const syntax::Expr& tree);
  /// Type and aspect of the loop variable over a checked list.
  [[nodiscard]] Type loop_type(ExprId list) const;

  [[nodiscard]] const Type& type(ExprId id) const { return program_.expressions[id.value].type; }
  /// Adds a local name; reports one that hides another name.
  std::uint32_t declare_local(const syntax::Name& name, Type type, ExprId value, bool is_let);
  void undeclare_local() { scope_.locals.pop_back(); }

 private:
  // check_expressions.cpp: literals, names, fields, texts
  ExprId node(const syntax::Expr& tree, const syntax::NumberLiteral& literal);
  ExprId node(const syntax::Expr& tree, const syntax::DateLiteral& literal);
  ExprId node(const syntax::Expr& tree, const syntax::TextLiteral& literal);
  ExprId node(const syntax::Expr& tree, const syntax::RegexLiteral& literal);
  ExprId node(const syntax::Expr& tree, const syntax::BoolLiteral& literal);
  ExprId node(const syntax::Expr& tree, const syntax::Reference& reference);
  ExprId node(const syntax::Expr& tree, const syntax::Member& member);
  // check_calls.cpp: functions, loops, words, sections, nearness
  ExprId node(const syntax::Expr& tree, const syntax::Call& call);
  ExprId node(const syntax::Expr& tree, const syntax::Quantifier& quantifier);
  ExprId node(const syntax::Expr& tree, const syntax::AnyOf& any);
  ExprId node(const syntax::Expr& tree, const syntax::SectionRef& section);
  ExprId node(const syntax::Expr& tree, const syntax::WordsRef& words);
  ExprId node(const syntax::Expr& tree, const syntax::Near& near);
  // check_queries.cpp
  ExprId node(const syntax::Expr& tree, const syntax::Query& query);
  // check_operators.cpp
  ExprId node(const syntax::Expr& tree, const syntax::Unary& unary);
  ExprId node(const syntax::Expr& tree, const syntax::Binary& binary);
  ExprId node(const syntax::Expr& tree, const syntax::DefaultIfMissing& fallback);
  ExprId node(const syntax::Expr& tree, const syntax::If& choice);

  ExprId logical(const syntax::Expr& tree, const syntax::Binary& binary);
  ExprId comparison(const syntax::Expr& tree, const syntax::Binary& binary);
  ExprId arithmetic(const syntax::Expr& tree, const syntax::Binary& binary);
  ExprId search(const syntax::Expr& tree, const syntax::Binary& binary);  // 包含, 匹配
  ExprId within(const syntax::Expr& tree, const syntax::Binary& binary);
  ExprId or_else(const syntax::Expr& tree, const syntax::Binary& binary);
  void check_tolerance(const syntax::Binary& binary, ExprId comparison_node, const Type& compared);
  void check_known_value(ExprId side, ExprId other, const syntax::Expr& other_tree);
  bool agree(const syntax::Expr& left_tree, ExprId left, const syntax::Expr& right_tree, ExprId right,
             std::string_view code);
  void report_bare_number(const syntax::Expr& literal_tree, const syntax::NumberLiteral& literal, const Type& other);
  /// A bare 0 takes the unit of the other side: zero is zero in every unit.
  void adapt_zero(ExprId literal, const Type& other);
  /// The common type of two values that may stand in for each other; unknown when there is none (reported).
  Type common_type(const syntax::Expr& tree, const syntax::Expr& left_tree, ExprId left, const syntax::Expr& right_tree,
                   ExprId right, std::string_view code);

  ExprId builtin(const syntax::Expr& tree, const syntax::Call& call, const BuiltinRow& row);
  ExprId function(const syntax::Expr& tree, const syntax::Call& call, FunctionId id);
  /// An argument that an aggregate closes over: a list or a query. Unknown type when it is neither (reported).
  ExprId aggregate_argument(const syntax::Expr& tree, bool single);
  ExprId sought(const syntax::Expr& tree, std::string_view code);

  /// Text, or a record that stands for its text; otherwise reported.
  ExprId as_text(const syntax::Expr& tree, ExprId id, bool lists);
  ExprId printable(const syntax::Expr& tree);
  ExprId member_constant(const syntax::Expr& tree, const syntax::Name& name, std::string_view aspect);
  [[nodiscard]] std::string_view aspect_of(ExprId id) const;
  ExprId field_node(Span span, ExprId object, const FieldRow& row);
  bool resolve_term(const syntax::QueryTerm& term, Query& query, std::vector<Binding>& implied);

  ExprId add(Op op, const syntax::Expr& tree, Type type, std::vector<ExprId> children = {}, std::uint32_t index = 0);
  ExprId unknown(const syntax::Expr& tree);
  Local* find_local(std::string_view name);
  void report_unknown_reference(const syntax::Expr& tree, const syntax::Name& name);  // check_unknown.cpp
  [[nodiscard]] std::string quote(const syntax::Expr& tree) const;
  Diagnostic& report(std::string_view code, Span span, std::vector<std::string> arguments = {}) {
    return context_.report(code, *scope_.file, span, std::move(arguments));
  }
  /// `0` or 2 extra arguments: Chinese and English name of a type.
  static void append_type(std::vector<std::string>& arguments, const Type& type) {
    arguments.push_back(type_name(type, false));
    arguments.push_back(type_name(type, true));
  }

  Context& context_;
  Program& program_;
  Scope& scope_;
  // Of the query at hand.
  std::string quote_terms_, first_year_;
  bool year_stated_ = false;
  bool text_expected_ = false;  // the operand at hand should be words of the report
};

/// Types a parameter or function on demand, so that their order in the files does not matter (check_formulas.cpp).
void ensure_parameter(Context& context, ParamId id);
void ensure_function(Context& context, FunctionId id);

}  // namespace hegui::dsl::checking

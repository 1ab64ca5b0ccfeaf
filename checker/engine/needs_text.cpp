#include "checker/engine/needs_text.hpp"

#include <algorithm>
#include <vector>

namespace hegui::engine {

using dsl::ExprId;
using dsl::Field;
using dsl::Op;

namespace {

/// Looks below expressions, through lets and declared functions, at most once at each.
class Search {
 public:
  Search(const dsl::Program& program, const dsl::Rule& rule)
      : program_(program),
        rule_(rule),
        seen_(program.expressions.size(), false),
        called_(program.functions.size(), false) {}

  bool below(ExprId id) {
    if (id.value >= seen_.size() || seen_[id.value]) return false;
    seen_[id.value] = true;
    const dsl::Expr& expr = program_.expressions[id.value];
    if (expr.op == Op::section || expr.op == Op::near) return true;
    if (expr.op == Op::field && needs_text(static_cast<Field>(expr.index))) return true;
    if (expr.op == Op::call_function && expr.index < called_.size() && !called_[expr.index]) {
      called_[expr.index] = true;
      if (below(program_.functions[expr.index].body)) return true;
    }
    if (expr.op == Op::local)
      for (const dsl::Let& let : rule_.lets)
        if (let.slot == expr.index && below(let.value)) return true;
    return std::any_of(expr.children.begin(), expr.children.end(), [&](ExprId child) { return below(child); });
  }

 private:
  const dsl::Program& program_;
  const dsl::Rule& rule_;
  std::vector<bool> seen_, called_;
};

}  // namespace

bool needs_text(Field field) {
  switch (field) {
    case Field::report_title:
    case Field::report_unit:
    case Field::report_region:
    case Field::report_year:
    case Field::report_type:
    case Field::report_date:
    case Field::report_signed:
    case Field::report_breakdowns:
    case Field::report_indicators:
    case Field::report_changes:
    case Field::report_ratios:
    case Field::report_unit_costs:
    case Field::report_facts:
    case Field::report_rates:
    case Field::report_citations:
    case Field::report_attachments:
    case Field::report_leaf_indicators:
    case Field::report_score_items:
    case Field::breakdown_total:
    case Field::breakdown_parts:
    case Field::breakdown_exhaustive:
    case Field::breakdown_unit_slip:
    case Field::breakdown_cue:
    case Field::breakdown_from_table:
    case Field::breakdown_part_shares:
    case Field::indicator_name:
    case Field::indicator_level:
    case Field::indicator_weight:
    case Field::indicator_target:
    case Field::indicator_actual:
    case Field::indicator_score:
    case Field::indicator_reason:
    case Field::indicator_parent:
    case Field::indicator_is_total:
    case Field::indicator_from_table:
    case Field::indicator_target_text:
    case Field::indicator_actual_text:
    case Field::indicator_at_most:
    case Field::change_name:
    case Field::change_current:
    case Field::change_previous:
    case Field::change_delta:
    case Field::change_rate:
    case Field::change_additions:
    case Field::change_reductions:
    case Field::change_reason:
    case Field::change_direction:
    case Field::change_base:
    case Field::change_scope:
    case Field::ratio_name:
    case Field::ratio_rate:
    case Field::ratio_numerator:
    case Field::ratio_denominator:
    case Field::ratio_share:
    case Field::ratio_scope:
    case Field::fact_name:
    case Field::fact_value:
    case Field::fact_unit:
    case Field::fact_values:
    case Field::fact_concept:
    case Field::fact_scope:
    case Field::fact_decimals:
    case Field::fact_stage:
    case Field::fact_flow:
    case Field::fact_fund:
    case Field::fact_year:
    case Field::fact_label:
    case Field::fact_in_table:
    case Field::fact_in_heading:
    case Field::fact_approximate:
    case Field::citation_title:
    case Field::citation_number:
    case Field::citation_year:
    case Field::attachment_name:
    case Field::attachment_is_listed: return false;
    default: return true;
  }
}

bool needs_text(const dsl::Program& program, const dsl::Rule& rule) {
  Search search(program, rule);
  const auto any = [&](const auto& items, const auto& expression) {
    return std::any_of(items.begin(), items.end(), [&](const auto& item) { return search.below(expression(item)); });
  };
  const auto itself = [](ExprId id) { return id; };
  return any(rule.applies, itself) || any(rule.when, itself) ||
         any(rule.for_each, [](const dsl::Rule::ForEach& each) { return each.list; }) ||
         any(rule.require, [](const dsl::Require& require) { return require.condition; }) ||
         any(rule.unless, [](const dsl::Unless& unless) { return unless.condition; }) ||
         any(rule.unless, [](const dsl::Unless& unless) { return unless.exception; });
}

}  // namespace hegui::engine

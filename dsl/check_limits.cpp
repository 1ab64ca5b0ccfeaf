// Bounds from comparisons with literals.
#include "dsl/check_limits.hpp"

namespace hegui::dsl::checking {

namespace {

struct Comparison {
  std::string subject;
  Op op;
  Number limit;
};

Op mirrored(Op op) {
  switch (op) {
    case Op::less: return Op::greater;
    case Op::less_equal: return Op::greater_equal;
    case Op::greater: return Op::less;
    case Op::greater_equal: return Op::less_equal;
    default: return op;
  }
}

std::optional<Comparison> comparison_of(const Program& program, ExprId id) {
  if (id.value >= program.expressions.size()) return std::nullopt;
  const Expr& expr = program.expressions[id.value];
  const bool compares = expr.op == Op::equal || expr.op == Op::less || expr.op == Op::less_equal ||
                        expr.op == Op::greater || expr.op == Op::greater_equal;
  if (!compares || expr.children.size() != 2) return std::nullopt;
  const Expr& left = program.expressions[expr.children[0].value];
  const Expr& right = program.expressions[expr.children[1].value];
  const bool literal_right = right.op == Op::literal_quantity;
  if (literal_right == (left.op == Op::literal_quantity)) return std::nullopt;
  const Expr& literal = literal_right ? right : left;
  std::string subject;
  for (const char c : program.text_of(expr.children[literal_right ? 0 : 1])) {
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') subject += c;
  }
  return Comparison{std::move(subject), literal_right ? expr.op : mirrored(expr.op), literal.quantity.value};
}

bool is_upper(Op op) { return op == Op::less || op == Op::less_equal; }
bool is_lower(Op op) { return op == Op::greater || op == Op::greater_equal; }

}  // namespace

std::string Limits::add(ExprId condition) {
  if (condition.value >= program_.expressions.size()) return {};
  const Expr& expr = program_.expressions[condition.value];
  if (expr.op == Op::logical_and) {
    std::string found = add(expr.children[0]);
    return found.empty() ? add(expr.children[1]) : found;
  }
  const std::optional<Comparison> comparison = comparison_of(program_, condition);
  if (!comparison) return {};
  Bounds& bounds = bounds_[comparison->subject];
  const Op op = comparison->op;
  const Number& limit = comparison->limit;
  if ((is_upper(op) || op == Op::equal) &&
      (!bounds.high || limit < *bounds.high || (limit == *bounds.high && op == Op::less))) {
    bounds.high = limit;
    bounds.high_open = op == Op::less;
  }
  if ((is_lower(op) || op == Op::equal) &&
      (!bounds.low || *bounds.low < limit || (limit == *bounds.low && op == Op::greater))) {
    bounds.low = limit;
    bounds.low_open = op == Op::greater;
  }
  if (!bounds.low || !bounds.high) return {};
  const bool empty =
      *bounds.high < *bounds.low || (*bounds.high == *bounds.low && (bounds.low_open || bounds.high_open));
  return empty ? comparison->subject : std::string();
}

bool implies(const Program& program, ExprId condition, ExprId other) {
  const std::optional<Comparison> a = comparison_of(program, condition), b = comparison_of(program, other);
  if (!a || !b || a->subject != b->subject) return false;
  if (is_upper(b->op) && (is_upper(a->op) || a->op == Op::equal))
    return a->limit < b->limit || (a->limit == b->limit && (b->op == Op::less_equal || a->op == Op::less));
  if (is_lower(b->op) && (is_lower(a->op) || a->op == Op::equal))
    return b->limit < a->limit || (a->limit == b->limit && (b->op == Op::greater_equal || a->op == Op::greater));
  return b->op == Op::equal && a->op == Op::equal && a->limit == b->limit;
}

}  // namespace hegui::dsl::checking

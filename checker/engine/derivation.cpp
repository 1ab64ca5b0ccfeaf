#include "checker/engine/derivation.hpp"

#include <algorithm>
#include <vector>

#include "dsl/builtin.hpp"

namespace hegui::engine {

using dsl::Expr;
using dsl::ExprId;
using dsl::Op;
using Kind = Value::Kind;

namespace {

constexpr std::size_t kShownTerms = 16;  // of a sum

int strength_of(Op op) {
  switch (op) {
    case Op::add:
    case Op::subtract: return 1;
    case Op::multiply:
    case Op::divide: return 2;
    default: return 3;
  }
}

std::string_view sign_of(Op op) {
  switch (op) {
    case Op::add: return " ＋ ";
    case Op::subtract: return " － ";
    case Op::multiply: return " × ";
    default: return " ÷ ";
  }
}

bool is_call_of(const Expr& expr, dsl::Builtin builtin) {
  return expr.op == Op::call_builtin && dsl::builtins()[expr.index].builtin == builtin;
}

/// The relation that really holds between two figures.
std::string_view relation(const Value& a, const Value& b) {
  if (a.number() < b.number()) return " ＜ ";
  return a.number() > b.number() ? " ＞ " : " ＝ ";
}

}  // namespace

std::string Evaluator::with_figures(ExprId id, int outer_strength) {
  const Expr& expr = program_.expressions[id.value];
  switch (expr.op) {
    case Op::local: {
      const ExprId let = let_value(expr.index);
      return let.valid() && frame_count_ == 1 ? with_figures(let, outer_strength) : show(evaluate(id));
    }
    case Op::default_if_missing:
    case Op::or_else: {
      const Value first = evaluate(expr.children[0]);
      return with_figures(expr.children[first.is_missing() ? 1 : 0], outer_strength);
    }
    case Op::negate: return "－" + with_figures(expr.children[0], 3);
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide: {
      const int own = strength_of(expr.op);
      // The right operand of － and ÷ keeps its brackets even at equal strength.
      const bool strict = expr.op == Op::subtract || expr.op == Op::divide;
      std::string text = with_figures(expr.children[0], own) + std::string(sign_of(expr.op)) +
                         with_figures(expr.children[1], strict ? own + 1 : own);
      return own < outer_strength ? "（" + text + "）" : text;
    }
    case Op::call_builtin: {
      if (!is_call_of(expr, dsl::Builtin::sum)) break;
      std::string text;
      std::size_t terms = 0;
      for (const ExprId child : expr.children) {
        const Items items = elements(child, true);
        for (const Value& item : *items) {
          if (!item.is_known()) continue;
          if (terms < kShownTerms) text += (terms == 0 ? "" : " ＋ ") + show(as_figure(item));
          ++terms;
        }
      }
      if (terms > kShownTerms) text += " ＋ …（共" + std::to_string(terms) + "项）";
      return terms > 1 && outer_strength > 1 ? "（" + text + "）" : text;
    }
    default: break;
  }
  return show(as_figure(evaluate(id)));
}

namespace {

/// One side of a comparison: “80万元 ÷ 100万元 ＝ 80%”, or just the figure.
struct Side {
  std::string text, value;
  bool computed = false;
  bool stated = false;    // a figure of the report
  bool required = false;  // a figure of the rule
};

Side side_of(Evaluator& evaluator, ExprId id, const Value& value) {
  Side side;
  side.value = evaluator.show(value);
  side.text = evaluator.with_figures(id);
  if (value.fact != kNoFact) {
    side.stated = true;
    const FactIndex& index = evaluator.index();
    if (index.is_derived(value.fact) && value.fact >= index.stated_count()) {
      side.text = index.fact(value.fact).label;
      side.stated = false;
    }
  }
  const Op op = evaluator.program().expressions[id.value].op;
  side.required = op == Op::literal_quantity || op == Op::parameter || op == Op::call_function;
  side.computed = side.text != side.value;
  if (side.computed) side.text += " ＝ " + side.value;
  return side;
}

}  // namespace

std::string derivation_of(Evaluator& evaluator, const Compared& compared) {
  if (!compared.left.is(Kind::quantity) || !compared.right.is(Kind::quantity)) return {};
  const Expr& expr = evaluator.program().expressions[compared.expression.value];
  const Side left = side_of(evaluator, expr.children[0], compared.left);
  const Side right = side_of(evaluator, expr.children[1], compared.right);
  const bool equality = expr.op == Op::approx || expr.op == Op::equal || expr.op == Op::not_equal;
  if (left.computed && right.computed) return left.text + "；" + right.text;
  if (left.computed != right.computed) {
    const Side& computed = left.computed ? left : right;
    const Side& plain = left.computed ? right : left;
    if (equality && (plain.stated || !plain.required)) return computed.text + "，报告写" + plain.value;
    if (equality) return computed.text + "，应为" + plain.value;
    // 3.87万元 ＜ 10万元 × 50% ＝ 5万元: what was held against what, in the order of the rule where it reads so.
    if (plain.stated && right.computed)
      return plain.value + std::string(relation(compared.left, compared.right)) + computed.text;
    return computed.text +
           std::string(left.computed ? relation(compared.left, compared.right)
                                     : relation(compared.right, compared.left)) +
           plain.value;
  }
  // Counts and years of the report's own outline are no arithmetic.
  if (compared.left.number() == compared.right.number() || (!left.stated && !right.stated)) return {};
  return left.value + std::string(relation(compared.left, compared.right)) + right.value;
}

namespace {

/// An expression, seen through lets of the rule and the alternative of 或无则 that was taken.
ExprId taken(Evaluator& evaluator, ExprId id) {
  for (int steps = 0; steps < 8 && id.valid(); ++steps) {
    const Expr& expr = evaluator.program().expressions[id.value];
    if (expr.op == Op::local) {
      id = evaluator.let_value(expr.index);
    } else if (expr.op == Op::or_else) {
      id = expr.children[evaluator.evaluate(expr.children[0]).is_missing() ? 1 : 0];
    } else {
      break;
    }
  }
  return id;
}

bool is_money(const Value& value) { return value.is(Kind::quantity) && value.dimension == dsl::Dimension::money; }

/// Two figures of one thing: the budget of the department and what it spent, not a part and its whole.
bool of_one_thing(Evaluator& evaluator, const Value& a, const Value& b) {
  if (a.fact == kNoFact || b.fact == kNoFact) return false;
  const FactIndex& index = evaluator.index();
  const report::Fact& one = index.fact(a.fact);
  const report::Fact& other = index.fact(b.fact);
  const report::AspectValue* const in = one.aspect(index.plan().scope);
  const report::AspectValue* const there = other.aspect(index.plan().scope);
  return one.concept_id == other.concept_id && (in == nullptr) == (there == nullptr) &&
         (in == nullptr || in->member == there->member);
}

std::optional<dsl::Number> unless_zero(const dsl::Number& money) {
  return money.is_zero() ? std::nullopt : std::optional(money.abs());
}

/// A rate of money against a line (80%, 110%): what was spent beside what was meant to be, or the change itself. How
/// far the rate is from the line is no sum that anybody looks for.
std::optional<dsl::Number> apart_of_rate(Evaluator& evaluator, const Expr& divide) {
  const Value part = evaluator.evaluate(divide.children[0]);
  const Value whole = evaluator.evaluate(divide.children[1]);
  if (!is_money(part) || !is_money(whole)) return std::nullopt;
  const ExprId numerator = taken(evaluator, divide.children[0]);
  if (numerator.valid() && evaluator.program().expressions[numerator.value].op == Op::subtract)
    return unless_zero(part.number());
  if (!of_one_thing(evaluator, part, whole)) return std::nullopt;
  return unless_zero(part.number() - whole.number());
}

/// 决算 < 预算 × 50%: the budget, where it is of the same thing as the other side.
std::optional<Value> unscaled(Evaluator& evaluator, ExprId id, const Value& other) {
  id = taken(evaluator, id);
  if (!id.valid() || evaluator.program().expressions[id.value].op != Op::multiply) return std::nullopt;
  for (const ExprId factor : evaluator.program().expressions[id.value].children) {
    Value value = evaluator.evaluate(factor);
    if (is_money(value) && of_one_thing(evaluator, value, other)) return value;
  }
  return std::nullopt;
}

}  // namespace

std::optional<dsl::Number> difference_of(Evaluator& evaluator, const Compared& compared) {
  const Value& left = compared.left;
  const Value& right = compared.right;
  if (!left.is(Kind::quantity) || !right.is(Kind::quantity)) return std::nullopt;
  const Expr& expr = evaluator.program().expressions[compared.expression.value];
  const bool equality = expr.op == Op::approx || expr.op == Op::equal;
  if (is_money(left) && is_money(right)) {
    if (!equality) {
      if (const auto whole = unscaled(evaluator, expr.children[0], right))
        return unless_zero(whole->number() - right.number());
      if (const auto whole = unscaled(evaluator, expr.children[1], left))
        return unless_zero(whole->number() - left.number());
    }
    return unless_zero(left.number() - right.number());
  }
  std::vector<const Expr*> rates;
  for (const ExprId side : expr.children)
    if (const ExprId id = taken(evaluator, side); id.valid())
      if (const Expr& rate = evaluator.program().expressions[id.value]; rate.op == Op::divide) rates.push_back(&rate);
  if (rates.empty()) return std::nullopt;
  if (!equality) return rates.size() == 1 ? apart_of_rate(evaluator, *rates.front()) : std::nullopt;
  for (const Expr* rate : rates)
    if (const Value whole = evaluator.evaluate(rate->children[1]); is_money(whole))
      return unless_zero((left.number() - right.number()) * whole.number());
  return std::nullopt;
}

namespace {

/// A figure of the report, or one figure less another: 预算 － 基本支出预算.
bool is_figure(Evaluator& evaluator, ExprId id, const Value& value) {
  if (!is_money(value)) return false;
  if (value.fact != kNoFact) return true;
  const Expr& expr = evaluator.program().expressions[id.value];
  return expr.op == Op::subtract && std::all_of(expr.children.begin(), expr.children.end(),
                                                [&](ExprId side) { return evaluator.evaluate(side).fact != kNoFact; });
}

std::optional<dsl::Number> apart_of_two(Evaluator& evaluator, const Expr& subtract) {
  std::vector<Value> sides;
  for (const ExprId side : subtract.children) {
    sides.push_back(evaluator.evaluate(side));
    if (const ExprId id = taken(evaluator, side); !id.valid() || !is_figure(evaluator, id, sides.back()))
      return std::nullopt;
  }
  return unless_zero(sides[0].number() - sides[1].number());
}

/// What the values of one figure at its different places lie apart.
std::optional<dsl::Number> apart_of_values(Evaluator& evaluator, ExprId list) {
  std::optional<dsl::Number> least, most;
  const Items values = evaluator.loop_elements(list);
  for (const Value& value : *values) {
    if (!is_money(value)) continue;
    if (!least || value.number() < *least) least = value.number();
    if (!most || value.number() > *most) most = value.number();
  }
  return least ? unless_zero(*most - *least) : std::nullopt;
}

}  // namespace

std::optional<dsl::Number> told_difference(Evaluator& evaluator, ExprId message) {
  if (!message.valid()) return std::nullopt;
  const auto& expressions = evaluator.program().expressions;
  for (ExprId part : expressions[message.value].children) {
    part = taken(evaluator, part);
    if (part.valid() && is_call_of(expressions[part.value], dsl::Builtin::absolute))
      part = taken(evaluator, expressions[part.value].children[0]);
    if (!part.valid()) continue;
    const Expr& expr = expressions[part.value];
    std::optional<dsl::Number> apart;
    if (expr.op == Op::subtract) apart = apart_of_two(evaluator, expr);
    if (expr.op == Op::field && static_cast<dsl::Field>(expr.index) == dsl::Field::fact_values)
      apart = apart_of_values(evaluator, part);
    if (apart) return apart;
  }
  return std::nullopt;
}

}  // namespace hegui::engine

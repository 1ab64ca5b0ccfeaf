// Comparisons of quantities: exact on stated values, ≈ on the intervals that the stated places allow.
// Used by the evaluator, the aggregates and the search for slips.
// Afterwards a figure that is open to one side (95%以上) decides a comparison only when its whole interval does.
#include <algorithm>
#include <optional>

#include "checker/engine/value.hpp"

namespace hegui::engine {

using dsl::Interval;
using dsl::Number;

namespace {

/// What is certain of a quantity when it is compared: its stated value, unless that is open to one side.
Interval certain(const Value& a) {
  if (a.partial) return {a.number(), std::nullopt, false, false};
  return a.approximate ? a.interval() : Interval::exactly(a.number());
}

/// Whether every value of `a` is below every value of `b` (or equal to it, unless `strict`).
bool all_below(const Interval& a, const Interval& b, bool strict) {
  if (!a.high || !b.low) return false;
  if (*a.high != *b.low) return *a.high < *b.low;
  return !strict || a.high_open || b.low_open;
}

Truth less(const Interval& a, const Interval& b) {
  if (all_below(a, b, true)) return Truth::yes;
  return all_below(b, a, false) ? Truth::no : Truth::unknown;
}

/// Within `slack` of each other.
Truth equal(const Interval& a, const Interval& b, const Number& slack) {
  if (a.is_exact() && b.is_exact()) return known((*a.low - *b.low).abs() <= slack);
  const Interval reach = a + Interval{-slack, slack, false, false};
  return reach.intersects(b) ? Truth::unknown : Truth::no;
}

Interval widened(const Interval& a, const Number& by) { return a + Interval{-by, by, false, false}; }
Interval moved(const Interval& a, const Number& by) { return a + Interval::exactly(by); }

/// What rounding of the stated figures leaves, both sides together; at least one unit in the last place.
Number slack_of_rounding(const Value& a, const Value& b) {
  Number slack;
  for (const Value* v : {&a, &b})
    if (v->interval().low && v->interval().high) slack = slack + (*v->interval().high - *v->interval().low) / Number(2);
  return std::max({slack, a.last_place(), b.last_place()});
}

bool is_ratio(const Value& a) {
  return a.dimension == dsl::Dimension::rate || a.dimension == dsl::Dimension::number ||
         a.dimension == dsl::Dimension::points;
}

Number allowed(const Value& a, const Value& b, const Tolerance& tolerance) {
  if (tolerance.rounding) return slack_of_rounding(a, b);
  if (tolerance.amount == nullptr || !tolerance.amount->is(Value::Kind::quantity)) return Number();
  const Value& amount = *tolerance.amount;
  // 误差 0.5% between two amounts of money is meant in proportion to them.
  if (amount.dimension == dsl::Dimension::rate && !is_ratio(a) && !is_ratio(b))
    return amount.number().abs() * std::max(a.number().abs(), b.number().abs());
  return amount.number().abs();
}

std::string name_of(const Value& a) { return a.figure() != nullptr ? a.figure()->text() : std::string("一方"); }

Reasons missing_parts(const Value& a, const Value& b) {
  return join(a.partial ? a.reasons : nullptr, b.partial ? b.reasons : nullptr);
}

/// Whether the written figure is the other one cut off at its last place instead of rounded: 96.87% for 96.879%.
bool cut_off(const Value& figure, const Value& other) {
  if (!figure.written || figure.last_place().is_zero()) return false;
  const Interval cut = figure.number().sign() < 0
                           ? Interval{figure.number() - figure.last_place(), figure.number(), true, false}
                           : Interval{figure.number(), figure.number() + figure.last_place(), false, true};
  return cut.intersects(other.interval());
}

Comparison approximately(const Value& a, const Value& b, const Number& slack) {
  Comparison result;
  for (const Value* v : {&a, &b})
    if (v->approximate)
      result.reasons =
          join(result.reasons, Value::unknown(Why::approximate, "约数不参与计算（" + name_of(*v) + "）").reasons);
  if (result.reasons) return result;
  if (slack.is_zero() && a.interval().intersects(b.interval())) {
    result.truth = Truth::yes;
    return result;
  }
  const Interval left = widened(a.interval(), slack);
  if (left.intersects(b.interval())) {
    result.truth = Truth::yes;
    return result;
  }
  if (a.partial || b.partial) {
    // The sum so far is a lower bound: too much already is wrong, whatever the missing parts are.
    const bool exceeded = (a.partial && !b.partial && all_below(b.interval(), left, true)) ||
                          (b.partial && !a.partial && all_below(left, b.interval(), true));
    result.truth = exceeded ? Truth::no : Truth::unknown;
    if (!exceeded) result.reasons = missing_parts(a, b);
    return result;
  }
  result.truncated = cut_off(a, b) || cut_off(b, a);
  result.truth = known(result.truncated);
  return result;
}

Truth decide(dsl::Op op, const Interval& a, const Interval& b, const Number& slack) {
  switch (op) {
    case dsl::Op::equal: return equal(a, b, slack);
    case dsl::Op::not_equal: return !equal(a, b, slack);
    case dsl::Op::less: return less(moved(a, slack), b);
    case dsl::Op::greater: return less(moved(b, slack), a);
    case dsl::Op::less_equal: return !less(moved(b, slack), a);
    default: return !less(moved(a, slack), b);  // greater_equal
  }
}

bool compare_plainly(dsl::Op op, const Number& a, const Number& b) {
  switch (op) {
    case dsl::Op::equal: return a == b;
    case dsl::Op::not_equal: return !(a == b);
    case dsl::Op::less: return a < b;
    case dsl::Op::greater: return b < a;
    case dsl::Op::less_equal: return !(b < a);
    default: return !(a < b);  // greater_equal
  }
}

}  // namespace

Comparison compare(dsl::Op op, const Value& a, const Value& b, const Tolerance& tolerance) {
  Comparison result;
  if (!a.is(Value::Kind::quantity) || !b.is(Value::Kind::quantity)) {
    result.reasons = join(a.is_known() ? nullptr : a.reasons, b.is_known() ? nullptr : b.reasons);
    if (!result.reasons) result.reasons = Value::unknown(Why::not_comparable, "两边不能比较").reasons;
    return result;
  }
  const Number slack = allowed(a, b, tolerance);
  if (op != dsl::Op::approx && slack.is_zero() && !a.partial && !b.partial && !a.approximate && !b.approximate) {
    result.truth = known(compare_plainly(op, a.number(), b.number()));  // as nearly always
    return result;
  }
  if (op == dsl::Op::approx) return approximately(a, b, slack);
  result.truth = decide(op, certain(a), certain(b), slack);
  // A complete sum is not needed when what is there already comes out: 合计 = 100分 with every point accounted for.
  if (result.truth == Truth::unknown && (op == dsl::Op::equal || op == dsl::Op::not_equal) &&
      (a.partial || b.partial) && !a.approximate && !b.approximate && (a.number() - b.number()).abs() <= slack)
    result.truth = known(op == dsl::Op::equal);
  if (result.truth == Truth::unknown) {
    result.reasons = missing_parts(a, b);
    for (const Value* v : {&a, &b})
      if (v->approximate)
        result.reasons =
            join(result.reasons, Value::unknown(Why::undecided, name_of(*v) + "只是约数或界限，不足以判断").reasons);
    if (!result.reasons) result.reasons = Value::unknown(Why::undecided, "不足以判断").reasons;
  }
  return result;
}

bool consistent(const Value& a, const Value& b) {
  if (!a.is(Value::Kind::quantity) || !b.is(Value::Kind::quantity)) return false;
  if (a.interval().intersects(b.interval())) return true;
  // 95.45% and 95.457%: the coarser one was cut off. Exact figures (counts) have no last place to spare.
  const Number place = std::max(a.last_place(), b.last_place());
  return !place.is_zero() && !a.approximate && !b.approximate && (a.number() - b.number()).abs() <= place;
}

}  // namespace hegui::engine

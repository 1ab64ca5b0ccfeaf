// Sums, differences, products and quotients of quantities.
// Used by the evaluator and the aggregates; exact on the stated values, with the interval carried along.
// Afterwards nothing was rounded, nothing divided by zero, and approximate figures took no part.
#include <algorithm>
#include <optional>

#include "checker/engine/value.hpp"

namespace hegui::engine {

using dsl::Dimension;
using dsl::Interval;
using dsl::Number;

namespace {

bool is_ratio(Dimension d) { return d == Dimension::rate || d == Dimension::number || d == Dimension::points; }

/// Unknown when an operand is unknown, approximate or incomplete; else nothing.
std::optional<Value> not_computable(const Value& a, const Value& b) {
  Reasons reasons;
  bool blocked = false;
  for (const Value* operand : {&a, &b}) {
    if (operand->is(Value::Kind::quantity)) {
      if (operand->approximate) {
        blocked = true;
        const std::string name = operand->figure() != nullptr ? operand->figure()->text() : std::string();
        reasons = join(reasons, Value::unknown(Why::approximate, "约数不参与计算（" + name + "）").reasons);
      }
      continue;
    }
    blocked = true;
    reasons = join(reasons, operand->is_known() ? Value::unknown(Why::not_comparable, "不是数，不能计算").reasons
                                                : operand->reasons);
  }
  if (!blocked) return std::nullopt;
  return Value::unknown(std::move(reasons));
}

/// A sum with missing parts can only be added to; anything else needs the parts.
std::optional<Value> incomplete(const Value& a, const Value& b) {
  if (!a.partial && !b.partial) return std::nullopt;
  return Value::unknown(join(a.partial ? a.reasons : nullptr, b.partial ? b.reasons : nullptr));
}

Value with_unit(Value result, const Value& a, const Value& b) {
  const auto scale = [&](const Value& v) {  // 1589.42元 ＋ 2305万元 is shown in 万元
    if (v.dimension != result.dimension || v.unit().empty()) return -100;
    const dsl::Unit* unit = dsl::find_unit(v.unit());
    return unit == nullptr ? 0 : unit->power_of_ten;
  };
  const Value& like = scale(b) > scale(a) ? b : a;
  Amount& amount = result.own_amount();
  if (like.dimension == result.dimension) {
    amount.unit = like.unit();
    amount.noun = like.noun();
  }
  if (amount.noun.empty() && result.dimension == Dimension::count) amount.noun = a.noun().empty() ? b.noun() : a.noun();
  return result;
}

Dimension sum_dimension(const Value& a, const Value& b) {
  if (a.dimension == b.dimension) return a.dimension;
  if (a.dimension == Dimension::date || b.dimension == Dimension::date) return Dimension::date;
  if (a.dimension == Dimension::year || b.dimension == Dimension::year) return Dimension::year;
  return a.dimension == Dimension::number || a.dimension == Dimension::points ? b.dimension : a.dimension;
}

Dimension difference_dimension(const Value& a, const Value& b) {
  if (a.dimension == b.dimension) {
    if (a.dimension == Dimension::date) return Dimension::duration;
    if (a.dimension == Dimension::year) return Dimension::number;
  }
  return sum_dimension(a, b);
}

Dimension product_dimension(const Value& a, const Value& b) {
  if (!is_ratio(a.dimension)) return a.dimension;
  if (!is_ratio(b.dimension)) return b.dimension;
  return a.dimension == Dimension::number ? b.dimension : a.dimension;
}

Dimension quotient_dimension(const Value& a, const Value& b) {
  if (a.dimension == b.dimension && a.dimension != Dimension::number) return Dimension::rate;
  if (is_ratio(b.dimension)) return a.dimension;
  return Dimension::number;
}

Value sum_like(const Value& a, const Value& b, bool minus) {
  if (auto stop = not_computable(a, b)) return *std::move(stop);
  if (minus) {
    if (auto stop = incomplete(a, b)) return *std::move(stop);
  }
  Value result = minus
                     ? Value::computed(a.number() - b.number(), a.interval() - b.interval(), difference_dimension(a, b))
                     : Value::computed(a.number() + b.number(), a.interval() + b.interval(), sum_dimension(a, b));
  result.own_amount().last_place = std::max(a.last_place(), b.last_place());
  result.partial = a.partial || b.partial;
  if (result.partial) result.reasons = join(a.reasons, b.reasons);
  return with_unit(std::move(result), a, b);
}

}  // namespace

Value add(const Value& a, const Value& b) { return sum_like(a, b, false); }
Value subtract(const Value& a, const Value& b) { return sum_like(a, b, true); }

Value multiply(const Value& a, const Value& b) {
  if (auto stop = not_computable(a, b)) return *std::move(stop);
  if (auto stop = incomplete(a, b)) return *std::move(stop);
  return with_unit(Value::computed(a.number() * b.number(), a.interval() * b.interval(), product_dimension(a, b)), a,
                   b);
}

Value divide(const Value& a, const Value& b) {
  if (auto stop = not_computable(a, b)) return *std::move(stop);
  if (auto stop = incomplete(a, b)) return *std::move(stop);
  if (b.number().is_zero()) return Value::unknown(Why::division_by_zero, "除数为零");
  return with_unit(Value::computed(a.number() / b.number(), a.interval() / b.interval(), quotient_dimension(a, b)), a,
                   b);
}

Value negate(const Value& a) {
  const Value zero = Value::computed(Number(), Interval::exactly(Number()), a.dimension);
  Value result = subtract(zero, a);
  if (result.is(Value::Kind::quantity)) result.dimension = a.dimension;
  return result;
}

}  // namespace hegui::engine

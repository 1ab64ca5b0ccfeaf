// The functions of the language: 合计, 个数, 最大, 一致 …; one case for each row of dsl/builtin.hpp.
// Used by the evaluator. An aggregate sees every value of a query within the alignment, or the elements of a list.
// Afterwards a sum with missing parts is a lower bound that names them, and an empty one is unknown, never zero.
#include <algorithm>

#include "checker/engine/evaluator.hpp"
#include "checker/engine/passages.hpp"
#include "dsl/builtin.hpp"

namespace hegui::engine {

using dsl::Builtin;
using dsl::ExprId;
using Kind = Value::Kind;

namespace {

Value sum_of(const std::vector<Value>& items) {
  std::optional<Value> sum;
  Reasons missing;
  Reasons broken;
  for (const Value& item : items) {
    if (!item.is_known()) {
      (item.is_missing() ? missing : broken) = join(item.is_missing() ? missing : broken, item.reasons);
      continue;
    }
    sum = sum ? add(*sum, item) : item;
    if (!sum->is_known()) return *sum;
  }
  if (broken) return Value::unknown(join(broken, missing));
  if (!sum) return Value::unknown(missing);
  if (items.size() > 1 || missing) {
    sum->written = false;
    sum->own_amount().figure = nullptr;
    sum->fact = kNoFact;
  }
  if (sum->approximate) {  // the only one there is: shown by adding nothing to it
    return add(*sum, Value::whole(0, sum->dimension));
  }
  if (missing) {
    sum->partial = true;
    sum->reasons = join(sum->reasons, missing);
  }
  return *sum;
}

Value extreme_of(const std::vector<Value>& items, bool greatest) {
  std::optional<Value> best;
  Reasons reasons;
  for (const Value& item : items) {
    if (!item.is(Kind::quantity) || item.approximate || item.partial) {
      const Value why = add(item, Value::whole(0, item.dimension));
      reasons = join(reasons, why.reasons);
      continue;
    }
    if (!best || (greatest ? item.number() > best->number() : item.number() < best->number())) best = item;
  }
  if (reasons || !best) return Value::unknown(reasons);
  return *best;
}

Value average_of(const std::vector<Value>& items) {
  const Value sum = sum_of(items);
  if (!sum.is(Kind::quantity)) return sum;
  if (sum.partial) return Value::unknown(sum.reasons);
  return divide(sum, Value::whole(static_cast<std::int64_t>(items.size())));
}

/// One value for all: every figure can be the same true value as every other.
Value all_consistent(const std::vector<Value>& items) {
  Truth truth = Truth::yes;
  Reasons reasons;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!items[i].is_known()) {
      truth = both(truth, Truth::unknown);
      reasons = join(reasons, items[i].reasons);
      continue;
    }
    for (std::size_t k = i + 1; k < items.size(); ++k) {
      if (!items[k].is_known()) continue;
      const bool same = items[i].is(Kind::quantity)
                            ? consistent(items[i], items[k])
                            : items[i].kind == items[k].kind && items[i].chars == items[k].chars;
      if (!same) truth = Truth::no;
    }
  }
  return Value::of_truth(truth, std::move(reasons));
}

/// The figure rounded in the unit in which it is written (or would be shown), or as it is when there is no unit.
Value rounded(const Value& value, const Value& places) {
  const auto decimals = places.number().to_int64();
  if (!decimals || *decimals < 0 || *decimals > 30) return Value::unknown(Why::not_comparable, "小数位数不对");
  int power = 0;
  if (value.figure() != nullptr) {
    power = value.figure()->power_of_ten;
  } else if (const dsl::Unit* unit = dsl::find_unit(value.unit());
             unit != nullptr && unit->dimension == value.dimension) {
    power = unit->power_of_ten;
  } else if (value.dimension == dsl::Dimension::rate || value.dimension == dsl::Dimension::points) {
    power = -2;
  }
  Value result = value;
  Amount& amount = result.own_amount();
  amount.number = (value.number() * dsl::Number::power_of_ten(-power)).rounded(static_cast<int>(*decimals)) *
                  dsl::Number::power_of_ten(power);
  amount.interval = dsl::Interval::exactly(amount.number);
  amount.last_place = dsl::Number();
  amount.figure = nullptr;
  result.written = false;
  result.fact = kNoFact;
  return result;
}

}  // namespace

/// What an argument of an aggregate, or a list to loop over, consists of.
Items Evaluator::elements(ExprId child, bool parts_only) {
  const Node& expr = plan_.nodes[child.value];
  if (expr.op == dsl::Op::query) return Items(new ItemList(query_all(child, expr.index, parts_only)));
  Value room;
  const Value& value = look(child, room);
  if (!value.is(Kind::list)) return Items(new ItemList(1, value));
  // The lists of the report, which are long and gone through often, hold no lists.
  if (expr.op == dsl::Op::field && plan_.nodes[expr.children.front().value].op == dsl::Op::report_root)
    return value.shared_items();
  if (std::none_of(value.items().begin(), value.items().end(), [](const Value& item) { return item.is(Kind::list); }))
    return value.shared_items();
  std::vector<Value> flat;
  for (const Value& item : value.items()) {
    if (item.is(Kind::list)) {
      flat.insert(flat.end(), item.items().begin(), item.items().end());
    } else {
      flat.push_back(item);
    }
  }
  return Items(new ItemList(std::move(flat)));
}

/// Where the sum of the parts of a breakdown is kept: a dozen conditions ask for it. Null: it is of something else.
Value* Evaluator::kept_sum(const Node& sum) {
  if (!tests_plainly() || sum.children.size() != 1) return nullptr;
  const Node& list = plan_.nodes[sum.children.front().value];
  if (list.op != dsl::Op::field || static_cast<dsl::Field>(list.index) != dsl::Field::breakdown_parts) return nullptr;
  const Plain of = plain(list.children.front());
  if (of.kind != Plain::Kind::record || of.record != dsl::Record::breakdown) return nullptr;
  sums_.resize(report_.breakdowns.size());
  return &sums_[of.index];
}

Value Evaluator::call_builtin(ExprId id, const Node& expr) {
  const dsl::BuiltinRow& row = dsl::builtins()[expr.index];
  const auto gather = [&](bool parts_only) {
    std::vector<Value> all;
    for (const ExprId child : expr.children) {
      const Items items = elements(child, parts_only);
      for (const Value& item : *items) all.push_back(as_figure(item));
    }
    return all;
  };
  const auto nothing = [&] { return Value::unknown(Why::not_found, text_of(expr.children.front())); };
  switch (row.builtin) {
    case Builtin::sum: {
      Value* const kept = kept_sum(expr);
      if (kept != nullptr && kept->is_known()) return *kept;
      const auto items = gather(true);
      Value sum = items.empty() ? nothing() : sum_of(items);
      if (kept != nullptr) *kept = sum;
      return sum;
    }
    case Builtin::count: {
      // Conflicting figures are still one thing each; only what is not there does not count.
      const Items items = elements(expr.children.front(), false);
      return Value::whole(
          std::count_if(items->begin(), items->end(), [](const Value& item) { return !item.is_missing(); }));
    }
    case Builtin::maximum:
    case Builtin::minimum: {
      const auto items = gather(false);
      return items.empty() ? nothing() : extreme_of(items, row.builtin == Builtin::maximum);
    }
    case Builtin::average: {
      const auto items = gather(true);
      return items.empty() ? nothing() : average_of(items);
    }
    case Builtin::consistent: {
      const auto items = gather(false);
      return items.empty() ? nothing() : all_consistent(items);
    }
    case Builtin::absolute: {
      Value value = as_figure(evaluate(expr.children.front()));
      if (value.is(Kind::quantity) && value.number().sign() < 0) {
        const dsl::Dimension dimension = value.dimension;
        value = negate(value);
        value.dimension = dimension;
      }
      return value;
    }
    case Builtin::round: {
      const Value value = as_figure(evaluate(expr.children.at(0)));
      const Value places = evaluate(expr.children.at(1));
      if (!value.is(Kind::quantity) || !places.is(Kind::quantity))
        return Value::unknown(
            join(value.is_known() ? nullptr : value.reasons, places.is_known() ? nullptr : places.reasons));
      if (value.approximate || value.partial) return add(value, Value::whole(0, value.dimension));
      return rounded(value, places);
    }
    case Builtin::year_of: {
      const Value date = evaluate(expr.children.front());
      if (!date.is(Kind::quantity)) return date;
      const auto day = date.number().to_int64();
      if (!day || date.dimension != dsl::Dimension::date) return nothing();
      return Value::whole(civil_date(*day).year, dsl::Dimension::year);
    }
    case Builtin::length: {
      const Value sought = evaluate(expr.children.front());
      Value room;
      const Value& text = as_text(id, sought, room);
      return text.is(Kind::text) ? Value::whole(character_count(joined(text))) : text;
    }
    case Builtin::distinct: {
      std::vector<Value> kept;
      const Items items = elements(expr.children.front(), false);
      for (const Value& item : *items) {
        const auto same = [&](const Value& other) {
          if (!item.is_known() || !other.is_known()) return false;
          return compare_values(dsl::Op::equal, other, item, {}).as_truth() == Truth::yes;
        };
        if (std::none_of(kept.begin(), kept.end(), same)) kept.push_back(item);
      }
      return Value::of_list(std::move(kept));
    }
  }
  return nothing();
}

Value Evaluator::signed_down(const Value& value) {
  Value result = value;
  Amount& amount = result.own_amount();
  amount.number = -value.number();
  amount.interval = value.interval() * dsl::Interval::exactly(dsl::Number(-1));
  amount.figure = nullptr;  // shown with its sign
  return result;
}

}  // namespace hegui::engine

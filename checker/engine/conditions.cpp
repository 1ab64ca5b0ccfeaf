// Comparisons of any two values, and 属于.
// Used by the evaluator for = ≠ < ≤ > ≥ ≈ with 误差.
// Afterwards a comparison that cannot be decided says why, and a figure is never held against its own formula.
#include <algorithm>

#include "checker/engine/evaluator.hpp"
#include "checker/engine/passages.hpp"

namespace hegui::engine {

using dsl::ExprId;
using dsl::Op;
using Kind = Value::Kind;

namespace {

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

Comparison undecided(const Value& a, const Value& b) {
  Comparison result;
  result.reasons = join(a.is_known() ? nullptr : a.reasons, b.is_known() ? nullptr : b.reasons);
  if (!result.reasons) result.reasons = Value::unknown(Why::not_comparable, "两边不能比较").reasons;
  return result;
}

}  // namespace

Value Evaluator::compare_values(Op op, const Value& left, const Value& right, const Tolerance& tolerance) {
  if (right.is(Kind::list) && right.group != Value::Group::plain) {
    // ≠ 任一（…） is the contrary of = 任一（…）, as a reader takes it.
    const bool negated = op == Op::not_equal;
    const bool any = right.group == Value::Group::any;
    Truth truth = engine::known(!any);
    Reasons reasons;
    for (const Value& item : right.items()) {
      const Value one = compare_values(negated ? Op::equal : op, left, item, tolerance);
      truth = any ? either(truth, one.as_truth()) : both(truth, one.as_truth());
      if (one.as_truth() == Truth::unknown) reasons = join(reasons, one.reasons);
      if (truth == engine::known(any)) break;
    }
    return Value::of_truth(negated ? !truth : truth, std::move(reasons));
  }
  const bool equality = op == Op::equal || op == Op::not_equal || op == Op::approx;
  if (left.is_known() && right.is_known() && equality && !(left.is(Kind::quantity) && right.is(Kind::quantity))) {
    std::optional<bool> same;
    if (left.is(Kind::boolean) && right.is(Kind::boolean)) {
      same = left.truth == right.truth;
    } else if (left.member.valid() && right.member.valid()) {
      same = left.member == right.member;
    } else if ((left.is(Kind::text) || left.is(Kind::member)) && (right.is(Kind::text) || right.is(Kind::member))) {
      const auto in_one_piece = [](const Value& v) { return !v.of_passages || v.passages().size() == 1; };
      const auto view = [&](const Value& v) -> std::string_view {
        if (v.is(Kind::member)) return program_.members[v.member.value].name;
        return v.of_passages ? chars_of(report_, v.passages().front()) : v.chars;
      };
      same = in_one_piece(left) && in_one_piece(right) ? trimmed(view(left)) == trimmed(view(right))
                                                       : trimmed(joined(left)) == trimmed(joined(right));
    }
    if (same) return Value::boolean(*same == (op != Op::not_equal));
  }
  const Comparison result = left.is(Kind::quantity) && right.is(Kind::quantity) ? compare(op, left, right, tolerance)
                                                                                : undecided(left, right);
  if (result.truncated) truncated_ = true;
  return Value::of_truth(result.truth, result.reasons);
}

bool Evaluator::own_formula(const Value& derived, ExprId other) {
  if (derived.fact == kNoFact || !index_.is_derived(derived.fact)) return false;
  Record scratch;
  scratch.traced = false;
  Record* const kept = record_;
  record_ = &scratch;
  forget();
  evaluate(other);
  record_ = kept;
  forget();
  std::vector<std::uint32_t> read;
  for (const Read& r : scratch.reads)
    if (r.fact != kNoFact) read.push_back(r.fact);
  std::vector<std::uint32_t> bases;
  for (const report::FactId id : index_.fact(derived.fact).derived_from) bases.push_back(id.value);
  for (auto* ids : {&read, &bases}) {
    std::sort(ids->begin(), ids->end());
    ids->erase(std::unique(ids->begin(), ids->end()), ids->end());
  }
  return !bases.empty() && read == bases;
}

Value Evaluator::comparison(ExprId id, const Node& expr) {
  const std::size_t left_begin = record_ != nullptr ? record_->reads.size() : 0;
  Value left_room, right_room, left_figure, right_figure;
  const Value& left = as_figure(look(expr.children.at(0), left_room), left_figure);
  const std::size_t right_begin = record_ != nullptr ? record_->reads.size() : 0;
  const Value& right = as_figure(look(expr.children.at(1), right_room), right_figure);
  if (own_formula(left, expr.children[1]) || own_formula(right, expr.children[0]))
    return Value::unknown(Why::own_formula, text_of(id) + "：报告没有写，由公式算得，无须核对");
  Tolerance tolerance;
  tolerance.rounding = expr.flag;
  Value amount;
  if (expr.children.size() > 2) {
    amount = evaluate(expr.children[2]);
    tolerance.amount = &amount;
    if (!amount.is_known()) return Value::unknown(amount.reasons);
  }
  Value result = compare_values(expr.op, left, right, tolerance);
  if (record_ != nullptr && record_->comparisons.size() < kMaxReads)
    record_->comparisons.push_back(
        {id, left, right, result.as_truth(), left_begin, right_begin, record_->reads.size()});
  return result;
}

Value Evaluator::within(const Value& left, const Value& right) {
  if (right.is(Kind::list)) {
    const bool any = right.group != Value::Group::all;
    Truth truth = engine::known(!any);
    Reasons reasons;
    for (const Value& item : right.items()) {
      const Value one = within(left, item);
      truth = any ? either(truth, one.as_truth()) : both(truth, one.as_truth());
      if (one.as_truth() == Truth::unknown) reasons = join(reasons, one.reasons);
    }
    return Value::of_truth(truth, std::move(reasons));
  }
  if (!left.is_known() || !right.is_known()) return Value::of_truth(Truth::unknown, undecided(left, right).reasons);
  if (left.is(Kind::list)) {  // any of its elements
    Truth truth = Truth::no;
    Reasons reasons;
    for (const Value& item : left.items()) {
      const Value one = within(item, right);
      truth = either(truth, one.as_truth());
      if (one.as_truth() == Truth::unknown) reasons = join(reasons, one.reasons);
    }
    return Value::of_truth(truth, std::move(reasons));
  }
  if (right.member.valid() && left.member.valid()) return Value::boolean(program_.is_within(left.member, right.member));
  if (right.member.valid() && left.is(Kind::text)) {  // {范围} of the alignment comes as the name of a member
    const std::string text = joined(left);
    const std::string_view name = trimmed(text);
    const dsl::Member& whole = program_.members[right.member.value];
    return Value::boolean(name == whole.name ||
                          program_.is_within(program_.find_member(whole.aspect, name), right.member));
  }
  return compare_values(Op::equal, left, right, {});
}

}  // namespace hegui::engine

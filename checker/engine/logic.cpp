// 且, 或, 有, 缺, 每个, 有个, 任一, 全部: what several truths come to, and which of them decided it.
// Used by the evaluator. Afterwards what is open has every reason of its operands, whatever their order, and a record
// keeps as evidence only what decided.
#include <algorithm>
#include <utility>

#include "checker/engine/evaluator.hpp"

namespace hegui::engine {

using dsl::ExprId;
using dsl::Op;
using Kind = Value::Kind;

namespace {

// Elements of a loop that are kept in a record: some that decide nothing, to show how it goes; those that stay open;
// those that decide (no finding quotes more; fewer where what is recorded will be taken back).
constexpr std::size_t kShownInVain = 2, kShownOpen = 5, kMostDecisive = 100, kMostDecisiveInVain = 2;

}  // namespace

Evaluator::Mark Evaluator::mark() const {
  if (record_ == nullptr) return {};
  return {record_->reads.size(), record_->comparisons.size()};
}

void Evaluator::take_back(const Mark& mark) {
  record_->reads.resize(std::min(record_->reads.size(), mark.reads));
  record_->comparisons.resize(std::min(record_->comparisons.size(), mark.comparisons));
}

void Evaluator::set_idle(const Mark& mark, const Mark& end) {
  for (std::size_t i = mark.reads; i < end.reads; ++i)
    if (record_->reads[i].fact == kNoFact) record_->reads[i].idle = true;
}

Value Evaluator::logical(const Node& expr) {
  const bool conjunction = expr.op == Op::logical_and;
  Truth truth = known(conjunction);
  Reasons reasons;
  struct Part {
    Mark begin, end;
    Truth truth;
  };
  std::vector<Part> parts;
  for (const ExprId child : expr.children) {
    const Mark begin = mark();
    Value room;
    const Value& operand = look(child, room);
    if (record_ != nullptr) parts.push_back({begin, mark(), operand.as_truth()});
    truth = conjunction ? both(truth, operand.as_truth()) : either(truth, operand.as_truth());
    if (operand.as_truth() == Truth::unknown) reasons = join(reasons, operand.reasons);
    // One operand can settle it; what the others would have read is only wanted in a record.
    if (truth == known(!conjunction) && record_ == nullptr) break;
  }
  // A 且 that failed was failed by the parts that do not hold: words that another part found are no evidence for it.
  for (const Part& part : parts)
    if (truth == known(!conjunction) && part.truth == known(conjunction)) set_idle(part.begin, part.end);
  return Value::of_truth(truth, std::move(reasons));
}

/// 有 and 缺: whether the report says it. Conflicting figures have been said; a computation with a hole has not.
Value Evaluator::known_test(const Node& expr) {
  Value room;
  const Value& operand = look(expr.children.at(0), room);
  Truth said = Truth::yes;
  if (!operand.is_known()) {
    said = operand.is_missing() ? Truth::no : (operand.has_reason(Why::several) ? Truth::yes : Truth::unknown);
  } else if (operand.is(Kind::list)) {
    const auto found = [](const Value& item) { return item.is_known(); };
    said = engine::known(std::any_of(operand.items().begin(), operand.items().end(), found));
  } else if (operand.is(Kind::text) && !operand.of_passages) {
    said = engine::known(!operand.chars.empty());
  }
  return Value::of_truth(expr.op == Op::exists ? said : !said, operand.reasons);
}

Value Evaluator::quantified(const Node& expr) {
  const bool every = expr.op == Op::every;
  const Items items = elements(expr.children.at(0), false);
  if (items->size() == 1 && !items->front().is_known() && items->front().is_missing()) {
    // A list that is itself missing says nothing of its elements.
    if (program_.expressions[expr.children.at(0).value].op != Op::query) return Value::unknown(items->front().reasons);
    return Value::boolean(every);
  }
  Truth truth = engine::known(every);
  Reasons reasons;
  std::size_t in_vain = 0, open = 0, decisive = 0;
  TruthMap deciding;  // what the parts came to where it was decided first
  Record* const record = record_;
  const std::uint32_t outer = loop_, own = ++loops_;
  record_ = nullptr;
  Items listed;
  std::vector<std::uint32_t> room;
  const auto* kept = expr.loop == kNoConstant ? nullptr : kept_elements(expr.loop, listed, room);
  record_ = record;
  std::size_t next_kept = 0;
  for (std::size_t i = 0; i < items->size(); ++i) {
    const bool fails = kept != nullptr && (next_kept == kept->size() || (*kept)[next_kept] != i);
    if (fails && (record_ == nullptr || in_vain >= kShownInVain)) {  // on to the next one that may be what is sought
      if (next_kept == kept->size()) break;
      i = (*kept)[next_kept];
    }
    if (kept != nullptr && next_kept < kept->size() && (*kept)[next_kept] == i) ++next_kept;
    loop_ = own;
    set_local(expr.index, (*items)[i]);
    record_ = nullptr;  // most elements decide nothing: looked at without a record first
    const Truth body = test(expr.children.at(1));
    if (body == Truth::unknown) reasons = join(reasons, evaluate(expr.children.at(1)).reasons);
    record_ = record;
    const bool decides = body == engine::known(!every);
    truth = every ? both(truth, body) : either(truth, body);
    if (decides && (record_ == nullptr || ++decisive > (in_vain_ ? kMostDecisiveInVain : kMostDecisive))) break;
    if (record_ == nullptr) continue;
    // Only the elements that decide are evidence: the counter-examples of a 每个, the examples of a 有个. What came
    // near in a sentence that does not do was read, but proves nothing.
    const bool vain = body == engine::known(every);
    if (vain ? ++in_vain > kShownInVain : !decides && ++open > kShownOpen) continue;
    const Mark begin = mark();
    const bool outer_in_vain = std::exchange(in_vain_, in_vain_ || (vain && !record_->traced));
    evaluate(expr.children.at(1));
    in_vain_ = outer_in_vain;
    if (decides && deciding.empty()) deciding = record_->truths;
    if (vain) take_back(begin);
  }
  loop_ = outer;
  if (record_ != nullptr && !deciding.empty()) record_->truths = std::move(deciding);
  return Value::of_truth(truth, std::move(reasons));
}

/// 任一（…） and 全部（…）: of conditions a truth, of texts and values a group for the operator on the left.
Value Evaluator::grouped(const Node& expr) {
  const bool any = expr.op == Op::any_of;
  std::vector<Value> items;
  Truth truth = engine::known(!any);
  Reasons reasons;
  bool conditions = !expr.children.empty();
  for (const ExprId child : expr.children) {
    Value item = evaluate(child);
    if (program_.expressions[child.value].type.kind != dsl::Type::Kind::boolean && !item.is(Kind::boolean))
      conditions = false;
    truth = any ? either(truth, item.as_truth()) : both(truth, item.as_truth());
    if (item.as_truth() == Truth::unknown) reasons = join(reasons, item.reasons);
    items.push_back(std::move(item));
  }
  if (conditions) return Value::of_truth(truth, std::move(reasons));
  return Value::of_list(std::move(items), any ? Value::Group::any : Value::Group::all);
}

}  // namespace hegui::engine

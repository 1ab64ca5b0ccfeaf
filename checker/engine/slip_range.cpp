#include "checker/engine/slip_range.hpp"

#include <algorithm>

#include "dsl/builtin.hpp"

namespace hegui::engine {

using dsl::ExprId;
using dsl::Interval;
using dsl::Number;
using dsl::Op;
using Kind = Value::Kind;

namespace {

constexpr int kDeepest = 16;
constexpr std::size_t kMostTerms = 64;

Interval reach_of(Op op, const std::vector<Interval>& parts) {
  Interval all = parts.front();
  if (op == Op::negate) return Interval::exactly(Number()) - all;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    switch (op) {
      case Op::add: all = all + parts[i]; break;
      case Op::subtract: all = all - parts[i]; break;
      case Op::multiply: all = all * parts[i]; break;
      default: all = all / parts[i]; break;
    }
  }
  return all;
}

}  // namespace

SlipRange::SlipRange(Evaluator& evaluator, const Compared& compared) : evaluator_(evaluator) {
  const Node& node = evaluator.index().plan().nodes[compared.expression.value];
  if (node.children.size() != 2 || node.flag) return;  // 误差
  left_ = read(node.children[0], 0);
  if (left_) right_ = read(node.children[1], 0);
}

std::optional<std::size_t> SlipRange::put(Term term) {
  if (terms_.size() >= kMostTerms) return std::nullopt;
  if (!term.parts.empty()) {
    std::vector<Interval> reaches;
    for (const std::size_t part : term.parts) reaches.push_back(terms_[part].reach);
    term.reach = reach_of(term.op, reaches);
  }
  terms_.push_back(std::move(term));
  return terms_.size() - 1;
}

std::optional<std::size_t> SlipRange::figure(const Value& value) {
  if (!value.is(Kind::quantity) || value.partial || value.approximate) return std::nullopt;
  Term term;
  term.reach = value.interval();
  if (value.fact != kNoFact && value.fact < evaluator_.index().stated_count()) {
    // A figure that a field has turned round does not become what is supposed of it.
    if (&value.amount() != &evaluator_.index().value(value.fact).amount()) return std::nullopt;
    term.fact = value.fact;
  }
  return put(std::move(term));
}

std::optional<std::size_t> SlipRange::read(ExprId id, int depth) {
  const Plan& plan = evaluator_.index().plan();
  if (id.value >= plan.nodes.size() || depth > kDeepest) return std::nullopt;
  const Node& node = plan.nodes[id.value];
  switch (node.op) {
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
    case Op::negate: {
      Term term;
      term.op = node.op;
      for (const ExprId child : node.children) {
        const auto part = read(child, depth + 1);
        if (!part) return std::nullopt;
        term.parts.push_back(*part);
      }
      return put(std::move(term));
    }
    case Op::local: {
      const ExprId let = evaluator_.let_value(node.index);
      return let.valid() ? read(let, depth + 1) : figure(evaluator_.evaluate(id));
    }
    case Op::default_if_missing:
    case Op::or_else: {
      const Value first = evaluator_.evaluate(node.children[0]);
      if (first.is(Kind::list)) return std::nullopt;
      return read(node.children[first.is_missing() ? 1 : 0], depth + 1);
    }
    case Op::query:
    case Op::field:
    case Op::literal_quantity:
    case Op::parameter: return figure(evaluator_.evaluate(id));
    case Op::call_builtin:
      if (dsl::builtins()[node.index].builtin == dsl::Builtin::sum) return read_sum(node);
      return std::nullopt;
    default: return std::nullopt;
  }
}

std::optional<std::size_t> SlipRange::read_sum(const Node& node) {
  Term sum;
  sum.op = Op::add;
  for (const ExprId child : node.children) {
    const Items items = evaluator_.summed_elements(child);
    for (const Value& item : *items) {
      const auto part = figure(item);
      if (!part) return std::nullopt;
      sum.parts.push_back(*part);
    }
  }
  if (sum.parts.empty()) return std::nullopt;
  return put(std::move(sum));
}

std::size_t SlipRange::count(std::size_t term, std::uint32_t fact) const {
  std::size_t found = terms_[term].fact == fact ? 1 : 0;
  for (const std::size_t part : terms_[term].parts) found += count(part, fact);
  return found;
}

/// From the top down: what the term that holds the figure would have to be, as its siblings stand.
std::optional<Interval> SlipRange::of(std::uint32_t fact) const {
  if (!left_ || !right_) return std::nullopt;
  const std::size_t in_left = count(*left_, fact), in_right = count(*right_, fact);
  if (in_left + in_right != 1) return std::nullopt;
  std::size_t at = in_left == 1 ? *left_ : *right_;
  Interval wanted = terms_[in_left == 1 ? *right_ : *left_].reach;
  while (terms_[at].fact != fact) {
    const Term& term = terms_[at];
    const auto own =
        std::find_if(term.parts.begin(), term.parts.end(), [&](std::size_t part) { return count(part, fact) == 1; });
    const bool first = own == term.parts.begin();
    switch (term.op) {
      case Op::add:
        for (const std::size_t part : term.parts)
          if (part != *own) wanted = wanted - terms_[part].reach;
        break;
      case Op::subtract: {
        const Interval& other = terms_[term.parts[first ? 1 : 0]].reach;
        wanted = first ? wanted + other : other - wanted;
        break;
      }
      case Op::multiply: wanted = wanted / terms_[term.parts[first ? 1 : 0]].reach; break;
      case Op::divide: {
        const Interval& other = terms_[term.parts[first ? 1 : 0]].reach;
        // What may be divided by zero may be anything.
        if (first ? other.contains(Number()) : terms_[*own].fact != fact) return std::nullopt;
        wanted = first ? wanted * other : other / wanted;
        break;
      }
      default: wanted = Interval::exactly(Number()) - wanted; break;  // negate
    }
    at = *own;
  }
  wanted.low_open = wanted.high_open = false;
  return wanted;
}

}  // namespace hegui::engine

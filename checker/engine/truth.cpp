// Conditions without values: whether they hold, and nothing about why.
// Used wherever no record is kept; most conditions are settled here without making a value.
// Afterwards the truth is that of evaluate() on the same expression. Whoever wants reasons evaluates what is unknown.
#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "checker/engine/evaluator.hpp"
#include "checker/engine/passages.hpp"

namespace hegui::engine {

using dsl::ExprId;
using dsl::Field;
using dsl::Op;
using Kind = Value::Kind;

namespace {

constexpr std::uint32_t kMaxDirect = 100'000;  // records of a report for which what a function said is kept
constexpr std::uint8_t kTruncated = 8;         // of what it said: it came close by cutting off
constexpr std::size_t kMaxFrames = 64;         // calls of declared functions within each other

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

Truth Evaluator::test(ExprId id) {
  if (!tests_plainly() || id.value >= plan_.nodes.size() || steps_ >= kMaxSteps || depth_ >= kMaxDepth)
    return evaluate(id).as_truth();
  const Node& node = plan_.nodes[id.value];
  if (node.constant != kNoConstant || node.closed != kNoConstant || node.round != kNoConstant) {
    Value room;  // worked out once and kept
    return look(id, room).as_truth();
  }
  if (node.needed != kNoConstant && lacks(node.needed)) return Truth::no;
  ++steps_;
  ++depth_;
  const Truth truth = test_now(id, node);
  --depth_;
  return truth;
}

Value Evaluator::condition(ExprId id) {
  if (!tests_plainly()) return evaluate(id);
  const Truth truth = test(id);
  return truth == Truth::unknown ? evaluate(id) : Value::boolean(truth == Truth::yes);
}

Value Evaluator::evaluate_once(ExprId id, const Node& node) {
  switch (node.op) {
    case Op::logical_and:
    case Op::logical_or:
    case Op::logical_not:
    case Op::every:
    case Op::some: {
      const Truth truth = tests_plainly() ? test_now(id, node) : Truth::unknown;
      if (truth != Truth::unknown) return Value::boolean(truth == Truth::yes);
      break;
    }
    default: break;
  }
  return evaluate_now(id, node);
}

Truth Evaluator::test_now(ExprId id, const Node& node) {
  switch (node.op) {
    case Op::logical_and:
    case Op::logical_or: {
      const bool conjunction = node.op == Op::logical_and;
      Truth truth = known(conjunction);
      const ExprId* const first = in_any_order_ ? node.cheap : node.children.first;
      for (std::size_t i = 0; i < node.children.size(); ++i) {
        const Truth one = test(first[i]);
        truth = conjunction ? both(truth, one) : either(truth, one);
        if (truth == known(!conjunction)) break;
      }
      return truth;
    }
    case Op::logical_not: return !test(node.children[0]);
    case Op::exists:
    case Op::missing: {
      const Plain operand = plain(node.children[0]);
      if (operand.kind == Plain::Kind::other) return known_test(node).as_truth();
      bool said = operand.kind != Plain::Kind::missing;
      if (operand.kind == Plain::Kind::text && !operand.in_report) said = !operand.chars.empty();
      if (operand.kind == Plain::Kind::fact) {
        const Value& value = index_.value(operand.index);
        said = !value.is(Kind::text) || !value.chars.empty();
      }
      return known(said == (node.op == Op::exists));
    }
    case Op::equal:
    case Op::not_equal:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
    case Op::approx: return test_comparison(id, node);
    case Op::contains: return test_contains(id, node);
    case Op::matches: return test_matches(id, node);
    case Op::every:
    case Op::some: return test_quantified(id, node);
    case Op::call_function: return test_call(id, node);
    case Op::if_then_else: {
      const Truth condition = test(node.children[0]);
      return condition == Truth::unknown ? condition : test(node.children[condition == Truth::yes ? 1 : 2]);
    }
    case Op::field: return test_field(id, node);
    default: break;
  }
  return evaluate_now(id, node).as_truth();
}

Truth Evaluator::test_field(ExprId id, const Node& node) {
  const Plain of = plain(node.children[0]);
  const auto field = static_cast<Field>(node.index);
  if (of.kind == Plain::Kind::missing) return Truth::unknown;
  if (of.kind == Plain::Kind::fact) {
    const report::Fact& fact = index_.fact(of.index);
    switch (field) {
      case Field::fact_in_table: return known(fact.in_table);
      case Field::fact_in_heading: return known(fact.in_heading);
      case Field::fact_approximate: return known(!fact.quantity.takes_part_in_equations());
      default: break;
    }
  } else if (of.kind == Plain::Kind::record && of.record == dsl::Record::breakdown) {
    if (field == Field::breakdown_exhaustive) return known(report_.breakdowns[of.index].exhaustive);
    if (field == Field::breakdown_from_table) return known(report_.breakdowns[of.index].from_table);
  }
  return evaluate_now(id, node).as_truth();
}

Truth Evaluator::test_comparison(ExprId id, const Node& node) {
  const Plain left = plain(node.children[0]);
  const bool equality = node.op == Op::equal || node.op == Op::not_equal;
  if (equality && node.children.size() == 2 && (left.kind == Plain::Kind::text || left.kind == Plain::Kind::missing)) {
    const auto same = [&](const Plain& right) {
      if (left.member.valid() && right.member.valid()) return left.member == right.member;
      return trimmed(left.chars) == trimmed(right.chars);
    };
    const std::uint32_t constant = plan_.nodes[node.children[1].value].constant;
    if (constant != kNoConstant && plan_.constants[constant].is(Kind::list)) {
      const Value& list = plan_.constants[constant];
      const auto is_text = [](const Value& item) { return item.is(Kind::text); };
      if (list.group == Value::Group::any && !list.items().empty() &&
          std::all_of(list.items().begin(), list.items().end(), is_text)) {
        if (left.kind == Plain::Kind::missing) return Truth::unknown;
        const bool any = std::any_of(list.items().begin(), list.items().end(),
                                     [&](const Value& item) { return same(plain_of(item)); });
        return known(any == (node.op == Op::equal));
      }
    } else {
      const Plain right = plain(node.children[1]);
      const bool missing = left.kind == Plain::Kind::missing || right.kind == Plain::Kind::missing;
      if (right.kind == Plain::Kind::text || right.kind == Plain::Kind::missing)
        return missing ? Truth::unknown : known(same(right) == (node.op == Op::equal));
    }
  }
  if (node.children.size() > 2 || node.flag) return evaluate_now(id, node).as_truth();
  // Figures of the report are looked at where they stand.
  Value left_room, right_room, left_figure, right_figure;
  const Plain right = plain(node.children[1]);
  const Value& a = left.kind == Plain::Kind::fact ? index_.value(left.index)
                                                  : as_figure(look(node.children[0], left_room), left_figure);
  const Value& b = right.kind == Plain::Kind::fact ? index_.value(right.index)
                                                   : as_figure(look(node.children[1], right_room), right_figure);
  const auto is_derived = [&](const Value& value) { return value.fact != kNoFact && index_.is_derived(value.fact); };
  if (is_derived(a) || is_derived(b)) return evaluate_now(id, node).as_truth();  // perhaps by this very formula
  return compare_values(node.op, a, b, {}).as_truth();
}

Truth Evaluator::test_contains(ExprId id, const Node& node) {
  const std::uint32_t constant = plan_.nodes[node.children[1].value].constant;
  if (constant == kNoConstant) return evaluate_now(id, node).as_truth();
  const Value& sought = plan_.constants[constant];
  if (sought.index == 0) return evaluate_now(id, node).as_truth();
  const Plain text = plain(node.children[0]);
  if (text.kind == Plain::Kind::missing) return Truth::unknown;
  if (text.kind != Plain::Kind::text) return evaluate_now(id, node).as_truth();
  const std::uint32_t number = sought.index - 1;
  if (sought.is(Kind::list) && sought.group != Value::Group::all) return known(has_any(text, number));
  if (!sought.is(Kind::text)) return evaluate_now(id, node).as_truth();
  return known(text.in_report ? words().first(number, text.place.begin, text.place.end) != kNoWord
                              : text.chars.find(sought.chars) != std::string_view::npos);
}

Truth Evaluator::test_matches(ExprId id, const Node& node) {
  const ExprId sought = node.children[1];
  const Pattern* pattern = plan_.patterns[sought.value].get();
  if (plan_.nodes[sought.value].op != Op::literal_regex || pattern == nullptr || !pattern->is_usable())
    return evaluate_now(id, node).as_truth();
  const Plain text = plain(node.children[0]);
  if (text.kind == Plain::Kind::missing) return Truth::unknown;
  if (text.kind != Plain::Kind::text) return evaluate_now(id, node).as_truth();
  if (text.in_report && text.chars.size() > kLongText) return evaluate_now(id, node).as_truth();  // kept there
  return known(holds(*pattern, text));
}

Truth Evaluator::test_quantified(ExprId id, const Node& node) {
  const bool every = node.op == Op::every;
  const Items items = elements(node.children[0], false);
  if (items->size() == 1 && !items->front().is_known()) return evaluate_now(id, node).as_truth();
  Truth truth = engine::known(every);
  const std::uint32_t outer = loop_, own = ++loops_;
  const auto decides = [&](const Value& item) {
    loop_ = own;
    set_local(node.index, item);
    const Truth body = test(node.children[1]);
    truth = every ? both(truth, body) : either(truth, body);
    return body == engine::known(!every);
  };
  Items listed;
  std::vector<std::uint32_t> room;
  const auto* kept = node.loop == kNoConstant ? nullptr : kept_elements(node.loop, listed, room);
  if (kept == nullptr) {
    for (const Value& item : *items)
      if (decides(item)) break;
  } else {
    for (const std::uint32_t place : *kept)
      if (decides((*listed)[place])) break;
  }
  loop_ = outer;
  return truth;
}

Truth Evaluator::test_call(ExprId id, const Node& node) {
  const dsl::Function& function = program_.functions.at(node.index);
  std::array<Value, 4> arguments;
  if (frame_count_ >= kMaxFrames || node.children.size() > arguments.size()) return evaluate_now(id, node).as_truth();
  std::uint8_t* told = nullptr;  // the same is said of a record whenever it is asked
  if (node.children.size() == 1 && plan_.repeats[node.index]) {
    const Plain one = plain(node.children[0]);
    const bool fact = one.kind == Plain::Kind::fact;
    if ((fact || one.kind == Plain::Kind::record) && one.index < kMaxDirect) {
      if (told_.empty()) told_.resize(program_.functions.size());
      Told& of = told_[node.index];
      if (of.truths.empty()) of.record = fact ? dsl::Record::fact : one.record;
      if (of.record == (fact ? dsl::Record::fact : one.record)) {
        if (of.truths.size() <= one.index) of.truths.resize(one.index + one.index / 2 + 64);
        told = &of.truths[one.index];
        if (*told != 0) {
          truncated_ = truncated_ || (*told & kTruncated) != 0;
          return static_cast<Truth>((*told & ~kTruncated) - 1);
        }
      }
    }
  }
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    Value room;
    arguments[i] = look(node.children[i], room);
  }
  enter(function, std::span<Value>(arguments).first(node.children.size()));
  const std::uint32_t place = told != nullptr ? static_cast<std::uint32_t>(told - told_[node.index].truths.data()) : 0;
  const bool before = std::exchange(truncated_, false);
  const Truth truth = test(function.body);
  --frame_count_;
  // What is open may be so because a bound was reached: that is not kept.
  if (told != nullptr && truth != Truth::unknown)
    told_[node.index].truths[place] =
        static_cast<std::uint8_t>((static_cast<unsigned>(truth) + 1) | (truncated_ ? kTruncated : 0U));
  truncated_ = truncated_ || before;
  return truth;
}

}  // namespace hegui::engine

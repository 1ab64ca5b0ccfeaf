#include <algorithm>

#include "checker/engine/evaluator.hpp"

namespace hegui::engine {

using dsl::ExprId;
using dsl::Op;
using Kind = Value::Kind;

namespace {

constexpr std::uint8_t kEmpty = 0;
constexpr std::uint8_t kSet = 2;
constexpr std::size_t kMaxTrace = 400;  // steps of one outcome

}  // namespace

Evaluator::Evaluator(FactIndex& index, const std::vector<ParameterValue>& parameters)
    : index_(index),
      program_(*index.plan().program),
      report_(index.report()),
      plan_(index.plan()),
      parameters_(parameters),
      frames_(1),
      shelves_(index.plan().closed_count),
      lacking_(index.plan().needed_words.size()),
      rounds_(index.plan().round_count),
      derived_(index.plan().program->concepts.size()) {}

void Evaluator::begin_rule(std::uint32_t slots, const std::vector<dsl::Let>& lets,
                           const std::vector<dsl::ParamSetting>& own) {
  frame_count_ = 1;
  frame().values.assign(slots);
  frame().states.assign(slots, kEmpty);
  frame().lets.assign(slots, ExprId());
  for (const dsl::Let& let : lets)
    if (let.slot < slots) frame().lets[let.slot] = let.value;
  own_settings_ = &own;
  ++rules_begun_;
  remembered_count_ = 0;
  set_alignment(nullptr, nullptr);
  steps_ = 0;
  depth_ = 0;
}

void Evaluator::set_local(std::uint32_t slot, Value value) {
  Frame& at = frame();
  if (slot >= at.values.size()) {
    at.values.grow(slot + 1);
    at.states.resize(slot + 1, kEmpty);
    at.lets.resize(slot + 1);
  }
  at.values[slot] = std::move(value);
  at.states[slot] = kSet;
}

void Evaluator::set_alignment(const Alignments* all, const Alignment* row) {
  alignments_ = all;
  row_ = row;
  chosen_.clear();
  forget();
}

void Evaluator::forget() {
  Frame& at = frames_.front();
  for (std::size_t i = 0; i < at.lets.size(); ++i)
    if (at.lets[i].valid()) at.states[i] = kEmpty;
}

void Evaluator::set_supposed(std::uint32_t fact, const Value* value) {
  if (value == nullptr) {
    supposed_.erase(fact);
  } else {
    supposed_.insert_or_assign(fact, *value);
  }
  forget();
}

ExprId Evaluator::let_value(std::uint32_t slot) const {
  return slot < frames_.front().lets.size() ? frames_.front().lets[slot] : ExprId();
}

std::string Evaluator::text_of(ExprId id) const { return std::string(program_.text_of(id)); }

void Evaluator::note_fact(ExprId id, std::uint32_t fact, Fit fit, std::uint32_t query, bool asked) {
  if (record_ == nullptr || fact == kNoFact || record_->reads.size() >= kMaxReads) return;
  const report::Fact& f = index_.fact(fact);
  if (index_.is_derived(fact)) {  // a derived figure stands nowhere: what it was derived from does
    for (const report::FactId base : f.derived_from) note_fact(id, base.value, fit, query, false);
    return;
  }
  record_->reads.push_back({id, fact, f.at, true, fit, query, asked, false});
}

void Evaluator::note_passage(ExprId id, const report::Passage& at, bool background) {
  if (record_ == nullptr || record_->reads.size() >= kMaxReads) return;
  record_->reads.push_back({id, kNoFact, at, true, Fit::exact, 0, false, background});
}

const Value& Evaluator::look(ExprId id, Value& room) {
  if (record_ == nullptr && id.value < plan_.nodes.size()) {
    const Node& expr = plan_.nodes[id.value];
    if (expr.constant != kNoConstant) {
      ++steps_;
      return plan_.constants[expr.constant];
    }
    if (expr.op == Op::local && steps_ < kMaxSteps) {
      Frame& at = frame();
      if (expr.index < at.values.size() && at.states[expr.index] == kSet) {
        ++steps_;
        return at.values[expr.index];
      }
    }
    if (expr.closed != kNoConstant)
      if (const Shelf& shelf = shelves_[expr.closed]; shelf.rule == rules_begun_) {
        ++steps_;
        return remembered_[shelf.place].value;
      }
    if (loop_ != 0 && expr.round != kNoConstant && rounds_[expr.round].loop == loop_) {
      ++steps_;
      return rounds_[expr.round].value;
    }
  }
  room = evaluate(id);
  return room;
}

Value Evaluator::evaluate(ExprId id) {
  if (id.value >= plan_.nodes.size()) return Value::unknown(Why::limit, "规则不完整");
  if (++steps_ > kMaxSteps || depth_ >= kMaxDepth) return Value::unknown(Why::limit, "计算量过大，没有算完");
  const Node& expr = plan_.nodes[id.value];
  if (record_ == nullptr && expr.needed != kNoConstant && lacks(expr.needed)) return Value::boolean(false);
  if (expr.closed != kNoConstant) return remembered(id, expr);
  if (record_ == nullptr && loop_ != 0 && expr.round != kNoConstant) {
    Round& round = rounds_[expr.round];
    if (round.loop == loop_) return round.value;
    Value value = evaluate_once(id, expr);
    round = {loop_, value};
    return value;
  }
  return evaluate_now(id, expr);
}

/// An expression that comes to the same everywhere is worked out once a rule, and once more for the first record.
Value Evaluator::remembered(ExprId id, const Node& expr) {
  if (shelves_[expr.closed].rule == rules_begun_) {
    const Remembered& known = remembered_[shelves_[expr.closed].place];
    if (record_ == nullptr || (known.recorded && (known.traced || !record_->traced))) {
      if (record_ != nullptr) replay(known);
      return known.value;
    }
  }
  Remembered fresh;
  if (record_ == nullptr) {
    fresh.value = evaluate_once(id, expr);
  } else {
    Record own;
    Record* const outer = record_;
    own.traced = outer->traced;
    record_ = &own;
    fresh.value = evaluate_now(id, expr);
    record_ = outer;
    for (TraceStep& step : own.steps) step.depth -= static_cast<std::uint32_t>(depth_);
    fresh.recorded = true;
    fresh.traced = own.traced;
    fresh.reads = std::move(own.reads);
    fresh.comparisons = std::move(own.comparisons);
    fresh.steps = std::move(own.steps);
    fresh.truths = std::move(own.truths);
    fresh.default_parameters = std::move(own.default_parameters);
    replay(fresh);
  }
  Value value = fresh.value;
  if (exhausted()) return value;
  Shelf& shelf = shelves_[expr.closed];
  if (shelf.rule != rules_begun_) {
    shelf = {rules_begun_, remembered_count_++};
    if (remembered_.size() < remembered_count_) remembered_.emplace_back();
  }
  remembered_[shelf.place] = std::move(fresh);
  return value;
}

void Evaluator::replay(const Remembered& known) {
  const std::size_t first = record_->reads.size();
  const auto room = [](std::size_t have, std::size_t most) { return most > have ? most - have : 0; };
  const auto take = [](auto& to, const auto& from, std::size_t most) {
    to.insert(to.end(), from.begin(), from.begin() + static_cast<std::ptrdiff_t>(std::min(most, from.size())));
  };
  take(record_->reads, known.reads, room(first, kMaxReads));
  if (record_->reads.size() == first + known.reads.size())  // else their ranges would point at nothing
    for (Compared compared : known.comparisons) {
      if (record_->comparisons.size() >= kMaxReads) break;
      compared.left_begin += first;
      compared.right_begin += first;
      compared.end += first;
      record_->comparisons.push_back(std::move(compared));
    }
  const std::size_t step = record_->steps.size();
  take(record_->steps, known.steps, room(step, kMaxTrace));
  for (std::size_t i = step; i < record_->steps.size(); ++i)
    record_->steps[i].depth += static_cast<std::uint32_t>(depth_);
  for (const auto& [expression, truth] : known.truths) record_->truths[expression] = truth;
  take(record_->default_parameters, known.default_parameters, kMaxReads);
}

Value Evaluator::evaluate_now(ExprId id, const Node& expr) {
  ++depth_;
  if (record_ == nullptr) {
    Value value = dispatch(id, expr);
    --depth_;
    return value;
  }
  const bool traced = record_->traced && record_->steps.size() < kMaxTrace;
  const std::size_t step = record_->steps.size();
  const std::size_t first_read = record_->reads.size();
  if (traced) {
    record_->steps.emplace_back();
    record_->steps[step].expression = id;
    record_->steps[step].depth = static_cast<std::uint32_t>(depth_ - 1);
    record_->steps[step].text = text_of(id);
  }
  Value value = dispatch(id, expr);
  --depth_;
  if (record_ == nullptr) return value;
  if (value.is(Kind::boolean) || !value.is_known()) record_->truths[id.value] = value.as_truth();
  if (traced) {
    TraceStep& done = record_->steps[step];
    if (value.is_known()) {
      done.value = show(value);
    } else {
      done.value = "不明";
      for (std::size_t i = 0; value.reasons && i < value.reasons->size(); ++i)
        done.value += (i == 0 ? "：" : "；") + sentence_of((*value.reasons)[i]);
    }
    for (std::size_t i = first_read; i < record_->reads.size(); ++i) {
      const Read& read = record_->reads[i];
      if (read.expression == id && read.fact != kNoFact) done.facts.push_back(report::FactId{read.fact});
    }
  }
  return value;
}

Value Evaluator::dispatch(ExprId id, const Node& expr) {
  switch (expr.op) {
    case Op::literal_quantity:
    case Op::literal_text:
    case Op::literal_bool:
    case Op::literal_date:
    case Op::literal_regex:
    case Op::words:
    case Op::member_constant: return plan_.constants[expr.constant];
    case Op::text_template: return text_template(expr);
    case Op::parameter: return parameter(dsl::ParamId{expr.index});
    case Op::local: return local(expr.index);
    case Op::report_root: return Value::of_record(dsl::Record::report, 0);
    case Op::field: {
      Value room;
      return field(id, look(expr.children.at(0), room), static_cast<dsl::Field>(expr.index));
    }
    case Op::call_builtin: return call_builtin(id, expr);
    case Op::call_function: return call_function(expr);
    case Op::query: return query(id, expr.index);
    case Op::negate: return negate(as_figure(evaluate(expr.children.at(0))));
    case Op::logical_not: {
      Value room;
      const Value& operand = look(expr.children.at(0), room);
      return Value::of_truth(!operand.as_truth(), operand.reasons);
    }
    case Op::exists:
    case Op::missing: return known_test(expr);
    case Op::logical_or:
    case Op::logical_and: return logical(expr);
    case Op::equal:
    case Op::not_equal:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
    case Op::approx: return comparison(id, expr);
    case Op::contains: {
      Value left, right;
      const Value& text = look(expr.children.at(0), left);
      return contains(id, text, look(expr.children.at(1), right));
    }
    case Op::matches: {
      Value room;
      return matches(id, look(expr.children.at(0), room), expr.children.at(1));
    }
    case Op::within: {
      Value left, right;
      const Value& one = look(expr.children.at(0), left);
      return within(one, look(expr.children.at(1), right));
    }
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide: return arithmetic(expr);
    case Op::or_else: return or_else(expr);
    case Op::default_if_missing: return default_if_missing(expr);
    case Op::if_then_else: {
      Value room;
      const Value& condition = look(expr.children.at(0), room);
      if (condition.as_truth() == Truth::unknown) return Value::unknown(condition.reasons);
      return evaluate(expr.children.at(condition.truth ? 1 : 2));
    }
    case Op::every:
    case Op::some: return quantified(expr);
    case Op::any_of:
    case Op::all_of: return grouped(expr);
    case Op::section: return sections(id, expr);
    case Op::near: return near(id, expr);
    case Op::aspect_name: return aspect_name(expr);
  }
  return Value::unknown(Why::limit, "规则不完整");
}

const Value& Evaluator::as_figure(const Value& value, Value& room) {
  if (!value.is(Kind::record)) return value;
  if (value.record == dsl::Record::ratio) return room = field({}, value, dsl::Field::ratio_rate);
  if (value.record == dsl::Record::enumeration) return room = field({}, value, dsl::Field::enumeration_count);
  return value;
}

Value Evaluator::arithmetic(const Node& expr) {
  Value left_room, right_room, left_figure, right_figure;
  const Value& left = as_figure(look(expr.children.at(0), left_room), left_figure);
  const Value& right = as_figure(look(expr.children.at(1), right_room), right_figure);
  Value result;
  switch (expr.op) {
    case Op::add: result = add(left, right); break;
    case Op::subtract: result = subtract(left, right); break;
    case Op::multiply: result = multiply(left, right); break;
    default: result = divide(left, right); break;
  }
  // The checker knows better what a quotient of two amounts is meant to be (a rate, or so much a head).
  if (result.is(Kind::quantity) && expr.has_dimension) result.dimension = expr.dimension;
  return result;
}

Value Evaluator::or_else(const Node& expr) {
  Value first = evaluate(expr.children.at(0));
  const bool nothing = first.is_missing() || (first.is(Kind::list) && first.items().empty());
  return nothing ? evaluate(expr.children.at(1)) : first;
}

Value Evaluator::default_if_missing(const Node& expr) {
  Value operand = evaluate(expr.children.at(0));
  if (operand.is_missing()) return evaluate(expr.children.at(1));
  if (!operand.is(Kind::list)) return operand;
  std::vector<Value> items = operand.items();
  for (Value& item : items)
    if (item.is_missing()) item = evaluate(expr.children.at(1));
  return Value::of_list(std::move(items), operand.group);
}

Value Evaluator::sections(ExprId, const Node& expr) {
  std::vector<Value> found;
  const auto& wanted = program_.section_refs.at(expr.index);
  const auto is_wanted = [&](dsl::SectionKindId kind) {
    for (int depth = 0; kind.valid() && depth < 16; ++depth) {
      if (std::find(wanted.begin(), wanted.end(), kind) != wanted.end()) return true;
      kind = program_.section_kinds[kind.value].parent;
    }
    return false;
  };
  for (std::uint32_t i = 0; i < report_.sections.size(); ++i) {
    const auto& kinds = report_.sections[i].kinds;
    if (report_.sections[i].attached) continue;  // an appendix does not stand in for a chapter
    if (std::any_of(kinds.begin(), kinds.end(), is_wanted)) found.push_back(Value::of_record(dsl::Record::section, i));
  }
  return Value::of_list(std::move(found));
}

}  // namespace hegui::engine

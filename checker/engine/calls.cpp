// Parameters, lets, calls of declared functions; texts that a rule makes: templates and the names of aspects.
// Used by the evaluator, like evaluate.cpp.
// Afterwards a let was evaluated once, and a function that depends on nothing else once for each record it was asked
// about.
#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "checker/engine/evaluator.hpp"

namespace hegui::engine {

using dsl::Expr;
using dsl::ExprId;
using dsl::Op;
using Kind = Value::Kind;

namespace {

constexpr std::uint8_t kEmpty = 0, kBusy = 1, kSet = 2;
constexpr int kMaxFrames = 64;                // calls of declared functions within each other
constexpr std::uint32_t kMaxDirect = 20'000;  // records of a report for which what a function said is kept

}  // namespace

Value Evaluator::parameter(dsl::ParamId id) {
  if (id.value >= parameters_.size()) return Value::unknown(Why::limit, "规则不完整");
  ParameterValue setting = parameters_[id.value];
  if (own_settings_ != nullptr)
    for (const dsl::ParamSetting& own : *own_settings_)
      if (own.parameter == id) setting = {own.value, false};
  if (setting.is_default && record_ != nullptr) record_->default_parameters.push_back(id);
  return evaluate(setting.value);
}

Value Evaluator::local(std::uint32_t slot) {
  Frame& at = frame();
  if (slot >= at.values.size()) return Value::unknown(Why::limit, "规则不完整");
  const bool unrecorded = record_ != nullptr && at.lets[slot].valid() && !record_->let_reads.contains(slot);
  if (at.states[slot] == kSet && !unrecorded) {
    // Whoever reads a let has read what the let read.
    if (record_ != nullptr && at.lets[slot].valid())
      for (const Read& read : record_->let_reads[slot])
        if (record_->reads.size() < kMaxReads) record_->reads.push_back(read);
    return at.values[slot];
  }
  if (at.states[slot] == kBusy || !at.lets[slot].valid()) return Value::unknown(Why::limit, "令的定义互相引用");
  at.states[slot] = kBusy;
  const std::size_t first_read = record_ != nullptr ? record_->reads.size() : 0;
  Value value = evaluate(at.lets[slot]);
  if (record_ != nullptr)
    record_->let_reads[slot].assign(record_->reads.begin() + static_cast<std::ptrdiff_t>(first_read),
                                    record_->reads.end());
  frame().values[slot] = value;
  frame().states[slot] = kSet;
  return value;
}

Value Evaluator::call_function(const Node& expr) {
  const dsl::Function& function = program_.functions.at(expr.index);
  if (frame_count_ >= static_cast<std::size_t>(kMaxFrames)) return Value::unknown(Why::limit, "计算层数过多");
  // The arguments belong to the frame of the caller: the next one is entered when they are all there.
  std::array<Value, 4> few;
  std::vector<Value> many(expr.children.size() > few.size() ? expr.children.size() : 0);
  const std::span<Value> arguments =
      many.empty() ? std::span<Value>(few).first(expr.children.size()) : std::span<Value>(many);
  for (std::size_t i = 0; i < arguments.size(); ++i) arguments[i] = evaluate(expr.children[i]);
  const bool repeats = record_ == nullptr && supposed_.empty() && plan_.repeats[expr.index];
  if (repeats && arguments.size() == 1) {
    const Value& one = arguments[0];
    if (one.is(Kind::record) && one.index < kMaxDirect) return called_with(expr.index, arguments, false, one.index);
    if (one.is(Kind::quantity) && one.fact < kMaxDirect && &one.amount() == &index_.value(one.fact).amount())
      return called_with(expr.index, arguments, true, one.fact);
  }
  return called(function, arguments);
}

/// A function that repeats itself, asked about the same record or figure again.
Value Evaluator::called_with(std::uint32_t function, std::span<Value> arguments, bool figure, std::uint32_t place) {
  const dsl::Record record = arguments[0].record;
  if (called_.empty()) called_.resize(program_.functions.size());
  if (called_[function].size() <= place) called_[function].resize(place + place / 2 + 16);
  if (const Called& known = called_[function][place]; known.known && known.record == record && known.figure == figure) {
    truncated_ = truncated_ || known.truncated;
    return known.value;
  }
  const bool before = std::exchange(truncated_, false);
  Value value = called(program_.functions[function], arguments);
  if (!value.has_reason(Why::limit)) called_[function][place] = {true, figure, truncated_, record, value};
  truncated_ = truncated_ || before;
  return value;
}

Value Evaluator::called(const dsl::Function& function, std::span<Value> arguments) {
  enter(function, arguments);
  Value value = evaluate(function.body);
  --frame_count_;
  return value;
}

/// Goes into a frame of its own, in which the parameters have the values of the arguments.
void Evaluator::enter(const dsl::Function& function, std::span<Value> arguments) {
  const std::size_t slots = std::max<std::size_t>(
      function.slots, function.first_slot + std::max(function.parameters.size(), arguments.size()));
  if (frames_.size() == frame_count_) frames_.emplace_back();
  Frame& next = frames_[frame_count_];
  next.values.begin(slots);
  next.states.assign(next.values.size(), kEmpty);
  next.lets.assign(next.values.size(), ExprId());
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    next.values[function.first_slot + i] = std::move(arguments[i]);
    next.states[function.first_slot + i] = kSet;
  }
  ++frame_count_;
}

/// {范围}: the member that the alignment has, with the name of the project or sub-unit it is about.
Value Evaluator::aspect_name(const Node& expr) {
  std::string name;
  std::string about;
  if (row_ != nullptr)
    for (std::size_t i = 0; i < alignments_->aspects.size(); ++i) {
      const std::uint32_t aspect = alignments_->aspects[i];
      if (row_->key[i] == kNone) continue;
      if (aspect == expr.index) {
        name = index_.code_name(row_->key[i]);
      } else if (index_.names_matter(aspect)) {
        about += "（" + std::string(index_.code_name(row_->key[i])) + "）";
      }
    }
  if (name.empty() && row_ != nullptr)  // fixed by a query: every operand that fixes it the same way
    for (const std::uint32_t q : alignments_->queries) {
      const FixedAspect* fixed = plan_.queries[q].fixed_on(dsl::AspectId{expr.index});
      if (fixed == nullptr || fixed->members.size() != 1) continue;
      name = program_.members[fixed->members.front().member.value].name;
      break;
    }
  if (name.empty() && expr.index < program_.aspects.size()) {
    const dsl::MemberId usual = program_.aspects[expr.index].default_member;
    if (usual.valid()) name = program_.members[usual.value].name;
  }
  return Value::text_owned(name + about);
}

Value Evaluator::text_template(const Node& expr) {
  static constexpr std::string_view kYearMark = "年";
  std::string text;
  for (std::size_t i = 0; i < expr.children.size(); ++i) {
    const Expr& part = program_.expressions[expr.children[i].value];
    if (part.op == Op::literal_text) {
      text += part.text;
      continue;
    }
    const Value value = evaluate(expr.children[i]);
    std::string shown = show(value);
    // {报告.年度} prints 2021年; where the writer goes on with 年 himself, it is not said twice.
    const Expr* next = i + 1 < expr.children.size() ? &program_.expressions[expr.children[i + 1].value] : nullptr;
    if (value.is(Kind::quantity) && value.dimension == dsl::Dimension::year && shown.ends_with(kYearMark) &&
        next != nullptr && next->op == Op::literal_text && next->text.starts_with(kYearMark))
      shown.resize(shown.size() - kYearMark.size());
    text += shown;
  }
  return Value::text_owned(std::move(text));
}

}  // namespace hegui::engine

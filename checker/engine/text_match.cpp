// 包含 and 匹配: words and patterns in texts of the report, with the passage where they stand.
// Used by the evaluator and by nearness; patterns are compiled by the plan and cannot hang (RE2).
// Afterwards every match is noted as evidence; each paragraph is searched by itself.
#include <re2/re2.h>

#include <algorithm>

#include "checker/engine/evaluator.hpp"
#include "checker/engine/passages.hpp"

namespace hegui::engine {

using dsl::Expr;
using dsl::ExprId;
using dsl::Op;
using report::Passage;
using Kind = Value::Kind;

namespace {

constexpr std::size_t kLongText = 2'000;  // bytes; what a pattern finds in longer ones is kept

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace

Value Evaluator::as_text(ExprId id, const Value& value) {
  if (value.is(Kind::record)) {
    const dsl::FieldRow* row = dsl::text_field(value.record);
    if (row != nullptr) return field(id, value, row->field);
    return Value::unknown(Why::not_comparable, "不是文字");
  }
  if (value.is(Kind::quantity)) {
    Value text = Value::text_owned(show(value));
    text.fact = value.fact;
    return text;
  }
  if (value.is(Kind::member) && value.member.valid())
    return Value::text_view(program_.members[value.member.value].name);
  return value;
}

Value Evaluator::contains(ExprId id, const Value& left, const Value& right) {
  if (!left.is_known()) return left;
  if (!right.is_known()) return right;
  if (right.is(Kind::list)) {
    const bool any = right.group != Value::Group::all;
    Truth truth = engine::known(!any);
    Reasons reasons;
    for (const Value& item : *right.items) {
      const Value one = contains(id, left, item);
      truth = any ? either(truth, one.as_truth()) : both(truth, one.as_truth());
      if (one.as_truth() == Truth::unknown) reasons = join(reasons, one.reasons);
      if (truth == engine::known(any)) break;
    }
    return Value::of_truth(truth, std::move(reasons));
  }
  if (left.is(Kind::list)) {
    Truth truth = Truth::no;
    Reasons reasons;
    if (left.items->empty()) return Value::unknown(Why::not_found, text_of(program_.expressions[id.value].children[0]));
    for (const Value& item : *left.items) {
      const Value one = contains(id, item, right);
      truth = either(truth, one.as_truth());
      if (one.as_truth() == Truth::unknown) reasons = join(reasons, one.reasons);
      if (truth == Truth::yes) break;
    }
    return Value::of_truth(truth, std::move(reasons));
  }
  const Value text = as_text(id, left);
  const Value word = as_text(id, right);
  if (!text.is(Kind::text)) return Value::unknown(text.reasons);
  if (!word.is(Kind::text)) return Value::unknown(word.reasons);
  const std::string wanted = joined(word);
  if (wanted.empty()) return Value::boolean(true);
  if (!text.passages) {
    const std::size_t at = text.chars.find(wanted);
    if (at != std::string_view::npos && text.has_place)
      note_passage(id, part_of(report_, text.place, text.chars, at, wanted.size()));
    return Value::boolean(at != std::string_view::npos);
  }
  for (const Passage& passage : *text.passages) {
    const std::size_t at = chars_of(report_, passage).find(wanted);
    if (at == std::string_view::npos) continue;
    const auto begin = passage.begin + static_cast<std::uint32_t>(at);
    note_passage(id, {passage.block, begin, begin + static_cast<std::uint32_t>(wanted.size())});
    return Value::boolean(true);
  }
  return Value::boolean(false);
}

Value Evaluator::matches(ExprId id, const Value& left, ExprId pattern_id) {
  if (!left.is_known()) return left;
  const Expr& expr = program_.expressions[pattern_id.value];
  if (expr.op == Op::any_of || expr.op == Op::all_of) {
    const bool any = expr.op == Op::any_of;
    Truth truth = engine::known(!any);
    Reasons reasons;
    for (const ExprId child : expr.children) {
      const Value one = matches(id, left, child);
      truth = any ? either(truth, one.as_truth()) : both(truth, one.as_truth());
      if (one.as_truth() == Truth::unknown) reasons = join(reasons, one.reasons);
    }
    return Value::of_truth(truth, std::move(reasons));
  }
  if (expr.op != Op::literal_regex) return contains(id, left, evaluate(pattern_id));
  const auto& pattern = plan_.patterns[pattern_id.value];
  if (pattern == nullptr) return Value::unknown(Why::not_comparable, "不能用作样式：" + text_of(pattern_id));
  if (left.is(Kind::list)) {
    if (left.items->empty()) return Value::unknown(Why::not_found, text_of(program_.expressions[id.value].children[0]));
    Truth truth = Truth::no;
    Reasons reasons;
    for (const Value& item : *left.items) {
      const Value one = matches(id, item, pattern_id);
      truth = either(truth, one.as_truth());
      if (one.as_truth() == Truth::unknown) reasons = join(reasons, one.reasons);
      if (truth == Truth::yes) break;
    }
    return Value::of_truth(truth, std::move(reasons));
  }
  const Value text = as_text(id, left);
  if (!text.is(Kind::text)) return Value::unknown(text.reasons);
  re2::StringPiece found;
  if (!text.passages) {
    const bool yes = pattern->Match(piece(text.chars), 0, text.chars.size(), re2::RE2::UNANCHORED, &found, 1);
    if (yes && text.has_place)
      note_passage(id, part_of(report_, text.place, text.chars,
                               static_cast<std::size_t>(found.data() - text.chars.data()), found.size()));
    return Value::boolean(yes);
  }
  for (const Passage& passage : *text.passages) {
    const std::string_view chars = chars_of(report_, passage);
    // A paragraph of thousands of figures is asked about by each of them.
    const bool long_text = chars.size() > kLongText;
    const auto key = std::make_tuple(pattern_id.value, passage.begin, passage.end);
    if (long_text) {
      if (const auto known = matched_.find(key); known != matched_.end()) {
        if (!known->second) continue;
        note_passage(id, {passage.block, known->second->first, known->second->second});
        return Value::boolean(true);
      }
    }
    if (!pattern->Match(piece(chars), 0, chars.size(), re2::RE2::UNANCHORED, &found, 1)) {
      if (long_text) matched_[key] = std::nullopt;
      continue;
    }
    const auto begin = passage.begin + static_cast<std::uint32_t>(found.data() - chars.data());
    const auto end = begin + static_cast<std::uint32_t>(found.size());
    if (long_text)
      matched_[key] = begin < end ? std::make_pair(begin, end) : std::make_pair(passage.begin, passage.end);
    // A pattern may match nothing (/$/): the whole passage is what it speaks of then.
    note_passage(id, begin < end ? Passage{passage.block, begin, end} : passage);
    return Value::boolean(true);
  }
  return Value::boolean(false);
}

}  // namespace hegui::engine

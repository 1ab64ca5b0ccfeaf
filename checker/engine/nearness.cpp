// 邻近 X 在 节 内 有 S: whether words stand near a figure, in its sentence, paragraph, section or chapter.
// Used by the evaluator. Afterwards every place where the figure stands was looked at, and the words are evidence.
#include <algorithm>

#include "checker/engine/evaluator.hpp"
#include "checker/engine/passages.hpp"
#include "dsl/syntax.hpp"

namespace hegui::engine {

using dsl::Expr;
using dsl::ExprId;
using dsl::Op;
using report::Passage;
using report::SectionId;
using Kind = Value::Kind;

std::vector<Passage> Evaluator::scope_around(const Passage& at, std::uint32_t scope) const {
  switch (static_cast<dsl::syntax::NearScope>(scope)) {
    case dsl::syntax::NearScope::sentence: return {sentence_around(report_, at)};
    case dsl::syntax::NearScope::paragraph: return {block_passage(report_, at.block)};
    case dsl::syntax::NearScope::section:
    case dsl::syntax::NearScope::chapter: break;
  }
  SectionId section = section_of(report_, at, true);
  if (scope == static_cast<std::uint32_t>(dsl::syntax::NearScope::chapter)) section = chapter_of(report_, section);
  if (!section.valid()) {
    // Text before the first heading, or a report without any: its own paragraphs up to the first heading.
    const std::uint32_t first = report_.sections.empty() ? kNoSentence : report_.sections.front().first_block;
    std::vector<Passage> all = report_passages(report_);
    if (at.block < first) std::erase_if(all, [&](const Passage& p) { return p.block >= first; });
    return all;
  }
  std::vector<Passage> passages = section_passages(report_, section.value);
  passages.insert(passages.begin(), report_.sections[section.value].heading);
  return passages;
}

Value Evaluator::find_in(ExprId id, const Value& text, ExprId sought) {
  const Expr& expr = program_.expressions[sought.value];
  if (expr.op == Op::literal_regex) return matches(id, text, sought);
  if (expr.op == Op::any_of || expr.op == Op::all_of) {
    const bool any = expr.op == Op::any_of;
    Truth truth = engine::known(!any);
    Reasons reasons;
    for (const ExprId child : expr.children) {
      const Value one = find_in(id, text, child);
      truth = any ? either(truth, one.as_truth()) : both(truth, one.as_truth());
      if (one.as_truth() == Truth::unknown) reasons = join(reasons, one.reasons);
    }
    return Value::of_truth(truth, std::move(reasons));
  }
  Value room;
  return contains(id, text, look(sought, room));
}

Value Evaluator::near(ExprId id, const Node& expr) {
  const Value anchor = evaluate(expr.children.at(0));
  if (!anchor.is_known()) return anchor;
  std::vector<Passage> places = places_of(anchor);
  if (anchor.is(Kind::text) && places.empty()) return Value::unknown(Why::not_comparable, "不知道在报告的何处");
  if (places.empty()) return Value::unknown(Why::not_found, text_of(expr.children[0]));
  // Blocks that hold the anchor several times are searched once.
  std::vector<Passage> searched;
  Truth truth = Truth::no;
  Reasons reasons;
  for (const Passage& place : places) {
    const std::vector<Passage> scope = scope_around(place, expr.index);
    if (scope.empty() || std::find(searched.begin(), searched.end(), scope.front()) != searched.end()) continue;
    searched.push_back(scope.front());
    const Value found = find_in(id, Value::text_passages(scope), expr.children.at(1));
    truth = either(truth, found.as_truth());
    if (found.as_truth() == Truth::unknown) reasons = join(reasons, found.reasons);
    if (truth == Truth::yes) break;
  }
  return Value::of_truth(truth, std::move(reasons));
}

}  // namespace hegui::engine

// Lookups in a checked program, and what an overlay makes of a rule.
// Used by every later stage; nothing here changes a program.
// Afterwards Chinese and English names find the same things, and text_of() quotes the rulebook itself.
#include "dsl/program.hpp"

#include <algorithm>
#include <functional>
#include <unordered_set>

#include "dsl/builtin.hpp"

namespace hegui::dsl {

namespace {

template <class IdType, class Entry>
IdType find_named(const std::vector<Entry>& entries, std::string_view name) {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (entries[i].name == name || (!name.empty() && entries[i].english == name))
      return IdType{static_cast<std::uint32_t>(i)};
  }
  return {};
}

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

template <class T>
void append_new(std::vector<T>& to, const std::vector<T>& from) {
  for (const T& value : from) {
    if (std::find(to.begin(), to.end(), value) == to.end()) to.push_back(value);
  }
}

template <class T>
void replace_if_stated(std::vector<T>& to, const std::vector<T>& from) {
  if (!from.empty()) to = from;
}

/// Which children of a node are evaluated over all facts of the alignment instead of splitting it.
bool closes_over(const Expr& expr, std::size_t child) {
  switch (expr.op) {
    case Op::call_builtin: return builtins()[expr.index].aggregate;
    case Op::every:
    case Op::some: return child == 0;
    default: return false;
  }
}

}  // namespace

AspectId Program::find_aspect(std::string_view name) const { return find_named<AspectId>(aspects, name); }
ConceptId Program::find_concept(std::string_view name) const { return find_named<ConceptId>(concepts, name); }
SectionKindId Program::find_section_kind(std::string_view name) const {
  return find_named<SectionKindId>(section_kinds, name);
}
WordsId Program::find_words(std::string_view name) const { return find_named<WordsId>(word_lists, name); }
ParamId Program::find_parameter(std::string_view name) const { return find_named<ParamId>(parameters, name); }

MemberId Program::find_member(AspectId aspect, std::string_view name) const {
  if (aspect.value >= aspects.size()) return {};
  for (const MemberId id : aspects[aspect.value].members) {
    const Member& member = members[id.value];
    if (member.name == name || (!name.empty() && member.english == name)) return id;
  }
  return {};
}

const Rule* Program::find_rule(std::string_view id) const {
  const auto at = std::lower_bound(rules.begin(), rules.end(), id,
                                   [](const Rule& rule, std::string_view wanted) { return rule.id < wanted; });
  return at != rules.end() && at->id == id ? &*at : nullptr;
}

bool Program::is_within(MemberId member, MemberId ancestor) const {
  if (!member.valid() || !ancestor.valid()) return false;
  if (member == ancestor) return true;
  if (ancestor.value >= members.size() || members[ancestor.value].parts.empty()) return false;
  // A part may belong to several totals (公务接待费 to 三公经费 and to 商品和服务支出), so the search goes down.
  thread_local std::vector<MemberId> open;  // asked for many times
  thread_local std::vector<char> seen;
  open.assign(1, ancestor);
  seen.assign(members.size(), 0);
  while (!open.empty()) {
    const MemberId at = open.back();
    open.pop_back();
    if (at == member) return true;
    if (at.value >= members.size() || seen[at.value] != 0) continue;
    seen[at.value] = 1;
    append(open, members[at.value].parts);
  }
  return false;
}

Rule Program::apply_overlay(Rule rule, const Overlay& overlay) const {
  const Rule& changes = overlay.changes;
  replace_if_stated(rule.severity, changes.severity);
  replace_if_stated(rule.when, changes.when);
  replace_if_stated(rule.require, changes.require);
  if (changes.message.valid()) rule.message = changes.message;
  if (changes.advice.valid()) rule.advice = changes.advice;
  if (changes.from) rule.from = changes.from;
  if (changes.until) rule.until = changes.until;
  if (changes.gather != Gather::none) rule.gather = changes.gather;
  append_new(rule.bases, changes.bases);
  append_new(rule.tags, changes.tags);
  append_new(rule.applies, changes.applies);
  append_new(rule.replaces, changes.replaces);
  append_new(rule.refines, changes.refines);
  append_new(rule.evidence, changes.evidence);
  for (const Unless& exception : changes.unless) {
    const auto same = std::find_if(rule.unless.begin(), rule.unless.end(),
                                   [&](const Unless& old) { return old.label == exception.label; });
    if (same != rule.unless.end()) {
      *same = exception;
    } else {
      rule.unless.push_back(exception);
    }
  }
  for (const Let& let : changes.lets) {
    const auto same =
        std::find_if(rule.lets.begin(), rule.lets.end(), [&](const Let& old) { return old.slot == let.slot; });
    if (same != rule.lets.end()) {
      *same = let;
    } else {
      rule.lets.push_back(let);
    }
  }
  for (const ParamSetting& setting : changes.settings) {
    std::erase_if(rule.settings, [&](const ParamSetting& old) { return old.parameter == setting.parameter; });
    rule.settings.push_back(setting);
  }
  if (overlay.disable) {
    rule.disabled = true;
    rule.disabled_reason = overlay.disabled_reason;
  }
  if (overlay.origin.rulebook < rulebooks.size()) rule.overridden_by = rulebooks[overlay.origin.rulebook].id;
  if (!changes.when.empty() || !changes.require.empty() || !changes.lets.empty()) rule.queries = rule_queries(rule);
  return rule;
}

std::vector<std::uint32_t> Program::aligned_queries(ExprId expression) const {
  std::vector<std::uint32_t> found;
  std::unordered_set<std::uint32_t> seen;  // functions and lets in loops make the expressions a graph
  const std::function<void(ExprId)> walk = [&](ExprId id) {
    if (id.value >= expressions.size() || !seen.insert(id.value).second) return;
    const Expr& expr = expressions[id.value];
    if (expr.op == Op::query) append_new(found, {expr.index});
    if (expr.op == Op::call_function && expr.index < functions.size()) walk(functions[expr.index].body);
    for (std::size_t i = 0; i < expr.children.size(); ++i) {
      if (!closes_over(expr, i)) walk(expr.children[i]);
    }
  };
  walk(expression);
  return found;
}

std::vector<std::uint32_t> Program::rule_queries(const Rule& rule) const {
  std::vector<std::uint32_t> found;
  std::vector<std::uint32_t> slots;  // of lets that the conditions use, also through other lets
  // Aggregates close over what they see directly; a let inside one is still aligned where it is defined.
  std::unordered_set<std::uint32_t> seen;
  const std::function<void(ExprId)> collect_slots = [&](ExprId id) {
    if (id.value >= expressions.size() || !seen.insert(id.value).second) return;
    const Expr& expr = expressions[id.value];
    if (expr.op == Op::local) append_new(slots, {expr.index});
    for (const ExprId child : expr.children) collect_slots(child);
  };
  for (const ExprId id : rule.when) {
    append_new(found, aligned_queries(id));
    collect_slots(id);
  }
  for (const Require& require : rule.require) {
    append_new(found, aligned_queries(require.condition));
    collect_slots(require.condition);
  }
  for (auto let = rule.lets.rbegin(); let != rule.lets.rend(); ++let) {
    if (std::find(slots.begin(), slots.end(), let->slot) == slots.end()) continue;
    append_new(found, aligned_queries(let->value));
    collect_slots(let->value);
  }
  return found;
}

std::string_view Program::text_of(ExprId expression) const {
  if (expression.value >= expressions.size()) return {};
  const Expr& expr = expressions[expression.value];
  return expr.source < sources.size() ? sources[expr.source]->text(expr.span) : std::string_view{};
}

}  // namespace hegui::dsl

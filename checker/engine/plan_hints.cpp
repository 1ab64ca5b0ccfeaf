#include "checker/engine/plan_hints.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "dsl/records.hpp"

namespace hegui::engine {

using dsl::ExprId;
using dsl::Field;
using dsl::Op;

namespace {

constexpr int kDeepest = 200;  // of expressions within each other that are looked into

class Rounds {
 public:
  explicit Rounds(Plan& plan) : plan_(plan) {}

  void run() {
    plan_.round_count = 0;
    for (const Node& node : plan_.nodes)
      if ((node.op == Op::every || node.op == Op::some) && node.children.size() > 1)
        mark(node.children[1], node.index, 0);
  }

 private:
  /// The largest parts below that do not read the variable and cost work; those within a further loop belong to that.
  void mark(ExprId id, std::uint32_t slot, int depth) {
    if (id.value >= plan_.nodes.size() || depth > kDeepest) return;
    Node& node = plan_.nodes[id.value];
    if (!reads_local(id, slot, depth)) {
      if (costs_work(id, depth) && node.constant == kNoConstant) node.round = plan_.round_count++;
      return;
    }
    const bool loop = node.op == Op::every || node.op == Op::some;
    for (std::size_t i = 0; i < node.children.size() && !(loop && i == 1); ++i) mark(node.children[i], slot, depth + 1);
  }

  [[nodiscard]] bool reads_local(ExprId id, std::uint32_t slot, int depth) const {
    if (id.value >= plan_.nodes.size() || depth > kDeepest) return true;
    const Node& node = plan_.nodes[id.value];
    if (node.op == Op::local) return node.index == slot;
    return std::any_of(node.children.begin(), node.children.end(),
                       [&](ExprId child) { return reads_local(child, slot, depth + 1); });
  }

  [[nodiscard]] bool costs_work(ExprId id, int depth) const {
    if (id.value >= plan_.nodes.size() || depth > kDeepest) return false;
    const Node& node = plan_.nodes[id.value];
    switch (node.op) {
      case Op::every:
      case Op::some:
      case Op::contains:
      case Op::matches:
      case Op::near:
      case Op::call_builtin:
      case Op::call_function:
      case Op::query:
      case Op::field:
      case Op::section:
      case Op::exists:
      case Op::missing:
      case Op::logical_and:
      case Op::logical_or: return true;
      default: break;
    }
    return std::any_of(node.children.begin(), node.children.end(),
                       [&](ExprId child) { return costs_work(child, depth + 1); });
  }

  Plan& plan_;
};

/// Whether a condition comes to no wherever the report has none of some words: 句.正文 包含 … of sentences of the
/// report, joined by 且 and 或. Nothing is claimed where a text may be missing, for that would be open and not no.
class Needs {
 public:
  explicit Needs(Plan& plan) : plan_(plan) {}

  void run() {
    for (std::uint32_t i = 0; i < plan_.nodes.size(); ++i) {
      const Node& node = plan_.nodes[i];
      if (node.op == Op::some || node.op == Op::contains) keep(ExprId{i});
    }
    for (const dsl::Rule& rule : plan_.program->rules) {
      for (const auto& each : rule.for_each)
        if (is_texts_of_report(each.list)) known_.push_back(each.slot);
      for (const ExprId id : rule.when) keep(id);
      known_.clear();
    }
  }

 private:
  using Words = std::vector<std::uint32_t>;

  void keep(ExprId id) {
    const auto words = needed(id, 0);
    if (!words || words->empty()) return;
    plan_.nodes[id.value].needed = static_cast<std::uint32_t>(plan_.needed_words.size());
    plan_.needed_words.push_back(*words);
  }

  [[nodiscard]] bool is_texts_of_report(ExprId id) const {
    const Node& node = plan_.nodes[id.value];
    if (node.op != Op::field || plan_.nodes[node.children.front().value].op != Op::report_root) return false;
    const auto field = static_cast<Field>(node.index);
    return field == Field::report_sentences || field == Field::report_paragraphs;
  }

  /// A text that every report has: its own, that of one of its sentences or paragraphs.
  [[nodiscard]] bool is_text_of_report(ExprId id) const {
    const Node& node = plan_.nodes[id.value];
    if (node.op != Op::field) return false;
    const auto field = static_cast<Field>(node.index);
    const Node& of = plan_.nodes[node.children.front().value];
    if (of.op == Op::report_root) return field == Field::report_text;
    const bool known = of.op == Op::local && std::find(known_.begin(), known_.end(), of.index) != known_.end();
    return known && (field == Field::sentence_text || field == Field::paragraph_text);
  }

  [[nodiscard]] std::optional<Words> needed(ExprId id, int depth) {
    if (id.value >= plan_.nodes.size() || depth > kDeepest) return std::nullopt;
    const Node& node = plan_.nodes[id.value];
    switch (node.op) {
      case Op::contains: {
        if (!is_text_of_report(node.children[0])) return std::nullopt;
        const std::uint32_t constant = plan_.nodes[node.children[1].value].constant;
        if (constant == kNoConstant || plan_.constants[constant].index == 0) return std::nullopt;
        const Value& sought = plan_.constants[constant];
        if (sought.is(Value::Kind::text)) return Words{sought.index - 1};
        if (!sought.is(Value::Kind::list) || sought.group != Value::Group::any) return std::nullopt;
        const auto set = plan_.words.set(sought.index - 1);
        return Words(set.begin(), set.end());
      }
      case Op::logical_and: {
        std::optional<Words> best;
        for (const ExprId child : node.children)
          if (auto words = needed(child, depth + 1); words && (!best || words->size() < best->size()))
            best = std::move(words);
        return best;
      }
      case Op::logical_or: {
        Words all;
        for (const ExprId child : node.children) {
          const auto words = needed(child, depth + 1);
          if (!words) return std::nullopt;
          all.insert(all.end(), words->begin(), words->end());
        }
        return all;
      }
      case Op::some: {
        if (!is_texts_of_report(node.children[0])) return std::nullopt;
        known_.push_back(node.index);
        auto words = needed(node.children[1], depth + 1);
        known_.pop_back();
        return words;
      }
      default: return std::nullopt;
    }
  }

  Plan& plan_;
  std::vector<std::uint32_t> known_;  // variables that are sentences or paragraphs of the report
};

}  // namespace

namespace {

/// Everything that a query asks, so that equal ones are found.
std::string key_of(const QueryPlan& query) {
  std::string key;
  const auto add = [&](std::uint32_t number) { key += std::to_string(number) + ","; };
  for (const dsl::ConceptId id : query.concepts) add(id.value);
  key += query.any_concept ? "|any" : "|";
  key += query.is_text ? "text|" : "|";
  for (const FixedAspect& fixed : query.fixed) {
    add(fixed.aspect.value);
    for (const Accepted& accepted : fixed.members) add(accepted.member.value);
    key += (fixed.asked ? "!" : "?") + fixed.name + "\n";
  }
  add(query.range_aspect.value);
  for (const dsl::MemberId member : query.range_members) add(member.value);
  key += query.range_is_parts ? "parts|" : "|";
  for (const dsl::AspectId aspect : query.open) add(aspect.value);
  key += (query.year_free ? "free" : "") + std::to_string(query.year_offset);
  return key;
}

}  // namespace

void find_same_queries(Plan& plan) {
  std::unordered_map<std::string, std::uint32_t> first;
  plan.same_query.clear();
  for (std::uint32_t i = 0; i < plan.queries.size(); ++i)
    plan.same_query.push_back(first.emplace(key_of(plan.queries[i]), i).first->second);
}

void find_aligned(Plan& plan) {
  std::map<std::pair<bool, std::vector<std::uint32_t>>, std::uint32_t> known;
  for (std::size_t i = 0; i < plan.program->rules.size(); ++i) {
    const auto& own = plan.program->rules[i].queries;
    const bool closed_over = own.empty();
    std::vector<std::uint32_t> queries;
    for (const std::uint32_t q : closed_over ? plan.closed_over[i] : own) queries.push_back(plan.same_query[q]);
    const auto [at, fresh] = known.try_emplace({closed_over, queries}, static_cast<std::uint32_t>(plan.aligned.size()));
    if (fresh) plan.aligned.push_back({std::move(queries), closed_over});
    plan.aligned_by.push_back(at->second);
  }
}

namespace {

/// Functions that ask for nothing of the alignment, the rule or its parameters, and with `noting` off leave no note.
std::vector<bool> steady_functions(const dsl::Program& program, bool noting) {
  std::vector<bool> unsteady(program.expressions.size(), false);
  std::vector<bool> steady(program.functions.size(), true);
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < unsteady.size(); ++i) {
      if (unsteady[i]) continue;
      const dsl::Expr& expr = program.expressions[i];
      const bool own = expr.op == Op::query || expr.op == Op::aspect_name || expr.op == Op::parameter ||
                       (expr.op == Op::approx && !noting) || (expr.op == Op::call_function && !steady.at(expr.index));
      const auto is_unsteady = [&](ExprId child) { return unsteady[child.value]; };
      if (!own && std::none_of(expr.children.begin(), expr.children.end(), is_unsteady)) continue;
      unsteady[i] = changed = true;
    }
    for (std::size_t f = 0; f < steady.size(); ++f) {
      const ExprId body = program.functions[f].body;
      if (!steady[f] || (body.value < unsteady.size() && !unsteady[body.value])) continue;
      steady[f] = false;
      changed = true;
    }
  }
  return steady;
}

}  // namespace

void find_steady(Plan& plan) {
  plan.steady = steady_functions(*plan.program, false);
  plan.repeats = steady_functions(*plan.program, true);
}

void find_rounds(Plan& plan) { Rounds(plan).run(); }

void find_needed_words(Plan& plan) {
  plan.needed_words.clear();
  Needs(plan).run();
}

}  // namespace hegui::engine

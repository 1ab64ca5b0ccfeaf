#include "checker/engine/plan.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include "checker/engine/cheap_first.hpp"
#include "checker/engine/compiled.hpp"
#include "checker/engine/idle.hpp"
#include "checker/engine/plan_hints.hpp"
#include "dsl/builtin.hpp"

namespace hegui::engine {

using dsl::AspectId;
using dsl::ConceptId;
using dsl::ExprId;
using dsl::MemberId;
using dsl::Op;
using dsl::Program;

namespace {

std::vector<ConceptId> concept_and_below(const Program& program, ConceptId top) {
  std::vector<ConceptId> found{top};
  for (std::size_t next = 0; next < found.size(); ++next)
    for (std::uint32_t i = 0; i < program.concepts.size(); ++i) {
      const ConceptId id{i};
      if (program.concepts[i].parent == found[next] && std::find(found.begin(), found.end(), id) == found.end())
        found.push_back(id);
    }
  return found;
}

/// The members that satisfy `asked`: itself, or for an umbrella its choices, itself between the first and the others:
/// a plain 预算 is less than a 调整预算 and more than a 年初预算.
void accept(const Program& program, MemberId asked, int depth, std::vector<Accepted>& into) {
  const auto add = [&](MemberId member) {
    const auto same = [&](const Accepted& a) { return a.member == member; };
    if (member.valid() && std::none_of(into.begin(), into.end(), same))
      into.push_back({member, static_cast<std::uint8_t>(std::min<std::size_t>(into.size(), 255))});
  };
  const auto& prefer = program.members[asked.value].prefer;
  if (prefer.empty() || depth > 8) return add(asked);
  for (std::size_t i = 0; i < prefer.size(); ++i) {
    accept(program, prefer[i], depth + 1, into);
    if (i == 0) add(asked);
  }
}

std::vector<MemberId> subtree(const Program& program, MemberId top) {
  std::vector<MemberId> found{top};
  for (std::size_t next = 0; next < found.size(); ++next)
    for (const MemberId part : program.members[found[next].value].parts)
      if (std::find(found.begin(), found.end(), part) == found.end()) found.push_back(part);
  return found;
}

class Planner {
 public:
  Planner(const Program& program, Plan& plan) : program_(program), plan_(plan) {}

  void run() {
    plan_.program = &program_;
    plan_.scope = program_.find_aspect("scope");
    plan_.year = program_.find_aspect("year");
    plan_.flow = program_.find_aspect("flow");
    plan_.stage = program_.find_aspect("stage");
    plan_.fund = program_.find_aspect("fund");
    plan_.flow_both = program_.find_member(plan_.flow, "balance");
    plan_.flow_income = program_.find_member(plan_.flow, "income");
    plan_.flow_expenditure = program_.find_member(plan_.flow, "expenditure");
    for (const dsl::Query& query : program_.queries) plan_.queries.push_back(resolve(query));
    add_stated_queries();
    for (std::size_t i = 0; i < program_.queries.size(); ++i) fix_by_formula(plan_.queries[i]);
    for (std::size_t i = program_.queries.size(); i < plan_.queries.size(); ++i) fix_by_formula(plan_.queries[i]);
    for (QueryPlan& query : plan_.queries)
      for (const ConceptId id : query.concepts)
        if (program_.concepts[id.value].formula.valid()) query.derivable.push_back(id);
    find_same_queries(plan_);
    lay_out_nodes();
    find_closed();
    find_steady(plan_);
    find_constants();
    find_rounds(plan_);
    find_needed_words(plan_);
    find_loop_hints(plan_);
    find_cheap_order(plan_);
    find_pruning();
    for (const dsl::Rule& rule : program_.rules) {
      plan_.closed_over.push_back(plan_.aggregated_queries(rule));
      plan_.always_in_force.push_back(!rule.disabled && !rule.from && !rule.until && rule.bases.empty() &&
                                      rule.applies.empty());
    }
    find_aligned(plan_);
    plan_.compiled = compile(plan_);
    plan_.idle = find_idle(plan_);
  }

  void renew_constants() {
    lay_out_nodes();
    // A planted mistake may have put an expression behind those that were looked at: it is worked out where it stands.
    for (std::size_t i = 0, closed = 0; i < std::min(plan_.closed.size(), plan_.nodes.size()); ++i)
      if (plan_.closed[i]) plan_.nodes[i].closed = static_cast<std::uint32_t>(closed++);
    find_constants();
    find_rounds(plan_);
    find_needed_words(plan_);
    find_loop_hints(plan_);
    find_cheap_order(plan_);
    plan_.compiled = compile(plan_);
    plan_.idle = find_idle(plan_);
  }

 private:
  QueryPlan resolve(const dsl::Query& query) const {
    QueryPlan plan;
    plan.any_concept = query.any_concept;
    plan.year_offset = query.year_offset;
    const ConceptId asked = query.concept_id.valid() ? query.concept_id : program_.find_concept("amount");
    if (asked.valid() && !plan.any_concept) {
      plan.concepts = concept_and_below(program_, asked);
      plan.is_text = program_.concepts[asked.value].is_text;
      plan.formula = program_.concepts[asked.value].formula;
    }
    for (const dsl::Binding& binding : query.fixed) bind(binding, plan);
    if (query.range != dsl::Query::Range::one && query.range_member.valid()) {
      plan.range_aspect = program_.members[query.range_member.value].aspect;
      plan.range_is_parts = query.range == dsl::Query::Range::parts;
      plan.range_members = plan.range_is_parts ? program_.members[query.range_member.value].parts
                                               : subtree(program_, query.range_member);
      // The member of the range is not fixed as well, though its word stands in the brackets.
      std::erase_if(plan.fixed, [&](const FixedAspect& fixed) { return fixed.aspect == plan.range_aspect; });
    }
    return plan;
  }

  void bind(const dsl::Binding& binding, QueryPlan& plan) const {
    if (binding.aspect == plan_.year && binding.name.empty()) {
      if (!binding.member.valid()) plan.year_free = true;
      if (!binding.member.valid()) plan.open.push_back(binding.aspect);
      return;  // 上年 and the like have become the offset
    }
    if (!binding.member.valid() && binding.name.empty()) {
      plan.open.push_back(binding.aspect);
      return;
    }
    FixedAspect fixed;
    fixed.aspect = binding.aspect;
    fixed.name = binding.name;
    if (binding.member.valid()) accept(program_, binding.member, 0, fixed.members);
    plan.fixed.push_back(std::move(fixed));
  }

  /// One query more for each concept with a formula, for the facts that the report states itself.
  void add_stated_queries() {
    plan_.stated.assign(program_.concepts.size(), 0);
    for (std::uint32_t i = 0; i < program_.concepts.size(); ++i) {
      if (!program_.concepts[i].formula.valid()) continue;
      QueryPlan plan;
      plan.concepts = {ConceptId{i}};
      plan.formula = program_.concepts[i].formula;
      plan_.stated[i] = static_cast<std::uint32_t>(plan_.queries.size());
      plan_.queries.push_back(std::move(plan));
    }
  }

  /// What every query of a concept's formula fixes alike holds for the concept: an execution rate of income is not the
  /// quotient of two expenditures.
  void fix_by_formula(QueryPlan& plan) const {
    if (!plan.formula.valid()) return;
    const auto inner = program_.aligned_queries(plan.formula);
    if (inner.empty()) return;
    for (const FixedAspect& fixed : plan_.queries[inner.front()].fixed) {
      const bool by_all = std::all_of(inner.begin(), inner.end(), [&](std::uint32_t q) {
        const FixedAspect* other = plan_.queries[q].fixed_on(fixed.aspect);
        return other != nullptr && other->name == fixed.name && other->members.size() == fixed.members.size() &&
               std::equal(fixed.members.begin(), fixed.members.end(), other->members.begin(),
                          [](const Accepted& a, const Accepted& b) { return a.member == b.member; });
      });
      if (!by_all || plan.fixed_on(fixed.aspect) != nullptr || plan.is_open(fixed.aspect)) continue;
      plan.fixed.push_back(fixed);
      plan.fixed.back().asked = false;
    }
  }

  void lay_out_nodes() {
    plan_.nodes.assign(program_.expressions.size(), {});
    plan_.children.clear();
    for (const dsl::Expr& expr : program_.expressions)
      plan_.children.insert(plan_.children.end(), expr.children.begin(), expr.children.end());
    const ExprId* next = plan_.children.data();
    for (std::size_t i = 0; i < plan_.nodes.size(); ++i) {
      const dsl::Expr& expr = program_.expressions[i];
      Node& node = plan_.nodes[i];
      node.op = expr.op;
      node.flag = expr.flag;
      node.has_dimension = expr.type.kind == dsl::Type::Kind::quantity && !expr.type.any_dimension;
      node.dimension = expr.type.dimension;
      node.index = expr.index;
      node.children = {next, static_cast<std::uint32_t>(expr.children.size())};
      next += expr.children.size();
    }
  }

  void find_patterns() {
    plan_.patterns.assign(program_.expressions.size(), nullptr);
    std::map<std::string_view, std::shared_ptr<const Pattern>> known;
    for (std::size_t i = 0; i < program_.expressions.size(); ++i) {
      const dsl::Expr& expr = program_.expressions[i];
      if (expr.op != Op::literal_regex) continue;
      auto& pattern = known[expr.text];
      if (pattern == nullptr) pattern = std::make_shared<const Pattern>(expr.text, plan_.words);
      plan_.patterns[i] = pattern;
    }
  }

  /// Whatever does not take an unknown operand for a thing of its own (个数 counts it, a message prints it).
  void find_pruning() {
    const std::size_t size = program_.expressions.size();
    plan_.prunes.assign(size, true);
    std::vector<bool> function_prunes(program_.functions.size(), true);
    const auto prunes = [&](const dsl::Expr& expr) {
      if (expr.op == Op::near || expr.op == Op::text_template || expr.op == Op::aspect_name) return false;
      if (expr.op == Op::call_builtin) {
        const dsl::Builtin builtin = dsl::builtins()[expr.index].builtin;
        if (builtin == dsl::Builtin::count || builtin == dsl::Builtin::distinct) return false;
      }
      if (expr.op == Op::call_function && !function_prunes.at(expr.index)) return false;
      return std::all_of(expr.children.begin(), expr.children.end(),
                         [&](ExprId child) { return plan_.prunes[child.value]; });
    };
    // What a function calls may stand anywhere: go on until nothing changes.
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t i = 0; i < size; ++i)
        if (plan_.prunes[i] && !prunes(program_.expressions[i])) {
          plan_.prunes[i] = false;
          changed = true;
        }
      for (std::size_t f = 0; f < function_prunes.size(); ++f) {
        const ExprId body = program_.functions[f].body;
        if (function_prunes[f] && (body.value >= size || !plan_.prunes[body.value])) {
          function_prunes[f] = false;
          changed = true;
        }
      }
    }
  }

  /// Literals, word lists and 任一（…） of literals come to the same in every report.
  void find_constants() {
    const std::size_t size = program_.expressions.size();
    plan_.constants.clear();
    plan_.kept.clear();
    plan_.words.clear();
    std::vector<ExprId> groups;
    std::vector<bool> sought(size, true);  // parts of messages and patterns are not looked for
    for (std::uint32_t i = 0; i < size; ++i) {
      const dsl::Expr& expr = program_.expressions[i];
      if (expr.op == Op::any_of || expr.op == Op::all_of) groups.push_back(ExprId{i});
      if (expr.op == Op::literal_regex) sought[i] = false;
      if (expr.op == Op::text_template)
        for (const ExprId part : expr.children) sought[part.value] = false;
    }
    for (std::uint32_t i = 0; i < size; ++i)
      if (auto value = constant(program_.expressions[i])) keep_constant(ExprId{i}, std::move(*value), sought[i]);
    for (const ExprId id : groups) {
      const dsl::Expr& expr = program_.expressions[id.value];
      std::vector<Value> items;
      for (const ExprId child : expr.children) {
        const dsl::Expr& one = program_.expressions[child.value];
        if (one.op != Op::literal_text && one.op != Op::literal_quantity) break;
        items.push_back(*constant(one));
      }
      if (items.empty() || items.size() != expr.children.size()) continue;
      keep_constant(id, Value::of_list(std::move(items), expr.op == Op::any_of ? Value::Group::any : Value::Group::all),
                    true);
    }
    find_patterns();
    plan_.words.finish();
  }

  /// Numbers texts and lists of texts among the words of the plan.
  void number_words(Value& value) {
    if (value.is(Value::Kind::text)) {
      value.index = plan_.words.add(value.chars) + 1;
      return;
    }
    if (!value.is(Value::Kind::list)) return;
    std::vector<std::string_view> words;
    for (const Value& item : value.items()) {
      if (!item.is(Value::Kind::text)) return;
      words.push_back(item.chars);
    }
    std::vector<Value> items = value.items();
    for (Value& item : items) number_words(item);
    value = Value::of_list(std::move(items), value.group);
    value.index = plan_.words.add_set(words) + 1;
  }

  void keep_constant(ExprId id, Value value, bool sought) {
    if (sought) number_words(value);
    plan_.nodes[id.value].constant = static_cast<std::uint32_t>(plan_.constants.size());
    value.keep_for_good(plan_.kept);
    plan_.constants.push_back(std::move(value));
  }

  std::optional<Value> constant(const dsl::Expr& expr) const {
    switch (expr.op) {
      case Op::literal_quantity: return Value::of_figure(expr.quantity);
      case Op::literal_bool: return Value::boolean(expr.flag);
      case Op::literal_date: return Value::whole(day_number(expr.date), dsl::Dimension::date);
      case Op::literal_text:
      case Op::literal_regex: return Value::text_view(expr.text);
      case Op::member_constant: return Value::of_member(MemberId{expr.index});
      case Op::words: {
        std::vector<Value> words;
        for (const std::string& word : program_.word_lists.at(expr.index).words)
          words.push_back(Value::text_view(word));
        return Value::of_list(std::move(words), Value::Group::any);
      }
      default: return std::nullopt;
    }
  }

  /// What an expression reads of its surroundings.
  struct Outside {
    bool alignment = false;
    std::vector<std::uint32_t> slots;
  };

  void find_closed() {
    const std::size_t size = program_.expressions.size();
    plan_.closed.assign(size, false);
    outside_.assign(size, {});
    seen_.assign(size, false);
    for (std::uint32_t i = 0; i < size; ++i) outside_of(ExprId{i});
    outside_.clear();
    for (std::size_t i = 0; i < size; ++i)
      if (plan_.closed[i]) plan_.nodes[i].closed = plan_.closed_count++;
  }

  const Outside& outside_of(ExprId id) {
    static const Outside unknown{true, {}};
    if (id.value >= outside_.size()) return unknown;
    if (seen_[id.value]) return outside_[id.value];
    seen_[id.value] = true;  // expressions are trees; a loop would find itself open
    Outside& own = outside_[id.value];
    const dsl::Expr& expr = program_.expressions[id.value];
    switch (expr.op) {
      case Op::query:
      case Op::aspect_name:
      case Op::call_function: own.alignment = true; break;
      case Op::local: own.slots.push_back(expr.index); break;
      default: break;
    }
    for (const ExprId child : expr.children) {
      const Outside& inner = outside_of(child);
      own.alignment = own.alignment || inner.alignment;
      own.slots.insert(own.slots.end(), inner.slots.begin(), inner.slots.end());
    }
    std::sort(own.slots.begin(), own.slots.end());
    own.slots.erase(std::unique(own.slots.begin(), own.slots.end()), own.slots.end());
    if (expr.op == Op::every || expr.op == Op::some) std::erase(own.slots, expr.index);
    plan_.closed[id.value] = !own.alignment && own.slots.empty() && is_work(expr.op);
    return own;
  }

  static bool is_work(Op op) {
    switch (op) {
      case Op::every:
      case Op::some:
      case Op::contains:
      case Op::matches:
      case Op::near:
      case Op::call_builtin:
      case Op::field:
      case Op::section:
      case Op::words:
      case Op::exists:
      case Op::missing:
      case Op::logical_and:
      case Op::logical_or: return true;
      default: return false;
    }
  }

  const Program& program_;
  Plan& plan_;
  std::vector<Outside> outside_;
  std::vector<bool> seen_;
};

}  // namespace

const FixedAspect* QueryPlan::fixed_on(AspectId aspect) const {
  for (const FixedAspect& f : fixed)
    if (f.aspect == aspect) return &f;
  return nullptr;
}

bool QueryPlan::is_open(AspectId aspect) const { return std::find(open.begin(), open.end(), aspect) != open.end(); }

std::vector<std::uint32_t> Plan::aggregated_queries(const dsl::Rule& rule) const {
  std::vector<std::uint32_t> found;
  std::vector<bool> seen_function(program->functions.size(), false);
  std::function<void(ExprId)> walk = [&](ExprId id) {
    if (id.value >= program->expressions.size()) return;
    const dsl::Expr& expr = program->expressions[id.value];
    if (expr.op == Op::query && expr.index < queries.size()) {
      const QueryPlan& query = queries[expr.index];
      const bool along = query.range_aspect.valid() || !query.open.empty();
      if (along && std::find(found.begin(), found.end(), expr.index) == found.end()) found.push_back(expr.index);
    }
    if (expr.op == Op::call_function && expr.index < seen_function.size() && !seen_function[expr.index]) {
      seen_function[expr.index] = true;
      walk(program->functions[expr.index].body);
    }
    if (expr.op == Op::local)
      for (const dsl::Let& let : rule.lets)
        if (let.slot == expr.index && let.value != id) walk(let.value);
    for (const ExprId child : expr.children) walk(child);
  };
  for (const ExprId id : rule.when) walk(id);
  for (const dsl::Require& require : rule.require) walk(require.condition);
  return found;
}

void renew_constants(Plan& plan) { Planner(*plan.program, plan).renew_constants(); }

std::shared_ptr<const Plan> make_plan(const Program& program) {
  auto plan = std::make_shared<Plan>();
  Planner(program, *plan).run();
  return plan;
}

}  // namespace hegui::engine

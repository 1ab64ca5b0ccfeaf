#include "checker/engine/idle.hpp"

#include <algorithm>

namespace hegui::engine {

using dsl::ExprId;
using dsl::Field;
using dsl::Op;

namespace {

constexpr std::uint64_t kMostPlaces = 100'000;  // a rule with more stops at some place (RuleRun)
constexpr int kDeepest = 200;                   // of expressions within each other that are looked into

/// Lists of the report that are the same for every rule.
bool is_plain_list(Field field) {
  switch (field) {
    case Field::report_sections:
    case Field::report_headings:
    case Field::report_paragraphs:
    case Field::report_sentences:
    case Field::report_tables:
    case Field::report_breakdowns:
    case Field::report_indicators:
    case Field::report_changes:
    case Field::report_ratios:
    case Field::report_facts:
    case Field::report_rates:
    case Field::report_citations:
    case Field::report_claims: return true;
    default: return false;
  }
}

/// All queries below the expressions of a rule, unless something below looks at the report itself.
class Figures {
 public:
  Figures(const Plan& plan, const dsl::Rule& rule)
      : plan_(plan), rule_(rule), seen_(plan.program->functions.size(), false) {}

  std::vector<std::uint32_t> run() {
    for (const ExprId id : rule_.when) look(id, 0);
    for (const dsl::Require& require : rule_.require) look(require.condition, 0);
    for (const dsl::Unless& unless : rule_.unless) {
      look(unless.condition, 0);
      if (unless.exception.valid()) look(unless.exception, 0);
    }
    const auto is_aligned = [&](std::uint32_t q) {
      return std::find(rule_.queries.begin(), rule_.queries.end(), q) != rule_.queries.end();
    };
    for (const std::uint32_t q : found_) only_figures_ = only_figures_ && (is_aligned(q) || !has_formula(q));
    if (!only_figures_) found_.clear();
    for (std::uint32_t& q : found_) q = plan_.same_query[q];
    return std::move(found_);
  }

 private:
  /// What runs derives figures that queries of other rules may see (年度=任意): that must go on as ever.
  [[nodiscard]] bool has_formula(std::uint32_t query) const { return !plan_.queries[query].derivable.empty(); }

  void look(ExprId id, int depth) {
    if (id.value >= plan_.nodes.size() || depth > kDeepest) only_figures_ = false;
    if (!only_figures_) return;
    const Node& node = plan_.nodes[id.value];
    switch (node.op) {
      case Op::report_root:
      case Op::field:
      case Op::section:
      case Op::near:
      case Op::parameter: only_figures_ = false; return;
      case Op::query:
        if (std::find(found_.begin(), found_.end(), node.index) == found_.end()) found_.push_back(node.index);
        break;
      case Op::local:
        for (const dsl::Let& let : rule_.lets)
          if (let.slot == node.index && let.value != id) look(let.value, depth + 1);
        break;
      case Op::call_function:
        if (!seen_.at(node.index)) {
          seen_[node.index] = true;
          look(plan_.program->functions[node.index].body, depth + 1);
        }
        break;
      default: break;
    }
    for (const ExprId child : node.children) look(child, depth + 1);
  }

  const Plan& plan_;
  const dsl::Rule& rule_;
  std::vector<bool> seen_;  // functions
  std::vector<std::uint32_t> found_;
  bool only_figures_ = true;
};

IdleRule needs_of(const Plan& plan, const dsl::Rule& rule) {
  IdleRule needs;
  const auto needs_words = [&](ExprId id) { return plan.nodes[id.value].needed != kNoConstant; };
  for (const ExprId id : rule.when)
    if (needs_words(id)) needs.when.push_back(id);
  if (rule.when.empty() && !rule.require.empty() &&
      std::all_of(rule.require.begin(), rule.require.end(),
                  [&](const dsl::Require& one) { return one.forbid && needs_words(one.condition); }))
    for (const dsl::Require& one : rule.require) needs.forbidden.push_back(one.condition);
  needs.lists.emplace();
  for (const auto& each : rule.for_each) {
    const Node& list = plan.nodes[each.list.value];
    const bool plain = list.op == Op::field && plan.nodes[list.children.front().value].op == Op::report_root &&
                       is_plain_list(static_cast<Field>(list.index));
    if (!plain) {
      needs.lists.reset();
      break;
    }
    needs.lists->push_back(static_cast<Field>(list.index));
  }
  if (rule.for_each.empty()) needs.figures = Figures(plan, rule).run();
  return needs;
}

}  // namespace

IdleRules::IdleRules(const Plan& plan) : learnt_(plan.program->rules.size()) {
  for (const dsl::Rule& rule : plan.program->rules) rules_.push_back(needs_of(plan, rule));
}

IdleRules::~IdleRules() {
  for (const auto& learnt : learnt_) delete learnt.load();
}

void IdleRules::learn(std::uint32_t rule, const RuleSummary& summary) const {
  auto kept = std::make_unique<const RuleSummary>(summary);
  const RuleSummary* nothing = nullptr;
  if (learnt_[rule].compare_exchange_strong(nothing, kept.get(), std::memory_order_acq_rel))
    static_cast<void>(kept.release());
}

std::shared_ptr<const IdleRules> find_idle(const Plan& plan) { return std::make_shared<const IdleRules>(plan); }

Idle::Idle(FactIndex& index, Evaluator& evaluator, SharedAlignments& alignments)
    : plan_(index.plan()), index_(index), evaluator_(evaluator), alignments_(alignments) {}

bool Idle::pass_over(std::uint32_t rule, const dsl::Rule& in_force, RuleSummary& summary) {
  learns_ = false;
  if (&in_force != &plan_.program->rules[rule]) return false;  // an overlay may ask for other things
  const IdleRule& needs = plan_.idle->of(rule);
  if (lacks_words(rule, needs, summary)) return true;
  if (needs.figures.empty()) return false;
  evaluator_.derive_for(plan_.aligned[plan_.aligned_by[rule]].queries);
  if (!lacks_figures(needs)) return false;
  const RuleSummary* known = plan_.idle->without_figures(rule);
  if (known == nullptr) {
    learns_ = true;
    return false;
  }
  summary.passed += known->passed;
  summary.undetermined += known->undetermined;
  summary.not_applicable += known->not_applicable;
  summary.missing = known->missing;
  return true;
}

void Idle::ran(std::uint32_t rule, const RuleSummary& summary, bool told) {
  if (learns_ && !told && summary.failed == 0 && !evaluator_.exhausted()) plan_.idle->learn(rule, summary);
}

bool Idle::lacks_figures(const IdleRule& needs) const {
  return std::all_of(needs.figures.begin(), needs.figures.end(),
                     [&](std::uint32_t q) { return index_.count_for(plan_.queries[q]) == 0; });
}

bool Idle::lacks_words(std::uint32_t rule, const IdleRule& needs, RuleSummary& summary) {
  if (!needs.lists || (needs.when.empty() && needs.forbidden.empty())) return false;
  const auto lacks = [&](ExprId id) { return evaluator_.lacks_words_of(id); };
  const bool nowhere = std::any_of(needs.when.begin(), needs.when.end(), lacks);
  if (!nowhere && (needs.forbidden.empty() || !std::all_of(needs.forbidden.begin(), needs.forbidden.end(), lacks)))
    return false;
  const auto count = places(rule, *needs.lists);
  if (!count) return false;
  (nowhere ? summary.not_applicable : summary.passed) += *count;
  return true;
}

std::optional<std::uint32_t> Idle::places(std::uint32_t rule, const std::vector<Field>& lists) {
  const std::uint32_t aligned = plan_.aligned_by[rule];
  evaluator_.derive_for(plan_.aligned[aligned].queries);
  std::uint64_t count = alignments_.of(aligned)->rows.size();
  for (const Field list : lists) {
    count *= evaluator_.count_of(list);
    if (count > kMostPlaces) return std::nullopt;
  }
  return count > kMostPlaces ? std::nullopt : std::optional(static_cast<std::uint32_t>(count));
}

}  // namespace hegui::engine

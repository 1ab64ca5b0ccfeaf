#include "checker/engine/idle.hpp"

#include <algorithm>
#include <map>
#include <utility>

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
    case Field::report_unit_costs:
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

/// The lists of the report that the loops of a rule run over; nothing: some of them run over others.
std::optional<std::vector<Field>> lists_of(const Plan& plan, const dsl::Rule& rule) {
  std::vector<Field> lists;
  for (const auto& each : rule.for_each) {
    const Node& list = plan.nodes[each.list.value];
    const bool plain = list.op == Op::field && plan.nodes[list.children.front().value].op == Op::report_root &&
                       is_plain_list(static_cast<Field>(list.index));
    if (!plain) return std::nullopt;
    lists.push_back(static_cast<Field>(list.index));
  }
  return lists;
}

/// Numbers as they come; what is the same has one number.
template <class Group>
class Numbered {
 public:
  explicit Numbered(std::vector<Group>& all) : all_(all) {}
  std::uint32_t of(const Group& group) {
    const auto [known, fresh] = numbers_.emplace(group, static_cast<std::uint32_t>(all_.size()));
    if (fresh) all_.push_back(group);
    return known->second;
  }

 private:
  std::vector<Group>& all_;
  std::map<Group, std::uint32_t> numbers_;
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
  return needs;
}

}  // namespace

IdleRules::IdleRules(const Plan& plan) : learnt_(plan.program->rules.size()) {
  Numbered<IdlePlaces> places(places_);
  Numbered<IdleFigures> figures(figures_);
  for (std::uint32_t i = 0; i < plan.program->rules.size(); ++i) {
    const dsl::Rule& rule = plan.program->rules[i];
    IdleRule needs = needs_of(plan, rule);
    if (!needs.when.empty() || !needs.forbidden.empty())
      if (auto lists = lists_of(plan, rule)) needs.places = places.of({plan.aligned_by[i], std::move(*lists)});
    if (rule.for_each.empty())
      if (auto asked = Figures(plan, rule).run(); !asked.empty())
        needs.figures = figures.of({plan.aligned_by[i], std::move(asked)});
    rules_.push_back(std::move(needs));
  }
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
    : plan_(index.plan()),
      index_(index),
      evaluator_(evaluator),
      alignments_(alignments),
      counted_(plan_.idle->places().size()),
      looked_(plan_.idle->figures().size()) {}

bool Idle::pass_over(std::uint32_t rule, const dsl::Rule& in_force, RuleSummary& summary) {
  learns_ = false;
  if (&in_force != &plan_.program->rules[rule]) return false;  // an overlay may ask for other things
  const IdleRule& needs = plan_.idle->of(rule);
  if (needs.places != IdleRule::kNoGroup && lacks_words(needs, summary)) return true;
  if (needs.figures == IdleRule::kNoGroup || !lacks_figures(needs.figures)) return false;
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

bool Idle::lacks_figures(std::uint32_t group) {
  Looked& known = looked_[group];
  if (known.facts == index_.fact_count()) return known.lacking;
  const IdleFigures& asked = plan_.idle->figures()[group];
  evaluator_.derive_for(plan_.aligned[asked.aligned].queries);
  known.lacking = std::all_of(asked.queries.begin(), asked.queries.end(),
                              [&](std::uint32_t q) { return index_.count_for(plan_.queries[q]) == 0; });
  known.facts = index_.fact_count();
  return known.lacking;
}

bool Idle::lacks_words(const IdleRule& needs, RuleSummary& summary) {
  const auto lacks = [&](ExprId id) { return evaluator_.lacks_words_of(id); };
  const bool nowhere = std::any_of(needs.when.begin(), needs.when.end(), lacks);
  if (!nowhere && (needs.forbidden.empty() || !std::all_of(needs.forbidden.begin(), needs.forbidden.end(), lacks)))
    return false;
  const auto count = places(needs.places);
  if (!count) return false;
  (nowhere ? summary.not_applicable : summary.passed) += *count;
  return true;
}

std::optional<std::uint32_t> Idle::places(std::uint32_t group) {
  Counted& known = counted_[group];
  if (known.facts == index_.fact_count()) return known.places;
  known.places = count_places(plan_.idle->places()[group]);
  known.facts = index_.fact_count();
  return known.places;
}

std::optional<std::uint32_t> Idle::count_places(const IdlePlaces& of) {
  evaluator_.derive_for(plan_.aligned[of.aligned].queries);
  std::uint64_t count = alignments_.of(of.aligned)->rows.size();
  for (const Field list : of.lists) {
    count *= evaluator_.count_of(list);
    if (count > kMostPlaces) return std::nullopt;
  }
  return count > kMostPlaces ? std::nullopt : std::optional(static_cast<std::uint32_t>(count));
}

}  // namespace hegui::engine

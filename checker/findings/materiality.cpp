#include "checker/findings/materiality.hpp"

#include <algorithm>
#include <tuple>

#include "checker/findings/place.hpp"

namespace hegui::findings {

namespace {

using dsl::Number;

/// The aspects of a fact about the department as a whole.
struct Whole {
  dsl::AspectId stage, flow, scope, fund, year;
  dsl::MemberId expenditure, balance, department, all_funds, fiscal, general;
  explicit Whole(const dsl::Program& program)
      : stage(program.find_aspect("stage")),
        flow(program.find_aspect("flow")),
        scope(program.find_aspect("scope")),
        fund(program.find_aspect("fund")),
        year(program.find_aspect("year")) {
    if (flow.valid()) {
      expenditure = program.find_member(flow, "expenditure");
      balance = program.find_member(flow, "balance");
    }
    if (scope.valid()) department = program.aspects[scope.value].default_member;
    if (fund.valid()) {
      all_funds = program.aspects[fund.value].default_member;
      fiscal = program.find_member(fund, "fiscal");
      general = program.find_member(fund, "general_budget");
    }
  }
  [[nodiscard]] bool known() const { return stage.valid() && expenditure.valid() && department.valid(); }
  /// Whether a fact is about all of the department, in the report's own year, under no name of its own.
  [[nodiscard]] bool holds_for(const report::Fact& fact, const std::optional<int>& of_year) const {
    if (fact.optional || !fact.entity.empty() || !fact.quantity.takes_part_in_equations()) return false;
    return std::all_of(fact.aspects.begin(), fact.aspects.end(), [&](const report::AspectValue& value) {
      if (value.aspect == stage) return true;
      if (value.aspect == year) return !of_year || value.name.empty() || value.name == std::to_string(*of_year);
      if (value.aspect == flow) return value.member == expenditure || (balance.valid() && value.member == balance);
      if (value.aspect == scope) return value.member == department;
      if (value.aspect == fund) return width(fact) > 0;
      return false;
    });
  }
  /// How much of the money a figure covers: 3 all of it, 2 and 1 what many reports give in its place, 0 a part.
  [[nodiscard]] int width(const report::Fact& fact) const {
    const auto* value = fact.aspect(fund);
    if (value == nullptr || value->member == all_funds || value->how == report::How::defaulted) return 3;
    if (fiscal.valid() && value->member == fiscal) return 2;
    return general.valid() && value->member == general ? 1 : 0;
  }
};

bool is_said(const report::Fact& fact, dsl::AspectId aspect) {
  const auto* value = fact.aspect(aspect);
  return value != nullptr && value->how != report::How::defaulted;
}

/// Of several figures the one that covers most of the money; then the one whose words say most plainly that it is the
/// total; then the one that is said most often, then the first.
class Best {
 public:
  void offer(const report::Fact& fact, const Whole& whole) {
    const auto* flow = fact.aspect(whole.flow);
    const auto plain = static_cast<std::size_t>(is_said(fact, whole.scope)) * 2 +
                       static_cast<std::size_t>(is_said(fact, whole.flow)) * 2 +
                       static_cast<std::size_t>(flow != nullptr && flow->member == whole.expenditure) +
                       static_cast<std::size_t>(is_said(fact, whole.stage));
    const auto rank = std::tuple(whole.width(fact), plain, fact.repeated_at.size());
    if (fact_ != nullptr && rank <= rank_) return;
    fact_ = &fact;
    rank_ = rank;
  }
  [[nodiscard]] std::optional<Number> value() const {
    return fact_ == nullptr ? std::nullopt : std::optional(fact_->quantity.value);
  }
  [[nodiscard]] int width() const { return std::get<0>(rank_); }

 private:
  const report::Fact* fact_ = nullptr;
  std::tuple<int, std::size_t, std::size_t> rank_;
};

}  // namespace

Figures figures_of(const dsl::Program& program, const report::Report& report) {
  Figures figures;
  const Whole whole(program);
  const auto amount = program.find_concept("amount"), rate = program.find_concept("execution_rate");
  if (!whole.known() || !amount.valid()) return figures;
  const auto actual = program.find_member(whole.stage, "actual");
  const auto revised = program.find_member(whole.stage, "revised_budget");
  const auto initial = program.find_member(whole.stage, "initial_budget");
  Best spent, planned, first_planned, stated;
  for (const auto& fact : report.facts) {
    if (!fact.derived_from.empty() || !fact.concept_id.valid()) continue;
    if (fact.concept_id != amount && fact.concept_id != rate) continue;
    if (!whole.holds_for(fact, report.identity.year)) continue;
    if (fact.concept_id == rate) {
      stated.offer(fact, whole);
      continue;
    }
    const auto* flow = fact.aspect(whole.flow);
    const auto* stage = fact.aspect(whole.stage);
    if (flow == nullptr || stage == nullptr) continue;
    if (stage->member == actual) spent.offer(fact, whole);
    if (stage->member == revised) planned.offer(fact, whole);
    if (stage->member == initial) first_planned.offer(fact, whole);
  }
  figures.actual = spent.value();
  const Best& budget = planned.value() ? planned : first_planned;
  figures.budget = budget.value();
  figures.execution_rate = stated.value();
  figures.rate_stated = figures.execution_rate.has_value();
  if (!figures.execution_rate && figures.actual && figures.budget && !figures.budget->is_zero() &&
      spent.width() == budget.width())
    figures.execution_rate = (*figures.actual / *figures.budget).rounded(6);
  return figures;
}

std::optional<Materiality> materiality_of(const report::Report& report, const Group& group, const Figures& figures) {
  Materiality size;
  bool known = false;
  for (const auto* outcome : group.outcomes) {
    if (!outcome->difference) continue;
    if (!known || size.yuan < *outcome->difference) size.yuan = *outcome->difference;
    size.difference = known = true;
  }
  for (const auto* outcome : group.outcomes) {
    if (known) break;
    for (const auto& evidence : outcome->evidence) {
      const auto* fact = fact_of(report, evidence.fact);
      if (fact == nullptr || !fact->text_value.empty() || fact->quantity.dimension != dsl::Dimension::money) continue;
      if (fact->quantity.value.is_zero()) continue;
      size.yuan = fact->quantity.value.abs();
      known = true;
      break;
    }
  }
  if (!known) return std::nullopt;
  size.yuan = size.yuan.rounded(4);  // of rates and quotients there may be no end of decimals
  const auto total = figures.actual ? figures.actual : figures.budget;
  if (total && total->sign() > 0) size.share = (size.yuan / *total).rounded(6);
  return size;
}

dsl::Number added_up(const Finding& finding) {
  const auto& size = finding.materiality;
  return size && size->difference ? size->yuan : Number();
}

std::string money_text(const dsl::Number& yuan) {
  const Number ten_thousand(10'000);
  if (yuan.abs() >= ten_thousand * ten_thousand)
    return (yuan / (ten_thousand * ten_thousand)).rounded(4).to_text() + "亿元";
  if (yuan.abs() >= ten_thousand) return (yuan / ten_thousand).rounded(4).to_text() + "万元";
  return yuan.rounded(2).to_text() + "元";
}

std::string share_text(const dsl::Number& share) {
  const Number percent = share * Number(100);
  return (percent.abs() >= Number(1) ? percent.rounded(2) : percent.rounded(4)).to_text() + "%";
}

void sort_findings(std::vector<Finding>& findings, Order order) {
  if (order == Order::severity)
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding& a, const Finding& b) { return a.severity > b.severity; });
  if (order == Order::amount)
    std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
      if (!a.materiality || !b.materiality) return a.materiality.has_value() && !b.materiality.has_value();
      return a.materiality->yuan > b.materiality->yuan;
    });
}

}  // namespace hegui::findings

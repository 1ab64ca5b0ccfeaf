#include <algorithm>
#include <memory>

#include "checker/engine/force.hpp"
#include "checker/engine/rule_run.hpp"

namespace hegui::engine {

namespace {

constexpr std::uint64_t kSlipTries = 300'000;  // suppositions tried in one report

}  // namespace

Evaluation evaluate(const Plan& plan, const report::Report& report, const Options& options) {
  const dsl::Program& program = *plan.program;
  FactIndex index(plan, report);
  Force force;
  Evaluator evaluator(index, force.parameters);
  decide_force(evaluator, options, force);
  Evaluation evaluation;
  evaluation.profiles = force.profiles;
  std::uint64_t slip_budget = kSlipTries;
  for (std::uint32_t i = 0; i < force.rules.size(); ++i) {
    RuleSummary summary;
    summary.rule = dsl::RuleId{i};
    summary.skipped = force.skipped[i];
    if (force.rules[i] != &program.rules[i])
      evaluation.overlaid.emplace_back(dsl::RuleId{i}, std::make_shared<const dsl::Rule>(*force.rules[i]));
    if (summary.skipped.empty()) {
      RuleRun run(evaluator, index, *force.rules[i], dsl::RuleId{i}, options, slip_budget);
      for (Outcome& outcome : run.run(summary)) evaluation.outcomes.push_back(std::move(outcome));
    }
    evaluation.rules.push_back(std::move(summary));
  }
  return evaluation;
}

Evaluation evaluate(const dsl::Program& program, const report::Report& report, const Options& options) {
  return evaluate(*make_plan(program), report, options);
}

const dsl::Rule& rule_of(const dsl::Program& program, const Evaluation& evaluation, dsl::RuleId id) {
  for (const auto& [rule, changed] : evaluation.overlaid)
    if (rule == id) return *changed;
  return program.rules[id.value];
}

}  // namespace hegui::engine

#include <algorithm>
#include <memory>
#include <optional>

#include "checker/engine/compiled_judge.hpp"
#include "checker/engine/force.hpp"
#include "checker/engine/idle.hpp"
#include "checker/engine/needs_text.hpp"
#include "checker/engine/rule_run.hpp"

namespace hegui::engine {

namespace {

constexpr std::uint64_t kSlipTries = 300'000;  // suppositions tried in one report

/// The expressions that give the parameters their values on this report.
std::vector<dsl::ExprId> values_of(const std::vector<ParameterValue>& parameters) {
  std::vector<dsl::ExprId> values;
  for (const ParameterValue& each : parameters) values.push_back(each.value);
  return values;
}

Evaluation run_rules(const Plan& plan, const report::Report& report, const Options& options, bool& recalled) {
  const dsl::Program& program = *plan.program;
  FactIndex index(plan, report);
  Force force;
  Evaluator evaluator(index, force.parameters);
  decide_force(evaluator, options, force);
  Evaluation evaluation;
  evaluation.profiles = force.profiles;
  std::uint64_t slip_budget = kSlipTries;
  const auto parameters = options.memory != nullptr ? values_of(force.parameters) : std::vector<dsl::ExprId>();
  const bool facts_only = is_facts_only(report);
  // Programs count what has nothing to tell; who wants every outcome gets them from the evaluator.
  const bool programs =
      options.use_programs && !options.keep_plain && !options.trace_all && options.coverage == nullptr;
  std::optional<Judge> judge;
  if (!options.use_programs) evaluator.test_by_values();
  if (programs) evaluator.test_in_any_order();
  if (programs) judge.emplace(index, force.parameters);
  SharedAlignments alignments(index);
  std::optional<Idle> idle;
  if (programs) idle.emplace(index, evaluator, alignments);
  evaluation.rules.reserve(force.rules.size());
  for (std::uint32_t i = 0; i < force.rules.size(); ++i) {
    RuleSummary& summary = evaluation.rules.emplace_back();
    summary.rule = dsl::RuleId{i};
    if (!force.skipped[i].empty()) summary.skipped = std::move(force.skipped[i]);
    if (force.rules[i] != &program.rules[i])
      evaluation.overlaid.emplace_back(dsl::RuleId{i}, std::make_shared<const dsl::Rule>(*force.rules[i]));
    if (facts_only && summary.skipped.empty() && needs_text(program, *force.rules[i]))
      summary.skipped = "只有数据，没有报告全文";
    if (summary.skipped.empty()) {
      if (idle && idle->pass_over(i, *force.rules[i], summary)) continue;
      if (judge && judge->judge(i, *force.rules[i], evaluator, summary)) {
        idle->ran(i, summary, false);
        continue;
      }
      if (options.memory != nullptr &&
          options.memory->recall(dsl::RuleId{i}, *force.rules[i], parameters, summary, evaluation.outcomes)) {
        recalled = true;
        slip_budget -= std::min(slip_budget, summary.tries);
      } else {
        const std::uint64_t before = slip_budget;
        RuleRun run(evaluator, index, *force.rules[i], dsl::RuleId{i}, options, slip_budget, alignments,
                    judge ? &*judge : nullptr);
        const std::size_t told = evaluation.outcomes.size();
        for (Outcome& outcome : run.run(summary)) evaluation.outcomes.push_back(std::move(outcome));
        if (idle) idle->ran(i, summary, evaluation.outcomes.size() != told);
        summary.tries = before - slip_budget;
        evaluation.bounded = evaluation.bounded || evaluator.exhausted();
      }
      evaluation.bounded = evaluation.bounded || slip_budget == 0;
    }
  }
  return evaluation;
}

}  // namespace

Evaluation evaluate(const Plan& plan, const report::Report& report, const Options& options) {
  bool recalled = false;
  Evaluation evaluation = run_rules(plan, report, options, recalled);
  if (!recalled || !evaluation.bounded) return evaluation;
  // Rules that share a bound come out alike only when all of them run, in their order.
  Options all = options;
  all.memory = nullptr;
  return run_rules(plan, report, all, recalled);
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

// Which rules run on a report, and with which parameters: law in time, profiles, overlays, replaced rules, 适用.
// Made once per report, before any rule runs.
// Afterwards every rule of the program either runs, in the form its overlays give it, or has a reason why not.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "checker/engine/evaluator.hpp"
#include "checker/engine/outcome.hpp"

namespace hegui::engine {

struct Force {
  std::vector<dsl::Rule> changed;          // rules as overlays leave them
  std::vector<const dsl::Rule*> rules;     // parallel to Program::rules
  std::vector<std::string> skipped;        // parallel; empty: runs
  std::vector<std::string> profiles;       // chosen, by name
  std::vector<ParameterValue> parameters;  // parallel to Program::parameters
  std::optional<dsl::CivilDate> day;       // the law of this day
};

/// Fills `parameters` first (through the reference that the evaluator holds), then decides on the rules.
void decide_force(Evaluator& evaluator, const Options& options, Force& force);

}  // namespace hegui::engine

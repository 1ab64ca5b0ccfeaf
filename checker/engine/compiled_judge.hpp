// The programs of compiled rules over one report: whole rules where their figures need no aligning, else one alignment.
// Made by evaluate() once per report, beside the evaluator.
// Afterwards a rule or an alignment is proved to pass or not to apply, or nothing is said of it.
#pragma once

#include <cstdint>
#include <vector>

#include "checker/engine/alignment.hpp"
#include "checker/engine/compiled.hpp"
#include "checker/engine/evaluator.hpp"
#include "checker/engine/outcome.hpp"

namespace hegui::engine {

/// What is proved of one place. `ask`: the evaluator has to look.
enum class Proof : std::uint8_t { ask, passed, not_applicable };

class Judge {
 public:
  Judge(FactIndex& index, const std::vector<ParameterValue>& parameters);

  /// Counts the rule's places into `summary` when every one of them passes or does not apply; else does nothing.
  bool judge(std::uint32_t rule, const dsl::Rule& in_force, Evaluator& evaluator, RuleSummary& summary);
  /// The same for one alignment of a rule that needed aligning.
  Proof at(std::uint32_t rule, const dsl::Rule& in_force, const Alignments& all, const Alignment& row);

 private:
  /// The rule's program, if it is the one that the program of rules has (no overlay changed it).
  [[nodiscard]] const CompiledRule* program_of(std::uint32_t rule, const dsl::Rule& in_force) const;
  const Scaled& of_fact(std::uint32_t fact, dsl::Dimension dimension);
  Scaled of_cell(const std::vector<Candidate>& facts, dsl::Dimension dimension);
  Scaled setting(const SlotSource& source);
  Proof run(const CompiledRule& rule, const Scaled* slots);

  FactIndex& index_;
  const Compiled& compiled_;
  const std::vector<ParameterValue>& parameters_;
  struct Known {
    Scaled scaled;
    dsl::Dimension dimension = dsl::Dimension::number;
    bool set = false;
  };
  std::vector<Known> facts_;
  Workspace workspace_;
};

}  // namespace hegui::engine

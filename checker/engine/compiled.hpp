// The fast lane for rules that are, wholly or in part, arithmetic, comparisons and logic over single figures: their
// conditions as small programs, worked out before any report is seen.
// Made once per plan by compile(); Judge (compiled_judge.hpp) and Batch (compiled_batch.hpp) run the programs.
// Afterwards a program proves that a place passes, fails or does not apply, or it leaves the place to the evaluator.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "checker/engine/compiled_code.hpp"
#include "dsl/program.hpp"

namespace hegui::engine {

struct Plan;

constexpr std::uint32_t kNoQuery = 0xFFFFFFFFU;

/// Where a figure of the programs comes from.
struct SlotSource {
  std::uint32_t query = kNoQuery;  // of the plan; none: a parameter
  dsl::ParamId parameter;
  dsl::Dimension dimension = dsl::Dimension::number;
  bool has_bounds = false;  // some program looks at what the stated places allow
};
struct CompiledRule {
  Routine code;
  std::vector<std::uint32_t> queries;  // of the rule, parallel to code.slots; kNoQuery: a parameter
  bool whole = true;  // false: parts of it look at words or lists, and a program proves only what does not rest on them
  std::vector<std::uint32_t> shared;  // the aspects in which the rule's figures have to agree
};
struct Compiled {
  std::vector<SlotSource> slots;
  std::vector<std::unique_ptr<const CompiledRule>> rules;  // parallel to Program::rules; null: left to the evaluator
  [[nodiscard]] std::size_t count() const;
  [[nodiscard]] std::size_t whole() const;
};
std::shared_ptr<const Compiled> compile(const Plan& plan);

/// A figure as programs take it; unusual when it is of another dimension, open to a side, or not that many decimals.
Scaled scaled(const dsl::Quantity& quantity, dsl::Dimension dimension);
/// A setting of a parameter, unusual unless it is a plain figure.
Scaled scaled_setting(const Plan& plan, dsl::ExprId setting, dsl::Dimension dimension);

}  // namespace hegui::engine

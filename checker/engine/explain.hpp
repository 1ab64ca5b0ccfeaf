// What stands behind a verdict: the comparison to blame, the passages to quote, and what had to be inferred.
// Made from the records that the evaluator keeps when a rule is evaluated a second time.
// Afterwards the main evidence comes first and every place where a figure is repeated is listed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "checker/engine/evaluator.hpp"
#include "checker/engine/outcome.hpp"

namespace hegui::engine {

/// Records of one outcome: of 当, and of 应 and 禁止.
struct Records {
  Record when, require;
};

/// The part of a condition that made it come out as `bad`.
struct Culprit {
  dsl::ExprId expression;
  const Compared* compared = nullptr;  // when it is a comparison
  bool in_loop = false;                // inside 每个/有个: its variable has moved on
};
Culprit find_culprit(const Evaluator& evaluator, const Record& record, dsl::ExprId condition, Truth bad);

/// Main evidence first: what 证据 asks for, then what the culprit read, the requirement, and 当.
std::vector<Evidence> collect_evidence(Evaluator& evaluator, const dsl::Rule& rule, const Records& records,
                                       const Culprit* culprit, const std::vector<Value>& loop_values);

/// In plain words, what was taken for granted; empty when everything is stated or inherited. Of parameters with their
/// default those that the outcome hangs on. `failing`: the requirement that was not met; null: none was broken.
std::vector<std::string> inferences(const Evaluator& evaluator, const dsl::Rule& rule, const dsl::Require* failing,
                                    const Records& records);

}  // namespace hegui::engine

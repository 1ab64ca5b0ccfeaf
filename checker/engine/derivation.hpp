// The arithmetic behind a verdict, as a person would write it down: “274.7万元 ÷ 347.49万元 ＝ 79.05%，报告写100%”.
// Made for failed outcomes from the comparison that failed.
// Afterwards every figure in it is one of the report or follows from the ones shown.
#pragma once

#include <optional>
#include <string>

#include "checker/engine/evaluator.hpp"

namespace hegui::engine {

std::string derivation_of(Evaluator& evaluator, const Compared& compared);

/// How much money lies between the two sides, in yuan and without a sign; nothing when they are no money. Two rates, of
/// which one is computed from money, are as far apart as the money that would make up for it: 74.27% of a budget of
/// 108.45万元 misses 100% by 27.9万元.
std::optional<dsl::Number> difference_of(Evaluator& evaluator, const Compared& compared);

}  // namespace hegui::engine

// The arithmetic behind a verdict, as a person would write it down: “274.7万元 ÷ 347.49万元 ＝ 79.05%，报告写100%”.
// Made for failed outcomes from the comparison that failed.
// Afterwards every figure in it is one of the report or follows from the ones shown.
#pragma once

#include <optional>
#include <string>

#include "checker/engine/evaluator.hpp"

namespace hegui::engine {

std::string derivation_of(Evaluator& evaluator, const Compared& compared);

/// How much money a comparison is about, in yuan and without a sign; nothing when it is about none. Two amounts: what
/// lies between them. A rate computed from money that should equal a stated one: the money that would make the stated
/// one true. A rate held against a line: what lies between its two amounts, when they are of one thing (of a budget of
/// 108.45万元 27.9万元 were not spent), or the change that it measures.
std::optional<dsl::Number> difference_of(Evaluator& evaluator, const Compared& compared);

/// What lies between two amounts where the message of a rule tells it (“相差{绝对值（收入数 － 支出数）}”), or between
/// the values of one figure that it lists (“有不同的值：{数.各值}”).
std::optional<dsl::Number> told_difference(Evaluator& evaluator, dsl::ExprId message);

}  // namespace hegui::engine

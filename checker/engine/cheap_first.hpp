// In which order the parts of a condition are looked at when only its truth is wanted: what costs least comes first.
// Found by make_plan() once the hints for loops are there; used by Evaluator::test() and by RuleRun.
// Afterwards a condition comes to the same truth; what asks for figures stays where it was written, for asking may
// derive figures that others see.
#pragma once

#include "checker/engine/plan.hpp"

namespace hegui::engine {

/// Plan::cheap_children, Node::cheap, Plan::cheap_when and Plan::asks.
void find_cheap_order(Plan& plan);

}  // namespace hegui::engine

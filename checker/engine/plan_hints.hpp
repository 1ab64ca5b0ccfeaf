// What spares an evaluation work: parts of a loop that are the same in every round, and words without which a condition
// comes to no.
// Found by make_plan() once the nodes and constants are there.
// Afterwards Node::round and Node::needed are set; who ignores them gets the same values later.
#pragma once

#include "checker/engine/plan.hpp"

namespace hegui::engine {

void find_rounds(Plan& plan);
void find_needed_words(Plan& plan);

}  // namespace hegui::engine

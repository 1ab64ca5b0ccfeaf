// What spares an evaluation work: queries and alignments that are the same, parts of a loop that are the same in every
// round, and words without which a condition comes to no. Found by make_plan() as soon as what they look at is there.
// Afterwards Node::round and Node::needed are set; who ignores them gets the same values later.
#pragma once

#include "checker/engine/plan.hpp"

namespace hegui::engine {

/// Plan::same_query.
void find_same_queries(Plan& plan);
/// Plan::aligned, when it is known what each rule closes over.
void find_aligned(Plan& plan);
/// Plan::steady and Plan::repeats.
void find_steady(Plan& plan);
void find_rounds(Plan& plan);
void find_needed_words(Plan& plan);

}  // namespace hegui::engine

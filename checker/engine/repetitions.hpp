// Passages that stand in a report twice, word for word or but for a character or two.
// Made with the other observations when a rule first asks.
// Afterwards every repeated paragraph is listed with its first place, and of the others every repeated sentence.
#pragma once

#include <vector>

#include "checker/report/report.hpp"

namespace hegui::engine {

struct Repetition {
  report::Passage first, second;
  bool altered = false;  // alike to at least 95 %, not word for word
};
/// By the place of the second. Passages that differ in a figure or a number are two statements, not one twice.
std::vector<Repetition> find_repetitions(const report::Report& report);

}  // namespace hegui::engine

// Which usual slip would explain a mismatch: the wrong unit, digits swapped, a part left out, the wrong base …
// Tried when ≈ or = fails, by supposing one figure to be another and comparing again.
// Afterwards a hypothesis is told only when exactly one kind of slip makes the comparison hold.
#pragma once

#include <cstdint>
#include <string>

#include "checker/engine/evaluator.hpp"
#include "checker/engine/explain.hpp"

namespace hegui::engine {

/// “若1589.42元为1589.42万元，则相符”, or empty. `budget` bounds the tries of one report and is drawn down.
std::string likely_slip(Evaluator& evaluator, const Record& record, const Compared& compared, std::uint64_t& budget);

}  // namespace hegui::engine

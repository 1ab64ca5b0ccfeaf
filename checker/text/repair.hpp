// Characters that stand for others: traditional forms, and look-alikes left by scanning or typing.
// Called once for each submitted text, after folding.
// Afterwards the text has the forms that the taxonomy is written in, of equal length in bytes; every change is listed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "checker/text/text.hpp"
#include "dsl/fold.hpp"

namespace hegui::text {

/// The text folded and repaired; it is gone over twice only when something in it may need repair.
std::string folded_and_repaired(std::string_view text, std::vector<dsl::FoldStep>& steps, std::vector<Repair>& repairs);

/// Changes `folded` in place. Figures are changed only where nothing else can be meant (1O0万元, l2.5%).
std::vector<Repair> repair(std::string& folded);

}  // namespace hegui::text

// Characters that stand for others: traditional forms, and look-alikes left by scanning or typing.
// Called once for each submitted text, after folding.
// Afterwards the text has the forms that the taxonomy is written in, of equal length in bytes; every change is listed.
#pragma once

#include <string>
#include <vector>

#include "checker/text/text.hpp"

namespace hegui::text {

/// Changes `folded` in place. Figures are changed only where nothing else can be meant (1O0万元, l2.5%).
std::vector<Repair> repair(std::string& folded);

}  // namespace hegui::text

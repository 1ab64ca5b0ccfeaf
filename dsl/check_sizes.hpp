// How much a set of rulebooks may hold: more than any real one needs, little enough that checking stays fast.
// Called by check() before its passes; looks at counts only.
// Afterwards every list that a pass walks inside another one is short; what was left out is known as broken.
#pragma once

#include <vector>

#include "dsl/diagnostic.hpp"
#include "dsl/syntax.hpp"

namespace hegui::dsl::checking {

/// Removes what is too much from the trees and says so once for each kind.
void limit_sizes(std::vector<syntax::File>& files, std::vector<Diagnostic>& diagnostics);

}  // namespace hegui::dsl::checking

// Names, types and consistency of rulebooks: syntax trees in, Program and diagnostics out.
// Called by the loader with every file of a run, in any order; the result does not depend on the order.
// Afterwards a Program without error diagnostics can be run: no name or unit mistake is left for the engine.
#pragma once

#include <memory>
#include <vector>

#include "dsl/diagnostic.hpp"
#include "dsl/program.hpp"
#include "dsl/syntax.hpp"

namespace hegui::dsl {

struct CheckResult {
  std::shared_ptr<const Program> program;  // also set when there are errors: holds what could be checked
  std::vector<Diagnostic> diagnostics;     // errors and lints, sorted
};
/// `lints`: whether to look for what is not wrong but hardly meant.
CheckResult check(std::vector<syntax::File> files, bool lints = true);

}  // namespace hegui::dsl

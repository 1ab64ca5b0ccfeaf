// Text of one rule file to its syntax tree, with every mistake of the file in one go.
// Called by the loader; the grammar library stays inside parser.cpp.
// Afterwards broken items are left out of the tree, each with exactly one diagnostic, and the rest is whole.
#pragma once

#include <memory>
#include <vector>

#include "dsl/diagnostic.hpp"
#include "dsl/syntax.hpp"

namespace hegui::dsl {

struct ParseResult {
  syntax::File file;
  std::vector<Diagnostic> diagnostics;
};

/// Parses `source` (valid UTF-8, at most 64 MiB; nesting is bounded at 200). Never throws for bad text.
ParseResult parse(std::shared_ptr<const Source> source);

}  // namespace hegui::dsl

// A Report from lines of text, a paragraph each, without a reader: for tests of what the report stage makes of them.
// Called by the tests beside this file.
// Afterwards the passes of the structure have run with the taxonomy of rules/taxonomy; none of the figures has.
#pragma once

#include <string>
#include <string_view>

#include "checker/report/characters.hpp"
#include "checker/report/passes.hpp"

namespace hegui::test {

/// The taxonomy of the project, loaded once.
const report::Lexicon& lexicon();

/// Blank lines are left out; `[bookmark: …]` becomes debris; lines in | bars | become one table a run.
document::Document plain_document(std::string text);
report::Report plain_report(std::string text);

/// Headings and items as lines “level|number|title”, items with a leading “-”: easy to read in a test.
std::string outline_of(const report::Report& report);
/// Line in the text, from 1.
std::uint32_t line_of(const report::Report& report, const report::Passage& passage);
std::string kinds_of(const report::Section& section);

}  // namespace hegui::test

// A small lexicon and short forms for asking what was read.
// Used by the tests of the number reader.
// Afterwards a test reads as "in this text, these figures".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "checker/text/numbers.hpp"

namespace hegui::text {

const NumberLexicon& sample_lexicon();
/// The figures of a paragraph as written, folded: "3894.42万元".
std::vector<std::string> figures(std::string_view text, bool table_cell = false);
/// The figure of a text that has exactly one.
Figure only_figure(std::string_view text, bool table_cell = false);
/// What was skipped, as "text:why" with why as a number of Skipped::Why spelt out.
std::vector<std::string> skipped(std::string_view text);

}  // namespace hegui::text

// The template of the letter of findings (核查意见书) that is used when a bureau gives none of its own, in the layout
// of GB/T 9704-2012. Written out by `hegui template`, so that it can be changed in a word processor. Afterwards it is a
// docx package whose placeholders letter.hpp fills.
#pragma once

#include <string>

#include "dsl/diagnostic.hpp"

namespace hegui::findings {

std::string letter_template(dsl::Language language);

/// Pieces of word/document.xml that the built-in table is made of.
std::string letter_table_xml(dsl::Language language);

}  // namespace hegui::findings

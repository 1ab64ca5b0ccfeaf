// A document written out again as a fixed layout after GB/T 33190: every character at its place on a page.
// Used by the tests that compare formats.
// Afterwards the package has pages with text objects, the lines of tables, and a template with the page header.
#pragma once

#include <string>

#include "checker/document/document.hpp"

namespace hegui::document {

struct OfdLook {
  bool rules = true;          // lines around the cells of tables
  bool whole = false;         // a paragraph is one text object whose steps go back to begin the next line
  bool as_submitted = false;  // odd widths, residue and look-alikes too, as they stand in the file
};

std::string to_ofd(const Document& document, const OfdLook& look = {});

}  // namespace hegui::document

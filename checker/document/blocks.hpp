// From the lines of a text to the blocks of a document: paragraphs, tables, page furniture, residue.
// Called by the plain-text reader and, with what a richer format knows already, by compose().
// Afterwards blocks are in reading order and do not overlap, every character that is not blank lies in one, and debris
// is sorted.
#pragma once

#include <vector>

#include "checker/document/reader.hpp"
#include "checker/document/txt_lines.hpp"

namespace hegui::document {

/// What the format says of a line.
struct LineHint {
  Role role = Role::body;
  int heading_level = 0;
  bool centred = false, bold = false;
  Locator locator;
};

struct Prepared {
  std::vector<txt::FoundTable> tables;  // in order; each fills whole lines
  std::vector<LineHint> hints;          // one a line, or empty
  bool page_layout = false;             // lines are whole paragraphs, and page numbers have their role
};

/// Fills blocks and debris of a document that has its text. False when there are too many blocks or cells.
bool build_blocks(Document& document, const Limits& limits, const PageWords& words, Prepared prepared = {});

}  // namespace hegui::document

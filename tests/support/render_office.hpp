// A document written out again as an office file: one flat OpenDocument text, or one flat workbook.
// Used by the tests that compare formats; LibreOffice turns the result into docx, doc, odt, html, pdf and xlsx.
// Afterwards the file says what the document says: its paragraphs, headings and tables, with a page header and numbers.
#pragma once

#include <string>

#include "checker/document/document.hpp"

namespace hegui::document {

/// How the pages look; the text is the same.
struct Look {
  std::string font = "Noto Serif CJK SC";
  double points = 14;
  bool justified = true, indented = true;   // two characters at the beginning of a paragraph
  bool borders = true;                      // of tables
  bool landscape = false, columns = false;  // two columns of text
};

std::string to_flat_text(const Document& document, const Look& look = {});
/// Paragraphs one a row, each table on a sheet of its own, sheets in reading order.
std::string to_flat_workbook(const Document& document);

std::string escape_xml(std::string_view text);
/// The text of a block or cell as a person reads it: no debris, trimmed.
std::string shown(const Document& document, Slice slice);

}  // namespace hegui::document

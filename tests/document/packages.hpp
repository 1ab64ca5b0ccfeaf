// Small files of the packaged formats, made in memory from the parts that a test is about.
// Used by the tests of those readers.
// Afterwards the bytes are what an office program could have saved, or a hostile variant of it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "checker/document/reader.hpp"

namespace hegui::document {

using Parts = std::vector<std::pair<std::string, std::string>>;  // name, content

/// A zip file of these parts in this order.
std::string zip(const Parts& parts);

/// word/document.xml around the body, with further parts.
std::string docx(std::string_view body, const Parts& further = {});
/// A paragraph of one run.
std::string paragraph(std::string_view text, std::string_view properties = {});
/// A workbook of one sheet; `rows` is the content of sheetData, `behind` stands behind it (mergeCells).
std::string xlsx(std::string_view rows, std::string_view behind = {}, const Parts& further = {});
/// An office text around the body of office:text.
std::string odt(std::string_view body, std::string_view styles = {});
/// One page of text objects.
std::string ofd(std::string_view objects);

/// Reads bytes under a name that says nothing.
ReadResult read_as(std::string bytes, const Limits& limits = {});
/// The text of blocks of the body, one a line; table rows as their cells joined with '|'.
std::string text_of(const Document& document);

}  // namespace hegui::document

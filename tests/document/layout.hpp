// A document as short text, for tests: one line a block or a row.
// Used by the tests of the readers.
// Afterwards a test can compare a whole document at once.
#pragma once

#include <string>
#include <vector>

#include "checker/document/reader.hpp"

namespace hegui::document {

Document read(const std::string& text);
/// "3 一、基本情况", "5 table 2x3", "furniture 9 — 1 —": line, role unless body, clean text.
std::vector<std::string> layout(const Document& document);
/// Rows of the n-th table: cells joined with '|', a span as "总分+5", empty cells empty.
std::vector<std::string> rows(const Document& document, std::size_t table = 0);
std::vector<std::string> debris(const Document& document);

}  // namespace hegui::document

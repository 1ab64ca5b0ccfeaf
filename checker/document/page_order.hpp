// The lines and tables of a page in the order in which they are read: down the page, or down each of two columns.
// Used by page_flow.cpp.
// Afterwards every item knows the column of text that it stands in.
#pragma once

#include <cstddef>
#include <vector>

#include "checker/document/page_lines.hpp"
#include "checker/document/page_tables.hpp"

namespace hegui::document {

enum class Side : unsigned char { whole, left, right };

struct PageItem {
  PageLine line;          // unless a table
  std::size_t table = 0;  // index of the table, when is_table
  bool is_table = false;
  Side side = Side::whole;
};

/// The page has two columns of running text.
bool has_text_columns(const std::vector<PageLine>& lines);
std::vector<PageItem> in_reading_order(std::vector<PageLine> lines, const std::vector<PageTable>& tables);

}  // namespace hegui::document

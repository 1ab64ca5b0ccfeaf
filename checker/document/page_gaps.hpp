// Tables without ruling lines, told by the gaps between their columns.
// Used by the layout of pages (page_flow.cpp) for the lines that are in no ruled table.
// Afterwards the lines of such tables are taken from the page; a run of lines that could be prose is left alone.
#pragma once

#include <vector>

#include "checker/document/page_lines.hpp"
#include "checker/document/page_tables.hpp"

namespace hegui::document {

/// `lines` from top to bottom. `most_cells` counts down.
std::vector<PageTable> take_gap_tables(std::vector<PageLine>& lines, std::size_t& most_cells);

}  // namespace hegui::document

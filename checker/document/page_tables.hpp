// Tables of a page with their text, and tables that go on over several pages.
// Made by the layout of pages (page_flow.cpp) from ruling lines and words.
// Afterwards the words of a table are taken from the page, broken cells are whole, repeated headings stand once.
#pragma once

#include <vector>

#include "checker/document/flow.hpp"
#include "checker/document/page_ink.hpp"

namespace hegui::document {

struct PageTable {
  FlowTable table;
  std::vector<double> xs;  // borders of columns
  double top = 0, bottom = 0;
  double first_row = 0;  // height of the first row
  bool ruled = true;     // by lines; else told by gaps, and the borders of columns are guesses
  [[nodiscard]] double left() const { return xs.front(); }
  [[nodiscard]] double right() const { return xs.back(); }
};

/// Takes the words inside tables from `words`. `most_cells` counts down.
std::vector<PageTable> take_tables(std::vector<PlacedWord>& words, const std::vector<Ruling>& rulings,
                                   std::size_t& most_cells);

/// The lines of a cell as its text. A line without room for what comes next was broken by the cell's width.
void fill_cell(FlowCell& cell, std::vector<PlacedWord> words, double left, double right);

/// `next` stands on top of the next page and has the columns of `table`, which reaches down to where a page ends
/// (`bottom`): it goes on there, and its rows are added. False when it is a table of its own.
bool continue_table(PageTable& table, PageTable& next, double bottom);

}  // namespace hegui::document

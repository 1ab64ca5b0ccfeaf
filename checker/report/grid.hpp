// A table as rows of cells with their roles, whether it came marked as a table or as lines of text in columns.
// Built by grid_of_block() and grid_of_lines(); read by tables.cpp.
// Afterwards every cell knows its column's header words, its row's names, and whether the row is a total or a part.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "checker/report/reading.hpp"

namespace hegui::report {

struct GridCell {
  std::uint32_t block = 0;
  document::Slice slice;
  Stream stream;
  [[nodiscard]] bool blank() const { return stream.size() == 0; }
  [[nodiscard]] bool figure() const { return !stream.figures.empty(); }
};

struct GridRow {
  std::vector<std::int32_t> cells;  // index into Grid::cells by column, -1: none
};

struct Grid {
  std::vector<GridCell> cells;
  std::vector<GridRow> rows;
  std::uint32_t columns = 0;
  [[nodiscard]] const GridCell* at(std::size_t row, std::size_t column) const {
    const std::int32_t index = rows[row].cells[column];
    return index < 0 ? nullptr : &cells[static_cast<std::size_t>(index)];
  }
};

Grid grid_of_block(const Reading& reading, std::uint32_t block);
/// Lines from `first` on that form a table; `used` says how many blocks they are (0: no table here).
Grid grid_of_lines(const Reading& reading, std::uint32_t first, std::uint32_t& used);
/// Facts, breakdowns and indicators of a grid. `caption` is the text above it.
void read_grid(Reading& reading, const Grid& grid, std::uint32_t block);

}  // namespace hegui::report

// The tables that ruling lines draw on a page.
// Used by page_tables.cpp.
// Afterwards every table is a grid of cells that do not overlap; merged cells span several rows or columns.
#pragma once

#include <cstdint>
#include <vector>

#include "checker/document/page_ink.hpp"

namespace hegui::document {

struct GridCell {
  std::uint32_t row = 0, column = 0, row_span = 1, column_span = 1;
};

struct PageGrid {
  std::vector<double> xs, ys;            // column and row borders, one more than columns and rows
  std::vector<GridCell> cells;           // row by row
  std::vector<std::vector<bool>> walls;  // by row: whether there is a line at xs[c]

  [[nodiscard]] std::uint32_t rows() const { return static_cast<std::uint32_t>(ys.size() - 1); }
  [[nodiscard]] std::uint32_t columns() const { return static_cast<std::uint32_t>(xs.size() - 1); }
  [[nodiscard]] bool holds(double x, double y) const {
    return x > xs.front() && x < xs.back() && y > ys.front() && y < ys.back();
  }
};

/// From top to bottom. `most_cells` counts the squares down; tables beyond are left out.
std::vector<PageGrid> ruled_grids(const std::vector<Ruling>& rulings, std::size_t& most_cells);

}  // namespace hegui::document

#include "checker/document/page_tables.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "checker/document/page_grid.hpp"
#include "checker/document/page_lines.hpp"
#include "checker/document/page_marks.hpp"
#include "checker/document/txt_lines.hpp"

namespace hegui::document {

namespace {

constexpr double kReach = 0.35;  // of a character beyond a border makes two words of one
constexpr double kMiddle = 0.3;  // of the height above the base line

/// Which border of `places` begins the stretch that holds `at`.
std::uint32_t index_of(const std::vector<double>& places, double at) {
  const auto next = std::upper_bound(places.begin(), places.end(), at);
  const auto index = std::max<std::ptrdiff_t>(0, next - places.begin() - 1);
  return static_cast<std::uint32_t>(std::min<std::ptrdiff_t>(index, static_cast<std::ptrdiff_t>(places.size()) - 2));
}

class Filler {
 public:
  explicit Filler(PageGrid grid) : grid_(std::move(grid)), owner_(grid_.rows() * grid_.columns(), 0) {
    for (std::size_t i = 0; i < grid_.cells.size(); ++i) {
      const GridCell& cell = grid_.cells[i];
      for (std::uint32_t r = cell.row; r < cell.row + cell.row_span; ++r)
        for (std::uint32_t c = cell.column; c < cell.column + cell.column_span; ++c)
          owner_[r * grid_.columns() + c] = i;
    }
    words_.resize(grid_.cells.size());
  }

  [[nodiscard]] bool holds(const PlacedWord& word) const {
    return grid_.holds(word.x + word.width / 2, word.baseline - kMiddle * word.size);
  }

  void add(PlacedWord word) {
    const std::uint32_t row = index_of(grid_.ys, word.baseline - kMiddle * word.size);
    const double reach = kReach * word.size;
    for (std::uint32_t c = index_of(grid_.xs, word.x) + 1; c < grid_.columns(); ++c) {
      if (grid_.xs[c] > word.x + word.width - reach) break;
      if (!grid_.walls[row][c] || grid_.xs[c] < word.x + reach) continue;
      PlacedWord rest = split_word(word, grid_.xs[c]);
      if (rest.text.empty()) continue;
      put(row, word);
      word = std::move(rest);
    }
    put(row, std::move(word));
  }

  PageTable finish() {
    PageTable result;
    result.table.rows = grid_.rows();
    result.table.columns = grid_.columns();
    result.top = grid_.ys.front();
    result.bottom = grid_.ys.back();
    result.first_row = grid_.ys[1] - grid_.ys[0];
    for (std::size_t i = 0; i < grid_.cells.size(); ++i) {
      const GridCell& from = grid_.cells[i];
      FlowCell cell;
      cell.row = from.row;
      cell.column = from.column;
      cell.row_span = from.row_span;
      cell.column_span = from.column_span;
      fill_cell(cell, std::move(words_[i]), grid_.xs[from.column], grid_.xs[from.column + from.column_span]);
      cell.locator.row = from.row + 1;
      cell.locator.column = from.column + 1;
      result.table.cells.push_back(std::move(cell));
    }
    result.xs = std::move(grid_.xs);
    return result;
  }

  /// The words again, when the lines draw no table but a frame or a picture.
  [[nodiscard]] bool is_table() const {
    return std::count_if(words_.begin(), words_.end(), [](const auto& words) { return !words.empty(); }) >= 2;
  }
  void give_back(std::vector<PlacedWord>& words) {
    for (auto& of_cell : words_)
      for (PlacedWord& word : of_cell) words.push_back(std::move(word));
  }

 private:
  void put(std::uint32_t row, PlacedWord word) {
    const std::uint32_t column = index_of(grid_.xs, word.x + word.width / 2);
    words_[owner_[row * grid_.columns() + column]].push_back(std::move(word));
  }

  PageGrid grid_;
  std::vector<std::size_t> owner_;  // the cell of each square
  std::vector<std::vector<PlacedWord>> words_;
};

/// Long tables are asked for their first and last rows only.
const FlowCell* cell_at(const FlowTable& table, std::uint32_t row, std::uint32_t column) {
  const auto here = [&](const FlowCell& cell) {
    return cell.row <= row && row < cell.row + cell.row_span && cell.column <= column &&
           column < cell.column + cell.column_span;
  };
  if (row * 2 < table.rows) {
    const auto found = std::find_if(table.cells.begin(), table.cells.end(), here);
    return found == table.cells.end() ? nullptr : &*found;
  }
  const auto found = std::find_if(table.cells.rbegin(), table.cells.rend(), here);
  return found == table.cells.rend() ? nullptr : &*found;
}

bool same_row(const FlowTable& a, const FlowTable& b, std::uint32_t row) {
  bool any = false;
  for (std::uint32_t c = 0; c < a.columns; ++c) {
    const FlowCell* const left = cell_at(a, row, c);
    const FlowCell* const right = cell_at(b, row, c);
    if (left == nullptr || right == nullptr || left->text != right->text) return false;
    any = any || !left->text.empty();
  }
  return any;
}

/// How many rows on top are the heading of the other table once more.
std::uint32_t repeated_rows(const FlowTable& above, const FlowTable& below) {
  constexpr std::uint32_t kMostHeadings = 5;
  std::uint32_t rows = 0;
  while (rows < std::min({kMostHeadings, above.rows, below.rows}) && same_row(above, below, rows)) ++rows;
  return rows < below.rows ? rows : 0;
}

void drop_rows(FlowTable& table, std::uint32_t rows) {
  std::erase_if(table.cells, [&](const FlowCell& cell) { return cell.row + cell.row_span <= rows; });
  for (FlowCell& cell : table.cells) {
    const std::uint32_t lost = cell.row < rows ? rows - cell.row : 0;
    cell.row_span -= lost;
    cell.row = cell.row + lost - rows;
  }
  table.rows -= rows;
  std::stable_sort(table.cells.begin(), table.cells.end(), [](const FlowCell& a, const FlowCell& b) {
    return a.row != b.row ? a.row < b.row : a.column < b.column;
  });
}

/// The page ended in the middle of a row: below stands what some of its cells had no room for.
bool goes_on(const FlowTable& above, const FlowTable& below) {
  bool rest = false, finished = false;
  for (std::uint32_t c = 0; c < above.columns; ++c) {
    const FlowCell* const upper = cell_at(above, above.rows - 1, c);
    const FlowCell* const lower = cell_at(below, 0, c);
    if (upper == nullptr || lower == nullptr || upper->column_span != lower->column_span) return false;
    if (lower->text.empty()) {
      finished = finished || (!upper->text.empty() && upper->row_span == 1);
    } else {
      if (upper->text.empty() || upper->column != c) return false;
      if (txt::kind_of_cell(upper->text) != txt::CellKind::text) return false;
      if (txt::kind_of_cell(lower->text) != txt::CellKind::text && lower->text.size() > 4) return false;
      rest = true;
    }
  }
  return rest && finished;
}

}  // namespace

void fill_cell(FlowCell& cell, std::vector<PlacedWord> words, double left, double right) {
  std::string& text = cell.text;
  const std::vector<PageLine> lines = lines_of_page(std::move(words));
  double margin = 8;  // points
  for (const PageLine& line : lines) margin = std::max(0.0, std::min({margin, line.left - left, right - line.right}));
  for (std::size_t i = 0; i < lines.size(); ++i) {
    // 57.00 and, at the foot of the cell, ¥57.00 are two figures.
    const bool near = i > 0 && lines[i].baseline - lines[i - 1].baseline < 3 * lines[i].size;
    const bool broken = near && lines[i - 1].right + first_unit(lines[i]) > right - margin - lines[i].size * 0.1;
    std::string line = lines[i].text;
    // A cell is no row of columns: wide gaps inside it are blanks.
    for (std::size_t at = line.find("    "); at != std::string::npos; at = line.find("    ", at)) line.erase(at, 3);
    join_lines(text, line, broken);
    add_marks(cell.marks, lines[i].words);
  }
}

std::vector<PageTable> take_tables(std::vector<PlacedWord>& words, const std::vector<Ruling>& rulings,
                                   std::size_t& most_cells) {
  std::vector<Filler> fillers;
  for (PageGrid& grid : ruled_grids(rulings, most_cells)) fillers.emplace_back(std::move(grid));
  if (fillers.empty()) return {};
  std::vector<PlacedWord> outside;
  for (PlacedWord& word : words) {
    // The last is the innermost where one stands in another.
    const auto found =
        std::find_if(fillers.rbegin(), fillers.rend(), [&](const Filler& filler) { return filler.holds(word); });
    if (found == fillers.rend()) {
      outside.push_back(std::move(word));
    } else {
      found->add(std::move(word));
    }
  }
  std::vector<PageTable> tables;
  for (Filler& filler : fillers) {
    if (filler.is_table()) {
      tables.push_back(filler.finish());
    } else {
      filler.give_back(outside);
    }
  }
  words = std::move(outside);
  return tables;
}

bool continue_table(PageTable& table, PageTable& next, double bottom) {
  constexpr double kSame = 4;
  FlowTable& above = table.table;
  FlowTable& below = next.table;
  if (above.columns != below.columns || above.rows == 0 || below.rows == 0) return false;
  for (std::size_t i = 0; i < table.xs.size(); ++i) {
    const double shift = table.ruled && next.ruled ? next.left() - table.left() : 0;
    const double most = table.ruled && next.ruled ? kSame : 10 * kSame;
    if (std::abs(next.xs[i] - table.xs[i] - shift) > most) return false;
  }
  if (table.bottom + next.first_row + 24 < bottom) return false;  // there was room for more

  const std::uint32_t heading = repeated_rows(above, below);
  if (heading > 0) {
    above.header_rows = std::max(above.header_rows, heading);
    drop_rows(below, heading);
  }
  if (goes_on(above, below)) {
    for (FlowCell& cell : above.cells) {
      if (cell.row + cell.row_span != above.rows) continue;
      if (const FlowCell* const lower = cell_at(below, 0, cell.column)) {
        join_lines(cell.text, lower->text, true);
        cell.marks.insert(cell.marks.end(), lower->marks.begin(), lower->marks.end());
      }
    }
    drop_rows(below, 1);
  } else {
    // A cell over several rows that the end of the page cut in two.
    std::vector<const FlowCell*> cut;
    for (const FlowCell& lower : below.cells) {
      if (lower.row != 0 || !lower.text.empty()) break;
      const auto upper = std::find_if(above.cells.rbegin(), above.cells.rend(), [&](const FlowCell& cell) {
        return cell.row + cell.row_span == above.rows && cell.row_span > 1 && cell.column == lower.column &&
               cell.column_span == lower.column_span;
      });
      if (upper == above.cells.rend()) break;
      upper->row_span += lower.row_span;
      cut.push_back(&lower);
    }
    below.cells.erase(below.cells.begin(), below.cells.begin() + static_cast<std::ptrdiff_t>(cut.size()));
  }
  for (FlowCell& cell : below.cells) {
    cell.row += above.rows;
    cell.locator.row = cell.row + 1;
    above.cells.push_back(std::move(cell));
  }
  above.rows += below.rows;
  table.bottom = next.bottom;
  return true;
}

}  // namespace hegui::document

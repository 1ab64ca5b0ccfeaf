// From rows of cells to tables: separate tables in one run of rows, columns, spans.
// Used by the plain-text reader.
// Afterwards every cell has its column; a short row has been fitted to the columns its cells look like.
#include <algorithm>
#include <array>
#include <string>

#include "checker/document/txt_lines.hpp"
#include "dsl/utf8.hpp"

namespace hegui::document::txt {

namespace {

std::string_view text_of(std::string_view text, Slice slice) {
  return text.substr(slice.begin, slice.end - slice.begin);
}

bool usable(const Line& line) { return line.role == Role::body && !line.in_table; }

/// For each column, how many cells of full rows hold each kind.
using Profile = std::vector<std::array<std::uint32_t, 4>>;

Profile profile_of(std::string_view text, const Grid& grid, std::size_t columns) {
  Profile profile(columns, {0, 0, 0, 0});
  for (std::size_t r = grid.header_rows; r < grid.rows.size(); ++r) {
    if (grid.rows[r].cells.size() != columns) continue;
    for (std::size_t c = 0; c < columns; ++c) {
      ++profile[c][static_cast<std::size_t>(kind_of_cell(text_of(text, grid.rows[r].cells[c])))];
    }
  }
  return profile;
}

/// How badly a cell fits a column: 0 when most cells of the column are of its kind.
int misfit(CellKind cell, const std::array<std::uint32_t, 4>& column) {
  const std::uint32_t total = column[0] + column[1] + column[2] + column[3];
  const auto is = [&](CellKind kind) { return column[static_cast<std::size_t>(kind)]; };
  const std::uint32_t figures = is(CellKind::whole_number) + is(CellKind::number);
  if (total == 0 || cell == CellKind::empty) return 1;
  if (cell == CellKind::text) return is(CellKind::text) * 2 >= total ? 0 : 4;
  if (figures * 2 < total) return 4;
  return is(cell) * 2 >= figures ? 0 : 2;
}

/// Columns, in order, for the cells of a row that has fewer than the table: least misfit, then furthest right, as
/// totals leave out the columns in front. `last`: the last running number of each column, or -1.
std::vector<std::uint32_t> fit(std::string_view text, const Row& row, const Profile& profile,
                               const std::vector<int>& last) {
  const std::size_t columns = profile.size();
  const std::size_t cells = row.cells.size();
  constexpr int kNever = 1 << 30;
  const auto price = [&](std::size_t cell, std::size_t column) {
    const std::string_view words = text_of(text, row.cells[cell]);
    const CellKind kind = kind_of_cell(words);
    int points = misfit(kind, profile[column]) * 1000;
    if (kind == CellKind::whole_number && words.size() <= 3 && last[column] >= 0) {
      const int step = std::stoi(std::string(words)) - last[column];
      points += step <= 0 ? 500 : std::min(step, 100);
    }
    return points;
  };
  // cost[i][c]: the first i cells stand in the first c columns.
  std::vector<std::vector<int>> cost(cells + 1, std::vector<int>(columns + 1, kNever));
  std::fill(cost[0].begin(), cost[0].end(), 0);
  for (std::size_t i = 1; i <= cells; ++i) {
    for (std::size_t c = i; c <= columns; ++c) {
      const int here = cost[i - 1][c - 1] + price(i - 1, c - 1);
      cost[i][c] = std::min(here, cost[i][c - 1]);
    }
  }
  std::vector<std::uint32_t> places(cells);
  std::size_t c = columns;
  for (std::size_t i = cells; i > 0; --i, --c) {
    while (c > i && cost[i - 1][c - 1] + price(i - 1, c - 1) != cost[i][c]) --c;
    places[i - 1] = static_cast<std::uint32_t>(c - 1);
  }
  return places;
}

void add_cell(Table& table, Slice slice, std::uint32_t line, std::size_t column, std::size_t span) {
  Cell cell;
  cell.slice = slice;
  cell.row = table.rows;
  cell.column = static_cast<std::uint32_t>(column);
  cell.column_span = static_cast<std::uint32_t>(span);
  cell.locator.line = line;
  cell.locator.row = table.rows + 1;
  cell.locator.column = cell.column + 1;
  table.cells.push_back(std::move(cell));
}

/// Group headers span equally (收入 支出 over six columns); other short headers fill up from the left.
void add_header(Table& table, const Row& row, std::size_t columns) {
  const std::size_t cells = row.cells.size();
  const bool even = columns % cells == 0;
  for (std::size_t i = 0; i < cells; ++i) {
    const std::size_t span = even ? columns / cells : i + 1 == cells ? columns - i : 1;
    add_cell(table, row.cells[i], row.line, even ? i * span : i, span);
  }
}

void add_short_row(Table& table, std::string_view text, const Row& row, const std::vector<std::uint32_t>& places,
                   bool running_numbers) {
  const auto columns = static_cast<std::uint32_t>(table.columns);
  std::uint32_t column = 0;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const bool label = i == 0 && !running_numbers && kind_of_cell(text_of(text, row.cells[0])) == CellKind::text;
    const std::uint32_t gap_end = label ? 0 : places[i];
    for (; column < gap_end; ++column) {
      add_cell(table, {row.cells[i].begin, row.cells[i].begin}, row.line, column, 1);
    }
    add_cell(table, row.cells[i], row.line, column, places[i] + 1 - column);
    column = places[i] + 1;
  }
  for (; column < columns; ++column) {
    add_cell(table, {row.cells.back().end, row.cells.back().end}, row.line, column, 1);
  }
}

Table make_table(std::string_view text, const Grid& grid) {
  std::size_t columns = 0;
  for (const Row& row : grid.rows) columns = std::max(columns, row.cells.size());
  const Profile profile = profile_of(text, grid, columns);
  std::vector<int> last(columns, -1);
  Table table;
  table.columns = static_cast<std::uint32_t>(columns);
  table.header_rows = grid.header_rows;
  for (const Row& row : grid.rows) {
    if (row.cells.size() < columns && table.rows < grid.header_rows && !grid.exact) {
      add_header(table, row, columns);
    } else if (row.cells.size() < columns && !grid.exact) {
      add_short_row(table, text, row, fit(text, row, profile, last), grid.running_numbers);
    } else {
      for (std::size_t c = 0; c < columns; ++c) {
        const Slice end{row.cells.back().end, row.cells.back().end};
        add_cell(table, c < row.cells.size() ? row.cells[c] : end, row.line, c, 1);
      }
    }
    ++table.rows;
    if (!grid.running_numbers) continue;
    for (auto cell = table.cells.rbegin(); cell != table.cells.rend() && cell->row + 1 == table.rows; ++cell) {
      const std::string_view words = text_of(text, cell->slice);
      if (kind_of_cell(words) == CellKind::whole_number && words.size() <= 3) {
        last[cell->column] = std::stoi(std::string(words));
      }
    }
  }
  return table;
}

/// A new heading row of another length begins another table (资金 above, 指标 below).
std::vector<Grid> split_at_headers(std::string_view text, Grid grid) {
  std::vector<Grid> parts(1);
  parts.back().header_rows = grid.header_rows;
  parts.back().running_numbers = grid.running_numbers;
  parts.back().exact = grid.exact;
  for (std::size_t r = 0; r < grid.rows.size(); ++r) {
    Row& row = grid.rows[r];
    const bool words = row.cells.size() >= 3 && std::all_of(row.cells.begin(), row.cells.end(), [&](Slice cell) {
                         return kind_of_cell(text_of(text, cell)) == CellKind::text;
                       });
    const auto& above = parts.back().rows;
    if (words && r > grid.header_rows && above.size() >= 2 && row.cells.size() != above.back().cells.size()) {
      parts.emplace_back();
      parts.back().header_rows = 1;
      parts.back().running_numbers = grid.running_numbers;
      parts.back().exact = grid.exact;
    }
    parts.back().rows.push_back(std::move(row));
  }
  return parts;
}

}  // namespace

CellKind kind_of_cell(std::string_view cell) {
  if (cell.empty()) return CellKind::empty;
  if (cell == "—" || cell == "-" || cell == "——" || cell == "/") return CellKind::number;
  std::size_t digits = 0;
  bool point = false;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    const char c = cell[i];
    if (c >= '0' && c <= '9') {
      ++digits;
    } else if (c == '.' || c == ',' || c == '%') {
      point = true;
    } else if (!(c == '-' && i == 0)) {
      return CellKind::text;
    }
  }
  if (digits == 0) return CellKind::text;
  return point || digits > 6 ? CellKind::number : CellKind::whole_number;
}

std::vector<FoundTable> find_tables(const text::Text& source, Lines& lines, const PageWords& words,
                                    std::uint32_t max_cells, bool& too_many) {
  constexpr std::size_t kMostColumns = 60;  // wider rows are not tables, and fitting is quadratic in columns
  std::vector<FoundTable> tables;
  std::size_t cells = 0;
  const std::string_view text = source.normalised();
  const TableText from{source, text, lines, words, bare_cells(text, lines)};
  const std::array readers{&read_flattened_table, &read_pipe_table,    &read_open_rows,
                           &read_tab_table,       &read_aligned_table, &read_bare_cells};
  std::array<std::size_t, readers.size()>
      refused_to{};  // lines that a reader has looked at in vain are not tried again
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t next = i + 1;
    Grid grid;
    if (usable(lines[i]) && !lines[i].blank()) {
      // Bare cells, the last shape, have neither frame nor gaps; all others have.
      const std::size_t likely = lines[i].has(kBlank | kPipe) ? 0 : readers.size() - 1;
      for (std::size_t r = likely; r < readers.size() && grid.rows.empty(); ++r) {
        if (i < refused_to[r]) continue;
        next = i + 1;
        grid = readers[r](from, i, next);
        if (grid.rows.empty()) refused_to[r] = next;
      }
    }
    bool wide = false;
    for (const Row& row : grid.rows) {
      wide = wide || row.cells.size() > kMostColumns;
      cells += row.cells.size();
    }
    if (cells > max_cells) {
      too_many = true;
      return tables;
    }
    if (grid.rows.empty() || wide) {
      i = wide ? next : i + 1;
      continue;
    }
    for (std::size_t line = i; line < next; ++line) lines[line].in_table = true;
    for (const Grid& part : split_at_headers(text, std::move(grid))) {
      const Slice slice{part.rows.front().cells.front().begin, part.rows.back().cells.back().end};
      tables.push_back({slice, part.rows.front().line, make_table(text, part)});
    }
    i = next;
  }
  return tables;
}

}  // namespace hegui::document::txt

// Tables that lost their frame: cells between tabs, and cells that each stand on a line of their own.
// Called by find_tables at every line that might begin one.
// Afterwards a row has its cells in order; in a table with tabs, empty cells keep their places.
#include <algorithm>
#include <string>

#include "checker/document/txt_lines.hpp"
#include "dsl/utf8.hpp"

namespace hegui::document::txt {

namespace {

std::string_view text_of(std::string_view text, Slice slice) {
  return text.substr(slice.begin, slice.end - slice.begin);
}

bool usable(const Line& line) { return line.role == Role::body && !line.in_table; }

Slice trimmed(std::string_view text, std::size_t begin, std::size_t end) {
  while (begin < end && text[begin] == ' ') ++begin;
  while (end > begin && text[end - 1] == ' ') --end;
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

/// The cells of a line with tabs, those at its end that are empty left out; nothing for a line with no tab inside,
/// unless it goes on with a table (`indented`).
std::vector<Slice> split_at_tabs(const TableText& from, const Line& line, bool indented) {
  const std::string_view text = from.all;
  std::vector<Slice> cells;
  if (line.blank() || (!indented && !line.has(kBlank))) return cells;
  std::size_t begin = line.slice.begin;
  while (begin > 0 && text[begin - 1] != '\n') --begin;  // tabs before the first word are empty cells
  const std::string_view original = from.text.original();
  bool inside = indented && !line.has(kStop);
  const std::string_view up_to_end = text.substr(0, line.slice.end);
  for (std::size_t at = up_to_end.find(' ', begin); at < line.slice.end; at = up_to_end.find(' ', at + 1)) {
    if (original[from.text.to_original(static_cast<std::uint32_t>(at))] != '\t') continue;
    cells.push_back(trimmed(text, begin, at));
    inside = inside || at > line.slice.begin;
    begin = at + 1;
  }
  if (!inside) return {};
  cells.push_back(trimmed(text, begin, line.slice.end));
  return cells;
}

bool is_value(std::string_view cell) {
  for (const std::string_view sign : {"≥", "≤", ">=", "<=", ">", "<", "="}) {
    if (cell.starts_with(sign)) return true;
  }
  constexpr std::size_t kLongest = 24;
  const CellKind kind = kind_of_cell(cell);
  if (kind == CellKind::number || kind == CellKind::whole_number) return true;
  if (cell.empty() || cell.size() > kLongest || cell.front() < '0' || cell.front() > '9') return false;
  // 1、 and 1. number a name, 4.26万人次 is none.
  const bool decimal = cell.size() > 2 && cell[2] >= '0' && cell[2] <= '9';
  return cell.find("、") == std::string_view::npos && (cell.find('.') != 1 || decimal);
}

bool is_none(std::string_view cell) { return cell == "-" || cell == "—" || cell == "——" || cell == "/"; }

bool cell_like(std::string_view words, const Line& line) {
  constexpr std::size_t kLongest = 120;  // bytes
  if (words.empty() || words.size() > kLongest) return false;
  if (line.has(kStop | kSemicolon | kCall | kPipe)) return false;
  // Several words with figures among them are a row, not a cell.
  if (line.has(kDigit) && line.has(kBlank)) return false;
  return !words.ends_with("：") && !words.ends_with("，");
}

}  // namespace

Grid read_tab_table(const TableText& from, std::size_t first, std::size_t& next) {
  Grid grid;
  grid.exact = true;
  std::size_t widest = 0;
  std::size_t with_figures = 0;
  for (next = first; next < from.lines.size() && usable(from.lines[next]); ++next) {
    auto cells = split_at_tabs(from, from.lines[next], !grid.rows.empty());
    if (cells.size() < 2) break;
    widest = std::max(widest, cells.size());
    const bool figure =
        std::any_of(cells.begin(), cells.end(), [&](Slice cell) { return is_value(text_of(from.all, cell)); });
    with_figures += figure ? 1 : 0;
    grid.rows.push_back({std::move(cells), from.lines[next].number});
  }
  const bool table = grid.rows.size() >= 2 && with_figures > 0 && (widest >= 3 || with_figures >= 2);
  if (!table) grid.rows.clear();
  grid.header_rows = rows_without_figures(from.all, grid.rows);
  return grid;
}

std::vector<BareCell> bare_cells(std::string_view text, const Lines& lines) {
  std::vector<BareCell> cells;
  cells.reserve(lines.size());
  for (const Line& line : lines) {
    const std::string_view words = txt::text_of(text, line);
    BareCell cell = BareCell::none;
    if (usable(line) && cell_like(words, line))
      cell = is_none(words) ? BareCell::nothing : is_value(words) ? BareCell::value : BareCell::name;
    cells.push_back(cell);
  }
  return cells;
}

Grid read_bare_cells(const TableText& from, std::size_t first, std::size_t& next) {
  constexpr std::size_t kMostCells = 20'000;
  constexpr std::size_t kMostColumns = 20;
  Grid grid;
  next = first;
  const auto& cells = from.bare;
  // The names of the columns and of the first row stand before the first value.
  std::size_t names = 0;
  while (first + names < cells.size() && names <= 2 * kMostColumns && cells[first + names] == BareCell::name) ++names;
  const std::size_t value = first + names;
  const auto is_figure = [](BareCell cell) { return cell == BareCell::value || cell == BareCell::nothing; };
  if (names < 3 || value >= cells.size() || !is_figure(cells[value])) return grid;
  const auto is_cell = [&](std::size_t i) {
    return i < cells.size() && i - first < kMostCells && cells[i] != BareCell::none && !from.lines[i].in_table;
  };
  const auto alike = [&](std::size_t a, std::size_t b) {
    return cells[a] == cells[b] || cells[a] == BareCell::nothing || cells[b] == BareCell::nothing;
  };
  for (std::size_t width = std::min(names - 1, kMostColumns); width >= 3; --width) {
    const std::size_t data = first + width;
    std::size_t rows = 1;
    const auto row_fits = [&](std::size_t row) {
      const std::size_t begin = data + row * width;
      for (std::size_t c = 0; c < width; ++c) {
        if (!is_cell(begin + c) || !alike(data + c, begin + c)) return false;
      }
      return cells[begin] == BareCell::name;
    };
    if (!row_fits(0) || value >= data + width) continue;
    // A row that repeats itself inside is several rows below a heading that is none of the table's.
    bool repeats = false;
    for (std::size_t part = 2; part * 2 <= width && !repeats; ++part) {
      if (width % part != 0) continue;
      repeats = true;
      for (std::size_t c = part; c < width; ++c) repeats = repeats && alike(data + c, data + c - part);
    }
    if (repeats) continue;
    while (row_fits(rows)) ++rows;
    if (rows < 2) continue;
    for (std::size_t row = 0; row <= rows; ++row) {
      Row line;
      line.line = from.lines[first + row * width].number;
      for (std::size_t c = 0; c < width; ++c) line.cells.push_back(from.lines[first + row * width + c].slice);
      grid.rows.push_back(std::move(line));
    }
    grid.header_rows = 1;
    grid.exact = true;
    next = first + (rows + 1) * width;
    return grid;
  }
  return grid;
}

}  // namespace hegui::document::txt

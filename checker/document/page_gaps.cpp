#include "checker/document/page_gaps.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "checker/document/txt_lines.hpp"

namespace hegui::document {

namespace {

constexpr double kNarrowest = 3;          // points between two columns
constexpr std::size_t kMostColumns = 40;  // more are no table
constexpr std::size_t kMostLines = 2'000;

/// A column's words reach from `left` to `right`.
struct Column {
  double left = 0, right = 0;
};

struct Stretch {
  std::size_t begin = 0, end = 0;  // lines
};

struct Row {
  std::vector<PlacedWord> words;
};

bool is_rich(const PageLine& line) { return parts_of(line).size() >= 2; }

/// Runs of lines of which many have gaps and none fills the width.
std::vector<Stretch> find_stretches(const std::vector<PageLine>& lines) {
  double left = 1e9, right = -1e9;
  for (const PageLine& line : lines) {
    left = std::min(left, line.left);
    right = std::max(right, line.right);
  }
  std::vector<Stretch> stretches;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!is_rich(lines[i])) continue;
    std::size_t rich = 1, end = i + 1;
    for (std::size_t next = i + 1; next < lines.size() && next - i < kMostLines; ++next) {
      const double step = lines[next].baseline - lines[next - 1].baseline;
      const bool gaps = is_rich(lines[next]);
      const bool wide = lines[next].right - lines[next].left > (right - left) * 0.5;
      // A line of its own between two tables.
      const std::string& text = lines[next].text;
      const bool apart = step > 1.5 * lines[next].size && (text.ends_with("：") || txt::ends_sentence(text) ||
                                                           txt::begins_item(text) || text.starts_with("表"));
      if (step > 3.4 * std::max(lines[next].size, 1.0) || (!gaps && (wide || apart))) break;
      if (gaps) {
        ++rich;
        end = next + 1;
      }
    }
    // Broken cells may end below the last line with gaps.
    while (end < lines.size() && lines[end].baseline - lines[end - 1].baseline < 1.5 * lines[end].size &&
           lines[end].right - lines[end].left < (right - left) * 0.4)
      ++end;
    if (rich >= 3 && rich * 3 >= end - i) {
      stretches.push_back({i, end});
      i = end - 1;
    }
  }
  return stretches;
}

/// Headings stand at the left of a column and figures at its right: what is never filled in one line is one column.
void join_alternatives(const std::vector<PageLine>& lines, Stretch stretch, std::vector<Column>& columns) {
  std::vector<std::vector<bool>> used;  // by line
  for (std::size_t i = stretch.begin; i < stretch.end; ++i) {
    std::vector<bool>& of_line = used.emplace_back(columns.size(), false);
    for (const PlacedWord& word : lines[i].words)
      for (std::size_t c = 0; c < columns.size(); ++c)
        if (word.x < columns[c].right && word.x + word.width > columns[c].left) of_line[c] = true;
  }
  for (std::size_t c = 0; c + 1 < columns.size();) {
    std::size_t both = 0, left = 0, right = 0;
    for (const auto& of_line : used) {
      both += of_line[c] && of_line[c + 1] ? 1 : 0;
      left += of_line[c] ? 1 : 0;
      right += of_line[c + 1] ? 1 : 0;
    }
    if (both > 0 || (left > 2 && right > 2)) {
      ++c;
      continue;
    }
    columns[c].right = columns[c + 1].right;
    columns.erase(columns.begin() + static_cast<std::ptrdiff_t>(c) + 1);
    for (auto& of_line : used) {
      of_line[c] = of_line[c] || of_line[c + 1];
      of_line.erase(of_line.begin() + static_cast<std::ptrdiff_t>(c) + 1);
    }
  }
}

/// Where hardly any line has a word.
std::vector<Column> find_columns(const std::vector<PageLine>& lines, Stretch stretch) {
  double left = 1e9, right = -1e9;
  for (std::size_t i = stretch.begin; i < stretch.end; ++i) {
    left = std::min(left, lines[i].left);
    right = std::max(right, lines[i].right);
  }
  if (!(right - left > 50) || right - left > 5'000) return {};
  std::vector<std::size_t> cover(static_cast<std::size_t>(right - left) + 2, 0);
  for (std::size_t i = stretch.begin; i < stretch.end; ++i)
    for (const PlacedWord& word : lines[i].words) {
      const auto from = static_cast<std::size_t>(std::max(0.0, word.x - left));
      const auto to = static_cast<std::size_t>(std::clamp(word.x + word.width - left, 0.0, right - left));
      for (std::size_t at = from; at <= to && at < cover.size(); ++at) ++cover[at];
    }
  const std::size_t few = (stretch.end - stretch.begin) / 12;
  std::vector<Column> columns;
  for (std::size_t at = 0; at < cover.size();) {
    while (at < cover.size() && cover[at] <= few) ++at;
    const std::size_t begin = at;
    while (at < cover.size() && cover[at] > few) ++at;
    if (begin == at) break;
    const double from = left + static_cast<double>(begin), to = left + static_cast<double>(at);
    if (!columns.empty() && from - columns.back().right < kNarrowest) {
      columns.back().right = to;
    } else {
      columns.push_back({from, to});
    }
  }
  if (columns.size() > kMostColumns) return {};
  join_alternatives(lines, stretch, columns);
  return columns;
}

class GapTable {
 public:
  GapTable(const std::vector<PageLine>& lines, Stretch stretch, std::vector<Column> columns)
      : lines_(lines), stretch_(stretch), columns_(std::move(columns)) {
    borders_.push_back(columns_.front().left);
    for (std::size_t c = 1; c < columns_.size(); ++c)
      borders_.push_back((columns_[c - 1].right + columns_[c].left) / 2);
    borders_.push_back(columns_.back().right);
    find_rows();
  }

  PageTable build() {
    PageTable result;
    result.ruled = false;
    result.xs = borders_;
    result.top = lines_[stretch_.begin].baseline - lines_[stretch_.begin].size;
    result.bottom = lines_[stretch_.end - 1].baseline;
    result.first_row = lines_[stretch_.begin].size * 2;
    result.table.columns = static_cast<std::uint32_t>(columns_.size());
    for (Row& row : rows_) add_row(std::move(row), result.table);
    return result;
  }

  /// Figures make a table; a list of names between blanks is none.
  static bool is_table(const FlowTable& table) {
    std::size_t figures = 0, filled = 0;
    for (const FlowCell& cell : table.cells) {
      const txt::CellKind kind = txt::kind_of_cell(cell.text);
      if (kind != txt::CellKind::empty) ++filled;
      if (kind == txt::CellKind::number || kind == txt::CellKind::whole_number) ++figures;
    }
    return table.rows >= 2 && table.columns >= 2 && figures >= 2 && filled * 3 >= table.rows * table.columns;
  }

 private:
  [[nodiscard]] std::size_t column_of(double x) const {
    const auto next = std::upper_bound(borders_.begin() + 1, borders_.end() - 1, x);
    return static_cast<std::size_t>(next - borders_.begin()) - 1;
  }
  [[nodiscard]] std::size_t filled(const PageLine& line) const {
    std::vector<bool> used(columns_.size(), false);
    for (const PlacedWord& word : line.words) used[column_of(word.x + word.width / 2)] = true;
    return static_cast<std::size_t>(std::count(used.begin(), used.end(), true));
  }

  /// Lines of one row stand nearer to one another than two rows that are both full.
  void find_rows() {
    double pitch = 1e9;
    for (std::size_t i = stretch_.begin + 1; i < stretch_.end; ++i)
      if (filled(lines_[i]) * 2 >= columns_.size() && filled(lines_[i - 1]) * 2 >= columns_.size())
        pitch = std::min(pitch, lines_[i].baseline - lines_[i - 1].baseline);
    for (std::size_t i = stretch_.begin; i < stretch_.end; ++i) {
      const double size = std::max(lines_[i].size, 1.0);
      const double least = std::clamp(pitch > 1e8 ? 1.7 * size : pitch * 0.93, size, 2.2 * size);
      if (i == stretch_.begin || lines_[i].baseline - lines_[i - 1].baseline >= least) rows_.emplace_back();
      rows_.back().words.insert(rows_.back().words.end(), lines_[i].words.begin(), lines_[i].words.end());
    }
  }

  void add_row(Row row, FlowTable& table) const {
    std::vector<std::vector<PlacedWord>> cells(columns_.size());
    std::vector<std::size_t> ends(columns_.size());
    for (std::size_t c = 0; c < ends.size(); ++c) ends[c] = c + 1;
    for (PlacedWord& word : row.words) {
      // Headings of several columns stand across the gaps between them.
      const std::size_t first = column_of(word.x + word.size * 0.3);
      const std::size_t last = std::max(first, column_of(word.x + word.width - word.size * 0.3));
      ends[first] = std::max(ends[first], last + 1);
      cells[first].push_back(std::move(word));
    }
    for (std::size_t c = 0; c < columns_.size();) {
      std::size_t end = c + 1;
      while (end < ends[c] && cells[end].empty()) ++end;
      FlowCell cell;
      cell.row = table.rows;
      cell.column = static_cast<std::uint32_t>(c);
      cell.column_span = static_cast<std::uint32_t>(end - c);
      fill_cell(cell, std::move(cells[c]), columns_[c].left, columns_[end - 1].right);
      cell.locator.row = table.rows + 1;
      cell.locator.column = cell.column + 1;
      table.cells.push_back(std::move(cell));
      c = end;
    }
    ++table.rows;
  }

  const std::vector<PageLine>& lines_;
  Stretch stretch_;
  std::vector<Column> columns_;
  std::vector<double> borders_;
  std::vector<Row> rows_;
};

}  // namespace

std::vector<PageTable> take_gap_tables(std::vector<PageLine>& lines, std::size_t& most_cells) {
  std::vector<PageTable> tables;
  std::vector<bool> taken(lines.size(), false);
  for (const Stretch& stretch : find_stretches(lines)) {
    auto columns = find_columns(lines, stretch);
    if (columns.size() < 2) continue;
    PageTable table = GapTable(lines, stretch, std::move(columns)).build();
    if (table.table.cells.size() > most_cells || !GapTable::is_table(table.table)) continue;
    most_cells -= table.table.cells.size();
    tables.push_back(std::move(table));
    std::fill(taken.begin() + static_cast<std::ptrdiff_t>(stretch.begin),
              taken.begin() + static_cast<std::ptrdiff_t>(stretch.end), true);
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (!taken[i]) {
      if (kept != i) lines[kept] = std::move(lines[i]);
      ++kept;
    }
  lines.resize(kept);
  return tables;
}

}  // namespace hegui::document

#include "checker/report/grid.hpp"

#include <algorithm>

#include "dsl/utf8.hpp"

namespace hegui::report {

namespace {

constexpr std::uint32_t most_columns = 64;
constexpr std::uint32_t most_rows = 20'000;
constexpr std::uint32_t longest_line = 120;  // characters of a row of text columns
constexpr std::size_t most_names = 20;       // lines of names above the first line with values

bool blank_at(std::string_view text, std::size_t i) { return text[i] == ' ' || text[i] == '\t'; }

/// The words of a line between runs of blanks.
std::vector<document::Slice> columns_of(std::string_view text, std::uint32_t base) {
  std::vector<document::Slice> out;
  std::size_t i = 0;
  while (i < text.size()) {
    while (i < text.size() && (blank_at(text, i) || text[i] == '\n' || text[i] == '\r')) ++i;
    const std::size_t begin = i;
    while (i < text.size() && !blank_at(text, i) && text[i] != '\n' && text[i] != '\r') ++i;
    if (i > begin) out.push_back({base + static_cast<std::uint32_t>(begin), base + static_cast<std::uint32_t>(i)});
  }
  return out;
}

bool is_nothing(const Reading& reading, const Stream& stream) {
  return stream.size() > 0 && stream.cue_at(Cue::nothing_words, 0, stream.size()).end == stream.size() &&
         !reading.program.word_lists.empty();
}

/// A cell that is a bare number, or a sign for none: a value, not a name.
bool is_value(const Reading& reading, const Stream& stream) {
  if (is_nothing(reading, stream)) return true;
  return stream.figures.size() == 1 && stream.figures.front().at.begin == 0 &&
         stream.figures.front().at.end == stream.size();
}

/// What makes a piece of a line sentence_like() for sure, seen before the piece is scanned: 。 ； ，.
bool holds_mark(std::string_view text) {
  for (std::size_t i = text.find('\xE3'); i != std::string_view::npos; i = text.find('\xE3', i + 1))
    if (text.substr(i).starts_with("。")) return true;
  for (std::size_t i = text.find('\xEF'); i != std::string_view::npos; i = text.find('\xEF', i + 1))
    if (text.substr(i).starts_with("，") || text.substr(i).starts_with("；")) return true;
  return false;
}

/// The columns of a line that may be a row of a table without lines, by what it looks like; else none.
std::vector<document::Slice> pieces_of_row(const document::Document& document, std::uint32_t b, std::uint32_t first) {
  if (b >= document.blocks.size()) return {};
  const auto& block = document.blocks[b];
  if (block.kind != document::Block::Kind::paragraph || block.role != document::Role::body) return {};
  if (b != first && document.begins_attachment(b)) return {};
  if (block.slice.end - block.slice.begin > longest_line * 4) return {};
  const std::string_view text = document.text_of(block.slice);
  const auto is_gap = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  if (std::none_of(text.begin(), text.end(), is_gap)) return {};
  auto pieces = columns_of(text, block.slice.begin);
  if (pieces.size() < 2 || pieces.size() > most_columns) return {};
  // Prose with a blank in it, as most lines that come this far: known before its pieces are scanned.
  if (!document.touches_debris(block.slice) && holds_mark(text)) return {};
  return pieces;
}

bool sentence_like(const Stream& stream) {
  for (std::uint32_t i = 0; i < stream.size(); ++i) {
    const char32_t c = stream.chars[i];
    if (c == U'。' || c == U'；' || c == U'，') return true;
    if (c == U'、' && i > 4) return true;  // 十九、住房保障支出 is a name, 退役安置、双拥慰问 a sentence
  }
  return false;
}

/// Columns of a row of tables that stand side by side: each name begins a group; a lone group of spending is the last.
std::vector<std::size_t> grouped_columns(const Reading& reading, const std::vector<GridCell>& cells, std::size_t group,
                                         std::size_t width) {
  std::size_t names = 0;
  for (const auto& cell : cells) names += is_value(reading, cell.stream) ? 0 : 1;
  const std::size_t groups = std::max<std::size_t>(1, width / group);
  std::size_t at_group = 0;
  if (names < groups && names > 0) {
    const OwnWords words = reading.words_in(cells.front().stream, {0, cells.front().stream.size()}, false);
    const auto& t = reading.tables;
    const dsl::MemberId implied =
        words.context.scope ? t.implied(words.context.scope->member, t.flow) : dsl::MemberId{};
    const bool spending = (words.context.flow && words.context.flow->member == t.expenditure) ||
                          (implied.valid() && implied == t.expenditure);
    if (spending) at_group = groups - names;
  }
  std::vector<std::size_t> columns;
  std::size_t within = 0;
  bool first = true;
  for (const auto& cell : cells) {
    if (!is_value(reading, cell.stream)) {
      if (!first) ++at_group;
      within = 0;
    }
    first = false;
    columns.push_back(at_group * group + std::min(within, group - 1));
    ++within;
  }
  return columns;
}

}  // namespace

Grid grid_of_block(const Reading& reading, std::uint32_t block) {
  Grid grid;
  const auto& b = reading.report.document.blocks[block];
  const auto& table = b.table;
  const std::uint32_t rows = std::min(table.rows, most_rows);
  grid.columns = std::min(table.columns, most_columns);
  if (grid.columns == 0) return grid;
  grid.rows.resize(rows);
  for (auto& row : grid.rows) row.cells.assign(grid.columns, -1);
  grid.cells.reserve(table.cells.size());
  for (const auto& cell : table.cells) {
    if (cell.row >= rows || cell.column >= grid.columns) continue;
    GridCell out;
    out.block = block;
    out.slice = cell.slice;
    out.stream = scan_slice(reading.report.document, block, cell.slice, reading.tables, true);
    reading.streams.note_cell(cell.slice, out.stream);
    const auto index = static_cast<std::int32_t>(grid.cells.size());
    grid.cells.push_back(std::move(out));
    const std::uint32_t row_end = std::min(rows, cell.row + std::max(1U, cell.row_span));
    const std::uint32_t column_end = std::min(grid.columns, cell.column + std::max(1U, cell.column_span));
    // A figure is read once, at its first place; names spread over what they span.
    const bool spread = !grid.cells.back().figure();
    for (std::uint32_t r = cell.row; r < row_end; ++r)
      for (std::uint32_t c = cell.column; c < column_end; ++c)
        if (spread || (r == cell.row && c == cell.column)) grid.rows[r].cells[c] = index;
  }
  return grid;
}

Grid grid_of_lines(const Reading& reading, std::uint32_t first, std::uint32_t& used) {
  Grid grid;
  used = 0;
  const auto& document = reading.report.document;
  struct Line {
    std::uint32_t block;
    std::vector<GridCell> cells;
    std::size_t values = 0;
  };
  std::vector<Line> lines;
  bool has_values = false;
  // It takes two rows: of most lines with blanks the next one says that they begin no table.
  if (pieces_of_row(document, first, first).empty() || pieces_of_row(document, first + 1, first).empty()) return grid;
  for (std::uint32_t b = first; b < document.blocks.size() && lines.size() < most_rows; ++b) {
    const auto pieces = pieces_of_row(document, b, first);
    if (pieces.empty()) break;
    Line line{b, {}, 0};
    bool prose = false;
    for (const auto& piece : pieces) {
      GridCell cell;
      cell.block = b;
      cell.slice = piece;
      cell.stream = scan_slice(document, b, piece, reading.tables, true);
      prose = prose || sentence_like(cell.stream);
      if (is_value(reading, cell.stream)) ++line.values;
      line.cells.push_back(std::move(cell));
    }
    if (prose) break;
    // After the headings each line needs a value; a line of names only may come before the first values.
    if (line.values == 0 && has_values) break;
    // 3 预算执行情况, 3.1 预算安排: a number before a name is a heading's.
    const bool first_value = is_value(reading, line.cells.front().stream);
    if (first_value && (line.cells.size() == line.values || line.values == 1)) break;
    has_values = has_values || line.values > 0;
    lines.push_back(std::move(line));
    // Every line of a text may begin such a table: without an end to the names each would read the whole text.
    if (!has_values && lines.size() > most_names) break;
  }
  if (!has_values) return grid;
  while (!lines.empty() && lines.back().values == 0) lines.pop_back();
  // Prose that a reader left with blanks between figures and units has no two rows alike.
  const auto rows_with_values =
      static_cast<std::size_t>(std::count_if(lines.begin(), lines.end(), [](const Line& l) { return l.values > 0; }));
  if (rows_with_values < 2) return grid;
  std::size_t header = lines.size();
  for (std::size_t l = 0; l < lines.size() && lines[l].values == 0; ++l) header = l;
  std::size_t width = 0;
  for (const auto& line : lines) width = std::max(width, line.cells.size());
  if (header < lines.size()) width = std::max(width, lines[header].cells.size());
  grid.columns = static_cast<std::uint32_t>(width);
  // 项目 行次 决算数 项目 行次 决算数: two tables side by side, each as wide as the distance of the repeated name.
  std::size_t group = 0;
  if (header < lines.size())
    for (std::size_t c = 1; c < lines[header].cells.size() && group == 0; ++c)
      if (lines[header].cells[c].stream.chars == lines[header].cells[0].stream.chars) group = c;
  for (auto& line : lines) {
    GridRow row;
    row.cells.assign(width, -1);
    const std::size_t n = line.cells.size();
    std::vector<std::size_t> columns;
    if (group > 0 && line.values > 0) {
      columns = grouped_columns(reading, line.cells, group, width);
    } else {
      // Short rows lack names or codes on the left; names of rows stay left of their values.
      const std::size_t shift = line.values == 0 || header >= lines.size() ? 0 : width - n;
      for (std::size_t c = 0; c < n; ++c) columns.push_back(c + shift);
    }
    for (std::size_t c = 0; c < n; ++c) {
      row.cells[std::min(columns[c], width - 1)] = static_cast<std::int32_t>(grid.cells.size());
      grid.cells.push_back(std::move(line.cells[c]));
    }
    grid.rows.push_back(std::move(row));
  }
  used = lines.back().block - first + 1;
  return grid;
}

}  // namespace hegui::report

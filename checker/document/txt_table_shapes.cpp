// The three shapes of tables in plain text, each read into rows of cells.
// Called by find_tables at every line that might begin one.
// Afterwards the cells of a row are in order; how they fall into columns is not decided here.
#include <algorithm>
#include <string>

#include "checker/document/txt_lines.hpp"
#include "dsl/utf8.hpp"

namespace hegui::document::txt {

namespace {

Slice trimmed(std::string_view text, std::size_t begin, std::size_t end) {
  while (begin < end && text[begin] == ' ') ++begin;
  while (end > begin && text[end - 1] == ' ') --end;
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

std::string_view text_of(std::string_view text, Slice slice) {
  return text.substr(slice.begin, slice.end - slice.begin);
}

bool usable(const Line& line) { return line.role == Role::body && !line.in_table; }

/// |---|:-:|
bool is_separator(std::string_view line) {
  return line.find('-') != std::string_view::npos && line.find_first_not_of("|-+= ") == std::string_view::npos;
}
bool is_separator_with_colons(std::string_view line) {  // colons have been folded
  std::string bare;
  for (std::size_t at = 0; at < line.size();) {
    if (line.substr(at).starts_with("：")) {
      at += std::string_view("：").size();
    } else {
      bare += line[at++];
    }
  }
  return is_separator(bare) && bare.starts_with('|');
}

std::vector<Slice> split_at_pipes(std::string_view text, Slice slice) {
  std::vector<Slice> cells;
  std::size_t begin = slice.begin;
  if (begin < slice.end && text[begin] == '|') ++begin;
  for (std::size_t at = begin; at < slice.end; ++at) {
    if (text[at] != '|') continue;
    cells.push_back(trimmed(text, begin, at));
    begin = at + 1;
  }
  if (trimmed(text, begin, slice.end).begin < slice.end && begin < slice.end) {
    const Slice rest = trimmed(text, begin, slice.end);
    if (rest.begin < rest.end) cells.push_back(rest);
  }
  return cells;
}

bool is_figure(std::string_view cell) {
  const CellKind kind = kind_of_cell(cell);
  return kind == CellKind::number || kind == CellKind::whole_number;
}

/// Words between blanks; single characters in a row are one word pulled apart (合 计).
std::vector<Slice> split_at_blanks(std::string_view text, Slice slice) {
  std::vector<Slice> words;
  bool last_single = false;
  for (std::uint32_t at = slice.begin; at < slice.end;) {
    if (text[at] == ' ') {
      ++at;
      continue;
    }
    std::uint32_t end = at;
    while (end < slice.end && text[end] != ' ') ++end;
    const auto first = dsl::utf8::decode(text, at);
    const bool single = first.length == end - at && first.character >= 0x4E00 && first.character <= 0x9FFF;
    if (single && last_single) {
      words.back().end = end;
    } else {
      words.push_back({at, end});
    }
    last_single = single;
    at = end;
  }
  return words;
}

struct AlignedRow {
  std::vector<Slice> words;
  std::size_t figures = 0;
  bool data = false;    // names and figures, a figure last
  bool header = false;  // names only
};

AlignedRow read_aligned_row(std::string_view text, const Line& line, const PageWords& page_words) {
  constexpr std::size_t kLongest = 400;
  constexpr std::size_t kMostWords = 60;
  AlignedRow row;
  const std::string_view whole = txt::text_of(text, line);
  if (whole.size() > kLongest || !line.has(kBlank) || line.has(kComma | kStop | kSemicolon | kPipe)) return row;
  if (line.has(kColon) && is_unit_caption(whole, page_words)) return row;
  row.words = split_at_blanks(text, line.slice);
  if (row.words.size() < 2 || row.words.size() > kMostWords) return row;
  bool short_words = true;
  for (const Slice word : row.words) {
    if (is_figure(text_of(text, word))) ++row.figures;
    short_words = short_words && word.end - word.begin <= 60;
  }
  const bool remark = row.figures >= 2 && row.words.size() >= 4;  // the last cell may say why
  row.data = row.figures > 0 && (remark || is_figure(text_of(text, row.words.back())));
  row.header = row.figures == 0 && short_words;
  return row;
}

}  // namespace

std::uint32_t rows_without_figures(std::string_view text, const std::vector<Row>& rows) {
  std::uint32_t count = 0;
  for (const Row& row : rows) {
    const bool figures =
        std::any_of(row.cells.begin(), row.cells.end(), [&](Slice cell) { return is_figure(text_of(text, cell)); });
    if (figures) break;
    ++count;
  }
  return count == rows.size() ? std::min<std::uint32_t>(1, count) : count;
}

bool is_unit_caption(std::string_view line, const PageWords& words) {
  constexpr std::string_view kColon = "：", kYuan = "元";
  constexpr std::size_t kLongestUnit = 20;
  const std::size_t tail = line.size() > kLongestUnit ? line.size() - kLongestUnit : 0;
  if (line.find(kYuan, tail) == std::string_view::npos || line.find(kColon) == std::string_view::npos) return false;
  for (const std::string& label : words.unit_captions) {
    const std::size_t at = line.rfind(label + std::string(kColon));
    if (at == std::string_view::npos) continue;
    std::string_view unit = line.substr(at + label.size() + kColon.size());
    while (unit.starts_with(' ')) unit.remove_prefix(1);
    if (unit.size() <= kLongestUnit && unit.find(kYuan) != std::string_view::npos) return true;
  }
  return false;
}

Grid read_pipe_table(const TableText& from, std::size_t first, std::size_t& next) {
  const std::string_view text = from.all;
  const Lines& lines = from.lines;
  Grid grid;
  next = first;
  std::size_t widest = 0;
  for (; next < lines.size() && usable(lines[next]); ++next) {
    const std::string_view line = txt::text_of(text, lines[next]);
    if (!line.starts_with('|')) break;
    const auto cells = split_at_pipes(text, lines[next].slice);
    const bool framed = (line.ends_with('|') || cells.size() >= 2);
    if (!framed || line == "|") break;
    if (is_separator_with_colons(line)) {
      grid.header_known = grid.header_known || grid.rows.size() == 1;
      continue;
    }
    widest = std::max(widest, cells.size());
    grid.rows.push_back({cells, lines[next].number});
  }
  if (grid.rows.size() < 2 && !(grid.rows.size() == 1 && widest >= 3)) grid.rows.clear();
  if (widest < 2) grid.rows.clear();
  grid.header_rows = grid.header_known ? 1 : rows_without_figures(text, grid.rows);
  return grid;
}

Grid read_open_rows(const TableText& from, std::size_t first, std::size_t& next) {
  const std::string_view text = from.all;
  const auto cells_of = [&](const Line& line) {
    std::vector<Slice> cells;
    std::uint32_t begin = line.slice.begin;
    for (std::uint32_t at = begin; at < line.slice.end; ++at) {
      if (text[at] != '|') continue;
      cells.push_back(trimmed(text, begin, at));
      begin = at + 1;
    }
    cells.push_back(trimmed(text, begin, line.slice.end));
    return cells;
  };
  const auto filled = [](const std::vector<Slice>& cells) {
    return std::count_if(cells.begin(), cells.end(), [](Slice cell) { return cell.begin < cell.end; });
  };
  Grid grid;
  grid.exact = true;
  next = first;
  std::size_t widest = 0;
  std::size_t with_figures = 0;
  for (; next < from.lines.size() && usable(from.lines[next]) && from.lines[next].has(kPipe); ++next) {
    const std::string_view line = txt::text_of(text, from.lines[next]);
    if (grid.rows.empty() && line.starts_with('|')) break;  // a frame
    if (is_separator_with_colons(line) || is_separator(line)) {
      if (line == "|") break;
      grid.header_known = grid.header_known || grid.rows.size() == 1;
      continue;
    }
    std::vector<Slice> cells = cells_of(from.lines[next]);
    if (filled(cells) < 2 && (grid.rows.empty() || line.ends_with('|'))) break;
    widest = std::max(widest, cells.size());
    const bool figure =
        std::any_of(cells.begin(), cells.end(), [&](Slice cell) { return is_figure(text_of(text, cell)); });
    with_figures += figure ? 1 : 0;
    grid.rows.push_back({std::move(cells), from.lines[next].number});
  }
  const bool table = grid.rows.size() >= 2 && with_figures > 0 && (widest >= 3 || with_figures >= 2);
  if (!table) grid.rows.clear();
  grid.header_rows = grid.header_known ? 1 : rows_without_figures(text, grid.rows);
  return grid;
}

Grid read_flattened_table(const TableText& from, std::size_t first, std::size_t& next) {
  const std::string_view text = from.all;
  const Lines& lines = from.lines;
  // `|` alone begins a row, or is an empty cell; `text |` is a cell.
  Grid grid;
  next = first;
  const auto line_text = [&](std::size_t i) { return txt::text_of(text, lines[i]); };
  if (line_text(first) != "|" || first + 1 >= lines.size() || !line_text(first + 1).ends_with('|')) return grid;
  std::vector<Row> segments;
  for (; next < lines.size() && usable(lines[next]); ++next) {
    const std::string_view line = line_text(next);
    if (line == "|") {
      segments.push_back({{}, lines[next].number});
    } else if (line.ends_with('|') && !line.starts_with('|') && line.find('|') == line.size() - 1) {
      segments.back().cells.push_back(trimmed(text, lines[next].slice.begin, lines[next].slice.end - 1));
    } else {
      break;
    }
  }
  std::size_t expected = 0;
  const auto empty_cell = [](Row& row, const Row& like) {
    const std::uint32_t at = row.cells.empty() ? like.cells.front().begin : row.cells.back().end;
    row.cells.push_back({at, at});
  };
  for (Row& segment : segments) {
    const bool any = !grid.rows.empty();
    Row* const previous = any ? &grid.rows.back() : nullptr;
    if (segment.cells.empty()) {
      if (any && !previous->cells.empty()) empty_cell(*previous, segment);
    } else if (any && previous->cells.size() < expected && segment.cells.size() < expected &&
               previous->cells.size() + 1 + segment.cells.size() == expected) {
      empty_cell(*previous, segment);
      previous->cells.insert(previous->cells.end(), segment.cells.begin(), segment.cells.end());
    } else {
      grid.rows.push_back(std::move(segment));
    }
    if (!grid.rows.empty()) expected = std::max(expected, grid.rows.back().cells.size());
  }
  if (grid.rows.size() < 2 || expected < 2) grid.rows.clear();
  grid.header_rows = rows_without_figures(text, grid.rows);
  return grid;
}

Grid read_aligned_table(const TableText& from, std::size_t first, std::size_t& next) {
  const std::string_view text = from.all;
  const Lines& lines = from.lines;
  constexpr std::uint32_t kMostHeaders = 3;
  Grid grid;
  next = first;
  if (!lines[first].has(kBlank)) return grid;  // a row has several words
  std::size_t above = first;
  while (above > 0 && lines[above - 1].blank() && first - above < 2) --above;
  const bool captioned = above > 0 && is_unit_caption(txt::text_of(text, lines[above - 1]), from.words);
  std::size_t data_rows = 0;
  std::size_t rich_rows = 0;  // with two figures at least
  std::size_t last_data = 0;  // rows up to the last one with figures
  bool alike = false;         // a row of figures as long as the headers
  for (next = first; next < lines.size() && usable(lines[next]); ++next) {
    AlignedRow row = read_aligned_row(text, lines[next], from.words);
    const bool may_head = captioned || (row.words.size() >= 3 && grid.header_rows < kMostHeaders);
    if (!row.data && !(row.header && may_head && data_rows == 0)) break;
    if (row.data) {
      ++data_rows;
      rich_rows += row.figures >= 2 ? 1 : 0;
      alike = alike || (grid.header_rows > 0 && row.words.size() >= 4 &&
                        row.words.size() == grid.rows[grid.header_rows - 1].cells.size());
    } else {
      ++grid.header_rows;
    }
    grid.rows.push_back({std::move(row.words), lines[next].number});
    if (data_rows > 0) last_data = grid.rows.size();
  }
  const bool headed = grid.header_rows > 0 && (rich_rows >= 2 || alike);
  const bool table = captioned ? data_rows >= 2 || (data_rows == 1 && grid.header_rows > 0)
                               : headed || (rich_rows >= 3 && rich_rows * 2 > data_rows);
  grid.rows.resize(table ? last_data : 0);
  if (table) next = first + grid.rows.size();
  grid.running_numbers = true;
  return grid;
}

}  // namespace hegui::document::txt

// The parts of the plain-text reader: lines, what is not body text, tables in three shapes, and debris.
// Called by txt.cpp in this order; each marks lines or returns pieces, none touches the text.
// Afterwards every line is a paragraph (or part of one), a row of a table, page furniture, or blank.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "checker/document/reader.hpp"
#include "checker/text/text.hpp"

namespace hegui::document::txt {

/// What stands in a line, told while the text is cut into lines, so that most lines are not searched for it again.
enum Sign : std::uint16_t {
  kBlank = 1,
  kDigit = 2,
  kPipe = 4,
  kCode = 8,         // [ & < and capital letters: what residue begins with
  kComma = 16,       // ，
  kColon = 32,       // ：
  kStop = 64,        // 。
  kSemicolon = 128,  // ；
  kCall = 256,       // ！ ？
  kBracket = 512,    // （
};
inline constexpr std::size_t kWidestLine = 121;  // a page holds no more; longer lines are paragraphs

struct Line {
  Slice slice;               // without blanks at both ends
  std::uint32_t number = 0;  // in the file, from 1
  std::uint16_t signs = 0;
  std::uint8_t width = 0;  // columns of a fixed-width font, no more than kWidestLine
  Role role = Role::body;
  bool page_number = false;  // — 3 —
  bool in_table = false;

  [[nodiscard]] bool blank() const { return slice.begin == slice.end; }
  [[nodiscard]] bool has(unsigned some) const { return (signs & some) != 0; }
};
using Lines = std::vector<Line>;

Lines split_lines(const text::Text& text);
inline std::string_view text_of(std::string_view text, const Line& line) {
  return text.substr(line.slice.begin, line.slice.end - line.slice.begin);
}

/// Sets the roles of portal headers and footers, running page heads, page numbers and tables of contents.
/// `pages_known`: the format has told already what of it stands at the edge of pages.
void mark_furniture(std::string_view text, Lines& lines, const PageWords& words, bool pages_known = false);

struct FoundTable {
  Slice slice;             // from its first cell to its last
  std::uint32_t line = 0;  // of its first row, in the file
  Table table;
};
/// Tables in order; their lines are marked. Stops at `max_cells` and says so in `too_many`.
std::vector<FoundTable> find_tables(const text::Text& text, Lines& lines, const PageWords& words,
                                    std::uint32_t max_cells, bool& too_many);

/// Lines as rows of cells, before spans and columns are known.
struct Row {
  std::vector<Slice> cells;
  std::uint32_t line = 0;
};
struct Grid {
  std::vector<Row> rows;
  std::uint32_t header_rows = 0;
  bool header_known = false;     // a separator row told
  bool running_numbers = false;  // may have columns of line numbers (行次); short rows leave cells out on the left
  bool exact = false;            // every cell has its place; short rows lack cells at their end
};
/// The grid that begins at line `first`, and in `next` the line after its last; no rows when there is none, then `next`
/// is the line after the last one looked at.
/// What a line could be as a cell of a table without any marks.
enum class BareCell : std::uint8_t { none, name, value, nothing /* — */ };
struct TableText {
  const text::Text& text;
  std::string_view all;  // its normalised form
  const Lines& lines;
  const PageWords& words;
  std::vector<BareCell> bare;  // by line
};
std::vector<BareCell> bare_cells(std::string_view text, const Lines& lines);
Grid read_pipe_table(const TableText& from, std::size_t first, std::size_t& next);
/// Rows with a bar between the cells and none around them: 年度 | 合计 | 公务接待费.
Grid read_open_rows(const TableText& from, std::size_t first, std::size_t& next);
Grid read_flattened_table(const TableText& from, std::size_t first, std::size_t& next);
Grid read_tab_table(const TableText& from, std::size_t first, std::size_t& next);
Grid read_bare_cells(const TableText& from, std::size_t first, std::size_t& next);
Grid read_aligned_table(const TableText& from, std::size_t first, std::size_t& next);

/// Leading rows without any figure.
std::uint32_t rows_without_figures(std::string_view text, const std::vector<Row>& rows);
/// 单位：万元 above a table.
bool is_unit_caption(std::string_view line, const PageWords& words);

/// What a cell holds, for finding the columns of short rows.
enum class CellKind : std::uint8_t { empty, text, whole_number, number };
CellKind kind_of_cell(std::string_view cell);

/// 一、 （一） 1. 1、 （1） ① 第一部分 附件: a line of its own whatever stands before it.
bool begins_item(std::string_view line);
bool ends_sentence(std::string_view line);
bool ends_with_pause(std::string_view line);

/// True where the text was wrapped at a fixed width: for each line, whether the next line continues it.
std::vector<bool> find_continuations(std::string_view text, const Lines& lines);

/// Residue of other programs in the lines: bookmarks, field codes, entities, tags.
void find_debris(std::string_view text, const Lines& lines, std::vector<Debris>& debris);
/// 經(jīng)費: phonetics in brackets behind single characters; only when the text has several.
void find_phonetics(std::string_view text, const Lines& lines, std::vector<Debris>& debris);

}  // namespace hegui::document::txt

// The paragraphs of a report as candidates for headings: their number, the shape of their text, their place in the
// tree. Made by read_lines(), mended by mend_numbers(), placed by place_lines(); the outline turns them into sections.
// Afterwards each line knows whether it is a heading, a list item or plain text, and under which line it stands.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "checker/report/characters.hpp"
#include "checker/report/numbering.hpp"
#include "checker/report/section_names.hpp"
#include "checker/report/understand.hpp"

namespace hegui::report {

enum class Shape : std::uint8_t {
  text,        // no number
  title,       // nothing but a title
  sentence,    // one short sentence with its stop: a title or an item, the neighbours decide
  run_in,      // a short first sentence (or words before a colon), then text
  long_text,   // a numbered paragraph
  table,       // a table block or a row of one
  attachment,  // 附件：1.…
  caption,     // the name of the table below
};

struct Line {
  const Chars* chars = nullptr;  // of the BlockChars from which the line was read; of a table none
  std::optional<Number> number;
  Shape shape = Shape::text;
  std::size_t title_begin = 0, title_end = 0;  // characters
  bool amounts_in_title = false;               // 工资福利支出328.57万元
  bool heading = false, item = false;
  std::uint32_t level = 0;     // 0: not in the tree
  std::ptrdiff_t parent = -1;  // index of a line
  bool mended = false;         // the number's style was put right from its neighbours
  bool contents = false;       // a line of the table of contents
  bool decimal = false;        // 3.2: its level is in its number
  bool table_number = false;   // 表1 stands before the title of a caption
  int hint_level = 0;          // heading level of the format, if any
  std::uint32_t block() const { return chars->block; }
};

/// One line for each block of text that is not blank, from `first_block` up to `end_block`.
std::vector<Line> read_lines(const document::Document& document, BlockChars& chars, std::uint32_t first_block,
                             std::uint32_t end_block, const Lexicon& lexicon);
/// Shape and title of a line whose number is known.
void shape_numbered(Line& line);
/// 1, 1.1, 1.1.1 as the numbers of the levels.
void find_decimal_numbers(std::vector<Line>& lines);
/// Drops the table of contents; puts right numbers that the export damaged (“3、” between 二、 and 四、).
void mark_contents(std::vector<Line>& lines, const Lexicon& lexicon);
void mend_numbers(std::vector<Line>& lines, const SectionNames& names);
/// Titles without a number, in a report whose chapters have none: known names on a line of their own.
/// Or labels in front of their paragraphs (项目概况：…).
void find_unnumbered_titles(std::vector<Line>& lines, const SectionNames& names, const Lexicon& lexicon);
/// Levels and parents from the styles and ordinals.
void place_lines(std::vector<Line>& lines);
/// Which of the numbered lines are headings and which are items of a list.
void tell_headings_from_items(std::vector<Line>& lines, const SectionNames& names);

}  // namespace hegui::report

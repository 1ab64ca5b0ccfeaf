// What a reader of a packaged format (docx, xlsx, html, ofd …) found: paragraphs and tables in reading order, as UTF-8.
// Made by the readers; compose() lays it out as one text with blocks, as if it had been submitted as text.
// Afterwards every paragraph is one line of that text, every cell has its slice, and each keeps its place in the file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "checker/document/reader.hpp"

namespace hegui::document {

/// Characters of a paragraph or cell at their place on a page; what lies between two of them are blanks.
struct TextMark {
  std::uint32_t bytes = 0;  // of the text
  PageBox box;
  std::uint8_t turn = 0;
};

struct FlowCell {
  std::string text;
  std::uint32_t row = 0, column = 0;  // from 0
  std::uint32_t row_span = 1, column_span = 1;
  Locator locator;
  std::vector<TextMark> marks;  // in the order of the text
};

struct FlowTable {
  std::uint32_t rows = 0, columns = 0;
  std::uint32_t header_rows = 0;
  std::vector<FlowCell> cells;  // row by row; a cell covered by a span is absent
};

struct FlowItem {
  // Not “= default”: that would clear every byte first where a list makes room for one.
  FlowItem() {}  // NOLINT(modernize-use-equals-default)
  Block::Kind kind = Block::Kind::paragraph;
  Role role = Role::body;
  std::string numbering;  // automatic number as the reader sees it; stands before the text
  std::string text;       // of a paragraph; line breaks inside it are '\n'
  FlowTable table;
  Locator locator;
  std::vector<TextMark> marks;  // in the order of the text
  int heading_level = 0;        // style hint; 0: none
  bool centred = false, bold = false;
};

struct Flow {
  std::vector<FlowItem> items;
  std::vector<Remark> remarks;
  bool page_layout = false;  // paragraphs were put together from the lines of pages (pdf, ofd)

  void paragraph(std::string text, Locator locator = {});
};

/// How much text one file may come to: as much as a plain text file may have. A file can show one text again and again
/// (notes, shared strings, repeated cells, automatic numbers); each time counts.
class TextBudget {
 public:
  explicit TextBudget(const Limits& limits) : left_(limits.max_bytes) {}
  /// False when it is too much: the reader stops with too_much_text().
  bool take(std::uint64_t bytes) {
    const bool enough = bytes <= left_;
    left_ -= enough ? bytes : left_;
    return enough;
  }

 private:
  std::uint64_t left_;
};
ReadError too_much_text(const Limits& limits);

/// Columns that a table may have, in any format; a wider one is no table of a report.
inline constexpr std::uint32_t kMostColumns = 16'384;
ReadError too_wide_table();

/// Lays the flow out. Fails when there is no text or too much of it.
ReadResult compose(Flow flow, std::string format, std::string path, const Limits& limits, const PageWords& words);

/// An error of a reader; the reader's other result.
ReadResult refuse(std::string code, std::string zh, std::string en);

}  // namespace hegui::document

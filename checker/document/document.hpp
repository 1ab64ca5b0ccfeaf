// A submitted file as blocks in reading order: paragraphs and tables, each with its place in the file.
// Made by the readers, one a format; the report stage knows no format.
// Afterwards nothing of the text is lost: debris and page furniture are blocks too, marked as such.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checker/text/text.hpp"

namespace hegui::document {

/// Where a block stands, in the terms of its format.
struct Locator {
  std::uint32_t line = 0;             // text formats: first line, from 1; others: ordinal of the paragraph
  std::string sheet;                  // workbooks
  std::uint32_t row = 0, column = 0;  // workbooks and tables, from 1
  std::uint32_t page = 0;             // pdf, ofd, from 1
};

enum class Role : std::uint8_t {
  body,
  furniture,  // page headers and footers, portal navigation, site footers
  metadata,   // 索引号, 发布机构, 发布日期 of a portal page
  contents,   // table of contents
};

/// A range of Text::normalised().
struct Slice {
  std::uint32_t begin = 0, end = 0;
};

/// A rectangle on a page as it is shown: hundredths of a point (of a picture: of a pixel) from its top left corner.
struct PageBox {
  std::uint32_t page = 0;  // from 1
  std::int32_t left = 0, top = 0, right = 0, bottom = 0;
};

/// Characters that stand beside one another on a page (pdf, ofd, recognised pictures), each as wide as its kind tells.
struct PlacedText {
  Slice slice;
  PageBox box;
  std::uint8_t turn = 0;  // quarters by which the page is turned clockwise to be read
};

/// Something that was set aside when reading (bookmark residue, mirrored phonetics): reported, never silently dropped.
/// It stays in the text and often inside the slice of a block; who reads a block skips it.
struct Debris {
  Slice slice;
  std::string kind;  // bookmark, field_code, entity, tag, phonetic, line_break, page_break
};

/// Something that is read in another form than submitted: the normalised text has the form that is read, quotes keep
/// the submitted one. Reported, never silent.
struct Repair {
  Slice slice;
  std::string kind;  // traditional, look_alike
};

/// What a person should know about how the file was read (damaged bytes, a cut-off end).
struct Remark {
  std::string code;  // damaged, cut_off
  std::string zh, en;
};

struct Cell {
  Slice slice;
  std::uint32_t row = 0, column = 0;  // from 0
  std::uint32_t row_span = 1, column_span = 1;
  Locator locator;
};

struct Table {
  std::uint32_t rows = 0, columns = 0;
  std::uint32_t header_rows = 0;  // leading rows that name columns (a guess; the report stage may revise it)
  std::vector<Cell> cells;        // row by row, left to right; absent cells are covered by a span
};

struct Block {
  enum class Kind : std::uint8_t { paragraph, table };
  Kind kind = Kind::paragraph;
  Role role = Role::body;
  Slice slice;  // the whole block
  Locator locator;
  Table table;                         // kind table
  std::string numbering;               // automatic number shown before the text (docx), not part of the slice
  int heading_level = 0;               // style hint; 0: none
  bool centred = false, bold = false;  // style hints
  bool recognised = false;             // read from a picture (OCR): characters may be wrong
};

/// One of the files that a document was put together from.
struct Source {
  std::string path, sha256, format;
  std::uint32_t first_block = 0;
};

struct Document {
  std::string path;                        // as given by the user
  std::string sha256;                      // of the submitted bytes, lower-case hex
  std::string format;                      // txt, docx, …
  std::shared_ptr<const text::Text> text;  // all blocks slice into its normalised form
  std::vector<Block> blocks;
  std::vector<Debris> debris;   // in order, not overlapping
  std::vector<Repair> repairs;  // in order, not overlapping
  std::vector<Remark> remarks;
  std::vector<PlacedText> placed;  // in order, not overlapping; empty in formats without pages
  /// A report with its attachments: the files in order, the report itself first. Empty: one file, the document's own.
  std::vector<Source> sources;

  /// The file that a block stands in, or nullptr when there is only one.
  [[nodiscard]] const Source* source_of(std::uint32_t block) const;
  /// The last block that begins at or before the offset.
  [[nodiscard]] std::uint32_t block_at(std::uint32_t offset) const;
  /// The block is the first of an attachment: what stands before it is another file.
  [[nodiscard]] bool begins_attachment(std::uint32_t block) const;
  /// Blocks of the report itself, without its attachments.
  [[nodiscard]] std::uint32_t main_blocks() const {
    return sources.size() < 2 ? static_cast<std::uint32_t>(blocks.size()) : sources[1].first_block;
  }
  [[nodiscard]] std::string_view text_of(Slice slice) const {
    return text->normalised().substr(slice.begin, slice.end - slice.begin);
  }
  /// The debris that holds this offset, or nullptr.
  [[nodiscard]] const Debris* debris_at(std::uint32_t offset) const;
  /// Some part of the slice is debris.
  [[nodiscard]] bool touches_debris(Slice slice) const;
  /// Where the slice stands on its pages, in order: a box a line (only so many: then one a page). Empty in formats
  /// without pages.
  [[nodiscard]] std::vector<PageBox> boxes_of(Slice slice) const;
  /// The text of a slice without the debris in it.
  [[nodiscard]] std::string clean_text_of(Slice slice) const;
};

}  // namespace hegui::document

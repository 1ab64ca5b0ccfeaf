#include "checker/document/blocks.hpp"

#include <algorithm>
#include <utility>

#include "dsl/utf8.hpp"

namespace hegui::document {

namespace {

using txt::Line;
using txt::Lines;

constexpr std::size_t kMostJoinedLines = 400;

/// The end of a piece of at most `most` characters that begins at `begin`: behind a full stop near its end, if there is
/// one.
std::uint32_t piece_end(std::string_view text, Slice slice, std::uint32_t most) {
  if (slice.end - slice.begin <= most) return slice.end;  // no more characters than bytes
  std::uint32_t at = slice.begin;
  for (std::uint32_t count = 0; at < slice.end && count < most; ++count) {
    at += dsl::utf8::decode(text, at).length;
  }
  if (at >= slice.end) return slice.end;
  constexpr std::string_view kStop = "。";
  const std::string_view piece = text.substr(slice.begin, at - slice.begin);
  const std::size_t stop = piece.rfind(kStop);
  const bool near_end = stop != std::string_view::npos && stop >= piece.size() - piece.size() / 10;
  return near_end ? slice.begin + static_cast<std::uint32_t>(stop + kStop.size()) : at;
}

class BlockBuilder {
 public:
  BlockBuilder(const text::Text& text, const Limits& limits, const PageWords& words, Prepared prepared)
      : text_(text), all_(text.normalised()), limits_(limits), words_(words), prepared_(std::move(prepared)) {}

  /// False when there are too many blocks or cells.
  bool build(Document& document) {
    lines_ = txt::split_lines(text_);
    mark_prepared_tables();
    txt::mark_furniture(all_, lines_, words_, prepared_.page_layout);
    apply_hints();
    bool too_many = false;
    auto tables = txt::find_tables(text_, lines_, words_, limits_.max_cells, too_many);
    add_prepared_tables(tables);
    const auto continues =
        prepared_.page_layout ? std::vector<bool>(lines_.size(), false) : txt::find_continuations(all_, lines_);
    auto table = tables.begin();
    constexpr std::size_t kForeseen = 1024;
    document.blocks.reserve(std::min(lines_.size(), kForeseen));
    for (std::size_t i = 0; i < lines_.size() && !too_many; ++i) {
      const Line& line = lines_[i];
      while (table != tables.end() && begins_by(*table, line)) document.blocks.push_back(table_block(*table++));
      if (!line.blank() && !line.in_table) i = paragraph(i, continues, document);
      too_many = document.blocks.size() > limits_.max_paragraphs;
    }
    for (; table != tables.end(); ++table) document.blocks.push_back(table_block(*table));
    txt::find_debris(all_, lines_, document.debris);
    txt::find_phonetics(all_, lines_, document.debris);
    sort_debris(document.debris);
    if (cut_ > 0) {
      const std::string most = std::to_string(limits_.max_paragraph_characters), count = std::to_string(cut_);
      document.remarks.push_back(
          {"long_paragraph",
           "有 " + count + " 个段落超过 " + most + " 字，分开来读；确有需要时用 --max-paragraph 放宽。",
           count + " paragraphs are longer than " + most +
               " characters and were read in pieces; raise the limit with --max-paragraph if need be"});
    }
    return !too_many;
  }

 private:
  void mark_prepared_tables() {
    std::size_t line = 0;
    for (const txt::FoundTable& table : prepared_.tables) {
      while (line < lines_.size() && lines_[line].number < table.line) ++line;
      for (; line < lines_.size() && lines_[line].slice.begin < table.slice.end; ++line) lines_[line].in_table = true;
    }
  }

  /// What the format knows goes before what the words suggest.
  void apply_hints() {
    for (Line& line : lines_)
      if (const LineHint* hint = hint_at(line.number); hint != nullptr && hint->role != Role::body)
        line.role = hint->role;
  }

  void add_prepared_tables(std::vector<txt::FoundTable>& tables) {
    if (prepared_.tables.empty()) return;
    for (txt::FoundTable& table : prepared_.tables) tables.push_back(std::move(table));
    std::stable_sort(tables.begin(), tables.end(), [](const auto& a, const auto& b) {
      return a.line != b.line ? a.line < b.line : a.slice.begin < b.slice.begin;
    });
  }

  /// A carriage return alone ends a line without another number, so that the place decides within one number.
  static bool begins_by(const txt::FoundTable& table, const Line& line) {
    return table.line < line.number || (table.line == line.number && table.slice.begin < line.slice.end);
  }

  [[nodiscard]] const LineHint* hint_at(std::uint32_t number) const {
    return number >= 1 && number <= prepared_.hints.size() ? &prepared_.hints[number - 1] : nullptr;
  }

  Block table_block(txt::FoundTable& found) const {
    for (Cell& cell : found.table.cells) cell.locator.line = text_.line(cell.slice.begin);
    Block block;
    if (const LineHint* hint = hint_at(found.line)) {
      block.locator = hint->locator;
      block.role = hint->role;
    }
    block.kind = Block::Kind::table;
    block.slice = found.slice;
    block.locator.line = found.line;
    block.table = std::move(found.table);
    return block;
  }

  /// The paragraph that begins at line `first`, with the lines that a page layout broke off; its last line.
  std::size_t paragraph(std::size_t first, const std::vector<bool>& continues, Document& document) {
    Slice slice = lines_[first].slice;
    std::size_t last = first;
    for (std::size_t joined = 0; continues[last] && joined < kMostJoinedLines; ++joined) {
      std::size_t next = last + 1;
      while (lines_[next].blank() || lines_[next].role != Role::body) ++next;
      const char* const kind = next == last + 1 ? "line_break" : "page_break";
      document.debris.push_back({{slice.end, lines_[next].slice.begin}, kind});
      slice.end = lines_[next].slice.end;
      last = next;
    }
    bool cut = false;
    while (slice.begin < slice.end) {
      Block block;
      block.role = lines_[first].role;
      block.slice = {slice.begin, piece_end(all_, slice, limits_.max_paragraph_characters)};
      if (const LineHint* hint = hint_at(lines_[first].number)) {
        block.heading_level = hint->heading_level;
        block.centred = hint->centred;
        block.bold = hint->bold;
        block.locator = hint->locator;
      }
      const bool at_its_head = slice.begin == lines_[first].slice.begin;
      block.locator.line = at_its_head ? lines_[first].number : text_.line(slice.begin);
      slice.begin = block.slice.end;
      if (slice.begin < slice.end && !std::exchange(cut, true)) ++cut_;
      document.blocks.push_back(std::move(block));
    }
    return last;
  }

  static void sort_debris(std::vector<Debris>& debris) {
    std::stable_sort(debris.begin(), debris.end(), [](const Debris& a, const Debris& b) {
      return a.slice.begin != b.slice.begin ? a.slice.begin < b.slice.begin : a.slice.end > b.slice.end;
    });
    std::uint32_t covered = 0;
    std::erase_if(debris, [&covered](const Debris& item) {
      if (item.slice.begin < covered) return true;
      covered = item.slice.end;
      return false;
    });
  }

  const text::Text& text_;
  std::string_view all_;
  const Limits& limits_;
  const PageWords& words_;
  Prepared prepared_;
  Lines lines_;
  std::size_t cut_ = 0;  // paragraphs longer than the limit
};

}  // namespace

bool build_blocks(Document& document, const Limits& limits, const PageWords& words, Prepared prepared) {
  for (const text::Repair& repair : document.text->repairs())
    document.repairs.push_back({{repair.begin, repair.end}, std::string(repair.kind)});
  return BlockBuilder(*document.text, limits, words, std::move(prepared)).build(document);
}

}  // namespace hegui::document

// The plain-text reader: lines to blocks.
// Called by read_bytes.
// Afterwards blocks are in reading order and do not overlap, and debris is sorted.
#include "checker/document/txt.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "checker/document/txt_lines.hpp"
#include "checker/text/decode.hpp"
#include "dsl/utf8.hpp"

namespace hegui::document {

namespace {

using txt::Line;
using txt::Lines;

constexpr std::size_t kMostBlocks = 500'000;
constexpr std::size_t kMostJoinedLines = 400;

ReadResult refuse(std::string code, std::string zh, std::string en) {
  ReadResult result;
  result.error = {std::move(code), std::move(zh), std::move(en)};
  return result;
}

/// The end of a piece of at most `most` characters that begins at `begin`: behind a full stop near its end, if there is
/// one.
std::uint32_t piece_end(std::string_view text, Slice slice, std::uint32_t most) {
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
  BlockBuilder(const text::Text& text, const Limits& limits, const PageWords& words)
      : text_(text), all_(text.normalised()), limits_(limits), words_(words) {}

  /// False when there are too many blocks or cells.
  bool build(Document& document) {
    lines_ = txt::split_lines(text_);
    txt::mark_furniture(all_, lines_, words_);
    bool too_many = false;
    auto tables = txt::find_tables(text_, lines_, words_, limits_.max_cells, too_many);
    const auto continues = txt::find_continuations(all_, lines_);
    auto table = tables.begin();
    for (std::size_t i = 0; i < lines_.size() && !too_many; ++i) {
      const Line& line = lines_[i];
      while (table != tables.end() && table->line <= line.number) document.blocks.push_back(table_block(*table++));
      if (!line.blank() && !line.in_table) i = paragraph(i, continues, document);
      too_many = document.blocks.size() > kMostBlocks;
    }
    for (; table != tables.end(); ++table) document.blocks.push_back(table_block(*table));
    txt::find_debris(all_, {0, static_cast<std::uint32_t>(all_.size())}, document.debris);
    txt::find_phonetics(all_, document.debris);
    sort_debris(document.debris);
    return !too_many;
  }

 private:
  Block table_block(txt::FoundTable& found) const {
    for (Cell& cell : found.table.cells) cell.locator.line = text_.line(cell.slice.begin);
    Block block;
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
    while (slice.begin < slice.end) {
      Block block;
      block.role = lines_[first].role;
      block.slice = {slice.begin, piece_end(all_, slice, limits_.max_paragraph_characters)};
      block.locator.line = text_.line(slice.begin);
      slice.begin = block.slice.end;
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
  Lines lines_;
};

void add_remarks(const text::DecodeResult& decoded, Document& document) {
  const std::uint64_t damaged = decoded.replaced - (decoded.cut_off && decoded.replaced > 0 ? 1U : 0U);
  if (damaged > 0) {
    const std::string count = std::to_string(damaged);
    document.remarks.push_back({"damaged", "文件里有 " + count + " 处乱码，已用“�”代替。",
                                count + " malformed places in the file are shown as “�”"});
  }
  if (decoded.cut_off) {
    document.remarks.push_back({"cut_off", "文件末尾的字符不完整，文件可能没有传完。",
                                "the last character is incomplete; the file may have been cut off"});
  }
}

}  // namespace

bool recognises_txt(std::string_view bytes, std::string_view path) {
  static_cast<void>(bytes);
  static_cast<void>(path);
  return true;  // the last of the readers: decode() says what the bytes look like when they are no text
}

ReadResult read_txt(std::string bytes, std::string path, const Limits& limits, const PageWords& words) {
  text::DecodeResult decoded = text::decode(bytes);
  if (!decoded.text) return refuse(decoded.error.code, decoded.error.zh, decoded.error.en);
  ReadResult result;
  Document document;
  document.path = std::move(path);
  document.format = "txt";
  add_remarks(decoded, document);
  document.text = std::make_shared<const text::Text>(*std::move(decoded.text));
  for (const text::Repair& repair : document.text->repairs())
    document.repairs.push_back({{repair.begin, repair.end}, std::string(repair.kind)});
  if (!BlockBuilder(*document.text, limits, words).build(document)) {
    return refuse("too_large", "文件的段落或表格单元太多，不像一份报告。",
                  "the file has too many paragraphs or table cells to be a report");
  }
  if (document.blocks.empty()) return refuse("empty", "文件里没有文字。", "the file has no text");
  result.document = std::move(document);
  return result;
}

}  // namespace hegui::document

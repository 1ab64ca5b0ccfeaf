#include "checker/document/flow.hpp"

#include <simdjson.h>

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>

#include "checker/document/blocks.hpp"
#include "dsl/utf8.hpp"

namespace hegui::document {

namespace {

constexpr std::uint64_t kMostText = std::uint64_t{2} << 30U;  // offsets have 32 bits

/// A cell's lines as one: broken Chinese is put together, other words get a blank.
std::string one_line(std::string text) {
  if (text.find_first_of("\n\r\t") == std::string::npos) return text;
  std::string line;
  bool broken = false;
  for (const char c : text) {
    if (c == '\n' || c == '\r' || c == '\t') {
      broken = true;
      continue;
    }
    if (broken && !line.empty() && c != ' ') {
      const bool wide = static_cast<unsigned char>(line.back()) >= 0x80 && static_cast<unsigned char>(c) >= 0x80;
      if (!wide) line += ' ';
    }
    broken = false;
    line += c;
  }
  return line;
}

/// Invalid bytes would spoil the offsets of everything behind them.
std::string valid_utf8(std::string text) {
  constexpr std::size_t kShort = 48;  // up to here asking takes longer than looking
  const bool sound = text.size() < kShort ? dsl::find_invalid_utf8(text) == std::string::npos
                                          : simdjson::validate_utf8(text.data(), text.size());
  if (sound) return text;
  std::string valid;
  valid.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto next = dsl::utf8::decode(text, at);
    if (next.length == 0) break;
    dsl::utf8::append(valid, next.character);
    at += next.length;
  }
  return valid;
}

/// The whole as one text, and where in it everything lies.
class Layout {
 public:
  void add(FlowItem&& item) {
    if (item.kind == Block::Kind::table) {
      add_table(item);
    } else {
      const std::uint32_t begin = here();
      add_lines(valid_utf8(item.numbering.empty() ? std::move(item.text) : item.numbering + item.text), hint_of(item));
      add_marks(item.marks, begin, here() - 1);
    }
  }

  /// Room for what most items will take.
  void expect(const std::vector<FlowItem>& items) {
    std::size_t bytes = 0, lines = 0;
    for (const FlowItem& item : items) {
      bytes += item.numbering.size() + item.text.size() + 1;
      for (const FlowCell& cell : item.table.cells) bytes += cell.text.size() + 1;
      lines += std::max(item.table.rows, 1U);
    }
    text_.reserve(bytes);
    hints_.reserve(std::min(lines, bytes));
  }
  [[nodiscard]] std::size_t size() const { return text_.size(); }
  std::string take_text() { return std::move(text_); }

  /// The same as Document::placed.
  std::vector<PlacedText> placed(const text::Text& text) {
    last_original_ = last_folded_ = 0;
    for (PlacedText& each : placed_) {
      each.slice.begin = folded(text, each.slice.begin);
      each.slice.end = folded(text, each.slice.end);
    }
    std::erase_if(placed_, [](const PlacedText& each) { return each.slice.begin == each.slice.end; });
    return std::move(placed_);
  }

  /// Offsets of the original text turned into those of the folded one.
  Prepared prepared(const text::Text& text) {
    Prepared result;
    result.hints = std::move(hints_);
    for (Placed& placed : tables_) {
      txt::FoundTable found;
      found.line = placed.line;
      found.table = std::move(placed.table);
      for (Cell& cell : found.table.cells) {
        cell.slice.begin = folded(text, cell.slice.begin);
        cell.slice.end = folded(text, cell.slice.end);
      }
      found.slice = {folded(text, placed.slice.begin), folded(text, placed.slice.end)};
      result.tables.push_back(std::move(found));
    }
    return result;
  }

 private:
  struct Placed {
    Table table;
    Slice slice;  // of the original text
    std::uint32_t line = 0;
  };

  static LineHint hint_of(const FlowItem& item) {
    LineHint hint;
    hint.role = item.role;
    hint.heading_level = item.heading_level;
    hint.centred = item.centred;
    hint.bold = item.bold;
    hint.locator = item.locator;
    return hint;
  }

  [[nodiscard]] std::uint32_t here() const { return static_cast<std::uint32_t>(text_.size()); }

  void end_line(const LineHint& hint) {
    text_ += '\n';
    hints_.push_back(hint);
  }

  void add_lines(std::string_view text, const LineHint& hint) {
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      text_ += text.substr(at, end - at);
      end_line(hint);
      at = end + 1;
    }
  }

  /// The words of a paragraph or cell follow one another, with blanks between them. What does not fit has no place.
  void add_marks(const std::vector<TextMark>& marks, std::uint32_t begin, std::uint32_t end) {
    const std::size_t before = placed_.size();
    std::uint32_t at = begin;
    for (const TextMark& mark : marks) {
      while (at < end && text_[at] == ' ') ++at;
      if (mark.bytes > end - at) break;
      placed_.push_back({{at, at + mark.bytes}, mark.box, mark.turn});
      at += mark.bytes;
    }
    while (at < end && text_[at] == ' ') ++at;
    if (at != end || placed_.size() - before != marks.size()) placed_.resize(before);
  }

  void add_table(FlowItem& item) {
    Placed placed;
    placed.line = static_cast<std::uint32_t>(hints_.size()) + 1;
    placed.table.rows = item.table.rows;
    placed.table.columns = item.table.columns;
    placed.table.header_rows = std::min(item.table.header_rows, item.table.rows);
    placed.table.cells.reserve(item.table.cells.size());
    placed.slice.begin = here();
    std::uint32_t row = 0;
    bool first = true;
    for (FlowCell& from : item.table.cells) {
      // What a file claims of its cells may lead out of the table.
      if (from.row >= item.table.rows || from.column >= item.table.columns) continue;
      for (; row < from.row; ++row, first = true) end_line(hint_of(item));
      if (!first) text_ += '\t';
      first = false;
      Cell cell;
      cell.slice.begin = here();
      text_ += one_line(valid_utf8(std::move(from.text)));
      cell.slice.end = here();
      add_marks(from.marks, cell.slice.begin, cell.slice.end);
      cell.row = from.row;
      cell.column = from.column;
      cell.row_span = std::clamp(from.row_span, 1U, item.table.rows - from.row);
      cell.column_span = std::clamp(from.column_span, 1U, item.table.columns - from.column);
      cell.locator = std::move(from.locator);
      placed.table.cells.push_back(std::move(cell));
    }
    placed.slice.end = here();
    end_line(hint_of(item));
    tables_.push_back(std::move(placed));
  }

  /// The first folded offset whose character comes from `original` or from behind it. Few characters are folded into
  /// another length, so it is mostly as far from the last one asked for as the originals are.
  std::uint32_t folded(const text::Text& text, std::uint32_t original) {
    const auto size = static_cast<std::uint32_t>(text.normalised().size());
    const std::uint64_t guess = std::uint64_t{last_folded_} + original - last_original_;
    std::uint32_t low = 0, high = size;
    if (original >= last_original_ && guess > 0 && guess < size) {
      const auto at = static_cast<std::uint32_t>(guess);
      const bool reached = text.to_original(at) >= original;
      if (reached && text.to_original(at - 1) < original) low = high = at;
      (reached ? high : low) = at;
    }
    while (low < high) {
      const std::uint32_t middle = low + (high - low) / 2;
      if (text.to_original(middle) < original) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    last_original_ = original;
    last_folded_ = low;
    return low;
  }

  std::uint32_t last_original_ = 0, last_folded_ = 0;
  std::string text_;
  std::vector<LineHint> hints_;
  std::vector<Placed> tables_;
  std::vector<PlacedText> placed_;  // offsets of the original text
};

}  // namespace

void Flow::paragraph(std::string text, Locator locator) {
  FlowItem item;
  item.text = std::move(text);
  item.locator = std::move(locator);
  items.push_back(std::move(item));
}

ReadResult refuse(std::string code, std::string zh, std::string en) {
  ReadResult result;
  result.error = {std::move(code), std::move(zh), std::move(en)};
  return result;
}

ReadError too_much_text(const Limits& limits) {
  const std::string most = mebibytes(limits.max_bytes);
  return beyond("文件里的文字超过了 " + most + " 的上限，不像一份报告",
                "the file has more than " + most + " of text, too much for a report", "--max-size");
}

ReadError too_wide_table() {
  return {"too_large", "文件里有超过 " + std::to_string(kMostColumns) + " 列的表格，不像一份报告。",
          "the file has a table of more than " + std::to_string(kMostColumns) + " columns, too wide for a report"};
}

ReadResult compose(Flow flow, std::string format, std::string path, const Limits& limits, const PageWords& words) {
  Layout layout;
  layout.expect(flow.items);
  std::uint64_t rows = 0;
  for (FlowItem& item : flow.items) {
    rows += item.table.rows;
    if (rows > limits.max_cells) return {std::nullopt, too_many_cells(limits)};
    layout.add(std::move(item));
    if (layout.size() > std::min(limits.max_unpacked, kMostText))
      return {std::nullopt,
              beyond("文件里的文字超过了 " + mebibytes(limits.max_unpacked) + " 的上限，不像一份报告",
                     "the file has more than " + mebibytes(limits.max_unpacked) + " of text, too much for a report",
                     "--max-unpacked")};
  }
  Document document;
  document.path = std::move(path);
  document.format = std::move(format);
  document.remarks = std::move(flow.remarks);
  document.text = std::make_shared<const text::Text>(text::Text::from_utf8(layout.take_text()));
  Prepared prepared = layout.prepared(*document.text);
  document.placed = layout.placed(*document.text);
  prepared.page_layout = flow.page_layout;
  if (!build_blocks(document, limits, words, std::move(prepared))) return too_many_blocks(limits);
  if (document.blocks.empty()) return refuse("empty", "文件里没有文字。", "the file has no text");
  ReadResult result;
  result.document = std::move(document);
  return result;
}

}  // namespace hegui::document

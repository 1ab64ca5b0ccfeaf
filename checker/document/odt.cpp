#include "checker/document/odt.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "checker/document/docx_numbering.hpp"
#include "checker/document/flow.hpp"
#include "checker/document/packaged.hpp"
#include "checker/document/xml_tree.hpp"

namespace hegui::document {

namespace {

constexpr int kLevels = 10;
constexpr long kMostRepeats = 1'000;
constexpr int kDeepestTable = 8;

struct ListLevel {
  std::string format, before, behind;
  long start = 1;
  int shown = 1;  // how many levels the number shows: 3.1.2 shows 3
};
using ListStyle = std::array<ListLevel, kLevels>;

/// OpenDocument names formats by their first number.
std::string_view word_format(std::string_view format) {
  if (format.starts_with("一")) return "chineseCounting";
  if (format.starts_with("甲")) return "ideographTraditional";
  if (format.starts_with("①")) return "decimalEnclosedCircle";
  if (format == "a") return "lowerLetter";
  if (format == "A") return "upperLetter";
  if (format == "i") return "lowerRoman";
  if (format == "I") return "upperRoman";
  if (format.empty()) return "none";
  return "decimal";
}

class OdtReader : private PartReader {
 public:
  OdtReader(Package& package, const Limits& limits) : PartReader(package, limits), budget_(limits) {}

  std::optional<ReadError> read(Flow& flow) {
    flow_ = &flow;
    XmlTree styles, content;
    if (load("styles.xml", styles)) read_lists(styles.document_element());
    if (!load("content.xml", content))
      return error_ ? *error_
                    : ReadError{"damaged", "文件已损坏：里面没有正文。请重新保存后再提交。",
                                "the file is damaged: it has no content; save it again"};
    read_lists(content.document_element());
    blocks(child(child(content.document_element(), "body"), "text"), 0);
    if (tracked_)
      flow.remarks.push_back({"tracked_changes", "文件里有修订记录，按全部接受修订后的文字核查。",
                              "the file has tracked changes; it was checked as if all were accepted"});
    return error_;
  }

 private:
  void read_lists(const XmlNode& root) {
    for (const char* const place : {"styles", "automatic-styles"}) {
      for (const auto& each : child(root, place).children()) {
        const XmlName name = local_name(each);
        if (name == "list-style") {
          read_list(each, lists_[std::string(attribute(each, "name"))]);
        } else if (name == "outline-style") {
          read_list(each, outline_);
        }
      }
    }
  }

  static void read_list(const XmlNode& node, ListStyle& style) {
    for (const auto& each : node.children()) {
      const auto level = to_number(attribute(each, "level"));
      if (!level || *level < 1 || *level > kLevels) continue;
      ListLevel& shape = style[static_cast<std::size_t>(*level - 1)];
      if (local_name(each) == "list-level-style-bullet" || local_name(each) == "list-level-style-image") {
        shape.format.clear();
        continue;
      }
      shape.format = attribute(each, "num-format");
      shape.before = attribute(each, "num-prefix");
      shape.behind = attribute(each, "num-suffix");
      shape.start = to_number(attribute(each, "start-value")).value_or(1);
      shape.shown = static_cast<int>(std::clamp(to_number(attribute(each, "display-levels")).value_or(1), 1L, 10L));
    }
  }

  struct Counter {
    std::array<long, kLevels> value{};
    std::array<bool, kLevels> begun{};
  };

  static std::string next_number(const ListStyle& style, Counter& counter, std::size_t level,
                                 std::optional<long> start) {
    counter.value[level] = start ? *start : counter.begun[level] ? counter.value[level] + 1 : style[level].start;
    counter.begun[level] = true;
    for (std::size_t deeper = level + 1; deeper < counter.begun.size(); ++deeper) counter.begun[deeper] = false;
    const ListLevel& shape = style[level];
    if (shape.format.empty()) return {};
    std::string text = shape.before;
    const std::size_t first = level + 1 - std::min<std::size_t>(level + 1, static_cast<std::size_t>(shape.shown));
    for (std::size_t each = first; each <= level; ++each) {
      const long value = counter.begun[each] ? counter.value[each] : style[each].start;
      const std::string spelt = spell_number(value, word_format(style[each].format));
      if (spelt.empty()) continue;
      if (each > first) text += '.';
      text += spelt;
    }
    return text + shape.behind;
  }

  void blocks(const XmlNode& node, int depth) {
    for (const auto& each : node.children()) {
      if (error_ || too_many()) return;
      const XmlName name = local_name(each);
      if (name == "p" || name == "h") {
        paragraph(each, {}, depth);
      } else if (name == "list") {
        const std::string style(attribute(each, "style-name"));
        list(each, style, 0, depth);
      } else if (name == "table") {
        table(each, depth);
      } else if (name == "tracked-changes") {
        tracked_ = true;
      } else if (each.is_element() && name != "sequence-decls" && name != "forms") {
        blocks(each, depth);  // sections, indexes
      }
    }
  }

  void list(const XmlNode& node, const std::string& style, std::size_t level, int depth) {
    level = std::min<std::size_t>(level, kLevels - 1);  // deeper ones are numbered like the deepest
    const auto found = lists_.find(style);
    // A list goes on where an earlier one stopped when it says so; else it begins anew.
    std::string key = style;
    if (level == 0) {
      const bool goes_on = attribute(node, "continue-numbering") == "true" || !attribute(node, "continue-list").empty();
      if (!goes_on) counters_[key] = Counter{};
    }
    for (const auto& item : node.children()) {
      const bool header = local_name(item) == "list-header";
      if (local_name(item) != "list-item" && !header) continue;
      bool first = !header;
      const auto start = to_number(attribute(item, "start-value"));
      for (const auto& each : item.children()) {
        if (error_ || too_many()) return;
        const XmlName name = local_name(each);
        if (name == "list") {
          const std::string own(attribute(each, "style-name"));
          list(each, own.empty() ? style : own, level + 1, depth);
        } else if (name == "p" || name == "h") {
          std::string number;
          if (first && found != lists_.end()) number = next_number(found->second, counters_[key], level, start);
          first = false;
          paragraph(each, number, depth);
        }
      }
    }
  }

  /// False, and an error, when the file shows too much text.
  bool spend(std::uint64_t bytes) {
    if (budget_.take(bytes)) return true;
    error_ = too_much_text(limits_);
    return false;
  }

  bool too_many() {
    if (flow_->items.size() < limits_.max_paragraphs) return false;
    error_ = too_many_paragraphs(limits_);
    return true;
  }

  void paragraph(const XmlNode& node, std::string number, int depth) {
    FlowItem item;
    item.locator.line = ++ordinal_;
    std::vector<XmlNode> boxes;
    std::vector<std::string> notes;
    inline_text(node, item.text, boxes, notes);
    if (local_name(node) == "h") {
      const auto level = to_number(attribute(node, "outline-level"));
      item.heading_level = static_cast<int>(std::clamp(level.value_or(1), 1L, 9L));
      if (number.empty() && !item.text.empty() && attribute(node, "is-list-header") != "true")
        number =
            next_number(outline_, outline_counter_, static_cast<std::size_t>(item.heading_level - 1), std::nullopt);
    }
    if (!item.text.empty()) item.numbering = std::move(number);
    if (!spend(item.numbering.size() + item.text.size())) return;
    flow_->items.push_back(std::move(item));
    for (const auto& box : boxes) blocks(box, depth);
    Locator here;
    here.line = ordinal_;
    for (auto& note : notes)
      if (spend(note.size())) flow_->paragraph(std::move(note), here);
  }

  static void inline_text(const XmlNode& node, std::string& text, std::vector<XmlNode>& boxes,
                          std::vector<std::string>& notes) {
    for (const auto& each : node.children()) {
      if (each.is_text()) {
        each.append_text(text);
        continue;
      }
      const XmlName name = local_name(each);
      if (name == "s") {
        const long count = std::clamp(to_number(attribute(each, "c")).value_or(1), 1L, 40L);
        text.append(static_cast<std::size_t>(count), ' ');
      } else if (name == "tab") {
        text += '\t';
      } else if (name == "line-break") {
        text += '\n';
      } else if (name == "note") {
        notes.push_back(text_below(child(each, "note-body")));
      } else if (name == "annotation" || name == "annotation-end" || name == "ruby-text") {
        // comments and phonetics are no text of the report
      } else if (name == "text-box") {
        boxes.push_back(each);
      } else if (each.is_element()) {
        inline_text(each, text, boxes, notes);
      }
    }
  }

  void table(const XmlNode& node, int depth) {
    if (depth >= kDeepestTable) return blocks(node, depth);  // as paragraphs: no text is lost
    FlowItem item;
    item.kind = Block::Kind::table;
    item.locator.line = ordinal_ + 1;
    rows(node, item.table, false, depth);
    if (!item.table.cells.empty()) flow_->items.push_back(std::move(item));
  }

  void rows(const XmlNode& node, FlowTable& table, bool header, int depth) {
    for (const auto& each : node.children()) {
      if (error_) return;
      const XmlName name = local_name(each);
      if (name == "table-header-rows" || name == "table-rows" || name == "table-row-group") {
        rows(each, table, header || name == "table-header-rows", depth);
      } else if (name == "table-row") {
        const long times = std::clamp(to_number(attribute(each, "number-rows-repeated")).value_or(1), 1L, kMostRepeats);
        const bool blank = text_below(each).empty();
        for (long i = 0; i < (blank ? 1 : times) && !error_; ++i) row(each, table, depth);
        if (header) table.header_rows = table.rows;
      }
    }
  }

  void row(const XmlNode& node, FlowTable& table, int depth) {
    std::uint32_t column = 0;
    for (const auto& each : node.children()) {
      const XmlName name = local_name(each);
      if (name != "table-cell" && name != "covered-table-cell") continue;
      const long times =
          std::clamp(to_number(attribute(each, "number-columns-repeated")).value_or(1), 1L, kMostRepeats);
      for (long i = 0; i < times; ++i, ++column) {
        if (column >= kMostColumns) {
          error_ = too_wide_table();
          return;
        }
        if (name != "table-cell") continue;
        if (++cells_ > limits_.max_cells) {
          error_ = too_many_cells(limits_);
          return;
        }
        FlowCell cell;
        cell.row = table.rows;
        cell.column = column;
        const auto span = [&](const char* which) {
          return static_cast<std::uint32_t>(
              std::clamp(to_number(attribute(each, which)).value_or(1), 1L, kMostRepeats));
        };
        cell.column_span = span("number-columns-spanned");
        cell.row_span = span("number-rows-spanned");
        cell.text = cell_text(each, depth + 1);
        if (error_) return;
        table.cells.push_back(std::move(cell));
      }
    }
    table.columns = std::max(table.columns, column);
    ++table.rows;
  }

  std::string cell_text(const XmlNode& cell, int depth) {
    Flow inside;
    Flow* const outside = std::exchange(flow_, &inside);
    blocks(cell, depth);
    flow_ = outside;
    std::string text;
    for (const FlowItem& item : inside.items) {
      const auto add = [&](const std::string& piece) {
        if (piece.empty()) return;
        if (!text.empty()) text += '\n';
        text += piece;
      };
      add(item.numbering + item.text);
      for (const FlowCell& each : item.table.cells) add(each.text);
    }
    return text;
  }

  Flow* flow_ = nullptr;
  TextBudget budget_;
  std::map<std::string, ListStyle, std::less<>> lists_;
  ListStyle outline_;
  std::map<std::string, Counter> counters_;
  Counter outline_counter_;
  std::uint32_t ordinal_ = 0;
  std::uint64_t cells_ = 0;
  bool tracked_ = false;
};

}  // namespace

bool recognises_odt(std::string_view bytes, std::string_view /*path*/) {
  if (!zip_holds(bytes, "content.xml")) return false;
  // The first part of an OpenDocument file is its type, stored as it is.
  return bytes.substr(0, 200).find("application/vnd.oasis.opendocument.text") != std::string_view::npos;
}

ReadResult read_odt(std::string bytes, std::string path, const Limits& limits, const PageWords& words) {
  return read_packaged<OdtReader>(bytes, "odt", std::move(path), limits, words);
}

}  // namespace hegui::document

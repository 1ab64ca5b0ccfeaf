#include "checker/document/xlsx.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "checker/document/flow.hpp"
#include "checker/document/number_format.hpp"
#include "checker/document/packaged.hpp"
#include "checker/document/xml_tree.hpp"
#include "checker/text/shown.hpp"

namespace hegui::document {

namespace {

constexpr std::uint32_t kMostRows = 1'048'576;
constexpr std::uint32_t kMostSpan = 1'000;     // of a merged cell
constexpr std::size_t kLongestSheetName = 64;  // characters; the program that makes them allows 31
constexpr std::uint32_t kMostSheets = 1'000;
// A row or column further than this behind the last cell that holds something is not part of the table.
constexpr std::uint32_t kGap = 1;

struct Address {
  std::uint32_t row = 0, column = 0;  // from 1
};

/// “AB12”.
std::optional<Address> read_address(std::string_view text) {
  Address address;
  std::size_t at = 0;
  for (; at < text.size() && text[at] >= 'A' && text[at] <= 'Z'; ++at) {
    address.column = address.column * 26 + static_cast<std::uint32_t>(text[at] - 'A' + 1);
    if (address.column > kMostColumns) return std::nullopt;
  }
  const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), address.row);
  if (error != std::errc() || end != text.data() + text.size() || at == 0) return std::nullopt;
  if (address.row == 0 || address.row > kMostRows) return std::nullopt;
  return address;
}

struct Value {
  Address at;
  std::string text;
  std::uint32_t row_span = 1, column_span = 1;
  bool covered = false;
};

class XlsxReader : private PartReader {
 public:
  XlsxReader(Package& package, const Limits& limits) : PartReader(package, limits), budget_(limits) {}

  std::optional<ReadError> read(Flow& flow) {
    const std::string main = main_part();
    XmlTree workbook;
    if (!load(main, workbook))
      return error_ ? *error_
                    : ReadError{"damaged", "文件已损坏：里面没有工作簿。请重新保存后再提交。",
                                "the file is damaged: it has no workbook; save it again"};
    from_1904_ = attribute(child(workbook.document_element(), "workbookPr"), "date1904") == "1" ||
                 attribute(child(workbook.document_element(), "workbookPr"), "date1904") == "true";
    const auto targets = relations(main);
    for (const auto& [id, target] : targets) {
      if (target.type.ends_with("/sharedStrings")) read_strings(target.part);
      if (target.type.ends_with("/styles")) read_styles(target.part);
    }
    std::uint32_t sheets = 0, hidden = 0;
    for (const auto& sheet : child(workbook.document_element(), "sheets").children()) {
      if (error_ || local_name(sheet) != "sheet") continue;
      if (!attribute(sheet, "state").empty() && attribute(sheet, "state") != "visible") {
        ++hidden;
        continue;
      }
      const auto target = targets.find(std::string(attribute(sheet, "id")));
      if (target == targets.end()) continue;
      if (++sheets > kMostSheets)
        return ReadError{"too_large", "工作簿的工作表太多。", "the workbook has too many sheets"};
      read_sheet(target->second.part, text::shown(attribute(sheet, "name"), kLongestSheetName), flow);
    }
    if (hidden > 0)
      flow.remarks.push_back({"hidden_sheets", "有 " + std::to_string(hidden) + " 张隐藏的工作表没有读。",
                              std::to_string(hidden) + " hidden sheets were not read"});
    if (unseen_ > 0)
      flow.remarks.push_back({"hidden_cells", "有 " + std::to_string(unseen_) + " 个单元格在隐藏的行或列里，没有读。",
                              std::to_string(unseen_) + " cells in hidden rows or columns were not read"});
    if (std::any_of(package_.names().begin(), package_.names().end(),
                    [](const std::string& name) { return name.ends_with("vbaProject.bin"); }))
      flow.remarks.push_back({"macros", "文件里有宏，没有运行。", "the file has macros; they were not run"});
    return error_;
  }

 private:
  struct Target {
    std::string part, type;
  };

  std::string main_part() {
    XmlTree relations;
    if (load("_rels/.rels", relations)) {
      for (const auto& each : relations.document_element().children()) {
        std::string target = resolve_part("", attribute(each, "Target"));
        if (attribute(each, "Type").ends_with("/officeDocument") && package_.has(target)) return target;
      }
    }
    return "xl/workbook.xml";
  }

  std::map<std::string, Target> relations(const std::string& part) {
    std::map<std::string, Target> targets;
    const std::size_t slash = part.rfind('/') + 1;
    XmlTree document;
    if (!load(part.substr(0, slash) + "_rels/" + part.substr(slash) + ".rels", document)) return targets;
    for (const auto& each : document.document_element().children()) {
      if (attribute(each, "TargetMode") == "External") continue;
      targets[std::string(attribute(each, "Id"))] = {resolve_part(part, attribute(each, "Target")),
                                                     std::string(attribute(each, "Type"))};
    }
    return targets;
  }

  /// The text of a string item: its runs, without the phonetic reading above them.
  static std::string string_item(const XmlNode& item) {
    std::string text;
    for (const auto& each : item.children()) {
      if (local_name(each) == "t") append_text_below(each, text);
      if (local_name(each) == "r") append_text_below(child(each, "t"), text);
    }
    return text;
  }

  void read_strings(const std::string& part) {
    XmlTree document;
    if (!load(part, document)) return;
    for (const auto& each : document.document_element().children())
      if (local_name(each) == "si") strings_.push_back(string_item(each));
  }

  void read_styles(const std::string& part) {
    XmlTree document;
    if (!load(part, document)) return;
    std::map<long, std::string> codes;
    for (const auto& each : child(document.document_element(), "numFmts").children())
      if (const auto id = to_number(attribute(each, "numFmtId"))) codes[*id] = attribute(each, "formatCode");
    for (const auto& each : child(document.document_element(), "cellXfs").children()) {
      if (local_name(each) != "xf") continue;
      const long id = to_number(attribute(each, "numFmtId")).value_or(0);
      const auto code = codes.find(id);
      formats_.emplace_back(code != codes.end() ? code->second : std::string(built_in_format(id)));
    }
  }

  std::string shown(const XmlNode& cell) const {
    const std::string_view type = attribute(cell, "t");
    if (type == "inlineStr") return string_item(child(cell, "is"));
    std::string value = text_below(child(cell, "v"));
    if (type == "s") {
      const auto index = to_number(value);
      return index && *index >= 0 && static_cast<std::size_t>(*index) < strings_.size()
                 ? strings_[static_cast<std::size_t>(*index)]
                 : std::string();
    }
    if (type == "str" || type == "e" || type == "d") return value;
    if (type == "b") return value == "1" ? "TRUE" : "FALSE";
    if (value.empty()) return value;
    const auto style = to_number(attribute(cell, "s")).value_or(0);
    const bool known = style >= 0 && static_cast<std::size_t>(style) < formats_.size();
    return (known ? formats_[static_cast<std::size_t>(style)] : general_).shown(value, from_1904_);
  }

  /// What a reader of the sheet does not see.
  struct Unseen {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> columns;  // from, to
    bool zeros = false;
    [[nodiscard]] bool holds(std::uint32_t column) const {
      return std::any_of(columns.begin(), columns.end(),
                         [&](const auto& each) { return each.first <= column && column <= each.second; });
    }
  };

  static bool is_true(std::string_view value) { return value == "1" || value == "true"; }

  static Unseen unseen_of(const XmlNode& sheet) {
    constexpr std::size_t kMostRanges = 1'000;
    Unseen unseen;
    const std::string_view zeros = attribute(child(child(sheet, "sheetViews"), "sheetView"), "showZeros");
    unseen.zeros = zeros == "0" || zeros == "false";
    for (const auto& each : child(sheet, "cols").children()) {
      const bool hidden = is_true(attribute(each, "hidden"));
      const auto from = to_number(attribute(each, "min")), to = to_number(attribute(each, "max"));
      if (!hidden || !from || !to || *from < 1 || *to < *from || unseen.columns.size() >= kMostRanges) continue;
      const auto column = [](long number) {
        return static_cast<std::uint32_t>(std::min(number, static_cast<long>(kMostColumns)));
      };
      unseen.columns.emplace_back(column(*from), column(*to));
    }
    // A merged cell that begins in a hidden column is seen in the others.
    if (unseen.columns.empty()) return unseen;
    for (const auto& each : child(sheet, "mergeCells").children()) {
      const std::string_view range = attribute(each, "ref");
      const auto from = read_address(range.substr(0, range.find(':')));
      if (from)
        std::erase_if(unseen.columns, [&](const auto& columns) {
          return columns.first <= from->column && from->column <= columns.second;
        });
    }
    return unseen;
  }

  /// A stored number that is nothing.
  static bool is_zero(const XmlNode& cell) {
    if (const std::string_view type = attribute(cell, "t"); !type.empty() && type != "n") return false;
    const std::string value = text_below(child(cell, "v"));
    return !value.empty() && value.find_first_not_of("0.-") == std::string::npos;
  }

  void read_sheet(const std::string& part, const std::string& name, Flow& flow) {
    XmlTree document;
    if (!load(part, document)) return;
    std::vector<Value> values;
    const Unseen unseen = unseen_of(document.document_element());
    std::uint32_t row = 0;
    for (const auto& line : child(document.document_element(), "sheetData").children()) {
      if (local_name(line) != "row") continue;
      const auto number = to_number(attribute(line, "r"));
      row = number && *number > 0 && *number <= static_cast<long>(kMostRows) ? static_cast<std::uint32_t>(*number)
                                                                             : row + 1;
      const bool hidden = is_true(attribute(line, "hidden"));
      std::uint32_t column = 0;
      for (const auto& cell : line.children()) {
        if (local_name(cell) != "c") continue;
        const auto address = read_address(attribute(cell, "r"));
        column = address ? address->column : column + 1;
        if (column > kMostColumns) break;
        if (hidden || unseen.holds(column)) {
          unseen_ += cell.first_child() ? 1 : 0;
          continue;
        }
        std::string text = shown(cell);
        if (text.empty() || (unseen.zeros && is_zero(cell))) continue;
        if (!budget_.take(text.size())) {
          error_ = too_much_text(limits_);
          return;
        }
        if (++cells_ > limits_.max_cells) {
          error_ = too_many_cells(limits_);
          return;
        }
        values.push_back({{row, column}, std::move(text)});
      }
    }
    const auto before = [](const Value& a, const Value& b) {
      return a.at.row != b.at.row ? a.at.row < b.at.row : a.at.column < b.at.column;
    };
    if (!std::is_sorted(values.begin(), values.end(), before)) std::stable_sort(values.begin(), values.end(), before);
    apply_merges(child(document.document_element(), "mergeCells"), values);
    lay_out(name, std::move(values), flow);
  }

  static void apply_merges(const XmlNode& merges, std::vector<Value>& values) {
    for (const auto& each : merges.children()) {
      const std::string_view range = attribute(each, "ref");
      const std::size_t colon = range.find(':');
      if (colon == std::string_view::npos) continue;
      const auto from = read_address(range.substr(0, colon)), to = read_address(range.substr(colon + 1));
      if (!from || !to || to->row < from->row || to->column < from->column) continue;
      const auto first =
          std::lower_bound(values.begin(), values.end(), *from, [](const Value& value, const Address& at) {
            return value.at.row != at.row ? value.at.row < at.row : value.at.column < at.column;
          });
      if (first == values.end() || first->at.row != from->row || first->at.column != from->column) continue;
      first->row_span = std::min(to->row - from->row + 1, kMostSpan);
      first->column_span = std::min(to->column - from->column + 1, kMostSpan);
    }
  }

  /// The sheet's name as a line, then its cells: rows with one cell across as lines of text, the rest as tables.
  static void lay_out(const std::string& name, std::vector<Value> values, Flow& flow) {
    Locator place;
    place.sheet = name;
    // The name is the frame of the sheet, not its text: the sheet's own first row says what it is.
    FlowItem title;
    title.role = Role::furniture;
    title.text = name;
    title.locator = place;
    if (!values.empty()) flow.items.push_back(std::move(title));
    for (std::size_t begin = 0; begin < values.size();) {
      std::size_t end = begin;
      std::uint32_t bottom = values[begin].at.row;
      // A run of rows without a gap; spans downwards bridge one.
      while (end < values.size() && values[end].at.row <= bottom + kGap) {
        bottom = std::max(bottom, values[end].at.row + values[end].row_span - 1);
        ++end;
      }
      lay_out_run(name, values, begin, end, flow);
      begin = end;
    }
  }

  static void lay_out_run(const std::string& name, std::vector<Value>& values, std::size_t begin, std::size_t end,
                          Flow& flow) {
    const auto row_size = [&](std::size_t at) {
      std::size_t next = at;
      while (next < end && values[next].at.row == values[at].at.row) ++next;
      return next - at;
    };
    const auto as_line = [&](std::size_t at) {
      Locator place;
      place.sheet = name;
      place.row = values[at].at.row;
      place.column = values[at].at.column;
      flow.paragraph(std::move(values[at].text), place);
    };
    // Titles and unit captions above, notes below.
    while (begin < end && row_size(begin) == 1 && values[begin].row_span == 1) as_line(begin++);
    std::size_t last = end;
    while (last > begin && (last - 1 == begin || values[last - 2].at.row != values[last - 1].at.row) &&
           values[last - 1].row_span == 1 && values[last - 1].column_span > 1)
      --last;
    if (last > begin) {
      FlowItem item;
      item.kind = Block::Kind::table;
      std::uint32_t left = values[begin].at.column;
      for (std::size_t i = begin; i < last; ++i) left = std::min(left, values[i].at.column);
      const std::uint32_t top = values[begin].at.row;
      item.locator.sheet = name;
      item.locator.row = top;
      item.locator.column = left;
      item.table.cells.reserve(last - begin);
      for (std::size_t i = begin; i < last; ++i) {
        FlowCell cell;
        cell.text = std::move(values[i].text);
        cell.row = values[i].at.row - top;
        cell.column = values[i].at.column - left;
        cell.row_span = values[i].row_span;
        cell.column_span = values[i].column_span;
        cell.locator.sheet = name;
        cell.locator.row = values[i].at.row;
        cell.locator.column = values[i].at.column;
        item.table.rows = std::max(item.table.rows, cell.row + cell.row_span);
        item.table.columns = std::max(item.table.columns, cell.column + cell.column_span);
        item.table.cells.push_back(std::move(cell));
      }
      flow.items.push_back(std::move(item));
    }
    for (std::size_t i = last; i < end; ++i) as_line(i);
  }

  TextBudget budget_;
  std::vector<std::string> strings_;
  std::vector<NumberFormat> formats_;  // by style
  const NumberFormat general_{""};
  bool from_1904_ = false;
  std::uint64_t cells_ = 0, unseen_ = 0;
};

}  // namespace

bool recognises_xlsx(std::string_view bytes, std::string_view /*path*/) { return zip_holds(bytes, "xl/workbook.xml"); }

ReadResult read_xlsx(std::string bytes, std::string path, const Limits& limits, const PageWords& words) {
  return read_packaged<XlsxReader>(bytes, "xlsx", std::move(path), limits, words);
}

}  // namespace hegui::document

#include "checker/document/docx.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "checker/document/docx_numbering.hpp"
#include "checker/document/docx_styles.hpp"
#include "checker/document/flow.hpp"
#include "checker/document/packaged.hpp"
#include "checker/document/xml_tree.hpp"
#include "checker/text/shown.hpp"
#include "dsl/utf8.hpp"

namespace hegui::document {

namespace {

constexpr int kDeepestTable = 8;  // tables inside tables
constexpr std::uint32_t kMostSpan = 10'000;

class DocxReader {
 public:
  DocxReader(Package& package, const Limits& limits) : package_(package), limits_(limits), budget_(limits) {}

  std::optional<ReadError> read(Flow& flow) {
    flow_ = &flow;
    const std::string main = main_part();
    const auto document = load(main);
    if (!document) return error_or_missing(main);
    const std::string folder = main.substr(0, main.rfind('/') + 1);
    if (const auto styles = load(folder + "styles.xml")) styles_.read(styles->document_element());
    if (const auto numbering = load(folder + "numbering.xml"))
      numbering_.read(numbering->document_element(), styles_.lists());
    read_notes(folder + "footnotes.xml", "footnote", footnotes_);
    read_notes(folder + "endnotes.xml", "endnote", endnotes_);
    if (error_) return error_;
    constexpr std::size_t kBytesOfAParagraph = 512, kForeseen = 4096;
    flow.items.reserve(std::min(document->text().size() / kBytesOfAParagraph, kForeseen));
    page_frames(folder, "header");
    const auto body = child(document->document_element(), "body");
    read_blocks(body, 0);
    page_frames(folder, "footer");
    remarks(folder);
    return error_;
  }

 private:
  using Xml = std::shared_ptr<XmlTree>;

  std::string main_part() {
    if (const auto relations = load("_rels/.rels")) {
      for (const auto& each : relations->document_element().children()) {
        if (!attribute(each, "Type").ends_with("/officeDocument")) continue;
        std::string target = resolve_part("", attribute(each, "Target"));
        if (package_.has(target)) return target;
      }
    }
    return "word/document.xml";
  }

  Xml load(const std::string& name) {
    if (error_ || !package_.has(name)) return nullptr;
    auto content = package_.part(name);
    if (!content) {
      error_ = package_.error();
      return nullptr;
    }
    auto document = std::make_shared<XmlTree>();
    error_ = document->parse(*std::move(content), name, limits_);
    return error_ ? nullptr : document;
  }

  ReadError error_or_missing(const std::string& name) const {
    if (error_) return *error_;
    const std::string shown = text::shown(name);
    return {"damaged", "文件已损坏：里面没有“" + shown + "”。请用文字处理软件重新保存后再提交。",
            "the file is damaged: it has no '" + shown + "'; save it again with a word processor"};
  }

  void read_notes(const std::string& name, std::string_view kind,
                  std::map<std::string, std::string, std::less<>>& into) {
    const auto notes = load(name);
    if (!notes) return;
    for (const auto& each : notes->document_element().children()) {
      const std::string_view type = attribute(each, "type");
      if (local_name(each) != kind || type == "separator" || type == "continuationSeparator") continue;
      into[std::string(attribute(each, "id"))] = plain_text(each);
    }
  }

  /// Headers or footers: their text, once, as page furniture.
  void page_frames(const std::string& folder, const std::string& kind) {
    std::vector<std::string> seen;
    for (const std::string& name : package_.names()) {
      if (!name.starts_with(folder + kind) || !name.ends_with(".xml")) continue;
      const auto frame = load(name);
      if (!frame) continue;
      std::string text = plain_text(frame->document_element());
      if (text.find_first_not_of(" \n\t") == std::string::npos) continue;
      if (std::find(seen.begin(), seen.end(), text) != seen.end()) continue;
      seen.push_back(text);
      if (!spend(text.size())) return;
      FlowItem item;
      item.role = Role::furniture;
      item.text = std::move(text);
      flow_->items.push_back(std::move(item));
    }
  }

  void remarks(const std::string& folder) {
    if (package_.has(folder + "comments.xml"))
      flow_->remarks.push_back(
          {"comments", "文件里有批注，批注没有参加核查。", "the file has comments; they were not checked"});
    if (tracked_)
      flow_->remarks.push_back({"tracked_changes", "文件里有修订记录，按全部接受修订后的文字核查。",
                                "the file has tracked changes; it was checked as if all were accepted"});
    if (package_.has(folder + "vbaProject.bin"))
      flow_->remarks.push_back({"macros", "文件里有宏，没有运行。", "the file has macros; they were not run"});
  }

  /// The text below a node, a line a paragraph; numbers and tables are not looked at.
  std::string plain_text(const XmlNode& node) {
    Paragraph all;
    bool first = true;
    plain_into(node, all, first);
    return std::move(all.text);
  }

  struct Paragraph {
    std::string text;
    std::vector<XmlNode> boxes;      // text boxes anchored here
    std::vector<std::string> notes;  // foot- and endnotes referred to here
    bool bold = true, any_text = false;
  };

  void plain_into(const XmlNode& node, Paragraph& all, bool& first) {
    for (const auto& each : node.children()) {
      if (local_name(each) == "p") {
        if (!first) all.text += '\n';
        first = false;
        int field = 0;
        runs(each, all, field);
      } else if (each.is_element()) {
        plain_into(each, all, first);
      }
    }
  }

  /// Paragraphs and tables below `node`, in order.
  void read_blocks(const XmlNode& node, int depth) {
    for (const auto& each : node.children()) {
      if (error_ || too_many()) return;
      const XmlName name = local_name(each);
      if (name == "p") {
        read_paragraph(each, depth);
      } else if (name == "tbl") {
        read_table(each, depth);
      } else if (name == "del" || name == "moveFrom" || name == "sectPr") {
        tracked_ = tracked_ || name != "sectPr";
      } else if (name == "AlternateContent") {
        read_blocks(chosen(each), depth);
      } else if (each.is_element()) {
        tracked_ = tracked_ || name == "ins" || name == "moveTo";
        read_blocks(each, depth);  // sdt, sdtContent, customXml, ins …
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

  static XmlNode chosen(const XmlNode& alternatives) {
    const auto choice = child(alternatives, "Choice");
    return choice ? choice : child(alternatives, "Fallback");
  }

  void read_paragraph(const XmlNode& node, int depth) {
    ++ordinal_;
    const auto properties = child(node, "pPr");
    const Look look = styles_.look_of(properties);

    Paragraph paragraph;
    int field = 0;
    runs(node, paragraph, field);
    FlowItem& item = flow_->items.emplace_back();
    item.locator.line = ordinal_;
    item.text = std::move(paragraph.text);
    item.centred = look.centred.value_or(false);
    item.bold = paragraph.any_text ? paragraph.bold || look.bold.value_or(false) : false;
    if (look.outline && *look.outline >= 0 && *look.outline < DocxNumbering::kLevels)
      item.heading_level = *look.outline + 1;
    // Word counts and shows a number without text too: the first column of many forms. On a line of its own it is
    // nothing to read.
    if (look.num && *look.num > 0) {
      item.numbering =
          numbering_.next(*look.num, look.level ? *look.level : numbering_.level_of_style(*look.num, look.num_style));
      const bool blank = item.text.find_first_not_of(" \n\t") == std::string::npos;
      if (blank && !in_cell_) item.numbering.clear();
    }
    if (!spend(item.numbering.size() + item.text.size())) return;
    for (const auto& box : paragraph.boxes) read_blocks(box, depth);
    Locator here;
    here.line = ordinal_;
    for (auto& note : paragraph.notes) flow_->paragraph(std::move(note), here);
  }

  /// The characters of runs below `node`. `field`: 0 outside a field, 1 in its code, 2 in its result.
  void runs(const XmlNode& node, Paragraph& into, int& field) {
    for (const auto& each : node.children()) {
      const XmlName name = local_name(each);
      if (name == "r") {
        run(each, into, field);
      } else if (name == "del" || name == "moveFrom") {
        tracked_ = true;
      } else if (name == "AlternateContent") {
        runs(chosen(each), into, field);
      } else if (name == "pPr" || name == "rPr" || name == "p" || name == "tbl") {
        // properties have no text; a paragraph inside a paragraph belongs to a box
      } else if (each.is_element()) {
        tracked_ = tracked_ || name == "ins" || name == "moveTo";
        runs(each, into, field);  // hyperlink, ins, smartTag, sdt, fldSimple …
      }
    }
  }

  void run(const XmlNode& node, Paragraph& into, int& field) {
    XmlNode hidden, bold;
    for (const auto& each : child(node, "rPr").children()) {
      const XmlName name = local_name(each);
      if (!bold && name == "b") bold = each;
      if (!hidden && name == "vanish") hidden = each;
    }
    if (hidden && is_on(hidden)) return;
    const std::size_t before = into.text.size();
    run_content(node, into, field);
    const auto shows = [](char c) { return c != ' ' && c != '\n' && c != '\t'; };
    if (std::any_of(into.text.begin() + static_cast<std::ptrdiff_t>(before), into.text.end(), shows)) {
      into.bold = into.bold && bold && is_on(bold);
      into.any_text = true;
    }
  }

  void run_content(const XmlNode& node, Paragraph& into, int& field) {
    for (const auto& each : node.children()) {
      const XmlName name = local_name(each);
      if (name == "t") {
        if (field != 1) append_text_below(each, into.text);
      } else if (name == "rPr") {
        // looked at before
      } else if (name == "fldChar") {
        const std::string_view type = attribute(each, "fldCharType");
        field = type == "begin" ? 1 : type == "separate" ? 2 : 0;
      } else if (name == "AlternateContent") {
        run_content(chosen(each), into, field);
      } else if (name == "drawing" || name == "pict" || name == "object") {
        find_boxes(each, into);
      } else if (name == "footnoteReference" || name == "endnoteReference") {
        const auto& notes = name == "footnoteReference" ? footnotes_ : endnotes_;
        const auto note = notes.find(attribute(each, "id"));
        if (note != notes.end() && spend(note->second.size())) into.notes.push_back(note->second);
      } else if (field != 1) {
        characters(each, name, into.text);
      }
    }
  }

  static void characters(const XmlNode& node, XmlName name, std::string& text) {
    if (name == "tab") {
      text += '\t';
    } else if (name == "br" || name == "cr") {
      if (attribute(node, "type") != "page") text += '\n';
    } else if (name == "noBreakHyphen") {
      text += '-';
    } else if (name == "sym") {
      // A symbol font has no characters of its own; the box that stands for it must not glue words together.
      text += ' ';
    }
  }

  void find_boxes(const XmlNode& node, Paragraph& into) {
    for (const auto& each : node.children()) {
      if (local_name(each) == "txbxContent") {
        into.boxes.push_back(each);
      } else if (local_name(each) == "AlternateContent") {
        find_boxes(chosen(each), into);
      } else if (each.is_element()) {
        find_boxes(each, into);
      }
    }
  }

  void read_table(const XmlNode& node, int depth);
  void read_rows(const XmlNode& node, FlowTable& table, std::vector<std::size_t>& open, int depth);
  void read_row(const XmlNode& node, FlowTable& table, std::vector<std::size_t>& open, int depth);
  std::string cell_text(const XmlNode& cell, int depth);

  Package& package_;
  const Limits& limits_;
  Flow* flow_ = nullptr;
  TextBudget budget_;
  std::optional<ReadError> error_;
  DocxStyles styles_;
  bool in_cell_ = false;
  std::vector<FlowItem> spare_;  // room for what is in a cell
  DocxNumbering numbering_;
  std::map<std::string, std::string, std::less<>> footnotes_, endnotes_;
  std::uint32_t ordinal_ = 0;
  bool tracked_ = false;
  std::uint64_t cells_ = 0;
};

void DocxReader::read_table(const XmlNode& node, int depth) {
  if (depth >= kDeepestTable) return read_blocks(node, depth);  // as paragraphs: no text is lost
  FlowItem item;
  item.kind = Block::Kind::table;
  item.locator.line = ordinal_ + 1;
  std::vector<std::size_t> open;
  read_rows(node, item.table, open, depth);
  if (!item.table.cells.empty()) flow_->items.push_back(std::move(item));
}

void DocxReader::read_rows(const XmlNode& node, FlowTable& table, std::vector<std::size_t>& open, int depth) {
  for (const auto& each : node.children()) {
    if (error_) return;
    const XmlName name = local_name(each);
    if (name == "tr") {
      if (child(child(each, "trPr"), "del")) {
        tracked_ = true;
        continue;
      }
      read_row(each, table, open, depth);
      if (child(child(each, "trPr"), "tblHeader") && table.header_rows + 1 == table.rows) ++table.header_rows;
    } else if (each.is_element() && name != "tblPr" && name != "tblGrid") {
      read_rows(each, table, open, depth);
    }
  }
}

/// `open[c]`: the cell (its index + 1) that may go on downwards in column c, 0: none.
void DocxReader::read_row(const XmlNode& node, FlowTable& table, std::vector<std::size_t>& open, int depth) {
  std::uint32_t column = 0;
  if (const auto skipped = to_number(attribute(child(child(node, "trPr"), "gridBefore"), "val")))
    column = static_cast<std::uint32_t>(std::clamp(*skipped, 0L, static_cast<long>(kMostSpan)));
  std::vector<XmlNode> cells;
  for (const auto& each : node.children()) {
    if (local_name(each) == "tc") cells.push_back(each);
    if (local_name(each) == "sdt" || local_name(each) == "customXml") {
      const auto content = local_name(each) == "sdt" ? child(each, "sdtContent") : each;
      for (const auto& inner : content.children())
        if (local_name(inner) == "tc") cells.push_back(inner);
    }
  }
  for (const auto& each : cells) {
    if (++cells_ > limits_.max_cells) {
      error_ = too_many_cells(limits_);
      return;
    }
    const auto properties = child(each, "tcPr");
    std::uint32_t span = 1;
    if (const auto width = to_number(attribute(child(properties, "gridSpan"), "val")))
      span = static_cast<std::uint32_t>(std::clamp(*width, 1L, static_cast<long>(kMostSpan)));
    if (column + span > kMostColumns) {
      error_ = too_wide_table();
      return;
    }
    if (open.size() < column + span) open.resize(column + span, 0);
    const auto merge = child(properties, "vMerge");
    const bool goes_on = merge && attribute(merge, "val") != "restart";
    if (goes_on && open[column] != 0) {
      FlowCell& above = table.cells[open[column] - 1];
      above.row_span = table.rows - above.row + 1;
    } else {
      FlowCell cell;
      cell.text = cell_text(each, depth + 1);
      cell.row = table.rows;
      cell.column = column;
      cell.column_span = span;
      table.cells.push_back(std::move(cell));
      for (std::uint32_t c = column; c < column + span; ++c) open[c] = merge ? table.cells.size() : 0;
    }
    column += span;
  }
  table.columns = std::max(table.columns, column);
  ++table.rows;
}

/// The paragraphs of a cell, one behind the other; tables inside it as their words.
std::string DocxReader::cell_text(const XmlNode& cell, int depth) {
  Flow inside;
  inside.items.swap(spare_);
  Flow* const outside = flow_;
  flow_ = &inside;
  const bool before = std::exchange(in_cell_, true);
  read_blocks(cell, depth);
  in_cell_ = before;
  flow_ = outside;
  std::string text;
  if (inside.items.size() == 1 && inside.items[0].kind == Block::Kind::paragraph && inside.items[0].numbering.empty()) {
    text = std::move(inside.items[0].text);
    inside.items.clear();
  }
  for (const FlowItem& item : inside.items) {
    std::vector<const std::string*> pieces;
    if (item.kind == Block::Kind::paragraph) pieces.push_back(&item.text);
    for (const FlowCell& each : item.table.cells) pieces.push_back(&each.text);
    for (const std::string* piece : pieces) {
      std::string number = item.kind == Block::Kind::paragraph ? item.numbering : std::string();
      if (piece->empty() && number.ends_with(' ')) number.pop_back();
      if (piece->empty() && number.empty()) continue;
      if (!text.empty()) text += '\n';
      text += number + *piece;
    }
  }
  inside.items.clear();
  spare_.swap(inside.items);
  return text;
}

}  // namespace

bool recognises_docx(std::string_view bytes, std::string_view /*path*/) {
  if (!is_zip(bytes)) return false;
  if (zip_holds(bytes, "word/document.xml")) return true;
  // Anything else in a Word package: the content types say so. Names are short, so a search of the directory will do.
  return zip_holds(bytes, "word/styles.xml") || zip_holds(bytes, "word/settings.xml");
}

ReadResult read_docx(std::string bytes, std::string path, const Limits& limits, const PageWords& words) {
  return read_packaged<DocxReader>(bytes, "docx", std::move(path), limits, words);
}

}  // namespace hegui::document

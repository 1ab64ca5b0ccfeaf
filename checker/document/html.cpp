#include "checker/document/html.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

#include "checker/document/flow.hpp"
#include "checker/document/html_tree.hpp"
#include "checker/text/decode.hpp"
#include "dsl/utf8.hpp"

namespace hegui::document {

namespace {

constexpr std::uint32_t kMostSpan = 1'000;
constexpr std::size_t kLongestCell = 1'500;  // a longer “cell” is a column of a layout

bool ascii_equal(std::string_view text, std::string_view word) {
  return text.size() == word.size() && std::equal(text.begin(), text.end(), word.begin(), [](char a, char b) {
           return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b;
         });
}

bool ascii_contains(std::string_view text, std::string_view word) {
  if (text.size() < word.size()) return false;
  for (std::size_t at = 0; at + word.size() <= text.size(); ++at)
    if (ascii_equal(text.substr(at, word.size()), word)) return true;
  return false;
}

std::string_view attribute_of(const GumboElement& element, const char* name) {
  const GumboAttribute* found = gumbo_get_attribute(&element.attributes, name);
  return found == nullptr ? std::string_view() : std::string_view(found->value);
}

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

/// Nothing inside is shown, or is text of the report.
bool is_silent(const GumboElement& element) {
  switch (element.tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_RT:
    case GUMBO_TAG_RP: return true;
    default: break;
  }
  if (gumbo_get_attribute(&element.attributes, "hidden") != nullptr) return true;
  const std::string_view style = attribute_of(element, "style");
  return ascii_contains(style, "display:none") || ascii_contains(style, "display: none");
}

bool is_block(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_A:
    case GUMBO_TAG_ABBR:
    case GUMBO_TAG_B:
    case GUMBO_TAG_BDO:
    case GUMBO_TAG_BIG:
    case GUMBO_TAG_CITE:
    case GUMBO_TAG_CODE:
    case GUMBO_TAG_DEL:
    case GUMBO_TAG_DFN:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_FONT:
    case GUMBO_TAG_I:
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_INS:
    case GUMBO_TAG_LABEL:
    case GUMBO_TAG_MARK:
    case GUMBO_TAG_NOBR:
    case GUMBO_TAG_Q:
    case GUMBO_TAG_RUBY:
    case GUMBO_TAG_S:
    case GUMBO_TAG_SMALL:
    case GUMBO_TAG_SPAN:
    case GUMBO_TAG_STRIKE:
    case GUMBO_TAG_STRONG:
    case GUMBO_TAG_SUB:
    case GUMBO_TAG_SUP:
    case GUMBO_TAG_TIME:
    case GUMBO_TAG_TT:
    case GUMBO_TAG_U:
    case GUMBO_TAG_WBR:
    case GUMBO_TAG_UNKNOWN: return false;  // <o:p>, <st1:…>: Word's own
    default: return true;
  }
}

int heading_level(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_H1: return 1;
    case GUMBO_TAG_H2: return 2;
    case GUMBO_TAG_H3: return 3;
    case GUMBO_TAG_H4: return 4;
    case GUMBO_TAG_H5: return 5;
    case GUMBO_TAG_H6: return 6;
    default: return 0;
  }
}

bool is_frame(const GumboElement& element) {
  if (element.tag == GUMBO_TAG_NAV || element.tag == GUMBO_TAG_FOOTER || element.tag == GUMBO_TAG_ASIDE) return true;
  const std::string_view role = attribute_of(element, "role");
  return ascii_equal(role, "navigation") || ascii_equal(role, "banner") || ascii_equal(role, "contentinfo");
}

/// A cursor over children that hides the parser's C vectors.
template <typename Visit>
void each_child(const GumboNode& node, Visit visit) {
  const GumboVector* children = nullptr;
  if (node.type == GUMBO_NODE_ELEMENT) children = &node.v.element.children;
  if (node.type == GUMBO_NODE_DOCUMENT) children = &node.v.document.children;
  if (children == nullptr) return;
  for (unsigned i = 0; i < children->length; ++i) visit(*static_cast<const GumboNode*>(children->data[i]));
}

bool is_element(const GumboNode& node, GumboTag tag) {
  return node.type == GUMBO_NODE_ELEMENT && node.v.element.tag == tag;
}

class PageReader {
 public:
  PageReader(const Limits& limits, Flow& flow) : limits_(limits), flow_(flow) {}

  std::optional<ReadError> read(const GumboNode& root) {
    note_holders(root);
    walk(root, Role::body, 0);
    end_line();
    return error_;
  }

 private:
  void walk(const GumboNode& node, Role role, int heading) {
    if (error_) return;
    if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_CDATA) {
      text(node.v.text.text);
      return;
    }
    if (node.type == GUMBO_NODE_DOCUMENT) {
      each_child(node, [&](const GumboNode& child) { walk(child, role, heading); });
      return;
    }
    if (node.type != GUMBO_NODE_ELEMENT) return;
    const GumboElement& element = node.v.element;
    if (is_silent(element)) return;
    if (element.tag == GUMBO_TAG_BR || element.tag == GUMBO_TAG_HR) {
      end_line();
      return;
    }
    if (element.tag == GUMBO_TAG_TABLE && read_table(node, role)) return;
    const bool block = is_block(element.tag);
    const bool link = element.tag == GUMBO_TAG_A && gumbo_get_attribute(&element.attributes, "href") != nullptr;
    if (is_frame(element)) role = Role::furniture;
    if (const int level = heading_level(element.tag); level > 0) heading = level;
    if (block) {
      end_line();
      role_ = role;
      heading_ = heading;
      if (ascii_equal(attribute_of(element, "align"), "center") ||
          ascii_contains(attribute_of(element, "style"), "text-align:center") ||
          ascii_contains(attribute_of(element, "style"), "text-align: center"))
        centred_ = true;
    }
    const std::size_t before = line_.size();
    const bool was_kept = keep_lines_;
    if (element.tag == GUMBO_TAG_PRE || element.tag == GUMBO_TAG_LISTING || element.tag == GUMBO_TAG_PLAINTEXT)
      keep_lines_ = true;
    each_child(node, [&](const GumboNode& child) { walk(child, role, heading); });
    keep_lines_ = was_kept;
    if (link) linked_ += line_.size() > before ? line_.size() - before : 0;
    if (link) ++links_;
    if (block) end_line();
  }

  void text(std::string_view characters) {
    for (std::size_t at = 0; at < characters.size(); ++at) {
      if (keep_lines_) {
        if (characters[at] == '\n') {
          end_line();
        } else if (characters[at] != '\r') {
          line_ += characters[at];
        }
        continue;
      }
      if (!is_blank(characters[at])) {
        if (pending_) add_blank(characters[at]);
        pending_ = false;
        broken_ = false;
        line_ += characters[at];
        continue;
      }
      pending_ = true;
      broken_ = broken_ || characters[at] == '\n';
    }
  }

  /// A run of blanks shows as one, but where the source was merely broken between two Chinese characters it is none.
  void add_blank(char next) {
    if (line_.empty()) return;
    const bool wide = static_cast<unsigned char>(line_.back()) >= 0x80 && static_cast<unsigned char>(next) >= 0x80;
    if (!(broken_ && wide)) line_ += ' ';
  }

  void end_line() {
    pending_ = broken_ = false;
    if (line_.find_first_not_of(" \xC2\xA0") != std::string::npos && !too_many()) {
      FlowItem item;
      item.text = std::move(line_);
      item.locator.line = ++ordinal_;
      // A line that is nothing but several links is a menu.
      const bool menu = links_ >= 3 && linked_ * 10 >= item.text.size() * 8;
      item.role = menu ? Role::furniture : role_;
      item.heading_level = heading_;
      item.centred = centred_;
      flow_.items.push_back(std::move(item));
    }
    line_.clear();
    linked_ = links_ = 0;
    centred_ = false;
  }

  bool too_many() {
    if (flow_.items.size() < limits_.max_paragraphs) return false;
    error_ = too_many_paragraphs(limits_);
    return true;
  }

  // ---- tables ----

  struct Row {
    std::vector<const GumboNode*> cells;
    bool header = false;
  };

  void find_rows(const GumboNode& node, bool header, std::vector<Row>& rows, bool& nested) const {
    each_child(node, [&](const GumboNode& child) {
      if (child.type != GUMBO_NODE_ELEMENT) return;
      if (is_element(child, GUMBO_TAG_TR)) {
        Row row;
        row.header = header;
        bool all_heads = true;
        each_child(child, [&](const GumboNode& cell) {
          if (!is_element(cell, GUMBO_TAG_TD) && !is_element(cell, GUMBO_TAG_TH)) return;
          all_heads = all_heads && is_element(cell, GUMBO_TAG_TH);
          nested = nested || holders_.count(&cell) > 0;
          row.cells.push_back(&cell);
        });
        row.header = row.header || (all_heads && !row.cells.empty());
        rows.push_back(std::move(row));
      } else if (is_element(child, GUMBO_TAG_THEAD)) {
        find_rows(child, true, rows, nested);
      } else if (is_element(child, GUMBO_TAG_TBODY) || is_element(child, GUMBO_TAG_TFOOT)) {
        find_rows(child, false, rows, nested);
      }
    });
  }

  /// Whether there is a table at or below the node; what holds one is remembered, so that each node is visited once.
  bool note_holders(const GumboNode& node) {
    bool found = false;
    each_child(node, [&](const GumboNode& child) { found = note_holders(child) || found; });
    if (found) holders_.insert(&node);
    return found || is_element(node, GUMBO_TAG_TABLE);
  }

  std::string cell_text(const GumboNode& cell) {
    Flow inside;
    PageReader reader(limits_, inside);
    reader.in_cell_ = true;
    each_child(cell, [&](const GumboNode& child) { reader.walk(child, Role::body, 0); });
    reader.end_line();
    std::string text;
    for (const FlowItem& item : inside.items) {
      if (!text.empty()) text += '\n';
      text += item.text;
    }
    return text;
  }

  static std::uint32_t span(const GumboNode& cell, const char* name) {
    const std::string_view value = attribute_of(cell.v.element, name);
    std::uint32_t number = 1;
    std::from_chars(value.data(), value.data() + value.size(), number);
    return std::clamp(number, 1U, kMostSpan);
  }

  /// False when the table only lays out the page: its cells are then read like other blocks.
  bool read_table(const GumboNode& node, Role role) {
    if (in_cell_) return false;
    std::vector<Row> rows;
    bool nested = false;
    find_rows(node, false, rows, nested);
    const bool several =
        std::count_if(rows.begin(), rows.end(), [](const Row& row) { return row.cells.size() > 1; }) > 0;
    if (nested || !several) return false;
    FlowItem item;
    item.kind = Block::Kind::table;
    item.role = role;
    std::vector<std::uint32_t> busy;  // for each column, up to which row a span above reaches
    for (const Row& row : rows) {
      const std::uint32_t number = item.table.rows;
      std::uint32_t column = 0;
      for (const GumboNode* cell : row.cells) {
        while (column < busy.size() && busy[column] > number) ++column;
        FlowCell shown;
        shown.text = cell_text(*cell);
        if (shown.text.size() > kLongestCell) return false;
        shown.row = number;
        shown.column = column;
        shown.row_span = span(*cell, "rowspan");
        shown.column_span = span(*cell, "colspan");
        column += shown.column_span;
        if (column > kMostColumns) {
          error_ = too_wide_table();
          return true;
        }
        if (busy.size() < column) busy.resize(column, 0);
        for (std::uint32_t c = shown.column; c < column; ++c) busy[c] = number + shown.row_span;
        if (++cells_ > limits_.max_cells) {
          error_ = too_many_cells(limits_);
          return true;
        }
        item.table.cells.push_back(std::move(shown));
      }
      item.table.columns = std::max(item.table.columns, static_cast<std::uint32_t>(busy.size()));
      if (row.header && item.table.header_rows == number) ++item.table.header_rows;
      if (!row.cells.empty()) ++item.table.rows;
    }
    end_line();
    item.locator.line = ++ordinal_;
    flow_.items.push_back(std::move(item));
    return true;
  }

  const Limits& limits_;
  Flow& flow_;
  std::optional<ReadError> error_;
  std::string line_;
  bool pending_ = false, broken_ = false, centred_ = false, in_cell_ = false;
  bool keep_lines_ = false;  // inside <pre>
  std::size_t linked_ = 0, links_ = 0;
  Role role_ = Role::body;
  int heading_ = 0;
  std::uint32_t ordinal_ = 0;
  std::uint64_t cells_ = 0;
  std::unordered_set<const GumboNode*> holders_;  // nodes with a table inside; asked, never listed
};

ReadResult read_page(std::string_view page, std::string format, std::string path, const Limits& limits,
                     const PageWords& words) {
  ReadResult result;
  const auto tree = HtmlTree::parse(page, limits, result.error);
  if (!tree) return result;
  Flow flow;
  if (auto error = PageReader(limits, flow).read(tree->root())) return refuse(error->code, error->zh, error->en);
  return compose(std::move(flow), std::move(format), std::move(path), limits, words);
}

std::string head_of(std::string_view bytes, std::size_t most) {
  std::string head;
  for (const char c : bytes.substr(0, most)) {
    if (c == '\0') continue;  // UTF-16
    head += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return head;
}

}  // namespace

bool recognises_html(std::string_view bytes, std::string_view /*path*/) {
  constexpr std::size_t kHead = 2048;
  if (bytes.substr(0, kHead).find('<') == std::string_view::npos) return false;
  const std::string head = head_of(bytes, kHead);
  return head.find("<!doctype html") != std::string::npos || head.find("<html") != std::string::npos;
}

ReadResult read_html(std::string bytes, std::string path, const Limits& limits, const PageWords& words) {
  const text::DecodeResult decoded = text::decode(bytes);
  if (!decoded.text) return refuse(decoded.error.code, decoded.error.zh, decoded.error.en);
  return read_page(decoded.text->original(), "html", std::move(path), limits, words);
}

}  // namespace hegui::document

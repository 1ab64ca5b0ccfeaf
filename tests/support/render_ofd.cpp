#include "tests/support/render_ofd.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>
#include <vector>

#include "dsl/utf8.hpp"
#include "tests/document/packages.hpp"
#include "tests/support/render_office.hpp"

namespace hegui::document {

namespace {

// Millimetres.
constexpr double kWidth = 210, kHeight = 297, kMargin = 28, kTop = 37, kBottom = 262;
constexpr double kSize = 5.5, kLeading = 9.9, kCellSize = 3.7, kCellLeading = 5.2, kPadding = 1;

const char* const kNames = " xmlns:ofd=\"http://www.ofdspec.org/2016\"";

std::string mm(double value) {
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.4g", value);
  return buffer.data();
}

struct Character {
  std::string text;
  double width = 0;
};

std::vector<Character> characters(std::string_view text, double size) {
  std::vector<Character> result;
  for (std::size_t at = 0; at < text.size();) {
    const auto next = dsl::utf8::decode(text, at);
    result.push_back({std::string(text.substr(at, next.length)), next.length == 1 ? size / 2 : size});
    at += next.length;
  }
  return result;
}

using TextLine = std::vector<Character>;

bool is_digit(const Character& c) {
  return c.text.size() == 1 && ((c.text[0] >= '0' && c.text[0] <= '9') || c.text[0] == '.' || c.text[0] == ',');
}
bool may_begin(const Character& c) {
  for (const char* const mark : {"，", "。", "、", "；", "：", "）", "》", "”", "%"})
    if (c.text == mark) return false;
  return true;
}

/// Lines no wider than `width`; numbers stay whole, and no line begins with a mark.
std::vector<TextLine> broken(const std::vector<Character>& text, double width, double indent) {
  std::vector<TextLine> lines(1);
  double used = indent;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i + 1;
    while (end < text.size() && ((is_digit(text[end - 1]) && is_digit(text[end])) || !may_begin(text[end]))) ++end;
    double unit = 0;
    for (std::size_t k = i; k < end; ++k) unit += text[k].width;
    if (unit > width) {  // a number wider than its cell is broken anywhere
      end = i + 1;
      unit = text[i].width;
    }
    if (used + unit > width + 0.01 && !lines.back().empty()) {
      lines.emplace_back();
      used = 0;
    }
    for (; i < end; ++i) {
      lines.back().push_back(text[i]);
      used += text[i].width;
    }
  }
  return lines;
}

class Writer {
 public:
  Writer(const Document& document, const OfdLook& look) : document_(document), look_(look) {}

  std::string write() {
    begin_page();
    bool first = true;
    for (const Block& block : document_.blocks) {
      if (block.role == Role::furniture) continue;
      if (block.kind == Block::Kind::table) {
        table(block.table);
      } else if (const std::string text = words(block.slice); !text.empty()) {
        first ? title(text) : paragraph(text);
        first = false;
      }
    }
    end_page();
    return package();
  }

 private:
  [[nodiscard]] std::string id() { return std::to_string(++last_id_); }

  void begin_page() {
    y_ = kTop;
    page_.clear();
  }
  void end_page() {
    object({{"— " + std::to_string(pages_.size() + 1) + " —", 0}}, kWidth / 2 - 6, kHeight - 12, 4.9);
    pages_.push_back(std::move(page_));
    begin_page();
  }

  /// Characters from (x, y) on.
  void object(const TextLine& line, double x, double y, double size) {
    std::string text, steps;
    for (std::size_t i = 0; i < line.size(); ++i) {
      text += line[i].text;
      if (i + 1 < line.size()) steps += (i > 0 ? " " : "") + mm(line[i].width);
    }
    page_ += "<ofd:TextObject ID=\"" + id() + "\" Boundary=\"" + mm(x) + " " + mm(y - size) + " " + mm(kWidth - x) +
             " " + mm(size * 1.3) + "\" Font=\"2\" Size=\"" + mm(size) + "\"><ofd:TextCode X=\"0\" Y=\"" + mm(size) +
             "\"" + (steps.empty() ? "" : " DeltaX=\"" + steps + "\"") + ">" + escape_xml(text) +
             "</ofd:TextCode></ofd:TextObject>";
  }

  /// All lines of a paragraph as one object: the step behind a line's end goes back and down.
  void object_of_lines(const std::vector<TextLine>& lines, double x, double indent) {
    std::string text, along, down;
    double at = indent;
    for (std::size_t l = 0; l < lines.size(); ++l) {
      for (std::size_t i = 0; i < lines[l].size(); ++i) {
        text += lines[l][i].text;
        const bool end = i + 1 == lines[l].size();
        if (end && l + 1 == lines.size()) break;
        along += (along.empty() ? "" : " ") + mm(end ? -at : lines[l][i].width);
        down += std::string(down.empty() ? "" : " ") + (end ? mm(kLeading) : "0");
        at = end ? 0 : at + lines[l][i].width;
      }
    }
    page_ += "<ofd:TextObject ID=\"" + id() + "\" Boundary=\"" + mm(x) + " " + mm(y_ - kSize) + " " +
             mm(kWidth - 2 * kMargin) + " " + mm(kLeading * static_cast<double>(lines.size())) +
             "\" Font=\"2\" Size=\"" + mm(kSize) + "\"><ofd:TextCode X=\"" + mm(indent) + "\" Y=\"" + mm(kSize) +
             "\" DeltaX=\"" + along + "\" DeltaY=\"" + down + "\">" + escape_xml(text) +
             "</ofd:TextCode></ofd:TextObject>";
  }

  void title(const std::string& text) {
    constexpr double kTitle = 7.5;
    for (const TextLine& line : broken(characters(text, kTitle), kWidth - 2 * kMargin, 0)) {
      double width = 0;
      for (const Character& each : line) width += each.width;
      object(line, (kWidth - width) / 2, y_, kTitle);
      y_ += 13;
    }
    y_ += 4;
  }

  void paragraph(const std::string& text) {
    const double indent = kSize * 2;
    const auto lines = broken(characters(text, kSize), kWidth - 2 * kMargin, indent);
    if (look_.whole && y_ + kLeading * static_cast<double>(lines.size()) <= kBottom) {
      object_of_lines(lines, kMargin, indent);
      y_ += kLeading * static_cast<double>(lines.size());
      return;
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (y_ > kBottom) end_page();
      object(lines[i], kMargin + (i == 0 ? indent : 0), y_, kSize);
      y_ += kLeading;
    }
  }

  void rule(double x1, double y1, double x2, double y2) {
    if (!look_.rules) return;
    page_ += "<ofd:PathObject ID=\"" + id() + "\" Boundary=\"" + mm(x1) + " " + mm(y1) + " " + mm(x2 - x1 + 0.2) + " " +
             mm(y2 - y1 + 0.2) + "\" LineWidth=\"0.2\"><ofd:AbbreviatedData>M 0 0 L " + mm(x2 - x1) + " " +
             mm(y2 - y1) + "</ofd:AbbreviatedData></ofd:PathObject>";
  }

  std::vector<double> widths(const Table& table) const {
    std::vector<double> widths(table.columns, 3);
    for (const Cell& cell : table.cells) {
      if (cell.column_span != 1 || cell.column >= table.columns) continue;
      double width = 0;
      for (const Character& each : characters(words(cell.slice), 1)) width += each.width;
      widths[cell.column] = std::max(widths[cell.column], std::min(width + 1, 14.0));
    }
    double sum = 0;
    for (const double width : widths) sum += width;
    for (double& width : widths) width *= (kWidth - 2 * kMargin) / sum;
    return widths;
  }

  /// Rows never break over pages here; those of merged cells stay together.
  void table(const Table& table) {
    const std::vector<double> columns = widths(table);
    std::vector<double> xs{kMargin};
    for (const double width : columns) xs.push_back(xs.back() + width);
    const auto lines_of = [&](const Cell& cell) {
      const double width = xs[std::min<std::size_t>(cell.column + cell.column_span, columns.size())] - xs[cell.column];
      return broken(characters(words(cell.slice), kCellSize), width - 2 * kPadding, 0);
    };
    std::vector<double> heights(table.rows, kCellLeading + 2 * kPadding);
    std::vector<bool> together(table.rows, false);  // with the row above
    for (const Cell& cell : table.cells) {
      const double need = static_cast<double>(lines_of(cell).size()) * kCellLeading + 2 * kPadding;
      double have = 0;
      for (std::uint32_t r = cell.row; r < cell.row + cell.row_span; ++r) {
        have += heights[r];
        if (r > cell.row) together[r] = true;
      }
      if (need > have) heights[cell.row + cell.row_span - 1] += need - have;
    }
    for (std::uint32_t first = 0; first < table.rows;) {
      std::uint32_t end = first + 1;
      double height = heights[first];
      while (end < table.rows && together[end]) height += heights[end++];
      if (y_ + height > kBottom + kLeading) end_page();
      std::vector<double> ys(end - first + 1, y_ - kCellSize);
      for (std::uint32_t r = first; r < end; ++r) ys[r - first + 1] = ys[r - first] + heights[r];
      for (const Cell& cell : table.cells) {
        if (cell.row < first || cell.row >= end) continue;
        const double left = xs[cell.column], right = xs[cell.column + cell.column_span];
        const double top = ys[cell.row - first], bottom = ys[cell.row + cell.row_span - first];
        rule(left, top, right, top);
        rule(left, bottom, right, bottom);
        rule(left, top, left, bottom);
        rule(right, top, right, bottom);
        double y = top + kPadding + kCellSize;
        for (const TextLine& line : lines_of(cell)) {
          if (!line.empty()) object(line, left + kPadding, y, kCellSize);
          y += kCellLeading;
        }
      }
      y_ += height;
      first = end;
    }
    y_ += kLeading / 2;
  }

  std::string package() {
    const auto part = [](const char* name, const std::string& content) {
      return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><ofd:" + std::string(name) + kNames + ">" + content +
             "</ofd:" + name + ">";
    };
    Parts parts;
    parts.emplace_back("OFD.xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><ofd:OFD" + std::string(kNames) +
                                      " Version=\"1.0\" DocType=\"OFD\"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0</ofd:"
                                      "DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
                                      "</ofd:OFD>");
    std::string list;
    for (std::size_t i = 0; i < pages_.size(); ++i) {
      const std::string place = "Pages/Page_" + std::to_string(i) + "/Content.xml";
      list += "<ofd:Page ID=\"" + id() + "\" BaseLoc=\"" + place + "\"/>";
      parts.emplace_back("Doc_0/" + place,
                         part("Page",
                              "<ofd:Template TemplateID=\"1\" ZOrder=\"Background\"/><ofd:Content><ofd:Layer "
                              "ID=\"" +
                                  id() + "\">" + pages_[i] + "</ofd:Layer></ofd:Content>"));
    }
    parts.emplace_back(
        "Doc_0/Document.xml",
        part("Document", "<ofd:CommonData><ofd:MaxUnitID>" + id() +
                             "</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:"
                             "PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:TemplatePage ID=\"1\" "
                             "BaseLoc=\"Tpls/Tpl_0/Content.xml\"/></ofd:CommonData><ofd:Pages>" +
                             list + "</ofd:Pages>"));
    parts.emplace_back(
        "Doc_0/PublicRes.xml",
        part("Res", "<ofd:Fonts><ofd:Font ID=\"2\" FontName=\"仿宋\" FamilyName=\"仿宋\"/></ofd:Fonts>"));
    page_.clear();
    object(characters("公开材料", 3.7), kMargin, 20, 3.7);
    parts.emplace_back("Doc_0/Tpls/Tpl_0/Content.xml", part("Page", "<ofd:Content><ofd:Layer ID=\"" + id() + "\">" +
                                                                        page_ + "</ofd:Layer></ofd:Content>"));
    return zip(parts);
  }

  const Document& document_;
  [[nodiscard]] std::string words(Slice slice) const {
    return look_.as_submitted ? std::string(document_.text->quote(slice.begin, slice.end)) : shown(document_, slice);
  }

  const OfdLook& look_;
  std::vector<std::string> pages_;
  std::string page_;
  double y_ = kTop;
  int last_id_ = 10;
};

}  // namespace

std::string to_ofd(const Document& document, const OfdLook& look) { return Writer(document, look).write(); }

}  // namespace hegui::document

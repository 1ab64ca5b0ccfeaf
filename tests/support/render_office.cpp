#include "tests/support/render_office.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>
#include <vector>

namespace hegui::document {

namespace {

const char* const kNames =
    R"(xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" )"
    R"(xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" )"
    R"(xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.3")";

std::string number(double value) {
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.2f", value);
  return buffer.data();
}

std::string points(double value) { return number(value) + "pt"; }

std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) width += 1;
    if (byte >= 0xC0) width += 2;
  }
  return width;
}

std::string paragraph_style(const char* name, const std::string& paragraph, const std::string& text) {
  return std::string("<style:style style:name=\"") + name +
         "\" style:family=\"paragraph\"><style:paragraph-properties " + paragraph + "/><style:text-properties " + text +
         "/></style:style>";
}

std::string fonts_of(const Look& look, double size, bool bold) {
  const std::string weight = bold ? "bold" : "normal";
  return "style:font-name=\"F\" style:font-name-asian=\"F\" fo:font-size=\"" + points(size) +
         "\" style:font-size-asian=\"" + points(size) + "\" fo:font-weight=\"" + weight +
         "\" style:font-weight-asian=\"" + weight + "\" fo:language=\"zh\" fo:country=\"CN\"" +
         (look.font.empty() ? "" : "");
}

std::string styles(const Look& look) {
  const std::string body = fonts_of(look, look.points, false);
  const std::string align = look.justified ? "fo:text-align=\"justify\"" : "fo:text-align=\"start\"";
  const std::string indent = look.indented ? " fo:text-indent=\"" + points(look.points * 2) + "\"" : "";
  const std::string border = look.borders ? "0.5pt solid #000000" : "none";
  std::string xml = paragraph_style("Body", align + indent + " fo:line-height=\"150%\"", body);
  xml += paragraph_style("Heading", "fo:text-align=\"start\"" + indent + " fo:line-height=\"150%\"",
                         fonts_of(look, look.points, true));
  xml += paragraph_style("Title", "fo:text-align=\"center\"", fonts_of(look, look.points * 1.4, true));
  xml += paragraph_style("Cell", "fo:text-align=\"start\"", fonts_of(look, look.points * 0.75, false));
  xml += paragraph_style("Figure", "fo:text-align=\"end\"", fonts_of(look, look.points * 0.75, false));
  xml += "<style:style style:name=\"Tc\" style:family=\"table-cell\"><style:table-cell-properties fo:border=\"" +
         border + "\" fo:padding=\"2pt\" style:vertical-align=\"middle\"/></style:style>";
  return xml;
}

double page_width(const Look& look) { return look.landscape ? 842 : 595; }
constexpr double kMargin = 72;

std::string layout(const Look& look) {
  const double width = page_width(look), height = look.landscape ? 595 : 842;
  std::string xml = "<style:page-layout style:name=\"Pm\"><style:page-layout-properties fo:page-width=\"" +
                    points(width) + "\" fo:page-height=\"" + points(height) + "\" fo:margin=\"" + points(kMargin) +
                    "\">";
  if (look.columns) xml += "<style:columns fo:column-count=\"2\" fo:column-gap=\"24pt\"/>";
  return xml + "</style:page-layout-properties><style:header-style/><style:footer-style/></style:page-layout>";
}

class TextWriter {
 public:
  TextWriter(const Document& document, const Look& look) : document_(document), look_(look) {}

  std::string write() {
    for (const Block& block : document_.blocks) {
      if (block.role == Role::furniture) continue;
      if (block.kind == Block::Kind::table) {
        table(block);
      } else {
        paragraph(block);
      }
    }
    return std::string("<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document ") + kNames +
           " office:mimetype=\"application/vnd.oasis.opendocument.text\"><office:font-face-decls><style:font-face "
           "style:name=\"F\" svg:font-family=\"'" +
           look_.font + "'\"/></office:font-face-decls><office:automatic-styles>" + styles(look_) + columns_ +
           layout(look_) +
           "</office:automatic-styles><office:master-styles><style:master-page style:name=\"Standard\" "
           "style:page-layout-name=\"Pm\"><style:header><text:p>公开材料</text:p></style:header>"
           "<style:footer><text:p text:style-name=\"Title\">— <text:page-number "
           "text:select-page=\"current\">1</text:page-number> —</text:p></style:footer>"
           "</style:master-page></office:master-styles><office:body><office:text>" +
           body_ + "</office:text></office:body></office:document>";
  }

 private:
  void paragraph(const Block& block) {
    const std::string text = shown(document_, block.slice);
    if (text.empty()) return;
    const bool title = first_;
    first_ = false;
    const char* const style = title ? "Title" : block.heading_level > 0 ? "Heading" : "Body";
    body_ +=
        std::string("<text:p text:style-name=\"") + style + "\">" + escape_xml(block.numbering + text) + "</text:p>";
  }

  /// Columns as wide as what they hold, within bounds.
  std::vector<double> widths(const Table& table) const {
    std::vector<double> widths(table.columns, 4);
    for (const Cell& cell : table.cells)
      if (cell.column_span == 1 && cell.column < table.columns)
        widths[cell.column] =
            std::max(widths[cell.column],
                     static_cast<double>(std::min<std::size_t>(width_of(shown(document_, cell.slice)), 28)));
    double sum = 0;
    for (const double width : widths) sum += width;
    const double room = (page_width(look_) - 2 * kMargin) / (look_.columns ? 2.2 : 1);
    for (double& width : widths) width *= room / sum;
    return widths;
  }

  void table(const Block& block) {
    const Table& table = block.table;
    const std::string id = "T" + std::to_string(++tables_);
    columns_ += "<style:style style:name=\"" + id +
                "\" style:family=\"table\"><style:table-properties table:align=\"margins\"/></style:style>";
    body_ += "<table:table table:name=\"" + id + "\" table:style-name=\"" + id + "\">";
    std::size_t column = 0;
    for (const double width : widths(table)) {
      const std::string name = id + "c" + std::to_string(++column);
      columns_ += "<style:style style:name=\"" + name +
                  "\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"" +
                  points(width) + "\"/></style:style>";
      body_ += "<table:table-column table:style-name=\"" + name + "\"/>";
    }
    std::vector<std::vector<const Cell*>> grid(table.rows, std::vector<const Cell*>(table.columns, nullptr));
    for (const Cell& cell : table.cells)
      for (std::uint32_t r = cell.row; r < std::min(cell.row + cell.row_span, table.rows); ++r)
        for (std::uint32_t c = cell.column; c < std::min(cell.column + cell.column_span, table.columns); ++c)
          grid[r][c] = &cell;
    const bool heads = table.header_rows > 0 && table.header_rows < table.rows;
    if (heads) body_ += "<table:table-header-rows>";
    for (std::uint32_t r = 0; r < table.rows; ++r) {
      if (heads && r == table.header_rows) body_ += "</table:table-header-rows>";
      body_ += "<table:table-row>";
      for (std::uint32_t c = 0; c < table.columns; ++c) cell(grid[r][c], r, c);
      body_ += "</table:table-row>";
    }
    body_ += "</table:table>";
  }

  void cell(const Cell* cell, std::uint32_t row, std::uint32_t column) {
    if (cell != nullptr && (cell->row != row || cell->column != column)) {
      body_ += "<table:covered-table-cell/>";
      return;
    }
    body_ += "<table:table-cell table:style-name=\"Tc\"";
    const std::string text = cell == nullptr ? "" : shown(document_, cell->slice);
    if (cell != nullptr && cell->column_span > 1)
      body_ += " table:number-columns-spanned=\"" + std::to_string(cell->column_span) + "\"";
    if (cell != nullptr && cell->row_span > 1)
      body_ += " table:number-rows-spanned=\"" + std::to_string(cell->row_span) + "\"";
    const bool figure = text.find_first_not_of("0123456789.,%-") == std::string::npos;
    body_ += std::string("><text:p text:style-name=\"") + (figure ? "Figure" : "Cell") + "\">" + escape_xml(text) +
             "</text:p></table:table-cell>";
  }

  const Document& document_;
  const Look& look_;
  std::string body_, columns_;
  int tables_ = 0;
  bool first_ = true;
};

std::string sheet_cell(std::string_view text) {
  return "<table:table-cell office:value-type=\"string\"><text:p>" + escape_xml(text) + "</text:p></table:table-cell>";
}

std::string sheet_rows(const Document& document, const Table& table) {
  std::vector<std::vector<std::string>> rows(table.rows, std::vector<std::string>(table.columns));
  for (const Cell& cell : table.cells) {
    if (cell.row >= table.rows || cell.column >= table.columns) continue;
    std::string span;
    if (cell.row_span > 1 || cell.column_span > 1)
      span = " table:number-columns-spanned=\"" + std::to_string(cell.column_span) + "\" table:number-rows-spanned=\"" +
             std::to_string(cell.row_span) + "\"";
    for (std::uint32_t r = cell.row; r < std::min(cell.row + cell.row_span, table.rows); ++r)
      for (std::uint32_t c = cell.column; c < std::min(cell.column + cell.column_span, table.columns); ++c)
        rows[r][c] = "<table:covered-table-cell/>";
    rows[cell.row][cell.column] = "<table:table-cell office:value-type=\"string\"" + span + "><text:p>" +
                                  escape_xml(shown(document, cell.slice)) + "</text:p></table:table-cell>";
  }
  std::string xml;
  for (const auto& row : rows) {
    xml += "<table:table-row>";
    for (const std::string& cell : row) xml += cell.empty() ? "<table:table-cell/>" : cell;
    xml += "</table:table-row>";
  }
  return xml;
}

}  // namespace

std::string escape_xml(std::string_view text) {
  std::string xml;
  for (const char c : text) {
    if (c == '&') {
      xml += "&amp;";
    } else if (c == '<') {
      xml += "&lt;";
    } else if (c == '>') {
      xml += "&gt;";
    } else if (c == '"') {
      xml += "&quot;";
    } else {
      xml += c;
    }
  }
  return xml;
}

std::string shown(const Document& document, Slice slice) {
  std::string text = document.clean_text_of(slice);
  text.erase(0, std::min(text.find_first_not_of(' '), text.size()));
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

std::string to_flat_text(const Document& document, const Look& look) { return TextWriter(document, look).write(); }

std::string to_flat_workbook(const Document& document) {
  std::string sheets;
  int count = 0;
  bool prose = false;  // the last sheet holds paragraphs and is still open
  const auto begin = [&](const char* name) {
    sheets += "<table:table table:name=\"" + std::string(name) + std::to_string(++count) + "\">";
  };
  for (const Block& block : document.blocks) {
    if (block.role == Role::furniture) continue;
    if (block.kind == Block::Kind::table) {
      if (prose) sheets += "</table:table>";
      prose = false;
      begin("表");
      sheets += sheet_rows(document, block.table) + "</table:table>";
    } else if (const std::string text = shown(document, block.slice); !text.empty()) {
      if (!prose) begin("文");
      prose = true;
      sheets += "<table:table-row>" + sheet_cell(block.numbering + text) + "</table:table-row>";
    }
  }
  if (prose) sheets += "</table:table>";
  return std::string("<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document ") + kNames +
         " office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"><office:body><office:spreadsheet>" +
         sheets + "</office:spreadsheet></office:body></office:document>";
}

}  // namespace hegui::document

#include "tests/bench/made_files.hpp"

#include <utility>

#include "tests/document/packages.hpp"

namespace hegui::bench {

namespace {

std::string amount(int i) { return std::to_string(100 + i * 37 % 9000) + "." + std::to_string(10 + i * 7 % 90); }
std::string sentence(int i) {
  return "（一）全年一般公共预算支出决算" + amount(i) + "万元，完成年初预算的98.76%，比上年增加" + amount(3 * i) +
         "万元。";
}
std::vector<std::string> cells(int row, int i) {
  return {"一般公共服务支出", amount(row * i), amount(row + i), amount(row)};
}

constexpr int kParagraphs = 400, kTableEach = 20, kRows = 30;

/// The content in any markup: a paragraph, and a table put together from cells and rows.
struct Markup {
  std::string (*paragraph)(const std::string& text);
  std::string (*cell)(const std::string& text);
  std::pair<const char*, const char*> row, table;
};

std::string written(const Markup& markup) {
  std::string body;
  for (int i = 0; i < kParagraphs; ++i) {
    body += markup.paragraph(sentence(i));
    if (i % kTableEach != 0) continue;
    body += markup.table.first;
    for (int row = 0; row < kRows; ++row) {
      body += markup.row.first;
      for (const std::string& text : cells(row, i)) body += markup.cell(text);
      body += markup.row.second;
    }
    body += markup.table.second;
  }
  return body;
}

std::string word_paragraph(const std::string& text, const char* properties) {
  const std::string look =
      "<w:rPr><w:rFonts w:ascii=\"FangSong\" w:hAnsi=\"FangSong\" w:eastAsia=\"FangSong\" w:hint=\"eastAsia\"/>"
      "<w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr>";
  return "<w:p w:rsidR=\"00A77B3E\" w:rsidRDefault=\"00A77B3E\"><w:pPr>" + std::string(properties) + look +
         "</w:pPr><w:r>" + look + "<w:t xml:space=\"preserve\">" + text + "</w:t></w:r></w:p>";
}

const Markup kWord{[](const std::string& text) {
                     return word_paragraph(text,
                                           "<w:spacing w:line=\"560\" w:lineRule=\"exact\"/>"
                                           "<w:ind w:firstLine=\"640\"/><w:jc w:val=\"both\"/>");
                   },
                   [](const std::string& text) {
                     return "<w:tc><w:tcPr><w:tcW w:w=\"2130\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr>" +
                            word_paragraph(text, "<w:jc w:val=\"center\"/>") + "</w:tc>";
                   },
                   {"<w:tr>", "</w:tr>"},
                   {"<w:tbl>", "</w:tbl>"}};

const Markup kOpenDocument{
    [](const std::string& text) { return "<text:p text:style-name=\"P12\">" + text + "</text:p>"; },
    [](const std::string& text) {
      return "<table:table-cell table:style-name=\"T1.A1\" office:value-type=\"string\"><text:p "
             "text:style-name=\"P3\">" +
             text + "</text:p></table:table-cell>";
    },
    {"<table:table-row table:style-name=\"T1.1\">", "</table:table-row>"},
    {"<table:table table:name=\"T1\"><table:table-column table:number-columns-repeated=\"4\"/>", "</table:table>"}};

const Markup kPage{[](const std::string& text) {
                     return "<p style=\"text-indent: 32pt; line-height: 150%; margin-bottom: 0cm\"><font "
                            "face=\"FangSong\"><span lang=\"zh-CN\">" +
                            text + "</span></font></p>\n";
                   },
                   [](const std::string& text) {
                     return "<td width=\"25%\" style=\"border: 1px solid #000; padding: 0.1cm\"><p align=\"center\">" +
                            text + "</p></td>\n";
                   },
                   {"<tr valign=\"top\">\n", "</tr>\n"},
                   {"<table width=\"100%\" cellpadding=\"4\" cellspacing=\"0\">\n", "</table>\n"}};

const Markup kPlain{[](const std::string& text) { return "　　" + text + "\n"; },
                    [](const std::string& text) { return text + "\t"; },
                    {"", "\n"},
                    {"", ""}};

std::string workbook() {
  std::string rows;
  for (int row = 1; row <= 2000; ++row) {
    const std::string number = std::to_string(row);
    rows += "<row r=\"" + number + "\" spans=\"1:4\" ht=\"18.75\" customHeight=\"1\"><c r=\"A" + number +
            "\" s=\"0\" t=\"inlineStr\"><is><t>办公费</t></is></c>";
    for (const char* const column : {"B", "C", "D"})
      rows += "<c r=\"" + (column + number) + "\" s=\"0\"><v>" + amount(row) + "</v></c>";
    rows += "</row>";
  }
  return document::xlsx(rows);
}

/// One page of lines, each a text object with its place.
std::string fixed_layout() {
  std::string objects;
  for (int i = 0; i < kParagraphs; ++i)
    objects += "<ofd:TextObject ID=\"" + std::to_string(100 + i) + "\" Boundary=\"20 " + std::to_string(20 + 6 * i) +
               " 170 5\" Font=\"3\" Size=\"4.5\"><ofd:FillColor Value=\"0 0 0\"/><ofd:TextCode X=\"0\" Y=\"4\" "
               "DeltaX=\"g 60 4.5\">" +
               sentence(i) + "</ofd:TextCode></ofd:TextObject>";
  return document::ofd(objects);
}

std::string page() {
  return "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>绩效自评报告</title></head><body "
         "lang=\"zh-CN\">\n" +
         written(kPage) + "</body></html>\n";
}

std::string web_archive() {
  return "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"=_part\"\r\n\r\n--=_part\r\n"
         "Content-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" +
         page() + "\r\n--=_part--\r\n";
}

}  // namespace

std::vector<Sample> made_files() {
  return {{"made.docx", document::docx(written(kWord))},
          {"made.xlsx", workbook()},
          {"made.odt", document::odt(written(kOpenDocument))},
          {"made.ofd", fixed_layout()},
          {"made.html", page()},
          {"made.mht", web_archive()},
          {"made.txt", written(kPlain)}};
}

}  // namespace hegui::bench

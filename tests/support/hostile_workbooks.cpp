// Hostile workbooks: cells where no cell can be, sheets without end, strings that are not there or are everywhere.
#include "tests/support/hostile.hpp"
#include "tests/support/raw_zip.hpp"

namespace hegui::support {

namespace {

std::string workbook(const std::string& sheets, const std::string& rows, const std::string& behind = {},
                     std::vector<RawEntry> further = {}) {
  further.push_back(stored("xl/workbook.xml", "<workbook><sheets>" + sheets + "</sheets></workbook>"));
  further.push_back(stored("xl/_rels/workbook.xml.rels",
                           "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"sheet.xml\"/>"
                           "<Relationship Id=\"r2\" Type=\"x/sharedStrings\" Target=\"strings.xml\"/>"
                           "<Relationship Id=\"r3\" Type=\"x/styles\" Target=\"styles.xml\"/>"
                           "<Relationship Id=\"r4\" Type=\"x/worksheet\" Target=\"../../../etc/passwd\"/>"
                           "</Relationships>"));
  further.push_back(stored("xl/sheet.xml", "<worksheet><sheetData>" + rows + "</sheetData>" + behind + "</worksheet>"));
  return raw_zip(further);
}

std::string one_sheet(const std::string& rows, const std::string& behind = {}, std::vector<RawEntry> further = {}) {
  return workbook("<sheet name=\"表\" id=\"r1\"/>", rows, behind, std::move(further));
}

std::string cell(const std::string& address, const std::string& value, const std::string& kind = {}) {
  return "<c r=\"" + address + "\"" + (kind.empty() ? "" : " t=\"" + kind + "\"") + "><v>" + value + "</v></c>";
}

}  // namespace

std::vector<HostileFile> hostile_workbooks() {
  return {
      {"ten-thousand-sheets.xlsx", Fate::refused,
       [] { return workbook(times("<sheet name=\"空\" id=\"r1\"/>", 10'000), ""); }},
      {"one-sheet-a-thousand-times.xlsx", Fate::either,
       [] {
         return workbook(times("<sheet name=\"表\" id=\"r1\"/>", 1'000),
                         times("<row><c><v>1</v></c><c><v>2</v></c></row>", 1'000));
       }},
      {"long-names-of-sheets.xlsx", Fate::either,
       [] {
         return workbook(times("<sheet name=\"" + times("名", 50'000) + "\" id=\"r1\"/>", 100),
                         "<row><c><v>1</v></c><c><v>2</v></c></row>");
       }},
      {"cells-outside.xlsx", Fate::either,
       [] {
         return one_sheet("<row r=\"1\">" + cell("ZZZZZZ99999999999", "1") + cell("A0", "2") + cell("-1", "3") +
                          cell("1A", "4") + cell("A1048577", "5") + cell("XFE1", "6") + cell("", "7") +
                          "</row><row r=\"-5\">" + cell("A1", "8") + "</row><row r=\"99999999999999999999\">" +
                          cell("B2", "9") + "</row>");
       }},
      {"far-cells.xlsx", Fate::either,
       [] {
         std::string rows;
         for (int row = 1; row < 1'048'576; row += 1000)
           rows += "<row r=\"" + std::to_string(row) + "\">" + cell("A" + std::to_string(row), "1") +
                   cell("XFD" + std::to_string(row), "2") + "</row>";
         return one_sheet(rows);
       }},
      {"far-spans.xlsx", Fate::either,
       [] {
         std::string sheets = times("<sheet name=\"表\" id=\"r1\"/>", 200);
         return workbook(sheets,
                         "<row r=\"1\">" + cell("A1", "1") + cell("B1", "2") + "</row><row r=\"1048576\">" +
                             cell("A1048576", "3") + cell("B1048576", "4") + "</row>",
                         "<mergeCells><mergeCell ref=\"A1:A1048575\"/><mergeCell ref=\"B1:XFD1048576\"/></mergeCells>");
       }},
      {"strings-outside.xlsx", Fate::either,
       [] {
         return one_sheet("<row>" + cell("A1", "99999999", "s") + cell("B1", "-1", "s") + cell("C1", "x", "s") +
                              cell("D1", "9223372036854775808", "s") + "</row>",
                          {}, {stored("xl/strings.xml", "<sst><si><t>支出</t></si></sst>")});
       }},
      {"one-string-everywhere.xlsx", Fate::refused,
       [] {
         return one_sheet("<row>" + times("<c t=\"s\"><v>0</v></c>", 16'000) + "</row>", {},
                          {stored("xl/strings.xml", "<sst><si><t>" + times("支出", 100'000) + "</t></si></sst>")});
       }},
      {"huge-numbers.xlsx", Fate::either,
       [] {
         return one_sheet("<row><c s=\"0\"><v>" + std::string(300'000, '9') +
                              "</v></c><c s=\"0\"><v>1E+999999999</v></c><c s=\"0\"><v>-1E-999999999</v></c><c "
                              "s=\"0\"><v>NaN</v></c><c s=\"99\"><v>1</v></c><c s=\"1\"><v>1E300</v></c><c "
                              "s=\"1\"><v>-99999999</v></c></row>",
                          {},
                          {stored("xl/styles.xml", "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"" +
                                                       std::string(20'000, '0') + "." + std::string(20'000, '0') +
                                                       "\"/></numFmts><cellXfs><xf numFmtId=\"164\"/><xf "
                                                       "numFmtId=\"14\"/></cellXfs></styleSheet>")});
       }},
      {"too-many-cells.xlsx", Fate::refused,
       [] { return one_sheet(times("<row>" + times("<c><v>1</v></c>", 100) + "</row>", 12'000)); }},
      {"no-sheets.xlsx", Fate::refused, [] { return workbook("", ""); }},
      {"no-workbook.xlsx", Fate::refused, [] { return raw_zip({stored("xl/workbook.xml", "")}); }},
      {"sheet-outside.xlsx", Fate::refused, [] { return workbook("<sheet name=\"表\" id=\"r4\"/>", ""); }},
  };
}

}  // namespace hegui::support

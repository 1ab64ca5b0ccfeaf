// Sheets are read as they show: formats of numbers, merged cells, captions above the table.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "checker/document/number_format.hpp"
#include "tests/document/packages.hpp"

namespace hegui::document {
namespace {

TEST(Xlsx, CellsKnowTheirPlace) {
  const std::string rows =
      R"(<row r="1"><c r="A1" t="inlineStr"><is><t>项目支出绩效自评表</t></is></c></row>)"
      R"(<row r="2"><c r="A2" t="inlineStr"><is><t>资金</t></is></c><c r="B2" t="inlineStr"><is><t>预算数</t></is></c><c r="C2" t="inlineStr"><is><t>执行率</t></is></c></row>)"
      R"(<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" s="1"><v>1234.5</v></c><c r="C3" s="2"><v>0.8055</v></c></row>)";
  const Parts parts{
      {"xl/sharedStrings.xml", "<sst><si><r><t>年度资金</t></r><r><t>总额</t></r><rPh><t>x</t></rPh></si></sst>"},
      {"xl/styles.xml",
       R"(<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="4"/><xf numFmtId="10"/></cellXfs></styleSheet>)"}};
  const ReadResult result = read_as(xlsx(rows, R"(<mergeCells><mergeCell ref="A1:C1"/></mergeCells>)", parts));
  ASSERT_TRUE(result.document) << result.error.zh;
  EXPECT_EQ(text_of(*result.document), "项目支出绩效自评表\n资金|预算数|执行率\n年度资金总额|1,234.50|80.55%\n");
  const Block& table = result.document->blocks.back();
  ASSERT_EQ(table.kind, Block::Kind::table);
  EXPECT_EQ(table.locator.sheet, "自评表");
}

TEST(Xlsx, HiddenSheetsAreNamedNotRead) {
  const Parts workbook{
      {"xl/workbook.xml",
       R"(<workbook xmlns:r="r"><sheets><sheet name="甲" r:id="rId1"/><sheet name="乙" state="hidden" r:id="rId2"/></sheets></workbook>)"},
      {"xl/_rels/workbook.xml.rels",
       R"(<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="a.xml"/><Relationship Id="rId2" Type="x/worksheet" Target="b.xml"/></Relationships>)"},
      {"xl/a.xml",
       R"(<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>看得见</v></c></row></sheetData></worksheet>)"},
      {"xl/b.xml",
       R"(<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>看不见</v></c></row></sheetData></worksheet>)"}};
  const ReadResult result = read_as(zip(workbook));
  ASSERT_TRUE(result.document);
  EXPECT_EQ(text_of(*result.document), "看得见\n");
  ASSERT_EQ(result.document->remarks.size(), 1U);
  EXPECT_EQ(result.document->remarks[0].code, "hidden_sheets");
}

TEST(Xlsx, NumbersAreShownByTheirFormat) {
  const auto shown = [](std::string_view stored, std::string_view format) {
    return shown_number(stored, format, false);
  };
  EXPECT_EQ(shown("0.30000000000000004", "General"), "0.3");
  EXPECT_EQ(shown("1234567.891", "#,##0.00"), "1,234,567.89");
  EXPECT_EQ(shown("999.995", "0.00"), "1000.00");
  EXPECT_EQ(shown("-12.5", "#,##0.00_);(#,##0.00)"), "-12.50");
  EXPECT_EQ(shown("0.7427", "0.00%"), "74.27%");
  EXPECT_EQ(shown("12", "0\"万元\""), "12万元");
  EXPECT_EQ(shown("1E-2", "0.00"), "0.01");
  EXPECT_EQ(shown("45012", "yyyy/m/d"), "2023年3月27日");
  EXPECT_EQ(shown("1", "yyyy/m/d"), "1900年1月1日");
  EXPECT_EQ(shown_number("0", "yyyy/m/d", false), "0");
  EXPECT_EQ(shown("nan", "0.00"), "nan");
}

}  // namespace
}  // namespace hegui::document

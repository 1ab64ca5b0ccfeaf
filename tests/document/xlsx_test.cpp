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

TEST(Xlsx, WhatIsHiddenInASheetIsNamedNotRead) {
  const Parts workbook{
      {"xl/workbook.xml", R"(<workbook xmlns:r="r"><sheets><sheet name="甲" r:id="rId1"/></sheets></workbook>)"},
      {"xl/_rels/workbook.xml.rels",
       R"(<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="a.xml"/></Relationships>)"},
      {"xl/a.xml", R"(<worksheet><sheetViews><sheetView showZeros="0"/></sheetViews>
        <cols><col min="3" max="4" hidden="1"/><col min="5" max="5" hidden="1"/></cols><sheetData>
        <row r="1"><c r="A1" t="str"><v>科目</v></c><c r="B1" t="str"><v>预算</v></c><c r="C1" t="str"><v>底稿</v></c><c r="E1" t="str"><v>合并</v></c></row>
        <row r="2"><c r="A2" t="str"><v>会议费</v></c><c r="B2"><v>0</v></c><c r="D2"><v>7</v></c></row>
        <row r="3" hidden="1"><c r="A3" t="str"><v>草稿</v></c><c r="B3"/></row>
        <row r="4"><c r="A4" t="str"><v>办公费</v></c><c r="B4"><v>12.5</v></c></row>
        </sheetData><mergeCells><mergeCell ref="E1:F1"/></mergeCells></worksheet>)"}};
  const ReadResult result = read_as(zip(workbook));
  ASSERT_TRUE(result.document);
  const std::string text = text_of(*result.document);
  for (const auto* const seen : {"科目", "预算", "合并", "会议费", "办公费", "12.5"})
    EXPECT_NE(text.find(seen), std::string::npos) << seen << "\n" << text;
  for (const auto* const unseen : {"底稿", "草稿", "7", "0"})
    EXPECT_EQ(text.find(unseen), std::string::npos) << unseen << "\n" << text;
  ASSERT_EQ(result.document->remarks.size(), 1U);
  EXPECT_EQ(result.document->remarks[0].zh, "有 3 个单元格在隐藏的行或列里，没有读。");
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

TEST(Xlsx, NumbersAreAsAReaderOfTheSheetSeesThem) {
  const auto shown = [](std::string_view stored, std::string_view format) {
    return shown_number(stored, format, false);
  };
  const char* const accounting = "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ";
  EXPECT_EQ(shown("0", accounting), "-");
  EXPECT_EQ(shown("-12345.678", accounting), "-12,345.68");
  EXPECT_EQ(shown("-12.5", "0.00_ ;[Red]\\-0.00\\ "), "-12.50");
  // In ten thousands and thousands.
  EXPECT_EQ(shown("123456", "0!.0,\"万元\""), "12.3万元");
  EXPECT_EQ(shown("1234567", "0\\.0000"), "123.4567");
  EXPECT_EQ(shown("123456789", "#,##0.00,,"), "123.46");
  // No more of a computed number than there is room for.
  EXPECT_EQ(shown("0.742738589211618", "General"), "0.742738589");
  EXPECT_EQ(shown("-123.456789012345", ""), "-123.456789");
  EXPECT_EQ(shown("12345678901234", "General"), "12345678901234");
  EXPECT_EQ(shown("0.0000000000012", "General"), "0.0000000000012") << "never nothing instead of something";
  EXPECT_EQ(shown("1234.5", "General\"元\""), "1234.5元");
  EXPECT_EQ(shown("10845", "0.00E+00"), "10845");
  EXPECT_EQ(shown("0.5", "# ?/?"), "0.5");
  EXPECT_EQ(shown("12", "000-0000"), "000-0012");
  EXPECT_EQ(shown("1234.5", "[$¥-804]#,##0.00"), "¥1,234.50");
  // Zeros that are not shown, and words instead of numbers.
  EXPECT_EQ(shown("0", "#,##0.00;-#,##0.00;"), "");
  EXPECT_EQ(shown("0", "#,###"), "");
  EXPECT_EQ(shown("0", "[=1]\"是\";[=0]\"否\";0"), "否");
  EXPECT_EQ(shown("12345", "[>=10000]0!.0,\"万\";0"), "1.2万");
  EXPECT_EQ(shown("-80.5", "#,##0.00;@"), "-80.50") << "the part for texts is not for numbers";
  EXPECT_EQ(shown("9999.5", "[>=10000]0!.0,\"万\";0"), "10000");
}

}  // namespace
}  // namespace hegui::document

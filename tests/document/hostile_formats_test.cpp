// Files made to break the readers of packaged formats: each is answered by one clear error, soon and in little memory.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/document/packages.hpp"

namespace hegui::document {
namespace {

using testing::AnyOf;

std::string error_of(std::string bytes, const Limits& limits = {}) {
  const ReadResult result = read_as(std::move(bytes), limits);
  EXPECT_FALSE(result.document);
  EXPECT_FALSE(result.error.zh.empty());
  EXPECT_FALSE(result.error.en.empty());
  return result.error.code;
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

TEST(HostileFormats, ZipBombsAreRefusedByWhatComesOut) {
  EXPECT_EQ(error_of(docx("<w:p/>" + std::string(200U << 20U, ' '))), "too_large");
}

TEST(HostileFormats, UnpackedSizeHasALimitOfItsOwn) {
  Limits limits;
  limits.max_unpacked = 1U << 20U;
  std::string noise;
  for (unsigned i = 0, x = 1; i < (2U << 20U); ++i)
    noise += static_cast<char>('a' + (x = x * 1664525U + 1013904223U) % 23U % 20U);
  EXPECT_EQ(error_of(docx(paragraph(noise)), limits), "too_large");
}

TEST(HostileFormats, TruncatedPackagesAreDamaged) {
  const std::string whole = docx(paragraph("支出12.5万元"));
  for (std::size_t size = 4; size < whole.size(); size += 7) {
    const ReadResult result = read_as(whole.substr(0, size));
    EXPECT_FALSE(result.document) << size;
  }
}

TEST(HostileFormats, FlippedBytesNeverCrash) {
  const std::vector<std::string> files{
      docx(paragraph("支出12.5万元")), xlsx(R"(<row r="1"><c r="A1"><v>1</v></c></row>)"), odt("<text:p>支出</text:p>"),
      ofd("<ofd:TextObject Size=\"5\"><ofd:TextCode>支出</ofd:TextCode></ofd:TextObject>")};
  for (const std::string& file : files)
    for (std::size_t at = 0; at < file.size(); at += 3) {
      std::string broken = file;
      broken[at] = static_cast<char>(broken[at] ^ 0x5A);
      const ReadResult result = read_as(broken);
      EXPECT_TRUE(result.document || !result.error.zh.empty());
    }
}

TEST(HostileFormats, EntitiesAreNotExpanded) {
  const std::string bomb =
      "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><w:document "
      "xmlns:w=\"w\"><w:body>&b;</w:body></w:document>";
  EXPECT_EQ(error_of(zip({{"word/document.xml", bomb}})), "damaged");
}

TEST(HostileFormats, DeepNestingIsRefused) {
  EXPECT_EQ(error_of(docx(repeated("<w:sdt>", 100'000))), "damaged");
  EXPECT_EQ(error_of("<html><body>" + repeated("<div>", 100'000) + "x"), "damaged");
}

TEST(HostileFormats, AHundredThousandAttributesAreRefused) {
  EXPECT_EQ(error_of(docx("<w:p " + repeated("a=\"1\" ", 100'000) + "/>")), "damaged");
}

TEST(HostileFormats, TenThousandEmptySheets) {
  std::string sheets;
  for (int i = 0; i < 10'000; ++i) sheets += "<sheet name=\"s\" r:id=\"rId1\"/>";
  EXPECT_EQ(
      error_of(zip({{"xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets>" + sheets + "</sheets></workbook>"},
                    {"xl/_rels/workbook.xml.rels",
                     R"(<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="a.xml"/></Relationships>)"},
                    {"xl/a.xml", "<worksheet/>"}})),
      "too_large");
}

TEST(HostileFormats, NamesThatLeadOutsideAreNotParts) {
  EXPECT_THAT(error_of(zip({{"../word/document.xml", "<x/>"}, {"/etc/passwd", "<x/>"}})),
              AnyOf("unsupported", "binary", "undecodable", "damaged"));
}

TEST(HostileFormats, NothingHidesHowDeepAPartIs) {
  const std::string deep = repeated("<w:sdt><w:sdtContent>", 50'000) + paragraph("底") +
                           repeated("</w:sdtContent></w:sdt>", 50'000) + "</w:body></w:document>";
  // Neither of these is the end of what it looks like to be the end of.
  for (const std::string begin : {"<w:document><!--> <![CDATA[ --><w:body>", "<?x \"?><w:document><w:body>"})
    EXPECT_FALSE(read_as(zip({{"word/document.xml", begin + deep}})).document) << begin;
  // Inside a drawing every tag nests, also those whose end may be left out elsewhere.
  EXPECT_FALSE(read_as("<html><body><svg>" + repeated("<td>", 100'000) + "x").document);
}

TEST(HostileFormats, WhatIsShownAgainAndAgainCountsEachTime) {
  const std::string note =
      "<w:footnotes><w:footnote w:id=\"7\">" + paragraph(repeated("注", 100'000)) + "</w:footnote></w:footnotes>";
  EXPECT_EQ(error_of(docx("<w:p>" + repeated("<w:r><w:footnoteReference w:id=\"7\"/></w:r>", 5'000) + "</w:p>",
                          {{"word/footnotes.xml", note}})),
            "too_large");
  EXPECT_EQ(error_of(xlsx("<row>" + repeated("<c t=\"s\"><v>0</v></c>", 5'000) + "</row>", {},
                          {{"xl/sharedStrings.xml", "<sst><si><t>" + repeated("支", 100'000) + "</t></si></sst>"}})),
            "too_large");
  EXPECT_EQ(error_of(odt("<table:table><table:table-row table:number-rows-repeated=\"1000\"><table:table-cell "
                         "table:number-columns-repeated=\"1000\"><text:p>" +
                         repeated("支", 1'000) + "</text:p></table:table-cell></table:table-row></table:table>")),
            "too_large");
}

TEST(HostileFormats, TablesHaveAWidth) {
  const std::string cell = "<w:tc><w:tcPr><w:gridSpan w:val=\"10000\"/></w:tcPr><w:p/></w:tc>";
  EXPECT_EQ(error_of(docx("<w:tbl><w:tr>" + repeated(cell, 1'000) + "</w:tr></w:tbl>")), "too_large");
  EXPECT_EQ(error_of("<html><body><table><tr><td>1<td>2<tr>" + repeated("<td colspan=1000>1", 1'000) + "</table>"),
            "too_large");
}

TEST(HostileFormats, FormattingThatStaysOpenIsBounded) {
  std::string fonts;
  for (int i = 0; i < 1'500; ++i) fonts += "<font size=" + std::to_string(i) + ">";
  EXPECT_EQ(error_of("<html><body><p>" + fonts + repeated("<p>1", 20'000)), "damaged");
}

TEST(HostileFormats, NamesInMessagesAreHarmless) {
  const ReadResult result = read_as(zip(
      {{"OFD.xml", "<OFD><DocBody><DocRoot>&#10;&#27;[31m" + repeated("x", 10'000) + "</DocRoot></DocBody></OFD>"}}));
  ASSERT_FALSE(result.document);
  EXPECT_LT(result.error.zh.size(), 1'000U);
  EXPECT_EQ(result.error.zh.find_first_of("\n\x1B"), std::string::npos) << result.error.zh;
}

TEST(HostileFormats, BytesThatAreNoTextAreReplaced) {
  const ReadResult result = read_as(
      zip({{"xl/workbook.xml", "<workbook><sheets><sheet name=\"\xFF\x80\" id=\"r1\"/></sheets></workbook>"},
           {"xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"a.xml\"/></Relationships>"},
           {"xl/a.xml", "<worksheet><sheetData><row><c t=\"str\"><v>\xC0支出</v></c></row></sheetData></worksheet>"}}));
  ASSERT_TRUE(result.document);
  for (const Block& block : result.document->blocks) EXPECT_EQ(block.locator.sheet, "\uFFFD\uFFFD");
  EXPECT_EQ(text_of(*result.document), "\uFFFD支出\n");
}

TEST(HostileFormats, TheTextOfTheDeepestTableAndListIsNotLost) {
  const ReadResult tables = read_as(
      docx(repeated("<w:tbl><w:tr><w:tc>", 40) + paragraph("底12.5万元") + repeated("</w:tc></w:tr></w:tbl>", 40)));
  ASSERT_TRUE(tables.document);
  EXPECT_THAT(text_of(*tables.document), testing::HasSubstr("底12.5万元"));
  const ReadResult lists = read_as(odt(repeated("<text:list><text:list-item>", 60) + "<text:p>底12.5万元</text:p>" +
                                       repeated("</text:list-item></text:list>", 60)));
  ASSERT_TRUE(lists.document);
  EXPECT_THAT(text_of(*lists.document), testing::HasSubstr("底12.5万元"));
}

TEST(HostileFormats, SpansStayInsideTheTable) {
  const ReadResult result =
      read_as(odt("<table:table><table:table-row><table:table-cell table:number-columns-spanned=\"900\" "
                  "table:number-rows-spanned=\"900\"><text:p>甲</text:p></table:table-cell><table:table-cell><text:p>乙"
                  "</text:p></table:table-cell></table:table-row></table:table>"));
  ASSERT_TRUE(result.document);
  const Table& table = result.document->blocks.at(0).table;
  for (const Cell& cell : table.cells) {
    EXPECT_LE(cell.column + cell.column_span, table.columns);
    EXPECT_LE(cell.row + cell.row_span, table.rows);
  }
}

TEST(HostileFormats, SpansBeyondTheTable) {
  const ReadResult result =
      read_as(docx("<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"99999999\"/></w:tcPr>" + paragraph("甲") +
                   "</w:tc><w:tc>" + paragraph("乙") + "</w:tc></w:tr></w:tbl>"));
  EXPECT_TRUE(result.document);
}

TEST(HostileFormats, PasswordProtectedOfficeFilesAreNamed) {
  std::string compound("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
  for (const char c : std::string("EncryptedPackage")) compound += std::string(1, c) + std::string(1, '\0');
  EXPECT_EQ(error_of(compound + std::string(600, '\0')), "encrypted");
}

TEST(HostileFormats, AFileThatOnlyClaimsToBeAPdf) {
  EXPECT_THAT(error_of("%PDF-1.7\nnothing else"), AnyOf("damaged", "unsupported"));
}

}  // namespace
}  // namespace hegui::document

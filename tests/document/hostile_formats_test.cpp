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

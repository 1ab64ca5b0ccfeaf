// What a file carries beside its text is named, not executed and not fetched; what is locked is said to be.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/document/packages.hpp"

namespace hegui::document {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> codes_of(const ReadResult& result) {
  std::vector<std::string> codes;
  EXPECT_TRUE(result.document) << result.error.zh;
  if (!result.document) return codes;
  for (const Remark& remark : result.document->remarks) {
    EXPECT_FALSE(remark.zh.empty() || remark.en.empty());
    codes.push_back(remark.code);
  }
  return codes;
}

std::string relation(const std::string& type, const std::string& target) {
  return "<Relationships><Relationship Id=\"r1\" Type=\"http://x/" + type + "\" Target=\"" + target +
         "\" TargetMode=\"External\"/></Relationships>";
}

TEST(Remarks, TemplatesPicturesAndLinksElsewhereAreNamed) {
  const auto with = [](const std::string& type) {
    return codes_of(
        read_as(docx(paragraph("支出"), {{"word/_rels/document.xml.rels", relation(type, "http://192.0.2.1/x")}})));
  };
  EXPECT_THAT(with("attachedTemplate"), ElementsAre("template"));
  EXPECT_THAT(with("image"), ElementsAre("remote_pictures"));
  EXPECT_THAT(with("oleObject"), ElementsAre("external_links"));
  EXPECT_THAT(with("hyperlink"), IsEmpty());
}

TEST(Remarks, EmbeddedObjectsAndMacrosAreNamed) {
  EXPECT_THAT(codes_of(read_as(docx(paragraph("支出"), {{"word/embeddings/oleObject1.bin", "x"}}))),
              ElementsAre("objects"));
  EXPECT_THAT(codes_of(read_as(xlsx(R"(<row r="1"><c r="A1"><v>1</v></c></row>)", {},
                                    {{"xl/vbaProject.bin", "x"}, {"xl/externalLinks/externalLink1.xml", "<a/>"}}))),
              ElementsAre("macros", "external_links"));
}

TEST(Remarks, AnOrdinaryFileHasNone) { EXPECT_THAT(codes_of(read_as(docx(paragraph("支出")))), IsEmpty()); }

TEST(Remarks, SignaturesOfAnOfdAreCountedAndNamed) {
  const std::string space = " xmlns:ofd=\"http://www.ofdspec.org/2016\"";
  const std::string bytes =
      zip({{"OFD.xml",
            "<ofd:OFD" + space + "><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"},
           {"Doc_0/Document.xml",
            "<ofd:Document" + space + "><ofd:Pages><ofd:Page ID=\"1\" BaseLoc=\"P.xml\"/></ofd:Pages></ofd:Document>"},
           {"Doc_0/P.xml",
            "<ofd:Page" + space +
                "><ofd:Content><ofd:Layer><ofd:TextObject Size=\"5\" Boundary=\"0 0 90 9\"><ofd:TextCode "
                "X=\"0\" Y=\"5\">支出10万元</ofd:TextCode></ofd:TextObject></ofd:Layer></ofd:Content></ofd:Page>"},
           {"Doc_0/Signs/Sign_0/Signature.xml",
            "<ofd:Signature" + space +
                "><ofd:SignedInfo><ofd:Provider Company=\"某签章公司\"/></ofd:SignedInfo></ofd:Signature>"}});
  const ReadResult result = read_as(bytes);
  EXPECT_THAT(codes_of(result), ElementsAre("signatures"));
  EXPECT_THAT(result.document->remarks[0].zh,
              testing::AllOf(HasSubstr("1 个数字签名"), HasSubstr("某签章公司"), HasSubstr("没有验证")));
}

/// A compound file with this directory entry, and nothing else of use.
std::string compound(const std::string& stream, const std::string& more = {}) {
  std::string bytes("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
  bytes.resize(512, '\0');
  std::string entry;
  for (const char c : stream) entry += std::string(1, c) + '\0';
  entry.resize(64, '\0');
  entry += static_cast<char>(2 * (stream.size() + 1));
  entry += '\0';
  entry += '\x02';
  entry.resize(128, '\0');
  bytes += entry + more;
  bytes.resize(bytes.size() + 1024, '\0');
  return bytes;
}

TEST(Remarks, PasswordsAndPresentationsAreRefusedByName) {
  EXPECT_EQ(read_as(compound("EncryptedPackage")).error.code, "encrypted");
  const std::string locked(
      "\x09\x08\x10\x00\x00\x06\x05\x00"
      "0123456789AB"
      "\x2F\x00\x36\x00",
      24);
  EXPECT_EQ(read_as(compound("Workbook", locked)).error.code, "encrypted");
  const ReadResult slides = read_as(compound("PowerPoint Document"));
  EXPECT_EQ(slides.error.code, "unsupported");
  EXPECT_THAT(slides.error.zh, HasSubstr("演示文稿"));
}

}  // namespace
}  // namespace hegui::document

// What a reader sees in Word is what is checked: automatic numbers, tables, fields, tracked changes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/document/packages.hpp"

namespace hegui::document {
namespace {

std::string read_text(const std::string& bytes) {
  const ReadResult result = read_as(bytes);
  EXPECT_TRUE(result.document) << result.error.zh;
  return result.document ? text_of(*result.document) : std::string();
}

std::string numbered(std::string_view text, int level, int list = 1) {
  return paragraph(text, "<w:numPr><w:ilvl w:val=\"" + std::to_string(level) + "\"/><w:numId w:val=\"" +
                             std::to_string(list) + "\"/></w:numPr>");
}

const char* const kNumbering =
    R"(<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="7">)"
    R"(<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>)"
    R"(<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>)"
    R"(<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>)"
    R"(<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl></w:abstractNum>)"
    R"(<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>)"
    R"(<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>)"
    R"(</w:numbering>)";

TEST(Docx, AutomaticNumbersAreReadAsShown) {
  const std::string body = numbered("基本情况", 0) + numbered("机构", 1) + numbered("人员", 1) + numbered("要点", 3) +
                           numbered("预算执行情况", 0) + numbered("收入", 1) + numbered("明细", 2) +
                           numbered("附", 0, 2);
  EXPECT_EQ(read_text(docx(body, {{"word/numbering.xml", kNumbering}})),
            "一、基本情况\n（一）机构\n（二）人员\n要点\n二、预算执行情况\n（一）收入\n1. 明细\n一、附\n");
}

TEST(Docx, NumbersOfStylesCount) {
  const char* const styles =
      R"(<w:styles xmlns:w="w"><w:style w:type="paragraph" w:styleId="1"><w:pPr><w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>)"
      R"(<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="1"/></w:style></w:styles>)";
  const ReadResult result = read_as(docx(paragraph("基本情况", "<w:pStyle w:val=\"a\"/>"),
                                         {{"word/numbering.xml", kNumbering}, {"word/styles.xml", styles}}));
  ASSERT_TRUE(result.document);
  EXPECT_EQ(text_of(*result.document), "一、基本情况\n");
  EXPECT_EQ(result.document->blocks.at(0).heading_level, 1);
}

TEST(Docx, TablesWithMergedCells) {
  const auto cell = [](std::string_view text, std::string_view properties = {}) {
    return "<w:tc><w:tcPr>" + std::string(properties) + "</w:tcPr>" + paragraph(text) + "</w:tc>";
  };
  const std::string table = "<w:tbl><w:tr>" + cell("项目", "<w:vMerge w:val=\"restart\"/>") +
                            cell("金额", "<w:gridSpan w:val=\"2\"/>") + "</w:tr><w:tr>" + cell("", "<w:vMerge/>") +
                            cell("预算") + cell("决算") + "</w:tr><w:tr>" + cell("人员经费") + cell("12.50") +
                            cell("11.00") + "</w:tr></w:tbl>";
  EXPECT_EQ(read_text(docx(paragraph("下表单位：万元") + table)),
            "下表单位：万元\n项目|金额+2\n|预算|决算\n人员经费|12.50|11.00\n");
}

TEST(Docx, TrackedChangesAreReadAsAccepted) {
  const std::string body =
      "<w:p><w:r><w:t>支出</w:t></w:r><w:del><w:r><w:delText>80</w:delText></w:r></w:del><w:ins><w:r><w:t>90</w:t></"
      "w:r></w:ins>"
      "<w:r><w:t>万元</w:t></w:r></w:p>";
  const ReadResult result = read_as(docx(body));
  ASSERT_TRUE(result.document);
  EXPECT_EQ(text_of(*result.document), "支出90万元\n");
  ASSERT_EQ(result.document->remarks.size(), 1U);
  EXPECT_EQ(result.document->remarks[0].code, "tracked_changes");
}

TEST(Docx, FieldsShowTheirResultAndHiddenTextNothing) {
  const std::string body =
      "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGEREF _Toc1</w:instrText></w:r>"
      "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>12</w:t></w:r><w:r><w:fldChar "
      "w:fldCharType=\"end\"/></w:r>"
      "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:t>页</w:t></w:r></w:p>";
  EXPECT_EQ(read_text(docx(body)), "12页\n");
}

TEST(Docx, TextBoxesAreReadOnce) {
  const std::string box = "<w:txbxContent>" + paragraph("框中文字") + "</w:txbxContent>";
  const std::string body =
      "<w:p><w:r><w:t>前文</w:t></w:r><w:r><mc:AlternateContent xmlns:mc=\"m\"><mc:Choice><w:drawing>" + box +
      "</w:drawing></mc:Choice><mc:Fallback><w:pict>" + box +
      "</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>";
  EXPECT_EQ(read_text(docx(body)), "前文\n框中文字\n");
}

TEST(Docx, FootnotesFollowTheirParagraphAndHeadersAreFurniture) {
  const Parts parts{
      {"word/footnotes.xml",
       R"(<w:footnotes xmlns:w="w"><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>含上年结转</w:t></w:r></w:p></w:footnote></w:footnotes>)"},
      {"word/header1.xml", R"(<w:hdr xmlns:w="w"><w:p><w:r><w:t>页眉文字</w:t></w:r></w:p></w:hdr>)"}};
  const std::string body = "<w:p><w:r><w:t>收入10万元</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>" +
                           paragraph("支出9万元");
  const ReadResult result = read_as(docx(body, parts));
  ASSERT_TRUE(result.document);
  EXPECT_EQ(text_of(*result.document), "收入10万元\n含上年结转\n支出9万元\n");
  EXPECT_EQ(result.document->blocks.at(0).role, Role::furniture);
}

TEST(Docx, MacrosAndCommentsAreNamedNotRun) {
  const ReadResult result = read_as(
      docx(paragraph("正文"), {{"word/comments.xml", "<w:comments xmlns:w=\"w\"/>"}, {"word/vbaProject.bin", "x"}}));
  ASSERT_TRUE(result.document);
  std::vector<std::string> codes;
  for (const Remark& remark : result.document->remarks) codes.push_back(remark.code);
  EXPECT_THAT(codes, testing::ElementsAre("comments", "macros"));
}

TEST(Docx, WithoutItsMainPartItIsDamaged) {
  const ReadResult result = read_as(zip({{"word/styles.xml", "<w:styles xmlns:w=\"w\"/>"}}));
  EXPECT_FALSE(result.document);
  EXPECT_EQ(result.error.code, "damaged");
  EXPECT_THAT(result.error.zh, testing::HasSubstr("word/document.xml"));
}

}  // namespace
}  // namespace hegui::document

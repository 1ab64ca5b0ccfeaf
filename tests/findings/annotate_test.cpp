// Comments in a copy of the submitted docx: each covers exactly the words of its finding, and the text stays the same.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <pugixml.hpp>
#include <set>

#include "checker/findings/annotate_docx.hpp"
#include "checker/findings/write_error.hpp"
#include "tests/findings/packages.hpp"

namespace hegui::findings {
namespace {

using testing::HasSubstr;

std::string run(const std::string& text, const std::string& properties = "") {
  return "<w:r>" + (properties.empty() ? "" : "<w:rPr>" + properties + "</w:rPr>") + "<w:t>" + text + "</w:t></w:r>";
}
std::string paragraph(const std::string& runs) { return "<w:p><w:pPr/>" + runs + "</w:p>"; }

/// What was read of the file, with a finding at each of these words; the last findings are about the whole report.
CheckedReport checked(const std::string& bytes, const std::vector<std::string>& words, int about_all = 0) {
  auto read = document::read_bytes(bytes, "报告.docx", {});
  CheckedReport checked;
  if (!read.document) return checked;
  auto report = std::make_shared<report::Report>();
  report->document = *read.document;
  const std::string_view all = report->document.text->normalised();
  for (const auto& each : words) {
    const std::size_t begin = all.find(each);
    EXPECT_NE(begin, std::string_view::npos) << each << " is not in " << all;
    Finding finding;
    finding.rule = "XX-" + std::to_string(checked.findings.size() + 1);
    finding.title = "标题";
    finding.message = "说明：" + each;
    Evidence evidence;
    evidence.quote = each;
    evidence.at = {0, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + each.size())};
    finding.evidence = {evidence};
    checked.findings.push_back(finding);
  }
  for (int n = 0; n < about_all; ++n) {
    Finding finding;
    finding.rule = "QW-01";
    finding.message = "全文缺<章节>&";
    checked.findings.push_back(finding);
  }
  checked.format = "docx";
  checked.report = report;
  return checked;
}

/// The words that each comment covers, by id, as Word shows them: deleted ones and codes of fields left out.
class Covered {
 public:
  explicit Covered(const std::string& bytes) {
    pugi::xml_document xml;
    const std::string part = part_of(bytes, "word/document.xml");
    EXPECT_TRUE(xml.load_buffer(part.data(), part.size(), pugi::parse_default | pugi::parse_ws_pcdata));
    walk(xml.document_element());
    EXPECT_TRUE(open_.empty()) << "a range has no end";
    EXPECT_EQ(references_, texts.size()) << "every comment is referred to";
  }
  std::map<std::string, std::string> texts;

 private:
  void walk(const pugi::xml_node& node) {
    for (const auto& each : node.children()) {
      const std::string_view name = each.name();
      if (name == "w:commentRangeStart") {
        open_.insert(each.attribute("w:id").value());
        texts[each.attribute("w:id").value()] = "";
      } else if (name == "w:commentRangeEnd") {
        EXPECT_EQ(open_.erase(each.attribute("w:id").value()), 1U);
      } else if (name == "w:commentReference") {
        ++references_;
      } else if (name == "w:t") {
        EXPECT_EQ(std::string_view(each.parent().name()), "w:r");
        for (const auto& id : open_) texts[id] += each.text().get();
      } else if (name != "w:del") {
        walk(each);
      }
    }
  }
  std::set<std::string> open_;
  std::size_t references_ = 0;
};

Wording words() { return Wording(RunHead{}, dsl::Language::zh); }

/// Annotates, and holds the ranges and the text against what they have to be.
std::string annotated(const std::string& bytes, const std::vector<std::string>& quotes) {
  const auto report = checked(bytes, quotes);
  const auto result = annotate_docx(bytes, report, words());
  EXPECT_EQ(result.placed, quotes.size());
  const Covered covered(result.bytes);
  EXPECT_EQ(covered.texts.size(), quotes.size());
  for (std::size_t i = 0; i < quotes.size(); ++i) {
    const auto found = covered.texts.find(std::to_string(i));
    EXPECT_NE(found, covered.texts.end());
    EXPECT_EQ(found == covered.texts.end() ? "no comment" : found->second, quotes[i]);
  }
  EXPECT_EQ(text_of(result.bytes, "报告.docx"), text_of(bytes, "报告.docx")) << "our reader reads the same";
  return result.bytes;
}

TEST(AnnotateDocx, WithinARunAndAcrossRuns) {
  const auto bytes = docx_of(paragraph(run("某单位2023年度绩效自评报告")) +
                             paragraph(run("预算") + run("100万", "<w:b/>") + run("元，支出80万元，执行率81%。")));
  const auto result = annotated(bytes, {"执行率81%", "预算100万元", "80万元", "81%"});
  EXPECT_THAT(part_of(result, "word/document.xml"), HasSubstr("<w:rPr><w:b/></w:rPr>")) << "the look stays";
}

TEST(AnnotateDocx, WholeRunsAreNotSplit) {
  const auto bytes = docx_of(paragraph(run("标题")) + paragraph(run("支出") + run("80万元") + run("。")));
  const auto result = annotated(bytes, {"80万元"});
  EXPECT_THAT(part_of(result, "word/document.xml"),
              HasSubstr("<w:r><w:t>支出</w:t></w:r><w:commentRangeStart w:id=\"0\"/><w:r><w:t>80万元</w:t></w:r>"
                        "<w:commentRangeEnd w:id=\"0\"/>"));
}

TEST(AnnotateDocx, InTableCells) {
  const auto cell = [](const std::string& text) { return "<w:tc>" + paragraph(run(text)) + "</w:tc>"; };
  const auto bytes =
      docx_of(paragraph(run("收支表")) + "<w:tbl><w:tr>" + cell("项目") + cell("金额") + "</w:tr><w:tr>" +
              cell("合计") + cell("100.00") + "</w:tr></w:tbl>" + paragraph(run("合计100.00万元。")));
  annotated(bytes, {"100.00", "合计100.00万元"});
}

TEST(AnnotateDocx, AmongTrackedChangesFieldsAndHiddenText) {
  const auto bytes = docx_of(
      paragraph(run("报告")) +
      paragraph(run("支出") + "<w:del w:id=\"1\"><w:r><w:delText>70</w:delText></w:r></w:del><w:ins w:id=\"2\">" +
                run("80") + "</w:ins>" + run("隐藏", "<w:vanish/>") + run("万元，第") +
                "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>"
                "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" +
                run("12") + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>" + run("项。")));
  const auto report = checked(bytes, {"80", "第12项"});
  const auto result = annotate_docx(bytes, report, words());
  EXPECT_EQ(result.placed, 2U);
  const Covered covered(result.bytes);
  EXPECT_EQ(covered.texts.at("0"), "80");
  EXPECT_EQ(covered.texts.at("1"), "第12项");
  EXPECT_EQ(text_of(result.bytes, "报告.docx"), text_of(bytes, "报告.docx"));
}

TEST(AnnotateDocx, EntitiesBlanksAndTabs) {
  const auto bytes =
      docx_of(paragraph(run("标题")) +
              paragraph("<w:r><w:tab/><w:t xml:space=\"preserve\"> A&amp;B &lt;甲&gt; 支出 </w:t></w:r>") +
              paragraph("<w:r><w:t>一行</w:t><w:br/><w:t>二行</w:t></w:r>"));
  annotated(bytes, {"A&B", "<甲>", "支出", "二行"});
}

TEST(AnnotateDocx, RepeatedWordsAreCommentedWhereTheyStand) {
  const auto bytes =
      docx_of(paragraph(run("标题")) + paragraph(run("甲支出5万元。")) + paragraph(run("乙支出5万元。")));
  auto report = checked(bytes, {"乙支出5万元"});
  auto& at = report.findings[0].evidence[0].at;
  at.begin += static_cast<std::uint32_t>(std::string("乙").size());
  const auto result = annotate_docx(bytes, report, words());
  const std::string xml = part_of(result.bytes, "word/document.xml");
  EXPECT_GT(xml.find("commentRangeStart"), xml.find("乙")) << "the second of the two equal places";
}

TEST(AnnotateDocx, FindingsAboutTheWholeReportStandAtTheTitle) {
  const auto bytes = docx_of(paragraph(run("标题")) + paragraph(run("正文。")));
  const auto result = annotate_docx(bytes, checked(bytes, {}, 2), words());
  EXPECT_EQ(result.placed, 0U);
  EXPECT_EQ(result.unplaced, 2U);
  const Covered covered(result.bytes);
  for (const auto& [id, text] : covered.texts) EXPECT_EQ(text, "标题");
  EXPECT_THAT(part_of(result.bytes, "word/comments.xml"), HasSubstr("全文缺&lt;章节&gt;&amp;"));
}

TEST(AnnotateDocx, OtherPartsAndCommentsStay) {
  const std::string word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  const std::string old =
      "<w:comments xmlns:w=\"" + word +
      "\"><w:comment w:id=\"7\" w:author=\"甲\"><w:p><w:r><w:t>旧批注</w:t></w:r></w:p></w:comment></w:comments>";
  const auto bytes = docx_of(
      paragraph(run("标题")) + paragraph(run("支出80万元。")),
      {{"word/comments.xml", old},
       {"word/styles.xml", "<w:styles xmlns:w=\"" + word + "\"/>"},
       {"word/media/image1.bin", std::string("\x00\x01\x02", 3)},
       {"word/_rels/document.xml.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"c\" "
        "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments\" "
        "Target=\"comments.xml\"/></Relationships>"}});
  const auto result = annotate_docx(bytes, checked(bytes, {"80万元"}), words());
  const std::string comments = part_of(result.bytes, "word/comments.xml");
  EXPECT_THAT(comments, HasSubstr("旧批注"));
  EXPECT_THAT(comments, HasSubstr("w:id=\"8\""));
  EXPECT_EQ(Covered(result.bytes).texts.at("8"), "80万元");
  for (const auto* part : {"word/styles.xml", "word/media/image1.bin", "word/_rels/document.xml.rels", "_rels/.rels"})
    EXPECT_EQ(part_of(result.bytes, part), part_of(bytes, part));
  EXPECT_EQ(result.bytes, annotate_docx(bytes, checked(bytes, {"80万元"}), words()).bytes) << "the same each time";
}

TEST(AnnotateDocx, WhatIsNoDocxIsRefused) {
  const auto bytes = docx_of(paragraph(run("标题")));
  EXPECT_THROW((void)annotate_docx("no zip", checked(bytes, {"标题"}), words()), WriteError);
}

}  // namespace
}  // namespace hegui::findings

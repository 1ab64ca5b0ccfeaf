// The official letter and the workbook: what stands in them, templates of one's own, and hostile reports.
#include "checker/findings/letter.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <pugixml.hpp>

#include "checker/findings/letter_template.hpp"
#include "checker/findings/tables.hpp"
#include "checker/findings/workbook.hpp"
#include "checker/findings/write_error.hpp"
#include "dsl/utf8.hpp"
#include "tests/findings/packages.hpp"
#include "tests/findings/sample.hpp"

namespace hegui::findings {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string paragraph(const std::string& text) { return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>"; }

/// Two findings, one of them an error, and a rule that could not be judged.
CheckedReport report_of(const std::string& unit) {
  Sample sample("一、收支\n预算100万元，支出80万元，执行率81%。");
  sample.section("收支", "一、", "预算");
  sample.fails("GJ-10", "执行率不符。", {sample.fact("81%")});
  sample.fails("WZ-01", "缺{{单位}}章节。").severity = dsl::Severity::note;
  sample.rule("ZX-01");
  CheckedReport report = sample.told();
  report.unit = unit;
  report.year = 2023;
  report.title = unit + "2023年度报告";
  for (auto& rule : report.rules)
    if (rule.rule == "ZX-01") rule.undetermined = 1, rule.missing = {"[预算]"};
  return report;
}

findings::Run run_of(const std::vector<std::string>& units) {
  findings::Run run;
  run.head = head_of(Sample("x").program, "0.0.0");
  for (const auto& unit : units) run.reports.push_back(report_of(unit));
  return run;
}

TextOptions with_template(const std::string& bytes) {
  LetterOptions letter;
  letter.template_bytes = bytes;
  letter.template_name = "模板.docx";
  letter.sender = "某县财政局";
  TextOptions options;
  options.letter = std::make_shared<const LetterOptions>(letter);
  return options;
}

std::size_t count_of(const std::string& text, const std::string& words) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = text.find(words, at)) != std::string::npos; at += words.size()) ++count;
  return count;
}

TEST(Letter, SaysWhoWhatAndWhere) {
  const std::string bytes = written("docx", run_of({"石桥县渔政站"}), {});
  const std::string text = text_of(bytes, "意见书.docx");
  EXPECT_THAT(text, HasSubstr("关于石桥县渔政站2023年度绩效报告的核查意见书"));
  EXPECT_THAT(text, HasSubstr("共发现问题2个，其中错误1个、警告0个、提示1个"));
  EXPECT_THAT(text, HasSubstr("执行率不符。（附件第1项）"));
  EXPECT_THAT(text, HasSubstr("ZX-01：缺少或读不准“预算”。"));
  EXPECT_THAT(text, HasSubstr("执行率【81%】。（一、收支，第2行第19字）"));
  EXPECT_THAT(text, HasSubstr("缺{{单位}}章节。")) << "a value is never taken for a placeholder";
  EXPECT_EQ(count_of(text, "{{"), 1U) << "no other is left";
  EXPECT_EQ(bytes, written("docx", run_of({"石桥县渔政站"}), {}));
}

TEST(Letter, EnglishHasNoChinesePlaceholder) {
  const std::string text = text_of(written("docx", run_of({"Unit"}), {dsl::Language::en, false}), "letter.docx");
  EXPECT_THAT(text, HasSubstr("Findings on the 2023 report of Unit"));
  EXPECT_EQ(count_of(text, "{{"), 1U);
}

TEST(Letter, HasTheLayoutOfOfficialDocuments) {
  const std::string bytes = written("docx", run_of({"甲"}), {});
  const std::string xml = part_of(bytes, "word/document.xml");
  EXPECT_THAT(xml, HasSubstr("w:top=\"2098\"")) << "37 mm";
  EXPECT_THAT(xml, HasSubstr("w:left=\"1588\"")) << "28 mm";
  EXPECT_THAT(xml, HasSubstr("w:orient=\"landscape\""));
  EXPECT_EQ(count_of(xml, "<w:tblHeader"), 1U) << "the head is repeated on each page";
  EXPECT_EQ(count_of(xml, "<w:tr>"), 3U) << "a head and a row a finding";
  EXPECT_THAT(part_of(bytes, "word/styles.xml"), HasSubstr("方正小标宋简体"));
}

TEST(Letter, SeveralLettersBeginOnPagesOfTheirOwn) {
  const std::string xml = part_of(written("docx", run_of({"甲", "乙", "丙"}), {}), "word/document.xml");
  EXPECT_EQ(count_of(xml, "<w:pgNumType w:start=\"1\""), 3U);
  EXPECT_EQ(count_of(xml, "<w:sectPr>"), 6U);
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(xml.c_str()));
  EXPECT_EQ(std::string(document.document_element().first_child().last_child().name()), "w:sectPr");
}

TEST(Letter, OwnTemplateIsFilledAcrossRuns) {
  const std::string own = docx_of(
      "<w:p><w:r><w:t>致{</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{单</w:t></w:r><w:r><w:t>位}}和{{ unit "
      "}}！</w:t></w:r></w:p>" +
      paragraph("{{序号}}．{{问题}}") + paragraph("{{仅错误}}错：{{问题}}") + paragraph("{{问题表}}") +
      paragraph("{{核查单位}}"));
  const std::string bytes = written("docx", run_of({"甲&<乙>"}), with_template(own));
  const std::string text = text_of(bytes, "意见书.docx");
  EXPECT_THAT(text, HasSubstr("致甲&<乙>和甲&<乙>！"));
  EXPECT_THAT(text, HasSubstr("1．执行率不符。\n2．缺{{单位}}章节。\n错：执行率不符。\n"));
  EXPECT_THAT(text, HasSubstr("整改情况"));
  EXPECT_THAT(text, HasSubstr("某县财政局"));
  EXPECT_THAT(part_of(bytes, "word/document.xml"), HasSubstr("<w:b/>")) << "the look stays";
}

TEST(Letter, NoFindingsIsSaid) {
  findings::Run run = run_of({"甲"});
  run.reports[0].findings.clear();
  run.reports[0].rules.clear();
  const std::string text = text_of(written("docx", run, {}), "意见书.docx");
  EXPECT_THAT(text, HasSubstr("没有发现需要整改的问题。"));
  EXPECT_THAT(text, HasSubstr("没有要求整改的事项"));
  for (const auto* words : {"共发现", "填写整改情况，连同", "已获豁免", "无法核对", "{{"})
    EXPECT_THAT(text, testing::Not(HasSubstr(words)));
  EXPECT_GE(count_of(text, "没有。"), 3U) << "errors, what was not judged, the table";
}

std::string refused(const std::string& own, const std::vector<std::string>& units = {"甲"}) {
  try {
    (void)written("docx", run_of(units), with_template(own));
  } catch (const WriteError& error) {
    EXPECT_FALSE(error.en.empty());
    return error.zh;
  }
  return "taken";
}

TEST(Letter, ConditionsOfATemplateKeepOrDropTheirParagraph) {
  const std::string bytes =
      docx_of(paragraph("{{单位}}") + paragraph("{{有发现}}请整改") + paragraph("{{没有发现}}无须整改") +
              paragraph("{{有豁免}}另有豁免") + paragraph("{{if_not_judged}}另有未判断"));
  findings::Run run = run_of({"甲"});
  std::string text = text_of(written("docx", run, with_template(bytes)), "意见书.docx");
  EXPECT_THAT(text, AllOf(HasSubstr("请整改"), HasSubstr("另有未判断"), Not(HasSubstr("无须")), Not(HasSubstr("豁免")),
                          Not(HasSubstr("{{"))));
  run.reports[0].findings.clear();
  run.reports[0].rules.clear();
  text = text_of(written("docx", run, with_template(bytes)), "意见书.docx");
  EXPECT_THAT(text, AllOf(HasSubstr("无须整改"), Not(HasSubstr("请整改")), Not(HasSubstr("未判断"))));
}

TEST(Letter, BadTemplatesAreExplained) {
  EXPECT_THAT(refused("no zip at all"), HasSubstr("模板“模板.docx”不能用"));
  EXPECT_THAT(refused(docx_of(paragraph("没有占位符"))), HasSubstr("没有占位符"));
  EXPECT_THAT(refused(docx_of(paragraph("{{单位名}}"))), HasSubstr("没有占位符“单位名”。可以用的有：单位、年度"));
  EXPECT_THAT(refused(docx_of(paragraph("{{单位"))), HasSubstr("没有占位符“{{单位”"));
  const std::string header = "<w:hdr xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">" +
                             paragraph("{{单位}}") + "</w:hdr>";
  const std::string with_header = docx_of(paragraph("{{问题数}}"), {{"word/header1.xml", header}});
  EXPECT_THAT(refused(with_header), HasSubstr("问题数"));
  const std::string good = docx_of(paragraph("{{发现数}}"), {{"word/header1.xml", header}});
  EXPECT_EQ(refused(good), "taken");
  EXPECT_THAT(refused(good, {"甲", "乙"}), HasSubstr("页眉"));
}

TEST(Letter, BuiltInTemplateCanBeWrittenOutAndUsed) {
  for (const auto language : {dsl::Language::zh, dsl::Language::en}) {
    TextOptions own = with_template(letter_template(language));
    own.language = language;
    EXPECT_EQ(text_of(written("docx", run_of({"甲"}), own), "a.docx").find("{{unit}}"), std::string::npos);
  }
}

TEST(Letter, HostileReportIsHarmless) {
  CheckedReport report = report_of("甲\x01\x1B</w:t><w:p>\xE2\x80\xAE{{问题表}}");
  report.findings[0].message = std::string(300'000, 'x') + std::string("\0=cmd", 5);
  findings::Run run;
  run.head = head_of(Sample("x").program, "0.0.0");
  run.reports = {report};
  const std::string bytes = written("docx", run, {});
  const std::string text = text_of(bytes, "意见书.docx");
  EXPECT_THAT(text, HasSubstr("</w:t><w:p>"));
  EXPECT_THAT(text, HasSubstr("{{问题表}}"));
  EXPECT_THAT(text, HasSubstr("xxx……"));
  EXPECT_EQ(count_of(part_of(bytes, "word/document.xml"), "<w:tbl>"), 1U);
}

TEST(Workbook, SheetsHoldWhatWasFound) {
  findings::Run run = run_of({"甲站", "乙站"});
  CheckedReport broken;
  broken.path = "坏.docx";
  broken.readable = false;
  broken.error_zh = "文件已损坏";
  run.reports.push_back(broken);
  const std::string bytes = written("xlsx", run, {});
  EXPECT_EQ(bytes, written("xlsx", run, {})) << "no clock in it";
  const std::string text = text_of(bytes, "结果.xlsx");
  for (const auto* words : {"甲站", "乙站", "执行率不符。", "执行率【81%】", "“预算”", "文件已损坏", "整改情况"})
    EXPECT_THAT(text, HasSubstr(words));
  const std::string sheet = part_of(bytes, "xl/worksheets/sheet1.xml");
  EXPECT_THAT(sheet, HasSubstr("state=\"frozen\""));
  EXPECT_THAT(sheet, HasSubstr("<autoFilter"));
  EXPECT_THAT(sheet, HasSubstr("<conditionalFormatting"));
  EXPECT_THAT(sheet, HasSubstr("<v>2023</v>")) << "a year is a number";
}

TEST(Workbook, CellsAreTextsWithinTheirLimits) {
  findings::Run run = run_of({"=HYPERLINK(\"http://x\")"});
  run.reports[0].findings[0].message = "http://example.com";
  run.reports[0].findings[1].message = "@SUM(A1)\x01\xE2\x80\xAE" + std::string(100'000, 'y');
  const std::string bytes = written("xlsx", run, {});
  const std::string sheet = part_of(bytes, "xl/worksheets/sheet1.xml");
  EXPECT_THAT(sheet, Not(HasSubstr("<f>")));
  EXPECT_THAT(sheet, Not(HasSubstr("<hyperlink")));
  EXPECT_THAT(sheet, HasSubstr("已截断"));
  EXPECT_THAT(sheet, HasSubstr("=HYPERLINK"));
  EXPECT_LE(dsl::count_characters(cell_text(std::string(100'000, 'y'))), 32'767U);
  EXPECT_EQ(cell_text("短文"), "短文");
}

TEST(Workbook, AFigureIsShownWholeInItsCell) {
  Tables tables;
  tables.title = "汇总";
  Table table;
  table.title = "差额";
  table.columns = {{"单位", 6}, {"差额（万元）", 6, true}, {"执行率", 6, true}};
  for (const auto* const amount : {"0.0243", "-5", "61332900.25", "805", "123456789012345678.25"})
    table.rows.push_back({"甲局", amount, "98.75%"});
  tables.tables.push_back(table);
  struct Kept : Sink {
    void write(std::string_view bytes) override { text.append(bytes); }
    std::string text;
  } kept;
  tables_xlsx(tables, {}, "hegui", kept);
  // As a reader of workbooks shows the cells.
  const std::string text = text_of(kept.text, "汇总.xlsx");
  for (const auto* const shown : {"0.0243", "-5.00", "61,332,900.25", "805", "123456789012345678.25", "98.75%"})
    EXPECT_THAT(text, HasSubstr(shown));
  const std::string sheet = part_of(kept.text, "xl/worksheets/sheet2.xml");
  EXPECT_THAT(sheet, HasSubstr("<v>0.9875")) << "a rate is a number that can be sorted";
  const auto width = [&](const std::string& column) {
    const std::string sign = "<col min=\"" + column + "\" max=\"" + column + "\" width=\"";
    const std::size_t at = sheet.find(sign);
    return at == std::string::npos ? 0 : std::stod(sheet.substr(at + sign.size()));
  };
  EXPECT_NEAR(width("1"), 6, 1);
  EXPECT_GT(width("2"), 21) << "no ### instead of the figure";
}

}  // namespace
}  // namespace hegui::findings

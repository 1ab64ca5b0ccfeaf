// A report and its attachments, checked as one: what each file says is held against the others, and told with its file.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/app/program.hpp"
#include "tests/document/packages.hpp"
#include "tests/support/schema.hpp"

namespace hegui::app {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

/// The self-evaluation form of the small report, with this total.
std::string form(const std::string& total, const std::string& title = "2023年度部门整体支出绩效自评表") {
  const std::vector<std::vector<std::string>> rows{
      {title},
      {"一级指标", "二级指标", "三级指标", "分值", "年度目标值", "实际完成值", "得分"},
      {"产出指标", "数量指标", "巡查次数", "30", "≥120次", "126次", "30"},
      {"产出指标", "质量指标", "问题整改率", "20", "100%", "100%", "20"},
      {"效益指标", "社会效益", "投诉处理率", "30", "100%", "98%", "28"},
      {"满意度指标", "服务对象满意度", "群众满意度", "20", "≥90%", "95%", "20"},
      {"总分", "", "", "100", "", "", total}};
  std::string xml;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    xml += "<row r=\"" + std::to_string(r + 1) + "\">";
    for (std::size_t c = 0; c < rows[r].size(); ++c)
      if (!rows[r][c].empty())
        xml += "<c r=\"" + std::string(1, static_cast<char>('A' + c)) + std::to_string(r + 1) +
               "\" t=\"inlineStr\"><is><t>" + rows[r][c] + "</t></is></c>";
    xml += "</row>";
  }
  return document::xlsx(xml);
}

std::string scored_report(const std::string& score = "96") {
  return "石桥县渔政站\n2023年度部门整体支出绩效自评报告\n一、部门基本情况\n"
         "石桥县渔政站负责渔业执法和水生生物资源保护工作，编制12人，在职11人。\n二、预算执行情况\n"
         "2023年部门支出预算320万元，支出决算256.64万元，预算执行率80.20%。\n三、自评结论\n"
         "经自评，部门整体支出绩效自评得分" +
         score + "分，等级为优。\n";
}

json check(const Scratch& scratch, std::vector<std::string> arguments, int* status = nullptr) {
  arguments.insert(arguments.begin(), {"check", "--together", "--format", "json"});
  const Ran ran = run_program(arguments, {"", scratch.path(), {}});
  if (status != nullptr) *status = ran.status;
  EXPECT_EQ(testing_support::mismatch(ran.out, "check"), "");
  return json::parse(ran.out);
}

std::vector<std::string> rules_of(const json& report) {
  std::vector<std::string> rules;
  for (const auto& finding : report["findings"]) rules.push_back(finding["rule"]);
  return rules;
}

std::vector<std::string> files_of(const json& report) {
  std::vector<std::string> files;
  if (report.contains("files"))
    for (const auto& file : report["files"]) files.push_back(file["path"]);
  return files;
}

TEST(Together, TheScoreOfTheTextIsHeldAgainstTheForm) {
  const Scratch scratch;
  scratch.file("u/报告.txt", scored_report("96"));
  scratch.file("u/自评表.xlsx", form("98"));
  const json run = check(scratch, {"u", "--rules", "JX-23,GJ-17,WZ-13,WZ-17"});
  ASSERT_EQ(run["reports"].size(), 1U);
  const json& report = run["reports"][0];
  EXPECT_EQ(report["path"], "u/报告.txt");
  EXPECT_THAT(files_of(report), ElementsAre("u/报告.txt", "u/自评表.xlsx"));
  EXPECT_THAT(rules_of(report), ElementsAre("JX-23"));
  const json& evidence = report["findings"][0]["evidence"][0];
  EXPECT_EQ(evidence["file"], "u/报告.txt");
  EXPECT_EQ(evidence["line"], 8);
}

TEST(Together, WithoutTheFormTheTextAloneLacksScoresAndTargets) {
  const Scratch scratch;
  scratch.file("u/报告.txt", scored_report());
  const json alone = check(scratch, {"u/报告.txt", "--rules", "WZ-13,WZ-17"});
  EXPECT_THAT(rules_of(alone["reports"][0]), ElementsAre("WZ-13", "WZ-17"));
  scratch.file("u/自评表.xlsx", form("96"));
  const json together = check(scratch, {"u", "--rules", "WZ-13,WZ-17"});
  EXPECT_THAT(rules_of(together["reports"][0]), ElementsAre());
}

TEST(Together, AFindingInTheFormNamesItsFileAndCell) {
  const Scratch scratch;
  scratch.file("u/报告.txt", scored_report("98"));
  scratch.file("u/附件/自评表.xlsx", form("98"));
  const json run = check(scratch, {"u", "--rules", "JX-05"});
  const json& finding = run["reports"][0]["findings"][0];
  EXPECT_EQ(finding["evidence"][0]["file"], "u/附件/自评表.xlsx");
  EXPECT_EQ(finding["evidence"][0]["cell"], "自评表!C5");
  const Ran text = run_program({"check", "--together", "u", "--rules", "JX-05"}, {"", scratch.path(), {}});
  EXPECT_THAT(text.out, AllOf(HasSubstr("附件/自评表.xlsx 自评表!C5"), HasSubstr("合并核查：正文“报告.txt”")));
}

TEST(Together, AFigureOfTheTextIsHeldAgainstATableOfTheAttachment) {
  const Scratch scratch;
  scratch.file("u/报告.txt", scored_report());
  const std::string table = "<w:tbl><w:tr><w:tc>" + document::paragraph("项目") + "</w:tc><w:tc>" +
                            document::paragraph("预算数") + "</w:tc><w:tc>" + document::paragraph("决算数") +
                            "</w:tc></w:tr><w:tr><w:tc>" + document::paragraph("部门支出") + "</w:tc><w:tc>" +
                            document::paragraph("320.00") + "</w:tc><w:tc>" + document::paragraph("265.64") +
                            "</w:tc></w:tr></w:tbl>";
  scratch.file("u/附表.docx",
               document::docx(document::paragraph("部门支出决算表") + document::paragraph("单位：万元") + table));
  const json run = check(scratch, {"u", "--rules", "GJ-17"});
  ASSERT_THAT(rules_of(run["reports"][0]), ElementsAre("GJ-17"));
  std::vector<std::string> files;
  for (const auto& evidence : run["reports"][0]["findings"][0]["evidence"]) files.push_back(evidence["file"]);
  EXPECT_THAT(files, AllOf(Contains("u/报告.txt"), Contains("u/附表.docx")));
}

TEST(Together, FoldersOfUnitsAreSubmissionsOfTheirOwn) {
  const Scratch scratch;
  for (const char* unit : {"报送/甲", "报送/乙"}) {
    scratch.file(std::string(unit) + "/报告.txt", scored_report("98"));
    scratch.file(std::string(unit) + "/自评表.xlsx", form("98"));
  }
  const json run = check(scratch, {"报送", "--rules", "JX-23"});
  ASSERT_EQ(run["reports"].size(), 2U);
  EXPECT_THAT(files_of(run["reports"][0]), ElementsAre("报送/乙/报告.txt", "报送/乙/自评表.xlsx"));
  EXPECT_THAT(files_of(run["reports"][1]), ElementsAre("报送/甲/报告.txt", "报送/甲/自评表.xlsx"));
}

TEST(Together, FoldersCanBeNamedByAGlobAndAreTakenOnce) {
  const Scratch scratch;
  for (const char* unit : {"报送/甲", "报送/乙"}) {
    scratch.file(std::string(unit) + "/报告.txt", scored_report("98"));
    scratch.file(std::string(unit) + "/自评表.xlsx", form("98"));
  }
  const json run = check(scratch, {"报送/*", "报送/甲", "--rules", "JX-23"});
  ASSERT_EQ(run["reports"].size(), 2U);
  EXPECT_EQ(files_of(run["reports"][0]).size(), 2U);
}

TEST(Together, AnArchiveIsAFolder) {
  const Scratch scratch;
  scratch.file("报送.zip", document::zip({{"甲/报告.txt", scored_report("96")}, {"甲/自评表.xlsx", form("98")}}));
  const json run = check(scratch, {"报送.zip", "--rules", "JX-23"});
  ASSERT_EQ(run["reports"].size(), 1U);
  EXPECT_THAT(files_of(run["reports"][0]), ElementsAre("报送.zip/甲/报告.txt", "报送.zip/甲/自评表.xlsx"));
  EXPECT_THAT(rules_of(run["reports"][0]), ElementsAre("JX-23"));
}

TEST(Together, FilesNamedOneByOneAreOneSubmission) {
  const Scratch scratch;
  scratch.file("a/自评表.xlsx", form("98"));
  scratch.file("b/报告.txt", scored_report("96"));
  const json run = check(scratch, {"a/自评表.xlsx", "b/报告.txt", "--rules", "JX-23"});
  ASSERT_EQ(run["reports"].size(), 1U);
  EXPECT_EQ(run["reports"][0]["path"], "b/报告.txt");
  EXPECT_THAT(rules_of(run["reports"][0]), ElementsAre("JX-23"));
}

TEST(Together, AnUnreadableAttachmentIsAnErrorOfItsOwn) {
  const Scratch scratch;
  scratch.file("u/报告.txt", scored_report("96"));
  scratch.file("u/自评表.xlsx", form("98"));
  scratch.file("u/附表.docx", "PK\x03\x04 broken");
  int status = 0;
  const json run = check(scratch, {"u", "--rules", "JX-23"}, &status);
  EXPECT_EQ(status, 3);
  ASSERT_EQ(run["reports"].size(), 2U);
  EXPECT_THAT(rules_of(run["reports"][0]), ElementsAre("JX-23"));
  EXPECT_EQ(run["reports"][1]["path"], "u/附表.docx");
  EXPECT_EQ(run["reports"][1]["status"], "unreadable");
}

TEST(Together, TheSameReportInAnotherFormatIsNotCheckedTwice) {
  const Scratch scratch;
  scratch.file("u/报告.txt", scored_report());
  std::string body;
  std::string text = scored_report();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    body += document::paragraph(text.substr(at, end - at));
    at = end + 1;
  }
  scratch.file("u/报告.docx", document::docx(body));
  const json run = check(scratch, {"u", "--rules", "ZX-02"});
  ASSERT_EQ(run["reports"].size(), 1U);
  EXPECT_TRUE(files_of(run["reports"][0]).empty());
  EXPECT_THAT(run["reports"][0]["warnings"][0].get<std::string>(), HasSubstr("与正文相同"));
}

TEST(Together, AFormAboutAProjectIsCheckedByItself) {
  const Scratch scratch;
  scratch.file("u/报告.txt", scored_report("96"));
  scratch.file("u/项目表.xlsx", form("90", "2023年度项目支出绩效自评表"));
  const json run = check(scratch, {"u", "--rules", "JX-23"});
  ASSERT_EQ(run["reports"].size(), 2U);
  EXPECT_THAT(rules_of(run["reports"][0]), ElementsAre());
  EXPECT_EQ(run["reports"][1]["path"], "u/项目表.xlsx");
  EXPECT_THAT(run["reports"][1]["warnings"][0].get<std::string>(), HasSubstr("单独核查"));
}

TEST(Together, TheReportDecidesIdentityAndOutline) {
  const Scratch scratch;
  scratch.file("u/z.txt", scored_report());
  scratch.file("u/a.docx",
               document::docx(document::paragraph("附件1") + document::paragraph("一、项目清单") +
                              document::paragraph("渔船维修12万元。") + document::paragraph("2022年1月5日")));
  const Ran ran = run_program({"facts", "--together", "u", "--format", "json"}, {"", scratch.path(), {}});
  EXPECT_EQ(testing_support::mismatch(ran.out, "facts"), "");
  const json facts = json::parse(ran.out)["reports"][0];
  EXPECT_EQ(facts["path"], "u/z.txt");
  EXPECT_EQ(facts["identity"]["unit"], "石桥县渔政站");
  EXPECT_TRUE(facts["identity"]["date"].is_null());
  std::vector<std::string> titles;
  for (const auto& section : facts["outline"]) titles.push_back(section["title"]);
  EXPECT_THAT(titles, ElementsAre("部门基本情况", "预算执行情况", "自评结论"));
  std::vector<std::string> files;
  for (const auto& fact : facts["facts"])
    if (fact.contains("file"))
      files.push_back(fact["file"].get<std::string>() + " " + fact["value"].get<std::string>());
  EXPECT_THAT(files, AllOf(Contains("u/a.docx 12"), Contains("u/z.txt 320")));
}

TEST(Together, FactsWrittenAndCheckedAgainGiveTheSameFindings) {
  const Scratch scratch;
  scratch.file("u/报告.txt", "\xEF\xBB\xBF" + scored_report("96"));
  scratch.file("u/自评表.xlsx", form("98"));
  const Ran facts =
      run_program({"facts", "--together", "u", "--format", "json", "-o", "f.json"}, {"", scratch.path(), {}});
  EXPECT_EQ(facts.status, 0) << facts.err;
  const json direct = check(scratch, {"u"});
  const Ran again = run_program({"check", "--facts", "f.json", "--format", "json"}, {"", scratch.path(), {}});
  const json replayed = json::parse(again.out);
  ASSERT_EQ(replayed["reports"].size(), 1U) << again.err;
  EXPECT_EQ(replayed["reports"][0]["findings"], direct["reports"][0]["findings"]);
}

TEST(Together, ExplainSeesBothFiles) {
  const Scratch scratch;
  scratch.file("u/报告.txt", scored_report("96"));
  scratch.file("u/自评表.xlsx", form("98"));
  const Ran ran = run_program({"explain", "--together", "u", "JX-23"}, {"", scratch.path(), {}});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("不通过"));
}

TEST(Together, WithoutTheOptionEachFileIsAReport) {
  const Scratch scratch;
  scratch.file("u/报告.txt", scored_report("96"));
  scratch.file("u/自评表.xlsx", form("98"));
  const Ran ran = run_program({"check", "u", "--format", "json"}, {"", scratch.path(), {}});
  const json run = json::parse(ran.out);
  ASSERT_EQ(run["reports"].size(), 2U);
  EXPECT_THAT(rules_of(run["reports"][0]), Not(Contains("JX-23")));
}

}  // namespace
}  // namespace hegui::app

// Findings in the formats that go to other programs: whatever a report contained, the output is well formed, says it
// all, and is the same each time.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <sstream>

#include "dsl/utf8.hpp"
#include "tests/findings/sample.hpp"
#include "tests/support/schema.hpp"

namespace hegui::findings {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

const std::vector<std::string> kTextFormats = {"text", "md", "csv", "json", "jsonl", "sarif", "junit"};

CheckedReport unreadable() {
  CheckedReport broken;
  broken.path = "坏 文件.docx";
  broken.readable = false;
  broken.error_code = "damaged";
  broken.error_zh = "文件已损坏";
  broken.error_en = "the file is damaged";
  return broken;
}

/// One finding of each severity, a waived one, a rule that could not be judged, a file that could not be read.
Run full_run() {
  Sample sample("一、收支\n预算100万元，支出80万元，执行率81%。\n二、结论\n等级为优。");
  sample.section("收支", "一、", "预算");
  sample.rule("GJ-10").tags = {"勾稽", "比率"};
  sample.rule("GJ-10").doc = "比率由分子、分母算得。";
  const auto rate = sample.fact("81%"), paid = sample.fact("80万元"), budget = sample.fact("100万元");
  auto& outcome = sample.fails("GJ-10", "执行率不符。", {rate, paid, budget});
  outcome.derivation = "80万元 ÷ 100万元 ＝ 80%";
  sample.fails_at("JL-01", "结论没有依据。", sample.at("等级为优")).severity = dsl::Severity::warning;
  sample.fails("WZ-01", "缺章节。").severity = dsl::Severity::note;
  sample.rule("ZX-01");
  Run run = sample.run();
  CheckedReport& report = run.reports.front();
  report.report = std::make_shared<const report::Report>(sample.report);
  report.unit = "样例单位";
  report.year = 2023;
  for (auto& rule : report.rules)
    if (rule.rule == "ZX-01") rule.undetermined = 2, rule.missing = {"[预算]"};
  for (auto& finding : report.findings) {
    if (finding.rule == "JL-01") finding.waived = true, finding.waiver = "试点（批准：某局），至 2024-12-31";
  }
  run.reports.push_back(unreadable());
  return run;
}

/// A report made to harm who opens what is made of it.
Run hostile_run() {
  const std::string evil =
      "=HYPERLINK(\"http://x\",\"y\")<script>alert(1)</script>]]>&amp; \xE2\x80\xAE"
      "abc `x` |a|b| ![i](u)";
  const std::string nul("a\0b\x1B[31m\x07\x7F", 10);
  Sample sample("支出" + std::string(300'000, 'x') + "。\n" + evil + nul + "\n结尾。");
  const auto& text = *sample.report.document.text;
  report::Passage whole{0, 0, static_cast<std::uint32_t>(text.normalised().find('\n'))};
  sample.fails_at("GJ-01", evil + nul, whole);
  auto& second = sample.fails_at("GJ-02", nul + evil, sample.at("结尾"));
  second.derivation = second.advice = second.hypothesis = evil + nul;
  Run run = sample.run();
  CheckedReport& report = run.reports.front();
  report.path = evil + nul + ".txt";
  report.unit = report.title = report.region = report.type = evil + nul;
  report.report = std::make_shared<const report::Report>(sample.report);
  for (auto& finding : report.findings) {
    finding.title = finding.waiver = evil + nul;
    for (auto& evidence : finding.evidence) evidence.section = evidence.role = evil + nul;
  }
  for (auto& rule : report.rules) rule.missing = {evil + nul}, rule.undetermined = 1;
  CheckedReport broken = unreadable();
  broken.error_zh = broken.error_en = evil + nul;
  run.reports.push_back(broken);
  return run;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// Characters that could steer a program that shows the text.
std::string steering(const std::string& text) {
  std::string found;
  for (std::size_t at = 0; at < text.size();) {
    const auto next = dsl::utf8::decode(text, at);
    const auto c = next.character;
    const bool line_end = c == '\n' || c == '\r';
    if (!next.valid || (c < 0x20 && !line_end) || c == 0x7F || (c >= 0x202A && c <= 0x202E))
      found += std::to_string(static_cast<unsigned>(c)) + " ";
    at += next.length;
  }
  return found;
}

TEST(Formats, EqualRunsGiveEqualBytes) {
  for (const auto& format : kTextFormats)
    for (const auto language : {dsl::Language::zh, dsl::Language::en}) {
      const std::string once = written(format, full_run(), {language, false});
      EXPECT_FALSE(once.empty()) << format;
      EXPECT_EQ(once, written(format, full_run(), {language, false})) << format;
    }
}

TEST(Formats, HostileTextIsShownAndNeverObeyed) {
  for (const auto& format : kTextFormats) {
    const std::string out = written(format, hostile_run(), {});
    EXPECT_EQ(steering(format.starts_with("json") || format == "sarif" ? "" : out), "") << format;
  }
  EXPECT_THAT(written("junit", hostile_run(), {}), Not(HasSubstr("<script")));
  const std::string markdown = written("md", hostile_run(), {});
  for (std::size_t at = markdown.find("<script"); at != std::string::npos; at = markdown.find("<script", at + 1))
    EXPECT_EQ(markdown[at - 1], '\\') << "escaped";
  EXPECT_THAT(markdown, Not(HasSubstr("![i](u)")));
}

TEST(Formats, EmptyRunIsWhole) {
  findings::Run run;
  run.head = head_of(std::make_shared<dsl::Program>(), "1.0");
  for (const auto& format : kTextFormats) EXPECT_FALSE(written(format, run, {}).empty()) << format;
  EXPECT_EQ(nlohmann::json::parse(written("sarif", run, {}))["runs"][0]["results"].size(), 0U);
}

TEST(Formats, UnreadableReportIsNeverSilent) {
  for (const auto& format : kTextFormats) {
    if (format == "json" || format == "jsonl") continue;  // the message is Chinese there, whatever the language
    EXPECT_THAT(written(format, full_run(), {dsl::Language::zh, false}), HasSubstr("文件已损坏")) << format;
    EXPECT_THAT(written(format, full_run(), {dsl::Language::en, false}), HasSubstr("the file is damaged")) << format;
  }
}

TEST(CheckCsv, RowsHaveAllColumnsAndNothingComputes) {
  const auto rows = lines_of(written("csv", full_run(), {}));
  ASSERT_EQ(rows.size(), 5U) << "head, three findings, one unreadable file";
  EXPECT_THAT(rows[0], StartsWith("\xEF\xBB\xBF报告,单位,年度"));
  for (const auto& row : rows) EXPECT_EQ(std::count(row.begin(), row.end(), ','), 25) << row;
  EXPECT_THAT(rows[1], HasSubstr("预算【100万元】，支出【80万元】，执行率【81%】。"));
  EXPECT_THAT(rows[1], HasSubstr("第2行第19字"));
  const std::string hostile = written("csv", hostile_run(), {});
  EXPECT_THAT(hostile, Not(HasSubstr("\n=")));
  EXPECT_THAT(hostile, Not(HasSubstr(",=")));
  EXPECT_THAT(hostile, Not(HasSubstr(",\"=")));
}

TEST(CheckJsonLines, EveryLineStandsAlone) {
  const auto lines = lines_of(written("jsonl", full_run(), {}));
  ASSERT_EQ(lines.size(), 4U);
  std::vector<std::string> kinds;
  for (const auto& line : lines) kinds.push_back(nlohmann::json::parse(line)["kind"]);
  EXPECT_EQ(kinds, (std::vector<std::string>{"run", "report", "report", "summary"}));
  auto report = nlohmann::json::parse(lines[1]);
  report.erase("kind");
  EXPECT_EQ(report, nlohmann::json::parse(written("json", full_run(), {}))["reports"][0]) << "as in json";
  EXPECT_EQ(nlohmann::json::parse(lines[3])["waived"], 1);
  for (const auto& line : lines_of(written("jsonl", hostile_run(), {})))
    EXPECT_FALSE(nlohmann::json::parse(line, nullptr, false).is_discarded());
}

TEST(CheckSarif, SaysWhereByCharacter) {
  const auto run = nlohmann::json::parse(written("sarif", full_run(), {}))["runs"][0];
  EXPECT_EQ(run["columnKind"], "unicodeCodePoints");
  const auto& results = run["results"];
  ASSERT_EQ(results.size(), 4U) << "three findings, one rule that could not be judged";
  const auto& first = results[0];
  EXPECT_EQ(first["ruleId"], "GJ-10");
  EXPECT_EQ(run["tool"]["driver"]["rules"][first["ruleIndex"].get<std::size_t>()]["id"], "GJ-10");
  const auto& region = first["locations"][0]["physicalLocation"]["region"];
  // 一、收支 and its line end are five characters; 预算100万元，支出80万元，执行率 are eighteen more.
  EXPECT_EQ(region["charOffset"], 23);
  EXPECT_EQ(region["charLength"], 3);
  EXPECT_EQ(region["startLine"], 2);
  EXPECT_EQ(region["startColumn"], 19);
  EXPECT_EQ(region["endColumn"], 22);
  EXPECT_EQ(first["relatedLocations"].size(), 2U);
  EXPECT_EQ(first["partialFingerprints"]["heguiFinding/v1"].get<std::string>().size(), 16U);
}

TEST(CheckSarif, TellsWaiversOpenRulesAndUnreadableFiles) {
  const auto run = nlohmann::json::parse(written("sarif", full_run(), {}))["runs"][0];
  for (const auto& result : run["results"]) {
    EXPECT_EQ(result.contains("suppressions"), result["ruleId"] == "JL-01") << result;
    EXPECT_EQ(result["kind"], result["ruleId"] == "ZX-01" ? "open" : "fail");
  }
  const auto& invocation = run["invocations"][0];
  EXPECT_EQ(invocation["executionSuccessful"], false);
  bool damaged = false;
  for (const auto& note : invocation["toolExecutionNotifications"])
    damaged = damaged || (note["level"] == "error" && note["descriptor"]["id"] == "damaged");
  EXPECT_TRUE(damaged);
  EXPECT_EQ(run["artifacts"][1]["location"]["uri"], "%E5%9D%8F%20%E6%96%87%E4%BB%B6.docx");
  const auto& rules = run["tool"]["driver"]["rules"];
  EXPECT_EQ(rules[0]["properties"]["tags"].size(), 2U);
  EXPECT_EQ(rules[0]["defaultConfiguration"]["level"], "error");
  EXPECT_EQ(rules[0]["fullDescription"]["text"], "比率由分子、分母算得。");
}

TEST(CheckSarif, FitsTheOfficialSchema) {
  const std::string schema = HEGUI_SOURCE_DIR "/../shared/schemas/sarif-schema-2.1.0.json";
  if (!std::filesystem::exists(schema)) GTEST_SKIP() << "no " << schema;
  for (const auto& run : {full_run(), hostile_run(), findings::Run{}})
    for (const auto language : {dsl::Language::zh, dsl::Language::en})
      EXPECT_EQ(testing_support::mismatch_with(schema, written("sarif", run, {language, false})), "");
  auto wrong = nlohmann::json::parse(written("sarif", full_run(), {}));
  wrong["runs"][0]["results"][0]["level"] = "catastrophe";
  EXPECT_NE(testing_support::mismatch_with(schema, wrong.dump()), "") << "the schema is applied";
}

TEST(CheckJunit, SuitesAndCasesAreCounted) {
  pugi::xml_document xml;
  ASSERT_TRUE(xml.load_string(written("junit", full_run(), {}).c_str()));
  const auto suite = xml.child("testsuites").child("testsuite");
  EXPECT_EQ(suite.attribute("tests").as_int(), 4);
  EXPECT_EQ(suite.attribute("failures").as_int(), 2);
  EXPECT_EQ(suite.attribute("skipped").as_int(), 2) << "one waived, one not judged";
  EXPECT_EQ(suite.next_sibling().attribute("errors").as_int(), 1);
  EXPECT_THAT(suite.child("testcase").child("failure").text().as_string(), HasSubstr("80万元 ÷ 100万元 ＝ 80%"));
  ASSERT_TRUE(xml.load_string(written("junit", hostile_run(), {}).c_str()));
}

}  // namespace
}  // namespace hegui::findings

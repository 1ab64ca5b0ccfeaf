// What check wrote as JSON is read back as it was; hostile files end in an error that names the place.
#include "checker/findings/run_input.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/findings/sample.hpp"

namespace hegui::findings {
namespace {

using testing::HasSubstr;

/// A run with one of everything that a result can hold.
Run rich_run() {
  Sample sample("一、收支\n预算100万元，支出80万元，执行率81%。\n支出80万元。");
  sample.section("收支", "一、", "支出80万元。");
  dsl::Basis basis;
  basis.title = "《某办法》";
  basis.number = "财预〔2020〕1号";
  sample.program->bases = {basis};
  sample.program->rulebooks[0].title = "样例规则";
  auto& rule = sample.rule("GJ-10");
  rule.bases = {dsl::BasisId{0}};
  rule.refines = {"GJ-01"};
  const auto rate = sample.fact("81%"), paid = sample.fact("80万元"), budget = sample.fact("100万元");
  auto& outcome = sample.fails("GJ-10", "执行率不符，<b>“\"\\\t”。", {rate, paid, budget});
  outcome.alignment = {{"来源", "财政拨款"}, {"范围", "部门整体"}};  // not in the order of their names
  outcome.derivation = "80万元 ÷ 100万元 ＝ 80%";
  outcome.hypothesis = "若81%为80%，则相符";
  outcome.note = "截尾";
  outcome.inferred = true;
  outcome.because_inferred = {"范围取自标题"};
  outcome.difference = dsl::Number(10'000);
  sample.fails("WZ-01", "缺章节。").severity = dsl::Severity::note;
  sample.fails_at("WZ-02", "错字。", sample.at("支出80万元。", 0)).severity = dsl::Severity::warning;
  dsl::Waiver waiver;
  waiver.rule = "WZ-02";
  waiver.reason = "已另行报送";
  waiver.authority = "预算科";
  waiver.until = {2030, 12, 31};
  dsl::Waiver ended = waiver;
  ended.rule = "WZ-01";
  ended.until = {2020, 1, 1};
  sample.program->waivers = {waiver, ended};
  sample.report.identity.year = 2021;
  sample.report.identity.unit = "某局";
  sample.report.looks_like_report = false;
  Run run = sample.run();
  auto& told = run.reports[0];
  told.rules[0].missing = {"[预算]"};
  told.rules[0].skipped = "停用";
  told.profiles = {"某省"};
  told.unread = 3;
  told.figures.budget = dsl::Number(1'000'000);
  told.figures.actual = dsl::Number(1'600'001, 2);
  told.figures.execution_rate = dsl::Number(800'001, 1'000'000);
  told.not_shown = 2;
  told.files = {{"报告.docx", std::string(64, 'b'), "docx"}, {"附表.xlsx", std::string(64, 'c'), "xlsx"}};
  told.known = 4;
  told.fixed = 5;
  for (auto& finding : told.findings)
    if (!finding.evidence.empty()) {
      finding.evidence[0].locator.page = 3;
      finding.evidence[0].boxes = {{3, 9006, 12180, 11402, 13241}};
      if (finding.materiality) finding.materiality->share = dsl::Number(125, 10'000);
    }
  Evidence in_sheet;
  in_sheet.quote = "80万元";
  in_sheet.file = "附表.xlsx";
  in_sheet.line = 2;
  in_sheet.column = 1;
  in_sheet.locator = {1, "收支!表", 12, 28, 0};
  told.findings[0].evidence.push_back(in_sheet);
  Evidence over_pages;
  over_pages.quote = "80万元";
  over_pages.line = 2;
  over_pages.column = 1;
  over_pages.locator.page = 3;
  over_pages.boxes = {{3, 29, 70001, 58, 71130}, {4, -3, 0, 100, 1'000'000'000}};
  told.findings[0].evidence.push_back(over_pages);
  CheckedReport broken;
  broken.path = "没有.txt";
  broken.readable = false;
  broken.error_code = "missing";
  broken.error_zh = "没有这个文件";
  broken.error_en = "there is no such file";
  run.reports.push_back(broken);
  run.head.date = "2026-01-02";
  return run;
}

struct ReadBack {
  Run run;
  std::string error;
};

ReadBack read_back(const std::string& json, const RunInputLimits& limits = {}) {
  ReadBack back;
  std::istringstream in(json);
  const auto error = read_run(
      in, [&](const RunHead& head) { back.run.head = head; },
      [&](CheckedReport&& report) { back.run.reports.push_back(std::move(report)); }, limits);
  if (error) back.error = error->en;
  return back;
}

TEST(RunInput, WhatWasWrittenIsReadBackToTheByte) {
  const std::string json = written("json", rich_run(), {});
  const auto back = read_back(json);
  ASSERT_EQ(back.error, "");
  EXPECT_EQ(written("json", back.run, {}), json);
}

TEST(RunInput, TextForPeopleIsTheSameFromAFile) {
  const findings::Run run = rich_run();
  const auto back = read_back(written("json", run, {}));
  EXPECT_EQ(written("text", back.run, {}), written("text", run, {}));
  TextOptions english;
  english.language = dsl::Language::en;
  EXPECT_EQ(written("text", back.run, english), written("text", run, english));
}

TEST(RunInput, OlderResultsWithoutTheNewMembersAreRead) {
  const auto back = read_back(R"({"tool":{"name":"hegui","version":"0.1"},"rulebooks":[],"reports":[
    {"path":"a.txt","sha256":"","format":"txt","status":"checked","error":null,
     "identity":{"unit":"","region":"","year":null,"type":"","title":""},
     "findings":[{"id":"1","rule":"A-1","rulebook":"r","severity":"note","status":"open","certainty":"stated",
       "message":"m","advice":"","basis":[],"alignment":{},"evidence":[],"derivation":"","hypothesis":""}],
     "outcomes":[]}],"summary":{}})");
  ASSERT_EQ(back.error, "");
  ASSERT_EQ(back.run.reports.size(), 1U);
  EXPECT_EQ(back.run.reports[0].findings.at(0).severity, dsl::Severity::note);
}

TEST(RunInput, ABoxThatIsNoneIsNamedWithItsPlace) {
  auto json = nlohmann::ordered_json::parse(written("json", rich_run(), {}));
  auto& evidence = json["reports"][0]["findings"][0]["evidence"][0];
  evidence["box"] = {1, 2, 3};
  EXPECT_EQ(read_back(json.dump()).error, "reports[0].findings[0].evidence[0].box: should have four numbers");
  evidence["box"] = {1, 2, 3, 1e300};
  EXPECT_EQ(read_back(json.dump()).error, "reports[0].findings[0].evidence[0].box[3]: should be a place on a page");
}

TEST(RunInput, AWrongValueIsNamedWithItsPlace) {
  std::string json = written("json", rich_run(), {});
  const std::string from = "\"severity\": \"note\"";
  json.replace(json.find(from), from.size(), "\"severity\": \"fatal\"");
  EXPECT_THAT(read_back(json).error, HasSubstr("reports[0].findings["));
  EXPECT_THAT(read_back(json).error, HasSubstr("].severity: should be error, warning or note"));
}

TEST(RunInput, TornFilesAreNamedWithLineAndColumn) {
  const std::string json = written("json", rich_run(), {});
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{40}, json.size() / 2, json.size() - 3})
    EXPECT_NE(read_back(json.substr(0, size)).error, "") << size;
  EXPECT_THAT(read_back("{\n  \"tool\": oops").error, HasSubstr("2:11: "));
}

TEST(RunInput, OtherJsonIsNoRun) {
  for (const char* other : {"[]", "3", "{}", "{\"reports\": []}", "{\"reports\": [{\"facts\": []}]}", "[[[[", "null"})
    EXPECT_NE(read_back(other).error, "") << other;
}

TEST(RunInput, HostileShapesAreRefused) {
  EXPECT_THAT(read_back(std::string(100'000, '[')).error, testing::AnyOf(HasSubstr("nested"), HasSubstr("no result")));
  std::string deep = R"({"tool":)";
  for (int i = 0; i < 10'000; ++i) deep += "[";
  EXPECT_THAT(read_back(deep).error, HasSubstr("nested too deep"));
  std::string wide = R"({"tool":{)";
  for (int i = 0; i < 10'000; ++i) wide += "\"m" + std::to_string(i) + "\":1,";
  EXPECT_THAT(read_back(wide).error, HasSubstr("too many members"));
  RunInputLimits limits;
  limits.bytes_of_report = 500;
  EXPECT_THAT(read_back(written("json", rich_run(), {}), limits).error, HasSubstr("too long"));
}

TEST(RunInput, DamagedFilesAreReadOrRefusedButNeverDoHarm) {
  const std::string json = written("json", rich_run(), {});
  std::uint32_t seed = 1;
  const auto next = [&](std::size_t below) {
    seed = seed * 1664525U + 1013904223U;
    return static_cast<std::size_t>(seed >> 8U) % below;
  };
  for (int round = 0; round < 300; ++round) {
    std::string damaged = json;
    for (std::size_t n = 1 + next(4); n > 0; --n) {
      const std::size_t at = next(damaged.size());
      switch (next(3)) {
        case 0: damaged[at] = static_cast<char>(next(256)); break;
        case 1: damaged.erase(at, next(80)); break;
        default: damaged.insert(at, json, next(json.size()), next(120)); break;
      }
    }
    const auto back = read_back(damaged);
    if (back.error.empty()) {
      EXPECT_FALSE(written("json", back.run, {}).empty());
    }
  }
}

TEST(RunInput, AQuoteOutsideItsSentenceIsNotEmphasisedThere) {
  std::string json = written("json", rich_run(), {});
  const std::string from = "\"quote_at\": ";
  for (std::size_t at = json.find(from); at != std::string::npos; at = json.find(from, at + 1))
    json.insert(at + from.size(), "99999");
  const auto back = read_back(json);
  ASSERT_EQ(back.error, "");
  EXPECT_THAT(written("text", back.run, {}), HasSubstr("【81%】"));
}

}  // namespace
}  // namespace hegui::findings

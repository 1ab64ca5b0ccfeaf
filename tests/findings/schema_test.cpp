// Our JSON fits the schemas that we publish.
#include <gtest/gtest.h>

#include "tests/findings/sample.hpp"
#include "tests/support/schema.hpp"

namespace hegui::findings {
namespace {

using testing_support::mismatch;

/// A run with one of everything that the output can hold.
Run rich_run() {
  Sample sample("一、收支\n预算100万元，支出80万元，执行率81%。");
  sample.section("收支", "一、", "预算");
  dsl::Basis basis;
  basis.title = "《某办法》";
  basis.number = "财预〔2020〕1号";
  sample.program->bases = {basis};
  auto& rule = sample.rule("GJ-10");
  rule.bases = {dsl::BasisId{0}};
  rule.refines = {"GJ-01"};
  const auto rate = sample.fact("81%"), paid = sample.fact("80万元"), budget = sample.fact("100万元");
  sample.fails("GJ-01", "总数不符。", {rate});
  auto& outcome = sample.fails("GJ-10", "执行率不符。", {rate, paid, budget});
  outcome.alignment = {{"范围", "部门整体"}};
  outcome.derivation = "80万元 ÷ 100万元 ＝ 80%";
  outcome.difference = dsl::Number(10000);
  outcome.hypothesis = "若81%为80%，则相符";
  outcome.inferred = true;
  outcome.because_inferred = {"范围取自标题"};
  sample.fails("WZ-01", "缺章节。").severity = dsl::Severity::note;
  sample.report.identity.year = 2021;
  sample.report.looks_like_report = false;
  findings::Run run = sample.run();
  run.reports[0].rules[0].missing = {"[预算]"};
  auto& evidence = run.reports[0].findings[0].evidence;
  evidence.push_back(evidence[0]);
  evidence[0].locator.page = evidence[1].locator.page = 2;
  evidence[0].boxes = {{2, 9006, 12180, 11402, 13241}};
  evidence[1].boxes = {{2, 9006, 70001, 11402, 71130}, {3, 9006, 12180, 11402, 13241}};
  CheckedReport broken;
  broken.path = "没有.txt";
  broken.readable = false;
  broken.error_code = "missing";
  broken.error_zh = "没有这个文件";
  run.reports.push_back(broken);
  return run;
}

TEST(Schema, CheckOutputFits) { EXPECT_EQ(mismatch(written("json", rich_run(), {}), "check"), ""); }

TEST(Schema, CheckOutputOfNothingFits) {
  findings::Run run;
  run.head = head_of(std::make_shared<dsl::Program>(), "1.0");
  EXPECT_EQ(mismatch(written("json", run, {}), "check"), "");
}

TEST(Schema, UnpublishedAndMissingMembersAreSeen) {
  auto json = nlohmann::json::parse(written("json", rich_run(), {}));
  auto extra = json;
  extra["reports"][0]["findings"][0]["colour"] = "red";
  EXPECT_NE(mismatch(extra.dump(), "check"), "");
  auto less = json;
  less["reports"][0]["findings"][0].erase("message");
  EXPECT_NE(mismatch(less.dump(), "check"), "");
}

TEST(Schema, SummaryCountsOpenFindingsBySeverity) {
  const auto json = nlohmann::json::parse(written("json", rich_run(), {}));
  EXPECT_EQ(json["summary"].dump(),
            R"({"errors":1,"expired_waivers":0,"materiality":"10000","not_shown":0,"notes":1,"reports":2,)"
            R"("unreadable":1,"waived":0,"warnings":0})");
  EXPECT_EQ(json["reports"][1]["error"], "没有这个文件");
  EXPECT_TRUE(json["reports"][0]["error"].is_null());
  EXPECT_EQ(json["reports"][0]["findings"][0]["also"][0], "GJ-01");
}

}  // namespace
}  // namespace hegui::findings

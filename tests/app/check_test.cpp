#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/program.hpp"
#include "tests/support/schema.hpp"

namespace hegui::app {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Check, ExitStatusFollowsTheFindings) {
  const Scratch scratch;
  const auto report = scratch.file("a.txt", small_report());
  EXPECT_EQ(run_program({"check", report, "-r", small_rules()}).status, 1);
  EXPECT_EQ(run_program({"check", report, "-r", small_rules(), "--rules", "XX-02"}).status, 0);
  EXPECT_EQ(run_program({"check", report, "-r", small_rules(), "--rules", "XX-02", "--fail-on", "warning"}).status, 1);
  EXPECT_EQ(run_program({"check", report, "-r", small_rules(), "--rules", "XX-03"}).status, 0);
}

TEST(Check, FindingQuotesTheFigureAndShowsTheArithmetic) {
  const Scratch scratch;
  const auto report = scratch.file("a.txt", small_report());
  const Ran ran = run_program({"check", report, "-r", small_rules()});
  EXPECT_THAT(ran.out, AllOf(HasSubstr("XX-01"), HasSubstr("【82.20%】"), HasSubstr("4:"), HasSubstr("80.2"),
                             HasSubstr("《小办法》（小财〔2020〕1号）")));
}

TEST(Check, UndeterminedRulesAreNamedWithWhatWasMissing) {
  const Scratch scratch;
  const auto report = scratch.file("a.txt", small_report() + "“三公”经费决算2万元。\n");
  const Ran ran = run_program({"check", report, "-r", small_rules(), "--rules", "XX-03"});
  EXPECT_THAT(ran.out, AllOf(HasSubstr("不能判断"), HasSubstr("“三公经费 预算”")));
}

TEST(Check, WhatWasMissingIsToldWithoutTheVariablesOfARule) {
  const Scratch scratch;
  const auto rules = scratch.file("r.hegui",
                                  "规则集 test.words\n  版本 1.0.0\n  引用 cn.taxonomy 1\n"
                                  "规则 YY-01 “增减额应相符”\n  级别 错误\n  对每个 甲 于 报告.变动\n"
                                  "  应 甲.本期 - 甲.上期 ≈ 甲.增减额\n  说明 “不符。”\n");
  const auto report = scratch.file("a.txt", small_report() + "接待费比上年增加2万元，增长5%。\n");
  const Ran ran = run_program({"check", report, "-r", rules});
  EXPECT_THAT(ran.out, AllOf(HasSubstr("“变动的本期”"), testing::Not(HasSubstr("甲.本期")))) << ran.err;
}

TEST(Check, JsonFitsTheSchemaAndNamesTheRulebooks) {
  const Scratch scratch;
  const auto report = scratch.file("a.txt", small_report());
  const Ran ran = run_program({"check", report, "-r", small_rules(), "--format", "json"});
  EXPECT_EQ(testing_support::mismatch(ran.out, "check"), "");
  const auto json = nlohmann::json::parse(ran.out);
  EXPECT_EQ(json["reports"][0]["path"], report);
  EXPECT_EQ(json["reports"][0]["identity"]["year"], 2023);
  EXPECT_THAT(ran.out, HasSubstr("\"test.small\""));
  EXPECT_EQ(json["reports"][0]["outcomes"].size(), 3U);
  const auto facts = run_program({"facts", report, "--format", "json"});
  EXPECT_EQ(testing_support::mismatch(facts.out, "facts"), "");
}

TEST(Check, AReportHandedInTwiceKeepsBothResultsAndSaysSo) {
  const Scratch scratch;
  const auto first = scratch.file("a.txt", small_report()), other = scratch.file("b.txt", small_report() + "\n"),
             again = scratch.file("c.txt", small_report());
  const Ran ran = run_program({"check", first, other, again, "-r", small_rules(), "--format", "json", "--jobs", "4"});
  EXPECT_EQ(testing_support::mismatch(ran.out, "check"), "");
  const auto json = nlohmann::json::parse(ran.out);
  EXPECT_EQ(json["summary"]["reports"], 3);
  EXPECT_EQ(json["summary"]["same_content"], 1);
  EXPECT_FALSE(json["reports"][0].contains("warning_codes"));
  EXPECT_FALSE(json["reports"][1].contains("warning_codes"));
  EXPECT_EQ(json["reports"][2]["warning_codes"], nlohmann::json({"same_content"}));
  EXPECT_THAT(json["reports"][2]["warnings"][0].get<std::string>(), HasSubstr("内容与“" + first + "”完全相同"));
  EXPECT_EQ(json["reports"][2]["findings"].size(), json["reports"][0]["findings"].size());
  const Ran text = run_program({"check", first, other, again, "-r", small_rules()});
  EXPECT_THAT(text.out, AllOf(HasSubstr("与别的文件内容完全相同的报告 1 份"), HasSubstr("报告 3 份")));
  EXPECT_THAT(run_program({"check", first, again, "-r", small_rules(), "--format", "html"}).out,
              HasSubstr("\"same_content\":1"));
  EXPECT_THAT(run_program({"check", first, other, "-r", small_rules()}).out, testing::Not(HasSubstr("完全相同")));
}

TEST(Check, WhatIsNoReportIsNotToldToBeFine) {
  const Scratch scratch;
  const auto notice =
      scratch.file("a.txt", "关于召开2024年防汛工作会议的通知\n各乡镇：\n定于2024年6月3日召开防汛工作会议。\n");
  const Ran ran = run_program({"check", notice, "-r", small_rules(), "--rules", "XX-01"});
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr("看起来不是"), HasSubstr("不能当作查过了"), testing::Not(HasSubstr("没有发现问题"))));
}

TEST(Check, UnreadableInputsAreNamedAndTheOthersStillChecked) {
  const Scratch scratch;
  const auto good = scratch.file("a.txt", small_report());
  const auto gone = (scratch.path() / "gone.txt").string();
  const Ran ran = run_program({"check", gone, good, "-r", small_rules(), "--format", "json"});
  EXPECT_EQ(ran.status, 3);
  EXPECT_THAT(ran.err, HasSubstr(gone));
  const auto json = nlohmann::json::parse(ran.out);
  ASSERT_EQ(json["reports"].size(), 2U);
  EXPECT_EQ(json["reports"][0]["status"], "unreadable");
  EXPECT_EQ(json["reports"][1]["status"], "checked");
  EXPECT_FALSE(json["reports"][1]["findings"].empty());
  EXPECT_EQ(json["summary"]["unreadable"], 1);
}

TEST(Check, OutputFileAppearsWhole) {
  const Scratch scratch;
  const auto report = scratch.file("a.txt", small_report());
  const auto out = scratch.path() / "findings.json";
  const Ran ran = run_program({"check", report, "-r", small_rules(), "--format", "json", "-o", out.string()});
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.out, IsEmpty());
  EXPECT_EQ(testing_support::mismatch(slurp(out), "check"), "");
  std::size_t files = 0;
  for (const auto& each : std::filesystem::directory_iterator(scratch.path())) files += each.exists() ? 1U : 0U;
  EXPECT_EQ(files, 2U);
}

TEST(Check, AnUnwritableOutputIsTold) {
  const Scratch scratch;
  const auto report = scratch.file("a.txt", small_report());
  const auto out = (scratch.path() / "no/such/folder/x.json").string();
  const Ran ran = run_program({"check", report, "-r", small_rules(), "-o", out});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr(out));
  EXPECT_EQ(run_program({"check", report, "-r", small_rules(), "-o", "/dev/full"}).status, 2);
}

TEST(Check, RepeatedRunsGiveEqualBytesFromAnyFolder) {
  const Scratch scratch;
  const auto report = scratch.file("a.txt", small_report());
  for (const char* format : {"text", "json"}) {
    const std::vector<std::string> arguments = {"check", report, "-r", small_rules(), "--format", format};
    const Ran first = run_program(arguments);
    EXPECT_EQ(first.out, run_program(arguments).out);
    EXPECT_EQ(first.out, run_program(arguments, {"", "/", {}}).out);
  }
  const Ran chinese = run_program({"check", report, "-r", small_rules(), "--format", "json"});
  const Ran english = run_program({"check", report, "-r", small_rules(), "--format", "json", "--lang", "en"});
  EXPECT_EQ(chinese.out, english.out);
}

TEST(Check, TheBuiltInRulesAreFoundFromAnyFolder) {
  const Scratch scratch;
  scratch.file("a.txt", small_report());
  const Ran ran = run_program({"check", "a.txt", "--format", "json"}, {"", scratch.path(), {}});
  EXPECT_NE(ran.status, 2) << ran.err;
  EXPECT_GT(nlohmann::json::parse(ran.out)["rulebooks"].size(), 3U);
}

TEST(Check, RulesFolderCanBeNamedInTheEnvironment) {
  const Scratch scratch;
  const auto report = scratch.file("a.txt", small_report());
  const Ran ran = run_program({"check", report}, {"", "", {{"HEGUI_RULES", (scratch.path() / "none").string()}}});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("HEGUI_RULES"));
  const Ran named = run_program({"check", report}, {"", "", {{"HEGUI_RULES", source_path("rules")}}});
  EXPECT_NE(named.status, 2) << named.err;
}

TEST(Check, UnknownRulesAndProfilesAreTold) {
  const Scratch scratch;
  const auto report = scratch.file("a.txt", small_report());
  const Ran rule = run_program({"check", report, "-r", small_rules(), "--rules", "XX-2"});
  EXPECT_EQ(rule.status, 2);
  EXPECT_THAT(rule.err, HasSubstr("没有规则“XX-2”"));
  const Ran profile = run_program({"check", report, "-r", small_rules(), "--profile", "nowhere"});
  EXPECT_EQ(profile.status, 2);
  EXPECT_THAT(profile.err, HasSubstr("nowhere"));
}

TEST(Explain, ShowsHowTheVerdictWasReached) {
  const Scratch scratch;
  const auto report = scratch.file("a.txt", small_report());
  const Ran ran = run_program({"explain", report, "XX-01", "-r", small_rules()});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("不通过"), HasSubstr("步骤"), HasSubstr("82.20%")));
  const Ran unknown = run_program({"explain", report, "XX-0", "-r", small_rules()});
  EXPECT_EQ(unknown.status, 2);
  EXPECT_THAT(unknown.err, HasSubstr("您是不是要写"));
}

}  // namespace
}  // namespace hegui::app

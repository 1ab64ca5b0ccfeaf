// compare, summary, baselines, filters and waivers as a user runs them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/app/program.hpp"
#include "tests/support/schema.hpp"

namespace hegui::app {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::logic_error("not in the report: " + from);
  return text.replace(at, from.size(), to);
}

/// XX-01 is answered, the measures are still missing.
std::string corrected_report() { return replaced(small_report(), "82.20%", "80.20%"); }

TEST(Compare, FixedAndRemainingAreToldAndNothingIsNew) {
  const Scratch scratch;
  const auto before = scratch.file("上次.txt", small_report());
  const auto after = scratch.file("这次.txt", corrected_report());
  const Ran ran = run_program({"compare", before, after, "-r", small_rules()});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr("已消除 1\n    XX-01"), HasSubstr("仍在 1\n    XX-02"), Not(HasSubstr("新出现 1"))));
  const Ran back = run_program({"compare", after, before, "-r", small_rules()});
  EXPECT_EQ(back.status, 1) << "a new error";
  EXPECT_THAT(back.out, HasSubstr("新出现 1\n    XX-01"));
}

TEST(Compare, KeptRunsGiveTheSameAsTheReports) {
  const Scratch scratch;
  const auto before = scratch.file("a.txt", small_report());
  const auto after = scratch.file("b.txt", corrected_report());
  const auto old_run = (scratch.path() / "old.json").string();
  const auto new_run = (scratch.path() / "new.jsonl").string();
  run_program({"check", before, "-r", small_rules(), "--format", "json", "-o", old_run});
  run_program({"check", after, "-r", small_rules(), "--format", "jsonl", "-o", new_run});
  const Ran direct = run_program({"compare", before, after, "-r", small_rules(), "--format", "json"});
  const Ran kept = run_program({"compare", old_run, new_run, "--format", "json"});
  EXPECT_EQ(kept.status, 0) << kept.err;
  EXPECT_EQ(kept.out, direct.out);
  EXPECT_EQ(testing_support::mismatch(kept.out, "compare"), "");
}

TEST(Compare, FoldersArePairedByWhatTheReportsAre) {
  const Scratch scratch;
  std::filesystem::create_directories(scratch.path() / "old");
  std::filesystem::create_directories(scratch.path() / "new");
  scratch.file("old/1.txt", small_report());
  scratch.file("old/2.txt", replaced(small_report(), "石桥县渔政站", "石桥县林业站"));
  scratch.file("new/改名.txt", corrected_report());
  scratch.file("new/9.txt", replaced(small_report(), "石桥县渔政站", "石桥县水文站"));
  const Ran ran = run_program({"compare", (scratch.path() / "old").string(), (scratch.path() / "new").string(), "-r",
                               small_rules(), "--format", "json"});
  const auto json = nlohmann::json::parse(ran.out);
  EXPECT_EQ(json["summary"]["both"], 1);
  EXPECT_EQ(json["summary"]["only_before"], 1);
  EXPECT_EQ(json["summary"]["only_after"], 1);
  EXPECT_EQ(json["summary"]["gone"], 2);
}

TEST(Compare, OneReportUnderTwoVersionsOfTheRules) {
  const Scratch scratch;
  const auto report = scratch.file("a.txt", small_report());
  const auto stricter = scratch.file("small.hegui", replaced(slurp(small_rules()), "  级别  警告\n", "  级别  错误\n"));
  const Ran ran =
      run_program({"compare", report, "--old-rules", small_rules(), "--new-rules", stricter, "--format", "json"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  const auto json = nlohmann::json::parse(ran.out);
  EXPECT_EQ(json["summary"]["severity_changed"], 1);
  EXPECT_EQ(json["summary"]["remaining"], 2);
}

TEST(Compare, MistakesAreTold) {
  const Scratch scratch;
  const auto report = scratch.file("a.txt", small_report());
  const auto bad = scratch.file("bad.json", "{\"tool\": ");
  EXPECT_EQ(run_program({"compare", report}).status, 2);
  EXPECT_EQ(run_program({"compare", report, report, "--format", "jsno"}).status, 2);
  const Ran torn = run_program({"compare", bad, bad});
  EXPECT_EQ(torn.status, 2);
  EXPECT_THAT(torn.err, AllOf(HasSubstr("bad.json"), HasSubstr("1:")));
  const auto gone = (scratch.path() / "gone.txt").string();
  EXPECT_EQ(run_program({"compare", report, gone, "-r", small_rules()}).status, 3);
}

TEST(Baseline, OnlyWhatIsNewIsListed) {
  const Scratch scratch;
  const auto report = scratch.file("a.txt", small_report());
  const auto kept = (scratch.path() / "run.json").string();
  run_program(
      {"check", scratch.file("b.txt", corrected_report()), "-r", small_rules(), "--format", "json", "-o", kept});
  const Ran ran = run_program({"check", report, "-r", small_rules(), "--baseline", kept});
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("XX-01"), HasSubstr("已知 1 条"), Not(HasSubstr("报告没有改进措施"))));
  run_program({"check", report, "-r", small_rules(), "--format", "json", "-o", kept});
  const Ran same = run_program({"check", report, "-r", small_rules(), "--baseline", kept, "--fail-on", "note"});
  EXPECT_EQ(same.status, 0);
  EXPECT_THAT(same.out, HasSubstr("没有新的问题"));
}

TEST(Filters, WhatIsLeftOutIsCounted) {
  const Scratch scratch;
  const auto report = scratch.file("a.txt", small_report());
  Ran ran = run_program({"check", report, "-r", small_rules(), "--exclude", "XX-0[13]"});
  EXPECT_EQ(ran.status, 0) << "the only error is excluded";
  EXPECT_THAT(ran.out, AllOf(HasSubstr("按选项未列出的发现 1 条"), Not(HasSubstr("  XX-01  执行率"))));
  ran = run_program(
      {"check", report, "-r", small_rules(), "--min-severity", "error", "--fail-on", "warning", "--rules", "XX-02"});
  EXPECT_EQ(ran.status, 1) << "--fail-on sees what is not listed";
  EXPECT_THAT(ran.out, HasSubstr("另有 1 条发现按选项没有列出"));
  ran = run_program({"check", report, "-r", small_rules(), "--rules", "XX-*", "--format", "json"});
  EXPECT_EQ(nlohmann::json::parse(ran.out)["summary"]["errors"], 1);
}

TEST(Filters, UnknownNamesGiveAHint) {
  const Scratch scratch;
  const auto report = scratch.file("a.txt", small_report());
  for (const auto* option : {"--rules", "--exclude"}) {
    const Ran ran = run_program({"check", report, "-r", small_rules(), option, "XX-1"});
    EXPECT_EQ(ran.status, 2);
    EXPECT_THAT(ran.err, HasSubstr("XX-01")) << option;
  }
  EXPECT_EQ(run_program({"check", report, "-r", small_rules(), "--tags", "没有的"}).status, 2);
  EXPECT_EQ(run_program({"check", report, "-r", small_rules(), "--exclude", "ZZ-*"}).status, 2);
}

TEST(Waivers, AreShownUntilTheyEnd) {
  const Scratch scratch;
  const auto report = scratch.file("a.txt", small_report());
  const auto waiver = scratch.file("waiver.hegui", R"(规则集 test.waiver
  名称  “豁免”
  版本  1.0.0
  引用  test.small 1

豁免 XX-01
  单位  “石桥县渔政站”
  年度  2023
  理由  “汛期抢险”
  批准  “预算科”
  至    2024-12-31
)");
  const std::vector<std::string> check = {"check", report, "-r", small_rules(), "-r", waiver};
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), check.begin(), check.end());
    return run_program(more);
  };
  const Ran held = with({"--date", "2024-06-30"});
  EXPECT_EQ(held.status, 0) << held.err;
  EXPECT_THAT(held.out, AllOf(HasSubstr("已豁免 1"), HasSubstr("汛期抢险（批准：预算科），至 2024-12-31"),
                              HasSubstr("日期：2024-06-30")));
  const Ran ended = with({"--date", "2025-01-01"});
  EXPECT_EQ(ended.status, 1);
  EXPECT_THAT(ended.out, AllOf(HasSubstr("豁免已于 2024-12-31 到期"), HasSubstr("已到期的豁免 1 项")));
  const auto json = nlohmann::json::parse(with({"--date", "2024-06-30", "--format", "json"}).out);
  EXPECT_EQ(json["summary"]["waived"], 1);
  EXPECT_EQ(json["date"], "2024-06-30");
}

TEST(Summary, TellsWhoHasNotSubmitted) {
  const Scratch scratch;
  std::filesystem::create_directories(scratch.path() / "in");
  scratch.file("in/1.txt", small_report());
  scratch.file("in/2.txt", replaced(small_report(), "石桥县渔政站", "石桥县林业站"));
  scratch.file("in/3.txt", corrected_report());
  const auto folder = (scratch.path() / "in").string();
  const auto list = scratch.file("units.csv", "单位名称,地区\n渔政站,石桥县\n石桥县林业总站,石桥县\n石桥县水文站,\n");
  const Ran ran = run_program({"summary", folder, "-r", small_rules(), "--units", list, "--format", "json"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(testing_support::mismatch(ran.out, "summary"), "");
  const auto json = nlohmann::json::parse(ran.out);
  EXPECT_EQ(json["units"]["submitted"], 1);
  ASSERT_EQ(json["units"]["missing"].size(), 2U);
  EXPECT_EQ(json["units"]["missing"][0]["near"][0], "石桥县林业站");
  EXPECT_EQ(json["repeated"].size(), 1U) << "the first report came again, corrected";
  EXPECT_EQ(json["defects"][0]["rule"], "XX-02");
  EXPECT_EQ(json["reports"][0]["execution_rate"], "82.2");
}

TEST(Summary, OfAKeptRunIsTheSameAsOfTheReports) {
  const Scratch scratch;
  const auto report = scratch.file("1.txt", small_report());
  const auto kept = (scratch.path() / "run.json").string();
  run_program({"check", report, "-r", small_rules(), "--format", "json", "-o", kept});
  for (const auto* format : {"json", "text", "md", "csv", "html"}) {
    const Ran direct = run_program({"summary", report, "-r", small_rules(), "--format", format});
    const Ran again = run_program({"summary", kept, "--format", format});
    EXPECT_EQ(again.out, direct.out) << format;
    EXPECT_FALSE(direct.out.empty()) << format;
  }
}

TEST(Summary, AListThatIsNoneIsTold) {
  const Scratch scratch;
  const auto report = scratch.file("1.txt", small_report());
  const auto list = scratch.file("units.csv", "渔政站\n");
  const Ran ran = run_program({"summary", report, "-r", small_rules(), "--units", list});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("units.csv"), HasSubstr("单位名称")));
}

}  // namespace
}  // namespace hegui::app

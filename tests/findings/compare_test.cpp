// What becomes of findings between two rounds: fixed, remaining, changed, new, moved; and which report answers which.
#include "checker/findings/compare.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "checker/findings/compare_writers.hpp"
#include "tests/findings/sample.hpp"
#include "tests/support/schema.hpp"

namespace hegui::findings {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Finding finding(const std::string& rule, const std::string& id, const std::string& sentence,
                const std::string& section = "一、收支") {
  Finding made;
  made.rule = rule;
  made.id = id;
  made.title = rule + "的标题";
  made.message = sentence;
  Evidence evidence;
  evidence.role = "句";
  evidence.quote = evidence.sentence = sentence;
  evidence.section = section;
  evidence.line = evidence.column = 1;
  made.evidence = {evidence};
  return made;
}

CheckedReport report(std::vector<Finding> findings, const std::string& path = "a.txt") {
  CheckedReport made;
  made.path = path;
  made.unit = "某局";
  made.year = 2023;
  for (const auto& each : findings) {
    RuleOutcome rule;
    rule.rule = each.rule;
    rule.passed = 1;
    made.rules.push_back(rule);
  }
  made.findings = std::move(findings);
  return made;
}

std::vector<std::string> fates(const ReportChange& change) {
  std::vector<std::string> all;
  for (const auto& each : change.findings)
    all.push_back(each.finding.rule + " " + std::string(fate_name(each.fate)) + (each.moved ? " moved" : ""));
  return all;
}

TEST(Compare, EveryOpenFindingHasOneFate) {
  const auto before = report({finding("A-1", "1", "甲"), finding("A-2", "2", "乙")});
  auto after = report({finding("A-2", "2", "乙"), finding("A-3", "3", "丙")});
  after.rules.push_back({"A-1", 1, 0, 0, 0, {}, ""});
  EXPECT_THAT(fates(compare_reports(&before, &after)), ElementsAre("A-3 new", "A-2 remaining", "A-1 fixed"));
}

TEST(Compare, AChangedFigureOfTheSameMatterIsNotNew) {
  auto old_finding = finding("A-1", "1", "支出80万元");
  auto new_finding = finding("A-1", "9", "支出81万元");
  for (auto* each : {&old_finding, &new_finding}) {
    each->alignment = {{"范围", "部门整体"}};
    each->evidence[0].role = "[决算 支出]";
    each->evidence[0].value = each == &old_finding ? "80" : "81";
  }
  const auto before = report({old_finding}), after = report({new_finding});
  const auto change = compare_reports(&before, &after);
  EXPECT_THAT(fates(change), ElementsAre("A-1 changed"));
  EXPECT_EQ(change.findings[0].message_before, "支出80万元");
}

TEST(Compare, TheSameRuleOnOtherWordsIsANewFinding) {
  const auto before = report({finding("A-1", "1", "附件未列明公务接待明细")});
  const auto after = report({finding("A-1", "9", "项目绩效目标没有量化指标")});
  EXPECT_THAT(fates(compare_reports(&before, &after)), ElementsAre("A-1 new", "A-1 fixed"));
}

TEST(Compare, TheSameSentenceWithAnotherFigureIsChanged) {
  const auto before = report({finding("A-1", "1", "全年接待35批次，共计320人次。")});
  const auto after = report({finding("A-1", "9", "全年接待36批次，共计325人次。")});
  EXPECT_THAT(fates(compare_reports(&before, &after)), ElementsAre("A-1 changed"));
}

TEST(Compare, AnotherHeadingOrAnotherOrderIsAMove) {
  auto before = report({finding("A-1", "1", "甲"), finding("A-2", "2", "乙"), finding("A-3", "3", "丙")});
  auto after = report({finding("A-3", "3", "丙"), finding("A-1", "1", "甲"), finding("A-2", "2", "乙", "二、其他")});
  for (auto* round : {&before, &after})
    for (std::uint32_t line = 0; auto& each : round->findings) each.evidence[0].line = ++line;
  EXPECT_THAT(fates(compare_reports(&before, &after)),
              ElementsAre("A-3 remaining moved", "A-1 remaining", "A-2 remaining moved"));
}

TEST(Compare, FindingsListedInAnotherOrderHaveNotMoved) {
  auto before = report({finding("A-1", "1", "甲"), finding("A-2", "2", "乙")});
  before.findings[1].evidence[0].line = 7;
  auto after = before;
  std::swap(after.findings[0], after.findings[1]);  // sorted by amount, for example
  EXPECT_THAT(fates(compare_reports(&before, &after)), ElementsAre("A-2 remaining", "A-1 remaining"));
}

TEST(Compare, ALineInsertedAboveMovesNothing) {
  const auto before = report({finding("A-1", "1", "甲")});
  auto after = before;
  after.findings[0].evidence[0].line = 40;
  EXPECT_THAT(fates(compare_reports(&before, &after)), ElementsAre("A-1 remaining"));
}

TEST(Compare, WhatNobodyJudgedIsNotSurelyFixed) {
  const auto before = report({finding("A-1", "1", "甲"), finding("A-2", "2", "乙"), finding("A-3", "3", "丙")});
  auto after = report({});
  after.rules = {
      {"A-1", 0, 0, 2, 0, {"[决算 支出]"}, ""}, {"A-2", 0, 0, 0, 0, {}, "停用"}, {"A-3", 3, 0, 0, 0, {}, ""}};
  const auto change = compare_reports(&before, &after);
  ASSERT_EQ(change.findings.size(), 3U);
  EXPECT_EQ(change.findings[0].doubt.code, "undetermined");
  EXPECT_THAT(change.findings[0].doubt.en, HasSubstr("[决算 支出]"));
  EXPECT_EQ(change.findings[1].doubt.code, "not_run");
  EXPECT_EQ(change.findings[2].doubt.code, "");
  after.rules.clear();
  EXPECT_EQ(compare_reports(&before, &after).findings[2].doubt.code, "no_rule");
}

TEST(Compare, ChangedSeverityAndWaiversAreSaid) {
  const auto before = report({finding("A-1", "1", "甲"), finding("A-2", "2", "乙")});
  auto after = before;
  after.findings[0].severity = dsl::Severity::note;
  after.findings[1].waived = true;
  auto change = compare_reports(&before, &after);
  ASSERT_EQ(change.findings.size(), 2U);
  CompareTotals totals;
  totals.add(change);
  EXPECT_EQ(totals.severity_changed, 1U);
  EXPECT_EQ(totals.waived_now, 1U);
  EXPECT_EQ(totals.waived, 1U);
  change = compare_reports(&after, &before);
  totals = {};
  totals.add(change);
  EXPECT_EQ(totals.reopened, 1U);
  EXPECT_EQ(totals.added, 0U);
}

TEST(Compare, AnUnreadableRoundFixesNothing) {
  const auto before = report({finding("A-1", "1", "甲")});
  CheckedReport after;
  after.path = "a.txt";
  after.readable = false;
  after.error_zh = after.error_en = "坏了";
  const auto change = compare_reports(&before, &after);
  EXPECT_TRUE(change.findings.empty());
  EXPECT_EQ(change.unit, "某局");
  EXPECT_THAT(change.unreadable.en, HasSubstr("坏了"));
}

TEST(Compare, ReportsOfDifferentUnitsAreComparedWithAWarning) {
  const auto before = report({});
  auto after = report({});
  EXPECT_EQ(compare_reports(&before, &after).mismatch.en, "");
  after.unit = "另一局";
  EXPECT_THAT(compare_reports(&before, &after).mismatch.en, HasSubstr("某局 2023, 另一局 2023"));
}

TEST(Compare, ReportsArePairedByUnitYearAndKindElseByFileName) {
  EarlierRound earlier;
  auto first = report({}, "old/x.docx");
  first.unit = "甲（本级）";
  auto second = report({}, "old/y.docx");
  second.unit = "";
  auto third = report({}, "old/z.docx");
  third.unit = "丙";
  for (const auto& each : {first, second, third}) earlier.add(each);
  auto now = report({}, "new/别名.docx");
  now.unit = "甲 (本级)";
  EXPECT_EQ(earlier.answered_by(now)->path, "old/x.docx");
  now = report({}, "new/y.docx");
  EXPECT_EQ(earlier.answered_by(now)->path, "old/y.docx");
  now = report({}, "new/other.docx");
  now.unit = "丙";
  now.year = 2022;
  EXPECT_EQ(earlier.answered_by(now), nullptr) << "another year is another report";
  ASSERT_EQ(earlier.left().size(), 1U);
  EXPECT_EQ(earlier.left()[0]->path, "old/z.docx");
}

TEST(Compare, TwoProjectsOfOneUnitAreToldApartByTheirTitles) {
  EarlierRound earlier;
  auto first = report({}, "1.docx"), second = report({}, "2.docx");
  first.title = "甲项目自评报告";
  second.title = "乙项目自评报告";
  earlier.add(first);
  earlier.add(second);
  auto now = report({}, "3.docx");
  now.title = "乙项目自评报告";
  EXPECT_EQ(earlier.answered_by(now)->path, "2.docx");
  now.title = "丙项目自评报告";
  EXPECT_EQ(earlier.answered_by(now), nullptr);
}

TEST(Compare, KeepNewLeavesOnlyWhatTheEarlierRoundDidNotHave) {
  const auto before = report({finding("A-1", "1", "甲"), finding("A-2", "2", "乙")});
  auto now = report({finding("A-2", "2", "乙"), finding("A-3", "3", "丙")});
  now.rules.push_back({"A-1", 1, 0, 0, 0, {}, ""});
  keep_new(now, before);
  ASSERT_EQ(now.findings.size(), 1U);
  EXPECT_EQ(now.findings[0].rule, "A-3");
  EXPECT_EQ(now.known, 1U);
  EXPECT_EQ(now.fixed, 1U);
}

TEST(Compare, EveryFormatIsWrittenAndTheJsonFitsItsSchema) {
  const auto before = report({finding("A-1", "1", "甲"), finding("A-2", "2", "=乙|<script>")});
  const auto after = report({finding("A-2", "2", "=乙|<script>", "二、"), finding("A-3", "3", "丙")});
  ComparedRuns runs;
  runs.before.rulebooks = runs.after.rulebooks = {{"cn.x", "1.0.0", std::string(64, 'a'), true, "某规则"}};
  runs.after.date = "2026-01-02";
  runs.reports = {compare_reports(&before, &after), compare_reports(&before, nullptr),
                  compare_reports(nullptr, &after)};
  struct Kept : Sink {
    void write(std::string_view bytes) override { text.append(bytes); }
    std::string text;
  };
  for (const auto& format : compare_formats()) {
    Kept first, second;
    write_comparison(format, runs, {}, first);
    write_comparison(format, runs, {}, second);
    EXPECT_EQ(first.text, second.text) << format;
    EXPECT_FALSE(first.text.empty()) << format;
    EXPECT_EQ(first.text.find("<script>") != std::string::npos, format == "text" || format == "json" || format == "csv")
        << format;
    if (format == "json") {
      EXPECT_EQ(testing_support::mismatch(first.text, "compare"), "");
    }
    if (format == "csv") {
      EXPECT_THAT(first.text, HasSubstr("\"'=乙"));
    }
  }
}

}  // namespace
}  // namespace hegui::findings

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/findings/sample.hpp"

namespace hegui::findings {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

dsl::Waiver waiver(const std::string& rule, dsl::CivilDate until) {
  dsl::Waiver waiver;
  waiver.rule = rule;
  waiver.unit = "某局";
  waiver.reason = "已另行报送";
  waiver.until = until;
  return waiver;
}

TEST(Tell, EvidenceQuotesOriginalCharacters) {
  Sample sample("一、收支\n支出８０．５万元。");
  sample.section("收支", "一、", "支出");
  sample.fails_at("A-1", "x", sample.at("80.5万元"));  // the normalised form is half-width
  const auto told = sample.told();
  ASSERT_THAT(told.findings, SizeIs(1));
  const auto& evidence = told.findings[0].evidence.at(0);
  EXPECT_EQ(evidence.quote, "８０．５万元");
  EXPECT_EQ(evidence.sentence, "支出８０．５万元。");
  EXPECT_EQ(evidence.section, "一、收支");
  EXPECT_EQ(evidence.line, 2U);
  EXPECT_EQ(evidence.column, 3U);
}

TEST(Tell, EvidenceCarriesTheFigureAsWritten) {
  Sample sample("支出80.50万元。");
  sample.fails("A-1", "x", {sample.fact("80.50万元")});
  const auto evidence = sample.told().findings.at(0).evidence.at(0);
  EXPECT_EQ(evidence.value, "80.50");
  EXPECT_EQ(evidence.unit, "万元");
}

TEST(Tell, MainFactStatedAgainBringsItsOtherPlaces) {
  Sample sample("支出80万元。\n如上，支出80万元。");
  const auto fact = sample.fact("80万元");
  sample.report.facts[fact.value].repeated_at.push_back(sample.at("80万元", 1));
  sample.fails("A-1", "x", {fact});
  const auto told = sample.told();
  ASSERT_THAT(told.findings[0].evidence, SizeIs(2));
  EXPECT_EQ(told.findings[0].evidence[1].line, 2U);
}

TEST(Tell, IdSurvivesEditsElsewhere) {
  Sample before("支出80万元。");
  before.fails("A-1", "x", {before.fact("80万元")});
  Sample after("新加的一行。\n又一行。\n今年支出80万元，特此说明。");
  after.fails("A-1", "x", {after.fact("80万元")});
  EXPECT_EQ(before.told().findings[0].id, after.told().findings[0].id);
  EXPECT_THAT(before.told().findings[0].id, testing::MatchesRegex("[0-9a-f]+"));
  EXPECT_THAT(before.told().findings[0].id, SizeIs(16));
}

TEST(Tell, IdDependsOnRuleAlignmentAndWords) {
  const auto id = [](const std::string& rule, const std::string& member, const std::string& text) {
    Sample sample(text);
    sample.fails(rule, "x", {sample.fact(text)}).alignment = {{"范围", member}};
    return sample.told().findings[0].id;
  };
  const auto base = id("A-1", "项目支出", "80万元");
  EXPECT_NE(base, id("A-2", "项目支出", "80万元"));
  EXPECT_NE(base, id("A-1", "基本支出", "80万元"));
  EXPECT_NE(base, id("A-1", "项目支出", "81万元"));
}

TEST(Tell, FindingsComeByPlaceThenSeverityThenRule) {
  Sample sample("甲1万元，乙2万元。\n丙3万元。");
  const auto first = sample.fact("1万元"), second = sample.fact("2万元"), third = sample.fact("3万元");
  sample.fails("A-3", "缺章节。");
  sample.fails("A-1", "x", {third});
  sample.fails("A-2", "x", {second}).severity = dsl::Severity::note;
  sample.fails("B-1", "x", {second});
  sample.fails("B-2", "x", {first});
  std::vector<std::string> rules;
  for (const auto& finding : sample.told().findings) rules.push_back(finding.rule);
  EXPECT_THAT(rules, ElementsAre("B-2", "B-1", "A-2", "A-1", "A-3"));
}

TEST(Tell, CitesArticlesOnlyWhenChecked) {
  Sample sample("支出80万元。");
  dsl::Basis basis;
  basis.title = "《某办法》";
  basis.number = "财预〔2020〕1号";
  basis.articles = {"第三条", "第五条"};
  sample.program->bases = {basis};
  sample.rule("A-1").bases = {dsl::BasisId{0}};
  sample.fails("A-1", "x");
  EXPECT_EQ(sample.told().findings[0].basis.at(0).article, "");
  sample.program->bases[0].checked = "某人，2024年";
  EXPECT_EQ(sample.told().findings[0].basis.at(0).article, "第三条、第五条");
}

TEST(Tell, CitesTheLawInForceInTheFiscalYear) {
  Sample sample("支出80万元。");
  dsl::Basis old_law, new_law;
  old_law.title = "旧办法";
  old_law.until = dsl::CivilDate{2020, 2, 24};
  old_law.replaced_by = dsl::BasisId{1};
  new_law.title = "新办法";
  new_law.from = dsl::CivilDate{2020, 2, 25};
  sample.program->bases = {old_law, new_law};
  sample.rule("A-1").bases = {dsl::BasisId{0}};
  sample.fails("A-1", "x");
  sample.report.identity.year = 2021;
  EXPECT_EQ(sample.told().findings[0].basis.at(0).title, "新办法");
  sample.report.identity.year = 2018;
  EXPECT_EQ(sample.told().findings[0].basis.at(0).title, "旧办法");
  TellOptions options;
  options.as_of = dsl::CivilDate{2023, 1, 1};
  EXPECT_EQ(sample.told(options).findings[0].basis.at(0).title, "新办法");
}

TEST(Tell, AWaivedFindingStaysWithItsReason) {
  Sample sample("支出80万元。");
  sample.report.identity.unit = "某局";
  sample.report.identity.date = dsl::CivilDate{2022, 3, 1};
  sample.program->waivers = {waiver("A-1", {2022, 12, 31})};
  sample.fails("A-1", "x");
  const auto told = sample.told();
  ASSERT_THAT(told.findings, SizeIs(1));
  EXPECT_TRUE(told.findings[0].waived);
  EXPECT_THAT(told.findings[0].waiver, HasSubstr("已另行报送"));
  EXPECT_THAT(told.warnings, IsEmpty());
}

TEST(Tell, AnExpiredWaiverIsAWarningAndTheFindingStaysOpen) {
  Sample sample("支出80万元。");
  sample.report.identity.unit = "某局";
  sample.report.identity.date = dsl::CivilDate{2023, 3, 1};
  sample.program->waivers = {waiver("A-1", {2022, 12, 31})};
  sample.fails("A-1", "x");
  sample.fails("A-1", "y");
  const auto told = sample.told();
  EXPECT_FALSE(told.findings[0].waived);
  ASSERT_THAT(told.warnings, SizeIs(1));
  EXPECT_THAT(told.warnings[0].zh, HasSubstr("2022-12-31"));
}

TEST(Tell, AWaiverOfAnotherUnitYearOrRuleDoesNothing) {
  Sample sample("支出80万元。");
  sample.report.identity.unit = "某局";
  sample.report.identity.year = 2021;
  sample.fails("A-1", "x");
  auto other_unit = waiver("A-1", {2030, 1, 1});
  other_unit.unit = "另一局";
  auto other_year = waiver("A-1", {2030, 1, 1});
  other_year.year = 2020;
  sample.program->waivers = {other_unit, other_year, waiver("A-2", {2030, 1, 1})};
  EXPECT_FALSE(sample.told().findings[0].waived);
}

TEST(Tell, SaysWhenItIsNoReport) {
  Sample sample("今天天气很好。");
  sample.report.looks_like_report = false;
  EXPECT_THAT(sample.told().warnings, SizeIs(1));
}

}  // namespace
}  // namespace hegui::findings

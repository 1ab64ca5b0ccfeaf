#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/findings/sample.hpp"
#include "tests/support/schema.hpp"

namespace hegui::findings {
namespace {

using testing::HasSubstr;

/// A report with one of everything, and a taxonomy of one aspect.
FactsRun rich_run() {
  Sample sample("一、收支\n支出3,894.42万元，其中甲80万元、乙20万元。执行率81%。另有7个。据《某办法》办理。");
  const auto top = sample.section("收支", "一、", "支出");
  auto& program = *sample.program;
  dsl::Aspect stage;
  stage.name = "阶段";
  program.aspects = {stage};
  dsl::Member actual;
  actual.name = "决算";
  program.members = {actual};
  dsl::Concept amount;
  amount.name = "金额";
  program.concepts = {amount};

  const auto total = sample.fact("80万元");
  const auto part = sample.fact("20万元");
  auto& report = sample.report;
  report.facts[total.value].concept_id = dsl::ConceptId{0};
  report.facts[total.value].section = top;
  report.facts[total.value].label = "甲";
  report.facts[total.value].aspects.push_back(
      {dsl::AspectId{0}, dsl::MemberId{0}, "", report::How::inherited, report::Reason::sentence, {}});
  report.facts[total.value].repeated_at = {sample.at("20万元")};
  report::Fact derived;
  derived.quantity = report.facts[part.value].quantity;
  derived.quantity.written = derived.quantity.value = dsl::Number(1, 3);
  derived.quantity.interval = {};
  derived.derived_from = {total, part};
  report.facts.push_back(derived);
  report::Breakdown breakdown;
  breakdown.total = total;
  breakdown.parts = {part};
  breakdown.exhaustive = true;
  breakdown.cue = "其中";
  report.breakdowns.push_back(breakdown);
  report::Indicator indicator;
  indicator.name = "办件数";
  indicator.weight = part;
  report.indicators.push_back(indicator);
  report::Change change;
  change.current = total;
  change.direction = 1;
  change.at = sample.at("另有7个");
  report.changes.push_back(change);
  report.ratios.push_back({report::FactId{2}, total, part, "占比", true});
  report.unit_costs.push_back({part, total, report::FactId{2}, "人均", false});
  report.conflicts.push_back({{total, part}, "支出"});
  report::Citation citation;
  citation.title = "《某办法》";
  citation.at = sample.at("《某办法》");
  report.citations.push_back(citation);
  report.attachments.push_back({"附件1", sample.at("据"), true});
  report.unread.push_back({sample.at("7个"), "没有名称", true});
  FactsRun run;
  run.program = sample.program;
  run.reports.push_back({"样例.txt", std::make_shared<report::Report>(report), "", "", ""});
  run.reports.push_back({"没有.txt", nullptr, "missing", "没有这个文件", "no such file"});
  return run;
}

TEST(FactsJson, FitsThePublishedSchema) {
  EXPECT_EQ(testing_support::mismatch(facts_json(rich_run(), {}), "facts"), "");
}

TEST(FactsJson, FiguresAreAsWrittenWithCanonicalValueAndInterval) {
  const auto json = nlohmann::json::parse(facts_json(rich_run(), {}));
  const auto fact = json["reports"][0]["facts"][0];
  EXPECT_EQ(fact["value"], "80");
  EXPECT_EQ(fact["unit"], "万元");
  EXPECT_EQ(fact["canonical"], "800000");
  EXPECT_EQ(fact["interval"].dump(), R"(["795000","805000"])");
  EXPECT_EQ(fact["aspects"]["阶段"]["member"], "决算");
  EXPECT_EQ(fact["aspects"]["阶段"]["how"], "inherited");
  EXPECT_EQ(fact["line"], 2);
  EXPECT_EQ(fact["section"], "一、收支");
}

TEST(FactsJson, DerivedFactsHaveNoPlace) {
  const auto json = nlohmann::json::parse(facts_json(rich_run(), {}));
  const auto fact = json["reports"][0]["facts"][2];
  EXPECT_TRUE(fact["line"].is_null());
  EXPECT_EQ(fact["derived_from"].dump(), "[0,1]");
  EXPECT_EQ(fact["canonical"], "0.333333333333");
}

TEST(FactsJson, ListItemsAreNoHeadings) {
  Sample sample("一、收支\n1.甲。");
  const auto top = sample.section("收支", "一、", "甲");
  sample.section("甲", "1.", "甲", top, true);
  FactsRun run;
  run.program = sample.program;
  run.reports.push_back({"样例.txt", std::make_shared<report::Report>(sample.report), "", "", ""});
  const auto json = nlohmann::json::parse(facts_json(run, {}));
  ASSERT_EQ(json["reports"][0]["outline"].size(), 1U);
  EXPECT_EQ(json["reports"][0]["outline"][0]["number"], "一、");
}

TEST(FactsText, ShowsWhatWasUnderstoodAndWhatWasNot) {
  const std::string text = facts_text(rich_run(), {});
  for (const char* words : {"一、收支", "2:17", "80万元", "决算^", "没有读懂的数字 1", "【7个】", "没有这个文件"})
    EXPECT_THAT(text, HasSubstr(words));
}

TEST(FactsText, BreakdownsShowTheirSumAndTheDifference) {
  EXPECT_THAT(facts_text(rich_run(), {}), HasSubstr("合计 20万元，与总数相差60万元"));
}

}  // namespace
}  // namespace hegui::findings

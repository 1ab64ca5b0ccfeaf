// The overview of many reports, and units held against a list.
#include "checker/findings/overview.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/findings/sample.hpp"
#include "tests/support/schema.hpp"

namespace hegui::findings {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

CheckedReport submitted(const std::string& path, const std::string& unit, const std::string& region = "") {
  CheckedReport report;
  report.path = path;
  report.sha256 = "sha of " + path;
  report.unit = unit;
  report.region = region;
  report.year = 2023;
  return report;
}

Finding about(const std::string& rule, dsl::Severity severity, std::int64_t yuan = 0) {
  Finding finding;
  finding.rule = rule;
  finding.rulebook = "cn.x";
  finding.severity = severity;
  finding.message = "不符";
  if (yuan > 0) finding.materiality = Materiality{dsl::Number(yuan), true, std::nullopt};
  return finding;
}

Overview sample() {
  Overview overview;
  auto first = submitted("1.docx", "甲局", "石桥区");
  first.findings = {about("A-1", dsl::Severity::error, 500), about("A-1", dsl::Severity::error, 700),
                    about("A-2", dsl::Severity::note)};
  first.figures.execution_rate = dsl::Number(55, 100);
  auto second = submitted("2.docx", "乙局", "石桥区");
  second.findings = {about("A-2", dsl::Severity::warning), about("A-3", dsl::Severity::error, 9)};
  second.findings[1].waived = true;
  second.figures.execution_rate = dsl::Number(1);
  auto third = submitted("3.docx", "乙局", "石桥区");
  auto broken = submitted("4.docx", "");
  broken.readable = false;
  broken.error_zh = "坏了";
  for (const auto& report : {first, second, third, broken}) overview.add(report);
  overview.finish({}, {});
  return overview;
}

TEST(Overview, AddsUpBySeverityRegionGroupAndDefect) {
  const auto overview = sample();
  EXPECT_EQ(overview.total.reports, 4U);
  EXPECT_EQ(overview.unreadable, 1U);
  EXPECT_EQ(overview.clean, 1U);
  EXPECT_EQ(overview.total.errors, 2U);
  EXPECT_EQ(overview.total.waived, 1U);
  EXPECT_EQ(overview.total.yuan, dsl::Number(1200)) << "what is waived is not added";
  EXPECT_EQ(overview.by_region.at("石桥区").reports, 3U);
  EXPECT_EQ(overview.by_group.at("cn.x").reports, 2U);
  EXPECT_THAT(overview.top_defects(), ElementsAre("A-2", "A-1")) << "by the number of reports that have it";
  EXPECT_EQ(overview.defects.at("A-1").examples.size(), 1U) << "one example a report";
}

TEST(Overview, ExecutionRatesFallIntoBands) {
  const auto bands = rate_bands(sample());
  EXPECT_EQ(bands.front().reports, 1U);
  EXPECT_EQ(bands[6].reports, 1U) << "exactly 100%";
  EXPECT_EQ(bands.back().reports, 1U) << "a readable report that states none";
}

TEST(Overview, TheSameReportTwiceIsTold) {
  const auto overview = sample();
  ASSERT_EQ(overview.repeated.size(), 1U);
  EXPECT_THAT(overview.repeated[0].rows, ElementsAre(1U, 2U));
  EXPECT_FALSE(overview.repeated[0].same_file);
}

TEST(Overview, EveryFormatIsWrittenAndTheJsonFitsItsSchema) {
  auto overview = sample();
  overview.finish({{"丙局", "石桥区", 2}}, {});
  struct Kept : Sink {
    void write(std::string_view bytes) override { text.append(bytes); }
    std::string text;
  };
  for (const auto& format : overview_formats()) {
    Kept first, second;
    write_overview(format, overview, {}, first);
    write_overview(format, overview, {}, second);
    EXPECT_EQ(first.text, second.text) << format;
    if (format == "json") {
      EXPECT_EQ(testing_support::mismatch(first.text, "summary"), "");
    }
    if (format == "html") {
      EXPECT_THAT(first.text, HasSubstr("<svg"));
    }
    if (format != "xlsx") {
      EXPECT_THAT(first.text, HasSubstr("丙局")) << format;
    }
  }
}

TEST(Units, NamesAreEqualInSpiteOfWidthAndBlanks) {
  const auto matched = match_units({{"石桥县财政局（本级）", "", 2}}, {{"石桥县 财政局(本级)", ""}}, {});
  EXPECT_EQ(matched.submitted, 1U);
  EXPECT_THAT(matched.missing, IsEmpty());
}

TEST(Units, ThePlaceInFrontMayBeLeftOut) {
  EXPECT_EQ(match_units({{"财政局", "石桥县", 2}}, {{"云岭市石桥县财政局", "石桥县"}}, {"云岭市"}).submitted, 1U);
  EXPECT_EQ(match_units({{"石桥县财政局", "石桥县", 2}}, {{"财政局", ""}}, {}).submitted, 1U);
}

TEST(Units, AUnitOfAnotherPlaceIsAnotherUnit) {
  const auto matched = match_units({{"财政局", "石桥县", 2}}, {{"云溪县财政局", "云溪县"}}, {});
  EXPECT_EQ(matched.submitted, 0U);
  ASSERT_EQ(matched.missing.size(), 1U);
  const auto both =
      match_units({{"财政局", "石桥县", 2}}, {{"云溪县财政局", "云溪县"}, {"石桥县财政局", "石桥县"}}, {});
  EXPECT_EQ(both.submitted, 1U);
  EXPECT_THAT(both.unlisted, ElementsAre("云溪县财政局"));
}

TEST(Units, ANearNameIsProposedAndNotAssumed) {
  const auto matched = match_units({{"石桥县渔政管理站", "", 2}}, {{"石桥县渔政站", ""}}, {});
  EXPECT_EQ(matched.submitted, 0U);
  ASSERT_EQ(matched.missing.size(), 1U);
  EXPECT_THAT(matched.missing[0].near_names, ElementsAre("石桥县渔政站"));
  EXPECT_THAT(matched.unlisted, ElementsAre("石桥县渔政站"));
}

TEST(Units, ThePlaceAloneMakesNoNearName) {
  const auto matched = match_units({{"石桥县水文站", "石桥县", 2}}, {{"石桥县渔政站", "石桥县"}}, {});
  ASSERT_EQ(matched.missing.size(), 1U);
  EXPECT_THAT(matched.missing[0].near_names, IsEmpty());
}

TEST(Units, TheListIsReadWithQuotesBomAndOtherSeparators) {
  const auto file = read_units("\xEF\xBB\xBF序号;地区;单位名称\r\n1;石桥县;\"甲;局\"\r\n\r\n2;;乙局\r\n");
  ASSERT_EQ(file.error_zh, "");
  ASSERT_EQ(file.units.size(), 2U);
  EXPECT_EQ(file.units[0].name, "甲;局");
  EXPECT_EQ(file.units[0].region, "石桥县");
  EXPECT_EQ(file.units[1].line, 4U);
}

TEST(Units, AListWithoutTheColumnIsRefused) {
  EXPECT_THAT(read_units("甲局\n乙局\n").error_en, HasSubstr("line 1"));
  EXPECT_NE(read_units("").error_en, "");
  EXPECT_NE(read_units("单位名称\n").error_en, "");
  EXPECT_NE(read_units(std::string("\0\1\2\3", 4)).error_en, "");
}

}  // namespace
}  // namespace hegui::findings

// Annotated reports, of which every figure, heading, defect and trap is known: how much of that the program sees. The
// bounds are what must hold; a change that makes reading worse fails here, with a line for everything that was missed.
#include <gtest/gtest.h>

#include "tests/app/program.hpp"
#include "tests/app/score.hpp"

namespace hegui::app {
namespace {

namespace fs = std::filesystem;

struct Bounds {
  int found, precision, aspects, outline;       // per cent
  int certain, traps_sprung, errors, warnings;  // per cent; then counts
};

void expect_scores(const fs::path& reports, const fs::path& gold, const fs::path& defects, const Bounds& bounds) {
  const FactsScore facts = score_facts(reports, gold);
  EXPECT_TRUE(facts.found.at_least(bounds.found)) << "found " << facts.found.text() << "\n" << facts.misses;
  EXPECT_TRUE(facts.precision.at_least(bounds.precision)) << "precision " << facts.precision.text() << "\n"
                                                          << facts.misses;
  EXPECT_TRUE(facts.aspects.at_least(bounds.aspects)) << "aspects " << facts.aspects.text() << "\n" << facts.misses;
  EXPECT_TRUE(facts.outline.at_least(bounds.outline)) << "outline " << facts.outline.text() << "\n" << facts.misses;
  const FindingsScore findings = score_findings(reports, defects);
  EXPECT_TRUE(findings.certain.at_least(bounds.certain)) << "defects " << findings.certain.text() << "\n"
                                                         << findings.misses;
  EXPECT_LE(findings.traps.all - findings.traps.right, bounds.traps_sprung) << findings.misses;
  EXPECT_GT(findings.traps.all, 0);
  EXPECT_LE(findings.unlisted_errors, bounds.errors) << findings.misses;
  EXPECT_LE(findings.unlisted_warnings, bounds.warnings) << findings.misses;
}

fs::path set(const char* name) { return source_path(std::string("tests/reports/") + name); }

TEST(Scores, TwelveInventedReports) {
  expect_scores(set("invented"), set("invented"), set("invented"), {98, 96, 96, 98, 95, 2, 3, 3});
}

TEST(Scores, EightReportsInOtherShapes) {
  expect_scores(set("second"), set("second"), set("second"), {98, 96, 96, 98, 90, 2, 3, 3});
}

TEST(Scores, SixReportsOfMoreProvincesAndKinds) {
  expect_scores(set("third"), set("third"), set("third"), {99, 97, 96, 99, 95, 0, 1, 1});
}

TEST(Scores, SevenReportsBySomebodyElse) {
  expect_scores(set("fourth"), set("fourth"), set("fourth"), {99, 98, 95, 98, 85, 0, 2, 3});
}

TEST(Scores, FourReportsInUnseenShapes) {
  expect_scores(set("fifth"), set("fifth"), set("fifth"), {99, 96, 90, 80, 90, 1, 1, 1});
}

TEST(Scores, FiveMoreReportsInUnseenShapes) {
  expect_scores(set("sixth"), set("sixth"), set("sixth"), {99, 97, 96, 98, 90, 2, 2, 1});
}

TEST(Scores, FiveReportsInHardShapes) {
  expect_scores(set("seventh"), set("seventh"), set("seventh"), {99, 98, 92, 86, 92, 0, 1, 1});
}

TEST(Scores, SixReportsOfMixedProvincesAndYears) {
  expect_scores(set("eighth"), set("eighth"), set("eighth"), {99, 96, 95, 99, 85, 2, 3, 1});
}

TEST(Scores, SixReportsOfProvincesNotSeenBefore) {
  expect_scores(set("ninth"), set("ninth"), set("ninth"), {99, 98, 95, 99, 85, 1, 1, 1});
}

TEST(Scores, SixReportsWithSeldomDefects) {
  expect_scores(set("tenth"), set("tenth"), set("tenth"), {99, 98, 90, 94, 74, 4, 4, 4});
}

TEST(Scores, SixReportsByWhichItWasMeasuredWhatCarriesOver) {
  expect_scores(set("eleventh"), set("eleventh"), set("eleventh"), {99, 98, 87, 96, 65, 4, 4, 2});
}

TEST(Scores, SixReportsWithDefectsAsOftenAsInTheFirstSet) {
  expect_scores(set("twelfth"), set("twelfth"), set("twelfth"), {99, 98, 82, 99, 91, 1, 1, 1});
}

TEST(Scores, SixMoreReportsWithDefectsAsOftenAsInTheFirstSet) {
  expect_scores(set("thirteenth"), set("thirteenth"), set("thirteenth"), {99, 98, 92, 98, 94, 1, 1, 1});
}

TEST(Scores, SixReportsThatMeasuredWhatTwoSetsHadTaught) {
  expect_scores(set("fourteenth"), set("fourteenth"), set("fourteenth"), {99, 98, 66, 99, 87, 2, 1, 2});
}

TEST(Scores, SixReportsInShapesAsDifferentAsCanBe) {
  expect_scores(set("fifteenth"), set("fifteenth"), set("fifteenth"), {97, 96, 58, 94, 72, 8, 9, 12});
}

TEST(Scores, TenLongReportsInWhichNothingIsWrong) {
  const FindingsScore findings = score_findings(set("clean"), set("clean"));
  EXPECT_EQ(findings.told.size(), 10U);
  EXPECT_LE(findings.unlisted_errors, 5) << findings.misses;
  EXPECT_LE(findings.unlisted_warnings, 9) << findings.misses;
}

TEST(Scores, SevenMoreLongReportsInWhichNothingIsWrong) {
  const FindingsScore findings = score_findings(set("clean2"), set("clean2"));
  EXPECT_EQ(findings.told.size(), 7U);
  EXPECT_LE(findings.unlisted_errors, 1) << findings.misses;
  EXPECT_LE(findings.unlisted_warnings, 1) << findings.misses;
}

TEST(Scores, SevenLongReportsWithDefectsAmongEverythingElse) {
  const FindingsScore findings = score_findings(set("long"), set("long"));
  EXPECT_TRUE(findings.certain.at_least(84)) << "defects " << findings.certain.text() << "\n" << findings.misses;
  EXPECT_LE(findings.unlisted_errors, 4) << findings.misses;
  EXPECT_LE(findings.unlisted_warnings, 6) << findings.misses;
}

TEST(Scores, FiveMoreLongReportsByWhichItWasMeasuredWhatCarriesOver) {
  const FindingsScore findings = score_findings(set("long2"), set("long2"));
  EXPECT_TRUE(findings.certain.at_least(55)) << "defects " << findings.certain.text() << "\n" << findings.misses;
  EXPECT_LE(findings.unlisted_errors, 9) << findings.misses;
  EXPECT_LE(findings.unlisted_warnings, 9) << findings.misses;
}

TEST(Scores, CleanReportsHaveNoErrorsAndNoWarnings) {
  FindingsScore findings = score_findings(set("invented"), set("invented"));
  EXPECT_EQ(findings.told.at("05-shaanxi-yiyuan"), 0) << findings.misses;
  EXPECT_EQ(findings.told.at("28-jinchuan-library-clean"), 0) << findings.misses;
}

TEST(Scores, FourRealReports) {
  const fs::path shared = source_path("../shared");
  if (!fs::exists(shared / "gold")) GTEST_SKIP() << "the real reports are not here";
  expect_scores(shared / "reports", shared / "gold", shared / "domain", {99, 97, 97, 99, 97, 0, 2, 3});
}

}  // namespace
}  // namespace hegui::app

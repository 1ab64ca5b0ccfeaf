// Of the relations that annotated reports state, nearly all are found as data: sums, ratios, growth, differences and
// figures that stand in several places.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/report/facts_of.hpp"
#include "tests/support/gold_relations.hpp"

namespace hegui::test {
namespace {

namespace fs = std::filesystem;

struct Count {
  std::size_t found = 0, stated = 0;
  std::string missing;
};

Count count(const fs::path& report_file, const fs::path& relations_file) {
  const auto report = read(testing_support::slurp(report_file));
  Count result;
  for (const auto& relation : testing_support::gold_relations(relations_file, report)) {
    ++result.stated;
    if (testing_support::holds(report, relation))
      ++result.found;
    else
      result.missing += report_file.stem().string() + " line " + relation.lines + ", " + relation.type + ": " +
                        relation.expression + "\n";
  }
  return result;
}

void expect_nearly_all(const Count& all, double share) {
  EXPECT_GE(static_cast<double>(all.found), share * static_cast<double>(all.stated))
      << all.found << " of " << all.stated << " relations were found; missing:\n"
      << all.missing;
  testing::Test::RecordProperty("found", std::to_string(all.found) + "/" + std::to_string(all.stated));
}

TEST(RelationsGold, OfTheInventedReports) {
  const fs::path folder = HEGUI_SOURCE_DIR "/tests/reports/invented";
  Count all;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() != ".txt") continue;
    const auto one = count(entry.path(), folder / (entry.path().stem().string() + ".relations.tsv"));
    all.found += one.found;
    all.stated += one.stated;
    all.missing += one.missing;
  }
  EXPECT_GE(all.stated, 140U) << "the annotations were not read";
  expect_nearly_all(all, 0.95);
}

TEST(RelationsGold, OfTheSubmittedReports) {
  const fs::path shared = fs::path(HEGUI_SOURCE_DIR) / ".." / "shared";
  if (!fs::exists(shared / "gold")) GTEST_SKIP() << "the annotated reports are not here";
  Count all;
  for (const std::string name : {"liubei-2021", "lukou-2021", "bishan-2021", "luxi-2021"}) {
    const auto one = count(shared / "reports" / (name + ".txt"), shared / "gold" / (name + ".relations.tsv"));
    all.found += one.found;
    all.stated += one.stated;
    all.missing += one.missing;
  }
  expect_nearly_all(all, 0.97);
}

}  // namespace
}  // namespace hegui::test

// A wrong digit planted in any figure of a relation that a report states is told at that place, and nothing else is
// told that was not told before. Under sanitizers a sample with a fixed seed; HEGUI_PLANT_ALL=1 plants every figure
// there too, and prints what went unnoticed.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "checker/app/pipeline.hpp"
#include "dsl/load.hpp"
#include "tests/support/gold_relations.hpp"

namespace hegui::app {
namespace {

namespace fs = std::filesystem;
using testing_support::slurp;

constexpr std::size_t sample = 60;  // figures of each set of reports

const Pipeline& pipeline() {
  static const Pipeline p = [] {
    auto loaded = dsl::load({fs::path(HEGUI_SOURCE_DIR) / "rules"});
    EXPECT_FALSE(loaded.has_errors());
    return Pipeline(loaded.program, {});
  }();
  return p;
}

struct Plant {
  fs::path file;
  std::size_t begin = 0, end = 0, digit = 0;  // bytes of the figure in the file; the digit that is changed
  std::uint32_t line = 0;
  std::string relation;
};

/// A digit that rounding cannot hide: of long figures the second, of two digits the last (of money without decimals the
/// first), of one digit that one, unless rounding to it is what the figure says.
std::size_t digit_of(const std::string& quote, const dsl::Quantity& quantity) {
  std::vector<std::size_t> digits;
  for (std::size_t i = 0; i < quote.size(); ++i) {
    if (quote[i] >= '0' && quote[i] <= '9')
      digits.push_back(i);
    else if (quote[i] != ',')
      break;
  }
  const bool whole_money = quantity.dimension == dsl::Dimension::money && quantity.decimals == 0;
  if (digits.empty() || (whole_money && digits.size() == 1)) return std::string::npos;
  if (digits.size() == 1) return digits[0];
  return digits.size() == 2 && whole_money ? digits[0] : digits[1];
}

/// The figures of all relations that a report states, each once.
void collect(const fs::path& file, const fs::path& relations, std::vector<Plant>& plants) {
  const std::string text = slurp(file);
  const auto read = pipeline().read_text(text, "report.txt");
  ASSERT_TRUE(read.report) << file;
  std::set<std::size_t> seen;
  for (const auto& relation : testing_support::gold_relations(relations, *read.report)) {
    if (relation.enumeration || !relation.holds) continue;
    auto ids = testing_support::figures_of(*read.report, relation);
    if (ids.empty())  // not found as data: the digits are planted all the same
      for (const auto& term : relation.terms)
        if (term.on_lines > 0) ids.push_back(report::FactId{static_cast<std::uint32_t>(term.facts.front())});
    for (const auto id : ids) {
      const auto& fact = read.report->facts[id.value];
      const auto place = read.report->place(fact.at);
      const std::string quote(read.report->quote(fact.at));
      if (place.byte + quote.size() > text.size() || text.compare(place.byte, quote.size(), quote) != 0) continue;
      if (!seen.insert(place.byte).second) continue;
      const std::size_t digit = digit_of(quote, fact.quantity);
      if (digit >= quote.size()) continue;
      plants.push_back({file, place.byte, place.byte + quote.size(), place.byte + digit, place.line,
                        relation.type + " " + relation.expression + ": " + quote});
    }
  }
}

using Key = std::tuple<std::string, std::uint32_t, std::uint64_t>;

bool touches(const findings::Finding& finding, const Plant& plant) {
  return std::any_of(finding.evidence.begin(), finding.evidence.end(),
                     [&](const auto& e) { return e.line == plant.line && e.start < plant.end && plant.begin < e.end; });
}

Key key(const findings::Finding& finding) {
  if (finding.evidence.empty()) return {finding.rule, 0, 0};
  return {finding.rule, finding.evidence.front().line, finding.evidence.front().start};
}

// Sanitizers take ten times as long: a sample does there, which is held to a little less.
#ifdef __SANITIZE_ADDRESS__
constexpr bool kSlow = true;
#else
constexpr bool kSlow = false;
#endif
constexpr double kNearlyAll = kSlow ? 0.9 : 0.95;

struct Score {
  std::size_t planted = 0, noticed = 0, alone = 0;
};

Score plant_all(std::vector<Plant> plants) {
  const bool all = std::getenv("HEGUI_PLANT_ALL") != nullptr;
  if (kSlow && !all) {
    std::mt19937 random(20211231);
    std::shuffle(plants.begin(), plants.end(), random);
    plants.resize(std::min(plants.size(), sample));
    std::stable_sort(plants.begin(), plants.end(), [](const Plant& a, const Plant& b) { return a.file < b.file; });
  }
  Score score;
  fs::path last;
  std::string text;
  std::set<Key> before;
  for (const auto& plant : plants) {
    if (plant.file != last) {
      last = plant.file;
      text = slurp(plant.file);
      before.clear();
      for (const auto& finding : pipeline().check(pipeline().read_text(text, "report.txt")).findings)
        before.insert(key(finding));
    }
    std::string wrong = text;
    wrong[plant.digit] = wrong[plant.digit] == '9' ? '7' : static_cast<char>(wrong[plant.digit] + 1);
    const auto report = pipeline().check(pipeline().read_text(wrong, "report.txt"));
    bool noticed = false;
    std::string other;
    for (const auto& finding : report.findings) {
      if (touches(finding, plant))
        noticed = true;
      else if (!before.contains(key(finding)))
        other += " " + finding.rule + "@" + std::to_string(std::get<1>(key(finding)));
    }
    ++score.planted;
    score.noticed += noticed ? 1 : 0;
    score.alone += other.empty() ? 1 : 0;
    if (std::getenv("HEGUI_PLANT_ALL") != nullptr && (!noticed || !other.empty()))
      std::cout << plant.file.stem().string() << ":" << plant.line << (noticed ? "" : " UNNOTICED") << " "
                << plant.relation.substr(0, 160) << (other.empty() ? "" : " OTHER" + other) << "\n";
  }
  std::cout << score.noticed << " noticed and " << score.alone << " without another finding, of " << score.planted
            << " planted digits\n";
  return score;
}

void expect_nearly_all(const Score& score, double noticed, double alone) {
  EXPECT_GE(static_cast<double>(score.noticed), noticed * static_cast<double>(score.planted));
  EXPECT_GE(static_cast<double>(score.alone), alone * static_cast<double>(score.planted));
}

TEST(PlantingGold, FiguresOfRelationsInTheInventedReports) {
  const fs::path folder = fs::path(HEGUI_SOURCE_DIR) / "tests" / "reports" / "invented";
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<Plant> plants;
  for (const auto& file : files) collect(file, folder / (file.stem().string() + ".relations.tsv"), plants);
  ASSERT_GE(plants.size(), 200U) << "the annotations were not read";
  expect_nearly_all(plant_all(std::move(plants)), kNearlyAll, kNearlyAll);
}

TEST(PlantingGold, FiguresOfRelationsInTheSubmittedReports) {
  const fs::path shared = fs::path(HEGUI_SOURCE_DIR) / ".." / "shared";
  if (!fs::exists(shared / "gold")) GTEST_SKIP() << "the annotated reports are not here";
  std::vector<Plant> plants;
  for (const std::string name : {"liubei-2021", "lukou-2021", "bishan-2021", "luxi-2021"})
    collect(shared / "reports" / (name + ".txt"), shared / "gold" / (name + ".relations.tsv"), plants);
  expect_nearly_all(plant_all(std::move(plants)), kNearlyAll, kNearlyAll);
}

}  // namespace
}  // namespace hegui::app

// The annotated reports outside the checkout: every figure is found, and nothing else.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "tests/report/facts_of.hpp"

namespace hegui::test {
namespace {

namespace fs = std::filesystem;

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<std::string> fields(const std::string& line) {
  std::vector<std::string> out;
  std::stringstream in(line);
  for (std::string field; std::getline(in, field, '\t');) out.push_back(field);
  return out;
}

TEST(FactsGold, FiguresOfTheAnnotatedReportsAreFound) {
  const fs::path shared = fs::path(HEGUI_SOURCE_DIR) / ".." / "shared";
  if (!fs::exists(shared / "gold")) GTEST_SKIP() << "the annotated reports are not here";
  for (const std::string name : {"liubei-2021", "lukou-2021", "bishan-2021", "luxi-2021"}) {
    const auto report = read(slurp(shared / "reports" / (name + ".txt")));
    std::map<std::pair<std::uint32_t, std::uint32_t>, bool> places;
    for (const auto& fact : report.facts) {
      const auto place = report.place(fact.at);
      places[{place.line, place.column}] = false;
    }
    std::stringstream gold(slurp(shared / "gold" / (name + ".facts.tsv")));
    std::string line;
    std::getline(gold, line);
    std::size_t wanted = 0, found = 0;
    while (std::getline(gold, line)) {
      const auto row = fields(line);
      if (row.size() < 6) continue;
      const bool optional = line.find("optional") != std::string::npos;
      const auto at =
          places.find({static_cast<std::uint32_t>(std::stoul(row[0])), static_cast<std::uint32_t>(std::stoul(row[1]))});
      if (!optional) ++wanted;
      if (at == places.end()) continue;
      at->second = true;
      if (!optional) ++found;
    }
    EXPECT_GE(static_cast<double>(found), 0.99 * static_cast<double>(wanted)) << name;
    std::size_t extra = 0;
    for (const auto& [place, known] : places) extra += known ? 0 : 1;
    EXPECT_LE(extra, wanted / 50 + 1) << name;
  }
}

}  // namespace
}  // namespace hegui::test

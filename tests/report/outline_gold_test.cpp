// The outlines of the annotated reports, where they are at hand.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <utility>
#include <vector>

#include "tests/report/plain_report.hpp"

namespace hegui::test {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> out;
  std::stringstream in(line);
  for (std::string cell; std::getline(in, cell, '\t');) out.push_back(cell);
  return out;
}

/// Line and level of each true heading of the annotation.
std::set<std::pair<int, int>> gold_headings(const fs::path& path) {
  std::set<std::pair<int, int>> out;
  std::stringstream in(read(path));
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    const auto row = cells(line);
    if (row.size() < 6 || row[2] == "0") continue;
    const std::string irregular = row.size() > 6 ? row[6] : "";
    if (irregular.find("doc_title") != std::string::npos || irregular.find("list_item") != std::string::npos) continue;
    out.emplace(std::stoi(row[0]), std::stoi(row[2]));
  }
  return out;
}

void expect_outline(const fs::path& report_path, const fs::path& gold_path, double least) {
  const auto report = plain_report(read(report_path));
  std::set<std::pair<int, int>> found;
  for (const auto& section : report.sections)
    if (!section.list_item)
      found.emplace(static_cast<int>(line_of(report, section.heading)), static_cast<int>(section.level));
  const auto gold = gold_headings(gold_path);
  ASSERT_FALSE(gold.empty());
  std::size_t hits = 0;
  for (const auto& heading : gold) {
    if (found.contains(heading))
      ++hits;
    else
      ADD_FAILURE_AT(__FILE__, __LINE__) << report_path.filename() << " line " << heading.first << " level "
                                         << heading.second << " is no heading";
  }
  EXPECT_GE(static_cast<double>(hits) / static_cast<double>(gold.size()), least);
}

TEST(OutlineGold, AnnotatedReports) {
  const fs::path shared = HEGUI_SOURCE_DIR "/../shared";
  if (!fs::exists(shared / "reports")) GTEST_SKIP() << "the annotated reports are not at hand";
  for (const auto* name : {"liubei-2021", "lukou-2021", "bishan-2021", "luxi-2021"})
    expect_outline(shared / "reports" / (std::string(name) + ".txt"),
                   shared / "gold" / (std::string(name) + ".outline.tsv"), 0.99);
}

TEST(OutlineGold, InventedReports) {
  const fs::path folder = HEGUI_SOURCE_DIR "/tests/reports/invented";
  if (!fs::exists(folder)) GTEST_SKIP() << "the invented reports are not at hand";
  for (const auto* name : {"01-sichuan-ziran", "03-guangdong-zhen", "05-shaanxi-yiyuan", "08-shandong-rongmei",
                           "10-hunan-wenlv", "21-yunling-school-repair", "25-songmo-justice-nine-tables",
                           "28-jinchuan-library-clean", "32-yunling-veterans-pdf"}) {
    if (!fs::exists(folder / (std::string(name) + ".txt"))) continue;
    expect_outline(folder / (std::string(name) + ".txt"), folder / (std::string(name) + ".outline.tsv"), 0.98);
  }
}

}  // namespace
}  // namespace hegui::test

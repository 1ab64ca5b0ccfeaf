// How well reports are read and judged, against what was annotated by hand: facts, outline, defects, traps.
// Used by the tests that hold the program to its figures.
// Afterwards each count is a pair (right, of how many), with a line for each miss.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace hegui::app {

struct Share {
  int right = 0, all = 0;
  void add(bool good) {
    right += good ? 1 : 0;
    ++all;
  }
  /// At least `percent` of all; nothing counted is no success.
  [[nodiscard]] bool at_least(int percent) const { return all > 0 && right * 100 >= all * percent; }
  [[nodiscard]] std::string text() const { return std::to_string(right) + "/" + std::to_string(all); }
};

struct FactsScore {
  Share found;      // annotated figures that stand on the same line with the same value
  Share precision;  // told figures that are annotated
  Share aspects;    // found amounts and rates of which every named aspect agrees
  Share outline;    // headings with the right line and level
  std::string misses;
};
/// `reports` holds NAME.txt, `gold` NAME.facts.tsv and NAME.outline.tsv.
FactsScore score_facts(const std::filesystem::path& reports, const std::filesystem::path& gold);

struct FindingsScore {
  Share certain;  // defects of certainty A that are told, on their line
  Share traps;    // traps that were not sprung
  int unlisted_errors = 0, unlisted_warnings = 0;
  std::map<std::string, int> told;  // errors and warnings by report
  std::string misses;
};
/// `gold` holds expected.tsv and traps.tsv.
FindingsScore score_findings(const std::filesystem::path& reports, const std::filesystem::path& gold);

}  // namespace hegui::app

// The relations that people noted in annotated reports (NAME.relations.tsv), and whether a Report holds them.
// Used by the tests that count relations and by those that plant wrong digits.
// Afterwards every relation knows the figures that it speaks of, as indices into Report::facts.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "checker/report/report.hpp"

namespace hegui::testing_support {

struct GoldTerm {
  std::string value;               // as annotated, without thousands separators: "1862.40"
  std::vector<std::size_t> facts;  // figures with this value on the lines of the relation, then the same elsewhere
  std::size_t on_lines = 0;        // so many of them stand on the lines
};

struct GoldRelation {
  std::string type;        // sum, ratio, growth, difference, equal
  std::string expression;  // as annotated
  std::string lines;
  bool holds = true;         // false: annotated as wrong
  bool enumeration = false;  // the parts are named things, each counted as one
  std::vector<GoldTerm> terms;
};

std::string slurp(const std::filesystem::path& path);

/// The relations that the text states: none that the annotator only concluded, no comparisons.
std::vector<GoldRelation> gold_relations(const std::filesystem::path& file, const report::Report& report);

/// The report holds the relation as data: as a breakdown, ratio, change, indicator, enumeration or repeated figure.
bool holds(const report::Report& report, const GoldRelation& relation);
/// The figures of the relation as the report holds it; empty when it does not.
std::vector<report::FactId> figures_of(const report::Report& report, const GoldRelation& relation);

}  // namespace hegui::testing_support

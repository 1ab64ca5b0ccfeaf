// The bureau's overview of a year: every report as one row, and the sums by region, group of rules, severity and
// defect. Fed report by report; of each only its row stays in memory. Afterwards the tables tell who has problems of
// what kind, who spent how much, and who has not submitted.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "checker/findings/writers.hpp"
#include "checker/findings/units_list.hpp"

namespace hegui::findings {

struct Counts {
  std::size_t reports = 0, errors = 0, warnings = 0, notes = 0, waived = 0;
  dsl::Number yuan;  // of the open findings
  [[nodiscard]] std::size_t open() const { return errors + warnings + notes; }
  void add(const Counts& more);
};

struct OverviewRow {
  std::string path, unit, region, type, title, error_zh, error_en, sha256;
  std::optional<int> year;
  bool readable = true;
  Counts counts;
  Figures figures;
  std::optional<dsl::Number> largest;  // amount of one finding
};

struct DefectExample {
  std::string unit, quote, message;
};
struct Defect {  // of one rule
  std::string title, rulebook;
  Counts counts;  // reports: those that have it
  std::vector<DefectExample> examples;
};

/// Reports of one unit, year and kind that came more than once.
struct Repeated {
  std::vector<std::size_t> rows;
  bool same_file = false;  // byte for byte
};

class Overview {
 public:
  void add(const CheckedReport& report);
  /// After the last report: what is told of all of them together.
  void finish(std::vector<ListedUnit> units, const std::vector<std::string>& places);

  RunHead head;
  std::vector<OverviewRow> rows;
  Counts total;
  std::size_t unreadable = 0, clean = 0, not_shown = 0, unread_figures = 0, expired_waivers = 0;
  std::map<std::string, Defect> defects;              // by rule
  std::map<std::string, std::size_t> not_judged;      // by rule: reports where it could not be judged
  std::map<std::string, Counts> by_region, by_group;  // group: id of the rulebook
  std::vector<Repeated> repeated;
  std::vector<std::size_t> by_rate;  // rows with an execution rate, lowest first
  bool listed = false;               // there is a list of units
  UnitsMatched units;

  /// Rules by how many reports have them, then how many findings.
  [[nodiscard]] std::vector<std::string> top_defects() const;
};

/// The bands of the execution rate, in percent: under 60, 60 to under 70, … , 95 to under 100, exactly 100, above.
struct RateBand {
  std::string zh, en;
  std::size_t reports = 0;
};
std::vector<RateBand> rate_bands(const Overview& overview);

/// text, json, html, md, csv, xlsx
const std::vector<std::string>& overview_formats();
void write_overview(std::string_view format, const Overview& overview, const TextOptions& options, Sink& sink);
std::string overview_json(const Overview& overview);

}  // namespace hegui::findings

// Facts as one table of a spreadsheet: a row a fact, all reports below each other.
#include "checker/findings/csv.hpp"
#include "checker/findings/fact_cells.hpp"
#include "checker/findings/place.hpp"

namespace hegui::findings {

std::string facts_csv(const FactsRun& run, const TextOptions& options) {
  CsvWriter csv;
  const bool zh = options.language == dsl::Language::zh;
  const auto aspects = used_aspects(run);
  csv.field(zh ? "报告" : "report");
  for (const auto& name : fact_columns(*run.program, aspects, options.language)) csv.field(name);
  csv.end_row();
  for (const auto& read : run.reports) {
    if (read.report == nullptr) continue;  // told on standard error
    for (const auto& fact : read.report->facts) {
      const std::string file = file_of(*read.report, fact.at);
      csv.field(file.empty() || fact.at.end <= fact.at.begin ? read.path : file);
      for (const auto& cell : fact_cells(*run.program, *read.report, fact, aspects, options.language)) csv.field(cell);
      csv.end_row();
    }
  }
  return csv.take();
}

}  // namespace hegui::findings

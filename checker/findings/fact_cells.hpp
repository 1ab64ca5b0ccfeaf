// A fact as the cells of a row, for the writers of tables.
// Used by facts_csv.cpp and facts_html.cpp, so that both show the same columns.
// Afterwards each aspect of the taxonomy that any fact has is a column of its own.
#pragma once

#include <string>
#include <vector>

#include "checker/findings/writers.hpp"

namespace hegui::findings {

/// Aspects that some fact of these reports has, in the order of the taxonomy.
std::vector<dsl::AspectId> used_aspects(const FactsRun& run);
/// What heads the columns: name, value, unit, concept, the aspects, how they are known, place, quote.
std::vector<std::string> fact_columns(const dsl::Program& program, const std::vector<dsl::AspectId>& aspects,
                                      dsl::Language language);
std::vector<std::string> fact_cells(const dsl::Program& program, const report::Report& report, const report::Fact& fact,
                                    const std::vector<dsl::AspectId>& aspects, dsl::Language language);

}  // namespace hegui::findings

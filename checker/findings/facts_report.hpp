// One report of a facts file: identity, facts and relations, as the file has them.
// Called for each report once its text has been read again.
// Afterwards the report's facts are those of the file, every place lies in its text, and every number is one of a fact.
#pragma once

#include "checker/findings/facts_node.hpp"
#include "checker/report/report.hpp"

namespace hegui::findings {

/// The error of a file whose facts name places in a text that it does not hold.
[[noreturn]] void without_text(const FactsNode& node);
/// Replaces what was understood; throws FactsError.
void take_facts(const FactsNode& node, const dsl::Program& program, report::Report& report);

}  // namespace hegui::findings

// The JSON of results, value by value: one checked report and the rulebooks of a run.
// Used by run_input.cpp only, which parses the file.
// Afterwards a report holds what the JSON held; whatever is missing or of another kind is an error with its place.
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "checker/findings/json_node.hpp"
#include "checker/findings/run_writer.hpp"

namespace hegui::findings {

using RunJson = nlohmann::ordered_json;  // the order of an alignment is told to people
using RunNode = JsonNode<RunJson>;

std::vector<RulebookUsed> read_rulebooks(const RunNode& node);
CheckedReport read_checked_report(const RunNode& node);

}  // namespace hegui::findings

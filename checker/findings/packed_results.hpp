// What a run keeps of a report for the next: the findings as they were told, and how each rule came out.
// Used by the commands that go on where an earlier run ended (checker/app/resume.hpp).
// Afterwards writers tell the same of a kept report as of a fresh one, all but what needs the report's text; and kept
// outcomes stand for rules that are not run again.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "checker/findings/finding.hpp"
#include "checker/findings/packed.hpp"

namespace hegui::findings {

/// Without the text of the report, traces and passages in it.
std::string pack_told(const std::vector<CheckedReport>& reports);
std::vector<CheckedReport> unpack_told(std::string_view bytes);

/// How one rule came out over one report.
struct KeptRule {
  std::uint64_t digest = 0;  // of the rule as it ran and of the parameters
  engine::RuleSummary summary;
  std::vector<engine::Outcome> outcomes;
};
/// Rules by their place in the program are forgotten: whoever recalls them fills that in.
using KeptRules = std::vector<KeptRule>;
/// Of the reports of a submission, one after the other.
std::string pack_rules(const std::vector<KeptRules>& rules);
std::vector<KeptRules> unpack_rules(std::string_view bytes);
/// Every passage lies within the report.
bool lie_within(const KeptRules& rules, const report::Report& report);

/// Deflated, with their size; inflate() throws Damaged when they are not what deflate() made.
std::string deflated(std::string_view bytes);
std::string inflated(std::string_view bytes);

}  // namespace hegui::findings

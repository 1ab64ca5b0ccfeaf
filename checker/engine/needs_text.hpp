// Which rules look at more of a report than its facts: at sections, sentences, words.
// Used by evaluate() for reports of which only facts are known.
// Afterwards such rules are listed as not run on those reports, with the reason, instead of finding everything missing.
#pragma once

#include <string_view>

#include "checker/report/report.hpp"
#include "dsl/program.hpp"
#include "dsl/records.hpp"

namespace hegui::engine {

/// Document::format of a report of which only facts are known: its text is one empty paragraph.
constexpr std::string_view kFactsOnly = "facts";
inline bool is_facts_only(const report::Report& report) {
  return report.document.format == kFactsOnly && report.document.text->normalised().empty();
}

/// Whether a field cannot be told without the report's text.
bool needs_text(dsl::Field field);
bool needs_text(const dsl::Program& program, const dsl::Rule& rule);

}  // namespace hegui::engine

// A comparison of two rounds in every output format.
// Called by the command `compare` with the format's name; tables.hpp does what formats have in common.
// Afterwards the output names every open finding of both rounds with its fate, and the sums.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "checker/findings/compare.hpp"
#include "checker/findings/tables.hpp"

namespace hegui::findings {

/// text, json, md, csv, html, xlsx
const std::vector<std::string>& compare_formats();
void write_comparison(std::string_view format, const ComparedRuns& runs, const TextOptions& options, Sink& sink);

std::string compare_json(const ComparedRuns& runs);
std::string compare_text(const ComparedRuns& runs, const TextOptions& options);

std::string_view fate_name(Fate fate);  // new, changed, remaining, fixed
std::string_view fate_name(Fate fate, dsl::Language language);
/// What else is to be said of it: moved, waived now, severity was …; empty when nothing is.
std::string remarks_of(const FindingChange& change, dsl::Language language);
/// “石桥县渔政站”, else the title, else the file.
std::string unit_of(const ReportChange& report);

}  // namespace hegui::findings

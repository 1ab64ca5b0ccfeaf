// Results of an earlier run, read back: what `hegui check --format json` or `jsonl` wrote.
// Used by compare, summary and --baseline; the file comes from anywhere and is read one report at a time.
// Afterwards each report is as it was written, without its document and traces, or the error names its place.
#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <optional>
#include <string>

#include "checker/findings/run_writer.hpp"

namespace hegui::findings {

struct RunInputError {
  std::string zh, en;  // both begin with the place: “3:15：…”, “reports[2].findings[0].severity：…”
};

struct RunInputLimits {
  std::uint64_t bytes_of_report = 256ULL << 20U;  // of the JSON of one report
  std::size_t reports = 2'000'000;
};

/// Calls `head` once, before the first report, then `give` with every report in the order of the file. What was given
/// before an error stays given.
std::optional<RunInputError> read_run(std::istream& in, const std::function<void(const RunHead&)>& head,
                                      const std::function<void(CheckedReport&&)>& give,
                                      const RunInputLimits& limits = {});

}  // namespace hegui::findings

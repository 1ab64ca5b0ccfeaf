// One round of results: reports checked now, or a run kept as JSON; the same to whoever compares or sums up.
// Used by the commands compare and summary, and by check --baseline.
// Afterwards every report of the round was given once, in order, and kept files that cannot be read are an error.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "checker/app/cli.hpp"
#include "checker/app/pipeline.hpp"
#include "checker/app/resume.hpp"
#include "checker/findings/run_writer.hpp"

namespace hegui::app {

/// Named like results of check --format json or jsonl (.json, .jsonl).
bool is_kept_run(const std::string& name);

using GiveReport = std::function<void(findings::CheckedReport&&)>;

/// The reports of a kept run (“-”: standard input); throws UsageError that names the file and the place in it.
findings::RunHead read_kept_run(const std::string& path, const GiveReport& give);

/// Checks reports (`together`: with their attachments) and reads kept runs, as they are named. The program may be null
/// when all names are kept runs. With `resume`, results of an earlier run that still hold are taken from its cache.
findings::RunHead run_round(const Context& context, const std::vector<std::string>& names,
                            const std::shared_ptr<const dsl::Program>& program, const PipelineOptions& options,
                            bool together, const GiveReport& give, const ResumeOptions* resume = nullptr);

}  // namespace hegui::app

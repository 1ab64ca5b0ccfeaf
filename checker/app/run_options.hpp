// What the commands that go through reports share on the command line: format and place of the output, days, limits.
// Used by check, compare and summary.
// Afterwards a mistake in any of them is told in the same words by all.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "checker/app/cli.hpp"
#include "checker/app/limit_options.hpp"
#include "checker/app/pipeline.hpp"

namespace hegui::app {

struct RunOptions {
  std::string format = "text", out, as_of, date;
  bool together = false;
  std::shared_ptr<LimitOptions> limits = std::make_shared<LimitOptions>();

  /// The days and limits. Throws UsageError when one is not understood.
  [[nodiscard]] PipelineOptions pipeline() const;
  [[nodiscard]] bool to_standard_output() const { return out.empty() || out == "-"; }
};

/// --format and -o. `options` lives as long as the command, here and below.
void add_output_options(CLI::App& command, const Context& context, RunOptions& options, const std::string& formats);
/// --as-of and --date.
void add_day_options(CLI::App& command, const Context& context, RunOptions& options);
/// --jobs.
void add_jobs_option(CLI::App& command, const Context& context, std::size_t& jobs);
/// --together and the limits.
void add_reading_options(CLI::App& command, const Context& context, RunOptions& options);

/// “hegui: PATH: why it could not be read”.
std::string failure_line(const Context& context, const std::string& path, const std::string& zh, const std::string& en);

/// Throws UsageError when the format is not text and the output is a terminal.
void require_no_terminal(const RunOptions& options);

}  // namespace hegui::app

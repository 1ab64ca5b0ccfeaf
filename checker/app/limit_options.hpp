// The options that bound what one input may cost (--max-size, --max-pages …), and --ocr.
// Added by the commands that read reports; docs/how-to/limits.md lists them with the same defaults.
// Afterwards the limits are those of the command line, or the defaults that the help shows.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "checker/app/cli.hpp"
#include "checker/document/reader.hpp"

namespace hegui::app {

struct LimitOption {
  const char* name;  // --max-size
  const char* unit;  // MiB, or empty for a count
  std::uint64_t most;
  const char *zh, *en;
  std::uint64_t (*get)(const document::Limits&);
  void (*set)(document::Limits&, std::uint64_t);
};
std::span<const LimitOption> all_limit_options();

struct LimitOptions {
  document::Limits limits_;
  std::vector<std::uint64_t> given;  // one for each of all_limit_options()
  /// Also bounds the memory of this process: what does not fit is an error of its file.
  [[nodiscard]] document::Limits limits() const;
};

/// `options` lives as long as the command.
void add_limit_options(CLI::App& command, const Context& context, const std::shared_ptr<LimitOptions>& options);

}  // namespace hegui::app

// The options that bound what one input may cost: --max-size, --max-unpacked, --max-seconds.
// Added by the commands that read reports.
// Afterwards the limits are those of the command line, or the defaults that the help shows.
#pragma once

#include <cstdint>
#include <memory>

#include "checker/app/cli.hpp"
#include "checker/document/reader.hpp"

namespace hegui::app {

struct LimitOptions {
  std::uint64_t max_size = 64, max_unpacked = 512;  // MiB
  std::uint32_t max_seconds = 60;
  [[nodiscard]] document::Limits limits() const;
};

/// `options` lives as long as the command.
void add_limit_options(CLI::App& command, const Context& context, const std::shared_ptr<LimitOptions>& options);

}  // namespace hegui::app

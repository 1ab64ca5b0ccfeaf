// Another program run for one file: input and output through pipes, with limits on time, memory and output; it has no
// network.
// Used for the PDF helper, for character recognition and for converters of old formats.
// Afterwards the program has ended (killed when it took too long), and nothing of it is left behind.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hegui::document {

struct RunLimits {
  std::uint32_t seconds = 60;
  std::uint64_t memory = 0;              // bytes of address space; 0: as the system allows
  std::uint64_t data = 0;                // bytes of memory in use, for programs that reserve much more; 0: no limit
  bool writes_files = true;              // false: may write to its output only
  std::uint64_t output = 512ULL << 20;   // bytes of standard output
  std::vector<std::string> environment;  // NAME=value, instead of ours; PATH and LANG are always given
};

struct RunResult {
  enum class End : std::uint8_t { done, not_started, timed_out, too_much_output, crashed };
  End end = End::not_started;
  int status = -1;             // exit status when done
  std::string output, errors;  // errors: the last few kilobytes of standard error
};

/// `arguments[0]` is a path, or a name that is looked for in PATH.
RunResult run_program(const std::vector<std::string>& arguments, std::string_view input, const RunLimits& limits);

/// Starts a program that stays: without input and output, in a group of its own that ends with this process. Its number,
/// or 0 when it could not be started.
pid_t start_program(const std::vector<std::string>& arguments, const RunLimits& limits);
/// Ends what start_program() started, with everything that it started itself.
void end_program(pid_t program);
/// It has not ended by itself.
bool still_runs(pid_t program);

/// The full path of a program in PATH, or empty.
std::string find_program(std::string_view name);

}  // namespace hegui::document

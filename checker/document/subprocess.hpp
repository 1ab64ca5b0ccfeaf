// Another program run for one file: input and output through pipes, with limits on time, memory and output.
// Used for the PDF helper and for converters of old formats.
// Afterwards the program has ended (killed when it took too long), and nothing of it is left behind.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hegui::document {

struct RunLimits {
  std::uint32_t seconds = 60;
  std::uint64_t memory = 0;              // bytes of address space; 0: as the system allows
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

/// The full path of a program in PATH, or empty.
std::string find_program(std::string_view name);

}  // namespace hegui::document

// What the result for a report depends on besides the report: the program, the taxonomy, each rule, the options.
// Used to tell whether what an earlier run kept still holds (resume.hpp).
// Afterwards equal digests mean equal results; a rule that was changed has another one, the others keep theirs.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "dsl/program.hpp"

namespace hegui::app {

/// Of this very program, and of the helpers beside it that read some formats. Hexadecimal.
std::string program_digest();

/// Of all that reading a report depends on, and of what every rule may use: taxonomy, parameters, functions.
std::string reading_digest(const dsl::Program& program);

/// Of the rules as they run, made once a program; may be asked on many threads.
class RuleDigests {
 public:
  explicit RuleDigests(const dsl::Program& program);
  /// Of a rule, with the overlays that it has on a report.
  [[nodiscard]] std::uint64_t of(const dsl::Rule& rule) const;
  /// Of the values that the parameters have on a report.
  [[nodiscard]] std::uint64_t of(const std::vector<dsl::ExprId>& parameters) const;

 private:
  [[nodiscard]] std::uint64_t compute(const dsl::Rule& rule) const;

  const dsl::Program& program_;
  std::vector<std::uint64_t> rules_;  // parallel to Program::rules
};

}  // namespace hegui::app

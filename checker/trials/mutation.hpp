// Mutants put to the tests: which planted mistakes the tests beside the rules notice.
// Made by `rules test --mutate`; every test's report is read once, and only what bears on the rule is run again.
// Afterwards each mutant is killed by a test or listed as a survivor with its place.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "checker/findings/writers.hpp"
#include "checker/trials/mutants.hpp"
#include "checker/trials/rule_tests.hpp"

namespace hegui::trials {

struct Trial {
  Suspect suspect;
  std::size_t tests = 0;               // that name one of its rules and hold without any change
  std::size_t failing = 0;             // that do not hold as it is: they prove nothing
  std::vector<std::size_t> survivors;  // indices into suspect.mutants
  [[nodiscard]] std::uint32_t mutants() const { return static_cast<std::uint32_t>(suspect.mutants.size()); }
  [[nodiscard]] std::uint32_t killed() const {
    return static_cast<std::uint32_t>(suspect.mutants.size() - survivors.size());
  }
};
struct MutationReport {
  std::vector<Trial> trials;  // in the order of suspects_of()
  [[nodiscard]] std::uint32_t mutants() const;
  [[nodiscard]] std::uint32_t killed() const;
};

/// With the tests that are `wanted`, `threads` at a time; the report does not depend on how many. `progress` is told of
/// each suspect begun, by one thread at a time.
MutationReport try_mutants(const std::shared_ptr<const dsl::Program>& program, const std::vector<std::string>& only,
                           const std::function<bool(const dsl::Test&)>& wanted, unsigned threads,
                           const std::function<void(const std::string&)>& progress);

std::string mutation_text(const MutationReport& report, const findings::TextOptions& options, bool all);
std::string mutation_json(const MutationReport& report);

}  // namespace hegui::trials

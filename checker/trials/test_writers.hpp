// The results of rule tests for people, as JSON and as JUnit XML.
// Called by `rules test` with every result in order.
// Afterwards the whole output stands in a string.
#pragma once

#include <string>
#include <vector>

#include "checker/findings/writers.hpp"
#include "checker/trials/rule_tests.hpp"

namespace hegui::trials {

/// `all`: passed tests are listed as well.
std::string tests_text(const dsl::Program& program, const std::vector<RuleTestResult>& results,
                       const findings::TextOptions& options, bool all);
std::string tests_json(const std::vector<RuleTestResult>& results);
/// One test suite a rulebook file, for programs that show test results.
std::string tests_junit(const std::vector<RuleTestResult>& results);

}  // namespace hegui::trials

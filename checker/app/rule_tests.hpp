// The tests that stand beside the rules (测试 items), run through the whole pipeline in memory.
// Called by `rules test`.
// Afterwards each expectation is known to hold, or there is a sentence on what happened instead.
#pragma once

#include <string>
#include <vector>

#include "checker/app/pipeline.hpp"

namespace hegui::app {

struct FailedExpectation {
  dsl::Span span;        // in the test's source
  std::string expected;  // “应报 ZX-01 于 “80%””
  std::string happened;
};
struct RuleTestResult {
  const dsl::Test* test = nullptr;
  std::vector<FailedExpectation> failures;
};
RuleTestResult run_rule_test(const Pipeline& pipeline, const dsl::Test& test, dsl::Language language);

}  // namespace hegui::app

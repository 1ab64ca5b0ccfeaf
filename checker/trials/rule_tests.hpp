// The tests that stand beside the rules (测试 items), run through the whole pipeline in memory.
// Called by `rules test`; coverage and mutants run the same tests with other questions.
// Afterwards each expectation is known to hold, or there is a sentence on what happened instead, and the values.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "checker/engine/outcome.hpp"
#include "checker/report/understand.hpp"

namespace hegui::trials {

/// A test's report as it was understood, or why it could not be read.
struct TestReading {
  std::shared_ptr<const report::Report> report;  // null: unreadable
  std::string error_zh, error_en;
};
TestReading read_test(const report::Lexicon& lexicon, const dsl::Test& test);

struct FailedExpectation {
  dsl::Span span;        // in the test's source
  std::string expected;  // “应报 ZX-01 于 “80%””
  std::string happened;
  std::vector<engine::Outcome> outcomes;  // of the rule, with traces: those that contradict the expectation first
  std::size_t more = 0;                   // further outcomes, not kept
};
struct RuleTestResult {
  const dsl::Test* test = nullptr;
  TestReading reading;
  std::vector<FailedExpectation> failures;
};
/// `coverage`, when given, is told of the rules that the test names, and of no others.
RuleTestResult run_rule_test(const engine::Plan& plan, const dsl::Test& test, TestReading reading,
                             dsl::Language language, engine::Coverage* coverage = nullptr);

/// Whether everything that the test expects of one rule holds; only the rules in `run` are evaluated.
bool holds_for(const engine::Plan& plan, const dsl::Test& test, const report::Report& report, const std::string& rule,
               const std::vector<std::string>& run);

/// The rules of which the test expects something, each once, in the order named.
std::vector<std::string> rules_named(const dsl::Test& test);

/// “rules/x.hegui:12:3”, or empty.
std::string place_of(const dsl::Test& test, dsl::Span span);

}  // namespace hegui::trials

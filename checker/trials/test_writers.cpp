#include "checker/trials/test_writers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "checker/findings/json.hpp"
#include "checker/findings/page.hpp"

namespace hegui::trials {

namespace {

using findings::Page;
using findings::Tone;

std::size_t failed_count(const std::vector<RuleTestResult>& results) {
  return static_cast<std::size_t>(
      std::count_if(results.begin(), results.end(), [](const RuleTestResult& r) { return !r.failures.empty(); }));
}

void write_failure(Page& page, const dsl::Program& program, const RuleTestResult& result,
                   const FailedExpectation& failure, const findings::TextOptions& options) {
  page.line(2, page.tinted(place_of(*result.test, failure.span), Tone::faint));
  page.field(4, page.say("期望", "expected"), failure.expected);
  page.field(4, page.say("实际", "happened"), failure.happened);
  if (failure.outcomes.empty()) return;
  page.line(4, page.tinted(page.say("各处的值", "the values"), Tone::faint));
  for (const auto& outcome : failure.outcomes)
    page.text(findings::outcome_text(program, *result.reading.report, outcome, options, 6));
  if (failure.more > 0) page.line(6, fmt::format(fmt::runtime(page.say("另有 {} 处", "{} more places")), failure.more));
}

std::string source_name(const dsl::Test& test) {
  return test.origin.source != nullptr ? test.origin.source->name() : std::string();
}

/// Text inside XML; characters that XML does not know are left out.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out += c;
    }
  return out;
}

}  // namespace

std::string tests_text(const dsl::Program& program, const std::vector<RuleTestResult>& results,
                       const findings::TextOptions& options, bool all) {
  Page page(options);
  for (const RuleTestResult& result : results) {
    if (result.failures.empty()) {
      if (all) page.line(0, page.tinted(page.say("通过", "passed"), Tone::good) + "  " + result.test->title);
      continue;
    }
    page.line(0, page.tinted(page.say("失败", "FAILED"), Tone::error) + "  " + result.test->title);
    for (const FailedExpectation& failure : result.failures) write_failure(page, program, result, failure, options);
  }
  const std::size_t failed = failed_count(results);
  page.line(
      0, fmt::format(fmt::runtime(page.say("规则测试 {} 个：通过 {}，失败 {}", "{} rule tests: {} passed, {} failed")),
                     results.size(), results.size() - failed, failed));
  return page.take();
}

std::string tests_json(const std::vector<RuleTestResult>& results) {
  std::string out;
  findings::JsonWriter json(out);
  const std::size_t failed = failed_count(results);
  json.begin_object();
  json.key("summary")
      .begin_object()
      .member("tests", results.size())
      .member("passed", results.size() - failed)
      .member("failed", failed)
      .end_object();
  json.key("tests").begin_array();
  for (const RuleTestResult& result : results) {
    json.begin_object()
        .member("title", result.test->title)
        .member("place", place_of(*result.test, result.test->origin.span))
        .member("passed", result.failures.empty());
    json.key("failures").begin_array();
    for (const FailedExpectation& failure : result.failures) {
      json.begin_object()
          .member("place", place_of(*result.test, failure.span))
          .member("expected", failure.expected)
          .member("happened", failure.happened);
      json.key("steps").begin_array();
      for (const auto& outcome : failure.outcomes)
        for (const auto& step : outcome.trace)
          json.begin_object()
              .member("depth", step.depth)
              .member("text", step.text)
              .member("value", step.value)
              .end_object();
      json.end_array().end_object();
    }
    json.end_array().end_object();
  }
  json.end_array().end_object();
  out += '\n';
  return out;
}

std::string tests_junit(const std::vector<RuleTestResult>& results) {
  std::string out =
      fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites tests=\"{}\" failures=\"{}\">\n",
                  results.size(), failed_count(results));
  for (std::size_t begin = 0; begin < results.size();) {
    const std::string name = source_name(*results[begin].test);
    std::size_t end = begin;
    while (end < results.size() && source_name(*results[end].test) == name) ++end;
    const std::vector<RuleTestResult> suite(results.begin() + static_cast<std::ptrdiff_t>(begin),
                                            results.begin() + static_cast<std::ptrdiff_t>(end));
    out += fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\">\n", escaped(name), suite.size(),
                       failed_count(suite));
    for (const RuleTestResult& result : suite) {
      out += fmt::format("    <testcase name=\"{}\" classname=\"{}\"", escaped(result.test->title), escaped(name));
      if (result.failures.empty()) {
        out += "/>\n";
        continue;
      }
      out += ">\n";
      for (const FailedExpectation& failure : result.failures)
        out += fmt::format("      <failure message=\"{}\">{}</failure>\n", escaped(failure.expected),
                           escaped(place_of(*result.test, failure.span) + "\n" + failure.happened));
      out += "    </testcase>\n";
    }
    out += "  </testsuite>\n";
    begin = end;
  }
  return out + "</testsuites>\n";
}

}  // namespace hegui::trials

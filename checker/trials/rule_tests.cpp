#include "checker/trials/rule_tests.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "checker/document/reader.hpp"
#include "checker/engine/coverage.hpp"
#include "checker/engine/plan.hpp"
#include "checker/findings/page.hpp"

namespace hegui::trials {

namespace {

using findings::Finding;
using Kind = dsl::Expectation::Kind;

/// One test's report with its evaluation and findings, and the questions that expectations ask of them.
class Scene {
 public:
  Scene(const engine::Plan& plan, const dsl::Test& test, const report::Report& report, dsl::Language language,
        std::vector<std::string> only = {}, engine::Coverage* coverage = nullptr)
      : plan_(plan), program_(*plan.program), test_(test), report_(report), language_(language) {
    engine::Options options;
    options.settings = test.settings;
    options.only_rules = std::move(only);
    options.coverage = coverage;
    evaluation_ = engine::evaluate(plan, report, options);
    told_ = findings::tell(program_, report, evaluation_);
  }

  /// What happened instead for one rule of the expectation; empty when it holds.
  [[nodiscard]] std::string contradict(const dsl::Expectation& expectation, const std::string& rule) const;
  [[nodiscard]] std::string contradict_fact(const dsl::Expectation& expectation) const;
  /// How the rule came out, with traces; what the expectation did not want comes first.
  void add_outcomes(const dsl::Expectation& expectation, const std::string& rule, FailedExpectation& into) const;
  [[nodiscard]] const engine::Evaluation& evaluation() const { return evaluation_; }

 private:
  [[nodiscard]] std::string say(std::string_view zh, std::string_view en) const {
    return std::string(language_ == dsl::Language::zh ? zh : en);
  }
  [[nodiscard]] engine::RuleSummary summary_of(const std::string& rule) const;
  [[nodiscard]] std::string what_became_of(const std::string& rule) const;
  [[nodiscard]] std::string contradict_fires(const dsl::Expectation& expectation, const std::string& rule) const;

  const engine::Plan& plan_;
  const dsl::Program& program_;
  const dsl::Test& test_;
  const report::Report& report_;
  dsl::Language language_;
  engine::Evaluation evaluation_;
  findings::CheckedReport told_;
};

engine::RuleSummary Scene::summary_of(const std::string& rule) const {
  for (const auto& summary : evaluation_.rules)
    if (summary.rule.value < program_.rules.size() && program_.rules[summary.rule.value].id == rule) return summary;
  return {};
}

/// How the rule came out: its findings, else its counts and what was missing.
std::string Scene::what_became_of(const std::string& rule) const {
  std::vector<std::string> parts;
  for (const auto& finding : told_.findings) {
    if (finding.rule == rule) {
      std::string text = say("报了：", "it fired: ") +
                         fmt::format("[{}] ", findings::severity_name(finding.severity, language_)) + finding.message;
      if (!finding.evidence.empty()) text += say("（于“", " (at '") + finding.evidence.front().quote + say("”）", "')");
      parts.push_back(std::move(text));
    }
    if (std::find(finding.also.begin(), finding.also.end(), rule) != finding.also.end())
      parts.push_back(say("并入了 ", "it was absorbed by ") + finding.rule);
  }
  const auto summary = summary_of(rule);
  if (!summary.skipped.empty()) parts.push_back(say("没有运行：", "it did not run: ") + summary.skipped);
  const auto count = [&](std::uint32_t n, engine::Verdict verdict) {
    if (n > 0) parts.push_back(fmt::format("{} {}", findings::verdict_name(verdict, language_), n));
  };
  count(summary.passed, engine::Verdict::passed);
  count(summary.undetermined, engine::Verdict::undetermined);
  count(summary.not_applicable, engine::Verdict::not_applicable);
  if (!summary.missing.empty())
    parts.push_back(say("缺少 ", "missing ") + findings::joined(summary.missing, say("、", ", ")));
  if (parts.empty()) parts.push_back(say("没有碰到任何对象", "it met nothing"));
  return findings::joined(parts, say("；", "; "));
}

/// Whether `words` stand in the evidence: inside the quote, or in its sentence overlapping the quote.
bool stands_at(const findings::Evidence& evidence, const std::string& words) {
  if (evidence.quote.find(words) != std::string::npos) return true;
  const std::size_t quote_end = evidence.quote_at + evidence.quote.size();
  for (std::size_t at = evidence.sentence.find(words); at != std::string::npos;
       at = evidence.sentence.find(words, at + 1))
    if (at < quote_end && at + words.size() > evidence.quote_at) return true;
  return false;
}

std::string Scene::contradict_fires(const dsl::Expectation& expectation, const std::string& rule) const {
  bool fired = false;
  for (const Finding& finding : told_.findings) {
    if (finding.rule != rule) continue;
    fired = true;
    const bool at = expectation.at.empty() ||
                    std::any_of(finding.evidence.begin(), finding.evidence.end(),
                                [&](const auto& evidence) { return stands_at(evidence, expectation.at); });
    const bool message = expectation.message.empty() || finding.message.find(expectation.message) != std::string::npos;
    const bool severity = !expectation.severity || finding.severity == *expectation.severity;
    if (at && message && severity) return "";
  }
  return (fired ? "" : say("没有报；", "it did not fire; ")) + what_became_of(rule);
}

std::string Scene::contradict(const dsl::Expectation& expectation, const std::string& rule) const {
  if (program_.find_rule(rule) == nullptr) return say("没有这条规则", "there is no such rule");
  const auto summary = summary_of(rule);
  bool holds = false;
  switch (expectation.kind) {
    case Kind::fires: return contradict_fires(expectation, rule);
    case Kind::silent:
      holds = std::none_of(told_.findings.begin(), told_.findings.end(), [&](const Finding& f) {
        if (f.rule != rule) return false;
        return expectation.at.empty() || std::any_of(f.evidence.begin(), f.evidence.end(),
                                                     [&](const auto& e) { return stands_at(e, expectation.at); });
      });
      break;
    case Kind::passes: holds = summary.passed > 0 && summary.failed == 0; break;
    case Kind::undetermined: holds = summary.undetermined > 0 && summary.failed == 0; break;
    case Kind::not_applicable: holds = summary.passed + summary.failed + summary.undetermined == 0; break;
    case Kind::fact: break;
  }
  return holds ? "" : what_became_of(rule);
}

/// 应得 [query] = value: the expression is run as a rule of its own; it holds when some alignment satisfies it.
std::string Scene::contradict_fact(const dsl::Expectation& expectation) const {
  dsl::Rule rule;
  rule.id = "应得";
  rule.severity.push_back({{}, dsl::Severity::error});
  rule.require.push_back({expectation.fact, false, false, expectation.span});
  rule.queries = program_.aligned_queries(expectation.fact);
  rule.origin = test_.origin;
  auto program = std::make_shared<dsl::Program>(program_);
  program->rules = {std::move(rule)};
  program->overlays.clear();
  engine::Options options;
  options.settings = test_.settings;
  options.trace_all = true;
  const auto evaluation = engine::evaluate(*program, report_, options);
  std::vector<std::string> happened;
  for (const auto& outcome : evaluation.outcomes) {
    if (outcome.verdict == engine::Verdict::passed) return "";
    for (const auto& missing : outcome.missing) happened.push_back(say("缺少 ", "missing ") + missing);
    for (const auto& step : outcome.trace)
      if (step.depth > 0 && !step.facts.empty()) happened.push_back(step.text + " ＝ " + step.value);
  }
  if (happened.empty()) return say("没有找到这个数", "no such figure was found");
  std::sort(happened.begin(), happened.end());
  happened.erase(std::unique(happened.begin(), happened.end()), happened.end());
  return findings::joined(happened, say("；", "; "));
}

std::string expectation_text(const dsl::Test& test, const dsl::Expectation& expectation) {
  if (test.origin.source == nullptr) return "";
  std::string text(test.origin.source->text(expectation.span));
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ' || text.back() == '\r')) text.pop_back();
  return text;
}

void Scene::add_outcomes(const dsl::Expectation& expectation, const std::string& rule, FailedExpectation& into) const {
  constexpr std::size_t kShown = 3;
  engine::Options options;
  options.settings = test_.settings;
  options.only_rules = {rule};
  options.trace_all = true;
  auto outcomes = engine::evaluate(plan_, report_, options).outcomes;
  // 应报 wants a failure: what is open, passed or out of reach says why there is none. The others want none.
  const bool wants_failure = expectation.kind == Kind::fires;
  const auto rank = [&](const engine::Outcome& outcome) {
    switch (outcome.verdict) {
      case engine::Verdict::failed: return wants_failure ? 2 : 0;
      case engine::Verdict::undetermined: return 1;
      case engine::Verdict::passed: return wants_failure ? 0 : 2;
      case engine::Verdict::not_applicable: break;
    }
    return 3;
  };
  std::stable_sort(outcomes.begin(), outcomes.end(),
                   [&](const engine::Outcome& a, const engine::Outcome& b) { return rank(a) < rank(b); });
  into.more = outcomes.size() - std::min(outcomes.size(), kShown);
  outcomes.resize(outcomes.size() - into.more);
  into.outcomes = std::move(outcomes);
}

}  // namespace

TestReading read_test(const report::Lexicon& lexicon, const dsl::Test& test) {
  TestReading reading;
  auto result = document::read_bytes(test.report, test.title + ".txt", document::Limits{});
  if (result.document) {
    reading.report = std::make_shared<const report::Report>(report::understand(std::move(*result.document), lexicon));
  } else {
    reading.error_zh = result.error.zh;
    reading.error_en = result.error.en;
  }
  return reading;
}

std::vector<std::string> rules_named(const dsl::Test& test) {
  std::vector<std::string> named;
  for (const auto& expectation : test.expectations)
    for (const auto& rule : expectation.rules)
      if (std::find(named.begin(), named.end(), rule) == named.end()) named.push_back(rule);
  return named;
}

std::string place_of(const dsl::Test& test, dsl::Span span) {
  const auto& source = test.origin.source;
  if (source == nullptr) return "";
  const auto at = source->position(span.begin);
  return fmt::format("{}:{}:{}", source->name(), at.line, at.column);
}

RuleTestResult run_rule_test(const engine::Plan& plan, const dsl::Test& test, TestReading reading,
                             dsl::Language language, engine::Coverage* coverage) {
  RuleTestResult result;
  result.test = &test;
  result.reading = std::move(reading);
  const auto* report = result.reading.report.get();
  if (report == nullptr) {
    const bool zh = language == dsl::Language::zh;
    result.failures.push_back({test.report_span,
                               zh ? "读取报告" : "read the report",
                               zh ? result.reading.error_zh : result.reading.error_en,
                               {},
                               0});
    return result;
  }
  engine::Coverage seen;
  const Scene scene(plan, test, *report, language, {}, coverage != nullptr ? &seen : nullptr);
  if (coverage != nullptr)
    for (const auto& summary : scene.evaluation().rules) {
      const auto& named = plan.program->rules[summary.rule.value].id;
      for (const auto& rule : rules_named(test))
        if (rule == named) coverage->add(seen, summary.rule, summary.passed > 0, summary.failed > 0);
    }
  for (const auto& expectation : test.expectations) {
    if (expectation.kind == Kind::fact) {
      const std::string happened = scene.contradict_fact(expectation);
      if (!happened.empty())
        result.failures.push_back({expectation.span, expectation_text(test, expectation), happened, {}, 0});
    }
    for (const auto& rule : expectation.rules) {
      const std::string happened = scene.contradict(expectation, rule);
      if (happened.empty()) continue;
      FailedExpectation failed{
          expectation.span, expectation_text(test, expectation), fmt::format("{} {}", rule, happened), {}, 0};
      scene.add_outcomes(expectation, rule, failed);
      result.failures.push_back(std::move(failed));
    }
  }
  return result;
}

bool holds_for(const engine::Plan& plan, const dsl::Test& test, const report::Report& report, const std::string& rule,
               const std::vector<std::string>& run) {
  const Scene scene(plan, test, report, dsl::Language::zh, run);
  return std::all_of(test.expectations.begin(), test.expectations.end(), [&](const dsl::Expectation& expectation) {
    const auto& named = expectation.rules;
    return std::find(named.begin(), named.end(), rule) == named.end() || scene.contradict(expectation, rule).empty();
  });
}

}  // namespace hegui::trials

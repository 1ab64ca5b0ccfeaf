// Whether two evaluations of one report came to the same, for tests that judge rules in two ways.
#pragma once

#include <string>

#include "checker/engine/outcome.hpp"

namespace hegui::engine::test {

inline std::string told(const Outcome& outcome) {
  std::string text = std::to_string(static_cast<int>(outcome.verdict)) + "|" + outcome.unless + "|" + outcome.message +
                     "|" + outcome.advice + "|" + outcome.derivation + "|" + outcome.hypothesis + "|" + outcome.note +
                     "|" + std::to_string(static_cast<int>(outcome.severity));
  for (const auto& part : outcome.alignment) text += "|" + part.aspect + "=" + part.member;
  for (const auto& missing : outcome.missing) text += "|" + missing;
  for (const auto& because : outcome.because_inferred) text += "|" + because;
  for (const auto& evidence : outcome.evidence)
    text += "|" + evidence.role + "@" + std::to_string(evidence.at.begin) + "-" + std::to_string(evidence.at.end);
  for (const auto& step : outcome.trace) text += "|" + step.text + "=" + step.value;
  return text;
}

/// Where they differ first; empty: nowhere.
inline std::string difference(const dsl::Program& program, const Evaluation& a, const Evaluation& b) {
  if (a.rules.size() != b.rules.size()) return "different numbers of rules";
  for (std::size_t i = 0; i < a.rules.size(); ++i) {
    const RuleSummary &x = a.rules[i], &y = b.rules[i];
    const auto counts = [](const RuleSummary& s) {
      return std::to_string(s.passed) + " passed, " + std::to_string(s.failed) + " failed, " +
             std::to_string(s.undetermined) + " undetermined, " + std::to_string(s.not_applicable) +
             " not applicable " + s.skipped;
    };
    if (counts(x) != counts(y) || x.missing != y.missing)
      return program.rules[i].id + ": " + counts(x) + " against " + counts(y);
  }
  if (a.outcomes.size() != b.outcomes.size()) return "different numbers of outcomes";
  for (std::size_t i = 0; i < a.outcomes.size(); ++i)
    if (a.outcomes[i].rule != b.outcomes[i].rule || told(a.outcomes[i]) != told(b.outcomes[i]))
      return program.rules[a.outcomes[i].rule.value].id + ": " + told(a.outcomes[i]) + "\nagainst " +
             told(b.outcomes[i]);
  return {};
}

}  // namespace hegui::engine::test

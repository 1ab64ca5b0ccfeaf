// What the tests beside the rules reach: every rule, and every outcome of each of its conditions.
// Made by `rules test --coverage` from what the engine saw while the tests ran; a test covers the rules it names.
// Afterwards each rule has its clauses with counts, and what no test reaches is listed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "checker/engine/coverage.hpp"
#include "checker/findings/writers.hpp"
#include "dsl/program.hpp"

namespace hegui::trials {

enum class ClauseKind : std::uint8_t { applies, when, unless, except, require, forbid, grade, last_grade };
/// The word that begins the clause: 当, 除非, …
std::string_view clause_word(ClauseKind kind, dsl::Language language);

/// Which outcomes a test has to reach: 应 must be kept and broken, the last grade must be given.
struct Wanted {
  bool yes = true, no = true, missing = false;
};
struct CoveredClause {
  ClauseKind kind = ClauseKind::when;
  std::string label;    // of an exception
  std::string text;     // the condition as written; of a grade with its level
  std::string overlay;  // id of the rulebook whose 覆盖 states it where it applies; empty: the rule's own
  std::string place;    // file:line:column
  Wanted wanted;
  engine::Seen seen;

  [[nodiscard]] std::uint32_t to_reach() const;
  [[nodiscard]] std::uint32_t reached() const;
};
struct RuleCoverage {
  dsl::RuleId rule;
  std::string id, title, place;
  std::uint32_t rulebook = 0;  // index into Program::rulebooks
  engine::Verdicts verdicts;   // in how many tests it was named, failed and passed
  std::vector<CoveredClause> clauses;

  [[nodiscard]] std::uint32_t to_reach() const;  // failing, passing, and every outcome of a clause
  [[nodiscard]] std::uint32_t reached() const;
};
struct CoverageReport {
  std::vector<RuleCoverage> rules;  // by id; without those switched off everywhere
  [[nodiscard]] std::uint32_t to_reach() const;
  [[nodiscard]] std::uint32_t reached() const;
};

/// `only`: ids of rules; empty: all.
CoverageReport coverage_of(const dsl::Program& program, const engine::Coverage& seen,
                           const std::vector<std::string>& only);

/// `part` of `whole` in tenths of a percent, rounded down, so that 100 % means all; of nothing, all.
std::uint32_t permille(std::uint32_t part, std::uint32_t whole);
/// “93.7%”.
std::string percent(std::uint32_t part, std::uint32_t whole);

/// `all`: what is reached as well, with counts.
std::string coverage_text(const dsl::Program& program, const CoverageReport& coverage,
                          const findings::TextOptions& options, bool all);
std::string coverage_json(const dsl::Program& program, const CoverageReport& coverage);

}  // namespace hegui::trials

// How often each condition of each rule came out yes, no or unknown, over any number of evaluations.
// Filled by evaluate() where Options::coverage points to one; costs one comparison a condition where none does.
// Afterwards a condition without an entry was never asked.
#pragma once

#include <cstdint>
#include <map>
#include <utility>

#include "checker/engine/kleene.hpp"
#include "dsl/program.hpp"

namespace hegui::engine {

/// In how many evaluations a rule was looked at, and passed or failed somewhere.
struct Verdicts {
  std::uint32_t tests = 0, passed = 0, failed = 0;
};
struct Seen {
  std::uint32_t yes = 0, no = 0, unknown = 0;
  std::uint32_t missing = 0;  // of `unknown`: an operand is not in the report
};

class Coverage {
 public:
  /// A condition of the rule: 适用, 当, 应 (as it counts: 禁止 is turned round), 除非 and 除外, 级别 … 当.
  void saw(dsl::RuleId rule, dsl::ExprId condition, Truth truth, bool missing = false) {
    Seen& seen = conditions_[{rule, condition}];
    ++(truth == Truth::yes ? seen.yes : truth == Truth::no ? seen.no : seen.unknown);
    if (truth == Truth::unknown && missing) ++seen.missing;
  }
  /// The unconditional grade of a rule was given.
  void saw_last_grade(dsl::RuleId rule) { ++last_grades_[rule]; }
  /// Takes over what another run saw of one rule, and that it had places that passed or failed.
  void add(const Coverage& other, dsl::RuleId rule, bool passed, bool failed) {
    for (auto at = other.conditions_.lower_bound({rule, dsl::ExprId{0}});
         at != other.conditions_.end() && at->first.first == rule; ++at) {
      Seen& seen = conditions_[at->first];
      seen.yes += at->second.yes;
      seen.no += at->second.no;
      seen.unknown += at->second.unknown;
      seen.missing += at->second.missing;
    }
    if (const std::uint32_t more = other.last_grades(rule); more > 0) last_grades_[rule] += more;
    Verdicts& verdicts = verdicts_[rule];
    ++verdicts.tests;
    verdicts.passed += passed ? 1U : 0U;
    verdicts.failed += failed ? 1U : 0U;
  }
  [[nodiscard]] Seen of(dsl::RuleId rule, dsl::ExprId condition) const {
    const auto found = conditions_.find({rule, condition});
    return found == conditions_.end() ? Seen{} : found->second;
  }
  [[nodiscard]] std::uint32_t last_grades(dsl::RuleId rule) const {
    const auto found = last_grades_.find(rule);
    return found == last_grades_.end() ? 0 : found->second;
  }
  [[nodiscard]] Verdicts verdicts(dsl::RuleId rule) const {
    const auto found = verdicts_.find(rule);
    return found == verdicts_.end() ? Verdicts{} : found->second;
  }

 private:
  std::map<std::pair<dsl::RuleId, dsl::ExprId>, Seen> conditions_;
  std::map<dsl::RuleId, std::uint32_t> last_grades_;
  std::map<dsl::RuleId, Verdicts> verdicts_;
};

}  // namespace hegui::engine

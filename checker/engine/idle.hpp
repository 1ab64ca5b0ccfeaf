// Rules that a report gives nothing to look at: what they come to without running them.
// IdleRules is made with the plan and says what each rule needs; Idle asks it about one report, made by evaluate().
// Afterwards a rule is counted exactly as running it would count it, or nothing is said of it and it has to run.
#pragma once

#include <atomic>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "checker/engine/alignment.hpp"
#include "checker/engine/evaluator.hpp"
#include "checker/engine/outcome.hpp"
#include "checker/engine/plan.hpp"

namespace hegui::engine {

/// What one rule needs to have anything to look at.
struct IdleRule {
  /// Conditions, each of which comes to no where the report lacks words: the rule applies nowhere then.
  std::vector<dsl::ExprId> when;
  /// It has no conditions, and each of its requirements forbids what comes to no where the report lacks words.
  std::vector<dsl::ExprId> forbidden;
  /// Its place in IdleRules::places(); kNoGroup: its places cannot be counted without running it.
  std::uint32_t places = kNoGroup;
  /// Its place in IdleRules::figures(); kNoGroup: it looks at other things than figures, too.
  std::uint32_t figures = kNoGroup;
  static constexpr std::uint32_t kNoGroup = 0xFFFFFFFFU;
};
/// Rules that are looked at in the same places: they align the same and loop over the same lists of the report.
struct IdlePlaces {
  std::uint32_t aligned = 0;  // in Plan::aligned
  std::vector<dsl::Field> lists;
  auto operator<=>(const IdlePlaces&) const = default;
};
/// Rules that ask for the same figures and look at nothing else: where a report has none of them, each comes to the
/// same in every report.
struct IdleFigures {
  std::uint32_t aligned = 0;  // in Plan::aligned
  std::vector<std::uint32_t> queries;
  auto operator<=>(const IdleFigures&) const = default;
};

class IdleRules {
 public:
  explicit IdleRules(const Plan& plan);
  IdleRules(const IdleRules&) = delete;
  IdleRules& operator=(const IdleRules&) = delete;
  ~IdleRules();

  [[nodiscard]] const IdleRule& of(std::uint32_t rule) const { return rules_[rule]; }
  [[nodiscard]] const std::vector<IdlePlaces>& places() const { return places_; }
  [[nodiscard]] const std::vector<IdleFigures>& figures() const { return figures_; }
  /// What the rule came to in a report without its figures; null: not seen yet.
  [[nodiscard]] const RuleSummary* without_figures(std::uint32_t rule) const {
    return learnt_[rule].load(std::memory_order_acquire);
  }
  void learn(std::uint32_t rule, const RuleSummary& summary) const;

 private:
  std::vector<IdleRule> rules_;
  std::vector<IdlePlaces> places_;
  std::vector<IdleFigures> figures_;
  mutable std::vector<std::atomic<const RuleSummary*>> learnt_;  // threads that find out the same keep the first
};
std::shared_ptr<const IdleRules> find_idle(const Plan& plan);

class Idle {
 public:
  Idle(FactIndex& index, Evaluator& evaluator, SharedAlignments& alignments);

  /// Counts the rule into `summary` when it is known what it comes to; else does nothing.
  bool pass_over(std::uint32_t rule, const dsl::Rule& in_force, RuleSummary& summary);
  /// To be told of a rule that had to run: another report without its figures need not run it. `told`: of outcomes.
  void ran(std::uint32_t rule, const RuleSummary& summary, bool told);

 private:
  bool lacks_words(const IdleRule& needs, RuleSummary& summary);
  [[nodiscard]] bool lacks_figures(std::uint32_t group);
  [[nodiscard]] std::optional<std::uint32_t> places(std::uint32_t group);
  [[nodiscard]] std::optional<std::uint32_t> count_places(const IdlePlaces& of);

  const Plan& plan_;
  FactIndex& index_;
  Evaluator& evaluator_;
  SharedAlignments& alignments_;
  // Of each group, worked out for all of its rules once, and again when figures were derived since then.
  struct Counted {
    std::size_t facts = kNever;
    std::optional<std::uint32_t> places;
  };
  struct Looked {
    std::size_t facts = kNever;
    bool lacking = false;
  };
  static constexpr std::size_t kNever = static_cast<std::size_t>(-1);
  std::vector<Counted> counted_;
  std::vector<Looked> looked_;
  bool learns_ = false;  // the rule asked about last looks at figures only, and has none
};

}  // namespace hegui::engine

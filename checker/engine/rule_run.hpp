// One rule over one report: its loops, its alignments, and the outcome at each.
// Used by evaluate() for every rule in force.
// Afterwards each place the rule applies to has one outcome; failed and open ones carry evidence and trace.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "checker/engine/compiled_judge.hpp"
#include "checker/engine/evaluator.hpp"
#include "checker/engine/explain.hpp"
#include "checker/engine/outcome.hpp"

namespace hegui::engine {

class RuleRun {
 public:
  RuleRun(Evaluator& evaluator, FactIndex& index, const dsl::Rule& rule, dsl::RuleId id, const Options& options,
          std::uint64_t& slip_budget, SharedAlignments& alignments, Judge* judge = nullptr);
  /// Counts every outcome into `summary`; hands back those worth telling, all of them with Options::trace_all.
  std::vector<Outcome> run(RuleSummary& summary);

 private:
  static constexpr std::size_t kMaxInstances = 100'000;
  static constexpr std::size_t kMaxPlain = 1'000;  // outcomes without anything to tell that are kept
  static constexpr std::size_t kMaxTold = 3'000;   // failed and open ones; a rule that fails oftener stops
  static constexpr std::size_t kMaxTraced = 200;   // of those with a trace
  static constexpr std::uint64_t kNoLength = 0xFFFFFFFFFFFFFFFFU;

  struct Verdicts {
    Verdict verdict = Verdict::passed;
    Reasons reasons;
    std::string unless;
    const dsl::Require* failing = nullptr;
  };

  void align_queries();
  void loop(std::size_t depth);
  bool lacks_words();
  /// Of the innermost of several loops: which elements are worth looking at; nothing: all of them.
  std::optional<std::vector<std::uint32_t>> places_to_look_at();
  /// Some condition fails already, whatever the loops from `depth` on come to.
  bool fails_already(std::size_t depth);
  /// How often the loops from `depth` on reach the innermost, when that depends on nothing outside; else nothing.
  std::optional<std::uint64_t> instances_from(std::size_t depth);
  std::uint64_t length_of(dsl::ExprId list);
  bool fails_everywhere();
  void at_alignments();
  void at_alignment(const Alignment* row);
  void stop(const Reasons& reasons);
  void count(Verdict verdict, const Reasons& missing);
  Truth at_first_sight();
  /// A condition that asks for no figures is worked out once for all alignments of a place.
  Value condition(dsl::ExprId id);
  Verdicts judge();
  Value excepted(const dsl::Unless& unless);
  void covered(dsl::ExprId condition, const Value& value, Truth truth);
  void explain(const Verdicts& verdicts, Outcome& outcome);
  [[nodiscard]] std::vector<AlignmentPart> parts_of(const Alignment* row) const;
  [[nodiscard]] std::string name_of(const Value& value) const;
  [[nodiscard]] dsl::Severity severity();

  Evaluator& evaluator_;
  FactIndex& index_;
  const dsl::Rule& rule_;
  dsl::RuleId id_;
  const Options& options_;
  std::uint64_t& slip_budget_;
  SharedAlignments& shared_;
  Judge* judge_;  // null: none
  std::shared_ptr<const Alignments> alignments_;
  std::vector<Value> loop_values_;
  std::vector<std::optional<std::uint64_t>> lengths_;  // of the lists of the loops, once they are known
  std::vector<Outcome> outcomes_;
  RuleSummary* summary_ = nullptr;
  bool shares_ = false;                                        // several alignments at the place at hand
  std::vector<std::pair<dsl::ExprId, Value>> shared_by_rows_;  // what conditions came to there
  std::size_t instances_ = 0, plain_ = 0, told_ = 0;
  bool stopped_ = false;
};

}  // namespace hegui::engine

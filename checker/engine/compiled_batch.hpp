// The plain figures of many reports, by slot, and what the programs of compiled rules come to over all of them.
// Made by who reads facts in bulk; the rules in force must be the same for every report (Batch::fits).
// Afterwards each rule has passed, failed or does not apply to a report, or the evaluator has to look at it.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "checker/engine/compiled.hpp"
#include "checker/engine/outcome.hpp"

namespace hegui::engine {

class Batch {
 public:
  /// The plan outlives the batch. `options`: as for evaluate(); reports without an identity are what is added.
  Batch(const Plan& plan, const Options& options);

  /// Whether the same rules, with the same parameters, are in force for any report that says nothing of itself.
  [[nodiscard]] static bool fits(const dsl::Program& program);

  /// Begins a report; its number counts from 0.
  std::uint32_t begin();
  /// A figure of the report begun last: of this concept, stated, with no aspect said.
  void put(dsl::ConceptId concept_id, const Scaled& figure);
  /// Anything else of that concept: rules that might ask for it are left to the evaluator.
  void put_unusual(dsl::ConceptId concept_id);
  [[nodiscard]] bool is_asked(dsl::ConceptId concept_id) const {
    return concept_id.value < asked_.size() && asked_[concept_id.value];
  }
  [[nodiscard]] std::uint32_t size() const { return count_; }
  void clear();

  /// The rule does not run on these reports (disabled, not in force …).
  [[nodiscard]] bool skips(std::uint32_t rule) const { return skipped_[rule]; }
  /// How many blocks of kWidth reports there are; the last may have fewer.
  [[nodiscard]] std::size_t blocks() const { return used_; }
  [[nodiscard]] std::uint32_t reports_of(std::size_t block) const { return blocks_[block]->count; }
  /// Judges a rule over the reports of a block: bit i is its i-th report.
  Proofs judge(std::uint32_t rule, std::size_t block);

 private:
  /// kWidth reports: a column of figures for each slot, and one for either bound where they are looked at.
  struct Block {
    std::vector<std::int64_t> figures;
    std::vector<Bits> present, unusual;  // by slot
    std::vector<std::uint64_t> reach;    // by slot: all bits of all magnitudes
    std::uint32_t count = 0;
  };
  [[nodiscard]] bool reads(std::uint32_t rule, std::uint32_t query) const;
  void reset(Block& block) const;
  static void left_alone(Block& block, std::uint32_t slot);

  const Compiled& compiled_;
  const std::vector<std::uint32_t>& same_query_;      // of the plan
  std::vector<std::vector<std::uint32_t>> answers_;   // by concept: slots that a figure without aspects answers
  std::vector<std::vector<std::uint32_t>> narrower_;  // slots that it answers as a figure of a wider concept
  std::vector<std::vector<std::uint32_t>> touches_;   // by concept: slots that any of its figures might answer
  std::vector<bool> asked_;
  std::vector<bool> skipped_;
  std::vector<std::uint8_t> programs_;                // by rule: 1 when it runs by its program here
  std::vector<Scaled> settings_;                      // by slot: of parameters
  std::vector<std::vector<std::int64_t>> constants_;  // by slot: kWidth times the setting; empty unless a parameter
  std::vector<std::size_t> places_;                   // by slot: of its columns within Block::figures
  std::size_t figures_ = 0;                           // of a block, all columns together
  std::vector<std::unique_ptr<Block>> blocks_;
  std::size_t used_ = 0;  // of blocks_
  std::uint32_t count_ = 0;
  Workspace workspace_;
};

}  // namespace hegui::engine

// Where a rule holds: the combinations of shared aspects for which its queries find facts, and those facts.
// Made once a rule (and once a formula) from the queries that its conditions ask.
// Afterwards every alignment lists, for each query, the facts that answer it there, or none: then it is missing.
#pragma once

#include <cstdint>
#include <vector>

#include "checker/engine/fact_index.hpp"

namespace hegui::engine {

/// How a fact came to answer a query at an alignment.
enum class Fit : std::uint8_t {
  exact,     // the same value of every shared aspect
  absent,    // it says nothing of an aspect, which is then no contradiction
  stand_in,  // it has an aspect only by default, and no other fact has the value: inferred
  none
};
struct Cell {
  std::vector<Candidate> facts;  // in reading order
  Fit fit = Fit::exact;
};
struct Alignment {
  std::vector<Code> key;    // parallel to Alignments::aspects
  std::vector<Cell> cells;  // parallel to Alignments::queries
};
struct Alignments {
  std::vector<std::uint32_t> aspects;  // shared: free in every query
  std::vector<std::uint32_t> queries;  // of those that ask for the same the first (Plan::same_query)
  std::vector<Alignment> rows;         // by the place of their first fact; one empty row when no query finds anything
};

/// `year_shift` moves the year of every query (the formula of an execution rate, asked for 上年). `closed_over`: the
/// queries are those of aggregates, which range over 属于, 的 分项 and =任意 by themselves.
Alignments align(FactIndex& index, const std::vector<std::uint32_t>& queries, int year_shift, bool closed_over = false);

/// The alignments of the rules of one report. Rules that ask for the same have the same ones.
class SharedAlignments {
 public:
  explicit SharedAlignments(FactIndex& index) : index_(index), known_(index.plan().aligned.size()) {}
  /// Of what stands at a place of Plan::aligned.
  const std::shared_ptr<const Alignments>& of(std::uint32_t aligned);

 private:
  struct Known {
    std::size_t count = 0;  // of the facts that were aligned
    std::shared_ptr<const Alignments> all;
  };
  FactIndex& index_;
  std::vector<Known> known_;
};

/// How a fact fits a key of shared aspects, leaving out those that `query` fixes or ranges over by itself.
Fit fit_of(const FactIndex& index, std::uint32_t fact, const std::vector<std::uint32_t>& aspects,
           const std::vector<Code>& key, const QueryPlan& query);

/// The facts among several that one query means: by rank, then the total before its parts, then what is strictly more
/// specific. More than one only if they agree in value; the first is the one to quote.
struct Chosen {
  std::vector<std::uint32_t> facts;        // agreeing; most precise first, then in reading order
  std::vector<std::uint32_t> conflicting;  // when they do not agree: one for each different value, and `facts` is empty
};
Chosen choose(const FactIndex& index, const std::vector<Candidate>& candidates,
              const std::vector<std::pair<std::uint32_t, Code>>& preferred);

}  // namespace hegui::engine

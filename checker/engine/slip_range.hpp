// What a figure would have to be for an equation to hold: everything outside is no slip worth trying.
// Made by the search for slips, once a comparison; exact, from the intervals of the other figures.
// Afterwards a value outside the range surely fails; one within it may hold and has to be tried.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "checker/engine/evaluator.hpp"

namespace hegui::engine {

class SlipRange {
 public:
  SlipRange(Evaluator& evaluator, const Compared& compared);
  /// Nothing: the equation is more than sums, differences, products and quotients, or the figure stands in it twice.
  [[nodiscard]] std::optional<dsl::Interval> of(std::uint32_t fact) const;

 private:
  struct Term {
    dsl::Op op = dsl::Op::literal_quantity;  // a figure; add, subtract, multiply, divide, negate
    std::uint32_t fact = kNoFact;            // of a figure: may be supposed to be another one
    std::vector<std::size_t> parts;          // add: any number of them
    dsl::Interval reach;                     // what it may be as things stand
  };
  /// The place of the term that an expression is; nothing: none that is known here.
  std::optional<std::size_t> read(dsl::ExprId id, int depth);
  std::optional<std::size_t> read_sum(const Node& node);
  std::optional<std::size_t> figure(const Value& value);
  std::optional<std::size_t> put(Term term);
  [[nodiscard]] std::size_t count(std::size_t term, std::uint32_t fact) const;

  Evaluator& evaluator_;
  std::vector<Term> terms_;
  std::optional<std::size_t> left_, right_;
};

}  // namespace hegui::engine

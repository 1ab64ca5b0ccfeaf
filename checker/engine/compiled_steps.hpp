// The steps of a program while it is written down: numbers as fractions of whole numbers, equal steps once.
// Used by compiled.cpp, which walks the expressions of a rule.
// Afterwards every result has a place of its own, and what is beyond programs was refused with Unfit.
#pragma once

#include <map>
#include <set>
#include <tuple>
#include <vector>

#include "checker/engine/compiled.hpp"
#include "dsl/number.hpp"

namespace hegui::engine {

/// Thrown while compiling only: the rule says something that programs do not.
struct Unfit {};

/// A number within a program: n ÷ d × 10^-e, where d is a product of figures that were found to be above zero.
struct Part {
  Operand n, d;
  int e = 0;
  dsl::Dimension dimension = dsl::Dimension::number;
};
/// What of a figure is meant: its stated value, or the ends of what the stated places allow.
enum class Side : std::uint8_t { value, low, high };
constexpr Side opposite(Side side) {
  return side == Side::low ? Side::high : side == Side::high ? Side::low : Side::value;
}

/// The slots of all rules, each once.
class Slots {
 public:
  explicit Slots(std::vector<SlotSource>& all) : all_(all) {}
  std::uint32_t index_of(const SlotSource& source) {
    const auto [found, fresh] = index_.try_emplace({source.query, source.parameter.value}, all_.size());
    if (fresh) all_.push_back(source);
    if (all_[found->second].dimension != source.dimension) throw Unfit();
    return static_cast<std::uint32_t>(found->second);
  }
  [[nodiscard]] std::size_t size() const { return all_.size(); }
  /// Forgets what was added since there were `size` of them.
  void shrink(std::size_t size) {
    for (; all_.size() > size; all_.pop_back()) index_.erase({all_.back().query, all_.back().parameter.value});
  }

 private:
  std::vector<SlotSource>& all_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> index_;
};

/// Writes the steps of one program.
class Emitter {
 protected:
  Operand number_step(Step step, Operand a, Operand b, Operand c = {}) {
    return {Operand::Kind::result, emit(step, a, b, c, code_.numbers)};
  }
  std::uint16_t truth_step(Step step, std::uint16_t a) { return truth_step(step, a, a, a); }
  std::uint16_t truth_step(Step step, std::uint16_t a, std::uint16_t b) { return truth_step(step, a, b, b); }
  std::uint16_t truth_step(Step step, std::uint16_t a, std::uint16_t b, std::uint16_t c);
  std::uint16_t comparing(Step step, Operand a, Operand b, Operand c = {}) { return emit(step, a, b, c, code_.truths); }
  /// The place is left to the evaluator where this does not hold.
  void guard(Step step, Operand a);
  void guard_truth(std::uint16_t truth);
  void join(std::uint16_t& into, std::uint16_t truth) {
    into = into == kNoTruth ? truth : truth_step(Step::both, into, truth);
  }
  /// A truth that stays open; whether another rests on such a one.
  std::uint16_t unknowable();
  [[nodiscard]] bool is_knowable(std::uint16_t truth) const { return !unknowable_.contains(truth); }

  Operand constant(std::int64_t value);
  Operand times(Operand a, Operand b);
  Operand shifted(Operand a, int decimals);
  Part of_number(const dsl::Number& number, dsl::Dimension dimension);
  /// Both over the same denominator and with the same decimals.
  void level(Part& a, Part& b);

  static Operand of_truth(std::uint16_t truth) { return {Operand::Kind::none, truth}; }

  Routine code_;
  std::vector<std::uint32_t> queries_;  // of the rule, parallel to the slots of the code
  std::map<std::tuple<Step, Operand, Operand, Operand>, std::uint16_t> known_;
  std::set<std::uint16_t> unknowable_;
  bool for_when_ = false;  // the steps to come belong to a condition that brings the rule on

 private:
  std::uint16_t emit(Step step, Operand a, Operand b, Operand c, std::uint16_t& count);
};

}  // namespace hegui::engine

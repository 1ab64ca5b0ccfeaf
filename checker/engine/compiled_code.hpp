// Small programs over columns of whole numbers: what a rule of plain figures comes to, for many places at once.
// Made by compiled_rules.cpp from a rule's conditions, run by run_code().
// Afterwards each place is judged exactly, or is left to the evaluator: nothing was rounded and nothing overflowed.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "dsl/quantity.hpp"

namespace hegui::engine {

constexpr std::size_t kWidth = 128;  // places judged at once
/// One bit for each of them.
using Bits = std::array<std::uint64_t, kWidth / 64>;

/// What a program can prove of places. Those in neither set are left to the evaluator, for whatever reason.
struct Proofs {
  Bits passed{}, failed{}, not_applicable{};
};

/// A figure as programs take it: its stated value and its bounds × 10^scale, all of them below 2^53.
struct Scaled {
  enum class State : std::uint8_t { plain, missing, unusual };
  std::int64_t value = 0, low = 0, high = 0;
  State state = State::missing;
};
constexpr std::int64_t kLargestScaled = std::int64_t{1} << 53U;

/// Decimals kept of each dimension: enough for half a unit in the last place of whatever is usual in reports.
constexpr int scale_of(dsl::Dimension dimension) {
  switch (dimension) {
    case dsl::Dimension::money: return 3;
    case dsl::Dimension::rate:
    case dsl::Dimension::points: return 8;
    case dsl::Dimension::number: return 6;
    case dsl::Dimension::date:
    case dsl::Dimension::year: return 0;
    default: return 4;
  }
}

struct Operand {
  enum class Kind : std::uint8_t { none, value, low, high, constant, result };
  Kind kind = Kind::none;
  std::uint16_t index = 0;  // of the slot within the rule, of the constant, of the result
  friend auto operator<=>(const Operand&, const Operand&) = default;
};

enum class Step : std::uint8_t {
  add,
  subtract,
  multiply,
  magnitude,  // |a|
  greatest,   // the greater of a and b
  or_else,    // a, or b where a is missing
  choose,     // a where the truth `c` is yes, b where it is no
  within,     // truth: |a − b| ≤ c
  at_most,    // truth: a ≤ b
  below,      // truth: a < b
  said,       // truth: a is not missing
  both,       // of truths a and b
  either,
  inverse,
  select,        // truth: b where a is yes, c where it is no
  positive,      // the place is left to the evaluator unless a > 0
  not_negative,  // … unless a ≥ 0
  certain        // … unless the truth a is yes or open
};
struct Instruction {
  Step step = Step::add;
  bool for_when = false;   // belongs to a condition that brings the rule on
  std::uint16_t into = 0;  // the result: a number or a truth
  Operand a, b, c;         // truths: index only
};

constexpr std::uint16_t kNoTruth = 0xFFFFU;
constexpr std::size_t kMostResults = 24;  // of either kind; what needs more is left to the evaluator
constexpr std::size_t kMostSlots = 32;    // of one rule

struct Routine {
  std::vector<Instruction> steps;
  std::vector<std::int64_t> constants;
  std::vector<std::uint32_t> slots;  // of the plan, by index within the rule
  std::uint16_t numbers = 0, truths = 0;
  std::uint16_t applies = kNoTruth;  // none: always
  std::uint16_t kept = kNoTruth;
  bool may_fail = false;  // no exception stands between a requirement that is not met and a failure
};

/// One slot of a rule over kWidth places, or over a single one.
struct Column {
  const std::int64_t *value = nullptr, *low = nullptr, *high = nullptr;
  Bits missing{};
  std::uint8_t bits = 53;  // all magnitudes are below 2^bits
};

/// Room for the results of programs; one a thread.
class Workspace {
 public:
  Workspace();
  ~Workspace();
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

 private:
  friend Proofs run_code(const Routine&, const Column*, bool, Workspace&);
  struct Room;
  static std::unique_ptr<Room>& spare();
  std::unique_ptr<Room> room_;
};

/// Judges kWidth places, or a single one (bit 0): then the columns have one figure each.
Proofs run_code(const Routine& code, const Column* columns, bool single, Workspace& workspace);

}  // namespace hegui::engine

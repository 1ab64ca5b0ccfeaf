#include "checker/engine/compiled_code.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace hegui::engine {

namespace {

__extension__ using int128 = __int128;

constexpr unsigned kNarrow = 62, kWide = 125;  // bits that a sum or a difference may have

template <class Number>
struct Results {
  alignas(64) Number numbers[kMostResults][kWidth];
  alignas(64) Number constants[kMostResults][kWidth];
  alignas(64) Number slots[kMostSlots * 3][kWidth];  // widened; not used when numbers are as wide as the columns
};

}  // namespace

struct Workspace::Room {
  Results<std::int64_t> narrow;
  Results<int128> wide;
};

/// Hundreds of kilobytes, of which a report touches little: a thread keeps one and clears nothing.
std::unique_ptr<Workspace::Room>& Workspace::spare() {
  thread_local std::unique_ptr<Room> room;
  return room;
}

Workspace::Workspace() : room_(std::move(spare())) {
  if (room_ == nullptr) room_ = std::make_unique_for_overwrite<Room>();
}
Workspace::~Workspace() { spare() = std::move(room_); }

namespace {

// ---- sets of places -------------------------------------------------------------------------------------------------
template <class Combine>
Bits combined(const Bits& a, const Bits& b, const Combine& combine) {
  Bits result;
  for (std::size_t i = 0; i < result.size(); ++i) result[i] = combine(a[i], b[i]);
  return result;
}
Bits operator&(const Bits& a, const Bits& b) {
  return combined(a, b, [](std::uint64_t x, std::uint64_t y) { return x & y; });
}
Bits operator|(const Bits& a, const Bits& b) {
  return combined(a, b, [](std::uint64_t x, std::uint64_t y) { return x | y; });
}
Bits without(const Bits& a, const Bits& b) {
  return combined(a, b, [](std::uint64_t x, std::uint64_t y) { return x & ~y; });
}
Bits inverse(const Bits& a) {
  return combined(a, a, [](std::uint64_t x, std::uint64_t) { return ~x; });
}
bool has(const Bits& set, std::size_t place) { return (set[place / 64] >> (place % 64) & 1U) != 0; }

/// Kleene's: in neither set is what is open.
struct Truths {
  Bits yes{}, no{};
};

unsigned bits_of(std::int64_t constant) {
  unsigned bits = 0;
  for (auto rest = static_cast<std::uint64_t>(constant < 0 ? -constant : constant); rest != 0; rest >>= 1U) ++bits;
  return bits;
}

/// How many bits the widest result has.
unsigned widest(const Routine& code, const Column* columns) {
  std::array<unsigned, kMostResults> bits{};
  unsigned most = 0;
  const auto of = [&](const Operand& operand) -> unsigned {
    switch (operand.kind) {
      case Operand::Kind::none: return 0;
      case Operand::Kind::constant: return bits_of(code.constants[operand.index]);
      case Operand::Kind::result: return bits[operand.index];
      default: return columns[operand.index].bits;
    }
  };
  for (const Instruction& step : code.steps) {
    unsigned one = 0;
    switch (step.step) {
      case Step::add:
      case Step::subtract: one = bits[step.into] = std::max(of(step.a), of(step.b)) + 1; break;
      case Step::multiply: one = bits[step.into] = of(step.a) + of(step.b); break;
      case Step::magnitude: one = bits[step.into] = of(step.a); break;
      case Step::greatest:
      case Step::or_else:
      case Step::choose: one = bits[step.into] = std::max(of(step.a), of(step.b)); break;
      case Step::within: one = std::max({of(step.a) + 1, of(step.b) + 1, of(step.c)}); break;
      case Step::at_most:
      case Step::below: one = std::max(of(step.a), of(step.b)); break;
      default: break;
    }
    most = std::max(most, one);
  }
  return most;
}

/// Which of `Count` places a condition holds in.
template <std::size_t Count, class Condition>
Bits where(const Condition& condition) {
  Bits set{};
  if constexpr (Count == 1) {
    set[0] = condition(0) ? 1 : 0;
  } else {
    for (std::size_t word = 0; word < Count / 64; ++word) {
      std::uint64_t one = 0;
      for (std::size_t i = 0; i < 64; ++i) one |= static_cast<std::uint64_t>(condition(word * 64 + i)) << i;
      set[word] = one;
    }
  }
  return set;
}

template <class Number, std::size_t Count>
class Runner {
 public:
  Runner(const Routine& code, const Column* columns, Results<Number>& results)
      : code_(code), columns_(columns), results_(results) {}

  Proofs run() {
    prepare();
    for (const Instruction& step : code_.steps) one(step);
    return proofs();
  }

 private:
  void prepare() {
    for (std::size_t i = 0; i < code_.constants.size(); ++i)
      std::fill_n(results_.constants[i], Count, static_cast<Number>(code_.constants[i]));
    if constexpr (sizeof(Number) > sizeof(std::int64_t))
      for (std::size_t i = 0; i < code_.slots.size(); ++i) {
        std::copy_n(columns_[i].value, Count, results_.slots[i * 3]);
        if (columns_[i].low != nullptr) std::copy_n(columns_[i].low, Count, results_.slots[i * 3 + 1]);
        if (columns_[i].high != nullptr) std::copy_n(columns_[i].high, Count, results_.slots[i * 3 + 2]);
      }
  }

  const Number* number(const Operand& operand) const {
    switch (operand.kind) {
      case Operand::Kind::constant: return results_.constants[operand.index];
      case Operand::Kind::result: return results_.numbers[operand.index];
      default: break;
    }
    const auto which = static_cast<std::size_t>(operand.kind) - static_cast<std::size_t>(Operand::Kind::value);
    if constexpr (sizeof(Number) > sizeof(std::int64_t)) {
      return results_.slots[operand.index * 3 + which];
    } else {
      const Column& column = columns_[operand.index];
      return which == 0 ? column.value : which == 1 ? column.low : column.high;
    }
  }
  Bits missing(const Operand& operand) const {
    if (operand.kind == Operand::Kind::none || operand.kind == Operand::Kind::constant) return {};
    return operand.kind == Operand::Kind::result ? missing_[operand.index] : columns_[operand.index].missing;
  }

  template <class Combine>
  void number_step(const Instruction& step, const Combine& combine) {
    const Number *a = number(step.a), *b = number(step.b);
    Number* __restrict into = results_.numbers[step.into];  // every result has a place of its own
    for (std::size_t i = 0; i < Count; ++i) into[i] = combine(a[i], b[i]);
    missing_[step.into] = missing(step.a) | missing(step.b);
  }
  template <class Compare>
  void truth_step(const Instruction& step, const Compare& compare) {
    const Bits holds = where<Count>(compare);
    const Bits open = missing(step.a) | missing(step.b) | missing(step.c);
    truths_[step.into] = {without(holds, open), without(inverse(holds), open)};
  }
  template <class Leave>
  void leave(const Instruction& step, const Leave& whether) {
    Bits& left = step.for_when ? left_in_when_ : left_;
    left = left | without(where<Count>(whether), missing(step.a));
  }

  void one(const Instruction& step) {
    switch (step.step) {
      case Step::add: return number_step(step, [](Number a, Number b) { return a + b; });
      case Step::subtract: return number_step(step, [](Number a, Number b) { return a - b; });
      case Step::multiply: return number_step(step, [](Number a, Number b) { return a * b; });
      case Step::greatest: return number_step(step, [](Number a, Number b) { return a < b ? b : a; });
      case Step::magnitude: {
        const Number* a = number(step.a);
        for (std::size_t i = 0; i < Count; ++i) results_.numbers[step.into][i] = a[i] < 0 ? -a[i] : a[i];
        missing_[step.into] = missing(step.a);
        return;
      }
      case Step::or_else:
      case Step::choose: return pick(step);
      case Step::within: {
        const Number *a = number(step.a), *b = number(step.b), *c = number(step.c);
        return truth_step(step, [=](std::size_t i) {
          const Number apart = a[i] - b[i];
          return (apart < 0 ? -apart : apart) <= c[i];
        });
      }
      case Step::at_most: {
        const Number *a = number(step.a), *b = number(step.b);
        return truth_step(step, [=](std::size_t i) { return a[i] <= b[i]; });
      }
      case Step::below: {
        const Number *a = number(step.a), *b = number(step.b);
        return truth_step(step, [=](std::size_t i) { return a[i] < b[i]; });
      }
      case Step::positive: {
        const Number* a = number(step.a);
        return leave(step, [=](std::size_t i) { return a[i] <= 0; });
      }
      case Step::not_negative: {
        const Number* a = number(step.a);
        return leave(step, [=](std::size_t i) { return a[i] < 0; });
      }
      default: return logic(step);
    }
  }

  void logic(const Instruction& step) {
    Truths& into = truths_[step.into];
    if (step.step == Step::said) {
      const Bits gone = missing(step.a);
      into = {inverse(gone), gone};
      return;
    }
    const Truths p = truths_[step.a.index], q = truths_[step.b.index], r = truths_[step.c.index];
    switch (step.step) {
      case Step::both: into = {p.yes & q.yes, p.no | q.no}; return;
      case Step::either: into = {p.yes | q.yes, p.no & q.no}; return;
      case Step::inverse: into = {p.no, p.yes}; return;
      case Step::select: into = {(p.yes & q.yes) | (p.no & r.yes), (p.yes & q.no) | (p.no & r.no)}; return;
      default: break;  // certain
    }
    Bits& left = step.for_when ? left_in_when_ : left_;
    left = left | p.no;
  }

  /// Of two numbers the one that is meant.
  void pick(const Instruction& step) {
    const Number *a = number(step.a), *b = number(step.b);
    const Bits x = missing(step.a), y = missing(step.b);
    const bool choose = step.step == Step::choose;
    const Truths& condition = truths_[step.c.index];
    const Bits first = choose ? condition.yes : inverse(x), second = choose ? condition.no : x;
    for (std::size_t i = 0; i < Count; ++i) results_.numbers[step.into][i] = has(first, i) ? a[i] : b[i];
    missing_[step.into] = (first & x) | (second & y) | inverse(first | second);
  }

  [[nodiscard]] Proofs proofs() const {
    const Truths& kept = truths_[code_.kept];
    Truths applies{inverse({}), {}};
    if (code_.applies != kNoTruth) applies = truths_[code_.applies];
    const Bits judged = without(without(applies.yes, left_in_when_), left_);
    Proofs result;
    result.passed = judged & kept.yes;
    if (code_.may_fail) result.failed = judged & kept.no;
    result.not_applicable = without(applies.no, left_in_when_);
    return result;
  }

  const Routine& code_;
  const Column* columns_;
  Results<Number>& results_;
  std::array<Bits, kMostResults> missing_{};
  std::array<Truths, kMostResults> truths_{};
  Bits left_in_when_{}, left_{};
};

}  // namespace

Proofs run_code(const Routine& code, const Column* columns, bool single, Workspace& workspace) {
  Workspace::Room& room = *workspace.room_;
  const unsigned bits = widest(code, columns);
  if (bits <= kNarrow) {
    if (single) return Runner<std::int64_t, 1>(code, columns, room.narrow).run();
    return Runner<std::int64_t, kWidth>(code, columns, room.narrow).run();
  }
  if (bits > kWide) return {};
  if (single) return Runner<int128, 1>(code, columns, room.wide).run();
  return Runner<int128, kWidth>(code, columns, room.wide).run();
}

}  // namespace hegui::engine

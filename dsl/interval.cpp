// Interval arithmetic over exact numbers, with open and missing bounds.
// Used where stated figures stand for a range of true values.
// Afterwards a result contains every value that the operands allow, and no bound is looser than it must be.
#include <array>

#include "dsl/number.hpp"

namespace hegui::dsl {

namespace {

/// One end of an interval: finite, or beyond every number (then open).
struct End {
  int infinite = 0;  // -1, 0, +1
  Number value;
  bool open = false;
};

End low_end(const Interval& a) { return a.low ? End{0, *a.low, a.low_open} : End{-1, {}, true}; }
End high_end(const Interval& a) { return a.high ? End{0, *a.high, a.high_open} : End{1, {}, true}; }

Interval between(const End& low, const End& high) {
  Interval result;
  if (low.infinite == 0) result.low = low.value, result.low_open = low.open;
  if (high.infinite == 0) result.high = high.value, result.high_open = high.open;
  return result;
}

End sum(const End& a, const End& b) {
  if (a.infinite != 0) return a;
  if (b.infinite != 0) return b;
  return {0, a.value + b.value, a.open || b.open};
}

End opposite(const End& a) { return {-a.infinite, -a.value, a.open}; }

int sign(const End& a) { return a.infinite != 0 ? a.infinite : a.value.sign(); }

/// A closed zero annihilates whatever the other end is: every point of the other interval gives the product 0.
End product(const End& a, const End& b) {
  const bool closed_zero = (sign(a) == 0 && !a.open) || (sign(b) == 0 && !b.open);
  if (sign(a) == 0 || sign(b) == 0) return {0, Number(), !closed_zero};
  if (a.infinite != 0 || b.infinite != 0) return {sign(a) * sign(b), {}, true};
  return {0, a.value * b.value, a.open || b.open};
}

bool below(const End& a, const End& b) {
  if (a.infinite != b.infinite) return a.infinite < b.infinite;
  return a.infinite == 0 && a.value < b.value;
}

/// 1 / a for an interval without zero (zero may be an open end).
Interval reciprocal(const Interval& a) {
  const auto invert = [](const End& end, int toward) {
    if (end.infinite != 0) return End{0, Number(), true};
    if (end.value.is_zero()) return End{toward, {}, true};
    return End{0, Number(1) / end.value, end.open};
  };
  return between(invert(high_end(a), -1), invert(low_end(a), 1));
}

}  // namespace

bool Interval::contains(const Number& value) const {
  if (low && (value < *low || (low_open && value == *low))) return false;
  if (high && (value > *high || (high_open && value == *high))) return false;
  return true;
}

bool Interval::intersects(const Interval& other) const {
  const auto reaches = [](const Interval& a, const Interval& b) {  // a begins at or before the end of b
    if (!a.low || !b.high || *a.low < *b.high) return true;
    return *a.low == *b.high && !a.low_open && !b.high_open;
  };
  return reaches(*this, other) && reaches(other, *this);
}

bool Interval::is_exact() const { return low && high && *low == *high && !low_open && !high_open; }

Interval operator+(const Interval& a, const Interval& b) {
  return between(sum(low_end(a), low_end(b)), sum(high_end(a), high_end(b)));
}

Interval operator-(const Interval& a, const Interval& b) {
  return between(sum(low_end(a), opposite(high_end(b))), sum(high_end(a), opposite(low_end(b))));
}

Interval operator*(const Interval& a, const Interval& b) {
  const std::array<End, 4> corners{product(low_end(a), low_end(b)), product(low_end(a), high_end(b)),
                                   product(high_end(a), low_end(b)), product(high_end(a), high_end(b))};
  End low = corners[0];
  End high = corners[0];
  for (const End& corner : corners) {
    if (below(corner, low) || (!below(low, corner) && !corner.open)) low = corner;
    if (below(high, corner) || (!below(corner, high) && !corner.open)) high = corner;
  }
  return between(low, high);
}

Interval operator/(const Interval& a, const Interval& b) {
  if (b.contains(Number())) return Interval::everything();
  return a * reciprocal(b);
}

}  // namespace hegui::dsl

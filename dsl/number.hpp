// Exact numbers: a rational with a compact 64-bit form and an exact fallback of any size.
// Made by the number parsers of the language and of the reports; every amount, rate and score is one.
// Afterwards arithmetic never rounds and never overflows silently; equality is mathematical equality.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace hegui::dsl {

/// An exact rational number. Values whose reduced numerator and denominator fit in 64 bits are stored inline
/// (intermediates use 128 bits); larger ones fall back to arbitrary precision. Immutable value type, cheap to copy.
class Number {
 public:
  Number() = default;  // zero
  Number(const Number& other) : numerator_(other.numerator_), denominator_(other.denominator_) {
    if (denominator_ == 0) retain();
  }
  Number(Number&& other) noexcept : numerator_(other.numerator_), denominator_(other.denominator_) {
    if (denominator_ == 0) other.numerator_ = 0, other.denominator_ = 1;
  }
  Number& operator=(const Number& other) {
    if (other.denominator_ == 0) other.retain();
    if (denominator_ == 0) release();
    numerator_ = other.numerator_;
    denominator_ = other.denominator_;
    return *this;
  }
  Number& operator=(Number&& other) noexcept {
    std::swap(numerator_, other.numerator_);
    std::swap(denominator_, other.denominator_);
    return *this;
  }
  ~Number() {
    if (denominator_ == 0) release();
  }
  Number(std::int64_t integer);  // NOLINT(google-explicit-constructor): integers are numbers
  Number(std::int64_t numerator, std::int64_t denominator);  // denominator != 0, else std::domain_error

  /// Parses ASCII `[+-]digits[.digits]`, at most `max_digits` digits in all; nullopt for anything else.
  static std::optional<Number> parse(std::string_view text, std::size_t max_digits = 60);
  static Number power_of_ten(int exponent);  // exponent within [-60, 60]

  [[nodiscard]] bool is_zero() const { return numerator_ == 0; }  // an address is none
  [[nodiscard]] int sign() const;                                 // -1, 0, +1
  [[nodiscard]] bool is_integer() const;
  [[nodiscard]] std::optional<std::int64_t> to_int64() const;  // only when integral and in range

  /// Exact decimal when the value has a finite expansion of at most `max_decimals` places ("3894.42"), else nullopt.
  [[nodiscard]] std::optional<std::string> to_exact_decimal(int max_decimals = 30) const;
  /// Decimal rounded half up (away from zero) to `decimals` places, trailing zeros kept ("74.27").
  [[nodiscard]] std::string to_fixed(int decimals) const;
  /// Shortest exact decimal when finite, else rounded half up to `decimals` places; for people.
  [[nodiscard]] std::string to_text(int decimals = 6) const;
  /// Nearest value with `decimals` places: half up (away from zero), or cut off toward zero.
  [[nodiscard]] Number rounded(int decimals) const;
  [[nodiscard]] Number truncated(int decimals) const;

  Number operator-() const;
  [[nodiscard]] Number abs() const;
  friend Number operator+(const Number& a, const Number& b);
  friend Number operator-(const Number& a, const Number& b);
  friend Number operator*(const Number& a, const Number& b);
  /// Throws std::domain_error when b is zero: callers test is_zero() first and report a reason instead.
  friend Number operator/(const Number& a, const Number& b);
  friend bool operator==(const Number& a, const Number& b);
  friend std::strong_ordering operator<=>(const Number& a, const Number& b);
  [[nodiscard]] std::size_t hash() const;

 private:
  friend struct Arithmetic;  // number.cpp
  struct Big;                // arbitrary precision, shared and immutable
  void retain() const;
  void release() const;

  // Reports are full of numbers, nearly all of them small: where a Big is owned, its address stands for the numerator.
  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;  // > 0; 0: not inline
  static_assert(sizeof(void*) <= sizeof(std::int64_t));
  [[nodiscard]] const Big* big() const {
    return reinterpret_cast<const Big*>(static_cast<std::intptr_t>(numerator_));  // NOLINT: see above
  }
};

/// An interval of exact numbers; a missing bound is unbounded, an open bound excludes its end.
/// `74.27%` stands for [0.742650, 0.742750]; 约 and 以上 open the proper side.
struct Interval {
  std::optional<Number> low;
  std::optional<Number> high;
  bool low_open = false;
  bool high_open = false;

  static Interval exactly(const Number& value) { return {value, value, false, false}; }
  static Interval everything() { return {}; }
  [[nodiscard]] bool contains(const Number& value) const;
  [[nodiscard]] bool intersects(const Interval& other) const;
  [[nodiscard]] bool is_exact() const;  // low == high, both closed

  friend Interval operator+(const Interval& a, const Interval& b);
  friend Interval operator-(const Interval& a, const Interval& b);
  friend Interval operator*(const Interval& a, const Interval& b);
  /// Unbounded when the divisor's interval contains zero.
  friend Interval operator/(const Interval& a, const Interval& b);
  friend bool operator==(const Interval&, const Interval&) = default;
};

}  // namespace hegui::dsl

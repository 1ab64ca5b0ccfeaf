// Exact rational arithmetic: 64-bit numerators and denominators with 128-bit intermediates, any size beyond.
// Used by everything that computes.
// Afterwards every value is reduced, its denominator positive, and stored inline whenever it fits.
#include "dsl/number.hpp"

#include <atomic>
#include <boost/multiprecision/cpp_int.hpp>
#include <functional>
#include <limits>
#include <stdexcept>
#include <utility>

namespace hegui::dsl {

namespace {

__extension__ using int128 = __int128;
__extension__ using uint128 = unsigned __int128;
using Integer = boost::multiprecision::cpp_int;
using Rational = boost::multiprecision::cpp_rational;

constexpr int kMaxPower = 60;
constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();

constexpr uint128 magnitude(int128 value) {
  return value < 0 ? -static_cast<uint128>(value) : static_cast<uint128>(value);
}

constexpr uint128 common_divisor(uint128 a, uint128 b) {
  constexpr auto kWord = static_cast<uint128>(std::numeric_limits<std::uint64_t>::max());
  while (b != 0) {
    if (a <= kWord && b <= kWord) {  // 64-bit division is many times faster
      auto x = static_cast<std::uint64_t>(a);
      auto y = static_cast<std::uint64_t>(b);
      while (y != 0) x = std::exchange(y, x % y);
      return x;
    }
    a = std::exchange(b, a % b);
  }
  return a;
}

/// 10^exponent for an exponent of any size that a caller of this file may ask for; exponent >= 0.
Integer ten_to(int exponent) { return boost::multiprecision::pow(Integer(10), static_cast<unsigned>(exponent)); }

Integer to_integer(int128 value) {
  const uint128 size = magnitude(value);
  Integer result = static_cast<std::uint64_t>(size >> 64U);
  result <<= 64;
  result += static_cast<std::uint64_t>(size);
  return value < 0 ? Integer(-result) : result;
}

enum class Rounding : std::uint8_t { half_up, toward_zero };

/// numerator / denominator × 10^decimals as an integer; denominator > 0.
Integer scaled(const Integer& numerator, const Integer& denominator, int decimals, Rounding rounding) {
  Integer top = boost::multiprecision::abs(numerator);
  Integer bottom = denominator;
  if (decimals >= 0) top *= ten_to(decimals);
  if (decimals < 0) bottom *= ten_to(-decimals);
  Integer quotient;
  Integer remainder;
  boost::multiprecision::divide_qr(top, bottom, quotient, remainder);
  if (rounding == Rounding::half_up && remainder * 2 >= bottom) ++quotient;
  return numerator < 0 ? Integer(-quotient) : quotient;
}

/// An integer that counts units of 10^-decimals, as a decimal.
std::string placed(const Integer& value, int decimals) {
  std::string digits = Integer(boost::multiprecision::abs(value)).str();
  const auto places = static_cast<std::size_t>(decimals > 0 ? decimals : 0);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - places, 1, '.');
  if (value < 0) digits.insert(0, 1, '-');
  return digits;
}

}  // namespace

struct Number::Big {
  explicit Big(const Rational& value_in) : value(value_in) {}
  Rational value;
  mutable std::atomic<std::uint32_t> owners{1};
};

void Number::retain() const { big()->owners.fetch_add(1, std::memory_order_relaxed); }
void Number::release() const {
  if (big()->owners.fetch_sub(1, std::memory_order_acq_rel) == 1) delete big();
}

/// What the operators need of the inside of a number; keeps the header free of 128-bit and Boost types.
struct Arithmetic {
  static bool is_big(const Number& a) { return a.denominator_ == 0; }
  static std::int64_t numerator(const Number& a) { return a.numerator_; }
  static std::int64_t denominator(const Number& a) { return a.denominator_; }

  /// Reduces and stores inline when it fits; denominator > 0.
  static Number reduced(int128 numerator, int128 denominator) {
    if (numerator >= kMin && numerator <= kMax && denominator <= kMax) {  // nearly always: no 128-bit division
      const auto top = static_cast<std::int64_t>(numerator), bottom = static_cast<std::int64_t>(denominator);
      if (bottom == 1) return inlined(top, 1);
      const auto shared = static_cast<std::int64_t>(common_divisor(magnitude(numerator), magnitude(denominator)));
      return inlined(top / shared, bottom / shared);
    }
    const uint128 divisor = common_divisor(magnitude(numerator), magnitude(denominator));
    const auto shared = static_cast<int128>(divisor);
    numerator /= shared;
    denominator /= shared;
    if (numerator >= kMin && numerator <= kMax && denominator <= kMax) {
      return inlined(static_cast<std::int64_t>(numerator), static_cast<std::int64_t>(denominator));
    }
    return from(Rational(to_integer(numerator), to_integer(denominator)));
  }

  static Number inlined(std::int64_t numerator, std::int64_t denominator) {
    Number result;
    result.numerator_ = numerator;
    result.denominator_ = denominator;
    return result;
  }

  static Number from(const Rational& value) {
    const Integer top = boost::multiprecision::numerator(value);
    const Integer bottom = boost::multiprecision::denominator(value);
    if (top >= kMin && top <= kMax && bottom <= kMax) {
      return inlined(static_cast<std::int64_t>(top), static_cast<std::int64_t>(bottom));
    }
    Number result;
    result.numerator_ = reinterpret_cast<std::intptr_t>(new Number::Big(value));
    result.denominator_ = 0;
    return result;
  }

  static Rational rational(const Number& a) {
    return is_big(a) ? a.big()->value : Rational(Integer(a.numerator_), Integer(a.denominator_));
  }
  static Integer top(const Number& a) {
    return is_big(a) ? Integer(boost::multiprecision::numerator(a.big()->value)) : Integer(a.numerator_);
  }
  static Integer bottom(const Number& a) {
    return is_big(a) ? Integer(boost::multiprecision::denominator(a.big()->value)) : Integer(a.denominator_);
  }

  static Number to_places(const Number& a, int decimals, Rounding rounding) {
    const Integer units = scaled(top(a), bottom(a), decimals, rounding);
    return decimals >= 0 ? from(Rational(units, ten_to(decimals))) : from(Rational(units * ten_to(-decimals)));
  }
};

namespace {

bool both_small(const Number& a, const Number& b) { return !Arithmetic::is_big(a) && !Arithmetic::is_big(b); }
int128 top_of(const Number& a) { return Arithmetic::numerator(a); }
int128 bottom_of(const Number& a) { return Arithmetic::denominator(a); }

}  // namespace

Number::Number(std::int64_t integer) : numerator_(integer) {}

Number::Number(std::int64_t numerator, std::int64_t denominator) {
  if (denominator == 0) throw std::domain_error("a number with denominator zero");
  const int128 sign = denominator < 0 ? -1 : 1;
  *this = Arithmetic::reduced(sign * numerator, sign * denominator);
}

std::optional<Number> Number::parse(std::string_view text, std::size_t max_digits) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  std::size_t digits = 0, decimals = 0;
  std::int64_t small = 0;
  bool point = false;
  constexpr std::size_t kInline = 18;  // digits of which every reduced form fits inline
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '.') {
      if (point || i == 0 || i + 1 == text.size()) return std::nullopt;
      point = true;
    } else if (c >= '0' && c <= '9') {
      if (digits >= max_digits) return std::nullopt;
      if (++digits <= kInline) small = small * 10 + (c - '0');
      if (point) ++decimals;
    } else {
      return std::nullopt;
    }
  }
  if (digits == 0) return std::nullopt;
  if (digits <= kInline) {
    std::int64_t scale = 1;
    for (std::size_t i = 0; i < decimals; ++i) scale *= 10;
    return Number(negative ? -small : small, scale);
  }
  std::string whole;
  for (const char c : text)
    if (c != '.') whole += c;
  whole.erase(0, whole.find_first_not_of('0'));  // a leading zero would mean octal to the library
  Integer value = whole.empty() ? Integer(0) : Integer(whole);
  if (negative) value = -value;
  return Arithmetic::from(Rational(value, ten_to(static_cast<int>(decimals))));
}

Number Number::power_of_ten(int exponent) {
  if (exponent < -kMaxPower || exponent > kMaxPower) throw std::domain_error("a power of ten out of range");
  const bool small = exponent >= -18 && exponent <= 18;
  if (small) {
    std::int64_t power = 1;
    for (int i = exponent < 0 ? -exponent : exponent; i > 0; --i) power *= 10;
    return exponent < 0 ? Arithmetic::inlined(1, power) : Arithmetic::inlined(power, 1);
  }
  return exponent < 0 ? Arithmetic::from(Rational(Integer(1), ten_to(-exponent)))
                      : Arithmetic::from(Rational(ten_to(exponent)));
}

int Number::sign() const {
  if (denominator_ == 0) return big()->value.sign();
  return numerator_ < 0 ? -1 : numerator_ > 0 ? 1 : 0;
}

bool Number::is_integer() const { return denominator_ == 1 || (denominator_ == 0 && Arithmetic::bottom(*this) == 1); }

std::optional<std::int64_t> Number::to_int64() const {
  if (denominator_ != 1) return std::nullopt;
  return numerator_;
}

std::optional<std::string> Number::to_exact_decimal(int max_decimals) const {
  Integer bottom = Arithmetic::bottom(*this);
  int twos = 0;
  int fives = 0;
  const int limit = max_decimals < 0 ? 0 : max_decimals;
  for (; bottom % 2 == 0 && twos <= limit; ++twos) bottom /= 2;
  for (; bottom % 5 == 0 && fives <= limit; ++fives) bottom /= 5;
  const int places = twos > fives ? twos : fives;
  if (bottom != 1 || places > limit) return std::nullopt;
  return to_fixed(places);
}

std::string Number::to_fixed(int decimals) const {
  const int places = decimals < 0 ? 0 : decimals;
  return placed(scaled(Arithmetic::top(*this), Arithmetic::bottom(*this), places, Rounding::half_up), places);
}

std::string Number::to_text(int decimals) const {
  if (auto exact = to_exact_decimal()) return *std::move(exact);
  return to_fixed(decimals);
}

Number Number::rounded(int decimals) const { return Arithmetic::to_places(*this, decimals, Rounding::half_up); }
Number Number::truncated(int decimals) const { return Arithmetic::to_places(*this, decimals, Rounding::toward_zero); }

Number Number::operator-() const {
  if (denominator_ == 0) return Arithmetic::from(-big()->value);
  return Arithmetic::reduced(-static_cast<int128>(numerator_), denominator_);
}

Number Number::abs() const { return sign() < 0 ? -*this : *this; }

// The 128-bit intermediates cannot overflow: |numerator| <= 2^63 and denominator < 2^63, so a product is below 2^126
// (2^126 for two numerators) and a sum of two products below 2^127.
Number operator+(const Number& a, const Number& b) {
  if (!both_small(a, b)) return Arithmetic::from(Arithmetic::rational(a) + Arithmetic::rational(b));
  if (bottom_of(a) == bottom_of(b)) return Arithmetic::reduced(top_of(a) + top_of(b), bottom_of(a));
  return Arithmetic::reduced(top_of(a) * bottom_of(b) + top_of(b) * bottom_of(a), bottom_of(a) * bottom_of(b));
}

Number operator-(const Number& a, const Number& b) {
  if (!both_small(a, b)) return Arithmetic::from(Arithmetic::rational(a) - Arithmetic::rational(b));
  if (bottom_of(a) == bottom_of(b)) return Arithmetic::reduced(top_of(a) - top_of(b), bottom_of(a));
  return Arithmetic::reduced(top_of(a) * bottom_of(b) - top_of(b) * bottom_of(a), bottom_of(a) * bottom_of(b));
}

Number operator*(const Number& a, const Number& b) {
  if (!both_small(a, b)) return Arithmetic::from(Arithmetic::rational(a) * Arithmetic::rational(b));
  return Arithmetic::reduced(top_of(a) * top_of(b), bottom_of(a) * bottom_of(b));
}

Number operator/(const Number& a, const Number& b) {
  if (b.is_zero()) throw std::domain_error("division by zero");
  if (!both_small(a, b)) return Arithmetic::from(Arithmetic::rational(a) / Arithmetic::rational(b));
  const int128 sign = top_of(b) < 0 ? -1 : 1;
  return Arithmetic::reduced(sign * top_of(a) * bottom_of(b), sign * bottom_of(a) * top_of(b));
}

bool operator==(const Number& a, const Number& b) {
  if (both_small(a, b)) return a.numerator_ == b.numerator_ && a.denominator_ == b.denominator_;
  return Arithmetic::is_big(a) && Arithmetic::is_big(b) &&
         a.big()->value == b.big()->value;  // whatever fits is stored inline
}

std::strong_ordering operator<=>(const Number& a, const Number& b) {
  if (both_small(a, b)) {
    const int128 left = top_of(a) * bottom_of(b);
    const int128 right = top_of(b) * bottom_of(a);
    return left < right   ? std::strong_ordering::less
           : left > right ? std::strong_ordering::greater
                          : std::strong_ordering::equal;
  }
  const int order = Arithmetic::rational(a).compare(Arithmetic::rational(b));
  return order < 0   ? std::strong_ordering::less
         : order > 0 ? std::strong_ordering::greater
                     : std::strong_ordering::equal;
}

std::size_t Number::hash() const {
  if (denominator_ == 0) return std::hash<std::string>{}(big()->value.str());
  const auto top = static_cast<std::uint64_t>(numerator_) * 0x9E3779B97F4A7C15ULL;
  const auto bottom = static_cast<std::uint64_t>(denominator_) * 0xC2B2AE3D27D4EB4FULL;
  return static_cast<std::size_t>(top ^ (bottom + (top << 6U) + (top >> 2U)));
}

}  // namespace hegui::dsl

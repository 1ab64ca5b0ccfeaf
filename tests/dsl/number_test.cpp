// Exact numbers and intervals, against Boost's rationals as a slow reference and against sampled points.
#include "dsl/number.hpp"

#include <gtest/gtest.h>

#include <boost/multiprecision/cpp_int.hpp>
#include <limits>
#include <random>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace hegui::dsl {
namespace {

using Reference = boost::multiprecision::cpp_rational;

constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kHighest = std::numeric_limits<std::int64_t>::max();

Number number(std::string_view text) {
  auto parsed = Number::parse(text);
  EXPECT_TRUE(parsed.has_value()) << text;
  return parsed.value_or(Number());
}

TEST(Number, ParsesPlainDecimalsOnly) {
  EXPECT_EQ(number("3894.42"), Number(389442, 100));
  EXPECT_EQ(number("-0.5"), Number(-1, 2));
  EXPECT_EQ(number("+7"), Number(7));
  EXPECT_EQ(number("000.10"), Number(1, 10));
  for (const char* bad : {"", "-", "+", ".", "1.", ".5", "1.2.3", "1,000", "1e3", " 1", "1 ", "0x10", "--1", "１"}) {
    EXPECT_FALSE(Number::parse(bad).has_value()) << bad;
  }
}

TEST(Number, ParsesLongFiguresAndRefusesEndlessOnes) {
  EXPECT_EQ(number("000000000000000000000000000012"), Number(12));
  EXPECT_EQ(number("99999999999999999999.5").to_text(), "99999999999999999999.5");
  EXPECT_TRUE(Number::parse(std::string(60, '9')).has_value());
  EXPECT_FALSE(Number::parse(std::string(61, '9')).has_value());
  EXPECT_FALSE(Number::parse(std::string(1'000'000, '0')).has_value());
}

TEST(Number, EqualityIsMathematical) {
  EXPECT_EQ(number("4425.8"), number("4425.80"));
  EXPECT_EQ(number("4425.8").hash(), number("4425.80").hash());
  EXPECT_EQ(Number(2, 4), Number(1, 2));
  EXPECT_EQ(Number(1, -2), Number(-1, 2));
  EXPECT_NE(number("1719.999"), number("1720"));
}

TEST(Number, LongNumbersAreSharedByCopiesAndOutliveThem) {
  const std::string digits = "123456789012345678901234567890";
  Number first = number(digits);
  {
    const Number copy = first;
    Number moved = std::move(first);
    first = copy;
    EXPECT_EQ(moved, copy);
    moved = Number(7);
    EXPECT_EQ(moved.to_text(), "7");
  }
  EXPECT_EQ(first.to_text(), digits);
  Number& itself = first;
  first = itself;
  EXPECT_EQ(first.to_text(), digits);
  std::vector<Number> several(3, first);
  several.insert(several.begin(), Number(5));
  several.erase(several.begin() + 1);
  first = Number();
  EXPECT_EQ(several.back().to_text(), digits);
  EXPECT_TRUE(first.is_zero());
  EXPECT_FALSE(several.back().is_zero());
}

TEST(Number, ArithmeticAtTheEdgeOfTheWordStaysExact) {
  const Number highest(kHighest);
  const Number lowest(kLowest);
  EXPECT_EQ((highest + Number(1)).to_text(), "9223372036854775808");
  EXPECT_EQ((-lowest).to_text(), "9223372036854775808");
  EXPECT_EQ(-(-lowest), lowest);
  EXPECT_EQ((highest + Number(1)) - Number(1), highest);
  EXPECT_EQ((lowest * lowest).to_text(), "85070591730234615865843651857942052864");
  EXPECT_EQ((lowest * lowest) / lowest, lowest);
  EXPECT_EQ(Number(kLowest, kLowest), Number(1));
  EXPECT_EQ(Number(1, kLowest) * lowest, Number(1));
  EXPECT_FALSE((highest * Number(2)).to_int64().has_value());
  EXPECT_EQ(lowest.to_int64(), kLowest);
}

TEST(Number, DivisionByZeroIsRefused) {
  EXPECT_THROW((void)(Number(1) / Number(0)), std::domain_error);
  EXPECT_THROW((void)Number(1, 0), std::domain_error);
  EXPECT_THROW((void)Number::power_of_ten(61), std::domain_error);
}

TEST(Number, RoundsHalfAwayFromZero) {
  EXPECT_EQ(number("2.5").rounded(0), Number(3));
  EXPECT_EQ(number("-2.5").rounded(0), Number(-3));
  EXPECT_EQ(number("96.879").rounded(2), number("96.88"));
  EXPECT_EQ(number("96.879").truncated(2), number("96.87"));
  EXPECT_EQ(number("-96.879").truncated(2), number("-96.87"));
  EXPECT_EQ(number("1250").rounded(-2), Number(1300));
  EXPECT_EQ(number("1250").truncated(-2), Number(1200));
  EXPECT_EQ((Number(8055) / Number(10845)).to_fixed(4), "0.7427");
}

TEST(Number, WritesDecimals) {
  EXPECT_EQ(Number(0).to_fixed(2), "0.00");
  EXPECT_EQ(number("74.27").to_fixed(2), "74.27");
  EXPECT_EQ(number("-0.004").to_fixed(2), "0.00");
  EXPECT_EQ(number("0.05").to_text(), "0.05");
  EXPECT_EQ(Number(1, 3).to_exact_decimal(), std::nullopt);
  EXPECT_EQ(Number(1, 3).to_text(), "0.333333");
  EXPECT_EQ(Number(1, 8).to_exact_decimal(2), std::nullopt);
  EXPECT_EQ(Number(1, 8).to_exact_decimal(3), "0.125");
  EXPECT_EQ(Number::power_of_ten(-30).to_exact_decimal(), "0." + std::string(29, '0') + "1");
}

class NumberSamples {
 public:
  std::int64_t next() {
    switch (random_() % 6) {
      case 0: return static_cast<std::int64_t>(random_());
      case 1: return kLowest + static_cast<std::int64_t>(random_() % 3);
      case 2: return kHighest - static_cast<std::int64_t>(random_() % 3);
      case 3: return static_cast<std::int64_t>(random_() % 7) - 3;
      default: return static_cast<std::int64_t>(random_() % 2'000'001) - 1'000'000;
    }
  }
  std::int64_t next_nonzero() {
    const std::int64_t value = next();
    return value == 0 ? 1 : value;
  }

 private:
  std::mt19937_64 random_{20220609};
};

/// 60 decimals of the reference, rounded half up: more than any difference of two reduced 64-bit fractions needs.
std::string reference_digits(const Reference& value) {
  using boost::multiprecision::cpp_int;
  const Reference scaled = boost::multiprecision::abs(value) * cpp_int(boost::multiprecision::pow(cpp_int(10), 60));
  const cpp_int top = boost::multiprecision::numerator(scaled);
  const cpp_int bottom = boost::multiprecision::denominator(scaled);
  const cpp_int units = (top * 2 + bottom) / (bottom * 2);
  std::string digits = units.str();
  if (digits.size() < 61) digits.insert(0, 61 - digits.size(), '0');
  digits.insert(digits.size() - 60, 1, '.');
  if (value.sign() < 0 && units != 0) digits.insert(0, 1, '-');
  return digits;
}

TEST(Number, AgreesWithTheReferenceOnRandomValues) {
  NumberSamples samples;
  for (int i = 0; i < 5'000; ++i) {
    const std::int64_t an = samples.next();
    const std::int64_t ad = samples.next_nonzero();
    const std::int64_t bn = samples.next();
    const std::int64_t bd = samples.next_nonzero();
    const Number a(an, ad);
    const Number b(bn, bd);
    const Reference ra = Reference(an) / ad;
    const Reference rb = Reference(bn) / bd;
    const auto same = [](const Number& got, const Reference& want) {
      return got.sign() == want.sign() && got.to_fixed(60) == reference_digits(want);
    };
    ASSERT_TRUE(same(a + b, ra + rb)) << an << "/" << ad << " + " << bn << "/" << bd;
    ASSERT_TRUE(same(a - b, ra - rb)) << an << "/" << ad << " - " << bn << "/" << bd;
    ASSERT_TRUE(same(a * b, ra * rb)) << an << "/" << ad << " * " << bn << "/" << bd;
    if (!b.is_zero()) {
      ASSERT_TRUE(same(a / b, ra / rb)) << an << "/" << ad << " / " << bn << "/" << bd;
      ASSERT_EQ(a / b * b, a);
    }
    ASSERT_EQ(a + b - b, a);
    ASSERT_EQ(a == b, ra == rb);
    ASSERT_EQ(a < b, ra < rb);
    ASSERT_EQ((a + b).hash(), (b + a).hash());
  }
}

TEST(Interval, OpenEndsExcludeTheirBound) {
  const Interval open{Number(1), Number(2), true, false};
  EXPECT_FALSE(open.contains(Number(1)));
  EXPECT_TRUE(open.contains(Number(2)));
  EXPECT_FALSE(open.intersects(Interval::exactly(Number(1))));
  EXPECT_TRUE(open.intersects(Interval::exactly(Number(2))));
  EXPECT_TRUE(Interval::everything().intersects(open));
  EXPECT_FALSE((Interval{Number(3), std::nullopt}).intersects(open));
}

TEST(Interval, StatedRateContainsItsQuotient) {
  const auto stated = [](std::string_view text, std::string_view half) {
    return Interval{number(text) - number(half), number(text) + number(half), false, false};
  };
  const Interval quotient = stated("80.55", "0.005") / stated("108.45", "0.005");
  EXPECT_TRUE(quotient.intersects(stated("0.7427", "0.00005")));
  EXPECT_FALSE(quotient.intersects(stated("0.7437", "0.00005")));
}

TEST(Interval, DivisorThatMayBeZeroGivesNoBounds) {
  EXPECT_EQ(Interval::exactly(Number(1)) / (Interval{Number(-1), Number(1)}), Interval::everything());
  const Interval quotient = Interval::exactly(Number(1)) / Interval{Number(0), Number(4), true, false};
  EXPECT_EQ(quotient.low, Number(1, 4));
  EXPECT_FALSE(quotient.high.has_value());
}

TEST(Interval, ZeroTimesUnboundedIsZero) {
  EXPECT_EQ(Interval::exactly(Number(0)) * Interval::everything(), Interval::exactly(Number(0)));
}

TEST(Interval, ArithmeticContainsEverySampledResult) {
  std::mt19937 random(7);
  const auto draw = [&random] { return Number(static_cast<std::int64_t>(random() % 9) - 4); };
  const auto interval = [&] {
    Number a = draw();
    Number b = draw();
    if (b < a) std::swap(a, b);
    Interval result{a, b, a < b && random() % 2 == 0, a < b && random() % 2 == 0};
    if (random() % 6 == 0) result.low.reset(), result.low_open = false;
    if (random() % 6 == 0) result.high.reset(), result.high_open = false;
    return result;
  };
  for (int i = 0; i < 600; ++i) {
    const Interval a = interval();
    const Interval b = interval();
    bool met = false;
    for (int x = -20; x <= 20; ++x) {
      const Number left(x, 4);
      if (!a.contains(left)) continue;
      for (int y = -20; y <= 20; ++y) {
        const Number right(y, 4);
        if (!b.contains(right)) continue;
        ASSERT_TRUE((a + b).contains(left + right));
        ASSERT_TRUE((a - b).contains(left - right));
        ASSERT_TRUE((a * b).contains(left * right)) << left.to_text() << " * " << right.to_text();
        ASSERT_TRUE(right.is_zero() || (a / b).contains(left / right));
        met = met || left == right;
      }
    }
    ASSERT_TRUE(!met || a.intersects(b));
  }
}

}  // namespace
}  // namespace hegui::dsl

// Units, the precision of written figures, and figures written for people.
#include "dsl/quantity.hpp"

#include <gtest/gtest.h>

namespace hegui::dsl {
namespace {

Number number(std::string_view text) { return Number::parse(text).value_or(Number(-999)); }
Quantity stated(std::string_view text, int decimals, std::string_view unit) {
  return make_quantity(number(text), decimals, *find_unit(unit), Approximation::rounded);
}

TEST(Units, LongestNameComesFirst) {
  std::size_t previous = 100;
  for (const Unit& unit : units()) {
    EXPECT_LE(unit.name.size(), previous) << unit.name;
    previous = unit.name.size();
  }
}

TEST(Units, AreFoundByEitherName) {
  ASSERT_NE(find_unit("万元"), nullptr);
  EXPECT_EQ(find_unit("万元"), find_unit("10k_yuan"));
  EXPECT_EQ(find_unit("pct")->dimension, Dimension::rate);
  EXPECT_EQ(find_unit("斤"), nullptr);
  EXPECT_EQ(find_unit(""), nullptr);
}

TEST(Quantity, MoneyIsCanonicalInYuanAndRoundedInItsLastPlace) {
  const Quantity money = stated("3894.42", 2, "万元");
  EXPECT_EQ(money.value, Number(38'944'200));
  EXPECT_EQ(money.last_place(), Number(100));
  EXPECT_EQ(money.interval, (Interval{Number(38'944'150), Number(38'944'250), false, false}));
  EXPECT_EQ(money.text(), "3894.42万元");
}

TEST(Quantity, RateIsAFraction) {
  const Quantity rate = stated("74.27", 2, "%");
  EXPECT_EQ(rate.value, number("0.7427"));
  EXPECT_TRUE(rate.interval.contains(number("0.74265")));
  EXPECT_TRUE(rate.interval.contains(number("0.74275")));
  EXPECT_FALSE(rate.interval.contains(number("0.7428")));
  EXPECT_EQ(stated("5", 0, "‰").value, number("0.005"));
}

TEST(Quantity, ScoresAndLiteralsAreExact) {
  EXPECT_TRUE(stated("95.2", 1, "分").interval.is_exact());
  EXPECT_TRUE(make_quantity(number("100"), 0, *find_unit("%"), Approximation::exact).interval.is_exact());
}

TEST(Quantity, CountsAreExactUnlessTheyLeaveOutItems) {
  const auto count = [](std::string_view text, int decimals, int multiplier) {
    return make_count(number(text), decimals, "件", multiplier, Approximation::rounded);
  };
  EXPECT_TRUE(count("3200", 0, 0).interval.is_exact());
  EXPECT_TRUE(count("27.9821", 4, 4).interval.is_exact());
  EXPECT_EQ(count("27.9821", 4, 4).value, Number(279'821));
  EXPECT_EQ(count("27.9821", 4, 4).text(), "27.9821万件");
  EXPECT_TRUE(count("3.739", 3, 4).interval.contains(Number(37'394)));
  EXPECT_FALSE(count("3.5", 1, 0).interval.is_exact());
}

TEST(Quantity, HedgesOpenTheProperSide) {
  const Unit& money = *find_unit("万元");
  const Quantity more = make_quantity(Number(2000), 0, money, Approximation::at_least);
  EXPECT_TRUE(more.interval.contains(Number(90'000'000)));
  EXPECT_FALSE(more.interval.contains(Number(19'999'999)));
  EXPECT_FALSE(more.takes_part_in_equations());
  const Quantity less = make_quantity(Number(2000), 0, money, Approximation::at_most);
  EXPECT_FALSE(less.interval.contains(Number(20'000'001)));
  EXPECT_EQ(make_quantity(Number(2000), 0, money, Approximation::about).interval, Interval::everything());
}

TEST(Quantity, ComputedValuesAreWrittenInASuitableUnit) {
  EXPECT_EQ(to_text(Number(38'944'200), Dimension::money, "", "万元"), "3894.42万元");
  EXPECT_EQ(to_text(Number(38'944'200), Dimension::money, "", ""), "3894.42万元");
  EXPECT_EQ(to_text(number("1589.42"), Dimension::money, "", ""), "1589.42元");
  EXPECT_EQ(to_text(Number(8055, 10845), Dimension::rate, "", ""), "74.27%");
  EXPECT_EQ(to_text(number("0.01"), Dimension::points, "", ""), "1个百分点");
  EXPECT_EQ(to_text(Number(42), Dimension::count, "件", ""), "42件");
  EXPECT_EQ(to_text(Number(95), Dimension::rate, "", "万元"), "9500%");  // a unit of another dimension is no help
}

}  // namespace
}  // namespace hegui::dsl

// The table of units, and quantities from written figures.
// Used by the parsers of rule text and of report text, and by everything that prints a figure.
// Afterwards there is one place that knows how a unit scales and how far a written figure can be trusted.
#include "dsl/quantity.hpp"

#include <array>
#include <utility>

namespace hegui::dsl {

namespace {

// Longest name first, so that the first match in a text is the right one.
constexpr std::array kUnits{
    Unit{"个百分点", "pp", Dimension::points, -2},
    Unit{"个工作日", "working_days", Dimension::duration, 0},
    Unit{"百分点", "percentage_points", Dimension::points, -2},
    Unit{"百万元", "million_yuan", Dimension::money, 6},
    Unit{"千万元", "10_million_yuan", Dimension::money, 7},
    Unit{"工作日", "workdays", Dimension::duration, 0},
    Unit{"万元", "10k_yuan", Dimension::money, 4},
    Unit{"亿元", "100m_yuan", Dimension::money, 8},
    Unit{"千元", "thousand_yuan", Dimension::money, 3},
    Unit{"元", "yuan", Dimension::money, 0},
    Unit{"万", "10k", Dimension::money, 4},  // 10万: the word for money is left out
    Unit{"亿", "100m", Dimension::money, 8},
    Unit{"％", "percent_sign", Dimension::rate, -2},
    Unit{"‰", "permille", Dimension::rate, -3},
    Unit{"分", "score_points", Dimension::score, 0},
    Unit{"天", "days", Dimension::duration, 0},
    Unit{"日", "day", Dimension::duration, 0},
    Unit{"%", "pct", Dimension::rate, -2},
};

struct DimensionName {
  Dimension dimension;
  std::string_view zh, en;
};
constexpr std::array kDimensions{
    DimensionName{Dimension::number, "数", "number"},       DimensionName{Dimension::money, "金额", "money"},
    DimensionName{Dimension::rate, "比率", "rate"},         DimensionName{Dimension::points, "百分点", "points"},
    DimensionName{Dimension::score, "分", "score"},         DimensionName{Dimension::count, "数量", "count"},
    DimensionName{Dimension::date, "日期", "date"},         DimensionName{Dimension::year, "年度", "year"},
    DimensionName{Dimension::duration, "时长", "duration"},
};

Interval interval_of(const Quantity& quantity) {
  const Number half = quantity.last_place() / Number(2);
  switch (quantity.approximation) {
    case Approximation::rounded: return {quantity.value - half, quantity.value + half, false, false};
    case Approximation::about: return Interval::everything();
    case Approximation::at_least: return {quantity.value, std::nullopt, false, false};
    case Approximation::at_most: return {std::nullopt, quantity.value, false, false};
    case Approximation::exact:
    case Approximation::range: break;  // the reader of a range widens it to the upper figure
  }
  return Interval::exactly(quantity.value);
}

Quantity scaled(const Number& written, int decimals, int power, Dimension dimension, Approximation approximation) {
  Quantity result;
  result.written = written;
  result.decimals = decimals;
  result.power_of_ten = power;
  result.dimension = dimension;
  result.value = power == 0 ? written : written * Number::power_of_ten(power);
  result.approximation = approximation;
  return result;
}

std::string_view multiplier_name(int power) {
  switch (power) {
    case 2: return "百";
    case 3: return "千";
    case 4: return "万";
    case 6: return "百万";
    case 7: return "千万";
    case 8: return "亿";
    default: return "";
  }
}

/// At most this many places are shown of a finite decimal; longer ones are rounded like infinite ones.
constexpr int kShownPlaces = 6;

std::string shown(const Number& value, int decimals) {
  if (auto exact = value.to_exact_decimal(kShownPlaces)) return *std::move(exact);
  return value.to_fixed(decimals);
}

std::string shown_in(const Number& canonical, const Unit& unit, int decimals) {
  return shown(canonical * Number::power_of_ten(-unit.power_of_ten), decimals) + std::string(unit.name);
}

}  // namespace

std::span<const Unit> units() { return kUnits; }

const Unit* find_unit(std::string_view name) {
  for (const Unit& unit : kUnits) {
    if (unit.name == name || unit.english == name) return &unit;
  }
  return nullptr;
}

std::string_view dimension_name(Dimension dimension, bool english) {
  for (const DimensionName& entry : kDimensions) {
    if (entry.dimension == dimension) return english ? entry.en : entry.zh;
  }
  return {};
}

Number Quantity::last_place() const { return Number::power_of_ten(power_of_ten - decimals); }

std::string Quantity::text() const { return written.to_fixed(decimals) + unit; }

Quantity make_quantity(const Number& written, int decimals, const Unit& unit, Approximation approximation) {
  const bool measured =
      unit.dimension == Dimension::money || unit.dimension == Dimension::rate || unit.dimension == Dimension::points;
  if (approximation == Approximation::rounded && !measured) approximation = Approximation::exact;
  Quantity result = scaled(written, decimals, unit.power_of_ten, unit.dimension, approximation);
  result.unit = unit.name == "％" ? "%" : unit.name;
  result.interval = interval_of(result);
  return result;
}

Quantity make_count(const Number& written, int decimals, std::string noun, int multiplier_power,
                    Approximation approximation) {
  // 27.98万件 stands for about 279,800; 27.9821万件 is a whole number of items. An average (3.5件) is rounded too.
  const bool whole = multiplier_power == decimals || (multiplier_power == 0 && decimals == 0);
  if (approximation == Approximation::rounded && whole) approximation = Approximation::exact;
  Quantity result = scaled(written, decimals, multiplier_power, Dimension::count, approximation);
  (result.unit = multiplier_name(multiplier_power)) += noun;
  result.noun = std::move(noun);
  result.interval = interval_of(result);
  return result;
}

std::string to_text(const Number& canonical, Dimension dimension, std::string_view noun, std::string_view like_unit,
                    int decimals) {
  const Unit* like = like_unit.empty() ? nullptr : find_unit(like_unit);
  if (like != nullptr && like->dimension == dimension) return shown_in(canonical, *like, decimals);
  switch (dimension) {
    case Dimension::money:
      return shown_in(canonical, *find_unit(canonical.abs() < Number(10'000) ? "元" : "万元"), decimals);
    case Dimension::rate: return shown_in(canonical, *find_unit("%"), decimals);
    case Dimension::points: return shown_in(canonical, *find_unit("个百分点"), decimals);
    case Dimension::score: return shown_in(canonical, *find_unit("分"), decimals);
    case Dimension::duration: return shown_in(canonical, *find_unit("天"), decimals);
    case Dimension::count: return shown(canonical, decimals) + std::string(noun);
    case Dimension::number:
    case Dimension::date:
    case Dimension::year: break;
  }
  return shown(canonical, decimals);
}

}  // namespace hegui::dsl

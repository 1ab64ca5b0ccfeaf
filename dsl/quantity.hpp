// Dimensions, units and quantities: what a number measures, as written and in canonical terms.
// Made by the parsers of rule text and of report text; checked by the rule checker, computed by the engine.
// Afterwards money is in 元, rates are fractions (1 = 100%), and no quantity has lost how it was written.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "dsl/number.hpp"

namespace hegui::dsl {

/// What kind of thing a quantity measures. `count` is refined by its noun (件, 项, 人 …), which is part of the type.
enum class Dimension : std::uint8_t { number, money, rate, points, score, count, date, year, duration };

/// A unit of the closed dimensions. Count nouns are open: they are words of the taxonomy, not entries here.
struct Unit {
  std::string_view name;     // as written in reports and rules: 万元, %, 分
  std::string_view english;  // as written in English rules: 10k_yuan, pct
  Dimension dimension;
  int power_of_ten;  // canonical = written × 10^power_of_ten (元 0, 万元 4, % -2, ‰ -3)
};

/// All units, longest name first. The one place a unit is declared.
std::span<const Unit> units();
/// The unit with this Chinese or English name, or nullptr.
const Unit* find_unit(std::string_view name);
/// Chinese and English names of a dimension, for messages (金额/money).
std::string_view dimension_name(Dimension dimension, bool english);

/// How a written figure bounds the true value. `truncatable` figures get a note, not an error, when cut off.
enum class Approximation : std::uint8_t {
  exact,     // counts, scores written plainly
  rounded,   // stated decimals: ± half a unit in the last place
  about,     // 约, 左右, 近: takes no part in equations
  at_least,  // 以上, 不低于, ≥, 超过, 多, 余
  at_most,   // 以内, 不超过, ≤, 近
  range,     // 2—3次
};

/// A quantity: value in the canonical unit, the interval it stands for, and how it was written.
struct Quantity {
  Number value;       // canonical (元, fraction, 分, items, days, year number)
  Interval interval;  // canonical; exactly(value) for exact figures
  Dimension dimension = Dimension::number;
  std::string noun;      // count: 件, 项, 人 …; else empty
  Number written;        // the figure before scaling: 3894.42 of 3894.42万元
  std::string unit;      // as written, normalised width: 万元, %, 万件; empty when none
  int decimals = 0;      // stated decimals of the written figure
  int power_of_ten = 0;  // canonical = written × 10^power_of_ten
  Approximation approximation = Approximation::exact;

  /// One unit in the last stated place, in canonical terms (0.01万元 → 100).
  [[nodiscard]] Number last_place() const;
  [[nodiscard]] bool takes_part_in_equations() const {
    return approximation == Approximation::exact || approximation == Approximation::rounded;
  }
  /// "3894.42万元", "74.27%": the written figure with its unit, half-width digits.
  [[nodiscard]] std::string text() const;
};

/// Builds a quantity from a written figure; the interval follows from decimals, dimension and approximation.
/// `rounded` (figures of reports): money, rates and points are ± half a last place, scores and durations stay exact.
/// `exact` (literals of rules) keeps every figure exact. `range`: the caller widens the interval to the upper figure.
/// `multiplier_power` is a prefixed 万 or 亿 on a count noun (27.9821万件: 4); a `rounded` count is exact when its last
/// stated place is one item (3200件, 27.9821万件), else ± half a last place (27.98万件, an average of 3.5件).
Quantity make_quantity(const Number& written, int decimals, const Unit& unit, Approximation approximation);
Quantity make_count(const Number& written, int decimals, std::string noun, int multiplier_power,
                    Approximation approximation);

/// Writes a computed value for people in a unit that suits it: money in `like`'s unit when given, rates as percentages
/// (rounded half up to `decimals` places when not finite).
std::string to_text(const Number& canonical, Dimension dimension, std::string_view noun, std::string_view like_unit,
                    int decimals = 2);

/// A static type of the language.
struct Type {
  enum class Kind : std::uint8_t {
    unknown,
    quantity,
    text,
    boolean,
    record,
    list,
    fact_query,
    section,
    words,
    nothing
  };
  Kind kind = Kind::unknown;
  Dimension dimension = Dimension::number;  // quantity; facts and lists of facts: of their quantity
  bool any_dimension = false;               // the dimension is only known when the rule runs
  std::string noun = {};                    // quantity of dimension count; empty = any noun
  std::uint16_t record = 0;                 // record and list of records: index into records()
  Kind element = Kind::unknown;             // list: the kind of its elements; fact_query: quantity or text

  friend bool operator==(const Type&, const Type&) = default;
};

}  // namespace hegui::dsl

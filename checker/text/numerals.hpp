// Chinese numerals: everyday (两千三百, 三万五), formal (叁拾万零玖佰元整) and fractions (百分之三十, 三分之一).
// Called by the number reader at a character that may begin one.
// Afterwards there is an exact value and the end of the numeral, or nothing.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "dsl/number.hpp"

namespace hegui::text {

/// 0 to 9 of 〇 零 一 … 九, else -1. 两 and ○ are digits in some places only: those who read there add them.
constexpr int numeral_digit(char32_t c) {
  switch (c) {
    case U'〇':
    case U'零': return 0;
    case U'一': return 1;
    case U'二': return 2;
    case U'三': return 3;
    case U'四': return 4;
    case U'五': return 5;
    case U'六': return 6;
    case U'七': return 7;
    case U'八': return 8;
    case U'九': return 9;
    default: return -1;
  }
}

struct Numeral {
  dsl::Number value;
  std::size_t end = 0;      // offset after the numeral
  bool magnitude = false;   // has 十 百 千 万 亿
  bool single_one = false;  // 一 alone
};

/// 一 二 两 … 十 百 千 万 亿 〇 零, at most 24 characters. Not a number: 二〇二一 (digits without magnitudes), 两三.
std::optional<Numeral> read_numeral(std::string_view text, std::size_t begin);
/// 壹佰贰拾万元整: the value is in 元, the end is after 元, 角, 分, 整 or 正.
std::optional<Numeral> read_formal_amount(std::string_view text, std::size_t begin);

/// 百分之三十, 百分之95.5, 三分之一.
struct Fraction {
  dsl::Number value;    // 3/10
  dsl::Number written;  // 30 of 百分之三十, else the value
  std::size_t end = 0;
  int decimals = 0;
  bool percent = false;
};
std::optional<Fraction> read_fraction(std::string_view text, std::size_t begin);

bool is_numeral_character(char32_t c);  // everyday or formal

}  // namespace hegui::text

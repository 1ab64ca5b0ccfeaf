#include "checker/report/dates.hpp"

namespace hegui::report {
namespace {

constexpr int first_year = 1949, last_year = 2099;

struct Scan {
  int value = 0;
  std::size_t end = 0;
};

/// 0-9 of a digit in either script, a letter that stands for a zero counted (二O二二), or -1.
int year_digit(char32_t c) {
  if (const int d = digit_value(c); d >= 0) return d;
  if (c == U'O' || c == U'Ｏ') return 0;
  return chinese_digit_value(c);
}

/// Four digits in either script, blanks between them allowed (2024 年; 二〇二二年).
std::optional<Scan> four_digits(const Chars& s, std::size_t i, std::size_t to) {
  int value = 0;
  std::size_t k = i;
  for (int n = 0; n < 4; ++n) {
    if (k >= to) return std::nullopt;
    const int d = year_digit(s.c[k]);
    if (d < 0) return std::nullopt;
    value = value * 10 + d;
    ++k;
  }
  if (value < first_year || value > last_year || (k < to && is_digit(s.c[k]))) return std::nullopt;
  return Scan{value, k};
}

/// 1 to 31, in digits or Chinese numerals.
std::optional<Scan> small_number(const Chars& s, std::size_t i, std::size_t to) {
  i = s.skip_blanks(i);
  Scan out{0, i};
  while (out.end < to && is_digit(s.c[out.end]) && out.end - i < 2)
    out.value = out.value * 10 + digit_value(s.c[out.end++]);
  if (out.end == i) {
    // 三十, 三十一, 二十: the general reader takes them
    const auto n = chinese_number(s, i);
    out.value = static_cast<int>(n.value);
    out.end = i + n.length;
  }
  if (out.value < 1 || out.value > 31) return std::nullopt;
  return out;
}

bool starts_number(const Chars& s, std::size_t i) {
  return i == 0 || (!is_digit(s.c[i - 1]) && chinese_digit_value(s.c[i - 1]) < 0 && s.c[i - 1] != U'.');
}

std::optional<FoundDate> date_at(const Chars& s, std::size_t i, std::size_t to) {
  const auto year = four_digits(s, i, to);
  if (!year) return std::nullopt;
  std::size_t k = s.skip_blanks(year->end);
  if (k >= to) return std::nullopt;
  const char32_t mark = s.c[k];
  const bool words = mark == U'年';
  if (!words && mark != U'-' && mark != U'.' && mark != U'/') return std::nullopt;
  const auto month = small_number(s, k + 1, to);
  if (!month || month->value > 12) return std::nullopt;
  k = s.skip_blanks(month->end);
  if (k >= to || (words ? s.c[k] != U'月' : s.c[k] != mark)) return std::nullopt;
  const auto day = small_number(s, k + 1, to);
  if (!day) return std::nullopt;
  k = day->end;
  if (words) {
    k = s.skip_blanks(k);
    if (k >= to || (s.c[k] != U'日' && s.c[k] != U'号')) return std::nullopt;
    ++k;
  }
  return FoundDate{{year->value, month->value, day->value}, i, k};
}

}  // namespace

std::optional<FoundYear> find_year(const Chars& chars, std::size_t from, std::size_t to) {
  for (std::size_t i = from; i < to; ++i) {
    if (year_digit(chars.c[i]) < 0 || !starts_number(chars, i)) continue;
    const auto year = four_digits(chars, i, to);
    if (!year) continue;
    std::size_t k = chars.skip_blanks(year->end);
    if (k >= to || chars.c[k] != U'年') continue;
    const std::size_t degree = chars.skip_blanks(++k);
    if (degree < to && chars.c[degree] == U'度') k = degree + 1;
    return FoundYear{year->value, i, k};
  }
  return std::nullopt;
}

std::optional<FoundDate> find_date(const Chars& chars, std::size_t from, std::size_t to) {
  for (std::size_t i = to; i-- > from;)
    if (year_digit(chars.c[i]) >= 0 && starts_number(chars, i))
      if (const auto date = date_at(chars, i, to)) return date;
  return std::nullopt;
}

}  // namespace hegui::report

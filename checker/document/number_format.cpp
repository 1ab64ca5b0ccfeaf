#include "checker/document/number_format.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

namespace hegui::document {

namespace {

/// A decimal number as digits and a point: 0 ≤ scale digits stand behind the point.
struct Decimal {
  bool negative = false;
  std::string digits;  // without the point, at least one
  long scale = 0;
};

constexpr long kMostDigits = 400;

std::optional<Decimal> read_decimal(std::string_view text) {
  Decimal number;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    number.negative = text.front() == '-';
    text.remove_prefix(1);
  }
  bool point = false;
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    if (text[at] >= '0' && text[at] <= '9') {
      number.digits += text[at];
      if (point) ++number.scale;
    } else if (text[at] == '.' && !point) {
      point = true;
    } else {
      break;
    }
  }
  if (number.digits.empty()) return std::nullopt;
  if (at < text.size()) {
    if (text[at] != 'e' && text[at] != 'E') return std::nullopt;
    std::string_view tail = text.substr(at + 1);
    if (tail.starts_with('+')) tail.remove_prefix(1);
    long exponent = 0;
    const auto [end, error] = std::from_chars(tail.data(), tail.data() + tail.size(), exponent);
    if (error != std::errc() || end != tail.data() + tail.size()) return std::nullopt;
    if (exponent > kMostDigits || exponent < -kMostDigits) return std::nullopt;
    number.scale -= exponent;
  }
  if (static_cast<long>(number.digits.size()) > kMostDigits) return std::nullopt;
  if (number.scale < 0) {
    number.digits.append(static_cast<std::size_t>(-number.scale), '0');
    number.scale = 0;
  }
  while (static_cast<long>(number.digits.size()) <= number.scale) number.digits.insert(0, 1, '0');
  return number;
}

/// Half up, to `places` decimals.
void round_to(Decimal& number, long places) {
  if (number.scale <= places) {
    number.digits.append(static_cast<std::size_t>(places - number.scale), '0');
    number.scale = places;
    return;
  }
  const auto cut = static_cast<std::size_t>(number.scale - places);
  const bool up = number.digits[number.digits.size() - cut] >= '5';
  number.digits.erase(number.digits.size() - cut);
  number.scale = places;
  if (number.digits.empty()) number.digits = "0";
  if (!up) return;
  std::size_t at = number.digits.size();
  while (at > 0 && number.digits[at - 1] == '9') number.digits[--at] = '0';
  if (at > 0) {
    ++number.digits[at - 1];
  } else {
    number.digits.insert(0, 1, '1');
  }
}

std::string spell(const Decimal& number, bool thousands) {
  const auto whole = number.digits.size() - static_cast<std::size_t>(number.scale);
  std::string left = number.digits.substr(0, whole);
  const std::string right = number.digits.substr(whole);
  const std::size_t first = std::min(left.find_first_not_of('0'), left.size() - 1);
  left.erase(0, first);
  if (thousands)
    for (std::size_t at = left.size(); at > 3;) left.insert(at -= 3, 1, ',');
  std::string text = left;
  if (!right.empty()) text += "." + right;
  const bool zero = text.find_first_not_of("0.,") == std::string::npos;
  return (number.negative && !zero ? "-" : "") + text;
}

/// Binary floating point leaves tails such as 0.30000000000000004: fifteen significant digits are what was meant.
void drop_tail(Decimal& number) {
  constexpr long kSignificant = 15;
  const std::size_t lead = std::min(number.digits.find_first_not_of('0'), number.digits.size());
  const auto significant = static_cast<long>(number.digits.size() - lead);
  if (significant > kSignificant && number.scale > 0)
    round_to(number, std::max(0L, number.scale - (significant - kSignificant)));
  while (number.scale > 0 && number.digits.back() == '0' && number.digits.size() > 1) {
    number.digits.pop_back();
    --number.scale;
  }
}

/// The section of a format for this sign, without colours, conditions and quoted or escaped characters; these go to
/// `before` and `behind` the number.
struct Section {
  std::string code, before, behind;
};

Section section_of(std::string_view format, bool negative, bool zero, bool& own_sign) {
  std::array<std::string_view, 4> parts;
  std::size_t count = 0, begin = 0;
  bool quoted = false;
  for (std::size_t at = 0; at <= format.size() && count < parts.size(); ++at) {
    if (at < format.size() && format[at] == '"') quoted = !quoted;
    if (at < format.size() && format[at] == '\\') {
      ++at;
      continue;
    }
    if (at >= format.size() || (format[at] == ';' && !quoted)) {
      parts[count++] = format.substr(begin, at - begin);
      begin = at + 1;
    }
  }
  std::size_t chosen = 0;
  if (negative && count >= 2) {
    chosen = 1;
    own_sign = true;
  } else if (zero && count >= 3) {
    chosen = 2;
  }
  Section section;
  const std::string_view code = parts[chosen];
  for (std::size_t at = 0; at < code.size(); ++at) {
    const char c = code[at];
    std::string literal;
    if (c == '"') {
      const std::size_t end = std::min(code.find('"', at + 1), code.size());
      literal = code.substr(at + 1, end - at - 1);
      at = end;
    } else if (c == '\\' && at + 1 < code.size()) {
      literal = code[++at];
    } else if (c == '_' || c == '*') {
      ++at;  // a blank as wide as the next character, or filling
      continue;
    } else if (c == '[') {
      at = std::min(code.find(']', at), code.size());
      continue;
    } else if (static_cast<unsigned char>(c) >= 0x80 || c == '(' || c == ')' || c == '$' || c == '-' || c == '+') {
      literal = c;
    } else {
      section.code += c;
      continue;
    }
    // In dates, literals stand between the parts; there they are kept by a mark in front.
    if (section.code.find_first_of("0#?") == std::string::npos) {
      section.before += literal;
    } else {
      section.behind += literal;
    }
  }
  return section;
}

bool is_date(std::string_view format) {
  bool quoted = false;
  for (std::size_t at = 0; at < format.size(); ++at) {
    const char c = format[at];
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\\') {
      ++at;
    } else if (c == '[') {
      at = std::min(format.find(']', at), format.size());
    } else if (c == 'y' || c == 'Y' || c == 'd' || c == 'D') {
      return true;
    } else if (c == 'm' || c == 'M') {
      return format.find_first_of("0#") == std::string_view::npos;
    }
  }
  return false;
}

/// Days since 1 March 0000 to a date (the usual civil calendar arithmetic).
std::string date_of(long serial, bool from_1904, std::string_view format) {
  // Day 60 of the 1900 calendar is 29 February 1900, which never was.
  long days = from_1904 ? serial + 695'422 - 1 : serial + 693'960 - (serial > 60 ? 1 : 0);
  if (from_1904) ++days;
  const long shifted = days - 60;  // from 0000-03-01
  const long era = shifted / 146'097, day_of_era = shifted % 146'097;
  const long year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const long day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const long shifted_month = (5 * day_of_year + 2) / 153;
  const long day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
  const long month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  const long year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  std::string text = std::to_string(year) + "年" + std::to_string(month) + "月";
  if (format.find_first_of("dD") != std::string_view::npos) text += std::to_string(day) + "日";
  return text;
}

}  // namespace

std::string_view built_in_format(long id) {
  switch (id) {
    case 1: return "0";
    case 2: return "0.00";
    case 3:
    case 37:
    case 38: return "#,##0";
    case 4:
    case 39:
    case 40:
    case 43:
    case 44: return "#,##0.00";
    case 41:
    case 42: return "#,##0";
    case 9: return "0%";
    case 10: return "0.00%";
    case 11: return "0.00E+00";
    case 14:
    case 15:
    case 22:
    case 30:
    case 31: return "yyyy/m/d";
    case 27:
    case 36:
    case 50:
    case 57: return "yyyy/m";
    case 28:
    case 29:
    case 51:
    case 54:
    case 58: return "m/d";
    default: return {};
  }
}

std::string shown_number(std::string_view stored, std::string_view format, bool from_1904) {
  auto number = read_decimal(stored);
  if (!number) return std::string(stored);
  const bool general = format.empty() || format == "General" || format == "@";
  if (!general && is_date(format)) {
    const std::string whole = number->digits.substr(0, number->digits.size() - static_cast<std::size_t>(number->scale));
    long serial = 0;
    std::from_chars(whole.data(), whole.data() + whole.size(), serial);
    if (!number->negative && serial > 0 && serial < 2'958'466) return date_of(serial, from_1904, format);
    return std::string(stored);
  }
  drop_tail(*number);
  if (general) return spell(*number, false);
  const bool zero = number->digits.find_first_not_of('0') == std::string::npos;
  bool own_sign = false;
  const Section section = section_of(format, number->negative, zero, own_sign);
  const std::size_t first = section.code.find_first_of("0#?");
  if (first == std::string::npos) return section.before.empty() ? spell(*number, false) : section.before;
  const bool percent = section.code.find('%') != std::string::npos;
  if (percent) {
    number->scale -= 2;
    if (number->scale < 0) {
      number->digits.append(static_cast<std::size_t>(-number->scale), '0');
      number->scale = 0;
    }
  }
  const std::size_t point = section.code.find('.', first);
  long required = 0, allowed = 0;
  if (point != std::string::npos)
    for (std::size_t at = point + 1; at < section.code.size(); ++at) {
      if (section.code[at] != '0' && section.code[at] != '#' && section.code[at] != '?') break;
      ++allowed;
      if (section.code[at] == '0') required = allowed;
    }
  round_to(*number, allowed);
  while (number->scale > required && number->digits.back() == '0') {
    number->digits.pop_back();
    --number->scale;
  }
  const std::size_t comma = section.code.find(',');
  const bool thousands = comma != std::string::npos && comma > 0 && comma < std::min(point, section.code.size() - 1);
  if (own_sign) number->negative = false;
  // A section of its own for negative numbers shows them in brackets: the sign must not be lost.
  const bool bracketed = own_sign && section.before.find('(') != std::string::npos;
  const bool minus = own_sign && section.before.find('-') == std::string::npos && (bracketed || section.before.empty());
  std::string text = (minus ? "-" : section.before) + spell(*number, thousands);
  if (percent) text += "%";
  return text + (bracketed ? std::string() : section.behind);
}

}  // namespace hegui::document

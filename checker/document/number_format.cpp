#include "checker/document/number_format.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

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

/// A part of a format for some of the numbers: what stands before, behind and between the places of digits.
struct Section {
  std::string condition;  // “>=10000”
  std::string before, behind;
  std::string whole, decimals;                             // places of digits before and behind the point: 0 # ?
  std::vector<std::pair<std::size_t, std::string>> inner;  // signs between digits, by the places before them
  bool point = false, thousands = false, percent = false;
  bool general = false;  // as if there were no format
  bool text = false;     // has the place of a text
  bool unusual = false;  // an exponent, a fraction, a time
  long scaled = 0;       // digits that are not shown: a comma behind the last place is three
  [[nodiscard]] bool has_places() const { return !whole.empty() || !decimals.empty(); }
};

/// Reads one section; colours and calendars are left out.
class SectionReader {
 public:
  explicit SectionReader(std::string_view code) : code_(code) {}

  Section read() {
    for (std::size_t at = 0; at < code_.size(); ++at) at = read_one(at);
    section_.scaled += 3 * commas_;
    if (!section_.point && !pending_.empty()) section_.behind = pending_ + section_.behind;
    return std::move(section_);
  }

 private:
  /// The last byte of what was read.
  std::size_t read_one(std::size_t at) {
    const char c = code_[at];
    const auto byte = static_cast<unsigned char>(c);
    for (const std::string_view name : {"General", "G/通用格式"})
      if (code_.substr(at).starts_with(name)) {
        section_.general = true;
        return at + name.size() - 1;
      }
    if (c == '"') {
      const std::size_t end = std::min(code_.find('"', at + 1), code_.size());
      literal(code_.substr(at + 1, end - at - 1));
      return end;
    }
    if ((c == '\\' || c == '!') && at + 1 < code_.size()) {
      literal(code_.substr(at + 1, 1));
      return at + 1;
    }
    if (c == '_' || c == '*') return at + 1;  // a blank as wide as the next character, or filling
    if (c == '[') {
      const std::size_t end = std::min(code_.find(']', at), code_.size());
      bracket(code_.substr(at + 1, end - at - 1));
      return end;
    }
    if (c == '0' || c == '#' || c == '?') {
      place(c);
    } else if (c == '.' && !section_.point) {
      section_.point = true;
      section_.scaled += 3 * std::exchange(commas_, 0);
    } else if (c == ',') {
      if (section_.has_places()) ++commas_;
    } else if (c == '%') {
      section_.percent = true;
    } else if (byte >= 0x80 || std::string_view(" ()$-+:").find(c) != std::string_view::npos) {
      literal(code_.substr(at, 1));
    } else if (c == '@') {
      section_.general = section_.text = true;
    } else {
      section_.unusual = true;
    }
    return at;
  }

  void place(char c) {
    if (section_.point) {
      section_.decimals += c;
      return;
    }
    if (commas_ > 0) section_.thousands = true;
    commas_ = 0;
    if (!pending_.empty()) section_.inner.emplace_back(section_.whole.size(), std::exchange(pending_, {}));
    section_.whole += c;
  }

  void literal(std::string_view text) {
    if (!section_.has_places() && !section_.point && !section_.general) {
      section_.before += text;
    } else if (section_.point || section_.general) {
      section_.behind += text;
    } else {
      pending_ += text;  // between digits, when more of them follow
    }
  }

  void bracket(std::string_view text) {
    if (text.starts_with('$')) {
      literal(text.substr(1, text.find('-') - 1));  // “$¥-804”: the sign of a currency
    } else if (text.starts_with('<') || text.starts_with('>') || text.starts_with('=')) {
      section_.condition = text;
    }
  }

  std::string_view code_;
  Section section_;
  std::string pending_;
  long commas_ = 0;
};

std::vector<Section> sections_of(std::string_view format) {
  constexpr std::size_t kMost = 4;
  std::vector<Section> sections;
  bool quoted = false;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= format.size() && sections.size() < kMost; ++at) {
    if (at < format.size() && format[at] == '"') quoted = !quoted;
    if (at < format.size() && (format[at] == '\\' || format[at] == '!') && !quoted) {
      ++at;
    } else if (at >= format.size() || (format[at] == ';' && !quoted)) {
      sections.push_back(SectionReader(format.substr(begin, at - begin)).read());
      begin = at + 1;
    }
  }
  if (sections.empty()) sections.push_back(SectionReader(format).read());
  if (sections.size() > 1 && sections.back().text) sections.pop_back();  // not for numbers
  return sections;
}

/// Below, equal or above: -1, 0, 1.
int compare(Decimal a, Decimal b) {
  const auto plain = [](Decimal& number, long scale) {
    number.digits.append(static_cast<std::size_t>(scale - number.scale), '0');
    number.digits.erase(0, std::min(number.digits.find_first_not_of('0'), number.digits.size()));
    if (number.digits.empty()) number.negative = false;
  };
  const long scale = std::max(a.scale, b.scale);
  plain(a, scale);
  plain(b, scale);
  if (a.negative != b.negative) return a.negative ? -1 : 1;
  const int larger = a.digits.size() != b.digits.size() ? (a.digits.size() < b.digits.size() ? -1 : 1)
                                                        : std::clamp(a.digits.compare(b.digits), -1, 1);
  return a.negative ? -larger : larger;
}

bool holds(std::string_view condition, const Decimal& number) {
  const std::size_t end = std::min(condition.find_first_not_of("<>="), condition.size());
  const std::string_view sign = condition.substr(0, end);
  const auto limit = read_decimal(condition.substr(end));
  if (!limit) return false;
  const int order = compare(number, *limit);
  if (sign == "<>") return order != 0;
  return (order < 0 && sign.find('<') != std::string_view::npos) ||
         (order > 0 && sign.find('>') != std::string_view::npos) ||
         (order == 0 && sign.find('=') != std::string_view::npos);
}

/// `own_sign`: the section is for negative numbers only.
const Section& section_for(const std::vector<Section>& sections, const Decimal& number, bool& own_sign) {
  const std::size_t numbers = std::min<std::size_t>(sections.size(), 3);
  std::size_t chosen = 0;
  if (std::any_of(sections.begin(), sections.end(), [](const Section& each) { return !each.condition.empty(); })) {
    while (chosen + 1 < numbers && !sections[chosen].condition.empty() && !holds(sections[chosen].condition, number))
      ++chosen;
  } else if (number.negative && numbers >= 2) {
    chosen = 1;
    own_sign = true;
  } else if (numbers >= 3 && number.digits.find_first_not_of('0') == std::string::npos) {
    chosen = 2;
  }
  return sections[chosen];
}

/// A number without a format takes no more than eleven characters.
std::string spell_general(Decimal number) {
  constexpr long kMost = 11;
  const long whole = static_cast<long>(number.digits.size()) - number.scale;
  const long room = std::max(0L, kMost - 1 - whole);
  Decimal rounded = number;
  if (number.scale > room) round_to(rounded, room);
  if (rounded.digits.find_first_not_of('0') == std::string::npos) return spell(number, false);
  while (rounded.scale > 0 && rounded.digits.back() == '0') {
    rounded.digits.pop_back();
    --rounded.scale;
  }
  return spell(rounded, false);
}

/// The digits in the places of a section.
std::string spell_places(Decimal number, const Section& section) {
  const bool zero = number.digits.find_first_not_of('0') == std::string::npos;
  const bool shown = section.whole.find('0') != std::string::npos || section.decimals.find('0') != std::string::npos;
  if (zero && !shown) return {};  // places that show nothing for nothing
  const auto least = section.whole.size() - std::min(section.whole.find('0'), section.whole.size());
  if (section.inner.empty() && least < 2) return spell(number, section.thousands);
  const std::string digits = spell(number, false);
  const std::size_t sign = digits.starts_with('-') ? 1 : 0;
  const std::size_t point = std::min(digits.find('.'), digits.size());
  std::string whole = digits.substr(sign, point - sign);
  if (whole.size() < least) whole.insert(0, least - whole.size(), '0');
  for (auto each = section.inner.rbegin(); each != section.inner.rend(); ++each)
    if (const std::size_t behind = section.whole.size() - each->first; behind < whole.size())
      whole.insert(whole.size() - behind, each->second);
  return digits.substr(0, sign) + whole + digits.substr(point);
}

std::string trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(' ');
  return begin == std::string::npos ? std::string() : text.substr(begin, text.find_last_not_of(' ') - begin + 1);
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

struct NumberFormat::State {
  std::string code;
  bool general = false, date = false;
  std::vector<Section> sections;
};

NumberFormat::NumberFormat(std::string code) {
  auto state = std::make_unique<State>();
  state->code = std::move(code);
  state->general = state->code.empty() || state->code == "General" || state->code == "@";
  state->date = !state->general && is_date(state->code);
  if (!state->general && !state->date) state->sections = sections_of(state->code);
  state_ = std::move(state);
}
NumberFormat::~NumberFormat() = default;
NumberFormat::NumberFormat(NumberFormat&&) noexcept = default;
NumberFormat& NumberFormat::operator=(NumberFormat&&) noexcept = default;

std::string NumberFormat::shown(std::string_view stored, bool from_1904) const {
  auto number = read_decimal(stored);
  if (!number) return std::string(stored);
  if (state_->date) {
    const std::string whole = number->digits.substr(0, number->digits.size() - static_cast<std::size_t>(number->scale));
    long serial = 0;
    std::from_chars(whole.data(), whole.data() + whole.size(), serial);
    if (!number->negative && serial > 0 && serial < 2'958'466) return date_of(serial, from_1904, state_->code);
    return std::string(stored);
  }
  drop_tail(*number);
  if (state_->general) return spell_general(*number);
  bool own_sign = false;
  const Section& section = section_for(state_->sections, *number, own_sign);
  if (section.unusual) return spell_general(*number);
  if (section.general) return trimmed(section.before + spell_general(*number) + section.behind);
  if (!section.has_places()) return trimmed(section.before);  // “是”; nothing where zeros are not shown
  number->scale += section.scaled - (section.percent ? 2 : 0);
  if (number->scale < 0) number->digits.append(static_cast<std::size_t>(-std::exchange(number->scale, 0)), '0');
  while (static_cast<long>(number->digits.size()) <= number->scale) number->digits.insert(0, 1, '0');
  const std::size_t last = section.decimals.rfind('0');
  const long required = last == std::string::npos ? 0 : static_cast<long>(last) + 1;
  round_to(*number, static_cast<long>(section.decimals.size()));
  while (number->scale > required && number->digits.back() == '0') {
    number->digits.pop_back();
    --number->scale;
  }
  if (own_sign) number->negative = false;
  // A section of its own for negative numbers shows them in brackets: the sign must not be lost.
  const bool bracketed = own_sign && section.before.find('(') != std::string::npos;
  const bool minus = own_sign && section.before.find('-') == std::string::npos && (bracketed || section.before.empty());
  return trimmed((minus ? "-" : section.before) + spell_places(*number, section) + (section.percent ? "%" : "") +
                 (bracketed ? std::string() : section.behind));
}

std::string shown_number(std::string_view stored, std::string_view format, bool from_1904) {
  return NumberFormat(std::string(format)).shown(stored, from_1904);
}

}  // namespace hegui::document

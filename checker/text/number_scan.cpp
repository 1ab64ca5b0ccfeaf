// Number forms and their look-alikes, by structure alone: digits, punctuation and 年 月 日 号 第 季度.
// Used by the number reader.
// Afterwards every decision rests on what stands next to the digits, never on a list of known reports.
#include "checker/text/number_scan.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "checker/text/number_words.hpp"
#include "dsl/utf8.hpp"

namespace hegui::text {

namespace {

constexpr std::size_t kMaxDigits = 40;

std::size_t digits_end(std::string_view text, std::size_t at) {
  while (at < text.size() && is_ascii_digit(text[at])) ++at;
  return at;
}

/// The offset after one of the words at `at` (blanks before it are skipped), or 0.
template <std::size_t N>
std::size_t take_any(std::string_view text, std::size_t at, const std::array<std::string_view, N>& words) {
  const std::size_t next = skip_blanks(text, at);
  for (const std::string_view word : words) {
    if (starts_with(text, next, word)) return next + word.size();
  }
  return 0;
}

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.ends_with(word); });
}

constexpr std::array<std::string_view, 8> kLinks{"、", "，", "—", "-", "~", "至", "和", "与"};

/// A date goes on with one of the links, or with the word of its year, month, day or quarter.
bool may_go_on_as_date(char32_t next) {
  switch (next) {
    case U'、':
    case U'，':
    case U'—':
    case U'-':
    case U'~':
    case U'至':
    case U'和':
    case U'与':
    case U'年':
    case U'月':
    case U'日':
    case U'季': return true;
    default: return false;
  }
}

Skipped skipped(std::size_t begin, std::size_t end, Skipped::Why why, int year = 0) {
  Skipped result;
  result.begin = static_cast<std::uint32_t>(begin);
  result.end = static_cast<std::uint32_t>(end);
  result.why = why;
  result.year = year;
  return result;
}

/// A plain number of one or two digits at `at` (blanks before it are skipped) within [low, high]; its end, or 0.
std::size_t take_small(std::string_view text, std::size_t at, int low, int high) {
  const std::size_t begin = skip_blanks(text, at);
  const std::size_t end = digits_end(text, begin);
  if (end == begin || end - begin > 2) return 0;
  int value = 0;
  for (std::size_t i = begin; i < end; ++i) value = value * 10 + (text[i] - '0');
  return value >= low && value <= high ? end : 0;
}

/// Small numbers joined by 、 — 至 … that a final word makes a date: 5、6月, 26—29日. The end after the word, or 0.
std::size_t take_chain(std::string_view text, std::size_t first_end, int high, std::string_view word) {
  std::size_t end = first_end;
  for (int i = 0; i < 12; ++i) {
    const std::size_t next = skip_blanks(text, end);
    if (starts_with(text, next, word)) return next + word.size();
    const std::size_t link = take_any(text, end, kLinks);
    if (link == 0) return 0;
    end = take_small(text, link, 1, high);
    if (end == 0) return 0;
  }
  return 0;
}

constexpr std::array<std::string_view, 2> kDayWords{"日", "号"};

std::size_t take_day(std::string_view text, std::size_t at) {
  const std::size_t day = take_small(text, at, 1, 31);
  if (day == 0) return 0;
  for (const std::string_view word : kDayWords) {
    if (const std::size_t end = take_chain(text, day, 31, word)) return end;
  }
  return 0;
}

/// From the end of a month's number: 月, 月份, 月5日, 月26日—29日, —10月. The end of the date, or 0.
std::size_t take_month_word(std::string_view text, std::size_t number_end) {
  std::size_t end = take_chain(text, number_end, 12, "月");
  if (end == 0) return 0;
  if (const std::size_t day = take_day(text, end)) {
    end = day;
  } else if (starts_with(text, end, "份")) {
    end += std::string_view("份").size();
  }
  for (int i = 0; i < 4; ++i) {  // 9月26日—29日, 9月26日—10月3日
    const std::size_t link = take_any(text, end, kLinks);
    if (link == 0) break;
    if (const std::size_t day = take_day(text, link)) {
      end = day;
      continue;
    }
    const std::size_t month = take_small(text, link, 1, 12);
    const std::size_t word = month == 0 ? 0 : take_any(text, month, std::array<std::string_view, 1>{"月"});
    if (word == 0) break;
    const std::size_t day = take_day(text, word);
    end = day == 0 ? word : day;
  }
  return end;
}

/// 2021年 and what belongs to it: 2021年度, 2021年9月28日, 2021年1—9月.
Skipped after_year(std::string_view text, const Digits& digits, std::size_t after, int year) {
  if (const std::size_t month = take_small(text, after, 1, 12)) {
    if (const std::size_t end = take_month_word(text, month)) {
      return skipped(digits.begin, end, Skipped::Why::date, year);
    }
  }
  const std::size_t degree = take_any(text, after, std::array<std::string_view, 1>{"度"});
  return skipped(digits.begin, degree != 0 ? degree : after, Skipped::Why::year, year);
}

/// 2021-12-31, 2021/12/31, 2021.12.31, 2018.8月; `.` needs a third part or 月 behind it.
Found read_numeric_date(std::string_view text, const Digits& digits) {
  const std::size_t year_end = digits.begin + 4;
  if (year_end >= text.size()) return std::nullopt;
  const char separator = text[year_end];
  if ((separator != '-' && separator != '/' && separator != '.') || digits_end(text, digits.begin) != year_end)
    return std::nullopt;
  int value = 0;
  for (std::size_t i = digits.begin; i < year_end; ++i) value = value * 10 + (text[i] - '0');
  if (value < 1950 || value > 2099) return std::nullopt;
  const std::size_t month = take_small(text, year_end + 1, 1, 12);
  if (month == 0 || text[year_end + 1] == ' ') return std::nullopt;
  if (const std::size_t end = take_month_word(text, month)) {
    return skipped(digits.begin, end, Skipped::Why::date, value);
  }
  if (month >= text.size() || text[month] != separator) return std::nullopt;
  const std::size_t day = take_small(text, month + 1, 1, 31);
  if (day == 0) return std::nullopt;
  const std::size_t word = take_any(text, day, kDayWords);
  return skipped(digits.begin, word != 0 ? word : day, Skipped::Why::date, value);
}

/// 2020、2021年, 2021—2023年度: a year because a year follows.
bool year_follows(std::string_view text, std::size_t at) {
  for (int i = 0; i < 6; ++i) {
    const std::size_t link = take_any(text, at, kLinks);
    if (link == 0) return false;
    const auto next = is_ascii_digit(text[std::min(skip_blanks(text, link), text.size() - 1)])
                          ? read_digits(text, skip_blanks(text, link))
                          : std::nullopt;
    if (!next || !next->looks_like_year()) return false;
    if (take_any(text, next->end, std::array<std::string_view, 1>{"年"}) != 0) return true;
    at = next->end;
  }
  return false;
}

/// A clause or a paragraph may begin after this character.
bool clause_may_begin(std::string_view before) {
  const std::size_t end = skip_blanks_back(before, before.size());
  if (end == 0 || (end < before.size() && before.substr(end).find('\n') != std::string_view::npos)) return true;
  return ends_with_any(before.substr(0, end), {"。", "；", "：", "！", "？", "|", "》"});
}

bool paragraph_begins(std::string_view before) {
  const std::size_t end = skip_blanks_back(before, before.size());
  return end == 0 || before.substr(end).find('\n') != std::string_view::npos;
}

}  // namespace

std::optional<int> Digits::small() const {
  const auto number = plain && whole_digits <= 4 ? value.to_int64() : std::nullopt;
  return number ? std::optional<int>(static_cast<int>(*number)) : std::nullopt;
}

bool Digits::looks_like_year() const {
  const auto year = small();
  return year && whole_digits == 4 && *year >= 1950 && *year <= 2099;
}

std::size_t end_of_run(std::string_view text, std::size_t begin) { return digits_end(text, begin); }

std::optional<Digits> read_digits(std::string_view text, std::size_t begin) {
  Digits result;
  result.begin = begin;
  std::size_t end = digits_end(text, begin);
  if (end - begin > kMaxDigits) return std::nullopt;
  std::string digits(text.substr(begin, end - begin));
  result.has_zero = digits.size() > 1 && digits.front() == '0';
  // The folded text has ASCII commas only inside groups of thousands.
  while (end < text.size() && text[end] == ',' && digits_end(text, end + 1) == end + 4 && digits.size() < kMaxDigits) {
    digits += text.substr(end + 1, 3);
    end += 4;
    result.plain = false;
  }
  if (result.plain && digits.size() <= 3) {  // 2 946.25万元: else it is two figures side by side
    std::size_t wide = end;
    std::string grouped = digits;
    while (wide < text.size() && text[wide] == ' ' && digits_end(text, wide + 1) == wide + 4 && grouped.size() < 13) {
      grouped += text.substr(wide + 1, 3);
      wide += 4;
    }
    const bool point = wide > end && wide < text.size() && text[wide] == '.' && digits_end(text, wide + 1) == wide + 3;
    const bool money = point && take_any(text, wide + 3, std::array<std::string_view, 3>{"万", "亿", "元"}) != 0;
    const std::size_t before = skip_blanks_back(text, begin);
    const bool alone = before == 0 || !is_ascii_digit(text[before - 1]);
    if (money && alone && digits.front() != '0') {
      digits = grouped;
      end = wide;
      result.plain = false;
    }
  }
  result.whole_digits = static_cast<int>(digits.size());
  if (end + 1 < text.size() && text[end] == '.' && is_ascii_digit(text[end + 1])) {
    const std::size_t last = digits_end(text, end + 1);
    if (last - end > kMaxDigits) return std::nullopt;
    result.decimals = static_cast<int>(last - end - 1);
    digits += text.substr(end, last - end);
    end = last;
    result.plain = false;
  }
  auto value = dsl::Number::parse(digits, 2 * kMaxDigits);
  if (!value) return std::nullopt;
  result.value = *std::move(value);
  result.end = end;
  result.next = dsl::utf8::decode(text, skip_blanks(text, end)).character;
  return result;
}

Found read_date(std::string_view text, const Digits& digits) {
  if (auto numeric = read_numeric_date(text, digits)) return numeric;
  if (digits.end + 2 < text.size() && text[digits.end] == ':' && digits.plain && digits.whole_digits <= 2) {
    const std::size_t minutes = digits_end(text, digits.end + 1);
    if (minutes == digits.end + 3) return skipped(digits.begin, minutes, Skipped::Why::date);
  }
  if (!may_go_on_as_date(digits.next)) return std::nullopt;
  const auto value = digits.small();
  if (!value) return std::nullopt;
  if (digits.looks_like_year() || (digits.whole_digits == 2 && !digits.has_zero)) {
    const std::size_t year_word = take_any(text, digits.end, std::array<std::string_view, 1>{"年"});
    const bool degree = starts_with(text, year_word, "度") || starts_with(text, year_word, "底");
    if (year_word != 0 && digits.looks_like_year()) return after_year(text, digits, year_word, *value);
    if (year_word != 0 && degree) return after_year(text, digits, year_word, 2000 + *value);
    if (take_any(text, digits.end, std::array<std::string_view, 1>{"年代"}) != 0) {
      return skipped(digits.begin, year_word, Skipped::Why::year);
    }
  }
  if (digits.looks_like_year() && year_follows(text, digits.end)) {
    return skipped(digits.begin, digits.end, Skipped::Why::year, *value);
  }
  if (digits.whole_digits > 2) return std::nullopt;
  if (*value >= 1 && *value <= 12) {
    if (const std::size_t end = take_month_word(text, digits.end))
      return skipped(digits.begin, end, Skipped::Why::date);
  }
  if (*value >= 1 && *value <= 31) {
    if (const std::size_t end = take_chain(text, digits.end, 31, "日")) {
      return skipped(digits.begin, end, Skipped::Why::date);
    }
  }
  if (*value >= 1 && *value <= 4) {
    if (const std::size_t end = take_chain(text, digits.end, 4, "季度")) {
      return skipped(digits.begin, end, Skipped::Why::date);
    }
  }
  return std::nullopt;
}

Found read_document_number(std::string_view text, const Digits& digits) {
  constexpr std::array<std::string_view, 7> kClosing{"〕", "］", "]", "）", "】", "》", "」"};
  constexpr std::array<std::string_view, 1> kNumberWord{"号"};
  constexpr std::u32string_view kBehind = U"〕］]）】》」号";
  if (!digits.plain) return std::nullopt;
  const std::string_view before = text.substr(0, skip_blanks_back(text, digits.begin));
  // 〔2020218: the bracket was not closed, the number ran into what stands behind it.
  constexpr std::size_t kYearAndNumber = 6;
  const std::string_view run = text.substr(digits.begin, digits.end - digits.begin);
  if (run.size() >= kYearAndNumber && (run.starts_with("20") || run.starts_with("19")) &&
      ends_with_any(before, {"〔", "［", "【"}))
    return skipped(digits.begin, digits.end, Skipped::Why::document_number);
  if (kBehind.find(digits.next) == std::u32string_view::npos) return std::nullopt;
  const bool bracketed = ends_with_any(before, {"〔", "［", "[", "（", "【", "《", "「"});
  const std::size_t closing = take_any(text, digits.end, kClosing);
  if (closing != 0 && (bracketed || digits.looks_like_year())) {
    std::size_t number = skip_blanks(text, closing);
    if (starts_with(text, number, "第")) number = skip_blanks(text, number + std::string_view("第").size());
    const std::size_t number_end = digits_end(text, number);
    const std::size_t word = number_end > number ? take_any(text, number_end, kNumberWord) : 0;
    if (word != 0) return skipped(digits.begin, word, Skipped::Why::document_number);
  }
  if (const std::size_t word = take_any(text, digits.end, kNumberWord)) {
    return skipped(digits.begin, word, Skipped::Why::document_number);
  }
  return std::nullopt;
}

Found read_list_number(std::string_view text, const Digits& digits) {
  // The number itself, without decimals that belong to what follows: 1.2021年, 2.3个项目 at the beginning of a
  // paragraph.
  const std::size_t whole_end = digits_end(text, digits.begin);
  if (whole_end - digits.begin > 2 || digits.has_zero || text[digits.begin] == '0') return std::nullopt;
  const std::size_t next = skip_blanks(text, whole_end);
  if (!starts_with(text, next, ".") && !starts_with(text, next, "、") && !starts_with(text, next, "）"))
    return std::nullopt;
  const std::string_view before = text.substr(0, digits.begin);
  if (ends_with_any(before, {"（"})) {
    const std::string_view outside = before.substr(0, before.size() - std::string_view("（").size());
    if (!starts_with(text, next, "）") || !clause_may_begin(outside)) return std::nullopt;
    return skipped(digits.begin, whole_end, Skipped::Why::list_number);
  }
  if (!clause_may_begin(before)) return std::nullopt;
  if (starts_with(text, next, "）")) return skipped(digits.begin, whole_end, Skipped::Why::list_number);
  if (starts_with(text, next, "、")) {
    const std::size_t item = skip_blanks(text, next + std::string_view("、").size());
    const bool digit = item < text.size() && is_ascii_digit(text[item]);
    if (digit && !paragraph_begins(before)) return std::nullopt;
    return skipped(digits.begin, whole_end, Skipped::Why::list_number);
  }
  if (!starts_with(text, next, ".")) return std::nullopt;
  if (digits.decimals == 0) return skipped(digits.begin, whole_end, Skipped::Why::list_number);
  const std::size_t fraction = whole_end + 1;
  const auto year = read_digits(text, fraction);
  const bool year_item = year && year->looks_like_year() && read_date(text, *year).has_value();
  return year_item ? Found(skipped(digits.begin, whole_end, Skipped::Why::list_number)) : std::nullopt;
}

Found read_code_or_formula(std::string_view text, const Digits& digits) {
  const auto joined = [&](std::size_t at) {  // what continues a code
    return at < text.size() &&
           (is_ascii_digit(text[at]) || is_ascii_letter(text[at]) ||
            ((text[at] == '-' || text[at] == '/' || text[at] == '.' || text[at] == '_') && at + 1 < text.size() &&
             (is_ascii_digit(text[at + 1]) || is_ascii_letter(text[at + 1]))));
  };
  const auto code_end = [&](std::size_t at) {
    while (joined(at)) ++at;
    return at;
  };
  if (digits.begin > 0 && is_ascii_letter(text[digits.begin - 1])) {
    return skipped(digits.begin, code_end(digits.end), Skipped::Why::code);
  }
  const bool zero_code = digits.has_zero && digits.whole_digits > 1;
  if (zero_code || (digits.plain && digits.whole_digits > 15)) {
    return skipped(digits.begin, code_end(digits.end), Skipped::Why::code);
  }
  // 3+3+1, 0.6*0.6, 3×4, 1:3, 1/3, 1.2.3
  constexpr std::string_view kOperators = "+*:/.";
  std::size_t end = digits.end;
  while (end < text.size()) {
    const std::size_t next = end + (kOperators.find(text[end]) != std::string_view::npos ? 1U
                                    : starts_with(text, end, "×")                        ? 2U
                                                                                         : 0U);
    if (next == end || next >= text.size() || !is_ascii_digit(text[next])) break;
    end = digits_end(text, next);
  }
  if (end != digits.end) return skipped(digits.begin, code_end(end), Skipped::Why::formula);
  return std::nullopt;
}

}  // namespace hegui::text

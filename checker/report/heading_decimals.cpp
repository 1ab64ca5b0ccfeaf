// Numbers of several levels: 1, 1.1, 1.1.1. They are taken for such only where they count on from line to line.
// Called by the outline after the lines are read.
// Afterwards such a line has the number of its level, as if it were written 一、 （一） 1. （1）.
#include <algorithm>
#include <array>
#include <vector>

#include "checker/report/headings.hpp"

namespace hegui::report {

namespace {

constexpr std::size_t most_levels = 4;
constexpr std::size_t least_lines = 2;    // with two levels or more, before the report is taken to be numbered so
constexpr std::size_t longest_top = 40;   // characters of a title of the first level
constexpr std::size_t longest_slip = 20;  // of a title whose number slipped

struct Decimal {
  std::vector<std::uint32_t> parts;
  std::size_t begin = 0, end = 0;  // end: where the title begins
  bool title = false;              // a blank behind the number, then a short title and nothing else
};

/// 3.2 预算执行, 3.2.1预算安排, 3 绩效情况; nothing for 3.2万元 or 31.6.
std::optional<Decimal> read_decimal(const Chars& s) {
  Decimal number;
  std::size_t i = number.begin = s.skip_blanks(0);
  for (;;) {
    std::uint32_t value = 0;
    const std::size_t first = i;
    while (i < s.size() && is_digit(s.c[i]) && i - first < 2)
      value = value * 10 + static_cast<std::uint32_t>(digit_value(s.c[i++]));
    if (i == first || value == 0 || digit_value(s.c[first]) == 0 || (i < s.size() && is_digit(s.c[i])))
      return std::nullopt;
    number.parts.push_back(value);
    if (i >= s.size() || s.c[i] != U'.' || i + 1 >= s.size() || !is_digit(s.c[i + 1])) break;
    if (number.parts.size() == most_levels) return std::nullopt;
    ++i;
  }
  const bool marked = i < s.size() && (s.c[i] == U'.' || s.c[i] == U'、');
  if (marked) ++i;
  const bool apart = i < s.size() && is_blank(s.c[i]);
  i = s.skip_blanks(i);
  if (i >= s.size()) return std::nullopt;
  const char32_t next = s.c[i];
  const bool year = is_digit(next) && i + 4 < s.size() && is_digit(s.c[i + 3]) && s.c[i + 4] == U'年';
  if (!is_han(next) && !is_quote(next) && next != U'《' && !year) return std::nullopt;
  if (number.parts.size() == 1) {
    if (!apart && !marked) return std::nullopt;
    for (std::size_t k = i; k < s.size(); ++k)
      if (is_stop(s.c[k]) || k - i > longest_top) return std::nullopt;
  }
  number.title = apart && s.size() - i <= longest_slip &&
                 std::none_of(s.c.begin() + static_cast<std::ptrdiff_t>(i), s.c.end(),
                              [](char32_t c) { return is_stop(c) || is_comma(c) || is_semicolon(c) || is_colon(c); });
  number.end = i;
  return number;
}

/// 2.2, then 2.4 or 2.2 again: a number left out or given twice.
bool slips(const std::vector<std::uint32_t>& last, const std::vector<std::uint32_t>& next) {
  if (next.size() < 2 || next.size() > last.size()) return false;
  const std::size_t same = next.size() - 1;
  if (!std::equal(next.begin(), next.begin() + static_cast<std::ptrdiff_t>(same), last.begin())) return false;
  return next.back() == last[same] || next.back() == last[same] + 2;
}

/// True when `next` may follow `last`: the next of a level, or the first of the level below.
bool counts_on(const std::vector<std::uint32_t>& last, const std::vector<std::uint32_t>& next) {
  const std::size_t depth = next.size();
  if (depth > last.size() + 1) {  // 1.1 right below a chapter numbered in another way
    return last.empty() && depth == 2 && next.back() == 1;
  }
  const std::size_t same = depth - 1;
  for (std::size_t i = 0; i < same && i < last.size(); ++i) {
    if (next[i] == last[i]) continue;
    return next[i] == last[i] + 1 && i + 2 == depth && next.back() == 1;  // 2.1 without a line for 2
  }
  if (depth == last.size() + 1) return next.back() == 1;
  return next.back() == last[same] + 1;
}

}  // namespace

void find_decimal_numbers(std::vector<Line>& lines) {
  struct Found {
    std::size_t line;
    Decimal number;
  };
  std::vector<Found> found;
  std::vector<std::uint32_t> last, chapter;
  std::size_t deep = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].shape == Shape::table || lines[i].shape == Shape::attachment) continue;
    // 四、 and below it 4.1: the chapter has its own numerals, and each counts from its own.
    if (const auto& own = lines[i].number; own && own->style == NumberStyle::chinese && !own->doubtful) {
      chapter = {own->ordinal};
      continue;
    }
    auto number = read_decimal(*lines[i].chars);
    if (!number || (!chapter.empty() && number->parts.size() == 1)) continue;
    const bool counted = counts_on(last, number->parts) || (!chapter.empty() && counts_on(chapter, number->parts));
    if (!counted && !(number->title && slips(last, number->parts))) continue;
    deep += number->parts.size() > 1 ? 1 : 0;
    last = number->parts;
    found.push_back({i, *std::move(number)});
  }
  if (deep < least_lines) return;
  constexpr std::array styles{NumberStyle::chinese, NumberStyle::chinese_bracket, NumberStyle::arabic_dot,
                              NumberStyle::arabic_bracket};
  for (const Found& each : found) {
    Line& line = lines[each.line];
    const NumberStyle style = styles[each.number.parts.size() - 1];
    line.number = Number{style, each.number.parts.back(), each.number.begin, each.number.end, false, style};
    line.decimal = true;
    shape_numbered(line);
  }
}

}  // namespace hegui::report

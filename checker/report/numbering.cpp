#include "checker/report/numbering.hpp"

namespace hegui::report {
namespace {

constexpr std::uint32_t max_ordinal = 99;

struct Scanned {
  std::uint32_t value = 0;
  std::size_t end = 0;
  bool chinese = false;
  bool formal = false;  // 壹
};

/// 壹, 拾贰: the numerals of cheques.
std::optional<Scanned> formal_ordinal(const Chars& s, std::size_t i) {
  constexpr std::u32string_view digits = U"壹贰叁肆伍陆柒捌玖", older = U"壹貳參肆伍陸柒捌玖";
  const auto digit = [&](std::size_t k) -> std::uint32_t {
    if (k >= s.size()) return 0;
    auto found = digits.find(s.c[k]);
    if (found == std::u32string_view::npos) found = older.find(s.c[k]);
    return found == std::u32string_view::npos ? 0 : static_cast<std::uint32_t>(found) + 1;
  };
  Scanned out;
  out.chinese = out.formal = true;
  std::size_t k = i;
  out.value = digit(k);
  if (out.value != 0) ++k;
  if (k < s.size() && s.c[k] == U'拾') {
    out.value = (out.value == 0 ? 1 : out.value) * 10 + digit(k + 1);
    k += digit(k + 1) != 0 ? 2 : 1;
  }
  if (k == i) return std::nullopt;
  out.end = k;
  return out;
}

std::optional<Scanned> scan_ordinal(const Chars& s, std::size_t i) {
  if (const auto n = chinese_number(s, i); n.length > 0) return Scanned{n.value, i + n.length, true};
  if (const auto formal = formal_ordinal(s, i)) return formal;
  Scanned out;
  std::size_t k = i;
  while (k < s.size() && is_digit(s.c[k]) && k - i < 3)
    out.value = out.value * 10 + static_cast<std::uint32_t>(digit_value(s.c[k++]));
  if (k == i || out.value == 0 || out.value > max_ordinal) return std::nullopt;
  out.end = k;
  return out;
}

char32_t at(const Chars& s, std::size_t i) { return i < s.size() ? s.c[i] : 0; }

bool is_dot(char32_t c) { return c == U'.' || c == U'．' || c == U'﹒' || c == U'·'; }
bool is_enumeration_comma(char32_t c) { return c == U'、' || c == U'﹑' || c == U'､'; }

/// After “5、” or “1.”: digits go on with a figure (5、6月份; 31.6) unless they are a year (1.2021年收支).
bool figure_goes_on(const Chars& s, std::size_t i, bool blanks_before) {
  if (!is_digit(at(s, i))) return false;
  std::size_t k = i;
  while (is_digit(at(s, k))) ++k;
  if (k - i == 4 && (at(s, k) == U'年' || at(s, k) == U' ')) return false;
  return !(blanks_before && k - i >= 1 && is_han(at(s, k)));  // “1. 3个项目完工”: a blank keeps them apart
}

std::optional<Number> part(const Chars& s, std::size_t i) {
  if (at(s, i) != U'第') return std::nullopt;
  std::size_t k = s.skip_blanks(i + 1);
  const auto ordinal = scan_ordinal(s, k);
  if (!ordinal) return std::nullopt;
  k = s.skip_blanks(ordinal->end);
  std::size_t end = 0;
  if (at(s, k) == U'部' && at(s, s.skip_blanks(k + 1)) == U'分') {
    end = s.skip_blanks(k + 1) + 1;
  } else if (at(s, k) == U'章' || at(s, k) == U'节' || at(s, k) == U'篇') {
    end = k + 1;
  } else {
    return std::nullopt;
  }
  // 第一部分资金用于…: running text; a part number stands apart from its title.
  const char32_t next = at(s, end);
  if (end < s.size() && !is_blank(next) && !is_colon(next) && !is_enumeration_comma(next) && !is_dot(next) &&
      s.size() - end > 24)
    return std::nullopt;
  std::size_t title = s.skip_blanks(end);
  if (is_colon(at(s, title)) || is_enumeration_comma(at(s, title)) || is_dot(at(s, title)))
    title = s.skip_blanks(title + 1);
  Number number{NumberStyle::part, ordinal->value, i, title, false};
  number.under = at(s, end - 1) == U'节';
  return number;
}

std::optional<Number> bracketed(const Chars& s, std::size_t i) {
  const char32_t open = at(s, i);
  if (open != U'(' && open != U'（' && open != U'【' && open != U'[' && open != U'〔') return std::nullopt;
  const auto ordinal = scan_ordinal(s, s.skip_blanks(i + 1));
  if (!ordinal) return std::nullopt;
  std::size_t k = s.skip_blanks(ordinal->end);
  if (!is_closing(at(s, k)) || at(s, k) == U'”' || at(s, k) == U'》') return std::nullopt;
  k = s.skip_blanks(k + 1);
  if (is_enumeration_comma(at(s, k)) || is_dot(at(s, k))) k = s.skip_blanks(k + 1);
  return Number{ordinal->chinese ? NumberStyle::chinese_bracket : NumberStyle::arabic_bracket, ordinal->value, i, k,
                false};
}

std::optional<Number> circled(const Chars& s, std::size_t i) {
  const char32_t c = at(s, i);
  if (c < 0x2460 || c > 0x2473) return std::nullopt;
  std::size_t k = s.skip_blanks(i + 1);
  if (is_enumeration_comma(at(s, k)) || is_dot(at(s, k))) k = s.skip_blanks(k + 1);
  return Number{NumberStyle::circled, static_cast<std::uint32_t>(c - 0x2460 + 1), i, k, false};
}

std::optional<Number> latin(const Chars& s, std::size_t i) {
  const char32_t c = at(s, i);
  if (!is_letter(c)) return std::nullopt;
  const char32_t mark = at(s, i + 1);
  if (!is_dot(mark) && !is_enumeration_comma(mark) && mark != U')' && mark != U'）') return std::nullopt;
  const std::size_t k = s.skip_blanks(i + 2);
  if (!is_han(at(s, k)) && !is_quote(at(s, k))) return std::nullopt;
  const char32_t lower = c >= U'a' ? c - U'a' : c - U'A';
  return Number{NumberStyle::latin, static_cast<std::uint32_t>(lower) + 1, i, k, false};
}

std::optional<Number> plain(const Chars& s, std::size_t i) {
  const auto ordinal = scan_ordinal(s, i);
  if (!ordinal) return std::nullopt;
  const std::size_t mark_at = s.skip_blanks(ordinal->end);
  const char32_t mark = at(s, mark_at);
  const std::size_t title = s.skip_blanks(mark_at + 1);
  const bool blanks = title > mark_at + 1;
  if (ordinal->formal) {  // 陆 and 伍 are names too: only before 、 or a dot
    if (!is_enumeration_comma(mark) && !is_dot(mark)) return std::nullopt;
    Number number{NumberStyle::chinese, ordinal->value, i, title, false};
    number.formal = true;
    return number;
  }
  if (ordinal->chinese) {
    if (is_enumeration_comma(mark) || is_dot(mark) || is_comma(mark))
      return Number{NumberStyle::chinese, ordinal->value, i, title, is_comma(mark)};
    if (mark == U')' || mark == U'）') return Number{NumberStyle::chinese_bracket, ordinal->value, i, title, false};
    if (mark == U'是' && mark_at == ordinal->end)
      return Number{NumberStyle::first_item, ordinal->value, i, title, false};
    if (mark_at > ordinal->end && is_han(mark)) return Number{NumberStyle::chinese, ordinal->value, i, mark_at, true};
    return std::nullopt;
  }
  if (mark == U')' || mark == U'）') return Number{NumberStyle::arabic_half, ordinal->value, i, title, false};
  if (is_enumeration_comma(mark) || is_dot(mark)) {
    if (figure_goes_on(s, title, blanks)) return std::nullopt;
    return Number{is_dot(mark) ? NumberStyle::arabic_dot : NumberStyle::arabic_comma, ordinal->value, i, title, false};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Number> read_number(const Chars& chars, std::size_t from) {
  const std::size_t i = chars.skip_blanks(from);
  if (i >= chars.size()) return std::nullopt;
  for (auto* read : {part, bracketed, circled, plain, latin})
    if (auto number = read(chars, i)) {
      number->written = number->style;
      return number;
    }
  if (is_enumeration_comma(at(chars, i)))  // the number itself is lost
    return Number{NumberStyle::chinese, 0, i, chars.skip_blanks(i + 1), true, NumberStyle::chinese};
  return std::nullopt;
}

std::optional<Number> read_wanted_number(const Chars& chars, std::size_t from, const Number& before) {
  if (before.written != NumberStyle::arabic_dot && before.written != NumberStyle::arabic_comma) return std::nullopt;
  const std::size_t i = chars.skip_blanks(from);
  const auto ordinal = scan_ordinal(chars, i);
  if (!ordinal || ordinal->chinese || ordinal->value != before.ordinal + 1) return std::nullopt;
  const char32_t mark = at(chars, ordinal->end);
  if (before.written == NumberStyle::arabic_dot ? !is_dot(mark) : !is_enumeration_comma(mark)) return std::nullopt;
  if (!is_digit(at(chars, ordinal->end + 1))) return std::nullopt;
  Number number = before;
  number.ordinal = ordinal->value;
  number.begin = i;
  number.end = ordinal->end + 1;
  return number;
}

std::string_view number_style_name(NumberStyle style) {
  switch (style) {
    case NumberStyle::part: return "第一部分";
    case NumberStyle::chinese: return "一、";
    case NumberStyle::chinese_bracket: return "（一）";
    case NumberStyle::arabic_dot: return "1.";
    case NumberStyle::arabic_comma: return "1、";
    case NumberStyle::arabic_bracket: return "（1）";
    case NumberStyle::arabic_half: return "1）";
    case NumberStyle::circled: return "①";
    case NumberStyle::latin: return "a.";
    case NumberStyle::first_item: return "一是";
    case NumberStyle::none: break;
  }
  return "";
}

}  // namespace hegui::report

#include "checker/document/docx_numbering.hpp"

#include <algorithm>
#include <utility>

#include "checker/document/xml_tree.hpp"
#include "dsl/utf8.hpp"

namespace hegui::document {

namespace {

constexpr std::array<std::string_view, 10> kDigits{"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
constexpr long kLargest = 99'999;

std::string chinese_counting(long number) {
  if (number <= 0 || number > kLargest) return std::to_string(number);
  static constexpr std::array<std::string_view, 5> units{"", "十", "百", "千", "万"};
  std::string digits = std::to_string(number), text;
  bool zero = false;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const auto digit = static_cast<std::size_t>(digits[i] - '0');
    const std::size_t unit = digits.size() - 1 - i;
    if (digit == 0) {
      zero = true;
      continue;
    }
    if (zero) text += "零";
    zero = false;
    // 十二, not 一十二, at the head.
    if (!(digit == 1 && unit == 1 && text.empty())) text += kDigits[digit];
    text += units[unit];
  }
  return text;
}

std::string digit_by_digit(long number) {
  std::string text;
  for (const char c : std::to_string(number))
    text += c >= '0' && c <= '9' ? std::string(kDigits[static_cast<std::size_t>(c - '0')]) : std::string(1, c);
  return text;
}

std::string letters(long number, char first) {
  if (number <= 0 || number > kLargest) return std::to_string(number);
  // Word repeats the letter behind z: aa, bb.
  const auto letter = static_cast<char>(first + (number - 1) % 26);
  return std::string(static_cast<std::size_t>((number - 1) / 26 + 1), letter);
}

std::string roman(long number, bool upper) {
  if (number <= 0 || number >= 4000) return std::to_string(number);
  static constexpr std::array<std::pair<long, std::string_view>, 13> steps{{{1000, "m"},
                                                                            {900, "cm"},
                                                                            {500, "d"},
                                                                            {400, "cd"},
                                                                            {100, "c"},
                                                                            {90, "xc"},
                                                                            {50, "l"},
                                                                            {40, "xl"},
                                                                            {10, "x"},
                                                                            {9, "ix"},
                                                                            {5, "v"},
                                                                            {4, "iv"},
                                                                            {1, "i"}}};
  std::string text;
  for (const auto& [value, sign] : steps)
    for (; number >= value; number -= value) text += sign;
  if (upper)
    for (char& c : text) c = static_cast<char>(c - 32);
  return text;
}

std::string from_cycle(long number, std::string_view cycle) {
  const auto count = static_cast<long>(cycle.size() / 3);  // three bytes a character
  if (number <= 0 || number > count) return std::to_string(number);
  return std::string(cycle.substr(static_cast<std::size_t>(number - 1) * 3, 3));
}

/// ①, ⑴, ⒈ … as long as there is a character for it.
std::string single_character(long number, char32_t first, long count) {
  std::string text;
  if (number >= 1 && number <= count) {
    dsl::utf8::append(text, first + static_cast<char32_t>(number - 1));
    return text;
  }
  return std::to_string(number);
}

/// 壹拾贰: as on cheques.
std::string chinese_legal(long number) {
  if (number <= 0 || number > kLargest) return std::to_string(number);
  static constexpr std::array<std::string_view, 10> digits{"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};
  static constexpr std::array<std::string_view, 5> units{"", "拾", "佰", "仟", "萬"};
  const std::string decimal = std::to_string(number);
  std::string text;
  bool zero = false;
  for (std::size_t i = 0; i < decimal.size(); ++i) {
    const auto digit = static_cast<std::size_t>(decimal[i] - '0');
    if (digit == 0) {
      zero = true;
      continue;
    }
    if (std::exchange(zero, false)) text += digits[0];
    text += digits[digit];
    text += units[decimal.size() - 1 - i];
  }
  return text;
}

std::string full_width(long number) {
  std::string text;
  for (const char c : std::to_string(number))
    if (c >= '0' && c <= '9') dsl::utf8::append(text, static_cast<char32_t>(0xFF10 + (c - '0')));
  return text;
}

}  // namespace

std::string spell_number(long number, std::string_view format) {
  if (format == "chineseCounting" || format == "chineseCountingThousand" || format == "japaneseCounting" ||
      format == "taiwaneseCounting" || format == "taiwaneseCountingThousand" || format == "koreanCounting")
    return chinese_counting(number);
  if (format == "ideographDigital" || format == "japaneseDigitalTenThousand" || format == "taiwaneseDigital")
    return digit_by_digit(number);
  if (format == "ideographTraditional") return from_cycle(number, "甲乙丙丁戊己庚辛壬癸");
  if (format == "ideographZodiac") return from_cycle(number, "子丑寅卯辰巳午未申酉戌亥");
  if (format == "decimalEnclosedCircle" || format == "decimalEnclosedCircleChinese")
    return single_character(number, U'①', 20);
  if (format == "decimalEnclosedParen") return single_character(number, U'⑴', 20);
  if (format == "decimalEnclosedFullstop") return single_character(number, U'⒈', 20);
  if (format == "ideographEnclosedCircle") return single_character(number, U'㊀', 10);
  if (format == "chineseLegalSimplified" || format == "ideographLegalTraditional") return chinese_legal(number);
  if (format == "numberInDash") return "- " + std::to_string(number) + " -";
  if (format == "decimalFullWidth" || format == "decimalFullWidth2") return full_width(number);
  if (format == "decimalZero") return number < 10 ? "0" + std::to_string(number) : std::to_string(number);
  if (format == "lowerLetter") return letters(number, 'a');
  if (format == "upperLetter") return letters(number, 'A');
  if (format == "lowerRoman") return roman(number, false);
  if (format == "upperRoman") return roman(number, true);
  if (format == "none") return {};
  return std::to_string(number);
}

void DocxNumbering::read_level(const XmlNode& node, Level& level) {
  if (const auto start = to_number(attribute(child(node, "start"), "val"))) level.start = *start;
  if (const auto format = child(node, "numFmt")) {
    level.format = attribute(format, "val");
    const std::string_view own = attribute(format, "format");  // 001, 002, 003, ...
    if (level.format == "custom")
      level.width = static_cast<int>(std::min(own.find_first_not_of("0123456789"), std::size_t{9}));
  }
  if (const auto style = child(node, "pStyle")) level.style = attribute(style, "val");
  if (const auto under = to_number(attribute(child(node, "lvlRestart"), "val")))
    level.under = static_cast<int>(std::clamp(*under, 0L, static_cast<long>(kLevels)));
  if (const auto text = child(node, "lvlText")) level.text = attribute(text, "val");
  level.legal = static_cast<bool>(child(node, "isLgl"));
  level.space_behind = attribute(child(node, "suff"), "val") == "space";
}

void DocxNumbering::read_abstracts(const XmlNode& numbering, const std::map<std::string, int, std::less<>>& styles) {
  std::map<int, int> abstract_of;  // by list
  for (const XmlNode& node : numbering.children()) {
    const auto id = to_number(attribute(node, "numId"));
    const auto abstract = to_number(attribute(child(node, "abstractNumId"), "val"));
    if (local_name(node) == "num" && id && abstract) abstract_of[static_cast<int>(*id)] = static_cast<int>(*abstract);
  }
  for (const XmlNode& node : numbering.children()) {
    if (local_name(node) != "abstractNum") continue;
    const auto id = to_number(attribute(node, "abstractNumId"));
    if (!id) continue;
    Levels& levels = abstract_[static_cast<int>(*id)];
    // A list that only names a style is the list of that style.
    const auto style = styles.find(attribute(child(node, "numStyleLink"), "val"));
    const auto list = style == styles.end() ? abstract_of.end() : abstract_of.find(style->second);
    if (list != abstract_of.end()) linked_[static_cast<int>(*id)] = list->second;
    for (const XmlNode& each : node.children()) {
      const auto at = to_number(attribute(each, "ilvl"));
      if (local_name(each) == "lvl" && at && *at >= 0 && *at < kLevels)
        read_level(each, levels[static_cast<std::size_t>(*at)]);
    }
  }
}

void DocxNumbering::read(const XmlNode& numbering, const std::map<std::string, int, std::less<>>& styles) {
  read_abstracts(numbering, styles);
  for (const XmlNode& node : numbering.children()) {
    if (local_name(node) != "num") continue;
    const auto id = to_number(attribute(node, "numId"));
    const auto abstract = to_number(attribute(child(node, "abstractNumId"), "val"));
    if (!id || !abstract) continue;
    List& list = lists_[static_cast<int>(*id)];
    const auto linked = linked_.find(static_cast<int>(*abstract));
    list.abstract = linked == linked_.end() ? static_cast<int>(*abstract) : linked->second;
    list.levels = abstract_[list.abstract];
    for (const XmlNode& each : node.children()) {
      const auto at = to_number(attribute(each, "ilvl"));
      if (local_name(each) != "lvlOverride" || !at || *at < 0 || *at >= kLevels) continue;
      Level& level = list.levels[static_cast<std::size_t>(*at)];
      if (const auto whole = child(each, "lvl")) read_level(whole, level);
      if (const auto start = to_number(attribute(child(each, "startOverride"), "val"))) {
        level.start = *start;
        list.restarts.insert(static_cast<int>(*at));
      }
    }
  }
}

int DocxNumbering::level_of_style(int num, std::string_view style) const {
  const auto found = lists_.find(num);
  if (found == lists_.end() || style.empty()) return 0;
  for (std::size_t level = 0; level < found->second.levels.size(); ++level)
    if (found->second.levels[level].style == style) return static_cast<int>(level);
  return 0;
}

std::string DocxNumbering::next(int num, int level) {
  const auto found = lists_.find(num);
  if (found == lists_.end() || level < 0 || level >= kLevels) return {};
  const List& list = found->second;
  Counter& counter = counters_[list.abstract];
  if (seen_.insert(num).second)
    for (const int restart : list.restarts) counter.begun[static_cast<std::size_t>(restart)] = false;
  const auto at = static_cast<std::size_t>(level);
  counter.value[at] = counter.begun[at] ? counter.value[at] + 1 : list.levels[at].start;
  counter.begun[at] = true;
  // A list that opens with a deeper level has begun its upper ones unseen: 1.1 is followed by 2.
  for (std::size_t upper = 0; upper < at; ++upper)
    if (!counter.begun[upper]) {
      counter.value[upper] = list.levels[upper].start;
      counter.begun[upper] = true;
    }
  for (std::size_t deeper = at + 1; deeper < counter.begun.size(); ++deeper) {
    const auto& under = list.levels[deeper].under;
    if (!under || level < *under) counter.begun[deeper] = false;
  }
  const Level& shape = list.levels[at];
  if (shape.format == "bullet") return {};
  std::string text;
  for (std::size_t i = 0; i < shape.text.size(); ++i) {
    if (shape.text[i] != '%' || i + 1 >= shape.text.size() || shape.text[i + 1] < '1' || shape.text[i + 1] > '9') {
      text += shape.text[i];
      continue;
    }
    const auto named = static_cast<std::size_t>(shape.text[++i] - '1');
    const Level& other = list.levels[named];
    const long value = counter.begun[named] ? counter.value[named] : other.start;
    std::string number =
        spell_number(value, shape.legal ? std::string_view("decimal") : std::string_view(other.format));
    if (!shape.legal && number.size() < static_cast<std::size_t>(other.width))
      number.insert(0, static_cast<std::size_t>(other.width) - number.size(), '0');
    text += number;
  }
  const bool ascii_end = !text.empty() && static_cast<unsigned char>(text.back()) < 0x80;
  if (shape.space_behind || ascii_end) text += ' ';
  return text;
}

}  // namespace hegui::document

#include "checker/document/docx_numbering.hpp"

#include <algorithm>

#include "checker/document/xml.hpp"
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

std::string circled(long number) {
  std::string text;
  if (number >= 1 && number <= 20) {
    dsl::utf8::append(text, static_cast<char32_t>(0x2460 + number - 1));
    return text;
  }
  return std::to_string(number);
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
  if (format == "decimalEnclosedCircle" || format == "decimalEnclosedCircleChinese") return circled(number);
  if (format == "decimalFullWidth" || format == "decimalFullWidth2") return full_width(number);
  if (format == "decimalZero") return number < 10 ? "0" + std::to_string(number) : std::to_string(number);
  if (format == "lowerLetter") return letters(number, 'a');
  if (format == "upperLetter") return letters(number, 'A');
  if (format == "lowerRoman") return roman(number, false);
  if (format == "upperRoman") return roman(number, true);
  if (format == "none") return {};
  return std::to_string(number);
}

void DocxNumbering::read_level(const pugi::xml_node& node, Level& level) {
  if (const auto start = to_number(attribute(child(node, "start"), "val"))) level.start = *start;
  if (const auto format = child(node, "numFmt")) level.format = attribute(format, "val");
  if (const auto text = child(node, "lvlText")) level.text = attribute(text, "val");
  level.legal = !child(node, "isLgl").empty();
  level.space_behind = attribute(child(node, "suff"), "val") == "space";
}

void DocxNumbering::read(const pugi::xml_node& numbering) {
  for (const pugi::xml_node& node : numbering.children()) {
    if (local_name(node) != "abstractNum") continue;
    const auto id = to_number(attribute(node, "abstractNumId"));
    if (!id) continue;
    Levels& levels = abstract_[static_cast<int>(*id)];
    for (const pugi::xml_node& each : node.children()) {
      const auto at = to_number(attribute(each, "ilvl"));
      if (local_name(each) == "lvl" && at && *at >= 0 && *at < kLevels)
        read_level(each, levels[static_cast<std::size_t>(*at)]);
    }
  }
  for (const pugi::xml_node& node : numbering.children()) {
    if (local_name(node) != "num") continue;
    const auto id = to_number(attribute(node, "numId"));
    const auto abstract = to_number(attribute(child(node, "abstractNumId"), "val"));
    if (!id || !abstract) continue;
    List& list = lists_[static_cast<int>(*id)];
    list.abstract = static_cast<int>(*abstract);
    list.levels = abstract_[list.abstract];
    for (const pugi::xml_node& each : node.children()) {
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
  for (std::size_t deeper = at + 1; deeper < counter.begun.size(); ++deeper) counter.begun[deeper] = false;
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
    text +=
        spell_number(value, shape.legal && named != at ? std::string_view("decimal") : std::string_view(other.format));
  }
  const bool ascii_end = !text.empty() && static_cast<unsigned char>(text.back()) < 0x80;
  if (shape.space_behind || ascii_end) text += ' ';
  return text;
}

}  // namespace hegui::document

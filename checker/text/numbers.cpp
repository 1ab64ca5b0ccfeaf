// The number reader: walks a block once and decides for each run of digits or Chinese numerals what it is.
// Called by find_figures' users on each paragraph and on each table cell.
// Afterwards figures and skipped runs are in order and do not overlap, and no digit is in neither.
#include "checker/text/numbers.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "checker/text/character_at.hpp"
#include "checker/text/number_scan.hpp"
#include "checker/text/number_words.hpp"
#include "checker/text/numerals.hpp"
#include "dsl/utf8.hpp"

namespace hegui::text {

namespace {

using dsl::Approximation;
using dsl::Number;
using dsl::Quantity;
using dsl::utf8::decode;
using dsl::utf8::decode_before;
using dsl::utf8::Decoded;

struct Span {
  std::size_t begin = 0, end = 0;
};

std::uint32_t narrow(std::size_t offset) { return static_cast<std::uint32_t>(offset); }

bool is_digit_character(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_han(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; }

/// From each opening to the first closing within reach; openings inside are part of it, one without is ignored.
std::vector<Span> enclosed(const std::vector<std::size_t>& opens, const std::vector<std::size_t>& closes) {
  constexpr std::size_t kReach = 400;
  constexpr std::size_t kMark = 3;  // bytes of 《 and of “
  std::vector<Span> spans;
  auto close = closes.begin();
  for (const std::size_t open : opens) {
    if (!spans.empty() && open < spans.back().end) continue;
    while (close != closes.end() && *close < open) ++close;
    if (close == closes.end()) break;
    if (*close + kMark <= open + kReach) spans.push_back({open, *close + kMark});
  }
  return spans;
}

const Span* span_at(const std::vector<Span>& spans, std::size_t at) {
  const auto after = std::upper_bound(spans.begin(), spans.end(), at,
                                      [](std::size_t offset, const Span& span) { return offset < span.begin; });
  if (after == spans.begin()) return nullptr;
  const Span& span = *std::prev(after);
  return at < span.end ? &span : nullptr;
}

class NumberReader {
 public:
  NumberReader(std::string_view text, const NumberTables& tables, bool table_cell, std::span<const std::uint32_t> marks)
      : text_(text), tables_(tables), table_cell_(table_cell), words_(text, tables) {
    find_spans(marks);
  }

  Figures run() {
    std::size_t at = 0;
    for (const std::uint32_t place : numbers_) {
      if (place < at) continue;
      at = is_ascii_digit(text_[place]) ? digits(place) : numerals(place);
    }
    return std::move(result_);
  }

 private:
  // ---- what is not a figure ----------------------------------------------------------------------------------------

  /// Titles in 《》, quotations in “ ” (for Chinese numerals), names with numbers in them, and where digits and
  /// numerals stand. A name that begins or ends with a digit takes whole runs only.
  void find_spans(std::span<const std::uint32_t> marks) {
    std::vector<std::size_t> title_opens, title_closes, quotation_opens, quotation_closes;
    std::size_t covered = 0;
    numbers_.clear();
    for (const std::uint32_t at : marks) {
      const Decoded next = character_at(text_, at);
      const bool digit = next.character < 0x80 && is_ascii_digit(text_[at]);
      if (digit || is_numeral_character(next.character)) {
        runs_ += numbers_.empty() || numbers_.back() + next.length != at ? 1 : 0;
        numbers_.push_back(narrow(at));
      }
      switch (next.character) {
        case U'《': title_opens.push_back(at); break;
        case U'》': title_closes.push_back(at); break;
        case U'“': quotation_opens.push_back(at); break;
        case U'”': quotation_closes.push_back(at); break;
        default: break;
      }
      const bool inside_run = digit && at > 0 && is_ascii_digit(text_[at - 1]);
      if (at >= covered && !inside_run && tables_.not_quantities.may_begin(next.character)) {
        const auto name = tables_.not_quantities.at(text_, at, [&](std::size_t length) {
          const std::size_t end = at + length;
          return !is_ascii_digit(text_[end - 1]) || end >= text_.size() || !is_ascii_digit(text_[end]);
        });
        if (name.length > 0) {
          covered = at + name.length;
          names_.push_back({at, covered});
        }
      }
    }
    if (!title_opens.empty()) titles_ = enclosed(title_opens, title_closes);
    if (!quotation_opens.empty()) quotations_ = enclosed(quotation_opens, quotation_closes);
  }

  std::size_t skip(std::size_t begin, std::size_t end, Skipped::Why why, int year = 0) {
    Skipped skipped;
    skipped.begin = narrow(begin);
    skipped.end = narrow(std::max(end, begin + 1));
    skipped.why = why;
    skipped.year = year;
    result_.skipped.push_back(skipped);
    return skipped.end;
  }
  std::size_t skip(const Skipped& found) { return skip(found.begin, found.end, found.why, found.year); }

  [[nodiscard]] bool quoted_alone(const Digits& number) const {
    return starts_with(text_, number.end, "”") && text_.substr(0, number.begin).ends_with("“");
  }

  /// A letter right behind that begins no unit: 5G, 12AB.
  [[nodiscard]] bool letter_follows(const Digits& number) const {
    return number.end < text_.size() && is_ascii_letter(text_[number.end]) && !words_.unit_at(number.end);
  }

  // ---- digits ------------------------------------------------------------------------------------------------------

  std::size_t digits(std::size_t begin) {
    if (const Span* name = span_at(names_, begin)) return skip(begin, name->end, Skipped::Why::slogan);
    const auto number = read_digits(text_, begin);
    if (!number) return skip(begin, end_of_run(text_, begin), Skipped::Why::code);
    if (auto found = read_date(text_, *number)) return skip(*found);
    if (const Span* title = span_at(titles_, begin)) {
      return skip(begin, std::min(number->end, title->end), Skipped::Why::slogan);
    }
    if (auto found = read_document_number(text_, *number)) return skip(*found);
    if (auto found = read_list_number(text_, *number); found && !cell_of_one_number(*number)) return skip(*found);
    if (auto found = read_code_or_formula(text_, *number)) return skip(*found);
    if (letter_follows(*number)) return skip(begin, end_of_code(number->end), Skipped::Why::code);
    if (words_.ends_with_any(begin, tables_.ordinal_before) > 0) return skip(begin, number->end, Skipped::Why::ordinal);
    if (quoted_alone(*number)) return skip(begin, number->end, Skipped::Why::slogan);
    if (starts_with(text_, number->end, "分之")) return skip(begin, number->end, Skipped::Why::formula);
    return quantity(*number);
  }

  [[nodiscard]] std::size_t end_of_code(std::size_t at) const {
    while (at < text_.size() && (is_ascii_letter(text_[at]) || is_ascii_digit(text_[at]))) ++at;
    return at;
  }

  std::size_t quantity(const Digits& number) {
    auto unit = words_.unit_at(number.end);
    if (const auto end = range(number, unit)) return *end;
    if (unit && item_number_with_noun(number, *unit)) {
      return skip(number.begin, text_.find('.', number.begin), Skipped::Why::list_number);
    }
    if (unit) return figure(number, *unit);
    if (number.looks_like_year() && !table_cell_) {
      return skip(number.begin, number.end, Skipped::Why::year, number.small().value_or(0));
    }
    if (number.plain && number.whole_digits >= 7 && !table_cell_) {  // a telephone number
      return skip(number.begin, number.end, Skipped::Why::code);
    }
    if (table_cell_ && names_an_item(number)) return skip(number.begin, number.end, Skipped::Why::code);
    if (stands_alone(number)) return figure(number, UnitMatch{nullptr, {}, 0, false, number.end});
    const std::size_t behind = number.end + (starts_with(text_, number.end, "-") ? 1U : 0U);
    return skip(number.begin, std::max(number.end, end_of_code(behind)), Skipped::Why::other);
  }

  /// 302商品和服务支出, 2010301行政运行: the code of an item, with its name right behind it in the cell.
  [[nodiscard]] bool names_an_item(const Digits& number) const {
    constexpr std::size_t shortest_name = 6;  // bytes: two characters
    if (!number.plain || number.decimals != 0 || number.whole_digits < 3 || number.whole_digits > 9) return false;
    const Decoded next = decode(text_, number.end);
    return next.character >= 0x4E00 && next.character <= 0x9FFF && text_.size() >= number.end + shortest_name;
  }

  /// 1.3个项目 at the beginning of a paragraph is item 1, not 1.3 items.
  [[nodiscard]] bool item_number_with_noun(const Digits& number, const UnitMatch& unit) const {
    if (number.decimals != 1 || number.whole_digits > 2 || unit.noun.empty() || unit.multiplier != 0) return false;
    const std::size_t before = skip_blanks_back(text_, number.begin);
    const bool begins = before == 0 || text_.substr(before, number.begin - before).find('\n') != std::string_view::npos;
    return begins && text_[number.begin] != '0' && !table_cell_;
  }

  /// Nothing but a sign, a comparator, a bracket or a blank stands around the number in its cell.
  [[nodiscard]] bool cell_of_one_number(const Digits& number) const {
    if (!table_cell_) return false;
    const auto no_word = [](std::string_view part) {
      for (std::size_t at = 0; at < part.size();) {
        const Decoded next = decode(part, at);
        if (is_han(next.character) || is_ascii_letter(part[at]) || is_digit_character(next.character)) return false;
        at += next.length;
      }
      return true;
    };
    return no_word(text_.substr(0, number.begin)) && no_word(text_.substr(number.end));
  }

  /// A bare number that is a figure: alone in its cell, or behind a word and before punctuation (综合得分95.6，).
  [[nodiscard]] bool stands_alone(const Digits& number) const {
    if (table_cell_) {
      for (std::size_t at = 0; at < number.begin; at += decode(text_, at).length) {
        const char32_t c = decode(text_, at).character;
        if (is_digit_character(c)) return false;
        if (is_han(c)) return words_.hedge_before(number.begin).place == 0;  // 不少于180
      }
      return true;
    }
    const std::size_t next = skip_blanks(text_, number.end);
    constexpr std::u32string_view kStops = U"，。；、）！？”|";
    const char32_t after = decode(text_, next).character;
    const bool stops = next >= text_.size() || kStops.find(after) != std::u32string_view::npos;
    const char32_t before = decode_before(text_, skip_blanks_back(text_, number.begin)).character;
    return stops && (is_han(before) || before == U'：' || before == U'”' || before == U'）' || hedged(number.begin));
  }

  [[nodiscard]] bool hedged(std::size_t begin) const { return words_.hedge_before(begin).place != begin; }

  // ---- building figures --------------------------------------------------------------------------------------------

  /// A minus sign that belongs to the number: 增长-5.2%, -12.3 in a cell; not 附件-3 and not 10-12.
  [[nodiscard]] bool negative(const Digits& number, const UnitMatch& unit) const {
    if (number.begin == 0 || text_[number.begin - 1] != '-') return false;
    const char32_t before = decode_before(text_, number.begin - 1).character;
    if (is_digit_character(before) || before == U'-' || before == U'%' ||
        (before < 0x80 && is_ascii_letter(static_cast<char>(before))))
      return false;
    return unit.noun.empty() || !is_han(before);
  }

  static Quantity make(const Number& value, int decimals, const UnitMatch& unit, Approximation approximation) {
    if (!unit.noun.empty()) return dsl::make_count(value, decimals, unit.noun, unit.multiplier, approximation);
    if (unit.unit == nullptr) {
      Quantity bare = dsl::make_count(value, decimals, {}, 0, approximation);
      bare.dimension = dsl::Dimension::number;
      return bare;
    }
    if (unit.multiplier == 0) return dsl::make_quantity(value, decimals, *unit.unit, approximation);
    // 2000万余元: the multiplier and 元 are one unit, 万元.
    const std::string_view name = unit.multiplier == 4   ? "万元"
                                  : unit.multiplier == 8 ? "亿元"
                                  : unit.multiplier == 6 ? "百万元"
                                  : unit.multiplier == 7 ? "千万元"
                                                         : "千元";
    const dsl::Unit* joined = dsl::find_unit(name);
    return dsl::make_quantity(value, decimals, joined != nullptr ? *joined : *unit.unit, approximation);
  }

  static Approximation combine(Approximation before, Approximation after, bool more) {
    if (more && after == Approximation::exact) after = Approximation::at_least;
    if (before == Approximation::exact && after == Approximation::exact) return Approximation::rounded;
    if (before == Approximation::exact) return after;
    if (after == Approximation::exact || after == before) return before;
    return Approximation::about;  // 约20人以上
  }

  using Hedge = NumberWords::Hedge;
  /// A figure without its quantity, which is then made in its place: moving them is dear.
  Figure& add(std::size_t begin, std::size_t number_end, std::size_t end, const Hedge& before, const Hedge& after) {
    if (result_.figures.empty()) result_.figures.reserve(std::min<std::size_t>(runs_, 16));
    Figure& figure = result_.figures.emplace_back();
    figure.begin = narrow(begin);
    figure.number_end = narrow(number_end);
    figure.end = narrow(end);
    figure.hedge_begin = narrow(std::min(before.place, begin));
    figure.tail_end = narrow(std::max(after.place, end));
    return figure;
  }

  std::size_t figure(const Digits& number, const UnitMatch& unit) {
    const bool minus = negative(number, unit);
    const std::size_t begin = minus ? number.begin - 1 : number.begin;
    const auto before = words_.hedge_before(begin), after = words_.hedge_after(unit.end);
    const auto approximation = combine(before.approximation, after.approximation, unit.more);
    Figure& found = add(begin, number.end, unit.end, before, after);
    found.quantity = make(minus ? -number.value : number.value, number.decimals, unit, approximation);
    found.unit_in_text = unit.unit != nullptr || !unit.noun.empty();
    return unit.end;
  }

  /// 1—2次, 10%—15%, 5至8个; the end of the figure, or nothing when it is no range.
  std::optional<std::size_t> range(const Digits& low, const std::optional<UnitMatch>& unit) {
    const std::size_t low_end = skip_blanks(text_, unit ? unit->end : low.end);
    std::size_t next = low_end;
    constexpr std::array<std::string_view, 4> kSigns{"——", "—", "-", "~"};
    for (const std::string_view sign : kSigns) {
      if (starts_with(text_, low_end, sign)) {
        next = low_end + sign.size();
        break;
      }
    }
    // 由30人至50人 is a change; without a unit before it 5至8个 is a range.
    if (next == low_end && !unit) {
      constexpr std::array<std::string_view, 2> kUpTo{"至", "到"};
      for (const std::string_view word : kUpTo) {
        if (starts_with(text_, low_end, word)) next = low_end + word.size();
      }
    }
    next = next == low_end ? low_end : skip_blanks(text_, next);
    if (next == low_end || next >= text_.size() || !is_ascii_digit(text_[next])) return std::nullopt;
    const auto high = read_digits(text_, next);
    if (!high || high->value < low.value || high->has_zero) return std::nullopt;
    const auto high_unit = words_.unit_at(high->end);
    if (!high_unit || (unit && (unit->unit != high_unit->unit || unit->noun != high_unit->noun))) return std::nullopt;
    Figure& found =
        add(low.begin, high->end, high_unit->end, words_.hedge_before(low.begin), words_.hedge_after(high_unit->end));
    found.quantity = make(low.value, low.decimals, *high_unit, Approximation::range);
    found.quantity.interval.high = make(high->value, high->decimals, *high_unit, Approximation::range).value;
    return high_unit->end;
  }

  // ---- Chinese numerals --------------------------------------------------------------------------------------------

  [[nodiscard]] std::size_t end_of_numerals(std::size_t at) const {
    for (Decoded next = decode(text_, at); next.length > 0; next = decode(text_, at)) {
      if (!is_numeral_character(next.character)) break;
      at += next.length;
    }
    return at;
  }

  std::size_t numerals(std::size_t begin) {
    const std::size_t end = end_of_numerals(begin);
    if (const Span* name = span_at(names_, begin)) return std::max(end, name->end);
    if (span_at(titles_, begin) != nullptr || span_at(quotations_, begin) != nullptr) return end;
    if (const auto amount = read_formal_amount(text_, begin)) return formal(begin, *amount);
    if (words_.ends_with_any(begin, tables_.ordinal_before) > 0) return end;
    if (const auto part = read_fraction(text_, begin)) return fraction(begin, *part);
    const auto numeral = read_numeral(text_, begin);
    if (!numeral || numeral->end != end) return end;
    if (words_.ends_with_any(begin, tables_.numeral_before) > 0) return end;
    const auto unit = words_.unit_at(end);
    if (!unit || !counts(*numeral, *unit, begin)) return end;
    const auto before = words_.hedge_before(begin), after = words_.hedge_after(unit->end);
    Figure& found = add(begin, end, unit->end, before, after);
    found.quantity = make(numeral->value, 0, *unit, combine(before.approximation, after.approximation, unit->more));
    found.chinese_numeral = true;
    return unit->end;
  }

  /// Small numerals in front of 元, 分, 天 and 年 are words (三年行动, 十分重要); 一 counts only beside another figure
  /// of the same noun (六个环节整合为一个环节).
  [[nodiscard]] bool counts(const Numeral& numeral, const UnitMatch& unit, std::size_t begin) const {
    if (unit.unit != nullptr) {
      const bool sum = unit.unit->dimension == dsl::Dimension::money && numeral.magnitude;
      return sum || (unit.unit->dimension == dsl::Dimension::score && numeral.magnitude && numeral.value > Number(10));
    }
    const auto& nouns = tables_.numeral_nouns;
    if (!nouns.empty() && !nouns.contains(unit.noun)) return false;
    if (!numeral.single_one) return true;
    constexpr std::size_t kNear = 150;
    for (auto other = result_.figures.rbegin(); other != result_.figures.rend(); ++other) {
      const std::string_view between = text_.substr(other->end, begin - other->end);
      if (between.size() > kNear || between.find("。") != std::string_view::npos) break;
      if (other->quantity.noun == unit.noun) return true;
    }
    return false;
  }

  std::size_t formal(std::size_t begin, const Numeral& amount) {
    Figure& found = add(begin, amount.end, amount.end, words_.hedge_before(begin), words_.hedge_after(amount.end));
    found.quantity = dsl::make_quantity(amount.value, amount.value.is_integer() ? 0 : 2, *dsl::find_unit("元"),
                                        Approximation::rounded);
    found.chinese_numeral = true;
    found.formal = true;
    return amount.end;
  }

  std::size_t fraction(std::size_t begin, const Fraction& part) {
    const auto before = words_.hedge_before(begin), after = words_.hedge_after(part.end);
    const auto approximation = combine(before.approximation, after.approximation, false);
    Figure& found = add(begin, part.end, part.end, before, after);
    if (part.percent) {
      found.quantity = dsl::make_quantity(part.written, part.decimals, *dsl::find_unit("%"), approximation);
    } else {  // exact as written: a third has no stated decimals
      const bool plain = approximation == Approximation::rounded;
      found.quantity = dsl::make_quantity(part.value * Number(100), 0, *dsl::find_unit("%"),
                                          plain ? Approximation::exact : approximation);
    }
    found.chinese_numeral = true;
    return part.end;
  }

  std::string_view text_;
  const NumberTables& tables_;
  bool table_cell_;
  NumberWords words_;
  std::vector<Span> titles_, quotations_;
  std::vector<Span> names_;                                 // of the lexicon, in order, not overlapping
  static thread_local std::vector<std::uint32_t> numbers_;  // where digits and numerals stand; used again and again
  std::size_t runs_ = 0;
  Figures result_;
};
thread_local std::vector<std::uint32_t> NumberReader::numbers_;

}  // namespace

Figures find_figures(std::string_view text, const NumberTables& tables, bool table_cell,
                     std::span<const std::uint32_t> marks) {
  if (marks.empty()) return {};  // names in tables, for one
  return NumberReader(text, tables, table_cell, marks).run();
}

Figures find_figures(std::string_view text, const NumberTables& tables, bool table_cell) {
  std::vector<std::uint32_t> marks;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = character_at(text, at);
    if (tables.matters(next.character)) marks.push_back(narrow(at));
    at += next.length;
  }
  return find_figures(text, tables, table_cell, marks);
}

Figures find_figures(std::string_view text, const NumberLexicon& lexicon, bool table_cell) {
  return find_figures(text, NumberTables(lexicon), table_cell);
}

}  // namespace hegui::text

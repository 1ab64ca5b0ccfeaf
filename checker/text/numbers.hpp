// Figures in running text: digits, thousands, Chinese numerals, formal amounts, ranges, hedges, comparators.
// Called by the fact extraction on each block; knows number forms and unit names, nothing of what they are about.
// Afterwards every digit run of the block is a figure, part of one, or listed with the reason why it is not one.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/quantity.hpp"

namespace hegui::text {

/// One figure. Offsets are bytes in the given (normalised) text.
struct Figure {
  std::uint32_t begin = 0;       // first digit (or Chinese numeral)
  std::uint32_t end = 0;         // after the unit, including 多/余 and an inner blank: `95.2 分`, `3200余条`
  std::uint32_t number_end = 0;  // after the last digit
  std::uint32_t hedge_begin = 0;  // first character of a leading hedge or comparator (约, 近, ≥, 不低于), else == begin
  std::uint32_t tail_end = 0;  // after a trailing 以上/以内/左右, else == end
  dsl::Quantity quantity;  // value, unit, interval, approximation; of a range the lower value, and both as the interval
  bool chinese_numeral = false;
  bool formal = false;       // 伍仟元整
  bool unit_in_text = true;  // false: a bare number (a table cell)
};

/// A digit run that is no quantity, and why.
struct Skipped {
  enum class Why : std::uint8_t {
    date,
    document_number,
    list_number,
    code,
    slogan,
    ordinal,
    hotline,
    year,
    formula,
    other
  };
  std::uint32_t begin = 0, end = 0;
  Why why = Why::other;
  int year = 0;  // why == year or date: the year it names
};

/// What the taxonomy knows that the number reader needs, folded (dsl/fold.hpp); every list has the English id of its
/// word list in rules/taxonomy/numbers.hegui.
struct NumberLexicon {
  std::vector<std::string> count_nouns;      // 件, 项, 个, 批次, 个工作日 … longest match wins
  std::vector<std::string> not_quantities;   // words with digits that are names: 12345热线, 3+3+1, 十四五 …
  std::vector<std::string> approx_before;    // 约 近 大约 …
  std::vector<std::string> at_least_before;  // 不低于 至少 超过 ≥ 大于等于 …
  std::vector<std::string> at_most_before;   // 不超过 小于等于 ≤ …
  std::vector<std::string> at_least_after;   // 以上 多 余
  std::vector<std::string> at_most_after;    // 以内 以下
  std::vector<std::string> about_after;      // 左右
  std::vector<std::string> numeral_nouns;   // nouns that Chinese numerals count (三次 四个); empty: all count_nouns
  std::vector<std::string> not_hedges;      // words that end like a hedge: 节约 预约 就近 …
  std::vector<std::string> ordinal_before;  // a number right after is a name: 第 附件 附表 图 …
  std::vector<std::string> numeral_before;  // a Chinese numeral right after counts nothing: 每 前 上述 这 …
};

/// The lexicon made ready for looking words up (number_tables.hpp).
struct NumberTables;

struct Figures {
  std::vector<Figure> figures;   // in order, not overlapping
  std::vector<Skipped> skipped;  // in order, not overlapping any figure
};
/// `text`: one block of normalised text. `table_cell`: bare numbers count as figures.
Figures find_figures(std::string_view text, const NumberTables& tables, bool table_cell);
/// For who has gone over the characters already: `marks` are the offsets of all for which NumberTables::matters()
/// holds.
Figures find_figures(std::string_view text, const NumberTables& tables, bool table_cell,
                     std::span<const std::uint32_t> marks);
/// For a text or two: the tables are made for this one call.
Figures find_figures(std::string_view text, const NumberLexicon& lexicon, bool table_cell);

}  // namespace hegui::text

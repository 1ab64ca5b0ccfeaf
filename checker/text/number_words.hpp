// What stands around a written number: unit, 多/余, hedges and comparators before it, 以上 and 左右 after it.
// Made for one block of text and one lexicon; called by the number reader at each number.
// Afterwards the reader knows the unit with its end, and which way the figure is open.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "checker/text/number_tables.hpp"

namespace hegui::text {

/// Offset after blanks and at most one line break (text wrapped by a PDF) at `at`.
std::size_t skip_blanks(std::string_view text, std::size_t at);
/// Offset of the end of what stands before the blanks that end at `at`.
std::size_t skip_blanks_back(std::string_view text, std::size_t at);

/// A word stands at the offset.
inline bool starts_with(std::string_view text, std::size_t at, std::string_view word) {
  return at < text.size() && text[at] == word.front() && text.substr(at).starts_with(word);
}

/// A unit behind a number. Either `unit` (money, rate, score …) or `noun` is set; a bare 万 or 亿 is a unit of money.
struct UnitMatch {
  const dsl::Unit* unit = nullptr;
  std::string noun;
  int multiplier = 0;  // power of ten of a 千, 万, 亿 in front of the noun or of 元
  bool more = false;   // 多 or 余 in between
  std::size_t end = 0;
};

class NumberWords {
 public:
  NumberWords(std::string_view text, const NumberTables& tables) : text_(text), tables_(tables) {}

  [[nodiscard]] std::optional<UnitMatch> unit_at(std::size_t at) const;

  struct Hedge {
    std::size_t place = 0;  // begin of a leading one, end of a trailing one
    dsl::Approximation approximation = dsl::Approximation::exact;
  };
  [[nodiscard]] Hedge hedge_before(std::size_t begin) const;
  [[nodiscard]] Hedge hedge_after(std::size_t end) const;

  /// A word of the list ends at `at` (blanks between are allowed); its length, 0 when none.
  [[nodiscard]] std::size_t ends_with_any(std::size_t at, const WordSet& words) const {
    return words.before(text_, skip_blanks_back(text_, at)).length;
  }

 private:
  [[nodiscard]] std::size_t skip_more(std::size_t at) const;
  [[nodiscard]] std::optional<UnitMatch> plain_unit_at(std::size_t at) const;
  [[nodiscard]] bool starts_with(std::size_t at, std::string_view word) const {
    return text::starts_with(text_, at, word);
  }

  std::string_view text_;
  const NumberTables& tables_;
};

}  // namespace hegui::text

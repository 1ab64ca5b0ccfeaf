// The word lists of the number reader made ready for looking words up.
// Made once from a NumberLexicon; shared by all threads.
// Afterwards each question about a place costs a look at one character, and a few words at most.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "checker/text/numbers.hpp"
#include "checker/text/word_set.hpp"

namespace hegui::text {

struct NumberTables {
  explicit NumberTables(const NumberLexicon& lexicon);

  WordSet count_nouns, not_quantities, numeral_nouns, not_hedges, ordinal_before, numeral_before;
  WordSet approx_before, at_least_before, at_most_before;
  WordSet at_least_after, at_most_after, about_after;
  WordSet units;                          // but 日, which in figures names a day of the calendar (9月28日)
  std::vector<const dsl::Unit*> unit_of;  // by index in `units`

  /// The character matters to the number reader: a digit, a numeral, a mark of titles and quotations, or one with which
  /// a name of `not_quantities` may begin.
  [[nodiscard]] bool matters(char32_t c) const { return c >= kTold || (told_[c / 64] >> (c % 64) & 1U) != 0; }

  /// A hedge before a number may end, one behind it may begin with the character.
  [[nodiscard]] bool may_end_hedge(char32_t c) const {
    return approx_before.may_end(c) || at_least_before.may_end(c) || at_most_before.may_end(c);
  }
  [[nodiscard]] bool may_begin_hedge(char32_t c) const {
    return at_least_after.may_begin(c) || at_most_after.may_begin(c) || about_after.may_begin(c);
  }

 private:
  static constexpr std::size_t kTold = 0x10000;
  std::array<std::uint64_t, kTold / 64> told_{};  // a bit for each character
};

}  // namespace hegui::text

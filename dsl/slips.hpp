// Usual slips of the pen: signs and words that people write where the language has others.
// Read by trouble.cpp; three small tables.
// Afterwards a message can name what was written and what was meant.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "dsl/keyword.hpp"

namespace hegui::dsl {

/// A character that only looks right, or has no use here.
struct LookAlike {
  std::string_view written, zh, en, meant;  // its name in both languages; `meant` may be empty
};
const LookAlike* look_alike_at(std::string_view text);

/// A word in the place of a keyword or sign: 大于 for >, 应当 for 应.
struct WordSlip {
  std::string_view written, meant_zh, meant_en;
};
/// In the place of an operator, or (`clause`) of the keyword of a clause; the longest that `text` begins with.
const WordSlip* word_slip_at(std::string_view text, bool clause);

/// The run of operator signs around `offset`, when it is none of the language: its length and what was probably meant.
struct SignSlip {
  std::uint32_t begin, end;
  std::string_view meant_zh, meant_en;
};
std::optional<SignSlip> sign_slip_at(std::string_view text, std::uint32_t offset);
/// The length of the comparison sign at the head of `text`, or 0.
std::size_t comparison_at(std::string_view text);

/// The clauses of an item, in the order in which they are usually written.
std::span<const Keyword> clauses_of(Keyword item);
/// The keyword of an item or clause that is nearest to `word`; empty when none is near.
std::string_view nearest_keyword(std::string_view word, std::span<const Keyword> among);
std::span<const Keyword> item_keywords();

}  // namespace hegui::dsl

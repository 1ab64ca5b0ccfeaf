// Where the words of a page stand in the text that is made of them.
// Made by the readers of fixed layouts and pictures; compose() turns marks into Document::placed.
// Afterwards every character of a word has its place, closely enough to be told from its neighbours.
#pragma once

#include <string_view>
#include <vector>

#include "checker/document/flow.hpp"
#include "checker/document/page_ink.hpp"

namespace hegui::document {

/// The width that a character's kind tells, in halves of its height: 1 a letter or digit, 2 a Chinese character.
std::size_t half_ems(std::string_view text);

/// Where characters begin that stand elsewhere than their kind tells between the ends of the word: `begins` has the
/// place of each, from the left end of the word.
std::vector<Bend> find_bends(std::string_view text, const std::vector<double>& begins, double width);

/// A length as whole hundredths, within what a box can hold.
std::int32_t hundredths(double length);

/// The words in the order of the text, on `page`.
void add_marks(std::vector<TextMark>& marks, const std::vector<PlacedWord>& words, const PageFrame& page);
/// Marks that were made before their page was known.
void add_marks(std::vector<TextMark>& marks, const std::vector<PlacedWord>& words);
void set_page(std::vector<TextMark>& marks, const PageFrame& page);

}  // namespace hegui::document

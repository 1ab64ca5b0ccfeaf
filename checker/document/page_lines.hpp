// Words placed on a page, put into lines in reading order.
// Made by the layout of pages (page_flow.cpp); the lines go on as if they had been text.
// Afterwards words of one line are one string, with a blank where the page shows a gap and a wide one between columns.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "checker/document/page_ink.hpp"

namespace hegui::document {

struct PageLine {
  std::string text;
  double left = 0, right = 0, baseline = 0, size = 0;
  std::vector<PlacedWord> words;  // from left to right
};

/// Lines from top to bottom, each from left to right.
std::vector<PageLine> lines_of_page(std::vector<PlacedWord> words);
/// A line of words that stand on one base line.
PageLine line_of(std::vector<PlacedWord> words);

/// Many PDF files call characters by the radicals that look the same (⽬ for 目): as they are meant.
std::string without_radicals(std::string_view text);

/// A gap that shows as the space between columns.
bool is_column_gap(double gap, const PlacedWord& behind);
/// The parts of a line that such gaps separate.
std::vector<PageLine> parts_of(const PageLine& line);
/// How wide the first unit of the line is that could not be broken (a Chinese character with the mark behind it, a
/// word, a number).
double first_unit(const PageLine& line);
/// The word in two, so that the second begins at `x` or just behind it; the second is empty when there is nothing to
/// part.
PlacedWord split_word(PlacedWord& word, double x);
/// A line's end and the beginning of the next one as one text: nothing between Chinese characters, a blank between
/// words. `broken`: the line had no room for more, so that numbers and words may go on behind it.
void join_lines(std::string& text, std::string_view next, bool broken);

}  // namespace hegui::document

// Words placed on a page, put into lines in reading order.
// Made by the readers of page formats (ofd, pdf); the lines go on as if they had been text.
// Afterwards words of one line are one string, with a blank where the page shows a gap and a wide one between columns.
#pragma once

#include <string>
#include <vector>

namespace hegui::document {

/// A word or run of characters. Units are those of the page; y grows downwards.
struct PlacedWord {
  std::string text;
  double x = 0, baseline = 0;  // left end and base line
  double width = 0, size = 0;  // size: height of the characters
};

struct PageLine {
  std::string text;
  double left = 0, right = 0, baseline = 0, size = 0;
};

/// Lines from top to bottom, each from left to right.
std::vector<PageLine> lines_of_page(std::vector<PlacedWord> words);

}  // namespace hegui::document

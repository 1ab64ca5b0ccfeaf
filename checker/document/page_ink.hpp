// What stands on the pages of a fixed layout (pdf, ofd): words and ruling lines at their places.
// Made by the readers of those formats.
// Afterwards places are points (1/72 inch) from the top left corner of a page, y growing downwards.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace hegui::document {

/// A word or run of characters.
struct PlacedWord {
  std::string text;
  double x = 0, baseline = 0;  // left end and base line
  double width = 0, size = 0;  // size: height of the characters
  bool blank = false;          // a blank character stands before it
};

/// A straight line, level or upright.
struct Ruling {
  double x1 = 0, y1 = 0, x2 = 0, y2 = 0;
};

struct PageInk {
  std::uint32_t number = 0;
  double width = 0, height = 0;
  std::vector<PlacedWord> words;
  std::vector<PlacedWord> asides;     // set aslant, as watermarks are
  std::vector<PlacedWord> furniture;  // of a template: page headers and footers
  std::vector<Ruling> rulings;
};

}  // namespace hegui::document

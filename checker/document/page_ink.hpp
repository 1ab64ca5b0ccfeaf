// What stands on the pages of a fixed layout (pdf, ofd): words and ruling lines at their places.
// Made by the readers of those formats.
// Afterwards places are points (1/72 inch) from the top left corner of a page, y growing downwards.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace hegui::document {

/// Where a character of a word begins, when that is not where its kind (page_marks.hpp) lets expect it.
struct Bend {
  std::uint32_t at = 0;  // byte of the word's text
  float x = 0;           // from the word's left end
};

/// A word or run of characters.
struct PlacedWord {
  std::string text;
  double x = 0, baseline = 0;  // left end and base line
  double width = 0, size = 0;  // size: height of the characters
  bool blank = false;          // a blank character stands before it
  std::vector<Bend> bends{};   // in order
};

/// A straight line, level or upright.
struct Ruling {
  double x1 = 0, y1 = 0, x2 = 0, y2 = 0;
};

struct PageFrame {
  std::uint32_t number = 0;
  double width = 0, height = 0;
  std::uint8_t turn = 0;  // quarters by which it was turned clockwise to be read; places are those of the turned page
};

struct PageInk : PageFrame {
  std::vector<PlacedWord> words;
  std::vector<PlacedWord> asides;     // set aslant, as watermarks are
  std::vector<PlacedWord> furniture;  // of a template: page headers and footers
  std::vector<Ruling> rulings;
};

}  // namespace hegui::document

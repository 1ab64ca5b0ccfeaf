// The number before a heading or a list item: 第一部分, 一、, （一）, 1., 1、, （1）, 1）, ①, a. and damaged forms.
// Read by the outline for the start of every paragraph.
// Afterwards the style, the ordinal and where the title starts are known; figures, dates and table rows are no numbers.
#pragma once

#include <cstdint>
#include <optional>

#include "checker/report/characters.hpp"

namespace hegui::report {

struct Number {
  NumberStyle style = NumberStyle::none;    // the part it plays in the outline
  std::uint32_t ordinal = 0;                // 0: the number is lost (“、部门概况”)
  std::size_t begin = 0;                    // first character of the number
  std::size_t end = 0;                      // first character of the title, blanks skipped
  bool doubtful = false;                    // only a blank after it, or lost: a number only if its neighbours say so
  NumberStyle written = NumberStyle::none;  // the style as it stands (“3、” among “二、” and “四、”)
  bool under = false;                       // 第一节: below 第一章 where both stand in a report
  bool formal = false;                      // 壹、贰、: above 一、 where both stand in a report
};
std::optional<Number> read_number(const Chars& chars, std::size_t from);
/// “4.54家场馆开放” between “3.” and “5.”: the number that is wanted there and its mark, though a figure goes on behind
/// it.
std::optional<Number> read_wanted_number(const Chars& chars, std::size_t from, const Number& before);

}  // namespace hegui::report

// Figures of a block in their surroundings: the words that name each, what separates it from the one before, brackets.
// Made by cut_slots() from a Stream; read by everything that turns figures into facts.
// Afterwards each figure has a zone of naming words (possibly empty) and knows its sentence and bracket.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "checker/report/stream.hpp"

namespace hegui::report {

struct Slot {
  std::uint32_t figure = 0;    // index into Stream::figures
  Extent zone;                 // naming words to the left, from the separator to the figure (or its hedge)
  Extent right;                // text after the figure up to the next separator or figure
  char32_t separator = 0;      // before the zone: a mark, U'#' the figure before, U'（' a bracket, 0 the beginning
  char32_t mark_between = 0;   // the strongest mark since the slot before: 。 over ； over ， over 、
  std::uint32_t sentence = 0;  // ordinal in the block
  std::uint32_t sentence_begin = 0;
  int depth = 0;                     // brackets with figures around it
  std::uint32_t bracket_open = 0;    // position of the innermost such bracket
  std::int32_t owner = -1;           // slot before its bracket, to which the bracket belongs
  bool zone_before_bracket = false;  // 名称（15分）: the zone stands before the bracket
  bool zipped = false;               // A、B分别为a、b
  int year = 0;                      // 2019年、2020年预算分别为a、b: the year of this one of them, and where
  Extent year_at;
};

std::vector<Slot> cut_slots(const Stream& stream);

/// The zone without leading and trailing words that name nothing (其中, 和; 为, 达); the label of the figure.
Extent trim_label(const Stream& stream, Extent zone);
/// A readable label: the trimmed zone, or the words to the right when the zone is empty.
Extent label_of(const Stream& stream, const Slot& slot);
/// “随机抽取”和“网上竞价: with the mark that opens (closes) what the words close (open), which streams leave out.
Passage with_quotes(const Report& report, Passage at);

}  // namespace hegui::report

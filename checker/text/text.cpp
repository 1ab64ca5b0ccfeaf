// Text: folding once, then places by binary search.
// Used by every reader and by everything that quotes.
// Afterwards a place costs a binary search and at most a kilobyte of counting, however long the line is.
#include "checker/text/text.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "checker/text/character_at.hpp"
#include "checker/text/repair.hpp"
#include "dsl/utf8.hpp"

namespace hegui::text {

namespace {

constexpr std::uint32_t kMarkDistance = 1024;

bool starts_character(char byte) { return !dsl::utf8::is_continuation(byte); }

}  // namespace

std::string_view encoding_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8: return "UTF-8";
    case Encoding::utf8_bom: return "UTF-8 BOM";
    case Encoding::gb18030: return "GB18030";
    case Encoding::utf16le: return "UTF-16LE";
    case Encoding::utf16be: return "UTF-16BE";
    case Encoding::unknown: break;
  }
  return "unknown";
}

Text Text::from_utf8(std::string original, Encoding encoding, std::uint64_t bom_bytes) {
  Text text;
  text.original_ = std::move(original);
  text.encoding_ = encoding;
  text.bom_bytes_ = bom_bytes;
  text.normalised_ = folded_and_repaired(text.original_, text.steps_, text.repairs_);
  text.index_lines();
  return text;
}

void Text::index_lines() {
  constexpr std::size_t kBytesOfALine = 64;
  line_starts_.reserve(original_.size() / kBytesOfALine + 1);
  character_marks_.reserve(original_.size() / kMarkDistance + 1);
  line_starts_.push_back(0);
  for (std::size_t at = original_.find('\n'); at != std::string::npos; at = original_.find('\n', at + 1))
    line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
  std::uint32_t characters = 0;
  for (std::size_t at = 0; at < original_.size(); at += kMarkDistance) {
    character_marks_.push_back(characters);
    characters += count_starts(std::string_view(original_).substr(at, kMarkDistance));
  }
}

Text Text::join(const std::vector<const Text*>& texts) {
  Text whole;
  std::uint32_t lines = 0;
  for (const Text* text : texts) {
    if (!whole.original_.empty() && whole.original_.back() != '\n') {
      // A step of its own: characters that fold to nothing may stand before the line's end.
      whole.steps_.push_back(
          {static_cast<std::uint32_t>(whole.normalised_.size()), static_cast<std::uint32_t>(whole.original_.size())});
      whole.original_ += '\n';
      whole.normalised_ += '\n';
      ++lines;
    }
    const Part part{static_cast<std::uint32_t>(whole.original_.size()),
                    static_cast<std::uint32_t>(whole.normalised_.size()), lines, text->bom_bytes_};
    whole.parts_.push_back(part);
    whole.steps_.push_back({part.normalised, part.original});
    for (const dsl::FoldStep& step : text->steps_)
      whole.steps_.push_back({step.folded + part.normalised, step.original + part.original});
    for (const Repair& repair : text->repairs_)
      whole.repairs_.push_back({repair.begin + part.normalised, repair.end + part.normalised, repair.kind});
    whole.original_ += text->original_;
    whole.normalised_ += text->normalised_;
    lines += static_cast<std::uint32_t>(std::count(text->original_.begin(), text->original_.end(), '\n'));
  }
  whole.index_lines();
  return whole;
}

Text::Part Text::part_at(std::uint32_t original_offset) const {
  const auto after = std::upper_bound(parts_.begin(), parts_.end(), original_offset,
                                      [](std::uint32_t offset, const Part& part) { return offset < part.original; });
  if (after == parts_.begin()) return {0, 0, 0, bom_bytes_};
  return *std::prev(after);
}

std::uint32_t Text::to_original(std::uint32_t normalised_offset) const {
  if (normalised_offset >= normalised_.size()) return static_cast<std::uint32_t>(original_.size());
  while (normalised_offset > 0 && !starts_character(normalised_[normalised_offset])) --normalised_offset;
  const auto after =
      std::upper_bound(steps_.begin(), steps_.end(), normalised_offset,
                       [](std::uint32_t offset, const dsl::FoldStep& step) { return offset < step.folded; });
  if (after == steps_.begin()) return normalised_offset;
  const dsl::FoldStep& step = *std::prev(after);
  return step.original + (normalised_offset - step.folded);
}

std::uint32_t Text::characters_before(std::uint32_t original_offset) const {
  if (character_marks_.empty()) return 0;
  const std::size_t mark = std::min<std::size_t>(original_offset / kMarkDistance, character_marks_.size() - 1);
  const std::size_t from = mark * kMarkDistance;
  return character_marks_[mark] + count_starts(std::string_view(original_).substr(from, original_offset - from));
}

Place Text::place(std::uint32_t normalised_offset) const {
  const std::uint32_t at = to_original(normalised_offset);
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), at);
  const std::uint32_t line_start = *std::prev(after);
  const Part part = part_at(at);
  Place place;
  place.line = static_cast<std::uint32_t>(after - line_starts_.begin()) - part.lines;
  place.column = characters_before(at) - characters_before(line_start) + 1;
  place.byte = part.bom_bytes + at - part.original;
  return place;
}

std::uint32_t Text::line(std::uint32_t normalised_offset) const {
  const std::uint32_t at = to_original(normalised_offset);
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), at);
  return static_cast<std::uint32_t>(after - line_starts_.begin()) - part_at(at).lines;
}

std::string_view Text::quote(std::uint32_t begin, std::uint32_t end) const {
  end = std::min(end, static_cast<std::uint32_t>(normalised_.size()));
  if (begin >= end) return {};
  const std::uint32_t from = to_original(begin);
  // To the end of the original character behind the last folded one: what was dropped after it is not quoted.
  const std::uint32_t last = to_original(end - 1);
  const std::uint32_t to = last + dsl::utf8::decode(original_, last).length;
  return std::string_view(original_).substr(from, to - from);
}

}  // namespace hegui::text

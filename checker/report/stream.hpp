// One block of a report as the passes over figures see it: characters in matching form, words found, figures, cuts.
// Made by scan_block() for paragraphs and by scan_cell() for table cells.
// Afterwards every position leads back to the normalised text, and no word found overlaps a figure or a book title.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "checker/report/lexicon.hpp"
#include "checker/report/report.hpp"

namespace hegui::report {

struct Extent {
  std::uint32_t begin = 0, end = 0;  // positions in Stream::chars
};

/// A word of a member or concept; `nested`: it lies inside a longer word of another aspect and still counts.
struct Term {
  Extent at;
  Meaning meaning;
  bool nested = false;
};

struct StreamFigure {
  text::Figure figure;  // offsets in the normalised text
  Extent at;            // the figure with its unit
  std::uint32_t hedge = 0, tail = 0;
};
struct StreamSkip {
  text::Skipped skipped;
  Extent at;
};

using CueSet = std::bitset<cue_count>;

struct Stream {
  std::uint32_t block = 0;
  bool cut_off = false;  // longer than a stream may be: what stands behind its end is not in it
  std::u32string chars;
  std::vector<std::uint32_t> offsets;  // normalised offset of each character, and the end of the last one
  std::vector<StreamFigure> figures;
  std::vector<StreamSkip> skips;
  std::vector<Term> terms;  // members and concepts, longest match; sorted by begin
  // Every occurrence of every list: list by list, each by begin, longer first. In front of them, where each list that
  // has a word here stands in cue_places.
  std::vector<Extent> cue_places;
  std::array<std::uint8_t, cue_count> cue_lists{};  // which of them, from 1, a list is; 0: it has no word here
  static_assert(cue_count < 255);

  // Whatever they stand in: scanned for words only, the text may have a word here that the stream has not.
  CueSet cues_seen;
  bool other_source_seen = false;  // a word for a fund that is not the public purse
  bool text_concept_seen = false;  // a name of a concept whose facts are words
  bool place_seen = false;         // a name of a region

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(chars.size()); }
  [[nodiscard]] std::uint32_t position(std::uint32_t offset) const;  // first character at or after a normalised offset
  [[nodiscard]] Passage passage(Extent extent) const;
  [[nodiscard]] std::u32string_view text(Extent extent) const {
    return std::u32string_view(chars).substr(extent.begin, extent.end - extent.begin);
  }
  /// Terms and skipped numbers that begin inside the extent.
  [[nodiscard]] std::span<const Term> terms_in(Extent within) const;
  [[nodiscard]] std::span<const StreamSkip> skips_in(Extent within) const;
  [[nodiscard]] std::span<const Extent> cues_in(Cue cue, Extent within) const;
  [[nodiscard]] std::span<const Extent> cues_of(Cue cue) const {
    const std::size_t list = cue_lists[static_cast<std::size_t>(cue)];
    if (list == 0) return {};
    const Extent range = cue_places[list - 1];
    return std::span<const Extent>(cue_places).subspan(range.begin, range.end - range.begin);
  }
  /// The longest word of the list that starts (ends) at the position, within the extent; empty extent if none.
  [[nodiscard]] Extent cue_at(Cue cue, std::uint32_t begin, std::uint32_t limit) const;
  [[nodiscard]] Extent cue_before(Cue cue, std::uint32_t end, std::uint32_t limit) const;
  /// The last (first) word of the list inside the extent; empty extent if none.
  [[nodiscard]] Extent last_cue(Cue cue, Extent within) const;
  [[nodiscard]] Extent first_cue(Cue cue, Extent within) const;
  [[nodiscard]] bool has_cue(Cue cue, Extent within) const { return first_cue(cue, within).end != 0; }
};

/// The text of a slice without the debris in it, and the way back to the normalised text.
class CleanText {
 public:
  CleanText(const document::Document& document, document::Slice slice);
  [[nodiscard]] std::string_view text() const { return cleaned_ ? std::string_view(own_) : whole_; }
  [[nodiscard]] bool cleaned() const { return cleaned_; }
  /// The place of the character at an offset of text(), and the place behind the character before it.
  [[nodiscard]] std::uint32_t begin_of(std::uint32_t offset) const;
  [[nodiscard]] std::uint32_t end_of(std::uint32_t offset) const;

 private:
  std::string_view whole_;
  std::uint32_t begin_ = 0;
  bool cleaned_ = false;
  std::string own_;
  std::vector<std::uint32_t> at_;  // of each byte of own_
};
/// Figures of a clean text, with offsets in the normalised text.
text::Figures figures_of(const CleanText& clean, const text::NumberTables& numbers, bool table_cell);
/// The same, where the places of all characters that matter to figures are known.
text::Figures figures_of(const CleanText& clean, const text::NumberTables& numbers, bool table_cell,
                         std::span<const std::uint32_t> marks);

/// Characters and words of a slice; figures too unless `words_only`.
Stream scan_slice(const document::Document& document, std::uint32_t block, document::Slice slice,
                  const Lexicon::Tables& tables, bool table_cell, bool words_only = false);

inline bool is_sentence_end(const Stream& stream, std::uint32_t at) {
  const char32_t c = stream.chars[at];
  if (c == U'。' || c == U'！' || c == U'？') return true;
  // A full stop typed as a dot: only after a Chinese character, so that numbers and list marks stay whole.
  return c == U'.' && at > 0 && stream.chars[at - 1] >= 0x4E00 && stream.chars[at - 1] < 0xA000;
}

}  // namespace hegui::report

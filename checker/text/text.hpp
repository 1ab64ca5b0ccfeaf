// The text of a submitted file: original characters, a normalised form for reading, and an exact map between them.
// Made by decode(); every reader and every later stage points into the normalised form.
// Afterwards any normalised offset leads back to the byte, line and column that a person sees in the file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/fold.hpp"

namespace hegui::text {

enum class Encoding : std::uint8_t { utf8, utf8_bom, gb18030, utf16le, utf16be, unknown };
std::string_view encoding_name(Encoding encoding);

/// A place in the file as submitted. Lines and columns count from 1; columns count Unicode characters.
struct Place {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  std::uint64_t byte = 0;  // offset in the file as submitted (in its own encoding; UTF-8 offset when converted)
};

/// A range of the normalised text that is read in another form than submitted (經費 → 经费, 窗ロ → 窗口, 1O0 → 100).
struct Repair {
  std::uint32_t begin = 0, end = 0;
  std::string_view kind;  // traditional, look_alike
};

/// Immutable. `original()` is the file in UTF-8 without BOM; `normalised()` is the same folded into the one spelling
/// that words of the taxonomy are folded into as well (dsl/fold.hpp has the table: full-width Chinese punctuation,
/// ASCII letters, digits and signs, `,` only inside groups of thousands, blanks for odd spaces, nothing for control and
/// zero-width characters). Both are valid UTF-8. One original character becomes zero or more folded ones.
class Text {
 public:
  /// `original` must be valid UTF-8.
  static Text from_utf8(std::string original, Encoding encoding = Encoding::utf8, std::uint64_t bom_bytes = 0);

  /// One of the texts that were joined: where it begins.
  struct Part {
    std::uint32_t original = 0, normalised = 0;  // offsets
    std::uint32_t lines = 0;                     // lines before it
    std::uint64_t bom_bytes = 0;
  };
  /// Several texts as one, each beginning on a line of its own. Offsets run through the whole; places are those in the
  /// text that a character comes from.
  static Text join(const std::vector<const Text*>& texts);

  [[nodiscard]] std::string_view original() const { return original_; }
  [[nodiscard]] std::string_view normalised() const { return normalised_; }
  [[nodiscard]] Encoding encoding() const { return encoding_; }
  /// In order, not overlapping.
  [[nodiscard]] const std::vector<Repair>& repairs() const { return repairs_; }
  /// Offset in original() of the character that produced the normalised character at (or around) the offset; the end
  /// of original() at and beyond the end of normalised().
  [[nodiscard]] std::uint32_t to_original(std::uint32_t normalised_offset) const;
  /// The place of that character. Lines end at '\n' only (a '\r' before it belongs to the line).
  [[nodiscard]] Place place(std::uint32_t normalised_offset) const;
  /// Its line alone: cheaper.
  [[nodiscard]] std::uint32_t line(std::uint32_t normalised_offset) const;
  /// The original characters behind a normalised range, for quoting.
  [[nodiscard]] std::string_view quote(std::uint32_t begin, std::uint32_t end) const;
  [[nodiscard]] std::uint32_t line_count() const { return static_cast<std::uint32_t>(line_starts_.size()); }
  /// Of a joined text, in order; empty for a text that is one.
  [[nodiscard]] const std::vector<Part>& parts() const { return parts_; }

 private:
  [[nodiscard]] std::uint32_t characters_before(std::uint32_t original_offset) const;
  /// The part that holds the offset in original(); the whole of a text that is one.
  [[nodiscard]] Part part_at(std::uint32_t original_offset) const;
  void index_lines();

  std::string original_;
  std::string normalised_;
  std::vector<Repair> repairs_;
  std::vector<dsl::FoldStep> steps_;            // where the difference of the two offsets changes
  std::vector<std::uint32_t> line_starts_;      // offsets in original_
  std::vector<std::uint32_t> character_marks_;  // characters before each kilobyte of original_
  Encoding encoding_ = Encoding::utf8;
  std::uint64_t bom_bytes_ = 0;
  std::vector<Part> parts_;
};

}  // namespace hegui::text

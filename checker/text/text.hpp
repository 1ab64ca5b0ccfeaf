// The text of a submitted file: original characters, a normalised form for reading, and an exact map between them.
// Made by decode(); every reader and every later stage points into the normalised form.
// Afterwards any normalised offset leads back to the byte, line and column that a person sees in the file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hegui::text {

enum class Encoding : std::uint8_t { utf8, utf8_bom, gb18030, utf16le, utf16be, unknown };
std::string_view encoding_name(Encoding encoding);

/// A place in the file as submitted. Lines and columns count from 1; columns count Unicode characters.
struct Place {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  std::uint64_t byte = 0;  // offset in the file as submitted (in its own encoding; UTF-8 offset when converted)
};

/// Immutable. `original()` is the file in UTF-8 without BOM; `normalised()` has full-width forms folded (Ａ→A, （ stays
/// （ as its own table says), odd spaces as blanks, control characters dropped. Both are valid UTF-8. Folding maps one
/// or more original characters to zero or more normalised ones; offsets map to the first character.
class Text {
 public:
  /// `original` must be valid UTF-8.
  static Text from_utf8(std::string original, Encoding encoding = Encoding::utf8, std::uint64_t bom_bytes = 0);

  [[nodiscard]] std::string_view original() const { return original_; }
  [[nodiscard]] std::string_view normalised() const { return normalised_; }
  [[nodiscard]] Encoding encoding() const { return encoding_; }
  /// Offset in original() of the character that produced the normalised character at `offset`.
  [[nodiscard]] std::uint32_t to_original(std::uint32_t normalised_offset) const;
  /// The place of that character. Lines end at '\n' only (a '\r' before it belongs to the line).
  [[nodiscard]] Place place(std::uint32_t normalised_offset) const;
  /// The original characters behind a normalised range, for quoting.
  [[nodiscard]] std::string_view quote(std::uint32_t begin, std::uint32_t end) const;

 private:
  std::string original_;
  std::string normalised_;
  std::vector<std::uint32_t> map_starts_;     // normalised offsets where the difference changes, ascending
  std::vector<std::uint32_t> map_originals_;  // original offset at each of them
  std::vector<std::uint32_t> line_starts_;    // offsets in original_
  Encoding encoding_ = Encoding::utf8;
  std::uint64_t bom_bytes_ = 0;
};

}  // namespace hegui::text

// UTF-8: one character at a time, counting, display width, likeness of words.
// Used wherever text is read character by character, and by the diagnostics.
// Afterwards a malformed byte has become one U+FFFD of length 1, so that reading always moves on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace hegui::dsl {

/// The first character of `text` (not empty) and its length in bytes; U+FFFD and 1 when malformed.
std::pair<char32_t, std::size_t> decode(std::string_view text);
void append_utf8(std::string& text, char32_t code);
/// Offset of the first malformed byte, or npos.
std::size_t find_invalid_utf8(std::string_view text);
std::size_t count_characters(std::string_view text);
/// Columns on a terminal: 2 for Chinese characters and punctuation, 0 for combining marks.
int display_width(char32_t code);
std::size_t display_width(std::string_view text);
/// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`, in characters.
std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace hegui::dsl

// Inline forms for loops over long texts, forward and backward.
namespace hegui::dsl::utf8 {

struct Decoded {
  char32_t character = 0;
  std::uint8_t length = 0;  // bytes; 0 only at the end of the text
  bool valid = true;
};

constexpr bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// The character at `offset`; shortest form and no surrogates, else U+FFFD of one byte.
constexpr Decoded decode(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) return {};
  const auto lead = static_cast<unsigned char>(text[offset]);
  if (lead < 0x80) return {lead, 1, true};
  const int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || offset + static_cast<std::size_t>(length) > text.size()) return {0xFFFD, 1, false};
  char32_t value = lead & (0x7FU >> static_cast<unsigned>(length));
  for (int i = 1; i < length; ++i) {
    const char byte = text[offset + static_cast<std::size_t>(i)];
    if (!is_continuation(byte)) return {0xFFFD, 1, false};
    value = (value << 6U) | (static_cast<unsigned char>(byte) & 0x3FU);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  if (overlong || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return {0xFFFD, 1, false};
  return {value, static_cast<std::uint8_t>(length), true};
}

/// The character that ends at `offset`; length 0 at the beginning of the text.
constexpr Decoded decode_before(std::string_view text, std::size_t offset) {
  if (offset == 0 || offset > text.size()) return {};
  for (std::size_t length = 1; length <= 4 && length <= offset; ++length) {
    if (is_continuation(text[offset - length])) continue;
    const Decoded found = decode(text, offset - length);
    if (found.length == length) return found;
    break;
  }
  return {0xFFFD, 1, false};
}

inline void append(std::string& out, char32_t character) {
  const auto byte = [&out](char32_t value) { out += static_cast<char>(static_cast<unsigned char>(value)); };
  if (character < 0x80) {
    byte(character);
  } else if (character < 0x800) {
    byte(0xC0U | (character >> 6U));
    byte(0x80U | (character & 0x3FU));
  } else if (character < 0x10000) {
    byte(0xE0U | (character >> 12U));
    byte(0x80U | ((character >> 6U) & 0x3FU));
    byte(0x80U | (character & 0x3FU));
  } else {
    byte(0xF0U | (character >> 18U));
    byte(0x80U | ((character >> 12U) & 0x3FU));
    byte(0x80U | ((character >> 6U) & 0x3FU));
    byte(0x80U | (character & 0x3FU));
  }
}

}  // namespace hegui::dsl::utf8

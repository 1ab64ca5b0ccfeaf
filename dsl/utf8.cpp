#include "dsl/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

namespace hegui::dsl {
namespace {

struct Range {
  char32_t first, last;
};
// East Asian Wide and Fullwidth blocks (Unicode TR 11). Ambiguous marks (“ ” ≥ —) count one cell, as terminals draw
// them.
constexpr std::array wide = {
    Range{0x1100, 0x115F},   Range{0x2E80, 0x303E},   Range{0x3041, 0x33FF}, Range{0x3400, 0x4DBF},
    Range{0x4E00, 0x9FFF},   Range{0xA000, 0xA4CF},   Range{0xAC00, 0xD7A3}, Range{0xF900, 0xFAFF},
    Range{0xFE30, 0xFE6F},   Range{0xFF00, 0xFF60},   Range{0xFFE0, 0xFFE6}, Range{0x1F300, 0x1F64F},
    Range{0x1F900, 0x1F9FF}, Range{0x20000, 0x3FFFD},
};
constexpr std::array combining = {Range{0x0300, 0x036F}, Range{0x200B, 0x200F}, Range{0x20D0, 0x20FF},
                                  Range{0xFE00, 0xFE0F}, Range{0xFEFF, 0xFEFF}};

template <std::size_t N>
bool lies_in(const std::array<Range, N>& ranges, char32_t code) {
  return std::any_of(ranges.begin(), ranges.end(), [code](Range r) { return code >= r.first && code <= r.last; });
}

// 0 when malformed (also overlong forms, surrogates and values above U+10FFFF).
std::pair<char32_t, std::size_t> decode_strict(std::string_view text) {
  const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return {0, 0};
  char32_t code = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80) return {0, 0};
    code = (code << 6U) | (byte(i) & 0x3FU);
  }
  constexpr std::array<char32_t, 5> smallest = {0, 0, 0x80, 0x800, 0x10000};
  if (code < smallest[length] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return {0, 0};
  return {code, length};
}

}  // namespace

std::pair<char32_t, std::size_t> decode(std::string_view text) {
  const auto result = decode_strict(text);
  return result.second != 0 ? result : std::pair<char32_t, std::size_t>{0xFFFD, 1};
}

void append_utf8(std::string& text, char32_t code) {
  const auto put = [&text](char32_t byte) { text.push_back(static_cast<char>(byte)); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | (code >> 6U));
    put(0x80 | (code & 0x3FU));
  } else if (code < 0x10000) {
    put(0xE0 | (code >> 12U));
    put(0x80 | ((code >> 6U) & 0x3FU));
    put(0x80 | (code & 0x3FU));
  } else {
    put(0xF0 | (code >> 18U));
    put(0x80 | ((code >> 12U) & 0x3FU));
    put(0x80 | ((code >> 6U) & 0x3FU));
    put(0x80 | (code & 0x3FU));
  }
}

std::size_t find_invalid_utf8(std::string_view text) {
  constexpr std::uint64_t kNotAscii = 0x8080808080808080U;
  std::size_t at = 0;
  while (at < text.size()) {
    // Runs of ASCII and of three-byte characters, which texts and markup are made of; all others one by one.
    for (std::uint64_t eight = 0; at + sizeof eight <= text.size(); at += sizeof eight) {
      std::memcpy(&eight, text.data() + at, sizeof eight);
      if ((eight & kNotAscii) != 0) break;
    }
    while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
    for (; at + 3 <= text.size(); at += 3) {
      const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(text[at + i])); };
      const bool goes_on = ((byte(1) ^ 0x80U) | (byte(2) ^ 0x80U)) < 0x40;
      if (byte(0) - 0xE1U > 0xEFU - 0xE1U || byte(0) == 0xED || !goes_on) break;
    }
    if (at >= text.size()) break;
    const std::size_t length = decode_strict(text.substr(at)).second;
    if (length == 0) return at;
    at += length;
  }
  return std::string_view::npos;
}

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); at += decode(text.substr(at)).second) ++count;
  return count;
}

int display_width(char32_t code) {
  if (code < 0x300) return 1;
  if (lies_in(combining, code)) return 0;
  return lies_in(wide, code) ? 2 : 1;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto [code, length] = decode(text.substr(at));
    width += static_cast<std::size_t>(display_width(code));
    at += length;
  }
  return width;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  const auto characters = [](std::string_view text) {
    std::vector<char32_t> result;
    for (std::size_t at = 0; at < text.size();) {
      const auto [code, length] = decode(text.substr(at));
      result.push_back(code);
      at += length;
    }
    return result;
  };
  const std::vector<char32_t> from = characters(a);
  const std::vector<char32_t> to = characters(b);
  std::vector<std::size_t> before(to.size() + 1);
  std::vector<std::size_t> last(to.size() + 1);
  std::vector<std::size_t> now(to.size() + 1);
  for (std::size_t j = 0; j <= to.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= from.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (from[i - 1] == to[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]) {
        now[j] = std::min(now[j], before[j - 2] + 1);
      }
    }
    std::swap(before, last);
    std::swap(last, now);
  }
  return last[to.size()];
}

}  // namespace hegui::dsl

// One block of a document as characters with their offsets, and the structural questions asked of characters.
// Made by the structure passes for each block they look at; residue listed in Document::debris is left out.
// Afterwards every range of characters leads back to a Passage; all limits on length are in characters.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "checker/report/report.hpp"
#include "checker/text/numerals.hpp"

namespace hegui::report {

inline bool is_blank(char32_t c) {
  return c == U' ' || c == U'\t' || c == U'\n' || c == U'\r' || c == 0x3000 || c == 0xA0 || c == 0xFEFF ||
         (c >= 0x2000 && c <= 0x200B);
}
/// 0-9 of a digit in either width, or -1.
inline int digit_value(char32_t c) {
  if (c >= U'0' && c <= U'9') return static_cast<int>(c - U'0');
  return c >= 0xFF10 && c <= 0xFF19 ? static_cast<int>(c - 0xFF10) : -1;
}
inline bool is_digit(char32_t c) { return digit_value(c) >= 0; }
inline bool is_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }  // ASCII
inline bool is_han(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0xF900 && c <= 0xFAFF) || c == U'〇' ||
         (c >= 0x20000 && c <= 0x3FFFF);
}
bool is_opening(char32_t c);  // ( （ [ 【 〔 《 “ …
bool is_closing(char32_t c);
bool is_quote(char32_t c);  // “ ” ‘ ’ " '
inline bool is_stop(char32_t c) {
  return c == U'。' || c == U'！' || c == U'？' || c == U'!' || c == U'?' || c == U'｡';
}
inline bool is_semicolon(char32_t c) { return c == U'；' || c == U';'; }
inline bool is_comma(char32_t c) { return c == U'，' || c == U','; }
inline bool is_colon(char32_t c) { return c == U'：' || c == U':'; }
/// 0-9 of one Chinese numeral digit (〇 零 一 … 九), or -1.
inline int chinese_digit_value(char32_t c) {
  return c == U'○' ? 0 : text::numeral_digit(c);  // 二○二一: a circle of the keyboard
}

struct Chars {
  std::uint32_t block = 0;
  std::vector<char32_t> c;
  std::vector<std::uint32_t> at;  // offset of each character in the normalised text; one more: the end

  [[nodiscard]] std::size_t size() const { return c.size(); }
  [[nodiscard]] bool empty() const { return c.empty(); }
  /// The passage of characters [from, to).
  [[nodiscard]] Passage passage(std::size_t from, std::size_t to) const;
  /// First character at or after `from` that is not blank; size() if none.
  [[nodiscard]] std::size_t skip_blanks(std::size_t from) const;
  /// End of [from, to) without blanks at its end.
  [[nodiscard]] std::size_t trim_end(std::size_t from, std::size_t to) const;
  /// UTF-8 of [from, to).
  [[nodiscard]] std::string text(std::size_t from, std::size_t to) const;
  /// Index of the character at or after a normalised offset.
  [[nodiscard]] std::size_t index_of(std::uint32_t offset) const;
};

/// The characters of a slice of the document, without debris.
Chars characters(const document::Document& document, std::uint32_t block, document::Slice slice);
inline Chars characters(const document::Document& document, std::uint32_t block) {
  return characters(document, block, document.blocks[block].slice);
}
/// The characters of blocks, decoded once for the passes over the structure.
class BlockChars {
 public:
  explicit BlockChars(const document::Document& document) : document_(document), known_(document.blocks.size()) {}
  /// As characters(document, block).
  [[nodiscard]] const Chars& at(std::uint32_t block) {
    Chars& chars = known_[block];
    if (chars.at.empty()) chars = characters(document_, block);
    return chars;
  }
  /// No characters, at the beginning of the block.
  [[nodiscard]] const Chars& nothing_at(std::uint32_t block) {
    Chars& chars = nothing_.emplace_back();
    chars.block = block;
    chars.at.push_back(document_.blocks[block].slice.begin);
    return chars;
  }

 private:
  const document::Document& document_;
  std::vector<Chars> known_;  // by block; without offsets: not asked for yet
  std::deque<Chars> nothing_;
};
/// The characters of any string; offsets are bytes in it.
Chars characters(std::string_view text);

/// The end (exclusive) of the sentence that starts at `from`: after the first stop (or ； when asked) that stands
/// outside brackets and quotes, or `chars.size()`. A bracket that is never closed does not count.
std::size_t sentence_end(const Chars& chars, std::size_t from, bool semicolons);

/// A Chinese number up to 99 (一 … 九十九, also 〇) that starts at `from`; 0 characters when there is none.
struct ChineseNumber {
  std::uint32_t value = 0;
  std::size_t length = 0;
};
ChineseNumber chinese_number(const Chars& chars, std::size_t from);

/// For comparing names: blanks and quotes dropped, brackets in half width.
std::string bare_name(std::string_view text);
std::u32string wide_bare_name(std::string_view text);

}  // namespace hegui::report

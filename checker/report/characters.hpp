// One block of a document as characters with their offsets, and the structural questions asked of characters.
// Made by the structure passes for each block they look at; residue listed in Document::debris is left out.
// Afterwards every range of characters leads back to a Passage; all limits on length are in characters.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "checker/report/report.hpp"

namespace hegui::report {

bool is_blank(char32_t c);
bool is_digit(char32_t c);   // 0-9, also full-width
bool is_letter(char32_t c);  // ASCII letters
bool is_han(char32_t c);
bool is_opening(char32_t c);  // ( （ [ 【 〔 《 “ …
bool is_closing(char32_t c);
bool is_quote(char32_t c);      // “ ” ‘ ’ " '
bool is_stop(char32_t c);       // 。 ！ ？ !  ?
bool is_semicolon(char32_t c);  // ； ;
bool is_comma(char32_t c);      // ， ,
bool is_colon(char32_t c);      // ： :
/// 0-9 of a digit in either width, or -1.
int digit_value(char32_t c);
/// 0-9 of one Chinese numeral digit (〇 零 一 … 九), or -1.
int chinese_digit_value(char32_t c);

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

// Residue that other programs leave in exported text.
// Used by the plain-text reader on every paragraph, table and cell.
// Afterwards each piece is known by its kind; nothing is removed.
#include <algorithm>
#include <array>

#include "checker/document/txt_lines.hpp"
#include "dsl/utf8.hpp"

namespace hegui::document::txt {

namespace {

using dsl::utf8::decode;
using dsl::utf8::Decoded;

constexpr std::size_t kLongest = 200;

/// What residue begins with.
constexpr std::array<bool, 256> kBegins = [] {
  std::array<bool, 256> begins{};
  for (const char c : std::string_view("[&<ABCDEFGHIJKLMNOPQRSTUVWXYZ")) begins[static_cast<unsigned char>(c)] = true;
  return begins;
}();

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// `[bookmark: _GoBack]`
std::size_t bookmark_end(std::string_view rest) {
  if (!rest.starts_with("[bookmark")) return 0;
  const std::size_t end = rest.substr(0, kLongest).find_first_of("]\n");
  return end == std::string_view::npos || rest[end] == '\n' ? 0 : end + 1;
}

/// `PAGEREF _Toc1234 \h`, `HYPERLINK \l "_Toc1"`, `TOC \o "1-3" \h \z \u`: the word and its arguments.
std::size_t field_end(std::string_view rest) {
  constexpr std::array<std::string_view, 5> kFields{"PAGEREF", "HYPERLINK", "MERGEFORMAT", "TOC \\", "REF _"};
  const auto field =
      std::find_if(kFields.begin(), kFields.end(), [&](std::string_view name) { return rest.starts_with(name); });
  if (field == kFields.end()) return 0;
  std::size_t end = field->size();
  if (*field == "MERGEFORMAT") return end;
  const auto blank = [&](std::size_t at) { return at < rest.size() && rest[at] == ' '; };
  while (end < std::min(rest.size(), kLongest)) {
    std::size_t next = end;
    while (blank(next)) ++next;
    const std::string_view word = rest.substr(next);
    std::size_t length = 0;
    if (word.starts_with("\\") || word.starts_with("_")) {
      while (length < word.size() && (is_letter(word[length]) || word[length] == '\\' || word[length] == '_' ||
                                      (word[length] >= '0' && word[length] <= '9'))) {
        ++length;
      }
    } else if (word.starts_with("“")) {  // straight quotes are folded
      const std::string_view reach = word.substr(0, std::min(kLongest, word.find('\n')));
      const std::size_t close = reach.find("”");
      length = close == std::string_view::npos ? 0 : close + std::string_view("”").size();
    }
    if (length == 0) break;
    end = next + length;
  }
  return end;
}

/// `&nbsp;` `&#160;`; the semicolon has been folded.
std::size_t entity_end(std::string_view rest) {
  if (!rest.starts_with('&')) return 0;
  std::size_t end = 1;
  while (end < rest.size() && end < 10 &&
         (is_letter(rest[end]) || rest[end] == '#' || (rest[end] >= '0' && rest[end] <= '9'))) {
    ++end;
  }
  constexpr std::string_view kSemicolon = "；";
  return end > 2 && rest.substr(end).starts_with(kSemicolon) ? end + kSemicolon.size() : 0;
}

/// `<br/>` `</p>`
std::size_t tag_end(std::string_view rest) {
  if (rest.size() < 3 || rest[0] != '<' || !(is_letter(rest[1]) || (rest[1] == '/' && is_letter(rest[2])))) return 0;
  std::size_t end = 1;
  while (end < rest.size() && end < kLongest && static_cast<unsigned char>(rest[end]) < 0x80 && rest[end] != '>' &&
         rest[end] != '<' && rest[end] != '\n') {
    ++end;
  }
  return end < rest.size() && rest[end] == '>' ? end + 1 : 0;
}

bool is_phonetic(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= 0xE0 && c <= 0xFC) || (c >= 0x101 && c <= 0x1DC) ||
         (c >= 0x300 && c <= 0x30C);
}

}  // namespace

namespace {

void find_in_line(std::string_view text, Slice slice, std::vector<Debris>& debris) {
  for (std::uint32_t at = slice.begin; at < slice.end;) {
    const char c = text[at];
    std::size_t length = 0;
    std::string_view kind;
    if (kBegins[static_cast<unsigned char>(c)]) {
      const std::string_view rest = text.substr(at, slice.end - at);
      if ((length = bookmark_end(rest)) > 0) {
        kind = "bookmark";
      } else if ((length = field_end(rest)) > 0) {
        kind = "field_code";
      } else if ((length = entity_end(rest)) > 0) {
        kind = "entity";
      } else if ((length = tag_end(rest)) > 0) {
        kind = "tag";
      }
    }
    if (length > 0) {
      debris.push_back({{at, at + static_cast<std::uint32_t>(length)}, std::string(kind)});
      at += static_cast<std::uint32_t>(length);
    } else {
      ++at;
    }
  }
}

}  // namespace

void find_debris(std::string_view text, const Lines& lines, std::vector<Debris>& debris) {
  for (const Line& line : lines)
    if (line.has(kCode)) find_in_line(text, line.slice, debris);
}

void find_phonetics(std::string_view text, const Lines& lines, std::vector<Debris>& debris) {
  constexpr std::string_view kOpen = "（";
  constexpr std::string_view kClose = "）";
  constexpr std::size_t kMostLetters = 7;
  std::vector<Debris> found;
  std::size_t marked = 0;  // with a tone mark: no list letter and no abbreviation has one
  const auto look = [&](std::size_t at) {
    std::size_t end = at + kOpen.size();
    std::size_t letters = 0;
    bool tone = false;
    for (Decoded next = decode(text, end); letters <= kMostLetters && is_phonetic(next.character);
         next = decode(text, end)) {
      ++letters;
      tone = tone || next.character > 0x7F;
      end += next.length;
    }
    if (letters == 0 || letters > kMostLetters || !text.substr(end).starts_with(kClose)) return;
    const char32_t before = dsl::utf8::decode_before(text, at).character;
    if (before < 0x3400 || before > 0x9FFF) return;
    marked += tone ? 1 : 0;
    const auto begin = static_cast<std::uint32_t>(at);
    found.push_back({{begin, static_cast<std::uint32_t>(end + kClose.size())}, "phonetic"});
  };
  for (const Line& line : lines) {
    if (!line.has(kBracket)) continue;
    const std::string_view whole = text_of(text, line);
    for (std::size_t at = whole.find(kOpen); at != std::string_view::npos; at = whole.find(kOpen, at + 1))
      look(line.slice.begin + at);
  }
  if (marked >= 2 && marked * 2 >= found.size()) debris.insert(debris.end(), found.begin(), found.end());
}

}  // namespace hegui::document::txt

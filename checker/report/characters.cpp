#include "checker/report/characters.hpp"

#include <algorithm>
#include <array>

#include "checker/text/character_at.hpp"
#include "dsl/utf8.hpp"

namespace hegui::report {
namespace {

constexpr std::size_t max_nesting_reach = 400;  // a bracket closed later than this is taken as never closed

char32_t closing_of(char32_t c) {
  switch (c) {
    case U'(': return U')';
    case U'（': return U'）';
    case U'[': return U']';
    case U'【': return U'】';
    case U'〔': return U'〕';
    case U'《': return U'》';
    case U'〈': return U'〉';
    case U'“': return U'”';
    case U'‘': return U'’';
    case U'「': return U'」';
    case U'『': return U'』';
    default: return 0;
  }
}

char32_t half_width(char32_t c) {
  switch (c) {
    case U'（': return U'(';
    case U'）': return U')';
    case U'【':
    case U'〔':
    case U'［': return U'[';
    case U'】':
    case U'〕':
    case U'］': return U']';
    case U'，': return U',';
    case U'：': return U':';
    case U'；': return U';';
    default: return c >= 0xFF10 && c <= 0xFF19 ? c - 0xFF10 + U'0' : c;
  }
}

/// What is used again for each of the blocks of a report.
struct Scratch {
  std::vector<char32_t> c;
  std::vector<std::uint32_t> at;
  std::size_t size = 0;

  /// Room for that many bytes, each of which may be a character.
  void begin(std::size_t bytes) {
    size = 0;
    if (c.size() < bytes) c.resize(bytes), at.resize(bytes);
  }
  /// The characters of [begin, end) of a text, with their offsets.
  void append(std::string_view text, std::size_t begin, std::size_t end) {
    char32_t* const characters = c.data();
    std::uint32_t* const offsets = at.data();
    std::size_t n = size;
    for (std::size_t i = begin; i < end; ++n) {
      offsets[n] = static_cast<std::uint32_t>(i);
      if (const char32_t chinese = text::chinese_at(text, i); chinese != 0) {
        characters[n] = chinese;
        i += 3;
        continue;
      }
      const auto decoded = text::character_at(text, i);
      characters[n] = decoded.character;
      i += decoded.length;
    }
    size = n;
  }
  /// As characters of their own; `end` is the offset behind the last.
  void give(Chars& chars, std::size_t end) const {
    chars.c.assign(c.data(), c.data() + size);
    chars.at.reserve(size + 1);
    chars.at.assign(at.data(), at.data() + size);
    chars.at.push_back(static_cast<std::uint32_t>(end));
  }
};
Scratch& scratch() {
  thread_local Scratch own;
  return own;
}

}  // namespace

bool is_opening(char32_t c) { return closing_of(c) != 0; }
bool is_closing(char32_t c) {
  return c == U')' || c == U'）' || c == U']' || c == U'】' || c == U'〕' || c == U'》' || c == U'〉' || c == U'”' ||
         c == U'’' || c == U'」' || c == U'』';
}
bool is_quote(char32_t c) {
  return c == U'“' || c == U'”' || c == U'‘' || c == U'’' || c == U'"' || c == U'\'' || c == U'「' || c == U'」';
}

Passage Chars::passage(std::size_t from, std::size_t to) const {
  from = std::min(from, c.size());
  to = std::clamp(to, from, c.size());
  if (from == to) return {block, at[from], at[from]};
  // The end of the last character, not the start of the next: debris may stand between them.
  const char32_t last = c[to - 1];
  const std::uint32_t width = last < 0x80 ? 1 : last < 0x800 ? 2 : last < 0x10000 ? 3 : 4;
  return {block, at[from], at[to - 1] + width};
}

std::size_t Chars::skip_blanks(std::size_t from) const {
  while (from < c.size() && is_blank(c[from])) ++from;
  return from;
}

std::size_t Chars::trim_end(std::size_t from, std::size_t to) const {
  to = std::min(to, c.size());
  while (to > from && is_blank(c[to - 1])) --to;
  return to;
}

std::string Chars::text(std::size_t from, std::size_t to) const {
  std::string out;
  to = std::min(to, c.size());
  if (from < to) out.reserve((to - from) * 3);
  for (std::size_t i = from; i < to; ++i) {
    if (c[i] >= 0x800 && c[i] < 0x10000) {  // nearly all
      const std::array<char, 3> bytes{static_cast<char>(0xE0U | (c[i] >> 12U)),
                                      static_cast<char>(0x80U | ((c[i] >> 6U) & 0x3FU)),
                                      static_cast<char>(0x80U | (c[i] & 0x3FU))};
      out.append(bytes.data(), bytes.size());
    } else {
      dsl::utf8::append(out, c[i]);
    }
  }
  return out;
}

std::size_t Chars::index_of(std::uint32_t offset) const {
  const auto it = std::lower_bound(at.begin(), at.end(), offset);
  return std::min(static_cast<std::size_t>(it - at.begin()), c.size());
}

Chars characters(const document::Document& document, std::uint32_t block, document::Slice slice) {
  Chars chars;
  chars.block = block;
  const std::string_view all = document.text->normalised();
  const std::size_t end = std::min<std::size_t>(slice.end, all.size());
  Scratch& read = scratch();
  read.begin(slice.begin < end ? end - slice.begin : 0);
  // Debris is in reading order; find the first piece that can touch this slice.
  auto debris = std::lower_bound(document.debris.begin(), document.debris.end(), slice.begin,
                                 [](const document::Debris& d, std::uint32_t offset) { return d.slice.end <= offset; });
  std::size_t i = slice.begin;
  for (; i < end && debris != document.debris.end(); ++debris) {
    read.append(all, i, std::min<std::size_t>(debris->slice.begin, end));
    i = std::max<std::size_t>(i, debris->slice.end);
  }
  read.append(all, i, end);
  read.give(chars, std::max<std::size_t>(end, slice.begin));
  return chars;
}

Chars characters(std::string_view text) {
  Chars chars;
  Scratch& read = scratch();
  read.begin(text.size());
  read.append(text, 0, text.size());
  read.give(chars, text.size());
  return chars;
}

std::size_t sentence_end(const Chars& chars, std::size_t from, bool semicolons) {
  char32_t awaited = 0;  // the innermost pairs inside do not matter: a stop inside the outer one does not end it
  std::size_t opened = 0;
  for (std::size_t i = from; i < chars.size(); ++i) {
    const char32_t c = chars.c[i];
    if (awaited == 0 && c >= 0x4E00 && c <= 0x9FFF) continue;  // most of a text
    if (awaited != 0) {
      if (c == awaited) {
        awaited = 0;
      } else if (i - opened > max_nesting_reach) {
        awaited = 0;
        i = opened;  // never closed: go on as if it were not there
      }
      if (awaited != 0 && i + 1 == chars.size()) {
        awaited = 0;
        i = opened;
      }
      continue;
    }
    if (is_opening(c) && i + 1 < chars.size()) {
      awaited = closing_of(c);
      opened = i;
      continue;
    }
    if (is_stop(c) || (semicolons && is_semicolon(c))) {
      std::size_t end = i + 1;
      while (end < chars.size() && (is_stop(chars.c[end]) || is_closing(chars.c[end]))) ++end;
      return end;
    }
  }
  return chars.size();
}

ChineseNumber chinese_number(const Chars& chars, std::size_t from) {
  ChineseNumber n;
  std::size_t i = from;
  const auto digit = [&](std::size_t k) { return k < chars.size() ? chinese_digit_value(chars.c[k]) : -1; };
  if (digit(i) >= 1) {
    n.value = static_cast<std::uint32_t>(digit(i));
    ++i;
    if (i < chars.size() && chars.c[i] == U'十') {
      n.value *= 10;
      ++i;
      if (digit(i) >= 1) n.value += static_cast<std::uint32_t>(digit(i++));
    } else if (digit(i) >= 0) {  // 一〇, 二一: written digit by digit
      n.value = n.value * 10 + static_cast<std::uint32_t>(digit(i++));
    }
  } else if (i < chars.size() && chars.c[i] == U'十') {
    n.value = 10;
    ++i;
    if (digit(i) >= 1) n.value += static_cast<std::uint32_t>(digit(i++));
  }
  n.length = i - from;
  return n;
}

std::u32string wide_bare_name(std::string_view text) {
  std::u32string out;
  out.reserve(text.size() / 3 + 1);
  for (std::size_t i = 0; i < text.size();) {
    const auto decoded = text::character_at(text, i);
    i += decoded.length;
    if (!is_blank(decoded.character) && !is_quote(decoded.character)) out.push_back(half_width(decoded.character));
  }
  return out;
}

std::string bare_name(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto decoded = text::character_at(text, i);
    i += decoded.length;
    if (!is_blank(decoded.character) && !is_quote(decoded.character))
      dsl::utf8::append(out, half_width(decoded.character));
  }
  return out;
}

}  // namespace hegui::report

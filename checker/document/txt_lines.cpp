// Cutting the text into lines, and telling where a PDF's line breaks are not the author's.
// Used by the plain-text reader.
// Afterwards lines know their number in the file.
#include "checker/document/txt_lines.hpp"

#include <algorithm>
#include <array>

#include "dsl/utf8.hpp"

namespace hegui::document::txt {

namespace {

using dsl::utf8::decode;
using dsl::utf8::decode_before;

Slice trimmed(std::string_view text, std::size_t begin, std::size_t end) {
  while (begin < end && text[begin] == ' ') ++begin;
  while (end > begin && text[end - 1] == ' ') --end;
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

constexpr std::array<std::uint16_t, 128> kAsciiSigns = [] {
  std::array<std::uint16_t, 128> signs{};
  for (std::size_t c = '0'; c <= '9'; ++c) signs[c] = kDigit;
  for (std::size_t c = 'A'; c <= 'Z'; ++c) signs[c] = kCode;
  signs['['] = signs['&'] = signs['<'] = kCode;
  signs[' '] = kBlank;
  signs['|'] = kPipe;
  return signs;
}();

/// Of U+FF00…U+FF3F, by the last byte.
constexpr std::array<std::uint16_t, 64> kWideSigns = [] {
  std::array<std::uint16_t, 64> signs{};
  signs[0x0C] = kComma;
  signs[0x1A] = kColon;
  signs[0x1B] = kSemicolon;
  signs[0x01] = signs[0x1F] = kCall;
  signs[0x08] = kBracket;
  return signs;
}();

/// Looks at each character of the line once. The text is valid UTF-8.
void look_at(std::string_view text, Line& line) {
  unsigned signs = 0;
  std::size_t width = 0;
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  for (std::size_t at = line.slice.begin; at < line.slice.end;) {
    const unsigned lead = byte(at);
    if (lead >= 0xE4 && lead <= 0xE9) {
      width += 2;
      at += 3;
    } else if (lead < 0x80) {
      signs |= kAsciiSigns[lead];
      ++width;
      ++at;
    } else if (lead < 0xE0 || lead >= 0xF0) {
      width += lead < 0xE0 ? 1 : 2;
      at += lead < 0xE0 ? 2 : 4;
    } else {
      if (lead == 0xEF && byte(at + 1) == 0xBC) signs |= kWideSigns[byte(at + 2) & 0x3FU];
      if (lead == 0xE3 && byte(at + 1) == 0x80 && byte(at + 2) == 0x82) signs |= kStop;
      const bool narrow = lead == 0xE0 || (lead == 0xE1 && byte(at + 1) < 0x84);  // before U+1100
      width += narrow ? 1 : 2;
      at += 3;
    }
  }
  line.signs = static_cast<std::uint16_t>(signs);
  line.width = static_cast<std::uint8_t>(std::min(width, kWidestLine));
}

/// 3.60%；住房保障支出…: no paragraph begins with a rate.
bool begins_with_rate(std::string_view line) {
  std::size_t at = 0;
  while (at < line.size() && ((line[at] >= '0' && line[at] <= '9') || line[at] == '.' || line[at] == ',')) ++at;
  return at > 0 && at < line.size() && line[at] == '%';
}

}  // namespace

bool ends_sentence(std::string_view line) {
  constexpr std::u32string_view kStops = U"。！？：；|”》】";
  return kStops.find(decode_before(line, line.size()).character) != std::u32string_view::npos;
}

bool ends_with_pause(std::string_view line) {
  constexpr std::u32string_view kPauses = U"，、（《“";
  return kPauses.find(decode_before(line, line.size()).character) != std::u32string_view::npos;
}

bool begins_item(std::string_view line) {
  constexpr std::u32string_view kNumerals = U"一二三四五六七八九十";
  std::size_t at = 0;
  const bool bracket = line.starts_with("（");
  const bool ordinal = line.starts_with("第");
  if (bracket || ordinal) at = 3;
  std::size_t digits = 0;
  for (; digits < 3; ++digits) {
    const auto next = decode(line, at);
    const bool numeral = kNumerals.find(next.character) != std::u32string_view::npos;
    if (next.length == 0 || !(numeral || (next.character >= U'0' && next.character <= U'9'))) break;
    at += next.length;
  }
  const auto first = decode(line, 0).character;
  if (first >= U'①' && first <= U'⑳') return true;
  if (digits == 0) return false;
  const std::string_view rest = line.substr(at);
  if (bracket) return rest.starts_with("）");
  if (ordinal) return rest.starts_with("部分") || rest.starts_with("章");
  if (rest.starts_with("、")) return true;
  return rest.starts_with(".") && !(rest.size() > 1 && rest[1] >= '0' && rest[1] <= '9');
}

Lines split_lines(const text::Text& text) {
  const std::string_view all = text.normalised(), original = text.original();
  Lines lines;
  lines.reserve(std::min<std::size_t>(text.line_count(), all.size()));
  // A line of the file ends at '\n' only. `newline`: the first one of the file that is not counted yet.
  std::uint32_t number = 1;
  std::size_t newline = original.find('\n');
  for (std::size_t begin = 0; begin < all.size();) {
    std::size_t end = all.find('\n', begin);
    if (end == std::string_view::npos) end = all.size();
    Line line;
    line.slice = trimmed(all, begin, end);
    for (const std::uint32_t at = text.to_original(static_cast<std::uint32_t>(begin)); newline < at; ++number)
      newline = original.find('\n', newline + 1);
    line.number = number;
    look_at(all, line);
    lines.push_back(line);
    begin = end + 1;
  }
  return lines;
}

std::vector<bool> find_continuations(std::string_view text, const Lines& lines) {
  constexpr std::size_t kNarrowest = 40;
  std::vector<bool> continues(lines.size(), false);
  std::vector<std::uint8_t> widths(lines.size(), 0);
  std::array<std::size_t, kWidestLine + 1> as_wide{};  // how many lines there are of each width
  std::size_t count = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].blank() || lines[i].in_table || lines[i].role != Role::body) continue;
    widths[i] = lines[i].width;
    ++as_wide[widths[i]];
    ++count;
  }
  if (count < 8) return continues;
  std::size_t full = 0;  // the width of a full line: nine in ten are no wider
  for (std::size_t narrower = as_wide[0]; narrower <= count * 9 / 10; narrower += as_wide[full]) ++full;
  if (full >= kWidestLine || full < kNarrowest) return continues;
  const auto is_full = [&](std::size_t i) { return std::size_t{10} * widths[i] >= full * 8; };
  std::size_t full_lines = 0;
  std::size_t open_lines = 0;
  std::size_t prose_lines = 0;  // headings and captions of equal length are no page of running text
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (widths[i] == 0 || !is_full(i)) continue;
    ++full_lines;
    const std::string_view line = text_of(text, lines[i]);
    if (!ends_sentence(line)) ++open_lines;
    if (lines[i].has(kComma | kStop)) ++prose_lines;
  }
  if (full_lines < 5 || open_lines * 2 < full_lines || prose_lines * 2 < full_lines) return continues;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (widths[i] == 0) continue;
    const std::string_view line = text_of(text, lines[i]);
    const bool open = (is_full(i) && !ends_sentence(line)) || ends_with_pause(line);
    std::size_t next = i + 1;  // page numbers and running heads may stand between
    while (next < lines.size() && (lines[next].blank() || lines[next].role == Role::furniture)) {
      if (lines[next].blank() && lines[next - 1].role != Role::furniture) break;
      ++next;
    }
    if (next >= lines.size() || widths[next] == 0) continue;
    const std::string_view below = text_of(text, lines[next]);
    // A long figure did not fit into the line and left it short.
    const bool cut =
        next == i + 1 && !ends_sentence(line) && std::size_t{10} * widths[i] >= full * 6 && begins_with_rate(below);
    continues[i] = (open || cut) && !begins_item(below);
  }
  return continues;
}

}  // namespace hegui::document::txt

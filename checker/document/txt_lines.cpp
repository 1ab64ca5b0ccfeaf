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

/// Columns of a fixed-width font, no more than `limit`.
std::size_t width_of(std::string_view line, std::size_t limit) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < line.size() && width < limit;) {
    const auto lead = static_cast<unsigned char>(line[at]);  // of valid UTF-8
    const bool narrow = lead < 0xE1 || (lead == 0xE1 && decode(line, at).character < 0x1100);
    width += narrow ? 1 : 2;
    at += lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  }
  return width;
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
  const std::string_view all = text.normalised();
  Lines lines;
  for (std::size_t begin = 0; begin < all.size();) {
    std::size_t end = all.find('\n', begin);
    if (end == std::string_view::npos) end = all.size();
    Line line;
    line.slice = trimmed(all, begin, end);
    line.number = text.line(static_cast<std::uint32_t>(begin));
    lines.push_back(line);
    begin = end + 1;
  }
  return lines;
}

std::vector<bool> find_continuations(std::string_view text, const Lines& lines) {
  constexpr std::size_t kWidest = 121;  // a page holds no more; longer lines are paragraphs
  constexpr std::size_t kNarrowest = 40;
  std::vector<bool> continues(lines.size(), false);
  std::vector<std::size_t> widths(lines.size(), 0);
  std::vector<std::size_t> sorted;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].blank() || lines[i].in_table || lines[i].role != Role::body) continue;
    widths[i] = width_of(text_of(text, lines[i]), kWidest);
    sorted.push_back(widths[i]);
  }
  if (sorted.size() < 8) return continues;
  std::sort(sorted.begin(), sorted.end());
  const std::size_t full = sorted[sorted.size() * 9 / 10];  // the width of a full line
  if (full >= kWidest || full < kNarrowest) return continues;
  const auto is_full = [&](std::size_t i) { return widths[i] * 10 >= full * 8; };
  std::size_t full_lines = 0;
  std::size_t open_lines = 0;
  std::size_t prose_lines = 0;  // headings and captions of equal length are no page of running text
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (widths[i] == 0 || !is_full(i)) continue;
    ++full_lines;
    const std::string_view line = text_of(text, lines[i]);
    if (!ends_sentence(line)) ++open_lines;
    if (line.find("，") != std::string_view::npos || line.find("。") != std::string_view::npos) ++prose_lines;
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
    const bool cut = next == i + 1 && !ends_sentence(line) && widths[i] * 10 >= full * 6 && begins_with_rate(below);
    continues[i] = (open || cut) && !begins_item(below);
  }
  return continues;
}

}  // namespace hegui::document::txt

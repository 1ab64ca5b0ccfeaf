#include "checker/findings/page.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "dsl/utf8.hpp"

namespace hegui::findings {

namespace {

std::string_view escape_of(Tone tone) {
  switch (tone) {
    case Tone::plain: return "";
    case Tone::strong: return "\x1B[1m";
    case Tone::faint: return "\x1B[2m";
    case Tone::error: return "\x1B[1;31m";
    case Tone::warning: return "\x1B[1;33m";
    case Tone::note: return "\x1B[1;36m";
    case Tone::good: return "\x1B[32m";
  }
  return "";
}

}  // namespace

std::string Page::tinted(std::string_view text, Tone tone) const {
  if (!options_.colour || tone == Tone::plain) return std::string(text);
  return std::string(escape_of(tone)) + std::string(text) + "\x1B[0m";
}

std::string Page::emphasised(std::string_view text, std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges) const {
  std::sort(ranges.begin(), ranges.end());
  std::string out;
  std::size_t at = 0;
  for (std::size_t i = 0; i < ranges.size();) {
    const std::size_t begin = ranges[i].first;
    std::size_t end = ranges[i].second;
    for (++i; i < ranges.size() && ranges[i].first < end; ++i) end = std::max<std::size_t>(end, ranges[i].second);
    if (begin < at || end > text.size() || end <= begin) continue;
    out += harmless(text.substr(at, begin - at));
    const std::string quoted = harmless(text.substr(begin, end - begin));
    out += options_.colour ? "\x1B[1;4m" + quoted + "\x1B[0m" : "【" + quoted + "】";
    at = end;
  }
  return out + harmless(text.substr(at));
}

Page& Page::line(std::size_t indent, std::string_view text) {
  out_.append(indent, ' ');
  out_ += text;
  out_ += '\n';
  return *this;
}

Page& Page::blank() {
  if (!out_.empty()) out_ += '\n';
  return *this;
}

Page& Page::field(std::size_t indent, std::string_view label, std::string_view text) {
  if (text.empty()) return *this;
  const std::size_t width = options_.language == dsl::Language::zh ? 8 : 12;
  return line(indent, tinted(padded(label, width), Tone::faint) + std::string(text));
}

Tone tone_of(dsl::Severity severity) {
  switch (severity) {
    case dsl::Severity::error: return Tone::error;
    case dsl::Severity::warning: return Tone::warning;
    case dsl::Severity::note: return Tone::note;
  }
  return Tone::plain;
}

std::string padded(std::string_view text, std::size_t width) { return fmt::format("{:<{}}", text, width); }

std::string joined(const std::vector<std::string>& texts, std::string_view separator) {
  std::string out;
  for (const auto& text : texts) {
    if (!out.empty()) out += separator;
    out += text;
  }
  return out;
}

namespace {
bool is_latin(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
}  // namespace

bool steers(char32_t character) {
  return character < 0x20 || character == 0x7F || (character >= 0x80 && character < 0xA0) ||
         (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069) ||
         character == 0x200E || character == 0x200F || character == 0x2028 || character == 0x2029 ||
         character == 0xFFFE || character == 0xFFFF;
}

std::string harmless(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == '\n' || c == '\r' || c == '\t') {
      // Where a line was merely full, the sentence goes on; Chinese writes no blank there.
      const std::size_t next = text.find_first_not_of("\r\n\t", at);
      if (next != std::string_view::npos && !out.empty() && is_latin(out.back()) && is_latin(text[next])) out += ' ';
      at = next == std::string_view::npos ? text.size() : next;
      continue;
    }
    const auto character = dsl::utf8::decode(text, at);
    if (!character.valid || steers(character.character))
      out += "\xEF\xBF\xBD";
    else
      out += text.substr(at, character.length);
    at += character.length;
  }
  return out;
}

}  // namespace hegui::findings

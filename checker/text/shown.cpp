#include "checker/text/shown.hpp"

#include "dsl/utf8.hpp"

namespace hegui::text {

namespace {

bool is_harmless(char32_t c) {
  if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return false;                                          // control characters
  if (c == 0x2028 || c == 0x2029) return false;                                                   // ends of lines
  if ((c >= 0x200B && c <= 0x200F) || (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF) return false;  // invisible ones
  return !(c >= 0x202A && c <= 0x202E) && !(c >= 0x2066 && c <= 0x206F);                          // direction
}

}  // namespace

std::string shown(std::string_view name, std::size_t most_characters) {
  std::string harmless;
  for (std::size_t at = 0, characters = 0; at < name.size(); ++characters) {
    if (characters == most_characters) return harmless + "…";
    const auto next = dsl::utf8::decode(name, at);
    dsl::utf8::append(harmless, is_harmless(next.character) ? next.character : U'_');
    at += next.length;
  }
  return harmless;
}

}  // namespace hegui::text

#include "checker/findings/names.hpp"

#include <algorithm>

#include "dsl/fold.hpp"
#include "dsl/utf8.hpp"

namespace hegui::findings {

std::string folded_name(std::string_view name) {
  constexpr std::size_t kLongest = 600;  // bytes; no name is longer
  const std::string folded = dsl::fold(name.substr(0, kLongest));
  std::string out;
  for (std::size_t at = 0; at < folded.size();) {
    const auto next = dsl::utf8::decode(folded, at);
    const char32_t c = next.character;
    const bool blank = c <= 0x20 || c == 0x7F || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200F) ||
                       c == 0xFEFF || c == 0xB7 || c == 0x30FB;
    if (!blank && next.length == 1 && c >= 'A' && c <= 'Z')
      out += static_cast<char>(c - 'A' + 'a');
    else if (!blank)
      out += folded.substr(at, next.length);
    at += next.length;
  }
  return out;
}

std::string file_of(std::string_view path) { return std::string(path.substr(path.find_last_of("/\\") + 1)); }

int likeness(std::string_view a, std::string_view b) {
  const std::size_t longest = std::max(dsl::count_characters(a), dsl::count_characters(b));
  if (longest == 0) return 100;
  const std::size_t apart = std::min(dsl::edit_distance(a, b), longest);
  return static_cast<int>((longest - apart) * 100 / longest);
}

}  // namespace hegui::findings

#include "tests/fuzz/parts.hpp"

#include <algorithm>
#include <vector>

#include "tests/support/raw_zip.hpp"

namespace hegui::fuzz {

// Not written by the library: that one refuses names that a hostile file may well have.
std::string pack(std::string_view parts) {
  std::vector<support::RawEntry> entries;
  for (std::size_t at = parts.find(kPartMark); at != std::string_view::npos;) {
    const std::size_t next = std::min(parts.find(kPartMark, at + 1), parts.size());
    const std::string_view part = parts.substr(at + 1, next - at - 1);
    const std::size_t line = std::min(part.find('\n'), part.size());
    entries.push_back(support::stored(std::string(part.substr(0, std::min<std::size_t>(line, 0xFFFF))),
                                      part.substr(std::min(line + 1, part.size()))));
    at = next < parts.size() ? next : std::string_view::npos;
  }
  return support::raw_zip(entries);
}

}  // namespace hegui::fuzz

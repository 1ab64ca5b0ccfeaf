// Questions about debris, answered by binary search.
// Used by every stage that reads the text of a block.
// Afterwards nobody has to walk the list of debris.
#include "checker/document/document.hpp"

#include <algorithm>

namespace hegui::document {

namespace {

/// The first debris that ends after `offset`.
std::vector<Debris>::const_iterator first_ending_after(const std::vector<Debris>& debris, std::uint32_t offset) {
  return std::upper_bound(debris.begin(), debris.end(), offset,
                          [](std::uint32_t place, const Debris& item) { return place < item.slice.end; });
}

}  // namespace

const Debris* Document::debris_at(std::uint32_t offset) const {
  const auto found = first_ending_after(debris, offset);
  return found != debris.end() && found->slice.begin <= offset ? &*found : nullptr;
}

bool Document::touches_debris(Slice slice) const {
  const auto found = first_ending_after(debris, slice.begin);
  return found != debris.end() && found->slice.begin < slice.end;
}

std::string Document::clean_text_of(Slice slice) const {
  std::string clean;
  std::uint32_t at = slice.begin;
  for (auto item = first_ending_after(debris, at); item != debris.end() && item->slice.begin < slice.end; ++item) {
    if (item->slice.begin > at) clean += text_of({at, item->slice.begin});
    at = std::max(at, item->slice.end);
  }
  if (at < slice.end) clean += text_of({at, slice.end});
  return clean;
}

}  // namespace hegui::document

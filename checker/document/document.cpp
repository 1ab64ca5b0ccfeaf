// Questions about debris and sources, answered by binary search.
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

const Source* Document::source_of(std::uint32_t block) const {
  const auto after = std::upper_bound(sources.begin(), sources.end(), block,
                                      [](std::uint32_t b, const Source& source) { return b < source.first_block; });
  return after == sources.begin() ? nullptr : &*std::prev(after);
}

std::uint32_t Document::block_at(std::uint32_t offset) const {
  const auto after = std::upper_bound(blocks.begin(), blocks.end(), offset,
                                      [](std::uint32_t at, const Block& block) { return at < block.slice.begin; });
  return after == blocks.begin() ? 0 : static_cast<std::uint32_t>(after - blocks.begin()) - 1;
}

bool Document::begins_attachment(std::uint32_t block) const {
  if (block == 0) return false;
  const Source* const own = source_of(block);
  return own != nullptr && own->first_block == block;
}

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

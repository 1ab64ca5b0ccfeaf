// The boxes of a slice, from the places of its characters.
// Asked of a document when a place is told.
// Afterwards a slice has a box for each line of a page that it stands on, in reading order.
#include <algorithm>
#include <cmath>

#include "checker/document/document.hpp"
#include "checker/document/page_marks.hpp"

namespace hegui::document {

namespace {

constexpr std::size_t kMostBoxes = 64;

/// Extents of a box in the direction of reading and across it; both grow from left to right and from top to bottom.
struct Extent {
  std::int32_t from = 0, to = 0;
};
Extent along(const PageBox& box, unsigned turn) {
  return turn % 2 == 0 ? Extent{box.left, box.right} : Extent{box.top, box.bottom};
}
Extent across(const PageBox& box, unsigned turn) { return along(box, turn + 1); }

/// The part of a box between `from` and `to` of `whole` parts of its length.
PageBox part_of(const PlacedText& placed, std::size_t from, std::size_t to, std::size_t whole) {
  PageBox box = placed.box;
  const Extent length = along(box, placed.turn);
  const auto at = [&](std::size_t part) {
    return static_cast<std::int32_t>(std::lround(static_cast<double>(length.to - length.from) *
                                                 static_cast<double>(part) / static_cast<double>(whole)));
  };
  // Turned twice or thrice, reading goes to the left or… to the top when turned once.
  const bool backwards = placed.turn == 1 || placed.turn == 2;
  const std::int32_t begin = backwards ? length.to - at(to) : length.from + at(from);
  const std::int32_t end = backwards ? length.to - at(from) : length.from + at(to);
  (placed.turn % 2 == 0 ? box.left : box.top) = begin;
  (placed.turn % 2 == 0 ? box.right : box.bottom) = end;
  return box;
}

/// `next` goes on in the line of `box`.
bool same_line(const PageBox& box, const PageBox& next, unsigned turn) {
  if (box.page != next.page) return false;
  const Extent a = across(box, turn), b = across(next, turn);
  const std::int32_t shared = std::min(a.to, b.to) - std::max(a.from, b.from);
  if (shared * 2 < std::min(a.to - a.from, b.to - b.from)) return false;
  const Extent c = along(box, turn), d = along(next, turn);
  const std::int32_t gap = std::max(c.from, d.from) - std::min(c.to, d.to);
  return gap < 3 * std::max(a.to - a.from, b.to - b.from);
}

void unite(PageBox& box, const PageBox& next) {
  box.left = std::min(box.left, next.left);
  box.right = std::max(box.right, next.right);
  box.top = std::min(box.top, next.top);
  box.bottom = std::max(box.bottom, next.bottom);
}

}  // namespace

std::vector<PageBox> Document::boxes_of(Slice slice) const {
  std::vector<PageBox> boxes;
  auto item = std::upper_bound(placed.begin(), placed.end(), slice.begin,
                               [](std::uint32_t at, const PlacedText& each) { return at < each.slice.end; });
  bool too_many = false;
  for (; item != placed.end() && item->slice.begin < slice.end; ++item) {
    PageBox box = item->box;
    if (item->slice.begin < slice.begin || item->slice.end > slice.end) {
      const std::uint32_t begin = std::max(item->slice.begin, slice.begin), end = std::min(item->slice.end, slice.end);
      const std::size_t whole = half_ems(text->quote(item->slice.begin, item->slice.end));
      const std::size_t from = half_ems(text->quote(item->slice.begin, begin));
      const std::size_t to = from + half_ems(text->quote(begin, end));
      if (whole == 0 || to > whole || to == from) continue;
      box = part_of(*item, from, to, whole);
    }
    const bool goes_on =
        !boxes.empty() && (too_many ? boxes.back().page == box.page : same_line(boxes.back(), box, item->turn));
    if (goes_on) {
      unite(boxes.back(), box);
    } else if (boxes.size() < kMostBoxes) {
      boxes.push_back(box);
    } else if (too_many) {
      break;
    } else {
      too_many = true;
      std::vector<PageBox> pages;
      for (const PageBox& each : boxes) {
        if (pages.empty() || pages.back().page != each.page) {
          pages.push_back(each);
        } else {
          unite(pages.back(), each);
        }
      }
      boxes = std::move(pages);
      if (boxes.back().page == box.page) {
        unite(boxes.back(), box);
      } else if (boxes.size() < kMostBoxes) {
        boxes.push_back(box);
      }
    }
  }
  return boxes;
}

}  // namespace hegui::document

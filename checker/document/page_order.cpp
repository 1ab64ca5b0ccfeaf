#include "checker/document/page_order.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "dsl/utf8.hpp"

namespace hegui::document {

namespace {

/// The empty strip between two columns of running text, or nothing when there is one column.
struct Gutter {
  double left = 0, right = 0;
  [[nodiscard]] bool exists() const { return right > left; }
  [[nodiscard]] double middle() const { return (left + right) / 2; }
};

struct Extent {
  double left = 0, right = 0;
};

/// Many lines of a column of running text fill it, and it is wide. Columns of a table are not.
bool is_prose(const std::vector<double>& widths, double column, double size) {
  constexpr std::size_t kFewest = 6;
  if (widths.size() < kFewest || column < 12 * size) return false;
  const auto full = std::count_if(widths.begin(), widths.end(), [&](double width) { return width > column * 0.8; });
  return full * 3 >= static_cast<std::ptrdiff_t>(widths.size());
}

Gutter find_gutter(const std::vector<PageLine>& lines) {
  constexpr double kNarrowest = 8;  // points
  std::vector<Extent> parts;
  double left = 1e9, right = -1e9;
  std::vector<double> sizes;
  for (const PageLine& line : lines) {
    left = std::min(left, line.left);
    right = std::max(right, line.right);
    sizes.push_back(line.size);
    for (const PageLine& part : parts_of(line)) parts.push_back({part.left, part.right});
  }
  const double width = right - left;
  constexpr std::size_t kMostParts = 20'000;
  if (lines.size() < 6 || parts.size() < 12 || parts.size() > kMostParts || !(width > 100) || width > 5'000) return {};
  // How many parts cover each point of the width.
  std::vector<std::size_t> cover(static_cast<std::size_t>(width) + 2, 0);
  for (const Extent& part : parts)
    for (auto at = static_cast<std::size_t>(part.left - left); at <= static_cast<std::size_t>(part.right - left); ++at)
      ++cover[std::min(at, cover.size() - 1)];
  const std::size_t few = parts.size() / 8;  // headings over both columns
  Gutter best;
  for (std::size_t at = cover.size() / 4, end = cover.size() * 3 / 4; at < end;) {
    std::size_t stop = at;
    while (stop < end && cover[stop] <= few) ++stop;
    if (static_cast<double>(stop - at) > best.right - best.left)
      best = {left + static_cast<double>(at), left + static_cast<double>(stop)};
    at = stop + 1;
  }
  if (best.right - best.left < kNarrowest) return {};
  std::vector<double> on_left, on_right;
  for (const Extent& part : parts) {
    if (part.right <= best.middle()) on_left.push_back(part.right - part.left);
    if (part.left >= best.middle()) on_right.push_back(part.right - part.left);
  }
  std::nth_element(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2), sizes.end());
  const double size = sizes[sizes.size() / 2];
  const bool columns = is_prose(on_left, best.left - left, size) && is_prose(on_right, right - best.right, size);
  return columns ? best : Gutter{};
}

double top_of(const PageItem& item, const std::vector<PageTable>& tables) {
  return item.is_table ? tables[item.table].top : item.line.baseline - item.line.size;
}

}  // namespace

bool has_text_columns(const std::vector<PageLine>& lines) { return find_gutter(lines).exists(); }

std::vector<PageItem> in_reading_order(std::vector<PageLine> lines, const std::vector<PageTable>& tables) {
  const Gutter gutter = find_gutter(lines);
  std::vector<PageItem> items;
  const auto side_of = [&](double left, double right) {
    if (!gutter.exists()) return Side::whole;
    if (right <= gutter.right) return Side::left;
    return left >= gutter.left ? Side::right : Side::whole;
  };
  for (PageLine& line : lines) {
    const auto behind = std::find_if(line.words.begin(), line.words.end(),
                                     [&](const PlacedWord& word) { return word.x >= gutter.left; });
    const bool both = gutter.exists() && behind != line.words.begin() && behind != line.words.end() &&
                      std::prev(behind)->x + std::prev(behind)->width <= gutter.right;
    std::vector<PageLine> parts;
    if (both) {
      parts.push_back(line_of({line.words.begin(), behind}));
      parts.push_back(line_of({behind, line.words.end()}));
    } else {
      parts.push_back(std::move(line));
    }
    for (PageLine& part : parts) {
      PageItem item;
      item.side = side_of(part.left, part.right);
      item.line = std::move(part);
      items.push_back(std::move(item));
    }
  }
  for (std::size_t i = 0; i < tables.size(); ++i) {
    PageItem item;
    item.is_table = true;
    item.table = i;
    item.side = side_of(tables[i].left(), tables[i].right());
    items.push_back(std::move(item));
  }
  std::stable_sort(items.begin(), items.end(),
                   [&](const PageItem& a, const PageItem& b) { return top_of(a, tables) < top_of(b, tables); });
  // What spans both columns stands between what is above and below it.
  if (gutter.exists()) {
    for (auto band = items.begin(); band != items.end();) {
      const auto end = std::find_if(band, items.end(), [](const PageItem& item) { return item.side == Side::whole; });
      std::stable_partition(band, end, [](const PageItem& item) { return item.side == Side::left; });
      band = end == items.end() ? end : end + 1;
    }
  }
  return items;
}

}  // namespace hegui::document

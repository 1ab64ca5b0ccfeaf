#include "checker/document/page_marks.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "dsl/utf8.hpp"

namespace hegui::document {

namespace {

constexpr double kNear = 0.2;  // of half a Chinese character: places this near are the same
// Of the characters' height above and below the base line.
constexpr double kAbove = 0.88;
constexpr double kBelow = 0.18;

std::size_t half_ems(char32_t c) { return c < 0x2000 && !(c >= 0x1100 && c < 0x1200) ? 1 : 2; }

/// A box of the page as it is read, on the page as it is shown.
PageBox turned_back(const PageBox& box, unsigned turn, std::int32_t width, std::int32_t height) {
  PageBox back = box;
  if (turn == 1) {
    back.left = box.top;
    back.right = box.bottom;
    back.top = width - box.right;
    back.bottom = width - box.left;
  } else if (turn == 2) {
    back.left = width - box.right;
    back.right = width - box.left;
    back.top = height - box.bottom;
    back.bottom = height - box.top;
  } else if (turn == 3) {
    back.left = height - box.bottom;
    back.right = height - box.top;
    back.top = box.left;
    back.bottom = box.right;
  }
  return back;
}

}  // namespace

std::size_t half_ems(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto next = dsl::utf8::decode(text, at);
    width += half_ems(next.character);
    at += next.length;
  }
  return width;
}

std::vector<Bend> find_bends(std::string_view text, const std::vector<double>& begins, double width) {
  std::vector<Bend> bends;
  if (begins.size() < 2 || begins.size() != dsl::count_characters(text)) return bends;
  // A straight line from the last bend, over the widths that kinds tell, is drawn on while it comes near to all places.
  const double near = kNear * width / static_cast<double>(std::max<std::size_t>(half_ems(text), 1));
  const double endless = std::numeric_limits<double>::infinity();
  double from = begins[0], steepest = endless, flattest = -endless;
  std::size_t since = 0;  // half ems behind the last bend
  struct Place {
    std::size_t at = 0, since = 0;
    double x = 0;
  } last;
  std::size_t at = 0;
  for (std::size_t i = 0; i <= begins.size(); ++i) {
    const double x = i < begins.size() ? begins[i] : width;
    if (since > 0) {
      const double slope = (x - from) / static_cast<double>(since);
      if (slope > steepest || slope < flattest) {
        bends.push_back({static_cast<std::uint32_t>(last.at), static_cast<float>(last.x)});
        from = last.x;
        since -= last.since;
        steepest = endless;
        flattest = -endless;
      }
      steepest = std::min(steepest, (x + near - from) / static_cast<double>(since));
      flattest = std::max(flattest, (x - near - from) / static_cast<double>(since));
    }
    last = {at, since, x};
    if (at >= text.size()) break;
    const auto next = dsl::utf8::decode(text, at);
    since += half_ems(next.character);
    at += next.length;
  }
  return bends;
}

std::int32_t hundredths(double length) {
  constexpr double kFarthest = 1e9;
  return std::isfinite(length) ? static_cast<std::int32_t>(std::lround(std::clamp(length * 100, -kFarthest, kFarthest)))
                               : 0;
}

void add_marks(std::vector<TextMark>& marks, const std::vector<PlacedWord>& words) {
  for (const PlacedWord& word : words) {
    std::size_t begin = 0;
    double left = 0;
    const auto add = [&](std::size_t end, double right) {
      if (end <= begin) return;
      TextMark& mark = marks.emplace_back();
      mark.bytes = static_cast<std::uint32_t>(end - begin);
      mark.box.left = hundredths(word.x + left);
      mark.box.right = std::max(mark.box.left, hundredths(word.x + right));
      mark.box.top = hundredths(word.baseline - kAbove * word.size);
      mark.box.bottom = std::max(mark.box.top, hundredths(word.baseline + kBelow * word.size));
      begin = end;
      left = right;
    };
    for (const Bend& bend : word.bends) add(std::min<std::size_t>(bend.at, word.text.size()), bend.x);
    add(word.text.size(), word.width);
  }
}

void add_marks(std::vector<TextMark>& marks, const std::vector<PlacedWord>& words, const PageFrame& page) {
  std::vector<TextMark> own;
  add_marks(own, words);
  set_page(own, page);
  marks.insert(marks.end(), own.begin(), own.end());
}

void set_page(std::vector<TextMark>& marks, const PageFrame& page) {
  for (TextMark& mark : marks) {
    mark.box = turned_back(mark.box, page.turn, hundredths(page.width), hundredths(page.height));
    mark.box.page = page.number;
    mark.turn = page.turn;
  }
}

}  // namespace hegui::document

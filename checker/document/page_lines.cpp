#include "checker/document/page_lines.hpp"

#include <algorithm>
#include <utility>

namespace hegui::document {

namespace {

// In parts of the characters' height.
constexpr double kSameLine = 0.45;  // base lines this near are one line
constexpr double kBlank = 0.28;     // a gap this wide shows as a blank
constexpr double kColumnGap = 1.6;  // and this wide as the space between columns

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

PageLine join(std::vector<PlacedWord>& words) {
  std::stable_sort(words.begin(), words.end(), [](const PlacedWord& a, const PlacedWord& b) { return a.x < b.x; });
  PageLine line;
  line.left = words.front().x;
  line.baseline = words.front().baseline;
  double end = words.front().x;
  for (const PlacedWord& word : words) {
    line.size = std::max(line.size, word.size);
    if (!line.text.empty()) {
      const double gap = word.x - end;
      if (gap > kColumnGap * word.size) {
        line.text += "    ";
      } else if (gap > kBlank * word.size && (is_ascii(line.text.back()) || is_ascii(word.text.front()))) {
        line.text += ' ';
      }
    }
    line.text += word.text;
    end = std::max(end, word.x + word.width);
  }
  line.right = end;
  return line;
}

}  // namespace

std::vector<PageLine> lines_of_page(std::vector<PlacedWord> words) {
  std::erase_if(words, [](const PlacedWord& word) { return word.text.empty(); });
  std::stable_sort(words.begin(), words.end(),
                   [](const PlacedWord& a, const PlacedWord& b) { return a.baseline < b.baseline; });
  std::vector<PageLine> lines;
  std::vector<PlacedWord> current;
  for (PlacedWord& word : words) {
    if (!current.empty()) {
      const double size = std::max(current.front().size, word.size);
      if (word.baseline - current.front().baseline > kSameLine * size) {
        lines.push_back(join(current));
        current.clear();
      }
    }
    current.push_back(std::move(word));
  }
  if (!current.empty()) lines.push_back(join(current));
  return lines;
}

}  // namespace hegui::document

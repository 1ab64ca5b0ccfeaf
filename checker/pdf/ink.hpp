// What a PDF puts on its pages: runs of characters with their places, and straight ruling lines.
// Made from the submitted bytes by one of two ways into poppler (ink_core.cpp, ink_words.cpp); CMake chooses.
// Afterwards places are those of the page as shown, in points from its top left corner, y growing downwards.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hegui::pdf {

struct Run {
  double x = 0, baseline = 0, width = 0, size = 0;
  bool blank = false;         // a blank character stands before it
  bool turned = false;        // set aslant or on its side, as watermarks are
  std::string text;           // UTF-8 without control characters
  std::vector<float> begins;  // of each character in it, from x
};

struct Rule {
  double x1 = 0, y1 = 0, x2 = 0, y2 = 0;
};

struct Page {
  double width = 0, height = 0;
  int turn = 0;  // quarters by which it was turned clockwise to be read
  std::vector<Run> runs;
  std::vector<Rule> rules;
};

constexpr std::size_t kMostRuns = 200'000;
constexpr std::size_t kMostRules = 50'000;

class File {
 public:
  File() = default;
  virtual ~File() = default;
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  [[nodiscard]] virtual int pages() const = 0;
  virtual Page page(int number) = 0;  // from 1
};

/// Nothing, and “damaged” or “encrypted” in `error`, when the bytes cannot be read. The bytes must outlive the file.
std::unique_ptr<File> open(std::string_view bytes, std::string& error);

}  // namespace hegui::pdf

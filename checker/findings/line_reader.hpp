// Lines of a stream, one after another, whatever the size of the whole.
// Used for facts files with one report a line.
// Afterwards each line was seen once, memory holds little more than the longest of them, and one that is longer than
// allowed is known as such.
#pragma once

#include <cstdint>
#include <istream>
#include <string_view>
#include <vector>

namespace hegui::findings {

class LineReader {
 public:
  /// `longest`: bytes of a line that are kept. `padding`: bytes that are readable behind each line.
  LineReader(std::istream& in, std::uint64_t longest, std::size_t padding);

  /// Goes on to the next line; false at the end. Empty lines are passed over.
  bool next();
  /// Without its end; valid until the next one is asked for. Cut off when it is too long.
  [[nodiscard]] std::string_view line() const { return line_; }
  [[nodiscard]] std::uint64_t number() const { return number_; }  // from 1
  [[nodiscard]] bool too_long() const { return too_long_; }

 private:
  bool fill();
  bool one();

  std::istream& in_;
  std::uint64_t longest_;
  std::size_t padding_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0, end_ = 0;  // of what was read and not yet handed out
  std::string_view line_;
  std::uint64_t number_ = 0;
  bool too_long_ = false, ended_ = false;
};

}  // namespace hegui::findings

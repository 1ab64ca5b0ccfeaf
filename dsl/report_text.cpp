#include "dsl/report_text.hpp"

#include <algorithm>
#include <vector>

namespace hegui::dsl {
namespace {

struct Line {
  std::size_t begin, end;  // without the line end and without the indentation once `cut` has run
};

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r") == std::string_view::npos; }

std::vector<Line> lines_of(std::string_view block) {
  std::vector<Line> lines;
  for (std::size_t begin = 0; begin <= block.size();) {
    std::size_t end = block.find('\n', begin);
    if (end == std::string_view::npos) end = block.size();
    const std::size_t next = end + 1;
    if (end > begin && block[end - 1] == '\r') --end;
    lines.push_back({begin, end});
    begin = next;
  }
  if (lines.size() == 1) return lines;  // """text"""
  if (is_blank(block.substr(lines.front().begin, lines.front().end - lines.front().begin))) lines.erase(lines.begin());
  if (is_blank(block.substr(lines.back().begin, lines.back().end - lines.back().begin))) lines.pop_back();

  std::string_view common;
  bool first = true;
  for (const Line& line : lines) {
    const std::string_view text = block.substr(line.begin, line.end - line.begin);
    if (is_blank(text)) continue;
    const std::string_view indent = text.substr(0, text.find_first_not_of(" \t"));
    if (first) {
      common = indent;
    } else {
      std::size_t same = 0;
      while (same < common.size() && same < indent.size() && common[same] == indent[same]) ++same;
      common = common.substr(0, same);
    }
    first = false;
  }
  for (Line& line : lines) {
    const std::string_view text = block.substr(line.begin, line.end - line.begin);
    line.begin = text.substr(0, common.size()) == common ? line.begin + common.size() : line.end;
  }
  return lines;
}

}  // namespace

std::string unindented(std::string_view block) {
  std::string text;
  const std::vector<Line> lines = lines_of(block);
  for (const Line& line : lines) {
    text += block.substr(line.begin, line.end - line.begin);
    if (block.find('\n') != std::string_view::npos) text += '\n';
  }
  return text;
}

std::uint32_t offset_in_block(std::string_view block, std::uint32_t offset) {
  std::size_t left = offset;
  const std::vector<Line> lines = lines_of(block);
  for (const Line& line : lines) {
    const std::size_t length = line.end - line.begin;
    if (left <= length) return static_cast<std::uint32_t>(line.begin + left);
    left -= length + 1;
  }
  return static_cast<std::uint32_t>(block.size());
}

}  // namespace hegui::dsl

// The fenced blocks of a documentation page, with what each claims in its first line (```hegui error HG-T001 …).
// Read by the tests of this folder.
// Afterwards every block of the page is there once, with the line where it begins.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace hegui::docs {

struct Block {
  std::string language;             // hegui, console, cpp …
  std::vector<std::string> claims;  // the further words of the first line
  std::string text;                 // with its last line end
  int line = 0;                     // of the opening fence, from 1
};

struct Page {
  std::filesystem::path path;
  std::vector<Block> blocks;
  std::vector<std::string> links;  // targets of [text](target) outside blocks
};

Page read_page(const std::filesystem::path& path);

/// All *.md files below docs/ and the README, in the order of their paths.
std::vector<std::filesystem::path> all_pages();

/// One command of a console block: what stands behind “$ ” and the lines up to the next one.
struct Command {
  std::vector<std::string> words;
  std::string expected;
};
std::vector<Command> commands(const Block& block);

/// Whether `actual` is `expected`, where a line “…” of `expected` stands for any number of lines.
bool same_output(const std::string& expected, const std::string& actual);

}  // namespace hegui::docs

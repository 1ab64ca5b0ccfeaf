#include "tests/docs/page.hpp"

#include <algorithm>
#include <regex>
#include <sstream>

#include "tests/app/program.hpp"

namespace hegui::docs {

namespace fs = std::filesystem;

namespace {

std::vector<std::string> split_words(const std::string& line) {
  std::vector<std::string> words;
  std::string word;
  bool quoted = false, any = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
      any = true;
    } else if (c == ' ' && !quoted) {
      if (any || !word.empty()) words.push_back(word);
      word.clear();
      any = false;
    } else {
      word += c;
    }
  }
  if (any || !word.empty()) words.push_back(word);
  return words;
}

std::vector<std::string> split_lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

}  // namespace

Page read_page(const fs::path& path) {
  Page page;
  page.path = path;
  static const std::regex link(R"(\]\(([^)#\s]+)(#[^)]*)?\))");
  bool inside = false;
  int number = 0;
  for (const std::string& line : split_lines(app::slurp(path))) {
    ++number;
    if (line.rfind("```", 0) == 0) {
      if (!inside) {
        std::vector<std::string> words = split_words(line.substr(3));
        Block block;
        block.line = number;
        if (!words.empty()) {
          block.language = words.front();
          block.claims.assign(words.begin() + 1, words.end());
        }
        page.blocks.push_back(std::move(block));
      }
      inside = !inside;
    } else if (inside) {
      page.blocks.back().text += line + "\n";
    } else {
      for (std::sregex_iterator at(line.begin(), line.end(), link), end; at != end; ++at)
        page.links.push_back((*at)[1].str());
    }
  }
  return page;
}

std::vector<fs::path> all_pages() {
  std::vector<fs::path> pages{app::source_path("README.md")};
  for (const auto& entry : fs::recursive_directory_iterator(app::source_path("docs")))
    if (entry.path().extension() == ".md") pages.push_back(entry.path());
  std::sort(pages.begin(), pages.end());
  return pages;
}

std::vector<Command> commands(const Block& block) {
  std::vector<Command> list;
  for (const std::string& line : split_lines(block.text)) {
    if (line.rfind("$ ", 0) == 0) {
      list.push_back({split_words(line.substr(2)), {}});
    } else if (!list.empty()) {
      list.back().expected += line + "\n";
    }
  }
  return list;
}

bool same_output(const std::string& expected, const std::string& actual) {
  const std::vector<std::string> pattern = split_lines(expected), lines = split_lines(actual);
  // The usual matching with one wildcard: on a mismatch go back to the last “…” and let it take one line more.
  std::size_t p = 0, at = 0, star = pattern.size(), resume = 0;
  while (at < lines.size()) {
    if (p < pattern.size() && pattern[p] == "…") {
      star = p++;
      resume = at;
    } else if (p < pattern.size() && pattern[p] == lines[at]) {
      ++p;
      ++at;
    } else if (star < pattern.size()) {
      p = star + 1;
      at = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == "…") ++p;
  return p == pattern.size();
}

}  // namespace hegui::docs

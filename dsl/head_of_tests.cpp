#include "dsl/head_of_tests.hpp"

#include <algorithm>
#include <cstddef>

#include "dsl/keyword.hpp"

namespace hegui::dsl {

namespace {

constexpr std::string_view kEnding = ".tests.hegui";
constexpr std::string_view kMark = "\"\"\"";  // around the text of a report

bool is_keyword(std::string_view word, Keyword keyword) { return match_keyword(word, keyword) == word.size(); }

std::string_view trimmed(std::string_view line) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!line.empty() && is_blank(line.front())) line.remove_prefix(1);
  while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
  return line;
}

/// An item may begin anywhere on a line; in the laid-out form none does.
bool has_item_inside(std::string_view line) {
  for (std::size_t blank = line.find(' '); blank != std::string_view::npos; blank = line.find(' ', blank + 1))
    if (keyword_at(line.substr(blank + 1), KeywordGroup::item) != nullptr) return true;
  return false;
}

}  // namespace

std::optional<std::string_view> head_of_tests(std::string_view name, std::string_view text) {
  if (!name.ends_with(kEnding)) return std::nullopt;
  std::optional<std::size_t> first;
  bool in_report = false;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = trimmed(text.substr(begin, end - begin));
    const std::size_t mark = line.find(kMark);
    if (in_report) {
      if (mark != std::string_view::npos && line != kMark) return std::nullopt;
      in_report = line != kMark;
    } else if (mark != std::string_view::npos) {
      // As it is laid out: 报告 """ alone on its line.
      if (!first || mark + kMark.size() != line.size() || !is_keyword(trimmed(line.substr(0, mark)), Keyword::report))
        return std::nullopt;
      in_report = true;
    } else if (!line.starts_with('#')) {
      const KeywordRow* item = keyword_at(line, KeywordGroup::item);
      if (item != nullptr && item->keyword == Keyword::test) {
        if (!first) first = begin;
      } else if (item != nullptr && (first || item->keyword != Keyword::rulebook)) {
        return std::nullopt;
      }
      if (has_item_inside(line)) return std::nullopt;
    }
    begin = end + 1;
  }
  if (!first || in_report) return std::nullopt;
  return text.substr(0, *first);
}

}  // namespace hegui::dsl

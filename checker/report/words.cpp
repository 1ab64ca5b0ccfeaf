#include "checker/report/words.hpp"

#include <algorithm>

namespace hegui::report {
namespace {

char32_t folded(char32_t c) {
  switch (c) {
    case U'（': return U'(';
    case U'）': return U')';
    case U'：': return U':';
    case U'，': return U',';
    default: return c;
  }
}

bool equal_at(const std::vector<char32_t>& word, const Chars& chars, std::size_t from) {
  if (from + word.size() > chars.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (folded(word[i]) != folded(chars.c[from + i])) return false;
  return true;
}

}  // namespace

Words::Words(const dsl::Program& program, std::string_view english) {
  const auto id = program.find_words(english);
  if (!id.valid()) return;
  for (const auto& word : program.word_lists[id.value].words)
    if (auto c = characters(word).c; !c.empty()) words_.push_back(std::move(c));
  std::stable_sort(words_.begin(), words_.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
}

std::size_t Words::at(const Chars& chars, std::size_t from) const {
  for (const auto& word : words_)
    if (equal_at(word, chars, from)) return word.size();
  return 0;
}

std::size_t Words::ending_at(const Chars& chars, std::size_t from, std::size_t to) const {
  for (const auto& word : words_)
    if (from + word.size() <= to && equal_at(word, chars, to - word.size())) return word.size();
  return 0;
}

std::size_t Words::find(const Chars& chars, std::size_t from, std::size_t to) const {
  for (std::size_t i = from; i < to; ++i)
    if (const std::size_t n = at(chars, i); n > 0 && i + n <= to) return i;
  return to;
}

bool Words::contains(std::string_view word) const {
  const auto c = characters(word).c;
  return std::find(words_.begin(), words_.end(), c) != words_.end();
}

}  // namespace hegui::report

#include "checker/report/words.hpp"

#include <algorithm>

namespace hegui::report {

bool Words::equal_at(const std::vector<char32_t>& word, const Chars& chars, std::size_t from) {
  if (from + word.size() > chars.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (folded(word[i]) != folded(chars.c[from + i])) return false;
  return true;
}

Words::Words(const std::vector<std::string>& words) {
  constexpr std::size_t most = 65'535;
  for (const auto& word : words)
    if (auto c = characters(word).c; !c.empty() && words_.size() < most) words_.push_back(std::move(c));
  std::stable_sort(words_.begin(), words_.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  first_.arrange(words_, true);
  last_.arrange(words_, false);
}

void Words::Edge::arrange(const std::vector<std::vector<char32_t>>& all, bool front) {
  const auto hash_of = [&](std::size_t word) { return hash(front ? all[word].front() : all[word].back()); };
  for (std::size_t w = 0; w < all.size(); ++w) ++begins[hash_of(w) + 1];
  for (std::size_t h = 0; h + 1 < begins.size(); ++h)
    begins[h + 1] = static_cast<std::uint16_t>(begins[h + 1] + begins[h]);
  words.resize(all.size());
  auto next = begins;
  for (std::size_t w = 0; w < all.size(); ++w) words[next[hash_of(w)]++] = static_cast<std::uint16_t>(w);
}

template <class Fits>
std::size_t Words::longest(const Edge& edge, char32_t at, const Fits& fits) const {
  const std::size_t h = hash(at);
  for (std::size_t i = edge.begins[h]; i < edge.begins[h + 1]; ++i) {
    const auto& word = words_[edge.words[i]];
    if (fits(word)) return word.size();
  }
  return 0;
}

std::size_t Words::longest_at(const Chars& chars, std::size_t from) const {
  return longest(first_, chars.c[from], [&](const auto& word) { return equal_at(word, chars, from); });
}

std::size_t Words::ending_at(const Chars& chars, std::size_t from, std::size_t to) const {
  if (to == 0 || to > chars.size()) return 0;
  return longest(last_, chars.c[to - 1],
                 [&](const auto& word) { return from + word.size() <= to && equal_at(word, chars, to - word.size()); });
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

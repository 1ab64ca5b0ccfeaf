// Sorting the words of a list by the characters at their edges.
// Used when a lexicon is made.
// Afterwards every bucket has its longest words first.
#include "checker/text/word_set.hpp"

#include <algorithm>

namespace hegui::text {

using dsl::utf8::decode;
using dsl::utf8::decode_before;

WordSet::WordSet(const std::vector<std::string>& words) {
  for (std::uint32_t i = 0; i < words.size(); ++i)
    if (!words[i].empty()) by_begin_.push_back({words[i], i});
  by_end_ = by_begin_;
  const auto arrange = [](std::vector<Word>& list, Edges& edges, const auto& edge_of) {
    std::stable_sort(list.begin(), list.end(), [&](const Word& a, const Word& b) {
      const std::size_t x = Edges::hash(edge_of(a.text)), y = Edges::hash(edge_of(b.text));
      return x != y ? x < y : a.text.size() > b.text.size();
    });
    for (const Word& word : list) ++edges.begins[Edges::hash(edge_of(word.text)) + 1];
    for (std::size_t i = 0; i < Edges::size; ++i) edges.begins[i + 1] += edges.begins[i];
  };
  arrange(by_begin_, begins_, [](std::string_view word) { return decode(word, 0).character; });
  arrange(by_end_, ends_, [](std::string_view word) { return decode_before(word, word.size()).character; });
}

WordSet::Match WordSet::before(std::string_view text, std::size_t offset) const {
  const char32_t last = decode_before(text, offset).character;
  if (!ends_.may_hold(last)) return {};
  const std::string_view all = text.substr(0, offset);
  const auto [from, to] = ends_.bucket(last);
  for (std::uint32_t i = from; i < to; ++i)
    if (all.ends_with(by_end_[i].text)) return {by_end_[i].text.size(), by_end_[i].index};
  return {};
}

}  // namespace hegui::text

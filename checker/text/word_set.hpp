// A list of words, asked for the longest that begins or ends at a place of a text.
// Made once from a word list of the taxonomy; used at each number and each paragraph.
// Afterwards a place where no word stands costs one look at its character.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/utf8.hpp"

namespace hegui::text {

class WordSet {
 public:
  WordSet() = default;
  explicit WordSet(const std::vector<std::string>& words);

  struct Match {
    std::size_t length = 0;   // in bytes; 0: no word
    std::uint32_t index = 0;  // of the word in the list as given; the first of equal ones
  };
  /// The longest word that begins at the offset.
  [[nodiscard]] Match at(std::string_view text, std::size_t offset) const {
    return at(text, offset, [](std::size_t) { return true; });
  }
  /// The longest for whose length `allowed` holds.
  template <class Allowed>
  [[nodiscard]] Match at(std::string_view text, std::size_t offset, const Allowed& allowed) const {
    if (offset >= text.size()) return {};
    const char32_t first = dsl::utf8::decode(text, offset).character;
    if (!begins_.may_hold(first)) return {};
    const std::string_view rest = text.substr(offset);
    const auto [from, to] = begins_.bucket(first);
    for (std::uint32_t i = from; i < to; ++i) {
      const Word& word = by_begin_[i];
      if (rest.starts_with(word.text) && allowed(word.text.size())) return {word.text.size(), word.index};
    }
    return {};
  }
  /// The longest word that ends at the offset.
  [[nodiscard]] Match before(std::string_view text, std::size_t offset) const;
  [[nodiscard]] bool contains(std::string_view word) const {
    return at(word, 0).length == word.size() && !word.empty();
  }
  [[nodiscard]] bool empty() const { return by_begin_.empty(); }
  [[nodiscard]] bool may_begin(char32_t first) const { return begins_.may_hold(first); }
  [[nodiscard]] bool may_end(char32_t last) const { return ends_.may_hold(last); }

 private:
  struct Word {
    std::string text;
    std::uint32_t index = 0;
  };
  /// Which words have a character at their edge: a filter of bits, and the words grouped by the same hash.
  struct Edges {
    static constexpr std::size_t size = 256;
    std::array<std::uint32_t, size + 1> begins{};
    static std::size_t hash(char32_t c) { return (c ^ (c >> 8U)) % size; }
    [[nodiscard]] bool may_hold(char32_t c) const { return begins[hash(c)] != begins[hash(c) + 1]; }
    struct Bucket {
      std::uint32_t from, to;
    };
    [[nodiscard]] Bucket bucket(char32_t c) const { return {begins[hash(c)], begins[hash(c) + 1]}; }
  };
  std::vector<Word> by_begin_, by_end_;  // bucket by bucket, longest first
  Edges begins_, ends_;
};

}  // namespace hegui::text

// A word list of the taxonomy, ready for looking words up in characters.
// Built by the lexicon when a pass first asks for it by its well-known English id; an absent list matches nothing.
// Afterwards the longest word at a place is found, without regard to the width of brackets.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "checker/report/characters.hpp"

namespace hegui::report {

class Words {
 public:
  Words() = default;
  explicit Words(const std::vector<std::string>& words);
  /// Length in characters of the longest word that starts at `from`; 0: none.
  [[nodiscard]] std::size_t at(const Chars& chars, std::size_t from) const {
    if (from >= chars.size()) return 0;
    const std::size_t h = hash(chars.c[from]);
    return first_.begins[h] == first_.begins[h + 1] ? 0 : longest_at(chars, from);
  }
  /// Length of the longest word that ends at `to` and does not begin before `from`; 0: none.
  [[nodiscard]] std::size_t ending_at(const Chars& chars, std::size_t from, std::size_t to) const;
  /// First place in [from, to) where a word starts; `to` if none.
  [[nodiscard]] std::size_t find(const Chars& chars, std::size_t from, std::size_t to) const;
  [[nodiscard]] bool empty() const { return words_.empty(); }
  [[nodiscard]] std::size_t longest() const { return words_.empty() ? 0 : words_.front().size(); }
  [[nodiscard]] bool contains(std::string_view word) const;

 private:
  /// Brackets and commas in one width.
  static char32_t folded(char32_t c) {
    if (c < U'（' || c > U'：') return c;
    switch (c) {
      case U'（': return U'(';
      case U'）': return U')';
      case U'：': return U':';
      case U'，': return U',';
      default: return c;
    }
  }
  static std::size_t hash(char32_t c) {
    c = folded(c);
    return (c ^ (c >> 8U)) % 256;
  }
  static bool equal_at(const std::vector<char32_t>& word, const Chars& chars, std::size_t from);
  [[nodiscard]] std::size_t longest_at(const Chars& chars, std::size_t from) const;
  /// The words by a character at their edge: of the words with one hash the longest first.
  struct Edge {
    std::array<std::uint16_t, 257> begins{};
    std::vector<std::uint16_t> words;
    void arrange(const std::vector<std::vector<char32_t>>& all, bool front);
  };
  template <class Fits>
  [[nodiscard]] std::size_t longest(const Edge& edge, char32_t at, const Fits& fits) const;

  std::vector<std::vector<char32_t>> words_;  // longest first
  Edge first_, last_;
};

}  // namespace hegui::report

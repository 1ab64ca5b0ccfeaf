// Finds all words of a fixed set in one pass over a text (a trie over code points in two flat arrays).
// Built once from the taxonomy by the lexicon; used on every block of every report.
// Afterwards every occurrence is reported, overlapping ones too; the caller chooses.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hegui::report {

struct Hit {
  std::uint32_t begin = 0, end = 0;  // positions in the scanned text
  std::uint32_t word = 0;            // index of the word as added
};

class Automaton {
 public:
  /// `words` must not be empty strings; equal words get equal indices only if the caller adds them once.
  explicit Automaton(const std::vector<std::u32string>& words);
  /// All occurrences, sorted by begin, longer first.
  [[nodiscard]] std::vector<Hit> find(std::u32string_view text) const;
  /// The same into a vector that is used again and again.
  void find(std::u32string_view text, std::vector<Hit>& hits) const;
  /// The longest word that begins at a place; an empty hit when there is none.
  [[nodiscard]] Hit longest(std::u32string_view text, std::size_t begin) const;
  static constexpr std::uint32_t no_word = 0xFFFFFFFF;
  /// The word that the whole text is, or no_word.
  [[nodiscard]] std::uint32_t whole(std::u32string_view text) const;

 private:
  /// The child of cell `c` for code `k` is cell `base + k`, when that one has `c` as its parent. Words are short and
  /// few begin at most characters, so that a walk from each position is cheaper than links between the branches.
  /// What a walk looks at is kept small: it waits for memory more than for anything else.
  struct Cell {
    std::uint32_t parent = no_cell;
    std::uint32_t base = 0;  // with `ends` when a word ends here
  };
  static constexpr std::uint32_t ends = 0x80000000;
  static constexpr std::uint32_t no_cell = 0xFFFFFFFF;
  static constexpr std::uint32_t root = 0;

  [[nodiscard]] std::uint32_t code_of(char32_t character) const;  // 0: in no word
  [[nodiscard]] std::uint32_t child(std::uint32_t cell, std::uint32_t code) const {
    const std::uint32_t next = (cells_[cell].base & ~ends) + code;
    return cells_[next].parent == cell ? next : no_cell;
  }
  void number_characters(const std::vector<std::u32string>& words);
  void build(const std::vector<std::u32string>& words);
  struct Free {
    std::uint32_t one = 1, several = 1;  // where to look for a place for one child and for several
  };
  [[nodiscard]] std::uint32_t free_base(const std::vector<std::uint32_t>& codes, Free& free);

  static constexpr std::size_t page_size = 256;
  std::array<std::uint16_t, 0x110000 / page_size> pages_{};  // by the high bits of a character: its page in codes_
  std::vector<std::uint16_t> codes_;                         // page 0 holds no code at all
  std::vector<Cell> cells_;
  std::vector<std::uint32_t> words_;  // by cell: the word that ends there
  // Most places are refused by what is at hand: the cell of the first character, whether it is a word by itself, and
  // whether any word begins with these two characters (or with two that fall together with them).
  static constexpr std::size_t pair_bits = 1U << 16U;
  static std::size_t pair_of(std::uint32_t first, std::uint32_t second) {
    return (first * 40503U + second) % pair_bits;
  }
  struct First {
    std::uint32_t cell = no_cell, base = 0;  // as in the cell
  };
  std::vector<First> first_;  // by code
  std::array<std::uint64_t, pair_bits / 64> pairs_{};
  std::uint32_t most_ = 0;  // the highest code
};

}  // namespace hegui::report

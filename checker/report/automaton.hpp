// Finds all words of a fixed set in one pass over a text (Aho–Corasick over code points).
// Built once from the taxonomy by the lexicon; used on every block of every report.
// Afterwards every occurrence is reported, overlapping ones too; the caller chooses.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
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

 private:
  struct Edge {
    char32_t character;
    std::uint32_t node;
  };
  struct Node {
    std::uint32_t first_edge = 0, edges = 0;
    std::uint32_t fail = 0;
    std::uint32_t output = 0;  // nearest node on the chain of failures (itself included) that ends a word; 0: none
    std::uint32_t word = 0, length = 0;  // length 0: no word ends here
  };
  [[nodiscard]] std::uint32_t child(std::uint32_t node, char32_t character) const;  // 0: none

  std::vector<Node> nodes_;
  std::vector<Edge> edges_;
};

}  // namespace hegui::report

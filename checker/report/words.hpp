// A word list of the taxonomy, ready for looking words up in characters.
// Built by the passes from its well-known English id; an absent list is empty and matches nothing.
// Afterwards the longest word at a place is found, without regard to the width of brackets.
#pragma once

#include <string_view>
#include <vector>

#include "checker/report/characters.hpp"
#include "dsl/program.hpp"

namespace hegui::report {

class Words {
 public:
  Words(const dsl::Program& program, std::string_view english);
  /// Length in characters of the longest word that starts at `from`; 0: none.
  [[nodiscard]] std::size_t at(const Chars& chars, std::size_t from) const;
  /// Length of the longest word that ends at `to` and does not begin before `from`; 0: none.
  [[nodiscard]] std::size_t ending_at(const Chars& chars, std::size_t from, std::size_t to) const;
  /// First place in [from, to) where a word starts; `to` if none.
  [[nodiscard]] std::size_t find(const Chars& chars, std::size_t from, std::size_t to) const;
  [[nodiscard]] bool empty() const { return words_.empty(); }
  [[nodiscard]] bool contains(std::string_view word) const;

 private:
  std::vector<std::vector<char32_t>> words_;  // longest first
};

}  // namespace hegui::report

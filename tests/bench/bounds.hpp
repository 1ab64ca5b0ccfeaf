// What no program that checks texts can avoid: reading the bytes, bringing them into normal form, looking for all
// words. Used by the benchmarks as the bounds that steps are compared with; written without any part of the program.
// Afterwards each has done its whole work on a text and says something of it that a compiler cannot leave out.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/program.hpp"

namespace hegui::bench {

/// A sum over every byte, eight at a time.
std::uint64_t read_all(std::string_view text);
/// The length after ICU's NFKC.
std::size_t normalise(std::string_view text);

/// All words of a taxonomy: names and synonyms of members and concepts, and the lists that its words stand in.
std::vector<std::string> words_of(const dsl::Program& program);

/// An Aho–Corasick automaton over bytes: one step of a table for each byte, whatever is found.
class WordScan {
 public:
  explicit WordScan(const std::vector<std::string>& words);
  /// How many words end anywhere in the text.
  [[nodiscard]] std::uint64_t count(std::string_view text) const;
  [[nodiscard]] std::size_t states() const { return found_.size(); }

 private:
  std::array<std::uint8_t, 256> column_{};  // of a byte; 0: in no word
  std::size_t columns_ = 1;
  std::vector<std::uint32_t> next_;   // by state and column: the next state
  std::vector<std::uint32_t> found_;  // by state: how many words end here
};

}  // namespace hegui::bench

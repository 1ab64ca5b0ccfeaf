// Patterns of words, classes and short gaps, matched by trying: a few steps a character, where an automaton for
// “….{0,40}…” has to be built anew for nearly every text. Made by Pattern when it is first tried.
// Afterwards the answer is RE2's, or there is none: then RE2 is asked.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checker/engine/pattern_starts.hpp"
#include "dsl/pattern_tree.hpp"

namespace hegui::engine {

class Backtrack {
 public:
  /// Null when the pattern uses more than is known here.
  static std::unique_ptr<const Backtrack> of(std::string_view pattern);

  /// Whether it matches somewhere. Nothing: RE2 has to tell.
  [[nodiscard]] std::optional<bool> matches(std::string_view text) const {
    const auto found = find(text);
    return found ? std::optional(found->has_value()) : std::nullopt;
  }
  struct Place {
    std::size_t begin = 0, end = 0;
  };
  /// Where it matches first: the leftmost place, and there what it tries first, as RE2 has it. Outer nothing: RE2 has
  /// to tell; inner nothing: nowhere.
  [[nodiscard]] std::optional<std::optional<Place>> find(std::string_view text) const;

  enum class Op : std::uint8_t { text, one, many, begin, end, border, fork, jump, done };
  struct Step {
    Op op = Op::done;
    std::uint32_t at = 0;               // text, class, or where to go on
    std::uint32_t other = 0;            // fork: where else
    std::uint32_t least = 0, most = 0;  // many: how often
    bool lazy = false;                  // many: as few as will do
  };
  /// What a match may begin with, by the last eight bits of the character.
  struct Filter {
    std::array<std::uint64_t, 4> bits{};
    bool anything = false;
    void add(char32_t c) { bits[c >> 6U & 3U] |= std::uint64_t{1} << (c & 63U); }
    [[nodiscard]] bool may(char32_t c) const { return anything || (bits[c >> 6U & 3U] >> (c & 63U) & 1U) != 0; }
  };

 private:
  friend class BacktrackMaker;
  void find_starts();  // once the steps are there
  std::vector<Step> steps_;
  std::vector<Filter> filters_;  // parallel: what stands where a step is reached
  std::vector<std::string> texts_;
  std::vector<dsl::CharacterClass> classes_;
  PatternStarts starts_;
};

}  // namespace hegui::engine

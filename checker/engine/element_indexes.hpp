// Long lists looked up instead of gone through: which elements may be ≈ a figure, which texts may hold another or
// stand in it.
// Made by kept.cpp for the loops of one evaluation, when a list is long and a rule asks for it.
// Afterwards a look-up names every element that may do, in reading order, and mostly none that does not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "checker/engine/value.hpp"
#include "dsl/number.hpp"

namespace hegui::engine {

/// Figures by what they may come to as written, rounded or cut off.
class ReachIndex {
 public:
  /// Null: nothing is known of it, so that it may be ≈ anything. Elements come in reading order.
  void add(std::uint32_t element, const Value* figure);
  void finish();
  /// False: nothing is known of the figure.
  [[nodiscard]] bool find(const Value& figure, std::vector<std::uint32_t>& found) const;

 private:
  struct Reach {
    dsl::Number width, low;
    std::uint32_t element = 0;
  };
  std::vector<Reach> reaches_;       // by width, then from the lowest: few widths make many figures
  std::vector<std::size_t> begins_;  // of each width
  std::vector<std::uint32_t> always_;
};

/// Texts by the pairs of characters that stand in them.
class ContentIndex {
 public:
  void add(std::uint32_t element, std::string_view text);
  /// Nothing is known of its text: it may hold anything.
  void add_unknown(std::uint32_t element) { always_.push_back(element); }
  void finish();
  /// False: the text sought has less than two characters.
  [[nodiscard]] bool find(std::string_view sought, std::vector<std::uint32_t>& found) const;

 private:
  std::vector<std::uint64_t> pairs_;  // a hash of two characters, then the element; sorted
  std::vector<std::uint32_t> always_;
};

/// Short texts by the two characters that they begin with, to be found in longer ones.
class BeginningIndex {
 public:
  void add(std::uint32_t element, std::string_view text);
  void add_unknown(std::uint32_t element) { always_.push_back(element); }
  void finish();
  void find(std::string_view text, std::vector<std::uint32_t>& found) const;

 private:
  struct Beginning {
    std::uint32_t hash = 0, element = 0;
    std::size_t at = 0, size = 0;  // of the whole text in `texts_`
  };
  std::vector<Beginning> beginnings_;  // by hash
  std::string texts_;
  std::vector<std::uint32_t> always_;  // also those that are too short
};

}  // namespace hegui::engine

// What expressions came to last, by their number: a sorted vector, as records of it are copied for each loop.
// Kept in the record of an outcome; read to find what decided it.
// Afterwards an expression that was evaluated has one truth; of any other there is none.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "checker/engine/kleene.hpp"

namespace hegui::engine {

class TruthMap {
 public:
  using Entry = std::pair<std::uint32_t, Truth>;

  Truth& operator[](std::uint32_t expression) {
    const auto at = std::lower_bound(entries_.begin(), entries_.end(), expression, is_before);
    if (at != entries_.end() && at->first == expression) return at->second;
    return entries_.insert(at, {expression, Truth::unknown})->second;
  }
  /// Unknown when it was not evaluated.
  [[nodiscard]] Truth of(std::uint32_t expression) const {
    const auto at = std::lower_bound(entries_.begin(), entries_.end(), expression, is_before);
    return at != entries_.end() && at->first == expression ? at->second : Truth::unknown;
  }
  [[nodiscard]] bool empty() const { return entries_.empty(); }
  [[nodiscard]] auto begin() const { return entries_.begin(); }
  [[nodiscard]] auto end() const { return entries_.end(); }

 private:
  static bool is_before(const Entry& entry, std::uint32_t expression) { return entry.first < expression; }
  std::vector<Entry> entries_;
};

}  // namespace hegui::engine

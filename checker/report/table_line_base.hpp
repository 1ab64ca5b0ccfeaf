// What the passes over the lines of a table share: figures by line and item, and which lines stand near one another.
// Base of the finders in table_changes.cpp and table_lines.cpp; nobody else includes it.
// Afterwards nothing: it only answers, and keeps the best pair of lines so far.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "checker/report/table_lines.hpp"

namespace hegui::report {

inline constexpr std::size_t line_reach = 12;        // lines between a change and what changed
inline constexpr std::size_t most_line_items = 400;  // that are looked at to find which lines belong together
inline constexpr std::size_t most_told_lines = 64;   // of changes (of rates) in one table
inline constexpr int few_items = 2;                  // that prove nothing against what the headers say

class Lines {
 public:
  Lines(Reading& reading, const std::vector<TableLine>& lines) : r_(reading), t_(reading.tables), lines_(lines) {}

 protected:
  struct Pair {
    std::size_t first = 0, second = 0;  // what changed: before, after; what a rate divides: part, whole
    int rank = 0;                       // 0: the headers say it
    int score = 0, holds = 0, proofs = 0, fails = 0;
    std::size_t distance = 0;
    bool found = false;
    bool forward = false;   // some differences are those with their sign
    bool backward = false;  // 差额 = 上期 - 本期
    [[nodiscard]] bool better(const Pair& other) const {
      if (!other.found) return true;
      if (score != other.score) return score > other.score;
      return rank != other.rank ? rank < other.rank : distance < other.distance;
    }
  };
  [[nodiscard]] static dsl::Number slack_of(const dsl::Quantity& quantity) {
    return quantity.approximation == dsl::Approximation::exact ? dsl::Number(0)
                                                               : quantity.last_place() * dsl::Number(1, 2);
  }
  [[nodiscard]] const Fact& fact(FactId id) const { return r_.fact(id); }
  [[nodiscard]] const dsl::Number& value(FactId id) const { return r_.fact(id).quantity.value; }
  [[nodiscard]] FactId at(std::size_t line, std::size_t item) const {
    return item < lines_[line].facts.size() ? lines_[line].facts[item] : FactId{};
  }
  [[nodiscard]] std::size_t items_of(std::size_t line) const {
    return std::min(lines_[line].facts.size(), most_line_items);
  }
  /// Figures of one kind that may be compared.
  [[nodiscard]] bool comparable(FactId a, FactId b) const {
    return a.valid() && b.valid() && r_.same_class(fact(a).quantity, fact(b).quantity) &&
           fact(a).quantity.takes_part_in_equations() && fact(b).quantity.takes_part_in_equations();
  }
  /// Lines of values near this one that stand under the same header cells, as far as `depth`.
  [[nodiscard]] std::vector<std::size_t> values_near(std::size_t line, std::size_t depth) const {
    const auto& group = lines_[line].path;
    std::vector<std::size_t> out;
    const std::size_t from = line > line_reach ? line - line_reach : 0,
                      to = std::min(lines_.size(), line + line_reach + 1);
    for (std::size_t k = from; k < to; ++k) {
      const TableLine& other = lines_[k];
      if (k == line || other.kind != TableLine::Kind::value || other.path.size() < depth) continue;
      if (std::equal(group.begin(), group.begin() + static_cast<std::ptrdiff_t>(depth), other.path.begin()))
        out.push_back(k);
    }
    return out;
  }

  Reading& r_;
  const Lexicon::Tables& t_;
  const std::vector<TableLine>& lines_;
};

}  // namespace hegui::report

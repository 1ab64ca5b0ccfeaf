// Simple reasoning about bounds: [执行率] < 80% 且 [执行率] > 90% can never hold.
// Used by the lints; looks only at comparisons of one expression with a literal, joined by 且.
// Afterwards a reported contradiction is certain; whatever is more involved is left alone.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "dsl/program.hpp"

namespace hegui::dsl::checking {

class Limits {
 public:
  explicit Limits(const Program& program) : program_(program) {}
  /// Adds what the condition demands; returns the expression on which the demands contradict each other, or nothing.
  std::string add(ExprId condition);

 private:
  struct Bounds {
    std::optional<Number> low, high;
    bool low_open = false, high_open = false;
  };
  const Program& program_;
  std::map<std::string, Bounds> bounds_;  // by the text of the bounded expression
};

/// True when whenever `condition` holds, `other` holds too, as far as both are comparisons with literals.
[[nodiscard]] bool implies(const Program& program, ExprId condition, ExprId other);

}  // namespace hegui::dsl::checking

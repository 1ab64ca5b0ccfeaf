// Simple reasoning about conditions: [执行率] < 80% 且 [执行率] > 90% can never hold, nor 有 X 且 缺 X.
// Used by the lints: the conditions of a rule are assumed one after the other, until two contradict each other.
// Afterwards a reported contradiction or consequence is certain; whatever is more involved is left alone.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "dsl/program.hpp"

namespace hegui::dsl::checking {

/// What is taken to hold. Copies are cheap enough for the few conditions of a rule.
class Assumptions {
 public:
  explicit Assumptions(const Program& program) : program_(&program) {}
  /// Assumes the condition (or, with `holds` false, its opposite); returns what the demands on contradict each other:
  /// the text of an expression, or nothing.
  std::string add(ExprId condition, bool holds = true);
  /// True when the condition follows from what is assumed, wherever its figures are known.
  [[nodiscard]] bool imply(ExprId condition) const;
  /// True when the condition contradicts what is assumed.
  [[nodiscard]] bool exclude(ExprId condition) const;

 private:
  struct Demands {
    std::optional<Number> low, high;
    bool low_open = false, high_open = false;
    std::vector<Number> never;                   // ≠
    std::vector<std::vector<MemberId>> members;  // within one of each
    std::optional<std::string> text;             // equal to it
    std::optional<bool> truth;                   // the condition itself
    std::optional<bool> present;                 // 有, 缺
  };
  std::string take(ExprId condition, bool holds);
  std::string settle();
  std::string compare(const Expr& expr, bool holds);
  std::string bound(Demands& demands, Op op, const Number& limit, const std::string& subject);
  std::string belong(const Expr& expr);
  std::string be(ExprId condition, bool holds);
  std::string exist(ExprId subject, bool present);
  [[nodiscard]] std::string subject_of(ExprId id) const;
  [[nodiscard]] const Expr& at(ExprId id) const { return program_->expressions[id.value]; }

  const Program* program_;
  std::vector<ExprId> open_;                // 或 of which neither side is closed yet
  std::map<std::string, Demands> demands_;  // by the text of the expression, without blanks
};

}  // namespace hegui::dsl::checking

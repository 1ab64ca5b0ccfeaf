// What an expression means, as one line of text: names resolved, units canonical, operands of 且, 或, ＋ … in order.
// Made from a checked program; used to compare two versions of a rulebook.
// Afterwards two expressions have the same text when no layout, spelling, synonym, language or unit tells them apart.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "dsl/program.hpp"

namespace hegui::dsl {

class Meaning {
 public:
  explicit Meaning(const Program& program) : program_(program) {}

  /// `rule`: whose lets and loops the expression sees; null: none. With `inlined` a let stands for what it is, so that
  /// a new name changes nothing; else a let is its name, so that a change of the let is no change of who reads it.
  [[nodiscard]] std::string of(ExprId id, const Rule* rule, bool inlined) const;

 private:
  struct Scope {
    const Rule* rule = nullptr;
    bool inlined = false;
    std::vector<std::uint32_t> loops;  // slots of the quantifiers around
    int depth = 0;
    std::map<std::uint32_t, std::string> lets;  // by slot: what it means
  };
  [[nodiscard]] std::string text(ExprId id, Scope& scope) const;
  [[nodiscard]] std::string local(std::uint32_t slot, Scope& scope) const;
  [[nodiscard]] std::string query(const Query& query) const;
  const Program& program_;
};

}  // namespace hegui::dsl

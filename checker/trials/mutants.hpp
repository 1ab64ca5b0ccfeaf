// Rules with one small mistake planted: another threshold, comparator, unit or polarity.
// Made from a checked program; each mutant changes one node of one expression and can be undone.
// Afterwards it is known, for each mutant, what was changed, where, and which rules' tests ought to notice.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/program.hpp"

namespace hegui::trials {

enum class MutantKind : std::uint8_t { threshold, comparator, unit, polarity };
std::string_view kind_name(MutantKind kind);  // threshold, comparator, …
std::string_view kind_name(MutantKind kind, dsl::Language language);

struct Mutant {
  MutantKind kind = MutantKind::threshold;
  dsl::ExprId at;
  dsl::Expr replacement;
  bool wraps = false;    // the replacement's child is the old node, moved to the end of the expressions
  std::string from, to;  // as a person would write them: “<”, “≤”
  std::string clause;    // the expression around it, as written
  std::string place;     // file:line:column
};

/// What a group of mutants belongs to: a rule, or something that several rules share (a parameter, a function).
struct Suspect {
  std::string name;   // ZX-01; the name of the parameter or function
  std::string title;  // of the rule; “参数”, “定义”, “方案 …”
  bool shared = false;
  std::vector<std::string> rules;  // whose tests ought to notice
  std::vector<Mutant> mutants;
  std::size_t left_out = 0;  // beyond what one suspect may have
};

/// By rule id; then what is shared by them. `only`: ids of rules; empty: all.
std::vector<Suspect> suspects_of(const dsl::Program& program, const std::vector<std::string>& only);

/// Plants one mutant in a program of one's own and takes it out again.
class Planted {
 public:
  Planted(dsl::Program& program, const Mutant& mutant);
  ~Planted();
  Planted(const Planted&) = delete;
  Planted& operator=(const Planted&) = delete;

 private:
  dsl::Program& program_;
  const Mutant& mutant_;
  dsl::Expr old_;
};

}  // namespace hegui::trials

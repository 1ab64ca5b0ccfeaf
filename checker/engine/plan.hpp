// What can be worked out of a program before any report is seen: queries resolved to concepts and members, the shared
// aspects of each rule's queries, compiled patterns. Made once per program by make_plan(), shared by all threads.
// Afterwards no evaluation looks up a name or compiles a pattern.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "checker/engine/loop_hints.hpp"
#include "checker/engine/patterns.hpp"
#include "checker/engine/value.hpp"
#include "checker/engine/words.hpp"
#include "dsl/program.hpp"

namespace hegui::engine {

/// A member that satisfies a fixed aspect, and how welcome it is: 0 first.
struct Accepted {
  dsl::MemberId member;
  std::uint8_t rank = 0;
};
struct FixedAspect {
  dsl::AspectId aspect;
  std::vector<Accepted> members;  // empty: `name` decides
  std::string name;               // open aspects
  bool asked = true;              // false: it follows from the concept's formula; facts without the aspect agree too
};
struct QueryPlan {
  std::vector<dsl::ConceptId> concepts;  // the one asked for first, then those below it
  bool any_concept = false;
  bool is_text = false;
  std::vector<FixedAspect> fixed;
  dsl::AspectId range_aspect;  // 属于, 的 分项: invalid when there is neither
  std::vector<dsl::MemberId> range_members;
  bool range_is_parts = false;
  std::vector<dsl::AspectId> open;  // 维度=任意
  bool year_free = false;
  int year_offset = 0;
  dsl::ExprId formula;                    // of the concept; invalid: none
  std::vector<dsl::ConceptId> derivable;  // those of its concepts that have a formula

  [[nodiscard]] const FixedAspect* fixed_on(dsl::AspectId aspect) const;
  [[nodiscard]] bool is_open(dsl::AspectId aspect) const;
};

struct Compiled;  // compiled.hpp
class IdleRules;  // idle.hpp

constexpr std::uint32_t kNoConstant = 0xFFFFFFFFU;

/// What running an expression takes, side by side: dsl::Expr carries much that only the checker and people read.
struct Node {
  struct Children {
    const dsl::ExprId* first = nullptr;
    std::uint32_t count = 0;
    [[nodiscard]] std::size_t size() const { return count; }
    [[nodiscard]] bool empty() const { return count == 0; }
    [[nodiscard]] dsl::ExprId at(std::size_t i) const { return first[i]; }
    dsl::ExprId operator[](std::size_t i) const { return first[i]; }
    [[nodiscard]] dsl::ExprId front() const { return *first; }
    [[nodiscard]] const dsl::ExprId* begin() const { return first; }
    [[nodiscard]] const dsl::ExprId* end() const { return first + count; }
  };
  dsl::Op op = dsl::Op::literal_bool;
  bool flag = false;           // 误差 舍入
  bool has_dimension = false;  // a quantity whose dimension the checker knows
  dsl::Dimension dimension = dsl::Dimension::number;
  std::uint32_t index = 0;
  Children children;
  const dsl::ExprId* cheap = nullptr;    // the children of 且 and 或 in the order that costs least (cheap_first.hpp)
  std::uint32_t constant = kNoConstant;  // its place in Plan::constants: literals and lists of them
  // Its place among the expressions that come to the same at every alignment and in every loop; among those that do so
  // in every round of the 每个 or 有个 around them; in Plan::needed_words: it comes to no where none of them stands.
  std::uint32_t closed = kNoConstant, round = kNoConstant, needed = kNoConstant;
  std::uint32_t loop = kNoConstant;  // of 有个: its place in Plan::loops
};

struct Plan {
  const dsl::Program* program = nullptr;
  std::vector<QueryPlan> queries;         // parallel to Program::queries, then one a concept with a formula
  std::vector<std::uint32_t> stated;      // per concept with a formula: the query for its stated facts
  std::vector<std::uint32_t> same_query;  // per query: the first one that asks for the very same
  /// What rules align, each list once: their queries, or those that their aggregates close over.
  struct Aligned {
    std::vector<std::uint32_t> queries;  // the first of those that ask for the same
    bool closed_over = false;
  };
  std::vector<Aligned> aligned;
  std::vector<std::uint32_t> aligned_by;                 // per rule: its place in `aligned`
  WordTable words;                                       // of word lists, of texts sought, and needed by patterns
  std::vector<std::shared_ptr<const Pattern>> patterns;  // per expression; null unless it is a pattern
  // Per expression: with a variable not bound yet it comes to no only if it does so whatever the variable is.
  std::vector<bool> prunes;
  std::vector<bool> steady;   // per function: its arguments alone decide what it comes to in a report
  std::vector<bool> repeats;  // the same, but that ≈ within it may leave the note that a figure was cut off
  std::vector<bool> closed;   // per expression: comes to the same at every alignment and in every loop, and costs work
  std::vector<Node> nodes;    // per expression
  std::vector<dsl::ExprId> children;        // of the nodes
  std::vector<dsl::ExprId> cheap_children;  // the same, as Node::cheap points at them
  std::vector<bool> asks;  // per condition of a rule: for figures, which may derive some and depend on the alignment
  std::vector<std::vector<dsl::ExprId>> cheap_when;  // per rule: its conditions in the order that costs least
  std::uint32_t closed_count = 0, round_count = 0;
  std::vector<std::vector<std::uint32_t>> needed_words;
  std::vector<LoopHint> loops;
  std::vector<std::uint32_t> last_loops;  // per rule: of the innermost of several loops, its place in `loops`
  // Per rule and depth of its loops: conditions that may come to no before the loops from there on are gone into.
  std::vector<std::vector<std::vector<dsl::ExprId>>> early_when;
  std::vector<bool> always_in_force;                    // per rule: nothing of a report or of its day decides that
  std::vector<std::vector<std::uint32_t>> closed_over;  // per rule: its queries_closed_over()
  Keeper kept;                                          // what the constants share: all threads read them
  std::vector<Value> constants;                         // literals and lists of them
  dsl::AspectId scope, year, flow, stage, fund;
  dsl::MemberId flow_both;  // 收支: stands for income and for expenditure
  dsl::MemberId flow_income, flow_expenditure;
  std::shared_ptr<const Compiled> compiled;  // rules of plain figures, as programs
  std::shared_ptr<const IdleRules> idle;     // what rules need of a report to have anything to look at

  /// Queries that an aggregate closes over along an aspect of their own (属于, 的 分项, =任意), for rules without any
  /// other query: they make the alignments then.
  [[nodiscard]] std::vector<std::uint32_t> queries_closed_over(const dsl::Rule& rule, dsl::RuleId id) const {
    return &rule == &program->rules[id.value] ? closed_over[id.value] : aggregated_queries(rule);
  }
  [[nodiscard]] std::vector<std::uint32_t> aggregated_queries(const dsl::Rule& rule) const;
};
std::shared_ptr<const Plan> make_plan(const dsl::Program& program);
/// For who changes a literal of the program in place (mutation testing): the plan's copies of literals are made anew.
void renew_constants(Plan& plan);

}  // namespace hegui::engine

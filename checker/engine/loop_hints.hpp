// What spares a loop most of its rounds: 有个 数 于 报告.事实：… 且 …, and a rule's loop within another loop.
// Found by make_plan() once the constants are there; used by the evaluator and by RuleRun.
// Afterwards it is known which parts of a condition look at the element alone (asked once a report of each element)
// and which says that a text of the element equals a text of the surroundings (looked up instead of compared).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "dsl/program.hpp"

namespace hegui::engine {

struct Plan;

struct LoopHint {
  static constexpr std::uint32_t kNoFunction = 0xFFFFFFFFU;
  /// Where an expression stands: in the condition itself, or in the body of a function that the condition calls with
  /// the element as an argument.
  struct Place {
    dsl::ExprId call;  // of the function; invalid: in the condition
    std::uint32_t function = kNoFunction;
    std::uint32_t slot = 0;      // of the element there
    std::uint32_t argument = 0;  // which one it is
  };
  struct Own {
    dsl::ExprId condition;
    Place place;
  };
  struct Key {
    dsl::ExprId inner, outer;  // texts: of the element; of the surroundings
    Place place;
  };
  std::uint32_t slot = 0;  // of the element
  dsl::ExprId list;
  std::vector<Own> own;
  std::optional<Key> key;
};

/// Plan::loops, Node::loop, Plan::last_loops.
void find_loop_hints(Plan& plan);

}  // namespace hegui::engine

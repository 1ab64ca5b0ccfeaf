// What spares a loop most of its rounds: 有个 数 于 报告.事实：… 且 …, and a rule's loop within another loop.
// Found by make_plan() once the constants are there; used by the evaluator and by RuleRun.
// Afterwards it is known which parts of a condition look at the element alone (asked once a report of each element)
// and which say that a text or a number of the element equals one of the surroundings (looked up instead of compared),
// also where 或 joins several such; and which say that a figure of the element is ≈ another, or that of two texts one
// holds the other.
#pragma once

#include <cstdint>
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
    friend bool operator==(const Place&, const Place&) = default;
  };
  struct Own {
    dsl::ExprId condition;
    Place place;
  };
  /// A text or a number of the element that equals one of the surroundings.
  struct Part {
    dsl::ExprId inner, outer;
    bool number = false;
    Place place;
  };
  /// What an element may fulfil the condition by: all of this. The parts are looked up together.
  struct Key {
    Place place;  // of `own` and `outer`
    std::vector<Part> parts;
    std::vector<dsl::ExprId> own;    // of the element alone
    std::vector<dsl::ExprId> outer;  // of the surroundings alone
  };
  /// What the element has to do with its surroundings: looked up where a list is long (element_indexes.hpp).
  struct Near {
    enum class Kind : std::uint8_t { figure, holds, stands_in };  // ≈; its text holds theirs; its text stands in theirs
    Kind kind = Kind::figure;
    Place place;
    dsl::ExprId inner, outer;
  };
  std::uint32_t slot = 0;  // of the element
  dsl::ExprId list;
  std::vector<Own> own;
  std::vector<Key> keys;   // an element fulfils one of them, or the condition comes to no; none: nothing is known
  std::vector<Near> near;  // an element fulfils all of them, or the condition comes to no
};

/// Plan::loops, Node::loop, Plan::last_loops.
void find_loop_hints(Plan& plan);

}  // namespace hegui::engine

// Built-in functions: names in both languages, parameter and result types, a sentence of documentation.
// Read by the checker, the evaluator (checker/engine/builtins.cpp), `rules show` and the language reference.
// Afterwards a new built-in is one row here and one function there; a test demands both.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "dsl/quantity.hpp"

namespace hegui::dsl {

enum class Builtin : std::uint16_t {
  sum,
  count,
  maximum,
  minimum,
  average,
  consistent,
  absolute,
  round,
  year_of,
  length,
  distinct
};

/// How the result type follows from the arguments.
enum class ResultRule : std::uint8_t { same_as_elements, item_count, boolean, same_as_argument, number, year, list };

struct BuiltinRow {
  Builtin builtin;
  std::string_view name, english;
  std::uint8_t min_arguments, max_arguments;
  bool aggregate;  // closes over the alignment: its queries do not split the rule
  ResultRule result;
  std::string_view doc;
};
std::span<const BuiltinRow> builtins();
const BuiltinRow* find_builtin(std::string_view name);

}  // namespace hegui::dsl

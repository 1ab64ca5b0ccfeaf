// Three-valued logic: yes, no and unknown, where unknown is neither.
// Used wherever the engine decides something; reasons travel beside it in Value.
// Afterwards a verdict depends on what is known, never on the order in which operands are looked at.
#pragma once

#include <cstdint>

namespace hegui::engine {

enum class Truth : std::uint8_t { no, unknown, yes };

constexpr Truth operator!(Truth a) {
  return a == Truth::unknown ? Truth::unknown : (a == Truth::yes ? Truth::no : Truth::yes);
}
constexpr Truth both(Truth a, Truth b) { return a < b ? a : b; }
constexpr Truth either(Truth a, Truth b) { return a < b ? b : a; }
constexpr Truth known(bool value) { return value ? Truth::yes : Truth::no; }

}  // namespace hegui::engine

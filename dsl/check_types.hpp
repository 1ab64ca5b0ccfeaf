// Types as the checker reasons about them: what a record is worth as a value, what agrees with what, names for
// messages. Pure functions; the rules of arithmetic with units stand here and nowhere else. Afterwards a result type is
// known for every pair of operands, or the pair is refused.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "dsl/quantity.hpp"

namespace hegui::dsl::checking {

[[nodiscard]] inline bool is_unknown(const Type& type) { return type.kind == Type::Kind::unknown; }
[[nodiscard]] inline bool is_boolean(const Type& type) { return type.kind == Type::Kind::boolean; }
[[nodiscard]] inline bool is_quantity(const Type& type) { return type.kind == Type::Kind::quantity; }
[[nodiscard]] inline bool is_text(const Type& type) { return type.kind == Type::Kind::text; }

[[nodiscard]] Type simple_type(Type::Kind kind);
[[nodiscard]] Type quantity_type(Dimension dimension);
[[nodiscard]] Type any_quantity();

/// What it is in arithmetic and comparison: a fact is its quantity, a ratio its rate, a query its figure or text.
[[nodiscard]] Type value_type(const Type& type);
/// The type of one element of a list.
[[nodiscard]] Type element_type(const Type& list);
[[nodiscard]] Type list_of(Type element);

/// Name in Chinese and English: 金额 / money, 数量（件） / count (件), 一组分解 / list of breakdowns.
[[nodiscard]] std::string type_name(const Type& type, bool english);

/// How two quantities agree for comparison, addition, substitution.
enum class Agreement : std::uint8_t { yes, no, nouns_differ, bare_number };
[[nodiscard]] Agreement agreement(const Type& left, const Type& right);

enum class Arithmetic : std::uint8_t { add, subtract, multiply, divide };
/// The type of the result, or nothing when the operation makes no sense. Both are quantities that are known.
[[nodiscard]] std::optional<Type> arithmetic_type(Arithmetic operation, const Type& left, const Type& right);

/// True when a value of type `given` may stand where `wanted` is declared.
[[nodiscard]] bool fits(const Type& wanted, const Type& given);

}  // namespace hegui::dsl::checking

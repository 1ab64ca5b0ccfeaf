// The table of built-in functions.
// Used by the checker for types, by the evaluator by number, and by the language reference.
// Afterwards a name that is not here is not a function of the language.
#include "dsl/builtin.hpp"

#include <array>

namespace hegui::dsl {

namespace {

constexpr std::uint8_t kMany = 16;  // arguments that an aggregate takes at most

constexpr std::array kBuiltins{
    BuiltinRow{Builtin::sum, "合计", "sum", 1, kMany, true, ResultRule::same_as_elements,
               "各项之和；缺了某项，只有已经相符或已经超出时才能判断。"},
    BuiltinRow{Builtin::count, "个数", "count", 1, 1, true, ResultRule::item_count, "有几项。"},
    BuiltinRow{Builtin::maximum, "最大", "max", 1, kMany, true, ResultRule::same_as_elements, "最大的一项。"},
    BuiltinRow{Builtin::minimum, "最小", "min", 1, kMany, true, ResultRule::same_as_elements, "最小的一项。"},
    BuiltinRow{Builtin::average, "平均", "average", 1, kMany, true, ResultRule::same_as_elements, "各项的平均数。"},
    BuiltinRow{Builtin::consistent, "一致", "consistent", 1, 1, true, ResultRule::boolean,
               "各项写的是同一个数（按写明的小数位数比较）。"},
    BuiltinRow{Builtin::absolute, "绝对值", "abs", 1, 1, false, ResultRule::same_as_argument, "去掉正负号。"},
    BuiltinRow{Builtin::round, "四舍五入", "round", 2, 2, false, ResultRule::same_as_argument,
               "按写出的单位保留几位小数。"},
    BuiltinRow{Builtin::year_of, "年份", "year_of", 1, 1, false, ResultRule::year, "日期的年份。"},
    BuiltinRow{Builtin::length, "字数", "length", 1, 1, false, ResultRule::number, "文字的字数。"},
    BuiltinRow{Builtin::distinct, "去重", "distinct", 1, 1, true, ResultRule::list, "去掉相同的项。"},
};

}  // namespace

std::span<const BuiltinRow> builtins() { return kBuiltins; }

const BuiltinRow* find_builtin(std::string_view name) {
  for (const BuiltinRow& row : kBuiltins) {
    if (row.name == name || row.english == name) return &row;
  }
  return nullptr;
}

}  // namespace hegui::dsl

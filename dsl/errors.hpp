// The error points of the grammar: for each rule that must follow, the code and what was expected, in words.
// Read by the parser's control and by the test that demands a golden case for every code.
// Afterwards no message is spelt in the grammar or in the actions.
#pragma once

#include <string_view>

#include "dsl/grammar.hpp"

namespace hegui::dsl {

/// Where `code` is empty the rule may fail quietly. `zh` and `en` complete "… is expected behind X".
struct ErrorPoint {
  std::string_view code;
  std::string_view zh;
  std::string_view en;
};

// clang-format off
template <class Rule> inline constexpr ErrorPoint error_point{};
#define HEGUI_NEED(rule, code, zh, en) template <> inline constexpr ErrorPoint error_point<grammar::rule>{code, zh, en};
// names
HEGUI_NEED(need_decl_name,     "HG-P003", "名称",                 "a name")
HEGUI_NEED(need_item_id,       "HG-P003", "编号，如 ZX-01",       "an id such as ZX-01")
HEGUI_NEED(need_member,        "HG-P003", "成员的名称",           "the name of the member")
HEGUI_NEED(need_setting,       "HG-P003", "参数的名称",           "the name of a parameter")
HEGUI_NEED(need_bound,         "HG-P003", "名称",                 "a name")
HEGUI_NEED(need_list_name,     "HG-P003", "词集的名称",           "the name of a list of words")
HEGUI_NEED(need_function,      "HG-P003", "名称",                 "a name")
HEGUI_NEED(need_parameter,     "HG-P003", "自变量的名称",         "the name of an argument")
HEGUI_NEED(need_field,         "HG-P003", "属性名，如 名称、总数", "the name of a field")
HEGUI_NEED(need_word,          "HG-P003", "词语",                 "a word")
HEGUI_NEED(need_id,            "HG-P003", "规则编号",             "the id of a rule")
HEGUI_NEED(need_basis,         "HG-P003", "依据的名称或文号",     "the name or the number of a basis")
HEGUI_NEED(need_doc_number,    "HG-P003", "文号",                 "a document number")
// expressions
HEGUI_NEED(need_condition,     "HG-P004", "条件",                 "a condition")
HEGUI_NEED(need_value,         "HG-P004", "算式或条件",           "a value or a condition")
HEGUI_NEED(need_hole_value,    "HG-P004", "算式",                 "a value")
HEGUI_NEED(need_or_rhs,        "HG-P004", "条件",                 "a condition")
HEGUI_NEED(need_and_rhs,       "HG-P004", "条件",                 "a condition")
HEGUI_NEED(need_not_rhs,       "HG-P004", "条件",                 "a condition")
HEGUI_NEED(need_cmp_rhs,       "HG-P004", "与之比较的值",         "a value to compare with")
HEGUI_NEED(need_match_rhs,     "HG-P004", "正则表达式，如 /原因|由于/", "a regular expression such as /reason|because/")
HEGUI_NEED(need_tolerance,     "HG-P004", "误差，如 0.01万元，或“舍入”", "a tolerance such as 0.5%, or `rounding`")
HEGUI_NEED(need_else_rhs,      "HG-P004", "替代的值",             "a value to fall back on")
HEGUI_NEED(need_sum_rhs,       "HG-P004", "数值",                 "a value")
HEGUI_NEED(need_factor,        "HG-P004", "数值",                 "a value")
HEGUI_NEED(need_prefixed,      "HG-P004", "数据，如 [决算]",      "a figure such as [actual]")
HEGUI_NEED(need_default,       "HG-P004", "缺数时的值",           "the value to take when it is missing")
HEGUI_NEED(need_argument,      "HG-P004", "下一个值",             "another value")
HEGUI_NEED(need_arguments,     "HG-P004", "值",                   "a value")
HEGUI_NEED(need_list,          "HG-P004", "清单，如 报告.分解",   "a list such as report.breakdowns")
HEGUI_NEED(need_anchor,        "HG-P004", "数据或词语",           "a figure or a word")
HEGUI_NEED(need_sought,        "HG-P004", "要找的词，如 词 原因词", "what to look for, such as words reason_words")
// queries
HEGUI_NEED(need_term,          "HG-P033", "数据名，如 决算",      "the name of a figure")
HEGUI_NEED(need_query_name,    "HG-P033", "数据名",               "the name of a figure")
HEGUI_NEED(need_binding,       "HG-P033", "取值",                 "a value of the aspect")
HEGUI_NEED(need_query_end,     "HG-P014", "]",                    "]")
HEGUI_NEED(need_close,         "HG-P014", "）",                   ")")
// keywords and marks
HEGUI_NEED(need_parts,         "HG-P025", "分项",                 "parts")
HEGUI_NEED(need_then,          "HG-P025", "则",                   "then")
HEGUI_NEED(need_else,          "HG-P025", "否则",                 "else")
HEGUI_NEED(need_in,            "HG-P025", "于",                   "in")
HEGUI_NEED(need_near_in,       "HG-P025", "在",                   "in")
HEGUI_NEED(need_has,           "HG-P025", "有",                   "has")
HEGUI_NEED(need_contains,      "HG-P025", "包含",                 "contains")
HEGUI_NEED(need_scope,         "HG-P026", "句、段、节或章",       "sentence, paragraph, section or chapter")
HEGUI_NEED(need_gather,        "HG-P026", "全文、同值或章",       "report, value or chapter")
HEGUI_NEED(need_level,         "HG-P026", "错误、警告或提示",     "error, warning or note")
HEGUI_NEED(need_colon,         "HG-P025", "：",                   ":")
HEGUI_NEED(need_equals,        "HG-P025", "=",                    "=")
HEGUI_NEED(need_open,          "HG-P025", "（",                   "(")
HEGUI_NEED(need_function_open, "HG-P025", "（",                   "(")
// quotes and literals
HEGUI_NEED(need_text,          "HG-P024", "用引号括起的文字",     "text in quotes")
HEGUI_NEED(need_title,         "HG-P024", "用引号或书名号括起的名称", "a title in quotes")
HEGUI_NEED(need_raw,           "HG-P024", "用引号括起的句式",     "a pattern in quotes")
HEGUI_NEED(need_template,      "HG-P024", "用引号括起的文字",     "text in quotes")
HEGUI_NEED(need_test_title,    "HG-P024", "用引号括起的测试名",   "the name of the test in quotes")
HEGUI_NEED(need_block,         "HG-P034", "\"\"\"",               "\"\"\"")
HEGUI_NEED(need_zh_end,        "HG-P012", "”",                    "”")
HEGUI_NEED(need_en_end,        "HG-P012", "\"",                   "\"")
HEGUI_NEED(need_nested_end,    "HG-P012", "”",                    "”")
HEGUI_NEED(need_hole_close,    "HG-P017", "}",                    "}")
HEGUI_NEED(need_block_end,     "HG-P015", "\"\"\"",               "\"\"\"")
HEGUI_NEED(need_regex_body,    "HG-P016", "/",                    "/")
HEGUI_NEED(need_regex_end,     "HG-P016", "/",                    "/")
HEGUI_NEED(need_date,          "HG-P022", "日期，如 2021-01-01",  "a date such as 2021-01-01")
HEGUI_NEED(need_version,       "HG-P039", "版本号，如 1.0.0",     "a version such as 1.0.0")
HEGUI_NEED(need_type,          "HG-P027", "类型，如 金额、比率",  "a type such as money or rate")
// items
HEGUI_NEED(need_item,          "HG-P001", "规则、概念一类的开头", "an item such as `rule` or `concept`")
HEGUI_NEED(need_end,           "HG-P005", "下一个子句或下一条",   "another clause or item")
#undef HEGUI_NEED
// clang-format on

}  // namespace hegui::dsl

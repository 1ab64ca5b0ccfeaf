#include "dsl/keyword.hpp"

#include <array>
#include <cassert>

#include "dsl/utf8.hpp"

namespace hegui::dsl {
namespace {

using K = Keyword;
using G = KeywordGroup;
constexpr bool reserved = true;

// In the order of the enumeration. Some spellings stand twice: 属于 is `within` in a condition and `under` in a
// declaration, `in` is 于 after 每个 and 在 after 邻近; the place decides.
// clang-format off
constexpr std::array table = {
    KeywordRow{K::rulebook,      G::item,       "规则集", "rulebook",    reserved},
    KeywordRow{K::basis,         G::item,       "依据",   "basis",       reserved},
    KeywordRow{K::param,         G::item,       "参数",   "param",       reserved},
    KeywordRow{K::words,         G::item,       "词集",   "words"},
    KeywordRow{K::aspect,        G::item,       "维度",   "aspect"},
    KeywordRow{K::concept_,      G::item,       "概念",   "concept"},
    KeywordRow{K::section,       G::item,       "章节",   "section"},
    KeywordRow{K::phrase,        G::item,       "句式",   "phrase"},
    KeywordRow{K::define,        G::item,       "定义",   "define",      reserved},
    KeywordRow{K::rule,          G::item,       "规则",   "rule",        reserved},
    KeywordRow{K::profile,       G::item,       "方案",   "profile",     reserved},
    KeywordRow{K::override_,     G::item,       "覆盖",   "override",    reserved},
    KeywordRow{K::disable,       G::item,       "停用",   "disable",     reserved},
    KeywordRow{K::waive,         G::item,       "豁免",   "waive",       reserved},
    KeywordRow{K::test,          G::item,       "测试",   "test",        reserved},

    KeywordRow{K::title,         G::header,     "名称",   "title"},
    KeywordRow{K::version,       G::header,     "版本",   "version"},
    KeywordRow{K::use,           G::header,     "引用",   "use"},
    KeywordRow{K::applies,       G::header,     "适用",   "applies",     reserved},
    KeywordRow{K::change,        G::header,     "变更",   "change"},

    KeywordRow{K::doc_number,    G::basis,      "文号",   "number"},
    KeywordRow{K::article,       G::basis,      "条文",   "article"},
    KeywordRow{K::from,          G::basis,      "生效",   "from",        reserved},
    KeywordRow{K::until,         G::basis,      "失效",   "until",       reserved},
    KeywordRow{K::checked,       G::basis,      "已核",   "checked"},
    KeywordRow{K::replaced_by,   G::basis,      "改用",   "replaced-by"},

    KeywordRow{K::default_,      G::taxonomy,   "缺省",   "default"},
    KeywordRow{K::member,        G::taxonomy,   "成员",   "member"},
    KeywordRow{K::also,          G::taxonomy,   "又称",   "also"},
    KeywordRow{K::parts,         G::taxonomy,   "分项",   "parts"},
    KeywordRow{K::means,         G::taxonomy,   "即",     "means"},
    KeywordRow{K::implies,       G::taxonomy,   "蕴含",   "implies"},
    KeywordRow{K::formula,       G::taxonomy,   "公式",   "formula"},
    KeywordRow{K::values,        G::taxonomy,   "取值",   "values"},
    KeywordRow{K::under,         G::taxonomy,   "属于",   "under"},
    KeywordRow{K::pattern,       G::taxonomy,   "文",     "pattern"},
    KeywordRow{K::yields,        G::taxonomy,   "得",     "yields"},

    KeywordRow{K::severity,      G::rule,       "级别",   "severity",    reserved},
    KeywordRow{K::tags,          G::rule,       "标签",   "tags",        reserved},
    KeywordRow{K::for_each,      G::rule,       "对每个", "for each",    reserved},
    KeywordRow{K::let,           G::rule,       "令",     "let",         reserved},
    KeywordRow{K::when,          G::rule,       "当",     "when",        reserved},
    KeywordRow{K::unless,        G::rule,       "除非",   "unless",      reserved},
    KeywordRow{K::except,        G::rule,       "除外",   "except",      reserved},
    KeywordRow{K::require,       G::rule,       "应",     "require",     reserved},
    KeywordRow{K::or_report,     G::rule,       "缺则报", "or report",   reserved},
    KeywordRow{K::forbid,        G::rule,       "禁止",   "forbid",      reserved},
    KeywordRow{K::message,       G::rule,       "说明",   "message",     reserved},
    KeywordRow{K::advice,        G::rule,       "建议",   "advice",      reserved},
    KeywordRow{K::replaces,      G::rule,       "取代",   "replaces",    reserved},
    KeywordRow{K::refines,       G::rule,       "细化",   "refines",     reserved},
    KeywordRow{K::gather,        G::rule,       "归并",   "gather",      reserved},
    KeywordRow{K::evidence,      G::rule,       "证据",   "evidence",    reserved},

    KeywordRow{K::unit,          G::waiver,     "单位",   "unit"},
    KeywordRow{K::year,          G::waiver,     "年度",   "year"},
    KeywordRow{K::reason,        G::waiver,     "理由",   "reason"},
    KeywordRow{K::authority,     G::waiver,     "批准",   "authority"},
    KeywordRow{K::to,            G::waiver,     "至",     "to"},

    KeywordRow{K::report,        G::test,       "报告",   "report"},
    KeywordRow{K::expect,        G::test,       "应报",   "expect",      reserved},
    KeywordRow{K::silent,        G::test,       "不报",   "silent",      reserved},
    KeywordRow{K::passes,        G::test,       "通过",   "passes",      reserved},
    KeywordRow{K::undetermined,  G::test,       "不明",   "undetermined", reserved},
    KeywordRow{K::skips,         G::test,       "不适用", "skips",       reserved},
    KeywordRow{K::fact,          G::test,       "应得",   "fact",        reserved},
    KeywordRow{K::at,            G::test,       "于",     "at"},

    KeywordRow{K::error,         G::severity,   "错误",   "error"},
    KeywordRow{K::warning,       G::severity,   "警告",   "warning"},
    KeywordRow{K::note,          G::severity,   "提示",   "note"},

    KeywordRow{K::whole_report,  G::gather,     "全文",   "report"},
    KeywordRow{K::same_value,    G::gather,     "同值",   "value"},
    KeywordRow{K::chapter,       G::gather,     "章",     "chapter"},

    KeywordRow{K::if_,           G::expression, "如果",   "if",          reserved},
    KeywordRow{K::then,          G::expression, "则",     "then",        reserved},
    KeywordRow{K::else_,         G::expression, "否则",   "else",        reserved},
    KeywordRow{K::or_,           G::expression, "或",     "or",          reserved},
    KeywordRow{K::and_,          G::expression, "且",     "and",         reserved},
    KeywordRow{K::not_,          G::expression, "非",     "not",         reserved},
    KeywordRow{K::contains,      G::expression, "包含",   "contains",    reserved},
    KeywordRow{K::matches,       G::expression, "匹配",   "matches",     reserved},
    KeywordRow{K::within,        G::expression, "属于",   "within",      reserved},
    KeywordRow{K::tolerance,     G::expression, "误差",   "tolerance",   reserved},
    KeywordRow{K::rounding,      G::expression, "舍入",   "rounding",    reserved},
    KeywordRow{K::or_else,       G::expression, "或无则", "or else",     reserved},
    KeywordRow{K::has,           G::expression, "有",     "has",         reserved},
    KeywordRow{K::lacks,         G::expression, "缺",     "lacks",       reserved},
    KeywordRow{K::as,            G::expression, "按",     "as",          reserved},
    KeywordRow{K::true_,         G::expression, "真",     "true",        reserved},
    KeywordRow{K::false_,        G::expression, "假",     "false",       reserved},
    KeywordRow{K::any_of,        G::expression, "任一",   "any",         reserved},
    KeywordRow{K::all_of,        G::expression, "全部",   "all",         reserved},
    KeywordRow{K::word_list,     G::expression, "词",     "words"},
    KeywordRow{K::every,         G::expression, "每个",   "every",       reserved},
    KeywordRow{K::some,          G::expression, "有个",   "some",        reserved},
    KeywordRow{K::in,            G::expression, "于",     "in",          reserved},
    KeywordRow{K::near,          G::expression, "邻近",   "near",        reserved},
    KeywordRow{K::near_in,       G::expression, "在",     "in",          reserved},
    KeywordRow{K::inside,        G::expression, "内",     ""},
    KeywordRow{K::sentence,      G::expression, "句",     "sentence"},
    KeywordRow{K::paragraph,     G::expression, "段",     "paragraph"},
    KeywordRow{K::section_scope, G::expression, "节",     "section"},
    KeywordRow{K::chapter_scope, G::expression, "章",     "chapter"},
    KeywordRow{K::of,            G::expression, "的",     "of"},
    KeywordRow{K::any,           G::expression, "任意",   "any"},

    KeywordRow{K::money,         G::type,       "金额",   "money"},
    KeywordRow{K::rate,          G::type,       "比率",   "rate"},
    KeywordRow{K::points,        G::type,       "百分点", "points"},
    KeywordRow{K::score,         G::type,       "分",     "score"},
    KeywordRow{K::count,         G::type,       "数量",   "count"},
    KeywordRow{K::date,          G::type,       "日期",   "date"},
    KeywordRow{K::year_type,     G::type,       "年度",   "year"},
    KeywordRow{K::duration,      G::type,       "时长",   "duration"},
    KeywordRow{K::text,          G::type,       "文本",   "text"},
    KeywordRow{K::number,        G::type,       "数",     "number"},
    KeywordRow{K::boolean,       G::type,       "是非",   "boolean"},
};
// clang-format on

constexpr bool in_order() {
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (static_cast<std::size_t>(table[i].keyword) != i) return false;
  }
  return table.size() == static_cast<std::size_t>(K::boolean) + 1;
}
static_assert(in_order(), "the table of keywords follows the enumeration");

std::size_t match_spelling(std::string_view text, std::string_view word) {
  std::size_t length = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (word[i] == ' ') {  // between the words of `for each`: any blanks of the same line
      const std::size_t before = length;
      while (length < text.size() && (text[length] == ' ' || text[length] == '\t')) ++length;
      if (length == before) return 0;
    } else {
      if (length >= text.size() || text[length] != word[i]) return 0;
      ++length;
    }
  }
  return name_character(text.substr(length)) == 0 ? length : 0;
}

}  // namespace

std::span<const KeywordRow> keywords() { return table; }

const KeywordRow& row(Keyword keyword) { return table[static_cast<std::size_t>(keyword)]; }

std::string_view spelling(Keyword keyword, Language language) {
  const KeywordRow& found = row(keyword);
  return language == Language::zh || found.en.empty() ? found.zh : found.en;
}

std::size_t match_keyword(std::string_view text, Keyword keyword) {
  const KeywordRow& wanted = row(keyword);
  const std::size_t length = match_spelling(text, wanted.zh);
  if (length != 0 || wanted.en.empty()) return length;
  return match_spelling(text, wanted.en);
}

const KeywordRow* keyword_at(std::string_view text, KeywordGroup group) {
  for (const KeywordRow& candidate : table) {
    if (candidate.group == group && match_keyword(text, candidate.keyword) != 0) return &candidate;
  }
  return nullptr;
}

bool begins_clause(std::string_view text, std::size_t offset) {
  std::size_t line = offset;
  while (line > 0 && (text[line - 1] == ' ' || text[line - 1] == '\t')) --line;
  if (line > 0 && text[line - 1] != '\n') return false;
  const std::string_view here = text.substr(offset);
  for (const KeywordRow& candidate : table) {
    if (candidate.group >= G::severity) break;  // items and clauses come first
    const std::size_t length = match_keyword(here, candidate.keyword);
    if (length == 0) continue;
    const std::string_view behind = here.substr(length);
    const std::size_t next = behind.find_first_not_of(" \t");
    if (next == 0 || next == std::string_view::npos) continue;
    const std::string_view follows = behind.substr(next);
    const char c = follows[0];
    if (c != '\n' && c != '\r' && c != ',' && !follows.starts_with("、") && !follows.starts_with("，")) return true;
  }
  return false;
}

bool is_reserved(std::string_view word) {
  for (const KeywordRow& candidate : table) {
    if (candidate.reserved && (candidate.zh == word || candidate.en == word)) return true;
  }
  return false;
}

std::size_t name_character(std::string_view text) {
  if (text.empty()) return 0;
  const auto c = static_cast<unsigned char>(text[0]);
  if (c < 0x80) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ? 1 : 0;
  }
  const auto [code, length] = decode(text);
  const auto within = [code = code](char32_t low, char32_t high) { return code >= low && code <= high; };
  const bool han = within(0x4E00, 0x9FFF) || within(0x3400, 0x4DBF) || within(0xF900, 0xFAFF) ||
                   within(0x20000, 0x3FFFF) || code == 0x3005 || code == 0x3007;
  const bool wide = within(0xFF10, 0xFF19) || within(0xFF21, 0xFF3A) || within(0xFF41, 0xFF5A);
  const bool letter = (within(0xC0, 0x24F) && code != 0xD7 && code != 0xF7) || within(0x370, 0x52F) ||
                      within(0x2160, 0x217F) || within(0x2460, 0x2473);
  return han || wide || letter ? length : 0;
}

std::size_t name_run(std::string_view text) {
  std::size_t length = 0;
  while (const std::size_t next = name_character(text.substr(length))) length += next;
  return length;
}

}  // namespace hegui::dsl

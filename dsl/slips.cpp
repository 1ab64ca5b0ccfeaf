#include "dsl/slips.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "dsl/nearest.hpp"
#include "dsl/utf8.hpp"

namespace hegui::dsl {
namespace {

using K = Keyword;

// clang-format off
constexpr std::array look_alikes = {
    LookAlike{"。", "句号", "full stop", ""},
    LookAlike{"；", "分号", "semicolon", ""},
    LookAlike{";", "分号", "semicolon", ""},
    LookAlike{"【", "方头括号", "lenticular bracket", "["},
    LookAlike{"】", "方头括号", "lenticular bracket", "]"},
    LookAlike{"〖", "空心方头括号", "lenticular bracket", "["},
    LookAlike{"〗", "空心方头括号", "lenticular bracket", "]"},
    LookAlike{"「", "直角引号", "corner bracket", "“"},
    LookAlike{"」", "直角引号", "corner bracket", "”"},
    LookAlike{"『", "直角引号", "corner bracket", "“"},
    LookAlike{"』", "直角引号", "corner bracket", "”"},
    LookAlike{"‘", "单引号", "single quote", "“"},
    LookAlike{"’", "单引号", "single quote", "”"},
    LookAlike{"'", "单引号", "single quote", "\""},
    LookAlike{"`", "反引号", "backquote", "\""},
    LookAlike{"＂", "全角引号", "full-width quote", "\""},
    LookAlike{"„", "下引号", "low quote", "“"},
    LookAlike{"〈", "尖括号", "angle bracket", "<"},
    LookAlike{"〉", "尖括号", "angle bracket", ">"},
    LookAlike{"{", "花括号", "brace", ""},
    LookAlike{"｛", "花括号", "brace", ""},
    LookAlike{"—", "破折号", "dash", "-"},
    LookAlike{"–", "短破折号", "dash", "-"},
    LookAlike{"～", "波浪号", "tilde", "≈"},
    LookAlike{"？", "问号", "question mark", ""},
    LookAlike{"?", "问号", "question mark", ""},
    LookAlike{"!", "叹号", "exclamation mark", ""},
    LookAlike{"！", "叹号", "exclamation mark", ""},
    LookAlike{"…", "省略号", "ellipsis", ""},
    LookAlike{"\xE2\x80\x8B", "看不见的零宽空格", "invisible zero-width space", ""},
    LookAlike{"\xEF\xBB\xBF", "看不见的字节顺序标记", "invisible byte order mark", ""},
    LookAlike{"±", "正负号", "plus-minus sign", "误差"},
    LookAlike{"√", "对号", "check mark", ""},
};

// Longer ones first where one begins another.
constexpr std::array operator_words = {
    WordSlip{"大于或等于", "≥", ">="}, WordSlip{"小于或等于", "≤", "<="},
    WordSlip{"大于等于", "≥", ">="},   WordSlip{"小于等于", "≤", "<="},
    WordSlip{"不少于", "≥", ">="},     WordSlip{"不低于", "≥", ">="},
    WordSlip{"不小于", "≥", ">="},     WordSlip{"不超过", "≤", "<="},
    WordSlip{"不大于", "≤", "<="},     WordSlip{"不高于", "≤", "<="},
    WordSlip{"不多于", "≤", "<="},     WordSlip{"约等于", "≈", "~="},
    WordSlip{"不等于", "≠", "!="},     WordSlip{"大于", ">", ">"},
    WordSlip{"超过", ">", ">"},        WordSlip{"高于", ">", ">"},
    WordSlip{"多于", ">", ">"},        WordSlip{"小于", "<", "<"},
    WordSlip{"低于", "<", "<"},        WordSlip{"少于", "<", "<"},
    WordSlip{"等于", "=", "="},        WordSlip{"一致", "≈", "~="},
    WordSlip{"是否", "=", "="},        WordSlip{"并且", "且", "and"},
    WordSlip{"而且", "且", "and"},     WordSlip{"以及", "且", "and"},
    WordSlip{"同时", "且", "and"},     WordSlip{"或者", "或", "or"},
    WordSlip{"不是", "≠", "!="},       WordSlip{"没有", "缺", "lacks"},
    WordSlip{"与", "且", "and"},       WordSlip{"和", "且", "and"},
    WordSlip{"及", "且", "and"},       WordSlip{"跟", "且", "and"},
    WordSlip{"里有", "包含", "contains"}, WordSlip{"中有", "包含", "contains"},
    WordSlip{"提到", "包含", "contains"}, WordSlip{"写有", "包含", "contains"},
    WordSlip{"含有", "包含", "contains"}, WordSlip{"加上", "＋", "+"},
    WordSlip{"减去", "－", "-"},       WordSlip{"乘以", "×", "*"},
    WordSlip{"除以", "÷", "/"},        WordSlip{"那么", "则", "then"},
    WordSlip{"equals", "=", "="},      WordSlip{"exceeds", ">", ">"},
    WordSlip{"is", "=", "="},          WordSlip{"isn", "≠", "!="},
    WordSlip{"unless", "除非", "unless"},
};
constexpr std::array clause_words = {
    WordSlip{"应当", "应", "require"},   WordSlip{"应该", "应", "require"},
    WordSlip{"必须", "应", "require"},   WordSlip{"要求", "应", "require"},
    WordSlip{"须", "应", "require"},     WordSlip{"不得", "禁止", "forbid"},
    WordSlip{"不应", "禁止", "forbid"},  WordSlip{"不能", "禁止", "forbid"},
    WordSlip{"严禁", "禁止", "forbid"},  WordSlip{"如果", "当", "when"},
    WordSlip{"若", "当", "when"},        WordSlip{"条件", "当", "when"},
    WordSlip{"前提", "当", "when"},      WordSlip{"例外", "除非", "unless"},
    WordSlip{"消息", "说明", "message"}, WordSlip{"信息", "说明", "message"},
    WordSlip{"等级", "级别", "severity"}, WordSlip{"程度", "级别", "severity"},
    WordSlip{"变量", "令", "let"},       WordSlip{"设", "令", "let"},
    WordSlip{"遍历", "对每个", "for each"}, WordSlip{"对于", "对每个", "for each"},
    WordSlip{"must", "应", "require"},   WordSlip{"shall", "应", "require"},
    WordSlip{"should", "应", "require"}, WordSlip{"requires", "应", "require"},
    WordSlip{"if", "当", "when"},        WordSlip{"foreach", "对每个", "for each"},
    WordSlip{"level", "级别", "severity"}, WordSlip{"same", "又称", "also"},
    WordSlip{"别名", "又称", "also"},    WordSlip{"同义词", "又称", "also"},
    WordSlip{"默认", "缺省", "default"}, WordSlip{"包括", "分项", "parts"},
};

// Signs of other languages; any other run of operator signs is refused without a proposal.
constexpr std::array sign_slips = {
    WordSlip{"=>", "≥", ">="},  WordSlip{"==>", "≥", ">="}, WordSlip{">==", "≥", ">="}, WordSlip{"=>=", "≥", ">="},
    WordSlip{"≥=", "≥", ">="},  WordSlip{">≥", "≥", ">="},  WordSlip{"=<", "≤", "<="},  WordSlip{"<==", "≤", "<="},
    WordSlip{"=<=", "≤", "<="}, WordSlip{"≤=", "≤", "<="},  WordSlip{"<≤", "≤", "<="},  WordSlip{"<>", "≠", "!="},
    WordSlip{"><", "≠", "!="},  WordSlip{"=!", "≠", "!="},  WordSlip{"!==", "≠", "!="}, WordSlip{"≠=", "≠", "!="},
    WordSlip{"/=", "≠", "!="},  WordSlip{"===", "=", "="},  WordSlip{":=", "=", "="},   WordSlip{"=~", "≈", "~="},
    WordSlip{"~", "≈", "~="},   WordSlip{"~~", "≈", "~="},  WordSlip{"≈=", "≈", "~="},  WordSlip{"&&", "且", "and"},
    WordSlip{"&", "且", "and"}, WordSlip{"||", "或", "or"}, WordSlip{"|", "或", "or"},  WordSlip{">>", ">", ">"},
    WordSlip{"<<", "<", "<"},   WordSlip{"->", "则", "then"}, WordSlip{"<-", "=", "="}, WordSlip{"**", "×", "*"},
};

constexpr std::array comparisons = {"==", "=", "≠", "!=", "≤", "<=", "≥", ">=", "≈", "~=", "<", ">", "＝", "＜", "＞"};
constexpr std::array<std::string_view, 8> wide_signs = {"＝", "＜", "＞", "！", "＆", "｜", "～", "："};
constexpr std::string_view narrow_signs = "=<>!&|~:";
constexpr std::array<std::string_view, 4> han_signs = {"≥", "≤", "≠", "≈"};

constexpr std::array rulebook_clauses = {K::title, K::version, K::use, K::applies, K::change};
constexpr std::array basis_clauses = {K::title, K::doc_number, K::article, K::from, K::until, K::checked, K::replaced_by};
constexpr std::array aspect_clauses = {K::default_, K::member, K::also, K::parts, K::means, K::implies};
constexpr std::array concept_clauses = {K::also, K::formula, K::values, K::implies, K::under};
constexpr std::array section_clauses = {K::also, K::under};
constexpr std::array phrase_clauses = {K::pattern, K::yields, K::implies};
constexpr std::array rule_clauses = {K::severity, K::basis, K::tags, K::from, K::until, K::applies, K::for_each, K::let, K::when, K::unless,
                                     K::require, K::forbid, K::message, K::advice, K::replaces, K::refines, K::gather, K::evidence};
constexpr std::array override_clauses = {K::param, K::severity, K::basis, K::tags, K::from, K::until, K::applies, K::for_each, K::let, K::when,
                                         K::unless, K::require, K::forbid, K::message, K::advice, K::replaces, K::refines, K::gather, K::evidence};
constexpr std::array profile_clauses = {K::applies, K::param, K::disable};
constexpr std::array waive_clauses = {K::unit, K::year, K::reason, K::authority, K::to};
constexpr std::array test_clauses = {K::report, K::param, K::expect, K::silent, K::passes, K::undetermined, K::skips, K::fact};
constexpr std::array items = {K::rule, K::concept_, K::aspect, K::section, K::phrase, K::words, K::param, K::basis, K::define, K::profile,
                              K::override_, K::disable, K::waive, K::test, K::rulebook};
// clang-format on

// The operator sign at the head of `text` in half width and its length as written; an empty sign for anything else.
std::pair<std::string_view, std::size_t> sign_at(std::string_view text) {
  if (text.empty()) return {};
  const std::size_t narrow = narrow_signs.find(text[0]);
  if (narrow != std::string_view::npos) return {narrow_signs.substr(narrow, 1), 1};
  for (std::size_t i = 0; i < wide_signs.size(); ++i) {
    if (text.starts_with(wide_signs[i])) return {narrow_signs.substr(i, 1), wide_signs[i].size()};
  }
  for (const std::string_view sign : han_signs) {
    if (text.starts_with(sign)) return {sign, sign.size()};
  }
  return {};
}

template <std::size_t N>
const WordSlip* longest(const std::array<WordSlip, N>& table, std::string_view text) {
  const WordSlip* best = nullptr;
  for (const WordSlip& slip : table) {
    if (!text.starts_with(slip.written)) continue;
    const bool ascii = static_cast<unsigned char>(slip.written[0]) < 0x80;
    if (ascii && name_character(text.substr(slip.written.size())) != 0) continue;
    if (best == nullptr || slip.written.size() > best->written.size()) best = &slip;
  }
  return best;
}

}  // namespace

const LookAlike* look_alike_at(std::string_view text) {
  const auto found = std::find_if(look_alikes.begin(), look_alikes.end(),
                                  [text](const LookAlike& row) { return text.starts_with(row.written); });
  return found != look_alikes.end() ? &*found : nullptr;
}

const WordSlip* word_slip_at(std::string_view text, bool clause) {
  return clause ? longest(clause_words, text) : longest(operator_words, text);
}

std::size_t comparison_at(std::string_view text) {
  std::size_t best = 0;
  for (const std::string_view sign : comparisons) {
    if (text.starts_with(sign)) best = std::max(best, sign.size());
  }
  return best;
}

std::optional<SignSlip> sign_slip_at(std::string_view text, std::uint32_t offset) {
  std::uint32_t begin = offset;
  for (int back = 0; back < 4 && begin > 0; ++back) {  // signs glued to the left were read as an operator already
    std::uint32_t start = begin - 1;
    while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0U) == 0x80) --start;
    const auto [sign, length] = sign_at(text.substr(start));
    if (sign.empty() || start + length != begin || sign == ":") break;
    begin = start;
  }
  std::string run;
  std::uint32_t end = begin;
  while (run.size() < 16) {
    const auto [sign, length] = sign_at(text.substr(end));
    if (sign.empty()) break;
    run += sign;
    end += static_cast<std::uint32_t>(length);
  }
  if (end <= offset) return std::nullopt;
  for (const WordSlip& slip : sign_slips) {
    if (slip.written == run) return SignSlip{begin, end, slip.meant_zh, slip.meant_en};
  }
  return std::nullopt;
}

std::span<const Keyword> clauses_of(Keyword item) {
  switch (item) {
    case K::rulebook: return rulebook_clauses;
    case K::basis: return basis_clauses;
    case K::aspect: return aspect_clauses;
    case K::concept_: return concept_clauses;
    case K::section: return section_clauses;
    case K::phrase: return phrase_clauses;
    case K::rule: return rule_clauses;
    case K::override_: return override_clauses;
    case K::profile: return profile_clauses;
    case K::waive: return waive_clauses;
    case K::test: return test_clauses;
    default: return {};
  }
}

std::span<const Keyword> item_keywords() { return items; }

std::string_view nearest_keyword(std::string_view word, std::span<const Keyword> among) {
  std::vector<std::string_view> spellings;
  for (const Keyword keyword : among)
    for (const std::string_view spelt : {row(keyword).zh, row(keyword).en}) spellings.push_back(spelt);
  const auto at = nearest_name(word, spellings);
  return at ? spellings[*at] : std::string_view();
}

}  // namespace hegui::dsl

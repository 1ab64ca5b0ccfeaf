#include "checker/findings/readable.hpp"

#include <algorithm>
#include <set>

#include "checker/findings/page.hpp"
#include "dsl/records.hpp"

namespace hegui::findings {

namespace {

using dsl::ExprId;
using dsl::Op;
using Kind = dsl::Type::Kind;

/// What a variable of this type stands for: 分解, 变动, 数; empty where the name says as much.
std::string noun_of(const dsl::Type& type) {
  if (type.kind == Kind::record || (type.kind == Kind::list && type.element == Kind::record)) {
    const auto rows = dsl::records();
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const dsl::RecordRow& each) {
      return static_cast<std::uint16_t>(each.record) == type.record;
    });
    if (row != rows.end() && row->record != dsl::Record::fact) return std::string(row->name);
    if (row != rows.end()) return "数";
  }
  if (type.kind == Kind::section) return "章节";
  if (type.kind == Kind::quantity || type.kind == Kind::fact_query) return "数";
  return {};
}

using Names = std::map<std::string, std::string, std::less<>>;

void collect(const dsl::Program& program, ExprId id, std::set<std::uint32_t>& seen, Names& names) {
  if (!id.valid() || !seen.insert(id.value).second) return;
  const dsl::Expr& expr = program.expressions[id.value];
  if (expr.op == Op::local)
    if (std::string noun = noun_of(expr.type); !noun.empty()) names.emplace(program.text_of(id), std::move(noun));
  for (const ExprId child : expr.children) collect(program, child, seen, names);
  if (expr.op == Op::call_function && expr.index < program.functions.size())
    collect(program, program.functions[expr.index].body, seen, names);
}

Names names_of(const dsl::Program& program, const dsl::Rule& rule) {
  Names names;
  std::set<std::uint32_t> seen;
  const auto add = [&](ExprId id) { collect(program, id, seen, names); };
  for (const auto& each : rule.for_each) add(each.list);
  for (const auto& let : rule.lets) add(let.value);
  for (const ExprId condition : rule.when) add(condition);
  for (const auto& unless : rule.unless) {
    add(unless.condition);
    add(unless.exception);
  }
  for (const auto& require : rule.require) add(require.condition);
  return names;
}

constexpr std::string_view kOpen = "“", kClose = "”";

/// 决算 属于 三公经费 as 三公经费各项的决算; anything else as it is.
std::string inside(std::string_view words) {
  constexpr std::string_view kWithin = " 属于 ";
  const std::size_t at = words.find(kWithin);
  if (at == std::string_view::npos || words.find(' ', at + kWithin.size()) != std::string_view::npos)
    return std::string(words);
  return std::string(words.substr(at + kWithin.size())) + "各项的" + std::string(words.substr(0, at));
}

/// Square brackets as quotation marks.
std::string unbracketed(std::string_view text) {
  if (text.starts_with("["))
    if (const std::size_t end = text.find(']'); end != std::string_view::npos)
      return std::string(kOpen) + inside(text.substr(1, end - 1)) + std::string(kClose) +
             unbracketed(text.substr(end + 1));
  std::string out;
  for (const char c : text) {
    if (c == '[')
      out += kOpen;
    else if (c == ']')
      out += kClose;
    else
      out += c;
  }
  return out;
}

/// [执行率], 变.本期: a name, which says nothing itself.
bool is_name(std::string_view text) {
  if (text.starts_with("[")) return text.find(']') == text.size() - 1;
  return text.find('.') != std::string_view::npos &&
         std::none_of(text.begin(), text.end(), [](char c) { return c == ' ' || c == '('; }) &&
         text.find("（") == std::string_view::npos && text.find("，") == std::string_view::npos;
}

}  // namespace

Readable::Readable(const dsl::Program* program, dsl::Language language) : zh_(language == dsl::Language::zh) {
  if (program == nullptr || !zh_) return;
  for (const auto& rule : program->rules)
    if (auto names = names_of(*program, rule); !names.empty()) variables_.emplace(rule.id, std::move(names));
}

std::string Readable::told(std::string_view rule, std::string_view text, bool quoted) const {
  if (!zh_) return std::string(text);
  const std::size_t dot = text.find('.');
  if (!is_name(text) || text.starts_with("[") || dot == std::string_view::npos) return unbracketed(text);
  std::string first(text.substr(0, dot));
  if (const auto names = variables_.find(rule); names != variables_.end())
    if (const auto noun = names->second.find(first); noun != names->second.end()) first = noun->second;
  std::string path = first;
  for (const char c : text.substr(dot)) {
    if (c == '.')
      path += "的";
    else
      path += c;
  }
  return quoted ? std::string(kOpen) + path + std::string(kClose) : path;
}

std::string Readable::operand(std::string_view rule, std::string_view text) const { return told(rule, text, true); }

std::string Readable::label(std::string_view rule, std::string_view text) const {
  if (!zh_) return std::string(text);
  std::string label = told(rule, text, false);
  if (const auto names = variables_.find(rule); names != variables_.end())
    if (const auto noun = names->second.find(text); noun != names->second.end()) label = noun->second;
  if (label.starts_with(kOpen) && label.ends_with(kClose) && label.rfind(kOpen) == 0)
    label = label.substr(kOpen.size(), label.size() - kOpen.size() - kClose.size());
  return label;
}

std::string Readable::lacking(std::string_view rule, const std::vector<std::string>& texts) const {
  std::vector<std::string> names, sentences;
  for (const auto& text : texts) {
    auto& into = is_name(text) ? names : sentences;
    std::string told = operand(rule, text);
    if (std::find(into.begin(), into.end(), told) == into.end()) into.push_back(std::move(told));
  }
  std::string all;
  if (!names.empty())
    all = std::string(zh_ ? "缺少或读不准" : "missing or unsure: ") + joined(names, zh_ ? "、" : ", ");
  if (!sentences.empty()) {
    if (!all.empty()) all += zh_ ? "；" : "; ";
    all += joined(sentences, zh_ ? "；" : "; ");
  }
  return all;
}

}  // namespace hegui::findings

#include "dsl/meaning.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "dsl/builtin.hpp"
#include "dsl/records.hpp"
#include "dsl/sha256.hpp"

namespace hegui::dsl {

namespace {

constexpr int kDeepest = 300;
constexpr std::size_t kLongest = 4'000;  // bytes; what is longer stands as its digest

std::string_view name_of(Op op) {
  switch (op) {
    case Op::negate: return "negate";
    case Op::logical_not: return "not";
    case Op::exists: return "has";
    case Op::missing: return "lacks";
    case Op::logical_or: return "or";
    case Op::logical_and: return "and";
    case Op::equal: return "=";
    case Op::not_equal: return "≠";
    case Op::less:
    case Op::greater: return "<";
    case Op::less_equal:
    case Op::greater_equal: return "≤";
    case Op::approx: return "≈";
    case Op::contains: return "contains";
    case Op::matches: return "matches";
    case Op::within: return "within";
    case Op::add: return "+";
    case Op::subtract: return "-";
    case Op::multiply: return "×";
    case Op::divide: return "÷";
    case Op::or_else: return "or-else";
    case Op::default_if_missing: return "default";
    case Op::if_then_else: return "if";
    case Op::every: return "every";
    case Op::some: return "some";
    case Op::any_of: return "any";
    case Op::all_of: return "all";
    case Op::near: return "near";
    case Op::text_template: return "text";
    default: return "?";
  }
}

/// The order of these operands says nothing.
bool is_commutative(Op op) {
  switch (op) {
    case Op::logical_or:
    case Op::logical_and:
    case Op::any_of:
    case Op::all_of:
    case Op::add:
    case Op::multiply: return true;
    default: return false;
  }
}
bool is_symmetric(Op op) { return op == Op::equal || op == Op::not_equal || op == Op::approx; }

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

}  // namespace

std::string Meaning::of(ExprId id, const Rule* rule, bool inlined) const {
  Scope scope;
  scope.rule = rule;
  scope.inlined = inlined;
  return text(id, scope);
}

std::string Meaning::local(std::uint32_t slot, Scope& scope) const {
  for (std::size_t i = scope.loops.size(); i-- > 0;)
    if (scope.loops[i] == slot) return fmt::format("§{}", i);
  if (scope.rule == nullptr) return fmt::format("§slot{}", slot);
  for (std::size_t i = 0; i < scope.rule->for_each.size(); ++i)
    if (scope.rule->for_each[i].slot == slot) return fmt::format("§each{}", i);
  for (const Let& let : scope.rule->lets) {
    if (let.slot != slot) continue;
    if (!scope.inlined) return "令 " + let.name;
    if (const auto known = scope.lets.find(slot); known != scope.lets.end()) return known->second;
    scope.lets[slot] = "§busy";
    std::vector<std::uint32_t> outer;
    std::swap(outer, scope.loops);
    std::string value = text(let.value, scope);
    std::swap(outer, scope.loops);
    return scope.lets[slot] = std::move(value);
  }
  return fmt::format("§slot{}", slot);
}

std::string Meaning::query(const Query& query) const {
  std::vector<std::string> parts;
  if (query.any_concept) parts.emplace_back("*");
  if (query.concept_id.valid()) parts.push_back(program_.concepts[query.concept_id.value].name);
  for (const Binding& binding : query.fixed) {
    std::string part = program_.aspects[binding.aspect.value].name + "=";
    part += binding.member.valid() ? program_.members[binding.member.value].name : quoted(binding.name);
    parts.push_back(std::move(part));
  }
  if (query.range != Query::Range::one && query.range_member.valid())
    parts.push_back((query.range == Query::Range::within ? "within " : "parts ") +
                    program_.members[query.range_member.value].name);
  if (query.year_offset != 0) parts.push_back(fmt::format("year{:+}", query.year_offset));
  std::sort(parts.begin(), parts.end());
  parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
  return fmt::format("[{}]", fmt::join(parts, " "));
}

std::string Meaning::text(ExprId id, Scope& scope) const {
  if (id.value >= program_.expressions.size() || scope.depth > kDeepest) return "?";
  const Expr& expr = program_.expressions[id.value];
  switch (expr.op) {
    case Op::literal_quantity:
      return fmt::format("{} {}{}", expr.quantity.value.to_text(12), dimension_name(expr.quantity.dimension, true),
                         expr.quantity.noun);
    case Op::literal_text: return quoted(expr.text);
    case Op::literal_regex: return "/" + expr.text + "/";
    case Op::literal_bool: return expr.flag ? "true" : "false";
    case Op::literal_date: return fmt::format("{:04}-{:02}-{:02}", expr.date.year, expr.date.month, expr.date.day);
    case Op::parameter: return "参数 " + program_.parameters.at(expr.index).name;
    case Op::local: return local(expr.index, scope);
    case Op::report_root: return "report";
    case Op::query: return query(program_.queries.at(expr.index));
    case Op::section: {
      std::vector<std::string> kinds;
      for (const SectionKindId kind : program_.section_refs.at(expr.index))
        kinds.push_back(program_.section_kinds[kind.value].name);
      std::sort(kinds.begin(), kinds.end());
      return fmt::format("(section {})", fmt::join(kinds, " "));
    }
    case Op::words: return "词 " + program_.word_lists.at(expr.index).name;
    case Op::member_constant: return program_.members.at(expr.index).name;
    case Op::aspect_name: return "aspect " + program_.aspects.at(expr.index).name;
    default: break;
  }
  ++scope.depth;
  std::string head(name_of(expr.op));
  if (expr.op == Op::field) {
    const FieldRow* row = field_row(static_cast<Field>(expr.index));
    head = "." + std::string(row != nullptr ? row->english : std::string_view("?"));
  } else if (expr.op == Op::call_builtin) {
    head = builtins()[expr.index].english;
  } else if (expr.op == Op::call_function) {
    head = "定义 " + program_.functions.at(expr.index).name;
  } else if (expr.op == Op::near) {
    head += fmt::format("-{}", expr.index);
  }
  std::vector<std::string> children;
  const bool loop = expr.op == Op::every || expr.op == Op::some;
  for (std::size_t i = 0; i < expr.children.size(); ++i) {
    if (loop && i == 1) scope.loops.push_back(expr.index);
    children.push_back(text(expr.children[i], scope));
    if (loop && i == 1) scope.loops.pop_back();
  }
  --scope.depth;
  if (is_commutative(expr.op)) {
    std::sort(children.begin(), children.end());
  } else if (is_symmetric(expr.op) && children.size() >= 2 && children[1] < children[0]) {
    std::swap(children[0], children[1]);
  } else if ((expr.op == Op::greater || expr.op == Op::greater_equal) && children.size() >= 2) {
    std::swap(children[0], children[1]);
  }
  if (expr.flag) children.emplace_back("rounding");
  std::string all = fmt::format("({} {})", head, fmt::join(children, " "));
  if (all.size() > kLongest) return "#" + sha256_hex(all);
  return all;
}

}  // namespace hegui::dsl

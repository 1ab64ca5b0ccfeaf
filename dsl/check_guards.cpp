// Simple reasoning over 报告.地区 属于 湖南省 且 报告.年度 ≥ 2021年; anything else is left alone.
#include "dsl/check_guards.hpp"

#include <algorithm>

#include "dsl/check_limits.hpp"
#include "dsl/records.hpp"

namespace hegui::dsl::checking {

namespace {

void add_year(Guard& guard, Op op, std::int64_t year) {
  const auto from = [&](std::int64_t bound) { guard.first_year = std::max(guard.first_year.value_or(bound), bound); };
  const auto to = [&](std::int64_t bound) { guard.last_year = std::min(guard.last_year.value_or(bound), bound); };
  switch (op) {
    case Op::equal: from(year), to(year); break;
    case Op::greater_equal: from(year); break;
    case Op::greater: from(year + 1); break;
    case Op::less_equal: to(year); break;
    case Op::less: to(year - 1); break;
    default: break;
  }
}

void add_other(const Program& program, ExprId id, Guard& guard) {
  std::string text;
  for (const char c : program.text_of(id)) {
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') text += c;
  }
  guard.others.insert(std::move(text));
}

std::vector<MemberId> members_of(const Program& program, const Expr& right) {
  std::vector<MemberId> members;
  if (right.op == Op::member_constant) members.push_back(MemberId{right.index});
  if (right.op != Op::any_of) return members;
  for (const ExprId child : right.children) {
    const Expr& entry = program.expressions[child.value];
    if (entry.op != Op::member_constant) return {};
    members.push_back(MemberId{entry.index});
  }
  return members;
}

void add_condition(const Program& program, ExprId id, Guard& guard) {
  if (id.value >= program.expressions.size()) return;
  const Expr& expr = program.expressions[id.value];
  if (expr.op == Op::logical_and) {
    for (const ExprId child : expr.children) add_condition(program, child, guard);
    return;
  }
  if (expr.children.size() < 2) return add_other(program, id, guard);
  const Expr& left = program.expressions[expr.children[0].value];
  const Expr& right = program.expressions[expr.children[1].value];
  if (left.op != Op::field) return add_other(program, id, guard);
  if (static_cast<Field>(left.index) == Field::report_year && right.op == Op::literal_quantity) {
    const auto year = right.quantity.value.to_int64();
    return year && expr.op != Op::not_equal ? add_year(guard, expr.op, *year) : add_other(program, id, guard);
  }
  std::vector<MemberId> members;
  if (expr.op == Op::within || expr.op == Op::equal) members = members_of(program, right);
  if (members.empty() || guard.members.contains(left.index)) return add_other(program, id, guard);
  guard.members.emplace(left.index, std::move(members));
}

bool all_below(const Program& program, const std::vector<MemberId>& low, const std::vector<MemberId>& high) {
  return std::all_of(low.begin(), low.end(), [&](MemberId member) {
    return std::any_of(high.begin(), high.end(), [&](MemberId above) { return program.is_within(member, above); });
  });
}

/// Every report of `a` is one of `b`.
bool is_covered(const Program& program, const Guard& a, const Guard& b) {
  for (const auto& [field, members] : b.members) {
    const auto own = a.members.find(field);
    if (own == a.members.end() || !all_below(program, own->second, members)) return false;
  }
  // What is not understood must be demanded of `a` in the same words.
  if (!std::includes(a.others.begin(), a.others.end(), b.others.begin(), b.others.end())) return false;
  if (b.first_year && (!a.first_year || *a.first_year < *b.first_year)) return false;
  return !b.last_year || (a.last_year && *a.last_year <= *b.last_year);
}

}  // namespace

Guard guard_of(const Program& program, const std::vector<ExprId>& conditions) {
  Guard guard;
  guard.conditions = conditions;
  for (const ExprId id : conditions) add_condition(program, id, guard);
  return guard;
}

bool exclude_each_other(const Program& program, const Guard& a, const Guard& b) {
  Assumptions both(program);
  for (const Guard* guard : {&a, &b}) {
    for (const ExprId id : guard->conditions) {
      if (!both.add(id).empty()) return true;
    }
  }
  return false;
}

bool is_narrower(const Program& program, const Guard& a, const Guard& b) {
  return is_covered(program, a, b) && !is_covered(program, b, a);
}

}  // namespace hegui::dsl::checking

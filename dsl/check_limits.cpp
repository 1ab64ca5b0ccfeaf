// Conditions taken apart along 且 and 非; comparisons with literals become bounds, the rest is compared by its text.
#include "dsl/check_limits.hpp"

#include <algorithm>

namespace hegui::dsl::checking {

namespace {

Op mirrored(Op op) {
  switch (op) {
    case Op::less: return Op::greater;
    case Op::less_equal: return Op::greater_equal;
    case Op::greater: return Op::less;
    case Op::greater_equal: return Op::less_equal;
    default: return op;
  }
}

Op opposite(Op op) {
  switch (op) {
    case Op::less: return Op::greater_equal;
    case Op::less_equal: return Op::greater;
    case Op::greater: return Op::less_equal;
    case Op::greater_equal: return Op::less;
    case Op::equal: return Op::not_equal;
    case Op::not_equal: return Op::equal;
    default: return op;
  }
}

bool is_comparison(Op op) {
  return op == Op::equal || op == Op::not_equal || op == Op::less || op == Op::less_equal || op == Op::greater ||
         op == Op::greater_equal;
}
constexpr std::size_t most_open = 16;  // choices followed up at a time

bool is_upper(Op op) { return op == Op::less || op == Op::less_equal; }
bool is_lower(Op op) { return op == Op::greater || op == Op::greater_equal; }

}  // namespace

std::string Assumptions::subject_of(ExprId id) const {
  std::string subject;
  for (const char c : program_->text_of(id)) {
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') subject += c;
  }
  return subject;
}

std::string Assumptions::add(ExprId condition, bool holds) {
  std::string found = take(condition, holds);
  return found.empty() ? settle() : found;
}

/// What was said later may close one way of an earlier 或; then the other way holds.
std::string Assumptions::settle() {
  for (std::size_t i = 0; i < open_.size(); ++i) {
    const ExprId choice = open_[i];
    Assumptions one = *this, other = *this;
    const std::string left = one.take(at(choice).children[0], true);
    const std::string right = other.take(at(choice).children[1], true);
    if (left.empty() && right.empty()) continue;
    if (!left.empty() && !right.empty()) return left;
    open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(i));
    std::string found = take(at(choice).children[left.empty() ? 0 : 1], true);
    return found.empty() ? settle() : found;
  }
  return {};
}

std::string Assumptions::take(ExprId condition, bool holds) {
  if (condition.value >= program_->expressions.size()) return {};
  const Expr& expr = at(condition);
  const auto both = [&](bool each) {
    std::string found = take(expr.children[0], each);
    return found.empty() ? take(expr.children[1], each) : found;
  };
  switch (expr.op) {
    case Op::logical_not: return take(expr.children[0], !holds);
    case Op::logical_and:
      if (holds) return both(true);
      return {};
    case Op::logical_or:
      if (!holds) return both(false);
      if (open_.size() < most_open) open_.push_back(condition);
      return {};
    case Op::exists: return exist(expr.children[0], holds);
    case Op::missing: return exist(expr.children[0], !holds);
    default: break;
  }
  std::string found = is_comparison(expr.op) ? compare(expr, holds) : std::string();
  if (found.empty() && holds && (expr.op == Op::within || expr.op == Op::equal)) found = belong(expr);
  return found.empty() ? be(condition, holds) : found;
}

bool Assumptions::imply(ExprId condition) const {
  Assumptions against = *this, with = *this;
  return !against.add(condition, false).empty() && with.add(condition, true).empty();
}

bool Assumptions::exclude(ExprId condition) const {
  Assumptions copy = *this;
  return !copy.add(condition, true).empty();
}

// ---- kinds of conditions -----------------------------------------------------------------------------------------

std::string Assumptions::compare(const Expr& expr, bool holds) {
  if (expr.children.size() != 2) return {};
  const bool literal_right = at(expr.children[1]).op == Op::literal_quantity;
  if (literal_right == (at(expr.children[0]).op == Op::literal_quantity)) return {};
  const ExprId subject_id = expr.children[literal_right ? 0 : 1];
  const Expr& literal = at(expr.children[literal_right ? 1 : 0]);
  const std::string subject = subject_of(subject_id);
  Demands& demands = demands_[subject];
  if (demands.present == false) return subject;  // what is missing compares with nothing
  demands.present = true;
  Op op = literal_right ? expr.op : mirrored(expr.op);
  if (!holds) op = opposite(op);
  return bound(demands, op, literal.quantity.value, subject);
}

std::string Assumptions::bound(Demands& demands, Op op, const Number& limit, const std::string& subject) {
  if (op == Op::not_equal) demands.never.push_back(limit);
  if ((is_upper(op) || op == Op::equal) &&
      (!demands.high || limit < *demands.high || (limit == *demands.high && op == Op::less))) {
    demands.high = limit;
    demands.high_open = op == Op::less;
  }
  if ((is_lower(op) || op == Op::equal) &&
      (!demands.low || *demands.low < limit || (limit == *demands.low && op == Op::greater))) {
    demands.low = limit;
    demands.low_open = op == Op::greater;
  }
  if (!demands.low || !demands.high) return {};
  const bool single = *demands.high == *demands.low;
  const bool empty =
      *demands.high < *demands.low ||
      (single && (demands.low_open || demands.high_open ||
                  std::find(demands.never.begin(), demands.never.end(), *demands.low) != demands.never.end()));
  return empty ? subject : std::string();
}

/// 报告.地区 属于 湖南省, [评价等级] = “优”
std::string Assumptions::belong(const Expr& expr) {
  if (expr.children.size() < 2) return {};
  const Expr& left = at(expr.children[0]);
  const Expr& right = at(expr.children[1]);
  // Several sections may be of one kind, and a list has many members: either may hold of different ones.
  const bool several = left.type.kind == Type::Kind::list ||
                       (!left.children.empty() && at(left.children[0]).type.kind == Type::Kind::section);
  if (several) return {};
  const std::string subject = subject_of(expr.children[0]);
  if (right.op == Op::literal_text && expr.op == Op::equal) {
    Demands& demands = demands_[subject];
    if (demands.present == false) return subject;
    demands.present = true;
    if (demands.text && *demands.text != right.text) return subject;
    demands.text = right.text;
    return {};
  }
  std::vector<MemberId> wanted;
  if (right.op == Op::member_constant) wanted.push_back(MemberId{right.index});
  if (right.op == Op::any_of) {
    for (const ExprId child : right.children) {
      if (at(child).op != Op::member_constant) return {};
      wanted.push_back(MemberId{at(child).index});
    }
  }
  if (wanted.empty()) return {};
  Demands& demands = demands_[subject];
  if (demands.present == false) return subject;
  demands.present = true;
  for (const std::vector<MemberId>& others : demands.members) {
    const bool meet = std::any_of(wanted.begin(), wanted.end(), [&](MemberId one) {
      return std::any_of(others.begin(), others.end(), [&](MemberId other) {
        return program_->is_within(one, other) || program_->is_within(other, one);
      });
    });
    if (!meet) return subject;
  }
  demands.members.push_back(std::move(wanted));
  return {};
}

std::string Assumptions::be(ExprId condition, bool holds) {
  if (at(condition).op == Op::literal_bool) return {};  // said by another lint
  std::string subject = subject_of(condition);
  if (subject.empty()) return {};
  Demands& demands = demands_[subject];
  if (demands.truth && *demands.truth != holds) return subject;
  demands.truth = holds;
  return {};
}

std::string Assumptions::exist(ExprId subject_id, bool present) {
  std::string subject = subject_of(subject_id);
  Demands& demands = demands_[subject];
  if (demands.present && *demands.present != present) return subject;
  demands.present = present;
  return {};
}

}  // namespace hegui::dsl::checking

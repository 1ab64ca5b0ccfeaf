// Two clauses side by side: whether they mean the same, and the smallest part in which they do not.
#include <fmt/format.h>

#include <algorithm>

#include "dsl/difference_rules.hpp"

namespace hegui::dsl::difference {

namespace {

using Clauses = std::vector<syntax::RuleClause>;

const Clauses* clauses_of(const syntax::Item& item) {
  if (const auto* rule = std::get_if<syntax::Rule>(&item.node)) return &rule->clauses;
  if (const auto* changed = std::get_if<syntax::Override>(&item.node)) return &changed->clauses;
  return nullptr;
}

/// The expression as written; of a message the text without the keyword before it.
std::string words_of(const Program& program, ExprId id) {
  if (id.value >= program.expressions.size()) return {};
  std::string_view text = program.text_of(id);
  if (program.expressions[id.value].op == Op::text_template)
    text.remove_prefix(std::min({text.size(), text.find("“"), text.find('"')}));
  return one_line(text);
}

bool is_comparator(Op op) {
  switch (op) {
    case Op::equal:
    case Op::not_equal:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
    case Op::approx: return true;
    default: return false;
  }
}
std::string_view sign_of(Op op) {
  switch (op) {
    case Op::equal: return "=";
    case Op::not_equal: return "≠";
    case Op::less: return "<";
    case Op::less_equal: return "≤";
    case Op::greater: return ">";
    case Op::greater_equal: return "≥";
    default: return "≈";
  }
}

}  // namespace

std::string one_line(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (blank && (out.empty() || out.back() == ' ')) continue;
    out += blank ? ' ' : c;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string joined_words(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, "、")); }

std::string date_text(const std::optional<CivilDate>& date) {
  return date ? fmt::format("{:04}-{:02}-{:02}", date->year, date->month, date->day) : std::string();
}

const syntax::File& Comparer::parsed(const std::shared_ptr<const Source>& source) {
  auto found = parsed_.find(source.get());
  if (found == parsed_.end()) found = parsed_.emplace(source.get(), parse(source)).first;
  return found->second.file;
}

Written Comparer::clause_at(const Program& program, ExprId id) {
  if (id.value >= program.expressions.size()) return {};
  const Expr& expr = program.expressions[id.value];
  if (expr.source >= program.sources.size()) return {};
  const auto& source = program.sources[expr.source];
  for (const syntax::Item& item : parsed(source).items) {
    if (expr.span.begin < item.span.begin || expr.span.begin >= item.span.end) continue;
    if (const Clauses* clauses = clauses_of(item))
      for (const syntax::RuleClause& clause : *clauses)
        if (clause.span.begin <= expr.span.begin && expr.span.end <= clause.span.end) return {source, clause.span};
    return {source, item.span};
  }
  return {source, expr.span};
}

Written Comparer::clause_of(const Rule& rule, std::size_t kind) {
  if (rule.origin.source == nullptr) return {};
  for (const syntax::Item& item : parsed(rule.origin.source).items) {
    if (item.span.begin != rule.origin.span.begin) continue;
    if (const Clauses* clauses = clauses_of(item))
      for (const syntax::RuleClause& clause : *clauses)
        if (clause.node.index() == kind) return {rule.origin.source, clause.span};
  }
  return {};
}

void Comparer::plain(ChangeKind kind, std::string_view item, const std::string& name, std::string clause,
                     std::string before, std::string after, Written old_at, Written new_at) {
  if (before == after) return;
  Change change;
  change.kind = kind;
  change.item = item;
  change.name = name;
  change.clause = std::move(clause);
  change.before = std::move(before);
  change.after = std::move(after);
  change.old_at = std::move(old_at);
  change.new_at = std::move(new_at);
  changes_.push_back(std::move(change));
}

bool Comparer::same(ExprId a, ExprId b, const Rule* old_rule, const Rule* new_rule) const {
  if (!a.valid() || !b.valid()) return a.valid() == b.valid();
  return old_meaning_.of(a, old_rule, false) == new_meaning_.of(b, new_rule, false) ||
         old_meaning_.of(a, old_rule, true) == new_meaning_.of(b, new_rule, true);
}

/// Down to the smallest part in which the two differ.
std::pair<ExprId, ExprId> Comparer::narrowed(ExprId a, ExprId b, const Rule* old_rule, const Rule* new_rule) const {
  for (int depth = 0; depth < 100; ++depth) {
    const Expr& x = old_.expressions[a.value];
    const Expr& y = new_.expressions[b.value];
    if (x.op != y.op || x.children.size() != y.children.size() || x.children.empty()) break;
    if (x.op == Op::call_builtin && x.index != y.index) break;
    std::size_t differing = 0, at = 0;
    for (std::size_t i = 0; i < x.children.size(); ++i)
      if (!same(x.children[i], y.children[i], old_rule, new_rule)) {
        ++differing;
        at = i;
      }
    if (differing != 1) break;
    a = x.children[at];
    b = y.children[at];
  }
  return {a, b};
}

void Comparer::expression(ChangeKind kind, std::string item, const std::string& name, std::string clause, ExprId a,
                          ExprId b, Written old_at, Written new_at, const Rule* old_rule, const Rule* new_rule) {
  if (same(a, b, old_rule, new_rule)) return;
  Change change;
  change.kind = kind;
  change.item = std::move(item);
  change.name = name;
  change.clause = std::move(clause);
  change.before = words_of(old_, a);
  change.after = words_of(new_, b);
  change.old_at = std::move(old_at);
  change.new_at = std::move(new_at);
  if (a.valid() && b.valid() && kind != ChangeKind::message) {
    const auto [x, y] = narrowed(a, b, old_rule, new_rule);
    const Expr& p = old_.expressions[x.value];
    const Expr& q = new_.expressions[y.value];
    const bool figures = (p.op == Op::literal_quantity && q.op == Op::literal_quantity) ||
                         (p.op == Op::literal_date && q.op == Op::literal_date);
    const bool comparators = is_comparator(p.op) && is_comparator(q.op) && p.op != q.op &&
                             p.children.size() == q.children.size() &&
                             std::equal(p.children.begin(), p.children.end(), q.children.begin(),
                                        [&](ExprId l, ExprId r) { return same(l, r, old_rule, new_rule); });
    if (figures || comparators) {
      change.context = change.after;
      change.kind = figures ? ChangeKind::threshold : ChangeKind::comparator;
      change.before = figures ? one_line(old_.text_of(x)) : std::string(sign_of(p.op));
      change.after = figures ? one_line(new_.text_of(y)) : std::string(sign_of(q.op));
    }
  }
  changes_.push_back(std::move(change));
}

void Comparer::list(ChangeKind kind, std::string item, const std::string& name, const std::string& clause,
                    std::vector<ExprId> a, std::vector<ExprId> b, const Rule* old_rule, const Rule* new_rule) {
  for (auto x = a.begin(); x != a.end();) {
    const auto y = std::find_if(b.begin(), b.end(), [&](ExprId id) { return same(*x, id, old_rule, new_rule); });
    if (y == b.end()) {
      ++x;
      continue;
    }
    b.erase(y);
    x = a.erase(x);
  }
  for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
    const ExprId x = i < a.size() ? a[i] : ExprId{};
    const ExprId y = i < b.size() ? b[i] : ExprId{};
    expression(kind, item, name, clause, x, y, clause_at(old_, x), clause_at(new_, y), old_rule, new_rule);
  }
}

}  // namespace hegui::dsl::difference

#include "dsl/difference_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace hegui::dsl::difference {

namespace {

template <class Node>
constexpr std::size_t kind_of() {
  std::size_t index = 0;
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    ((std::is_same_v<std::variant_alternative_t<I, decltype(syntax::RuleClause::node)>, Node> ? (index = I) : 0), ...);
  }
  (std::make_index_sequence<std::variant_size_v<decltype(syntax::RuleClause::node)>>());
  return index;
}

std::string_view severity_name(Severity severity) {
  return severity == Severity::error ? "错误" : severity == Severity::warning ? "警告" : "提示";
}

std::string_view gather_name(Gather gather) {
  switch (gather) {
    case Gather::none: return "";
    case Gather::report: return "全文";
    case Gather::same_value: return "同值";
    case Gather::chapter: return "章";
  }
  return "";
}

/// Everything that a rule says, on one line; equal for rules that say the same under different ids.
std::string whole_meaning(const Program& program, const Meaning& meaning, const Rule& rule) {
  std::string all;
  const auto add = [&](std::string_view what, ExprId id) {
    all += fmt::format("{} {}\n", what, meaning.of(id, &rule, true));
  };
  for (const SeverityGrade& grade : rule.severity) {
    all += severity_name(grade.severity);
    add(" when", grade.when);
  }
  for (const ExprId id : rule.applies) add("applies", id);
  for (const Rule::ForEach& each : rule.for_each) add("each", each.list);
  for (const ExprId id : rule.when) add("when", id);
  for (const Require& require : rule.require) add(require.forbid ? "forbid" : "require", require.condition);
  for (const Unless& unless : rule.unless) {
    add("unless", unless.condition);
    add("except", unless.exception);
  }
  add("message", rule.message);
  for (const BasisId basis : rule.bases) all += program.bases[basis.value].name + "\n";
  return all;
}

class Rules {
 public:
  explicit Rules(Comparer& comparer) : c_(comparer) {}

  void run() {
    const Program& a = c_.old_program();
    const Program& b = c_.new_program();
    find_renamed();
    for (const Rule& rule : a.rules) {
      const Rule* other = b.find_rule(rule.id);
      if (const auto renamed = renamed_.find(rule.id); renamed != renamed_.end()) {
        Change change = whole(ChangeKind::renamed, *renamed->second);
        change.old_name = rule.id;
        change.old_at = c_.item(rule.origin);
        c_.add(std::move(change));
        compare(rule, *renamed->second, "规则");
      } else if (other == nullptr) {
        Change change = whole(ChangeKind::removed, rule);
        std::swap(change.old_at, change.new_at);
        c_.add(std::move(change));
      } else {
        compare(rule, *other, "规则");
      }
    }
    for (const Rule& rule : b.rules) {
      if (a.find_rule(rule.id) != nullptr || is_new_name(rule)) continue;
      Change change = whole(ChangeKind::added, rule);
      change.old_name = joined_words(rule.replaces);
      c_.add(std::move(change));
    }
    compare_overlays();
  }

 private:
  [[nodiscard]] Change whole(ChangeKind kind, const Rule& rule) const {
    Change change;
    change.kind = kind;
    change.item = "规则";
    change.name = rule.id;
    change.after = rule.title;
    change.new_at = c_.item(rule.origin);
    return change;
  }

  [[nodiscard]] bool is_new_name(const Rule& rule) const {
    return std::any_of(renamed_.begin(), renamed_.end(), [&](const auto& pair) { return pair.second == &rule; });
  }

  /// A new rule that replaces one which is gone, or says word for word what one said that is gone.
  void find_renamed() {
    const Program& a = c_.old_program();
    const Program& b = c_.new_program();
    for (const Rule& rule : b.rules) {
      if (a.find_rule(rule.id) != nullptr) continue;
      for (const std::string& id : rule.replaces)
        if (a.find_rule(id) != nullptr && b.find_rule(id) == nullptr) renamed_.emplace(id, &rule);
      if (is_new_name(rule)) continue;
      const std::string meaning = whole_meaning(b, c_.new_meaning(), rule);
      for (const Rule& old : a.rules)
        if (b.find_rule(old.id) == nullptr && !renamed_.contains(old.id) &&
            whole_meaning(a, c_.old_meaning(), old) == meaning) {
          renamed_.emplace(old.id, &rule);
          break;
        }
    }
  }

  void compare(const Rule& x, const Rule& y, std::string_view item) {
    x_ = &x;
    y_ = &y;
    item_ = item;
    c_.plain(ChangeKind::relation, item, y.id, "", x.title, y.title, c_.item(x.origin), c_.item(y.origin));
    severity();
    names<syntax::BasisClause>(ChangeKind::basis, "依据", basis_names(c_.old_program(), x),
                               basis_names(c_.new_program(), y));
    names<syntax::TagsClause>(ChangeKind::relation, "标签", x.tags, y.tags);
    text<syntax::FromClause>(ChangeKind::dates, "生效", date_text(x.from), date_text(y.from));
    text<syntax::UntilClause>(ChangeKind::dates, "失效", date_text(x.until), date_text(y.until));
    c_.list(ChangeKind::condition, item_, y.id, "适用", x.applies, y.applies, &x, &y);
    c_.list(ChangeKind::condition, item_, y.id, "对每个", lists(x), lists(y), &x, &y);
    lets();
    c_.list(ChangeKind::condition, item_, y.id, "当", x.when, y.when, &x, &y);
    exceptions();
    c_.list(ChangeKind::condition, item_, y.id, "应", requirements(x, false), requirements(y, false), &x, &y);
    c_.list(ChangeKind::condition, item_, y.id, "禁止", requirements(x, true), requirements(y, true), &x, &y);
    missing();
    one(ChangeKind::message, "说明", x.message, y.message);
    one(ChangeKind::message, "建议", x.advice, y.advice);
    c_.list(ChangeKind::message, item_, y.id, "证据", x.evidence, y.evidence, &x, &y);
    text<syntax::GatherClause>(ChangeKind::message, "归并", std::string(gather_name(x.gather)),
                               std::string(gather_name(y.gather)));
    names<syntax::ReplacesClause>(ChangeKind::relation, "取代", x.replaces, y.replaces);
    names<syntax::RefinesClause>(ChangeKind::relation, "细化", x.refines, y.refines);
    text<syntax::TagsClause>(ChangeKind::condition, "停用", x.disabled ? "停用" : "", y.disabled ? "停用" : "");
  }

  void severity() {
    const auto meaning = [](const Meaning& m, const Rule& rule) {
      std::string all;
      for (const SeverityGrade& grade : rule.severity)
        all += fmt::format("{} {};", severity_name(grade.severity), m.of(grade.when, &rule, true));
      return all;
    };
    if (meaning(c_.old_meaning(), *x_) == meaning(c_.new_meaning(), *y_)) return;
    const auto words = [](const Program& program, const Rule& rule) {
      std::string all;
      for (const SeverityGrade& grade : rule.severity) {
        all += all.empty() ? "" : grade.when.valid() ? "，" : "，否则 ";
        all += severity_name(grade.severity);
        if (grade.when.valid()) all += " 当 " + one_line(program.text_of(grade.when));
      }
      return all;
    };
    std::string before = words(c_.old_program(), *x_);
    std::string after = words(c_.new_program(), *y_);
    c_.plain(ChangeKind::severity, item_, y_->id, "级别", std::move(before), std::move(after),
             c_.clause_of(*x_, kind_of<syntax::SeverityClause>()),
             c_.clause_of(*y_, kind_of<syntax::SeverityClause>()));
  }

  template <class Node>
  void text(ChangeKind kind, std::string clause, std::string before, std::string after) {
    c_.plain(kind, item_, y_->id, std::move(clause), std::move(before), std::move(after),
             c_.clause_of(*x_, kind_of<Node>()), c_.clause_of(*y_, kind_of<Node>()));
  }
  template <class Node>
  void names(ChangeKind kind, std::string clause, std::vector<std::string> before, std::vector<std::string> after) {
    std::sort(before.begin(), before.end());
    std::sort(after.begin(), after.end());
    text<Node>(kind, std::move(clause), joined_words(before), joined_words(after));
  }
  void one(ChangeKind kind, std::string clause, ExprId a, ExprId b) {
    c_.expression(kind, item_, y_->id, std::move(clause), a, b, c_.clause_at(c_.old_program(), a),
                  c_.clause_at(c_.new_program(), b), x_, y_);
  }

  static std::vector<std::string> basis_names(const Program& program, const Rule& rule) {
    std::vector<std::string> all;
    for (const BasisId id : rule.bases) all.push_back(program.bases[id.value].name);
    return all;
  }
  static std::vector<ExprId> lists(const Rule& rule) {
    std::vector<ExprId> all;
    for (const Rule::ForEach& each : rule.for_each) all.push_back(each.list);
    return all;
  }
  static std::vector<ExprId> requirements(const Rule& rule, bool forbid) {
    std::vector<ExprId> all;
    for (const Require& require : rule.require)
      if (require.forbid == forbid) all.push_back(require.condition);
    return all;
  }

  void missing() {
    const auto count = [](const Rule& rule) {
      return std::count_if(rule.require.begin(), rule.require.end(), [](const Require& r) { return r.report_missing; });
    };
    const auto words = [](std::ptrdiff_t n) { return n > 0 ? std::string("缺则报") : std::string(); };
    if (count(*x_) != count(*y_))
      text<syntax::RequireClause>(ChangeKind::condition, "应", words(count(*x_)), words(count(*y_)));
  }

  /// A let of the same name; one that is only new or gone shows where it is read.
  void lets() {
    for (const Let& old : x_->lets)
      for (const Let& fresh : y_->lets)
        if (old.name == fresh.name) one(ChangeKind::condition, "令 " + old.name, old.value, fresh.value);
  }

  void exceptions() {
    std::set<std::string> labels;
    const auto find = [](const Rule& rule, const std::string& label) {
      const auto same = [&](const Unless& unless) { return unless.label == label; };
      const auto found = std::find_if(rule.unless.begin(), rule.unless.end(), same);
      return found == rule.unless.end() ? nullptr : &*found;
    };
    for (const Rule* rule : {x_, y_})
      for (const Unless& unless : rule->unless) {
        if (!labels.insert(unless.label).second) continue;
        const Unless* a = find(*x_, unless.label);
        const Unless* b = find(*y_, unless.label);
        one(ChangeKind::exception, "除非 " + unless.label, a != nullptr ? a->condition : ExprId{},
            b != nullptr ? b->condition : ExprId{});
        if (a != nullptr && b != nullptr)
          one(ChangeKind::exception, "除非 " + unless.label + " 除外", a->exception, b->exception);
      }
  }

  void compare_overlays() {
    const auto key = [](const Program& program, const Overlay& overlay) {
      return overlay.rule + " " + program.rulebooks[overlay.origin.rulebook].id;
    };
    std::map<std::string, std::pair<const Overlay*, const Overlay*>> pairs;
    for (const Overlay& overlay : c_.old_program().overlays) pairs[key(c_.old_program(), overlay)].first = &overlay;
    for (const Overlay& overlay : c_.new_program().overlays) pairs[key(c_.new_program(), overlay)].second = &overlay;
    for (const auto& [name, pair] : pairs) {
      if (pair.first != nullptr && pair.second != nullptr) {
        Rule x = pair.first->changes, y = pair.second->changes;
        x.origin = pair.first->origin;
        y.origin = pair.second->origin;
        x.id = y.id = pair.first->rule;
        x.applies = pair.first->applies;
        y.applies = pair.second->applies;
        x.disabled = pair.first->disable;
        y.disabled = pair.second->disable;
        compare(x, y, "覆盖");
        continue;
      }
      Change change;
      change.kind = pair.first != nullptr ? ChangeKind::removed : ChangeKind::added;
      change.item = "覆盖";
      change.name = pair.first != nullptr ? pair.first->rule : pair.second->rule;
      (pair.first != nullptr ? change.old_at : change.new_at) =
          c_.item(pair.first != nullptr ? pair.first->origin : pair.second->origin);
      c_.add(std::move(change));
    }
  }

  Comparer& c_;
  std::map<std::string, const Rule*> renamed_;  // old id → new rule
  const Rule* x_ = nullptr;
  const Rule* y_ = nullptr;
  std::string item_;
};

}  // namespace

void compare_rules(Comparer& comparer) { Rules(comparer).run(); }

}  // namespace hegui::dsl::difference

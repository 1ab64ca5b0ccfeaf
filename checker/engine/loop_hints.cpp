#include "checker/engine/loop_hints.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "checker/engine/plan.hpp"

namespace hegui::engine {

using dsl::ExprId;
using dsl::Field;
using dsl::Op;

namespace {

constexpr int kDeepest = 64;
using Place = LoopHint::Place;

class Hints {
 public:
  explicit Hints(Plan& plan) : plan_(plan) {}

  void run() {
    for (Node& node : plan_.nodes)
      if (node.op == Op::some && node.children.size() == 2) {
        LoopHint hint = of(node.children[0], node.index);
        if (is_list(node.children[0])) look_into(node.children[1], {}, hint);
        node.loop = keep(std::move(hint));
      }
    for (const dsl::Rule& rule : plan_.program->rules) {
      find_early(rule);
      plan_.last_loops.push_back(kNoConstant);
      if (rule.for_each.size() < 2 || !is_list(rule.for_each.back().list)) continue;
      LoopHint hint = of(rule.for_each.back().list, rule.for_each.back().slot);
      lets_ = &rule.lets;
      for (const ExprId id : rule.when) look_into(id, {}, hint);
      lets_ = nullptr;
      plan_.last_loops.back() = keep(std::move(hint));
    }
  }

 private:
  static LoopHint of(ExprId list, std::uint32_t slot) {
    LoopHint hint;
    hint.list = list;
    hint.slot = slot;
    return hint;
  }

  std::uint32_t keep(LoopHint hint) {
    if (hint.own.empty() && hint.keys.empty() && hint.near.empty()) return kNoConstant;
    plan_.loops.push_back(std::move(hint));
    return static_cast<std::uint32_t>(plan_.loops.size() - 1);
  }

  /// A list that is the same for the whole report.
  [[nodiscard]] bool is_list(ExprId id) const {
    const Node& node = plan_.nodes[id.value];
    return node.op == Op::field && plan_.nodes[node.children.front().value].op == Op::report_root;
  }

  /// The parts of a condition that all have to hold, also of a function that it calls.
  void look_into(ExprId id, const Place& place, LoopHint& hint) const {
    const Node& node = plan_.nodes[id.value];
    const std::uint32_t slot = place.function == LoopHint::kNoFunction ? hint.slot : place.slot;
    if (node.op == Op::logical_and) {
      for (const ExprId child : node.children) look_into(child, place, hint);
      return;
    }
    if (reads_only(id, slot, 0)) {
      if (reads(id, slot, 0)) hint.own.push_back({id, place});
      return;
    }
    if (const auto part = equality(id, slot, place)) {
      // They are all looked up together, also with what 或 joins.
      if (hint.keys.empty()) hint.keys = {LoopHint::Key{place, {}, {}, {}}};
      for (LoopHint::Key& key : hint.keys) key.parts.push_back(*part);
      return;
    }
    if (const auto near = nearness(id, slot, place)) {
      hint.near.push_back(*near);
      return;
    }
    if (node.op == Op::logical_or) {
      auto keys = alternatives(node, place, slot);
      if (hint.keys.size() > 1 || keys.empty()) return;
      if (!hint.keys.empty())
        for (LoopHint::Key& key : keys)
          key.parts.insert(key.parts.end(), hint.keys.front().parts.begin(), hint.keys.front().parts.end());
      hint.keys = std::move(keys);
      return;
    }
    if (node.op != Op::call_function || place.function != LoopHint::kNoFunction) return;
    const dsl::Function& function = plan_.program->functions[node.index];
    std::optional<std::uint32_t> argument;
    for (std::uint32_t i = 0; i < node.children.size(); ++i) {
      const Node& child = plan_.nodes[node.children[i].value];
      const bool is_it = child.op == Op::local && child.index == hint.slot;
      if (is_it && argument) return;
      if (is_it) argument = i;
      if (!is_it && reads(node.children[i], hint.slot, 0)) return;
    }
    if (argument) look_into(function.body, {id, node.index, function.first_slot + *argument, *argument}, hint);
  }

  /// Says that a text or a number of the element equals one of the surroundings.
  [[nodiscard]] std::optional<LoopHint::Part> equality(ExprId id, std::uint32_t slot, const Place& place) const {
    const Node& node = plan_.nodes[id.value];
    if (node.op != Op::equal || node.children.size() != 2 || node.flag) return std::nullopt;
    for (const std::size_t own : {0U, 1U}) {
      const ExprId inner = node.children[own], outer = node.children[1 - own];
      if (!reads_only(inner, slot, 0) || !reads(inner, slot, 0) || reads(outer, slot, 0)) continue;
      if (is_text(inner, 0) && is_text(outer, 0)) return LoopHint::Part{inner, outer, false, place};
      if (is_number(inner) && is_sum(outer, 0)) return LoopHint::Part{inner, outer, true, place};
    }
    return std::nullopt;
  }

  /// Says that a figure of the element is ≈ one of the surroundings, or that a text of it holds one of theirs.
  [[nodiscard]] std::optional<LoopHint::Near> nearness(ExprId id, std::uint32_t slot, const Place& place) const {
    const Node& node = plan_.nodes[id.value];
    if (node.children.size() != 2 || node.flag) return std::nullopt;
    const ExprId first = node.children[0], second = node.children[1];
    using Kind = LoopHint::Near::Kind;
    if (node.op == Op::contains) {
      if (is_text(first, 0) && is_own(first, slot) && is_looked_up(second, slot, 0))
        return LoopHint::Near{Kind::holds, place, first, second};
      if (is_made_of(second, slot, 0) && is_looked_up(first, slot, 0))
        return LoopHint::Near{Kind::stands_in, place, second, first};
      return std::nullopt;
    }
    if (node.op != Op::approx) return std::nullopt;
    for (const auto& [inner, outer] : {std::pair(first, second), std::pair(second, first)}) {
      const Node& figure = plan_.nodes[inner.value];
      const bool is_figure = is_number(inner) || (figure.op == Op::local && figure.index == slot);
      if (is_figure && is_own(inner, slot) && is_looked_up(outer, slot, 0))
        return LoopHint::Near{Kind::figure, place, inner, outer};
    }
    return std::nullopt;
  }

  /// A text of the element, perhaps with words around it: “{标.名称}扣”.
  [[nodiscard]] bool is_made_of(ExprId id, std::uint32_t slot, int depth) const {
    const Node& node = plan_.nodes[id.value];
    if (node.op != Op::text_template) return is_text(id, 0) && is_own(id, slot);
    bool own = false;
    for (const ExprId child : node.children) {
      if (plan_.nodes[child.value].op == Op::literal_text) continue;
      if (depth > 0 || !is_made_of(child, slot, depth + 1)) return false;
      own = true;
    }
    return own;
  }

  [[nodiscard]] bool is_own(ExprId id, std::uint32_t slot) const {
    return reads_only(id, slot, 0) && reads(id, slot, 0);
  }

  /// What the surroundings come to without any other figure being asked for: nothing is derived on the way.
  [[nodiscard]] bool is_looked_up(ExprId id, std::uint32_t slot, int depth) const {
    const Node& node = plan_.nodes[id.value];
    if (depth > kDeepest) return false;
    switch (node.op) {
      case Op::local: return !reads(id, slot, 0);
      case Op::report_root: return true;
      case Op::literal_quantity:
      case Op::literal_text:
      case Op::field:
      case Op::text_template:
      case Op::call_builtin:
      case Op::negate:
      case Op::add:
      case Op::subtract:
      case Op::multiply:
      case Op::divide:
      case Op::default_if_missing: break;
      default: return false;
    }
    return std::all_of(node.children.begin(), node.children.end(),
                       [&](ExprId child) { return is_looked_up(child, slot, depth + 1); });
  }

  /// What the branches of 或 ask of an element; nothing when one of them says nothing of it.
  [[nodiscard]] std::vector<LoopHint::Key> alternatives(const Node& either, const Place& place,
                                                        std::uint32_t slot) const {
    std::vector<LoopHint::Key> keys;
    for (const ExprId branch : either.children) {
      LoopHint::Key key{place, {}, {}, {}};
      gather(branch, slot, 0, key);
      if (key.parts.empty() && key.own.empty()) return {};
      keys.push_back(std::move(key));
    }
    return keys;
  }

  void gather(ExprId id, std::uint32_t slot, int depth, LoopHint::Key& key) const {
    const Node& node = plan_.nodes[id.value];
    if (depth > kDeepest) return;
    if (node.op == Op::logical_and) {
      for (const ExprId child : node.children) gather(child, slot, depth + 1, key);
    } else if (const auto part = equality(id, slot, key.place)) {
      key.parts.push_back(*part);
    } else if (reads_only(id, slot, 0)) {
      if (reads(id, slot, 0)) key.own.push_back(id);
    } else if (is_outer(id, slot, 0)) {
      key.outer.push_back(id);
    }
  }

  /// A condition on the surroundings that asks for nothing else: fields of their records.
  [[nodiscard]] bool is_outer(ExprId id, std::uint32_t slot, int depth) const {
    const Node& node = plan_.nodes[id.value];
    if (depth > kDeepest) return false;
    if (node.op == Op::local) {
      if (lets_ != nullptr)
        for (const dsl::Let& let : *lets_)
          if (let.slot == node.index) return false;
      return node.index != slot;
    }
    if (node.constant != kNoConstant) return true;
    const bool plain = node.op == Op::field || node.op == Op::equal || node.op == Op::not_equal ||
                       node.op == Op::default_if_missing || node.op == Op::logical_not || node.op == Op::contains;
    return plain && std::all_of(node.children.begin(), node.children.end(),
                                [&](ExprId child) { return is_outer(child, slot, depth + 1); });
  }

  /// A field that is a figure, of a variable.
  [[nodiscard]] bool is_number(ExprId id) const {
    const Node& node = plan_.nodes[id.value];
    if (node.op != Op::field || plan_.nodes[node.children.front().value].op != Op::local) return false;
    return plan_.program->expressions[id.value].type.kind == dsl::Type::Kind::quantity;
  }

  /// A figure of the surroundings: a field, or a few of them and constants added up.
  [[nodiscard]] bool is_sum(ExprId id, int depth) const {
    const Node& node = plan_.nodes[id.value];
    if (depth > kDeepest || plan_.program->expressions[id.value].type.kind != dsl::Type::Kind::quantity) return false;
    if (node.op == Op::add || node.op == Op::subtract)
      return is_sum(node.children[0], depth + 1) && is_sum(node.children[1], depth + 1);
    return is_number(id) || (depth > 0 && node.op == Op::literal_quantity);
  }

  /// Which conditions may come to no before the loops further in are gone into.
  void find_early(const dsl::Rule& rule) {
    auto& early = plan_.early_when.emplace_back();
    early.resize(rule.for_each.size());
    for (std::size_t depth = 1; depth < rule.for_each.size(); ++depth)
      for (const ExprId id : rule.when)
        if (may_fail(id, rule, depth, 0)) early[depth].push_back(id);
  }

  [[nodiscard]] static bool is_inner(std::uint32_t slot, const dsl::Rule& rule, std::size_t depth) {
    for (std::size_t i = depth; i < rule.for_each.size(); ++i)
      if (rule.for_each[i].slot == slot) return true;
    return false;
  }

  /// Whether a condition can be no while the variables of the loops from `depth` on are not known.
  [[nodiscard]] bool may_fail(ExprId id, const dsl::Rule& rule, std::size_t depth, int nested) const {
    if (id.value >= plan_.nodes.size() || nested > kDeepest) return true;
    const Node& node = plan_.nodes[id.value];
    if (node.op == Op::local) {
      for (const dsl::Let& let : rule.lets)
        if (let.slot == node.index) return may_fail(let.value, rule, depth, nested + 1);
      return !is_inner(node.index, rule, depth);
    }
    const auto one_may = [&](ExprId child) { return may_fail(child, rule, depth, nested + 1); };
    switch (node.op) {
      case Op::logical_and:
      case Op::logical_or:
      case Op::logical_not:
      case Op::if_then_else:
      case Op::every:
      case Op::some:
      case Op::call_function:
      case Op::any_of:
      case Op::all_of: return node.children.empty() || std::any_of(node.children.begin(), node.children.end(), one_may);
      default: break;
    }
    // Of an operand that is not known nothing else comes to no.
    return std::all_of(node.children.begin(), node.children.end(), one_may);
  }

  [[nodiscard]] bool reads(ExprId id, std::uint32_t slot, int depth) const {
    if (id.value >= plan_.nodes.size() || depth > kDeepest) return true;
    const Node& node = plan_.nodes[id.value];
    if (node.op == Op::local) {
      if (node.index == slot) return true;
      if (lets_ != nullptr)
        for (const dsl::Let& let : *lets_)
          if (let.slot == node.index) return true;  // a let may read anything
      return false;
    }
    return std::any_of(node.children.begin(), node.children.end(),
                       [&](ExprId child) { return reads(child, slot, depth + 1); });
  }

  /// Nothing but the element, the report and constants: it says the same of an element whenever it is asked.
  [[nodiscard]] bool reads_only(ExprId id, std::uint32_t slot, int depth) const {
    if (id.value >= plan_.nodes.size() || depth > kDeepest) return false;
    const Node& node = plan_.nodes[id.value];
    switch (node.op) {
      case Op::local: return node.index == slot;
      case Op::call_function:
        if (!plan_.steady[node.index]) return false;
        break;
      case Op::literal_quantity:
      case Op::literal_text:
      case Op::literal_bool:
      case Op::literal_date:
      case Op::literal_regex:
      case Op::words:
      case Op::member_constant:
      case Op::report_root:
      case Op::field:
      case Op::logical_and:
      case Op::logical_or:
      case Op::logical_not:
      case Op::exists:
      case Op::missing:
      case Op::equal:
      case Op::not_equal:
      case Op::less:
      case Op::less_equal:
      case Op::greater:
      case Op::greater_equal:
      case Op::contains:
      case Op::matches:
      case Op::within:
      case Op::any_of:
      case Op::all_of:
      case Op::default_if_missing: break;
      default: return false;
    }
    return std::all_of(node.children.begin(), node.children.end(),
                       [&](ExprId child) { return reads_only(child, slot, depth + 1); });
  }

  /// A text that can be told without making a value: fields of variables, with a word where there is none.
  [[nodiscard]] bool is_text(ExprId id, int depth) const {
    if (id.value >= plan_.nodes.size() || depth > kDeepest) return false;
    const Node& node = plan_.nodes[id.value];
    switch (node.op) {
      case Op::local: return depth > 0;
      case Op::literal_text: return true;
      case Op::field: return is_text(node.children[0], depth + 1);
      case Op::default_if_missing: return is_text(node.children[0], depth + 1) && is_text(node.children[1], depth + 1);
      default: return false;
    }
  }

  Plan& plan_;
  const std::vector<dsl::Let>* lets_ = nullptr;  // of the rule at hand
};

}  // namespace

void find_loop_hints(Plan& plan) {
  plan.loops.clear();
  plan.last_loops.clear();
  plan.early_when.clear();
  Hints(plan).run();
}

}  // namespace hegui::engine

#include "checker/engine/cheap_first.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "dsl/records.hpp"

namespace hegui::engine {

using dsl::ExprId;
using dsl::Field;
using dsl::Op;

namespace {

constexpr int kDeepest = 200;  // of expressions within each other that are looked into
constexpr double kDear = 1e9;

/// Rough costs: one is looking at a field of a record.
class Order {
 public:
  explicit Order(Plan& plan)
      : plan_(plan), costs_(plan.nodes.size()), bodies_(plan.program->functions.size()), done_(plan.nodes.size()) {}

  void run() {
    const dsl::Program& program = *plan_.program;
    plan_.cheap_children = plan_.children;
    for (Node& node : plan_.nodes)
      node.cheap = plan_.cheap_children.data() + (node.children.first - plan_.children.data());
    const auto ask = [&](const std::vector<dsl::ParamSetting>& settings) {
      for (const dsl::ParamSetting& one : settings) parameters_ask_ = parameters_ask_ || of(one.value, 0).asks;
    };
    for (const dsl::Parameter& one : program.parameters) parameters_ask_ = parameters_ask_ || of(one.value, 0).asks;
    for (const dsl::Profile& profile : program.profiles) ask(profile.settings);
    for (const dsl::Overlay& overlay : program.overlays) ask(overlay.changes.settings);
    for (const dsl::Rule& rule : program.rules) ask(rule.settings);
    for (const dsl::Function& function : program.functions) put_in_order(function.body, 0);
    for (const dsl::Rule& rule : program.rules) {
      lets_ = &rule.lets;
      for (const dsl::Let& let : rule.lets) put_in_order(let.value, 0);
      for (const ExprId id : rule.when) put_in_order(id, 0);
      const auto held_to = [&](ExprId id) {
        put_in_order(id, 0);
        of(id, 0);  // whether it asks
      };
      for (const dsl::Require& one : rule.require) held_to(one.condition);
      for (const dsl::Unless& one : rule.unless) {
        held_to(one.condition);
        held_to(one.exception);
      }
      plan_.cheap_when.push_back(rule.when);
      auto& when = plan_.cheap_when.back();
      sort(when.data(), when.data() + when.size());
      lets_ = nullptr;
      for (const ExprId id : rule.applies) of(id, 0);
    }
    plan_.asks.clear();
    for (const Cost& cost : costs_) plan_.asks.push_back(!cost.known || cost.asks);
  }

 private:
  struct Cost {
    bool known = false;
    bool asks = false;  // for figures, itself or through a let or a parameter
    double work = 0;
  };

  void put_in_order(ExprId id, int depth) {
    if (id.value >= plan_.nodes.size() || depth > kDeepest || done_[id.value]) return;
    done_[id.value] = true;
    const Node& node = plan_.nodes[id.value];
    for (const ExprId child : node.children) put_in_order(child, depth + 1);
    if (node.op != Op::logical_and && node.op != Op::logical_or) return;
    ExprId* const first = plan_.cheap_children.data() + (node.children.first - plan_.children.data());
    sort(first, first + node.children.size());
  }

  void sort(ExprId* first, ExprId* last) {
    // What asks stays where it is; what stands between two of those is put in order.
    for (ExprId* at = first; at != last;) {
      ExprId* const end = std::find_if(at, last, [&](ExprId id) { return of(id, 0).asks; });
      std::stable_sort(at, end, [&](ExprId a, ExprId b) { return of(a, 0).work < of(b, 0).work; });
      at = end == last ? last : end + 1;
    }
  }

  static double work_of(Field field) {
    switch (field) {
      case Field::paragraph_length:
      case Field::sentence_length:
      case Field::breakdown_parts:
      case Field::change_additions:
      case Field::change_reductions:
      case Field::fact_values: return 8;
      case Field::section_length: return 20;
      case Field::breakdown_unit_slip: return 200;
      case Field::fact_sentence:
      case Field::ratio_sentence: return 2;
      default: return 1;
    }
  }

  Cost own_cost(const Node& node, int depth) {
    const auto plain = [](double work) { return Cost{true, false, work}; };
    switch (node.op) {
      case Op::query:
      case Op::near:
      case Op::aspect_name: return {true, true, kDear};
      case Op::parameter: return {true, parameters_ask_, 2};
      case Op::local: {
        if (lets_ == nullptr) return plain(1);
        const auto let =
            std::find_if(lets_->begin(), lets_->end(), [&](const dsl::Let& one) { return one.slot == node.index; });
        return let == lets_->end() ? plain(1) : of(let->value, depth + 1);
      }
      case Op::report_root: return plain(0);
      case Op::field: return plain(work_of(static_cast<Field>(node.index)));
      case Op::contains: return plain(5);
      case Op::matches: return plain(20);
      case Op::approx: return plain(10);
      case Op::add:
      case Op::subtract:
      case Op::multiply:
      case Op::divide: return plain(8);
      case Op::call_builtin: return plain(15);
      case Op::text_template: return plain(40);
      case Op::section: return plain(30);
      default: return plain(1);
    }
  }

  Cost of(ExprId id, int depth) {
    if (id.value >= plan_.nodes.size() || depth > kDeepest) return {true, true, kDear};
    if (costs_[id.value].known) return costs_[id.value];
    const Node& node = plan_.nodes[id.value];
    if (node.constant != kNoConstant) return {true, false, 0};
    Cost cost = own_cost(node, depth);
    for (const ExprId child : node.children) {
      const Cost one = of(child, depth + 1);
      const bool body = (node.op == Op::every || node.op == Op::some) && child != node.children.front();
      cost.work += body ? rounds(node) * one.work : one.work;
      cost.asks = cost.asks || one.asks;
    }
    if (node.op == Op::call_function) {
      const Cost body = body_of(node.index, depth + 1);
      const bool kept = node.children.size() == 1 && plan_.repeats[node.index];  // what it said is known already
      cost.work += 3 + (kept ? body.work / 3 : body.work);
      cost.asks = cost.asks || body.asks;
    }
    return costs_[id.value] = cost;
  }

  /// How many elements are gone through, more or less.
  [[nodiscard]] double rounds(const Node& node) const {
    const Node& list = plan_.nodes[node.children.front().value];
    const bool of_report = list.op == Op::field && plan_.nodes[list.children.front().value].op == Op::report_root;
    if (!of_report) return 4;
    if (node.loop == kNoConstant) return 60;
    return plan_.loops[node.loop].keys.empty() ? 20 : 5;
  }

  Cost body_of(std::uint32_t function, int depth) {
    if (bodies_[function].known) return bodies_[function];
    bodies_[function] = {true, true, kDear};                 // of a function within itself
    const auto* const lets = std::exchange(lets_, nullptr);  // it sees none of them
    bodies_[function] = of(plan_.program->functions[function].body, depth);
    lets_ = lets;
    return bodies_[function];
  }

  Plan& plan_;
  std::vector<Cost> costs_;   // by expression
  std::vector<Cost> bodies_;  // by function
  std::vector<bool> done_;    // by expression
  bool parameters_ask_ = false;
  const std::vector<dsl::Let>* lets_ = nullptr;  // of the rule at hand
};

}  // namespace

void find_cheap_order(Plan& plan) {
  plan.cheap_when.clear();
  Order(plan).run();
}

}  // namespace hegui::engine

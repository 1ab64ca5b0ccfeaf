#include "checker/engine/compiled.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "checker/engine/compiled_steps.hpp"
#include "checker/engine/plan.hpp"
#include "dsl/builtin.hpp"

namespace hegui::engine {

using dsl::Dimension;
using dsl::Expr;
using dsl::ExprId;
using dsl::Op;

namespace {

bool is_ratio(Dimension d) { return d == Dimension::rate || d == Dimension::number || d == Dimension::points; }

class Compiler : Emitter {
 public:
  Compiler(const Plan& plan, const dsl::Rule& rule, Slots& slots)
      : plan_(plan), program_(*plan.program), rule_(rule), all_slots_(slots) {}

  CompiledRule run() {
    if (!rule_.for_each.empty() || rule_.queries.empty() || rule_.require.empty() || !rule_.settings.empty())
      throw Unfit();
    for_when_ = true;
    for (const ExprId id : rule_.when) join(code_.applies, truth(id, nullptr));
    for_when_ = false;
    for (const dsl::Require& require : rule_.require) {
      const std::uint16_t one = truth(require.condition, nullptr);
      join(code_.kept, require.forbid ? truth_step(Step::inverse, one) : one);
    }
    if (code_.slots.empty()) throw Unfit();
    code_.may_fail = rule_.unless.empty();
    CompiledRule compiled;
    compiled.whole = unknowable_.empty();
    compiled.code = std::move(code_);
    compiled.queries = std::move(queries_);
    compiled.shared = shared_aspects();
    return compiled;
  }

 private:
  /// The arguments of a call of a declared function, by slot of its frame.
  struct Frame {
    const dsl::Function* function = nullptr;
    const std::vector<ExprId>* arguments = nullptr;
    const Frame* caller = nullptr;
  };

  // ---- numbers ------------------------------------------------------------------------------------------------------
  Part slot(SlotSource source, Side side) {
    if (source.dimension == Dimension::date) throw Unfit();
    const std::uint32_t own_query = source.query;
    if (own_query != kNoQuery) source.query = plan_.same_query[own_query];
    const std::uint32_t index = all_slots_.index_of(source);
    auto mine = std::find(code_.slots.begin(), code_.slots.end(), index);
    if (mine == code_.slots.end()) {
      if (code_.slots.size() >= kMostSlots) throw Unfit();
      mine = code_.slots.insert(mine, index);
      queries_.push_back(own_query);
    }
    const auto kind = side == Side::value ? Operand::Kind::value
                      : side == Side::low ? Operand::Kind::low
                                          : Operand::Kind::high;
    return {{kind, static_cast<std::uint16_t>(mine - code_.slots.begin())},
            {},
            scale_of(source.dimension),
            source.dimension};
  }

  static Dimension typed(const Expr& expr) {
    if (expr.type.kind != dsl::Type::Kind::quantity || expr.type.any_dimension) throw Unfit();
    return expr.type.dimension;
  }

  Part number(ExprId id, const Frame* frame, Side side) {
    if (++depth_ > 60) throw Unfit();
    const Part part = number_of(program_.expressions.at(id.value), frame, side);
    --depth_;
    return part;
  }

  Part number_of(const Expr& expr, const Frame* frame, Side side) {
    switch (expr.op) {
      case Op::literal_quantity: {
        const Value value = Value::of_figure(expr.quantity);
        if (value.approximate || !value.interval().is_exact()) throw Unfit();
        return of_number(value.number(), value.dimension);
      }
      case Op::parameter: {
        const dsl::Parameter& parameter = program_.parameters.at(expr.index);
        if (parameter.type.kind != dsl::Type::Kind::quantity || parameter.type.any_dimension) throw Unfit();
        return slot({kNoQuery, dsl::ParamId{expr.index}, parameter.type.dimension}, side);
      }
      case Op::query: return slot({expr.index, {}, dimension_of_query(expr.index)}, side);
      case Op::local: {
        const auto [id, inner] = named(expr, frame);
        return number(id, inner, side);
      }
      case Op::call_function: {
        const Frame inner = enter(expr, frame);
        return number(inner.function->body, &inner, side);
      }
      case Op::negate: {
        Part a = number(expr.children.at(0), frame, opposite(side));
        a.n = times(a.n, constant(-1));
        return a;
      }
      case Op::add:
      case Op::subtract: return sum(expr, frame, side);
      case Op::multiply: return product(expr, frame, side);
      case Op::divide: return quotient(expr, frame, side);
      case Op::or_else:
      case Op::default_if_missing:
        return either_of(Step::or_else, expr.children.at(0), expr.children.at(1), {}, frame, side);
      case Op::if_then_else: {
        const std::uint16_t condition = truth(expr.children.at(0), frame);
        if (!is_knowable(condition)) throw Unfit();  // open is not the same as missing
        return either_of(Step::choose, expr.children.at(1), expr.children.at(2), of_truth(condition), frame, side);
      }
      case Op::call_builtin: {
        if (dsl::builtins()[expr.index].builtin != dsl::Builtin::absolute || side != Side::value) throw Unfit();
        Part a = number(expr.children.at(0), frame, side);
        a.n = number_step(Step::magnitude, a.n, {});
        return a;
      }
      default: throw Unfit();
    }
  }

  Part sum(const Expr& expr, const Frame* frame, Side side) {
    const bool minus = expr.op == Op::subtract;
    Part a = number(expr.children.at(0), frame, side);
    Part b = number(expr.children.at(1), frame, minus ? opposite(side) : side);
    level(a, b);
    a.n = number_step(minus ? Step::subtract : Step::add, a.n, b.n);
    a.dimension = typed(expr);
    return a;
  }

  /// Intervals multiply and divide like numbers as long as nothing is below zero.
  void above_zero(ExprId id, const Frame* frame, Step step) { guard(step, number(id, frame, Side::low).n); }

  Part product(const Expr& expr, const Frame* frame, Side side) {
    const ExprId left = expr.children.at(0), right = expr.children.at(1);
    Part a = number(left, frame, side);
    const Part b = number(right, frame, side);
    if (side != Side::value) {
      above_zero(left, frame, Step::not_negative);
      above_zero(right, frame, Step::not_negative);
    }
    return {times(a.n, b.n), times(a.d, b.d), a.e + b.e, typed(expr)};
  }

  Part quotient(const Expr& expr, const Frame* frame, Side side) {
    const ExprId left = expr.children.at(0), right = expr.children.at(1);
    const Part a = number(left, frame, side);
    const Part b = number(right, frame, opposite(side));
    if (side != Side::value) {
      above_zero(left, frame, Step::not_negative);
      above_zero(right, frame, Step::positive);
    }
    guard(Step::positive, b.n);
    return {times(a.n, b.d), times(a.d, b.n), a.e - b.e, typed(expr)};
  }

  Part either_of(Step step, ExprId first, ExprId second, Operand condition, const Frame* frame, Side side) {
    Part a = number(first, frame, side), b = number(second, frame, side);
    if (a.dimension != b.dimension) throw Unfit();
    // A denominator that is missing on one side must not make the other side missing.
    if (a.d.kind != Operand::Kind::none || b.d.kind != Operand::Kind::none) throw Unfit();
    level(a, b);
    a.n = number_step(step, a.n, b.n, condition);
    return a;
  }

  Dimension dimension_of_query(std::uint32_t index) const {
    const QueryPlan& query = plan_.queries.at(index);
    if (query.any_concept || query.is_text || query.concepts.empty()) throw Unfit();
    if (std::find(rule_.queries.begin(), rule_.queries.end(), index) == rule_.queries.end()) throw Unfit();
    return program_.concepts[query.concepts.front().value].dimension;
  }

  // ---- names --------------------------------------------------------------------------------------------------------
  /// What a name stands for, and the frame in which that is meant.
  std::pair<ExprId, const Frame*> named(const Expr& expr, const Frame* frame) const {
    if (frame != nullptr) {
      const std::uint32_t first = frame->function->first_slot;
      if (expr.index < first || expr.index - first >= frame->arguments->size()) throw Unfit();
      return {(*frame->arguments)[expr.index - first], frame->caller};
    }
    for (const dsl::Let& let : rule_.lets)
      if (let.slot == expr.index) return {let.value, nullptr};
    throw Unfit();
  }
  Frame enter(const Expr& expr, const Frame* frame) const {
    const dsl::Function& function = program_.functions.at(expr.index);
    if (function.parameters.size() != expr.children.size()) throw Unfit();
    return {&function, &expr.children, frame};
  }

  // ---- truths -------------------------------------------------------------------------------------------------------
  /// What programs do not say is open: they prove nothing by it, and the rest may still decide (且, 或, 当).
  std::uint16_t truth(ExprId id, const Frame* frame) {
    const Expr& expr = program_.expressions.at(id.value);
    const Emitter before = *this;
    const int depth = depth_;
    try {
      if (expr.type.kind != dsl::Type::Kind::boolean || ++depth_ > 60) throw Unfit();
      const std::uint16_t result = truth_of(expr, frame);
      depth_ = depth;
      return result;
    } catch (const Unfit&) {
      static_cast<Emitter&>(*this) = before;
      depth_ = depth;
      if (depth_ > 50) throw;
      return unknowable();
    }
  }

  std::uint16_t truth_of(const Expr& expr, const Frame* frame) {
    switch (expr.op) {
      case Op::literal_bool: return comparing(Step::at_most, constant(expr.flag ? 0 : 1), constant(0));
      case Op::local: {
        const auto [id, inner] = named(expr, frame);
        return truth(id, inner);
      }
      case Op::call_function: {
        const Frame inner = enter(expr, frame);
        return truth(inner.function->body, &inner);
      }
      case Op::logical_not: return truth_step(Step::inverse, truth(expr.children.at(0), frame));
      case Op::logical_and:
      case Op::logical_or: {
        const Step step = expr.op == Op::logical_and ? Step::both : Step::either;
        std::uint16_t all = truth(expr.children.at(0), frame);
        for (std::size_t i = 1; i < expr.children.size(); ++i)
          all = truth_step(step, all, truth(expr.children[i], frame));
        return all;
      }
      case Op::if_then_else: {
        const std::uint16_t condition = truth(expr.children.at(0), frame);
        const std::uint16_t first = truth(expr.children.at(1), frame);
        return truth_step(Step::select, condition, first, truth(expr.children.at(2), frame));
      }
      case Op::exists:
      case Op::missing: {
        const Part part = number(expr.children.at(0), frame, Side::value);
        if (part.d.kind != Operand::Kind::none) throw Unfit();
        const std::uint16_t said = comparing(Step::said, part.n, {});
        return expr.op == Op::exists ? said : truth_step(Step::inverse, said);
      }
      case Op::equal:
      case Op::not_equal:
      case Op::less:
      case Op::less_equal:
      case Op::greater:
      case Op::greater_equal: return comparison(expr, frame);
      case Op::approx: return meeting(expr, frame);
      default: throw Unfit();
    }
  }

  static bool is_number(const Expr& expr) {
    return expr.type.kind == dsl::Type::Kind::quantity ||
           (expr.type.kind == dsl::Type::Kind::fact_query && expr.type.element == dsl::Type::Kind::quantity);
  }

  /// The 误差 of a comparison, levelled with its sides; nothing: none.
  struct Sides {
    Part left, right;
    std::optional<Operand> slack;
  };
  Sides sides(const Expr& expr, const Frame* frame, Side left, Side right) {
    if (expr.flag) throw Unfit();  // 误差 舍入
    for (std::size_t i = 0; i < 2; ++i)
      if (!is_number(program_.expressions.at(expr.children.at(i).value))) throw Unfit();
    Sides result{number(expr.children[0], frame, left), number(expr.children[1], frame, right), std::nullopt};
    if (expr.children.size() < 3) {
      level(result.left, result.right);
      return result;
    }
    Part slack = number(expr.children[2], frame, Side::value);
    if (slack.d.kind != Operand::Kind::none) throw Unfit();
    if (slack.n.kind != Operand::Kind::constant || code_.constants[slack.n.index] < 0)
      slack.n = number_step(Step::magnitude, slack.n, {});
    const Dimension a = result.left.dimension, b = result.right.dimension;
    if (slack.dimension == Dimension::rate && !is_ratio(a) && !is_ratio(b)) {
      // In proportion to the greater of the two stated values.
      Part x = number(expr.children[0], frame, Side::value), y = number(expr.children[1], frame, Side::value);
      if (left != Side::value) throw Unfit();
      level(x, y);
      const Operand greater =
          number_step(Step::greatest, number_step(Step::magnitude, x.n, {}), number_step(Step::magnitude, y.n, {}));
      level(result.left, result.right);
      result.slack = times(greater, slack.n);
      result.left.n = shifted(result.left.n, slack.e);
      result.right.n = shifted(result.right.n, slack.e);
      return result;
    }
    level(result.left, result.right);
    const int e = std::max(result.left.e, slack.e);
    result.slack = shifted(times(slack.n, result.left.d), e - slack.e);
    for (Part* side : {&result.left, &result.right}) {
      side->n = shifted(side->n, e - side->e);
      side->e = e;
    }
    return result;
  }

  std::uint16_t comparison(const Expr& expr, const Frame* frame) {
    const Sides s = sides(expr, frame, Side::value, Side::value);
    const auto wider = [&](Operand n) { return s.slack ? number_step(Step::add, n, *s.slack) : n; };
    const auto below = [&](Operand a, Operand b) { return comparing(Step::below, wider(a), b); };
    const auto at_most = [&](Operand a, Operand b) { return comparing(Step::at_most, a, wider(b)); };
    switch (expr.op) {
      case Op::less: return below(s.left.n, s.right.n);
      case Op::greater: return below(s.right.n, s.left.n);
      case Op::less_equal: return at_most(s.left.n, s.right.n);
      case Op::greater_equal: return at_most(s.right.n, s.left.n);
      default: break;
    }
    const Operand slack = s.slack ? *s.slack : constant(0);
    const std::uint16_t equal = comparing(Step::within, s.left.n, s.right.n, slack);
    return expr.op == Op::equal ? equal : truth_step(Step::inverse, equal);
  }

  /// ≈: what the stated places allow has something in common. Where it has not, the evaluator decides: the figure may
  /// have been cut off instead of rounded.
  std::uint16_t meeting(const Expr& expr, const Frame* frame) {
    const auto reaches = [&](Side left, Side right) {
      const Sides s = sides(expr, frame, left, right);
      const Operand &low = left == Side::low ? s.left.n : s.right.n, &high = left == Side::low ? s.right.n : s.left.n;
      return comparing(Step::at_most, low, s.slack ? number_step(Step::add, high, *s.slack) : high);
    };
    const std::uint16_t met = truth_step(Step::both, reaches(Side::low, Side::high), reaches(Side::high, Side::low));
    guard_truth(met);
    return met;
  }

  /// As for the alignments of the rule.
  std::vector<std::uint32_t> shared_aspects() const {
    std::vector<std::uint32_t> shared;
    const auto count = static_cast<std::uint32_t>(program_.aspects.size()) + 1;  // the last: the sub-unit
    for (std::uint32_t a = 0; a < count; ++a) {
      const bool free = std::all_of(rule_.queries.begin(), rule_.queries.end(), [&](std::uint32_t q) {
        const QueryPlan& query = plan_.queries[q];
        const dsl::AspectId aspect{a};
        if (a + 1 == count) return true;
        return query.fixed_on(aspect) == nullptr && (aspect != plan_.year || query.year_free);
      });
      if (free) shared.push_back(a);
    }
    return shared;
  }

  const Plan& plan_;
  const dsl::Program& program_;
  const dsl::Rule& rule_;
  Slots& all_slots_;
  int depth_ = 0;
};

}  // namespace

std::size_t Compiled::whole() const {
  return static_cast<std::size_t>(
      std::count_if(rules.begin(), rules.end(), [](const auto& rule) { return rule != nullptr && rule->whole; }));
}

std::size_t Compiled::count() const {
  return static_cast<std::size_t>(
      std::count_if(rules.begin(), rules.end(), [](const auto& rule) { return rule != nullptr; }));
}

std::shared_ptr<const Compiled> compile(const Plan& plan) {
  auto compiled = std::make_shared<Compiled>();
  Slots slots(compiled->slots);
  for (const dsl::Rule& rule : plan.program->rules) {
    const std::size_t before = slots.size();
    try {
      compiled->rules.push_back(std::make_unique<const CompiledRule>(Compiler(plan, rule, slots).run()));
    } catch (const Unfit&) {
      slots.shrink(before);
      compiled->rules.push_back(nullptr);
      continue;
    }
    const Routine& code = compiled->rules.back()->code;
    for (const Instruction& step : code.steps)
      for (const Operand* operand : {&step.a, &step.b, &step.c})
        if (operand->kind == Operand::Kind::low || operand->kind == Operand::Kind::high)
          compiled->slots[code.slots[operand->index]].has_bounds = true;
  }
  return compiled;
}

}  // namespace hegui::engine

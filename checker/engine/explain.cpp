#include "checker/engine/explain.hpp"

#include <algorithm>
#include <set>

#include "checker/engine/passages.hpp"

namespace hegui::engine {

using dsl::Expr;
using dsl::ExprId;
using dsl::Op;
using report::Passage;

namespace {

constexpr std::size_t kMaxEvidence = 60;
constexpr std::size_t kMaxInferences = 6;
constexpr std::size_t kMaxWitnesses = 6;

Truth truth_in(const Record& record, ExprId id) { return record.truths.of(id.value); }

class Finder {
 public:
  Finder(const Evaluator& evaluator, const Record& record) : evaluator_(evaluator), record_(record) {}

  Culprit find(ExprId id, Truth bad, bool in_loop, int depth) const {
    const Expr& expr = evaluator_.program().expressions[id.value];
    if (depth < 64) switch (expr.op) {
        case Op::logical_not: return find(expr.children[0], !bad, in_loop, depth + 1);
        case Op::logical_and:
        case Op::logical_or:
        case Op::any_of:
        case Op::all_of:
          for (const ExprId child : expr.children)
            if (truth_in(record_, child) == bad) return find(child, bad, in_loop, depth + 1);
          break;
        case Op::if_then_else:
          for (const std::size_t branch : {1U, 2U})
            if (truth_in(record_, expr.children[branch]) == bad)
              return find(expr.children[branch], bad, in_loop, depth + 1);
          break;
        case Op::local:
          if (const ExprId let = evaluator_.let_value(expr.index); let.valid())
            return find(let, bad, in_loop, depth + 1);
          break;
        case Op::call_function: return find(evaluator_.program().functions[expr.index].body, bad, true, depth + 1);
        case Op::every:
        case Op::some: return find(expr.children[1], bad, true, depth + 1);
        default: break;
      }
    for (const Compared& compared : record_.comparisons)
      if (compared.expression == id && compared.truth == bad) return {id, &compared, in_loop};
    return {id, nullptr, in_loop};
  }

 private:
  const Evaluator& evaluator_;
  const Record& record_;
};

class Collector {
 public:
  explicit Collector(const Evaluator& evaluator) : evaluator_(evaluator) {}

  /// `compared`: read by the comparison that decided. The year and the date of the report are quoted for that alone:
  /// many conditions ask for them, few are about them.
  void add_read(const Read& read, bool compared) {
    if (read.idle || (read.background && !compared)) return;
    std::string role;
    const Op op = evaluator_.program().expressions[read.expression.value].op;
    if (read.fact != kNoFact || op == Op::field || op == Op::query) {
      role = evaluator_.program().text_of(read.expression);
    } else {
      role = "文字";
    }
    if (read.background) {
      last_.push_back({role, read.at, read.fact});
      return;
    }
    add(role, read.at, read.fact);
    if (read.fact == kNoFact) return;
    for (const Passage& at : evaluator_.index().fact(read.fact).repeated_at) later_.push_back({role, at, read.fact});
  }
  void add_reads(const std::vector<Read>& reads, std::size_t begin, std::size_t end, bool compared = false) {
    for (std::size_t i = begin; i < end && i < reads.size(); ++i) add_read(reads[i], compared);
  }
  void add(const std::string& role, const Passage& at, std::uint32_t fact) {
    if (found_.size() >= kMaxEvidence) return;
    if (!seen_.emplace(at.block, at.begin, at.end).second) return;
    Evidence evidence;
    evidence.role = role;
    evidence.at = at;
    if (fact != kNoFact && !evaluator_.index().is_derived(fact)) evidence.fact = report::FactId{fact};
    found_.push_back(std::move(evidence));
  }
  void flush_repeats() {
    for (const Repeat& repeat : later_) add(repeat.role, repeat.at, repeat.fact);
    later_.clear();
  }
  void flush_background() {
    for (const Repeat& one : last_) add(one.role, one.at, one.fact);
    last_.clear();
  }
  [[nodiscard]] bool empty() const { return found_.empty(); }
  std::vector<Evidence> take() { return std::move(found_); }

 private:
  struct Repeat {
    std::string role;
    Passage at;
    std::uint32_t fact;
  };
  const Evaluator& evaluator_;
  std::vector<Evidence> found_;
  std::vector<Repeat> later_, last_;
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>> seen_;
};

void add_value(const Evaluator& evaluator, Collector& collector, const std::string& role, const Value& value) {
  if (value.is(Value::Kind::list)) {
    for (const Value& item : value.items()) add_value(evaluator, collector, role, item);
    return;
  }
  const bool is_fact = (value.is(Value::Kind::quantity) || value.is(Value::Kind::text)) && value.fact != kNoFact;
  const bool stated = is_fact && !evaluator.index().is_derived(value.fact);
  const bool ratio = value.is(Value::Kind::record) && value.record == dsl::Record::ratio;
  std::uint32_t fact = stated ? value.fact : kNoFact;
  if (ratio && evaluator.report().ratio_or_cost(value.index).rate.valid())
    fact = evaluator.report().ratio_or_cost(value.index).rate.value;
  for (const Passage& at : evaluator.places_of(value)) {
    std::uint32_t own = fact;
    if (value.is(Value::Kind::record) && value.record == dsl::Record::breakdown) own = kNoFact;
    collector.add(role, at, own);
  }
}

/// 证据 有个 价 于 报告.事实：…: the figures of which the condition is true are what is asked for.
void add_witnesses(Evaluator& evaluator, Collector& collector, const std::string& role, ExprId id) {
  const Expr& some = evaluator.program().expressions[id.value];
  const Items items = evaluator.loop_elements(some.children[0]);
  const auto is_other = [](const Value& item) { return !item.is(Value::Kind::quantity) || item.fact == kNoFact; };
  const auto end = static_cast<std::size_t>(std::find_if(items->begin(), items->end(), is_other) - items->begin());
  Items listed;
  std::vector<std::uint32_t> room;
  const std::uint32_t loop = evaluator.index().plan().nodes[id.value].loop;
  const auto* kept = loop == kNoConstant ? nullptr : evaluator.kept_elements(loop, listed, room);
  std::size_t added = 0;
  for (std::size_t i = 0; i < (kept != nullptr ? kept->size() : end) && added < kMaxWitnesses; ++i) {
    const std::size_t place = kept != nullptr ? (*kept)[i] : i;
    if (place >= end) return;
    evaluator.set_local(some.index, (*items)[place]);
    if (evaluator.test(some.children[1]) != Truth::yes) continue;
    add_value(evaluator, collector, role, (*items)[place]);
    ++added;
  }
}

}  // namespace

Culprit find_culprit(const Evaluator& evaluator, const Record& record, ExprId condition, Truth bad) {
  return Finder(evaluator, record).find(condition, bad, false, 0);
}

std::vector<Evidence> collect_evidence(Evaluator& evaluator, const dsl::Rule& rule, const Records& records,
                                       const Culprit* culprit, const std::vector<Value>& loop_values) {
  Collector collector(evaluator);
  for (const ExprId id : rule.evidence) {
    Record asked;
    asked.traced = false;
    evaluator.set_record(&asked);
    evaluator.forget();
    const Value value = evaluator.evaluate(id);
    evaluator.set_record(nullptr);
    if (!value.is_known()) continue;
    const std::string role(evaluator.program().text_of(id));
    if (evaluator.program().expressions[id.value].op == Op::some) add_witnesses(evaluator, collector, role, id);
    add_value(evaluator, collector, role, value);
    if (value.is(Value::Kind::boolean)) collector.add_reads(asked.reads, 0, asked.reads.size());
  }
  evaluator.forget();
  if (culprit != nullptr && culprit->compared != nullptr) {
    collector.add_reads(records.require.reads, culprit->compared->left_begin, culprit->compared->right_begin, true);
    collector.add_reads(records.require.reads, culprit->compared->right_begin, culprit->compared->end, true);
  }
  collector.add_reads(records.require.reads, 0, records.require.reads.size());
  collector.add_reads(records.when.reads, 0, records.when.reads.size());
  collector.flush_repeats();
  for (const Value& value : loop_values)
    if (collector.empty()) add_value(evaluator, collector, "", value);
  collector.flush_background();
  return collector.take();
}

namespace {

/// Which parameters a condition hangs on as it came out: of a 或 that holds and a 且 that does not one part is enough,
/// and the one that asks for the fewest parameters is taken.
class Decisive {
 public:
  using Ids = std::set<std::uint32_t>;
  Decisive(const Evaluator& evaluator, const Record& record) : evaluator_(evaluator), record_(record) {}

  Ids parameters_of(ExprId id) { return in(id, {}); }

 private:
  /// Where an expression stands: in a declared function, with the arguments of the call; in a loop, where truths change
  /// from element to element.
  struct Scope {
    const dsl::Function* function = nullptr;
    const Expr* call = nullptr;
    const Scope* outer = nullptr;
    bool in_loop = false;
    int depth = 0;
  };
  static constexpr int kDeepest = 64;
  static constexpr std::size_t kMostSteps = 20'000;

  Ids in(ExprId id, const Scope& here) {
    if (!id.valid() || here.depth > kDeepest || ++steps_ > kMostSteps) return {};
    const Expr& expr = evaluator_.program().expressions[id.value];
    Scope below = here;
    ++below.depth;
    const Truth truth = here.in_loop ? Truth::unknown : truth_in(record_, id);
    switch (expr.op) {
      case Op::parameter: return {expr.index};
      case Op::local: return of_local(expr.index, below);
      case Op::logical_and:
      case Op::all_of:
        if (truth == Truth::no) return of_fewest(expr, truth, below);
        break;
      case Op::logical_or:
      case Op::any_of:
        if (truth == Truth::yes) return of_fewest(expr, truth, below);
        break;
      case Op::if_then_else: {
        const Truth taken = here.in_loop ? Truth::unknown : truth_in(record_, expr.children[0]);
        Ids ids = in(expr.children[0], below);
        if (taken != Truth::no) ids.merge(in(expr.children[1], below));
        if (taken != Truth::yes) ids.merge(in(expr.children[2], below));
        return ids;
      }
      case Op::call_function: {
        const dsl::Function& function = evaluator_.program().functions[expr.index];
        return in(function.body, {&function, &expr, &here, here.in_loop, below.depth});
      }
      case Op::every:
      case Op::some: below.in_loop = true; break;
      default: break;
    }
    Ids ids;
    for (const ExprId child : expr.children) ids.merge(in(child, below));
    return ids;
  }

  Ids of_local(std::uint32_t slot, const Scope& here) {
    if (here.function == nullptr) return in(evaluator_.let_value(slot), here);
    const std::uint32_t first = here.function->first_slot;
    if (slot < first || slot - first >= here.call->children.size()) return {};  // of a loop
    Scope there = *here.outer;
    there.depth = here.depth;
    return in(here.call->children[slot - first], there);
  }

  Ids of_fewest(const Expr& expr, Truth truth, const Scope& here) {
    std::optional<Ids> fewest;
    for (const ExprId child : expr.children) {
      if (truth_in(record_, child) != truth) continue;
      Ids ids = in(child, here);
      if (!fewest || ids.size() < fewest->size()) fewest = std::move(ids);
    }
    return fewest ? std::move(*fewest) : Ids();
  }

  const Evaluator& evaluator_;
  const Record& record_;
  std::size_t steps_ = 0;
};

}  // namespace

std::vector<std::string> inferences(const Evaluator& evaluator, const dsl::Rule& rule, const dsl::Require* failing,
                                    const Records& records) {
  const FactIndex& index = evaluator.index();
  const Plan& plan = index.plan();
  std::vector<std::string> found;
  const auto say = [&](std::string text) {
    if (found.size() < kMaxInferences && std::find(found.begin(), found.end(), text) == found.end())
      found.push_back(std::move(text));
  };
  std::vector<const Read*> reads;
  for (const Record* record : {&records.when, &records.require})
    for (const Read& read : record->reads)
      if (read.fact != kNoFact && read.asked) reads.push_back(&read);
  const auto taken_as = [&](const Read& read, std::uint32_t aspect, std::string_view member) {
    say(std::string(evaluator.program().text_of(read.expression)) + "（" + evaluator.show(index.value(read.fact)) +
        "）没有写明" + std::string(index.aspect_name(aspect)) + "，按“" + std::string(member) + "”理解");
  };
  const auto is_default = [&](const Read& read, std::uint32_t aspect) {
    return index.code(read.fact, aspect) != kNone && index.how(read.fact, aspect) == report::How::defaulted;
  };
  for (const Read* read : reads)
    for (const FixedAspect& fixed : plan.queries[read->query].fixed) {
      if (!fixed.asked || fixed.members.empty() || fixed.aspect == plan.year) continue;
      const std::uint32_t aspect = fixed.aspect.value;
      const Code have = index.code(read->fact, aspect);
      const bool other = std::none_of(fixed.members.begin(), fixed.members.end(),
                                      [&](const Accepted& a) { return FactIndex::code_of(a.member) == have; });
      if (is_default(*read, aspect) || other)
        taken_as(*read, aspect, evaluator.program().members[fixed.members.front().member.value].name);
    }
  // A default that every figure of the outcome shares changes nothing between them; one that only some have does.
  if (evaluator.alignment() != nullptr)
    for (std::size_t i = 0; i < evaluator.alignments()->aspects.size(); ++i) {
      const std::uint32_t aspect = evaluator.alignments()->aspects[i];
      const Code key = evaluator.alignment()->key[i];
      const bool said = std::any_of(reads.begin(), reads.end(), [&](const Read* read) {
        return index.code(read->fact, aspect) == key && key != kNone && !is_default(*read, aspect);
      });
      if (!said) continue;
      for (const Read* read : reads)
        if (plan.queries[read->query].fixed_on(dsl::AspectId{aspect}) == nullptr && is_default(*read, aspect))
          taken_as(*read, aspect, index.code_name(key));
    }
  std::set<std::uint32_t> decisive;
  if (!records.when.default_parameters.empty()) {
    Decisive when(evaluator, records.when);
    for (const ExprId id : rule.when) decisive.merge(when.parameters_of(id));
  }
  if (!records.require.default_parameters.empty()) {
    Decisive require(evaluator, records.require);
    for (const dsl::Require& one : rule.require)
      if (failing == nullptr || failing == &one) decisive.merge(require.parameters_of(one.condition));
  }
  for (const Record* record : {&records.when, &records.require})
    for (const dsl::ParamId id : record->default_parameters) {
      if (!decisive.contains(id.value)) continue;
      const dsl::Parameter& parameter = evaluator.program().parameters[id.value];
      say("参数“" + parameter.name + "”取缺省值" + std::string(evaluator.program().text_of(parameter.value)));
    }
  return found;
}

}  // namespace hegui::engine

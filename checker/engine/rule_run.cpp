#include "checker/engine/rule_run.hpp"

#include <algorithm>

#include "checker/engine/coverage.hpp"
#include "checker/engine/derivation.hpp"
#include "checker/engine/slips.hpp"

namespace hegui::engine {

using dsl::ExprId;
using Kind = Value::Kind;

namespace {

std::vector<std::string> texts_of(const Reasons& reasons) {
  std::vector<std::string> texts;
  if (!reasons) return texts;
  for (const Reason& reason : *reasons) texts.push_back(reason.text);
  return texts;
}

bool has(const Reasons& reasons, Why why) {
  return reasons && std::any_of(reasons->begin(), reasons->end(), [&](const Reason& r) { return r.why == why; });
}

}  // namespace

RuleRun::RuleRun(Evaluator& evaluator, FactIndex& index, const dsl::Rule& rule, dsl::RuleId id, const Options& options,
                 std::uint64_t& slip_budget, SharedAlignments& alignments, Judge* judge)
    : evaluator_(evaluator),
      index_(index),
      rule_(rule),
      id_(id),
      options_(options),
      slip_budget_(slip_budget),
      shared_(alignments),
      judge_(judge) {}

std::vector<Outcome> RuleRun::run(RuleSummary& summary) {
  summary_ = &summary;
  evaluator_.begin_rule(rule_.slots, rule_.lets, rule_.settings);
  align_queries();
  if (!lacks_words()) loop(0);
  return std::move(outcomes_);
}

void RuleRun::align_queries() {
  const Plan& plan = index_.plan();
  if (&rule_ == &plan.program->rules[id_.value]) {
    const std::uint32_t aligned = plan.aligned_by[id_.value];
    evaluator_.derive_for(plan.aligned[aligned].queries);
    alignments_ = shared_.of(aligned);
    return;
  }
  const bool closed_over = rule_.queries.empty();
  const auto queries = closed_over ? plan.queries_closed_over(rule_, id_) : rule_.queries;
  evaluator_.derive_for(queries);
  alignments_ = std::make_shared<const Alignments>(align(index_, queries, 0, closed_over));
}

/// The loops of a rule within each other; at the innermost the rule is held to every alignment.
void RuleRun::loop(std::size_t depth) {
  if (depth == rule_.for_each.size()) return at_alignments();
  const dsl::Rule::ForEach& each = rule_.for_each[depth];
  evaluator_.set_alignment(nullptr, nullptr);
  const Items elements = evaluator_.loop_elements(each.list);
  std::optional<std::vector<std::uint32_t>> places;  // of the only elements that the rule may apply to here
  if (depth > 0 && depth + 1 == rule_.for_each.size()) places = places_to_look_at();
  if (places) {
    const std::uint64_t others = (elements->size() - places->size()) * alignments_->rows.size();
    summary_->not_applicable += static_cast<std::uint32_t>(others);
  }
  for (std::size_t i = 0; i < (places ? places->size() : elements->size()); ++i) {
    const Value& element = (*elements)[places ? (*places)[i] : i];
    if (stopped_) return;
    if (!element.is_known()) {
      if (!element.is_missing()) stop(element.reasons);
      continue;
    }
    evaluator_.set_local(each.slot, element);
    if (depth + 1 < rule_.for_each.size() && fails_already(depth + 1)) {
      if (const auto inner = instances_from(depth + 1)) {
        summary_->not_applicable += static_cast<std::uint32_t>(*inner);
        continue;
      }
    }
    loop_values_.push_back(element);
    loop(depth + 1);
    loop_values_.pop_back();
  }
}

std::optional<std::vector<std::uint32_t>> RuleRun::places_to_look_at() {
  const Plan& plan = index_.plan();
  if (options_.keep_plain || options_.trace_all || options_.coverage != nullptr) return std::nullopt;
  if (&rule_ != &plan.program->rules[id_.value] || plan.last_loops[id_.value] == kNoConstant) return std::nullopt;
  Items same;
  std::vector<std::uint32_t> room;
  const auto* kept = evaluator_.kept_elements(plan.last_loops[id_.value], same, room);
  return kept != nullptr ? std::optional(*kept) : std::nullopt;
}

bool RuleRun::fails_already(std::size_t depth) {
  if (options_.keep_plain || options_.trace_all || options_.coverage != nullptr) return false;  // every place is told
  const Plan& plan = index_.plan();
  const bool own = &rule_ == &plan.program->rules[id_.value];
  const std::vector<ExprId>& conditions = own ? plan.early_when[id_.value][depth] : rule_.when;
  if (conditions.empty()) return false;
  evaluator_.set_alignment(nullptr, nullptr);
  const Value unbound = Value::unknown(Why::limit, {});
  for (std::size_t i = depth; i < rule_.for_each.size(); ++i) evaluator_.set_local(rule_.for_each[i].slot, unbound);
  return std::any_of(conditions.begin(), conditions.end(),
                     [&](ExprId id) { return plan.prunes[id.value] && evaluator_.test(id) == Truth::no; });
}

/// A condition needs words that the report has nowhere: the rule applies at none of its places, however many there are.
bool RuleRun::lacks_words() {
  if (options_.keep_plain || options_.trace_all || options_.coverage != nullptr) return false;  // every place is told
  if (std::none_of(rule_.when.begin(), rule_.when.end(), [&](ExprId id) { return evaluator_.lacks_words_of(id); }))
    return false;
  const auto places = instances_from(0);
  if (!places || *places > kMaxInstances) return false;
  summary_->not_applicable += static_cast<std::uint32_t>(*places);
  return true;
}

std::optional<std::uint64_t> RuleRun::instances_from(std::size_t depth) {
  constexpr std::uint64_t kMost = 0xFFFFFFFFU;
  std::uint64_t count = alignments_->rows.size();
  lengths_.resize(rule_.for_each.size());
  for (std::size_t i = depth; i < rule_.for_each.size(); ++i) {
    if (!lengths_[i]) lengths_[i] = length_of(rule_.for_each[i].list);
    if (*lengths_[i] == kNoLength) return std::nullopt;
    count *= *lengths_[i];
    if (count > kMost) return std::nullopt;
  }
  return count;
}

/// How many elements the list has, when that is the same wherever it is asked and all of them are known.
std::uint64_t RuleRun::length_of(ExprId list) {
  if (!index_.plan().closed[list.value]) return kNoLength;
  const Items elements = evaluator_.loop_elements(list);
  const bool known =
      std::all_of(elements->begin(), elements->end(), [](const Value& element) { return element.is_known(); });
  return known ? elements->size() : kNoLength;
}

/// A condition that looks at no figures fails: it does so at every alignment.
bool RuleRun::fails_everywhere() {
  const Plan& plan = index_.plan();
  const std::size_t rows = alignments_->rows.size();
  if (rows < 2 || !evaluator_.tests_in_any_order() || &rule_ != &plan.program->rules[id_.value]) return false;
  if (instances_ >= kMaxInstances || told_ >= kMaxTold || evaluator_.exhausted()) return false;
  evaluator_.set_alignment(nullptr, nullptr);
  const auto& when = plan.cheap_when[id_.value];
  const auto asking = std::find_if(when.begin(), when.end(), [&](ExprId id) { return plan.asks[id.value]; });
  if (std::none_of(when.begin(), asking, [&](ExprId id) { return evaluator_.test(id) == Truth::no; })) return false;
  ++instances_;  // one place was looked at, however many alignments it has
  summary_->not_applicable += static_cast<std::uint32_t>(rows);
  return true;
}

void RuleRun::at_alignments() {
  if (fails_everywhere()) return;
  shared_by_rows_.clear();
  shares_ = alignments_->rows.size() > 1 && evaluator_.tests_in_any_order() &&
            &rule_ == &index_.plan().program->rules[id_.value];
  for (const Alignment& row : alignments_->rows) {
    if (stopped_) return;
    if (++instances_ > kMaxInstances || told_ >= kMaxTold || evaluator_.exhausted()) {
      stop(Value::unknown(Why::limit, "要核对的地方太多，其余没有核对").reasons);
      stopped_ = true;
      return;
    }
    at_alignment(&row);
  }
}

/// An outcome for what could not be gone into.
void RuleRun::stop(const Reasons& reasons) {
  Outcome outcome;
  outcome.rule = id_;
  outcome.verdict = Verdict::undetermined;
  outcome.severity = rule_.severity.empty() ? dsl::Severity::error : rule_.severity.back().severity;
  outcome.missing = texts_of(reasons);
  count(outcome.verdict, reasons);
  outcomes_.push_back(std::move(outcome));
}

void RuleRun::count(Verdict verdict, const Reasons& missing) {
  constexpr std::size_t kMissingListed = 20;
  switch (verdict) {
    case Verdict::passed: ++summary_->passed; break;
    case Verdict::failed: ++summary_->failed; break;
    case Verdict::undetermined: ++summary_->undetermined; break;
    case Verdict::not_applicable: ++summary_->not_applicable; break;
  }
  if (verdict != Verdict::undetermined || !missing) return;
  auto& listed = summary_->missing;
  for (const Reason& reason : *missing)
    if (listed.size() < kMissingListed && std::find(listed.begin(), listed.end(), reason.text) == listed.end())
      listed.push_back(reason.text);
}

void RuleRun::at_alignment(const Alignment* row) {
  if (judge_ != nullptr) {
    const Proof proof = judge_->at(id_.value, rule_, *alignments_, *row);
    if (proof == Proof::passed || proof == Proof::not_applicable) {
      ++(proof == Proof::passed ? summary_->passed : summary_->not_applicable);
      return;
    }
  }
  evaluator_.set_alignment(alignments_.get(), row);
  evaluator_.clear_truncated();
  const Verdicts verdicts = judge();
  const bool noted = verdicts.verdict == Verdict::passed && evaluator_.truncated();
  const bool open = verdicts.verdict == Verdict::failed || verdicts.verdict == Verdict::undetermined;
  const bool plain = !open && !noted && !options_.trace_all;
  if (options_.keep_plain ? plain && ++plain_ > kMaxPlain : verdicts.verdict != Verdict::failed) {
    if (open) ++told_;
    count(verdicts.verdict, verdicts.reasons);
    return;
  }
  Outcome outcome;
  outcome.rule = id_;
  outcome.verdict = verdicts.verdict;
  outcome.unless = verdicts.unless;
  outcome.alignment = parts_of(row);
  outcome.severity = rule_.severity.empty() ? dsl::Severity::error : rule_.severity.front().severity;
  if (verdicts.verdict == Verdict::undetermined) outcome.missing = texts_of(verdicts.reasons);
  if (noted) outcome.note = "相差不到一个末位，可能是截尾而不是四舍五入";
  if (!plain) {
    if (open) ++told_;
    explain(verdicts, outcome);
    if (told_ > kMaxTraced) outcome.trace.clear();
  }
  count(verdicts.verdict, verdicts.reasons);
  outcomes_.push_back(std::move(outcome));
}

/// An exception counts when the report shows it. What the report does not even mention is not shown.
Value RuleRun::excepted(const dsl::Unless& unless) {
  const auto shown = [&](ExprId id) {
    Value value = condition(id);
    if (value.is_missing()) value = Value::boolean(false);
    covered(id, value, value.as_truth());
    return value;
  };
  const Value condition = shown(unless.condition);
  if (!unless.exception.valid() || condition.as_truth() == Truth::no) return condition;
  const Value exception = shown(unless.exception);
  return Value::of_truth(both(condition.as_truth(), !exception.as_truth()), join(condition.reasons, exception.reasons));
}

void RuleRun::covered(ExprId condition, const Value& value, Truth truth) {
  if (options_.coverage != nullptr) options_.coverage->saw(id_, condition, truth, has(value.reasons, Why::not_found));
}

Value RuleRun::condition(ExprId id) {
  if (!shares_ || index_.plan().asks[id.value]) return evaluator_.condition(id);
  for (const auto& [known, value] : shared_by_rows_)
    if (known == id) return value;
  Value value = evaluator_.condition(id);
  if (!evaluator_.exhausted()) shared_by_rows_.emplace_back(id, value);
  return value;
}

/// Whether the rule applies here, where that can be told without reasons; unknown: they have to be looked for.
Truth RuleRun::at_first_sight() {
  const Plan& plan = index_.plan();
  if (!evaluator_.tests_in_any_order() || &rule_ != &plan.program->rules[id_.value]) return Truth::unknown;
  Truth applies = Truth::yes;
  for (const ExprId id : plan.cheap_when[id_.value]) {
    const bool kept = shares_ && !plan.asks[id.value];
    applies = both(applies, kept ? condition(id).as_truth() : evaluator_.test(id));
    if (applies == Truth::no) break;
  }
  return applies;
}

RuleRun::Verdicts RuleRun::judge() {
  Verdicts result;
  Truth applies = at_first_sight();
  Reasons open;
  if (applies == Truth::unknown) {
    applies = Truth::yes;
    for (const ExprId id : rule_.when) {
      const Value value = condition(id);
      covered(id, value, value.as_truth());
      applies = both(applies, value.as_truth());
      if (value.as_truth() == Truth::unknown) open = join(open, value.reasons);
      if (applies == Truth::no) break;
    }
  }
  if (applies == Truth::no || has(open, Why::own_formula)) {
    result.verdict = Verdict::not_applicable;
    return result;
  }
  if (applies == Truth::unknown) {
    result.verdict = Verdict::undetermined;
    result.reasons = open;
    return result;
  }

  Truth kept = Truth::yes;
  Reasons unclear;
  for (const dsl::Require& require : rule_.require) {
    const Value value = condition(require.condition);
    Truth one = require.forbid ? !value.as_truth() : value.as_truth();
    covered(require.condition, value, one);
    if (has(value.reasons, Why::own_formula) && one == Truth::unknown) {
      result.verdict = Verdict::not_applicable;
      return result;
    }
    if (one == Truth::unknown && require.report_missing && has(value.reasons, Why::not_found)) one = Truth::no;
    if (one == Truth::unknown) unclear = join(unclear, value.reasons);
    if (one == Truth::no && result.failing == nullptr) result.failing = &require;
    kept = both(kept, one);
  }
  if (kept == Truth::yes) return result;

  Reasons exception_unclear;
  for (const dsl::Unless& unless : rule_.unless) {
    const Value value = excepted(unless);
    if (value.as_truth() == Truth::yes) {
      result.unless = unless.label;
      return result;
    }
    if (value.as_truth() == Truth::unknown) exception_unclear = join(exception_unclear, value.reasons);
  }
  const bool certain = kept == Truth::no && !exception_unclear;
  result.verdict = certain ? Verdict::failed : Verdict::undetermined;
  result.reasons = kept == Truth::no ? exception_unclear : join(unclear, exception_unclear);
  return result;
}

dsl::Severity RuleRun::severity() {
  for (const dsl::SeverityGrade& grade : rule_.severity) {
    if (!grade.when.valid()) {
      if (options_.coverage != nullptr) options_.coverage->saw_last_grade(id_);
      return grade.severity;
    }
    const Value value = evaluator_.condition(grade.when);
    covered(grade.when, value, value.as_truth());
    if (value.as_truth() == Truth::yes) return grade.severity;
  }
  return rule_.severity.empty() ? dsl::Severity::error : rule_.severity.back().severity;
}

/// The rule once more with a record, for those who want to know how it came about.
void RuleRun::explain(const Verdicts& verdicts, Outcome& outcome) {
  const auto recorded = [&](Record& record, ExprId id) {
    evaluator_.forget();
    evaluator_.set_record(&record);
    evaluator_.evaluate(id);
    evaluator_.set_record(nullptr);
  };
  Records records;
  records.when.traced = records.require.traced = options_.traces || options_.trace_all;
  for (const ExprId id : rule_.when) recorded(records.when, id);
  std::vector<TraceStep> trace = records.when.steps;
  const bool reached = verdicts.verdict != Verdict::not_applicable;
  const dsl::Require* first = verdicts.failing;
  if (first != nullptr) recorded(records.require, first->condition);
  if (reached)
    for (const dsl::Require& require : rule_.require)
      if (&require != first) recorded(records.require, require.condition);
  trace.insert(trace.end(), records.require.steps.begin(), records.require.steps.end());
  const bool traced =
      records.when.traced && (options_.trace_all || !verdicts.unless.empty() || verdicts.verdict != Verdict::passed);
  if (reached && traced && told_ <= kMaxTraced)
    for (const dsl::Unless& unless : rule_.unless) {
      Record exception;
      recorded(exception, unless.condition);
      if (unless.exception.valid()) recorded(exception, unless.exception);
      trace.insert(trace.end(), exception.steps.begin(), exception.steps.end());
    }
  evaluator_.forget();

  Culprit culprit;
  if (first != nullptr)
    culprit = find_culprit(evaluator_, records.require, first->condition, first->forbid ? Truth::yes : Truth::no);
  else if (!rule_.require.empty())
    culprit = find_culprit(evaluator_, records.require, rule_.require.front().condition, Truth::yes);
  outcome.evidence = collect_evidence(evaluator_, rule_, records, &culprit, loop_values_);
  outcome.because_inferred = inferences(evaluator_, rule_, first, records);
  outcome.inferred = !outcome.because_inferred.empty();
  outcome.trace = std::move(trace);
  if (verdicts.verdict != Verdict::failed && !options_.trace_all) return;

  if (culprit.compared != nullptr && !culprit.in_loop) {
    outcome.derivation = derivation_of(evaluator_, *culprit.compared);
    if (verdicts.verdict == Verdict::failed) outcome.difference = difference_of(evaluator_, *culprit.compared);
    if (verdicts.verdict == Verdict::failed && first != nullptr && !first->forbid)
      outcome.hypothesis = likely_slip(evaluator_, records.require, *culprit.compared, slip_budget_);
  } else if (verdicts.verdict == Verdict::failed) {
    // The requirement is no arithmetic; the condition that brought it on may be.
    for (const Compared& compared : records.when.comparisons) {
      const bool plain = (compared.left.written || !compared.left.is(Kind::quantity)) &&
                         (compared.right.written || !compared.right.is(Kind::quantity));
      if (compared.truth != Truth::yes || plain) continue;
      outcome.derivation = derivation_of(evaluator_, compared);
      if (outcome.derivation.empty()) continue;
      outcome.difference = difference_of(evaluator_, compared);
      break;
    }
  }
  if (verdicts.verdict != Verdict::failed) return;
  if (!outcome.difference) outcome.difference = told_difference(evaluator_, rule_.message);
  outcome.severity = severity();
  if (rule_.message.valid()) outcome.message = evaluator_.show(evaluator_.evaluate(rule_.message));
  if (rule_.advice.valid()) outcome.advice = evaluator_.show(evaluator_.evaluate(rule_.advice));
}

std::vector<AlignmentPart> RuleRun::parts_of(const Alignment* row) const {
  std::vector<AlignmentPart> parts;
  for (std::size_t i = 0; i < loop_values_.size(); ++i) {
    const std::string name = name_of(loop_values_[i]);
    if (!name.empty()) parts.push_back({rule_.for_each[i].name, name});
  }
  if (row != nullptr)
    for (std::size_t i = 0; i < alignments_->aspects.size(); ++i)
      if (row->key[i] != kNone)
        parts.push_back(
            {std::string(index_.aspect_name(alignments_->aspects[i])), std::string(index_.code_name(row->key[i]))});
  return parts;
}

/// What a loop's element is called, when it has a name of its own.
std::string RuleRun::name_of(const Value& value) const {
  if (value.is(Kind::record)) {
    switch (value.record) {
      case dsl::Record::section:
      case dsl::Record::breakdown:
      case dsl::Record::indicator:
      case dsl::Record::change: return evaluator_.show(value);
      case dsl::Record::ratio: return evaluator_.report().ratio_or_cost(value.index).name;
      default: return {};
    }
  }
  return value.fact != kNoFact ? index_.fact(value.fact).name : std::string();
}

}  // namespace hegui::engine

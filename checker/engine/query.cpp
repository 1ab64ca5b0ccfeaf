// Square brackets: the figure that the report gives for a query at the alignment at hand, or all of them for an
// aggregate, or what a formula of the taxonomy makes of others.
// Used by the evaluator. Afterwards a query that finds nothing, or too much, says so with its own words.
#include <algorithm>
#include <utility>

#include "checker/engine/evaluator.hpp"
#include "checker/engine/passages.hpp"

namespace hegui::engine {

using dsl::ExprId;
using report::Fact;
using report::How;

namespace {

constexpr std::size_t kShownValues = 4;  // of a conflict

std::size_t column_of(const Alignments& all, std::uint32_t query) {
  return static_cast<std::size_t>(std::find(all.queries.begin(), all.queries.end(), query) - all.queries.begin());
}

/// The weakest way in which any of the facts knows an aspect.
How weakest(How a, How b) {
  const auto rank = [](How how) {
    return how == How::stated ? 3 : how == How::inherited ? 2 : how == How::derived ? 1 : 0;
  };
  return rank(a) <= rank(b) ? a : b;
}

}  // namespace

std::vector<std::pair<std::uint32_t, Code>> Evaluator::preferred_for(std::uint32_t index) const {
  std::vector<std::pair<std::uint32_t, Code>> preferred;
  if (alignments_ == nullptr) return preferred;
  const QueryPlan& own = plan_.queries[index];
  for (const std::uint32_t q : alignments_->queries)
    for (const FixedAspect& fixed : plan_.queries[q].fixed) {
      if (own.fixed_on(fixed.aspect) != nullptr || own.range_aspect == fixed.aspect || own.is_open(fixed.aspect))
        continue;
      for (const Accepted& accepted : fixed.members)
        preferred.emplace_back(fixed.aspect.value, FactIndex::code_of(accepted.member));
    }
  return preferred;
}

/// The facts that answer a query at the alignment: those set down there, or for a query that makes no alignment itself
/// the best fitting ones.
std::vector<Candidate> Evaluator::select(std::uint32_t index, Fit& fit) {
  fit = Fit::exact;
  if (row_ != nullptr && year_shift_ == 0) {
    const std::size_t column = column_of(*alignments_, plan_.same_query[index]);
    if (column < row_->cells.size()) {
      fit = row_->cells[column].fit;
      return row_->cells[column].facts;
    }
  }
  derive_for({index});
  const auto all = index_.candidates(index, year_shift_);
  if (row_ == nullptr) return *all;
  std::vector<Candidate> by_fit[3];
  for (const Candidate& candidate : *all) {
    Fit one = fit_of(index_, candidate.fact, alignments_->aspects, row_->key, plan_.queries[index]);
    if (one == Fit::none) continue;
    if (one == Fit::stand_in) {  // only what stands in for another query here does so for this one
      const bool used = std::any_of(row_->cells.begin(), row_->cells.end(), [&](const Cell& cell) {
        return std::any_of(cell.facts.begin(), cell.facts.end(),
                           [&](const Candidate& c) { return c.fact == candidate.fact; });
      });
      if (!used) continue;
    }
    by_fit[static_cast<std::size_t>(one)].push_back(candidate);
  }
  for (const Fit level : {Fit::exact, Fit::absent, Fit::stand_in}) {
    fit = level;
    if (!by_fit[static_cast<std::size_t>(level)].empty()) return by_fit[static_cast<std::size_t>(level)];
  }
  return {};
}

Value Evaluator::resolve(ExprId id, std::uint32_t index, const std::vector<Candidate>& candidates, Fit fit) {
  if (candidates.empty()) return Value::unknown(Why::not_found, text_of(id));
  return told(id, index, choose(index_, candidates, preferred_for(index)), fit);
}

Value Evaluator::told(ExprId id, std::uint32_t index, const Chosen& chosen, Fit fit) {
  if (chosen.facts.empty()) {
    std::string values;
    for (std::size_t i = 0; i < chosen.conflicting.size() && i < kShownValues; ++i) {
      values += (i == 0 ? "" : "、") + show(index_.value(chosen.conflicting[i]));
      note_fact(id, chosen.conflicting[i], fit, index, true);
    }
    if (chosen.conflicting.size() > kShownValues) values += "等";
    return Value::unknown(Why::several, text_of(id) + "有多个值（" + values + "）");
  }
  for (const std::uint32_t fact : chosen.facts) note_fact(id, fact, fit, index, true);
  if (chosen.facts.size() > 1) agreeing_[chosen.facts.front()] = chosen.facts;
  const auto supposed = supposed_.find(chosen.facts.front());
  return supposed != supposed_.end() ? supposed->second : index_.value(chosen.facts.front());
}

Value Evaluator::query(ExprId id, std::uint32_t index) {
  Fit fit = Fit::exact;
  if (row_ != nullptr && year_shift_ == 0) {
    // What a query of the rule means at an alignment is settled once, however often it is asked.
    const std::size_t column = column_of(*alignments_, plan_.same_query[index]);
    if (column < row_->cells.size()) {
      const Cell& cell = row_->cells[column];
      if (cell.facts.empty()) return absent(id);
      if (chosen_.size() <= column) chosen_.resize(column + 1);
      if (!chosen_[column]) chosen_[column] = choose(index_, cell.facts, preferred_for(index));
      return told(id, index, *chosen_[column], cell.fit);
    }
  }
  const std::vector<Candidate> candidates = select(index, fit);
  return resolve(id, index, candidates, fit);
}

/// Figures of one sentence do not contradict each other (编制：行政16名、事业12名), unless the report has been found to
/// contradict itself in them: an aggregate takes every one. Empty when they stand apart.
std::vector<Candidate> Evaluator::listed_together(const std::vector<std::uint32_t>& facts) const {
  std::vector<Candidate> each;
  if (facts.size() < 2) return each;
  const Passage sentence = sentence_around(report_, index_.fact(facts.front()).at);
  for (const std::uint32_t fact : facts) {
    if (index_.is_derived(fact) || sentence_around(report_, index_.fact(fact).at) != sentence) return {};
    each.push_back({fact, {}});
  }
  for (const report::Conflict& conflict : report_.conflicts) {
    const auto among = [&](report::FactId id) {
      return std::find(facts.begin(), facts.end(), id.value) != facts.end();
    };
    if (std::count_if(conflict.facts.begin(), conflict.facts.end(), among) > 1) return {};
  }
  return each;
}

/// All values of a query that an aggregate or a loop closes over, one for each different subject. With `parts_only`
/// (a sum) a total does not count beside its own parts, and a declared part that is not found is missing.
std::vector<Value> Evaluator::query_all(ExprId id, std::uint32_t index, bool parts_only) {
  derive_for({index});
  const QueryPlan& plan = plan_.queries[index];
  std::vector<std::uint32_t> along;  // the aspects closed over
  if (plan.range_aspect.valid()) along.push_back(plan.range_aspect.value);
  for (const dsl::AspectId aspect : plan.open) along.push_back(aspect.value);
  const bool along_all = along.empty();
  std::vector<std::uint32_t> bound;
  std::vector<Code> key;
  if (row_ != nullptr)
    for (std::size_t i = 0; i < alignments_->aspects.size(); ++i) {
      if (std::find(along.begin(), along.end(), alignments_->aspects[i]) != along.end()) continue;
      bound.push_back(alignments_->aspects[i]);
      key.push_back(row_->key[i]);
    }
  if (along_all)
    for (std::uint32_t a = 0; a < index_.aspect_count(); ++a)
      if (std::find(bound.begin(), bound.end(), a) == bound.end()) along.push_back(a);

  struct Subject {
    std::vector<Code> key;
    std::vector<Candidate> by_fit[3];
  };
  std::vector<Subject> subjects;
  const auto all = index_.candidates(index, year_shift_);
  for (const Candidate& candidate : *all) {
    const Fit fit = fit_of(index_, candidate.fact, bound, key, plan);
    if (fit == Fit::none) continue;
    std::vector<Code> subject;
    for (const std::uint32_t a : along) subject.push_back(index_.code(candidate.fact, a));
    auto at = std::find_if(subjects.begin(), subjects.end(), [&](const Subject& s) { return s.key == subject; });
    if (at == subjects.end()) at = subjects.insert(subjects.end(), Subject{std::move(subject), {}});
    at->by_fit[static_cast<std::size_t>(fit)].push_back(candidate);
  }
  std::vector<Value> values;
  const auto take = [&](const Subject& subject) {
    for (const Fit fit : {Fit::exact, Fit::absent, Fit::stand_in}) {
      const auto& facts = subject.by_fit[static_cast<std::size_t>(fit)];
      if (facts.empty()) continue;
      const auto each = listed_together(choose(index_, facts, preferred_for(index)).conflicting);
      if (each.empty()) values.push_back(resolve(id, index, facts, fit));
      for (const Candidate& one : each) values.push_back(resolve(id, index, {one}, fit));
      return;
    }
  };
  if (!plan.range_is_parts || !parts_only) {
    for (const Subject& subject : subjects) {
      const auto is_part_of_another = [&](const Subject& other) {
        if (&other == &subject || !plan.range_aspect.valid()) return false;
        const Code whole = other.key.front();
        const Code part = subject.key.front();
        return whole != part && whole != kNone && part != kNone && (whole & kNameBit) == 0 && (part & kNameBit) == 0 &&
               program_.is_within(dsl::MemberId{part - 1}, dsl::MemberId{whole - 1});
      };
      if (parts_only && std::any_of(subjects.begin(), subjects.end(), is_part_of_another)) continue;
      take(subject);
    }
    if (values.empty()) values.push_back(Value::unknown(Why::not_found, text_of(id)));
    return values;
  }
  for (const dsl::MemberId part : plan.range_members) {
    bool found = false;
    for (const Subject& subject : subjects)
      if (subject.key.front() == FactIndex::code_of(part)) {
        take(subject);
        found = true;
      }
    if (!found)
      values.push_back(Value::unknown(Why::not_found, text_of(id) + "中的" + program_.members[part.value].name));
  }
  const auto known = [](const Value& v) { return v.is_known() || !v.is_missing(); };
  if (std::none_of(values.begin(), values.end(), known)) return {Value::unknown(Why::not_found, text_of(id))};
  return values;
}

void Evaluator::derive_for(const std::vector<std::uint32_t>& queries) {
  for (const std::uint32_t q : queries) {
    const QueryPlan& plan = plan_.queries[q];
    for (const dsl::ConceptId id : plan.derivable) derive(id, plan.year_offset + year_shift_);
  }
}

/// Derives a concept wherever its formula's operands are found and the report does not state it. Done once a year.
void Evaluator::derive(dsl::ConceptId concept_id, int year_shift) {
  if (year_shift == 0 ? std::exchange(derived_[concept_id.value], std::uint8_t{1}) != 0
                      : !shifted_derived_.emplace(std::make_pair(concept_id.value, year_shift), true).second)
    return;
  const ExprId formula = program_.concepts[concept_id.value].formula;
  std::vector<std::uint32_t> queries = program_.aligned_queries(formula);
  if (queries.empty()) return;
  const int outer_shift = year_shift_;
  year_shift_ = year_shift;
  derive_for(queries);
  queries.insert(queries.begin(), plan_.stated[concept_id.value]);
  const Alignments all = align(index_, queries, year_shift);
  const Alignments* const outer = alignments_;
  const Alignment* const outer_row = row_;
  auto outer_chosen = std::move(chosen_);
  for (const Alignment& row : all.rows) {
    chosen_.clear();
    derive_at(concept_id, all, row, year_shift);
  }
  chosen_ = std::move(outer_chosen);
  alignments_ = outer;
  row_ = outer_row;
  year_shift_ = outer_shift;
}

void Evaluator::derive_at(dsl::ConceptId concept_id, const Alignments& all, const Alignment& row, int year_shift) {
  if (!row.cells.front().facts.empty()) return;  // stated
  for (std::size_t i = 1; i < row.cells.size(); ++i)
    if (row.cells[i].facts.empty()) return;
  alignments_ = &all;
  row_ = &row;
  year_shift_ = 0;  // the alignment's facts are those of the year already
  Record scratch;
  scratch.traced = false;
  Record* const outer = record_;
  record_ = &scratch;
  const ExprId formula = program_.concepts[concept_id.value].formula;
  const Value value = evaluate(formula);
  const std::string derivation = with_figures(formula);
  record_ = outer;
  year_shift_ = year_shift;
  if (!value.is(Value::Kind::quantity) || value.partial) return;

  Fact fact;
  fact.concept_id = concept_id;
  fact.name = program_.concepts[concept_id.value].name;
  fact.label = derivation;
  fact.quantity.value = value.number();
  fact.quantity.interval = value.interval();
  fact.quantity.dimension = value.dimension;
  for (const Read& read : scratch.reads) {
    const report::FactId base{read.fact};
    if (read.fact != kNoFact &&
        std::find(fact.derived_from.begin(), fact.derived_from.end(), base) == fact.derived_from.end())
      fact.derived_from.push_back(base);
  }
  if (fact.derived_from.empty()) return;
  fact.at = index_.fact(fact.derived_from.front().value).at;
  fact.section = index_.fact(fact.derived_from.front().value).section;
  for (std::size_t i = 0; i < all.aspects.size(); ++i) {
    if (row.key[i] == kNone) continue;
    if (all.aspects[i] == index_.entity_aspect()) {
      fact.entity = index_.code_name(row.key[i]);
      continue;
    }
    report::AspectValue aspect;
    aspect.aspect = dsl::AspectId{all.aspects[i]};
    if ((row.key[i] & kNameBit) != 0) {
      aspect.name = index_.code_name(row.key[i]);
    } else {
      aspect.member = dsl::MemberId{row.key[i] - 1};
    }
    aspect.how = How::stated;
    for (const report::FactId base : fact.derived_from)
      aspect.how = weakest(aspect.how, index_.how(base.value, all.aspects[i]));
    aspect.reason = report::Reason::formula;
    fact.aspects.push_back(std::move(aspect));
  }
  if (plan_.year.valid() && index_.report_year()) {
    report::AspectValue year;
    year.aspect = plan_.year;
    year.name = std::to_string(*index_.report_year() + year_shift);
    year.how = How::derived;
    year.reason = report::Reason::formula;
    fact.aspects.push_back(std::move(year));
  }
  Value derived = value;
  derived.written = false;
  derived.own_amount().figure = nullptr;
  index_.add_derived(std::move(fact), std::move(derived));
}

}  // namespace hegui::engine

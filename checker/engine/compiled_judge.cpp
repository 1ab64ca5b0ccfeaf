#include "checker/engine/compiled_judge.hpp"

#include <algorithm>
#include <array>
#include <memory>

namespace hegui::engine {

namespace {

constexpr std::size_t kMostRows = 64;    // alignments of a rule that are found without aligning
constexpr std::size_t kMostFacts = 256;  // looked at for that

}  // namespace

Judge::Judge(FactIndex& index, const std::vector<ParameterValue>& parameters)
    : index_(index), compiled_(*index.plan().compiled), parameters_(parameters) {}

const CompiledRule* Judge::program_of(std::uint32_t rule, const dsl::Rule& in_force) const {
  return &in_force == &index_.plan().program->rules[rule] ? compiled_.rules[rule].get() : nullptr;
}

const Scaled& Judge::of_fact(std::uint32_t fact, dsl::Dimension dimension) {
  if (fact >= facts_.size()) facts_.resize(std::max<std::size_t>(index_.stated_count(), std::size_t{fact} + 1));
  Known& known = facts_[fact];
  if (known.set && known.dimension == dimension) return known.scaled;
  known.set = true;
  known.dimension = dimension;
  const report::Fact& stated = index_.fact(fact);
  if (index_.is_derived(fact) || !stated.text_value.empty()) {
    known.scaled.state = Scaled::State::unusual;
  } else {
    known.scaled = scaled(stated.quantity, dimension);
  }
  return known.scaled;
}

/// Several facts that say the very same are one.
Scaled Judge::of_cell(const std::vector<Candidate>& facts, dsl::Dimension dimension) {
  if (facts.empty()) return {};
  const Scaled first = of_fact(facts.front().fact, dimension);
  for (std::size_t i = 1; i < facts.size(); ++i) {
    const Scaled& other = of_fact(facts[i].fact, dimension);
    if (other.state != first.state || other.value != first.value || other.low != first.low || other.high != first.high)
      return {0, 0, 0, Scaled::State::unusual};
  }
  return first;
}

Scaled Judge::setting(const SlotSource& source) {
  return scaled_setting(index_.plan(), parameters_[source.parameter.value].value, source.dimension);
}

Proof Judge::run(const CompiledRule& rule, const Scaled* slots) {
  std::array<Column, kMostSlots> columns;
  for (std::size_t i = 0; i < rule.code.slots.size(); ++i) {
    if (slots[i].state == Scaled::State::unusual) return Proof::ask;
    columns[i] = {&slots[i].value, &slots[i].low, &slots[i].high, {}, 53};
    if (slots[i].state == Scaled::State::missing) columns[i].missing[0] = 1;
  }
  const Proofs proofs = run_code(rule.code, columns.data(), true, workspace_);
  return (proofs.passed[0] & 1U) != 0           ? Proof::passed
         : (proofs.not_applicable[0] & 1U) != 0 ? Proof::not_applicable
                                                : Proof::ask;
}

Proof Judge::at(std::uint32_t rule, const dsl::Rule& in_force, const Alignments& all, const Alignment& row) {
  const CompiledRule* program = program_of(rule, in_force);
  if (program == nullptr) return Proof::ask;
  std::array<Scaled, kMostSlots> slots;
  for (std::size_t i = 0; i < program->code.slots.size(); ++i) {
    const SlotSource& source = compiled_.slots[program->code.slots[i]];
    if (source.query == kNoQuery) {
      slots[i] = setting(source);
      continue;
    }
    const auto column =
        std::find(all.queries.begin(), all.queries.end(), index_.plan().same_query[program->queries[i]]);
    if (column == all.queries.end()) return Proof::ask;
    slots[i] = of_cell(row.cells[static_cast<std::size_t>(column - all.queries.begin())].facts, source.dimension);
  }
  return run(*program, slots.data());
}

/// Where no figure is missing anywhere, none says less than another of what it is about, and none stands twice,
/// aligning comes to the groups of equal keys; where there is no figure at all, to one place without any.
bool Judge::judge(std::uint32_t rule, const dsl::Rule& in_force, Evaluator& evaluator, RuleSummary& summary) {
  const CompiledRule* program = program_of(rule, in_force);
  const std::vector<std::uint32_t>& queries = in_force.queries;
  if (program == nullptr || queries.size() > kMostSlots) return false;
  evaluator.derive_for(queries);
  std::array<std::shared_ptr<const std::vector<Candidate>>, kMostSlots> candidates;
  std::size_t rows = 0;
  for (std::size_t q = 0; q < queries.size(); ++q) {
    candidates[q] = index_.candidates(queries[q], 0);
    if (q > 0 && candidates[q]->size() != rows) return false;
    rows = candidates[q]->size();
  }
  if (rows > kMostRows || rows * queries.size() > kMostFacts) return false;

  const auto same_key = [&](std::uint32_t a, std::uint32_t b) {
    return std::all_of(program->shared.begin(), program->shared.end(),
                       [&](std::uint32_t aspect) { return index_.code(a, aspect) == index_.code(b, aspect); });
  };
  const auto has_gap = [&](std::uint32_t fact) {
    return std::any_of(program->shared.begin(), program->shared.end(), [&](std::uint32_t aspect) {
      return index_.code(fact, aspect) == kNone && !index_.names_matter(aspect);
    });
  };
  for (std::size_t r = 0; r < rows; ++r) {
    const std::uint32_t key = (*candidates[0])[r].fact;
    if (rows > 1 && has_gap(key)) return false;
    for (std::size_t other = 0; other < r; ++other)
      if (same_key(key, (*candidates[0])[other].fact)) return false;
  }

  std::uint32_t passed = 0, not_applicable = 0;
  std::array<Scaled, kMostSlots> slots;
  for (std::size_t r = 0; r < std::max<std::size_t>(rows, 1); ++r) {
    std::array<std::uint32_t, kMostSlots> fact_of{};
    for (std::size_t q = 0; rows > 0 && q < queries.size(); ++q) {
      const auto found = std::find_if(candidates[q]->begin(), candidates[q]->end(),
                                      [&](const Candidate& c) { return same_key(c.fact, (*candidates[0])[r].fact); });
      if (found == candidates[q]->end()) return false;
      fact_of[q] = found->fact;
    }
    for (std::size_t i = 0; i < program->code.slots.size(); ++i) {
      const SlotSource& source = compiled_.slots[program->code.slots[i]];
      if (source.query == kNoQuery) {
        slots[i] = setting(source);
        continue;
      }
      const auto q =
          static_cast<std::size_t>(std::find(queries.begin(), queries.end(), program->queries[i]) - queries.begin());
      slots[i] = rows == 0 ? Scaled() : of_fact(fact_of[q], source.dimension);
    }
    switch (run(*program, slots.data())) {
      case Proof::passed: ++passed; break;
      case Proof::not_applicable: ++not_applicable; break;
      default: return false;
    }
  }
  summary.passed += passed;
  summary.not_applicable += not_applicable;
  return true;
}

}  // namespace hegui::engine

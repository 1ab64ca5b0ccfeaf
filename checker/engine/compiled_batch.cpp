#include "checker/engine/compiled_batch.hpp"

#include <algorithm>
#include <bit>

#include "checker/engine/fact_index.hpp"
#include "checker/engine/force.hpp"

namespace hegui::engine {

namespace {

// Columns do not begin a power of two apart: they would all want the same lines of the cache.
constexpr std::size_t kStride = kWidth + 8;
constexpr std::uint8_t kSettingBits = 53;  // as large as any figure may be

/// Whether a figure that says nothing of any aspect answers the query's fixed ones (FactIndex::answers).
bool answered_by_plain(const Plan& plan, const QueryPlan& query) {
  if (query.range_aspect.valid()) return false;
  if (plan.year.valid() && !query.year_free && query.fixed_on(plan.year) == nullptr && query.year_offset != 0)
    return false;
  return std::all_of(query.fixed.begin(), query.fixed.end(), [&](const FixedAspect& fixed) {
    return !fixed.asked || (!fixed.members.empty() && fixed.aspect == plan.flow);
  });
}

bool has_formula(const Plan& plan, std::uint32_t query) {
  const auto& concepts = plan.queries[query].concepts;
  return std::any_of(concepts.begin(), concepts.end(),
                     [&](dsl::ConceptId id) { return plan.program->concepts[id.value].formula.valid(); });
}

}  // namespace

bool Batch::fits(const dsl::Program& program) {
  const auto open = [](const auto& item) { return item.applies.empty(); };
  return std::all_of(program.rules.begin(), program.rules.end(), open) &&
         std::all_of(program.profiles.begin(), program.profiles.end(), open) &&
         std::all_of(program.overlays.begin(), program.overlays.end(), open);
}

Batch::Batch(const Plan& plan, const Options& options)
    : compiled_(*plan.compiled),
      same_query_(plan.same_query),
      answers_(plan.program->concepts.size()),
      narrower_(plan.program->concepts.size()),
      touches_(plan.program->concepts.size()),
      asked_(plan.program->concepts.size(), false),
      skipped_(plan.program->rules.size(), false),
      programs_(plan.program->rules.size(), 0),
      settings_(compiled_.slots.size()),
      constants_(compiled_.slots.size()) {
  const report::Report nothing;
  FactIndex index(plan, nothing);
  Force force;
  Evaluator evaluator(index, force.parameters);
  decide_force(evaluator, options, force);
  for (std::uint32_t i = 0; i < programs_.size(); ++i) {
    skipped_[i] = !force.skipped[i].empty();
    const auto& queries = plan.program->rules[i].queries;
    const bool runs = !skipped_[i] && compiled_.rules[i] != nullptr && force.rules[i] == &plan.program->rules[i];
    programs_[i] = runs && std::all_of(queries.begin(), queries.end(),
                                       [&](std::uint32_t q) { return !has_formula(plan, q) && reads(i, q); })
                       ? 1
                       : 0;
  }
  for (std::uint32_t slot = 0; slot < compiled_.slots.size(); ++slot) {
    const SlotSource& source = compiled_.slots[slot];
    places_.push_back(figures_);
    if (source.query == kNoQuery) {
      settings_[slot] = scaled_setting(plan, force.parameters[source.parameter.value].value, source.dimension);
      for (const std::int64_t part : {settings_[slot].value, settings_[slot].low, settings_[slot].high})
        constants_[slot].insert(constants_[slot].end(), kWidth, part);
      continue;
    }
    figures_ += source.has_bounds ? 3 * kStride : kStride;
    const QueryPlan& query = plan.queries[source.query];
    const bool plain = answered_by_plain(plan, query);
    for (const dsl::ConceptId id : query.concepts) {
      touches_[id.value].push_back(slot);
      asked_[id.value] = true;
      // Which of several figures is meant, when some are of a narrower concept, is not decided here.
      if (plain) (id == query.concepts.front() ? answers_ : narrower_)[id.value].push_back(slot);
    }
  }
}

/// Whether the rule's program takes what answers the query.
bool Batch::reads(std::uint32_t rule, std::uint32_t query) const {
  const auto& slots = compiled_.rules[rule]->code.slots;
  return std::any_of(slots.begin(), slots.end(),
                     [&](std::uint32_t slot) { return compiled_.slots[slot].query == same_query_[query]; });
}

void Batch::reset(Block& block) const {
  const std::size_t slots = compiled_.slots.size();
  block.figures.assign(figures_, 0);  // where a figure is missing its column holds a zero
  block.present.assign(slots, {});
  block.unusual.assign(slots, {});
  block.reach.assign(slots, 0);
  block.count = 0;
}

std::uint32_t Batch::begin() {
  if (count_ % kWidth == 0) {
    if (used_ == blocks_.size()) blocks_.push_back(std::make_unique<Block>());
    reset(*blocks_[used_++]);
  }
  ++blocks_[used_ - 1]->count;
  return count_++;
}

void Batch::clear() {
  used_ = 0;
  count_ = 0;
}

void Batch::left_alone(Block& block, std::uint32_t slot) {
  const std::uint32_t at = block.count - 1;
  block.unusual[slot][at / 64] |= std::uint64_t{1} << (at % 64);
}

void Batch::put(dsl::ConceptId concept_id, const Scaled& figure) {
  if (!is_asked(concept_id)) return;
  if (figure.state != Scaled::State::plain) return put_unusual(concept_id);
  Block& block = *blocks_[used_ - 1];
  for (const std::uint32_t slot : narrower_[concept_id.value]) left_alone(block, slot);
  const std::uint32_t at = block.count - 1;
  const std::uint64_t bit = std::uint64_t{1} << (at % 64);
  const auto size = [](std::int64_t part) { return static_cast<std::uint64_t>(part < 0 ? -part : part); };
  for (const std::uint32_t slot : answers_[concept_id.value]) {
    std::int64_t* column = block.figures.data() + places_[slot] + at;
    std::uint64_t& present = block.present[slot][at / 64];
    const bool bounds = compiled_.slots[slot].has_bounds;
    if ((present & bit) != 0) {  // the same again is nothing new
      const bool same = column[0] == figure.value &&
                        (!bounds || (column[kStride] == figure.low && column[2 * kStride] == figure.high));
      if (!same) left_alone(block, slot);
      continue;
    }
    present |= bit;
    column[0] = figure.value;
    block.reach[slot] |= size(figure.value);
    if (!bounds) continue;
    column[kStride] = figure.low;
    column[2 * kStride] = figure.high;
    block.reach[slot] |= size(figure.low) | size(figure.high);
  }
}

void Batch::put_unusual(dsl::ConceptId concept_id) {
  if (!is_asked(concept_id)) return;
  for (const std::uint32_t slot : touches_[concept_id.value]) left_alone(*blocks_[used_ - 1], slot);
}

Proofs Batch::judge(std::uint32_t rule, std::size_t at) {
  if (programs_[rule] == 0) return {};
  const Routine& code = compiled_.rules[rule]->code;
  const Block& block = *blocks_[at];
  Bits all{};
  for (std::size_t word = 0; word < all.size(); ++word)
    all[word] = block.count >= (word + 1) * 64 ? ~std::uint64_t{0}
                : block.count > word * 64      ? (std::uint64_t{1} << (block.count - word * 64)) - 1
                                               : 0;
  Bits unusual{};
  std::array<Column, kMostSlots> columns;
  for (std::size_t i = 0; i < code.slots.size(); ++i) {
    const std::uint32_t slot = code.slots[i];
    if (compiled_.slots[slot].query == kNoQuery) {
      if (settings_[slot].state != Scaled::State::plain) return {};
      const std::int64_t* setting = constants_[slot].data();
      columns[i] = {setting, setting + kWidth, setting + 2 * kWidth, {}, kSettingBits};
      continue;
    }
    const std::int64_t* figures = block.figures.data() + places_[slot];
    const bool bounds = compiled_.slots[slot].has_bounds;
    columns[i].value = figures;
    columns[i].low = bounds ? figures + kStride : nullptr;
    columns[i].high = bounds ? figures + 2 * kStride : nullptr;
    columns[i].bits = static_cast<std::uint8_t>(std::bit_width(block.reach[slot]));
    for (std::size_t word = 0; word < all.size(); ++word) {
      columns[i].missing[word] = all[word] & ~block.present[slot][word];
      unusual[word] |= block.unusual[slot][word];
    }
  }
  Proofs proofs = run_code(code, columns.data(), false, workspace_);
  for (Bits* proved : {&proofs.passed, &proofs.failed, &proofs.not_applicable})
    for (std::size_t word = 0; word < all.size(); ++word) (*proved)[word] &= all[word] & ~unusual[word];
  return proofs;
}

}  // namespace hegui::engine

// What a total and the parts read for it make together, once all are known: sums among the parts, the stage that the
// sum decides, whether the list is complete. Part of Reading; called when a list of parts ends.
#include <algorithm>

#include "checker/report/reading.hpp"
#include "checker/report/relations.hpp"

namespace hegui::report {

/// A7万元、B5万元，两项合为C12万元: parts that are more than their whole, of which one is the sum of those before it,
/// are counted by that sum.
void Reading::fold_subtotals(FactId total, std::vector<FactId>& parts) {
  constexpr std::size_t fewest = 3;
  const auto sum_of = [&](std::size_t from, std::size_t to) {
    dsl::Number sum(0);
    for (std::size_t k = from; k < to; ++k) sum = sum + fact(parts[k]).quantity.value;
    return sum;
  };
  if (parts.size() < fewest || sum_of(0, parts.size()) <= fact(total).quantity.value) return;
  std::vector<FactId> kept;
  for (std::size_t k = 0; k < parts.size(); ++k) {
    const dsl::Quantity& own = fact(parts[k]).quantity;
    std::size_t run = kept.size();
    dsl::Number sum(0);
    while (run > 0 && sum < own.value) sum = sum + fact(kept[--run]).quantity.value;
    if (kept.size() - run >= 2 && sum == own.value && !own.value.is_zero()) {
      Breakdown breakdown;
      breakdown.total = parts[k];
      breakdown.parts.assign(kept.begin() + static_cast<std::ptrdiff_t>(run), kept.end());
      breakdown.exhaustive = true;
      for (const FactId part : breakdown.parts) fact(part).of = parts[k];
      kept.resize(run);
      report.breakdowns.push_back(std::move(breakdown));
    }
    kept.push_back(parts[k]);
  }
  parts = std::move(kept);
}

/// 支出7.46万元。全年预算9.00万元；其中用车5.98万元、接待1.48万元: parts that do not say whether they were planned or
/// spent, and add up to another sum of the same thing told before, are the parts of that.
void Reading::find_stage_of_parts(Breakdown& breakdown) {
  constexpr std::uint32_t reach = 12;  // figures
  const Fact& total = fact(breakdown.total);
  if (total.concept_id != tables.amount || total.in_table || breakdown.parts.size() < 2) return;
  dsl::Number sum(0);
  for (const FactId part : breakdown.parts) {
    const AspectValue* stage = aspect(part, tables.stage);
    if (stage == nullptr || stage->how == How::stated || fact(part).concept_id != tables.amount) return;
    sum = sum + fact(part).quantity.value;
  }
  if (sum == total.quantity.value || sum.is_zero()) return;
  for (std::uint32_t k = 1; k <= reach && k <= breakdown.total.value; ++k) {
    const FactId id{breakdown.total.value - k};
    const Fact& other = fact(id);
    if (other.at.block != total.at.block) break;
    const AspectValue* stage = other.aspect(tables.stage);
    if (other.concept_id != tables.amount || stage == nullptr || other.quantity.value != sum ||
        !same_aspect(other, total, tables.scope, false) || !same_aspect(other, total, tables.project, false) ||
        !same_aspect(other, total, tables.year, false) || same_aspect(other, total, tables.stage, false))
      continue;
    const AspectValue v = value(tables.stage, stage->member, How::inherited, Reason::breakdown, stage->source);
    for (const FactId part : breakdown.parts) set(fact(part), v), fact(part).of = id;
    breakdown.total = id;
    return;
  }
}

/// No more parts follow: what was read becomes breakdowns.
void Reading::close(Frame& frame) {
  std::size_t most = 0;
  for (const auto& [total, parts] : frame.parts) most = std::max(most, parts.size());
  for (auto& [total, parts] : frame.parts) {
    if (parts.empty()) continue;
    fold_subtotals(total, parts);
    Breakdown breakdown;
    breakdown.total = total;
    breakdown.parts = parts;
    breakdown.cue = frame.cue;
    // In a list of paragraphs each gives what it has: a measure that some leave out is not complete.
    const bool complete = !frame.list || parts.size() == most;
    breakdown.exhaustive = frame.closed && !frame.open && parts.size() >= 2 && complete;
    // Nobody said that these are the parts: they are where all that the taxonomy knows are there.
    if (frame.implied && !all_parts_named(frame, total)) continue;
    breakdown.exhaustive = breakdown.exhaustive || frame.implied;
    if (!frame.list) find_stage_of_parts(breakdown);
    // 商品和服务支出中，…，其他商品和服务支出60.70万元: with the rest of it the list is complete.
    const Fact& last = fact(parts.back());
    const Stream name =
        scan_slice(report.document, last.label_at.block, {last.label_at.begin, last.label_at.end}, tables, false, true);
    if (!breakdown.exhaustive && !frame.open && !frame.list && parts.size() >= 3 &&
        last.quantity.dimension == dsl::Dimension::money && name.cue_at(Cue::remainder_words, 0, name.size()).end != 0)
      breakdown.exhaustive = true;
    // 主要包括…: an open list that misses its total by one digit was meant to add up to it.
    if (!breakdown.exhaustive && parts.size() >= 3) {
      dsl::Number sum(0);
      for (const FactId part : parts) sum = sum + fact(part).quantity.value;
      breakdown.exhaustive = one_digit_off(fact(total).quantity.value, sum, fact(total).quantity);
    }
    report.breakdowns.push_back(std::move(breakdown));
  }
  frame.parts.clear();
}

/// Every part that the taxonomy knows of the whole has been named.
bool Reading::all_parts_named(const Frame& frame, FactId whole) const {
  const AspectValue* scope = aspect(whole, tables.scope);
  const auto found = frame.parts.find(whole);
  if (scope == nullptr || !scope->member.valid() || found == frame.parts.end()) return false;
  const auto& parts = program.members[scope->member.value].parts;
  return parts.size() >= 2 && std::all_of(parts.begin(), parts.end(), [&](dsl::MemberId part) {
           return std::any_of(found->second.begin(), found->second.end(), [&](FactId id) {
             const AspectValue* own = aspect(id, tables.scope);
             return own != nullptr && own->member == part;
           });
         });
}

}  // namespace hegui::report

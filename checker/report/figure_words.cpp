#include "checker/report/figure_words.hpp"

#include <algorithm>

namespace hegui::report {

FigureWords::FigureWords(const Reading& reading, const Stream& stream, const Slot& slot, const dsl::Quantity& quantity)
    : r_(reading), t_(reading.tables), stream_(stream), slot_(slot), quantity_(quantity) {
  zone_ = slot.zone;
  // 全年预算（含上年结转）5072万元: what the bracket says is included gives the sum no name.
  constexpr std::uint32_t shortest_aside = 5;
  if (zone_.end > zone_.begin && stream.chars[zone_.end - 1] == U'）')
    for (std::uint32_t open = zone_.end - 1; open > zone_.begin; --open)
      if (stream.chars[open] == U'（') {
        if (zone_.end - open >= shortest_aside) zone_.end = open;
        break;
      }
  tail_ = trimmed_end();
}

bool FigureWords::fits(const dsl::Concept& item, const dsl::Quantity& quantity) {
  if (item.is_text || item.dimension != quantity.dimension) return false;
  if (item.dimension != dsl::Dimension::count || item.nouns.empty()) return true;
  return std::find(item.nouns.begin(), item.nouns.end(), quantity.noun) != item.nouns.end();
}

Extent FigureWords::last_target() const {
  constexpr std::uint32_t reach = 12;
  Extent last{};
  for (const Extent& cue : stream_.cues_in(Cue::target_words, zone_)) {
    if (cue.end > zone_.end || cue.begin < last.end) continue;
    const auto near = stream_.cues_in(Cue::neutral_words, {cue.begin > reach ? cue.begin - reach : 0, cue.begin + 1});
    const bool part = std::any_of(near.begin(), near.end(),
                                  [&](const Extent& word) { return word.begin <= cue.begin && word.end > cue.end; });
    if (!part) last = cue;
  }
  return last;
}

FigureWords::Named FigureWords::last_named(Extent within, const dsl::Quantity& quantity) const {
  Named best;
  for (const auto& term : stream_.terms_in(within)) {
    if (term.meaning.kind != Meaning::Kind::concept_word || term.at.end > within.end) continue;
    const dsl::ConceptId id{term.meaning.id};
    if (!fits(r_.program.concepts[id.value], quantity)) continue;
    if (best.id.valid() && term.at.end < best.at.end) continue;
    best = {id, term.at};
  }
  return best;
}

FigureWords::Named FigureWords::first_named(Extent within) const {
  for (const auto& term : stream_.terms_in(within))
    if (term.meaning.kind == Meaning::Kind::concept_word && term.at.end <= within.end &&
        fits(r_.program.concepts[term.meaning.id], quantity_))
      return {dsl::ConceptId{term.meaning.id}, term.at};
  return {};
}

std::uint32_t FigureWords::trimmed_end() const {
  std::uint32_t end = zone_.end;
  for (Extent gap = stream_.cue_before(Cue::gap_words, end, zone_.begin); gap.end != 0;
       gap = stream_.cue_before(Cue::gap_words, end, zone_.begin))
    end = gap.begin;
  return end;
}

Extent FigureWords::change_word() const {
  // 提高到85% says what it became, not by how much.
  if (stream_.cue_before(Cue::change_to, zone_.end, zone_.begin).end != 0) return {};
  for (const Cue cue : {Cue::increase_words, Cue::decrease_words})
    for (const std::uint32_t end : {zone_.end, tail_})
      if (const Extent e = stream_.cue_before(cue, end, zone_.begin); e.end != 0 && !ends_a_name(e)) return e;
  return {};
}

bool FigureWords::ends_a_name(Extent change) const {
  constexpr std::uint32_t longest = 6;
  const auto near =
      stream_.cues_in(Cue::neutral_words, {change.begin > longest ? change.begin - longest : 0, change.begin + 1});
  return std::any_of(near.begin(), near.end(),
                     [&](const Extent& word) { return word.begin < change.begin && word.end >= change.end; });
}

bool FigureWords::right_starts(Cue cue) const {
  return stream_.cue_at(cue, slot_.right.begin, slot_.right.end).end != 0;
}

bool FigureWords::has_fiscal_word(Extent within) const {
  const auto terms = stream_.terms_in(within);
  return std::any_of(terms.begin(), terms.end(), [&](const Term& term) {
    return term.at.end <= within.end && term.meaning.kind == Meaning::Kind::member &&
           r_.program.members[term.meaning.id].aspect != t_.year;
  });
}

bool FigureWords::is_target(bool in_targets) const {
  if (!t_.target.valid()) return false;
  Extent right = slot_.right;
  if (right.begin < right.end && stream_.chars[right.begin] == U'的')
    if (stream_.cue_at(Cue::target_words, right.begin + 1, right.end).end != 0) return true;
  const Extent target = last_target();
  if (target.end == 0) return in_targets;
  // 较目标少3个: the target is what it is compared with, the figure is the distance.
  const bool compared = stream_.cue_before(Cue::compare_words, target.begin, zone_.begin).end != 0;
  if (compared && target.end < tail_) return false;
  const Extent actual = stream_.last_cue(Cue::actual_words, zone_);
  return actual.end == 0 || actual.end <= target.end || (actual.begin >= target.begin && actual.end <= target.end);
}

}  // namespace hegui::report

// Wholes of rates that stand farther off or that only the arithmetic tells: the total of the sentence before, the pair
// of counts that a single wrong digit keeps from giving the rate. Part of find_ratios().
#include <algorithm>
#include <vector>

#include "checker/report/passes.hpp"
#include "checker/report/relations.hpp"
#include "checker/report/stream.hpp"

namespace hegui::report {

namespace {

constexpr std::size_t most_counts = 5;  // of one sentence
constexpr int fewest_decimals = 2;      // of a rate that is no chance
constexpr std::int64_t smallest_count = 100;

std::string digits(const dsl::Number& whole) { return whole.to_fixed(0); }

bool begins_with_state(const Report& report, const Lexicon::Tables& t, const Fact& fact) {
  const Stream s =
      scan_slice(report.document, fact.label_at.block, {fact.label_at.begin, fact.label_at.end}, t, false, true);
  return s.cue_at(Cue::state_cues, 0, s.size()).end != 0 && s.cue_at(Cue::negations, 0, s.size()).end == 0;
}

/// One digit of the rate (2), of what is done or of the whole (1) is all that keeps them apart; 0: more than that.
int slip(const Fact& rate, const Fact& done, const Fact& whole) {
  const dsl::Number place = rate.quantity.last_place();
  if (place.is_zero() || rate.quantity.value.is_zero() || whole.quantity.value.is_zero()) return 0;
  const dsl::Number exact = done.quantity.value / whole.quantity.value;
  const auto fits = [&](const dsl::Number& n, const dsl::Number& d) {
    return !d.is_zero() && ((n / d) / place).rounded(0) * place == rate.quantity.value;
  };
  if (one_digit_off(digits((exact / place).rounded(0)), digits(rate.quantity.value / place))) return 2;
  const dsl::Number other_done = (rate.quantity.value * whole.quantity.value).rounded(0);
  if (one_digit_off(digits(other_done), digits(done.quantity.value)) && fits(other_done, whole.quantity.value))
    return 1;
  const dsl::Number other_whole = (done.quantity.value / rate.quantity.value).rounded(0);
  return one_digit_off(digits(other_whole), digits(whole.quantity.value)) && fits(done.quantity.value, other_whole) ? 1
                                                                                                                    : 0;
}

}  // namespace

FactId whole_before(const Report& report, const Lexicon::Tables& tables, FactId part_id) {
  const Fact& part = report.facts[part_id.value];
  FactId found;
  for (const Breakdown& b : report.breakdowns) {
    const Fact& total = report.facts[b.total.value];
    if (b.total > part_id || total.at.block != part.at.block || total.in_table || b.parts.size() < 2) continue;
    if (!same_measure(tables, total.quantity, part.quantity) || total.quantity.value < part.quantity.value) continue;
    if (!total.quantity.takes_part_in_equations() || total.of.valid()) continue;
    const std::string_view between =
        report.document.text->normalised().substr(total.at.end, std::max(total.at.end, part.at.begin) - total.at.end);
    const std::size_t stop = between.find("。");
    if (stop == std::string_view::npos || between.find("。", stop + 1) != std::string_view::npos) continue;
    if (found.valid()) return {};  // two totals: which one is not said
    found = b.total;
  }
  return found;
}

CompletedPair completed_pair(const Report& report, const Lexicon::Tables& tables, FactId rate_id) {
  const Fact& rate = report.facts[rate_id.value];
  if (rate.concept_id != tables.achievement_rate || !tables.achievement_rate.valid()) return {};
  if (rate.quantity.decimals < fewest_decimals || rate.quantity.value.is_zero()) return {};
  std::vector<FactId> counts;
  FactId done;
  for (std::uint32_t f = rate_id.value; f-- > 0 && counts.size() < most_counts;) {
    const Fact& before = report.facts[f];
    if (!same_sentence(report, rate, before)) break;
    if (before.quantity.dimension != dsl::Dimension::count || before.concept_id == tables.target) continue;
    if (!before.quantity.takes_part_in_equations() || before.quantity.value < dsl::Number(smallest_count)) continue;
    if (!before.quantity.value.is_integer()) continue;
    counts.push_back(FactId{f});
    if (!done.valid() && begins_with_state(report, tables, before)) done = FactId{f};
  }
  if (!done.valid()) return {};
  CompletedPair found;
  int best = 0;
  bool several = false;
  for (const FactId whole : counts) {
    const Fact& count = report.facts[whole.value];
    const Fact& part = report.facts[done.value];
    if (whole == done || !same_measure(tables, count.quantity, part.quantity)) continue;
    // A whole that equals the part gives 100% and needs no rate of two decimals.
    const int likely = slip(rate, part, count) * 2 - (count.quantity.value == part.quantity.value ? 1 : 0);
    if (likely <= 0 || likely < best) continue;
    several = likely == best;
    best = likely;
    found = {done, whole};
  }
  return several ? CompletedPair{} : found;
}

bool nearly_divides(const Fact& rate, const Fact& done, const Fact& whole) { return slip(rate, done, whole) == 2; }

FactId respective_part(const Report& report, const Lexicon::Tables& tables, const Passage& label, std::size_t order,
                       std::size_t of) {
  // 三项分别占: the label may leave out 分别.
  constexpr std::uint32_t before = 12;
  const std::string_view text = report.document.text->normalised();
  std::uint32_t begin =
      std::max(report.document.blocks[label.block].slice.begin, label.begin > before ? label.begin - before : 0);
  while (begin < label.begin && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) ++begin;
  const Stream words = scan_slice(report.document, label.block, {begin, label.end}, tables, false, true);
  if (!words.has_cue(Cue::respectively, {0, words.size()}) || !words.has_cue(Cue::share_words, {0, words.size()}))
    return {};
  const Breakdown* last = nullptr;
  for (const Breakdown& b : report.breakdowns) {
    const Fact& total = report.facts[b.total.value];
    if (b.from_table || total.at.block != label.block || total.at.begin > label.begin || b.parts.size() != of) continue;
    if (last == nullptr || last->total < b.total) last = &b;
  }
  return last != nullptr && order < last->parts.size() ? last->parts[order] : FactId{};
}

}  // namespace hegui::report

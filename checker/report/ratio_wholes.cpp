// Wholes of rates that stand farther off or that only the arithmetic tells: the total of the sentence before, the pair
// of counts that a single wrong digit keeps from giving the rate. Part of find_ratios().
#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "checker/report/passes.hpp"
#include "checker/report/ratios.hpp"
#include "checker/report/relations.hpp"
#include "checker/report/stream.hpp"

namespace hegui::report {

namespace {

constexpr std::size_t most_counts = 5;  // of one sentence
constexpr std::int32_t look_back = 60;  // figures
constexpr std::uint32_t farthest = 60;
constexpr int fewest_decimals = 2;  // of a rate that is no chance
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

bool is_contrast(const Report& report, const Lexicon::Tables& tables, const Fact& fact) {
  if (fact.quantity.dimension != dsl::Dimension::money || !is_budget_stage(tables, fact)) return false;
  const Stream words =
      scan_slice(report.document, fact.label_at.block, {fact.label_at.begin, fact.label_at.end}, tables, false, true);
  return std::any_of(words.terms.begin(), words.terms.end(), [&](const Term& term) {
    return term.meaning.kind == Meaning::Kind::concept_word && dsl::ConceptId{term.meaning.id} == tables.execution_rate;
  });
}

FactId whole_before(const Report& report, const Lexicon::Tables& tables, FactId part_id) {
  const Fact& part = report.facts[part_id.value];
  const std::string_view text = report.document.text->normalised();
  FactId found;
  std::size_t parts = 0;
  for (std::uint32_t k = 1; k <= part_id.value && k <= static_cast<std::uint32_t>(look_back); ++k) {
    const Fact& before = report.facts[part_id.value - k];
    if (before.at.block != part.at.block || before.in_table) break;
    if (!before.of.valid()) continue;
    const Fact& total = report.facts[before.of.value];
    if (total.at.block != part.at.block || total.at.begin > before.at.begin || total.of.valid()) continue;
    if (!same_measure(tables, total.quantity, part.quantity) || total.quantity.value < part.quantity.value ||
        !total.quantity.takes_part_in_equations() || !same_measure(tables, before.quantity, total.quantity))
      continue;
    const std::string_view between = text.substr(before.at.end, std::max(before.at.end, part.at.begin) - before.at.end);
    const std::size_t stop = between.find("。");
    if (stop == std::string_view::npos || between.find("。", stop + 1) != std::string_view::npos) continue;
    if (found.valid() && found != before.of) return {};  // two totals: which one is not said
    found = before.of;
    ++parts;
  }
  return parts >= 2 ? found : FactId{};
}

CompletedPair dividing_pair(const Report& report, const Lexicon::Tables& tables, FactId rate_id) {
  constexpr std::size_t most = 6;
  const Fact& rate = report.facts[rate_id.value];
  std::vector<FactId> counts;
  for (std::uint32_t f = rate_id.value; f-- > 0 && counts.size() < most && rate_id.value - f <= farthest;) {
    const Fact& before = report.facts[f];
    if (!same_sentence(report, rate, before)) break;
    if (before.quantity.dimension == dsl::Dimension::count && before.concept_id != tables.target)
      counts.push_back(FactId{f});
  }
  for (const FactId n : counts)
    for (const FactId d : counts) {
      const Fact& done = report.facts[n.value];
      const Fact& whole = report.facts[d.value];
      if (n != d && same_measure(tables, done.quantity, whole.quantity) && !done.quantity.value.is_zero() &&
          done.quantity.value != whole.quantity.value && divides_to(rate, done, whole))
        return {n, d};
    }
  return {};
}

CompletedPair completed_pair(const Report& report, const Lexicon::Tables& tables, FactId rate_id) {
  const Fact& rate = report.facts[rate_id.value];
  if (rate.concept_id != tables.achievement_rate || !tables.achievement_rate.valid()) return {};
  if (rate.quantity.decimals < fewest_decimals || rate.quantity.value.is_zero()) return {};
  std::vector<FactId> counts;
  FactId done;
  for (std::uint32_t f = rate_id.value; f-- > 0 && counts.size() < most_counts && rate_id.value - f <= farthest;) {
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

FactId shared_whole(const Report& report, const Lexicon::Tables& tables, FactId rate_id, FactId part_id) {
  constexpr std::uint32_t reach = 12;  // figures to either side
  const Fact& rate = report.facts[rate_id.value];
  const auto bare = [&](const Fact& fact) {
    return fact.concept_id == tables.share && tables.says(Cue::share_words, fact.label, true);
  };
  if (!bare(rate)) return {};
  std::vector<std::pair<FactId, FactId>> shares;  // of the same sentence, each with the sum right before it
  const std::uint32_t first = rate_id.value > reach ? rate_id.value - reach : 0;
  for (std::uint32_t f = first; f < report.facts.size() && f <= rate_id.value + reach; ++f)
    if (f > 0 && f != rate_id.value && bare(report.facts[f]) && same_sentence(report, rate, report.facts[f]) &&
        same_measure(tables, report.facts[f - 1].quantity, report.facts[part_id.value].quantity))
      shares.emplace_back(FactId{f}, FactId{f - 1});
  for (std::uint32_t k = 1; k <= part_id.value && k <= static_cast<std::uint32_t>(look_back); ++k) {
    const FactId id{part_id.value - k};
    const Fact& whole = report.facts[id.value];
    if (whole.in_table != rate.in_table ||
        !same_measure(tables, whole.quantity, report.facts[part_id.value].quantity) ||
        whole.quantity.value < report.facts[part_id.value].quantity.value)
      continue;
    const auto fits = [&](const auto& share) {
      return share.second != id && divides_to(report.facts[share.first.value], report.facts[share.second.value], whole);
    };
    // Of the sentence itself, or of a paragraph before, only what two others agree on.
    const bool near = whole.at.block == rate.at.block && !same_sentence(report, whole, rate);
    if (std::count_if(shares.begin(), shares.end(), fits) >= (near ? 1 : 2)) return id;
  }
  return {};
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
  // The total of the last part before the words, and all its parts.
  FactId total;
  std::vector<FactId> parts;
  const auto first = std::lower_bound(report.facts.begin(), report.facts.end(), label.begin,
                                      [](const Fact& f, std::uint32_t at) { return f.at.begin < at; });
  for (auto fact = first; fact != report.facts.begin() && first - fact < look_back;) {
    --fact;
    if (fact->at.block != label.block || fact->in_table) break;
    const bool part = fact->of.valid() && report.facts[fact->of.value].at.block == label.block &&
                      same_measure(tables, fact->quantity, report.facts[fact->of.value].quantity);
    if (!part || (total.valid() && fact->of != total)) {
      if (total.valid()) break;
      continue;
    }
    total = fact->of;
    parts.insert(parts.begin(), FactId{static_cast<std::uint32_t>(fact - report.facts.begin())});
  }
  return parts.size() == of && order < parts.size() ? parts[order] : FactId{};
}

bool counted_otherwise(const Report& report, const RatioParts& chosen, FactId rate_id) {
  constexpr std::uint32_t near = 3;  // figures before the rate
  const Fact& rate = report.facts[rate_id.value];
  const auto& whole = report.facts[chosen.denominator.value];
  const bool counts = whole.quantity.dimension == dsl::Dimension::count && !rate.in_table;
  if (!counts || divides_to(rate, report.facts[chosen.numerator.value], whole)) return false;
  std::vector<const Fact*> before;
  for (std::uint32_t k = 1; k <= near && k <= rate_id.value; ++k) {
    const Fact& each = report.facts[rate_id.value - k];
    if (!same_sentence(report, each, rate)) break;
    if (each.quantity.dimension == dsl::Dimension::count) before.push_back(&each);
  }
  for (const Fact* part : before)
    for (const Fact* total : before)
      if (part != total && part->quantity.value < total->quantity.value && divides_to(rate, *part, *total)) return true;
  return false;
}

RatioParts explained_in_bracket(const Report& report, const Lexicon::Tables& tables, std::uint32_t rate_id) {
  constexpr std::uint32_t longest = 120;  // bytes of the bracket
  constexpr std::uint32_t reach = 80;     // figures
  constexpr std::size_t shortest = 2;     // characters of a name
  constexpr std::string_view open = "（", close = "）";
  const Fact& rate = report.facts[rate_id];
  const std::string_view text =
      report.document.text->normalised().substr(0, report.document.blocks[rate.at.block].slice.end);
  if (rate.in_table || text.substr(std::min<std::size_t>(rate.at.end, text.size())).substr(0, open.size()) != open)
    return {};
  const auto begin = static_cast<std::uint32_t>(rate.at.end + open.size());
  const std::size_t end = text.substr(begin, longest).find(close);
  if (end == std::string_view::npos) return {};
  const Stream words =
      scan_slice(report.document, rate.at.block, {begin, begin + static_cast<std::uint32_t>(end)}, tables, true, true);
  const Extent share = words.first_cue(Cue::share_words, {0, words.size()});
  const Extent tail = words.cue_before(Cue::quotient_words, words.size(), share.end);
  if (!words.figures.empty() || share.begin < shortest || tail.end == 0 || tail.begin < share.end + shortest) return {};
  const std::u32string part = words.chars.substr(0, share.begin);
  const std::u32string whole = words.chars.substr(share.end, tail.begin - share.end);
  RatioParts parts;
  for (std::uint32_t k = 1; k <= rate_id && k <= reach; ++k) {
    const Fact& before = report.facts[rate_id - k];
    if (before.in_table || before.optional || before.quantity.dimension == dsl::Dimension::rate) continue;
    const std::u32string label = matching_form(before.label);
    if (!parts.numerator.valid() && label == part) parts.numerator = FactId{rate_id - k};
    if (!parts.denominator.valid() && label == whole) parts.denominator = FactId{rate_id - k};
  }
  if (!parts.numerator.valid() || !parts.denominator.valid() ||
      !same_measure(tables, report.facts[parts.numerator.value].quantity,
                    report.facts[parts.denominator.value].quantity))
    return {};
  parts.sure = true;
  return parts;
}

bool is_part_by_source(const Report& report, const Lexicon::Tables& tables, const Fact& part, const Fact& rate) {
  const AspectValue* own = part.aspect(tables.fund);
  const AspectValue* of_rate = rate.aspect(tables.fund);
  if (!part.of.valid() || rate.in_table || own == nullptr || own->how != How::stated || of_rate == nullptr)
    return false;
  const Fact& whole = report.facts[part.of.value];
  return (of_rate->how == How::defaulted || of_rate->reason == Reason::heading) &&
         same_aspect(part, whole, tables.scope, false) && same_aspect(part, whole, tables.stage, false);
}

bool is_interim(const Report& report, const Lexicon::Tables& tables, const Fact& rate) {
  constexpr std::uint32_t reach = 600;  // bytes
  const auto& slice = report.document.blocks[rate.at.block].slice;
  const std::string_view text = report.document.text->normalised();
  std::uint32_t start = rate.at.begin > slice.begin + reach ? rate.at.begin - reach : slice.begin;
  while (start < rate.at.begin && (static_cast<unsigned char>(text[start]) & 0xC0U) == 0x80U) ++start;
  const Stream words =
      scan_slice(report.document, rate.at.block, {start, std::max(start, rate.at.begin)}, tables, false, true);
  std::uint32_t begin = words.size();
  while (begin > 0 && !is_sentence_end(words, begin - 1)) --begin;
  return words.has_cue(Cue::interim_words, {begin, words.size()});
}

bool is_distance(const Report& report, const Lexicon::Tables& tables, const Fact& of) {
  const Stream words =
      scan_slice(report.document, of.label_at.block, {of.label_at.begin, of.label_at.end}, tables, false, true);
  const std::uint32_t end = words.size();
  return words.has_cue(Cue::compare_words, {0, end}) && (words.cue_before(Cue::increase_words, end, 0).end != 0 ||
                                                         words.cue_before(Cue::decrease_words, end, 0).end != 0);
}

FactId figure_called(const Report& report, const std::u32string& name, std::uint32_t rate) {
  constexpr std::uint32_t reach = 60;
  for (std::uint32_t k = 1; k <= rate && k <= reach; ++k) {
    const Fact& before = report.facts[rate - k];
    if (before.at.block != report.facts[rate].at.block) break;
    if (before.quantity.dimension == dsl::Dimension::rate) continue;
    const std::u32string label = matching_form(before.label);
    if (label.size() >= 2 && (label.ends_with(name) || name.ends_with(label))) return FactId{rate - k};
  }
  return {};
}

void drop_shares_of_their_sum(Report& report) {
  std::map<std::pair<std::uint32_t, FactId>, std::vector<std::size_t>> lists;  // by paragraph and whole
  for (std::size_t r = 0; r < report.ratios.size(); ++r) {
    const Ratio& ratio = report.ratios[r];
    const Fact& rate = report.facts[ratio.rate.value];
    if (ratio.share && !rate.in_table) lists[{rate.at.block, ratio.denominator}].push_back(r);
  }
  std::set<std::size_t> dropped;
  for (const auto& [place, list] : lists) {
    if (list.size() < 2) continue;
    Fact sum = report.facts[place.second.value];
    sum.quantity.value = dsl::Number(0);
    for (const std::size_t r : list)
      sum.quantity.value = sum.quantity.value + report.facts[report.ratios[r].numerator.value].quantity.value;
    const auto fits = [&](const Fact& whole) {
      return [&report, &whole](std::size_t r) {
        const Ratio& ratio = report.ratios[r];
        return divides_to(report.facts[ratio.rate.value], report.facts[ratio.numerator.value], whole);
      };
    };
    if (std::all_of(list.begin(), list.end(), fits(sum)) &&
        !std::all_of(list.begin(), list.end(), fits(report.facts[place.second.value])))
      dropped.insert(list.begin(), list.end());
  }
  std::size_t at = 0;
  std::erase_if(report.ratios, [&](const Ratio&) { return dropped.contains(at++); });
}

FactId wider_of_scope(const Report& report, const Lexicon::Tables& tables, FactId part_id) {
  const Fact& part = report.facts[part_id.value];
  const auto scope = member_of(part, tables.scope);
  if (!scope.valid() || scope != tables.procurement || !tables.procurement.valid()) return {};
  for (std::uint32_t k = 1; k <= part_id.value && k <= static_cast<std::uint32_t>(look_back); ++k) {
    const Fact& before = report.facts[part_id.value - k];
    if (!same_sentence(report, before, part)) break;
    if (before.concept_id == tables.amount && member_of(before, tables.scope) == scope && !before.of.valid() &&
        before.quantity.value > part.quantity.value && same_measure(tables, before.quantity, part.quantity))
      return FactId{part_id.value - k};
  }
  return {};
}

}  // namespace hegui::report

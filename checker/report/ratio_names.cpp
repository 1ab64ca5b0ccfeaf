// Rates that go by the name of a count: 备案率 and 已备案164个. Part of find_ratios().
#include <algorithm>
#include <string>

#include "checker/report/ratios.hpp"
#include "checker/report/relations.hpp"
#include "checker/report/stream.hpp"

namespace hegui::report {

namespace {

using Parts = RatioParts;
constexpr std::uint32_t look_back = ratio_look_back;

class Namer {
 public:
  Namer(const Report& report, const Lexicon::Tables& tables, const MeasuredIndicators& measured)
      : report_(report), t_(tables), measured_(measured) {}

  /// 备案率 ↔ 已备案164个; 答复率 ↔ 已答复912件; 活跃率 ↔ 月活跃用户: the name of the rate in the name of its
  /// numerator.
  Parts by_name(std::uint32_t f) const {
    const Fact& rate = report_.facts[f];
    const Stream words =
        scan_slice(report_.document, rate.label_at.block, {rate.label_at.begin, rate.label_at.end}, t_, false, true);
    if (const Parts reached = target_reached(f, words); reached.numerator.valid()) return reached;
    if (const Parts behind = in_bracket_behind(f); behind.numerator.valid()) return behind;
    std::uint32_t end = words.size();
    if (const Extent tail = words.last_cue(Cue::rate_tails, {0, end}); tail.end != 0) end = tail.begin;
    const std::u32string stem = words.chars.substr(0, end);
    if (stem.size() < 2) return {};
    const std::u32string tail = stem.substr(stem.size() - 2);
    Parts parts;
    FactId first;
    const FactId same_name = called_like(f, stem);
    bool certain = true;
    for (std::uint32_t k = 1; k <= f && k <= look_back; ++k) {
      const Fact& before = report_.facts[f - k];
      if (before.in_table || before.at.block != rate.at.block) break;
      if (before.quantity.dimension != dsl::Dimension::count) continue;
      const bool near = same_sentence(report_, rate, before);
      const std::u32string label = matching_form(before.label);
      if (!parts.numerator.valid()) {
        if (!near) break;
        if (same_name.valid()
                ? same_name == FactId{f - k}
                : label.find(tail) != std::u32string::npos && !denied(before) && !is_distance(report_, t_, before))
          parts.numerator = FactId{f - k};
        if (parts.numerator.valid() && !same_name.valid()) certain = !names_another(before, label, stem, tail);
        continue;
      }
      const Fact& part = fact(parts.numerator);
      if (!same_measure(t_, before.quantity, part.quantity)) continue;
      if (part.quantity.value <= before.quantity.value && divides_to(rate, part, before)) {
        parts.denominator = FactId{f - k};
        return parts;
      }
      if (near && !first.valid() && part.quantity.value <= before.quantity.value &&
          before.quantity.takes_part_in_equations() && before.concept_id != t_.target)
        first = FactId{f - k};
    }
    if (parts.numerator.valid() && !parts.denominator.valid()) {
      // 收回有效问卷386份，表示满意的359份，满意度93%: the count before, in the same sentence.
      const FactId of = fact(parts.numerator).of;
      const bool counted = of.valid() && same_measure(t_, fact(of).quantity, fact(parts.numerator).quantity);
      parts.denominator = counted ? of : first;
      // 承办961件，其中…。已答复912件，答复率94.9%: or the whole of the sentence before.
      if (!parts.denominator.valid()) parts.denominator = whole_before(report_, t_, parts.numerator);
      parts.sure = parts.denominator.valid() && certain && !told_before(f, parts.numerator, tail);
    }
    if (!parts.numerator.valid()) return any_pair(f);
    return parts;
  }

 private:
  [[nodiscard]] const Fact& fact(FactId id) const { return report_.facts[id.value]; }
  /// 教练员满意度91.9%（回收问卷37份，满意34份）: both counts stand in the bracket behind the rate.
  [[nodiscard]] Parts in_bracket_behind(std::uint32_t f) const {
    std::vector<FactId> counts;
    for (std::uint32_t g = f + 1; g < report_.facts.size() && g <= f + 4; ++g) {
      const Fact& next = report_.facts[g];
      if (next.of != FactId{f} || !same_sentence(report_, report_.facts[f], next)) break;
      if (next.quantity.dimension == dsl::Dimension::count) counts.push_back(FactId{g});
    }
    if (counts.size() != 2 || !same_measure(t_, fact(counts[0]).quantity, fact(counts[1]).quantity)) return {};
    const bool first = fact(counts[0]).quantity.value <= fact(counts[1]).quantity.value;
    return {first ? counts[0] : counts[1], first ? counts[1] : counts[0], true};
  }
  /// 按期完工5条、延期完工1条，按期完工率83.33%: the count of the sentence that goes by the whole name of the rate.
  [[nodiscard]] FactId called_like(std::uint32_t f, const std::u32string& stem) const {
    constexpr std::size_t telling = 3;
    if (stem.size() < telling) return {};
    for (std::uint32_t k = 1; k <= f && k <= look_back; ++k) {
      const Fact& before = report_.facts[f - k];
      if (before.in_table || !same_sentence(report_, report_.facts[f], before)) return {};
      if (before.quantity.dimension == dsl::Dimension::count && !denied(before) &&
          matching_form(before.label).find(stem) != std::u32string::npos)
        return FactId{f - k};
    }
    return {};
  }
  /// 收回1164份，满意1102份，学生满意度94.67%；用人单位满意度95.2%: the counts are those of the first rate of its kind.
  [[nodiscard]] bool told_before(std::uint32_t f, FactId numerator, const std::u32string& tail) const {
    for (std::uint32_t k = numerator.value + 1; k < f; ++k) {
      const Fact& other = report_.facts[k];
      if (other.quantity.dimension == dsl::Dimension::rate &&
          matching_form(other.label).find(tail) != std::u32string::npos)
        return true;
    }
    return false;
  }
  /// 人工防治596公顷 does not make 无公害防治率: both say more than the word that they share.
  [[nodiscard]] bool names_another(const Fact& of, const std::u32string& label, const std::u32string& stem,
                                   const std::u32string& tail) const {
    const std::size_t at = label.find(tail);
    if (!of.of.valid() || stem.size() < tail.size() + 2 || at == std::u32string::npos || at < 2) return false;
    const std::u32string before = label.substr(0, at);
    if (stem.find(before.substr(before.size() - 2)) != std::u32string::npos) return false;
    const Stream words =
        scan_slice(report_.document, of.label_at.block, {of.label_at.begin, of.label_at.end}, t_, false, true);
    return words.cue_at(Cue::state_cues, 0, words.size()).end == 0;
  }
  /// 未完成2个 is no numerator of the rate of what was completed.
  [[nodiscard]] bool denied(const Fact& of) const {
    const Stream words =
        scan_slice(report_.document, of.label_at.block, {of.label_at.begin, of.label_at.end}, t_, false, true);
    return words.cue_at(Cue::negations, 0, words.size()).end != 0;
  }
  /// 短视频1086条，目标为1200条，完成90.5%.
  [[nodiscard]] Parts target_reached(std::uint32_t f, const Stream& words) const {
    const Fact& rate = report_.facts[f];
    const bool says_so = words.size() > 0 && words.cue_at(Cue::actual_words, 0, words.size()).end != 0;
    // 目标12次，实际11次，及时率92.67%: may be measured otherwise, unless a digit is all that is off.
    if (!says_so && (rate.concept_id != t_.achievement_rate || !t_.achievement_rate.valid())) return {};
    for (const std::uint32_t index : measured_.before(f)) {
      const Indicator& i = report_.indicators[index];
      if (!same_sentence(report_, rate, fact(i.actual))) continue;
      if (!says_so && !divides_to(rate, fact(i.actual), fact(i.target)) &&
          !nearly_divides(rate, fact(i.actual), fact(i.target)))
        return {};
      return {i.actual, i.target, true};
    }
    return {};
  }
  /// Two counts of one sentence whose quotient is the rate: said by the arithmetic alone, so only when it holds, or
  /// when one wrong digit keeps it from holding.
  Parts any_pair(std::uint32_t f) const {
    const CompletedPair exact = dividing_pair(report_, t_, FactId{f});
    if (exact.done.valid()) return {exact.done, exact.whole, false};
    const CompletedPair near = completed_pair(report_, t_, FactId{f});
    return {near.done, near.whole, true};
  }

  const Report& report_;
  const Lexicon::Tables& t_;
  const MeasuredIndicators& measured_;
};

}  // namespace

MeasuredIndicators::MeasuredIndicators(const Report& report) {
  for (std::uint32_t i = 0; i < report.indicators.size(); ++i) {
    const Indicator& indicator = report.indicators[i];
    if (indicator.target.valid() && indicator.actual.valid())
      by_last_[std::max(indicator.target, indicator.actual).value].push_back(i);
  }
}

std::span<const std::uint32_t> MeasuredIndicators::before(std::uint32_t fact) const {
  const auto found = fact == 0 ? by_last_.end() : by_last_.find(fact - 1);
  return found == by_last_.end() ? std::span<const std::uint32_t>() : found->second;
}

RatioParts ratio_by_name(const Report& report, const Lexicon::Tables& tables, const MeasuredIndicators& measured,
                         std::uint32_t rate) {
  return Namer(report, tables, measured).by_name(rate);
}

}  // namespace hegui::report

// The kind of a figure: by the words that name it, the words that follow it, and its dimension.
#include <algorithm>

#include "checker/report/figure_words.hpp"

namespace hegui::report {

namespace {

class Chooser : private FigureWords {
 public:
  using FigureWords::FigureWords;

  dsl::ConceptId choose(bool in_targets) const {
    switch (quantity_.dimension) {
      case dsl::Dimension::score: return score();
      case dsl::Dimension::money: return money();
      case dsl::Dimension::rate: return rate(in_targets);
      default: break;
    }
    // 绩效目标3项 counts targets; the longer word is meant.
    const Named named = last_named(zone_);
    const Extent target = last_target();
    if (named.id.valid() && target.end != 0 && named.at.begin < target.begin && named.at.end >= target.end)
      return named.id;
    if (is_target(in_targets)) return t_.target;
    return plain();
  }

 private:
  /// 平均成本3.09万元，控制在3.20万元以内: a bound right behind a cost, with no word for money of its own.
  [[nodiscard]] bool bounds_a_cost() const {
    if (slot_.figure == 0 || quantity_.takes_part_in_equations() || has_fiscal_word(zone_)) return false;
    if (last_named(zone_).id.valid() && last_named(zone_).id != t_.unit_cost) return false;
    const auto& before = stream_.figures[slot_.figure - 1];
    if (before.figure.quantity.dimension != dsl::Dimension::money) return false;
    const std::uint32_t from = before.at.begin > 16 ? before.at.begin - 16 : 0;
    return last_named({from, before.at.begin}).id == t_.unit_cost;
  }
  /// 每场成本目标不超过6000元，实际5820元: of the same kind as the target before it.
  [[nodiscard]] bool reaches_a_cost() const {
    if (slot_.figure == 0 || !t_.unit_cost.valid() || has_fiscal_beside_actual()) return false;
    const Extent actual = stream_.last_cue(Cue::actual_words, zone_);
    if (actual.end == 0 || actual.begin != zone_.begin || actual.end < tail_) return false;
    const auto& before = stream_.figures[slot_.figure - 1];
    if (before.figure.quantity.dimension != dsl::Dimension::money || before.figure.quantity.takes_part_in_equations())
      return false;
    const std::uint32_t from = before.at.begin > 24 ? before.at.begin - 24 : 0;
    return last_named({std::max(from, slot_.sentence_begin), before.at.begin}).id == t_.unit_cost;
  }
  [[nodiscard]] bool has_fiscal_beside_actual() const {
    const auto terms = stream_.terms_in(zone_);
    return std::any_of(terms.begin(), terms.end(), [&](const Term& term) {
      return term.at.end <= zone_.end && term.meaning.kind == Meaning::Kind::member &&
             r_.program.members[term.meaning.id].aspect != t_.year &&
             r_.program.members[term.meaning.id].aspect != t_.stage;
    });
  }
  /// 超年初预算152万元: by how much.
  [[nodiscard]] bool beyond_the_budget() const {
    Extent stage{};
    for (const auto& term : stream_.terms_in(zone_))
      if (term.meaning.kind == Meaning::Kind::member && term.at.end <= tail_ &&
          r_.program.members[term.meaning.id].aspect == t_.stage)
        stage = term.at;
    if (stage.end == 0 || stage.end != tail_) return false;
    return stream_.cue_before(Cue::larger_words, stage.begin, zone_.begin).end != 0 ||
           stream_.cue_before(Cue::smaller_words, stage.begin, zone_.begin).end != 0;
  }
  /// 目标值不超过3000元: a word for the target right before the figure, none for the budget.
  [[nodiscard]] bool at_the_target() const {
    // 农村基础设施2418万元、雨露计划386万元: in a list of names the word is the end of one.
    if (!t_.target.valid() || slot_.separator == U'、') return false;
    std::uint32_t end = tail_;
    for (const Cue cue : {Cue::at_most_before, Cue::at_least_before})
      if (const Extent e = stream_.cue_before(cue, end, zone_.begin); e.end != 0) end = e.begin;
    const Extent target = stream_.cue_before(Cue::target_words, end, zone_.begin);
    return target.end != 0 && !has_fiscal_word(zone_);
  }

  [[nodiscard]] bool graded_next() const {
    constexpr std::uint32_t reach = 10;
    if (!t_.grade.valid() || !t_.total_score.valid()) return false;
    // 管理效率50分得46分，等级为优: the last of the indicators.
    if (slot_.separator == U'#' || slot_.separator == U'、' || zone_.end < zone_.begin + 2) return false;
    const auto& figure = stream_.figures[slot_.figure];
    std::uint32_t end = figure.at.end;
    // 90.0分，评为良; 被评为先进 gives no grade.
    if (end + 1 < stream_.size() && stream_.chars[end] == U'，')
      if (const Extent verb = stream_.cue_at(Cue::grade_verbs, end + 1, stream_.size()); verb.end != 0) {
        const auto& grades = r_.program.concepts[t_.grade.value].values;
        return std::any_of(grades.begin(), grades.end(), [&](const std::string& grade) {
          const std::u32string form = matching_form(grade);
          return stream_.chars.compare(verb.end, form.size(), form) == 0;
        });
      }
    const std::uint32_t limit = std::min(stream_.size(), end + reach);
    while (end < limit && stream_.chars[end] != U'；' && !is_sentence_end(stream_, end)) ++end;
    const auto terms = stream_.terms_in({figure.at.end, end});
    return std::any_of(terms.begin(), terms.end(), [&](const Term& term) {
      return term.meaning.kind == Meaning::Kind::concept_word && dsl::ConceptId{term.meaning.id} == t_.grade;
    });
  }
  /// 产出指标50分，得48.2分.
  [[nodiscard]] bool scored_next() const {
    const std::uint32_t mark = slot_.right.end;
    if (slot_.right.end != slot_.right.begin || mark + 1 >= stream_.size() || stream_.chars[mark] != U'，')
      return false;
    const Extent verb = stream_.cue_at(Cue::score_verbs, mark + 1, stream_.size());
    if (verb.end == 0 || slot_.figure + 1 >= stream_.figures.size()) return false;
    // 得分18分，得分率90%: what follows is no score.
    const auto& next = stream_.figures[slot_.figure + 1].figure.quantity;
    if (next.dimension != dsl::Dimension::score || last_named(zone_).id == t_.indicator_score) return false;
    return stream_.figures[slot_.figure + 1].at.begin <= verb.end + 1 && last_named(zone_).id != t_.total_score;
  }

  [[nodiscard]] dsl::ConceptId score() const {
    const Named named = last_named(zone_);
    // 扣0.5分，得7.5分: what was taken off, not the weight.
    if (named.id.valid() && named.id == t_.deduction && named.at.end == tail_) return named.id;
    if (slot_.zone_before_bracket || right_starts(Cue::score_verbs) || scored_next()) return t_.weight;
    // 经自评，得分98.8分，等级为优: what a grade is given for is the score of the whole.
    if ((!named.id.valid() || named.id == t_.indicator_score) && graded_next()) return t_.total_score;
    // 经自评，我单位得分96.79分: the score of the whole.
    if (named.id.valid() && named.id == t_.indicator_score && t_.total_score.valid() &&
        stream_.cue_before(Cue::organisation_tails, named.at.begin, zone_.begin).end != 0)
      return t_.total_score;
    if (named.id.valid()) return named.id;
    if (slot_.depth > 0 && zone_.begin == zone_.end) return t_.weight;
    return t_.indicator_score;
  }

  /// 比控制价节约7.44万元: what was saved of a price.
  [[nodiscard]] bool of_a_price(std::uint32_t end) const {
    const auto terms = stream_.terms_in({zone_.begin, end});
    return std::any_of(terms.begin(), terms.end(), [&](const Term& term) {
      return term.at.end <= end && term.meaning.kind == Meaning::Kind::concept_word &&
             dsl::ConceptId{term.meaning.id} == t_.ceiling_price;
    });
  }

  [[nodiscard]] dsl::ConceptId money() const {
    const Named named = last_named(zone_);
    const Extent change = change_word();
    if (change.end != 0 && (!named.id.valid() || named.at.end < change.end)) return t_.delta;
    // 比上年增收12423万元: compared with another year it is a difference, whatever else the word may name.
    if (change.end != 0 && named.at.end == change.end && named.at.begin >= change.begin &&
        stream_.last_cue(Cue::compare_words, {zone_.begin, named.at.begin}).end != 0 && !of_a_price(named.at.begin))
      return t_.delta;
    if (at_the_target() || bounds_a_cost()) return t_.target;
    if (reaches_a_cost() || per_unit()) return t_.unit_cost;
    if (beyond_the_budget()) return t_.delta;
    // 项目总投资和2025年度预算均为2000万元: the later word says that it is a budget.
    if (named.id.valid() && named.id == t_.investment && has_stage({named.at.end, tail_})) return t_.amount;
    if (named.id.valid() && named.id == t_.ceiling_price && has_stage(named.at) && spent_next()) return t_.amount;
    if (named.id.valid()) return brought_in(named) ? t_.carryover_in : named.id;
    if (left_undone()) return t_.carryover;
    if (for_each()) return t_.unit_cost;
    const Named after = first_named({slot_.right.begin, slot_.right.end});
    if (after.id.valid() && !has_fiscal_word(zone_)) return after.id;
    return t_.amount;
  }
  /// 1000元/户: the price of one.
  [[nodiscard]] bool per_unit() const {
    constexpr std::uint32_t longest_noun = 3;
    std::uint32_t at = stream_.figures[slot_.figure].at.end;
    if (!t_.unit_cost.valid() || at >= stream_.size() || stream_.chars[at] != U'/') return false;
    std::string noun;
    for (const std::uint32_t end = std::min(stream_.size(), ++at + longest_noun); at < end; ++at) {
      dsl::append_utf8(noun, stream_.chars[at]);
      if (t_.numbers.count_nouns.contains(noun)) return true;
    }
    return false;
  }
  /// 采购预算1176万元，实际采购1128万元: what follows is what was spent of it, no price that was bid.
  [[nodiscard]] bool spent_next() const {
    if (slot_.figure + 1 >= stream_.figures.size()) return false;
    const auto& next = stream_.figures[slot_.figure + 1];
    if (next.figure.quantity.dimension != dsl::Dimension::money) return false;
    const std::uint32_t from = stream_.figures[slot_.figure].at.end;
    for (std::uint32_t i = from; i < next.at.begin; ++i)
      if (is_sentence_end(stream_, i)) return false;
    const auto terms = stream_.terms_in({from, next.at.begin});
    return std::any_of(terms.begin(), terms.end(), [&](const Term& term) {
      return term.meaning.kind == Meaning::Kind::member && r_.concrete(dsl::MemberId{term.meaning.id}) == t_.actual;
    });
  }
  /// 渔排每口补助600元: the word for each and what is counted.
  [[nodiscard]] bool for_each() const {
    constexpr std::uint32_t reach = 12, longest_noun = 3;
    const std::uint32_t from = std::max(zone_.begin, zone_.end > reach ? zone_.end - reach : 0);
    for (const Extent& each : stream_.cues_in(Cue::each_words, {from, zone_.end})) {
      std::string noun;
      for (std::uint32_t i = each.end; i < std::min(zone_.end, each.end + longest_noun); ++i) {
        dsl::append_utf8(noun, stream_.chars[i]);
        if (t_.numbers.count_nouns.contains(noun))
          return t_.unit_cost.valid() && !has_fiscal_word({each.end, zone_.end});
      }
    }
    return false;
  }
  /// 没有执行完的212万元, 尚未拨付的: money that was not spent.
  [[nodiscard]] bool left_undone() const {
    if (!t_.carryover.valid()) return false;
    for (const Extent& no : stream_.cues_in(Cue::not_done, zone_)) {
      if (no.end >= zone_.end) continue;
      for (const auto& term : stream_.terms_in({no.end, no.end + 1}))
        if (term.meaning.kind == Meaning::Kind::member && term.at.end <= zone_.end &&
            (dsl::MemberId{term.meaning.id} == t_.actual || dsl::MemberId{term.meaning.id} == t_.expenditure))
          return true;
    }
    return false;
  }

  [[nodiscard]] bool has_stage(Extent within) const {
    const auto terms = stream_.terms_in(within);
    return std::any_of(terms.begin(), terms.end(), [&](const Term& term) {
      return term.at.end <= within.end && term.meaning.kind == Meaning::Kind::member &&
             r_.program.members[term.meaning.id].aspect == t_.stage;
    });
  }
  /// 年初带过来的结转结余, 上年度未用完的资金: what was left over when the year began.
  [[nodiscard]] bool brought_in(const Named& named) const {
    if (!t_.carryover_in.valid() || named.id != t_.carryover) return false;
    const Extent opening = stream_.first_cue(Cue::opening_words, {zone_.begin, named.at.begin});
    return opening.end != 0 && stream_.cue_before(Cue::compare_words, opening.begin, zone_.begin).end == 0;
  }

  /// 完成预算120万元的98.20%: the word for the rate stands before the budget.
  [[nodiscard]] bool rate_of_budget_before() const {
    constexpr std::uint32_t reach = 14;
    // 支出5702万元与全年预算6084万元之比为93.73%
    const bool quotient = tail_ > zone_.begin && stream_.cue_at(Cue::quotient_words, zone_.begin, tail_).end == tail_;
    if (slot_.figure == 0 || (zone_.end > zone_.begin + 1 && !quotient)) return false;
    const auto& before = stream_.figures[slot_.figure - 1];
    if (before.figure.quantity.dimension != dsl::Dimension::money || before.at.end + 1 < slot_.zone.begin) return false;
    const std::uint32_t from = before.at.begin > reach ? before.at.begin - reach : 0;
    const auto terms = stream_.terms_in({from, before.at.begin});
    // 决算17.77万元，为预算20万元的88.85%: the budget right before it is what it is measured by.
    const bool measured = quotient || (zone_.end == zone_.begin + 1 && stream_.chars[zone_.begin] == U'的');
    return std::any_of(terms.begin(), terms.end(), [&](const Term& term) {
      if (term.at.end > before.at.begin) return false;
      if (term.meaning.kind == Meaning::Kind::concept_word) return dsl::ConceptId{term.meaning.id} == t_.execution_rate;
      const auto& item = r_.program.members[term.meaning.id];
      return measured && item.aspect == t_.stage && dsl::MemberId{term.meaning.id} != t_.actual &&
             stream_.cue_before(Cue::share_words, term.at.begin, from).end == 0;
    });
  }

  [[nodiscard]] dsl::ConceptId rate(bool in_targets) const {
    if (t_.execution_rate.valid() && rate_of_budget_before()) return t_.execution_rate;
    if (t_.share.valid() && share_of_sum_before()) return t_.share;
    const Named named = last_named(zone_);
    const Extent change = change_word();
    if (change.end != 0 && (!named.id.valid() || named.at.end < change.end)) return t_.growth_rate;
    // 完成年度目标的120%: how much of the target, not the target.
    if (const Extent target = last_target();
        target.end != 0 && target.end < zone_.end && stream_.chars[target.end] == U'的' && t_.achievement_rate.valid())
      return t_.achievement_rate;
    // 占64.29% among the targets: what a part of the money is, no target.
    const bool share = named.id.valid() && named.id == t_.share && named.at.begin == zone_.begin;
    if (is_target(in_targets && !share)) return t_.target;
    if (named.id.valid() && named.id == t_.execution_rate && t_.interim_rate.valid() && within_the_year())
      return t_.interim_rate;
    // 追加预算占年初预算的13%: a part of the budget, not what was spent of it.
    if (named.id.valid() && named.id == t_.execution_rate && t_.share.valid() && share_of_other_money(named.at))
      return t_.share;
    // 占调整预算105.47%: of the budget, no part of a whole.
    if (named.id.valid() && named.id == t_.share && t_.execution_rate.valid() && of_the_budget())
      return t_.execution_rate;
    if (named.id.valid()) return named.id;
    if (t_.execution_rate.valid() && (of_the_budget() || completes())) return t_.execution_rate;
    const Named after = first_named({slot_.right.begin, slot_.right.end});
    return after.id;
  }
  /// 是预算的78.66%, 相当于核定预算数的92%, 占年初预算94.59%: right before the figure stands a word for the budget and
  /// no other money.
  [[nodiscard]] bool of_the_budget() const {
    std::uint32_t end = zone_.end;
    if (end > zone_.begin && stream_.chars[end - 1] == U'的') --end;
    const bool bare = end == zone_.end;  // without 的 only as a share
    Extent budget{};
    for (const auto& term : stream_.terms_in(zone_)) {
      if (term.at.end > end) break;
      const bool member = term.meaning.kind == Meaning::Kind::member;
      if (!member && r_.program.concepts[term.meaning.id].dimension == dsl::Dimension::money) return false;
      if (member && r_.program.members[term.meaning.id].aspect == t_.stage && term.at.end == end &&
          dsl::MemberId{term.meaning.id} != t_.actual)
        budget = term.at;
    }
    if (budget.end == 0 || stream_.cue_before(Cue::compare_words, budget.begin, zone_.begin).end != 0) return false;
    if (bare && stream_.cue_before(Cue::share_words, budget.begin, zone_.begin).end == 0) return false;
    // 追加资金10万元，是年初预算的8%: of other money than what was spent.
    if (slot_.figure == 0) return true;
    const auto& before = stream_.figures[slot_.figure - 1];
    if (before.at.begin < slot_.sentence_begin) return true;
    constexpr std::uint32_t reach = 24;
    const Named other = last_named(
        {std::max(slot_.sentence_begin, before.at.begin - std::min(before.at.begin, reach)), before.at.begin},
        before.figure.quantity);
    return !other.id.valid();
  }

  /// The figure is a sum whose own words, right before it, are of a budget.
  [[nodiscard]] bool budget_before(std::uint32_t figure) const {
    constexpr std::uint32_t reach = 10;
    const auto& planned = stream_.figures[figure];
    if (planned.figure.quantity.dimension != dsl::Dimension::money || planned.at.begin < slot_.sentence_begin)
      return false;
    const std::uint32_t floor = figure == 0 ? 0 : stream_.figures[figure - 1].at.end;
    const std::uint32_t from =
        std::max({slot_.sentence_begin, floor, planned.at.begin > reach ? planned.at.begin - reach : 0});
    const auto terms = stream_.terms_in({from, planned.at.begin});
    return std::any_of(terms.begin(), terms.end(), [&](const Term& term) {
      return term.meaning.kind == Meaning::Kind::member && term.at.end == planned.at.begin &&
             r_.program.members[term.meaning.id].aspect == t_.stage && dsl::MemberId{term.meaning.id} != t_.actual;
    });
  }
  /// 占项目支出总额1512.75万元的95%: a share of the sum right before it.
  [[nodiscard]] bool share_of_sum_before() const {
    constexpr std::uint32_t reach = 30;
    if (slot_.figure == 0 || zone_.end != zone_.begin + 1 || stream_.chars[zone_.begin] != U'的') return false;
    const auto& whole = stream_.figures[slot_.figure - 1];
    const std::uint32_t floor = slot_.figure == 1 ? 0 : stream_.figures[slot_.figure - 2].at.end;
    std::uint32_t begin = whole.at.begin;
    while (begin > floor && whole.at.begin - begin < reach && stream_.chars[begin - 1] != U'，' &&
           !is_sentence_end(stream_, begin - 1))
      --begin;
    return stream_.cue_at(Cue::share_words, begin, whole.at.begin).end != 0;
  }

  /// 预算13.20万元，支出11.07万元，完成83.86%: nothing but the word, right behind two sums of which one is a budget.
  [[nodiscard]] bool completes() const {
    if (slot_.figure == 0 || stream_.cue_at(Cue::actual_words, zone_.begin, zone_.end).end != zone_.end ||
        zone_.begin == zone_.end)
      return false;
    if (slot_.figure == 1) return budget_before(0);
    // 年初预算4880万元，完成104.56%: the sum before may be the budget itself.
    if (budget_before(slot_.figure - 1)) return true;
    const auto& spent = stream_.figures[slot_.figure - 1];
    const auto& planned = stream_.figures[slot_.figure - 2];
    const auto money = [](const StreamFigure& f) { return f.figure.quantity.dimension == dsl::Dimension::money; };
    if (!money(spent) || !money(planned) || planned.at.begin < slot_.sentence_begin) return false;
    const std::uint32_t floor = slot_.figure < 3 ? 0 : stream_.figures[slot_.figure - 3].at.end;
    const auto terms = stream_.terms_in({std::max(slot_.sentence_begin, floor), planned.at.begin});
    return std::any_of(terms.begin(), terms.end(), [&](const Term& term) {
      return term.meaning.kind == Meaning::Kind::member && term.at.end <= planned.at.begin &&
             r_.program.members[term.meaning.id].aspect == t_.stage && dsl::MemberId{term.meaning.id} != t_.actual;
    });
  }

  /// 上半年执行率, 三季度末支出进度: not the year's.
  [[nodiscard]] bool within_the_year() const {
    std::uint32_t begin = zone_.begin;
    if (begin > slot_.sentence_begin) {  // the clause before may say when
      --begin;
      while (begin > slot_.sentence_begin && stream_.chars[begin - 1] != U'，' && stream_.chars[begin - 1] != U'；')
        --begin;
    }
    for (const Extent& cue : stream_.cues_in(Cue::interim_words, {begin, zone_.end})) {
      if (cue.end > zone_.end) continue;
      const std::u32string_view before = std::u32string_view(stream_.chars).substr(0, cue.begin);
      const bool last_month = before.ends_with(U"12") || before.ends_with(U"十二");  // 12月末
      if (!last_month) return true;
    }
    return false;
  }
  /// Another kind of money than a plain amount is named before 占…的.
  [[nodiscard]] bool share_of_other_money(Extent named) const {
    if (stream_.cue_at(Cue::share_words, named.begin, named.end).end == 0) return false;
    const auto terms = stream_.terms_in({zone_.begin, named.begin});
    return std::any_of(terms.begin(), terms.end(), [&](const Term& term) {
      return term.meaning.kind == Meaning::Kind::concept_word && term.at.end <= named.begin &&
             r_.program.concepts[term.meaning.id].dimension == dsl::Dimension::money;
    });
  }

  /// 受理涉农投诉46件: what was done with them comes first, what they are comes last.
  [[nodiscard]] dsl::ConceptId done_with(const Named& named) const {
    if (!t_.cases.valid() || named.id != t_.cases) return named.id;
    for (const auto& term : stream_.terms_in({zone_.begin, named.at.begin})) {
      if (term.meaning.kind != Meaning::Kind::concept_word || term.at.end > named.at.begin) continue;
      const dsl::ConceptId id{term.meaning.id};
      if (id != t_.cases && fits(r_.program.concepts[id.value], quantity_) &&
          stream_.cue_at(Cue::task_verbs, term.at.begin, term.at.end).end != 0)
        return id;
    }
    return named.id;
  }

  [[nodiscard]] dsl::ConceptId plain() const {
    const Named named = last_named(zone_);
    const Named after = first_named({slot_.right.begin, slot_.right.end});
    // 本部门对6个项目: what is counted stands right behind, and the zone names who did it.
    const bool behind =
        named.id.valid() && named.at.end < tail_ && after.id.valid() && after.at.begin == slot_.right.begin;
    if (behind && (after.id == t_.project_count ||
                   stream_.cue_before(Cue::organisation_tails, named.at.end, named.at.begin).end != 0))
      return after.id;
    if (named.id.valid()) return done_with(named);
    return after.id;
  }
};

}  // namespace

dsl::ConceptId Reading::concept_of(const Stream& stream, const Slot& slot, const dsl::Quantity& quantity,
                                   bool in_targets) const {
  return Chooser(*this, stream, slot, quantity).choose(in_targets);
}

}  // namespace hegui::report

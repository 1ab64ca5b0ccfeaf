// What a figure of running text is about: from its own words, the figure it is part of or speaks of, the sentence, the
// paragraph, the heading, the title, and last by default.
#include <algorithm>

#include "checker/report/paragraph.hpp"
#include "checker/report/relations.hpp"

namespace hegui::report {

namespace {

constexpr std::size_t look_back = 60;  // figures

}  // namespace

FactId Paragraph::subject_of(const Draft& draft) const {
  const Slot& slot = slots_[draft.slot];
  const bool share = draft.fact.concept_id == t_.share;
  for (std::size_t s = draft.slot; s-- > 0 && draft.slot - s <= look_back;) {
    if (!facts_[s].valid() || slots_[s].depth > slot.depth) continue;
    const Fact& before = r_.fact(facts_[s]);
    if (r_.is_relative(before.concept_id)) continue;
    if (before.quantity.dimension == dsl::Dimension::rate || before.quantity.dimension == dsl::Dimension::score)
      continue;
    if (before.quantity.dimension == dsl::Dimension::count && draft.fact.quantity.dimension == dsl::Dimension::money)
      continue;
    // A change is of the whole that was spoken of before its parts were listed; a share is of the part itself.
    if (!share && is_part_[s] && frames_.empty() && slots_[s].sentence != slot.sentence) continue;
    if (is_base_[s]) continue;
    if (!share && speaks_of_whole(s, draft)) return before.of;
    return facts_[s];
  }
  return {};
}

/// 三项分别占60%、30%、10%: the part that the share in this place is of.
FactId Paragraph::respective_subject(std::size_t s) const {
  const Extent zone = slots_[s].zone;
  if (zone.end <= zone.begin || !stream_.has_cue(Cue::respectively, zone)) return {};
  const auto same = [&](std::size_t k) {
    if (k >= slots_.size() || slots_[k].sentence != slots_[s].sentence) return false;
    const Extent own = slots_[k].zone;  // of those not read yet
    const bool bare =
        k > s && (own.end <= own.begin || stream_.cue_at(Cue::conjunctions, own.begin, own.end).end == own.end);
    return (slots_[k].zone.begin == zone.begin && slots_[k].zone.end == zone.end) || bare;
  };
  std::size_t first = s, end = s + 1;
  while (first > 0 && same(first - 1)) --first;
  while (same(end)) ++end;
  if (end - first < 2) return {};
  return respective_part(report_, t_, stream_.passage(zone), s - first, end - first);
}

void Paragraph::give_fiscal(Draft& draft, const Frame* frame, FactId total) {
  Fact& fact = draft.fact;
  const auto stated = [&](const std::optional<AspectValue>& v) {
    if (v) r_.set(fact, *v);
  };
  if (r_.is_relative(fact.concept_id)) {
    // 接待612人次，同上年比少花2.93万元，下降10.43%: the rate of the change right before it.
    const FactId change = fact.concept_id == t_.growth_rate && draft.slot > 0 ? facts_[draft.slot - 1] : FactId{};
    if (change.valid() && r_.fact(change).concept_id == t_.delta && r_.fact(change).aspect(t_.stage) != nullptr &&
        slots_[draft.slot - 1].sentence == slots_[draft.slot].sentence && !draft.own.context.scope &&
        !draft.own.context.stage && !draft.own.context.flow) {
      r_.copy(fact, r_.fact(change), Reason::sentence);
      return;
    }
    FactId subject = subject_of(draft);
    // 接待21批次、168人次，接待费比上年下降26.25%: it names what it is of.
    if (subject.valid() && draft.own.context.scope && fact.concept_id == t_.growth_rate &&
        r_.fact(subject).quantity.dimension == dsl::Dimension::count)
      subject = {};
    const bool fiscal_subject = subject.valid() && r_.fact(subject).aspect(t_.stage) != nullptr;
    if (subject.valid() && !fiscal_subject && !respective_subject(draft.slot).valid()) {
      if (t_.project.valid())
        if (const AspectValue* p = r_.fact(subject).aspect(t_.project)) r_.set(fact, *p);
      return;
    }
    if (const FactId part = respective_subject(draft.slot); fact.concept_id == t_.share && part.valid()) {
      r_.copy(fact, r_.fact(part), Reason::sentence);
      return;
    }
    if (fact.concept_id == t_.share) {
      // 公务接待费占87.55%: what stands before 占 is the part, what stands behind it the whole.
      const Extent zone = slots_[draft.slot].zone;
      if (const Extent cue = stream_.last_cue(Cue::share_words, zone); cue.end != 0 && cue.begin > zone.begin) {
        const OwnWords part = r_.words_in(stream_, {zone.begin, cue.begin}, false);
        stated(part.context.scope);
        stated(part.context.fund);
        stated(part.context.flow);
        if (const FactId named = part.context.scope ? FactId{} : thing_named({zone.begin, cue.begin}, draft.slot);
            named.valid())
          subject = named;
        if (part.context.scope && !part.context.flow)
          if (const auto flow = t_.implied(part.context.scope->member, t_.flow); flow.valid())
            r_.set(fact, r_.value(t_.flow, flow, How::inherited, Reason::own_clause, part.context.scope->source));
      }
    } else {
      stated(draft.own.context.stage);
      stated(draft.own.context.scope);
      stated(draft.own.context.fund);
      stated(draft.own.context.flow);
    }
    // 运行维护费支出决算比预算无增减，比去年增加1.05万元: the sentence names what it is of, and no figure before it
    // does.
    const bool told_here = draft.slot > 0 && slots_[draft.slot - 1].sentence == slots_[draft.slot].sentence;
    if (subject.valid() && !told_here && fact.concept_id != t_.share && topic_.scope && !draft.own.context.scope &&
        member_of(r_.fact(subject), t_.scope) != topic_.scope->member) {
      r_.set(fact, *topic_.scope);
      give_fund(draft), give_flow(draft), give_stage(draft);
      return;
    }
    if (subject.valid()) {
      r_.copy(fact, r_.fact(subject), Reason::sentence);
      return;
    }
    // 2018年比2017年减少1.3万元，下降5.31%: the rate of the change before it.
    const FactId before = draft.slot > 0 ? facts_[draft.slot - 1] : FactId{};
    if (before.valid() && r_.is_relative(r_.fact(before).concept_id) &&
        slots_[draft.slot - 1].sentence == slots_[draft.slot].sentence && !draft.own.context.scope) {
      r_.copy(fact, r_.fact(before), Reason::sentence);
      if (const AspectValue* year = r_.fact(before).aspect(t_.year); year != nullptr && !draft.own.year)
        r_.set(fact, *year);
      return;
    }
    // （三）三公经费 总额比上年多32.28%: with no name of its own, of what the heading speaks of.
    const bool of_heading =
        heading_.scope && fact.concept_id == t_.growth_rate && draft.own.residual.end <= draft.own.residual.begin;
    if (fact.quantity.dimension != dsl::Dimension::money && !draft.own.context.stage && !draft.own.context.scope &&
        !draft.own.context.flow && !draft.own.context.fund && !of_heading)
      return;
    give_scope(draft), give_fund(draft), give_flow(draft), give_stage(draft);
    return;
  }
  if (!t_.is_fiscal(fact.concept_id)) {
    // 三公经费预算18.60万元，实际支出15.27万元，控制率82.10%: of the money spoken of.
    if (fact.concept_id.valid() && fact.concept_id == t_.management_rate && !main_fact_) {
      stated(draft.own.context.scope);
      give_scope(draft);
      return;
    }
    if (fact.concept_id.valid() && fact.concept_id == t_.management_rate) {
      stated(draft.own.context.scope);
      stated(draft.own.context.fund);
      r_.copy(fact, r_.fact(*main_fact_),
              main_sentence_ == slots_[draft.slot].sentence ? Reason::sentence : Reason::paragraph);
      return;
    }
    if (fact.concept_id == t_.total_score && fact.concept_id.valid()) {
      stated(draft.own.context.scope);
      name_scored(draft);
      if (fact.aspect(t_.scope) == nullptr) give_scope(draft);
      return;
    }
    // 政府采购支出总额…，授予中小企业合同金额…: contracts are part of the procurement spoken of.
    if (fact.concept_id.valid() && fact.concept_id == t_.transaction && main_.scope && t_.procurement.valid() &&
        main_.scope->member == t_.procurement && main_fact_) {
      r_.copy(fact, r_.fact(*main_fact_), Reason::paragraph);
      return;
    }
    if (fact.quantity.dimension == dsl::Dimension::money && fact.concept_id.valid() &&
        (fact.concept_id == t_.unit_cost || fact.concept_id == t_.target)) {
      give_cost(draft);
      return;
    }
    // A measure of a part: 其中：政府采购项目158项，中标价…
    if (t_.project.valid() && fact.quantity.dimension != dsl::Dimension::count && !frames_.empty() &&
        frames_.back().current.valid() && !total.valid() && fact.quantity.dimension != dsl::Dimension::score) {
      const Fact& part = r_.fact(frames_.back().current);
      const bool thing = part.quantity.dimension == dsl::Dimension::money ||
                         (part.quantity.dimension == dsl::Dimension::count && !states(part));
      if (!part.label.empty() && thing)
        r_.set(fact, r_.named(t_.project, part.label, How::inherited, Reason::breakdown, part.label_at));
    } else if (t_.project.valid() && total.valid() && frame != nullptr && frame->current.valid() &&
               fact.quantity.dimension == dsl::Dimension::money) {
      const Fact& part = r_.fact(frame->current);
      if (part.of.valid() && !r_.same_class(part.quantity, fact.quantity) && !part.label.empty())
        r_.set(fact, r_.named(t_.project, part.label, How::inherited, Reason::breakdown, part.label_at));
    }
    return;
  }
  if (fact.concept_id == t_.execution_rate) {
    // 项目资金共2179万元，已拨付2113万元，执行率97%: with a rate behind both, the first was planned.
    std::vector<FactId> sums;
    for (std::size_t s = draft.slot; s-- > 0 && slots_[s].sentence == slots_[draft.slot].sentence && sums.size() < 3;)
      if (facts_[s].valid() && slots_[s].depth == slots_[draft.slot].depth &&
          r_.fact(facts_[s]).concept_id == t_.amount)
        sums.push_back(facts_[s]);
    if (sums.size() == 2 && t_.initial_budget.valid() && !is_part_.empty()) {
      const Fact& spent = r_.fact(sums[0]);
      const Fact& planned = r_.fact(sums[1]);
      const AspectValue* now = spent.aspect(t_.stage);
      const AspectValue* before = planned.aspect(t_.stage);
      if (now != nullptr && before != nullptr && now->how == How::stated && now->member == t_.actual &&
          before->how == How::defaulted && same_aspect(spent, planned, t_.scope, false) &&
          same_aspect(spent, planned, t_.year, false) && same_aspect(spent, planned, t_.flow, false) &&
          divides_to(fact, spent, planned))
        r_.set(r_.fact(sums[1]), r_.value(t_.stage, t_.initial_budget, How::inherited, Reason::sentence, fact.at));
    }
    stated(draft.own.context.scope);
    stated(draft.own.context.fund);
    // 福彩公益金项目执行率: of that project.
    if (std::string name; !draft.own.context.scope && t_.project.valid() && t_.project_spending.valid()) {
      Passage at;
      if (names_a_project(draft) && free_scope(draft, name, at)) {
        r_.set(fact, r_.value(t_.scope, t_.project_spending, How::inherited, Reason::own_clause, at));
        r_.set(fact, r_.named(t_.project, name, How::stated, Reason::own_clause, at));
      }
    }
    // 公务接待费预算1万元，决算0.36万元，完成预算的36%: budget and actual of one part, then its rate.
    if (const FactId part = draft.own.context.scope ? FactId{} : rated_part(draft.slot); part.valid()) {
      r_.copy(fact, r_.fact(part), Reason::sentence);
      std::erase_if(fact.aspects, [&](const AspectValue& a) { return a.aspect == t_.stage; });
    }
    // 其中基本支出1800万元，执行率98.53%；项目支出…: each part with its own rate.
    if (fact.aspect(t_.scope) == nullptr && !draft.own.context.scope && !frames_.empty() &&
        frames_.back().current.valid() && measured_last(draft.slot) == frames_.back().current &&
        (frames_.back().direct_parts == 1 || frames_.back().semicolons)) {
      r_.copy(fact, r_.fact(frames_.back().current), Reason::sentence);
      fact.aspects.erase(std::remove_if(fact.aspects.begin(), fact.aspects.end(),
                                        [&](const AspectValue& a) { return a.aspect == t_.stage; }),
                         fact.aspects.end());
    }
    if (fact.aspect(t_.scope) == nullptr && main_fact_ && main_.scope) {
      AspectValue v = *main_.scope;
      if (v.how == How::stated) v.how = How::inherited, v.reason = Reason::sentence;
      r_.set(fact, v);
    }
    give_scope(draft);
    give_project(draft);
    if (fact.aspect(t_.fund) == nullptr && main_fact_ && main_.fund && !draft.own.context.scope) {
      AspectValue v = *main_.fund;
      if (v.how == How::stated) v.how = How::inherited, v.reason = Reason::sentence;
      r_.set(fact, v);
    }
    give_fund(draft);
    if (draft.own.context.flow && draft.own.context.flow->member == t_.income)
      stated(draft.own.context.flow);
    else if (t_.expenditure.valid())
      r_.set(fact, r_.value(t_.flow, t_.expenditure, How::inherited, Reason::concept_default));
    return;
  }
  give_amount(draft, frame, total);
}

void Paragraph::give_amount(Draft& draft, const Frame* frame, FactId total) {
  Fact& fact = draft.fact;
  const auto& concept_item = r_.program.concepts[fact.concept_id.value];
  for (const auto& binding : concept_item.implies) {
    if (binding.aspect == t_.year) continue;
    const Reason reason = Reason::concept_default;
    r_.set(fact, r_.value(binding.aspect, r_.concrete(binding.member), How::inherited, reason, fact.label_at));
  }
  const bool carryover = t_.is_concept(fact.concept_id, t_.carryover);
  if (carryover && t_.actual.valid())
    r_.set(fact, r_.value(t_.stage, t_.actual, How::inherited, Reason::concept_default, fact.label_at));
  for (const auto* v : {&draft.own.context.stage, &draft.own.context.scope, &draft.own.context.fund})
    if (*v && fact.aspect((*v)->aspect) == nullptr) r_.set(fact, **v);
  if (draft.own.context.flow && !carryover && fact.aspect(t_.flow) == nullptr) r_.set(fact, *draft.own.context.flow);
  if (total.valid()) name_item(draft, r_.fact(total));
  const FactId before = measured_before(draft);
  if (before.valid() && !draft.own.context.stage && t_.actual.valid() && fact.aspect(t_.stage) == nullptr)
    r_.set(fact, r_.value(t_.stage, t_.actual, How::inherited, Reason::sentence, draft.own.context.flow->source));
  if (before.valid())
    for (const auto id : {t_.scope, t_.project})
      if (const AspectValue* a = r_.aspect(before, id); id.valid() && a != nullptr) {
        AspectValue v = *a;
        if (v.how == How::stated) v.how = How::inherited, v.reason = Reason::sentence;
        r_.set(fact, v);
      }
  if (total.valid() && frame != nullptr) {
    give_part(draft, total, frame->list);
  }
  if (carryover) {
    if (fact.aspect(t_.scope) == nullptr) {
      if (heading_.scope) r_.set(fact, *heading_.scope);
      give_scope(draft);
    }
  }
  give_scope(draft);
  give_project(draft);
  give_fund(draft);
  if (!carryover) give_flow(draft);
  give_stage(draft);
  // What is left over is neither income nor spending, unless its kind says so (上年结转).
  if (carryover && t_.flow.valid()) {
    const bool by_kind = std::any_of(concept_item.implies.begin(), concept_item.implies.end(),
                                     [&](const dsl::Binding& binding) { return binding.aspect == t_.flow; });
    if (!by_kind)
      fact.aspects.erase(std::remove_if(fact.aspects.begin(), fact.aspects.end(),
                                        [&](const AspectValue& a) { return a.aspect == t_.flow; }),
                         fact.aspects.end());
  }
}

void Paragraph::give_scope(Draft& draft) {
  Fact& fact = draft.fact;
  if (!t_.scope.valid() || fact.aspect(t_.scope) != nullptr) return;
  const Slot& slot = slots_[draft.slot];
  const bool added = t_.is_concept(fact.concept_id, t_.budget_adjustment);
  const bool amount = fact.quantity.dimension == dsl::Dimension::money && !r_.is_relative(fact.concept_id) &&
                      !t_.is_concept(fact.concept_id, t_.delta) && !t_.is_concept(fact.concept_id, t_.carryover);
  // 对3个项目开展绩效自评，涉及资金220万元: the money of those projects.
  if (amount && t_.project_spending.valid() && draft.slot > 0 && facts_[draft.slot - 1].valid() &&
      slots_[draft.slot - 1].sentence == slot.sentence && t_.project_count.valid() &&
      r_.fact(facts_[draft.slot - 1]).concept_id == t_.project_count && main_sentence_ != slot.sentence) {
    const Fact& projects = r_.fact(facts_[draft.slot - 1]);
    r_.set(fact, r_.value(t_.scope, t_.project_spending, How::inherited, Reason::sentence, projects.at));
    return;
  }
  // 接待费3.60万元，比上年4.20万元; 运行维护费9.85万元（预算11万元）: of what the sum before is.
  if (const FactId of = amount ? told_with(draft) : FactId{}; of.valid()) {
    for (const auto id : {t_.scope, t_.project})
      if (const AspectValue* a = r_.aspect(of, id); id.valid() && a != nullptr && fact.aspect(id) == nullptr) {
        AspectValue v = *a;
        if (v.how == How::stated) v.how = How::inherited, v.reason = Reason::sentence;
        r_.set(fact, v);
      }
    return;
  }
  std::string name;
  Passage at;
  if ((amount || added) && free_scope(draft, name, at) && names_an_item(draft)) {
    if (t_.project.valid()) r_.set(fact, r_.named(t_.project, name, How::stated, Reason::own_clause, at));
    const Extent label = draft.label;
    // 追加防汛抢险经费: what is added for a purpose is a project's.
    const bool project =
        added || (draft.slot == 0 && in_project_list()) || (draft.own.context.stage && under_projects()) ||
        stream_.has_cue(Cue::project_nouns, {label.begin, std::max(label.end, draft.own.residual.end)});
    const bool narrower = heading_.scope && heading_.scope->member != t_.department;
    if (project && !narrower && t_.project_spending.valid()) {
      r_.set(fact, r_.value(t_.scope, t_.project_spending, How::inherited, Reason::own_clause, at));
      return;
    }
  }
  if (listed_ && listed_->source && (amount || fact.concept_id == t_.total_score) && t_.project_spending.valid()) {
    const bool narrower = heading_.scope && heading_.scope->member != t_.department;
    r_.set(fact, narrower ? *heading_.scope
                          : r_.value(t_.scope, t_.project_spending, How::inherited, Reason::list, listed_->source));
    return;
  }
  const auto& flow = draft.own.context.flow;
  if (amount && flow && flow->member != t_.expenditure && t_.department.valid()) {
    r_.set(fact, r_.value(t_.scope, t_.department, How::inherited, Reason::own_clause, flow->source));
    return;
  }
  const bool follows = main_sentence_ && *main_sentence_ == slot.sentence;
  if (amount && topic_.scope && !follows) {
    r_.set(fact, *topic_.scope);
    return;
  }
  if (amount && main_.scope && main_sentence_) {
    AspectValue v = *main_.scope;
    if (v.how == How::stated) {
      v.how = How::inherited;
      v.reason = *main_sentence_ == slot.sentence ? Reason::sentence : Reason::paragraph;
    }
    r_.set(fact, v);
    return;
  }
  if (heading_.scope) {
    r_.set(fact, *heading_.scope);
  } else if (r_.title.scope) {
    r_.set(fact, *r_.title.scope);
  } else if (t_.department.valid()) {
    r_.set(fact, r_.value(t_.scope, t_.department, How::defaulted, Reason::taxonomy_default));
  }
}

void Paragraph::give_fund(Draft& draft) {
  Fact& fact = draft.fact;
  if (!t_.fund.valid() || fact.aspect(t_.fund) != nullptr) return;
  if (const AspectValue* scope = fact.aspect(t_.scope))
    if (const auto fund = t_.implied(scope->member, t_.fund); fund.valid()) {
      r_.set(fact, r_.value(t_.fund, fund, How::inherited, Reason::concept_default, scope->source));
      return;
    }
  const bool same_sentence = main_sentence_ && *main_sentence_ == slots_[draft.slot].sentence;
  if (topic_.fund && !same_sentence && !draft.own.context.scope) {
    r_.set(fact, *topic_.fund);
    return;
  }
  if (main_.fund && main_.fund->how != How::defaulted && (same_sentence || !draft.own.context.scope)) {
    AspectValue v = *main_.fund;
    if (v.how == How::stated) {
      v.how = How::inherited;
      v.reason = same_sentence ? Reason::sentence : Reason::paragraph;
    }
    r_.set(fact, v);
  } else if (heading_.fund) {
    r_.set(fact, *heading_.fund);
  } else if (r_.title.fund) {
    r_.set(fact, *r_.title.fund);
  } else if (const auto& unsaid = r_.unsaid_fund(fact); unsaid) {
    r_.set(fact, *unsaid);
  }
}

void Paragraph::give_flow(Draft& draft) {
  Fact& fact = draft.fact;
  if (!t_.flow.valid() || fact.aspect(t_.flow) != nullptr) return;
  if (const AspectValue* scope = fact.aspect(t_.scope))
    if (const auto flow = t_.implied(scope->member, t_.flow); flow.valid()) {
      r_.set(fact, r_.value(t_.flow, flow, How::inherited, Reason::own_clause, scope->source));
      return;
    }
  const bool same_sentence = main_sentence_ && *main_sentence_ == slots_[draft.slot].sentence;
  if (main_.flow && same_sentence) {
    AspectValue v = *main_.flow;
    if (v.how == How::stated) v.how = How::inherited, v.reason = Reason::sentence;
    r_.set(fact, v);
  } else if (topic_.flow) {
    r_.set(fact, *topic_.flow);
  } else if (heading_.flow) {
    r_.set(fact, *heading_.flow);
  } else if (r_.title.flow) {
    r_.set(fact, *r_.title.flow);
  } else if (t_.expenditure.valid()) {
    r_.set(fact, r_.value(t_.flow, t_.expenditure, How::defaulted, Reason::taxonomy_default));
  }
}

void Paragraph::give_stage(Draft& draft) {
  Fact& fact = draft.fact;
  if (!t_.stage.valid() || fact.aspect(t_.stage) != nullptr) return;
  const bool same_sentence = main_sentence_ && *main_sentence_ == slots_[draft.slot].sentence;
  if (same_sentence && main_.stage) {
    // “预算100万元，支出80万元”: bare 支出 after the budget of the same thing is what was spent.
    const auto& flow = draft.own.context.flow;
    const bool spent =
        r_.is_budget(main_.stage) && flow && flow->member == t_.expenditure && main_.flow &&
        main_.flow->member == t_.expenditure &&
        (!draft.own.context.scope || (main_.scope && main_.scope->member == draft.own.context.scope->member));
    if (spent && t_.actual.valid()) {
      r_.set(fact, r_.value(t_.stage, t_.actual, How::inherited, Reason::sentence, flow->source));
      return;
    }
    // 预算80万元，实际76.20万元: the word alone is enough there.
    const Extent zone = slots_[draft.slot].zone;
    if (r_.is_budget(main_.stage) && zone.end > zone.begin && t_.actual.valid() &&
        stream_.cue_at(Cue::actual_words, zone.begin, zone.end).end == zone.end) {
      r_.set(fact, r_.value(t_.stage, t_.actual, How::stated, Reason::own_clause, stream_.passage(zone)));
      return;
    }
    AspectValue v = *main_.stage;
    if (v.how == How::stated) v.how = How::inherited, v.reason = Reason::sentence;
    r_.set(fact, v);
  } else if (heading_.stage) {
    r_.set(fact, *heading_.stage);
  } else if (t_.actual.valid()) {
    r_.set(fact, r_.value(t_.stage, t_.actual, How::defaulted, Reason::taxonomy_default));
  }
}

}  // namespace hegui::report

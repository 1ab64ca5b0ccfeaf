// Totals and their parts in running text: where a breakdown opens, what belongs to it, where it ends.
#include <algorithm>

#include "checker/report/paragraph.hpp"

namespace hegui::report {

namespace {

constexpr std::size_t look_back = 40;
constexpr std::size_t most_measures = 24;

}  // namespace

void Paragraph::leave_frames(std::size_t s) {
  const Slot& slot = slots_[s];
  const auto pop = [&] {
    r_.close(frames_.back());
    frames_.pop_back();
  };
  // 其中地方收入27163万元；加上级补助收入12084万元，上年结余4269万元: what is added to the whole ends its list.
  if (stream_.cue_at(Cue::breakdown_close, slot.zone.begin, slot.zone.end).end != 0)
    while (!frames_.empty() && frames_.back().depth == slot.depth) pop();
  while (!frames_.empty() && (frames_.back().sentence != slot.sentence || frames_.back().depth > slot.depth)) pop();
  // 1、运动会654万元，其中补助地方30万元；2、健身活动559万元: the next item of the list holds nothing of the one
  // before.
  while (!frames_.empty() && is_numbered(s) && total_is_numbered(frames_.back())) pop();
  if (frames_.empty() || slot.mark_between != U'；' || frames_.back().depth != slot.depth) return;
  // A ； ends an inner list; an outer one only when its parts were not separated by ； from the start.
  while (!frames_.empty() && frames_.back().depth == slot.depth) {
    const bool nested = frames_.size() > 1 && frames_[frames_.size() - 2].depth == slot.depth;
    Frame& top = frames_.back();
    if (nested && !top.semicolons) {
      pop();
      continue;
    }
    // 参与群众4.37万人次，其中一项吸引36支队伍；…: nothing of its kind stood before the ；, so none stands behind it.
    if ((top.direct_parts >= 2 || top.parts.empty()) && !top.semicolons) {
      pop();
      continue;
    }
    top.semicolons = true;
    break;
  }
}

/// 2、 stands right before the words of the figure.
bool Paragraph::is_numbered(std::size_t s) const {
  const std::uint32_t begin = slots_[s].zone.begin;
  if (begin == 0) return false;
  constexpr std::uint32_t longest_number = 4;
  for (const auto& skip : stream_.skips_in({begin > longest_number ? begin - longest_number : 0, begin + 1}))
    if (skip.skipped.why == text::Skipped::Why::list_number && skip.at.end + 1 >= begin) return true;
  return false;
}

bool Paragraph::total_is_numbered(const Frame& frame) const {
  for (std::size_t s = slots_.size(); s-- > 0;)
    if (facts_[s] == frame.primary) return facts_[s].valid() && is_numbered(s);
  return false;
}

void Paragraph::fill_measures(Frame& frame, FactId primary) const {
  frame.primary = primary;
  frame.measures = {primary};
  std::size_t at = slots_.size();
  for (std::size_t s = slots_.size(); s-- > 0 && at == slots_.size();)
    if (facts_[s] == primary) at = s;
  if (at == slots_.size()) return;
  // Measures of the same total stand in its sentence: 项目227项，交易金额…，增收节支…; 45573 in its bracket.
  const std::size_t first = at > look_back ? at - look_back : 0;
  for (std::size_t s = first; s < slots_.size() && s <= at + look_back && frame.measures.size() < most_measures; ++s) {
    if (s == at || !facts_[s].valid() || slots_[s].sentence != slots_[at].sentence) continue;
    const Fact& fact = r_.fact(facts_[s]);
    if (r_.is_relative(fact.concept_id) || fact.quantity.dimension == dsl::Dimension::rate) continue;
    if (is_part_[s] && !is_part_[at]) continue;
    const bool bracket = slots_[s].owner == static_cast<std::int32_t>(at);
    if (slots_[s].depth != slots_[at].depth && !bracket) continue;
    // 吸纳49人，补助147000元；岗位79个，其中…补助568800元: of another part of the sentence.
    if (parted(std::min(s, at), std::max(s, at))) continue;
    frame.measures.push_back(facts_[s]);
  }
}

bool Paragraph::open_frame(std::size_t s, Draft& draft) {
  const Slot& slot = slots_[s];
  if (slot.zipped || replaced_next(s)) return false;
  Frame frame;
  frame.depth = slot.zone_before_bracket ? slot.depth - 1 : slot.depth;
  frame.sentence = slot.sentence;
  Extent cue;
  FactId total;
  const std::uint32_t gap_begin =
      s == 0 ? 0 : std::max(stream_.figures[slots_[s - 1].figure].at.end, stream_.figures[slots_[s - 1].figure].tail);
  const Extent by = stream_.last_cue(Cue::breakdown_by, {std::max(gap_begin, slot.sentence_begin), slot.zone.end});
  if (by.end != 0 && by.end + 4 >= slot.zone.begin) {
    cue = by;
    // 基本支出按经济分类: the words before name what is divided.
    std::uint32_t clause = by.begin;
    while (clause > slot.sentence_begin && clause > gap_begin && stream_.chars[clause - 1] != U'，' &&
           stream_.chars[clause - 1] != U'；')
      --clause;
    if (const Extent subject = trim_label(stream_, {clause, by.begin}); subject.end > subject.begin) {
      const bool scoped = r_.words_in(stream_, subject, false).context.scope.has_value();
      total = scoped ? total_named(draft, subject) : figure_named(draft, subject);
    }
    if (!total.valid()) total = thing_named(draft, trim_label(stream_, {clause, by.begin}));
    if (!total.valid()) total = total_of_classes(draft);
    // What is named and was not found is no smaller sum of another name.
    if (total.valid() && by.begin > clause && r_.fact(total).at.block != block_ &&
        r_.fact(total).quantity.value < draft.fact.quantity.value)
      total = {};
    frame.closed = true;
    if (by.begin >= slot.zone.begin && by.end < slot.zone.end)
      draft.label = trim_label(stream_, {by.end, slot.zone.end});
  } else {
    cue = whole_words(stream_.cue_at(Cue::breakdown_open, slot.zone.begin, slot.zone.end));
    const bool at_start = cue.end != 0;
    // “其中：”, “包括：” before the zone.
    if (!at_start && slot.zone.begin > gap_begin &&
        (stream_.chars[slot.zone.begin - 1] == U'：' || stream_.chars[slot.zone.begin - 1] == U'，'))
      cue = stream_.cue_before(Cue::breakdown_open, slot.zone.begin - 1, gap_begin);
    if (!at_start && cue.end != 0 && stream_.chars[slot.zone.begin - 1] == U'，' && cue.begin > gap_begin &&
        stream_.chars[cue.begin - 1] != U'，' && stream_.chars[cue.begin - 1] != U'；' &&
        !is_sentence_end(stream_, cue.begin - 1))
      cue = {};
    // 项目支出分别为：A…; 项目支出由以下四项构成：A…; 新收案件中，A…: the words before the cue name the whole.
    if (const Lead lead = at_start ? Lead{} : lead_before(slot, gap_begin); lead.cue.end != 0) {
      total = total_named(draft, lead.subject);
      const bool named = total.valid();
      if (!named && names_money(lead.subject)) return false;  // it was not given: no other figure stands for it
      if (named && cue.end == 0) {
        cue = lead.cue;
        frame.closed = lead.composed || said_to_be_all(slot);
      }
    }
    // 其中基本支出用于A和B: the whole is named behind 其中.
    if (const Extent inner = at_start ? stream_.last_cue(Cue::breakdown_subject, {cue.end, slot.zone.end}) : Extent{};
        inner.begin > cue.end && inner.end < slot.zone.end) {
      const Extent subject = trim_label(stream_, {cue.end, inner.begin});
      const FactId named = names_money(subject) ? total_named(draft, subject) : FactId{};
      if (named.valid()) {
        total = named;
        cue = inner;
        draft.label = trim_label(stream_, {inner.end, slot.zone.end});
        draft.own = r_.own_words(stream_, {inner.end, slot.zone.end}, r_.is_relative(draft.fact.concept_id));
      }
    }
    const Extent subject_cue = cue.end == 0 ? stream_.last_cue(Cue::breakdown_subject, slot.zone) : Extent{};
    if (cue.end == 0 && subject_cue.end != 0 && subject_cue.begin > slot.zone.begin &&
        subject_cue.end < slot.zone.end) {
      cue = subject_cue;
      const Extent subject{slot.zone.begin, cue.begin};
      draft.label = trim_label(stream_, {cue.end, slot.zone.end});
      draft.own = r_.own_words(stream_, {cue.end, slot.zone.end}, r_.is_relative(draft.fact.concept_id));
      total = total_named(draft, subject);
      if (!total.valid()) {
        // 收入总计由本年收入155万元、年初结转8万元构成: the words for the whole are no part of the name of the first.
        draft.fact.label = text(draft.label);
        draft.fact.label_at = stream_.passage(draft.label);
        return false;
      }
    } else if (cue.end == 0 && slot.owner >= 0 && slot.depth > 0 && opens_bracket(s)) {
      if (stream_.cue_at(Cue::other_measure, slot.zone.begin, slot.zone.end).end != 0) return false;
      // 新建瞭望塔38座（计划45座）: what was aimed at is no part of what was done.
      if (draft.fact.concept_id.valid() && draft.fact.concept_id == t_.target) return false;
      total = facts_[static_cast<std::size_t>(slot.owner)];
      if (!total.valid() || !r_.same_class(r_.fact(total).quantity, draft.fact.quantity)) return false;
      if (r_.fact(total).quantity.dimension == dsl::Dimension::score) return false;
      // 48个行政村（214个扣除已改造的166个）: what is more than the figure itself is what it was reckoned from.
      if (draft.fact.quantity.dimension == dsl::Dimension::count &&
          draft.fact.quantity.value > r_.fact(total).quantity.value)
        return false;
      frame.closed = true;
      frame.cue = "（）";
    } else if (cue.end == 0 && s > 0 && gap_begin + 1 == slot.zone.begin && slot.zone.begin < slot.zone.end &&
               stream_.chars[gap_begin] == U'：' && s + 1 < slots_.size() &&
               r_.same_class(stream_.figures[slots_[s + 1].figure].figure.quantity, draft.fact.quantity)) {
      total = facts_[s - 1];  // 64人：管理岗9人、…
      if (!total.valid() || !r_.same_class(r_.fact(total).quantity, draft.fact.quantity)) return false;
      frame.closed = true;
      frame.cue = "：";
    } else if (cue.end == 0) {
      return false;
    }
  }
  if (cue.end != 0) {
    const auto is = [&](Cue list) {
      const Extent e = stream_.cue_at(list, cue.begin, cue.end);
      return e.end == cue.end;
    };
    // 由 opens a breakdown only with 组成 behind it.
    if (is(Cue::needs_composed)) {
      std::uint32_t end = cue.end;
      while (end < stream_.size() && !is_sentence_end(stream_, end)) ++end;
      if (!stream_.has_cue(Cue::composed_of, {cue.end, end})) return false;
    }
    frame.cue = text(cue);
    if (!frame.closed) frame.closed = is(Cue::breakdown_closed) && !trails_off(gap_begin, cue.begin);
    frame.open = is(Cue::open_ended);
  }
  // 用于甲53万元，用于乙37万元: the same words again lead to another of its kind, they divide nothing.
  if (cue.end != 0 && frame.open && !total.valid() && s > 0 && slots_[s - 1].sentence == slot.sentence &&
      slots_[s - 1].depth == slot.depth) {
    const Extent zone = slots_[s - 1].zone;
    if (stream_.text(zone).find(stream_.text(cue)) != std::u32string_view::npos) return false;
  }
  // 用于甲201万元；用于乙11万元: the same words open no list within the list, they lead to the next of its parts.
  if (cue.end != 0 && slot.mark_between == U'；' && !frames_.empty() && frames_.back().depth == frame.depth &&
      frames_.back().sentence == slot.sentence && frames_.back().cue == frame.cue && !total.valid())
    return false;
  // （含业务办理项39项）: a bracket speaks of the figure before it and of no other.
  const bool first_in_bracket = slot.depth > 0 && slot.owner >= 0 && opens_bracket(s);
  if (!total.valid() && first_in_bracket) {
    total = facts_[static_cast<std::size_t>(slot.owner)];
    if (!total.valid() || !same_kind(r_.fact(total), draft, s)) return false;
  }
  if (!total.valid()) total = nearest_total(draft, s, slot.mark_between == U'。' || s == 0);
  if (!total.valid() && slot.mark_between != U'。') {
    // The first figure after the cue may count something else (其中：8个乡镇受理2.5万件); wait for one that suits.
    for (std::size_t k = s; k-- > 0 && slots_[k].sentence == slot.sentence;)
      if (facts_[k].valid() && !r_.is_relative(r_.fact(facts_[k]).concept_id)) {
        if (stream_.has_cue(Cue::net_words, slots_[k].zone)) return false;
        total = facts_[k];
        break;
      }
  }
  if (!total.valid()) return false;
  fill_measures(frame, total);
  frame.general_nouns = cue.end != 0 && !r_.same_class(r_.fact(total).quantity, draft.fact.quantity) &&
                        same_kind(r_.fact(total), draft, s);
  frames_.push_back(std::move(frame));
  return true;
}

FactId Paragraph::total_in(const Frame& frame, const Draft& draft, std::size_t s) const {
  const Fact& fact = draft.fact;
  const Slot& slot = slots_[s];
  if (frame.implied && !names_part_of(frame.primary, draft)) return {};
  // 其中：接待费3.60万元，比上年4.20万元减少0.60万元: what a part is compared with is none.
  if (is_base_[s] && (draft.own.has_year_word || draft.own.year) && !draft.own.context.scope &&
      !r_.is_budget(draft.own.context.stage))
    return {};
  // 其中一般性转移支付100万元，收入合计645万元: the sum of it all is no part of the list before it.
  if (!frame.list && stream_.cue_at(Cue::total_row, slot.zone.begin, slot.zone.end).end != 0 &&
      fact.quantity.value > r_.fact(frame.primary).quantity.value)
    return {};
  if (!frame.list && spent_of_last(s, draft)) return {};
  // 接待费6.24万元（预算9.80万元，上年5.31万元）: what the bracket compares it with.
  if (frame.cue == "（）" && (draft.own.has_year_word || draft.own.year) && !draft.own.context.scope) return {};
  // 一般公共预算结转138万元，其中灌区项目101万元；政府性基金结转17万元: of another source.
  if (const auto& fund = draft.own.context.fund; fund && fund->member.valid())
    if (const AspectValue* whole = r_.aspect(frame.primary, t_.fund);
        whole != nullptr && whole->member.valid() && whole->how != How::defaulted && whole->member != t_.fund_total &&
        !r_.program.is_within(fund->member, whole->member) && !r_.program.is_within(whole->member, fund->member) &&
        !levels_of_a_kind(whole->member, fund->member))
      return {};
  // 公务接待费 in a list under 公务用车: a known item that lies elsewhere is no part.
  if (frame.list && draft.own.context.scope && draft.own.context.scope->member.valid()) {
    const AspectValue* whole = r_.aspect(frame.primary, t_.scope);
    const dsl::MemberId own = draft.own.context.scope->member;
    if (whole != nullptr && whole->member.valid() && !r_.program.is_within(own, whole->member) &&
        relatives(own, whole->member))
      return {};
    if (whole != nullptr && whole->member == own) return {};
  }
  if (r_.is_relative(fact.concept_id) || (fact.concept_id.valid() && fact.concept_id == t_.execution_rate)) return {};
  if (fact.concept_id.valid() && (fact.concept_id == t_.weight || fact.concept_id == t_.deduction)) return {};
  // 预算318万元，其中上年结转86万元，当年补助232万元；支出283万元: what was spent is no part of what was planned.
  if (!frame.list && slot.mark_between == U'；' && draft.own.context.flow && !draft.own.context.scope &&
      !draft.own.context.fund && !draft.own.context.stage && draft.own.residual.end <= draft.own.residual.begin)
    if (const AspectValue* whole = r_.aspect(frame.primary, t_.stage);
        whole != nullptr && whole->how == How::stated && r_.is_budget(*whole))
      return {};
  if (stream_.cue_at(Cue::breakdown_close, slot.zone.begin, slot.zone.end).end != 0) return {};
  if (slot.depth > frame.depth) {
    // 行政许可271项（对应的责任事项1422项）: only the side measures of a part, by equal labels.
    if (slot.owner < 0 || facts_[static_cast<std::size_t>(slot.owner)] != frame.current) return {};
    for (const FactId m : frame.measures)
      if (m != frame.primary && r_.fact(m).label == fact.label && r_.same_class(r_.fact(m).quantity, fact.quantity))
        return m;
    return {};
  }
  const auto of_stage = [&](FactId id) {
    const AspectValue* stage = r_.aspect(id, t_.stage);
    return stage == nullptr ? std::optional<AspectValue>{} : *stage;
  };
  FactId best;
  for (const FactId m : frame.measures) {
    const Fact& total = r_.fact(m);
    const bool exact = r_.same_class(total.quantity, fact.quantity);
    // 计划240亩，交付228亩，其中甲村计划86亩、交付83亩: what was planned is no part of what was done.
    if (t_.target.valid() && exact && fact.concept_id == t_.target && total.concept_id != t_.target) continue;
    const bool new_item = slot.mark_between == U'；';
    // 在职755人，…: in a list below, too, what stands behind ； when all have been named.
    if ((!frame.list || (new_item && frame.paragraph == block_ && frame.parts.count(m) != 0)) &&
        filled(frame, m, draft, new_item))
      continue;
    // Without a word of its own a figure is part of what the list is about, not of the budget beside it.
    if (below_a_part(frame, m, draft)) continue;
    if (m != frame.primary && !draft.own.context.stage && !in_family(of_stage(m), r_.aspect(frame.primary, t_.stage)))
      continue;
    const bool alike = !exact && m == frame.primary && frame.general_nouns && same_kind(total, draft, s);
    if (!exact && !alike) continue;
    if (fact.quantity.dimension == dsl::Dimension::rate) continue;
    const bool fiscal = t_.is_fiscal(fact.concept_id) || t_.is_fiscal(total.concept_id);
    if (fact.quantity.dimension == dsl::Dimension::score) {
      if (total.concept_id == t_.total_score && fact.concept_id == t_.indicator_score) return m;
      continue;
    }
    if (fact.quantity.dimension == dsl::Dimension::money) {
      const bool same = fact.concept_id == total.concept_id || t_.is_concept(fact.concept_id, total.concept_id);
      const bool carried = t_.is_concept(fact.concept_id, t_.carryover) && total.concept_id == t_.amount &&
                           (stream_.has_cue(Cue::grand_total, {slot.sentence_begin, slot.zone.end}) ||
                            t_.says(Cue::grand_total, total.label));
      // 总投资1200万元，其中中央投资800万元: a plain amount is of the kind of its total.
      const auto& own = draft.own.context;
      // 追加三笔，合计1378万元：甲900万元、…: parts of what was added were added too.
      const bool added = passes_kind_on(total.concept_id);
      const bool takes_kind = fact.concept_id == t_.amount && total.concept_id.valid() &&
                              (!t_.is_fiscal(total.concept_id) || added) && m == frame.primary && !own.stage &&
                              (!own.flow || (added && flows_alike(own.flow->member, total)));
      if (!same && !carried && !takes_kind) continue;
      if (fiscal && !takes_kind && !in_family(draft.own.context.stage, total.aspect(t_.stage))) continue;
      if (frame.list && frame.parts.count(m) != 0 && frame.paragraph == block_ && !is_part_.empty()) {
        bool here = false;
        for (std::size_t k = 0; k < s; ++k)
          if (is_part_[k] && r_.fact(facts_[k]).of == m) here = true;
        if (here) continue;
      }
    } else if (m != frame.primary && !(frame.list && exact && !t_.says(Cue::general_nouns, fact.quantity.noun, true))) {
      if (fact.concept_id != total.concept_id || !fact.concept_id.valid() || counts_other_things(m, s)) continue;
    } else if (siblings(total.concept_id, fact.concept_id)) {
      continue;  // 在职30人，其中行政17人、事业13人，退休9人
    }
    if (!best.valid() || m == frame.primary) best = m;
  }
  return best;
}

/// 加上级补助收入1884万元: added to the figure before it.
bool Paragraph::is_addend(FactId id) const {
  for (std::size_t k = slots_.size(); k-- > 0;)
    if (facts_[k] == id) return stream_.cue_at(Cue::breakdown_close, slots_[k].zone.begin, slots_[k].zone.end).end != 0;
  return false;
}

Frame* Paragraph::place(Draft& draft, std::size_t s, FactId& total) {
  const auto member_of = [&](FactId id) -> dsl::MemberId {
    const AspectValue* scope = r_.aspect(id, t_.scope);
    return scope != nullptr ? scope->member : dsl::MemberId{};
  };
  const dsl::MemberId own = draft.own.context.scope ? draft.own.context.scope->member : dsl::MemberId{};
  std::ptrdiff_t chosen = -1;
  for (std::size_t f = frames_.size(); f-- > 0;) {
    const FactId candidate = total_in(frames_[f], draft, s);
    if (!candidate.valid()) continue;
    if (chosen < 0) {
      chosen = static_cast<std::ptrdiff_t>(f);
      total = candidate;
      if (!own.valid() || frames_[f].depth != slots_[s].depth) break;
      const dsl::MemberId whole = member_of(candidate);
      if (!whole.valid() || r_.program.is_within(own, whole)) break;
      continue;  // the innermost does not hold this member: an outer one may
    }
    const dsl::MemberId whole = member_of(candidate);
    if (whole.valid() && r_.program.is_within(own, whole)) {
      chosen = static_cast<std::ptrdiff_t>(f);
      total = candidate;
      break;
    }
  }
  if (chosen >= 0) {
    while (frames_.size() > static_cast<std::size_t>(chosen) + 1) {
      r_.close(frames_.back());
      frames_.pop_back();
    }
    const auto kind = r_.fact(total).concept_id;
    const bool added = kind.valid() && passes_kind_on(kind) && !draft.own.context.stage;
    if (draft.fact.concept_id == t_.amount && kind.valid() && (!t_.is_fiscal(kind) || added))
      draft.fact.concept_id = kind;
    return &frames_[static_cast<std::size_t>(chosen)];
  }
  // 加上级补助收入188万元，其中一般性148万元，上年结转60万元，调入10万元: what is added goes on beside the one that was
  // split.
  if (!frames_.empty() && t_.is_concept(draft.fact.concept_id, t_.carryover_in) && is_addend(frames_.back().primary)) {
    r_.close(frames_.back());
    frames_.pop_back();
  }
  if (!frames_.empty()) return nullptr;
  // The list opened last first: 1. and 2. below （二） are its parts, （三） is not.
  for (std::size_t l = r_.lists.size(); l-- > 0;) {
    Frame& list = r_.lists[l];
    if (s > 0 && list.paragraph == block_ && slots_[s].mark_between == U'。') continue;
    if (stands_beside(list.opened)) continue;
    // 1.…2.…, then a paragraph without a number: no part any more.
    if (list.numbered && end_of_paragraph_number() == 0) continue;
    if (const FactId candidate = total_in(list, draft, s); candidate.valid()) {
      total = candidate;
      return &list;
    }
  }
  return nullptr;
}

/// 公务用车费8万元，购置费3万元，运行维护费5万元，接待费2万元: what lies within a part is no further part of the whole.
bool Paragraph::below_a_part(const Frame& frame, FactId total, const Draft& draft) const {
  const auto& own = draft.own.context.scope;
  const auto parts = frame.parts.find(total);
  if (!own || !own->member.valid() || parts == frame.parts.end()) return false;
  const AspectValue* whole = r_.aspect(total, t_.scope);
  return std::any_of(parts->second.begin(), parts->second.end(), [&](FactId part) {
    const AspectValue* scope = r_.aspect(part, t_.scope);
    // 追加164.20万元，包括抢险经费118万元和人员经费46.20万元: a part as wide as the whole holds no other.
    return scope != nullptr && scope->member.valid() && scope->member != own->member &&
           (whole == nullptr || whole->member != scope->member) && r_.program.is_within(own->member, scope->member);
  });
}

bool Paragraph::said_to_be_partial(std::size_t s) const {
  const Extent right = slots_[s].right;
  const Extent open = stream_.cue_at(Cue::open_ended, right.begin, right.end);
  return open.end != 0;
}

void Paragraph::note_part(Frame& frame, FactId total, FactId part, std::size_t s) {
  if (total == part) return;
  frame.parts[total].push_back(part);
  if (said_to_be_partial(s)) frame.open = true;
  if (frame.list) {
    frame.numbered = frame.numbered || end_of_paragraph_number() > 0;
    frame.paragraph = block_;
    return;
  }
  if (total == frame.primary) {
    ++frame.direct_parts;
    frame.current = part;
  }
}

void Paragraph::finish() {
  while (!frames_.empty()) {
    r_.close(frames_.back());
    frames_.pop_back();
  }
  note_additions();
  share_out();
  open_list();
}

/// A paragraph that ends in “主要包括：” or “其中：” is continued by the paragraphs below.
void Paragraph::open_list() {
  if (stream_.size() < 3 || stream_.chars.back() != U'：' || slots_.empty()) return;
  const std::uint32_t end = stream_.size() - 1;
  const Extent cue = stream_.cue_before(Cue::breakdown_open, end, 0);
  if (cue.end == 0) return;
  // 38.50万元，其中A为…。具体情况如下：: the cue in a sentence of its own speaks of the whole.
  std::uint32_t last_sentence = slots_.back().sentence;
  for (std::uint32_t i = stream_.figures.back().at.end; i < cue.begin; ++i)
    if (is_sentence_end(stream_, i)) ++last_sentence;
  for (std::size_t s = slots_.size(); s-- > 0;) {
    if (!facts_[s].valid() || is_base_[s] || slots_[s].depth > 0) continue;
    const Fact& fact = r_.fact(facts_[s]);
    if (fact.quantity.dimension == dsl::Dimension::rate || r_.is_relative(fact.concept_id)) continue;
    if (t_.unit_cost.valid() && fact.concept_id == t_.unit_cost) continue;
    const AspectValue* year = fact.aspect(t_.year);
    if (year != nullptr && r_.report_year && year->name == std::to_string(*r_.report_year - 1)) continue;
    Frame frame;
    // 其中A占…，B占…。具体如下：: the list goes on about the whole.
    FactId whole = facts_[s];
    if (slots_[s].sentence != last_sentence) {
      // （二）B168万元，比上年增加9万元。其中：1.…: in a list of paragraphs each figure is a whole itself.
      const bool listed = is_part_[s] && fact.of.valid() && r_.fact(fact.of).at.block != block_;
      if (is_part_[s] && fact.of.valid() && !listed) whole = fact.of;
      const AspectValue* scope = r_.aspect(whole, t_.scope);
      if (!listed && heading_.scope && heading_.scope->member.valid() && scope != nullptr && scope->member.valid() &&
          scope->member != heading_.scope->member && r_.program.is_within(scope->member, heading_.scope->member))
        continue;
    }
    fill_measures(frame, whole);
    frame.list = true;
    frame.cue = text(cue);
    const auto is = [&](Cue list) { return stream_.cue_at(list, cue.begin, cue.end).end == cue.end; };
    frame.closed = is(Cue::breakdown_closed);
    frame.open = is(Cue::open_ended);
    frame.paragraph = frame.opened = block_;
    r_.lists.push_back(std::move(frame));
    return;
  }
}

}  // namespace hegui::report

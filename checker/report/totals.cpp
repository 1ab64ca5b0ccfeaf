// Which figure a list of parts divides: the one named before the list, or the nearest that suits; and what is no part.
// Part of what frames.cpp opens for each breakdown.
#include <algorithm>
#include <cstdlib>

#include "checker/report/paragraph.hpp"
#include "checker/text/character_at.hpp"

namespace hegui::report {

namespace {

constexpr std::size_t look_back = 40;

}  // namespace

/// The stage of the figure, if it says one, is the total's: both what was planned or both what was spent.
bool Paragraph::in_family(const std::optional<AspectValue>& stage, const AspectValue* of_total) const {
  if (!stage || of_total == nullptr) return true;
  if (stage->member == of_total->member) return true;
  return r_.is_budget(stage) && r_.is_budget(*of_total);
}

FactId Paragraph::nearest_total(const Draft& draft, std::size_t before, bool new_sentence) const {
  const auto suits = [&](const Fact& fact, bool same_sentence) {
    if (!r_.same_class(fact.quantity, draft.fact.quantity)) return false;
    if (r_.is_relative(fact.concept_id) || (fact.concept_id.valid() && fact.concept_id == t_.execution_rate))
      return false;
    if (fact.quantity.dimension == dsl::Dimension::score && fact.concept_id != t_.total_score) return false;
    if (t_.is_concept(fact.concept_id, t_.delta) || (t_.unit_cost.valid() && fact.concept_id == t_.unit_cost))
      return false;
    // 全年支出…，结转64万元。其中基本支出…; 实际采购…，节约资金75万元。其中货物…: money of another kind is no whole
    // of the next sentence.
    const bool other_kind = t_.is_concept(fact.concept_id, t_.carryover) || t_.is_concept(fact.concept_id, t_.saving);
    const bool saved = t_.is_concept(fact.concept_id, t_.saving);
    if ((!same_sentence || saved) && other_kind && draft.fact.concept_id == t_.amount) return false;
    if (const AspectValue* year = fact.aspect(t_.year);
        year != nullptr && r_.report_year && t_.is_fiscal(fact.concept_id) &&
        !t_.is_concept(fact.concept_id, t_.carryover) && year->name != std::to_string(*r_.report_year) &&
        year->how == How::stated && year->reason == Reason::own_clause &&
        std::atoi(year->name.c_str()) == *r_.report_year - 1)
      return false;
    // 四季度支出890万元。按资金来源看，…: what one quarter took is not what all of it divides.
    if (!same_sentence && t_.says(Cue::interim_words, fact.label)) return false;
    // 手术3268台次，2018年为3482台次，其中…: of what there was this year.
    if (same_sentence && fact.quantity.dimension == dsl::Dimension::count && of_another_year(fact)) return false;
    return in_family(draft.own.context.stage, fact.aspect(t_.stage));
  };
  bool behind_difference = false;
  for (std::size_t s = before; s-- > 0 && before - s <= look_back;) {
    if (slots_[before].sentence - slots_[s].sentence > (new_sentence ? 2U : 0U)) break;
    if (!facts_[s].valid() || is_base_[s] || slots_[s].depth > slots_[before].depth) continue;
    const bool same_sentence = slots_[before].sentence == slots_[s].sentence;
    if (!suits(r_.fact(facts_[s]), same_sentence) || is_aimed_at(s)) continue;
    // 净增9人，其中招聘21人、退休8人: what came and what went make the difference, they are no parts of it.
    if (stream_.has_cue(Cue::net_words, slots_[s].zone)) return {};
    if (r_.fact(facts_[s]).quantity.value < draft.fact.quantity.value && is_difference(s)) {
      behind_difference = true;
      continue;
    }
    if (behind_difference && of_another_year(r_.fact(facts_[s]))) continue;  // 上年386台次，增加32台次
    // A120万元，B80万元。其中省级资金60万元: behind a list the next sentence speaks of the whole.
    if (!same_sentence && is_part_[s] && r_.fact(facts_[s]).of.valid() &&
        suits(r_.fact(r_.fact(facts_[s]).of), false) && listed_with_others(s))
      return r_.fact(facts_[s]).of;
    return facts_[s];
  }
  return {};
}

/// 开展241场，超过目标值236场5场，其中…: what was done is divided, not what it is held against.
bool Paragraph::is_aimed_at(std::size_t s) const {
  const Fact& aim = r_.fact(facts_[s]);
  if (aim.concept_id != t_.target || !aim.concept_id.valid()) return false;
  for (std::size_t k = s; k-- > 0 && slots_[k].sentence == slots_[s].sentence && s - k <= look_back;)
    if (facts_[k].valid() && r_.fact(facts_[k]).concept_id != t_.target && !is_base_[k] &&
        r_.same_class(r_.fact(facts_[k]).quantity, aim.quantity))
      return true;
  return false;
}

/// 出院1984人次，比上年的1892人次增加92人次。其中骨科341人次: by how much it grew, held against a figure before it.
bool Paragraph::is_difference(std::size_t s) const {
  const Extent zone = slots_[s].zone;
  std::uint32_t end = zone.end;
  while (end > zone.begin && stream_.cue_before(Cue::gap_words, end, zone.begin).end == end) --end;
  if (stream_.cue_before(Cue::increase_words, end, zone.begin).end == 0 &&
      stream_.cue_before(Cue::decrease_words, end, zone.begin).end == 0)
    return false;
  return s > 0 && facts_[s - 1].valid() && slots_[s - 1].sentence == slots_[s].sentence &&
         r_.same_class(r_.fact(facts_[s - 1]).quantity, r_.fact(facts_[s]).quantity);
}

/// Parts of what was added were added, parts of what was received were received.
/// What is left of a sum is left of its parts.
bool Paragraph::passes_kind_on(dsl::ConceptId kind) const {
  return t_.is_concept(kind, t_.budget_adjustment) || t_.is_concept(kind, t_.funds_received) ||
         t_.is_concept(kind, t_.carryover);
}

/// 追加500万元，其中基本支出200万元: the word for spending says nothing new.
bool Paragraph::flows_alike(dsl::MemberId flow, const Fact& total) const {
  const AspectValue* whole = total.aspect(t_.flow);
  return whole == nullptr || whole->member == flow || t_.is_concept(total.concept_id, t_.carryover);
}

/// This paragraph has a number of the same level as the one that opened a list, or of a higher one.
bool Paragraph::stands_beside(std::uint32_t opener) const {
  const SectionId own = section_at(report_, block_), other = section_at(report_, opener);
  if (!own.valid() || !other.valid()) return false;
  const Section& a = report_.sections[own.value];
  const Section& b = report_.sections[other.value];
  return a.heading.block == block_ && b.heading.block == opener && own != other && a.level <= b.level;
}

/// At least one other part of the same total was given before it.
bool Paragraph::listed_with_others(std::size_t s) const {
  const FactId total = r_.fact(facts_[s]).of;
  for (std::size_t k = s; k-- > 0 && s - k <= look_back;)
    if (facts_[k].valid() && is_part_[k] && r_.fact(facts_[k]).of == total) return true;
  return false;
}

/// 本年收入3160万元，上年结转58万元。本年收入中…: the figure that goes by these very words.
FactId Paragraph::figure_named(const Draft& draft, Extent subject) const {
  constexpr std::uint32_t shortest = 3;
  const Extent words = trim_label(stream_, subject);
  if (words.end < words.begin + shortest) return {};
  const std::string name = text(words);
  const auto& facts = report_.facts;
  std::size_t seen = 0;
  for (std::size_t f = facts.size(); f-- > 0 && seen < look_back; ++seen)
    if (!facts[f].in_table && facts[f].label == name && facts[f].concept_id == draft.fact.concept_id &&
        r_.same_class(facts[f].quantity, draft.fact.quantity) &&
        in_family(draft.own.context.stage, facts[f].aspect(t_.stage)))
      return FactId{static_cast<std::uint32_t>(f)};
  return {};
}

/// 固定资产原值286万元。…固定资产原值按类别分: the last figure that goes by the words, whatever kind of sum it is.
FactId Paragraph::thing_named(const Draft& draft, Extent subject) const {
  constexpr std::uint32_t shortest = 4;
  if (subject.end < subject.begin + shortest || r_.is_relative(draft.fact.concept_id)) return {};
  const std::string name = text(subject);
  const auto& facts = report_.facts;
  std::size_t seen = 0;
  for (std::size_t f = facts.size(); f-- > 0 && seen < look_back; ++seen)
    if (!facts[f].in_table && text::count_starts(facts[f].label) >= shortest && name.ends_with(facts[f].label) &&
        r_.same_class(facts[f].quantity, draft.fact.quantity) && facts[f].quantity.value >= draft.fact.quantity.value)
      return FactId{static_cast<std::uint32_t>(f)};
  return {};
}

/// The last figure of this paragraph about the scope that the words name.
FactId Paragraph::figure_here(const Draft& draft, const OwnWords& words) const {
  if (!words.context.scope) return {};
  const auto& stage = words.context.stage ? words.context.stage : draft.own.context.stage;
  for (std::size_t s = slots_.size(); s-- > 0;) {
    if (!facts_[s].valid() || is_base_[s]) continue;
    const Fact& fact = r_.fact(facts_[s]);
    const AspectValue* scope = fact.aspect(t_.scope);
    if (fact.concept_id == t_.amount && scope != nullptr && scope->member == words.context.scope->member &&
        r_.same_class(fact.quantity, draft.fact.quantity) && in_family(stage, fact.aspect(t_.stage)) &&
        fact.quantity.value >= draft.fact.quantity.value)
      return facts_[s];
  }
  return {};
}

/// 与上年支出12806万元相比: said to be of a year that is not the report's.
bool Paragraph::of_another_year(const Fact& fact) const {
  const AspectValue* year = fact.aspect(t_.year);
  return year != nullptr && r_.report_year && year->how == How::stated && year->name != std::to_string(*r_.report_year);
}

FactId Paragraph::total_named(const Draft& draft, Extent subject) const {
  const OwnWords words = r_.own_words(stream_, subject, false);
  if (const FactId named = figure_named(draft, subject); named.valid()) {
    // 公用经费预算96万元，支出93万元。公用经费中，办公费…: what was just said of it, and not another chapter's figure.
    const FactId here = r_.fact(named).at.block == block_ ? FactId{} : figure_here(draft, words);
    return here.valid() ? here : named;
  }
  const bool former = stream_.has_cue(Cue::former, subject);
  const bool latter = stream_.has_cue(Cue::latter, subject);
  const std::string name = text(trim_label(stream_, subject));
  const auto& facts = report_.facts;
  std::vector<FactId> recent;
  constexpr std::size_t farthest = 4'000;  // figures; no total is named from farther away
  for (std::size_t f = facts.size(); f-- > 0 && recent.size() < look_back && facts.size() - f <= farthest;)
    if (r_.same_class(facts[f].quantity, draft.fact.quantity) && !r_.is_relative(facts[f].concept_id))
      recent.push_back(FactId{static_cast<std::uint32_t>(f)});
  if (former || latter) {
    // 前者 and 后者 are the two figures named last.
    if (recent.size() < 2) return {};
    return former ? recent[1] : recent[0];
  }
  const auto& stage = words.context.stage ? words.context.stage : draft.own.context.stage;
  const bool grand = stream_.cue_before(Cue::grand_total, subject.end, subject.begin).end != 0;
  for (const FactId id : recent) {
    const Fact& fact = r_.fact(id);
    if (!in_family(stage, fact.aspect(t_.stage))) continue;
    if (t_.unit_cost.valid() && fact.concept_id == t_.unit_cost) continue;  // 人均1.20万元 is divided by nobody
    if ((words.context.scope || words.context.flow) && t_.is_fiscal(fact.concept_id) && fact.concept_id != t_.amount)
      continue;
    // 收入总计中: with what was carried in, more than 本年收入合计.
    if (grand && (words.context.scope || words.context.flow) && !t_.says(Cue::grand_total, fact.label)) continue;
    if (words.context.scope) {
      const AspectValue* scope = fact.aspect(t_.scope);
      if (scope != nullptr && scope->member == words.context.scope->member &&
          (fact.aspect(t_.project) == nullptr || !t_.project.valid()))
        return id;
      continue;
    }
    if (words.context.flow && !words.balance) {
      const AspectValue* flow = fact.aspect(t_.flow);
      const AspectValue* scope = fact.aspect(t_.scope);
      const AspectValue* fund = fact.aspect(t_.fund);
      // Under the heading 三公经费, 支出中 speaks of theirs.
      const bool whole = heading_.scope ? scope != nullptr && scope->member == heading_.scope->member
                                        : scope == nullptr || scope->member == t_.department ||
                                              (r_.title.scope && scope->member == r_.title.scope->member);
      if (of_another_year(fact)) continue;
      const bool one_source = fund != nullptr && fund->how == How::stated && !words.context.fund;
      if (flow != nullptr && flow->member == words.context.flow->member && whole && !one_source && !fact.of.valid())
        return id;
      continue;
    }
    if (!name.empty() && words.residual.end != 0 && fact.label.find(name) != std::string::npos) return id;
  }
  return {};
}

/// 按支出性质分: the last total of the same kind, in this paragraph or a little before it. What the paragraph itself
/// tells comes first: what was spent, then what was planned; from an earlier one only what was spent.
FactId Paragraph::total_of_classes(const Draft& draft) const {
  const auto& facts = report_.facts;
  FactId planned, scoped, earlier;
  std::size_t seen = 0;
  for (std::size_t f = facts.size(); f-- > 0 && seen < look_back; ++seen) {
    const Fact& fact = facts[f];
    if (fact.in_table || fact.of.valid() || fact.concept_id != t_.amount || of_another_year(fact)) continue;
    if (!r_.same_class(fact.quantity, draft.fact.quantity)) continue;
    if (!in_family(draft.own.context.stage, fact.aspect(t_.stage))) continue;
    const AspectValue* flow = fact.aspect(t_.flow);
    const AspectValue* scope = fact.aspect(t_.scope);
    const AspectValue* stage = fact.aspect(t_.stage);
    if (flow == nullptr || scope == nullptr || stage == nullptr) continue;
    const bool income = draft.own.context.flow && draft.own.context.flow->member == t_.income;
    if ((flow->member == t_.income) != income) continue;
    const bool here = fact.at.block == block_;
    // 按季度看，四季度支出890万元。按来源看: what one quarter took is not what all sources gave.
    if (t_.says(Cue::interim_words, fact.label)) continue;
    const bool whole = scope->member == (r_.title.scope ? r_.title.scope->member : t_.department);
    // 客货运场站完成0.55亿元: what one thing cost is no whole of a list in another paragraph.
    const FactId id{static_cast<std::uint32_t>(f)};
    // 项目支出1114万元。从项目构成看: the paragraph is about it alone.
    if (!whole && here && !scoped.valid() && stage->member == t_.actual) scoped = id;
    if (!whole || (!here && t_.project.valid() && fact.aspect(t_.project) != nullptr)) continue;
    if (draft.own.context.stage || (here && stage->member == t_.actual)) return id;
    if (here && !planned.valid()) planned = id;
    if (!here && !earlier.valid() && stage->member == t_.actual) earlier = id;
  }
  return planned.valid() ? planned : scoped.valid() ? scoped : earlier;
}

/// The clause right before the figure's own, when it names a whole and ends in a word for its parts.
Paragraph::Lead Paragraph::lead_before(const Slot& slot, std::uint32_t gap_begin) const {
  if (slot.zone.begin <= gap_begin) return {};
  const std::uint32_t end = slot.zone.begin - 1;
  if (stream_.chars[end] != U'：' && stream_.chars[end] != U'，') return {};
  std::uint32_t begin = end;
  while (begin > gap_begin && begin > slot.sentence_begin && stream_.chars[begin - 1] != U'，' &&
         stream_.chars[begin - 1] != U'；' && stream_.chars[begin - 1] != U'：')
    --begin;
  Lead lead;
  lead.cue = stream_.cue_before(Cue::breakdown_open, end, begin);
  lead.subject = {begin, lead.cue.begin};
  if (lead.cue.end == 0) {
    lead.cue = stream_.cue_before(Cue::composed_of, end, begin);
    const Extent by = lead.cue.end == 0 ? Extent{} : stream_.last_cue(Cue::needs_composed, {begin, lead.cue.begin});
    lead.composed = by.end != 0;
    lead.subject = {begin, by.begin};
    if (!lead.composed) lead.cue = {};
  }
  // 项目支出中，A…: 支出中 is a word for parts, and 支出 a part of the name.
  if (const Extent among = stream_.cue_before(Cue::among_words, end, begin); among.end != 0 && !lead.composed) {
    lead.cue = among;
    lead.subject = {begin, among.begin};
  }
  if (lead.subject.end <= lead.subject.begin) return {};
  lead.subject = trim_label(stream_, lead.subject);
  return lead.subject.end > lead.subject.begin ? lead : Lead{};
}

/// 辖4个街道, 覆盖141个村: behind the same noun stand the names of different things.
bool Paragraph::counts_other_things(FactId total, std::size_t s) const {
  const auto thing = [&](std::size_t k) -> std::u32string_view {
    const Extent right = slots_[k].right;
    return std::u32string_view(stream_.chars).substr(right.begin, right.end - right.begin);
  };
  for (std::size_t k = s; k-- > 0;) {
    if (facts_[k] != total) continue;
    const auto whole = thing(k), part = thing(s);
    return !whole.empty() && !part.empty() && whole.front() != part.front();
  }
  return false;
}

/// Counted in the same noun, or in nouns that stand for one another: 办件268个，其中审批类38件.
bool Paragraph::same_kind(const Fact& total, const Draft& draft, std::size_t s) const {
  if (r_.same_class(total.quantity, draft.fact.quantity)) return true;
  const auto general = [&](const dsl::Quantity& q) {
    return q.dimension == dsl::Dimension::count && t_.says(Cue::general_nouns, q.noun, true);
  };
  if (!general(total.quantity) || !general(draft.fact.quantity)) return false;
  return slots_[s].zone.end > slots_[s].zone.begin;
}

/// Between the two stands ；.
bool Paragraph::parted(std::size_t first, std::size_t last) const {
  for (std::size_t k = first + 1; k <= last; ++k)
    if (slots_[k].mark_between == U'；') return true;
  return false;
}

/// 其中主要领导干部用车1辆: 主要 belongs to the name behind it, the cue is 其中.
Extent Paragraph::whole_words(Extent cue) const {
  if (cue.end <= cue.begin + 1) return cue;
  for (const Extent& name : stream_.cues_in(Cue::neutral_words, {cue.begin, cue.end}))
    if (name.begin > cue.begin && name.begin < cue.end && name.end > cue.end)
      return stream_.cue_at(Cue::breakdown_open, cue.begin, name.begin);
  return cue;
}

/// 其中反映水压不足的由164件减少到71件: what there was before is no part of anything told here.
bool Paragraph::replaced_next(std::size_t s) const {
  const Extent zone = slots_[s].zone;
  if (s + 1 >= slots_.size() || slots_[s + 1].sentence != slots_[s].sentence ||
      stream_.last_cue(Cue::change_from, zone).end == 0)
    return false;
  const std::uint32_t from = stream_.figures[slots_[s].figure].at.end;
  const Extent to = stream_.cue_at(Cue::change_to, from, slots_[s + 1].zone.end);
  return to.end != 0;
}

/// The words name a kind of money: a scope, a direction, a source.
bool Paragraph::names_money(Extent words) const {
  const OwnWords own = r_.words_in(stream_, words, false);
  return own.context.scope || own.context.fund || (own.context.flow && !own.balance);
}

/// …四类案件构成全部收案: behind the parts it is said that they are all there is.
bool Paragraph::said_to_be_all(const Slot& slot) const {
  std::uint32_t end = slot.zone.end;
  while (end < stream_.size() && !is_sentence_end(stream_, end)) ++end;
  return stream_.has_cue(Cue::composed_of, {slot.zone.end, end});
}

}  // namespace hegui::report

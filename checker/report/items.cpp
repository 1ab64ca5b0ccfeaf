// The things that money is spent on and that the taxonomy does not name: projects, items of a project, what a price or
// a cost is paid for. Part of what aspects.cpp finds for each figure; and what the words before a list say of it.
#include <algorithm>

#include "checker/report/paragraph.hpp"
#include "checker/report/relations.hpp"

namespace hegui::report {

/// 货物 as a part of 政府采购: the part of the whole in whose name these words stand, if there is one: 用车 of
/// 三公经费.
dsl::MemberId Paragraph::part_named(dsl::MemberId whole, const std::string& name) const {
  return report::part_named(r_.program, whole, name);
}

/// 追加诉讼服务中心改造, 下达办案装备: words for what was done with the money are no part of the name; 信息化运维另有…:
/// nor is what begins something else.
Extent Paragraph::without_verbs(Extent name) const {
  constexpr std::uint32_t shortest = 2;
  for (bool moved = true; moved;) {
    moved = false;
    for (const auto& term : stream_.terms_in({name.begin, name.begin + 1})) {
      const bool verb =
          term.meaning.kind == Meaning::Kind::concept_word
              ? t_.is_concept(dsl::ConceptId{term.meaning.id}, t_.budget_adjustment)
              : term.meaning.kind == Meaning::Kind::member && r_.program.members[term.meaning.id].aspect == t_.stage;
      if (!verb || term.at.end + shortest > name.end) continue;
      name = trim_label(stream_, {term.at.end, name.end});
      moved = true;
      break;
    }
    if (const Extent verb = stream_.cue_at(Cue::spending_verbs, name.begin, name.end);
        !moved && verb.end != 0 && verb.end + shortest <= name.end) {
      name = trim_label(stream_, {verb.end, name.end});
      moved = true;
    }
  }
  for (const Extent& other : stream_.cues_in(Cue::breakdown_close, name))
    if (other.begin >= name.begin + shortest && other.end <= name.end && other.end > other.begin + 1) {
      name.end = other.begin;
      break;
    }
  return name;
}

/// The words that no term covers, as the name of a thing.
bool Paragraph::free_scope(const Draft& draft, std::string& name, Passage& at) const {
  constexpr std::uint32_t longest_free_name = 30;
  const Extent residual = draft.own.residual;
  if (residual.end <= residual.begin) return false;
  if (stream_.cue_before(Cue::organisation_tails, residual.end, residual.begin).end != 0) return false;
  Extent extent{residual.begin, residual.end};
  // 培训｜支出 is one name, 信息化建设｜预算 is not.
  const std::uint32_t limit = slots_[draft.slot].zone.end;
  for (const auto& term : stream_.terms_in({extent.end, extent.end + 1}))
    if (term.at.end <= limit && term.meaning.kind == Meaning::Kind::member &&
        r_.program.members[term.meaning.id].aspect == t_.flow)
      extent.end = term.at.end;
  const Extent label = draft.label;
  // 政法｜转移支付: a word that says nothing of the money is a part of the name.
  if (const Extent more = stream_.cue_at(Cue::neutral_words, extent.end, label.end); more.end == label.end)
    extent.end = more.end;
  if (label.begin < extent.begin && label.end >= extent.begin) extent.begin = label.begin;
  extent = without_verbs(trim_label(stream_, extent));
  // 渔排每口补助: the price of one is the price of the thing before it.
  if (const Extent each = stream_.first_cue(Cue::each_words, extent); each.end != 0)
    extent = trim_label(stream_, {extent.begin, each.begin});
  if (extent.end <= extent.begin || extent.end - extent.begin > longest_free_name) return false;
  if (stream_.cue_at(Cue::item_tails, extent.begin, extent.end).end == extent.end) return false;  // 项目总预算
  if (stream_.cue_at(Cue::not_names, extent.begin, extent.end).end == extent.end) return false;   // 该项目, 上级
  at = stream_.passage(extent);
  name = text(extent);
  return true;
}

bool Paragraph::states(const Fact& fact) const {
  const Stream words =
      scan_slice(report_.document, fact.label_at.block, {fact.label_at.begin, fact.label_at.end}, t_, false, true);
  return words.cue_at(Cue::state_cues, 0, words.size()).end != 0;
}

/// 下达…改善资金213.50万元: behind the name stands no word for a budget or for what was spent.
bool Paragraph::ends_label(const Passage& name, const Fact& fact) const {
  if (name.end >= fact.label_at.end) return true;
  const Stream rest = scan_slice(report_.document, name.block, {name.end, fact.label_at.end}, t_, false, true);
  return rest.terms.empty();
}

/// 城乡低保5864万元、高龄津贴2618万元。其中城乡低保占47.44%: the figure above that goes by these very words.
FactId Paragraph::thing_named(Extent words, std::size_t before) const {
  constexpr std::size_t reach = 40, shortest = 6;  // figures; bytes
  const std::string name = text(trim_label(stream_, words));
  if (name.size() < shortest) return {};
  for (std::size_t s = before; s-- > 0 && before - s <= reach;) {
    if (!facts_[s].valid()) continue;
    const Fact& fact = r_.fact(facts_[s]);
    if (r_.is_relative(fact.concept_id) || fact.quantity.dimension == dsl::Dimension::rate) continue;
    const AspectValue* project = t_.project.valid() ? fact.aspect(t_.project) : nullptr;
    if (fact.label == name || (project != nullptr && project->name == name)) return facts_[s];
  }
  return {};
}

/// 老旧小区改造项目：全年预算…，执行数…: the sentence speaks of one project.
void Paragraph::give_project(Draft& draft) {
  Fact& fact = draft.fact;
  const Slot& slot = slots_[draft.slot];
  const AspectValue* own = fact.aspect(t_.scope);
  if (!t_.project.valid() || fact.aspect(t_.project) != nullptr || own == nullptr) return;
  if (listed_) {
    r_.set(fact, *listed_);
    return;
  }
  // “妇幼保健能力提升”项目年初预算200万元: the name stands right before the word for the project.
  const Extent residual = draft.own.residual;
  if (own->how == How::stated && own->member == t_.project_spending && residual.end > residual.begin) {
    constexpr std::uint32_t shortest_name = 3, longest_name = 30;
    const Extent name = trim_label(stream_, residual);
    const auto next = stream_.terms_in({residual.end, residual.end + 1});
    // 教育局项目预算 is no project; 监管平台项目预算 is.
    const bool organisation = stream_.cue_before(Cue::organisation_tails, name.end, name.begin).end != 0 &&
                              stream_.cue_before(Cue::item_tails, name.end, name.begin).end == 0;
    if (!next.empty() && name.end - name.begin >= shortest_name && name.end - name.begin <= longest_name &&
        !organisation) {
      r_.set(fact, r_.named(t_.project, text(name), How::stated, Reason::own_clause, stream_.passage(name)));
      return;
    }
  }
  // 年中下达校舍改造资金20万元，调整后全年预算150万元: the name is that of the one sum alone.
  const bool own_sum = main_project_ && main_fact_ && main_project_->how == How::stated && main_project_->source &&
                       ends_label(*main_project_->source, r_.fact(*main_fact_)) && draft.own.context.stage &&
                       draft.own.context.stage->member == t_.revised_budget &&
                       member_of(r_.fact(*main_fact_), t_.stage) != t_.revised_budget;
  if (own_sum) return;
  // 改造4186万元，占71.78%；网箱1128万元，占19.34%: a name of its own behind one that was a project's is the next.
  if (main_project_ && main_sentence_ && *main_sentence_ == slot.sentence && names_the_next(draft)) {
    const Extent name = trim_label(stream_, residual);
    r_.set(fact, r_.named(t_.project, text(name), How::stated, Reason::own_clause, stream_.passage(name)));
    return;
  }
  if (main_project_ && main_sentence_ && *main_sentence_ == slot.sentence && own->how != How::stated) {
    AspectValue v = *main_project_;
    if (v.how == How::stated) v.how = How::inherited, v.reason = Reason::sentence;
    r_.set(fact, v);
    return;
  }
  if (goes_on_about_project(draft)) return;
  if (topic_name_.end <= topic_name_.begin || !t_.project.valid() || fact.aspect(t_.project) != nullptr) return;
  const AspectValue* scope = fact.aspect(t_.scope);
  if (scope == nullptr || !scope->member.valid()) return;
  if (scope->member != t_.project_spending && scope->how == How::stated) return;
  if (scope->member != t_.project_spending) {
    if (scope->member != t_.department) return;
    r_.set(fact,
           r_.value(t_.scope, t_.project_spending, How::inherited, Reason::sentence, stream_.passage(topic_name_)));
  }
  const bool project_report = r_.title.scope && r_.title.scope->member == t_.project_spending;
  if (!project_report)
    r_.set(fact,
           r_.named(t_.project, text(topic_name_), How::inherited, Reason::sentence, stream_.passage(topic_name_)));
}

/// The words of the figure are a name and nothing else, as those of the figure that had a project were.
bool Paragraph::names_the_next(const Draft& draft) const {
  const Slot& slot = slots_[draft.slot];
  const Extent residual = draft.own.residual, label = draft.label;
  const auto& own = draft.own.context;
  if (!main_fact_ || draft.fact.concept_id != t_.amount || own.stage || own.scope || own.fund || own.flow ||
      slot.depth > 0 || residual.end <= residual.begin + 1 || residual.begin != label.begin ||
      residual.end != label.end)
    return false;
  const AspectValue* project = r_.fact(*main_fact_).aspect(t_.project);
  return project != nullptr && project->how == How::stated && project->name == r_.fact(*main_fact_).label &&
         stream_.cue_before(Cue::not_items, residual.end, residual.begin).end == 0 &&
         !stream_.has_cue(Cue::each_words, residual) && stream_.terms_in(residual).empty();
}

/// 甲村88.0分，评为良；乙村91.5分，评为优: one of several that are scored each for itself goes by its own name.
void Paragraph::name_scored(Draft& draft) {
  constexpr std::uint32_t shortest = 2, longest = 16;
  const Slot& slot = slots_[draft.slot];
  const auto& figure = stream_.figures[slot.figure];
  if (!t_.project.valid() || draft.fact.aspect(t_.project) != nullptr || figure.at.end + 1 >= stream_.size() ||
      stream_.chars[figure.at.end] != U'，' ||
      stream_.cue_at(Cue::grade_verbs, figure.at.end + 1, stream_.size()).end == 0)
    return;
  const Extent name = trim_label(stream_, slot.zone);
  if (name.end < name.begin + shortest || name.end - name.begin > longest) return;
  const auto terms = stream_.terms_in(name);
  if (std::any_of(terms.begin(), terms.end(), [&](const Term& term) { return term.at.end <= name.end; })) return;
  r_.set(draft.fact, r_.named(t_.project, text(name), How::stated, Reason::own_clause, stream_.passage(name)));
}

/// One of the headings above speaks of projects: 2、重点项目。
bool Paragraph::under_projects() {
  if (!under_projects_) {
    constexpr int deepest = 8;
    under_projects_ = false;
    int depth = 0;
    for (SectionId id = section_; id.valid() && depth < deepest; id = report_.sections[id.value].parent, ++depth) {
      const Section& section = report_.sections[id.value];
      const std::u32string title = matching_form(section.title);
      constexpr std::size_t longest = 12;
      under_projects_ = *under_projects_ || (title.size() <= longest && t_.says(Cue::project_nouns, section.title));
    }
  }
  return *under_projects_;
}

/// 项目有下面4个：, and below it 1、营养餐812000元…: the points of the list are the projects.
bool Paragraph::in_project_list() {
  if (in_project_list_) return *in_project_list_;
  in_project_list_ = false;
  constexpr std::uint32_t reach = 30;  // blocks
  if (end_of_paragraph_number() == 0) return false;
  for (std::uint32_t back = 1; back <= reach && back <= block_; ++back) {
    const auto& block = report_.document.blocks[block_ - back];
    if (block.kind == document::Block::Kind::table) return false;
    if (end_of_number(report_, block_ - back) != 0) continue;
    const Stream lead = scan_slice(report_.document, block_ - back, block.slice, t_, false, true);
    if (lead.size() == 0) continue;
    std::uint32_t begin = lead.size() - 1;
    while (begin > 0 && !is_sentence_end(lead, begin - 1)) --begin;
    in_project_list_ = lead.chars.back() == U'：' && lead.has_cue(Cue::project_nouns, {begin, lead.size()});
    break;
  }
  return *in_project_list_;
}

/// 疫苗和耗材612.40万元，防疫员补助486.25万元，…: names with their money one behind another, and nothing else.
bool Paragraph::beside_items(const Draft& draft) const {
  const std::size_t s = draft.slot;
  const auto alone = [&](std::size_t k) {
    if (k >= slots_.size() || slots_[k].sentence != slots_[s].sentence || slots_[k].depth != slots_[s].depth)
      return false;
    if (stream_.figures[slots_[k].figure].figure.quantity.dimension != dsl::Dimension::money) return false;
    const Extent label = label_of(stream_, slots_[k]);
    constexpr std::uint32_t shortest = 3, longest = 16;
    if (label.end < label.begin + shortest || label.end > label.begin + longest) return false;
    const auto terms = stream_.terms_in(label);
    const bool known =
        std::any_of(terms.begin(), terms.end(), [&](const Term& term) { return term.at.end <= label.end; });
    return !known && stream_.cue_at(Cue::gap_words, label.begin, label.end).end != label.end;
  };
  const auto joined = [&](std::size_t k) { return slots_[k].mark_between == U'，' || slots_[k].mark_between == U'、'; };
  if (!alone(s)) return false;
  std::size_t run = 1;
  for (std::size_t k = s; k > 0 && joined(k) && alone(k - 1); --k) ++run;
  for (std::size_t k = s + 1; k < slots_.size() && joined(k) && alone(k); ++k) ++run;
  constexpr std::size_t fewest = 3;
  return run >= fewest;
}

/// 散养户12206头、732.36万元，规模养殖场1865头、74.60万元: names, each with its number and its money.
bool Paragraph::in_counted_list(std::size_t s) const {
  const auto pair = [&](std::size_t k) {
    if (k == 0 || k >= slots_.size() || slots_[k].sentence != slots_[s].sentence || slots_[k].separator != U'、')
      return false;
    const auto dimension = [&](std::size_t at) { return stream_.figures[slots_[at].figure].figure.quantity.dimension; };
    return dimension(k) == dsl::Dimension::money && dimension(k - 1) == dsl::Dimension::count &&
           slots_[k - 1].zone.end > slots_[k - 1].zone.begin && slots_[k - 1].separator != U'、';
  };
  return pair(s) && (pair(s + 2) || (s >= 2 && pair(s - 2)));
}

/// A name of something that money is spent on: 城乡低保资金, 校舍维修工程; not 缺口, 应配套.
bool Paragraph::names_an_item(const Draft& draft) {
  const Extent label = draft.label;
  if (heading_.scope && heading_.scope->member == t_.project_spending) return true;
  const bool bare = draft.own.residual.begin == label.begin && draft.own.residual.end == label.end;
  if (bare && draft.slot == 0 && in_project_list()) return true;
  if (draft.own.context.stage && under_projects() && draft.own.residual.end > draft.own.residual.begin) return true;
  if (beside_items(draft) || in_counted_list(draft.slot)) return true;
  return stream_.cue_before(Cue::item_tails, label.end, label.begin).end != 0 ||
         stream_.cue_before(Cue::item_tails, draft.own.residual.end, draft.own.residual.begin).end != 0;
}

/// …项目执行率, …工程预算执行率: the words before the rate end in a word for things that money is spent on.
bool Paragraph::names_a_project(const Draft& draft) const {
  const Extent residual = draft.own.residual;
  if (residual.end <= residual.begin) return false;
  return stream_.cue_before(Cue::item_tails, residual.end, residual.begin).end != 0 ||
         stream_.cue_at(Cue::item_tails, residual.end, slots_[draft.slot].zone.end).end != 0;
}

/// The first figure of its bracket; brackets inside it may have been closed before.
bool Paragraph::opens_bracket(std::size_t s) const {
  for (std::size_t k = s; k-- > 0 && slots_[k].depth >= slots_[s].depth;)
    if (slots_[k].depth == slots_[s].depth && slots_[k].bracket_open == slots_[s].bracket_open) return false;
  return true;
}

/// Both lie below one member, beside one another: 公务接待费 and 公务用车运行维护费.
bool Paragraph::relatives(dsl::MemberId a, dsl::MemberId b) const {
  const auto& members = r_.program.members;
  for (std::uint32_t m = 0; m < members.size(); ++m) {
    const dsl::MemberId wider{m};
    if (!members[m].parts.empty() && wider != a && wider != b && r_.program.is_within(a, wider) &&
        r_.program.is_within(b, wider))
      return true;
  }
  return false;
}

/// Different kinds below one wider kind: 在职 and 退休 below 实有人员.
bool Paragraph::siblings(dsl::ConceptId a, dsl::ConceptId b) const {
  if (!a.valid() || !b.valid() || a == b) return false;
  const auto parent = r_.program.concepts[a.value].parent;
  return parent.valid() && parent == r_.program.concepts[b.value].parent;
}

/// 公务用车运行维护费由油料费、维修费组成: a member of another branch is an item of what it is a part of.
void Paragraph::name_item(Draft& draft, const Fact& total) {
  const AspectValue* whole = total.aspect(t_.scope);
  auto& own = draft.own.context.scope;
  if (whole == nullptr || !whole->member.valid() || !own || !own->member.valid() || !t_.sangong.valid()) return;
  if (!r_.program.is_within(whole->member, t_.sangong) || r_.program.is_within(own->member, t_.sangong)) return;
  if (t_.project.valid() && own->source)
    r_.set(draft.fact, r_.named(t_.project, r_.program.members[own->member.value].name, How::stated, Reason::own_clause,
                                *own->source));
  own.reset();
  draft.own.residual = {};
}

/// 每人次平均171元, 控制在3.20万元以内: spent on average, or planned, for what the text speaks of.
void Paragraph::give_cost(Draft& draft) {
  Fact& fact = draft.fact;
  const bool planned = in_targets_ || fact.concept_id == t_.target || !fact.quantity.takes_part_in_equations();
  const auto stage = planned ? t_.initial_budget : t_.actual;
  if (draft.own.context.stage && !planned)
    r_.set(fact, *draft.own.context.stage);
  else if (stage.valid())
    r_.set(fact, r_.value(t_.stage, stage, How::inherited, Reason::concept_default));
  for (const auto* v : {&draft.own.context.scope, &draft.own.context.fund})
    if (*v) r_.set(fact, **v);
  const bool same_sentence = main_sentence_ && *main_sentence_ == slots_[draft.slot].sentence;
  // 塑胶渔排每口补助600元: of the thing before the word for each.
  std::string name;
  Passage at;
  const Extent each = stream_.first_cue(Cue::each_words, slots_[draft.slot].zone);
  if (t_.project.valid() && each.end != 0 && !draft.own.context.scope &&
      each.begin >= slots_[draft.slot].zone.begin + 2 && draft.own.residual.end > draft.own.residual.begin &&
      free_scope(draft, name, at) && at.end <= stream_.passage(each).begin)
    r_.set(fact, r_.named(t_.project, name, How::stated, Reason::own_clause, at));
  // 接待费2.88万元，接待31批次、246人次，人均117元: of the sum told last, if its part of the sentence goes on.
  for (std::size_t k = draft.slot;
       fact.aspect(t_.project) == nullptr && k-- > 0 && slots_[k].sentence == slots_[draft.slot].sentence;) {
    if (slots_[k + 1].mark_between == U'；') break;
    if (!facts_[k].valid() || r_.fact(facts_[k]).concept_id != t_.amount || is_base_[k]) continue;
    if (!draft.own.context.scope)
      for (const auto id : {t_.scope, t_.project, t_.fund})
        if (const AspectValue* a = r_.aspect(facts_[k], id); id.valid() && a != nullptr && fact.aspect(id) == nullptr) {
          AspectValue v = *a;
          if (v.how == How::stated) v.how = How::inherited, v.reason = Reason::sentence;
          r_.set(fact, v);
        }
    break;
  }
  for (const auto id : {t_.scope, t_.fund}) {
    if (!id.valid() || fact.aspect(id) != nullptr) continue;
    std::optional<AspectValue> v = same_sentence ? main_.at(t_, id) : std::nullopt;
    if (!v) v = heading_.at(t_, id);
    if (!v) v = main_.at(t_, id);
    if (!v) v = r_.title.at(t_, id);
    if (!v && id == t_.fund) v = r_.default_fund;
    if (!v) continue;
    if (v->how == How::stated) v->how = How::inherited, v->reason = Reason::paragraph;
    r_.set(fact, *v);
  }
  if (t_.expenditure.valid()) r_.set(fact, r_.value(t_.flow, t_.expenditure, How::inherited, Reason::concept_default));
}

/// 其中A预算46万元、决算43万元，B预算6万元、决算4万元: a figure with no name but its stage is of what was named before.
FactId Paragraph::measured_before(const Draft& draft) const {
  const std::size_t s = draft.slot;
  const auto& own = draft.own.context;
  // 用车预算26万元、支出20.90万元: bare 支出 behind a budget is what was spent of it.
  const bool spent = own.flow && own.flow->member == t_.expenditure && !own.stage;
  const Slot& slot = slots_[s];
  // 基本支出312万元（人员271万元，公用41万元），全年预算314万元: what a bracket tells between them is stepped over.
  std::size_t last = s == 0 ? 0 : s - 1;
  while (last > 0 && slots_[last].sentence == slot.sentence && slots_[last].depth > slot.depth) --last;
  if (s == 0 || !facts_[last].valid() || (!own.stage && !spent) || own.scope || draft.own.residual.end != 0) return {};
  if (slots_[last].sentence != slot.sentence || slots_[last].depth != slot.depth || slot.mark_between == U'；')
    return {};
  const Fact& before = r_.fact(facts_[last]);
  const AspectValue* stage = before.aspect(t_.stage);
  if (!is_part_[last] || is_base_[last] || before.concept_id != t_.amount || draft.fact.concept_id != t_.amount)
    return {};
  if (spent) return stage != nullptr && is_budget_stage(t_, before) ? facts_[last] : FactId{};
  return stage != nullptr && stage->member != own.stage->member ? facts_[last] : FactId{};
}

/// The part before, with which last year's sum or, in its bracket, its budget is told.
FactId Paragraph::told_with(const Draft& draft) const {
  const std::size_t s = draft.slot;
  const Slot& slot = slots_[s];
  if (draft.own.context.scope || draft.own.residual.end > draft.own.residual.begin || s == 0) return {};
  FactId of;
  if (slot.depth > 0 && slot.owner >= 0 && draft.own.context.stage) {
    of = facts_[static_cast<std::size_t>(slot.owner)];
  } else if (is_base_[s] || (draft.own.has_year_word && draft.own.year_offset < 0)) {
    // 4018万元，比上年增长2.46%，上年为3922万元: the change stands between them.
    std::size_t k = s;
    while (k > 0 && s - k < 3 && slots_[k].mark_between == U'，' && slots_[k - 1].sentence == slot.sentence &&
           slots_[k - 1].depth == slot.depth && facts_[k - 1].valid() &&
           (k == s || r_.is_relative(r_.fact(facts_[k]).concept_id)))
      --k;
    if (k < s && slot.depth == 0 && !is_base_[k]) of = facts_[k];
    // 用车3.12万元、接待0.80万元，比上年4.36万元减少0.44万元: behind all the parts, of the whole from which it differs
    // by so much.
    if (of.valid() && k + 1 == s && is_part_[k] && s + 1 < slots_.size() && ends_its_list(report_, t_, of)) {
      const auto& by = stream_.figures[slots_[s + 1].figure].figure.quantity;
      const FactId whole = r_.fact(of).of;
      const dsl::Number off = r_.fact(whole).quantity.value - draft.fact.quantity.value;
      if (by.dimension == dsl::Dimension::money && off.abs() == by.value.abs()) of = whole;
    }
  }
  return of.valid() && r_.fact(of).concept_id == t_.amount ? of : FactId{};
}

/// 接待费3.50万元，占6.40%，完成预算的70%: the sum before, over shares and changes of it.
FactId Paragraph::measured_last(std::size_t s) const {
  const std::size_t sentence = slots_[s].sentence;
  while (s-- > 0 && slots_[s].sentence == sentence)
    if (facts_[s].valid() && !r_.is_relative(r_.fact(facts_[s]).concept_id)) return facts_[s];
  return {};
}

/// The part whose budget and actual stand right before the rate.
FactId Paragraph::rated_part(std::size_t s) const {
  const auto amount = [&](std::size_t k) {
    return k < s && facts_[k].valid() && slots_[k].sentence == slots_[s].sentence &&
           r_.fact(facts_[k]).concept_id == t_.amount;
  };
  if (s < 2 || !amount(s - 1) || !amount(s - 2) || slots_[s].mark_between == U'；') return {};
  const Fact& last = r_.fact(facts_[s - 1]);
  const Fact& before = r_.fact(facts_[s - 2]);
  const AspectValue* a = last.aspect(t_.stage);
  const AspectValue* b = before.aspect(t_.stage);
  if (a == nullptr || b == nullptr || a->member == b->member || (!is_part_[s - 1] && !is_part_[s - 2])) return {};
  for (const auto id : {t_.scope, t_.project}) {
    const AspectValue* x = last.aspect(id);
    const AspectValue* y = before.aspect(id);
    if (!id.valid() || (x == nullptr) != (y == nullptr)) return {};
    if (x != nullptr && (x->member != y->member || x->name != y->name)) return {};
  }
  return is_part_[s - 1] ? facts_[s - 1] : facts_[s - 2];
}

/// 决算17.77万元，为预算20万元的88.85%: the budget is what the rate is measured by; the sentence speaks of the other.
bool Paragraph::is_measure(std::size_t s) const {
  const auto& figure = stream_.figures[slots_[s].figure];
  if (slots_[s].figure + 1 >= stream_.figures.size()) return false;
  const auto& next = stream_.figures[slots_[s].figure + 1];
  const std::uint32_t end = std::max(figure.at.end, figure.tail);
  if (next.figure.quantity.dimension != dsl::Dimension::rate || next.at.begin != end + 1 || stream_.chars[end] != U'的')
    return false;
  for (std::size_t k = s; k-- > 0 && slots_[k].sentence == slots_[s].sentence;)
    if (facts_[k].valid() && r_.same_class(r_.fact(facts_[k]).quantity, figure.figure.quantity)) return true;
  return false;
}

/// 支出100万元，其中A60万元，B40万元，比上年增加5万元: behind the whole list, about the whole; but
/// A60万元，增加3万元；B… and B40万元，其中…，B比上年… are about the part.
bool Paragraph::speaks_of_whole(std::size_t s, const Draft& draft) const {
  const Slot& slot = slots_[draft.slot];
  if (!is_part_[s] || slots_[s].sentence != slot.sentence || draft.own.context.scope) return false;
  const FactId total = r_.fact(facts_[s]).of;
  std::size_t parts = 0;
  for (std::size_t k = s + 1; k-- > 0 && slots_[k].sentence == slot.sentence;) {
    if (!facts_[k].valid()) continue;
    const Fact& before = r_.fact(facts_[k]);
    if (before.of == total && is_part_[k])
      ++parts;
    else if (parts > 0 && r_.is_relative(before.concept_id) && before.concept_id != t_.share)
      return false;  // the parts have changes of their own
    if (facts_[k] == total) break;
    if (slots_[k].mark_between == U'；') return false;
  }
  for (std::size_t k = draft.slot + 1; k < slots_.size() && slots_[k].sentence == slot.sentence; ++k)
    if (slots_[k].mark_between == U'；') return false;
  return parts >= 2;
}

/// 主要用于甲、乙、丙等，其中…: only some were named before, so only some have their figures.
bool Paragraph::trails_off(std::uint32_t begin, std::uint32_t cue) const {
  constexpr std::uint32_t noun = 2;  // 等方面，
  const std::uint32_t near = noun + 3;
  for (const Extent& e : stream_.cues_in(Cue::open_ended, {cue > near + begin ? cue - near : begin, cue})) {
    const auto mark = [&](std::uint32_t at) {
      return at + 1 == cue && (stream_.chars[at] == U'，' || stream_.chars[at] == U'。' || stream_.chars[at] == U'：');
    };
    if (mark(e.end) || mark(e.end + noun)) return true;
  }
  return false;
}

}  // namespace hegui::report

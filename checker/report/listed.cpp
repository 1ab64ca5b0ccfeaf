// Lists that no word announces: things with their money (2.内涝治理：预算1280万元，支出1254万元), and the parts of a
// whole one after another (三公经费32万元，用车23万元，接待9万元). Part of what paragraph.cpp does for each figure.
#include <algorithm>

#include "checker/report/paragraph.hpp"
#include "checker/report/relations.hpp"

namespace hegui::report {

namespace {

constexpr std::uint32_t shortest_name = 2, longest_name = 30;

bool is_comma(char32_t c) { return c == U'，' || c == U'：'; }

}  // namespace

/// Where the clause group that holds this place begins: behind 。, ；, a list number or the figure before.
std::uint32_t Paragraph::group_begin(std::uint32_t at, std::uint32_t floor) const {
  while (at > floor && !is_sentence_end(stream_, at - 1) && stream_.chars[at - 1] != U'；') {
    for (const auto& skip : stream_.skips_in({at > longest_name ? at - longest_name : 0, at}))
      if (skip.skipped.why == text::Skipped::Why::list_number && skip.at.end == at) return at;
    --at;
  }
  return at;
}

/// A name that the taxonomy does not know, as of something that money is spent on: not 总体情况, not 县第一中学.
bool Paragraph::names_a_thing(Extent name) const {
  if (name.end < name.begin + shortest_name || name.end - name.begin > longest_name) return false;
  for (std::uint32_t i = name.begin; i < name.end; ++i)
    if (is_comma(stream_.chars[i])) return false;
  if (stream_.cue_before(Cue::not_items, name.end, name.begin).end != 0) return false;
  if (stream_.cue_at(Cue::not_names, name.begin, name.end).end == name.end) return false;
  const OwnWords words = r_.own_words(stream_, name, false);
  if (words.residual.end < words.residual.begin + shortest_name || words.context.scope || words.context.fund)
    return false;
  const bool thing = stream_.cue_before(Cue::item_tails, name.end, name.begin).end != 0;
  return thing || stream_.cue_before(Cue::organisation_tails, name.end, name.begin).end == 0;
}

/// 环卫保洁：预算1900万元，支出1881万元: before money that only a word for the budget or for what was spent names,
/// stands the name of what it is spent on. It holds for its paragraph, or in a list within one up to the next ；.
void Paragraph::find_listed(std::size_t s, const Draft& draft) {
  const Slot& slot = slots_[s];
  if (listed_ && !listed_everywhere_ && (slot.mark_between == U'；' || slot.mark_between == U'。')) listed_.reset();
  const auto& own = draft.own;
  const bool money = draft.fact.quantity.dimension == dsl::Dimension::money;
  const auto kind = draft.fact.concept_id;
  const bool planned_or_spent = own.context.stage || (own.context.flow && own.context.flow->member == t_.expenditure) ||
                                (kind.valid() && kind == t_.investment);
  if (!t_.project.valid() || !money || !planned_or_spent || slot.depth > 0) return;
  if (s == 0 && name_behind_number(draft)) return;
  if (own.context.scope || own.context.fund || own.residual.end > own.residual.begin) return;
  const std::uint32_t floor =
      s == 0 ? 0 : std::max(stream_.figures[slots_[s - 1].figure].at.end, stream_.figures[slots_[s - 1].figure].tail);
  if (slot.zone.begin <= floor || slot.zone.begin == 0) return;
  const std::uint32_t mark = slot.zone.begin - 1;
  const char32_t c = stream_.chars[mark];
  const bool first = s == 0 && is_sentence_end(stream_, mark);  // 2.文物修缮。年初预算…
  if (!is_comma(c) && !first) return;
  const std::uint32_t begin = first ? 0 : group_begin(mark, floor);
  if (first && group_begin(mark, end_of_paragraph_number()) > end_of_paragraph_number()) return;
  const std::uint32_t number = std::max(begin, begin == 0 ? end_of_paragraph_number() : begin);
  const Extent name = trim_label(stream_, {number, mark});
  if (!names_a_thing(name)) return;
  const bool behind_number = begin > floor && !is_sentence_end(stream_, begin - 1) && stream_.chars[begin - 1] != U'；';
  const bool numbered = behind_number || number > begin || name.begin > number;  // 1., 一是
  const bool thing = stream_.cue_before(Cue::item_tails, name.end, name.begin).end != 0;
  // 2.环境卫生作业。预算4300万元，执行4218万元: its budget and what was spent of it follow at once.
  const bool told = first && numbered && slots_.size() >= 2 && slots_[1].sentence == slot.sentence &&
                    stream_.figures[slots_[1].figure].figure.quantity.dimension == dsl::Dimension::money &&
                    r_.words_in(stream_, slots_[1].zone, false).context.stage;
  if (c != U'：' && !thing && !(numbered && !first) && !told) return;
  listed_ = r_.named(t_.project, text(name), How::inherited, Reason::list, stream_.passage(name));
  listed_everywhere_ = begin == 0 && number > 0;
}

/// 1.气象预报预测年初预算98万元，支出决算94.50万元: between the number of the paragraph and the word for the budget
/// stands the name of what the paragraph tells of; in final accounts a class of spending, elsewhere a project.
bool Paragraph::name_behind_number(const Draft& draft) {
  std::uint32_t number = end_of_paragraph_number();
  for (const auto& skip : stream_.skips_in({0, 1}))
    if (skip.skipped.why == text::Skipped::Why::list_number) number = std::max(number, skip.at.end);
  const Extent residual = draft.own.residual;
  const Slot& slot = slots_[draft.slot];
  if (number == 0 || slot.zone.begin > number + 1 || !draft.own.context.stage || draft.own.context.scope ||
      residual.end <= residual.begin || slots_.size() < 2)
    return false;
  const Extent name = trim_label(stream_, {number, residual.end});
  const auto next = stream_.terms_in({residual.end, residual.end + 1});
  const bool stage = std::any_of(next.begin(), next.end(), [&](const Term& term) {
    return term.meaning.kind == Meaning::Kind::member && r_.program.members[term.meaning.id].aspect == t_.stage;
  });
  constexpr std::uint32_t mark = 2;  // the point of the number may count as a part of the words
  if (!stage || name.begin < residual.begin || name.begin > residual.begin + mark || !names_a_thing(name)) return false;
  const AspectValue value = r_.named(t_.project, text(name), How::inherited, Reason::list, stream_.passage(name));
  const auto accounts = r_.program.find_member(r_.program.find_aspect("report_type"), "final_accounts");
  if (accounts.valid() && report_.identity.type == accounts) {
    item_ = value;
  } else {
    listed_ = value;
    listed_everywhere_ = true;
  }
  return true;
}

/// 智慧大厅420万元，支出418万元；窗口改造…: only a word for spending, right behind a thing with its money: what was
/// spent of it, so that the sum before was planned.
bool Paragraph::spent_of_last(std::size_t s, const Draft& draft) const {
  if (s == 0 || !facts_[s - 1].valid() || draft.fact.concept_id != t_.amount || !t_.project.valid()) return false;
  const Slot& slot = slots_[s];
  if (slots_[s - 1].sentence != slot.sentence || slots_[s - 1].depth != slot.depth || slot.separator != U'，' ||
      slot.mark_between != U'，')
    return false;
  const auto& own = draft.own;
  const bool spent = (own.context.flow && own.context.flow->member == t_.expenditure) ||
                     (own.context.stage && own.context.stage->member == t_.actual);
  if (!spent || r_.is_budget(own.context.stage) || own.context.scope || own.context.fund || own.has_year_word ||
      own.residual.end > own.residual.begin)
    return false;
  const Fact& before = r_.fact(facts_[s - 1]);
  const AspectValue* project = before.aspect(t_.project);
  const AspectValue* stage = before.aspect(t_.stage);
  return before.concept_id == t_.amount && project != nullptr && project->how == How::stated && stage != nullptr &&
         stage->how != How::stated;
}

/// 追加绿道修复资金126万元、古树保护补助18万元: the word holds for the next of the list too.
bool Paragraph::added_too(std::size_t s) const {
  if (s == 0 || !t_.budget_adjustment.valid() || !facts_[s - 1].valid()) return false;
  // 追加甲资金121万元（文号）和乙资金100万元: the conjunction may stand behind a bracket.
  std::uint32_t words = slots_[s].zone.begin;  // behind the number of the document
  if (words < slots_[s].zone.end && stream_.chars[words] == U'（')
    while (words < slots_[s].zone.end && stream_.chars[words++] != U'）') {
    }
  const bool behind =
      words > slots_[s].zone.begin && words < slots_[s].zone.end &&
      (stream_.chars[words] == U'、' || stream_.cue_at(Cue::conjunctions, words, slots_[s].zone.end).end != 0);
  const bool joined = slots_[s].separator == U'、' || behind ||
                      (slots_[s].separator == U'）' &&
                       stream_.cue_at(Cue::conjunctions, slots_[s].zone.begin, slots_[s].zone.end).end != 0);
  if (!joined) return false;
  if (slots_[s - 1].sentence != slots_[s].sentence || slots_[s - 1].depth != slots_[s].depth) return false;
  if (r_.fact(facts_[s - 1]).concept_id != t_.budget_adjustment) return false;
  const OwnWords own = r_.words_in(stream_, slots_[s].zone, false);
  return !own.context.stage && !own.context.flow && !own.context.scope;
}

/// 年中追加三笔，合计1378.40万元: the clause before says so, the one of the sum says nothing.
bool Paragraph::added_before(std::size_t s) const {
  constexpr std::uint32_t reach = 24;
  const Slot& slot = slots_[s];
  // 追加的具体项目：甲84万元、乙180万元: what stands before the colon holds for the list.
  if (t_.budget_adjustment.valid() && slot.separator == U'：' && slot.depth == 0 && slot.zone.end > slot.zone.begin &&
      slot.zone.begin > slot.sentence_begin + 1) {
    std::uint32_t begin = slot.zone.begin - 1;
    const std::uint32_t floor = std::max(slot.sentence_begin, begin > reach ? begin - reach : 0);
    while (begin > floor && stream_.chars[begin - 1] != U'，' && stream_.chars[begin - 1] != U'；') --begin;
    for (const auto& term : stream_.terms_in({begin, slot.zone.begin - 1}))
      if (term.meaning.kind == Meaning::Kind::concept_word &&
          t_.is_concept(dsl::ConceptId{term.meaning.id}, t_.budget_adjustment) &&
          (s == 0 || begin >= stream_.figures[slots_[s - 1].figure].at.end))
        return true;
  }
  if (!t_.budget_adjustment.valid() || slot.separator != U'，' || slot.depth > 0 ||
      slot.zone.begin <= slot.sentence_begin)
    return false;
  if (slot.zone.end <= slot.zone.begin ||
      stream_.cue_at(Cue::total_row, slot.zone.begin, slot.zone.end).end != slot.zone.end)
    return false;
  const std::uint32_t from =
      std::max(slot.sentence_begin, slot.zone.begin > reach ? slot.zone.begin - reach : slot.sentence_begin);
  bool added = false;
  for (const auto& term : stream_.terms_in({from, slot.zone.begin}))
    if (term.meaning.kind == Meaning::Kind::concept_word)
      added = added || t_.is_concept(dsl::ConceptId{term.meaning.id}, t_.budget_adjustment);
  return added;
}

/// 综合利用率由90.2%升到92.6%: without a word of when, the first is what it was the year before.
void Paragraph::date_replaced(std::size_t s) {
  if (s == 0 || !facts_[s - 1].valid() || !r_.report_year || slots_[s - 1].sentence != slots_[s].sentence) return;
  const Extent from = slots_[s - 1].zone, to = slots_[s].zone;
  if (stream_.cue_before(Cue::change_to, to.end, to.begin).end == 0) return;
  if (stream_.cue_before(Cue::change_from, from.end, from.begin).end == 0) return;
  Fact& before = r_.fact(facts_[s - 1]);
  const AspectValue* year = before.aspect(t_.year);
  if (before.quantity.dimension != dsl::Dimension::rate || year == nullptr || year->how == How::stated) return;
  r_.set(before,
         r_.named(t_.year, std::to_string(*r_.report_year - 1), How::inherited, Reason::sentence, stream_.passage(to)));
}

/// 年初批复100万元，先后下达两笔：A资金20万元，B补助5万元，全年预算125万元: sums between the first budget and the
/// revised one that make exactly the difference were added to it.
void Paragraph::note_additions() {
  if (!t_.budget_adjustment.valid() || !t_.revised_budget.valid()) return;
  const auto budget = [&](std::size_t s, dsl::MemberId stage) {
    return facts_[s].valid() && r_.fact(facts_[s]).concept_id == t_.amount && slots_[s].depth == 0 &&
           member_of(r_.fact(facts_[s]), t_.stage) == stage;
  };
  for (std::size_t s = 2; s < slots_.size(); ++s) {
    if (!budget(s, t_.revised_budget)) continue;
    std::vector<FactId> added;
    dsl::Interval sum{dsl::Number(0), dsl::Number(0), false, false};
    constexpr std::size_t most = 12;
    for (std::size_t k = s; k-- > 0 && s - k <= most;) {
      if (budget(k, t_.initial_budget)) {
        const dsl::Interval whole = r_.fact(facts_[k]).quantity.interval + sum;
        if (added.size() >= 2 && whole.intersects(r_.fact(facts_[s]).quantity.interval)) take_as_added(added);
        break;
      }
      if (!facts_[k].valid() || slots_[k].depth > 0) continue;
      const Fact& between = r_.fact(facts_[k]);
      if (between.quantity.dimension != dsl::Dimension::money || between.concept_id != t_.amount) continue;
      const AspectValue* stage = between.aspect(t_.stage);
      if (stage == nullptr || stage->how == How::stated) break;
      added.push_back(facts_[k]);
      sum = sum + between.quantity.interval;
    }
  }
}

/// 省级2560万元、市级1280万元、县级2560万元，按40%、20%、40%分担: shares of the sums before them, in their order.
void Paragraph::share_out() {
  constexpr std::uint32_t near = 6;
  const auto dimension = [&](std::size_t s) { return stream_.figures[slots_[s].figure].figure.quantity.dimension; };
  for (std::size_t s = 0; s < slots_.size();) {
    const std::size_t first = s++;
    if (dimension(first) != dsl::Dimension::rate) continue;
    while (s < slots_.size() && dimension(s) == dsl::Dimension::rate && slots_[s].sentence == slots_[first].sentence &&
           slots_[s].separator == U'、')
      ++s;
    const std::size_t run = s - first;
    const std::uint32_t end = stream_.figures[slots_[s - 1].figure].at.end;
    const Extent split = stream_.first_cue(Cue::split_words, {end, std::min(stream_.size(), end + near)});
    if (run < 2 || run > first || split.end == 0 || !t_.share.valid()) continue;
    for (std::size_t k = 0; k < run; ++k) {
      const std::size_t part = first - run + k;
      if (!facts_[part].valid() || !facts_[first + k].valid() || dimension(part) != dsl::Dimension::money ||
          slots_[part].sentence != slots_[first].sentence)
        break;
      Fact& fact = r_.fact(facts_[first + k]);
      if (fact.concept_id.valid()) break;
      fact.concept_id = t_.share;
      r_.copy(fact, r_.fact(facts_[part]), Reason::sentence);
      r_.set_name(fact);
    }
  }
}

void Paragraph::take_as_added(const std::vector<FactId>& added) {
  for (const FactId id : added) {
    Fact& fact = r_.fact(id);
    fact.concept_id = t_.budget_adjustment;
    r_.set(fact, r_.value(t_.stage, t_.revised_budget, How::inherited, Reason::concept_default, fact.label_at));
    if (t_.project.valid() && fact.aspect(t_.project) != nullptr && t_.project_spending.valid())
      r_.set(fact, r_.value(t_.scope, t_.project_spending, How::inherited, Reason::own_clause, fact.label_at));
    r_.set_name(fact);
  }
}

std::uint32_t Paragraph::end_of_paragraph_number() const {
  const std::uint32_t end = end_of_number(report_, block_);
  return end == 0 ? 0 : stream_.position(end);
}

/// 三公经费32万元，用车23万元，接待9万元: a figure right behind one of the whole, whose words name a part of it.
bool Paragraph::open_implied(std::size_t s, const Draft& draft) {
  const Slot& slot = slots_[s];
  if (s == 0 || slot.zipped || draft.fact.concept_id != t_.amount || slot.mark_between == U'。' ||
      slot.mark_between == U'；')
    return false;
  const FactId whole = nearest_total(draft, s, false);
  if (!whole.valid() || is_part_[s - 1]) return false;
  if (!names_part_of(whole, draft)) {
    const dsl::MemberId family = family_of(whole, draft, s);
    if (!family.valid()) return false;
    r_.set(r_.fact(whole), r_.value(t_.scope, family, How::inherited, Reason::breakdown, r_.fact(whole).label_at));
    r_.set_name(r_.fact(whole));
  }
  if (t_.project.valid() && r_.aspect(whole, t_.project) != nullptr) return false;
  Frame frame;
  frame.depth = slot.depth;
  frame.sentence = slot.sentence;
  frame.implied = true;
  fill_measures(frame, whole);
  frames_.push_back(std::move(frame));
  return true;
}

/// 实际采购142万元，货物96.40万元、服务45.60万元: the whole itself has no word for its scope, but its figure is
/// followed by two short names that are parts of one member.
dsl::MemberId Paragraph::family_of(FactId whole, const Draft& draft, std::size_t s) const {
  constexpr std::size_t most_parts = 3;
  const AspectValue* scope = r_.aspect(whole, t_.scope);
  if (r_.fact(whole).concept_id != t_.amount || scope == nullptr || scope->how == How::stated ||
      s + 1 >= slots_.size() || slots_[s + 1].sentence != slots_[s].sentence || draft.own.context.scope)
    return {};
  const auto& next = slots_[s + 1];
  if (stream_.figures[next.figure].figure.quantity.dimension != dsl::Dimension::money) return {};
  const std::string first = text(trim_label(stream_, draft.own.residual)),
                    second = text(trim_label(stream_, r_.own_words(stream_, next.zone, false).residual));
  dsl::MemberId found;
  for (std::uint32_t m = 0; m < r_.program.members.size(); ++m) {
    const auto& item = r_.program.members[m];
    if (item.aspect != t_.scope || item.parts.size() < 2 || item.parts.size() > most_parts) continue;
    const dsl::MemberId a = part_named({m}, first), b = part_named({m}, second);
    if (!a.valid() || !b.valid() || a == b) continue;
    if (found.valid()) return {};
    found = dsl::MemberId{m};
  }
  return found;
}

/// The words of the figure name a narrower scope within that of the whole.
bool Paragraph::names_part_of(FactId whole, const Draft& draft) const {
  const AspectValue* scope = r_.aspect(whole, t_.scope);
  if (r_.fact(whole).concept_id != t_.amount || scope == nullptr || !scope->member.valid()) return false;
  const auto& own = draft.own.context.scope;
  const dsl::MemberId part = own ? own->member : part_named(scope->member, text(short_name(draft)));
  return part.valid() && part != scope->member && r_.program.is_within(part, scope->member);
}

/// 货物 of 货物类, 公务接待 of 用于公务接待.
Extent Paragraph::short_name(const Draft& draft) const {
  Extent name = draft.own.residual;
  if (const Extent tail = stream_.cue_before(Cue::class_tails, name.end, name.begin);
      tail.end != 0 && tail.begin > name.begin)
    name.end = tail.begin;
  return name.end > name.begin ? trim_label(stream_, name) : name;
}

/// 41例，其中甲16例、乙25例，随访41例: the parts named so far are all of it, and what follows is said of the whole.
bool Paragraph::filled(const Frame& frame, FactId total, const Draft& draft, bool new_item) const {
  const auto parts = frame.parts.find(total);
  // 城乡社区支出36.8万元，其中城市建设36.8万元；其他支出5万元: behind ； one part that is all of it is enough.
  if (parts == frame.parts.end() || parts->second.size() < (new_item ? 1U : 2U)) return false;
  dsl::Number sum(0);
  for (const FactId part : parts->second) sum = sum + r_.fact(part).quantity.value;
  const auto& whole = r_.fact(total).quantity;
  return !whole.value.is_zero() && sum == whole.value && !draft.fact.quantity.value.is_zero();
}

/// A part of a total goes by its own words, and takes from the total what they leave open.
void Paragraph::give_part(Draft& draft, FactId total_id, bool in_list) {
  Fact& fact = draft.fact;
  const Fact& total = r_.fact(total_id);
  std::string name;
  Passage at;
  // 政府采购…，其中货物…
  const Extent own_name = short_name(draft);
  const AspectValue* whole = total.aspect(t_.scope);
  if (whole != nullptr && whole->member.valid() && fact.aspect(t_.scope) == nullptr && own_name.end > own_name.begin)
    if (const auto member = part_named(whole->member, text(own_name)); member.valid())
      r_.set(fact, r_.value(t_.scope, member, How::stated, Reason::own_clause, stream_.passage(own_name)));
  // 到位2250万元，其中中央1200万元、省级400万元: short for 中央资金, 省级资金.
  const auto source = own_name.end > own_name.begin && own_name.end == draft.label.end && !draft.own.context.fund &&
                              !draft.own.context.scope
                          ? fund_in_short(r_.program, t_.fund, text(own_name))
                          : dsl::MemberId{};
  if (source.valid() && fact.aspect(t_.fund) == nullptr)
    r_.set(fact, r_.value(t_.fund, source, How::stated, Reason::own_clause, stream_.passage(own_name)));
  if (fact.aspect(t_.scope) == nullptr && !draft.own.context.fund && !source.valid() && free_scope(draft, name, at)) {
    const bool income = draft.own.context.flow && draft.own.context.flow->member == t_.income;
    // A name that the taxonomy does not know is an item of the whole, no scope of its own.
    if (!income && t_.project.valid()) r_.set(fact, r_.named(t_.project, name, How::stated, Reason::own_clause, at));
  }
  // 下达1680万元，其中直补资金480万元，项目资金1200万元: a part of the same scope as the whole goes by its own words.
  const auto& own = draft.own.context;
  if (t_.project.valid() && own.scope && whole != nullptr && own.scope->member == whole->member &&
      whole->member != t_.department && !own.fund && fact.aspect(t_.project) == nullptr &&
      total.aspect(t_.project) == nullptr && !fact.label.empty())
    r_.set(fact, r_.named(t_.project, fact.label, How::stated, Reason::own_clause, fact.label_at));
  if (const AspectValue* scope = fact.aspect(t_.scope); scope != nullptr && fact.aspect(t_.flow) == nullptr)
    if (const auto flow = t_.implied(scope->member, t_.flow); flow.valid())
      r_.set(fact, r_.value(t_.flow, flow, How::inherited, Reason::own_clause, scope->source));
  for (const auto id : {t_.stage, t_.flow, t_.scope, t_.fund}) {
    if (!id.valid() || fact.aspect(id) != nullptr) continue;
    // In a paragraph of a list the paragraph's first figure names the item: 接待费预算2万元，决算1.64万元.
    if (in_list && id == t_.scope && main_.scope) {
      AspectValue v = *main_.scope;
      if (v.how == How::stated) v.how = How::inherited, v.reason = Reason::sentence;
      r_.set(fact, v);
      continue;
    }
    if (const AspectValue* a = total.aspect(id)) {
      AspectValue v = *a;
      if (v.how != How::defaulted) {
        v.how = How::inherited;
        v.reason = Reason::breakdown;
      }
      r_.set(fact, v);
    }
  }
}

/// 衔接资金800万元，由两级组成。截至年底支出640万元: what was spent of the one sum that the sentence before is about.
bool Paragraph::goes_on_about_project(Draft& draft) const {
  const Slot& slot = slots_[draft.slot];
  const auto& own = draft.own.context;
  if (!main_project_ || !main_sentence_ || *main_sentence_ + 1 != slot.sentence || !main_fact_ || several_projects_ ||
      main_project_->how != How::stated || slot.depth > 0 || draft.fact.concept_id != t_.amount || own.scope ||
      own.fund || topic_.scope || topic_name_.end > topic_name_.begin ||
      draft.own.residual.end > draft.own.residual.begin)
    return false;
  const bool spent = own.stage ? own.stage->member == t_.actual : own.flow && own.flow->member == t_.expenditure;
  if (!spent || draft.fact.quantity.value > r_.fact(*main_fact_).quantity.value ||
      !stream_.has_cue(Cue::so_far_words, slot.zone))
    return false;
  AspectValue project = *main_project_;
  project.how = How::inherited, project.reason = Reason::paragraph;
  r_.set(draft.fact, project);
  return true;
}

/// 飞行时长≥928小时，实际909.93小时: a bound, and right behind it what was reached in the same unit.
bool Paragraph::bounds_what_was_reached(std::size_t s) const {
  const Slot& slot = slots_[s];
  const auto& bound = stream_.figures[slot.figure];
  if (bound.figure.quantity.takes_part_in_equations() || bound.figure.quantity.dimension != dsl::Dimension::count ||
      s + 1 >= slots_.size() || slots_[s + 1].sentence != slot.sentence || slots_[s + 1].mark_between == U'；')
    return false;
  const auto& reached = stream_.figures[slots_[s + 1].figure].figure.quantity;
  if (!reached.takes_part_in_equations() || !r_.same_class(reached, bound.figure.quantity)) return false;
  const std::uint32_t begin = slots_[s + 1].zone.begin;
  return stream_.cue_at(Cue::actual_words, begin, slots_[s + 1].zone.end).end != 0;
}

/// 彩票公益金投入250万元，其中中央120万元、省级80万元: money of one kind comes from several levels.
bool Paragraph::levels_of_a_kind(dsl::MemberId whole, dsl::MemberId part) const {
  const auto kind = [&](dsl::MemberId m) {
    return t_.fiscal_funds.valid() && m != t_.fiscal_funds && r_.program.is_within(m, t_.fiscal_funds);
  };
  return kind(whole) && !kind(part) && part != t_.fiscal_funds && !t_.implied(part, t_.flow).valid() &&
         part != r_.program.find_member(t_.fund, "other_funds");
}

/// What the next figures take over from this one, and of what its sentence told one by one.
void Paragraph::remember_main(std::size_t s, FactId id) {
  const bool goes_on = main_sentence_ && *main_sentence_ == slots_[s].sentence;
  const auto another = [&](dsl::AspectId aspect_id, bool before) {
    const auto& was = main_.at(t_, aspect_id);
    const AspectValue* now = r_.fact(id).aspect(aspect_id);
    const bool own = was && now != nullptr && now->how == How::stated;
    return goes_on && (before || (own && was->member != now->member));
  };
  several_scopes_ = t_.scope.valid() && another(t_.scope, several_scopes_);
  several_funds_ = t_.fund.valid() && another(t_.fund, several_funds_);
  const AspectValue* project = t_.project.valid() ? r_.fact(id).aspect(t_.project) : nullptr;
  several_projects_ =
      goes_on &&
      (several_projects_ || (main_project_.has_value() && project != nullptr && main_project_->name != project->name));
  main_ = {};
  for (const auto aspect_id : {t_.stage, t_.flow, t_.scope, t_.fund})
    if (const AspectValue* a = r_.fact(id).aspect(aspect_id); a != nullptr && aspect_id.valid())
      main_.at(t_, aspect_id) = *a;
  main_project_.reset();
  if (project != nullptr) main_project_ = *project;
  main_sentence_ = slots_[s].sentence;
  main_fact_ = id;
}

}  // namespace hegui::report

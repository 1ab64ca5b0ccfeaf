#include "checker/report/paragraph.hpp"

#include <algorithm>

#include "checker/report/misplaced.hpp"

namespace hegui::report {

namespace {

constexpr std::uint32_t leading_year_within = 8;

/// “10万，”: an amount whose 元 was left out; the unit stays as written.
void take_as_money(dsl::Quantity& quantity) {
  const int power = quantity.unit == "亿" ? 8 : 4;
  quantity.dimension = dsl::Dimension::money;
  quantity.noun.clear();
  quantity.power_of_ten = power;
  quantity.value = quantity.written * dsl::Number::power_of_ten(power);
  const dsl::Number half = dsl::Number::power_of_ten(power - quantity.decimals) * dsl::Number(1, 2);
  if (quantity.approximation == dsl::Approximation::exact) quantity.approximation = dsl::Approximation::rounded;
  quantity.interval = {quantity.value - half, quantity.value + half, false, false};
}

/// 社会保障和就业支出（208）行政事业单位养老支出（05）行政单位离退休（01）: codes of class, group and item instead of
/// the words for them; the last of them. Also one code of all three: 行政运行（2010301）.
Extent code_mark(const Stream& stream, std::uint32_t limit) {
  constexpr std::uint32_t class_digits = 3, group_digits = 2, group_code = 5, item_code = 7, farthest = 120;
  Extent last{};
  std::uint32_t marks = 0;
  for (std::uint32_t i = 0; i + 1 < std::min(limit, farthest); ++i) {
    if (stream.chars[i] != U'（') continue;
    std::uint32_t end = i + 1;
    while (end < limit && stream.chars[end] >= U'0' && stream.chars[end] <= U'9') ++end;
    const std::uint32_t digits = end - i - 1;
    if (end >= limit || stream.chars[end] != U'）') continue;
    if (digits == item_code || digits == group_code) return {i, end + 1};
    if (digits == (marks == 0 ? class_digits : group_digits)) {
      ++marks;
      last = {i, end + 1};
    }
  }
  return marks >= 2 ? last : Extent{};
}

}  // namespace

Paragraph::Paragraph(Reading& reading, std::uint32_t block, const Stream& stream)
    : r_(reading), t_(reading.tables), report_(reading.report), block_(block), stream_(stream) {
  slots_ = cut_slots(stream_);
  facts_.resize(slots_.size());
  is_part_.resize(slots_.size(), false);
  is_base_.resize(slots_.size(), false);
  heading_ = r_.heading_context(block);
  section_ = section_at(report_, block);
  // “1.…支出（类）…（款）行政运行（项）。年初预算为…”: what follows is about that item.
  find_item(stream_, stream_.figures.empty() ? stream_.size() : stream_.figures.front().at.begin, Reason::paragraph);
  if (!item_ && section_.valid() && report_.sections[section_.value].heading.block != block_) {
    const auto known = r_.heading_items.find(section_);
    if (known == r_.heading_items.end()) {
      const Passage& at = report_.sections[section_.value].heading;
      const Stream heading = scan_slice(report_.document, at.block, {at.begin, at.end}, t_, false, false);
      find_item(heading, heading.size(), Reason::heading);
      r_.heading_items.emplace(section_, item_);
    } else {
      item_ = known->second;
    }
  }
  const auto targets = r_.program.find_section_kind("targets");
  const auto measures = r_.program.find_section_kind("measures");
  for (SectionId id = section_; id.valid(); id = report_.sections[id.value].parent) {
    const auto& section = report_.sections[id.value];
    if (section.list_item) continue;
    in_targets_ = !section.kinds.empty() && targets.valid() && section.kinds.front() == targets;
    in_measures_ = !section.kinds.empty() && measures.valid() && section.kinds.front() == measures;
    break;
  }
}

/// “出生一件事”联办平台: the marks are no characters of the stream; a name keeps both of a pair.
Passage Paragraph::with_quotes(Extent extent) const { return report::with_quotes(report_, stream_.passage(extent)); }

std::string Paragraph::text(Extent extent) const {
  return extent.end <= extent.begin ? std::string() : without_gaps(report_.quote(with_quotes(extent)));
}

void Paragraph::read() {
  for (std::size_t s = 0; s < slots_.size(); ++s) read_slot(s);
  finish();
}

void Paragraph::find_sentence_year(const Slot& slot) {
  if (year_sentence_ != slot.sentence + 1) {
    sentence_year_.reset();
    year_sentence_ = slot.sentence + 1;
  }
  for (const auto& skip : stream_.skips_in({slot.sentence_begin, slot.sentence_begin + leading_year_within})) {
    if (skip.skipped.year == 0) continue;
    if (skip.skipped.why != text::Skipped::Why::year) continue;
    // 与2021年相比: the year with which it is compared.
    if (stream_.cue_before(Cue::compare_words, skip.at.begin, slot.sentence_begin).end != 0) continue;
    sentence_year_ = skip.skipped.year;
    sentence_year_at_ = stream_.passage(skip.at);
    break;
  }
}

/// “对一般公共预算项目支出开展自评，涉及资金…”: the words of the sentence before the clause of its first figure.
void Paragraph::find_topic(std::size_t s) {
  const Slot& slot = slots_[s];
  // Until the sentence has its first amount: “国内公务接待46批次，支出4.30万元”.
  if (topic_sentence_ == slot.sentence + 1 && main_sentence_ && *main_sentence_ == slot.sentence) return;
  topic_sentence_ = slot.sentence + 1;
  topic_ = {};
  topic_name_ = {};
  if (slot.zone.begin <= slot.sentence_begin) return;
  // 县财政调增项目预算324万元，全年预算相应为8964万元: what names a sum before is not the topic of the next.
  constexpr std::uint32_t reach = 400;  // no topic is said farther before what it speaks of
  constexpr std::size_t figures = 60;
  const std::uint32_t first = std::max(slot.sentence_begin, slot.zone.begin > reach ? slot.zone.begin - reach : 0);
  std::uint32_t from = first;
  for (std::size_t k = s; k-- > 0 && s - k <= figures && slots_[k].sentence == slot.sentence && from == first;)
    if (facts_[k].valid() && r_.fact(facts_[k]).quantity.dimension == dsl::Dimension::money)
      from = std::max(from, stream_.figures[slots_[k].figure].at.end);
  const OwnWords words = r_.words_in(stream_, {from, std::max(from, slot.zone.begin)}, false);
  find_topic_name({first, slot.zone.begin});
  if (words.several_scopes) return;
  topic_ = words.context;
  topic_.stage.reset();
  if (words.balance) topic_.flow.reset();
  for (auto* v : {&topic_.flow, &topic_.scope, &topic_.fund})
    if (*v) (*v)->how = How::inherited, (*v)->reason = Reason::sentence;
}

/// The name up to the last （项） before `limit`, without the number of its paragraph.
void Paragraph::find_item(const Stream& stream, std::uint32_t limit, Reason reason) {
  Extent mark = stream.last_cue(Cue::item_marks, {0, limit});
  if (mark.end == 0) mark = code_mark(stream, limit);
  if (mark.end == 0 || !t_.project.valid()) return;
  std::uint32_t begin = 0;
  for (const auto& skip : stream.skips_in({0, mark.begin}))
    if (skip.skipped.why == text::Skipped::Why::list_number) begin = skip.at.end;
  for (std::uint32_t i = begin; i < mark.begin; ++i)
    if (is_sentence_end(stream, i) || stream.chars[i] == U'；') begin = i + 1;
  // …（类）…（款）行政运行（项）: the item itself; its class is said by the heading or the words before.
  for (std::uint32_t i = mark.begin; i > begin + 1; --i)
    if (stream.chars[i - 1] == U'）') {
      if (i < mark.begin) begin = i;
      break;
    }
  const Extent name = trim_label(stream, {begin, mark.begin});
  if (name.end <= name.begin) return;
  item_ = r_.named(t_.project, without_gaps(report_.quote(stream.passage(name))), How::inherited, reason,
                   stream.passage(name));
}

/// What the figure is spent on: the item of its paragraph, or 公用经费中信息化运维12万元.
void Paragraph::give_item(Draft& draft) {
  Fact& fact = draft.fact;
  const bool about_money = t_.is_fiscal(fact.concept_id) || r_.is_relative(fact.concept_id);
  const auto kind = fact.concept_id;
  const bool scored = fact.concept_id.valid() && fact.concept_id == t_.total_score;
  if (t_.project.valid() && listed_ && (about_money || scored || (kind.valid() && kind == t_.investment)) &&
      fact.aspect(t_.project) == nullptr) {
    r_.set(fact, *listed_);
    return;
  }
  if (!t_.project.valid() || !about_money || fact.aspect(t_.project) != nullptr) return;
  const Slot& slot = slots_[draft.slot];
  for (const auto& term : stream_.terms_in(slot.zone)) {
    if (term.nested || term.meaning.kind != Meaning::Kind::member) continue;
    if (r_.program.members[term.meaning.id].aspect != t_.scope) continue;
    const Extent among = stream_.cue_at(Cue::among_words, term.at.end, slot.zone.end);
    if (among.end == 0) continue;
    const Extent name = trim_label(stream_, {among.end, slot.zone.end});
    constexpr std::uint32_t shortest_name = 2, longest_name = 20;
    if (name.end < name.begin + shortest_name || name.end - name.begin > longest_name) continue;
    if (draft.own.residual.end <= among.end) continue;  // 三公经费中公务接待费: a member of its own
    r_.set(fact, r_.named(t_.project, text(name), How::stated, Reason::own_clause, stream_.passage(name)));
    return;
  }
  if (item_) r_.set(fact, *item_);
}

/// The clause right before the figure's own is the name of a project: “…项目：”, “…工程，”.
void Paragraph::find_topic_name(Extent before) {
  constexpr std::uint32_t shortest_name = 5, longest_name = 40;
  std::uint32_t end = before.end;
  while (end > before.begin && (stream_.chars[end - 1] == U'：' || stream_.chars[end - 1] == U'，')) --end;
  std::uint32_t begin = end;
  while (begin > before.begin && stream_.chars[begin - 1] != U'，' && stream_.chars[begin - 1] != U'；' &&
         stream_.chars[begin - 1] != U'：')
    --begin;
  const Extent noun = stream_.first_cue(Cue::project_nouns, {begin, end});
  if (noun.end == 0) return;
  // 追加促消费专项220万元，全年预算…; 对12个项目开展自评，涉及…: a clause with a figure of its own names no topic.
  if (std::any_of(stream_.figures.begin(), stream_.figures.end(),
                  [&](const StreamFigure& f) { return f.at.begin < end && begin < f.at.end; }))
    return;
  const auto terms = stream_.terms_in({begin, noun.end});
  if (std::any_of(terms.begin(), terms.end(),
                  [](const Term& term) { return term.meaning.kind == Meaning::Kind::member; }))
    return;
  const Extent name = trim_label(stream_, {begin, noun.end});
  if (name.end - name.begin >= shortest_name && name.end - name.begin <= longest_name) topic_name_ = name;
}

/// 由65%提高到85%: the later figure is of the kind of the earlier.
dsl::ConceptId Paragraph::replaced_concept(std::size_t s, const Fact& fact) const {
  const Slot& slot = slots_[s];
  if (s == 0 || !facts_[s - 1].valid() || slots_[s - 1].sentence != slot.sentence) return {};
  const Fact& before = r_.fact(facts_[s - 1]);
  if (!r_.same_class(before.quantity, fact.quantity) || r_.is_relative(before.concept_id)) return {};
  const Extent to = stream_.cue_before(Cue::change_to, slot.zone.end, slot.zone.begin);
  // 追加180万元，全年预算调整为1380万元: it has a name of its own.
  const auto named = stream_.terms_in({slot.zone.begin, to.begin});
  if (to.end != 0 && std::any_of(named.begin(), named.end(), [&](const Term& term) {
        return term.meaning.kind == Meaning::Kind::member && r_.program.members[term.meaning.id].aspect == t_.stage;
      }))
    return {};
  return to.end != 0 ? before.concept_id : dsl::ConceptId{};
}

void Paragraph::read_slot(std::size_t s) {
  const Slot& slot = slots_[s];
  const StreamFigure& figure = stream_.figures[slot.figure];
  find_sentence_year(slot);
  Draft draft;
  draft.slot = s;
  Fact& fact = draft.fact;
  fact.quantity = figure.figure.quantity;
  // 国内公务接待23批次、186人次: the second figure goes by the name of the first.
  // 散养户12206头、732.36万元: so does the money behind the number.
  const bool nameless = slot.zone.end <= slot.zone.begin ||
                        stream_.cue_at(Cue::conjunctions, slot.zone.begin, slot.zone.end).end == slot.zone.end;
  const bool nothing_behind = slot.right.end <= slot.right.begin ||
                              stream_.cue_at(Cue::conjunctions, slot.right.begin, slot.right.end).end == slot.right.end;
  if (s > 0 && nameless && nothing_behind && slot.depth == slots_[s - 1].depth &&
      (slot.separator == U'#' || slot.separator == U'、') &&
      (fact.quantity.dimension == dsl::Dimension::count || shares_on(s, fact.quantity) || counted_before(s)))
    slots_[s].zone = slots_[s - 1].zone;
  draft.label = label_of(stream_, slot);
  if (fact.quantity.dimension != dsl::Dimension::money && fact.quantity.noun.empty() &&
      (fact.quantity.unit == "万" || fact.quantity.unit == "亿")) {
    const OwnWords words = r_.words_in(stream_, slot.zone, false);
    if (words.context.stage || words.context.scope || words.context.flow || words.context.fund || !frames_.empty())
      take_as_money(fact.quantity);
  }
  // 未满100%, 未达90%: a bound, not a value.
  if (fact.quantity.takes_part_in_equations()) {
    const bool most = stream_.cue_before(Cue::at_most_before, slot.zone.end, slot.zone.begin).end != 0 ||
                      stream_.cue_before(Cue::shortfall_words, slot.zone.end, slot.zone.begin).end != 0;
    const bool least = stream_.cue_before(Cue::at_least_before, slot.zone.end, slot.zone.begin).end != 0;
    if (most || least) {
      fact.quantity.approximation = most ? dsl::Approximation::at_most : dsl::Approximation::at_least;
      fact.quantity.interval = most ? dsl::Interval{std::nullopt, fact.quantity.value, false, false}
                                    : dsl::Interval{fact.quantity.value, std::nullopt, false, false};
    }
  }
  fact.optional = !fact.quantity.takes_part_in_equations() && fact.quantity.dimension == dsl::Dimension::rate &&
                  figure.hedge < figure.at.begin;
  // 变更增加的工程量折合31.60万元: reckoned from something else, no sum that was budgeted or spent.
  fact.optional = fact.optional || (fact.quantity.dimension == dsl::Dimension::money &&
                                    stream_.cue_before(Cue::converted_words, slot.zone.end, slot.zone.begin).end != 0);
  fact.at = {block_, figure.figure.begin, figure.figure.end};
  fact.label = text(draft.label);
  fact.label_at = draft.label.end > draft.label.begin ? with_quotes(draft.label) : stream_.passage(draft.label);
  fact.section = section_;
  if (section_.valid()) {
    const Section& section = report_.sections[section_.value];
    fact.in_heading = !section.list_item && section.heading.block == block_ && fact.at.begin < section.heading.end;
  }
  // 下达任务8项：…。经年终考核，…完成4.38亿元: from there on it says what was done.
  const bool aimed = in_targets_ && !stream_.has_cue(Cue::result_words, {0, slot.zone.end});
  fact.concept_id = r_.concept_of(stream_, slot, fact.quantity, aimed);
  if (t_.target.valid() && bounds_what_was_reached(s)) fact.concept_id = t_.target;
  if (const auto kind = replaced_concept(s, fact); kind.valid()) fact.concept_id = kind;
  if (fact.quantity.dimension == dsl::Dimension::rate) date_replaced(s);
  if (fact.concept_id == t_.amount && (added_too(s) || added_before(s))) fact.concept_id = t_.budget_adjustment;
  const bool relative = r_.is_relative(fact.concept_id);
  // 比上年提高1.3个百分点: this year's, as with any change.
  draft.own = r_.own_words(stream_, slot.zone, relative || fact.quantity.dimension == dsl::Dimension::points);
  if (slot.year != 0) draft.own.year = slot.year, draft.own.year_at = stream_.passage(slot.year_at);
  // 年初批复预算8个项目985万元: how many they are stands between the words and their money.
  if (s > 0 && slot.separator == U'#' && fact.quantity.dimension == dsl::Dimension::money && facts_[s - 1].valid() &&
      r_.fact(facts_[s - 1]).quantity.dimension == dsl::Dimension::count && slot.depth == slots_[s - 1].depth) {
    const Context before = r_.words_in(stream_, slots_[s - 1].zone, relative).context;
    for (const auto& [to, from] : {std::pair{&draft.own.context.stage, &before.stage},
                                   {&draft.own.context.flow, &before.flow},
                                   {&draft.own.context.fund, &before.fund}})
      if (!*to) *to = *from;
  }
  // 上年这一占比为73%: the share of last year, compared with nothing here.
  if (fact.concept_id == t_.share)
    for (const auto& term : stream_.terms_in({slot.zone.begin, slot.zone.begin + 1}))
      if (term.meaning.kind == Meaning::Kind::member && dsl::MemberId{term.meaning.id} == t_.last_year)
        draft.own.year_offset = -1, draft.own.year_at = stream_.passage(term.at);
  // 资产总额较年初的346万元: what there was when the year began is what there was when the last one ended.
  if (at_opening(slot, fact) && !draft.own.year && !draft.own.has_year_word)
    draft.own.year_offset = -1, draft.own.year_at = stream_.passage(slot.zone);
  is_base_[s] = !relative && stream_.cue_at(Cue::compare_words, slot.zone.begin, slot.zone.end).end != 0 &&
                (draft.own.has_year_word || draft.own.year || draft.own.context.stage);
  is_base_[s] = is_base_[s] || (s > 0 && !relative && is_measure(s));
  // Under the heading 三公经费, 支出总额 is theirs.
  if (draft.own.context.scope && draft.own.context.scope->member == t_.department && heading_.scope &&
      t_.sangong.valid() && r_.program.is_within(heading_.scope->member, t_.sangong))
    draft.own.context.scope.reset();
  r_.narrow_fund(draft.own.context.fund, heading_);
  // 中央资金12万元，省级资金8万元。全年执行18万元: what the sentence before told of one by one goes no further.
  if (main_sentence_ && *main_sentence_ != slot.sentence) {
    if (several_scopes_) main_.scope.reset();
    if (several_funds_) main_.fund.reset();
  }
  find_topic(s);
  // 力争执行率达到97%: among what is to become better, of the year to come.
  if (in_measures_ && fact.quantity.dimension != dsl::Dimension::count && !draft.own.year && !draft.own.has_year_word &&
      stream_.has_cue(Cue::goal_words, {group_begin(slot.zone.end, slot.sentence_begin), slot.zone.end}))
    draft.own.year_offset = 1, draft.own.year_at = stream_.passage(slot.zone);
  if (relative && slot.sentence + 1 == year_sentence_ && sentence_year_ && r_.report_year &&
      *sentence_year_ == *r_.report_year - 1 && !draft.own.year)
    draft.own.year = r_.report_year, draft.own.year_at = sentence_year_at_;
  // 一般公共服务（类）…（款）行政运行（项）: an item of its own, not the class that it belongs to.
  if (const Extent mark = stream_.last_cue(Cue::item_marks, slot.zone); mark.end != 0) {
    find_item(stream_, mark.end, Reason::own_clause);
    draft.own.context.scope.reset();
    draft.own.residual = {};
  }

  if (restate(s, draft)) return;
  if (spent_of_last(s, draft) && t_.initial_budget.valid() && t_.actual.valid()) {
    Fact& planned = r_.fact(facts_[s - 1]);
    r_.set(planned,
           r_.value(t_.stage, t_.initial_budget, How::inherited, Reason::sentence, stream_.passage(slot.zone)));
    draft.own.context.stage =
        r_.value(t_.stage, t_.actual, How::stated, Reason::own_clause, stream_.passage(slot.zone));
    r_.set(fact, *planned.aspect(t_.project));
    if (const AspectValue* scope = planned.aspect(t_.scope)) r_.set(fact, *scope);
  }
  find_listed(s, draft);
  leave_frames(s);
  if (open_frame(s, draft) || open_implied(s, draft)) {
    fact.label = text(draft.label);
    fact.label_at = stream_.passage(draft.label);
  }
  FactId total;
  Frame* frame = place(draft, s, total);
  r_.set_year(fact, draft.own, sentence_year_, sentence_year_at_);
  // 居家托养补贴320人，每人每月600元，计230.40万元: the price of one and the sum are of what was counted.
  const auto priced = [&](std::size_t k) {
    return facts_[k].valid() && r_.fact(facts_[k]).concept_id == t_.unit_cost && t_.unit_cost.valid();
  };
  const bool price = draft.fact.concept_id == t_.unit_cost && t_.unit_cost.valid();
  if (t_.project.valid() && fact.quantity.dimension == dsl::Dimension::money && slot.depth == 0 &&
      fact.aspect(t_.project) == nullptr && !draft.own.context.scope && !draft.own.context.fund &&
      (price || (fact.concept_id == t_.amount && draft.own.residual.end <= draft.own.residual.begin))) {
    bool seen = price;
    constexpr std::size_t reach = 6, shortest = 4, longest = 16;
    for (std::size_t k = s;
         k-- > 0 && s - k <= reach && slots_[k].sentence == slot.sentence && slots_[k + 1].mark_between != U'；';) {
      seen = seen || priced(k);
      if (!facts_[k].valid() || slots_[k].depth > 0) continue;
      const Fact& counted = r_.fact(facts_[k]);
      if (counted.quantity.dimension == dsl::Dimension::money && !priced(k)) break;
      if (counted.quantity.dimension != dsl::Dimension::count || counted.label_at.begin >= counted.at.begin) continue;
      const Extent name = trim_label(stream_, slots_[k].zone);
      if (name.end < name.begin + shortest || name.end > name.begin + longest ||
          stream_.cue_before(Cue::item_tails, name.end, name.begin).end == 0)
        continue;
      if (seen) r_.set(fact, r_.named(t_.project, text(name), How::inherited, Reason::sentence, stream_.passage(name)));
      break;
    }
  }
  give_fiscal(draft, frame, total);
  give_item(draft);
  if (total.valid()) {
    fact.of = total;
    is_part_[s] = true;
  } else if (slot.owner >= 0) {
    fact.of = facts_[static_cast<std::size_t>(slot.owner)];
  } else if (!frames_.empty() && frames_.back().current.valid() && frames_.back().depth == slot.depth &&
             slot.mark_between != U'；') {
    fact.of = frames_.back().current;
  }
  if (fact.quantity.dimension == dsl::Dimension::count) {
    if (std::string entity = entity_of(draft); !entity.empty()) {
      entity_ = std::move(entity);
      entity_sentence_ = slot.sentence + 1;
    }
    if (entity_sentence_ == slot.sentence + 1) fact.entity = entity_;
  }
  r_.set_name(fact);
  // 接待费2.82万元（预算4.00万元）: what the bracket says goes on in it only.
  const bool aside = slot.depth > 0 && slot.owner >= 0;
  const bool main = !total.valid() && t_.is_fiscal(fact.concept_id) && !relative && !is_base_[s] && !aside;
  const FactId id = r_.add(std::move(draft.fact));
  facts_[s] = id;
  if (frame != nullptr) note_part(*frame, total, id, s);
  const bool list_part = frame != nullptr && frame->list;
  // 涉及财政拨款预算166万元，执行146.70万元: what follows is about the same projects.
  const bool evaluated = t_.evaluated_amount.valid() && r_.fact(id).concept_id == t_.evaluated_amount;
  if ((main || list_part) && (r_.fact(id).concept_id == t_.amount || evaluated)) remember_main(s, id);
}

/// 较年初的346万元, 年初为12333万元: nothing but the word for the beginning of the year, and money that is no budget.
bool Paragraph::at_opening(const Slot& slot, const Fact& fact) const {
  if (fact.quantity.dimension != dsl::Dimension::money) return false;
  std::uint32_t begin = slot.zone.begin;
  if (const Extent than = stream_.cue_at(Cue::compare_words, begin, slot.zone.end); than.end != 0) begin = than.end;
  const Extent opening = stream_.cue_at(Cue::opening_words, begin, slot.zone.end);
  if (opening.end == 0) return false;
  const Extent rest = trim_label(stream_, {opening.end, slot.zone.end});
  return rest.end <= rest.begin || stream_.cue_at(Cue::gap_words, rest.begin, rest.end).end == rest.end;
}

/// 散养户12206头、732.36万元: right before the money stands how many there are, and nothing between them but a mark.
bool Paragraph::counted_before(std::size_t s) const {
  const auto quantity = [&](std::size_t k) -> const dsl::Quantity& {
    return stream_.figures[slots_[k].figure].figure.quantity;
  };
  return quantity(s).dimension == dsl::Dimension::money && quantity(s - 1).dimension == dsl::Dimension::count &&
         slots_[s].separator == U'、' && slots_[s].sentence == slots_[s - 1].sentence && facts_[s - 1].valid() &&
         slots_[s - 1].right.end <= slots_[s - 1].right.begin;
}

/// 分别占60%、30%、10%: a rate right behind a share is a share too.
bool Paragraph::shares_on(std::size_t s, const dsl::Quantity& quantity) const {
  return quantity.dimension == dsl::Dimension::rate && facts_[s - 1].valid() && t_.share.valid() &&
         r_.fact(facts_[s - 1]).concept_id == t_.share && stream_.has_cue(Cue::respectively, slots_[s - 1].zone);
}

/// 叁拾万零玖佰元整（309,000.00元）: the same figure again; when the two differ, a conflict.
bool Paragraph::restate(std::size_t s, Draft& draft) {
  const Slot& slot = slots_[s];
  if (slot.owner < 0 || slot.depth == 0) return false;
  // （大写：人民币叁拾万…）: such words between the bracket and the figure.
  std::uint32_t words = slot.bracket_open + 1;
  for (bool moved = true; moved;) {
    moved = false;
    if (const Extent e = stream_.cue_at(Cue::capital_words, words, stream_.size()); e.end > words)
      words = e.end, moved = true;
    while (words < stream_.size() && (stream_.chars[words] == U'：' || stream_.chars[words] == U'，'))
      ++words, moved = true;
  }
  // （约13.05亿元）: with a hedge it is the same figure if it may be.
  const StreamFigure& own = stream_.figures[slot.figure];
  const bool hedged = words == own.hedge && own.hedge < own.at.begin;
  if ((words != own.at.begin && !hedged) || draft.fact.concept_id == t_.unit_cost) return false;
  const FactId first = facts_[static_cast<std::size_t>(slot.owner)];
  const auto& owner = stream_.figures[slots_[static_cast<std::size_t>(slot.owner)].figure];
  if (!first.valid() || owner.at.end != slot.bracket_open) return false;
  if (draft.fact.quantity.dimension != dsl::Dimension::money ||
      r_.fact(first).quantity.dimension != dsl::Dimension::money)
    return false;
  Fact fact = r_.fact(first);
  fact.quantity = draft.fact.quantity;
  fact.at = draft.fact.at;
  if (hedged && !draft.fact.quantity.interval.intersects(r_.fact(first).quantity.interval)) return false;
  const bool agree = fact.quantity.interval.intersects(r_.fact(first).quantity.interval);
  fact.optional = fact.optional || !agree;  // nothing is reckoned with it; the two stand against each other
  const FactId id = r_.add(std::move(fact));
  facts_[s] = id;
  is_part_[s] = is_part_[static_cast<std::size_t>(slot.owner)];
  if (!agree) report_.conflicts.push_back({{first, id}, r_.fact(first).name});
  return true;
}

std::string Paragraph::entity_of(const Draft& draft) const {
  const Slot& slot = slots_[draft.slot];
  // 县交易中心｜核定事业编制5人: an organisation right before the naming words.
  const Extent residual = draft.own.residual;
  if (residual.end > residual.begin && residual.end < slot.zone.end &&
      stream_.cue_before(Cue::organisation_tails, residual.end, residual.begin).end != 0) {
    const std::string name = text(trim_label(stream_, residual));
    if (!report_.identity.unit.empty() && name.find(report_.identity.unit) != std::string::npos) return {};
    if (report_.identity.unit.find(name) != std::string::npos) return {};
    return name;
  }
  return {};
}

void read_paragraph(Reading& reading, std::uint32_t block) {
  const auto stream = reading.streams.at(block);
  if (stream->figures.empty()) return;
  const std::uint32_t number_end = end_of_number(reading.report, block);  // 3.2 预算执行: no figure
  const std::uint32_t flat = flattened_from(*stream);
  if (stream->figures.front().figure.begin >= number_end && stream->figures.back().at.begin < flat) {
    Paragraph(reading, block, *stream).read();
    return;
  }
  Stream rest = *stream;
  for (const StreamFigure& each : rest.figures)
    if (each.at.begin >= flat)
      reading.report.unread.push_back({{block, each.figure.begin, each.figure.end}, "misplaced", false});
  std::erase_if(rest.figures, [&](const StreamFigure& figure) {
    return figure.figure.begin < number_end || figure.at.begin >= flat;
  });
  Paragraph(reading, block, rest).read();
}

}  // namespace hegui::report

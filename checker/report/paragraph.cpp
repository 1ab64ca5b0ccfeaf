#include "checker/report/paragraph.hpp"

#include <algorithm>

namespace hegui::report {

namespace {

constexpr std::uint32_t leading_year_within = 8;
constexpr std::uint32_t longest_free_name = 30;
constexpr std::size_t look_back = 60;  // figures

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

}  // namespace

Paragraph::Paragraph(Reading& reading, std::uint32_t block, Stream stream)
    : r_(reading), t_(reading.tables), report_(reading.report), block_(block), stream_(std::move(stream)) {
  slots_ = cut_slots(stream_);
  facts_.resize(slots_.size());
  is_part_.resize(slots_.size(), false);
  heading_ = r_.heading_context(block);
  section_ = section_at(report_, block);
  const auto targets = r_.program.find_section_kind("targets");
  for (SectionId id = section_; id.valid() && targets.valid(); id = report_.sections[id.value].parent) {
    const auto& section = report_.sections[id.value];
    if (section.list_item) continue;
    in_targets_ = !section.kinds.empty() && section.kinds.front() == targets;
    break;
  }
}

std::string Paragraph::text(Extent extent) const {
  if (extent.end <= extent.begin) return {};
  return without_gaps(report_.quote(stream_.passage(extent)));
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
    sentence_year_ = skip.skipped.year;
    sentence_year_at_ = stream_.passage(skip.at);
    break;
  }
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
  if (s > 0 && slot.zone.end <= slot.zone.begin && slot.right.end <= slot.right.begin &&
      slot.depth == slots_[s - 1].depth && (slot.separator == U'#' || slot.separator == U'、') &&
      fact.quantity.dimension == dsl::Dimension::count)
    slots_[s].zone = slots_[s - 1].zone;
  draft.label = label_of(stream_, slot);
  if (fact.quantity.dimension != dsl::Dimension::money && fact.quantity.noun.empty() &&
      (fact.quantity.unit == "万" || fact.quantity.unit == "亿")) {
    const OwnWords words = r_.own_words(stream_, slot.zone, false);
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
  fact.at = {block_, figure.figure.begin, figure.figure.end};
  fact.label = text(draft.label);
  fact.label_at = stream_.passage(draft.label);
  fact.section = section_;
  if (section_.valid()) {
    const Section& section = report_.sections[section_.value];
    fact.in_heading = !section.list_item && section.heading.block == block_ && fact.at.begin < section.heading.end;
  }
  fact.concept_id = r_.concept_of(stream_, slot, fact.quantity, in_targets_);
  const bool relative = r_.is_relative(fact.concept_id);
  draft.own = r_.own_words(stream_, slot.zone, relative);
  // 一般公共服务（类）…（款）行政运行（项）: an item of its own, not the class that it belongs to.
  if (const Extent mark = stream_.last_cue(Cue::item_marks, slot.zone); mark.end != 0 && t_.scope.valid()) {
    const Extent name = trim_label(stream_, {slot.zone.begin, mark.end});
    draft.own.context.scope = r_.named(t_.scope, text(name), How::stated, Reason::own_clause, stream_.passage(name));
    draft.own.residual = {};
  }

  if (restate(s, draft)) return;
  leave_frames(s);
  if (open_frame(s, draft)) {
    fact.label = text(draft.label);
    fact.label_at = stream_.passage(draft.label);
  }
  FactId total;
  Frame* frame = place(draft, s, total);
  r_.set_year(fact, draft.own, sentence_year_, sentence_year_at_);
  give_fiscal(draft, frame, total);
  if (total.valid()) {
    fact.of = total;
    is_part_[s] = true;
  } else if (slot.owner >= 0) {
    fact.of = facts_[static_cast<std::size_t>(slot.owner)];
  } else if (!frames_.empty() && frames_.back().current.valid() && frames_.back().depth == slot.depth) {
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
  const bool main = !total.valid() && t_.is_fiscal(fact.concept_id) && !relative;
  const FactId id = r_.add(std::move(draft.fact));
  facts_[s] = id;
  if (frame != nullptr) note_part(*frame, total, id, s);
  const bool list_part = frame != nullptr && frame->list;
  if ((main || list_part) && r_.fact(id).concept_id == t_.amount) {
    main_ = {};
    for (const auto aspect_id : {t_.stage, t_.flow, t_.scope, t_.fund})
      if (const AspectValue* a = r_.fact(id).aspect(aspect_id); a != nullptr && aspect_id.valid())
        main_.at(t_, aspect_id) = *a;
    main_sentence_ = slot.sentence;
    main_fact_ = id;
  }
}

/// 叁拾万零玖佰元整（309,000.00元）: the same figure again; when the two differ, a conflict.
bool Paragraph::restate(std::size_t s, Draft& draft) {
  const Slot& slot = slots_[s];
  if (slot.owner < 0 || slot.depth == 0 || slot.zone.end > slot.zone.begin) return false;
  const FactId first = facts_[static_cast<std::size_t>(slot.owner)];
  const auto& owner = stream_.figures[slots_[static_cast<std::size_t>(slot.owner)].figure];
  if (!first.valid() || owner.at.end + 1 != stream_.figures[slot.figure].at.begin) return false;
  if (draft.fact.quantity.dimension != dsl::Dimension::money ||
      r_.fact(first).quantity.dimension != dsl::Dimension::money)
    return false;
  Fact fact = r_.fact(first);
  fact.quantity = draft.fact.quantity;
  fact.at = draft.fact.at;
  const bool agree = fact.quantity.interval.intersects(r_.fact(first).quantity.interval);
  const FactId id = r_.add(std::move(fact));
  facts_[s] = id;
  is_part_[s] = is_part_[static_cast<std::size_t>(slot.owner)];
  if (!agree) report_.conflicts.push_back({{first, id}, r_.fact(first).name});
  return true;
}

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
    return facts_[s];
  }
  return {};
}

void Paragraph::give_fiscal(Draft& draft, const Frame* frame, FactId total) {
  Fact& fact = draft.fact;
  const auto stated = [&](const std::optional<AspectValue>& v) {
    if (v) r_.set(fact, *v);
  };
  if (r_.is_relative(fact.concept_id)) {
    const FactId subject = subject_of(draft);
    const bool fiscal_subject = subject.valid() && r_.fact(subject).aspect(t_.stage) != nullptr;
    if (subject.valid() && !fiscal_subject) {
      if (t_.project.valid())
        if (const AspectValue* p = r_.fact(subject).aspect(t_.project)) r_.set(fact, *p);
      return;
    }
    if (fact.concept_id != t_.share) {
      stated(draft.own.context.stage);
      stated(draft.own.context.scope);
      stated(draft.own.context.fund);
      stated(draft.own.context.flow);
    }
    if (subject.valid()) {
      r_.copy(fact, r_.fact(subject), Reason::sentence);
      return;
    }
    if (fact.quantity.dimension != dsl::Dimension::money && !draft.own.context.stage && !draft.own.context.scope &&
        !draft.own.context.flow && !draft.own.context.fund)
      return;
    give_scope(draft), give_fund(draft), give_flow(draft), give_stage(draft);
    return;
  }
  if (!t_.is_fiscal(fact.concept_id)) {
    if (fact.concept_id == t_.total_score && fact.concept_id.valid()) {
      stated(draft.own.context.scope);
      if (fact.aspect(t_.scope) == nullptr) give_scope(draft);
      return;
    }
    // 政府采购支出总额…，授予中小企业合同金额…: contracts are part of the procurement spoken of.
    if (fact.concept_id.valid() && fact.concept_id == t_.transaction && main_.scope && t_.procurement.valid() &&
        main_.scope->member == t_.procurement && main_fact_) {
      r_.copy(fact, r_.fact(*main_fact_), Reason::paragraph);
      return;
    }
    // A measure of a part: 其中：政府采购项目158项，中标价…
    if (t_.project.valid() && fact.quantity.dimension != dsl::Dimension::count && !frames_.empty() &&
        frames_.back().current.valid() && !total.valid()) {
      const Fact& part = r_.fact(frames_.back().current);
      if (!part.label.empty())
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
    stated(draft.own.context.scope);
    stated(draft.own.context.fund);
    // 其中基本支出1800万元，执行率98.53%；项目支出…: each part with its own rate.
    if (!draft.own.context.scope && !frames_.empty() && frames_.back().current.valid() && draft.slot > 0 &&
        facts_[draft.slot - 1] == frames_.back().current &&
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

void Paragraph::give_part(Draft& draft, FactId total_id, bool in_list) {
  Fact& fact = draft.fact;
  const Fact& total = r_.fact(total_id);
  std::string name;
  Passage at;
  if (fact.aspect(t_.scope) == nullptr && !draft.own.context.fund && free_scope(draft, name, at)) {
    const bool income = draft.own.context.flow && draft.own.context.flow->member == t_.income;
    if (!income) r_.set(fact, r_.named(t_.scope, name, How::stated, Reason::own_clause, at));
  }
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

bool Paragraph::free_scope(const Draft& draft, std::string& name, Passage& at) const {
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
  if (label.begin < extent.begin && label.end >= extent.begin) extent.begin = label.begin;
  extent = trim_label(stream_, extent);
  if (extent.end <= extent.begin || extent.end - extent.begin > longest_free_name) return false;
  at = stream_.passage(extent);
  name = text(extent);
  return true;
}

void Paragraph::give_scope(Draft& draft) {
  Fact& fact = draft.fact;
  if (!t_.scope.valid() || fact.aspect(t_.scope) != nullptr) return;
  const Slot& slot = slots_[draft.slot];
  const bool amount = fact.concept_id == t_.amount;
  // 对3个项目开展绩效自评，涉及资金220万元: the money of those projects.
  if (amount && t_.project_spending.valid() && draft.slot > 0 && facts_[draft.slot - 1].valid() &&
      slots_[draft.slot - 1].sentence == slot.sentence && t_.project_count.valid() &&
      r_.fact(facts_[draft.slot - 1]).concept_id == t_.project_count && !main_.scope) {
    const Fact& projects = r_.fact(facts_[draft.slot - 1]);
    r_.set(fact, r_.value(t_.scope, t_.project_spending, How::inherited, Reason::sentence, projects.at));
    return;
  }
  std::string name;
  Passage at;
  if (amount && free_scope(draft, name, at)) {
    r_.set(fact, r_.named(t_.scope, name, How::stated, Reason::own_clause, at));
    return;
  }
  const auto& flow = draft.own.context.flow;
  if (amount && flow && flow->member != t_.expenditure && t_.department.valid()) {
    r_.set(fact, r_.value(t_.scope, t_.department, How::inherited, Reason::own_clause, flow->source));
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
  } else if (r_.default_fund) {
    r_.set(fact, *r_.default_fund);
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
    AspectValue v = *main_.stage;
    if (v.how == How::stated) v.how = How::inherited, v.reason = Reason::sentence;
    r_.set(fact, v);
  } else if (heading_.stage) {
    r_.set(fact, *heading_.stage);
  } else if (t_.actual.valid()) {
    r_.set(fact, r_.value(t_.stage, t_.actual, How::defaulted, Reason::taxonomy_default));
  }
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
  const auto& b = reading.report.document.blocks[block];
  Paragraph(reading, block, scan_slice(reading.report.document, block, b.slice, reading.tables, false)).read();
}

}  // namespace hegui::report

// What the headings above a paragraph say of the money in it. Part of Reading; asked for by paragraphs and tables.
#include "checker/report/reading.hpp"

namespace hegui::report {

namespace {

constexpr int most_heading_levels = 12;

}  // namespace

/// After a word for the budget and a conjunction, another one for what was spent.
bool Reading::names_spending_too(const Stream& stream, Extent words) const {
  std::uint32_t budget_end = 0;
  for (const auto& term : stream.terms_in(words)) {
    if (term.meaning.kind != Meaning::Kind::member) continue;
    const dsl::MemberId member = concrete(dsl::MemberId{term.meaning.id});
    const auto& item = program.members[member.value];
    if (item.aspect == tables.stage && member != tables.actual) {
      budget_end = std::max(budget_end, term.at.end);
    } else if (budget_end != 0 && term.at.begin >= budget_end) {
      const bool spent = member == tables.actual || member == tables.expenditure ||
                         tables.implied(member, tables.flow) == tables.expenditure || member == tables.department;
      if (spent && stream.has_cue(Cue::conjunctions, {budget_end, term.at.begin})) return true;
    }
  }
  return false;
}

/// “三公”经费、采购和资产: joined to the word for the scope stands something that is neither a scope nor a word of
/// budgets.
bool Reading::names_other_topic(const Stream& stream, Extent words, const AspectValue& scope) const {
  if (!scope.source) return false;
  const std::uint32_t begin = stream.position(scope.source->begin), end = stream.position(scope.source->end);
  const auto other = [&](Extent side) {
    if (side.end <= side.begin) return false;
    const OwnWords own = own_words(stream, side, false);
    return !own.context.scope && own.residual.end > own.residual.begin;
  };
  const Extent behind = stream.cue_at(Cue::conjunctions, end, words.end);
  if (behind.end != 0 && other({behind.end, words.end})) return true;
  if (end < words.end && stream.chars[end] == U'、' && other({end + 1, words.end})) return true;
  const Extent before = stream.cue_before(Cue::conjunctions, begin, words.begin);
  if (before.end != 0 && other({words.begin, before.begin})) return true;
  return begin > words.begin + 1 && stream.chars[begin - 1] == U'、' && other({words.begin, begin - 1});
}

/// 公用经费控制率（2分）: the words end as the name of a rate does, before any bracket.
bool Reading::names_a_rate(const Stream& stream, Extent words) const {
  std::uint32_t end = words.begin;
  while (end < words.end && stream.chars[end] != U'（' && stream.chars[end] != U'：') ++end;
  return stream.cue_before(Cue::rate_tails, end, words.begin).end != 0;
}

const Reading::HeadingWords& Reading::heading_words(SectionId id) {
  const auto [place, added] = heading_words_.try_emplace(id.value);
  if (!added) return place->second;
  const Section& section = report.sections[id.value];
  const Stream stream = scan_slice(report.document, section.heading.block, {section.heading.begin, section.heading.end},
                                   tables, false, false);
  // An enumerated paragraph names itself; only what stands before its first figure is a title.
  Extent words{0, stream.size()};
  if (!stream.figures.empty()) words.end = stream.figures.front().at.begin;
  OwnWords own = words_in(stream, words, false);
  // 部门预算批复及支出安排情况 speaks of both; 预算安排情况 of the budget alone.
  if (is_budget(own.context.stage) && names_spending_too(stream, words)) own.context.stage.reset();
  // 重点支出安排率, 预算完成率: the name of a rate says of what it is, not what was planned or spent.
  if (own.context.stage && names_a_rate(stream, words)) own.context.stage.reset();
  if (own.context.scope && names_other_topic(stream, words, *own.context.scope)) own.context.scope.reset();
  if (section.list_item && !stream.figures.empty()) own.context = {};
  place->second = {std::move(own.context), own.balance};
  return place->second;
}

Context Reading::heading_context(std::uint32_t block) {
  const SectionId innermost = section_at(report, block);
  if (!innermost.valid()) return {};
  if (const auto known = heading_cache_.find(innermost.value); known != heading_cache_.end()) return known->second;
  Context context;
  SectionId id = innermost;
  bool heading_seen = false;
  for (int level = 0; id.valid() && level < most_heading_levels; ++level) {
    const Section& section = report.sections[id.value];
    const HeadingWords& own = heading_words(id);
    const auto take = [&](std::optional<AspectValue>& to, const std::optional<AspectValue>& from) {
      if (to || !from) return;
      to = from;
      to->how = How::inherited;
      to->reason = Reason::heading;
    };
    // The stage only from the heading itself: chapters speak of budget and actual in one breath.
    if (!heading_seen && !section.list_item) take(context.stage, own.context.stage);
    if (!own.balance) take(context.flow, own.context.flow);
    take(context.scope, own.context.scope);
    take(context.fund, own.context.fund);
    if (!section.list_item) heading_seen = true;
    id = section.parent;
  }
  heading_cache_.emplace(innermost.value, context);
  return context;
}

}  // namespace hegui::report

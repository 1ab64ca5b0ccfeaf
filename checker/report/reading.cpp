#include "checker/report/reading.hpp"

#include <algorithm>

#include "checker/report/relations.hpp"
#include "dsl/utf8.hpp"

namespace hegui::report {

namespace {

constexpr std::uint32_t shortest_residual = 2;
constexpr std::uint32_t longest_word = 32;

/// Words that begin a little before a place may still cover it.
std::uint32_t reach(std::uint32_t at) { return at > longest_word ? at - longest_word : 0; }

/// Positions of a zone that terms, years and words of grammar cover.
const std::vector<char>& covered_positions(const Stream& stream, Extent zone, const dsl::Program& program) {
  thread_local std::vector<char> covered;  // asked for at every figure
  covered.assign(zone.end - zone.begin, 0);
  const auto cover = [&](Extent e) {
    for (std::uint32_t i = std::max(e.begin, zone.begin); i < std::min(e.end, zone.end); ++i)
      covered[i - zone.begin] = 1;
  };
  for (const auto& term : stream.terms_in({reach(zone.begin), zone.end})) {
    // 慰问 counts people in 慰问860人次, but is part of a name in 双拥慰问93万元.
    const bool covers = term.meaning.kind == Meaning::Kind::member ||
                        program.concepts[term.meaning.id].dimension == dsl::Dimension::money ||
                        program.concepts[term.meaning.id].dimension == dsl::Dimension::rate;
    if (!term.nested && covers) cover(term.at);
  }
  for (const auto& skip : stream.skips_in({reach(zone.begin), zone.end})) cover(skip.at);
  for (const Cue cue :
       {Cue::gap_words, Cue::lead_words, Cue::breakdown_open, Cue::plain_words, Cue::neutral_words, Cue::breakdown_by})
    for (const auto& e : stream.cues_in(cue, {reach(zone.begin), zone.end}))
      if (e.end > e.begin + 1) cover(e);
  for (std::uint32_t i = zone.begin; i < zone.end; ++i) {
    const char32_t c = stream.chars[i];
    const bool counted = c == U'项' && stream.cue_at(Cue::project_nouns, i, zone.end).end == 0;  // 三项, not 建设项目
    const bool of_year =
        c == U'度' && i > zone.begin && (covered[i - 1 - zone.begin] != 0 || stream.chars[i - 1] == U'年');
    if (c == U'、' || c == U'，' || c == U'（' || c == U'）' || c == U'的' || of_year || counted) cover({i, i + 1});
  }
  // 预算共100万元, 项目共安排…: a word of one character is one only where no other word goes on on its sides (共享).
  const auto open = [&](std::uint32_t i) { return covered[i - zone.begin] != 0; };
  const auto small = [&](std::uint32_t i) {
    for (const Cue cue : {Cue::gap_words, Cue::lead_words, Cue::breakdown_open, Cue::plain_words})
      for (const auto& e : stream.cues_in(cue, {i, i + 1}))
        if (e.end == i + 1) return true;
    return false;
  };
  for (std::uint32_t i = zone.end; i > zone.begin && (open(i - 1) || small(i - 1)); --i) cover({i - 1, i});
  for (std::uint32_t i = zone.begin; i < zone.end && (open(i) || small(i)); ++i) cover({i, i + 1});
  for (std::uint32_t i = zone.begin + 1; i + 1 < zone.end; ++i)
    if (!open(i) && open(i - 1) && open(i + 1) && small(i)) cover({i, i + 1});
  // 市级专项: the last character belongs to the word.
  for (const auto& e : stream.cues_in(Cue::project_nouns, {zone.begin, zone.end}))
    if (e.end <= zone.end && covered[e.begin - zone.begin] == 0) covered[e.end - 1 - zone.begin] = 0;
  return covered;
}

Extent residual_of(const Stream& stream, Extent zone, const dsl::Program& program) {
  if (zone.end <= zone.begin) return {};
  const auto& covered = covered_positions(stream, zone, program);
  std::uint32_t end = zone.end - zone.begin;
  while (end > 0 && covered[end - 1] != 0) --end;
  std::uint32_t begin = end;
  while (begin > 0 && covered[begin - 1] == 0) --begin;
  if (end - begin < shortest_residual) return {};
  return {zone.begin + begin, zone.begin + end};
}

/// The word holds a shorter word of that aspect (全年支出: 支出).
bool has_nested(const Stream& stream, Extent at, dsl::AspectId aspect, const dsl::Program& program) {
  const auto inside = stream.terms_in(at);
  return std::any_of(inside.begin(), inside.end(), [&](const Term& t) {
    return t.nested && t.at.end <= at.end && t.meaning.kind == Meaning::Kind::member &&
           program.members[t.meaning.id].aspect == aspect;
  });
}

}  // namespace

std::string without_gaps(std::string_view text) {
  const auto may_be_gap = [](char c) { return static_cast<unsigned char>(c) <= static_cast<unsigned char>(' '); };
  if (std::none_of(text.begin(), text.end(), may_be_gap)) return std::string(text);
  std::string out;
  const auto wide = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n' || c == '\r') continue;
    if (c == ' ' || c == '\t') {
      std::size_t next = i;
      while (next < text.size() && (text[next] == ' ' || text[next] == '\t' || text[next] == '\n')) ++next;
      if (out.empty() || next == text.size() || wide(out.back()) || wide(text[next])) continue;
    }
    out += c;
  }
  return out;
}

Reading::Reading(Report& report_in, const Lexicon& lexicon_in, BlockStreams& streams_in)
    : report(report_in),
      lexicon(lexicon_in),
      tables(lexicon_in.tables()),
      program(lexicon_in.program()),
      streams(streams_in) {
  report_year = report.identity.year;
  if (const auto words = program.find_words("project_suffix"); words.valid())
    project_suffixes = program.word_lists[words.value].words;
  std::vector<Passage> lines = report.identity.title_lines;
  if (lines.empty() && report.identity.title_at) lines.push_back(*report.identity.title_at);
  for (const auto& line : lines) {
    const Stream stream = scan_slice(report.document, line.block, {line.begin, line.end}, tables, false, true);
    const OwnWords own = words_in(stream, {0, stream.size()}, false);
    if (own.context.scope) title.scope = own.context.scope;
    if (own.context.flow && !own.balance) title.flow = own.context.flow;
    if (own.context.fund) title.fund = own.context.fund;
  }
  // …项目绩效自评报告: the kind of report says what its money is for.
  const auto type = [&](const char* name) { return program.find_member(program.find_aspect("report_type"), name); };
  const bool of_project = report.identity.type.valid() && (report.identity.type == type("project_self_evaluation") ||
                                                           report.identity.type == type("transfer_self_evaluation"));
  if (!title.scope && of_project && tables.project_spending.valid())
    title.scope = value(tables.scope, tables.project_spending, How::inherited, Reason::document);
  for (auto* v : {&title.scope, &title.flow, &title.fund})
    if (*v) {
      (*v)->how = How::inherited;
      (*v)->reason = Reason::document;
    }
  bool other_source = false;
  for (std::uint32_t b = 0; b < report.document.main_blocks() && !other_source; ++b) {
    if (report.document.blocks[b].role == document::Role::body) other_source = names_other_source(b);
  }
  // Who names no other source than the public purse speaks of the general public budget.
  const dsl::MemberId fund = other_source || !tables.general_budget.valid() ? tables.fund_total : tables.general_budget;
  if (fund.valid()) default_fund = value(tables.fund, fund, How::defaulted, Reason::document);
  if (other_source && tables.fiscal_funds.valid() && tables.sangong.valid())
    sangong_fund = value(tables.fund, tables.fiscal_funds, How::defaulted, Reason::document);
  // 没有政府性基金预算…财政拨款: what the public purse gives is of the general budget, and budgets of projects are of
  // it.
  const bool accounts =
      program.find_member(program.find_aspect("report_type"), "final_accounts") == report.identity.type;
  const bool one_purse = std::any_of(report.claims.begin(), report.claims.end(),
                                     [](const Claim& claim) { return claim.kind == "claim_no_government_fund"; });
  if (accounts && one_purse && other_source && tables.general_budget.valid())
    project_fund = value(tables.fund, tables.general_budget, How::defaulted, Reason::document);
}

const std::optional<AspectValue>& Reading::unsaid_fund(const Fact& of) const {
  const AspectValue* scope = of.aspect(tables.scope);
  // Of several sources the public purse pays for 三公经费: they are told of nothing else.
  if (sangong_fund && scope != nullptr && scope->member.valid() &&
      (scope->member == tables.sangong || program.is_within(scope->member, tables.sangong)))
    return sangong_fund;
  if (!project_fund || scope == nullptr || scope->member != tables.project_spending) return default_fund;
  for (SectionId id = of.section; id.valid(); id = report.sections[id.value].parent)
    for (const char* kind : {"performance", "performance_management", "evaluation_work", "conclusion"}) {
      const auto& kinds = report.sections[id.value].kinds;
      if (std::find(kinds.begin(), kinds.end(), program.find_section_kind(kind)) != kinds.end()) return project_fund;
    }
  return default_fund;
}

/// A fund that is not the public purse.
bool Reading::names_other_source(std::uint32_t block) {
  const auto& b = report.document.blocks[block];
  // Few blocks hold such a word at all; only there it matters which words it is part of.
  if (b.kind == document::Block::Kind::paragraph && !streams.sees_other_source(block)) return false;
  const Stream stream = scan_slice(report.document, block, b.slice, tables, false, true);
  return std::any_of(stream.terms.begin(), stream.terms.end(),
                     [](const Term& term) { return term.meaning.other_source; });
}

AspectValue Reading::value(dsl::AspectId aspect, dsl::MemberId member, How how, Reason reason,
                           std::optional<Passage> source) const {
  AspectValue v;
  v.aspect = aspect;
  v.member = member;
  v.how = how;
  v.reason = reason;
  v.source = source;
  return v;
}

AspectValue Reading::named(dsl::AspectId aspect, std::string name, How how, Reason reason, Passage source) const {
  AspectValue v = value(aspect, {}, how, reason, source);
  // 森林防火巡护项目 and 森林防火巡护 are one project.
  constexpr std::size_t shortest = 9;  // bytes of three characters
  if (aspect == tables.project)
    for (const std::string& tail : project_suffixes)
      if (name.size() >= tail.size() + shortest && name.ends_with(tail)) {
        name.erase(name.size() - tail.size());
        break;
      }
  // 老旧小区改造支出: what is spent on 老旧小区改造.
  constexpr std::size_t shortest_spent = 15;
  if (const auto words = program.find_words("spending_suffix"); aspect == tables.project && words.valid())
    for (const std::string& tail : program.word_lists[words.value].words)
      if (name.size() >= tail.size() + shortest_spent && name.ends_with(tail)) {
        name.erase(name.size() - tail.size());
        break;
      }
  v.name = std::move(name);
  return v;
}

dsl::MemberId Reading::concrete(dsl::MemberId member) const {
  if (!member.valid() || program.members[member.value].prefer.empty()) return member;
  return program.members[member.value].prefer.back();
}

bool Reading::is_budget(const std::optional<AspectValue>& stage) const {
  return stage && (stage->member == tables.initial_budget || stage->member == tables.revised_budget);
}

bool Reading::is_relative(dsl::ConceptId id) const {
  return id.valid() && (id == tables.delta || id == tables.growth_rate || id == tables.share);
}

void Reading::narrow_fund(std::optional<AspectValue>& fund, const Context& heading) const {
  if (!fund) return;
  for (const auto* from : {&heading.fund, &title.fund})
    if (*from && (*from)->member != fund->member && program.is_within((*from)->member, fund->member)) {
      fund = **from;
      return;
    }
}

const AspectValue* Reading::aspect(FactId id, dsl::AspectId aspect_id) const {
  return id.valid() ? fact(id).aspect(aspect_id) : nullptr;
}

OwnWords Reading::own_words(const Stream& stream, Extent zone, bool relative) const {
  OwnWords own = words_of_taxonomy(stream, zone, relative);
  own.residual = residual_of(stream, zone, program);
  if (!own.context.stage) take_bare_verb(stream, zone, own);
  return own;
}

OwnWords Reading::words_in(const Stream& stream, Extent zone, bool relative) const {
  OwnWords own = words_of_taxonomy(stream, zone, relative);
  if (!own.context.stage) take_bare_verb(stream, zone, own);
  return own;
}

OwnWords Reading::words_of_taxonomy(const Stream& stream, Extent zone, bool relative) const {
  OwnWords own;
  bool income = false, expenditure = false;
  const auto before = [&](std::uint32_t at, Cue cue) { return stream.cue_before(cue, at, zone.begin).end != 0; };
  bool compared_with_year = false;
  std::uint32_t fund_end = zone.begin;  // behind the last word for a source
  for (const auto& term : stream.terms_in(zone)) {
    if (term.at.end > zone.end || term.meaning.kind != Meaning::Kind::member) continue;
    const dsl::MemberId member = concrete(dsl::MemberId{term.meaning.id});
    const dsl::AspectId aspect_id = program.members[member.value].aspect;
    const AspectValue v = value(aspect_id, member, How::stated, Reason::own_clause, stream.passage(term.at));
    if (aspect_id == tables.year) {
      compared_with_year = relative || before(term.at.begin, Cue::compare_words);
      own.has_year_word = true;
      own.year_offset = member == tables.last_year ? -1 : member == tables.next_year ? 1 : 0;
      own.year_at = *v.source;
    } else if (aspect_id == tables.stage) {
      // 比预算减少: the budget is what it is compared with; 比上年决算: the year is.
      if (relative && !compared_with_year && before(term.at.begin, Cue::compare_words)) continue;
      // 年初预算本年收入: 本年收入 says the direction there, the stage has been named.
      if (is_budget(own.context.stage) && member == tables.actual && has_nested(stream, term.at, tables.flow, program))
        continue;
      // 调整预算后项目预算: a plain word for the budget says no more than the one before it.
      if (own.context.stage && own.context.stage->member == tables.revised_budget && member == tables.initial_budget &&
          !stream.has_cue(Cue::opening_words, term.at))
        continue;
      own.context.stage = v;
    } else if (aspect_id == tables.flow) {
      if (member == tables.income) income = true;
      if (member == tables.expenditure) expenditure = true;
      if (member == tables.balance) own.balance = true;
      own.context.flow = v;
    } else if (aspect_id == tables.scope) {
      if (own.context.scope && own.context.scope->member != member) own.several_scopes = true;
      own.context.scope = v;
    } else if (aspect_id == tables.fund) {
      // 中央财政安排和省级财政配套的: of both.
      const bool both = own.context.fund && tables.fund_total.valid() &&
                        !program.is_within(member, own.context.fund->member) &&
                        !program.is_within(own.context.fund->member, member) &&
                        stream.has_cue(Cue::conjunctions, {fund_end, term.at.begin});
      own.context.fund = v;
      if (both) own.context.fund->member = tables.fund_total;
      fund_end = term.at.end;
    }
  }
  if (relative && own.year_offset < 0) own.year_offset = 0;
  if (income && expenditure) own.balance = true;
  if (own.balance && own.context.flow && tables.balance.valid()) own.context.flow->member = tables.balance;
  if (own.context.fund)
    if (const auto flow = tables.implied(own.context.fund->member, tables.flow); flow.valid() && !own.context.flow)
      own.context.flow = value(tables.flow, flow, How::stated, Reason::own_clause, own.context.fund->source);
  for (const auto& skip : stream.skips_in(zone)) {
    if (skip.at.end > zone.end || skip.skipped.year == 0) continue;
    if (skip.skipped.why != text::Skipped::Why::year && skip.skipped.why != text::Skipped::Why::date) continue;
    if (relative && before(skip.at.begin, Cue::compare_words)) continue;
    own.year = skip.skipped.year;
    own.year_at = stream.passage(skip.at);
  }
  return own;
}

/// 支1642.30万元, 花了19.42万元, 给21.60万元: a verb of one character is a word only where nothing else stands.
void Reading::take_bare_verb(const Stream& stream, Extent zone, OwnWords& own) const {
  Extent verb = zone;
  for (Extent e = stream.cue_at(Cue::lead_words, verb.begin, verb.end); e.end > verb.begin && e.end < verb.end;
       e = stream.cue_at(Cue::lead_words, verb.begin, verb.end))
    verb.begin = e.end;
  // 省级资金完成288.26万元: the word right behind the source says that it was spent, whatever the chapter is about.
  if (own.context.fund && tables.actual.valid())
    for (const auto& term : stream.terms_in(zone)) {
      if (term.meaning.kind != Meaning::Kind::member || term.at.end >= zone.end ||
          program.members[term.meaning.id].aspect != tables.fund ||
          stream.cue_at(Cue::actual_words, term.at.end, zone.end).end != zone.end)
        continue;
      const Extent word{term.at.end, zone.end};
      own.context.stage = value(tables.stage, tables.actual, How::stated, Reason::own_clause, stream.passage(word));
      return;
    }
  for (const auto& [cue, member] :
       {std::pair{Cue::spent_words, tables.actual}, std::pair{Cue::planned_words, tables.initial_budget}}) {
    if (!member.valid() || verb.end <= verb.begin || stream.cue_at(cue, verb.begin, verb.end).end != verb.end) continue;
    own.context.stage = value(tables.stage, member, How::stated, Reason::own_clause, stream.passage(verb));
    if (member == tables.actual && tables.expenditure.valid() && !own.context.flow)
      own.context.flow = value(tables.flow, tables.expenditure, How::stated, Reason::own_clause, stream.passage(verb));
    own.residual = {};
    return;
  }
}

FactId Reading::add(Fact&& fact_in) {
  const FactId id{static_cast<std::uint32_t>(report.facts.size())};
  const auto before = [](const AspectValue& a, const AspectValue& b) { return a.aspect < b.aspect; };
  if (!std::is_sorted(fact_in.aspects.begin(), fact_in.aspects.end(), before))
    std::sort(fact_in.aspects.begin(), fact_in.aspects.end(), before);
  report.facts.push_back(std::move(fact_in));
  return id;
}

void Reading::set(Fact& to, AspectValue v) const {
  if (!v.aspect.valid()) return;
  auto place = to.aspects.begin();
  while (place != to.aspects.end() && place->aspect < v.aspect) ++place;
  if (place != to.aspects.end() && place->aspect == v.aspect) {
    *place = std::move(v);
    return;
  }
  constexpr std::size_t likely = 6;
  const auto index = place - to.aspects.begin();
  if (to.aspects.empty()) to.aspects.reserve(likely);
  to.aspects.insert(to.aspects.begin() + index, std::move(v));
}

void Reading::copy(Fact& to, const Fact& from, Reason reason) const {
  for (const auto id : {tables.stage, tables.flow, tables.scope, tables.fund, tables.project}) {
    if (!id.valid() || to.aspect(id) != nullptr) continue;
    const AspectValue* a = from.aspect(id);
    if (a == nullptr) continue;
    AspectValue v = *a;
    if (v.how == How::stated) {
      v.how = How::inherited;
      v.reason = reason;
    }
    set(to, std::move(v));
  }
}

void Reading::set_year(Fact& to, const OwnWords& own, std::optional<int> sentence_year,
                       Passage sentence_year_at) const {
  if (!tables.year.valid()) return;
  const auto implied = to.concept_id.valid() ? [&]() -> dsl::MemberId {
    for (const auto& b : program.concepts[to.concept_id.value].implies)
      if (b.aspect == tables.year) return b.member;
    return {};
  }()
      : dsl::MemberId{};
  const auto put = [&](int year, How how, Reason reason, std::optional<Passage> source) {
    AspectValue v = value(tables.year, {}, how, reason, source);
    v.name = std::to_string(year);
    set(to, std::move(v));
  };
  if (implied == tables.last_year && implied.valid()) {
    if (const auto base = own.year ? own.year : report_year)
      put(*base - 1, How::stated, Reason::own_clause, to.label_at);
  } else if (own.year) {
    put(*own.year, How::stated, Reason::own_clause, own.year_at);
  } else if (own.year_offset != 0 && report_year) {
    put(*report_year + own.year_offset, How::stated, Reason::own_clause, own.year_at);
  } else if (sentence_year) {
    put(*sentence_year, How::inherited, Reason::sentence, sentence_year_at);
  } else if (report_year) {
    put(*report_year, How::inherited, Reason::document, report.identity.year_at);
  }
}

bool Reading::same_class(const dsl::Quantity& a, const dsl::Quantity& b) const {
  if (a.dimension != b.dimension) return false;
  if (a.dimension != dsl::Dimension::count || a.noun == b.noun) return true;
  if (!tables.staff_total.valid()) return false;
  const auto& people = program.concepts[tables.staff_total.value].nouns;
  const auto person = [&](const std::string& noun) {
    return std::find(people.begin(), people.end(), noun) != people.end() && noun != people.back();
  };
  return person(a.noun) && person(b.noun);
}

namespace {

/// 项目支出 and 支出率: 项目支出率. The words that end one and begin the other are written once.
std::string joined(const std::string& head, const std::string& tail) {
  constexpr std::size_t shortest = 6;  // bytes, two characters
  for (std::size_t length = std::min(head.size(), tail.size()); length >= shortest; --length)
    if (head.ends_with(std::string_view(tail).substr(0, length)) &&
        (length == tail.size() || !dsl::utf8::is_continuation(tail[length])))
      return head + tail.substr(length);
  return head + tail;
}

}  // namespace

void Reading::set_name(Fact& to) const {
  std::string name = to.label;
  const auto text_of = [&](dsl::AspectId id) -> std::string {
    const AspectValue* a = to.aspect(id);
    if (a == nullptr || a->how == How::defaulted) return {};
    return a->member.valid() ? program.members[a->member.value].name : a->name;
  };
  const std::string scope = text_of(tables.scope);
  const AspectValue* scope_value = to.aspect(tables.scope);
  if (!scope.empty() && scope_value->how != How::stated && scope_value->reason != Reason::document &&
      name.find(scope) == std::string::npos && scope_value->member != tables.department)
    name = joined(scope, name);
  if (to.concept_id.valid() && to.concept_id == tables.share) {
    const std::string& word = program.concepts[tables.share.value].name;
    if (name.find(word) == std::string::npos) name = (scope.empty() ? name : scope) + word;
  }
  const std::string project = text_of(tables.project);
  if (!project.empty() && name.find(project) == std::string::npos) name = joined(project, name);
  const std::string indicator = text_of(tables.indicator);
  if (!indicator.empty() && name.find(indicator) == std::string::npos) name = joined(indicator, name);
  to.name = std::move(name);
}

}  // namespace hegui::report

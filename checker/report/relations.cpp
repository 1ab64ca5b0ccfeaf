#include "checker/report/relations.hpp"

#include <algorithm>

#include "checker/report/stream.hpp"

namespace hegui::report {

bool same_sentence(const Report& report, const Fact& a, const Fact& b) {
  if (a.at.block != b.at.block || a.in_table != b.in_table) return false;
  const std::uint32_t begin = std::min(a.at.end, b.at.end), end = std::max(a.at.begin, b.at.begin);
  if (end <= begin) return true;
  const std::string_view between = report.document.text->normalised().substr(begin, end - begin);
  return between.find("。") == std::string_view::npos;
}

bool same_measure(const Lexicon::Tables& tables, const dsl::Quantity& a, const dsl::Quantity& b) {
  if (a.dimension != b.dimension) return false;
  if (a.dimension != dsl::Dimension::count || a.noun == b.noun) return true;
  if (!tables.staff_total.valid()) return false;
  const auto& people = tables.program.concepts[tables.staff_total.value].nouns;
  const auto person = [&](const std::string& noun) {
    return std::find(people.begin(), people.end(), noun) != people.end() && noun != people.back();
  };
  return person(a.noun) && person(b.noun);
}

bool same_aspect(const Fact& a, const Fact& b, dsl::AspectId aspect, bool lenient) {
  if (!aspect.valid()) return true;
  const AspectValue* x = a.aspect(aspect);
  const AspectValue* y = b.aspect(aspect);
  if (x == nullptr || y == nullptr) return x == y || lenient;
  if (x->member == y->member && x->name == y->name) return true;
  return lenient && (x->how == How::defaulted || y->how == How::defaulted);
}

dsl::MemberId member_of(const Fact& fact, dsl::AspectId aspect) {
  const AspectValue* value = aspect.valid() ? fact.aspect(aspect) : nullptr;
  return value != nullptr ? value->member : dsl::MemberId{};
}

dsl::MemberId part_named(const dsl::Program& program, dsl::MemberId whole, const std::string& name) {
  constexpr std::size_t two_characters = 6;
  if (name.size() < two_characters) return {};
  dsl::MemberId found;
  for (const auto part : program.members[whole.value].parts) {
    const auto& item = program.members[part.value];
    const auto fits = [&](const std::string& word) {
      return word.size() > name.size() && word.find(name) != std::string::npos;
    };
    if (!fits(item.name) && std::none_of(item.synonyms.begin(), item.synonyms.end(), fits)) continue;
    if (found.valid()) return {};
    found = part;
  }
  return found;
}

dsl::MemberId fund_in_short(const dsl::Program& program, dsl::AspectId fund, const std::string& name) {
  constexpr std::size_t two_characters = 6;
  dsl::MemberId found;
  if (!fund.valid() || name.size() < two_characters) return found;
  for (const auto id : program.aspects[fund.value].members) {
    const auto& item = program.members[id.value];
    const auto fits = [&](const std::string& word) {
      return word.size() == name.size() + two_characters && word.starts_with(name);
    };
    if (!fits(item.name) && std::none_of(item.synonyms.begin(), item.synonyms.end(), fits)) continue;
    if (found.valid()) return {};
    found = id;
  }
  return found;
}

std::string digits_of(const Report& report, const Fact& fact) {
  std::string digits;
  for (const char c : report.quote(fact.at))
    if (c >= '0' && c <= '9') digits += c;
  return digits;
}

bool digits_exchanged(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  std::size_t at = 0;
  while (at < a.size() && a[at] == b[at]) ++at;
  return at + 1 < a.size() && a[at] == b[at + 1] && a[at + 1] == b[at] && a.substr(at + 2) == b.substr(at + 2);
}

bool is_budget_stage(const Lexicon::Tables& tables, const Fact& fact) {
  const auto stage = member_of(fact, tables.stage);
  return stage.valid() && (stage == tables.initial_budget || stage == tables.revised_budget);
}

bool one_digit_off(const dsl::Number& a, const dsl::Number& b, const dsl::Quantity& like) {
  constexpr int shortest = 4;  // digits of a figure that is no chance
  const dsl::Number place = like.last_place();
  if (place.is_zero()) return false;
  const auto units = ((a - b) / place).to_int64();
  const auto whole = (a / place).to_int64();
  if (!units || !whole || *units == 0 || *whole == 0) return false;
  std::int64_t off = *units < 0 ? -*units : *units;
  while (off % 10 == 0) off /= 10;
  int digits = 0;
  for (std::int64_t rest = *whole < 0 ? -*whole : *whole; rest > 0; rest /= 10) ++digits;
  return off < 10 && digits >= shortest;
}

bool one_digit_off(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  std::size_t off = 0;
  for (std::size_t i = 0; i < a.size(); ++i) off += a[i] != b[i] ? 1 : 0;
  return off == 1;
}

bool digits_exchanged(const dsl::Number& amount, const dsl::Quantity& figure) {
  constexpr std::size_t shortest = 4;
  const dsl::Number place = figure.last_place();
  if (place.is_zero()) return false;
  const auto wanted = (amount / place).to_int64(), stated = (figure.value / place).to_int64();
  if (!wanted || !stated || *wanted <= 0 || *stated <= 0) return false;
  const std::string x = std::to_string(*wanted), y = std::to_string(*stated);
  return x.size() >= shortest && digits_exchanged(x, y);
}

bool divides_to(const Fact& rate, const Fact& numerator, const Fact& denominator) {
  if (denominator.quantity.value.is_zero()) return false;
  const dsl::Number exact = numerator.quantity.value / denominator.quantity.value;
  const dsl::Number place = rate.quantity.last_place();
  const dsl::Number off = exact - rate.quantity.value;
  return off.abs() * dsl::Number(2) <= place || (off.sign() > 0 && off < place);
}

bool is_measure(const Report& report, const Lexicon::Tables& tables, FactId id) {
  if (id.value == 0 || id.value + 1 >= report.facts.size()) return false;
  const Fact& fact = report.facts[id.value];
  const Fact& next = report.facts[id.value + 1];
  if (fact.in_table || next.quantity.dimension != dsl::Dimension::rate || next.at.block != fact.at.block ||
      next.at.begin < fact.at.end)
    return false;
  if (report.document.text->normalised().substr(fact.at.end, next.at.begin - fact.at.end) != "的") return false;
  constexpr std::uint32_t reach = 12;
  for (std::uint32_t k = 1; k <= id.value && k <= reach; ++k) {
    const Fact& before = report.facts[id.value - k];
    if (!same_sentence(report, before, fact)) return false;
    if (same_measure(tables, before.quantity, fact.quantity)) return true;
  }
  return false;
}

std::optional<Passage> reason_in(const Report& report, const Lexicon::Tables& tables, std::uint32_t block,
                                 std::uint32_t begin, std::uint32_t end) {
  if (end <= begin) return {};
  const Stream s = scan_slice(report.document, block, {begin, end}, tables, false, true);
  Extent cue{};
  for (std::uint32_t from = 0; from < s.size();) {
    const Extent next = s.first_cue(Cue::reason_cues, {from, s.size()});
    if (next.end == 0) return {};
    // 因公, 受理, 改造内容主要是: the word is part of others.
    const Extent wider = s.cue_before(Cue::not_reason, next.end, from);
    if (s.cue_at(Cue::not_reason, next.begin, s.size()).end <= next.end &&
        (wider.end == 0 || wider.begin >= next.begin)) {
      cue = next;
      break;
    }
    from = next.begin + 1;
  }
  if (cue.end == 0) return {};
  std::uint32_t stop = cue.end;
  while (stop < s.size() && s.chars[stop] != U'；' && !is_sentence_end(s, stop)) ++stop;
  return s.passage({cue.begin, stop});
}

bool like_base(const Report& report, const Lexicon::Tables& tables, const Fact& before, FactId base) {
  if (!base.valid()) return true;
  const Fact& other = report.facts[base.value];
  return before.concept_id == other.concept_id && same_aspect(before, other, tables.scope, false) &&
         same_aspect(before, other, tables.project, true);
}

bool ends_its_list(const Report& report, const Lexicon::Tables& tables, FactId last) {
  const Fact& part = report.facts[last.value];
  if (!part.of.valid() || part.quantity.value.is_zero()) return false;
  const Fact& whole = report.facts[part.of.value];
  dsl::Number sum(0);
  std::size_t parts = 0;
  for (std::uint32_t f = part.of.value + 1; f < report.facts.size() && report.facts[f].at.block == part.at.block; ++f) {
    const Fact& other = report.facts[f];
    if (other.of != part.of || !same_measure(tables, other.quantity, whole.quantity)) continue;
    if (FactId{f} > last) return false;
    sum = sum + other.quantity.value;
    ++parts;
  }
  return parts >= 2 && sum == whole.quantity.value;
}

FactId fitting_current(const Report& report, const Lexicon::Tables& tables, const Change& change,
                       std::uint32_t look_back) {
  if (!change.current.valid() || !change.previous.valid() || !change.delta.valid()) return {};
  // 446起，其中甲268起、…其他26起，较上年468起减少22起: behind all the parts the whole is spoken of.
  if (const FactId whole = report.facts[change.current.value].of;
      whole.valid() && ends_its_list(report, tables, change.current) && !report.facts[whole.value].in_table &&
      same_sentence(report, report.facts[whole.value], report.facts[change.delta.value])) {
    const auto& before = report.facts[change.previous.value].quantity.value;
    const auto off = [&](FactId of) {
      const dsl::Number by = (report.facts[of.value].quantity.value - before).abs();
      return (by - report.facts[change.delta.value].quantity.value.abs()).abs();
    };
    return off(whole) < off(change.current) ? whole : FactId{};
  }
  const Fact& delta = report.facts[change.delta.value];
  if (delta.quantity.dimension != dsl::Dimension::money || delta.quantity.decimals == 0) return {};
  const Fact& previous = report.facts[change.previous.value];
  const auto fits = [&](const Fact& of) {
    const dsl::Number off = of.quantity.value - previous.quantity.value;
    return off.abs() == delta.quantity.value.abs() && (change.direction == 0 || off.sign() == change.direction);
  };
  const Fact& chosen = report.facts[change.current.value];
  if (fits(chosen)) return {};
  for (std::uint32_t k = 1; k <= change.current.value && k <= look_back; ++k) {
    const FactId id{change.current.value - k};
    const Fact& other = report.facts[id.value];
    if (other.at.block != chosen.at.block) break;
    if (id != change.previous && same_measure(tables, other.quantity, chosen.quantity) &&
        other.concept_id == chosen.concept_id && same_aspect(other, chosen, tables.year, true) && fits(other))
      return id;
  }
  return {};
}

dsl::MemberId change_subject(const Stream& words, const Lexicon::Tables& tables, const dsl::Program& program) {
  std::uint32_t end = words.size();
  for (int clauses = 0; clauses < 2 && end > 0; ++clauses) {
    std::uint32_t begin = end;
    const auto parts = [&](std::uint32_t at) {
      return words.chars[at] == U'；' || words.chars[at] == U'：' || is_sentence_end(words, at);
    };
    while (begin > 0 && words.chars[begin - 1] != U'，' && !parts(begin - 1)) --begin;
    if (words.has_cue(Cue::reason_cues, {begin, end})) return {};
    // What is named behind 比 is the base.
    const Extent than = words.first_cue(Cue::compare_words, {begin, end});
    for (const Term& term : words.terms_in({begin, than.end == 0 ? end : than.begin}))
      if (term.meaning.kind == Meaning::Kind::member && !term.nested &&
          program.members[term.meaning.id].aspect == tables.scope)
        return dsl::MemberId{term.meaning.id};
    // Only a clause that compares goes on about the clause before it: 比上年增加1万元.
    if (begin == 0 || parts(begin - 1) || than.end == 0) return {};
    end = begin - 1;
  }
  return {};
}

bool states_other_scope(const Fact& figure, dsl::MemberId subject, const Lexicon::Tables& tables) {
  const AspectValue* scope = figure.aspect(tables.scope);
  return subject.valid() && scope != nullptr && scope->member.valid() && scope->how == How::stated &&
         scope->member != subject;
}

std::pair<FactId, FactId> two_years_in_table(const Report& report, const Lexicon::Tables& tables, FactId rate) {
  const AspectValue* scope = report.facts[rate.value].aspect(tables.scope);
  if (scope == nullptr || scope->how != How::stated || !report.identity.year) return {};
  const std::string last_year = std::to_string(*report.identity.year - 1);
  FactId now, before;
  for (std::uint32_t f = 0; f < report.facts.size(); ++f) {
    const Fact& other = report.facts[f];
    if (!other.in_table || other.concept_id != tables.amount || member_of(other, tables.scope) != scope->member ||
        member_of(other, tables.stage) != tables.actual ||
        (tables.project.valid() && other.aspect(tables.project) != nullptr))
      continue;
    const AspectValue* year = other.aspect(tables.year);
    FactId& kept = year != nullptr && year->name == last_year ? before : now;
    if (kept.valid() && report.facts[kept.value].quantity.value != other.quantity.value) return {};
    if (!kept.valid()) kept = FactId{f};
  }
  return now.valid() && before.valid() ? std::pair{now, before} : std::pair<FactId, FactId>{};
}

FactId planned_for(const Report& report, const Lexicon::Tables& tables, FactId spent, FactId change) {
  const Fact& now = report.facts[spent.value];
  if (now.concept_id != tables.amount || member_of(now, tables.stage) != tables.actual) return {};
  FactId found;
  for (std::uint32_t k = 1; k <= change.value; ++k) {
    const Fact& before = report.facts[change.value - k];
    if (before.at.block != now.at.block || before.in_table != now.in_table) break;
    if (before.concept_id != tables.amount || !is_budget_stage(tables, before) ||
        !same_aspect(before, now, tables.scope, false) || !same_aspect(before, now, tables.project, false) ||
        !same_aspect(before, now, tables.year, true) || !same_aspect(before, now, tables.flow, true))
      continue;
    if (found.valid()) return {};  // 年初预算 and 全年预算: which one is not sure
    found = FactId{change.value - k};
  }
  return found;
}

FactId spent_on(const Report& report, const Lexicon::Tables& tables, FactId change) {
  constexpr std::uint32_t reach = 30;  // figures
  const Fact& delta = report.facts[change.value];
  const AspectValue* scope = delta.aspect(tables.scope);
  if (delta.in_table || delta.quantity.dimension != dsl::Dimension::money || scope == nullptr ||
      scope->how != How::stated || (tables.project.valid() && delta.aspect(tables.project) != nullptr))
    return {};
  FactId found;
  for (std::uint32_t k = 1; k <= change.value && k <= reach; ++k) {
    const Fact& before = report.facts[change.value - k];
    if (before.in_table || before.concept_id != tables.amount || member_of(before, tables.scope) != scope->member ||
        member_of(before, tables.stage) != tables.actual || !same_aspect(before, delta, tables.year, true) ||
        !same_aspect(before, delta, tables.project, false))
      continue;
    if (found.valid() && report.facts[found.value].quantity.value != before.quantity.value) return {};
    if (!found.valid()) found = FactId{change.value - k};
  }
  return found;
}

std::string aspect_key(const Fact& fact, dsl::AspectId aspect) {
  const AspectValue* value = aspect.valid() ? fact.aspect(aspect) : nullptr;
  if (value == nullptr) return "-";
  return value->member.valid() ? "#" + std::to_string(value->member.value) : value->name;
}

}  // namespace hegui::report

#include "checker/report/change_words.hpp"

#include <algorithm>

#include "checker/report/characters.hpp"
#include "checker/report/relations.hpp"

namespace hegui::report {

ChangeWords::ChangeWords(const Report& report, const Lexicon& lexicon, BlockStreams& streams)
    : report_(report),
      streams_(streams),
      t_(lexicon.tables()),
      program_(lexicon.program()),
      saving_(program_.find_concept("saving")) {}

Stream ChangeWords::words_before(std::uint32_t f) const {
  const Fact& fact_f = report_.facts[f];
  std::uint32_t begin = report_.document.blocks[fact_f.at.block].slice.begin;
  if (f > 0 && report_.facts[f - 1].at.block == fact_f.at.block) begin = std::max(begin, report_.facts[f - 1].at.end);
  return scan_slice(report_.document, fact_f.at.block, {begin, std::max(begin, fact_f.at.begin)}, t_, false);
}

bool ChangeWords::in_block(const Fact& of, Cue cue) const {
  return report_.document.blocks[of.at.block].kind == document::Block::Kind::table || streams_.sees(of.at.block, cue);
}

int ChangeWords::direction_of(const Stream& words) const {
  const Extent all{0, words.size()};
  const Extent up = words.last_cue(Cue::increase_words, all), down = words.last_cue(Cue::decrease_words, all);
  if (up.end == down.end) return 0;
  return up.end > down.end ? 1 : -1;
}

std::string ChangeWords::base_of(const Stream& words) const {
  std::string base;
  for (const auto& skip : words.skips)
    if (report_.identity.year && skip.skipped.year == *report_.identity.year - 1 && t_.last_year.valid() &&
        words.has_cue(Cue::compare_words, {0, skip.at.begin}))
      return program_.members[t_.last_year.value].name;
  for (const auto& term : words.terms) {
    if (term.meaning.kind != Meaning::Kind::member) continue;
    const auto& member = program_.members[term.meaning.id];
    if (member.aspect == t_.year) {
      if (dsl::MemberId{term.meaning.id} == t_.this_year) continue;  // 本年增加3750元
      return member.name;
    }
    if (member.aspect == t_.stage && words.has_cue(Cue::compare_words, {0, term.at.begin})) base = member.name;
  }
  return base;
}

namespace {

/// Behind the words of comparison, or in front of them; 0 without one.
int year_beside(const Stream& words, bool behind) {
  int year = 0;
  for (const auto& skip : words.skips) {
    if (skip.skipped.year <= 0) continue;
    const bool beside = behind ? words.cue_before(Cue::compare_words, skip.at.begin, 0).end == skip.at.begin
                               : words.cue_at(Cue::compare_words, skip.at.end, words.size()).end != 0;
    if (beside) year = skip.skipped.year;
  }
  return year;
}

}  // namespace

bool ChangeWords::compares_other_year(const Stream& words, const Fact& of) const {
  const int base = year_beside(words, true);
  const AspectValue* own = of.aspect(t_.year);
  return base > 0 && own != nullptr && own->how == How::stated && own->name != std::to_string(base);
}

std::pair<FactId, FactId> ChangeWords::of_years(std::uint32_t f, const Stream& words) const {
  constexpr std::uint32_t reach = 12;  // figures
  const int base = year_beside(words, true), subject = year_beside(words, false);
  if (base == 0) return {};
  FactId current, previous;
  for (std::uint32_t k = 1; k <= f && k <= reach; ++k) {
    const Fact& before = report_.facts[f - k];
    if (before.at.block != report_.facts[f].at.block) break;
    const AspectValue* year = before.aspect(t_.year);
    if (relative(before) || before.optional || !same_measure(t_, before.quantity, report_.facts[f].quantity) ||
        year == nullptr || year->how != How::stated)
      continue;
    if (year->name == std::to_string(base)) {
      if (!previous.valid()) previous = FactId{f - k};
    } else if (!current.valid() && (subject == 0 || year->name == std::to_string(subject))) {
      current = FactId{f - k};
    }
  }
  if (!current.valid() || !previous.valid()) return {};
  const Fact &now = fact(current), &then = fact(previous);
  const bool alike = now.concept_id == then.concept_id && same_aspect(now, then, t_.scope, true) &&
                     same_aspect(now, then, t_.project, true) && same_aspect(now, then, t_.stage, true);
  return alike ? std::pair{current, previous} : std::pair<FactId, FactId>{};
}

std::u32string ChangeWords::subject_of(const Stream& words) {
  const Extent than = words.last_cue(Cue::compare_words, {0, words.size()});
  if (than.end == 0) return {};
  std::uint32_t begin = than.begin;
  while (begin > 0 && words.chars[begin - 1] != U'，' && words.chars[begin - 1] != U'；' &&
         words.chars[begin - 1] != U'：' && !is_sentence_end(words, begin - 1))
    --begin;
  return std::u32string(words.text({begin, than.begin}));
}

bool ChangeWords::of_the_rest(const Stream& words) const {
  const Extent than = words.last_cue(Cue::compare_words, {0, words.size()});
  if (than.end == 0) return false;
  std::uint32_t begin = than.begin;
  while (begin > 0 && words.chars[begin - 1] != U'，' && !is_sentence_end(words, begin - 1)) --begin;
  return words.cue_at(Cue::remainder_words, begin, than.begin).end != 0;
}

bool ChangeWords::goes_by(const Fact& of, const std::u32string& subject) {
  if (subject.size() < 2) return true;
  const std::u32string name = matching_form(of.name) + matching_form(of.label);
  for (std::size_t i = 0; i + 1 < subject.size(); ++i)
    if (name.find(subject.substr(i, 2)) != std::u32string::npos) return true;
  return false;
}

FactId ChangeWords::fitting_rate(const Change& change) const {
  constexpr std::uint32_t reach = 12;  // figures
  if (!change.current.valid() || !change.delta.valid() || !change.rate.valid() || change.previous.valid() ||
      change.direction == 0 || fact(change.delta).quantity.value.is_zero())
    return {};
  const dsl::Quantity &by = fact(change.delta).quantity, &rate = fact(change.rate).quantity;
  const auto fits = [&](const Fact& of) {
    const dsl::Number base =
        change.direction > 0 ? of.quantity.value - by.value.abs() : of.quantity.value + by.value.abs();
    if (base.sign() <= 0) return false;
    return (by.value.abs() / base - rate.value.abs()).abs() <= rate.last_place();
  };
  if (fits(fact(change.current))) return {};
  for (std::uint32_t k = 1; k <= change.delta.value && k <= reach; ++k) {
    const FactId id{change.delta.value - k};
    const Fact& other = fact(id);
    if (!same_sentence(report_, other, fact(change.delta))) break;
    if (id != change.current && !relative(other) && !other.optional && same_measure(t_, other.quantity, by) &&
        fits(other))
      return id;
  }
  return {};
}

bool ChangeWords::is_last_year(const Fact& of) const {
  const AspectValue* year = of.aspect(t_.year);
  return year != nullptr && report_.identity.year && year->name == std::to_string(*report_.identity.year - 1);
}

bool ChangeWords::ends_in_change(std::uint32_t f) const {
  if (fact(FactId{f}).quantity.dimension != dsl::Dimension::count) return false;
  const Stream words = words_before(f);
  return words.cue_before(Cue::decrease_words, words.size(), 0).end != 0 ||
         words.cue_before(Cue::increase_words, words.size(), 0).end != 0;
}

const std::vector<FactId>& ChangeWords::targets() const {
  constexpr std::size_t most = 500;
  if (targets_) return *targets_;
  targets_.emplace();
  for (std::uint32_t f = 0; f < report_.facts.size() && targets_->size() < most; ++f) {
    const Fact& target = report_.facts[f];
    if (target.concept_id == t_.target && !target.in_table && target.quantity.takes_part_in_equations())
      targets_->push_back(FactId{f});
  }
  return *targets_;
}

FactId ChangeWords::target_named(FactId current_id, const Stream& words) const {
  const Extent target = words.last_cue(Cue::target_words, {0, words.size()});
  if (target.end == 0 || !t_.target.valid() || words.cue_before(Cue::compare_words, target.begin, 0).end == 0)
    return {};
  constexpr std::size_t shortest_name = 4;
  const Fact& current = fact(current_id);
  const std::u32string name = matching_form(current.label);
  FactId found;
  for (const FactId id : targets()) {
    const Fact& other = fact(id);
    if (!same_measure(t_, other.quantity, current.quantity)) continue;
    const std::u32string label = matching_form(other.label);
    std::size_t common = 0;
    while (common < name.size() && common < label.size() &&
           name[name.size() - 1 - common] == label[label.size() - 1 - common])
      ++common;
    if (common < shortest_name) continue;
    if (found.valid()) return {};  // two targets of that name: which one is not said
    found = id;
  }
  return found;
}

ComparedYears ChangeWords::years_compared(std::uint32_t f) const {
  const auto told = [](const Stream& words) {
    ComparedYears years;
    for (const auto& skip : words.skips) {
      if (skip.skipped.why != text::Skipped::Why::year) continue;
      if (years.current != 0) {
        years.base = skip.skipped.year;
        break;
      }
      // 与2022年相比: the year it is compared with, not the one that grew.
      if (words.cue_before(Cue::compare_words, skip.at.begin, 0).end != 0) break;
      if (words.cue_at(Cue::compare_words, skip.at.end, words.size()).end != 0) years.current = skip.skipped.year;
    }
    return years;
  };
  if (const ComparedYears years = told(words_before(f)); years.current != 0) return years;
  for (std::uint32_t k = 1; k <= 2 && k <= f; ++k) {
    const Fact& before = fact(FactId{f - k});
    if (!same_sentence(report_, before, fact(FactId{f}))) break;
    if (is_base(before)) return told(words_before(f - k));
    if (!relative(before)) break;
  }
  return {};
}

bool ChangeWords::is_of_year(const Fact& of, int year) const {
  const AspectValue* told = of.aspect(t_.year);
  return told != nullptr && told->name == std::to_string(year);
}

FactId ChangeWords::this_year_of(const Fact& last) const {
  constexpr std::size_t most_asked = 200;  // changes; no report has as many told so
  if (++asked_ > most_asked) return {};
  FactId found;
  for (std::uint32_t k = 0; k < report_.facts.size(); ++k) {
    const Fact& fact = report_.facts[k];
    const AspectValue* year = fact.aspect(t_.year);
    if (fact.concept_id != t_.amount || year == nullptr || !report_.identity.year ||
        year->name != std::to_string(*report_.identity.year))
      continue;
    bool same = true;
    for (const auto aspect : {t_.scope, t_.stage, t_.flow, t_.fund})
      same = same && same_aspect(fact, last, aspect, true);
    if (!same || (t_.project.valid() && !same_aspect(fact, last, t_.project, false))) continue;
    if (found.valid() && !report_.facts[found.value].quantity.interval.intersects(fact.quantity.interval)) return {};
    if (!found.valid()) found = FactId{k};
  }
  return found;
}

bool ChangeWords::has_reason(FactId before, FactId after) const {
  const Fact &a = fact(before), &b = fact(after);
  if (a.at.block != b.at.block || b.at.begin < a.at.end) return false;
  const Stream words = scan_slice(report_.document, a.at.block, {a.at.end, b.at.begin}, t_, false);
  return words.has_cue(Cue::reason_cues, {0, words.size()});
}

bool ChangeWords::is_base(const Fact& of) const {
  const Stream words =
      scan_slice(report_.document, of.label_at.block, {of.label_at.begin, of.label_at.end}, t_, false, false);
  if (words.cue_at(Cue::compare_words, 0, words.size()).end != 0) return words.terms.size() + words.skips.size() > 0;
  // 新收案件比2015年的3702件增加584件: what has changed may be named before it.
  const Extent than = words.last_cue(Cue::compare_words, {0, words.size()});
  return than.end != 0 && std::any_of(words.skips.begin(), words.skips.end(), [&](const auto& skip) {
           return skip.skipped.year > 0 && skip.at.begin == than.end && skip.at.end == words.size();
         });
}

bool ChangeWords::relative(const Fact& of) const {
  return of.concept_id.valid() &&
         (of.concept_id == t_.delta || of.concept_id == t_.growth_rate || of.concept_id == t_.share);
}

bool ChangeWords::count_delta(std::uint32_t f) const {
  const Fact& of = report_.facts[f];
  if (of.quantity.dimension != dsl::Dimension::count || of.concept_id == t_.target) return false;
  if (!in_block(of, Cue::increase_words) && !in_block(of, Cue::decrease_words)) return false;
  const Stream words = words_before(f);
  std::uint32_t end = words.size();
  while (end > 0 && words.cue_before(Cue::gap_words, end, 0).end != 0)
    end = words.cue_before(Cue::gap_words, end, 0).begin;
  std::uint32_t begin = end;
  for (const std::uint32_t at : {words.size(), end})
    for (const Cue cue : {Cue::increase_words, Cue::decrease_words})
      if (const Extent e = words.cue_before(cue, at, 0); e.end != 0) begin = std::min(begin, e.begin);
  if (begin == end) return false;
  std::uint32_t clause = begin;
  while (clause > 0 && words.chars[clause - 1] != U'，' && words.chars[clause - 1] != U'；' &&
         !is_sentence_end(words, clause - 1))
    --clause;
  if (words.has_cue(Cue::compare_words, {clause, begin})) return true;
  // 比上年3150人增加270人: what it is compared with is the figure before.
  const bool behind = clause == 0 && f > 0 && same_sentence(report_, report_.facts[f - 1], of);
  return behind && same_measure(t_, report_.facts[f - 1].quantity, of.quantity) && is_base(report_.facts[f - 1]);
}

bool ChangeWords::names_budget(const Stream& words) const {
  return std::any_of(words.terms.begin(), words.terms.end(), [&](const Term& term) {
    if (term.meaning.kind != Meaning::Kind::member) return false;
    const dsl::MemberId member{term.meaning.id};
    return program_.members[member.value].aspect == t_.stage && member != t_.actual &&
           words.cue_before(Cue::compare_words, term.at.begin, 0).end != 0;
  });
}

bool ChangeWords::saved_against_budget(FactId id) const {
  if (!saving_.valid() || fact(id).concept_id != saving_) return false;
  return compared(id.value) || (id.value > 0 && same_sentence(report_, fact(FactId{id.value - 1}), fact(id)) &&
                                is_base(fact(FactId{id.value - 1})));
}

bool ChangeWords::compared(std::uint32_t f) const {
  const Stream words = words_before(f);
  return words.has_cue(Cue::compare_words, {0, words.size()});
}

}  // namespace hegui::report

#include "checker/engine/fact_index.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

namespace hegui::engine {

using dsl::MemberId;
using report::Fact;
using report::How;

namespace {

constexpr int kNoYear = std::numeric_limits<int>::min();

int parse_year(std::string_view name) {
  int year = kNoYear;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), year);
  return error == std::errc() && end == name.data() + name.size() ? year : kNoYear;
}

}  // namespace

FactIndex::FactIndex(const Plan& plan, const report::Report& report)
    : plan_(plan),
      report_(report),
      aspects_(static_cast<std::uint32_t>(plan.program->aspects.size()) + 1),
      names_matter_(aspects_, false),
      values_(report.facts.size()),
      by_concept_(plan.program->concepts.size() + 1),
      answers_(plan.queries.size()) {
  for (std::uint32_t i = 0; i + 1 < aspects_; ++i) names_matter_[i] = plan.program->aspects[i].members.empty();
  names_matter_[entity_aspect()] = true;
  codes_.reserve(report.facts.size() * aspects_);
  hows_.reserve(report.facts.size() * aspects_);
  for (const Fact& fact : report.facts) add_codes(fact);
  report_year_ = report.identity.year ? report.identity.year : guess_year();
  if (plan.year.valid() && report_year_) {  // facts without a year count as the report's year
    const Code code = intern(std::to_string(*report_year_));
    for (std::uint32_t i = 0; i < report.facts.size(); ++i) {
      if (years_[i] != kNoYear) continue;
      years_[i] = *report_year_;
      codes_[i * aspects_ + plan.year.value] = code;
    }
  }
}

/// The year that most facts speak of; the later of two equal ones.
std::optional<int> FactIndex::guess_year() const {
  std::map<int, int> counts;
  for (const int year : years_)
    if (year != kNoYear) ++counts[year];
  std::optional<int> best;
  for (const auto& [year, count] : counts)
    if (!best || count >= counts[*best]) best = year;
  return best;
}

const Fact& FactIndex::fact(std::uint32_t id) const {
  return id < report_.facts.size() ? report_.facts[id] : derived_[id - report_.facts.size()].fact;
}

const Value& FactIndex::make_value(std::uint32_t id) const {
  const Fact& f = report_.facts[id];
  if (f.text_value.empty()) {
    Value figure = Value::of_figure(f.quantity, id);
    if (!f.derived_from.empty()) figure.written = false;
    return values_[id] = std::move(figure);
  }
  Value text = Value::text_view(f.text_value);
  text.fact = id;
  text.has_place = true;
  text.place = f.at;
  return values_[id] = std::move(text);
}

std::string_view FactIndex::aspect_name(std::uint32_t aspect) const {
  return aspect == entity_aspect() ? std::string_view("所属单位")
                                   : std::string_view(plan_.program->aspects[aspect].name);
}

std::string_view FactIndex::code_name(Code code) const {
  if (code == kNone) return {};
  if ((code & kNameBit) != 0) return names_[code & ~kNameBit];
  return plan_.program->members[code - 1].name;
}

Code FactIndex::intern(std::string_view name) {
  if (name.empty()) return kNone;
  const auto found = name_codes_.find(name);
  if (found != name_codes_.end()) return found->second;
  const Code code = kNameBit | static_cast<Code>(names_.size());
  names_.emplace_back(name);
  name_codes_.emplace(names_.back(), code);
  return code;
}

void FactIndex::add_codes(const Fact& fact) {
  const auto id = static_cast<std::uint32_t>(codes_.size() / aspects_);
  codes_.resize(codes_.size() + aspects_, kNone);
  hows_.resize(hows_.size() + aspects_, How::defaulted);
  int year = kNoYear;
  for (const report::AspectValue& aspect : fact.aspects) {
    if (!aspect.aspect.valid() || aspect.aspect.value >= aspects_ - 1) continue;
    const std::size_t at = id * aspects_ + aspect.aspect.value;
    codes_[at] = aspect.member.valid() ? code_of(aspect.member) : intern(aspect.name);
    hows_[at] = aspect.how;
    if (aspect.aspect == plan_.year) year = parse_year(aspect.name);
  }
  if (!fact.entity.empty()) {
    codes_[id * aspects_ + entity_aspect()] = intern(fact.entity);
    hows_[id * aspects_ + entity_aspect()] = How::stated;
  }
  years_.push_back(year);
  by_concept_[std::min<std::size_t>(fact.concept_id.value, by_concept_.size() - 1)].push_back(id);
}

bool FactIndex::answers(const QueryPlan& query, std::uint32_t id, int year_shift, Rank& rank) const {
  if (fact(id).optional) return false;
  if (plan_.year.valid() && !query.year_free && query.fixed_on(plan_.year) == nullptr) {
    const int offset = query.year_offset + year_shift;
    if (report_year_ ? years_[id] != *report_year_ + offset : offset != 0) return false;
  }
  for (const FixedAspect& fixed : query.fixed) {
    const Code have = code(id, fixed.aspect.value);
    if (have == kNone && !fixed.asked) continue;
    if (fixed.members.empty()) {
      if (have == kNone || code_name(have) != fixed.name) return false;
      continue;
    }
    const auto accepted = std::find_if(fixed.members.begin(), fixed.members.end(),
                                       [&](const Accepted& a) { return code_of(a.member) == have; });
    if (accepted != fixed.members.end()) {
      rank.umbrella = std::max(rank.umbrella, accepted->rank);
    } else if (fixed.aspect == plan_.flow && have == code_of(plan_.flow_both)) {
      rank.weak = 1;  // 收入、支出决算751.85万元: one figure for both
    } else if (fixed.aspect == plan_.flow && have == kNone) {
      rank.weak = 1;  // 预算100万元: income and expenditure of a budget are equal
    } else {
      return false;
    }
  }
  if (query.range_aspect.valid()) {
    const Code have = code(id, query.range_aspect.value);
    const bool inside = std::any_of(query.range_members.begin(), query.range_members.end(),
                                    [&](MemberId m) { return code_of(m) == have; });
    if (!inside) return false;
  }
  return true;
}

std::shared_ptr<const std::vector<Candidate>> FactIndex::candidates(std::uint32_t query, int year_shift) {
  query = plan_.same_query[query];
  const QueryPlan& plan = plan_.queries[query];
  Answers& known = year_shift == 0 ? answers_[query] : shifted_answers_[{query, year_shift}];
  const std::size_t count = count_for(plan);
  if (known.all != nullptr && known.count == count) return known.all;
  std::vector<Candidate> found;
  const auto collect = [&](const std::vector<std::uint32_t>& ids, std::uint8_t below) {
    for (const std::uint32_t id : ids) {
      Candidate candidate{id, {below, 0, 0}};
      if (answers(plan, id, year_shift, candidate.rank)) found.push_back(candidate);
    }
  };
  if (plan.any_concept) {
    for (const auto& ids : by_concept_) collect(ids, 0);
  } else {
    for (std::size_t i = 0; i < plan.concepts.size(); ++i) collect(by_concept_[plan.concepts[i].value], i == 0 ? 0 : 1);
  }
  std::sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) { return a.fact < b.fact; });
  known = {count, std::make_shared<const std::vector<Candidate>>(std::move(found))};
  return known.all;
}

std::vector<Code> FactIndex::key_without(std::uint32_t fact, Leaving leaving) const {
  std::vector<Code> key;
  key.reserve(aspects_ + 1);
  for (std::uint32_t a = 0; a < aspects_; ++a) {
    const bool left_out =
        leaving == Leaving::year ? a == plan_.year.value : a == plan_.stage.value || a == plan_.flow.value;
    key.push_back(left_out ? kNone : code(fact, a));
  }
  key.push_back(this->fact(fact).concept_id.value);
  return key;
}

const std::vector<std::uint32_t>& FactIndex::alike(std::uint32_t fact, Leaving leaving) const {
  auto& known = alike_[static_cast<std::size_t>(leaving)];
  if (known.empty())
    for (std::uint32_t i = 0; i < stated_count(); ++i) known[key_without(i, leaving)].push_back(i);
  return known[key_without(fact, leaving)];
}

std::size_t FactIndex::count_for(const QueryPlan& query) const {
  if (query.any_concept) return report_.facts.size() + derived_.size();
  std::size_t count = 0;
  for (const dsl::ConceptId id : query.concepts) count += by_concept_[id.value].size();
  return count;
}

std::uint32_t FactIndex::add_derived(Fact fact, Value value) {
  const auto id = static_cast<std::uint32_t>(report_.facts.size() + derived_.size());
  value.fact = id;
  value.written = false;
  derived_.push_back({std::move(fact), std::move(value)});
  add_codes(derived_.back().fact);
  if (years_.back() == kNoYear && report_year_) years_.back() = *report_year_;
  return id;
}

}  // namespace hegui::engine

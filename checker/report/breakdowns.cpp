// Breakdowns that no cue opens: states of one total, members of the taxonomy under one total, a total after its parts.
// Those of running text with a cue and of tables are made while the facts are read.
#include <algorithm>

#include "checker/report/passes.hpp"
#include "checker/report/relations.hpp"
#include "checker/report/stream.hpp"

namespace hegui::report {

namespace {

constexpr std::size_t look_ahead = 40;

class Finder {
 public:
  Finder(Report& report, const Lexicon& lexicon) : report_(report), t_(lexicon.tables()), program_(lexicon.program()) {}

  void find() {
    for (const auto& b : report_.breakdowns) totals_.push_back(b.total);
    for (std::uint32_t f = 0; f < report_.facts.size(); ++f) {
      if (report_.facts[f].in_table) continue;
      if (has_parts(FactId{f})) continue;
      by_state(f);
      if (!has_parts(FactId{f})) by_members(f);
    }
    for (std::uint32_t f = 0; f < report_.facts.size(); ++f)
      if (!report_.facts[f].in_table && !has_parts(FactId{f})) after_parts(f);
    for (const auto& b : report_.breakdowns)
      for (const FactId part : b.parts)
        if (!report_.facts[part.value].of.valid()) report_.facts[part.value].of = b.total;
    std::stable_sort(report_.breakdowns.begin(), report_.breakdowns.end(),
                     [](const Breakdown& a, const Breakdown& b) { return a.total < b.total; });
  }

 private:
  [[nodiscard]] bool has_parts(FactId id) const {
    return std::find(totals_.begin(), totals_.end(), id) != totals_.end();
  }
  void emit(std::uint32_t total, std::vector<FactId> parts, bool exhaustive, std::string cue) {
    Breakdown b;
    b.total = FactId{total};
    b.parts = std::move(parts);
    b.exhaustive = exhaustive;
    b.cue = std::move(cue);
    totals_.push_back(b.total);
    report_.breakdowns.push_back(std::move(b));
  }
  [[nodiscard]] bool starts_with_state(const Fact& fact) const {
    const Stream s =
        scan_slice(report_.document, fact.label_at.block, {fact.label_at.begin, fact.label_at.end}, t_, false, true);
    return s.cue_at(Cue::state_cues, 0, s.size()).end != 0 ||
           (s.size() > 1 && s.cue_before(Cue::class_tails, s.size(), 0).end != 0);
  }

  /// 共受理961件，已归档908件，已办结4件，办理中49件: states of the count before them.
  void by_state(std::uint32_t f) {
    const Fact& total = report_.facts[f];
    if (total.quantity.dimension != dsl::Dimension::count || starts_with_state(total)) return;
    std::vector<FactId> parts;
    for (std::uint32_t g = f + 1; g < report_.facts.size() && g <= f + look_ahead; ++g) {
      const Fact& next = report_.facts[g];
      if (!same_sentence(report_, total, next)) break;
      if (next.quantity.dimension == dsl::Dimension::rate) continue;
      if (next.quantity.dimension != dsl::Dimension::count) continue;
      const bool general = t_.says(Cue::general_nouns, total.quantity.noun, true) &&
                           t_.says(Cue::general_nouns, next.quantity.noun, true) && g == f + 1 + parts.size();
      if (!same_measure(t_, total.quantity, next.quantity) && !general) continue;
      if (!starts_with_state(next) || next.of.valid() || next.quantity.value > total.quantity.value) break;
      parts.push_back(FactId{g});
    }
    if (parts.size() < 2) return;
    // Without a cue nothing says that the states are all; they are parts only as far as they fit.
    dsl::Number sum(0);
    for (const FactId p : parts) sum = sum + report_.facts[p.value].quantity.value;
    if (sum > total.quantity.value) return;
    emit(f, std::move(parts), false, "");
  }

  /// “三公经费决算10.35万元。因公出国（境）费0万元；…；公务接待费1.40万元。”: members below the total's member.
  void by_members(std::uint32_t f) {
    const Fact& total = report_.facts[f];
    const auto scope = member_of(total, t_.scope);
    if (total.concept_id != t_.amount || !t_.amount.valid() || !scope.valid()) return;
    if (program_.members[scope.value].parts.empty() || scope == t_.department) return;
    const AspectValue* scope_value = total.aspect(t_.scope);
    if (scope_value->how == How::defaulted) return;
    std::vector<FactId> parts = members_below(f, section_of(total));
    if (parts.size() < 2) parts = members_below(f, {});
    if (parts.size() < 2) return;
    spread_fund(f, scope);
    std::vector<dsl::MemberId> seen;
    for (const FactId p : parts) seen.push_back(member_of(report_.facts[p.value], t_.scope));
    const auto covered = [&](dsl::MemberId m) {
      if (std::find(seen.begin(), seen.end(), m) != seen.end()) return true;
      const auto& kids = program_.members[m.value].parts;
      return !kids.empty() && std::all_of(kids.begin(), kids.end(), [&](dsl::MemberId k) {
        return std::find(seen.begin(), seen.end(), k) != seen.end();
      });
    };
    const auto& kids = program_.members[scope.value].parts;
    const bool all = std::all_of(kids.begin(), kids.end(), covered);
    emit(f, std::move(parts), all, "");
  }
  /// Amounts after the total, in its section (or anywhere, without one), whose members lie below the total's.
  [[nodiscard]] std::vector<FactId> members_below(std::uint32_t f, SectionId top) const {
    const Fact& total = report_.facts[f];
    const auto scope = member_of(total, t_.scope);
    std::vector<FactId> parts;
    for (std::uint32_t g = f + 1; g < report_.facts.size() && g <= f + look_ahead; ++g) {
      const Fact& next = report_.facts[g];
      if (next.in_table || (top.valid() && !below(section_of(next), top))) break;
      if (next.concept_id != t_.amount) continue;
      const auto part = member_of(next, t_.scope);
      if (part == scope && same_aspect(total, next, t_.stage, false) && same_aspect(total, next, t_.year, true)) break;
      if (!part.valid() || part == scope || !program_.is_within(part, scope)) continue;
      if (!same_aspect(total, next, t_.stage, false) || !same_aspect(total, next, t_.year, true) ||
          !same_aspect(total, next, t_.fund, true))
        continue;
      if (next.of.valid() && !same_scope(report_.facts[next.of.value], scope)) continue;
      if (std::any_of(parts.begin(), parts.end(), [&](FactId p) {
            const auto other = member_of(report_.facts[p.value], t_.scope);
            return other == part || program_.is_within(part, other);
          }))
        continue;
      parts.push_back(FactId{g});
    }
    return parts;
  }
  /// The parts are paid from where the total is, unless they say otherwise.
  void spread_fund(std::uint32_t f, dsl::MemberId scope) {
    const AspectValue* fund = t_.fund.valid() ? report_.facts[f].aspect(t_.fund) : nullptr;
    if (fund == nullptr || fund->how == How::defaulted) return;
    AspectValue value = *fund;
    value.how = How::inherited;
    value.reason = Reason::breakdown;
    for (std::uint32_t g = f + 1; g < report_.facts.size() && g <= f + look_ahead; ++g) {
      Fact& next = report_.facts[g];
      const auto part = member_of(next, t_.scope);
      if (!part.valid() || !program_.is_within(part, scope)) continue;
      for (auto& a : next.aspects)
        if (a.aspect == t_.fund && a.how == How::defaulted) a = value;
    }
  }
  [[nodiscard]] bool same_scope(const Fact& fact, dsl::MemberId scope) const {
    return member_of(fact, t_.scope) == scope;
  }
  [[nodiscard]] SectionId section_of(const Fact& fact) const {
    SectionId id = fact.section;
    while (id.valid() && report_.sections[id.value].list_item) id = report_.sections[id.value].parent;
    return id;
  }
  [[nodiscard]] bool below(SectionId id, SectionId top) const {
    for (int depth = 0; depth < 16; ++depth) {
      if (id == top) return true;
      if (!id.valid()) return false;
      id = report_.sections[id.value].parent;
    }
    return false;
  }

  /// “行政编制实有4人，编外人员9人，实有人员13人”: a wider concept after the narrower ones.
  void after_parts(std::uint32_t f) {
    const Fact& total = report_.facts[f];
    if (total.quantity.dimension != dsl::Dimension::count || !total.concept_id.valid()) return;
    std::vector<FactId> parts;
    for (std::uint32_t g = f; g-- > 0;) {
      const Fact& before = report_.facts[g];
      if (!same_sentence(report_, total, before)) break;
      if (!same_measure(t_, total.quantity, before.quantity) || before.of.valid()) break;
      if (before.concept_id == total.concept_id || !t_.is_concept(before.concept_id, total.concept_id)) break;
      parts.insert(parts.begin(), FactId{g});
    }
    if (parts.size() >= 2) emit(f, std::move(parts), false, "");
  }

  Report& report_;
  const Lexicon::Tables& t_;
  const dsl::Program& program_;
  std::vector<FactId> totals_;
};

}  // namespace

void find_breakdowns(Report& report, const Lexicon& lexicon) { Finder(report, lexicon).find(); }

}  // namespace hegui::report

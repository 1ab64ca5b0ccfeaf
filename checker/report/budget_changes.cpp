// What became of the budget during the year: first budget, what was added, revised budget; and sentences that hold what
// was spent against the budget (决算数小于预算数的主要原因是…). Part of find_changes().
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "checker/report/block_streams.hpp"
#include "checker/report/passes.hpp"
#include "checker/report/relations.hpp"
#include "checker/report/stream.hpp"

namespace hegui::report {

namespace {

constexpr std::uint32_t look_around = 12;  // figures
constexpr std::uint32_t near = 4;          // characters between a word of order and what it compares

class Finder {
 public:
  Finder(Report& report, const Lexicon& lexicon, BlockStreams& streams)
      : report_(report), streams_(streams), t_(lexicon.tables()), program_(lexicon.program()) {}

  void find() {
    for (std::uint32_t f = 0; f < report_.facts.size(); ++f)
      if (!report_.facts[f].in_table && t_.is_concept(report_.facts[f].concept_id, t_.budget_adjustment)) adjusted(f);
    for (std::uint32_t b = 0; b < report_.document.blocks.size(); ++b) {
      const auto& block = report_.document.blocks[b];
      if (block.kind == document::Block::Kind::paragraph && block.role == document::Role::body) compared(b);
    }
    for (Change& change : report_.changes)
      if (change.delta.valid() && !change.current.valid() && !change.previous.valid() && !change.base.empty())
        look_up(change);
  }

 private:
  [[nodiscard]] const Fact& fact(FactId id) const { return report_.facts[id.value]; }
  [[nodiscard]] dsl::MemberId stage_of(const Fact& of) const {
    return of.concept_id == t_.amount && of.concept_id.valid() ? member_of(of, t_.stage) : dsl::MemberId{};
  }
  [[nodiscard]] bool same_money(const Fact& a, const Fact& b) const {
    return same_aspect(a, b, t_.scope, true) && same_aspect(a, b, t_.fund, true) &&
           same_aspect(a, b, t_.project, true) && same_aspect(a, b, t_.year, true);
  }

  /// 住房保障支出较年初预算数增加2.28万元: both figures stand in the row of that name, in a table of the chapter.
  void look_up(Change& change) {
    const Fact& delta = fact(change.delta);
    if (delta.in_table || delta.concept_id != t_.delta) return;
    const bool against_year = t_.last_year.valid() && change.base == program_.members[t_.last_year.value].name;
    FactId current, previous;
    for (const FactId id : rows_of(delta)) {
      const Fact& cell = fact(id);
      if (!same_aspect(cell, delta, t_.fund, true)) continue;
      const auto stage = stage_of(cell);
      const bool this_year = of_this_year(cell);
      const bool budget = stage == t_.initial_budget || stage == t_.revised_budget;
      FactId* to = nullptr;
      if (stage == t_.actual && this_year) to = &current;
      if (against_year ? stage == t_.actual && !this_year : budget && this_year) to = &previous;
      if (to == nullptr) continue;
      if (to->valid() && fact(*to).quantity.value != cell.quantity.value) return;  // which one, nobody can tell
      if (!to->valid()) *to = id;
    }
    if (!current.valid() || !previous.valid()) return;
    change.current = current;
    change.previous = previous;
    change.name = fact(current).name;
  }
  /// Figures of tables in rows that go by the name of what the difference is about, below the same chapter; in order.
  [[nodiscard]] std::vector<FactId> rows_of(const Fact& delta) {
    const SectionId chapter = chapter_of(delta);
    const AspectValue* item = t_.project.valid() ? delta.aspect(t_.project) : nullptr;
    if (item != nullptr) return rows().named[{chapter, matching_form(item->name)}];
    const dsl::MemberId scope = member_of(delta, t_.scope);
    if (!scope.valid() || scope == t_.department) return {};
    std::vector<FactId> both = rows().named[{chapter, matching_form(program_.members[scope.value].name)}];
    const auto& members = rows().members[{chapter, scope}];
    both.insert(both.end(), members.begin(), members.end());
    std::sort(both.begin(), both.end());
    return both;
  }
  /// The amounts in tables by the chapter and by what their row is about: a name, or without one a scope.
  struct Rows {
    std::map<std::pair<SectionId, std::u32string>, std::vector<FactId>> named;
    std::map<std::pair<SectionId, dsl::MemberId>, std::vector<FactId>> members;
  };
  [[nodiscard]] Rows& rows() {
    if (rows_) return *rows_;
    rows_.emplace();
    for (std::uint32_t f = 0; f < report_.facts.size(); ++f) {
      const Fact& cell = report_.facts[f];
      if (!cell.in_table || cell.quantity.dimension != dsl::Dimension::money) continue;
      const AspectValue* row = t_.project.valid() ? cell.aspect(t_.project) : nullptr;
      if (row != nullptr)
        rows_->named[{chapter_of(cell), matching_form(row->name)}].push_back(FactId{f});
      else
        rows_->members[{chapter_of(cell), member_of(cell, t_.scope)}].push_back(FactId{f});
    }
    return *rows_;
  }
  [[nodiscard]] SectionId chapter_of(const Fact& of) const {
    SectionId id = of.section;
    while (id.valid() && report_.sections[id.value].parent.valid()) id = report_.sections[id.value].parent;
    return id;
  }

  /// 年初预算150万元，追加预算18万元，全年预算168万元.
  void adjusted(std::uint32_t f) {
    const Fact& delta = report_.facts[f];
    FactId initial, later, spent;
    std::size_t others = 0;
    for (std::uint32_t k = 1; k <= f && k <= look_around && !initial.valid(); ++k) {
      const Fact& before = report_.facts[f - k];
      if (before.at.block != delta.at.block || before.in_table) break;
      if (t_.is_concept(before.concept_id, t_.budget_adjustment)) ++others;
      if (before.of.valid() || stage_of(before) != t_.initial_budget || !same_whole(before, delta)) continue;
      initial = FactId{f - k};
    }
    for (std::uint32_t g = f + 1; g < report_.facts.size() && g <= f + look_around && !later.valid(); ++g) {
      const Fact& next = report_.facts[g];
      if (next.at.block != delta.at.block || next.in_table) break;
      if (t_.is_concept(next.concept_id, t_.budget_adjustment)) ++others;
      if (next.of.valid() || !initial.valid() || !same_whole(fact(initial), next)) continue;
      if (stage_of(next) == t_.revised_budget) later = FactId{g};
      if (stage_of(next) == t_.actual && !spent.valid()) spent = FactId{g};
    }
    if (!spent.valid())
      for (std::uint32_t k = 1; k <= f && k <= look_around && initial.valid() && f - k > initial.value; ++k)
        if (stage_of(report_.facts[f - k]) == t_.actual && same_whole(fact(initial), report_.facts[f - k]))
          spent = FactId{f - k};
    if (!initial.valid() || others > 0) return;
    // Only that what was spent is exactly the sum says that it was compared with.
    const bool slip =
        spent.valid() &&
        one_digit_off(fact(spent).quantity.value, fact(initial).quantity.value + delta.quantity.value, delta.quantity);
    const bool sums_up = spent.valid() && fact(spent).quantity.interval.intersects(fact(initial).quantity.interval +
                                                                                   delta.quantity.interval);
    if (!later.valid() && (sums_up || slip)) later = spent;
    if (!later.valid()) return;
    Change change;
    change.name = fact(later).name;
    change.current = later;
    change.previous = initial;
    change.delta = FactId{f};
    change.direction = fact(later).quantity.value < fact(initial).quantity.value ? -1 : 1;
    if (t_.initial_budget.valid()) change.base = program_.members[t_.initial_budget.value].name;
    change.at = delta.at;
    report_.changes.push_back(std::move(change));
  }
  /// Of the same source and year; what was added for one purpose is still added to the whole.
  [[nodiscard]] bool same_whole(const Fact& a, const Fact& b) const {
    return same_aspect(a, b, t_.year, true) &&
           (same_aspect(a, b, t_.scope, true) || member_of(a, t_.scope) == t_.department ||
            member_of(b, t_.scope) == t_.department);
  }

  /// 决算数大于预算数: a word of order between a word for what was spent and one for the budget.
  void compared(std::uint32_t b) {
    const auto has = [&](Cue cue) { return streams_.sees(b, cue); };
    if (!has(Cue::larger_words) && !has(Cue::smaller_words) && !has(Cue::equal_words)) return;
    const auto& block = report_.document.blocks[b];
    const Stream s = scan_slice(report_.document, b, block.slice, t_, false, true);
    for (const auto& [cue, direction] :
         {std::pair{Cue::larger_words, 1}, {Cue::smaller_words, -1}, {Cue::equal_words, 0}})
      for (const auto& word : s.cues_of(cue)) {
        const auto left = stage_beside(s, {word.begin > 12 ? word.begin - 12 : 0, word.begin}, word, true);
        const auto right = stage_beside(s, {word.end, std::min(s.size(), word.end + 12)}, word, false);
        if (left != t_.actual || !right.valid() || right == t_.actual) continue;
        std::uint32_t stop = word.end;
        while (stop < s.size() && !is_sentence_end(s, stop)) ++stop;
        Change change;
        change.direction = direction;
        change.at = s.passage(word);
        change.base = program_.members[right.value].name;
        operands(change);
        change.name = change.current.valid() ? fact(change.current).name : std::string(report_.quote(change.at));
        change.reason_at = reason_in(report_, t_, b, change.at.end, s.passage({word.begin, stop}).end);
        if (change.reason_at) change.reason = std::string(report_.quote(*change.reason_at));
        if (change.current.valid() || change.reason_at) report_.changes.push_back(std::move(change));
      }
  }
  [[nodiscard]] dsl::MemberId stage_beside(const Stream& s, Extent within, Extent word, bool left) const {
    dsl::MemberId found;
    for (const auto& term : s.terms_in(within)) {
      if (term.meaning.kind != Meaning::Kind::member || term.at.end > within.end) continue;
      dsl::MemberId member{term.meaning.id};
      const auto& item = program_.members[member.value];
      if (item.aspect != t_.stage) continue;
      const std::uint32_t gap = left ? word.begin - term.at.end : term.at.begin - word.end;
      if (gap > near) continue;
      if (!item.prefer.empty()) member = item.prefer.back();
      found = member;
      if (!left) break;
    }
    return found;
  }
  /// What was spent and the budget, as last stated in the paragraph before these words; a paragraph that states neither
  /// speaks of the one above it.
  void operands(Change& change) const {
    operands_in(change.at.block, change);
    if (!change.current.valid() && change.at.block > 0) operands_in(change.at.block - 1, change);
    if (!change.previous.valid()) change.current = {};
  }
  void operands_in(std::uint32_t block, Change& change) const {
    const auto behind = std::lower_bound(report_.facts.begin(), report_.facts.end(), change.at.begin,
                                         [](const Fact& fact, std::uint32_t at) { return fact.at.begin < at; });
    const auto last = [&](const auto& suits) {
      for (auto fact = behind; fact != report_.facts.begin();) {
        --fact;
        if (fact->at.block < block) break;
        if (fact->at.block == block && !fact->in_table && !fact->optional && suits(*fact))
          return FactId{static_cast<std::uint32_t>(fact - report_.facts.begin())};
      }
      return FactId{};
    };
    change.current =
        last([&](const Fact& of) { return stage_of(of) == t_.actual && !of.of.valid() && of_this_year(of); });
    if (change.current.valid())
      change.previous = last([&](const Fact& of) {
        const auto stage = stage_of(of);
        return stage.valid() && (stage == t_.initial_budget || stage == t_.revised_budget) && !of.of.valid() &&
               same_money(of, fact(change.current));
      });
  }
  [[nodiscard]] bool of_this_year(const Fact& of) const {
    const AspectValue* year = of.aspect(t_.year);
    return year == nullptr || !report_.identity.year || year->name == std::to_string(*report_.identity.year);
  }

  Report& report_;
  BlockStreams& streams_;
  const Lexicon::Tables& t_;
  const dsl::Program& program_;
  std::optional<Rows> rows_;  // once asked for
};

}  // namespace

void find_budget_changes(Report& report, const Lexicon& lexicon, BlockStreams& streams) {
  Finder(report, lexicon, streams).find();
}

}  // namespace hegui::report

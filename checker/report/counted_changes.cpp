// How many there were, how many were added, how many there are: 由上年6家增至9家，新开2家;
// 年初120户，新增15户，年末135户. Part of find_changes(); called after the changes with words of comparison have been
// found. Afterwards such a change has its difference, so that a rule can hold the three figures against one another.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "checker/report/label_words.hpp"
#include "checker/report/passes.hpp"
#include "checker/report/relations.hpp"

namespace hegui::report {

namespace {

constexpr std::uint32_t look_ahead = 6;  // figures

class Finder {
 public:
  Finder(Report& report, const Lexicon& lexicon) : report_(report), t_(lexicon.tables()) {}

  void find() {
    for (Change& change : report_.changes)
      if (change.current.valid() && change.previous.valid() && !change.delta.valid() && counts(change.current))
        add_difference(change);
    for (std::size_t c = 0; c < report_.changes.size(); ++c) note(c);
    for (std::uint32_t f = 0; f < report_.facts.size(); ++f)
      if (counts(FactId{f})) opened(f);
    if (dropped_.empty()) return;
    std::size_t kept = 0;
    for (std::size_t c = 0; c < report_.changes.size(); ++c)
      if (!dropped_.contains(c) && kept++ != c) report_.changes[kept - 1] = std::move(report_.changes[c]);
    report_.changes.resize(kept);
  }

 private:
  [[nodiscard]] const Fact& fact(FactId id) const { return report_.facts[id.value]; }
  [[nodiscard]] bool counts(FactId id) const {
    const Fact& of = fact(id);
    return of.quantity.dimension == dsl::Dimension::count && !of.in_table && of.quantity.takes_part_in_equations();
  }
  /// The label of the figure begins with a word of the list.
  [[nodiscard]] bool begins(const Fact& of, Cue cue) const {
    return begins_with(report_.document, t_, of.label_at, cue);
  }
  /// Nothing but the word: 新增2家, not 新增停车位2个.
  [[nodiscard]] bool added(const Fact& of) const {
    return is_word(report_.document, t_, of.label_at, Cue::added_words);
  }
  void add_difference(Change& change) const {
    const std::uint32_t last = std::max(change.current.value, change.previous.value);
    if (last + 1 >= report_.facts.size()) return;
    const Fact& next = report_.facts[last + 1];
    if (!same_sentence(report_, fact(change.current), next) || !counts(FactId{last + 1})) return;
    if (!same_measure(t_, next.quantity, fact(change.current).quantity) || next.of.valid() || !added(next)) return;
    change.delta = FactId{last + 1};
    if (change.direction == 0) change.direction = 1;
  }
  /// 年初在册120户，新增15户，年末在册134户.
  void opened(std::uint32_t f) {
    const Fact& opening = report_.facts[f];
    if (!begins(opening, Cue::opening_words)) return;
    FactId delta, closing;
    for (std::uint32_t g = f + 1; g < report_.facts.size() && g <= f + look_ahead && !closing.valid(); ++g) {
      const Fact& next = report_.facts[g];
      if (!same_sentence(report_, opening, next) || next.in_table) break;
      if (!same_measure(t_, next.quantity, opening.quantity)) continue;
      if (!counts(FactId{g})) return;
      if (!delta.valid()) {
        if (!added(next)) return;
        delta = FactId{g};
      } else {
        if (!begins(next, Cue::closing_words)) return;  // another movement between: they are not all there are
        closing = FactId{g};
      }
    }
    if (!closing.valid()) return;
    const auto stands = [&](const auto& known, FactId id) {
      const auto [first, last] = known.equal_range(id);
      return std::any_of(first, last, [&](const auto& of) { return !dropped_.contains(of.second); });
    };
    if (stands(by_current_, closing)) return;
    const auto [first, last] = by_delta_.equal_range(delta);
    const auto complete = [&](const auto& of) {
      return !dropped_.contains(of.second) && report_.changes[of.second].previous.valid();
    };
    if (std::any_of(first, last, complete)) return;
    for (auto of = first; of != last; ++of) dropped_.insert(of->second);
    Change change;
    change.name = fact(closing).name;
    change.current = closing;
    change.previous = FactId{f};
    change.delta = delta;
    change.direction = 1;
    change.at = fact(closing).at;
    report_.changes.push_back(std::move(change));
    note(report_.changes.size() - 1);
  }
  void note(std::size_t change) {
    const Change& of = report_.changes[change];
    if (of.current.valid()) by_current_.emplace(of.current, change);
    if (of.delta.valid()) by_delta_.emplace(of.delta, change);
  }

  Report& report_;
  const Lexicon::Tables& t_;
  std::multimap<FactId, std::size_t> by_current_, by_delta_;  // of Report::changes
  std::set<std::size_t> dropped_;                             // that another says better
};

}  // namespace

void find_counted_changes(Report& report, const Lexicon& lexicon) { Finder(report, lexicon).find(); }

}  // namespace hegui::report

// How many were added where one number became another: 由上年6家增至9家，新开2家. Part of find_changes(); called after
// the changes with words of comparison have been found. Afterwards such a change has its difference, so that a rule can
// hold the three figures against one another.
#include <algorithm>

#include "checker/report/label_words.hpp"
#include "checker/report/passes.hpp"
#include "checker/report/relations.hpp"

namespace hegui::report {

namespace {

class Finder {
 public:
  Finder(Report& report, const Lexicon& lexicon) : report_(report), t_(lexicon.tables()) {}

  void find() {
    for (Change& change : report_.changes)
      if (change.current.valid() && change.previous.valid() && !change.delta.valid() && counts(change.current))
        add_difference(change);
  }

 private:
  [[nodiscard]] const Fact& fact(FactId id) const { return report_.facts[id.value]; }
  [[nodiscard]] bool counts(FactId id) const {
    const Fact& of = fact(id);
    return of.quantity.dimension == dsl::Dimension::count && !of.in_table && of.quantity.takes_part_in_equations();
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
  Report& report_;
  const Lexicon::Tables& t_;
};

}  // namespace

void find_counted_changes(Report& report, const Lexicon& lexicon) { Finder(report, lexicon).find(); }

}  // namespace hegui::report

// The same thing stated twice with two digits exchanged: 农机购置补贴486.30万元 in one chapter, 468.30万元 in another.
// Part of merge_repeats(), after figures in the same words have been brought together.
// Afterwards such a pair is a conflict: the same unit, the same digits in another order, and the name of one stands
// whole in the name of the other.
#include <algorithm>
#include <map>
#include <set>

#include "checker/report/passes.hpp"
#include "checker/report/relations.hpp"

namespace hegui::report {

namespace {

constexpr std::size_t most_in_a_group = 12;  // figures of the same digits; more are a pattern, no slip
constexpr std::size_t few_digits = 2, shortest_name = 3, longer_name = 4;

class Finder {
 public:
  Finder(Report& report, const Lexicon& lexicon) : report_(report), t_(lexicon.tables()) {}

  void find() {
    std::set<FactId> known;
    for (const Conflict& conflict : report_.conflicts) known.insert(conflict.facts.begin(), conflict.facts.end());
    std::map<std::string, std::vector<FactId>> groups;
    for (std::uint32_t f = 0; f < report_.facts.size(); ++f) {
      const Fact& fact = report_.facts[f];
      const bool kind =
          fact.quantity.dimension == dsl::Dimension::money || fact.quantity.dimension == dsl::Dimension::count;
      if (!kind || fact.in_table || fact.optional || !fact.quantity.takes_part_in_equations()) continue;
      std::string digits = digits_of(fact);
      if (digits.size() < few_digits) continue;
      std::sort(digits.begin(), digits.end());
      groups[fact.quantity.unit + fact.quantity.noun + "|" + digits].push_back(FactId{f});
    }
    for (const auto& [key, group] : groups) {
      if (group.size() < 2 || group.size() > most_in_a_group) continue;
      for (std::size_t a = 0; a < group.size(); ++a)
        for (std::size_t b = a + 1; b < group.size(); ++b)
          if (!known.contains(group[a]) && !known.contains(group[b]) && alike(group[a], group[b])) {
            known.insert(group[a]);
            known.insert(group[b]);
            report_.conflicts.push_back({{group[a], group[b]}, report_.facts[group[a].value].name});
          }
    }
  }

 private:
  [[nodiscard]] std::string digits_of(const Fact& fact) const {
    std::string digits;
    for (const char c : report_.quote(fact.at))
      if (c >= '0' && c <= '9') digits += c;
    return digits;
  }
  /// 486 and 468: two digits beside one another have changed places.
  [[nodiscard]] static bool exchanged(const std::string& a, const std::string& b) {
    std::size_t i = 0;
    while (i < a.size() && a[i] == b[i]) ++i;
    return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] &&
           a.compare(i + 2, std::string::npos, b, i + 2) == 0;
  }
  [[nodiscard]] bool alike(FactId first, FactId second) const {
    const Fact& a = report_.facts[first.value];
    const Fact& b = report_.facts[second.value];
    if (a.at.block == b.at.block || a.quantity.decimals != b.quantity.decimals) return false;
    const std::string x = digits_of(a), y = digits_of(b);
    if (x.size() != y.size() || !exchanged(x, y)) return false;
    // Small numbers of the commonest nouns meet by chance.
    const bool small = x.size() == few_digits;
    if (small && (a.quantity.noun.empty() || t_.says(Cue::general_nouns, a.quantity.noun, true))) return false;
    if (!same_aspect(a, b, t_.year, true) || is_budget_stage(t_, a) != is_budget_stage(t_, b)) return false;
    const std::u32string p = matching_form(a.label), q = matching_form(b.label);
    const auto& shorter = p.size() <= q.size() ? p : q;
    const auto& longer = p.size() <= q.size() ? q : p;
    const std::size_t least = a.quantity.dimension == dsl::Dimension::money ? longer_name : shortest_name;
    return shorter.size() >= least && longer.find(shorter) != std::u32string::npos;
  }

  Report& report_;
  const Lexicon::Tables& t_;
};

}  // namespace

void find_swapped(Report& report, const Lexicon& lexicon) { Finder(report, lexicon).find(); }

}  // namespace hegui::report

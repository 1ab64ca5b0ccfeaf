// The same fact in several places: with the same value it is noted at the first, with different values it is a
// conflict.
#include <algorithm>
#include <map>
#include <set>

#include "checker/report/passes.hpp"
#include "checker/report/relations.hpp"

namespace hegui::report {

namespace {

constexpr std::size_t shortest_telling_label = 6;  // characters; shorter labels of counts (完成, 窗口) mean many things

class Merger {
 public:
  Merger(Report& report, const Lexicon& lexicon)
      : report_(report),
        t_(lexicon.tables()),
        program_(lexicon.program()),
        grand_total_(program_.find_concept("grand_total")) {}

  void merge() {
    tell_grand_totals();
    std::map<std::string, std::vector<FactId>> groups;
    for (std::uint32_t f = 0; f < report_.facts.size(); ++f)
      if (const auto key = key_of(report_.facts[f]); !key.empty()) groups[key].push_back(FactId{f});
    std::vector<Conflict> conflicts;
    for (const auto& [key, facts] : groups) {
      if (facts.size() < 2) continue;
      note(facts, conflicts);
    }
    std::stable_sort(conflicts.begin(), conflicts.end(),
                     [](const Conflict& a, const Conflict& b) { return a.facts.front() < b.facts.front(); });
    for (auto& c : conflicts) report_.conflicts.push_back(std::move(c));
  }

 private:
  [[nodiscard]] Fact& fact(FactId id) { return report_.facts[id.value]; }

  /// 收入总计 counts what was carried in, 本年收入 does not: where a report has both, the former is no plain amount.
  void tell_grand_totals() {
    if (!grand_total_.valid() || !t_.amount.valid()) return;
    std::map<std::string, std::vector<dsl::Number>> plain;  // by what they are about: two values at most
    std::set<FactId> carried;                               // totals of which what was carried in is a part
    std::vector<std::uint32_t> grand;                       // facts whose label says so
    for (std::uint32_t f = 0; f < report_.facts.size(); ++f) {
      const Fact& fact = report_.facts[f];
      if (fact.of.valid() && t_.is_concept(fact.concept_id, t_.carryover) && !fact.quantity.value.is_zero())
        carried.insert(fact.of);
      if (fact.concept_id != t_.amount) continue;
      if (t_.says(Cue::grand_total, fact.label)) {
        grand.push_back(f);
        continue;
      }
      auto& values = plain[base_key(fact)];
      if (values.size() < 2 && std::find(values.begin(), values.end(), fact.quantity.value) == values.end())
        values.push_back(fact.quantity.value);
    }
    for (const std::uint32_t f : grand) {
      Fact& total = report_.facts[f];
      if (member_of(total, t_.stage) != t_.actual) continue;
      const auto values = plain.find(base_key(total));
      const bool other =
          values != plain.end() && (values->second.size() > 1 || values->second.front() != total.quantity.value);
      // 收入总计100万元，其中：上年结转10万元，…: what was carried in is a part of it.
      if (other || carried.contains(FactId{f})) total.concept_id = grand_total_;
    }
  }
  [[nodiscard]] std::string base_key(const Fact& of) const {
    std::string key;
    for (const auto id : {t_.stage, t_.flow, t_.scope, t_.fund, t_.year}) key += aspect_key(of, id) + "|";
    return key;
  }
  [[nodiscard]] std::string key_of(const Fact& of) const {
    if (!of.concept_id.valid() || of.in_heading || !of.text_value.empty()) return {};
    if (!of.quantity.takes_part_in_equations()) return {};
    std::string key = std::to_string(of.concept_id.value) + "|" + of.quantity.noun + "|" + of.entity + "|";
    const bool fiscal = t_.is_fiscal(of.concept_id) || (grand_total_.valid() && of.concept_id == grand_total_);
    const bool relative = of.concept_id == t_.delta || t_.is_concept(of.concept_id, t_.delta) ||
                          of.concept_id == t_.growth_rate || of.concept_id == t_.share;
    if (relative) return {};
    if (fiscal) {
      // A functional class as a row of a table and as a scope in the text are one thing.
      std::string scope = aspect_key(of, t_.scope);
      std::string item = aspect_key(of, t_.project);
      if (member_of(of, t_.scope) == t_.department && item != "-" && t_.scope.valid()) {
        const auto as_member = program_.find_member(t_.scope, item);
        if (as_member.valid()) {
          scope = "#" + std::to_string(as_member.value);
          item = "-";
        }
      }
      for (const auto id : {t_.stage, t_.flow, t_.fund, t_.year}) key += aspect_key(of, id) + "|";
      return key + scope + "|" + item + "|" + aspect_key(of, t_.indicator);
    }
    if (of.concept_id == t_.total_score)
      return key + aspect_key(of, t_.scope) + aspect_key(of, t_.project) + aspect_key(of, t_.year);
    if (of.quantity.dimension == dsl::Dimension::score) return {};
    if (of.concept_id == t_.target) return {};
    std::size_t characters = 0;
    for (const char c : of.label) characters += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
    key += of.label + "|" + aspect_key(of, t_.year) + aspect_key(of, t_.project) + aspect_key(of, t_.indicator);
    if (of.of.valid()) key += "|" + report_.facts[of.of.value].label;
    if (characters < shortest_telling_label) key += "?";
    return key;
  }

  [[nodiscard]] static bool agree(const Fact& a, const Fact& b) {
    return a.quantity.value == b.quantity.value || a.quantity.interval.intersects(b.quantity.interval);
  }

  void note(const std::vector<FactId>& facts, std::vector<Conflict>& conflicts) {
    Fact& first = fact(facts.front());
    Conflict conflict;
    conflict.name = first.name;
    conflict.facts.push_back(facts.front());
    for (std::size_t i = 1; i < facts.size(); ++i) {
      Fact& next = fact(facts[i]);
      if (agree(first, next)) {
        first.repeated_at.push_back(next.at);
        continue;
      }
      if (may_differ(first, next)) continue;
      const bool fresh =
          std::none_of(conflict.facts.begin(), conflict.facts.end(), [&](FactId id) { return agree(fact(id), next); });
      if (fresh) conflict.facts.push_back(facts[i]);
    }
    if (conflict.facts.size() > 1) conflicts.push_back(std::move(conflict));
  }
  /// Different values that are no contradiction: a part and its whole, people of unnamed sub-units, vague labels.
  [[nodiscard]] bool may_differ(const Fact& a, const Fact& b) const {
    if (same_sentence(report_, a, b)) return true;
    if (a.of.valid() || b.of.valid()) {
      const FactId x = a.of, y = b.of;
      if (x.valid() && &report_.facts[x.value] == &b) return true;
      if (y.valid() && &report_.facts[y.value] == &a) return true;
    }
    const bool fiscal = t_.is_fiscal(a.concept_id) || a.concept_id == t_.total_score || a.concept_id == grand_total_;
    if (!fiscal) {
      if (a.quantity.dimension == dsl::Dimension::count) {
        if (t_.is_concept(a.concept_id, t_.staff_total) || a.of.valid() || b.of.valid()) return true;
      }
      std::size_t characters = 0;
      for (const char c : a.label) characters += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
      return characters < shortest_telling_label;
    }
    // Nothing but defaults on either side: too little is known to call it the same fact.
    const auto told = [&](const Fact& f) {
      if (f.concept_id == t_.total_score || f.concept_id == t_.execution_rate) return true;
      const AspectValue* stage = f.aspect(t_.stage);
      return stage != nullptr && stage->how != How::defaulted;
    };
    return !told(a) || !told(b);
  }

  Report& report_;
  const Lexicon::Tables& t_;
  const dsl::Program& program_;
  dsl::ConceptId grand_total_;
};

}  // namespace

void merge_repeats(Report& report, const Lexicon& lexicon) {
  Merger(report, lexicon).merge();
  find_restated(report, lexicon);
  find_swapped(report, lexicon);
}

}  // namespace hegui::report

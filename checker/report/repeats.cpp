// The same fact in several places: with the same value it is noted at the first, with different values it is a
// conflict.
#include <algorithm>
#include <array>
#include <cstring>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

#include "checker/report/key_groups.hpp"
#include "checker/report/passes.hpp"
#include "checker/report/relations.hpp"
#include "checker/text/character_at.hpp"

namespace hegui::report {

namespace {

constexpr std::size_t two_characters = 6;          // bytes: 年初
constexpr std::size_t shortest_telling_label = 6;  // characters; shorter labels of counts (完成, 窗口) mean many things

constexpr std::size_t most_apart = 200;         // pairs too far apart that are looked at again
constexpr std::size_t shortest_rate_label = 4;  // characters: 绿化率 alone may be of many places
constexpr int widest_slip = 12;                 // per cent by which two values of one figure may differ

class Merger {
 public:
  Merger(Report& report, const Lexicon& lexicon)
      : report_(report),
        t_(lexicon.tables()),
        program_(lexicon.program()),
        grand_total_(program_.find_concept("grand_total")) {}

  void merge() {
    tell_grand_totals();
    KeyGroups groups(report_.facts.size());  // of facts that are about the same
    std::string key;
    for (std::uint32_t f = 0; f < report_.facts.size(); ++f) {
      key.clear();
      if (append_key(key, report_.facts[f])) groups.add(key, f);
    }
    std::vector<Conflict> conflicts;
    std::vector<FactId> facts;
    for (std::size_t g = 0; g < groups.size(); ++g) {
      if (groups.count(g) < 2) continue;
      groups.items(g, facts);
      note(facts, conflicts);
    }
    note_changed_places(conflicts);
    std::stable_sort(conflicts.begin(), conflicts.end(),
                     [](const Conflict& a, const Conflict& b) { return a.facts.front() < b.facts.front(); });
    for (auto& c : conflicts) report_.conflicts.push_back(std::move(c));
  }

 private:
  [[nodiscard]] Fact& fact(FactId id) { return report_.facts[id.value]; }

  /// 收入总计 counts what was carried in, 本年收入 does not: where a report has both, the former is no plain amount.
  void tell_grand_totals() {
    if (!grand_total_.valid() || !t_.amount.valid()) return;
    std::set<FactId> carried;          // totals of which what was carried in is a part
    std::vector<std::uint32_t> grand;  // facts whose label says so
    std::vector<std::uint32_t> rest;   // other plain amounts
    for (std::uint32_t f = 0; f < report_.facts.size(); ++f) {
      const Fact& fact = report_.facts[f];
      if (fact.of.valid() && t_.is_concept(fact.concept_id, t_.carryover) && !fact.quantity.value.is_zero())
        carried.insert(fact.of);
      if (fact.concept_id != t_.amount) continue;
      (t_.says(Cue::grand_total, fact.label) ? grand : rest).push_back(f);
    }
    if (grand.empty()) return;
    std::unordered_map<std::string, std::vector<dsl::Number>> plain;  // by what they are about: two values at most
    std::string key;
    for (const std::uint32_t f : rest) {
      const Fact& fact = report_.facts[f];
      key.clear();
      append_base_key(key, fact);
      auto& values = plain[key];
      if (values.size() < 2 && std::find(values.begin(), values.end(), fact.quantity.value) == values.end())
        values.push_back(fact.quantity.value);
    }
    for (const std::uint32_t f : grand) {
      Fact& total = report_.facts[f];
      if (member_of(total, t_.stage) != t_.actual) continue;
      key.clear();
      append_base_key(key, total);
      const auto values = plain.find(key);
      const bool other =
          values != plain.end() && (values->second.size() > 1 || values->second.front() != total.quantity.value);
      // 收入总计100万元，其中：上年结转10万元，…: what was carried in is a part of it.
      if (other || carried.contains(FactId{f})) total.concept_id = grand_total_;
    }
  }
  void append_base_key(std::string& key, const Fact& of) const {
    for (const auto id : {t_.stage, t_.flow, t_.scope, t_.fund, t_.year}) append_aspect(key, of, id, "|");
  }
  /// Keys are compared, never shown: a number is its bytes.
  static void append_number(std::string& key, std::uint32_t number) {
    std::array<char, sizeof number> bytes{};
    std::memcpy(bytes.data(), &number, sizeof number);
    key.append(bytes.data(), bytes.size());
  }
  /// As aspect_key().
  static void append_aspect(std::string& key, const Fact& of, dsl::AspectId aspect, std::string_view end) {
    const AspectValue* value = aspect.valid() ? of.aspect(aspect) : nullptr;
    if (value == nullptr) {
      key += '-';
    } else if (value->member.valid()) {
      key += '#';
      append_number(key, value->member.value);
    } else {
      key += value->name;
    }
    key += end;
  }
  /// What the fact is about; false: nothing that another fact could repeat.
  [[nodiscard]] bool append_key(std::string& key, const Fact& of) const {
    if (!of.concept_id.valid() || of.in_heading || !of.text_value.empty()) return false;
    if (!of.quantity.takes_part_in_equations()) return false;
    const bool fiscal = t_.is_fiscal(of.concept_id) || (grand_total_.valid() && of.concept_id == grand_total_);
    const bool relative = of.concept_id == t_.delta || t_.is_concept(of.concept_id, t_.delta) ||
                          of.concept_id == t_.growth_rate || of.concept_id == t_.share;
    if (relative) return false;
    append_number(key, of.concept_id.value);
    for (const std::string* part : {&of.quantity.noun, &of.entity}) (key += '|') += *part;
    key += '|';
    if (fiscal) {
      for (const auto id : {t_.stage, t_.flow, t_.fund, t_.year}) append_aspect(key, of, id, "|");
      // A functional class as a row of a table and as a scope in the text are one thing.
      const AspectValue* const item = t_.project.valid() ? of.aspect(t_.project) : nullptr;
      dsl::MemberId as_member;
      if (item != nullptr && member_of(of, t_.scope) == t_.department && t_.scope.valid())
        as_member = program_.find_member(t_.scope, aspect_key(of, t_.project));
      if (as_member.valid()) {
        key += '#';
        append_number(key, as_member.value);
        key += "|-|";
      } else {
        append_aspect(key, of, t_.scope, "|");
        append_aspect(key, of, t_.project, "|");
      }
      append_aspect(key, of, t_.indicator, "");
      return true;
    }
    if (of.concept_id == t_.total_score) {
      for (const auto id : {t_.scope, t_.project, t_.year}) append_aspect(key, of, id, "");
      return true;
    }
    if (of.quantity.dimension == dsl::Dimension::score) return false;
    if (of.concept_id == t_.target) return false;
    key += of.label;
    key += '|';
    for (const auto id : {t_.year, t_.project, t_.indicator}) append_aspect(key, of, id, "");
    if (of.of.valid()) (key += '|') += report_.facts[of.of.value].label;
    if (text::count_starts(of.label) < shortest_telling_label) key += '?';
    return true;
  }

  [[nodiscard]] static bool agree(const Fact& a, const Fact& b) {
    return a.quantity.value == b.quantity.value || a.quantity.interval.intersects(b.quantity.interval);
  }

  void note(const std::vector<FactId>& facts, std::vector<Conflict>& conflicts) {
    Fact& first = fact(facts.front());
    std::vector<FactId> beside;  // other values that stand in the sentence of the first
    bool far_apart = false;      // two of them: the words do not tell which figure is meant
    Conflict conflict;
    conflict.name = first.name;
    conflict.facts.push_back(facts.front());
    for (std::size_t i = 1; i < facts.size(); ++i) {
      Fact& next = fact(facts[i]);
      if (agree(first, next)) {
        first.repeated_at.push_back(next.at);
        continue;
      }
      if (may_differ(first, next)) {
        if (same_sentence(report_, first, next)) beside.push_back(facts[i]);
        continue;
      }
      // 是年初预算的103.97%，是全年预算的98.71%, and later 98.71% alone: it repeats the other of the two.
      if (std::any_of(beside.begin(), beside.end(), [&](FactId id) { return agree(fact(id), next); })) continue;
      if (!may_be_a_slip(first, next)) far_apart = true;
      if (far_apart && !same_digits(first, next)) {
        if (apart_.size() < most_apart) apart_.emplace_back(facts.front(), facts[i]);
        continue;
      }
      const bool fresh =
          std::none_of(conflict.facts.begin(), conflict.facts.end(), [&](FactId id) { return agree(fact(id), next); });
      if (fresh) conflict.facts.push_back(facts[i]);
    }
    if (far_apart) {
      const auto end = std::remove_if(conflict.facts.begin() + 1, conflict.facts.end(),
                                      [&](FactId id) { return !same_digits(first, fact(id)); });
      conflict.facts.erase(end, conflict.facts.end());
    }
    if (conflict.facts.size() > 1) conflicts.push_back(std::move(conflict));
  }
  /// 购置费50万元、运行费25万元 in the table, 运行费50万元、购置费25万元 in the text: two parts of one whole have
  /// changed places, which is no chance however far apart their figures are.
  void note_changed_places(std::vector<Conflict>& conflicts) {
    for (std::size_t a = 0; a < apart_.size(); ++a)
      for (std::size_t b = a + 1; b < apart_.size(); ++b) {
        const Fact &x = fact(apart_[a].first), &y = fact(apart_[b].first);
        if (!agree(x, fact(apart_[b].second)) || !agree(y, fact(apart_[a].second)) || x.quantity.value.is_zero() ||
            y.quantity.value.is_zero() || !are_brothers(member_of(x, t_.scope), member_of(y, t_.scope)) ||
            !same_aspect(x, y, t_.stage, false) || !same_aspect(x, y, t_.year, false))
          continue;
        for (const auto& [one, other] : {apart_[a], apart_[b]}) {
          Conflict conflict;
          conflict.name = fact(one).name;
          conflict.facts = {one, other};
          conflicts.push_back(std::move(conflict));
        }
      }
  }
  [[nodiscard]] bool are_brothers(dsl::MemberId a, dsl::MemberId b) const {
    if (!a.valid() || !b.valid() || a == b) return false;
    const dsl::MemberId whole = program_.members[a.value].parent;
    return whole.valid() && whole == program_.members[b.value].parent;
  }
  /// Values far apart are seldom one figure written wrongly, but two of which too little was understood; unless the
  /// digits are the same, in another order or under another unit.
  [[nodiscard]] bool may_be_a_slip(const Fact& a, const Fact& b) const {
    const dsl::Number &x = a.quantity.value, &y = b.quantity.value;
    const dsl::Number larger = std::max(x.abs(), y.abs());
    return (x - y).abs() * dsl::Number(100) <= larger * dsl::Number(widest_slip) || same_digits(a, b);
  }
  [[nodiscard]] bool same_digits(const Fact& a, const Fact& b) const {
    const auto significant = [&](const Fact& fact) {
      std::string digits = digits_of(report_, fact);
      std::sort(digits.begin(), digits.end());
      digits.erase(0, digits.find_first_not_of('0'));
      return digits;
    };
    return significant(a) == significant(b);
  }
  /// Different values that are no contradiction: a part and its whole, people of unnamed sub-units, vague labels.
  [[nodiscard]] bool may_differ(const Fact& a, const Fact& b) const {
    if (same_sentence(report_, a, b)) return true;
    if (is_revised(a) != is_revised(b)) return true;
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
      // 森林覆盖率55.13% and 53.15%: digits of one rate in another order are no other rate, however short its name.
      const bool exchanged = a.quantity.dimension == dsl::Dimension::rate && same_digits(a, b) &&
                             text::count_starts(a.label) >= shortest_rate_label;
      return text::count_starts(a.label) < shortest_telling_label && !exchanged;
    }
    // Nothing but defaults on either side: too little is known to call it the same fact.
    const auto told = [&](const Fact& f) {
      if (f.concept_id == t_.total_score || f.concept_id == t_.execution_rate) return true;
      const AspectValue* stage = f.aspect(t_.stage);
      if (stage != nullptr && stage->how != How::defaulted) return true;
      // 2.水毁工程修复。…支出365.20万元: what was spent on a project of that name.
      const AspectValue* flow = f.aspect(t_.flow);
      return t_.project.valid() && f.aspect(t_.project) != nullptr && flow != nullptr && flow->how != How::defaulted &&
             flow->member == t_.expenditure;
    };
    return !told(a) || !told(b);
  }

  /// 预算1996万元 where 调整后预算 of the same is 1996万元: a word that may mean either means the one of which it is
  /// the sum.
  [[nodiscard]] bool is_revised(const Fact& of) const {
    if (of.in_table || of.concept_id != t_.amount || !t_.initial_budget.valid() ||
        member_of(of, t_.stage) != t_.initial_budget)
      return false;
    if (of.label.find(program_.members[t_.initial_budget.value].name.substr(0, two_characters)) != std::string::npos)
      return false;
    return std::any_of(report_.facts.begin(), report_.facts.end(), [&](const Fact& other) {
      return other.concept_id == t_.amount && member_of(other, t_.stage) == t_.revised_budget &&
             other.quantity.value == of.quantity.value && same_aspect(of, other, t_.scope, false) &&
             same_aspect(of, other, t_.project, false) && same_aspect(of, other, t_.fund, true) &&
             same_aspect(of, other, t_.year, true);
    });
  }

  Report& report_;
  const Lexicon::Tables& t_;
  const dsl::Program& program_;
  dsl::ConceptId grand_total_;
  std::vector<std::pair<FactId, FactId>> apart_;  // of one thing, but too far apart for a slip
};

}  // namespace

void merge_repeats(Report& report, const Lexicon& lexicon) {
  Merger(report, lexicon).merge();
  find_restated(report, lexicon);
  find_swapped(report, lexicon);
}

}  // namespace hegui::report

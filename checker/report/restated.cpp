// Counts and other figures that are no money of the budget, stated again in the same words: “共受理27.98万件” in the
// summary and in the chapter. Part of merge_repeats().
// The same value is noted at its first place; a value that differs in one digit behind the same words is a conflict.
#include <algorithm>
#include <map>
#include <set>

#include "checker/report/key_groups.hpp"
#include "checker/report/passes.hpp"
#include "checker/report/relations.hpp"
#include "checker/text/character_at.hpp"
#include "dsl/utf8.hpp"

namespace hegui::report {

namespace {

constexpr std::size_t longest_lead = 40;       // characters before a figure that are compared
constexpr std::uint32_t longest_reach = 1000;  // bytes before a figure
constexpr std::size_t longest_tail = 72;       // bytes behind a figure that are compared
constexpr std::size_t shortest_key = 2;        // by which figures are brought together
constexpr std::size_t short_lead = 5;          // enough for a small number (9个区域)
constexpr std::size_t long_lead = 7;           // enough to call different values a conflict
constexpr std::size_t medium_lead = 5;         // enough for that with a long number (55116件)
constexpr std::size_t long_digits = 5;
constexpr std::size_t telling_digits = 3;    // a number this long is no chance
constexpr std::size_t most_in_a_group = 50;  // figures behind the same words
constexpr std::size_t sure_lead = 16;        // enough for a conflict of short numbers
constexpr std::size_t framing_lead = 8;      // enough for that when the words behind are the same too
constexpr std::size_t shortest_label = 6;    // bytes: two characters
constexpr std::size_t rate_digits = 4;       // a rate this long is no chance
constexpr std::size_t swapped_digits = 4;    // two digits of fewer are soon exchanged
constexpr std::uint32_t most_rates = 20;     // figures behind an anchor
constexpr std::size_t most_anchors = 2000;   // figures that stand in two sentences

struct Place {
  std::uint32_t fact = 0;
  std::string digits;  // as written, without point
  // Most figures are compared with no other: their words are read when they are.
  bool read = false;
  std::u32string lead;  // words before it in its sentence, figures as #, without marks
  std::u32string tail;  // words behind it in its sentence
};

bool is_word(char32_t c) { return (c >= 0x3400 && c < 0xA000) || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z'); }

std::size_t common_end(const std::u32string& a, const std::u32string& b) {
  std::size_t n = 0;
  while (n < a.size() && n < b.size() && a[a.size() - 1 - n] == b[b.size() - 1 - n]) ++n;
  return n;
}

std::size_t common_start(const std::u32string& a, const std::u32string& b) {
  std::size_t n = 0;
  while (n < a.size() && n < b.size() && a[n] == b[n]) ++n;
  return n;
}

bool ends_alike(const std::string& a, const std::string& b) {
  return !a.empty() && !b.empty() && (a.size() < b.size() ? b.ends_with(a) : a.ends_with(b));
}

class Finder {
 public:
  Finder(Report& report, const Lexicon& lexicon) : report_(report), t_(lexicon.tables()) {}

  void find() {
    note_known();
    for (std::uint32_t f = 0; f < report_.facts.size(); ++f)
      if (suits(report_.facts[f])) places_.push_back({f, digits_of(report_, report_.facts[f]), false, {}, {}});
    KeyGroups groups(places_.size());  // of figures of one kind behind the same words; each alone
    std::string key;
    for (std::uint32_t p = 0; p < places_.size(); ++p) {
      const Fact& fact = report_.facts[places_[p].fact];
      const std::u32string lead = last_words(before(fact), shortest_key);
      if (lead.size() < shortest_key) continue;
      key.assign(1, static_cast<char>('0' + static_cast<int>(fact.quantity.dimension)));
      ((key += fact.quantity.unit) += fact.quantity.noun) += '|';
      for (const char32_t c : lead) dsl::utf8::append(key, c);
      groups.add(key, p);
    }
    std::vector<std::size_t> group;
    for (std::size_t g = 0; g < groups.size(); ++g) {
      if (groups.count(g) < 2) continue;
      groups.items(g, group);
      for (std::size_t i = 0; i < group.size() && i < most_in_a_group; ++i)
        for (std::size_t j = i + 1; j < group.size() && j < most_in_a_group; ++j)
          compare(places_[group[i]], places_[group[j]]);
    }
    compare_anchored();
    compare_swapped();
    std::stable_sort(report_.conflicts.begin(), report_.conflicts.end(),
                     [](const Conflict& a, const Conflict& b) { return a.facts.front() < b.facts.front(); });
  }

 private:
  [[nodiscard]] bool suits(const Fact& fact) const {
    if (fact.in_table || fact.in_heading || !fact.derived_from.empty() || !fact.text_value.empty()) return false;
    if (t_.is_fiscal(fact.concept_id) || fact.quantity.dimension == dsl::Dimension::score) return false;
    return fact.quantity.takes_part_in_equations() && fact.concept_id != t_.growth_rate &&
           fact.concept_id != t_.share && fact.concept_id != t_.target;
  }
  /// A character as it is compared: marks left out, figures as #, next to one another as a single one.
  static void take(std::u32string& words, char32_t c) {
    const bool digit = (c >= U'0' && c <= U'9') || c == U'.';
    if (digit && (words.empty() || words.back() != U'#')) words += U'#';
    if (is_word(c)) words += c;
  }
  [[nodiscard]] static std::u32string words(std::string_view text) {
    std::u32string result;
    result.reserve(text.size() / 3 + 1);
    for (std::size_t i = 0; i < text.size();) {
      const auto next = text::character_at(text, i);
      take(result, next.character);
      i += next.length;
    }
    return result;
  }
  /// The last of them, in the sentence that the text ends with.
  [[nodiscard]] static std::u32string last_words(std::string_view text, std::size_t most) {
    std::u32string result;  // back to front
    if (most > shortest_key) result.reserve(most);
    for (std::size_t end = text.size(); end > 0 && result.size() < most;) {
      std::size_t begin = end - 1;
      while (begin > 0 && dsl::utf8::is_continuation(text[begin])) --begin;
      const char32_t c = text::character_at(text, begin).character;
      if (c == U'。') break;
      take(result, c);
      end = begin;
    }
    std::reverse(result.begin(), result.end());
    return result;
  }
  /// What stands before a figure, or before the words that lead from its label to it.
  [[nodiscard]] std::string_view before(const Fact& fact) const {
    const auto& slice = report_.document.blocks[fact.at.block].slice;
    const bool named = fact.label_at.block == fact.at.block && fact.label_at.end > slice.begin &&
                       fact.label_at.end <= fact.at.begin && !fact.label.empty();
    const std::uint32_t end = named ? fact.label_at.end : fact.at.begin;  // without 为, 达
    // The words that are compared stand near: no need to look at all of a sentence without end.
    const std::string_view all = report_.document.text->normalised();
    std::uint32_t begin = std::max(slice.begin, end > longest_reach ? end - longest_reach : 0);
    while (begin < end && (static_cast<unsigned char>(all[begin]) & 0xC0U) == 0x80U) ++begin;
    return all.substr(begin, end - begin);
  }
  void read(Place& place) const {
    if (place.read) return;
    place.read = true;
    const Fact& fact = report_.facts[place.fact];
    const auto& slice = report_.document.blocks[fact.at.block].slice;
    place.lead = last_words(before(fact), longest_lead);
    const std::string_view behind = report_.document.text->normalised().substr(
        fact.at.end, std::min<std::size_t>(slice.end - fact.at.end, longest_tail));
    place.tail = words(behind.substr(0, behind.find("。")));
  }
  [[nodiscard]] static bool named_behind(const Fact& fact) {
    return !fact.label.empty() && fact.label_at.block == fact.at.block && fact.label_at.begin >= fact.at.end;
  }
  void note_known() {
    for (std::uint32_t f = 0; f < report_.facts.size(); ++f)
      for (const auto& at : report_.facts[f].repeated_at) known_.insert({at.block, at.begin});
    for (const auto& conflict : report_.conflicts)
      for (const FactId id : conflict.facts) in_conflict_.insert(id.value);
  }
  [[nodiscard]] bool known(const Fact& fact) const { return known_.contains({fact.at.block, fact.at.begin}); }

  void compare(Place& a, Place& b) {
    Fact& first = report_.facts[a.fact];
    const Fact& next = report_.facts[b.fact];
    if (first.at.block == next.at.block && same_sentence(report_, first, next)) return;
    if (first.concept_id != next.concept_id || first.entity != next.entity) return;
    if (!same_aspect(first, next, t_.year, true) || !same_aspect(first, next, t_.project, true)) return;
    // 扣2.50分为2处未完工, 扣1.00分为1处未验收: what they count stands behind them, and is not the same.
    if (first.label != next.label && (named_behind(first) || named_behind(next))) return;
    read(a);
    read(b);
    const std::size_t common = common_end(a.lead, b.lead);
    if (first.quantity.value == next.quantity.value) {
      const bool parts = first.of.valid() && next.of.valid() && first.label == next.label &&
                         report_.facts[first.of.value].quantity.value == report_.facts[next.of.value].quantity.value;
      if (known(next) || (a.digits.size() < telling_digits && common < short_lead && !parts)) return;
      first.repeated_at.push_back(next.at);
      known_.insert({next.at.block, next.at.begin});
      return;
    }
    const std::size_t digits = a.digits.size();
    const std::size_t needed = digits >= long_digits ? medium_lead : digits >= telling_digits ? long_lead : sure_lead;
    // The same words before and behind: 全县30家部门通过…，下访企业….
    const bool framed = common >= framing_lead && common + common_start(a.tail, b.tail) >= needed;
    if (!(common >= needed || framed) || !one_digit_off(a.digits, b.digits)) return;
    if (in_conflict_.contains(b.fact) || in_conflict_.contains(a.fact)) return;
    in_conflict_.insert(b.fact);
    report_.conflicts.push_back({{FactId{a.fact}, FactId{b.fact}}, first.name});
  }

  /// 评价数55116件，评价率74.73% here and 评价数55116件，政务服务事项评价率75.73% there: two sentences that restate one
  /// long figure; the rates behind it, taken in their order by how their names end.
  void compare_anchored() {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> at;
    std::size_t anchors = 0;
    for (const Place& p : places_) {
      if (p.digits.size() < long_digits || report_.facts[p.fact].repeated_at.empty()) continue;
      if (at.empty())
        for (const Place& q : places_) at[{report_.facts[q.fact].at.block, report_.facts[q.fact].at.begin}] = q.fact;
      for (const Passage& again : report_.facts[p.fact].repeated_at) {
        const auto other = at.find({again.block, again.begin});
        if (other == at.end() || again.block == report_.facts[p.fact].at.block) continue;
        if (++anchors > most_anchors) return;
        compare_rates(rates_behind(p.fact), rates_behind(other->second));
      }
    }
  }
  [[nodiscard]] std::vector<std::uint32_t> rates_behind(std::uint32_t anchor) const {
    std::vector<std::uint32_t> rates;
    for (std::uint32_t f = anchor + 1; f < report_.facts.size() && f <= anchor + most_rates; ++f) {
      const Fact& fact = report_.facts[f];
      if (!same_sentence(report_, report_.facts[anchor], fact)) break;
      if (fact.quantity.dimension == dsl::Dimension::rate && suits(fact)) rates.push_back(f);
    }
    return rates;
  }
  void compare_rates(const std::vector<std::uint32_t>& here, const std::vector<std::uint32_t>& there) {
    std::size_t from = 0;
    for (const std::uint32_t f : here) {
      const Fact& first = report_.facts[f];
      if (first.label.size() < shortest_label) continue;
      for (std::size_t k = from; k < there.size(); ++k) {
        const Fact& next = report_.facts[there[k]];
        if (next.label.size() < shortest_label || !ends_alike(first.label, next.label)) continue;
        from = k + 1;
        const std::string a = digits_of(report_, first), b = digits_of(report_, next);
        if (a.size() < rate_digits || !one_digit_off(a, b)) break;
        if (in_conflict_.contains(f) || in_conflict_.contains(there[k])) break;
        in_conflict_.insert(there[k]);
        report_.conflicts.push_back({{FactId{f}, FactId{there[k]}}, first.name});
        break;
      }
    }
  }
  /// 3,750户 twice and 3,570户 once: two digits changed places, in a number too long for chance.
  void compare_swapped() {
    std::map<std::string, std::vector<std::size_t>> groups;  // by noun and digits in order of size
    for (std::size_t p = 0; p < places_.size(); ++p) {
      const auto& quantity = report_.facts[places_[p].fact].quantity;
      if (quantity.dimension != dsl::Dimension::count || quantity.decimals != 0 || quantity.noun.empty() ||
          places_[p].digits.size() < swapped_digits || t_.says(Cue::general_nouns, quantity.noun, true))
        continue;
      std::string sorted = places_[p].digits;
      std::sort(sorted.begin(), sorted.end());
      groups[quantity.unit + quantity.noun + "|" + sorted].push_back(p);
    }
    for (const auto& [key, group] : groups) {
      if (group.size() < 3 || group.size() > most_in_a_group) continue;
      const std::string& usual = usual_of(group);
      if (usual.empty()) continue;
      for (const std::size_t p : group) {
        if (!digits_exchanged(places_[p].digits, usual) || in_conflict_.contains(places_[p].fact)) continue;
        const auto first =
            std::find_if(group.begin(), group.end(), [&](std::size_t q) { return places_[q].digits == usual; });
        if (first == group.end() ||
            !same_aspect(report_.facts[places_[*first].fact], report_.facts[places_[p].fact], t_.year, true))
          continue;
        in_conflict_.insert(places_[p].fact);
        report_.conflicts.push_back(
            {{FactId{places_[*first].fact}, FactId{places_[p].fact}}, report_.facts[places_[*first].fact].name});
      }
    }
  }
  /// The digits that all but one of the figures have.
  [[nodiscard]] const std::string& usual_of(const std::vector<std::size_t>& group) const {
    static const std::string none;
    for (const std::size_t p : {group[0], group[1]}) {
      const auto same = std::count_if(group.begin(), group.end(),
                                      [&](std::size_t q) { return places_[q].digits == places_[p].digits; });
      if (same + 1 == static_cast<std::ptrdiff_t>(group.size())) return places_[p].digits;
    }
    return none;
  }

  Report& report_;
  const Lexicon::Tables& t_;
  std::vector<Place> places_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> known_;  // places noted as repeats
  std::set<std::uint32_t> in_conflict_;
};

}  // namespace

void find_restated(Report& report, const Lexicon& lexicon) { Finder(report, lexicon).find(); }

}  // namespace hegui::report

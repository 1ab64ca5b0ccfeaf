// The same thing stated twice with two digits exchanged: 农机购置补贴486.30万元 in one chapter, 468.30万元 in another.
// Part of merge_repeats(), after figures in the same words have been brought together.
// Afterwards such a pair is a conflict: the same unit, the same digits but for two neighbours exchanged, and the name
// of one stands whole in the name of the other; or, of long figures, which do not meet by chance, words that few
// figures have stand around both; or rates that go by one telling name.
#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "checker/report/characters.hpp"
#include "checker/report/key_groups.hpp"
#include "checker/report/passes.hpp"
#include "checker/report/relations.hpp"
#include "dsl/utf8.hpp"

namespace hegui::report {

namespace {

constexpr std::size_t most_in_a_group = 12;  // figures of the same digits; more are a pattern, no slip
constexpr std::size_t few_digits = 2, shortest_name = 3, longer_name = 4;
constexpr std::size_t many_digits = 4;      // without zeros at the end: seldom the same by chance
constexpr std::size_t some_digits = 3;      // so many will do where a long name stands around both figures
constexpr std::size_t whole_name = 5;       // characters of such a name: 高素质农民, 学生满意度
constexpr std::size_t most_verb = 2;        // characters behind the name of a rate: 达到
constexpr std::size_t words_behind = 6;     // characters behind a figure that may name it: 68240人次门急诊
constexpr std::size_t words_in_front = 16;  // characters before it: 三季度转入监测，支出551.80万元
constexpr std::size_t few_figures = 6;      // a word that stands around no more figures tells what they are about
constexpr std::size_t most_places = 2000;   // pairs looked at by their words; a text of more is no report

class Finder {
  using Word = std::uint64_t;  // of three characters: 补贴 alone says little, 门急诊 and 机购置 do

 public:
  Finder(Report& report, const Lexicon& lexicon) : report_(report), t_(lexicon.tables()) {}

  void find() {
    std::set<FactId> known;
    std::set<FactId> paired;  // here
    std::set<std::pair<FactId, FactId>> known_pairs;
    for (const Conflict& conflict : report_.conflicts) {
      known.insert(conflict.facts.begin(), conflict.facts.end());
      for (const FactId other : conflict.facts) known_pairs.emplace(conflict.facts.front(), other);
    }
    KeyGroups groups(report_.facts.size());
    std::string key, digits;
    for (std::uint32_t f = 0; f < report_.facts.size(); ++f) {
      const Fact& fact = report_.facts[f];
      if ((!is_of_kind(fact) && !is_rate(fact)) || fact.optional || !fact.quantity.takes_part_in_equations()) continue;
      take_digits(fact, digits);
      if (digits.size() < few_digits) continue;
      std::sort(digits.begin(), digits.end());
      (((key = fact.quantity.unit) += fact.quantity.noun) += '|') += digits;
      groups.add(key, f);
    }
    std::vector<std::size_t> several;  // in the order of their keys
    for (std::size_t g = 0; g < groups.size(); ++g)
      if (groups.count(g) >= 2 && groups.count(g) <= most_in_a_group) several.push_back(g);
    std::sort(several.begin(), several.end(),
              [&](std::size_t a, std::size_t b) { return groups.key(a) < groups.key(b); });
    std::vector<FactId> group;
    for (const std::size_t g : several) {
      groups.items(g, group);
      for (std::size_t a = 0; a < group.size(); ++a)
        for (std::size_t b = a + 1; b < group.size(); ++b)
          if (!paired.contains(group[a]) && !paired.contains(group[b]) && pair_up(group[a], group[b], known) &&
              known_pairs.emplace(group[a], group[b]).second) {
            known.insert({group[a], group[b]});
            paired.insert({group[a], group[b]});
            report_.conflicts.push_back({{group[a], group[b]}, report_.facts[group[a].value].name});
          }
    }
  }

 private:
  [[nodiscard]] static bool is_of_kind(const Fact& fact) {
    return fact.quantity.dimension == dsl::Dimension::money || fact.quantity.dimension == dsl::Dimension::count;
  }
  /// 学生满意度94.67%: a rate of its own, no part of a change and no share.
  [[nodiscard]] bool is_rate(const Fact& fact) const {
    return fact.quantity.dimension == dsl::Dimension::rate && fact.concept_id.valid() &&
           fact.concept_id != t_.growth_rate && fact.concept_id != t_.share && fact.concept_id != t_.target;
  }
  void take_digits(const Fact& fact, std::string& digits) const {
    digits.clear();
    for (const char c : report_.quote(fact.at))
      if (c >= '0' && c <= '9') digits += c;
  }
  [[nodiscard]] bool pair_up(FactId first, FactId second, const std::set<FactId>& known) {
    const Fact& a = report_.facts[first.value];
    const Fact& b = report_.facts[second.value];
    if (a.at.block == b.at.block || a.quantity.decimals != b.quantity.decimals) return false;
    if (a.quantity.value == b.quantity.value) return false;  // most that meet here
    const std::string x = digits_of(report_, a), y = digits_of(report_, b);
    if (!digits_exchanged(x, y)) return false;
    if (!same_aspect(a, b, t_.year, true) || is_budget_stage(t_, a) != is_budget_stage(t_, b)) return false;
    const bool met = known.contains(first) || known.contains(second);
    const std::size_t digits = x.find_last_not_of('0') + 1;
    if (is_rate(a)) return !met && digits >= some_digits && !(a.in_table && b.in_table) && same_rate(a, b);
    if (!met && !a.in_table && !b.in_table && alike(a, b, x)) return true;
    if (!met && x.size() >= some_digits && !a.in_table && !b.in_table && share_a_name(a, b)) return true;
    if (digits < many_digits || (a.in_table && b.in_table)) return false;
    return share_a_word(first, second) || (seldom_counted(a) && share_two(a, b));
  }
  /// One name (用水户满意度, 用水户满意度达到), of one purse and project.
  [[nodiscard]] bool same_rate(const Fact& a, const Fact& b) const {
    const std::u32string x = matching_form(a.label), y = matching_form(b.label);
    const auto& shorter = x.size() <= y.size() ? x : y;
    const auto& longer = x.size() <= y.size() ? y : x;
    if (shorter.size() < whole_name || !longer.starts_with(shorter) || longer.size() > shorter.size() + most_verb)
      return false;
    return same_aspect(a, b, t_.scope, false) && same_aspect(a, b, t_.fund, true) &&
           same_aspect(a, b, t_.project, true);
  }
  /// 培育高素质农民310人, 培训的301人高素质农民: the end of one figure's name, or what follows it, is that of the
  /// other.
  [[nodiscard]] bool share_a_name(const Fact& a, const Fact& b) const {
    if (a.quantity.dimension != dsl::Dimension::count) return false;
    const auto named = [&](const Fact& one, const Fact& other) {
      std::u32string name = matching_form(one.label);
      if (name.size() < whole_name) return false;
      name.erase(0, name.size() - whole_name);
      return matching_form(behind(other)).find(name) != std::u32string::npos ||
             matching_form(other.label).ends_with(name);
    };
    return named(a, b) || named(b, a);
  }
  /// 提供助餐142.60万客次, 146.20万客次的助餐服务: two characters of one name behind the other figure.
  [[nodiscard]] bool share_two(const Fact& a, const Fact& b) const {
    const auto shared = [&](const Fact& one, const Fact& other) {
      const std::u32string name = matching_form(one.label), words = matching_form(behind(other));
      for (std::size_t i = 0; i + 2 <= name.size(); ++i)
        if (words.find(name.substr(i, 2)) != std::u32string::npos) return true;
      return false;
    };
    return shared(a, b) || shared(b, a);
  }
  /// 万客次: what few figures count, in thousands and more.
  [[nodiscard]] bool seldom_counted(const Fact& of) const {
    if (of.quantity.noun.empty() || t_.says(Cue::general_nouns, of.quantity.noun, true)) return false;
    const auto same = [&](const Fact& other) { return other.quantity.noun == of.quantity.noun; };
    return static_cast<std::size_t>(std::count_if(report_.facts.begin(), report_.facts.end(), same)) <= few_figures;
  }
  /// Of text alone: the whole name of one stands in the other's.
  [[nodiscard]] bool alike(const Fact& a, const Fact& b, const std::string& x) const {
    // Small numbers of the commonest nouns meet by chance.
    const bool small = x.size() == few_digits;
    if (small && (a.quantity.noun.empty() || t_.says(Cue::general_nouns, a.quantity.noun, true))) return false;
    const std::u32string p = matching_form(a.label), q = matching_form(b.label);
    const auto& shorter = p.size() <= q.size() ? p : q;
    const auto& longer = p.size() <= q.size() ? q : p;
    const std::size_t least = a.quantity.dimension == dsl::Dimension::money ? longer_name : shortest_name;
    return shorter.size() >= least && longer.find(shorter) != std::u32string::npos;
  }

  /// Three characters beside one another, a word or a part of one, that stand around both and around few figures
  /// besides.
  [[nodiscard]] bool share_a_word(FactId first, FactId second) {
    if (++pairs_ > most_places) return false;
    if (own_.empty()) count_words();
    const std::vector<Word> around_first = around(first), around_second = around(second);
    // The words of a heading above both tell nothing: they must be one of the figures' own.
    const auto names = [&](FactId own, const std::vector<Word>& others) {
      return std::any_of(own_[own.value].begin(), own_[own.value].end(), [&](Word word) {
        if (!std::binary_search(others.begin(), others.end(), word)) return false;
        const auto [from, to] = std::equal_range(figures_.begin(), figures_.end(), word);
        return static_cast<std::size_t>(to - from) <= few_figures;
      });
    };
    return names(first, around_second) || names(second, around_first);
  }
  void count_words() {
    own_.resize(report_.facts.size());
    for (std::size_t f = 0; f < report_.facts.size(); ++f) {
      const Fact& fact = report_.facts[f];
      if (!is_of_kind(fact)) continue;
      add_words(fact.label, own_[f]);
      if (!fact.in_table) add_words(in_front(fact), own_[f]);
      // The name of a figure in the text tells aspects as well, which many have: 项目支出….
      add_words(fact.in_table ? std::string_view(fact.name) : behind(fact), own_[f]);
      arrange(own_[f]);
      // A row of a table is one thing, however many figures it has.
      const bool same_row = fact.in_table && f > 0 && report_.facts[f - 1].in_table &&
                            report_.facts[f - 1].at.block == fact.at.block && report_.facts[f - 1].label == fact.label;
      if (!same_row) figures_.insert(figures_.end(), own_[f].begin(), own_[f].end());
    }
    std::sort(figures_.begin(), figures_.end());
  }
  /// Its own words and those of the heading above it.
  [[nodiscard]] std::vector<Word> around(FactId id) const {
    std::vector<Word> words = own_[id.value];
    const SectionId section = report_.facts[id.value].section;
    if (section.valid()) add_words(report_.sections[section.value].title, words);
    arrange(words);
    return words;
  }
  static void arrange(std::vector<Word>& words) {
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
  }
  /// 三季度转入监测，支出551.80万元: what the sentence said before, as far as the figure before it.
  [[nodiscard]] std::string_view in_front(const Fact& fact) const {
    const std::uint32_t start = static_cast<std::uint32_t>(report_.document.blocks[fact.at.block].slice.begin);
    const std::string_view block = report_.quote({fact.at.block, start, fact.at.begin});
    std::size_t begin = block.size();
    for (std::size_t taken = 0; begin > 0 && taken < words_in_front; ++taken) {
      std::size_t previous = begin - 1;
      while (previous > 0 && dsl::utf8::is_continuation(block[previous])) --previous;
      const char32_t c = dsl::utf8::decode(block, previous).character;
      if (is_stop(c) || is_semicolon(c) || (c >= U'0' && c <= U'9')) break;
      begin = previous;
    }
    return block.substr(begin);
  }
  /// The words behind a figure, up to where its sentence pauses.
  [[nodiscard]] std::string_view behind(const Fact& fact) const {
    if (fact.in_table) return {};
    const std::string_view block = report_.quote({fact.at.block, fact.at.end, block_end(fact)});
    std::size_t end = 0;
    for (std::size_t taken = 0; end < block.size() && taken < words_behind; ++taken) {
      const dsl::utf8::Decoded next = dsl::utf8::decode(block, end);
      if (!is_han(next.character)) break;
      end += next.length;
    }
    return block.substr(0, end);
  }
  [[nodiscard]] std::uint32_t block_end(const Fact& fact) const {
    return static_cast<std::uint32_t>(report_.document.blocks[fact.at.block].slice.end);
  }
  static void add_words(std::string_view text, std::vector<Word>& words) {
    constexpr unsigned bits = 21;  // of a character
    const std::u32string characters = matching_form(text);
    for (std::size_t i = 0; i + 3 <= characters.size(); ++i)
      if (is_han(characters[i]) && is_han(characters[i + 1]) && is_han(characters[i + 2]))
        words.push_back(Word{characters[i]} << 2 * bits | Word{characters[i + 1]} << bits | Word{characters[i + 2]});
  }

  Report& report_;
  const Lexicon::Tables& t_;
  std::size_t pairs_ = 0;
  std::vector<std::vector<Word>> own_;  // of each figure, in order; made when first asked for
  std::vector<Word> figures_;           // all of them, in order: each as often as figures have it
};

}  // namespace

void find_swapped(Report& report, const Lexicon& lexicon) { Finder(report, lexicon).find(); }

}  // namespace hegui::report

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "checker/report/block_streams.hpp"
#include "checker/report/characters.hpp"
#include "checker/report/identity.hpp"
#include "checker/report/structure.hpp"
#include "checker/report/words.hpp"

namespace hegui::report {

Places::Names Places::names_of(const dsl::Program& program) {
  Names names;
  const auto region = program.find_aspect("region");
  if (!region.valid()) return names;
  const auto add = [&](const std::string& name, dsl::MemberId member) {
    auto c = characters(name).c;
    if (c.empty()) return;
    names.names.emplace_back(c.begin(), c.end());
    names.members.push_back(member);
  };
  for (const auto id : program.aspects[region.value].members) {
    add(program.members[id.value].name, id);
    for (const auto& synonym : program.members[id.value].synonyms) add(synonym, id);
  }
  return names;
}

Places::Places(const dsl::Program& program, Names names)
    : aspect(program.find_aspect("region")),
      program_(program),
      automaton_(names.names),
      members_(std::move(names.members)) {
  if (!aspect.valid()) return;
  for (const auto id : program.aspects[aspect.value].members) {
    const auto& english = program.members[id.value].english;
    if (english.empty()) continue;
    if (program.find_words("counties_" + english).valid()) counties.push_back({id, "counties_" + english});
    if (program.find_words("prefix_" + english).valid()) prefixes.push_back({id, "prefix_" + english});
  }
}

std::vector<dsl::MemberId> Places::named_in(std::u32string_view text) const {
  thread_local std::vector<Hit> hits;
  automaton_.find(text, hits);
  std::vector<dsl::MemberId> named;
  std::uint32_t from = 0;
  for (const Hit& hit : hits)
    if (hit.begin >= from) {
      named.push_back(members_[hit.word]);
      from = hit.end;
    }
  return named;
}

dsl::MemberId Places::top(dsl::MemberId member) const {
  for (int n = 0; n < 8; ++n) {
    const auto parent = program_.members[member.value].parent;
    if (!parent.valid()) break;
    member = parent;
  }
  return member;
}

namespace {

constexpr std::size_t max_place_name = 8;      // characters of 石桥区
constexpr std::size_t max_number_prefix = 14;  // characters of 湘财绩 before 〔2020〕
constexpr int named_in_unit = 1000, county_in_unit = 500, named_in_text = 1, named_by_number = 3;

using Votes = std::map<dsl::MemberId, int>;

/// A province's list of words; an empty one where the taxonomy has none.
struct ListOf {
  const Words* words;
  dsl::MemberId member;
};

std::vector<ListOf> lists_of(const Lexicon& lexicon, const std::vector<Places::List>& lists) {
  std::vector<ListOf> out;
  for (const auto& list : lists) out.push_back({&lexicon.words(list.english), list.member});
  return out;
}

/// Counties by province, from the word lists counties_…: a unit is often called by its county alone.
void vote_by_counties(const Chars& unit, const std::vector<ListOf>& counties, Votes& votes) {
  for (const auto& of : counties)
    for (std::size_t i = 0; i < unit.size(); ++i)
      if (of.words->at(unit, i) > 0) votes[of.member] += county_in_unit;
}

void vote_by_names(const Chars& s, const Places& places, int weight, Votes& votes) {
  for (const auto member : places.named_in({s.c.data(), s.c.size()})) votes[member] += weight;
}

/// 湘, 渝 …: the signs that provinces put before the numbers of their documents.
void vote_by_numbers(const Chars& s, const std::vector<ListOf>& prefixes, const Words& agencies, Votes& votes) {
  for (std::size_t i = 1; i + 1 < s.size(); ++i) {
    // A document number: its sign stands before the bracket with the year.
    if (!is_digit(s.c[i + 1]) || !is_opening(s.c[i])) continue;
    std::size_t from = i;
    while (from > 0 && i - from < max_number_prefix && is_han(s.c[from - 1])) --from;
    for (const auto& prefix : prefixes) {
      const std::size_t n = prefix.words->at(s, from);
      if (n > 0 && agencies.at(s, from + n) > 0) votes[prefix.member] += named_by_number;
    }
  }
}

/// The place names with which a unit's name begins: 云岭市石桥区.
std::size_t places_end(const Chars& s, const Words& endings) {
  std::size_t end = 0;
  while (end < s.size()) {
    std::size_t found = 0;
    for (std::size_t k = end + 1; k <= std::min(end + max_place_name, s.size()); ++k) {
      const std::size_t n = endings.ending_at(s, end, k);
      if (n == 0 || k - end - n < 2) continue;  // 社区, 城市: no name stands before the ending
      found = std::max(k, found);
      // Only a longer ending goes on: 自治县 behind 治; the 市 of 县市场监督管理局 is no ending.
      if (endings.ending_at(s, end, std::min(k + 1, s.size())) <= n) break;
    }
    if (found == 0) break;
    end = found;
  }
  return end;
}

}  // namespace

void find_region(Report& report, const Lexicon& lexicon, BlockChars& chars, BlockStreams& streams) {
  const auto& program = lexicon.program();
  auto& identity = report.identity;
  const Chars unit = characters(identity.unit);
  identity.region_text = unit.text(0, places_end(unit, lexicon.words("region_endings")));
  const Places& places = lexicon.structure().places;
  if (!places.aspect.valid()) return;

  Votes named;
  vote_by_names(unit, places, named_in_unit, named);
  vote_by_names(characters(identity.title), places, named_in_unit, named);
  Votes votes = named;
  vote_by_counties(unit, lists_of(lexicon, places.counties), votes);
  const auto prefixes = lists_of(lexicon, places.prefixes);
  const Words& agencies = lexicon.words("prefix_agencies");
  for (std::uint32_t b = 0; b < report.document.main_blocks(); ++b) {
    const auto& block = report.document.blocks[b];
    if (block.role == document::Role::furniture) continue;
    const Chars& s = chars.at(b);
    // Paragraphs are looked through for all words at once, and most name no place.
    const bool looked_through = block.role == document::Role::body && block.kind == document::Block::Kind::paragraph;
    if (!looked_through || streams.sees_place(b)) vote_by_names(s, places, named_in_text, votes);
    vote_by_numbers(s, prefixes, agencies, votes);
  }
  std::map<dsl::MemberId, int> by_province;
  for (const auto& [member, n] : votes) by_province[places.top(member)] += n;
  const auto best = std::max_element(by_province.begin(), by_province.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  if (best == by_province.end()) return;
  identity.region = best->first;
  // A place below the province counts only where the unit's own name says it.
  for (const auto& [member, n] : named)
    if (member != best->first && program.is_within(member, best->first)) identity.region = member;
}

}  // namespace hegui::report

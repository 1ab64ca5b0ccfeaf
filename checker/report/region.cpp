#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "checker/report/characters.hpp"
#include "checker/report/identity.hpp"
#include "checker/report/words.hpp"

namespace hegui::report {
namespace {

constexpr std::size_t max_place_name = 8;      // characters of 石桥区
constexpr std::size_t max_number_prefix = 14;  // characters of 湘财绩 before 〔2020〕
constexpr int named_in_unit = 1000, county_in_unit = 500, named_in_text = 1, named_by_number = 3;

/// Names of the members of the region aspect, by first character.
class Regions {
 public:
  Regions(const dsl::Program& program, dsl::AspectId aspect) : program_(program) {
    for (const auto id : program.aspects[aspect.value].members) {
      const auto& member = program.members[id.value];
      add(member.name, id);
      for (const auto& synonym : member.synonyms) add(synonym, id);
    }
    for (auto& [first, names] : names_)
      std::stable_sort(names.begin(), names.end(),
                       [](const Name& a, const Name& b) { return a.text.size() > b.text.size(); });
  }

  /// The longest name at `from`: its member and length.
  [[nodiscard]] std::pair<dsl::MemberId, std::size_t> at(const Chars& s, std::size_t from) const {
    const auto it = names_.find(s.c[from]);
    if (it == names_.end()) return {};
    for (const auto& name : it->second)
      if (from + name.text.size() <= s.size() &&
          std::equal(name.text.begin(), name.text.end(), s.c.begin() + static_cast<std::ptrdiff_t>(from)))
        return {name.member, name.text.size()};
    return {};
  }

  [[nodiscard]] dsl::MemberId top(dsl::MemberId member) const {
    for (int n = 0; n < 8; ++n) {
      const auto parent = program_.members[member.value].parent;
      if (!parent.valid()) break;
      member = parent;
    }
    return member;
  }

 private:
  struct Name {
    std::vector<char32_t> text;
    dsl::MemberId member;
  };
  void add(const std::string& name, dsl::MemberId member) {
    auto c = characters(name).c;
    if (c.empty()) return;
    const char32_t first = c.front();
    names_[first].push_back({std::move(c), member});
  }
  const dsl::Program& program_;
  std::unordered_map<char32_t, std::vector<Name>> names_;
};

using Votes = std::map<dsl::MemberId, int>;

/// Counties by province, from the word lists counties_…: a unit is often called by its county alone.
void vote_by_counties(const Chars& unit, const dsl::Program& program, dsl::AspectId aspect, Votes& votes) {
  for (const auto id : program.aspects[aspect.value].members) {
    const auto& english = program.members[id.value].english;
    if (english.empty()) continue;
    const Words counties(program, "counties_" + english);
    for (std::size_t i = 0; i < unit.size(); ++i)
      if (counties.at(unit, i) > 0) votes[id] += county_in_unit;
  }
}

/// 湘, 渝 …: the signs that provinces put before the numbers of their documents.
struct NumberPrefix {
  Words words;
  dsl::MemberId member;
};

std::vector<NumberPrefix> number_prefixes(const dsl::Program& program, dsl::AspectId aspect) {
  std::vector<NumberPrefix> out;
  for (const auto id : program.aspects[aspect.value].members) {
    const auto& english = program.members[id.value].english;
    if (english.empty()) continue;
    Words words(program, "prefix_" + english);
    if (!words.empty()) out.push_back({std::move(words), id});
  }
  return out;
}

void vote_by_names(const Chars& s, const Regions& regions, int weight, Votes& votes) {
  for (std::size_t i = 0; i < s.size();) {
    const auto [member, length] = regions.at(s, i);
    if (length > 0) votes[member] += weight;
    i += std::max<std::size_t>(1, length);
  }
}

void vote_by_numbers(const Chars& s, const std::vector<NumberPrefix>& prefixes, const Words& agencies, Votes& votes) {
  for (std::size_t i = 1; i + 1 < s.size(); ++i) {
    // A document number: its sign stands before the bracket with the year.
    if (!is_opening(s.c[i]) || !is_digit(s.c[i + 1])) continue;
    std::size_t from = i;
    while (from > 0 && i - from < max_number_prefix && is_han(s.c[from - 1])) --from;
    for (const auto& prefix : prefixes) {
      const std::size_t n = prefix.words.at(s, from);
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

void find_region(Report& report, const Lexicon& lexicon) {
  const auto& program = lexicon.program();
  auto& identity = report.identity;
  const Chars unit = characters(identity.unit);
  identity.region_text = unit.text(0, places_end(unit, Words(program, "region_endings")));
  const auto aspect = program.find_aspect("region");
  if (!aspect.valid()) return;
  const Regions regions(program, aspect);

  Votes named;
  vote_by_names(unit, regions, named_in_unit, named);
  vote_by_names(characters(identity.title), regions, named_in_unit, named);
  Votes votes = named;
  vote_by_counties(unit, program, aspect, votes);
  const auto prefixes = number_prefixes(program, aspect);
  const Words agencies(program, "prefix_agencies");
  for (std::uint32_t b = 0; b < report.document.main_blocks(); ++b) {
    if (report.document.blocks[b].role == document::Role::furniture) continue;
    const Chars s = characters(report.document, b);
    vote_by_names(s, regions, named_in_text, votes);
    vote_by_numbers(s, prefixes, agencies, votes);
  }
  std::map<dsl::MemberId, int> by_province;
  for (const auto& [member, n] : votes) by_province[regions.top(member)] += n;
  const auto best = std::max_element(by_province.begin(), by_province.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  if (best == by_province.end()) return;
  identity.region = best->first;
  // A place below the province counts only where the unit's own name says it.
  for (const auto& [member, n] : named)
    if (member != best->first && program.is_within(member, best->first)) identity.region = member;
}

}  // namespace hegui::report

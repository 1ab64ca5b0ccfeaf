#include "checker/report/section_names.hpp"

#include <algorithm>
#include <cstdint>

#include "checker/report/characters.hpp"

namespace hegui::report {
namespace {
constexpr std::size_t max_depth = 16;
constexpr std::size_t max_title_bytes = 600;

std::size_t width_of(char32_t c) { return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4; }  // bytes
}  // namespace

SectionNames::Names SectionNames::names_of(const dsl::Program& program) {
  Names names;
  const auto add = [&](const std::string& name, std::uint32_t kind) {
    std::u32string bare = wide_bare_name(name);
    if (bare.empty()) return;
    names.names.push_back(std::move(bare));
    names.kinds.push_back(dsl::SectionKindId{kind});
  };
  for (std::uint32_t k = 0; k < program.section_kinds.size(); ++k) {
    add(program.section_kinds[k].name, k);
    for (const auto& synonym : program.section_kinds[k].synonyms) add(synonym, k);
  }
  return names;
}

SectionNames::SectionNames(const dsl::Program& program, Names names)
    : program_(program), automaton_(names.names), kinds_(std::move(names.kinds)) {
  const auto words = [&](const char* list, std::vector<std::u32string>& to) {
    if (const auto id = program.find_words(list); id.valid())
      for (const auto& word : program.word_lists[id.value].words) to.push_back(wide_bare_name(word));
  };
  words("enumeration_joiners", joiners_);
  words("title_tails", tails_);
}

std::size_t SectionNames::depth(dsl::SectionKindId kind) const {
  std::size_t n = 0;
  while (kind.valid() && n < max_depth) {
    kind = program_.section_kinds[kind.value].parent;
    ++n;
  }
  return n;
}

std::vector<dsl::SectionKindId> SectionNames::kinds_of(std::string_view title) const {
  struct Match {
    std::size_t begin, length;
    dsl::SectionKindId kind;
  };
  std::vector<Match> matches;
  const std::u32string bare = wide_bare_name(title.substr(0, max_title_bytes));
  thread_local std::vector<Hit> hits;
  automaton_.find(bare, hits);
  if (hits.empty()) return {};
  std::size_t byte = 0;
  auto hit = hits.begin();  // by place, the longest first
  for (std::size_t i = 0; i < bare.size() && hit != hits.end(); byte += width_of(bare[i]), ++i) {
    if (hit->begin != i) continue;
    std::size_t length = 0;
    for (std::size_t k = hit->begin; k < hit->end; ++k) length += width_of(bare[k]);
    matches.push_back({byte, length, kinds_[hit->word]});
    while (hit != hits.end() && hit->begin == i) ++hit;
  }
  if (matches.size() == 1) return {matches.front().kind};
  // The longest name first; of two equally long the later one: in Chinese the head of a title stands last.
  std::stable_sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
    return a.length != b.length ? a.length > b.length : a.begin > b.begin;
  });
  std::vector<Match> kept;
  for (const auto& m : matches)
    if (std::none_of(kept.begin(), kept.end(),
                     [&](const Match& k) { return m.begin < k.begin + k.length && k.begin < m.begin + m.length; }))
      kept.push_back(m);
  std::stable_sort(kept.begin(), kept.end(), [&](const Match& a, const Match& b) {
    const auto da = depth(a.kind), db = depth(b.kind);
    return da != db ? da > db : a.length != b.length ? a.length > b.length : a.begin < b.begin;
  });
  std::vector<dsl::SectionKindId> kinds;
  for (const auto& m : kept)
    if (std::find(kinds.begin(), kinds.end(), m.kind) == kinds.end()) kinds.push_back(m.kind);
  return kinds;
}

bool SectionNames::is_name(std::string_view title) const {
  return automaton_.whole(wide_bare_name(title)) != Automaton::no_word;
}

bool SectionNames::joins_names(std::string_view title) const {
  const std::u32string bare = wide_bare_name(title);
  constexpr std::size_t longest_title = 90;  // bytes
  std::size_t bytes = 0;
  for (const char32_t c : bare) bytes += width_of(c);
  if (bytes > longest_title) return false;
  if (bare.empty() || std::none_of(joiners_.begin(), joiners_.end(), [&](const std::u32string& joiner) {
        return bare.find(joiner) != std::u32string::npos;
      }))
    return false;  // nothing joins anything
  const auto is = [&](std::u32string_view name) { return automaton_.whole(name) != Automaton::no_word; };
  const auto known = [&](std::u32string_view name) {
    return is(name) || std::any_of(tails_.begin(), tails_.end(), [&](const std::u32string& tail) {
             return is(std::u32string(name) + tail) || (name.ends_with(tail) && name.size() > tail.size() &&
                                                        is(name.substr(0, name.size() - tail.size())));
           });
  };
  // Left to right: the shortest known name that a joiner follows, and so on; names may hold a joiner themselves.
  std::vector<bool> starts(bare.size() + 1, false);
  starts[0] = true;
  bool joined = false;
  for (std::size_t begin = 0; begin < bare.size(); ++begin) {
    if (!starts[begin]) continue;
    for (std::size_t end = begin + 1; end <= bare.size(); ++end) {
      if (!known(std::u32string_view(bare).substr(begin, end - begin))) continue;
      if (end == bare.size()) {
        starts[end] = true;
        joined = joined || begin > 0;
      }
      for (const std::u32string& joiner : joiners_)
        if (bare.compare(end, joiner.size(), joiner) == 0 && end + joiner.size() < bare.size())
          starts[end + joiner.size()] = true;
    }
  }
  return starts[bare.size()] && joined;
}

bool SectionNames::has(const std::vector<dsl::SectionKindId>& kinds, std::string_view english) const {
  const auto wanted = program_.find_section_kind(english);
  if (!wanted.valid()) return false;
  return std::any_of(kinds.begin(), kinds.end(), [&](dsl::SectionKindId kind) {
    for (std::size_t n = 0; kind.valid() && n < max_depth; ++n) {
      if (kind == wanted) return true;
      kind = program_.section_kinds[kind.value].parent;
    }
    return false;
  });
}

}  // namespace hegui::report

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "checker/report/characters.hpp"
#include "checker/report/lexicon.hpp"
#include "checker/report/passes.hpp"
#include "checker/report/structure.hpp"
#include "checker/report/words.hpp"

namespace hegui::report {
namespace {

constexpr std::size_t longest_gap = 16;
constexpr std::size_t reach_after = 6;  // 收支平衡的原则
constexpr std::size_t max_claims = 10'000;
constexpr int most_steps = 2'000;

/// A sentence in matching form: no blanks, no quotes; each character knows its place and whether it was quoted.
struct Haystack {
  std::u32string c;
  std::vector<std::uint32_t> index;  // in Chars
  std::vector<char> quoted;

  void take(const Chars& s, std::size_t from, std::size_t to) {
    c.resize(to - from), index.resize(to - from), quoted.resize(to - from);
    bool inside = false;
    std::size_t n = 0;
    for (auto i = static_cast<std::uint32_t>(from); i < to; ++i) {
      const char32_t one = s.c[i];
      if (one == U'“' || one == U'「') inside = true;
      if (one == U'”' || one == U'」') inside = false;
      const char32_t m = matching_character(one);
      if (m == 0) continue;
      c[n] = m;
      index[n] = i;
      quoted[n++] = inside ? 1 : 0;
    }
    c.resize(n), index.resize(n), quoted.resize(n);
  }
};

bool ends_clause(char32_t c) { return is_comma(c) || is_semicolon(c) || is_stop(c) || is_colon(c); }

class Matcher {
 public:
  Matcher(const CompiledPhrase& phrase, const Haystack& haystack) : phrase_(phrase), h_(haystack) {}
  /// The end of a match that starts at `from`, or 0.
  std::size_t at(std::size_t from) {
    steps_ = 0;
    return step(0, from) ? end_ : 0;
  }

 private:
  bool step(std::size_t e, std::size_t at) {
    if (++steps_ > most_steps) return false;
    if (e == phrase_.elements.size()) {
      end_ = at;
      return true;
    }
    const auto& element = phrase_.elements[e];
    if (element.kind == PhraseElement::Kind::literal) {
      for (const auto& word : element.alternatives)
        if (at + word.size() <= h_.c.size() &&
            std::equal(word.begin(), word.end(), h_.c.begin() + static_cast<std::ptrdiff_t>(at)) &&
            step(e + 1, at + word.size()))
          return true;
      return false;
    }
    for (std::size_t n = 0; n <= longest_gap && at + n <= h_.c.size(); ++n) {
      if (step(e + 1, at + n)) return true;
      if (at + n < h_.c.size() && ends_clause(h_.c[at + n])) return false;
    }
    return false;
  }
  const CompiledPhrase& phrase_;
  const Haystack& h_;
  std::size_t end_ = 0;
  int steps_ = 0;
};

struct Guards {
  explicit Guards(const Lexicon& lexicon)
      : after(lexicon.words("claim_not_after")), before(lexicon.words("claim_not_before")) {
    const auto& program = lexicon.program();
    if (const auto id = program.find_words("claim_not_in"); id.valid())
      for (const auto& word : program.word_lists[id.value].words)
        if (const auto kind = program.find_section_kind(word); kind.valid()) sections.push_back(kind);
  }
  const Words &after, &before;
  std::vector<dsl::SectionKindId> sections;

  /// Plans and duties are written in this section, or in one above it, and nothing else.
  [[nodiscard]] bool excludes(const Report& report, SectionId id) const {
    for (; id.valid(); id = report.sections[id.value].parent) {
      const auto& kinds = report.sections[id.value].kinds;
      if (kinds.empty()) continue;
      return std::all_of(kinds.begin(), kinds.end(), [&](dsl::SectionKindId kind) {
        return std::find(sections.begin(), sections.end(), kind) != sections.end();
      });
    }
    return false;
  }
  /// The words state a principle or an intention, not a result.
  [[nodiscard]] bool exclude(const Chars& s, std::size_t from, std::size_t to, std::size_t begin,
                             std::size_t end) const {
    std::size_t clause = begin;
    while (clause > from && !ends_clause(s.c[clause - 1])) --clause;
    if (before.find(s, clause, begin) < begin) return true;
    const std::size_t limit = std::min(to, end + reach_after);
    std::size_t stop = end;
    while (stop < limit && !ends_clause(s.c[stop])) ++stop;
    return after.find(s, end, stop) < stop;
  }
};

}  // namespace

std::vector<CompiledPhrase> Lexicon::Structure::claim_phrases(const dsl::Program& program) {
  std::vector<CompiledPhrase> phrases;
  for (std::uint32_t p = 0; p < program.phrases.size(); ++p) {
    if (program.phrases[p].yields != "claim") continue;
    for (const auto& pattern : program.phrases[p].patterns)
      if (auto phrase = compile_phrase(program, dsl::PhraseId{p}, pattern); phrase && !phrase->has_holes)
        phrases.push_back(std::move(*phrase));
  }
  return phrases;
}

void find_claims(Report& report, const Lexicon& lexicon, BlockChars& chars) {
  const auto& program = lexicon.program();
  const auto& phrases = lexicon.structure().claims;
  const auto& starts = lexicon.structure().claim_starts;
  const Guards guards(lexicon);
  Haystack h;
  struct Found {
    std::size_t begin, end;
    std::string kind;
  };
  std::vector<Found> found;
  std::vector<PhraseStarts::Start> begins;
  for (const auto& sentence : report.sentences) {
    if (guards.excludes(report, sentence.section)) continue;
    if (report.claims.size() >= max_claims) return;
    const Chars& s = chars.at(sentence.at.block);
    const std::size_t begin = s.index_of(sentence.at.begin), end_of_sentence = s.index_of(sentence.at.end);
    h.take(s, begin, end_of_sentence);
    found.clear();
    /// The end of the match, or 0.
    const auto try_at = [&](const CompiledPhrase& phrase, std::size_t i) -> std::size_t {
      const std::size_t end = Matcher(phrase, h).at(i);
      if (end <= i || h.quoted[i] != 0) return 0;
      const auto& kind = program.phrases[phrase.id.value].english;
      const std::size_t last = h.index[end - 1] + 1;
      const bool known = std::any_of(found.begin(), found.end(), [&](const Found& f) {
        return f.kind == kind && f.begin < last && h.index[i] < f.end;
      });
      if (!known && !guards.exclude(s, begin, end_of_sentence, h.index[i], last))
        found.push_back({h.index[i], last, kind});
      return end;
    };
    starts.find(h.c, begins);
    std::size_t from = 0;
    for (std::size_t b = 0; b < begins.size(); ++b) {
      const auto& [phrase, at] = begins[b];
      if (b == 0 || begins[b - 1].phrase != phrase) from = 0;
      const std::size_t last = at == PhraseStarts::anywhere ? h.c.size() : std::size_t{at} + 1;
      for (std::size_t i = at == PhraseStarts::anywhere ? 0 : at; i < last; ++i)
        if (i >= from)
          if (const std::size_t end = try_at(phrases[phrase], i); end != 0) from = end;
    }
    std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.begin < b.begin; });
    for (auto& f : found)
      report.claims.push_back({std::move(f.kind), s.passage(f.begin, f.end), sentence.at, sentence.section});
  }
}

}  // namespace hegui::report

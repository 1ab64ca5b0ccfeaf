#include "checker/report/phrases.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "checker/report/lexicon.hpp"
#include "checker/report/stream.hpp"
#include "dsl/utf8.hpp"

namespace hegui::report {

namespace {

constexpr std::uint32_t longest_gap = 60;
constexpr std::uint32_t longest_hole_label = 14;
constexpr int most_steps = 4000;

std::u32string wide(std::string_view text) {
  std::u32string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto [c, length] = dsl::decode(text.substr(i));
    out += c;
    i += length;
  }
  return out;
}
std::string narrow(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) dsl::append_utf8(out, c);
  return out;
}
std::u32string matching(std::u32string_view text) {
  std::u32string out;
  for (const char32_t c : text)
    if (const char32_t m = matching_character(c); m != 0) out += m;
  return out;
}

struct DimensionWord {
  std::string_view id;
  dsl::Dimension dimension;
};

std::optional<dsl::Dimension> dimension_of(std::string_view word) {
  constexpr dsl::Dimension all[] = {dsl::Dimension::number, dsl::Dimension::money, dsl::Dimension::rate,
                                    dsl::Dimension::points, dsl::Dimension::score, dsl::Dimension::count,
                                    dsl::Dimension::date,   dsl::Dimension::year,  dsl::Dimension::duration};
  for (const auto d : all)
    if (dsl::dimension_name(d, false) == word || dsl::dimension_name(d, true) == word) return d;
  return std::nullopt;
}

HoleRole role_of(const dsl::Program& program, const std::string& name, dsl::ConceptId concept_id) {
  constexpr std::pair<std::string_view, HoleRole> lists[] = {{"role_rate", HoleRole::rate},
                                                             {"role_numerator", HoleRole::numerator},
                                                             {"role_denominator", HoleRole::denominator},
                                                             {"role_delta", HoleRole::delta},
                                                             {"role_current", HoleRole::current},
                                                             {"role_previous", HoleRole::previous},
                                                             {"role_target", HoleRole::target},
                                                             {"role_actual", HoleRole::actual}};
  for (const auto& [list, role] : lists)
    if (const auto id = program.find_words(list); id.valid()) {
      const auto& words = program.word_lists[id.value].words;
      if (std::find(words.begin(), words.end(), name) != words.end()) return role;
    }
  if (!concept_id.valid()) return HoleRole::other;
  const auto& item = program.concepts[concept_id.value];
  if (item.english == "delta") return HoleRole::delta;
  if (item.english == "target") return HoleRole::target;
  if (item.dimension == dsl::Dimension::rate) return HoleRole::rate;
  return HoleRole::other;
}

PhraseElement hole(const dsl::Program& program, std::u32string_view inside) {
  PhraseElement element;
  element.kind = PhraseElement::Kind::hole;
  const auto colon = std::min(inside.find(U'：'), inside.find(U':'));
  const std::string name = narrow(matching(inside.substr(0, colon)));
  element.concept_id = program.find_concept(name);
  element.role = role_of(program, name, element.concept_id);
  if (colon != std::u32string_view::npos) {
    if (const auto d = dimension_of(narrow(matching(inside.substr(colon + 1))))) {
      element.dimension = *d;
      element.any_dimension = false;
    }
  } else if (element.concept_id.valid()) {
    element.dimension = program.concepts[element.concept_id.value].dimension;
    element.any_dimension = false;
  }
  return element;
}

PhraseElement literal(std::vector<std::u32string> alternatives) {
  PhraseElement element;
  std::stable_sort(alternatives.begin(), alternatives.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });
  element.alternatives = std::move(alternatives);
  return element;
}

class Matcher {
 public:
  Matcher(const CompiledPhrase& phrase, const Stream& stream) : phrase_(phrase), stream_(stream) {}

  bool at(std::uint32_t position, PhraseMatch& match) {
    steps_ = 0;
    match.holes.clear();
    match.begin = position;
    if (!step(0, position, match)) return false;
    match.phrase = &phrase_;
    return true;
  }

 private:
  bool step(std::size_t e, std::uint32_t at, PhraseMatch& match) {
    if (++steps_ > most_steps) return false;
    if (e == phrase_.elements.size()) {
      match.end = at;
      return true;
    }
    const auto& element = phrase_.elements[e];
    switch (element.kind) {
      case PhraseElement::Kind::literal:
        for (const auto& word : element.alternatives)
          if (stream_.chars.compare(at, word.size(), word) == 0 &&
              step(e + 1, at + static_cast<std::uint32_t>(word.size()), match))
            return true;
        return false;
      case PhraseElement::Kind::gap: {
        for (std::uint32_t n = 0; n <= longest_gap && at + n <= stream_.size(); ++n) {
          if (step(e + 1, at + n, match)) return true;
          if (at + n == stream_.size() || is_sentence_end(stream_, at + n) || figure_at(at + n) >= 0) return false;
        }
        return false;
      }
      case PhraseElement::Kind::hole:
        for (std::uint32_t n = 0; n <= longest_hole_label && at + n < stream_.size(); ++n) {
          if (const auto f = figure_at(at + n); f >= 0) {
            const auto index = static_cast<std::uint32_t>(f);
            const auto& figure = stream_.figures[index];
            if (!element.any_dimension && figure.figure.quantity.dimension != element.dimension) return false;
            match.holes.emplace_back(&element, index);
            if (step(e + 1, std::max(figure.at.end, figure.tail), match)) return true;
            match.holes.pop_back();
            return false;
          }
          const char32_t c = stream_.chars[at + n];
          if (c == U'，' || c == U'；' || c == U'：' || is_sentence_end(stream_, at + n)) return false;
        }
        return false;
    }
    return false;
  }
  [[nodiscard]] std::ptrdiff_t figure_at(std::uint32_t position) const {
    const auto found =
        std::lower_bound(stream_.figures.begin(), stream_.figures.end(), position,
                         [](const StreamFigure& f, std::uint32_t p) { return std::min(f.hedge, f.at.begin) < p; });
    if (found == stream_.figures.end()) return -1;
    const bool here = std::min(found->hedge, found->at.begin) == position || found->at.begin == position;
    return here ? found - stream_.figures.begin() : -1;
  }

  const CompiledPhrase& phrase_;
  const Stream& stream_;
  int steps_ = 0;
};

}  // namespace

std::optional<CompiledPhrase> compile_phrase(const dsl::Program& program, dsl::PhraseId id, std::string_view pattern) {
  const std::u32string text = wide(pattern);
  CompiledPhrase phrase;
  phrase.id = id;
  phrase.yields = program.phrases[id.value].yields;
  std::u32string run;
  const auto flush = [&] {
    if (!run.empty()) phrase.elements.push_back(literal({run}));
    run.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i];
    if (c == U'{' || c == U'｛') {
      const auto close = text.find_first_of(U"}｝", i);
      if (close == std::u32string::npos) return std::nullopt;
      flush();
      const std::u32string_view inside = std::u32string_view(text).substr(i + 1, close - i - 1);
      if (!inside.empty() && inside.find_first_not_of(U"….") == std::u32string_view::npos) {
        phrase.elements.emplace_back();
        phrase.elements.back().kind = PhraseElement::Kind::gap;
      } else {
        phrase.elements.push_back(hole(program, inside));
        phrase.has_holes = true;
      }
      i = close;
    } else if (c == U'(' || c == U'（') {
      const auto close = text.find_first_of(U")）", i);
      if (close == std::u32string::npos) return std::nullopt;
      const std::u32string_view inside = std::u32string_view(text).substr(i + 1, close - i - 1);
      if (inside.find_first_of(U"|｜") == std::u32string_view::npos) {  // a bracket of the text itself
        run += matching(text.substr(i, close - i + 1));
      } else {
        flush();
        std::vector<std::u32string> alternatives;
        std::size_t from = 0;
        for (std::size_t k = 0; k <= inside.size(); ++k)
          if (k == inside.size() || inside[k] == U'|' || inside[k] == U'｜') {
            alternatives.push_back(matching(inside.substr(from, k - from)));
            from = k + 1;
          }
        phrase.elements.push_back(literal(std::move(alternatives)));
      }
      i = close;
    } else if (const char32_t m = matching_character(c); m != 0) {
      run += m;
    }
  }
  flush();
  if (phrase.elements.empty()) return std::nullopt;
  return phrase;
}

PhraseStarts::Starts PhraseStarts::starts_of(const std::vector<CompiledPhrase>& phrases) {
  constexpr std::uint32_t most_needs = 32;
  Starts starts;
  std::map<std::u32string, std::size_t> index;
  const auto use = [&](const std::u32string& word, const Use& of) {
    const auto place = index.emplace(word, starts.words.size()).first;
    if (place->second == starts.words.size()) {
      starts.words.push_back(word);
      starts.uses.emplace_back();
    }
    starts.uses[place->second].push_back(of);
  };
  for (std::uint32_t p = 0; p < phrases.size(); ++p) {
    bool begins = true;  // nothing of the phrase need stand before this element
    bool open = true;    // nothing says how it begins
    std::uint32_t needs = 0, count = 0;
    for (const auto& element : phrases[p].elements) {
      if (element.kind != PhraseElement::Kind::literal) {
        begins = false;
        continue;
      }
      const bool may_lack = std::any_of(element.alternatives.begin(), element.alternatives.end(),
                                        [](const auto& word) { return word.empty(); });
      const std::uint32_t need = may_lack || count == most_needs ? 0 : 1U << count++;
      needs |= need;
      for (const auto& word : element.alternatives)
        if (!word.empty() && (begins || need != 0)) use(word, {p, need, begins});
      if (begins && !may_lack) begins = open = false;
    }
    if (open) starts.anywhere.push_back(p);
    starts.needs.push_back(needs);
  }
  return starts;
}

PhraseStarts::PhraseStarts(Starts starts)
    : automaton_(starts.words),
      uses_(std::move(starts.uses)),
      needs_(std::move(starts.needs)),
      anywhere_(std::move(starts.anywhere)) {}

void PhraseStarts::find(std::u32string_view text, std::vector<Start>& starts) const {
  starts.clear();
  struct Scratch {
    std::vector<Hit> hits;
    std::vector<std::uint32_t> missing;  // by phrase
  };
  thread_local Scratch scratch;
  automaton_.find(text, scratch.hits);
  scratch.missing = needs_;
  for (const Hit& hit : scratch.hits)
    for (const Use& use : uses_[hit.word]) {
      scratch.missing[use.phrase] &= ~use.need;
      if (use.start) starts.push_back({use.phrase, hit.begin});
    }
  for (const std::uint32_t phrase : anywhere_) starts.push_back({phrase, anywhere});
  std::erase_if(starts, [&](const Start& start) { return scratch.missing[start.phrase] != 0; });
  const auto order = [](const Start& a, const Start& b) {
    return a.phrase != b.phrase ? a.phrase < b.phrase : a.at < b.at;
  };
  std::sort(starts.begin(), starts.end(), order);
  // Of a phrase that may begin anywhere the last start says so; the others are not needed.
  std::size_t kept = 0;
  for (std::size_t i = 0; i < starts.size(); ++i) {
    while (kept > 0 && starts[kept - 1].phrase == starts[i].phrase &&
           (starts[kept - 1].at == starts[i].at || starts[i].at == anywhere))
      --kept;
    starts[kept++] = starts[i];
  }
  starts.resize(kept);
}

namespace {

/// Where a phrase that begins with a hole can begin: at a figure, or a few characters of its label before.
std::vector<std::uint32_t> before_figures(const Stream& stream) {
  std::vector<std::uint32_t> places;
  std::uint32_t from = 0;
  for (const auto& figure : stream.figures) {
    const std::uint32_t first = std::min(figure.hedge, figure.at.begin);
    const std::uint32_t begin = std::max(from, first > longest_hole_label ? first - longest_hole_label : 0);
    for (std::uint32_t i = begin; i <= figure.at.begin && i < stream.size(); ++i) places.push_back(i);
    from = std::max(from, figure.at.begin + 1);
  }
  return places;
}

}  // namespace

std::vector<PhraseMatch> match_phrases(const std::vector<CompiledPhrase>& phrases, const PhraseStarts& starts,
                                       const Stream& stream) {
  std::vector<PhraseMatch> matches;
  if (stream.figures.empty()) return matches;
  const auto match_at = [&](std::uint32_t p, const std::vector<std::uint32_t>& places) {
    Matcher matcher(phrases[p], stream);
    PhraseMatch match;
    std::uint32_t from = 0;
    for (const std::uint32_t i : places) {
      if (i < from || !matcher.at(i, match)) continue;
      matches.push_back(match);
      from = std::max(match.end, i + 1);
    }
  };
  std::vector<PhraseStarts::Start> found;
  starts.find(stream.chars, found);
  std::vector<std::uint32_t> places;
  for (std::size_t next = 0; next < found.size();) {
    const std::uint32_t p = found[next].phrase;
    const bool anywhere = found[next].at == PhraseStarts::anywhere;
    places.clear();
    for (; next < found.size() && found[next].phrase == p; ++next) places.push_back(found[next].at);
    if (!phrases[p].has_holes || phrases[p].elements.front().kind == PhraseElement::Kind::gap) continue;
    if (anywhere && phrases[p].elements.front().kind == PhraseElement::Kind::hole) {
      places = before_figures(stream);
    } else if (anywhere) {
      places.resize(stream.size());
      std::iota(places.begin(), places.end(), 0U);
    }
    match_at(p, places);
  }
  std::stable_sort(matches.begin(), matches.end(),
                   [](const PhraseMatch& a, const PhraseMatch& b) { return a.begin < b.begin; });
  return matches;
}

}  // namespace hegui::report

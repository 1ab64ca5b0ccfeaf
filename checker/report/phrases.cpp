#include "checker/report/phrases.hpp"

#include <algorithm>
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

std::vector<PhraseMatch> match_phrases(const std::vector<CompiledPhrase>& phrases, const Stream& stream) {
  std::vector<PhraseMatch> matches;
  if (stream.figures.empty()) return matches;
  for (const auto& phrase : phrases) {
    if (!phrase.has_holes || phrase.elements.front().kind == PhraseElement::Kind::gap) continue;
    Matcher matcher(phrase, stream);
    PhraseMatch match;
    for (std::uint32_t i = 0; i < stream.size(); ++i) {
      if (!matcher.at(i, match)) continue;
      matches.push_back(match);
      if (match.end > i) i = match.end - 1;
    }
  }
  std::stable_sort(matches.begin(), matches.end(),
                   [](const PhraseMatch& a, const PhraseMatch& b) { return a.begin < b.begin; });
  return matches;
}

}  // namespace hegui::report

// 句式 of the rulebooks, compiled: literal alternatives, gaps {…} and holes {名：类型} that take a figure.
// Compiled by the lexicon, matched on a Stream by the passes for changes and ratios.
// Afterwards a match says which figure fills which hole; matching is bounded and never backtracks without limit.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checker/report/automaton.hpp"
#include "dsl/program.hpp"

namespace hegui::report {

struct Stream;

/// What a hole's figure is in the relation that the phrase yields.
enum class HoleRole : std::uint8_t { other, rate, numerator, denominator, delta, current, previous, target, actual };

struct PhraseElement {
  enum class Kind : std::uint8_t { literal, gap, hole };
  Kind kind = Kind::literal;
  std::vector<std::u32string> alternatives;  // literal; longest first, an empty one last
  dsl::Dimension dimension = dsl::Dimension::number;
  bool any_dimension = true;
  dsl::ConceptId concept_id;  // hole: the concept that its name is, if any
  HoleRole role = HoleRole::other;
};

struct CompiledPhrase {
  dsl::PhraseId id;
  std::string yields;
  std::vector<PhraseElement> elements;
  bool has_holes = false;
};

struct PhraseMatch {
  const CompiledPhrase* phrase = nullptr;
  std::uint32_t begin = 0, end = 0;                                   // positions in the stream
  std::vector<std::pair<const PhraseElement*, std::uint32_t>> holes;  // figure index in the stream
};

/// Where phrases can begin in a text: their first literals in one automaton.
class PhraseStarts {
 public:
  explicit PhraseStarts(const std::vector<CompiledPhrase>& phrases) : PhraseStarts(starts_of(phrases)) {}
  struct Start {
    std::uint32_t phrase = 0;  // index in the list
    std::uint32_t at = 0;      // position in the text
  };
  /// Phrase by phrase, by position; a phrase that may begin anywhere has one start at `anywhere`. Phrases of which some
  /// word that they need stands nowhere in the text are left out.
  void find(std::u32string_view text, std::vector<Start>& starts) const;
  static constexpr std::uint32_t anywhere = 0xFFFFFFFF;

 private:
  /// A word that a phrase may begin with, or one of those of which its text needs one.
  struct Use {
    std::uint32_t phrase = 0;
    std::uint32_t need = 0;  // a bit; 0: none
    bool start = false;
  };
  struct Starts {
    std::vector<std::u32string> words;
    std::vector<std::vector<Use>> uses;  // by word
    std::vector<std::uint32_t> needs;    // by phrase
    std::vector<std::uint32_t> anywhere;
  };
  static Starts starts_of(const std::vector<CompiledPhrase>& phrases);
  explicit PhraseStarts(Starts starts);

  Automaton automaton_;
  std::vector<std::vector<Use>> uses_;
  std::vector<std::uint32_t> needs_;
  std::vector<std::uint32_t> anywhere_;
};

std::optional<CompiledPhrase> compile_phrase(const dsl::Program& program, dsl::PhraseId id, std::string_view pattern);
/// All matches of phrases with holes, leftmost first; matches of one phrase do not overlap.
std::vector<PhraseMatch> match_phrases(const std::vector<CompiledPhrase>& phrases, const PhraseStarts& starts,
                                       const Stream& stream);

}  // namespace hegui::report

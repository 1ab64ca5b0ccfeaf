// The taxonomy in the form in which the passes over the structure use it: names of sections and places, claims.
// Built once a run by the lexicon; word lists are asked for by name (Lexicon::words).
// Afterwards nothing is compiled while a report is read.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "checker/report/automaton.hpp"
#include "checker/report/phrases.hpp"
#include "checker/report/section_names.hpp"
#include "checker/report/understand.hpp"
#include "checker/text/word_set.hpp"

namespace hegui::report {

/// Names of the members of the region aspect.
class Places {
 public:
  explicit Places(const dsl::Program& program) : Places(program, names_of(program)) {}
  /// The members named in the text, one after another; the longest name at each place.
  [[nodiscard]] std::vector<dsl::MemberId> named_in(std::u32string_view text) const;
  [[nodiscard]] dsl::MemberId top(dsl::MemberId member) const;

  /// A word list of a province: its counties; the signs that it puts before the numbers of its documents.
  struct List {
    dsl::MemberId member;
    std::string english;
  };
  dsl::AspectId aspect;
  std::vector<List> counties, prefixes;

 private:
  struct Names {
    std::vector<std::u32string> names;
    std::vector<dsl::MemberId> members;
  };
  static Names names_of(const dsl::Program& program);
  Places(const dsl::Program& program, Names names);
  const dsl::Program& program_;
  Automaton automaton_;
  std::vector<dsl::MemberId> members_;  // by word of the automaton
};

/// The words by which the title or the lead of a report says its kind.
struct TypeName {
  std::string bare;  // as bare_name() gives it
  dsl::MemberId member;
  std::size_t depth = 0;  // of the member in its tree
};

/// A concept whose facts are words: what it is called, and what it may be; folded, the longest values first.
struct TextConcept {
  dsl::ConceptId id;
  std::vector<std::string> names, values;
  text::WordSet words;  // the names
};

struct Lexicon::Structure {
  explicit Structure(const dsl::Program& program)
      : names(program),
        places(program),
        claims(claim_phrases(program)),
        claim_starts(claims),
        type_names(type_names_of(program)),
        text_concepts(text_concepts_of(program)),
        text_gaps(text_gaps_of(program)) {}
  SectionNames names;
  Places places;
  std::vector<CompiledPhrase> claims;
  PhraseStarts claim_starts;
  std::vector<TypeName> type_names;
  std::vector<TextConcept> text_concepts;
  std::vector<std::string> text_gaps;  // words that may stand before a value, the longest first

 private:
  static std::vector<TypeName> type_names_of(const dsl::Program& program);
  static std::vector<TextConcept> text_concepts_of(const dsl::Program& program);
  static std::vector<std::string> text_gaps_of(const dsl::Program& program);
  static std::vector<CompiledPhrase> claim_phrases(const dsl::Program& program);
};

}  // namespace hegui::report

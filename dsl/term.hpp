// What a word means in the loaded rulebooks, and what uses it.
// Asked by `rules explain-term`; works on the checked program only.
// Afterwards every declaration that answers to the word is known, in the order of the list of sorts, with its users.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/program.hpp"

namespace hegui::dsl {

enum class TermSort : std::uint8_t {
  aspect,
  member,
  concept_,
  section,
  phrase,
  words,
  parameter,
  function,
  basis,
  profile,
  rule,
  value,   // one of the 取值 of a concept
  listed,  // a word of a word list
  record,
  field,
  builtin,
  keyword,
};

struct TermMeaning {
  enum class By : std::uint8_t { name, english, synonym };
  TermSort sort = TermSort::aspect;
  std::uint32_t index = 0;  // into the vector of the program, or into the table of the language
  By by = By::name;
};

/// All meanings of `word`: as a name, an English name or a synonym, whatever width it was typed in.
std::vector<TermMeaning> find_term(const Program& program, std::string_view word);
/// The known words nearest to `word`, best first, at most `most`: slips of a character or two, and words around it.
std::vector<std::string> nearest_terms(const Program& program, std::string_view word, std::size_t most);

/// Ids of the rules that use what is meant, also by way of functions and parameters; in order.
std::vector<std::string> rules_using(const Program& program, const TermMeaning& meaning);
/// Names of the concepts and functions whose formulas use it.
std::vector<std::string> formulas_using(const Program& program, const TermMeaning& meaning);

}  // namespace hegui::dsl

// The keywords of the language: one table, Chinese and English on one line.
// Read by the grammar, the printer, the error messages and the language reference.
// Afterwards no other place spells a keyword; a new one is one enumerator here and one row in keyword.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "dsl/diagnostic.hpp"

namespace hegui::dsl {

// clang-format off
enum class Keyword : std::uint8_t {
  // items
  rulebook, basis, param, words, aspect, concept_, section, phrase, define, rule, profile, override_, disable, waive, test,
  // header of a rulebook
  title, version, use, applies, change,
  // basis
  doc_number, article, from, until, checked, replaced_by,
  // taxonomy
  default_, member, also, parts, means, implies, formula, values, under, pattern, yields,
  // rule
  severity, tags, for_each, let, when, unless, except, require, or_report, forbid, message, advice, replaces, refines, gather, evidence,
  // waiver
  unit, year, reason, authority, to,
  // test
  report, expect, silent, passes, undetermined, skips, fact, at,
  // severities
  error, warning, note,
  // how findings are gathered
  whole_report, same_value, chapter,
  // expressions
  if_, then, else_, or_, and_, not_, contains, matches, within, tolerance, rounding, or_else, has, lacks, as, true_, false_,
  any_of, all_of, word_list, every, some, in, near, near_in, inside, sentence, paragraph, section_scope, chapter_scope, of, any,
  // types
  money, rate, points, score, count, date, year_type, duration, text, number, boolean,
};
// clang-format on

enum class KeywordGroup : std::uint8_t {
  item,
  header,
  basis,
  taxonomy,
  rule,
  waiver,
  test,
  severity,
  gather,
  expression,
  type
};

struct KeywordRow {
  Keyword keyword;
  KeywordGroup group;
  std::string_view zh;
  std::string_view en;    // several words are separated by one blank: `for each`
  bool reserved = false;  // no name in an expression may be spelt like it
};
std::span<const KeywordRow> keywords();
const KeywordRow& row(Keyword keyword);
std::string_view spelling(Keyword keyword, Language language);

/// The length of `keyword` at the head of `text`, in either language, with the boundary behind it; 0 when absent.
std::size_t match_keyword(std::string_view text, Keyword keyword);
/// The keyword of this group that `text` begins with, or nullptr.
const KeywordRow* keyword_at(std::string_view text, KeywordGroup group);
/// True when the keyword of an item or clause stands at `offset`, first on its line, with something but a comma behind
/// it.
bool begins_clause(std::string_view text, std::size_t offset);
/// True when the whole of `word` is a reserved keyword in either language.
bool is_reserved(std::string_view word);

/// The length of the name character at the head of `text` (Han, letters and digits of either width, `_`); 0 for others.
std::size_t name_character(std::string_view text);
/// The length of the run of name characters at the head of `text`.
std::size_t name_run(std::string_view text);

}  // namespace hegui::dsl

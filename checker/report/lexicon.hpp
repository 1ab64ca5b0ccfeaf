// The taxonomy in the form in which the passes over figures use it: one automaton over all words, well-known ids.
// Built once a run by Lexicon's constructor; only files of checker/report include it.
// Afterwards nothing is looked up by name while a report is read, and a missing well-known word list matches nothing.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "checker/report/automaton.hpp"
#include "checker/report/phrases.hpp"
#include "checker/report/understand.hpp"
#include "checker/text/number_tables.hpp"

namespace hegui::report {

/// What a word of the automaton stands for; a word may stand for several things.
struct Meaning {
  enum class Kind : std::uint8_t { member, concept_word, list_word };
  Kind kind = Kind::member;
  // Of the words of a taxonomy that is ready:
  bool term = false;          // a concept, or a member of an aspect that the passes over figures read
  bool other_source = false;  // a fund that is not the public purse
  bool of_text = false;       // a concept whose facts are words
  bool place = false;         // a member of the regions
  std::uint32_t id = 0;       // MemberId, ConceptId or a Cue
};

/// The well-known word lists of discourse, in the order of `cue_names`.
enum class Cue : std::uint8_t {
  breakdown_open,
  breakdown_closed,
  open_ended,
  composed_of,
  breakdown_by,
  breakdown_subject,
  former,
  latter,
  breakdown_close,
  grand_total,
  state_cues,
  other_measure,
  total_row,
  part_row,
  gap_words,
  lead_words,
  organisation_tails,
  increase_words,
  decrease_words,
  change_to,
  change_from,
  compare_words,
  unchanged_words,
  target_words,
  actual_words,
  reason_cues,
  respectively,
  score_verbs,
  denominator_words,
  cumulative_words,
  needs_composed,
  header_indicator,
  header_weight,
  header_score,
  header_target,
  header_actual,
  header_reason,
  header_ordinal,
  header_bound,
  header_measure,
  nothing_words,
  unit_caption,
  level_one,
  level_two,
  neutral_words,
  plain_words,
  general_nouns,
  class_tails,
  subtotal_row,
  at_most_before,
  at_least_before,
  not_reason,
  shortfall_words,
  item_marks,
  share_words,
  rate_tails,
  conjunctions,
  negations,
  item_tails,
  project_nouns,
  remainder_words,
  larger_words,
  smaller_words,
  equal_words,
  interim_words,
  capital_words,
  header_item,
  form_total,
  header_functional,
  among_words,
  opening_words,
  goal_words,
  not_items,
  task_verbs,
  added_words,
  closing_words,
  not_done,
  spent_words,
  planned_words,
  removed_words,
  grade_verbs,
  quotient_words,
  spending_verbs,
  header_attribute,
  header_amount,
  split_words,
  each_words,
  header_change,
  header_growth,
  not_names,
  stock_before,
  stock_after,
  inflow_words,
  period_words,
  so_far_words,
  result_words,
  net_words,
  converted_words,
  price_words,
  average_words,
  reckoned_words,
  no_unit_cost,
  time_nouns,
  count_
};
inline constexpr std::size_t cue_count = static_cast<std::size_t>(Cue::count_);

struct Lexicon::Tables {
  explicit Tables(const dsl::Program& program);

  Automaton automaton;
  text::NumberTables numbers;
  std::vector<CompiledPhrase> phrases;
  PhraseStarts phrase_starts;

  // Well-known ids; invalid when the taxonomy lacks them.
  dsl::AspectId stage, flow, scope, fund, year, project, indicator;
  dsl::MemberId initial_budget, revised_budget, actual, income, expenditure, balance, department, project_spending,
      procurement, sangong;
  dsl::MemberId fund_total, fiscal_funds, general_budget, last_year, this_year, next_year;
  dsl::ConceptId amount, carryover, delta, growth_rate, share, execution_rate, total_score, indicator_score, weight;
  dsl::ConceptId deduction, target, grade, staff_total, project_count, transaction, budget_adjustment, carryover_in;
  dsl::ConceptId unit_cost, achievement_rate, interim_rate, funds_received, management_rate, saving, cases, investment,
      evaluated_amount, ceiling_price;

  /// What a word of the automaton stands for.
  [[nodiscard]] std::span<const Meaning> meanings(std::uint32_t word) const {
    return std::span<const Meaning>(meanings_).subspan(meaning_begins_[word],
                                                       meaning_begins_[word + 1] - meaning_begins_[word]);
  }
  /// The text holds a word of the list (is one, with `whole`).
  [[nodiscard]] bool says(Cue cue, std::string_view text, bool whole = false) const;
  [[nodiscard]] bool is_concept(dsl::ConceptId id, dsl::ConceptId ancestor) const;
  /// Amounts, carry-overs, execution rates and what changes them: figures that have stage, scope, fund and flow.
  [[nodiscard]] bool is_fiscal(dsl::ConceptId id) const;
  /// A functional class (公共安全支出 …), which crosses with basic and project spending.
  [[nodiscard]] bool is_function(dsl::MemberId member) const;
  /// A member's value of an aspect that it implies, or invalid.
  [[nodiscard]] dsl::MemberId implied(dsl::MemberId member, dsl::AspectId aspect) const;

  const dsl::Program& program;
  std::vector<dsl::MemberId> functions;      // from the word list functional_classes
  std::vector<dsl::ConceptId> fiscal;        // from the word list fiscal_concepts
  std::vector<dsl::MemberId> economic;       // roots of the economic items, from the word list economic_classes
  std::vector<dsl::MemberId> single_source;  // funds that are public money and nothing else
  bool text_concepts_found = true;           // where a name of such a concept stands, the automaton finds it
  bool places_found = true;                  // and so for the names of regions

 private:
  struct Words;
  Tables(const dsl::Program& program, const Words& words);
  [[nodiscard]] bool is_cue(std::uint32_t word, Cue cue) const;

  std::vector<Meaning> meanings_;  // of all words, one behind another
  std::vector<std::uint32_t> meaning_begins_;
  std::vector<bool> is_fiscal_;  // by concept
};

/// For comparing words and texts: the folded form without blanks and quotes, brackets and commas in one width.
std::u32string matching_form(std::string_view text);
/// The same for one character; 0 when it is left out.
char32_t matching_mark(char32_t c);
inline char32_t matching_character(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF ? c : matching_mark(c); }

}  // namespace hegui::report

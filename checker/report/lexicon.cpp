#include "checker/report/lexicon.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <unordered_map>
#include <utility>

#include "checker/report/characters.hpp"
#include "checker/report/structure.hpp"
#include "checker/report/words.hpp"
#include "checker/text/character_at.hpp"
#include "dsl/fold.hpp"
#include "dsl/utf8.hpp"

namespace hegui::report {

namespace {

constexpr std::array<std::string_view, cue_count> cue_names{
    "breakdown_open",     "breakdown_closed",  "open_ended",      "composed_of",
    "breakdown_by",       "breakdown_subject", "former",          "latter",
    "breakdown_close",    "grand_total",       "state_cues",      "other_measure",
    "total_row",          "part_row",          "gap_words",       "lead_words",
    "organisation_tails", "increase_words",    "decrease_words",  "change_to",
    "change_from",        "compare_words",     "unchanged_words", "target_words",
    "actual_words",       "reason_cues",       "respectively",    "score_verbs",
    "denominator_words",  "cumulative_words",  "needs_composed",  "header_indicator",
    "header_weight",      "header_score",      "header_target",   "header_actual",
    "header_reason",      "header_ordinal",    "header_bound",    "header_measure",
    "nothing_words",      "unit_caption",      "level_one",       "level_two",
    "neutral_words",      "plain_words",       "general_nouns",   "class_tails",
    "subtotal_row",       "at_most_before",    "at_least_before", "not_reason",
    "shortfall_words",    "item_marks",        "share_words",     "rate_tails",
    "conjunctions",       "negations",         "item_tails",      "project_nouns",
    "remainder_words",    "larger_words",      "smaller_words",   "equal_words",
    "interim_words",      "capital_words",     "header_item",     "form_total",
    "header_functional",  "among_words",       "opening_words",   "goal_words",
    "not_items",          "task_verbs",        "added_words",     "closing_words",
    "not_done",           "spent_words",       "planned_words",   "removed_words",
    "grade_verbs",        "quotient_words",    "spending_verbs",  "header_attribute",
    "header_amount",      "split_words",       "each_words",      "header_change",
    "header_growth",      "not_names",         "stock_before",    "stock_after",
    "inflow_words",       "period_words",      "so_far_words",    "result_words",
    "net_words",          "converted_words",   "price_words",     "average_words",
    "reckoned_words",     "no_unit_cost",      "time_nouns"};

const std::vector<std::string>& words_of(const dsl::Program& program, std::string_view english) {
  static const std::vector<std::string> none;
  const auto id = program.find_words(english);
  return id.valid() ? program.word_lists[id.value].words : none;
}

text::NumberLexicon number_lexicon(const dsl::Program& program) {
  text::NumberLexicon numbers;
  numbers.count_nouns = words_of(program, "count_nouns");
  for (const auto& concept_item : program.concepts)
    numbers.count_nouns.insert(numbers.count_nouns.end(), concept_item.nouns.begin(), concept_item.nouns.end());
  std::sort(numbers.count_nouns.begin(), numbers.count_nouns.end());
  numbers.count_nouns.erase(std::unique(numbers.count_nouns.begin(), numbers.count_nouns.end()),
                            numbers.count_nouns.end());
  numbers.not_quantities = words_of(program, "not_quantities");
  numbers.approx_before = words_of(program, "approx_before");
  numbers.at_least_before = words_of(program, "at_least_before");
  numbers.at_most_before = words_of(program, "at_most_before");
  numbers.at_least_after = words_of(program, "at_least_after");
  numbers.at_most_after = words_of(program, "at_most_after");
  numbers.about_after = words_of(program, "about_after");
  numbers.numeral_nouns = words_of(program, "numeral_nouns");
  numbers.not_hedges = words_of(program, "not_hedges");
  numbers.ordinal_before = words_of(program, "ordinal_before");
  numbers.numeral_before = words_of(program, "numeral_before");
  return numbers;
}

std::vector<CompiledPhrase> compiled_phrases(const dsl::Program& program) {
  std::vector<CompiledPhrase> phrases;
  for (std::uint32_t i = 0; i < program.phrases.size(); ++i)
    for (const auto& pattern : program.phrases[i].patterns)
      if (auto compiled = compile_phrase(program, dsl::PhraseId{i}, pattern)) phrases.push_back(std::move(*compiled));
  return phrases;
}

}  // namespace

char32_t matching_mark(char32_t c) {
  switch (c) {
    case U' ':
    case U'\t':
    case U'\n':
    case U'\r':
    case U'\u3000':
    case U'\u00a0':
    case U'“':
    case U'”':
    case U'‘':
    case U'’':
    case U'"':
    case U'\'':
    case U'「':
    case U'」': return 0;
    case U'〔':
    case U'［':
    case U'(': return U'（';
    case U'〕':
    case U'］':
    case U')': return U'）';
    case U',': return U'，';
    case U':': return U'：';
    case U';': return U'；';
    case U'!': return U'！';
    case U'?': return U'？';
    default: return c;
  }
}

namespace {

/// In place of what `out` was.
void take_matching_form(std::u32string& out, std::string_view text) {
  out.resize(text.size());
  char32_t* const form = out.data();
  std::size_t n = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (const char32_t chinese = text::chinese_at(text, i); chinese != 0) {
      form[n++] = chinese;
      i += 3;
      continue;
    }
    const auto next = text::character_at(text, i);
    i += next.length;
    if (const char32_t m = matching_character(next.character); m != 0) form[n++] = m;
  }
  out.resize(n);
}

}  // namespace

std::u32string matching_form(std::string_view text) {
  thread_local std::u32string form;
  take_matching_form(form, text);
  return std::u32string(form.data(), form.size());  // with no more room than it needs
}

struct Lexicon::Tables::Words {
  std::vector<std::u32string> words;
  std::vector<std::vector<Meaning>> meanings;
  std::map<std::u32string, std::size_t> index;

  explicit Words(const dsl::Program& program) {
    for (std::uint32_t m = 0; m < program.members.size(); ++m) {
      add(program.members[m].name, {.kind = Meaning::Kind::member, .id = m});
      for (const auto& word : program.members[m].synonyms) add(word, {.kind = Meaning::Kind::member, .id = m});
    }
    for (std::uint32_t c = 0; c < program.concepts.size(); ++c) {
      add(program.concepts[c].name, {.kind = Meaning::Kind::concept_word, .id = c});
      for (const auto& word : program.concepts[c].synonyms) add(word, {.kind = Meaning::Kind::concept_word, .id = c});
    }
    for (std::uint32_t cue = 0; cue < cue_count; ++cue)
      for (const auto& word : words_of(program, cue_names[cue]))
        add(word, {.kind = Meaning::Kind::list_word, .id = cue});
  }
  void add(const std::string& word, Meaning meaning) {
    auto form = matching_form(word);
    if (form.empty()) return;
    const auto [place, added] = index.emplace(std::move(form), words.size());
    if (added) {
      words.push_back(place->first);
      meanings.emplace_back();
    }
    meanings[place->second].push_back(meaning);
  }
};

Lexicon::Tables::Tables(const dsl::Program& p) : Tables(p, Words(p)) {}

Lexicon::Tables::Tables(const dsl::Program& p, const Words& words)
    : automaton(words.words),
      numbers(number_lexicon(p)),
      phrases(compiled_phrases(p)),
      phrase_starts(phrases),
      program(p) {
  for (const auto& of_word : words.meanings) {
    meaning_begins_.push_back(static_cast<std::uint32_t>(meanings_.size()));
    meanings_.insert(meanings_.end(), of_word.begin(), of_word.end());
  }
  meaning_begins_.push_back(static_cast<std::uint32_t>(meanings_.size()));

  const std::pair<const char*, dsl::AspectId*> aspects[] = {
      {"stage", &stage}, {"flow", &flow},       {"scope", &scope},        {"fund", &fund},
      {"year", &year},   {"project", &project}, {"indicator", &indicator}};
  for (const auto& [name, id] : aspects) *id = p.find_aspect(name);
  const auto member = [&p](dsl::AspectId aspect, const char* name) {
    return aspect.valid() ? p.find_member(aspect, name) : dsl::MemberId{};
  };
  initial_budget = member(stage, "initial_budget");
  revised_budget = member(stage, "revised_budget");
  actual = member(stage, "actual");
  income = member(flow, "income");
  expenditure = member(flow, "expenditure");
  balance = member(flow, "balance");
  department = member(scope, "department");
  project_spending = member(scope, "project");
  procurement = member(scope, "procurement");
  sangong = member(scope, "sangong");
  fund_total = member(fund, "total");
  fiscal_funds = member(fund, "fiscal");
  general_budget = member(fund, "general_budget");
  this_year = member(year, "this_year");
  last_year = member(year, "last_year");
  next_year = member(year, "next_year");
  const std::pair<const char*, dsl::ConceptId*> concepts[] = {{"amount", &amount},
                                                              {"carryover", &carryover},
                                                              {"delta", &delta},
                                                              {"growth_rate", &growth_rate},
                                                              {"share", &share},
                                                              {"execution_rate", &execution_rate},
                                                              {"total_score", &total_score},
                                                              {"indicator_score", &indicator_score},
                                                              {"weight", &weight},
                                                              {"deduction", &deduction},
                                                              {"target", &target},
                                                              {"grade", &grade},
                                                              {"staff_total", &staff_total},
                                                              {"project_count", &project_count},
                                                              {"transaction", &transaction},
                                                              {"budget_adjustment", &budget_adjustment},
                                                              {"carryover_in", &carryover_in},
                                                              {"unit_cost", &unit_cost},
                                                              {"achievement_rate", &achievement_rate},
                                                              {"interim_rate", &interim_rate},
                                                              {"funds_received", &funds_received},
                                                              {"management_rate", &management_rate},
                                                              {"saving", &saving},
                                                              {"cases", &cases},
                                                              {"investment", &investment},
                                                              {"evaluated_amount", &evaluated_amount},
                                                              {"ceiling_price", &ceiling_price}};
  for (const auto& [name, id] : concepts) *id = p.find_concept(name);
  for (const auto& name : words_of(p, "fiscal_concepts"))
    if (const auto id = p.find_concept(name); id.valid()) fiscal.push_back(id);
  for (std::uint32_t c = 0; c < p.concepts.size(); ++c)
    is_fiscal_.push_back(
        std::any_of(fiscal.begin(), fiscal.end(), [&](dsl::ConceptId f) { return is_concept(dsl::ConceptId{c}, f); }));
  for (const auto& name : words_of(p, "functional_classes"))
    if (const auto id = member(scope, name.c_str()); id.valid()) functions.push_back(id);
  for (const auto& name : words_of(p, "economic_classes"))
    if (const auto id = member(scope, name.c_str()); id.valid()) economic.push_back(id);
  for (const auto& name : words_of(p, "public_funds"))
    if (const auto id = member(fund, name.c_str()); id.valid()) single_source.push_back(id);
  for (Meaning& meaning : meanings_) {
    if (meaning.kind == Meaning::Kind::list_word) continue;
    const auto aspect = meaning.kind == Meaning::Kind::member ? p.members[meaning.id].aspect : dsl::AspectId{};
    meaning.term =
        !aspect.valid() || aspect == stage || aspect == flow || aspect == scope || aspect == fund || aspect == year;
    meaning.other_source =
        aspect.valid() && aspect == fund &&
        std::find(single_source.begin(), single_source.end(), dsl::MemberId{meaning.id}) == single_source.end();
    meaning.place = aspect.valid() && aspect == p.find_aspect("region");
    meaning.of_text = meaning.kind == Meaning::Kind::concept_word && p.concepts[meaning.id].is_text;
  }
  // They are looked for as folded words: in matching form the same as what the automaton has.
  const auto found = [](const std::string& name) { return matching_form(dsl::fold(name)) == matching_form(name); };
  for (const auto& kind : p.concepts)
    if (kind.is_text)
      text_concepts_found =
          text_concepts_found && found(kind.name) && std::all_of(kind.synonyms.begin(), kind.synonyms.end(), found);
  // Regions are looked for as they are written.
  const auto as_written = [](const std::string& name) {
    const Chars chars = characters(name);
    return matching_form(name) == std::u32string_view(chars.c.data(), chars.c.size());
  };
  if (const auto region = p.find_aspect("region"); region.valid())
    for (const auto id : p.aspects[region.value].members) {
      const auto& place = p.members[id.value];
      places_found = places_found && as_written(place.name) &&
                     std::all_of(place.synonyms.begin(), place.synonyms.end(), as_written);
    }
}

bool Lexicon::Tables::is_cue(std::uint32_t word, Cue cue) const {
  const auto of_word = meanings(word);
  return std::any_of(of_word.begin(), of_word.end(), [cue](const Meaning& meaning) {
    return meaning.kind == Meaning::Kind::list_word && meaning.id == static_cast<std::uint32_t>(cue);
  });
}

bool Lexicon::Tables::says(Cue cue, std::string_view text, bool whole) const {
  thread_local std::u32string form;
  thread_local std::vector<Hit> hits;
  take_matching_form(form, text);
  if (whole) {
    const std::uint32_t word = automaton.whole(form);
    return word != Automaton::no_word && is_cue(word, cue);
  }
  automaton.find(form, hits);
  return std::any_of(hits.begin(), hits.end(), [&](const Hit& hit) { return is_cue(hit.word, cue); });
}

bool Lexicon::Tables::is_concept(dsl::ConceptId id, dsl::ConceptId ancestor) const {
  if (!ancestor.valid()) return false;
  for (int depth = 0; id.valid() && depth < 16; ++depth) {
    if (id == ancestor) return true;
    id = program.concepts[id.value].parent;
  }
  return false;
}

bool Lexicon::Tables::is_function(dsl::MemberId member) const {
  return std::find(functions.begin(), functions.end(), member) != functions.end();
}

bool Lexicon::Tables::is_fiscal(dsl::ConceptId id) const { return id.valid() && is_fiscal_[id.value]; }

dsl::MemberId Lexicon::Tables::implied(dsl::MemberId member, dsl::AspectId aspect) const {
  if (!member.valid()) return {};
  for (const auto& binding : program.members[member.value].implies)
    if (binding.aspect == aspect) return binding.member;
  return {};
}

/// Each list is made ready once, by the thread that asks first.
struct Lexicon::Lists {
  struct List {
    std::once_flag once;
    Words words;
  };
  explicit Lists(const dsl::Program& program) : lists(program.word_lists.size()) {
    for (std::size_t i = 0; i < program.word_lists.size(); ++i) {
      by_name.emplace(program.word_lists[i].name, i);
      if (!program.word_lists[i].english.empty()) by_name.emplace(program.word_lists[i].english, i);
    }
  }
  std::vector<List> lists;
  std::unordered_map<std::string_view, std::size_t> by_name;
};

const Words& Lexicon::words(std::string_view english) const {
  static const Words none;
  const auto found = lists_->by_name.find(english);
  if (found == lists_->by_name.end()) return none;
  Lists::List& list = lists_->lists[found->second];
  std::call_once(list.once, [&] { list.words = Words(program_->word_lists[found->second].words); });
  return list.words;
}

Lexicon::Lexicon(std::shared_ptr<const dsl::Program> program)
    : program_(std::move(program)),
      tables_(std::make_unique<const Tables>(*program_)),
      structure_(std::make_unique<const Structure>(*program_)),
      lists_(std::make_unique<Lists>(*program_)) {
  const auto folded = [&](std::string_view english) {
    std::vector<std::string> words;
    for (const auto& word : words_of(*program_, english)) words.push_back(dsl::fold(word));
    return words;
  };
  page_words_ = {folded("page_metadata_labels"), folded("page_footer_marks"), folded("page_navigation"),
                 folded("page_content_marks"),   folded("contents_titles"),   folded("unit_caption")};
}
Lexicon::~Lexicon() = default;

}  // namespace hegui::report

// Words of the taxonomy in context: what a word means, what 蕴含 brings, which member a binding names.
// The hints for unknown words live here: look-alike characters, nearest name, words written without a blank.
#include <algorithm>

#include "dsl/check_names.hpp"
#include "dsl/check_terms.hpp"
#include "dsl/records.hpp"
#include "dsl/utf8.hpp"

namespace hegui::dsl::checking {

namespace {

bool is_year(std::string_view text) {
  return text.size() == 4 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string strip_year(std::string_view text) {
  for (const std::string_view suffix : {"年度", "年"}) {
    if (text.ends_with(suffix)) text.remove_suffix(suffix.size());
  }
  return std::string(text);
}

/// An aspect whose values are names found in reports: it declares no members, or it is the year.
bool is_open(const Aspect& aspect, std::string_view word) {
  return aspect.members.empty() || (aspect.english == "year" && is_year(strip_year(word)));
}

/// The field of a report that takes the members of this aspect (报告.类型: 文种), or null: then figures have it.
const FieldRow* report_field(const Program& program, AspectId aspect) {
  const std::string& english = program.aspects[aspect.value].english;
  for (const FieldRow& row : fields())
    if (row.record == Record::report && !english.empty() && field_aspect(row.field) == english) return &row;
  return nullptr;
}

const FieldRow* report_field(const Program& program, const WordMeaning& meaning) {
  if (meaning.kind == WordMeaning::Kind::concept_word) return nullptr;
  return report_field(program, program.members[meaning.id].aspect);
}

/// 三公经费预算 in square brackets, which is a type of reports.
void report_no_figure(Context& context, const FileInfo& file, const syntax::Name& word, const WordMeaning& meaning) {
  const Program& program = *context.program;
  const Aspect& aspect = program.aspects[program.members[meaning.id].aspect.value];
  const FieldRow& field = *report_field(program, meaning);
  Diagnostic& problem =
      context.report("HG-N053", file, word.span,
                     {word.text, aspect.name, aspect.english, std::string(field.name), std::string(field.english)});
  problem.suggestion = spaced_words(context, file, word.text);
  if (!problem.suggestion.empty()) return;
  if (auto near = context.nearest(word.text, visible_words(context, file))) problem.suggestion = std::move(*near);
}

void report_unknown(Context& context, const FileInfo& file, const syntax::Name& word) {
  const std::vector<std::string_view> known = visible_words(context, file);
  if (const std::string year = strip_year(word.text); is_year(year)) {
    const AspectId aspect = context.program->find_aspect("year");
    Diagnostic& problem = context.report("HG-N023", file, word.span, {word.text});
    if (aspect.valid()) problem.suggestion = context.program->aspects[aspect.value].name + "=" + year;
    return;
  }
  const auto hidden = context.words.find(word.text);
  if (hidden != context.words.end() && !hidden->second.empty()) {
    context.report("HG-N041", file, word.span,
                   {word.text, context.program->rulebooks[hidden->second.front().rulebook].id});
    return;
  }
  if (std::string spaced = spaced_words(context, file, word.text); !spaced.empty() && !look_alike(word.text, known)) {
    context.report("HG-N025", file, word.span, {word.text, std::move(spaced)});
    return;
  }
  Diagnostic& problem = context.report_unknown("HG-N023", file, word, {word.text}, known);
  // Half of 工资 is wrong in 工期, but 工资福利支出 begins with it. And a name shorter than the word says less than was
  // written: 工资福 is no slip for 工资.
  const std::size_t length = count_characters(word.text);
  if (problem.suggestion.empty() || length == 2 || count_characters(problem.suggestion) < length)
    if (auto longer = beginning_with(word.text, known)) problem.suggestion = std::move(*longer);
}

}  // namespace

std::string spaced_words(const Context& context, const FileInfo& file, std::string_view word) {
  const auto is_known = [&](std::string_view part) {
    const auto at = context.words.find(part);
    return at != context.words.end() &&
           std::any_of(at->second.begin(), at->second.end(), [&](const WordMeaning& meaning) {
             return context.sees(file, meaning.rulebook) && report_field(*context.program, meaning) == nullptr;
           });
  };
  std::string spaced;
  for (const std::string& part : split_glued(word, is_known)) spaced += (spaced.empty() ? "" : " ") + part;
  return spaced;
}

std::vector<std::string_view> visible_words(const Context& context, const FileInfo& file) {
  std::vector<std::string_view> result;
  for (const auto& [word, meanings] : context.words) {
    if (std::any_of(meanings.begin(), meanings.end(), [&](const WordMeaning& meaning) {
          return context.sees(file, meaning.rulebook) && report_field(*context.program, meaning) == nullptr;
        }))
      result.push_back(word);
  }
  return result;
}

std::string describe(const Context& context, const WordMeaning& meaning) {
  if (meaning.kind == WordMeaning::Kind::concept_word) return "概念=" + context.program->concepts[meaning.id].name;
  const Member& member = context.program->members[meaning.id];
  return context.program->aspects[member.aspect.value].name + "=" + member.name;
}

std::optional<WordMeaning> find_meaning(Context& context, const FileInfo& file, const syntax::Name& word) {
  const auto at = context.words.find(word.text);
  std::vector<WordMeaning> best;
  const WordMeaning* of_reports = nullptr;
  if (at != context.words.end()) {
    for (const WordMeaning& meaning : at->second) {
      if (!context.sees(file, meaning.rulebook)) continue;
      if (report_field(*context.program, meaning) != nullptr) {
        of_reports = &meaning;
        continue;
      }
      const bool synonym = meaning.strength == WordMeaning::Strength::synonym;
      if (!best.empty() && synonym && best.front().strength != WordMeaning::Strength::synonym) continue;
      if (!best.empty() && !synonym && best.front().strength == WordMeaning::Strength::synonym) best.clear();
      best.push_back(meaning);
    }
  }
  if (best.empty()) {
    of_reports != nullptr ? report_no_figure(context, file, word, *of_reports) : report_unknown(context, file, word);
    return std::nullopt;
  }
  if (best.size() > 1) {
    std::string choices;
    for (const WordMeaning& meaning : best) choices += (choices.empty() ? "" : "、") + describe(context, meaning);
    context.report("HG-N024", file, word.span, {word.text, choices, describe(context, best.front())});
    return std::nullopt;
  }
  return best.front();
}

std::optional<Binding> resolve_binding(Context& context, const FileInfo& file, const syntax::QueryTerm& term) {
  const Program& program = *context.program;
  const AspectId aspect = program.find_aspect(term.aspect.text);
  if (!aspect.valid()) {
    std::vector<std::string_view> known;
    for (const Aspect& entry : program.aspects) {
      known.push_back(entry.name);
      if (!entry.english.empty()) known.push_back(entry.english);
    }
    context.report_unknown("HG-N027", file, term.aspect, {term.aspect.text}, known);
    return std::nullopt;
  }
  Binding binding{aspect, {}};
  if (term.word.text == "任意" || term.word.text == "any") return binding;
  const auto at = context.member_words.find({aspect.value, term.word.text});
  if (at != context.member_words.end()) {
    binding.member = at->second;
    return binding;
  }
  const Aspect& entry = program.aspects[aspect.value];
  if (is_open(entry, term.word.text)) {
    binding.name = entry.english == "year" ? strip_year(term.word.text) : term.word.text;
    return binding;
  }
  std::vector<std::string_view> known;
  for (const auto& [key, member] : context.member_words) {
    if (key.first == aspect.value) known.push_back(key.second);
  }
  context.report_unknown("HG-N013", file, term.word, {entry.name, term.word.text}, known);
  return std::nullopt;
}

std::optional<Binding> resolve_implied(Context& context, const FileInfo& file, const syntax::QueryTerm& term) {
  if (term.kind == syntax::QueryTerm::Kind::binding) return resolve_binding(context, file, term);
  if (term.kind != syntax::QueryTerm::Kind::word) {
    context.report("HG-N028", file, term.span);
    return std::nullopt;
  }
  const std::optional<WordMeaning> meaning = find_meaning(context, file, term.word);
  if (!meaning) return std::nullopt;
  if (meaning->kind != WordMeaning::Kind::member) {
    context.report("HG-N028", file, term.span);
    return std::nullopt;
  }
  return Binding{context.program->members[meaning->id].aspect, MemberId{meaning->id}};
}

void add_implied(Context& context, const FileInfo& file, std::vector<Binding>& implied, const Binding& binding,
                 Span span) {
  for (const Binding& known : implied) {
    if (known.aspect != binding.aspect) continue;
    if (known.member != binding.member || known.name != binding.name)
      context.report("HG-N029", file, span, {context.program->aspects[binding.aspect.value].name});
    return;
  }
  implied.push_back(binding);
}

}  // namespace hegui::dsl::checking

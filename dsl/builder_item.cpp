// The part of the builder that makes the items that rules speak of: rulebooks, bases, parameters, the taxonomy.
#include "dsl/builder_internal.hpp"

namespace hegui::dsl {

using namespace syntax;  // NOLINT(google-build-using-namespace)

// ---- rulebook
// --------------------------------------------------------------------------------------------------------
void Builder::book_title_clause(Span s) {
  auto& title = item_ == Keyword::basis ? draft<Basis>().title : draft<Rulebook>().title;
  once(title.has_value(), s);
  title = std::move(template_);
}

void Builder::book_version(Span s) {
  once(draft<Rulebook>().version.has_value(), s);
  draft<Rulebook>().version = std::exchange(version_, {});
}

void Builder::use(Span) {
  Rulebook::Use made;
  made.id = take_word();
  if (version_) made.range = {version_->text, version_->span};
  version_.reset();
  draft<Rulebook>().uses.push_back(std::move(made));
}

void Builder::change(Span) {
  Rulebook::Change made{*version_, std::move(template_)};
  version_.reset();
  draft<Rulebook>().changes.push_back(std::move(made));
}

void Builder::rulebook(Span s) {
  draft<Rulebook>().id = *declared_;
  finish<Rulebook>(s);
}

// ---- basis, parameter, words
// -----------------------------------------------------------------------------------------
void Builder::basis_number(Span s) {
  once(draft<Basis>().number.has_value(), s);
  draft<Basis>().number = take_word();
}

void Builder::article(Span) {
  for (Name& word : take_words()) draft<Basis>().articles.push_back(std::move(word));
}

void Builder::checked(Span s) {
  once(draft<Basis>().checked.has_value(), s);
  draft<Basis>().checked = std::move(template_);
}

void Builder::replaced_by(Span s) {
  once(draft<Basis>().replaced_by.has_value(), s);
  draft<Basis>().replaced_by = take_word();
}

void Builder::basis(Span s) {
  draft<Basis>().name = *declared_;
  draft<Basis>().english = english_;
  finish<Basis>(s);
}

void Builder::note(Span) { note_ = std::move(template_); }

void Builder::param(Span s) {
  auto& made = draft<Parameter>();
  made.name = *declared_;
  made.english = english_;
  made.value = pop();
  made.note = std::exchange(note_, {});
  finish<Parameter>(s);
}

void Builder::words_item(Span s) {
  auto& made = draft<Words>();
  made.name = *declared_;
  made.english = english_;
  made.words = take_words();
  finish<Words>(s);
}

// ---- aspect
// ----------------------------------------------------------------------------------------------------------
void Builder::member_head(Span s) {
  // The aspect's own name is kept in the draft: the members overwrite `declared_`.
  member_.emplace();
  member_->name = take_word();
  member_->english = std::exchange(english_, {});
  member_->span = s;
}

void Builder::member_also(Span) {
  for (Name& word : take_words()) member_->synonyms.push_back(std::move(word));
}

void Builder::member_parts(Span) {
  for (Name& word : take_words()) member_->parts.push_back(std::move(word));
}

void Builder::member_means(Span s) {
  once(!member_->prefer.empty(), s);
  member_->prefer = take_words();
}

void Builder::member_implies(Span) {
  for (QueryTerm& term : std::exchange(terms_, {})) member_->implies.push_back(std::move(term));
}

void Builder::member(Span s) {
  member_->span = s;
  draft<Aspect>().members.push_back(std::move(*member_));
  member_.reset();
}

void Builder::default_member(Span s) {
  once(draft<Aspect>().default_member.has_value(), s);
  draft<Aspect>().default_member = take_word();
}

void Builder::aspect_head(Span) {
  draft<Aspect>().name = *declared_;
  draft<Aspect>().english = std::exchange(english_, {});
}

void Builder::aspect(Span s) { finish<Aspect>(s); }

// ---- concept, section, phrase
// ----------------------------------------------------------------------------------------
void Builder::type_name(Span s) {
  type_ = name(s);
  nouns_.clear();
}

void Builder::type_nouns(Span) { nouns_ = take_words(); }

void Builder::concept_type(Span) {
  draft<Concept>().type = std::move(type_);
  draft<Concept>().nouns = std::move(nouns_);
}

void Builder::also(Span) {
  auto& synonyms = item_ == Keyword::section ? draft<SectionKind>().synonyms : draft<Concept>().synonyms;
  for (Name& word : take_words()) synonyms.push_back(std::move(word));
}

void Builder::formula(Span s) {
  once(draft<Concept>().formula != nullptr, s);
  draft<Concept>().formula = pop();
}

void Builder::values(Span) {
  for (Name& word : take_words()) draft<Concept>().values.push_back(std::move(word));
}

void Builder::implies(Span) {
  auto& implied = item_ == Keyword::phrase ? draft<Phrase>().implies : draft<Concept>().implies;
  for (QueryTerm& term : std::exchange(terms_, {})) implied.push_back(std::move(term));
}

void Builder::under(Span s) {
  auto& parent = item_ == Keyword::section ? draft<SectionKind>().parent : draft<Concept>().parent;
  once(parent.has_value(), s);
  parent = take_word();
}

void Builder::concept_(Span s) {
  draft<Concept>().name = *declared_;
  draft<Concept>().english = english_;
  finish<Concept>(s);
}

void Builder::section_item(Span s) {
  draft<SectionKind>().name = *declared_;
  draft<SectionKind>().english = english_;
  finish<SectionKind>(s);
}

void Builder::pattern(Span) { draft<Phrase>().patterns.push_back(std::move(template_)); }

void Builder::yields(Span s) {
  once(!draft<Phrase>().yields.text.empty(), s);
  draft<Phrase>().yields = take_word();
}

void Builder::phrase(Span s) {
  draft<Phrase>().name = *declared_;
  draft<Phrase>().english = english_;
  finish<Phrase>(s);
}

// ---- function
// --------------------------------------------------------------------------------------------------------
void Builder::parameter(Span) {
  draft<Function>().parameters.push_back({std::move(parameter_), std::move(type_), std::move(nouns_)});
}

void Builder::result_type(Span) {
  draft<Function>().result_type = std::move(type_);
  draft<Function>().result_nouns = std::move(nouns_);
}

void Builder::define(Span s) {
  auto& made = draft<Function>();
  made.name = *declared_;
  made.english = english_;
  made.body = pop();
  finish<Function>(s);
}

}  // namespace hegui::dsl

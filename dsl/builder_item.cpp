// The half of the builder that makes clauses and items.
#include "dsl/builder_internal.hpp"
#include "dsl/report_text.hpp"

namespace hegui::dsl {

using namespace syntax;  // NOLINT(google-build-using-namespace)

namespace {
template <class Clause>
bool contains(const std::vector<RuleClause>& clauses) {
  for (const RuleClause& written : clauses) {
    if (std::holds_alternative<Clause>(written.node)) return true;
  }
  return false;
}
}  // namespace

template <class Draft>
void Builder::finish(Span s) {
  Item item;
  item.span = s;
  item.doc = doc_above(s);
  item.node = std::move(draft<Draft>());
  file.items.push_back(std::move(item));
  declared_.reset();
  abandon();
}

// ---- clauses of rules
// ------------------------------------------------------------------------------------------------
void Builder::level(Keyword level, Span s) {
  Severity grade;
  grade.level = std::string(row(level).en);
  grade.span = s;
  grades_.push_back(std::move(grade));
}

void Builder::grade_when(Span s) {
  grades_.back().when = pop();
  grades_.back().span.end = s.end;
}

void Builder::severity(Span s) {
  once(contains<SeverityClause>(clauses_), s);
  clause(s, SeverityClause{std::exchange(grades_, {})});
}

void Builder::basis_clause(Span s) { clause(s, BasisClause{take_words()}); }

void Builder::tags(Span s) { clause(s, TagsClause{take_words()}); }

void Builder::from(Span s) {
  if (item_ == Keyword::basis) {
    auto& made = draft<Basis>();
    once(made.from.has_value(), s);
    made.from = date_;
    return;
  }
  once(contains<FromClause>(clauses_), s);
  clause(s, FromClause{date_});
}

void Builder::until(Span s) {
  if (item_ == Keyword::basis) {
    auto& made = draft<Basis>();
    once(made.until.has_value(), s);
    made.until = date_;
    return;
  }
  once(contains<UntilClause>(clauses_), s);
  clause(s, UntilClause{date_});
}

void Builder::applies(Span s) {
  const auto set = [this, s](ExprPtr& to) {
    once(to != nullptr, s);
    to = pop();
  };
  if (item_ == Keyword::rulebook) {
    set(draft<Rulebook>().applies);
  } else if (item_ == Keyword::profile) {
    set(draft<Profile>().applies);
  } else {
    clause(s, AppliesClause{pop()});
  }
}

void Builder::for_each(Span s) {
  ForEachClause made{std::move(bound_.back()), pop()};
  bound_.pop_back();
  clause(s, std::move(made));
}

void Builder::let(Span s) {
  LetClause made{std::move(bound_.back()), pop()};
  bound_.pop_back();
  clause(s, std::move(made));
}

void Builder::when(Span s) { clause(s, WhenClause{pop()}); }

void Builder::exception(Span) { exception_ = pop(); }

void Builder::unless(Span s) {
  UnlessClause made;
  made.label = std::exchange(label_, {});
  made.condition = pop();
  made.exception = std::move(exception_);
  clause(s, std::move(made));
}

void Builder::require(Span s) { clause(s, RequireClause{pop(), false, std::exchange(report_missing_, false)}); }

void Builder::forbid(Span s) { clause(s, RequireClause{pop(), true, std::exchange(report_missing_, false)}); }

void Builder::message(Span s) {
  once(contains<MessageClause>(clauses_), s);
  clause(s, MessageClause{std::move(template_)});
}

void Builder::advice(Span s) {
  once(contains<AdviceClause>(clauses_), s);
  clause(s, AdviceClause{std::move(template_)});
}

void Builder::replaces(Span s) { clause(s, ReplacesClause{take_words()}); }

void Builder::refines(Span s) { clause(s, RefinesClause{take_words()}); }

void Builder::gather_word(Span s) { gather_ = name(s); }

void Builder::gather(Span s) {
  once(contains<GatherClause>(clauses_), s);
  clause(s, GatherClause{std::move(gather_)});
}

void Builder::evidence(Span s) {
  EvidenceClause made;
  for (std::size_t i = marks_.back(); i < exprs_.size(); ++i) made.values.push_back(std::move(exprs_[i].expr));
  exprs_.resize(marks_.back());
  marks_.pop_back();
  clause(s, std::move(made));
}

// Kept apart from the words: the value may list some, as in 章节（甲、乙）.
void Builder::setting_name(Span s) { setting_name_ = name(s); }
void Builder::setting(Span s) { settings_.push_back({std::move(setting_name_), pop(), s}); }

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

// ---- rule and overlays
// -----------------------------------------------------------------------------------------------
void Builder::rule_title(Span) { title_ = std::move(template_); }

void Builder::rule_item(Span s) {
  if (!has_requirement()) fail("HG-P008", declared_->span, {declared_->text});
  auto& made = draft<Rule>();
  made.id = *declared_;
  made.title = std::exchange(title_, {});
  made.clauses = std::exchange(clauses_, {});
  finish<Rule>(s);
}

void Builder::profile_disable(Span) {
  for (Name& word : take_words()) draft<Profile>().disabled.push_back(std::move(word));
}

void Builder::profile(Span s) {
  auto& made = draft<Profile>();
  made.name = *declared_;
  made.english = english_;
  made.settings = std::exchange(settings_, {});
  finish<Profile>(s);
}

void Builder::override_item(Span s) {
  auto& made = draft<Override>();
  made.rule = *declared_;
  made.clauses = std::exchange(clauses_, {});
  made.settings = std::exchange(settings_, {});
  finish<Override>(s);
}

void Builder::disable_item(Span s) {
  draft<Disable>().rule = *declared_;
  draft<Disable>().reason = std::exchange(title_, {});
  finish<Disable>(s);
}

void Builder::waiver_unit(Span s) {
  once(draft<Waiver>().unit.has_value(), s);
  draft<Waiver>().unit = std::move(template_);
}

void Builder::waiver_year(Span s) {
  once(draft<Waiver>().year != nullptr, s);
  draft<Waiver>().year = pop();
}

void Builder::waiver_reason(Span s) {
  once(draft<Waiver>().reason.has_value(), s);
  draft<Waiver>().reason = std::move(template_);
}

void Builder::waiver_by(Span s) {
  once(draft<Waiver>().authority.has_value(), s);
  draft<Waiver>().authority = std::move(template_);
}

void Builder::waiver_to(Span s) {
  once(draft<Waiver>().until.has_value(), s);
  draft<Waiver>().until = date_;
}

void Builder::waive(Span s) {
  draft<Waiver>().rule = *declared_;
  finish<Waiver>(s);
}

// ---- test
// ------------------------------------------------------------------------------------------------------------
void Builder::block_body(Span s) {
  auto& made = draft<Test>();
  made.report_span = s;
  made.report = unindented(text(s));
}

void Builder::report_clause(Span s) {
  once(has_report_, s);
  has_report_ = true;
}

void Builder::at_text(Span) { at_text_ = std::move(template_); }

void Builder::message_text(Span) { message_text_ = std::move(template_); }

/// 级别 错误 behind 应报: the level itself was pushed as a grade.
void Builder::expected_level(Span s) {
  once(!expected_level_.empty(), s);
  expected_level_ = grades_.empty() ? std::string() : grades_.back().level;
  grades_.clear();
}

void Builder::expectation(TestExpectation::Kind kind, Span s) {
  TestExpectation made;
  made.kind = kind;
  made.rules = take_words();
  made.at = std::exchange(at_text_, {});
  made.message = std::exchange(message_text_, {});
  made.level = std::exchange(expected_level_, {});
  if (kind == TestExpectation::Kind::fact) made.fact = pop();
  made.span = s;
  draft<Test>().expectations.push_back(std::move(made));
}

void Builder::test_title(Span) { title_ = std::move(template_); }

void Builder::test(Span s) {
  auto& made = draft<Test>();
  made.title = std::move(*title_);
  made.settings = std::exchange(settings_, {});
  finish<Test>(s);
}

}  // namespace hegui::dsl

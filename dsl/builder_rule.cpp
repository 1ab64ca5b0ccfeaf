// The part of the builder that makes the clauses of rules, and the items that rule: rules, overlays, tests.
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

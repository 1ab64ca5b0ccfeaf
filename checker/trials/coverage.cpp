#include "checker/trials/coverage.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hegui::trials {

namespace {

using dsl::ExprId;

class Lister {
 public:
  Lister(const dsl::Program& program, const engine::Coverage& seen) : program_(program), seen_(seen) {}

  RuleCoverage run(dsl::RuleId id) {
    const dsl::Rule& rule = program_.rules[id.value];
    RuleCoverage made;
    made.rule = id;
    made.id = rule.id;
    made.title = rule.title;
    made.rulebook = rule.origin.rulebook;
    if (rule.origin.source != nullptr) made.place = place_in(*rule.origin.source, rule.origin.span);
    made.verdicts = seen_.verdicts(id);
    made_ = &made;
    rule_ = id;
    // What the head of the rulebook says holds for all its rules: no test of one rule need show it.
    for (const ExprId condition : rule.applies)
      if (within(rule.origin, condition)) add(ClauseKind::applies, condition);
    clauses_of(rule);
    for (const dsl::Overlay& overlay : program_.overlays) {
      if (overlay.rule != rule.id || overlay.disable) continue;
      overlay_ = overlay.origin.rulebook < program_.rulebooks.size() ? program_.rulebooks[overlay.origin.rulebook].id
                                                                     : std::string();
      clauses_of(overlay.changes);
    }
    overlay_.clear();
    return made;
  }

 private:
  static std::string place_in(const dsl::Source& source, dsl::Span span) {
    const auto at = source.position(span.begin);
    return fmt::format("{}:{}:{}", source.name(), at.line, at.column);
  }

  [[nodiscard]] bool within(const dsl::Origin& origin, ExprId id) const {
    const dsl::Expr& expr = program_.expressions[id.value];
    return expr.source < program_.sources.size() && program_.sources[expr.source] == origin.source &&
           expr.span.begin >= origin.span.begin && expr.span.end <= origin.span.end;
  }

  void clauses_of(const dsl::Rule& rule) {
    for (const ExprId condition : rule.when) add(ClauseKind::when, condition);
    for (const dsl::Require& require : rule.require)
      add(require.forbid ? ClauseKind::forbid : ClauseKind::require, require.condition).wanted.missing =
          require.report_missing;
    for (const dsl::Unless& unless : rule.unless) {
      add(ClauseKind::unless, unless.condition).label = unless.label;
      if (unless.exception.valid()) add(ClauseKind::except, unless.exception).label = unless.label;
    }
    if (rule.severity.size() < 2) return;  // one grade is no choice
    for (const dsl::SeverityGrade& grade : rule.severity) {
      if (grade.when.valid()) {
        auto& clause = add(ClauseKind::grade, grade.when);
        clause.text = fmt::format("{} 当 {}", findings::severity_name(grade.severity, dsl::Language::zh), clause.text);
        continue;
      }
      CoveredClause last;
      last.kind = ClauseKind::last_grade;
      last.text = findings::severity_name(grade.severity, dsl::Language::zh);
      last.overlay = overlay_;
      last.place = made_->clauses.empty() ? made_->place : made_->clauses.back().place;
      last.wanted.no = false;
      last.seen.yes = seen_.last_grades(rule_);
      made_->clauses.push_back(std::move(last));
    }
  }

  CoveredClause& add(ClauseKind kind, ExprId condition) {
    CoveredClause clause;
    clause.kind = kind;
    clause.text = program_.text_of(condition);
    clause.overlay = overlay_;
    const dsl::Expr& expr = program_.expressions[condition.value];
    if (expr.source < program_.sources.size()) clause.place = place_in(*program_.sources[expr.source], expr.span);
    clause.seen = seen_.of(rule_, condition);
    made_->clauses.push_back(std::move(clause));
    return made_->clauses.back();
  }

  const dsl::Program& program_;
  const engine::Coverage& seen_;
  RuleCoverage* made_ = nullptr;
  dsl::RuleId rule_;
  std::string overlay_;
};

template <class Part>
std::uint32_t sum(const std::vector<Part>& parts, std::uint32_t (Part::*count)() const) {
  std::uint32_t total = 0;
  for (const Part& part : parts) total += (part.*count)();
  return total;
}

}  // namespace

std::string_view clause_word(ClauseKind kind, dsl::Language language) {
  const bool zh = language == dsl::Language::zh;
  switch (kind) {
    case ClauseKind::applies: return zh ? "适用" : "applies";
    case ClauseKind::when: return zh ? "当" : "when";
    case ClauseKind::unless: return zh ? "除非" : "unless";
    case ClauseKind::except: return zh ? "除外" : "except";
    case ClauseKind::require: return zh ? "应" : "require";
    case ClauseKind::forbid: return zh ? "禁止" : "forbid";
    case ClauseKind::grade:
    case ClauseKind::last_grade: return zh ? "级别" : "severity";
  }
  return {};
}

std::uint32_t CoveredClause::to_reach() const {
  return (wanted.yes ? 1U : 0U) + (wanted.no ? 1U : 0U) + (wanted.missing ? 1U : 0U);
}
std::uint32_t CoveredClause::reached() const {
  return (wanted.yes && seen.yes > 0 ? 1U : 0U) + (wanted.no && seen.no > 0 ? 1U : 0U) +
         (wanted.missing && seen.missing > 0 ? 1U : 0U);
}
std::uint32_t RuleCoverage::to_reach() const { return 2 + sum(clauses, &CoveredClause::to_reach); }
std::uint32_t RuleCoverage::reached() const {
  return (verdicts.failed > 0 ? 1U : 0U) + (verdicts.passed > 0 ? 1U : 0U) + sum(clauses, &CoveredClause::reached);
}
std::uint32_t CoverageReport::to_reach() const { return sum(rules, &RuleCoverage::to_reach); }
std::uint32_t CoverageReport::reached() const { return sum(rules, &RuleCoverage::reached); }

CoverageReport coverage_of(const dsl::Program& program, const engine::Coverage& seen,
                           const std::vector<std::string>& only) {
  CoverageReport report;
  Lister lister(program, seen);
  for (std::uint32_t i = 0; i < program.rules.size(); ++i) {
    const dsl::Rule& rule = program.rules[i];
    if (rule.disabled) continue;
    if (!only.empty() && std::find(only.begin(), only.end(), rule.id) == only.end()) continue;
    report.rules.push_back(lister.run(dsl::RuleId{i}));
  }
  return report;
}

std::uint32_t permille(std::uint32_t part, std::uint32_t whole) {
  return whole == 0 ? 1000U : static_cast<std::uint32_t>(std::uint64_t{part} * 1000U / whole);
}
std::string percent(std::uint32_t part, std::uint32_t whole) {
  const std::uint32_t tenths = permille(part, whole);
  return fmt::format("{}.{}%", tenths / 10, tenths % 10);
}

}  // namespace hegui::trials

// Rules, and what else speaks of rules: clauses, settings, bases, targets.
// Shared by check_rules.cpp, check_overlays.cpp and check_tests.cpp.
// Afterwards a rule has a severity, a requirement, an alignment and no clause twice.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "dsl/check_context.hpp"
#include "dsl/check_expressions.hpp"

namespace hegui::dsl::checking {

/// From the canonical word of the syntax tree.
Severity severity_of(std::string_view level);

/// Turns clauses into a rule. For an override the rule holds only what the clauses state.
class RuleBuilder {
 public:
  RuleBuilder(Context& context, Scope& scope, Rule& rule, bool is_override)
      : context_(context), scope_(scope), rule_(rule), is_override_(is_override), expressions_(context, scope) {}
  void build(const std::vector<syntax::RuleClause>& clauses);

 private:
  void locals(const std::vector<syntax::RuleClause>& clauses);
  void clause(const syntax::RuleClause& clause, const syntax::SeverityClause& node);
  void clause(const syntax::RuleClause& clause, const syntax::BasisClause& node);
  void clause(const syntax::RuleClause& clause, const syntax::TagsClause& node);
  void clause(const syntax::RuleClause& clause, const syntax::FromClause& node);
  void clause(const syntax::RuleClause& clause, const syntax::UntilClause& node);
  void clause(const syntax::RuleClause& clause, const syntax::AppliesClause& node);
  void clause(const syntax::RuleClause&, const syntax::ForEachClause&) {}  // see locals()
  void clause(const syntax::RuleClause&, const syntax::LetClause&) {}
  void clause(const syntax::RuleClause& clause, const syntax::WhenClause& node);
  void clause(const syntax::RuleClause& clause, const syntax::UnlessClause& node);
  void clause(const syntax::RuleClause& clause, const syntax::RequireClause& node);
  void clause(const syntax::RuleClause& clause, const syntax::MessageClause& node);
  void clause(const syntax::RuleClause& clause, const syntax::AdviceClause& node);
  void clause(const syntax::RuleClause& clause, const syntax::ReplacesClause& node);
  void clause(const syntax::RuleClause& clause, const syntax::RefinesClause& node);
  void clause(const syntax::RuleClause& clause, const syntax::GatherClause& node);
  void clause(const syntax::RuleClause& clause, const syntax::EvidenceClause& node);
  Diagnostic& report(std::string_view code, Span span, std::vector<std::string> arguments = {}) {
    return context_.report(code, *scope_.file, span, std::move(arguments));
  }

  Context& context_;
  Scope& scope_;
  Rule& rule_;
  bool is_override_;
  Expressions expressions_;
};

/// A rule while the checker works: where it was written and what its clauses can name.
struct RuleEntry {
  const FileInfo* file = nullptr;
  const syntax::Rule* tree = nullptr;
  std::uint32_t index = 0;  // into Program::rules, before they are sorted
  Scope scope;
};

/// What the passes over rules hand on to each other; owned by Context.
struct RuleTable {
  std::map<std::string, RuleEntry, std::less<>> entries;
  std::vector<std::vector<ExprId>> rulebook_applies;  // per rulebook
};

/// A condition on the report alone, as 适用 takes it.
ExprId check_applies(Context& context, const FileInfo& file, const syntax::Expr& tree);
std::optional<BasisId> find_basis(Context& context, const FileInfo& file, const syntax::Name& name);
std::optional<ParamSetting> check_setting(Context& context, const FileInfo& file, const syntax::ParamSetting& tree);
std::vector<ParamSetting> check_settings(Context& context, const FileInfo& file,
                                         const std::vector<syntax::ParamSetting>& trees);
/// The rule with this id; unknown ones and ones of rulebooks that are not used are reported.
RuleEntry* find_rule(Context& context, const FileInfo& file, const syntax::Name& id);

/// check_rule_lints.cpp: what is hardly meant in one rule.
void lint_rule(Context& context, const RuleEntry& entry, const Rule& rule);

}  // namespace hegui::dsl::checking

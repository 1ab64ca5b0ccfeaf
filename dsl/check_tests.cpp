// Sixth pass: tests beside the rules.
// A test names rules that exist and facts that can be looked up; what it expects is only known when it runs.
#include <algorithm>

#include "dsl/check_rules.hpp"

namespace hegui::dsl::checking {

namespace {

Expectation::Kind kind_of(syntax::TestExpectation::Kind kind) {
  using From = syntax::TestExpectation::Kind;
  using To = Expectation::Kind;
  switch (kind) {
    case From::fires: return To::fires;
    case From::silent: return To::silent;
    case From::passes: return To::passes;
    case From::undetermined: return To::undetermined;
    case From::not_applicable: return To::not_applicable;
    case From::fact: return To::fact;
  }
  return To::fires;
}

/// 应得 [某数] = 值: a comparison of a query with a value.
ExprId check_expected_fact(Context& context, const FileInfo& file, const syntax::Expr& tree) {
  Scope scope;
  scope.file = &file;
  Expressions expressions(context, scope);
  const ExprId id = expressions.condition(tree);
  const auto* binary = std::get_if<syntax::Binary>(&tree.node);
  const bool equality = binary != nullptr &&
                        (binary->op == syntax::BinaryOp::equal || binary->op == syntax::BinaryOp::approx) &&
                        std::holds_alternative<syntax::Query>(binary->left->node);
  if (!equality && is_boolean(expressions.type(id))) context.report("HG-R018", file, tree.span);
  return id;
}

}  // namespace

void check_tests(Context& context) {
  for_each_item<syntax::Test>(context, [&](const FileInfo& file, const syntax::Item& item, const syntax::Test& tree) {
    Test test;
    test.title = plain_text(tree.title);
    test.report = tree.report;
    test.report_span = tree.report_span;
    test.origin = context.origin(file, item.span);
    const std::string key = "测试 " + context.program->rulebooks[file.rulebook].id + " " + test.title;
    const auto [at, fresh] = context.declared.emplace(key, Where{&file, tree.title.span});
    if (!fresh) {
      context.label(context.report("HG-R024", file, tree.title.span, {test.title}), at->second, "第一次在这里",
                    "first used here");
    }
    if (tree.expectations.empty()) context.report("HG-R017", file, tree.title.span, {test.title});
    for (const syntax::TestExpectation& wanted : tree.expectations) {
      Expectation expectation;
      expectation.kind = kind_of(wanted.kind);
      for (const syntax::Name& rule : wanted.rules) {
        if (find_rule(context, file, rule) != nullptr) expectation.rules.push_back(rule.text);
      }
      if (wanted.at) expectation.at = plain_text(*wanted.at);
      if (!wanted.level.empty()) expectation.severity = severity_of(wanted.level);
      if (wanted.message) expectation.message = plain_text(*wanted.message);
      if (wanted.fact) expectation.fact = check_expected_fact(context, file, *wanted.fact);
      expectation.span = wanted.span;
      test.expectations.push_back(std::move(expectation));
    }
    test.settings = check_settings(context, file, tree.settings);
    context.program->tests.push_back(std::move(test));
  });
}

}  // namespace hegui::dsl::checking

#include <fmt/format.h>

#include <memory>

#include "checker/app/commands.hpp"
#include "checker/app/output.hpp"
#include "checker/app/progress.hpp"
#include "checker/app/rule_tests.hpp"
#include "checker/app/rulebooks.hpp"
#include "checker/findings/page.hpp"

namespace hegui::app {

namespace {

struct Arguments {
  std::vector<std::string> files;
  std::string filter;
  bool verbose = false;
};

/// Whether the filter is part of the title, the file's name or a rule that the test speaks of.
bool wanted(const dsl::Test& test, const std::string& filter) {
  if (filter.empty() || test.title.find(filter) != std::string::npos) return true;
  if (test.origin.source != nullptr && test.origin.source->name().find(filter) != std::string::npos) return true;
  for (const auto& expectation : test.expectations)
    for (const auto& rule : expectation.rules)
      if (rule.find(filter) != std::string::npos) return true;
  return false;
}

int test_rules(const Context& context, const Arguments& arguments) {
  auto given = context.rulebooks;
  given.insert(given.end(), arguments.files.begin(), arguments.files.end());
  const auto program = load_rulebooks(context, given);
  const Pipeline pipeline(program, {});
  findings::Page page(text_options(context, false));
  std::size_t run = 0, failed = 0;
  {
    Progress progress(context, program->tests.size());
    for (const auto& test : program->tests) {
      if (!wanted(test, arguments.filter)) continue;
      progress.step(test.title);
      const auto result = run_rule_test(pipeline, test, context.language);
      ++run;
      failed += result.failures.empty() ? 0U : 1U;
      if (result.failures.empty()) {
        if (arguments.verbose)
          page.line(0, page.tinted(page.say("通过", "passed"), findings::Tone::good) + "  " + test.title);
        continue;
      }
      page.line(0, page.tinted(page.say("失败", "FAILED"), findings::Tone::error) + "  " + test.title);
      for (const auto& failure : result.failures) {
        std::string place;
        if (const auto& source = test.origin.source) {
          const auto at = source->position(failure.span.begin);
          place = fmt::format("{}:{}:{}", source->name(), at.line, at.column);
        }
        page.line(2, page.tinted(place, findings::Tone::faint));
        page.field(4, page.say("期望", "expected"), failure.expected);
        page.field(4, page.say("实际", "happened"), failure.happened);
      }
    }
  }
  page.line(
      0, fmt::format(fmt::runtime(page.say("规则测试 {} 个：通过 {}，失败 {}", "{} rule tests: {} passed, {} failed")),
                     run, run - failed, failed));
  if (run == 0 && !arguments.filter.empty()) {
    Output("").write(page.take());
    throw UsageError("没有与“" + arguments.filter + "”相符的测试", "no test matches '" + arguments.filter + "'");
  }
  Output("").write(page.take());
  return failed > 0 ? kFindings : kClean;
}

}  // namespace

void add_rules_test_command(CLI::App& rules, Context& context) {
  auto arguments = std::make_shared<Arguments>();
  auto* command =
      add_command(rules, context, "test", "运行写在规则旁边的测试", "run the tests that stand beside the rules");
  command
      ->add_option(
          "FILE", arguments->files,
          context.say("规则文件或文件夹，缺省为全部自带规则", "rulebook files or folders; default: the built-in rules"))
      ->option_text(" ");
  add_rulebook_option(*command, context);
  command
      ->add_option("--filter", arguments->filter,
                   context.say("只运行标题、文件名或规则编号含有这些字的测试",
                               "only tests with this text in their title, file name or rule ids"))
      ->option_text("TEXT");
  command->add_flag("-v,--verbose", arguments->verbose, context.say("也列出通过的测试", "list passed tests too"));
  command->callback(
      [&context, arguments] { context.action = [&context, arguments] { return test_rules(context, *arguments); }; });
}

}  // namespace hegui::app

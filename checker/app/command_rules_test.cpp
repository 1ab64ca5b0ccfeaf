#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <set>
#include <thread>

#include "checker/app/commands.hpp"
#include "checker/app/output.hpp"
#include "checker/app/progress.hpp"
#include "checker/app/rulebooks.hpp"
#include "checker/engine/plan.hpp"
#include "checker/trials/coverage.hpp"
#include "checker/trials/mutation.hpp"
#include "checker/trials/test_writers.hpp"

namespace hegui::app {

namespace {

struct Arguments {
  std::vector<std::string> files, rules;
  std::string filter, format = "text", threshold, out;
  unsigned jobs = 0;
  bool verbose = false, coverage = false, mutate = false;
};

/// What the program itself made has no file.
bool is_given(const std::shared_ptr<const dsl::Source>& source, const std::vector<std::string>& given) {
  return source == nullptr ? given.empty() : is_named(source->name(), given);
}

/// The rules to be looked at: those asked for, else those of the files named and those that their tests speak of.
std::vector<std::string> chosen_rules(const dsl::Program& program, const Arguments& arguments) {
  if (!arguments.rules.empty() || arguments.files.empty()) return arguments.rules;
  std::set<std::string> chosen;
  for (const auto& rule : program.rules)
    if (is_given(rule.origin.source, arguments.files)) chosen.insert(rule.id);
  for (const auto& test : program.tests)
    if (is_given(test.origin.source, arguments.files))
      for (const auto& rule : trials::rules_named(test)) chosen.insert(rule);
  return {chosen.begin(), chosen.end()};
}

/// Whether the filter is part of the title, the file's name or a rule that the test speaks of.
bool wanted(const dsl::Test& test, const Arguments& arguments) {
  if (!is_given(test.origin.source, arguments.files)) return false;
  const auto named = trials::rules_named(test);
  const auto about = [&](const std::string& rule) {
    return std::find(named.begin(), named.end(), rule) != named.end();
  };
  if (!arguments.rules.empty() && std::none_of(arguments.rules.begin(), arguments.rules.end(), about)) return false;
  const std::string& filter = arguments.filter;
  if (filter.empty() || test.title.find(filter) != std::string::npos) return true;
  if (test.origin.source != nullptr && test.origin.source->name().find(filter) != std::string::npos) return true;
  return std::any_of(named.begin(), named.end(),
                     [&](const std::string& rule) { return rule.find(filter) != std::string::npos; });
}

/// “90”, “90%”, “92.5” in tenths of a percent; nothing when it was not given.
std::uint32_t threshold_of(const std::string& text) {
  if (text.empty()) return 0;
  std::string digits = text;
  if (digits.back() == '%') digits.pop_back();
  const auto number = dsl::Number::parse(digits, 6);
  const auto tenths = number ? (*number * dsl::Number(10)).truncated(0).to_int64() : std::nullopt;
  if (!tenths || *tenths < 0 || *tenths > 1000)
    throw UsageError("--threshold 要写 0 到 100 的百分数，例如 --threshold 90",
                     "--threshold takes a percentage from 0 to 100, such as --threshold 90");
  return static_cast<std::uint32_t>(*tenths);
}

int below(const Context& context, std::uint32_t part, std::uint32_t whole, const std::string& threshold) {
  const std::uint32_t least = threshold_of(threshold);
  if (trials::permille(part, whole) >= least) return kClean;
  tell(fmt::format(fmt::runtime(context.say("hegui: 只有 {}，低于要求的 {}", "hegui: {} is below the threshold of {}")),
                   trials::percent(part, whole), threshold));
  return kFindings;
}

int try_mutants(const Context& context, const Arguments& arguments, Output& output,
                const std::shared_ptr<const dsl::Program>& program) {
  const unsigned threads = arguments.jobs > 0 ? arguments.jobs : std::max(1U, std::thread::hardware_concurrency());
  trials::MutationReport report;
  const auto rules = chosen_rules(*program, arguments);
  const auto wanted_test = [&](const dsl::Test& test) { return wanted(test, arguments); };
  {
    Progress progress(context, trials::suspects_of(*program, rules).size());
    report = trials::try_mutants(program, rules, wanted_test, threads,
                                 [&](const std::string& name) { progress.done(name); });
  }
  output.write_whole(
      arguments.format == "json"
          ? trials::mutation_json(report)
          : trials::mutation_text(report, text_options(context, !arguments.out.empty()), arguments.verbose));
  return below(context, report.killed(), report.mutants(), arguments.threshold);
}

int test_rules(const Context& context, Arguments arguments) {
  require_one_of("--format", arguments.format, {"text", "json", "junit"});
  arguments.rules = split_list(arguments.rules);
  if (arguments.coverage && arguments.mutate)
    throw UsageError("--coverage 和 --mutate 一次只能用一个", "use --coverage or --mutate, one at a time");
  if ((arguments.coverage || arguments.mutate) && arguments.format == "junit")
    throw UsageError("junit 格式只用于测试结果", "the format junit is for test results only");
  if (!arguments.threshold.empty() && !arguments.coverage && !arguments.mutate)
    throw UsageError("--threshold 与 --coverage 或 --mutate 一起用", "--threshold goes with --coverage or --mutate");
  threshold_of(arguments.threshold);
  Output output(arguments.out);
  auto given = context.rulebooks;
  given.insert(given.end(), arguments.files.begin(), arguments.files.end());
  const auto program = load_rulebooks(context, given);
  require_rules(*program, arguments.rules);
  if (arguments.mutate) return try_mutants(context, arguments, output, program);

  const report::Lexicon lexicon(program);
  const auto plan = engine::make_plan(*program);
  engine::Coverage seen;
  std::vector<trials::RuleTestResult> results;
  {
    Progress progress(context, program->tests.size());
    for (const auto& test : program->tests) {
      if (!wanted(test, arguments)) continue;
      progress.done(test.title);
      results.push_back(trials::run_rule_test(*plan, test, trials::read_test(lexicon, test), context.language,
                                              arguments.coverage ? &seen : nullptr));
      if (results.back().failures.empty()) results.back().reading.report.reset();  // only failures show values
    }
  }
  const bool failed = std::any_of(results.begin(), results.end(), [](const auto& r) { return !r.failures.empty(); });
  const auto options = text_options(context, !arguments.out.empty());
  if (arguments.coverage) {
    const auto coverage = trials::coverage_of(*program, seen, chosen_rules(*program, arguments));
    std::string text = arguments.format == "json"
                           ? trials::coverage_json(*program, coverage)
                           : trials::coverage_text(*program, coverage, options, arguments.verbose);
    if (failed && arguments.format != "json")
      text = trials::tests_text(*program, results, options, false) + "\n" + text;
    output.write_whole(text);
    const int status = below(context, coverage.reached(), coverage.to_reach(), arguments.threshold);
    return failed ? kFindings : status;
  }
  if (results.empty() && (!arguments.filter.empty() || !arguments.rules.empty()))
    throw UsageError("没有相符的测试", "no test matches");
  output.write_whole(arguments.format == "json"    ? trials::tests_json(results)
                     : arguments.format == "junit" ? trials::tests_junit(results)
                                                   : trials::tests_text(*program, results, options, arguments.verbose));
  return failed ? kFindings : kClean;
}

void add_options(CLI::App& command, Context& context, const std::shared_ptr<Arguments>& arguments) {
  command
      .add_option(
          "FILE", arguments->files,
          context.say("规则文件或文件夹，缺省为全部自带规则", "rulebook files or folders; default: the built-in rules"))
      ->option_text(" ");
  add_rulebook_option(command, context);
  command
      .add_option("--rules", arguments->rules,
                  context.say("只看这些规则（编号，用逗号隔开）", "only these rules (ids, separated by commas)"))
      ->option_text("IDS")
      ->allow_extra_args(false);
  command
      .add_option("--filter", arguments->filter,
                  context.say("只运行标题、文件名或规则编号含有这些字的测试",
                              "only tests with this text in their title, file name or rule ids"))
      ->option_text("TEXT");
  command
      .add_option("--threshold", arguments->threshold,
                  context.say("覆盖率或发现率低于这个百分数时退出码为 1", "exit status 1 below this percentage"))
      ->option_text("PCT");
  command
      .add_option(
          "--format", arguments->format,
          context.say("text、json 或 junit（junit 只用于测试结果）", "text, json or junit (junit: test results only)"))
      ->option_text("FORMAT");
  command.add_option("-o,--output", arguments->out, context.say("写到这个文件", "write to this file"))
      ->option_text("FILE");
  command.add_flag("-v,--verbose", arguments->verbose,
                   context.say("通过的、测到的也列出来", "list what passed and what is covered, too"));
}

}  // namespace

void add_rules_test_command(CLI::App& rules, Context& context) {
  auto arguments = std::make_shared<Arguments>();
  auto* command = add_command(rules, context, "test", "运行写在规则旁边的测试；看测试够不够（--coverage、--mutate）",
                              "run the tests that stand beside the rules; see whether they are enough "
                              "(--coverage, --mutate)");
  add_options(*command, context, arguments);
  command->add_flag("--coverage", arguments->coverage,
                    context.say("每条规则、每个条件的两种结果，哪些没有测试到",
                                "which rules and which outcomes of their conditions no test reaches"));
  command->add_flag(
      "--mutate", arguments->mutate,
      context.say("逐个改动规则里的数值、比较、单位、正反，列出没有测试发现的改动",
                  "plant mistakes one at a time (thresholds, comparators, units, polarity) and list those "
                  "that no test notices"));
  command->add_option("--jobs", arguments->jobs, context.say("--mutate 同时用几个线程", "threads used by --mutate"))
      ->option_text("N");
  command->callback(
      [&context, arguments] { context.action = [&context, arguments] { return test_rules(context, *arguments); }; });
}

void add_rules_coverage_command(CLI::App& rules, Context& context) {
  auto arguments = std::make_shared<Arguments>();
  arguments->coverage = true;
  auto* command = add_command(rules, context, "coverage", "同 rules test --coverage：测试到的规则、条件和结果",
                              "the same as rules test --coverage: what the tests reach");
  add_options(*command, context, arguments);
  command->callback(
      [&context, arguments] { context.action = [&context, arguments] { return test_rules(context, *arguments); }; });
}

}  // namespace hegui::app

// hegui compare: two rounds of findings held against each other.
#include <memory>

#include "checker/app/commands.hpp"
#include "checker/app/filters.hpp"
#include "checker/app/output.hpp"
#include "checker/app/rounds.hpp"
#include "checker/app/rulebooks.hpp"
#include "checker/app/run_options.hpp"
#include "checker/findings/compare_writers.hpp"
#include "checker/findings/page.hpp"

namespace hegui::app {

namespace {

struct Arguments {
  std::string before, after;
  std::vector<std::string> old_rules, new_rules;
  std::string fail_on = "error";
  RunOptions run;
};

/// Pairs the later round with the earlier one as it goes by. Two single reports are a pair whatever they are called.
class Pairing {
 public:
  Pairing(findings::EarlierRound& earlier, findings::ComparedRuns& runs) : earlier_(earlier), runs_(runs) {}
  void give(findings::CheckedReport&& report) {
    if (++count_ == 1) {
      report.report = nullptr;
      first_ = std::move(report);
      return;
    }
    if (count_ == 2) add(first_, earlier_.answered_by(first_));
    add(report, earlier_.answered_by(report));
  }
  void finish() {
    if (count_ == 1) {
      const bool alone = earlier_.size() == 1;
      const auto* answered = earlier_.answered_by(first_);
      const auto left = earlier_.left();
      if (answered == nullptr && alone) {
        add(first_, left.front());
        return;
      }
      add(first_, answered);
    }
    for (const auto* left : earlier_.left()) runs_.reports.push_back(findings::compare_reports(left, nullptr));
  }

 private:
  void add(const findings::CheckedReport& report, const findings::CheckedReport* before) {
    runs_.reports.push_back(findings::compare_reports(before, &report));
  }
  findings::EarlierRound& earlier_;
  findings::ComparedRuns& runs_;
  findings::CheckedReport first_;
  std::size_t count_ = 0;
};

void check_usage(const Arguments& arguments, const Context& context) {
  if (arguments.before.empty())
    throw UsageError("请写出要比较的两次：上次和这次的报告、文件夹，或 check --format json 的结果",
                     "name the two rounds: reports, folders, or results of check --format json");
  const bool other_rules = !arguments.old_rules.empty() || !arguments.new_rules.empty();
  if (arguments.after.empty() && !other_rules)
    throw UsageError("只写了一份报告：再写出另一次的，或用 --old-rules、--new-rules 给出两版规则",
                     "only one round is named: name the other one, or two versions of the rules with --old-rules and "
                     "--new-rules");
  const bool kept = is_kept_run(arguments.before) && (arguments.after.empty() || is_kept_run(arguments.after));
  if (kept && (other_rules || !context.rulebooks.empty()))
    throw UsageError("核查结果文件里的发现已经定了，不能再换规则；请给出报告本身",
                     "the findings of a result file are settled, rules cannot be applied to it; name the reports");
  if (arguments.before == "-" && arguments.after == "-")
    throw UsageError("标准输入只能用一次", "standard input can be used once only");
}

int compare(const Context& context, const Arguments& arguments) {
  require_one_of("--format", arguments.run.format, findings::compare_formats());
  const auto threshold = severity_option("--fail-on", arguments.fail_on);
  check_usage(arguments, context);
  const PipelineOptions options = arguments.run.pipeline();
  require_no_terminal(arguments.run);
  Output output(arguments.run.out);

  const std::string& after = arguments.after.empty() ? arguments.before : arguments.after;
  const auto& old_rules = arguments.old_rules.empty() ? context.rulebooks : arguments.old_rules;
  const auto& new_rules = arguments.new_rules.empty() ? context.rulebooks : arguments.new_rules;
  std::shared_ptr<const dsl::Program> old_program, new_program;
  if (!is_kept_run(arguments.before)) old_program = load_rulebooks(context, old_rules);
  if (!is_kept_run(after))
    new_program = old_program != nullptr && old_rules == new_rules ? old_program : load_rulebooks(context, new_rules);

  findings::EarlierRound earlier;
  findings::ComparedRuns runs;
  Pairing pairing(earlier, runs);
  runs.before = run_round(context, {arguments.before}, old_program, options, arguments.run.together,
                          [&](findings::CheckedReport&& report) { earlier.add(std::move(report)); });
  runs.after = run_round(context, {after}, new_program, options, arguments.run.together,
                         [&](findings::CheckedReport&& report) { pairing.give(std::move(report)); });
  pairing.finish();
  runs.after.date = arguments.run.date;

  findings::write_comparison(arguments.run.format, runs, text_options(context, !arguments.run.out.empty()), output);
  output.finish();
  bool unreadable = false, found = false;
  for (const auto& report : runs.reports) {
    if (!report.unreadable.zh.empty()) {
      unreadable = true;
      tell("hegui: " + findings::harmless(context.say(report.unreadable.zh.c_str(), report.unreadable.en.c_str())));
    }
    for (const auto& change : report.findings)
      found = found || (change.fate == findings::Fate::added && change.finding.severity >= threshold);
  }
  return unreadable ? kUnreadable : found ? kFindings : kClean;
}

}  // namespace

void add_compare_command(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<Arguments>();
  auto* command = add_command(app, context, "compare", "比较两次核查：改了哪些，还剩哪些，新出现哪些",
                              "compare two rounds: what was fixed, what remains, what is new");
  command
      ->add_option("OLD", arguments->before,
                   context.say("上次：报告、文件夹，或 check 写的 .json、.jsonl",
                               "the earlier round: report, folder, or .json, .jsonl of check"))
      ->option_text(" ");
  command
      ->add_option(
          "NEW", arguments->after,
          context.say("这次；比较两版规则时可不写", "the later round; may be left out for two versions of rules"))
      ->option_text(" ");
  add_rulebook_option(*command, context);
  command
      ->add_option("--old-rules", arguments->old_rules,
                   context.say("上次用的规则文件或文件夹，缺省同 -r", "rulebooks of the earlier round; default: as -r"))
      ->option_text("RULEBOOK")
      ->allow_extra_args(false);
  command
      ->add_option("--new-rules", arguments->new_rules,
                   context.say("这次用的规则文件或文件夹，缺省同 -r", "rulebooks of the later round; default: as -r"))
      ->option_text("RULEBOOK")
      ->allow_extra_args(false);
  add_output_options(*command, context, arguments->run, "text|json|md|csv|html|xlsx");
  command
      ->add_option("--fail-on", arguments->fail_on,
                   context.say("有不低于此级别的新发现时退出码为 1，缺省 error",
                               "exit with 1 when there are new findings of this severity or above; default error"))
      ->option_text("error|warning|note");
  add_day_options(*command, context, arguments->run);
  add_reading_options(*command, context, arguments->run);
  command->callback(
      [&context, arguments] { context.action = [&context, arguments] { return compare(context, *arguments); }; });
}

}  // namespace hegui::app

#include <memory>

#include "checker/app/commands.hpp"
#include "checker/app/limit_options.hpp"
#include "checker/app/output.hpp"
#include "checker/app/pipeline.hpp"
#include "checker/app/rulebooks.hpp"
#include "checker/app/run_options.hpp"
#include "checker/app/together.hpp"

namespace hegui::app {

namespace {

struct Arguments {
  std::string report, rule, profile, as_of;
  bool together = false;
  std::shared_ptr<LimitOptions> limits = std::make_shared<LimitOptions>();
};

int explain(const Context& context, const Arguments& arguments) {
  if (arguments.report.empty() || arguments.rule.empty())
    throw UsageError("请写出一份报告和一条规则，例如 hegui explain 报告.txt ZX-01",
                     "name a report and a rule, for example hegui explain report.txt ZX-01");
  const auto program = load_rulebooks(context, context.rulebooks, dsl::Purpose::running);
  const auto& rule = find_rule(*program, arguments.rule);
  PipelineOptions options;
  options.engine.trace_all = true;
  options.engine.only_rules = {rule.id};
  options.engine.profile = arguments.profile;
  options.engine.as_of = parse_date_option("--as-of", arguments.as_of);
  options.limits = arguments.limits->limits();
  const Pipeline pipeline(program, options);
  const Work work = plan_work({arguments.report}, arguments.together, options.limits);
  if (work.submissions.size() != 1)
    throw UsageError("explain 一次只说明一份报告", "explain takes one report at a time");
  const auto read = read_work(pipeline, work, work.submissions.front()).front();
  if (read.report == nullptr) {
    tell(failure_line(context, read.path, read.error_zh, read.error_en));
    return kUnreadable;
  }
  const auto evaluation = engine::evaluate(pipeline.plan(), *read.report, options.engine);
  Output("").write_whole(
      findings::explain_text(*program, *read.report, rule, evaluation, text_options(context, false)));
  return kClean;
}

}  // namespace

void add_explain_command(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<Arguments>();
  auto* command = add_command(app, context, "explain", "说明一条规则在一份报告上逐处怎样得出结论",
                              "show how one rule came out on a report at every place, step by step");
  command->add_option("REPORT", arguments->report, context.say("报告", "the report"))->option_text(" ");
  command->add_option("RULE", arguments->rule, context.say("规则编号", "the rule's id"))->option_text(" ");
  add_together_option(*command, context, arguments->together);
  add_rulebook_option(*command, context);
  command->add_option("--profile", arguments->profile, context.say("用这个方案的参数", "use this profile"))
      ->option_text("NAME");
  command->add_option("--as-of", arguments->as_of, context.say("按这一天有效的规定", "the law in force on this day"))
      ->option_text("DATE");
  add_limit_options(*command, context, arguments->limits);
  command->callback(
      [&context, arguments] { context.action = [&context, arguments] { return explain(context, *arguments); }; });
}

}  // namespace hegui::app

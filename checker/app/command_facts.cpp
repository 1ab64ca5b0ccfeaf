#include <memory>

#include "checker/app/commands.hpp"
#include "checker/app/limit_options.hpp"
#include "checker/app/output.hpp"
#include "checker/app/pipeline.hpp"
#include "checker/app/progress.hpp"
#include "checker/app/rulebooks.hpp"
#include "checker/app/together.hpp"
#include "checker/text/shown.hpp"

namespace hegui::app {

namespace {

struct Arguments {
  std::vector<std::string> reports;
  std::string format = "text", out;
  bool together = false;
  std::shared_ptr<LimitOptions> limits = std::make_shared<LimitOptions>();
};

const findings::FactsFormat& chosen_format(const std::string& name) {
  std::vector<std::string> known;
  for (const auto& format : findings::facts_formats()) {
    if (format.name == name) return format;
    known.emplace_back(format.name);
  }
  require_one_of("--format", name, known);
  return findings::facts_formats().front();
}

int facts(const Context& context, const Arguments& arguments) {
  const auto& format = chosen_format(arguments.format);
  if (arguments.reports.empty())
    throw UsageError("请写出要读的报告（文件、文件夹、通配符，或 - 表示标准输入）",
                     "name the reports to read (files, folders, globs, or - for standard input)");
  Output output(arguments.out);
  const auto program = load_rulebooks(context, context.rulebooks, dsl::Purpose::running);
  PipelineOptions options;
  options.limits = arguments.limits->limits();
  const Pipeline pipeline(program, options);
  findings::FactsRun run;
  run.program = program;
  bool unreadable = false;
  const Work work = plan_work(arguments.reports, arguments.together, options.limits);
  {
    Progress progress(context, work.submissions.size());
    for (const auto& submission : work.submissions) {
      for (auto& read : read_work(pipeline, work, submission)) run.reports.push_back(std::move(read));
      progress.done(submission.name);
    }
  }
  for (const auto& read : run.reports) {
    if (read.report != nullptr) continue;
    unreadable = true;
    tell("hegui: " + text::shown(read.path, text::kLongestPath) + context.say("：", ": ") +
         (context.language == dsl::Language::zh ? read.error_zh : read.error_en));
  }
  output.write_whole(format.write(run, text_options(context, !arguments.out.empty())));
  return unreadable ? kUnreadable : kClean;
}

}  // namespace

void add_facts_command(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<Arguments>();
  auto* command = add_command(app, context, "facts", "列出从报告中读懂了什么：身份、提纲、数字及其含义",
                              "show what was understood: identity, outline, figures and what they are about");
  command
      ->add_option("REPORT", arguments->reports,
                   context.say("报告：文件、文件夹、通配符，或 - 表示标准输入",
                               "reports: files, folders, globs, or - for standard input"))
      ->option_text(" ");
  add_together_option(*command, context, arguments->together);
  add_rulebook_option(*command, context);
  command->add_option("--format", arguments->format, context.say("输出格式，缺省 text", "output format, default text"))
      ->option_text("text|json|csv|html");
  command
      ->add_option("-o,--output", arguments->out,
                   context.say("输出到文件（写完才出现）", "write to a file, which appears when complete"))
      ->option_text("OUT");
  add_limit_options(*command, context, arguments->limits);
  command->callback(
      [&context, arguments] { context.action = [&context, arguments] { return facts(context, *arguments); }; });
}

}  // namespace hegui::app

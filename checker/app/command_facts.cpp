#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <thread>

#include "checker/app/batches.hpp"
#include "checker/app/commands.hpp"
#include "checker/app/interrupt.hpp"
#include "checker/app/output.hpp"
#include "checker/app/pipeline.hpp"
#include "checker/app/progress.hpp"
#include "checker/app/rulebooks.hpp"
#include "checker/app/run_options.hpp"
#include "checker/app/together.hpp"
#include "checker/findings/facts_json.hpp"

namespace hegui::app {

namespace {

struct Arguments {
  std::vector<std::string> reports;
  RunOptions run;
  std::size_t jobs = std::max(1U, std::thread::hardware_concurrency());
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

/// JSON is written as it comes; the other formats have all reports before them.
class FactsOutput {
 public:
  FactsOutput(const findings::FactsFormat& format, std::shared_ptr<const dsl::Program> program,
              const findings::TextOptions& options, Output& output)
      : format_(format), options_(options), output_(output) {
    using Form = findings::FactsJsonWriter::Form;
    if (format.name == "json" || format.name == "jsonl")
      json_.emplace(program, format.name == "json" ? Form::document : Form::lines, output);
    run_.program = std::move(program);
  }
  void add(findings::ReadReport read) {
    if (json_)
      json_->report(read);
    else
      run_.reports.push_back(std::move(read));
  }
  void finish() {
    if (json_)
      json_->finish();
    else
      output_.write(format_.write(run_, options_));
    output_.finish();
  }

 private:
  const findings::FactsFormat& format_;
  findings::TextOptions options_;
  Output& output_;
  findings::FactsRun run_;
  std::optional<findings::FactsJsonWriter> json_;
};

int facts(const Context& context, const Arguments& arguments) {
  const auto& format = chosen_format(arguments.run.format);
  if (arguments.reports.empty())
    throw UsageError("请写出要读的报告（文件、文件夹、通配符，或 - 表示标准输入）",
                     "name the reports to read (files, folders, globs, or - for standard input)");
  Output output(arguments.run.out);
  const auto program = load_rulebooks(context, context.rulebooks, dsl::Purpose::running);
  const PipelineOptions options = arguments.run.pipeline();
  const Pipeline pipeline(program, options);
  const Work work = plan_work(arguments.reports, arguments.run.together, options.limits, Archives::later);
  FactsOutput out(format, program, text_options(context, !arguments.run.out.empty()), output);
  std::vector<std::string> failures;  // told at the end, where they are seen
  std::size_t left = 0;
  {
    const Interrupt interrupt;
    Progress progress(context, work.submissions.size());
    left = go_through(
        work, arguments.jobs, progress,
        [&](const Submission& submission) { return read_work(pipeline, work, submission); },
        [&](const Submission&, std::vector<findings::ReadReport> reports) {
          for (auto& read : reports) {
            if (read.report == nullptr)
              failures.push_back(failure_line(context, read.path, read.error_zh, read.error_en));
            out.add(std::move(read));
          }
        },
        [] { return !Interrupt::asked(); });
  }
  out.finish();
  for (const auto& failure : failures) tell(failure);
  tell_passed_over(context, work);
  if (left > 0)
    tell(fmt::format(fmt::runtime(context.say("hegui：已中断，{} 份没有读；以上是中断前的结果",
                                              "hegui: interrupted, {} not read; these are the results up to then")),
                     left));
  return failures.empty() && left == 0 ? kClean : kUnreadable;
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
  add_rulebook_option(*command, context);
  add_output_options(*command, context, arguments->run, "text|json|jsonl|csv|html");
  add_jobs_option(*command, context, arguments->jobs);
  add_reading_options(*command, context, arguments->run);
  command->callback(
      [&context, arguments] { context.action = [&context, arguments] { return facts(context, *arguments); }; });
}

}  // namespace hegui::app

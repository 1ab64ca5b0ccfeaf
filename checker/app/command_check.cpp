#include <fmt/format.h>
#include <algorithm>
#include <memory>
#include <thread>

#include "checker/app/annotate.hpp"
#include "checker/app/batches.hpp"
#include "checker/app/commands.hpp"
#include "checker/app/facts_files.hpp"
#include "checker/app/filters.hpp"
#include "checker/app/interrupt.hpp"
#include "checker/app/letters.hpp"
#include "checker/app/lock.hpp"
#include "checker/app/output.hpp"
#include "checker/app/pipeline.hpp"
#include "checker/app/progress.hpp"
#include "checker/app/resume.hpp"
#include "checker/app/rounds.hpp"
#include "checker/app/rulebooks.hpp"
#include "checker/app/run_options.hpp"
#include "checker/app/together.hpp"
#include "checker/findings/compare.hpp"
#include "checker/findings/repeats.hpp"

namespace hegui::app {

namespace {

struct Arguments {
  std::vector<std::string> reports, facts, only_rules;
  std::size_t jobs = std::max(1U, std::thread::hardware_concurrency());
  std::string fail_on = "error", profile, lock, sort = "place", baseline, annotate;
  Filter::Options filter;
  RunOptions run;
  std::shared_ptr<ResumeOptions> resume = std::make_shared<ResumeOptions>();
  std::shared_ptr<LetterArguments> letter = std::make_shared<LetterArguments>();
};

const findings::CheckFormat& chosen_format(const std::string& name) {
  std::vector<std::string> known;
  for (const auto& format : findings::check_formats()) {
    if (format.name == name) return format;
    known.emplace_back(format.name);
  }
  require_one_of("--format", name, known);
  return findings::check_formats().front();
}

findings::Order order_from(const std::string& name) {
  require_one_of("--sort", name, {"place", "severity", "amount"});
  return name == "severity" ? findings::Order::severity
         : name == "amount" ? findings::Order::amount
                            : findings::Order::place;
}

/// text|md|csv|…
std::string format_names() {
  std::string names;
  for (const auto& format : findings::check_formats()) {
    if (!names.empty()) names += '|';
    names += format.name;
  }
  return names;
}

bool reaches(const findings::CheckedReport& report, dsl::Severity threshold) {
  return std::any_of(report.findings.begin(), report.findings.end(),
                     [&](const auto& finding) { return !finding.waived && finding.severity >= threshold; });
}

int check(const Context& context, const Arguments& arguments) {
  const auto& format = chosen_format(arguments.run.format);
  require_no_terminal(arguments.run);
  const auto threshold = severity_option("--fail-on", arguments.fail_on);
  PipelineOptions options = arguments.run.pipeline();
  options.engine.profile = arguments.profile;
  options.engine.traces = format.name == "html";  // no other format shows how a finding came about step by step
  const auto order = order_from(arguments.sort);
  if (arguments.reports.empty() && arguments.facts.empty())
    throw UsageError("请写出要核查的报告（文件、文件夹、通配符，或 - 表示标准输入）",
                     "name the reports to check (files, folders, globs, or - for standard input)");
  const auto letter = letter_options(*arguments.letter, format.name);
  const bool folder = format.name == "docx" && names_folder(arguments.run.out);
  std::optional<Output> output;
  if (!folder) output.emplace(arguments.run.out);
  const auto program = load_rulebooks(context, context.rulebooks, dsl::Purpose::running);
  if (!arguments.lock.empty())
    require_locked(context, *program, arguments.lock == "true" ? "hegui.lock" : arguments.lock);
  options.engine.only_rules = expand_rules(*program, split_list(arguments.only_rules));
  const Filter filter(*program, arguments.filter);
  require_profile(*program, arguments.profile);
  const Pipeline pipeline(program, options);

  const Work work = plan_work(arguments.reports, arguments.run.together, options.limits, Archives::later);
  auto text = text_options(context, !arguments.run.out.empty());
  // Only the page shows less of each report when there are many.
  text.expected_reports =
      (format.name == "html" ? count_opened(work) : work.submissions.size()) + arguments.facts.size();
  auto head = findings::head_of(program, HEGUI_VERSION);
  head.date = arguments.run.date;
  head.passed_over = work.passed_over;
  head.flat = order == findings::Order::amount;
  head.against = !arguments.baseline.empty();
  findings::EarlierRound earlier;
  if (head.against)
    read_kept_run(arguments.baseline, [&](findings::CheckedReport&& report) { earlier.add(std::move(report)); });
  text.letter = letter;
  std::optional<Annotator> annotator;
  if (!arguments.annotate.empty()) annotator.emplace(arguments.annotate, head, context.language);
  const auto writer = folder ? write_into_folder(format, std::move(head), text, arguments.run.out)
                             : format.make(std::move(head), text, *output);
  bool unreadable = false, found = false;
  std::vector<std::string> failures;  // told at the end, where they are seen
  findings::Repeats repeats;
  const auto give = [&](findings::CheckedReport report) {
    if (const auto* before = earlier.answered_by(report)) findings::keep_new(report, *before);
    filter.drop_rules(report);
    found = found || reaches(report, threshold);
    filter.drop_minor(report);
    findings::sort_findings(report.findings, order);
    repeats.mark(report);
    writer->report(report);
    if (annotator) annotator->add(report);
    if (report.readable) return;
    unreadable = true;
    failures.push_back(failure_line(context, report.path, report.error_zh, report.error_en));
  };
  std::optional<Resume> resume;
  if (arguments.resume->wanted()) resume.emplace(pipeline, *arguments.resume, format.with_text || annotator);
  std::size_t left = 0;
  {
    const Interrupt interrupt;
    Progress progress(context, work.submissions.size() + arguments.facts.size());
    const auto go_on = [] { return !Interrupt::asked(); };
    left = go_through(
        work, arguments.jobs, progress,
        [&](const Submission& submission) {
          return resume ? resume->check(work, submission) : check_work(pipeline, work, submission);
        },
        [&](const Submission&, std::vector<findings::CheckedReport> reports) {
          for (auto& report : reports) give(std::move(report));
        },
        go_on);
    for (const auto& path : arguments.facts) {
      left += go_on() && check_facts(pipeline, path, arguments.jobs, give, go_on) ? 0 : 1;
      progress.done(path);
    }
  }
  if (resume) resume->finish(context);
  writer->finish();
  if (output) output->finish();
  if (annotator)
    for (const auto& remark : annotator->remarks()) tell("hegui: " + remark);
  if (const std::size_t unanswered = earlier.left().size(); unanswered > 0)
    tell(fmt::format(fmt::runtime(context.say("hegui：上次结果里有 {} 份报告这次没有核查",
                                              "hegui: {} reports of the earlier result were not checked this time")),
                     unanswered));
  for (const auto& failure : failures) tell(failure);
  tell_passed_over(context, work);
  if (left > 0)
    tell(fmt::format(
        fmt::runtime(context.say("hegui：已中断，{} 份没有核查；以上是中断前的结果。{}",
                                 "hegui: interrupted, {} not checked; these are the results up to then. {}")),
        left,
        resume ? context.say("再运行同一条命令，就接着做", "Run the same command again to go on")
               : context.say("以后加上 --resume，中断之后可以接着做",
                             "With --resume, a run can go on where it was interrupted")));
  return unreadable || left > 0 ? kUnreadable : found ? kFindings : kClean;
}

}  // namespace

void add_check_command(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<Arguments>();
  auto* command = add_command(app, context, "check", "核查报告，列出发现", "check reports and list the findings");
  command
      ->add_option("REPORT", arguments->reports,
                   context.say("报告：文件、文件夹、通配符，或 - 表示标准输入",
                               "reports: files, folders, globs, or - for standard input"))
      ->option_text(" ");
  command
      ->add_option(
          "--facts", arguments->facts,
          context.say("核查 hegui facts --format json 或 jsonl 写出的文件，不再读报告；可多次给出，- 表示标准输入",
                      "check what hegui facts --format json or jsonl wrote instead of a report; may be repeated, - is "
                      "standard input"))
      ->option_text("FILE.json")
      ->allow_extra_args(false);
  add_rulebook_option(*command, context);
  add_output_options(*command, context, arguments->run, format_names());
  command
      ->add_option("--fail-on", arguments->fail_on,
                   context.say("有不低于此级别的发现时退出码为 1，缺省 error",
                               "exit with 1 when there are findings of this severity or above; default error"))
      ->option_text("error|warning|note");
  command
      ->add_option("--rules", arguments->only_rules,
                   context.say("只用这些规则，以逗号分开，可写 GJ-*",
                               "apply these rules only, separated by commas; GJ-* is taken"))
      ->option_text("ID,...")
      ->allow_extra_args(false);
  command
      ->add_option("--exclude", arguments->filter.exclude,
                   context.say("不列这些规则的发现，以逗号分开，可写 GJ-*；没有列出的有多少条，输出里会写明",
                               "leave out findings of these rules; GJ-* is taken; the output says how many were left "
                               "out"))
      ->option_text("ID,...")
      ->allow_extra_args(false);
  command
      ->add_option(
          "--tags", arguments->filter.tags,
          context.say("只列带有其中一个标签的规则的发现", "only findings of rules that have one of these tags"))
      ->option_text("TAG,...")
      ->allow_extra_args(false);
  command
      ->add_option("--min-severity", arguments->filter.min_severity,
                   context.say("不列低于此级别的发现（--fail-on 仍看全部）",
                               "leave out findings below this severity (--fail-on still sees them)"))
      ->option_text("error|warning|note");
  command
      ->add_option("--baseline", arguments->baseline,
                   context.say("只列上次结果（check --format json 或 jsonl 写的文件）里没有的发现",
                               "only findings that are not in this earlier result (of check --format json or jsonl)"))
      ->option_text("RUN.json");
  command
      ->add_option("--profile", arguments->profile,
                   context.say("用这个方案的参数，缺省按报告的地区和类型选",
                               "use the parameters of this profile; default: chosen by the report's identity"))
      ->option_text("NAME");
  command
      ->add_option("--sort", arguments->sort,
                   context.say("发现的次序：按位置、级别或金额，缺省 place",
                               "order of the findings: by place, severity or amount; default place"))
      ->option_text("place|severity|amount");
  add_day_options(*command, context, arguments->run);
  command
      ->add_flag(
          "--locked", arguments->lock,
          context.say("只用锁定文件（缺省 hegui.lock，或写 --locked=FILE）里的规则集，版本、指纹有任何不同就不核查",
                      "use the rulebooks of the lock file only (default hegui.lock, or --locked=FILE); refuse to "
                      "check when a version or fingerprint differs"))
      ->option_text("[=FILE]");
  add_jobs_option(*command, context, arguments->jobs);
  command
      ->add_option("--annotate", arguments->annotate,
                   context.say("另存一份报告的副本到这个文件夹，在问题所在的文字上加批注（docx、pdf）；原件不动",
                               "also write copies of the reports to this folder, with comments at the passages "
                               "(docx, pdf); the originals are left alone"))
      ->option_text("FOLDER");
  add_letter_options(*command, context, arguments->letter);
  add_resume_options(*command, context, arguments->resume);
  add_reading_options(*command, context, arguments->run);
  command->callback(
      [&context, arguments] { context.action = [&context, arguments] { return check(context, *arguments); }; });
}

}  // namespace hegui::app

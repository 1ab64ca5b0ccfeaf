#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <thread>

#include "checker/app/commands.hpp"
#include "checker/app/interrupt.hpp"
#include "checker/app/limit_options.hpp"
#include "checker/app/lock.hpp"
#include "checker/app/ordered.hpp"
#include "checker/app/output.hpp"
#include "checker/app/pipeline.hpp"
#include "checker/app/progress.hpp"
#include "checker/app/rulebooks.hpp"

namespace hegui::app {

namespace {

struct Arguments {
  std::vector<std::string> reports, facts, only_rules;
  std::size_t jobs = std::max(1U, std::thread::hardware_concurrency());
  std::string format = "text", out, fail_on = "error", profile, as_of, lock;
  std::shared_ptr<LimitOptions> limits = std::make_shared<LimitOptions>();
};

constexpr std::array kLaterFormats = {"sarif", "xlsx", "docx", "md", "csv", "jsonl"};

const findings::CheckFormat& chosen_format(const std::string& name) {
  std::vector<std::string> known;
  for (const auto& format : findings::check_formats()) {
    if (format.name == name) return format;
    known.emplace_back(format.name);
  }
  if (std::find(kLaterFormats.begin(), kLaterFormats.end(), name) != kLaterFormats.end())
    throw UsageError("这个版本还不能输出 " + name + " 格式，可用：text、json、html",
                     "format " + name + " is not in this version; choose text, json or html");
  require_one_of("--format", name, known);
  return findings::check_formats().front();
}

dsl::Severity severity_from(const std::string& name) {
  require_one_of("--fail-on", name, {"error", "warning", "note"});
  return name == "error" ? dsl::Severity::error : name == "warning" ? dsl::Severity::warning : dsl::Severity::note;
}

bool reaches(const findings::CheckedReport& report, dsl::Severity threshold) {
  return std::any_of(report.findings.begin(), report.findings.end(),
                     [&](const auto& finding) { return !finding.waived && finding.severity >= threshold; });
}

void require_profile(const dsl::Program& program, const std::string& name) {
  if (name.empty()) return;
  std::vector<std::string> known;
  for (const auto& profile : program.profiles) {
    if (profile.name == name || profile.english == name) return;
    known.push_back(profile.name);
    if (!profile.english.empty()) known.push_back(profile.english);
  }
  throw UsageError("没有方案“" + name + "”" + hint_zh(name, known),
                   "there is no profile '" + name + "'" + hint_en(name, known));
}

int check(const Context& context, const Arguments& arguments) {
  const auto& format = chosen_format(arguments.format);
  const auto threshold = severity_from(arguments.fail_on);
  PipelineOptions options;
  options.engine.only_rules = split_list(arguments.only_rules);
  options.engine.profile = arguments.profile;
  options.engine.as_of = options.tell.as_of = parse_date_option("--as-of", arguments.as_of);
  options.limits = arguments.limits->limits();
  if (arguments.reports.empty() && arguments.facts.empty())
    throw UsageError("请写出要核查的报告（文件、文件夹、通配符，或 - 表示标准输入）",
                     "name the reports to check (files, folders, globs, or - for standard input)");
  Output output(arguments.out);
  const auto program = load_rulebooks(context, context.rulebooks);
  if (!arguments.lock.empty())
    require_locked(context, *program, arguments.lock == "true" ? "hegui.lock" : arguments.lock);
  require_rules(*program, options.engine.only_rules);
  require_profile(*program, arguments.profile);
  const Pipeline pipeline(program, options);

  const auto inputs = expand_inputs(arguments.reports, options.limits);
  auto text = text_options(context, !arguments.out.empty());
  text.expected_reports = inputs.size() + arguments.facts.size();
  const auto writer = format.make(findings::head_of(program, HEGUI_VERSION), text, output);
  bool unreadable = false, found = false;
  std::vector<std::string> failures;  // told at the end, where they are seen
  const auto give = [&](const findings::CheckedReport& report) {
    writer->report(report);
    found = found || reaches(report, threshold);
    if (report.readable) return;
    unreadable = true;
    failures.push_back("hegui: " + report.path + context.say("：", ": ") +
                       (context.language == dsl::Language::zh ? report.error_zh : report.error_en));
  };
  std::size_t checked = 0;
  {
    const Interrupt interrupt;
    Progress progress(context, inputs.size() + arguments.facts.size());
    const auto go_on = [] { return !Interrupt::asked(); };
    const auto done = [&](std::size_t, const findings::CheckedReport& report) {
      give(report);
      progress.done(report.path);
      ++checked;
    };
    in_order(
        inputs.size(), arguments.jobs, [&](std::size_t i) { return pipeline.check(inputs[i]); }, done, go_on);
    for (const auto& path : arguments.facts) {
      if (!go_on()) break;
      for (const auto& read : pipeline.read_facts(path)) give(pipeline.check(read));
      progress.done(path);
      ++checked;
    }
  }
  const std::size_t left = inputs.size() + arguments.facts.size() - checked;
  writer->finish();
  output.finish();
  for (const auto& failure : failures) tell(failure);
  if (left > 0)
    tell(fmt::format(fmt::runtime(context.say("hegui：已中断，{} 份没有核查；以上是中断前的结果",
                                              "hegui: interrupted, {} not checked; these are the results up to then")),
                     left));
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
      ->add_option("--facts", arguments->facts,
                   context.say("核查 hegui facts --format json 写出的文件，不再读报告；可多次给出，- 表示标准输入",
                               "check what hegui facts --format json wrote instead of a report; may be repeated, - is "
                               "standard input"))
      ->option_text("FILE.json")
      ->allow_extra_args(false);
  add_rulebook_option(*command, context);
  command->add_option("--format", arguments->format, context.say("输出格式，缺省 text", "output format, default text"))
      ->option_text("text|json|html");
  command
      ->add_option("-o,--output", arguments->out,
                   context.say("输出到文件（写完才出现）", "write to a file, which appears when complete"))
      ->option_text("OUT");
  command
      ->add_option("--fail-on", arguments->fail_on,
                   context.say("有不低于此级别的发现时退出码为 1，缺省 error",
                               "exit with 1 when there are findings of this severity or above; default error"))
      ->option_text("error|warning|note");
  command
      ->add_option("--rules", arguments->only_rules,
                   context.say("只用这些规则，以逗号分开", "apply these rules only, separated by commas"))
      ->option_text("ID,…")
      ->allow_extra_args(false);
  command
      ->add_option("--profile", arguments->profile,
                   context.say("用这个方案的参数，缺省按报告的地区和类型选",
                               "use the parameters of this profile; default: chosen by the report's identity"))
      ->option_text("NAME");
  command
      ->add_option("--as-of", arguments->as_of,
                   context.say("按这一天有效的规定核查，缺省为报告年度的年末",
                               "apply the law in force on this day; default: the end of the report's fiscal year"))
      ->option_text("DATE");
  command
      ->add_flag(
          "--locked", arguments->lock,
          context.say("只用锁定文件（缺省 hegui.lock，或写 --locked=FILE）里的规则集，版本、指纹有任何不同就不核查",
                      "use the rulebooks of the lock file only (default hegui.lock, or --locked=FILE); refuse to "
                      "check when a version or fingerprint differs"))
      ->option_text("[=FILE]");
  command
      ->add_option("--jobs", arguments->jobs,
                   context.say("同时核查几份报告，缺省为处理器核数；结果的次序不变",
                               "how many reports to check at a time, default: the number of cores; the order of the "
                               "results does not depend on it"))
      ->option_text("N")
      ->check(CLI::Range(1, 256));
  add_limit_options(*command, context, arguments->limits);
  command->callback(
      [&context, arguments] { context.action = [&context, arguments] { return check(context, *arguments); }; });
}

}  // namespace hegui::app

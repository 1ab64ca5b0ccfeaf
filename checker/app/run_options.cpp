#include "checker/app/run_options.hpp"

#include <unistd.h>

#include <algorithm>

#include "checker/app/together.hpp"
#include "checker/text/shown.hpp"

namespace hegui::app {

PipelineOptions RunOptions::pipeline() const {
  PipelineOptions options;
  options.engine.as_of = options.tell.as_of = parse_date_option("--as-of", as_of);
  options.tell.today = parse_date_option("--date", date);
  options.limits = limits->limits();
  return options;
}

void add_output_options(CLI::App& command, const Context& context, RunOptions& options, const std::string& formats) {
  command.add_option("--format", options.format, context.say("输出格式，缺省 text", "output format, default text"))
      ->option_text(formats);
  command
      .add_option("-o,--output", options.out,
                  context.say("输出到文件（写完才出现）", "write to a file, which appears when complete"))
      ->option_text("OUT");
}

void add_day_options(CLI::App& command, const Context& context, RunOptions& options) {
  command
      .add_option("--as-of", options.as_of,
                  context.say("按这一天有效的规定核查，缺省为报告年度的年末",
                              "apply the law in force on this day; default: the end of the report's fiscal year"))
      ->option_text("DATE");
  command
      .add_option("--date", options.date,
                  context.say("写进输出的日期，豁免也按这一天判断；缺省不写日期",
                              "the date written into the output; waivers are judged on it; default: none is written"))
      ->option_text("DATE");
}

void add_jobs_option(CLI::App& command, const Context& context, std::size_t& jobs) {
  command
      .add_option("--jobs", jobs,
                  context.say("同时读几份报告，缺省为处理器核数；结果的次序不变",
                              "how many reports to work on at a time, default: the number of cores; the order of the "
                              "results does not depend on it"))
      ->option_text("N")
      ->check(CLI::Range(1, 256));
}

void add_reading_options(CLI::App& command, const Context& context, RunOptions& options) {
  add_together_option(command, context, options.together);
  add_limit_options(command, context, options.limits);
}

std::string failure_line(const Context& context, const std::string& path, const std::string& zh,
                         const std::string& en) {
  return "hegui: " + text::shown(path, text::kLongestPath) + context.say("：", ": ") +
         (context.language == dsl::Language::zh ? zh : en);
}

void require_no_terminal(const RunOptions& options) {
  const auto formats = findings::check_formats();
  const bool binary = std::any_of(formats.begin(), formats.end(),
                                  [&](const auto& format) { return format.name == options.format && format.binary; });
  if (!binary || !options.to_standard_output() || ::isatty(STDOUT_FILENO) != 1) return;
  throw UsageError(options.format + " 不是文字，不能显示在终端上；请用 -o 文件." + options.format + " 写到文件",
                   options.format + " is not text for a terminal; write it to a file with -o FILE." + options.format);
}

}  // namespace hegui::app

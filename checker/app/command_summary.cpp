// hegui summary: the overview of many reports.
#include <fstream>
#include <iterator>
#include <memory>

#include "checker/app/commands.hpp"
#include "checker/app/output.hpp"
#include "checker/app/rounds.hpp"
#include "checker/app/rulebooks.hpp"
#include "checker/app/run_options.hpp"
#include "checker/findings/overview.hpp"

namespace hegui::app {

namespace {

struct Arguments {
  std::vector<std::string> names;
  std::string units;
  RunOptions run;
  std::shared_ptr<ResumeOptions> resume = std::make_shared<ResumeOptions>();
};

std::vector<findings::ListedUnit> read_list(const std::string& path) {
  if (path.empty()) return {};
  std::ifstream file(path, std::ios::binary);
  if (!file) throw UsageError("单位名单打不开：" + path, "the list of units cannot be opened: " + path);
  constexpr std::size_t kMost = (64U << 20U) + 1;
  std::string bytes(kMost, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  auto list = findings::read_units(bytes);
  if (!list.error_zh.empty()) throw UsageError(path + "：" + list.error_zh, path + ": " + list.error_en);
  return std::move(list.units);
}

/// Names of regions, which may stand before a unit's name.
std::vector<std::string> places_of(const dsl::Program* program) {
  std::vector<std::string> places;
  if (program == nullptr) return places;
  const auto region = program->find_aspect("region");
  for (const auto& member : program->members) {
    if (!region.valid() || member.aspect != region) continue;
    places.push_back(member.name);
    places.insert(places.end(), member.synonyms.begin(), member.synonyms.end());
  }
  return places;
}

int summary(const Context& context, const Arguments& arguments) {
  require_one_of("--format", arguments.run.format, findings::overview_formats());
  if (arguments.names.empty())
    throw UsageError("请写出要汇总的报告、文件夹，或 check --format json 的结果",
                     "name the reports, folders or results of check --format json to sum up");
  const PipelineOptions options = arguments.run.pipeline();
  auto list = read_list(arguments.units);
  require_no_terminal(arguments.run);
  Output output(arguments.run.out);

  std::shared_ptr<const dsl::Program> program;
  bool kept_only = true;
  for (const auto& name : arguments.names) kept_only = kept_only && is_kept_run(name);
  if (!kept_only) program = load_rulebooks(context, context.rulebooks);

  findings::Overview overview;
  overview.head = run_round(
      context, arguments.names, program, options, arguments.run.together,
      [&](findings::CheckedReport&& report) { overview.add(report); }, arguments.resume.get());
  overview.head.date = arguments.run.date;
  overview.finish(std::move(list), places_of(overview.head.program.get()));
  findings::write_overview(arguments.run.format, overview, text_options(context, !arguments.run.out.empty()), output);
  output.finish();
  for (const auto& row : overview.rows)
    if (!row.readable) tell(failure_line(context, row.path, row.error_zh, row.error_en));
  return overview.unreadable > 0 ? kUnreadable : kClean;
}

}  // namespace

void add_summary_command(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<Arguments>();
  auto* command = add_command(app, context, "summary", "汇总多份报告：各地区、各类问题、执行率、未提交的单位",
                              "sum up many reports: regions, defects, execution rates, units that have not submitted");
  command
      ->add_option(
          "REPORT", arguments->names,
          context.say("报告、文件夹，或 check 写的 .json、.jsonl", "reports, folders, or .json, .jsonl of check"))
      ->option_text(" ");
  add_rulebook_option(*command, context);
  command
      ->add_option("--units", arguments->units,
                   context.say("应提交的单位名单（csv，第一行写列名：单位名称,地区），找出尚未提交的",
                               "list of the units that have to submit (csv, first line: unit,region), to find those "
                               "that have not"))
      ->option_text("UNITS.csv");
  add_output_options(*command, context, arguments->run, "text|json|html|md|csv|xlsx");
  add_day_options(*command, context, arguments->run);
  add_resume_options(*command, context, arguments->resume);
  add_reading_options(*command, context, arguments->run);
  command->callback(
      [&context, arguments] { context.action = [&context, arguments] { return summary(context, *arguments); }; });
}

}  // namespace hegui::app

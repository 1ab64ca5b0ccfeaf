#include <memory>

#include "checker/app/commands.hpp"
#include "checker/app/inputs.hpp"
#include "checker/app/output.hpp"
#include "checker/app/progress.hpp"
#include "checker/app/rulebooks.hpp"
#include "checker/trials/replay.hpp"

namespace hegui::app {

namespace {

struct Arguments {
  std::string before, after, format = "text", out;
  std::vector<std::string> reports;
};

std::vector<trials::ReportFile> read_reports(const std::vector<std::string>& given) {
  std::vector<trials::ReportFile> files;
  for (const auto& input : expand_inputs(given)) {
    trials::ReportFile file{input.path, nullptr};
    if (!input.error)
      if (auto read = document::read_file(input.path, document::Limits{}); read.document)
        file.document = std::make_shared<const document::Document>(std::move(*read.document));
    files.push_back(std::move(file));
  }
  return files;
}

int diff_rules(const Context& context, const Arguments& arguments) {
  if (arguments.before.empty() || arguments.after.empty())
    throw UsageError("请写出旧、新两个规则文件或文件夹，例如 hegui rules diff 旧规则 新规则",
                     "name the old and the new rulebook, for example hegui rules diff OLD NEW");
  require_one_of("--format", arguments.format, {"text", "json"});
  Output output(arguments.out);
  const auto before = load_rulebooks(context, {arguments.before});
  const auto after = load_rulebooks(context, {arguments.after});
  const auto changes = dsl::differences(*before, *after);
  std::optional<trials::Replay> replay;
  if (!arguments.reports.empty()) {
    const auto files = read_reports(arguments.reports);
    Progress progress(context, files.size() + changes.size());
    replay = trials::replay(before, after, changes, files, [&](const std::string& name) { progress.done(name); });
  }
  const trials::Replay* replayed = replay ? &*replay : nullptr;
  output.write_whole(arguments.format == "json"
                         ? trials::difference_json(changes, replayed)
                         : trials::difference_text(changes, replayed, text_options(context, !arguments.out.empty())));
  if (replay && !replay->unreadable.empty()) return kUnreadable;
  return changes.empty() ? kClean : kFindings;
}

}  // namespace

void add_rules_diff_command(CLI::App& rules, Context& context) {
  auto arguments = std::make_shared<Arguments>();
  auto* command = add_command(rules, context, "diff", "两版规则在意思上的不同（排版、注释、中英文写法不算）",
                              "what two versions of rules say otherwise (layout, comments and language do not count)");
  command->add_option("OLD", arguments->before, context.say("旧的规则文件或文件夹", "the old rulebook file or folder"))
      ->option_text(" ");
  command->add_option("NEW", arguments->after, context.say("新的规则文件或文件夹", "the new rulebook file or folder"))
      ->option_text(" ");
  command
      ->add_option(
          "--reports", arguments->reports,
          context.say("用这些报告看哪些发现因此出现、消失、变化，由哪处改动引起",
                      "also tell which findings of these reports appear, vanish or change, and by which clause"))
      ->option_text("REPORT…");
  command->add_option("--format", arguments->format, context.say("text 或 json", "text or json"))
      ->option_text("FORMAT");
  command->add_option("-o,--output", arguments->out, context.say("写到这个文件", "write to this file"))
      ->option_text("FILE");
  command->callback(
      [&context, arguments] { context.action = [&context, arguments] { return diff_rules(context, *arguments); }; });
}

}  // namespace hegui::app

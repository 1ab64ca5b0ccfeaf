#include <fmt/format.h>

#include <memory>

#include "checker/app/commands.hpp"
#include "checker/app/output.hpp"
#include "checker/app/rulebooks.hpp"

namespace hegui::app {

namespace {

struct Arguments {
  std::vector<std::string> files;
  bool brief = false;
};

int lint_rules(const Context& context, const Arguments& arguments) {
  auto [loaded, errors, lints, out] = inspect_rulebooks(context, arguments.files, arguments.brief);
  if (errors > 0) {
    out += fmt::format(fmt::runtime(context.say("规则有 {} 处错误，先改正错误\n", "{} mistakes; correct them first\n")),
                       errors);
  } else if (lints > 0) {
    out += fmt::format(fmt::runtime(context.say("提醒 {} 处\n", "{} hints\n")), lints);
  }
  Output("").write_whole(out);
  return errors > 0 ? kUsage : lints > 0 ? kFindings : kClean;
}

}  // namespace

void add_rules_lint_command(CLI::App& rules, Context& context) {
  auto arguments = std::make_shared<Arguments>();
  auto* command =
      add_command(rules, context, "lint", "找出规则中没有写错、但多半不是本意的地方；没有就什么也不说，有则退出码为 1",
                  "look for what is no mistake but hardly meant; silent when there is nothing, exit status "
                  "1 when there is");
  command
      ->add_option(
          "FILE", arguments->files,
          context.say("规则文件或文件夹，缺省为全部自带规则", "rulebook files or folders; default: the built-in rules"))
      ->option_text(" ");
  add_rulebook_option(*command, context);
  command->add_flag("--brief", arguments->brief, context.say("每处提醒一行", "one line a hint"));
  command->callback(
      [&context, arguments] { context.action = [&context, arguments] { return lint_rules(context, *arguments); }; });
}

}  // namespace hegui::app

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

int check_rules(const Context& context, const Arguments& arguments) {
  auto [loaded, errors, lints, out] = inspect_rulebooks(context, arguments.files, arguments.brief);
  const std::size_t books = loaded.program == nullptr ? 0 : loaded.program->rulebooks.size();
  const std::size_t rules = loaded.program == nullptr ? 0 : loaded.program->rules.size();
  const std::size_t tests = loaded.program == nullptr ? 0 : loaded.program->tests.size();
  out += fmt::format(fmt::runtime(context.say("规则集 {} 个，规则 {} 条，测试 {} 个：错误 {}，提醒 {}\n",
                                              "rulebooks {}, rules {}, tests {}: errors {}, hints {}\n")),
                     books, rules, tests, errors, lints);
  Output("").write_whole(out);
  return errors > 0 ? kUsage : kClean;
}

}  // namespace

void add_rules_check_command(CLI::App& rules, Context& context) {
  auto arguments = std::make_shared<Arguments>();
  auto* command = add_command(rules, context, "check", "检查规则文件有没有写错", "look for mistakes in rulebooks");
  command
      ->add_option(
          "FILE", arguments->files,
          context.say("规则文件或文件夹，缺省为全部自带规则", "rulebook files or folders; default: the built-in rules"))
      ->option_text(" ");
  add_rulebook_option(*command, context);
  command->add_flag("--brief", arguments->brief, context.say("每处错误一行", "one line a mistake"));
  command->callback(
      [&context, arguments] { context.action = [&context, arguments] { return check_rules(context, *arguments); }; });
}

}  // namespace hegui::app

#include <fmt/format.h>

#include <memory>

#include "checker/app/commands.hpp"
#include "checker/app/lock.hpp"
#include "checker/app/output.hpp"
#include "checker/app/rulebooks.hpp"

namespace hegui::app {

namespace {

struct Arguments {
  std::string out = "hegui.lock";
};

int lock_rules(const Context& context, const Arguments& arguments) {
  Output output(arguments.out);
  const auto program = load_rulebooks(context, context.rulebooks);
  output.write_whole(lock_text(*program));
  if (arguments.out != "-")
    Output("").write_whole(
        fmt::format(fmt::runtime(context.say("已锁定 {} 个规则集：{}\n", "{} rulebooks locked in {}\n")),
                    program->rulebooks.size(), arguments.out));
  return kClean;
}

}  // namespace

void add_rules_lock_command(CLI::App& rules, Context& context) {
  auto arguments = std::make_shared<Arguments>();
  auto* command = add_command(rules, context, "lock", "写下所用规则集的版本和指纹；check --locked 只认这些",
                              "write down versions and fingerprints of the rulebooks in use; check --locked accepts "
                              "no others");
  add_rulebook_option(*command, context);
  command
      ->add_option("-o,--output", arguments->out,
                   context.say("锁定文件，缺省 hegui.lock；- 表示标准输出",
                               "the lock file, default hegui.lock; - is standard output"))
      ->option_text("FILE");
  command->callback(
      [&context, arguments] { context.action = [&context, arguments] { return lock_rules(context, *arguments); }; });
}

}  // namespace hegui::app

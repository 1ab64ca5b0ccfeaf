#include <memory>

#include "checker/app/commands.hpp"
#include "checker/app/output.hpp"
#include "checker/app/rulebooks.hpp"
#include "checker/findings/handbook.hpp"

namespace hegui::app {

namespace {

struct Arguments {
  std::string format, out;
};

/// --format, else by the ending of the file.
findings::HandbookFormat chosen_format(const Arguments& arguments) {
  if (!arguments.format.empty()) {
    require_one_of("--format", arguments.format, {"md", "html"});
    return arguments.format == "html" ? findings::HandbookFormat::html : findings::HandbookFormat::markdown;
  }
  const bool web = arguments.out.ends_with(".html") || arguments.out.ends_with(".htm");
  return web ? findings::HandbookFormat::html : findings::HandbookFormat::markdown;
}

int write_handbook(const Context& context, const Arguments& arguments) {
  const auto format = chosen_format(arguments);
  Output output(arguments.out);
  const auto program = load_rulebooks(context, context.rulebooks);
  output.write_whole(findings::handbook(*program, format, context.language));
  return kClean;
}

}  // namespace

void add_rules_doc_command(CLI::App& rules, Context& context) {
  auto arguments = std::make_shared<Arguments>();
  auto* command = add_command(rules, context, "doc", "由规则文件生成规则手册：要求、依据、原文、例子、版本变更",
                              "make the handbook of the rules: demand, basis, text, examples, versions");
  add_rulebook_option(*command, context);
  command
      ->add_option(
          "--format", arguments->format,
          context.say("md 或 html；缺省看文件名，不然是 md", "md or html; default: by the file's name, else md"))
      ->option_text("md|html");
  command
      ->add_option("-o,--output", arguments->out,
                   context.say("输出到文件（写完才出现）", "write to a file, which appears when complete"))
      ->option_text("OUT");
  command->callback([&context, arguments] {
    context.action = [&context, arguments] { return write_handbook(context, *arguments); };
  });
}

}  // namespace hegui::app

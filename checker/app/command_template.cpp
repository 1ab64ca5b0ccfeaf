#include <unistd.h>

#include "checker/app/commands.hpp"
#include "checker/app/output.hpp"
#include "checker/findings/letter_template.hpp"

namespace hegui::app {

void add_template_command(CLI::App& app, Context& context) {
  auto out = std::make_shared<std::string>();
  auto* command =
      add_command(app, context, "template", "写出核查意见书的模板，供修改后用于 check --template",
                  "write the template of the letter of findings, to be changed and given to check --template");
  command->add_option("-o,--output", *out, context.say("输出到文件", "write to a file"))->option_text("FILE.docx");
  command->callback([&context, out] {
    context.action = [&context, out] {
      if ((out->empty() || *out == "-") && ::isatty(STDOUT_FILENO) == 1)
        throw UsageError("模板是 docx 文件，不能显示在终端上；请用 -o 模板.docx",
                         "the template is a docx file, not text for a terminal; use -o FILE.docx");
      Output output(*out);
      output.write_whole(findings::letter_template(context.language));
      return static_cast<int>(kClean);
    };
  });
}

}  // namespace hegui::app

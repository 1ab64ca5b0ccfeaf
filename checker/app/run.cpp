#include <csignal>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "checker/app/commands.hpp"
#include "checker/app/output.hpp"
#include "checker/document/leftovers.hpp"
#include "checker/findings/write_error.hpp"

namespace hegui::app {

namespace {

constexpr std::array kCommands = {add_check_command, add_compare_command, add_facts_command,    add_explain_command,
                                  add_rules_command, add_summary_command, add_template_command, add_manual_command};

int fail(const Context& context, const UsageError& error) {
  tell("hegui: " + error.in(context.language));
  return kUsage;
}

}  // namespace

int run(int argc, char** argv) {
  document::remove_leftovers_on_signals();
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is an error of writing, told like any other
  std::signal(SIGXFSZ, SIG_IGN);  // and so is a limit on the size of files
  Context context;
  std::vector<std::string> words(argv + (argc > 0 ? 1 : 0), argv + argc);
  context.language = language_of(words);
  if (!words.empty() && words.front() == "help") {  // hegui help check
    words.erase(words.begin());
    words.emplace_back("--help");
  }
  std::reverse(words.begin(), words.end());  // as CLI11 takes them

  CLI::App app(context.say("核查绩效自评报告、决算说明是否符合规定：按规则逐条核对，给出原文、算式和依据。",
                           "Checks performance self-evaluation and final accounts reports of budget units against "
                           "rules: every finding quotes the passage, shows the arithmetic and cites its basis."),
               "hegui");
  app.option_defaults()->group(context.say("选项", "Options"));
  app.set_help_flag("-h,--help", context.say("显示这份说明", "show this help"));
  app.set_version_flag("--version", std::string("hegui ") + HEGUI_VERSION, context.say("显示版本", "show the version"));
  app.add_option("--lang", context.lang_option, context.say("说明用的语言", "language of messages"))
      ->option_text("zh|en");
  app.require_subcommand(1, 1);
  for (const auto add : kCommands) add(app, context);
  app.footer(
      context.say("例：hegui check 报告.docx                             核查一份报告\n"
                  "    hegui check 文件夹 --format html -o 结果.html     核查一批，结果写成网页\n"
                  "    hegui check 文件夹 --format docx -o 意见书/       给每个单位写一封核查意见书\n"
                  "    hegui explain 报告.docx GJ-10                     一条规则为什么这样判断\n"
                  "    hegui check --help                                一个命令的全部选项\n\n"
                  "退出码：0 没有发现；1 有发现；2 命令行或规则有误；3 有报告读不了（其余照常核查）",
                  "Examples: hegui check REPORT.docx                          check a report\n"
                  "          hegui check FOLDER --format html -o OUT.html     check many, write a page\n"
                  "          hegui check FOLDER --format docx -o LETTERS/     a letter to every unit\n"
                  "          hegui explain REPORT.docx GJ-10                  why a rule came out so\n"
                  "          hegui check --help                               all options of a command\n\n"
                  "Exit status: 0 no findings; 1 findings; 2 mistake on the command line or in a rulebook; "
                  "3 some report could not be read (the others were checked)"));
  prepare_help(app, context);

  try {
    app.parse(words);
    if (!context.lang_option.empty()) require_one_of("--lang", context.lang_option, {"zh", "en"});
    require_one_of("--color", context.color, {"auto", "always", "never"});
    return context.action ? context.action() : kUsage;
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error) == 0 ? kClean : kUsage;  // --help, --version
    if (argc <= 1) {
      tell(app.help());
      return kUsage;
    }
    return fail(context, explain_parse_error(app, error));
  } catch (const UsageError& error) {
    return fail(context, error);
  } catch (const findings::WriteError& error) {
    return fail(context, UsageError(error.zh, error.en));
  }
}

}  // namespace hegui::app

#include "checker/app/cli.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <system_error>

#include "dsl/nearest.hpp"

namespace hegui::app {

namespace {

const CLI::App* deepest(const CLI::App& app) {
  const CLI::App* at = &app;
  while (true) {
    const auto chosen = at->get_subcommands();
    if (chosen.empty()) return at;
    at = chosen.front();
  }
}

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const auto* option : app.get_options())
    for (const auto& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(command->get_name());
  return names;
}

bool is_last_day_or_before(int year, int month, int day) {
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= days[month - 1] + (month == 2 && leap ? 1 : 0);
}

void set_groups(CLI::App& app, const Context& context) {
  if (auto* help = app.get_help_ptr()) help->group(context.say("选项", "Options"));
  for (auto* command : app.get_subcommands([](CLI::App*) { return true; })) {
    // A command without a group is not listed: the manual page is written when the program is installed.
    command->group(command->get_name() == "manual" ? "" : context.say("命令", "Commands"));
    set_groups(*command, context);
  }
}

}  // namespace

dsl::Language language_of(const std::vector<std::string>& arguments) {
  const auto named = [](std::string_view text) {
    // The C locale names no language, so it does not ask for English.
    const bool none = text.empty() || text == "C" || text.substr(0, 2) == "C." || text == "POSIX";
    return none || text.substr(0, 2) == "zh" ? dsl::Language::zh : dsl::Language::en;
  };
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (i > 0 && arguments[i] == "fmt" && arguments[i - 1] == "rules") break;  // its --lang speaks of the rule text
    if (arguments[i] == "--lang" && i + 1 < arguments.size()) return named(arguments[i + 1]);
    if (arguments[i].rfind("--lang=", 0) == 0) return named(std::string_view(arguments[i]).substr(7));
  }
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* value = std::getenv(variable); value != nullptr && *value != '\0') return named(value);
  return dsl::Language::zh;
}

CLI::App* add_command(CLI::App& parent, Context& context, const std::string& name, const char* zh, const char* en) {
  CLI::App* command = parent.add_subcommand(name, context.say(zh, en));
  command->option_defaults()->group(context.say("选项", "Options"));
  command->set_help_flag("-h,--help", context.say("显示这份说明", "show this help"));
  command->add_option("--lang", context.lang_option, context.say("说明用的语言", "language of messages"))
      ->option_text("zh|en");
  command->add_option("--color", context.color, context.say("何时用颜色", "when to use colours"))
      ->option_text("auto|always|never");
  return command;
}

void add_rulebook_option(CLI::App& command, Context& context) {
  command
      .add_option(
          "-r,--rulebook", context.rulebooks,
          context.say("规则文件或文件夹，可多次给出；它们引用的规则集先在旁边找，再从自带规则中取。缺省：全部自带规则",
                      "rulebook file or folder, may be repeated; the rulebooks they use come from the "
                      "built-in ones. Default: all built-in rules"))
      ->option_text("RULEBOOK")
      ->allow_extra_args(false);
}

void prepare_help(CLI::App& app, const Context& context) {
  set_groups(app, context);
  auto formatter = std::make_shared<CLI::Formatter>();
  formatter->column_width(34);
  if (context.language == dsl::Language::zh) {
    formatter->label("Usage", "用法");
    formatter->label("OPTIONS", "选项");
    formatter->label("SUBCOMMAND", "命令");
    formatter->label("SUBCOMMANDS", "命令");
    formatter->label("Positionals", "参数");
    formatter->label("REQUIRED", "必填");
  } else {
    formatter->label("SUBCOMMAND", "COMMAND");
    formatter->label("SUBCOMMANDS", "COMMANDS");
    formatter->label("Positionals", "Arguments");
  }
  const std::function<void(CLI::App&)> apply = [&](CLI::App& each) {
    each.formatter(formatter);
    for (auto* command : each.get_subcommands([](CLI::App*) { return true; })) apply(*command);
  };
  apply(app);
}

namespace {

/// zx-01 is ZX-01.
std::string in_small_letters(std::string_view word) {
  std::string small(word);
  for (char& c : small)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return small;
}

}  // namespace

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
  std::vector<std::string> small;
  for (const auto& name : known) small.push_back(in_small_letters(name));
  const std::vector<std::string_view> names(small.begin(), small.end());
  const auto at = dsl::nearest_name(in_small_letters(word), names);
  return at ? known[*at] : "";
}

std::string hint_zh(std::string_view word, const std::vector<std::string>& known) {
  const std::string name = nearest(word, known);
  return name.empty() ? "" : "；您是不是要写“" + name + "”？";
}

std::string hint_en(std::string_view word, const std::vector<std::string>& known) {
  const std::string name = nearest(word, known);
  return name.empty() ? "" : "; did you mean '" + name + "'?";
}

UsageError explain_parse_error(const CLI::App& app, const CLI::ParseError& error) {
  const CLI::App* command = deepest(app);
  const std::string help = command->get_parent() == nullptr ? "hegui --help"
                                                            : "hegui " +
                                                                  (command->get_parent()->get_parent() != nullptr
                                                                       ? command->get_parent()->get_name() + " "
                                                                       : std::string()) +
                                                                  command->get_name() + " --help";
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr ||
      dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
    const auto extras = app.remaining(true);
    const std::string word = extras.empty() ? "" : extras.front();
    if (!word.empty() && word[0] == '-' && word.size() > 1) {
      const std::string name = word.substr(0, word.find('='));
      const auto known = option_names(*command);
      return {"没有“" + name + "”这个选项" + hint_zh(name, known) + "（" + help + " 列出全部选项）",
              "there is no option '" + name + "'" + hint_en(name, known) + " (" + help + " lists them all)"};
    }
    const auto commands = command_names(*command);
    std::error_code none;
    if (!word.empty() && command->get_parent() == nullptr && std::filesystem::exists(word, none))
      return {"没有“" + word + "”这个命令；核查报告写 hegui check " + word,
              "there is no command '" + word + "'; to check a report say hegui check " + word};
    if (!word.empty() && !commands.empty())
      return {"没有“" + word + "”这个命令" + hint_zh(word, commands) + "（" + help + " 列出全部命令）",
              "there is no command '" + word + "'" + hint_en(word, commands) + " (" + help + " lists them all)"};
    if (!word.empty())
      return {"多出了参数“" + word + "”（见 " + help + "）", "unexpected argument '" + word + "' (see " + help + ")"};
    std::string all;
    for (const auto& each : commands) all += (all.empty() ? "" : " ") + each;
    if (!all.empty())
      return {"后面还要写一个命令：" + all + "（" + help + " 说明各做什么）",
              "one of these commands must follow: " + all + " (" + help + " says what they do)"};
    return {"缺少参数（见 " + help + "）", "an argument is missing (see " + help + ")"};
  }
  const std::string what = error.what();
  const std::string option = what.substr(0, what.find(':'));
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr)
    return {"选项 " + option + " 后面要写一个值（见 " + help + "）",
            "option " + option + " takes a value (see " + help + ")"};
  if (dynamic_cast<const CLI::ConversionError*>(&error) != nullptr)
    return {"选项的值读不懂：" + what + "（见 " + help + "）",
            "a value was not understood: " + what + " (see " + help + ")"};
  return {"命令行有误：" + what + "（见 " + help + "）",
          "mistake on the command line: " + what + " (see " + help + ")"};
}

void require_one_of(std::string_view option, std::string_view value, const std::vector<std::string>& known) {
  if (std::find(known.begin(), known.end(), value) != known.end()) return;
  std::string list;
  for (const auto& each : known) list += (list.empty() ? "" : "|") + each;
  throw UsageError(
      std::string(option) + " 不能是“" + std::string(value) + "”，可用：" + list + hint_zh(value, known),
      std::string(option) + " cannot be '" + std::string(value) + "', choose from " + list + hint_en(value, known));
}

std::optional<dsl::CivilDate> parse_date_option(std::string_view option, const std::string& text) {
  if (text.empty()) return std::nullopt;
  dsl::CivilDate date;
  const auto number = [&](std::size_t from, std::size_t length, int& into) {
    if (from + length > text.size()) return false;
    const char* end = text.data() + from + length;
    const auto result = std::from_chars(text.data() + from, end, into);
    return result.ec == std::errc() && result.ptr == end;
  };
  const bool form = text.size() == 10 && text[4] == '-' && text[7] == '-' && number(0, 4, date.year) &&
                    number(5, 2, date.month) && number(8, 2, date.day);
  if (!form || date.year < 1949 || date.month < 1 || date.month > 12 || date.day < 1 ||
      !is_last_day_or_before(date.year, date.month, date.day))
    throw UsageError(std::string(option) + " 要写成 2021-12-31 这样的日期，不能是“" + text + "”",
                     std::string(option) + " takes a date such as 2021-12-31, not '" + text + "'");
  return date;
}

std::vector<std::string> split_list(const std::vector<std::string>& texts) {
  std::vector<std::string> out;
  for (const auto& text : texts) {
    std::string word;
    for (const char c : text + ",") {
      if (c != ',' && c != ' ') {
        word += c;
      } else if (!word.empty()) {
        out.push_back(std::exchange(word, ""));
      }
    }
  }
  return out;
}

}  // namespace hegui::app

#include <fmt/format.h>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include "checker/app/commands.hpp"
#include "checker/app/output.hpp"
#include "checker/app/rulebooks.hpp"
#include "checker/app/scaffold.hpp"
#include "dsl/parser.hpp"
#include "dsl/printer.hpp"

namespace hegui::app {

namespace {

namespace fs = std::filesystem;

struct Arguments {
  std::string id, title, file, group;
};

/// A text that may stand between quotes of a rule file; quotes around all of it are the shell's business, not its own.
std::string plain_text(const char* option, std::string text) {
  for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>("“", "”"), {"\"", "\""}})
    if (text.size() >= open.size() + close.size() && text.starts_with(open) && text.ends_with(close))
      text = text.substr(open.size(), text.size() - open.size() - close.size());
  const auto holds = [&](std::string_view mark) { return text.find(mark) != std::string::npos; };
  if (text.find_first_of("\"\\\n\r{}") != std::string::npos || holds("“") || holds("”"))
    throw UsageError(std::string(option) + " 里不能有引号、花括号、反斜杠和换行",
                     std::string(option) + " must not hold quotes, braces, backslashes or line breaks");
  return text;
}

/// The existing rules that the file will stand beside; the file itself left out.
std::vector<std::shared_ptr<const dsl::Source>> neighbours(const std::vector<std::string>& given,
                                                           const fs::path& file) {
  std::error_code error;
  const fs::path own = fs::weakly_canonical(file, error);
  std::vector<fs::path> paths = choose_rulebooks({});
  for (const auto& name : given) paths.emplace_back(name);
  auto sources = dsl::read_sources(paths).sources;
  std::erase_if(sources, [&](const auto& source) { return fs::weakly_canonical(source->name(), error) == own; });
  return sources;
}

/// What would be written is loaded before anything is: the author begins with a rule that runs.
void require_sound(const Context& context, const std::vector<std::string>& given, const std::string& path,
                   const std::string& text, const std::string& id) {
  auto sources = neighbours(given, path);
  for (const auto& source : sources) {
    const auto parsed = dsl::parse(source);
    for (const auto& item : parsed.file.items) {
      const auto* rule = std::get_if<dsl::syntax::Rule>(&item.node);
      if (rule == nullptr || rule->id.text != id) continue;
      throw UsageError("已有规则“" + id + "”（" + source->name() + "），请换一个编号",
                       "there is a rule '" + id + "' already (" + source->name() + "); choose another id");
    }
  }
  sources.push_back(std::make_shared<const dsl::Source>(path, text));
  const auto loaded = dsl::load_sources(std::move(sources));
  std::size_t errors = 0;
  for (const auto& diagnostic : loaded.diagnostics) {
    const auto* code = dsl::find_diagnostic_code(diagnostic.code);
    const bool error = code == nullptr || code->level == dsl::Level::error;
    if (!error || diagnostic.source == nullptr || diagnostic.source->name() != path) continue;
    ++errors;
    tell(dsl::render(diagnostic, context.language, context.color == "always"));
  }
  if (errors > 0)
    throw UsageError(
        "加上这条规则后，文件会有上面 " + std::to_string(errors) + " 处错误，所以没有写",
        "with this rule the file would have the " + std::to_string(errors) + " mistakes above; nothing was written");
}

int new_rule(const Context& context, const Arguments& arguments) {
  if (arguments.id.empty())
    throw UsageError("请写出新规则的编号，例如 hegui rules new BJ-01",
                     "name the id of the new rule, for example hegui rules new BJ-01");
  const bool plain_id = arguments.id.find_first_not_of(
                            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") == std::string::npos &&
                        arguments.id.size() <= 64;
  const char first = arguments.id.front();
  if (!plain_id || first == '-' || (first >= '0' && first <= '9'))
    throw UsageError(
        "编号“" + arguments.id + "”不行：用字母开头，只用字母、数字、“-”和“_”，例如 BJ-01",
        "'" + arguments.id + "' is no id: letters, digits, '-' and '_', beginning with a letter, as BJ-01");
  const std::string title = plain_text("--title", arguments.title), group = plain_text("--group", arguments.group);
  const std::string path = arguments.file.empty() ? arguments.id + ".hegui" : arguments.file;
  std::error_code error;
  std::string text;
  Scaffold scaffold{arguments.id, title, group, context.language};
  const bool exists = path != "-" && fs::exists(path, error);
  if (exists) {
    const auto read = dsl::read_sources({path});
    if (read.sources.size() != 1)
      throw UsageError("“" + path + "”不是能读的规则文件", "'" + path + "' is no rule file that can be read");
    const auto parsed = dsl::parse(read.sources.front());
    if (!parsed.diagnostics.empty()) {
      for (const auto& diagnostic : parsed.diagnostics) tell(dsl::render(diagnostic, context.language, false));
      throw UsageError("“" + path + "”有写错的地方，先改正再加规则", "'" + path + "' has mistakes; correct them first");
    }
    scaffold.language = dsl::language_of(parsed.file);
    const bool taken = std::any_of(parsed.file.items.begin(), parsed.file.items.end(), [&](const auto& item) {
      const auto* rule = std::get_if<dsl::syntax::Rule>(&item.node);
      return rule != nullptr && rule->id.text == arguments.id;
    });
    if (taken)
      throw UsageError("“" + path + "”里已有规则“" + arguments.id + "”",
                       "'" + path + "' has a rule '" + arguments.id + "' already");
    text = std::string(read.sources.front()->text());
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) text.pop_back();
    text += "\n\n";
  } else {
    text = scaffold_rulebook(rulebook_id_for(fs::path(path == "-" ? arguments.id : path).filename().string()),
                             context.language);
  }
  text += scaffold_rule(scaffold);
  require_sound(context, context.rulebooks, path, text, arguments.id);
  Output output(path);
  output.write_whole(text);
  if (path != "-")
    Output("").write_whole(
        fmt::format(fmt::runtime(context.say(
                        "已在 {1} 写下规则 {0} 和两个测试。改写后：\n  hegui rules check {1}\n  hegui rules test {1}\n"
                        "  hegui rules fmt {1}\n",
                        "rule {0} and two tests are in {1}. After rewriting them:\n  hegui rules check {1}\n  "
                        "hegui rules test {1}\n  hegui rules fmt {1}\n")),
                    arguments.id, path));
  return kClean;
}

}  // namespace

void add_rules_new_command(CLI::App& rules, Context& context) {
  auto arguments = std::make_shared<Arguments>();
  auto* command = add_command(rules, context, "new", "新建一条规则：说明、规则、应报和通过的测试各一个，写下就能运行",
                              "begin a rule: doc comment, rule, a failing and a passing test that run as they are");
  command->add_option("ID", arguments->id, context.say("编号，例如 BJ-01", "its id, for example BJ-01"))
      ->option_text(" ");
  command->add_option("--title", arguments->title, context.say("标题：一句话写应当怎样", "its title, one sentence"))
      ->option_text("TEXT");
  command
      ->add_option("--file", arguments->file,
                   context.say("写进这个文件：已有的加在末尾，没有的新建；缺省 ID.hegui，- 表示标准输出",
                               "the file: added at its end, or made; default ID.hegui, - is standard output"))
      ->option_text("FILE");
  command->add_option("--group", arguments->group, context.say("标签，例如 三公经费", "its tag, for example 三公经费"))
      ->option_text("TEXT");
  add_rulebook_option(*command, context);
  command->callback(
      [&context, arguments] { context.action = [&context, arguments] { return new_rule(context, *arguments); }; });
}

}  // namespace hegui::app

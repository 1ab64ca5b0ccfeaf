// `hegui manual` (not listed in --help): the manual page for man(1), from the same texts as --help, so that it cannot
// fall behind. The install step writes it in both languages.
#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>

#include "checker/app/commands.hpp"
#include "checker/app/output.hpp"

namespace hegui::app {

namespace {

/// A line may end before this character: not before punctuation, and not inside a character's bytes.
bool may_begin_line(std::string_view text) {
  static constexpr std::array<std::string_view, 12> kClosing = {"，", "。", "、", "；", "：", "）",
                                                                "”",  "》", "…",  "？", "！", "】"};
  if (text.empty() || (static_cast<unsigned char>(text.front()) & 0xC0U) != 0xC0U) return false;
  return std::none_of(kClosing.begin(), kClosing.end(), [&](auto mark) { return text.starts_with(mark); });
}

/// Characters that mean something to troff, and lines that would be read as requests. Chinese has no blanks to break
/// lines at: the places are marked.
std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool at_start = i == 0 || text[i - 1] == '\n';
    if (at_start && (c == '.' || c == '\'')) out += "\\&";
    if (!at_start && text[i - 1] != ' ' && may_begin_line(text.substr(i))) out += "\\:";
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      out += c;
    }
  }
  return out;
}

std::string names_of(const CLI::Option& option) {
  if (option.get_positional()) return option.get_name(true);
  std::string names;
  for (const auto& name : option.get_snames()) names += (names.empty() ? "-" : ", -") + name;
  for (const auto& name : option.get_lnames()) names += (names.empty() ? "--" : ", --") + name;
  return names;
}

void write_options(const CLI::App& command, std::string& out) {
  for (const auto* option : command.get_options()) {
    if (option->get_group().empty()) continue;
    out += ".TP\n.B " + escaped(names_of(*option));
    const std::string value = option->get_option_text();
    // Roman after bold; a blank line of text would end the request.
    if (!value.empty() && value != " ") out += "\\fR " + escaped(value);
    out += '\n' + escaped(option->get_description()) + '\n';
  }
}

const auto kListed = [](const CLI::App* command) { return !command->get_group().empty(); };

void write_commands(const CLI::App& parent, const std::string& path, std::string& out) {
  for (const auto* command : parent.get_subcommands(kListed)) {
    const std::string name = path + ' ' + command->get_name();
    out += ".SS " + escaped(name) + '\n' + escaped(command->get_description()) + '\n';
    write_options(*command, out);
    write_commands(*command, name, out);
  }
}

struct Entry {
  const char *term, *zh, *en;
};
constexpr Entry kEnvironment[] = {
    {"HEGUI_RULES", "自带规则所在的文件夹；不设时用随程序安装的规则。",
     "the folder of the built-in rules; default: those installed with the program."},
    {"HEGUI_PDF", "读 PDF 的辅助程序 hegui-pdf 的位置。", "where the helper hegui-pdf is, which reads PDF files."},
    {"LC_ALL, LC_MESSAGES, LANG", "说明用的语言，缺省中文；--lang 优先。",
     "language of messages, Chinese by default; --lang goes before."},
};
constexpr Entry kExamples[] = {
    {"hegui check 报告.docx", "用全部自带规则核查一份报告。", "check one report with all built-in rules."},
    {"hegui check --format html -o 结果.html 报送/", "核查一个文件夹，写成一个网页。",
     "check a folder, written as one page."},
    {"hegui check --together 报送/", "每个单位一个文件夹，报告连同附件一起核查。",
     "a folder a unit: each report with its attachments."},
    {"hegui explain 报告.docx GJ-10", "一条规则在报告各处是怎样判断的。", "how one rule was judged at every place."},
};

void write_entries(const Context& context, std::span<const Entry> entries, std::string& out) {
  for (const auto& entry : entries)
    out += ".TP\n.B " + escaped(entry.term) + '\n' + escaped(context.say(entry.zh, entry.en)) + '\n';
}

std::string manual(const CLI::App& app, const Context& context) {
  std::string out = std::string(".TH HEGUI 1 \"\" \"hegui ") + HEGUI_VERSION + "\"\n.ad l\n";
  const auto section = [&](const char* zh, const char* en) { out += std::string(".SH ") + context.say(zh, en) + '\n'; };
  section("名称", "NAME");
  out += std::string("hegui \\- ") +
         context.say("公共财政报告合规核查", "compliance checker for public-finance reports") + '\n';
  section("用法", "SYNOPSIS");
  out += std::string(".B hegui\n") + context.say("命令 [选项] [报告…]", "COMMAND [OPTIONS] [REPORT...]") + '\n';
  section("说明", "DESCRIPTION");
  out += escaped(app.get_description()) + '\n';
  section("选项", "OPTIONS");
  write_options(app, out);
  section("命令", "COMMANDS");
  write_commands(app, "hegui", out);
  section("退出码", "EXIT STATUS");
  const std::string footer = app.get_footer();
  out += escaped(footer.substr(footer.rfind('\n') + 1)) + '\n';  // the examples above it have their own section
  section("环境变量", "ENVIRONMENT");
  write_entries(context, kEnvironment, out);
  section("例子", "EXAMPLES");
  write_entries(context, kExamples, out);
  section("文档", "SEE ALSO");
  out += escaped(context.say(
      "教程、规则语言参考和各项操作说明随程序安装在 share/doc/hegui。",
      "The tutorial, the reference of the rule language and how-to pages are installed in share/doc/hegui."));
  out += '\n';
  return out;
}

}  // namespace

void add_manual_command(CLI::App& app, Context& context) {
  auto* command = add_command(app, context, "manual", "写出手册页", "write the manual page");
  command->callback([&app, &context] {
    context.action = [&app, &context] {
      Output output("");
      output.write_whole(manual(app, context));
      return static_cast<int>(kClean);
    };
  });
}

}  // namespace hegui::app

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>

#include "checker/app/commands.hpp"
#include "checker/app/inputs.hpp"
#include "checker/app/output.hpp"
#include "checker/app/rulebooks.hpp"
#include "dsl/format.hpp"
#include "dsl/parser.hpp"
#include "dsl/system_reason.hpp"

namespace hegui::app {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLargestInput = 64U << 20U;

struct Arguments {
  std::vector<std::string> files;
  std::string language;  // --lang: of the rule text
  bool check = false, to_stdout = false;
};

class Formatter {
 public:
  Formatter(const Context& context, const Arguments& arguments) : context_(context), arguments_(arguments) {
    if (!arguments.language.empty()) {
      require_one_of("--lang", arguments.language, {"zh", "en"});
      language_ = arguments.language == "en" ? dsl::Language::en : dsl::Language::zh;
    }
  }

  int run() {
    const bool input = std::find(arguments_.files.begin(), arguments_.files.end(), "-") != arguments_.files.end();
    if (input && arguments_.files.size() > 1)
      throw UsageError("“-”（标准输入）不能与文件一起给出", "'-' (standard input) cannot stand beside files");
    const auto files = input ? dsl::read_source("-", read_standard_input(kLargestInput)) : read_files();
    if (language_) gather_names(files);
    for (const auto& diagnostic : files.diagnostics) refuse(diagnostic);
    for (const auto& source : files.sources) format(source, input);
    finish(input);
    return failed_ ? kUsage : arguments_.check && differing_ > 0 ? kFindings : kClean;
  }

 private:
  dsl::SourceFiles read_files() const {
    std::vector<fs::path> paths(arguments_.files.begin(), arguments_.files.end());
    if (paths.empty()) paths.push_back(built_in_rules());
    return dsl::read_sources(paths);
  }

  // What the built-in rulebooks and the given files call things in the other language.
  void gather_names(const dsl::SourceFiles& files) {
    dsl::SourceFiles library;
    try {
      library = dsl::read_sources({built_in_rules()});
    } catch (const UsageError&) {  // without them only the names of the files themselves are known
    }
    for (const auto& source : library.sources) names_.add(dsl::parse(source).file);
    for (const auto& source : files.sources) names_.add(dsl::parse(source).file);
  }

  void refuse(const dsl::Diagnostic& diagnostic) {
    failed_ = true;
    const bool colour = context_.color == "always";
    tell(dsl::render(diagnostic, context_.language, colour));
  }

  void format(const std::shared_ptr<const dsl::Source>& source, bool input) {
    const auto result = dsl::format(source, language_ ? &*language_ : nullptr, language_ ? &names_ : nullptr);
    if (result.status != dsl::FormatResult::Status::formatted) {
      failed_ = true;
      for (const auto& diagnostic : result.diagnostics) refuse(diagnostic);
      tell("hegui: " + source->name() + context_.say("：", ": ") +
           (result.diagnostics.empty()
                ? context_.say("整理后读回来与原文不一致（程序有误，请报告），文件没有改动",
                               "the canonical text does not read back as the same rules (a bug, please report it); the "
                               "file is left as it is")
                : context_.say("有写错的地方，文件没有改动", "there are mistakes; the file is left as it is")));
      return;
    }
    if (arguments_.check) {
      compare(*source, result.text, input);
    } else if (input || arguments_.to_stdout) {
      out_ += result.text;
    } else {
      rewrite(source->name(), result.text);
    }
  }

  static std::string bytes_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  // Names the file and shows the first line that would change.
  void compare(const dsl::Source& source, const std::string& canonical, bool input) {
    const std::string bytes = input ? std::string(source.text()) : bytes_of(source.name());
    if (bytes == canonical) return;
    ++differing_;
    const dsl::Source wanted(source.name(), canonical);
    std::uint32_t line = 1;
    const std::uint32_t last = std::min(source.line_count(), wanted.line_count());
    while (line <= last && source.line(line) == wanted.line(line)) ++line;
    out_ +=
        fmt::format(fmt::runtime(context_.say("{}:{}：与规范格式不同\n", "{}:{}: differs from the canonical layout\n")),
                    source.name(), line);
    const auto show = [&](char sign, const dsl::Source& text) {
      if (line > text.line_count()) return;
      std::string shown(text.line(line));
      if (!shown.empty() && shown.back() == '\r') shown.pop_back();
      out_ += fmt::format("  {} {}\n", sign, shown);
    };
    show('-', source);
    show('+', wanted);
  }

  void rewrite(const std::string& path, const std::string& canonical) {
    if (bytes_of(path) == canonical) return;
    std::error_code error;
    const fs::path target = fs::canonical(path, error);  // a link stays a link
    if (error)
      throw UsageError("不能写入“" + path + "”：" + dsl::system_reason_zh(error.value()),
                       "cannot write '" + path + "': " + error.message());
    const auto permissions = fs::status(target, error).permissions();
    Output output(target.string());
    output.write_whole(canonical);
    fs::permissions(target, permissions, error);
    ++differing_;
    out_ += context_.say("已整理 ", "formatted ") + path + "\n";
  }

  void finish(bool input) {
    if (arguments_.check && differing_ > 0)
      out_ += fmt::format(fmt::runtime(context_.say("{} 个文件的格式需要整理：运行 hegui rules fmt\n",
                                                    "{} files need formatting: run hegui rules fmt\n")),
                          differing_);
    if (!out_.empty() || input) Output("").write_whole(out_);
  }

  const Context& context_;
  const Arguments& arguments_;
  std::optional<dsl::Language> language_;
  dsl::NameMap names_;
  std::string out_;
  std::size_t differing_ = 0;
  bool failed_ = false;
};

}  // namespace

void add_rules_fmt_command(CLI::App& rules, Context& context) {
  auto arguments = std::make_shared<Arguments>();
  auto* command = add_command(rules, context, "fmt", "把规则文件整理成规范格式，注释保留；有写错的文件不动",
                              "lay out rule files canonically, comments kept; files with mistakes are left alone");
  command
      ->add_option("FILE", arguments->files,
                   context.say("规则文件或文件夹，缺省为全部自带规则；- 表示从标准输入读、写到标准输出",
                               "rulebook files or folders; default: the built-in rules; - reads standard input and "
                               "writes standard output"))
      ->option_text(" ");
  command->add_flag("--check", arguments->check,
                    context.say("不改文件，只列出格式不规范的文件和第一处不同的行；有则退出码为 1",
                                "change nothing, name the files that differ and show the first differing line; exit "
                                "status 1 if there are any"));
  command->add_flag("--stdout", arguments->to_stdout,
                    context.say("写到标准输出，不改文件", "write to standard output, leave the files alone"));
  command->remove_option(command->get_option("--lang"));
  command
      ->add_option("--lang", arguments->language,
                   context.say("译成中文或英文的关键词和名称（没有对应名称的照旧）；缺省保持原样",
                               "translate keywords and names into Chinese or English (names without a partner stay); "
                               "default: as written"))
      ->option_text("zh|en");
  command->callback([&context, arguments] {
    context.action = [&context, arguments] { return Formatter(context, *arguments).run(); };
  });
}

}  // namespace hegui::app

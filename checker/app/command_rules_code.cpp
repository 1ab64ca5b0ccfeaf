// hegui rules code: what a code means, why it matters, what to do, with a wrong and a right example.
#include <memory>
#include <string>
#include <vector>

#include "checker/app/commands.hpp"
#include "checker/app/output.hpp"
#include "dsl/code_pages.hpp"

namespace hegui::app {

namespace {

struct Arguments {
  std::vector<std::string> codes;
};

/// p7, P007 and HG-P007 are one code.
std::string whole_code(std::string word) {
  for (char& c : word) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  if (word.starts_with("HG-")) word.erase(0, 3);
  if (word.size() > 1) word.insert(1, word.size() < 4 ? 4 - word.size() : 0, '0');
  return "HG-" + word;
}

int explain_codes(const Context& context, const Arguments& arguments) {
  const dsl::Language language = context.language;
  std::string out;
  if (arguments.codes.empty()) {
    for (const dsl::DiagnosticCode& row : dsl::diagnostic_codes())
      out += std::string(row.code) + "  " + dsl::message_pattern(row, language) + "\n";
  }
  for (const std::string& word : arguments.codes) {
    const dsl::CodePage* page = dsl::find_code_page(whole_code(word));
    if (page == nullptr) {
      throw UsageError("没有编号“" + word + "”；hegui rules code 列出全部编号",
                       "there is no code \"" + word + "\"; hegui rules code lists all of them");
    }
    if (!out.empty()) out += "\n";
    out += dsl::code_page_text(*page, language);
  }
  Output("").write_whole(out);
  return kClean;
}

}  // namespace

void add_rules_code_command(CLI::App& rules, Context& context) {
  auto arguments = std::make_shared<Arguments>();
  auto* command = add_command(rules, context, "code", "说明错误和提醒的编号：意思、原因、怎样改、例子",
                              "explain the code of an error or lint: meaning, reason, what to do, examples");
  command
      ->add_option(
          "CODE", arguments->codes,
          context.say("编号，如 HG-P007；不写则列出全部", "codes such as HG-P007; all of them when none is given"))
      ->option_text(" ");
  command->callback(
      [&context, arguments] { context.action = [&context, arguments] { return explain_codes(context, *arguments); }; });
}

}  // namespace hegui::app

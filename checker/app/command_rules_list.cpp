#include <algorithm>
#include <memory>

#include "checker/app/commands.hpp"
#include "checker/app/output.hpp"
#include "checker/app/rulebooks.hpp"
#include "checker/findings/page.hpp"

namespace hegui::app {

namespace {

struct Arguments {
  std::vector<std::string> words;
};

bool mentions(const dsl::Rule& rule, const std::string& book, const std::string& word) {
  return rule.id.find(word) != std::string::npos || rule.title.find(word) != std::string::npos || book == word ||
         std::find(rule.tags.begin(), rule.tags.end(), word) != rule.tags.end();
}

int list_rules(const Context& context, const Arguments& arguments) {
  const auto program = load_rulebooks(context, context.rulebooks);
  findings::Page page(text_options(context, false));
  std::string last;
  std::size_t shown = 0;
  std::vector<const dsl::Rule*> rules;
  for (const auto& rule : program->rules) rules.push_back(&rule);
  const auto book_of = [&](const dsl::Rule& rule) {
    return rule.origin.rulebook < program->rulebooks.size() ? program->rulebooks[rule.origin.rulebook]
                                                            : dsl::RulebookInfo{};
  };
  std::stable_sort(rules.begin(), rules.end(),
                   [&](const auto* a, const auto* b) { return book_of(*a).id < book_of(*b).id; });
  for (const auto* rule : rules) {
    const auto book = book_of(*rule);
    if (!std::all_of(arguments.words.begin(), arguments.words.end(),
                     [&](const std::string& word) { return mentions(*rule, book.id, word); }))
      continue;
    ++shown;
    if (book.id != last) {
      if (!last.empty()) page.blank();
      page.line(0, page.tinted(book.id + " " + book.version, findings::Tone::strong) + "  " + book.title);
      last = book.id;
    }
    dsl::Severity severity = dsl::Severity::note;
    for (const auto& grade : rule->severity) severity = std::max(severity, grade.severity);
    std::string text = findings::padded(rule->id, 10) + " " +
                       page.tinted(findings::severity_name(severity, context.language), findings::tone_of(severity)) +
                       "  " + rule->title;
    if (rule->disabled) text += page.tinted(page.say("（已停用）", " (disabled)"), findings::Tone::faint);
    page.line(2, text);
  }
  page.line(0, std::to_string(shown) + std::string(page.say(" 条规则", " rules")));
  Output("").write_whole(page.take());
  return kClean;
}

}  // namespace

void add_rules_list_command(CLI::App& rules, Context& context) {
  auto arguments = std::make_shared<Arguments>();
  auto* command = add_command(rules, context, "list", "列出规则", "list the rules");
  command
      ->add_option(
          "WORD", arguments->words,
          context.say("只列编号、标题、标签含有这些字的规则", "only rules with these words in id, title or tags"))
      ->option_text(" ");
  add_rulebook_option(*command, context);
  command->callback(
      [&context, arguments] { context.action = [&context, arguments] { return list_rules(context, *arguments); }; });
}

}  // namespace hegui::app

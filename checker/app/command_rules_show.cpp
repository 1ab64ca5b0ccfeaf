#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <sstream>

#include "checker/app/commands.hpp"
#include "checker/app/output.hpp"
#include "checker/app/rulebooks.hpp"
#include "checker/findings/page.hpp"

namespace hegui::app {

namespace {

struct Arguments {
  std::vector<std::string> rules;
};

bool speaks_of(const dsl::Test& test, const std::string& rule) {
  return std::any_of(test.expectations.begin(), test.expectations.end(), [&](const dsl::Expectation& e) {
    return std::find(e.rules.begin(), e.rules.end(), rule) != e.rules.end();
  });
}

std::string place_of(const dsl::Origin& origin) {
  if (origin.source == nullptr) return "";
  const auto at = origin.source->position(origin.span.begin);
  return fmt::format("{}:{}", origin.source->name(), at.line);
}

void show(findings::Page& page, const dsl::Program& program, const dsl::Rule& rule) {
  page.line(0, page.tinted(rule.id, findings::Tone::strong) + "  " + rule.title);
  std::istringstream doc(rule.doc);
  for (std::string line; std::getline(doc, line);) page.line(2, line);
  if (rule.origin.rulebook < program.rulebooks.size()) {
    const auto& book = program.rulebooks[rule.origin.rulebook];
    page.field(2, page.say("规则集", "rulebook"), book.id + " " + book.version + "  " + book.title);
  }
  page.field(2, page.say("位置", "where"), place_of(rule.origin));
  for (const auto id : rule.bases) {
    if (!id.valid()) continue;
    const auto& basis = program.bases[id.value];
    std::string text = basis.title.empty() ? basis.name : basis.title;
    if (!basis.number.empty()) text += "（" + basis.number + "）";
    text += findings::joined(basis.articles, "、");
    if (!basis.articles.empty() && basis.checked.empty())
      text += page.tinted(page.say("　条号待核", "  (article numbers not yet checked)"), findings::Tone::warning);
    page.field(2, page.say("依据", "basis"), text);
  }
  page.field(2, page.say("标签", "tags"), findings::joined(rule.tags, page.say("、", ", ")));
  page.field(2, page.say("细化", "refines"), findings::joined(rule.refines, page.say("、", ", ")));
  page.field(2, page.say("取代", "replaces"), findings::joined(rule.replaces, page.say("、", ", ")));
  page.field(2, page.say("改动", "changed"), rule.overridden_by);
  if (rule.disabled) page.field(2, page.say("停用", "disabled"), rule.disabled_reason);
  if (rule.origin.source != nullptr) {
    page.blank();
    std::string text(rule.origin.source->text(rule.origin.span));
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ' || text.back() == '\r')) text.pop_back();
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      page.line(2, text.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  std::vector<std::string> tests;
  for (const auto& test : program.tests)
    if (speaks_of(test, rule.id)) tests.push_back(test.title);
  page.blank();
  page.field(2, page.say("测试", "tests"),
             tests.empty() ? std::string(page.say("没有", "none")) : findings::joined(tests, page.say("、", ", ")));
}

int show_rules(const Context& context, const Arguments& arguments) {
  if (arguments.rules.empty())
    throw UsageError("请写出规则编号，例如 hegui rules show ZX-01", "name a rule, for example hegui rules show ZX-01");
  const auto program = load_rulebooks(context, context.rulebooks);
  findings::Page page(text_options(context, false));
  for (const auto& id : arguments.rules) {
    page.blank();
    show(page, *program, find_rule(*program, id));
  }
  Output("").write_whole(page.take());
  return kClean;
}

}  // namespace

void add_rules_show_command(CLI::App& rules, Context& context) {
  auto arguments = std::make_shared<Arguments>();
  auto* command =
      add_command(rules, context, "show", "显示规则全文、依据和测试", "show a rule with its basis and tests");
  command->add_option("ID", arguments->rules, context.say("规则编号", "ids of rules"))->option_text(" ");
  add_rulebook_option(*command, context);
  command->callback(
      [&context, arguments] { context.action = [&context, arguments] { return show_rules(context, *arguments); }; });
}

}  // namespace hegui::app

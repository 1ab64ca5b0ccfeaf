#include <array>

#include "checker/app/commands.hpp"

namespace hegui::app {

namespace {

constexpr std::array kCommands = {
    add_rules_check_command,         //
    add_rules_lint_command,          //
    add_rules_fmt_command,           //
    add_rules_test_command,          //
    add_rules_coverage_command,      //
    add_rules_diff_command,          //
    add_rules_list_command,          //
    add_rules_show_command,          //
    add_rules_code_command,          //
    add_rules_explain_term_command,  //
    add_rules_new_command,           //
    add_rules_lock_command,          //
    add_rules_doc_command,           //
};

}  // namespace

void add_rules_command(CLI::App& app, Context& context) {
  auto* rules = add_command(app, context, "rules", "检查、测试、查看规则", "check, test and look at the rules");
  rules->require_subcommand(1, 1);
  for (const auto add : kCommands) add(*rules, context);
}

}  // namespace hegui::app

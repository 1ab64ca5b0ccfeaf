// The commands: each adds itself to the command line and sets Context::action when it is chosen.
// Called by run() once, in the order in which --help lists them; a new command is one file and one row in run.cpp.
// Afterwards the chosen command's action returns the exit status.
#pragma once

#include "checker/app/cli.hpp"

namespace hegui::app {

void add_check_command(CLI::App& app, Context& context);
void add_facts_command(CLI::App& app, Context& context);
void add_explain_command(CLI::App& app, Context& context);
void add_compare_command(CLI::App& app, Context& context);
void add_summary_command(CLI::App& app, Context& context);
void add_rules_command(CLI::App& app, Context& context);
void add_template_command(CLI::App& app, Context& context);
void add_manual_command(CLI::App& app, Context& context);

// Below `rules`.
void add_rules_check_command(CLI::App& rules, Context& context);
void add_rules_test_command(CLI::App& rules, Context& context);
void add_rules_coverage_command(CLI::App& rules, Context& context);
void add_rules_diff_command(CLI::App& rules, Context& context);
void add_rules_list_command(CLI::App& rules, Context& context);
void add_rules_show_command(CLI::App& rules, Context& context);
void add_rules_fmt_command(CLI::App& rules, Context& context);
void add_rules_lint_command(CLI::App& rules, Context& context);
void add_rules_lock_command(CLI::App& rules, Context& context);
void add_rules_code_command(CLI::App& rules, Context& context);
void add_rules_explain_term_command(CLI::App& rules, Context& context);
void add_rules_new_command(CLI::App& rules, Context& context);
void add_rules_doc_command(CLI::App& rules, Context& context);

/// The whole program; returns the exit status. Throws nothing that a user can cause.
int run(int argc, char** argv);

}  // namespace hegui::app

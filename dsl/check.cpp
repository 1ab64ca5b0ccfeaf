// The checker's passes, in order. Each reads the trees and what earlier passes put into the program.
// A name that could not be resolved is unknown from then on and causes no further messages.
#include "dsl/check.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "dsl/check_context.hpp"
#include "dsl/check_sizes.hpp"

namespace hegui::dsl {

CheckResult check(std::vector<syntax::File> files, bool lints) {
  std::vector<Diagnostic> sizes;
  checking::limit_sizes(files, sizes);
  checking::Context context(std::move(files));
  checking::check_rulebooks(context);
  checking::collect_taxonomy(context);
  checking::collect_names(context);
  checking::check_formulas(context);
  checking::check_rules(context);
  checking::check_overlays(context);
  checking::check_tests(context);
  if (lints) checking::check_lints(context);
  context.finish();
  for (Diagnostic& problem : sizes) context.diagnostics.push_back(std::move(problem));
  std::vector<Rule>& rules = context.program->rules;
  std::sort(rules.begin(), rules.end(), [](const Rule& a, const Rule& b) { return a.id < b.id; });
  sort_and_unique(context.diagnostics);
  return {std::move(context.program), std::move(context.diagnostics)};
}

}  // namespace hegui::dsl

// The checker's passes, in order. Each reads the trees and what earlier passes put into the program.
// A name that could not be resolved is unknown from then on and causes no further messages.
#include "dsl/check.hpp"

#include <utility>

#include "dsl/check_context.hpp"

namespace hegui::dsl {

CheckResult check(std::vector<syntax::File> files) {
  checking::Context context(std::move(files));
  checking::check_rulebooks(context);
  checking::collect_taxonomy(context);
  sort_and_unique(context.diagnostics);
  return {std::move(context.program), std::move(context.diagnostics)};
}

}  // namespace hegui::dsl

// Which rulebooks a run uses and where the built-in ones are.
// Called by every command that needs rules.
// Afterwards there is a checked Program, or the mistakes of the rulebooks have been told and the command ends with 2.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "checker/app/cli.hpp"
#include "dsl/load.hpp"

namespace hegui::app {

/// The folder of the built-in rules: $HEGUI_RULES, else `rules` beside the sources that the program was built from,
/// else share/hegui/rules beside an installed program, else those installed with the library. Throws UsageError when
/// there is none.
std::filesystem::path built_in_rules();

/// The given files and folders with whatever they use (引用), which is looked for beside the given files, then among
/// the built-in rules; none given: all built-in rules.
std::vector<std::filesystem::path> choose_rulebooks(const std::vector<std::string>& given);

/// Whether a rulebook file was named by the user, itself or its folder. What it uses (引用) was not. None given: it
/// was.
bool is_named(std::string_view path, const std::vector<std::string>& given);
/// A hint about a rulebook that the named files use is not for those who wrote the named ones.
bool is_for_named(const dsl::Diagnostic& diagnostic, const std::vector<std::string>& given);

/// What `rules check` and `rules lint` have in common: the mistakes and hints of the named files, as text.
struct Inspection {
  dsl::LoadResult loaded;
  std::size_t errors = 0, lints = 0;
  std::string text;  // each rendered, or with `brief` one line each
};
Inspection inspect_rulebooks(const Context& context, const std::vector<std::string>& files, bool brief);

/// Loads them; throws UsageError with all mistakes told on standard error when there are errors.
std::shared_ptr<const dsl::Program> load_rulebooks(const Context& context, const std::vector<std::string>& given,
                                                   dsl::Purpose purpose = dsl::Purpose::everything);

/// The rule, or a usage error with the nearest known id.
const dsl::Rule& find_rule(const dsl::Program& program, const std::string& id);
/// Every id is a rule's; for --rules.
void require_rules(const dsl::Program& program, const std::vector<std::string>& ids);
/// The name is empty or a profile's, in either language; else a usage error with a hint.
void require_profile(const dsl::Program& program, const std::string& name);

}  // namespace hegui::app

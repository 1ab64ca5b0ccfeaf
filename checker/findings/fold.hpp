// Which failed outcomes are one defect: absorbed by a finer rule, repeated in equal words, or gathered as the rule
// asks. Called by tell() with the outcomes of one report. Afterwards every failed outcome is in exactly one group, or
// absorbed by an outcome of a rule that refines its own.
#pragma once

#include <string>
#include <vector>

#include "checker/engine/outcome.hpp"

namespace hegui::findings {

struct Group {
  std::vector<const engine::Outcome*> outcomes;  // of one rule, in the order evaluated; never empty
  std::vector<std::string> absorbed;             // ids of the more general rules whose outcome it took over, sorted
};
/// Groups in the order of their first outcome.
std::vector<Group> fold(const dsl::Program& program, const report::Report& report,
                        const std::vector<engine::Outcome>& outcomes);

}  // namespace hegui::findings

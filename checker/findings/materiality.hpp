// How much money a finding is about, and what the department spends in all.
// Used when findings are told: sizes come from what failed and from the quoted figures, never from a rule's name.
// Afterwards every money finding has an exact size in yuan, and a share where the report states its total.
#pragma once

#include <optional>
#include <string>

#include "checker/findings/finding.hpp"
#include "checker/findings/fold.hpp"

namespace hegui::findings {

/// Budget, actual expenditure and execution rate of the department as a whole in the report's year.
Figures figures_of(const dsl::Program& program, const report::Report& report);

/// By how much the failed comparison, or the condition that brought the rule on, misses; of several places the most.
/// Else the first amount of money in the evidence.
std::optional<Materiality> materiality_of(const report::Report& report, const Group& group, const Figures& figures);

/// What a finding adds to a total: its difference. An amount that is merely spoken of (the budget whose stage is not
/// named) is no money found wrong, and would count the whole budget once a finding.
dsl::Number added_up(const Finding& finding);

/// “1589.42万元”, “80.5元”: yuan in the unit that people would choose.
std::string money_text(const dsl::Number& yuan);
/// “3.25%”; below one percent with up to four decimals, so that a small share does not look like none.
std::string share_text(const dsl::Number& share);

}  // namespace hegui::findings

// To which reports something applies, as far as its 适用 says so plainly: regions, kinds of report, years.
// Made from checked conditions; used to tell whether two overlays or profiles can meet, and which is the more special.
// Afterwards “cannot meet” is certain; “may meet” is the answer whenever the conditions say something else.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "dsl/program.hpp"

namespace hegui::dsl::checking {

struct Guard {
  std::map<std::uint32_t, std::vector<MemberId>> members;  // by field of the report: any of these
  std::optional<std::int64_t> first_year, last_year;
  std::vector<ExprId> conditions;
  std::set<std::string> others;  // conditions that are not reasoned about, by their text without blanks
};

[[nodiscard]] Guard guard_of(const Program& program, const std::vector<ExprId>& conditions);
/// True when no report can satisfy both.
[[nodiscard]] bool exclude_each_other(const Program& program, const Guard& a, const Guard& b);
/// True when every report of `a` is one of `b`, but not the other way round.
[[nodiscard]] bool is_narrower(const Program& program, const Guard& a, const Guard& b);

}  // namespace hegui::dsl::checking

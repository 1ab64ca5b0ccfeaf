// Names in the running text that differ by a slip of the pen: 投资项目审批中心 beside 投资项目审批服务中心.
// Made with the other observations when a rule first asks; what ends a name of a body is a word list (name_endings),
// and so is which characters are easily mistaken for each other (similar_characters).
// Afterwards each pair of spellings is one record: the odd one out, at its first place, and the other.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "checker/report/report.hpp"

namespace hegui::engine {

struct NearName {
  std::string name, other;  // the rarer spelling (of two equally rare ones the later), and the other
  std::string difference;   // the characters that one has and the other has not, or the two that differ
  bool quoted = false;      // both stand in quotation marks; else they end like the name of a body
  report::Passage at, other_at;
};
std::vector<NearName> near_names(const dsl::Program& program, const report::Report& report);

}  // namespace hegui::engine

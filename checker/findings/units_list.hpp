// The units that have to submit: read from a table, and held against the units that did.
// Used by the summary; the file comes from a spreadsheet, in any usual encoding.
// Afterwards every listed unit has submitted, has not, or has a near name proposed for a person to decide.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hegui::findings {

struct ListedUnit {
  std::string name, region;
  std::size_t line = 0;  // in the file, from 1
};

struct UnitsFile {
  std::vector<ListedUnit> units;
  std::string error_zh, error_en;  // set when it cannot be used; begins with the line
};
/// Comma, semicolon or tab separated with a head line that names the columns; bounded.
UnitsFile read_units(std::string_view bytes);

struct Missing {
  ListedUnit unit;
  std::vector<std::string> near_names;  // of units that did submit and are not on the list
};
struct UnitsMatched {
  std::size_t listed = 0, submitted = 0;
  std::vector<Missing> missing;
  std::vector<std::string> unlisted;  // units that submitted and are not on the list
  std::vector<std::string> doubled;   // names that the list has more than once
};
/// `submitted`: names of units with their regions, each once. `places`: names of regions, which may stand before a
/// unit's name or be left out.
struct SubmittedUnit {
  std::string name, region;
};
UnitsMatched match_units(const std::vector<ListedUnit>& listed, const std::vector<SubmittedUnit>& submitted,
                         const std::vector<std::string>& places);

}  // namespace hegui::findings

// Names of units and files as people write them: equal in spite of width, blanks and brackets; near ones found.
// Used to pair reports of two rounds and to hold submissions against a list of units.
// Afterwards names that differ in writing only are one, and a name that is merely near is proposed, never assumed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hegui::findings {

/// Half-width, without blanks and brackets' kinds told apart: equal for one name written in two ways.
std::string folded_name(std::string_view name);
/// A path's last part.
std::string file_of(std::string_view path);
/// How much of two folded names is common, 0 … 100.
int likeness(std::string_view a, std::string_view b);

}  // namespace hegui::findings

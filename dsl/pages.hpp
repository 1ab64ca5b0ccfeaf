// The pages of diagnostic codes by group, each in a file of its own beside the others.
// Read by code_pages.cpp only.
// Afterwards every code has one page, in the order of the codes.
#pragma once

#include <span>

#include "dsl/code_pages.hpp"

namespace hegui::dsl {

std::span<const CodePage> file_pages();   // pages_files.cpp
std::span<const CodePage> parse_pages();  // pages_parse.cpp
std::span<const CodePage> name_pages();   // pages_names.cpp
std::span<const CodePage> type_pages();   // pages_types.cpp
std::span<const CodePage> rule_pages();   // pages_rules.cpp
std::span<const CodePage> lint_pages();   // pages_lints.cpp

}  // namespace hegui::dsl

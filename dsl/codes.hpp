// The rows of the table of diagnostic codes, by part: each part keeps its own rows beside the code that reports them.
// Read by diagnostic.cpp only, which joins them; everybody else asks find_diagnostic_code().
// Afterwards every code has one row with its message and hint in both languages.
#pragma once

#include <span>

#include "dsl/diagnostic.hpp"

namespace hegui::dsl {

std::span<const DiagnosticCode> file_codes();   // HG-F…: codes_parse.cpp
std::span<const DiagnosticCode> parse_codes();  // HG-P…: codes_parse.cpp
std::span<const DiagnosticCode> check_codes();  // HG-N… HG-T… HG-R… HG-L…: check_codes.cpp

}  // namespace hegui::dsl

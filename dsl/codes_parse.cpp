#include <array>

#include "dsl/codes.hpp"

namespace hegui::dsl {

std::span<const DiagnosticCode> file_codes() { return {}; }
std::span<const DiagnosticCode> parse_codes() { return {}; }

}  // namespace hegui::dsl

#include "dsl/codes.hpp"

namespace hegui::dsl {

// Codes of the checker: HG-N… names, HG-T… types, HG-R… rules, HG-L… lints. One row a code, sorted.
std::span<const DiagnosticCode> check_codes() { return {}; }

}  // namespace hegui::dsl

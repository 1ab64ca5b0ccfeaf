// Rule files that cannot be read, each made in a folder of its own, and what the loader says about them.
// Used by the golden test of messages and by the test of the loader.
// Afterwards every HG-F code has a case although most of them cannot be kept in the repository.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "dsl/diagnostic.hpp"

namespace hegui::dsl::test {

std::map<std::string, std::vector<Diagnostic>> unreadable_inputs();

}  // namespace hegui::dsl::test

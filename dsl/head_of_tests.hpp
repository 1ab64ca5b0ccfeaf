// The part of a file of tests that says which rulebook it is, for who runs rules and does not test them.
// Used by the loader for files whose name ends in .tests.hegui.
// Afterwards nothing but tests was left out; a file in which that is not plain to see is read whole.
#pragma once

#include <optional>
#include <string_view>

namespace hegui::dsl {

/// What stands before the first test, when only tests follow; else nothing.
std::optional<std::string_view> head_of_tests(std::string_view name, std::string_view text);

}  // namespace hegui::dsl

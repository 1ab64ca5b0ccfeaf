// The report text of a test, between """ and """: its common indentation is not part of the report.
// Made by the parser; the runner of tests points into the rulebook with `offset_in_block`.
// Afterwards a place in the report text can be told as a place in the rule file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hegui::dsl {

/// `block` without the common indentation of its lines, without a blank first and last line, with '\n' line ends.
std::string unindented(std::string_view block);
/// The offset in `block` of the byte at `offset` of unindented(block).
std::uint32_t offset_in_block(std::string_view block, std::uint32_t offset);

}  // namespace hegui::dsl

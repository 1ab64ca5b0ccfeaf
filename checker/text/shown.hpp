// Names from outside (of files, of parts of a package) as they may stand in a message.
// Used wherever a message or a listing names what somebody else named.
// Afterwards the name is valid UTF-8 on one line, not endless, and steers neither a terminal nor the direction of
// writing.
#pragma once

#include <string>
#include <string_view>

namespace hegui::text {

/// For whole paths: what a system allows.
inline constexpr std::size_t kLongestPath = 4096;
/// For what a file says of itself in a sentence.
inline constexpr std::size_t kLongestSentence = 1000;
/// Control characters and those that turn the direction of writing become “_”; what is too long ends with “…”.
std::string shown(std::string_view name, std::size_t most_characters = 100);

}  // namespace hegui::text

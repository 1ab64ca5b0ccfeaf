// A package (docx, xlsx, odt, ofd) written as text, one part behind the other, so that fuzzing mutates what is inside
// instead of a compressed stream: each part begins with a line of the byte 0x1E and its name.
// Used by the fuzz targets of these formats.
// Afterwards the bytes are a package that holds these parts and nothing else.
#pragma once

#include <string>
#include <string_view>

namespace hegui::fuzz {

inline constexpr char kPartMark = '\x1E';

/// The zip file of these parts, stored, whatever the names are.
std::string pack(std::string_view parts);
}  // namespace hegui::fuzz

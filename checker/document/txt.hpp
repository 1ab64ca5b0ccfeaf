// Plain text as a Document: one paragraph a line, tables, residue and page furniture recognised.
// Called through readers() for bytes that are text.
// Afterwards every character that is not blank lies in a block.
#pragma once

#include <string>
#include <string_view>

#include "checker/document/reader.hpp"

namespace hegui::document {

bool recognises_txt(std::string_view bytes, std::string_view path);
ReadResult read_txt(std::string bytes, std::string path, const Limits& limits, const PageWords& words);

}  // namespace hegui::document

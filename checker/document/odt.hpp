// OpenDocument texts (odt, ott) as a Document: paragraphs, headings, lists with their numbers, tables, notes.
// Called through readers() for zip packages whose content is an office text.
// Afterwards deleted passages of tracked changes are gone and inserted ones are text.
#pragma once

#include <string>
#include <string_view>

#include "checker/document/reader.hpp"

namespace hegui::document {

bool recognises_odt(std::string_view bytes, std::string_view path);
ReadResult read_odt(std::string bytes, std::string path, const Limits& limits, const PageWords& words);

}  // namespace hegui::document

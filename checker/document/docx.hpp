// Word documents (docx, dotx, docm) as a Document: paragraphs with their automatic numbers, tables, text boxes, notes.
// Called through readers() for zip packages with a main document part.
// Afterwards the text is what a reader sees with all tracked changes accepted; macros and links were not followed.
#pragma once

#include <string>
#include <string_view>

#include "checker/document/reader.hpp"

namespace hegui::document {

bool recognises_docx(std::string_view bytes, std::string_view path);
ReadResult read_docx(std::string bytes, std::string path, const Limits& limits, const PageWords& words);

}  // namespace hegui::document

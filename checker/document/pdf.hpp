// PDF files as a Document: lines in reading order, page by page, from the words that the helper program hands over.
// Called through readers() for bytes that begin like a PDF; the helper runs apart, with limits on time and memory.
// Afterwards running heads and page numbers are page furniture, and a file of scanned pages is recognised as one.
#pragma once

#include <string>
#include <string_view>

#include "checker/document/reader.hpp"

namespace hegui::document {

bool recognises_pdf(std::string_view bytes, std::string_view path);
ReadResult read_pdf(std::string bytes, std::string path, const Limits& limits, const PageWords& words);

/// The same from what the helper wrote (checker/pdf/main.cpp says how).
ReadResult lay_out_pages(std::string_view output, std::string path, const Limits& limits, const PageWords& words);

}  // namespace hegui::document

// Pages that are pictures, read by character recognition (tesseract, --ocr): scanned PDF files and image files.
// Called by the reader when a file turns out to be a scan; pages are rendered and recognised one by one through pipes, so
// that nothing is written to disk.
// Afterwards every block says that it was recognised, and a remark says how sure the program was.
#pragma once

#include <string>
#include <string_view>

#include "checker/document/reader.hpp"

namespace hegui::document {

/// png, jpg, tiff
bool recognises_picture(std::string_view bytes, std::string_view path);
bool has_picture_ending(std::string_view name);
/// Without --ocr an error that names the option.
ReadResult read_picture(std::string bytes, std::string path, const Limits& limits, const PageWords& words);

/// All pages of a PDF without text.
ReadResult read_scanned_pdf(const std::string& bytes, std::string path, const Limits& limits, const PageWords& words);
/// The pages of a PDF that the document has no text of, put behind it as a source of their own.
Document with_scanned_pages(Document document, const std::string& bytes, const Limits& limits, const PageWords& words);

}  // namespace hegui::document

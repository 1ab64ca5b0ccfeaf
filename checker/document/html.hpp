// Web pages (html) as a Document: paragraphs and tables as a browser shows them.
// Called through readers() for bytes that begin like a page.
// Afterwards scripts, styles and hidden parts are gone, navigation is page furniture, and nothing was fetched.
#pragma once

#include <string>
#include <string_view>

#include "checker/document/reader.hpp"

namespace hegui::document {

bool recognises_html(std::string_view bytes, std::string_view path);
ReadResult read_html(std::string bytes, std::string path, const Limits& limits, const PageWords& words);

}  // namespace hegui::document

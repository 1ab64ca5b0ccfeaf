// Pages that a browser saved whole (mht): the HTML part of the message is read like a page.
// Called through readers() for bytes that begin like such a message.
// Afterwards the Document is that of the page; pictures and other parts were left alone.
#pragma once

#include <string>
#include <string_view>

#include "checker/document/reader.hpp"

namespace hegui::document {

bool recognises_mht(std::string_view bytes, std::string_view path);
ReadResult read_mht(std::string bytes, std::string path, const Limits& limits, const PageWords& words);

}  // namespace hegui::document

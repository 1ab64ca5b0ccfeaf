// Old and foreign formats, turned into one that is read here by programs of others: doc by antiword, the rest (rtf,
// wps, xls, et …) by LibreOffice when it is installed. Called through readers(); the programs run apart, in a folder of
// their own that vanishes, with a time limit. Afterwards the Document is that of the converted file, under the format
// of the submitted one.
#pragma once

#include <string>
#include <string_view>

#include "checker/document/reader.hpp"

namespace hegui::document {

/// Compound files: doc, xls, wps, et, and packages with a password.
bool recognises_compound(std::string_view bytes, std::string_view path);
ReadResult read_compound(std::string bytes, std::string path, const Limits& limits, const PageWords& words);

bool recognises_rtf(std::string_view bytes, std::string_view path);
ReadResult read_rtf(std::string bytes, std::string path, const Limits& limits, const PageWords& words);

}  // namespace hegui::document

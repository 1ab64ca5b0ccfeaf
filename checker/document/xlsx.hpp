// Workbooks (xlsx, xlsm) as a Document: each visible sheet a caption and a table, numbers as the sheet displays them.
// Called through readers() for zip packages with a workbook part.
// Afterwards every cell knows its sheet, row and column; formulas count by their stored results and are never computed.
#pragma once

#include <string>
#include <string_view>

#include "checker/document/reader.hpp"

namespace hegui::document {

bool recognises_xlsx(std::string_view bytes, std::string_view path);
ReadResult read_xlsx(std::string bytes, std::string path, const Limits& limits, const PageWords& words);

}  // namespace hegui::document

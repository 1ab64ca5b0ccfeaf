// A copy of the submitted pdf with a highlight and a note at the passage of each finding.
// Made by `check --annotate`; the places are those that the reader told, and the program qpdf writes the copy.
// Afterwards the pages look as they did, with the marks on top; the submitted bytes were not touched.
#pragma once

#include <string_view>

#include "checker/findings/annotate_docx.hpp"

namespace hegui::findings {

/// `report.report` is what was read from `bytes`. Throws WriteError when the copy cannot be made (qpdf is missing, …).
Annotated annotate_pdf(std::string_view bytes, const CheckedReport& report, const Wording& words);

}  // namespace hegui::findings

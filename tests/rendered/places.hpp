// Whether the boxes that are told of a report's facts hold the facts' words, as others find them on the page.
// Used by the tests of rendered reports.
// Afterwards every fact of the file was looked up at its place.
#pragma once

#include <string>

namespace hegui::app {

/// By the text that pdftotext (poppler-utils) finds in each box.
void expect_places_in_pdf(const std::string& path);
/// By the characters that the pages' XML puts there.
void expect_places_in_ofd(const std::string& path);

}  // namespace hegui::app

// What a package (docx, xlsx, odt, ofd) carries beside its text: macros, objects, links to elsewhere, signatures.
// Called after a package was read.
// Afterwards each is named in a remark; none was executed, opened, fetched or verified.
#pragma once

#include "checker/document/package.hpp"
#include "checker/document/reader.hpp"

namespace hegui::document {

/// Those that the reader of the format has not made itself.
void add_package_remarks(Package& package, const Limits& limits, Document& document);

}  // namespace hegui::document

// What a package (docx, xlsx, odt, ofd) carries beside its text: macros, objects, links to elsewhere, signatures.
// Called by the reader after a file was read.
// Afterwards each is named in a remark; none was executed, opened, fetched or verified.
#pragma once

#include <string_view>
#include <vector>

#include "checker/document/reader.hpp"

namespace hegui::document {

std::vector<Remark> remarks_of_package(std::string_view bytes, const Limits& limits);

}  // namespace hegui::document

// From the bytes of a zip package (docx, xlsx, odt, ofd) to a document, by the reader of one format.
// Used by those readers.
// Afterwards the package was opened once, and what it carries beside its text is told in remarks.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "checker/document/flow.hpp"
#include "checker/document/package.hpp"
#include "checker/document/package_remarks.hpp"

namespace hegui::document {

/// Lets the reader fill the flow: `Reader(package, limits).read(flow)`.
template <typename Reader>
ReadResult read_packaged(std::string_view bytes, std::string format, std::string path, const Limits& limits,
                         const PageWords& words) {
  ReadResult result;
  auto package = Package::open(bytes, limits, result.error);
  if (!package) return result;
  Flow flow;
  if (auto error = Reader(*package, limits).read(flow)) {
    result.error = *std::move(error);
    return result;
  }
  result = compose(std::move(flow), std::move(format), std::move(path), limits, words);
  if (result.document) add_package_remarks(*package, limits, *result.document);
  return result;
}

}  // namespace hegui::document

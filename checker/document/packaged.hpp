// From the bytes of a zip package (docx, xlsx, odt, ofd) to a document, by the reader of one format.
// Used by those readers.
// Afterwards the package was opened once, and what it carries beside its text is told in remarks.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "checker/document/flow.hpp"
#include "checker/document/package.hpp"
#include "checker/document/package_remarks.hpp"
#include "checker/document/xml_tree.hpp"

namespace hegui::document {

/// What readers of a package have in common: its parts, and the first error, which ends the reading.
class PartReader {
 protected:
  PartReader(Package& package, const Limits& limits) : package_(package), limits_(limits) {}

  /// The part as a tree; false when it is not there or cannot be read, then `error_` says why.
  bool load(const std::string& name, XmlTree& document) {
    if (error_ || !package_.has(name)) return false;
    auto content = package_.part(name);
    error_ = content ? document.parse(*std::move(content), name, limits_) : package_.error();
    return content && !error_;
  }

  Package& package_;
  const Limits& limits_;
  std::optional<ReadError> error_;
};

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

// Archives that hold nothing but themselves: unpacking them never ends.
// Made for the hostile corpus, by the construction of Russ Cox (“Zip files all the way down”, 2010).
// Afterwards unpacking the bytes gives the same bytes, checksum and all.
#pragma once

#include <string>

namespace hegui::support {

/// `name` has five characters: it stands in the archive, and its length decides how copies are written.
std::string zip_quine(const std::string& name = "r.zip");
std::string gzip_quine(const std::string& name = "r.gz");

}  // namespace hegui::support

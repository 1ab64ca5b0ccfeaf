// Fixed-layout documents (OFD, GB/T 33190) as a Document: the text objects of each page in reading order.
// Called through readers() for zip packages with OFD.xml.
// Afterwards every line knows its page; templates count as page furniture, signatures and pictures are left alone.
#pragma once

#include <string>
#include <string_view>

#include "checker/document/reader.hpp"

namespace hegui::document {

bool recognises_ofd(std::string_view bytes, std::string_view path);
ReadResult read_ofd(std::string bytes, std::string path, const Limits& limits, const PageWords& words);

}  // namespace hegui::document

// The directory of a zip package as nearly all programs write it: no comment, one disk, plain names, nothing encrypted.
// Made by Package from the submitted bytes, which saves opening them with libzip; whatever is unusual is left to that.
// Afterwards the directory has been read whole, and says what libzip would read in it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace hegui::document {

struct ZipPart {
  std::string_view name;
  bool deflated = false;  // else stored as it is
  std::uint32_t packed = 0, size = 0, checksum = 0;
  std::uint32_t place = 0;  // of its head
};

/// In the order of the directory; nothing when the file is not of that kind.
std::optional<std::vector<ZipPart>> plain_directory(std::string_view bytes);

/// The bytes of a part as they stand in the file; nothing when they are not where the directory says.
std::optional<std::string_view> packed_bytes(std::string_view bytes, const ZipPart& part);

}  // namespace hegui::document

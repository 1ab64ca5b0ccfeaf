// Zip files written byte by byte, so that every field can lie: sizes, checksums, offsets, counts, names.
// Used by the hostile corpus and by the fuzz targets, where a library would refuse to write what is wanted.
// Afterwards the bytes are what was asked for, sound or not.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hegui::support {

struct RawEntry {
  std::string name;
  std::string packed;                         // the bytes as they stand in the file
  int method = 0;                             // 0 stored, 8 deflated
  std::uint32_t checksum = 0;                 // of what comes out
  std::uint32_t size = 0;                     // of what comes out
  int flags = 0x800;                          // names are UTF-8; 1: encrypted
  std::optional<std::uint32_t> claimed_size;  // in the directory, instead of `size`
  std::optional<std::uint32_t> claimed_packed;
  std::optional<std::uint32_t> claimed_place;  // of the local header
  bool only_in_directory = false;              // no local header: with claimed_place, entries lie upon one another
};

RawEntry stored(std::string name, std::string_view content);
RawEntry deflated(std::string name, std::string_view content);
/// `times` copies of `content`, which is packed once only.
RawEntry repeated(std::string name, std::string_view content, std::uint32_t times);

struct RawDirectory {
  std::optional<std::uint16_t> entries;      // claimed number
  std::optional<std::uint32_t> size, place;  // claimed size and place
  std::string behind;                        // after the end
};
std::string raw_zip(const std::vector<RawEntry>& entries, const RawDirectory& directory = {});

/// Deflated without a head.
std::string deflate_bytes(std::string_view content);
/// A gzip file of `times` copies of the content.
std::string gzip_bytes(std::string_view content, std::uint32_t times = 1);

}  // namespace hegui::support

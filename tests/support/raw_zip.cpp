#include "tests/support/raw_zip.hpp"

#include <zlib.h>

#include <stdexcept>

namespace hegui::support {

namespace {

void put(std::string& into, std::uint64_t value, unsigned bytes) {
  for (unsigned i = 0; i < bytes; ++i) into += static_cast<char>((value >> (8U * i)) & 0xFFU);
}

std::uint32_t length(std::string_view text) { return static_cast<std::uint32_t>(text.size()); }

std::uint32_t checksum_of(std::string_view content) {
  return static_cast<std::uint32_t>(
      crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size())));
}

std::string run_deflate(std::string_view content, int flush) {
  z_stream stream{};
  if (deflateInit2(&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY) != Z_OK) throw std::runtime_error("deflate");
  std::string packed(deflateBound(&stream, static_cast<uLong>(content.size())) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, flush);
  packed.resize(packed.size() - stream.avail_out);
  deflateEnd(&stream);
  return packed;
}

/// Blocks that end at a byte and refer to nothing before them can stand one behind the other any number of times.
std::string repeat_packed(std::string_view content, std::uint32_t times) {
  const std::string once = run_deflate(content, Z_FULL_FLUSH);
  std::string packed;
  for (std::uint32_t i = 0; i < times; ++i) packed += once;
  packed += run_deflate({}, Z_FINISH);
  return packed;
}

std::uint32_t repeat_checksum(std::string_view content, std::uint32_t times) {
  const std::uint32_t once = checksum_of(content);
  std::uint32_t all = 0;
  for (std::uint32_t i = 0; i < times; ++i)
    all = static_cast<std::uint32_t>(crc32_combine(all, once, static_cast<z_off_t>(content.size())));
  return all;
}

void put_common(std::string& into, const RawEntry& entry, std::uint32_t packed, std::uint32_t size) {
  put(into, 20, 2);
  put(into, static_cast<std::uint32_t>(entry.flags), 2);
  put(into, static_cast<std::uint32_t>(entry.method), 2);
  put(into, 0, 4);
  put(into, entry.checksum, 4);
  put(into, packed, 4);
  put(into, size, 4);
  put(into, entry.name.size() & 0xFFFFU, 2);
  put(into, 0, 2);
}

}  // namespace

std::string deflate_bytes(std::string_view content) { return run_deflate(content, Z_FINISH); }

std::string gzip_bytes(std::string_view content, std::uint32_t times) {
  std::string file("\x1F\x8B\x08\0\0\0\0\0\0\x03", 10);
  file += repeat_packed(content, times);
  put(file, repeat_checksum(content, times), 4);
  put(file, (content.size() * times) & 0xFFFFFFFFU, 4);
  return file;
}

RawEntry stored(std::string name, std::string_view content) {
  RawEntry entry;
  entry.name = std::move(name);
  entry.packed = content;
  entry.checksum = checksum_of(content);
  entry.size = length(content);
  return entry;
}

RawEntry deflated(std::string name, std::string_view content) {
  RawEntry entry = stored(std::move(name), content);
  entry.packed = deflate_bytes(content);
  entry.method = 8;
  return entry;
}

RawEntry repeated(std::string name, std::string_view content, std::uint32_t times) {
  RawEntry entry;
  entry.name = std::move(name);
  entry.packed = repeat_packed(content, times);
  entry.method = 8;
  entry.checksum = repeat_checksum(content, times);
  entry.size = length(content) * times;
  return entry;
}

std::string raw_zip(const std::vector<RawEntry>& entries, const RawDirectory& directory) {
  std::string file, list;
  for (const RawEntry& entry : entries) {
    const std::uint32_t place = entry.claimed_place.value_or(length(file));
    if (!entry.only_in_directory) {
      file += "PK\x03\x04";
      put_common(file, entry, length(entry.packed), entry.size);
      file += entry.name;
      file += entry.packed;
    }
    list += "PK\x01\x02";
    put(list, 20, 2);
    put_common(list, entry, entry.claimed_packed.value_or(length(entry.packed)),
               entry.claimed_size.value_or(entry.size));
    put(list, 0, 2);  // length of the comment
    put(list, 0, 8);  // disk, attributes
    put(list, place, 4);
    list += entry.name;
  }
  const std::uint32_t place = length(file);
  file += list;
  file += "PK\x05\x06";
  put(file, 0, 4);
  put(file, directory.entries.value_or(static_cast<std::uint16_t>(entries.size())), 2);
  put(file, directory.entries.value_or(static_cast<std::uint16_t>(entries.size())), 2);
  put(file, directory.size.value_or(length(list)), 4);
  put(file, directory.place.value_or(place), 4);
  put(file, 0, 2);
  return file + directory.behind;
}

}  // namespace hegui::support

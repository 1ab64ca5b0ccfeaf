#include "checker/document/zip_directory.hpp"

#include <algorithm>
#include <cstddef>

namespace hegui::document {

namespace {

constexpr std::size_t kEndSize = 22, kEntrySize = 46, kHeadSize = 30, kLocatorSize = 20;
constexpr std::string_view kEnd = "PK\x05\x06", kEntry = "PK\x01\x02", kHead = "PK\x03\x04", kLocator = "PK\x06\x07";
constexpr std::uint32_t kElsewhere = 0xFFFFFFFF;  // in the fields of a larger format
constexpr std::uint32_t kManyEntries = 0xFFFF;
constexpr std::size_t kLongestEnd = 0xFFFF + kEndSize;  // an end with a comment lies within so many bytes
// How well it was packed, sizes behind the part as well, names in UTF-8: they change nothing here.
constexpr std::uint32_t kHarmlessFlags = 0x0002U | 0x0004U | 0x0008U | 0x0800U;

std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  while (size-- > 0) value = value << 8U | static_cast<unsigned char>(bytes[at + size]);
  return value;
}

bool is_plain_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return c > 0x20 && c < 0x7F; });
}

/// More fields of an entry (times, owners), of which none says otherwise than the entry itself.
bool are_harmless(std::string_view fields) {
  constexpr std::uint32_t kLarge = 0x0001, kOtherName = 0x7075, kOtherComment = 0x6375, kEncrypted = 0x9901;
  while (!fields.empty()) {
    if (fields.size() < 4) return false;
    const std::uint32_t kind = number(fields, 0, 2);
    const std::size_t size = 4 + std::size_t{number(fields, 2, 2)};
    if (kind == kLarge || kind == kOtherName || kind == kOtherComment || kind == kEncrypted || size > fields.size())
      return false;
    fields.remove_prefix(size);
  }
  return true;
}

}  // namespace

std::optional<std::vector<ZipPart>> plain_directory(std::string_view bytes) {
  if (bytes.size() < kEndSize) return std::nullopt;
  const std::size_t end = bytes.size() - kEndSize;
  // Where there may be two ends, libzip decides.
  const std::size_t tail = bytes.size() > kLongestEnd ? bytes.size() - kLongestEnd : 0;
  if (bytes.find(kEnd, tail) != end) return std::nullopt;
  if (end >= kLocatorSize && bytes.substr(end - kLocatorSize).starts_with(kLocator)) return std::nullopt;
  const std::uint32_t count = number(bytes, end + 10, 2), begin = number(bytes, end + 16, 4);
  const bool one_disk = number(bytes, end + 4, 4) == 0 && number(bytes, end + 8, 2) == count;
  const bool no_comment = number(bytes, end + 20, 2) == 0;
  if (!one_disk || !no_comment || count == kManyEntries || begin > end || end - begin != number(bytes, end + 12, 4))
    return std::nullopt;
  std::vector<ZipPart> parts;
  parts.reserve(std::min<std::size_t>(count, (end - begin) / kEntrySize));
  std::size_t at = begin;
  for (std::uint32_t i = 0; i < count; ++i) {
    if (end - at < kEntrySize || !bytes.substr(at).starts_with(kEntry)) return std::nullopt;
    const std::size_t length = number(bytes, at + 28, 2);
    const std::size_t more = number(bytes, at + 30, 2);
    if (number(bytes, at + 32, 4) != 0) return std::nullopt;  // a comment, another disk
    if (end - at - kEntrySize < length + more) return std::nullopt;
    if (!are_harmless(bytes.substr(at + kEntrySize + length, more))) return std::nullopt;
    ZipPart part;
    part.name = bytes.substr(at + kEntrySize, length);
    const std::uint32_t flags = number(bytes, at + 8, 2), method = number(bytes, at + 10, 2);
    part.deflated = method == 8;
    part.checksum = number(bytes, at + 16, 4);
    part.packed = number(bytes, at + 20, 4);
    part.size = number(bytes, at + 24, 4);
    part.place = number(bytes, at + 42, 4);
    if ((flags & ~kHarmlessFlags) != 0 || (method != 0 && method != 8) || !is_plain_name(part.name) ||
        part.packed == kElsewhere || part.size == kElsewhere || part.place >= begin)
      return std::nullopt;
    parts.push_back(part);
    at += kEntrySize + length + more;
  }
  if (at != end) return std::nullopt;
  return parts;
}

std::optional<std::string_view> packed_bytes(std::string_view bytes, const ZipPart& part) {
  if (bytes.size() < kHeadSize || part.place > bytes.size() - kHeadSize) return std::nullopt;
  if (!bytes.substr(part.place).starts_with(kHead)) return std::nullopt;
  const std::size_t begin =
      std::size_t{part.place} + kHeadSize + number(bytes, part.place + 26, 2) + number(bytes, part.place + 28, 2);
  if (begin > bytes.size() || bytes.size() - begin < part.packed) return std::nullopt;
  return bytes.substr(begin, part.packed);
}

}  // namespace hegui::document

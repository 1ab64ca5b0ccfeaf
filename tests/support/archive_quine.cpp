// Literals (L: “what follows stands here”) and repeats (R: “the last bytes once more”) that write themselves down, then
// the checksum that makes itself true.
// Used by the generator of hostile archives.
// Afterwards the archive is a fixed point of unpacking.
#include "tests/support/archive_quine.hpp"

#include <zlib.h>

#include <array>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <vector>

namespace hegui::support {

namespace {

std::string little(std::uint64_t value, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8 * static_cast<unsigned>(i)) & 0xFFU);
  return text;
}

class Bits {
 public:
  void put(std::uint32_t value, int count) {  // the lowest first
    for (int i = 0; i < count; ++i) {
      if (used_ % 8 == 0) bytes_ += '\0';
      const unsigned bit = value >> static_cast<unsigned>(i) & 1U;
      bytes_.back() = static_cast<char>(static_cast<unsigned char>(bytes_.back()) | bit << (used_ % 8));
      ++used_;
    }
  }
  void put_code(std::uint32_t code, int count) {  // Huffman codes: the highest first
    for (int i = count; i-- > 0;) put(code >> static_cast<unsigned>(i) & 1U, 1);
  }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
  unsigned used_ = 0;
};

struct Coded {
  std::uint32_t code = 0, extra = 0;
  int extra_bits = 0;
};

/// The code whose range holds the value; ranges begin at `first`, and from code `wide` on, each two have twice the
/// size.
Coded coded(std::uint32_t value, std::uint32_t first, std::uint32_t single, std::uint32_t group) {
  std::uint32_t begin = first, code = 0;
  int bits = 0;
  for (;; ++code) {
    if (code >= single) bits = static_cast<int>((code - single) / group) + 1;
    const std::uint32_t size = 1U << static_cast<unsigned>(bits);
    if (value < begin + size) return {code, value - begin, bits};
    begin += size;
  }
}

/// L: a block of DEFLATE with the next `size` bytes as they are.
std::string literal(std::size_t size) { return std::string(1, '\0') + little(size, 2) + little(~size & 0xFFFFU, 2); }

/// R: a block with matches, at a distance of all their lengths; `padded` to whole bytes by an empty literal.
std::string repeat(const std::vector<std::uint32_t>& lengths, bool padded) {
  std::uint32_t distance = 0;
  for (const std::uint32_t length : lengths) distance += length;
  Bits bits;
  bits.put(0b010, 3);  // not the last; fixed codes
  for (const std::uint32_t length : lengths) {
    const Coded size = coded(length, 3, 8, 4), back = coded(distance, 1, 4, 2);
    if (size.code >= 23) throw std::logic_error("no such length is needed");
    bits.put_code(size.code + 1, 7);
    bits.put(size.extra, size.extra_bits);
    bits.put_code(back.code, 5);
    bits.put(back.extra, back.extra_bits);
  }
  bits.put_code(0, 7);
  if (!padded) return bits.bytes();
  bits.put(0, 3);
  return bits.bytes() + std::string("\0\0\xFF\xFF", 4);
}

/// The whole, of what stands before and behind the program.
std::string with_itself(const std::string& before, const std::string& behind, const std::string& again_before,
                        const std::string& again_behind) {
  const std::string copy_four = repeat({10, 10}, false);
  const auto units = [](std::size_t count) { return literal(5 * count); };
  const std::string take_before = literal(before.size() + 5),
                    take_behind = literal(again_behind.size() + behind.size());
  return before + take_before + before + take_before + again_before +            //
         units(3) + again_before + units(3) +                                    //
         units(4) + again_before + units(3) + units(4) + copy_four +             //
         units(4) + copy_four + units(4) + copy_four + units(4) + copy_four +    //
         units(4) + copy_four + units(0) + units(0) + take_behind + copy_four +  //
         units(0) + units(0) + take_behind + again_behind + behind + again_behind + behind;
}

std::uint32_t checksum(const std::string& bytes) {
  return static_cast<std::uint32_t>(
      ::crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
}

/// The archive that holds its own checksum: a checksum is linear in the bits of what it is taken of.
std::string solved(const std::function<std::string(std::uint32_t)>& make) {
  constexpr int kBits = 32;
  const std::uint32_t constant = checksum(make(0));
  std::array<std::uint64_t, kBits> rows{};  // of (A + 1) c = constant; the constant stands in bit 32
  for (unsigned bit = 0; bit < kBits; ++bit) {
    const std::uint32_t column = checksum(make(1U << bit)) ^ constant ^ (1U << bit);
    for (unsigned row = 0; row < kBits; ++row) rows[row] |= std::uint64_t{column >> row & 1U} << bit;
  }
  for (unsigned row = 0; row < kBits; ++row) rows[row] |= std::uint64_t{constant >> row & 1U} << kBits;
  for (unsigned bit = 0; bit < kBits; ++bit) {
    unsigned pivot = bit;
    while (pivot < kBits && (rows[pivot] >> bit & 1U) == 0) ++pivot;
    if (pivot == kBits) return {};
    std::swap(rows[bit], rows[pivot]);
    for (unsigned row = 0; row < kBits; ++row)
      if (row != bit && (rows[row] >> bit & 1U) != 0) rows[row] ^= rows[bit];
  }
  std::uint32_t sum = 0;
  for (unsigned bit = 0; bit < kBits; ++bit) sum |= static_cast<std::uint32_t>(rows[bit] >> kBits & 1U) << bit;
  return make(sum);
}

/// Not every archive has such a checksum: the time of its making is tried on.
std::string first_solved(const std::function<std::string(std::uint32_t, std::uint32_t)>& make) {
  for (std::uint32_t time = 1; time < 200; ++time) {
    std::string archive = solved([&](std::uint32_t sum) { return make(sum, time); });
    if (!archive.empty()) return archive;
  }
  throw std::logic_error("no archive that holds itself");
}

}  // namespace

std::string gzip_quine(const std::string& name) {
  const std::string last = std::string(1, '\x01') + little(0, 2) + little(0xFFFF, 2);
  const auto make = [&](std::uint32_t sum, std::uint32_t time, std::size_t size) {
    const std::string before =
        std::string("\x1F\x8B\x08\x08", 4) + little(time, 4) + std::string("\0\xFF", 2) + name + '\0';
    return with_itself(before, last + little(sum, 4) + little(size, 4), repeat({10, 10}, true), repeat({8, 15}, true));
  };
  const std::size_t size = make(0, 0, 0).size();
  return first_solved([&](std::uint32_t sum, std::uint32_t time) { return make(sum, time, size); });
}

std::string zip_quine(const std::string& name) {
  const std::string last = std::string(1, '\x01') + little(0, 2) + little(0xFFFF, 2);
  const auto make = [&](std::uint32_t sum, std::uint32_t time, std::size_t size, std::size_t packed) {
    const std::string common = little(20, 2) + little(0, 2) + little(8, 2) + little(time, 2) + little(0x5421, 2) +
                               little(sum, 4) + little(packed, 4) + little(size, 4) + little(name.size(), 2) +
                               little(0, 2);
    const std::string before = "PK\x03\x04" + common + name;
    const std::string entry = "PK\x01\x02" + little(20, 2) + common + little(0, 6) + little(0, 4) + little(0, 4) + name;
    const std::string end = std::string("PK\x05\x06") + little(0, 4) + little(1, 2) + little(1, 2) +
                            little(entry.size(), 4) + little(before.size() + packed, 4) + little(0, 2);
    return with_itself(before, last + entry + end, repeat({10, 30}, true), repeat({87}, true));
  };
  const std::size_t size = make(0, 0, 0, 0).size();
  const std::size_t outside = 30 + name.size() + 46 + name.size() + 22;
  return first_solved([&](std::uint32_t sum, std::uint32_t time) { return make(sum, time, size, size - outside); });
}

}  // namespace hegui::support

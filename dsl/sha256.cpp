// SHA-256 by OpenSSL's one-call digest.
// Used for rulebooks, reports and findings.
// Afterwards there are 64 hexadecimal digits.
#include "dsl/sha256.hpp"

#include <openssl/sha.h>

#include <array>

namespace hegui::dsl {

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  hex.reserve(digest.size() * 2);
  for (const unsigned char byte : digest) {
    hex += kDigits[byte >> 4U];
    hex += kDigits[byte & 15U];
  }
  return hex;
}

}  // namespace hegui::dsl

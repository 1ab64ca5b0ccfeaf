// SHA-256 by OpenSSL's digest.
// Used for rulebooks, reports and findings.
// Afterwards there are 64 hexadecimal digits.
#include "dsl/sha256.hpp"

#include <openssl/evp.h>

#include <array>
#include <new>

namespace hegui::dsl {

std::string sha256_hex(std::string_view bytes) {
  // Looked up once: that takes as long as some kilobytes do. It stays for the life of the program.
  static const EVP_MD* const kSha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  constexpr std::size_t kDigestBytes = 32;
  std::array<unsigned char, kDigestBytes> digest{};
  unsigned int written = 0;
  const bool done =
      kSha256 != nullptr && EVP_Digest(bytes.data(), bytes.size(), digest.data(), &written, kSha256, nullptr) == 1;
  if (!done || written != kDigestBytes) throw std::bad_alloc();  // nothing else can fail
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

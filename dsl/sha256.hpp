// The fingerprint of bytes: SHA-256, as lower-case hexadecimal digits.
// Made from the bytes of rulebooks and of submitted reports, and from what identifies a finding.
// Afterwards two inputs with equal fingerprints may be taken for the same input.
#pragma once

#include <string>
#include <string_view>

namespace hegui::dsl {

std::string sha256_hex(std::string_view bytes);

}  // namespace hegui::dsl

// Bytes of a file to Text: detects UTF-8 (with or without BOM), GB18030 and UTF-16, refuses what is not text.
// Called by the plain-text and web readers.
// Afterwards the text is valid UTF-8, or there is an error that says what the bytes look like and what to do.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "checker/text/text.hpp"

namespace hegui::text {

struct DecodeError {
  std::string code;  // empty, binary, undecodable
  std::string zh, en;
};
struct DecodeResult {
  std::optional<Text> text;
  DecodeError error;           // set when text is not
  std::uint64_t replaced = 0;  // malformed places that became U+FFFD; the text is usable, but say so
  bool cut_off = false;        // the last character was incomplete: the file may have been cut off
};
/// Tolerated: an incomplete last character, and a malformed byte in a thousand characters. Refused: everything that
/// looks like another kind of file, and bytes that no supported character set explains.
DecodeResult decode(std::string_view bytes);

}  // namespace hegui::text

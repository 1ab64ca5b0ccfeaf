// Bytes of a file to Text: detects UTF-8 (with or without BOM), GB18030 and UTF-16, refuses what is not text.
// Called by the plain-text and web readers.
// Afterwards the text is valid UTF-8, or there is an error that says what the bytes look like and what to do.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "checker/text/text.hpp"

namespace hegui::text {

struct DecodeError {
  std::string code;  // empty, binary, truncated, undecodable
  std::string zh, en;
};
struct DecodeResult {
  std::optional<Text> text;
  DecodeError error;  // set when text is not
};
DecodeResult decode(std::string_view bytes);

}  // namespace hegui::text

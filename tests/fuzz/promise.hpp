// What every stage promises, put so that a broken promise stops the fuzzer with a word on what was broken.
// Used by the fuzz targets.
// Afterwards the promise held; otherwise the program was aborted, which libFuzzer keeps the input of.
#pragma once

#include <string_view>

#include "checker/document/reader.hpp"

namespace hegui::fuzz {

/// Aborts and says `what` unless it holds.
void promise(bool holds, std::string_view what);

/// Valid UTF-8 throughout.
bool is_utf8(std::string_view text);

/// Blocks in order and inside the text, cells inside their table, debris sorted; or an error in both languages.
void promise_sound(const document::ReadResult& result);

/// Small enough that one input takes no time; large enough to reach everything.
document::Limits small_limits();

}  // namespace hegui::fuzz

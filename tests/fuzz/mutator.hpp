// A mutation for text: pieces between punctuation, tags and line ends are copied, moved and left out, digits changed.
// Called by libFuzzer beside its own mutation of bytes, and by the replay test to make more of the kept corpora.
// Afterwards the text is another one, mostly still of the kind that it was.
#pragma once

#include <cstddef>

namespace hegui::fuzz {

/// Changes `data` in place; the new size, at most `max_size`. The same seed gives the same change.
std::size_t mutate_text(char* data, std::size_t size, std::size_t max_size, unsigned seed);

}  // namespace hegui::fuzz

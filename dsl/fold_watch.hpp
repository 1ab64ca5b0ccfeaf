// Folding that tells in the same pass whether certain characters were met, so that most texts are not gone over again.
// Used for the texts of reports (checker/text/repair.hpp says what is looked for).
// Afterwards the text is folded as by fold(); when nothing was met, it has none of the characters.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/fold.hpp"

namespace hegui::dsl {

/// A bit for each character below U+A000.
using IdeographSet = std::array<std::uint64_t, 0xA000 / 64>;

/// `met`: the folded text may hold kana or characters of the set; false when it holds none of them.
std::string fold(std::string_view text, std::vector<FoldStep>& steps, const IdeographSet& watched, bool& met);

}  // namespace hegui::dsl

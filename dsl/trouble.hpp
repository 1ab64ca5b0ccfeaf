// What went wrong where the grammar got stuck, in the reader's terms.
// Called by the parser's control when an error point fails; looks at the text at hand for the usual slips.
// Afterwards there is one diagnostic with the most helpful code, place, arguments and suggestion.
#pragma once

#include <cstdint>
#include <string_view>

#include "dsl/builder.hpp"
#include "dsl/diagnostic.hpp"

namespace hegui::dsl {

/// `offset`: where the failed rule began; `expected` completes "… is expected" in both languages.
Diagnostic diagnose(const Builder& builder, std::uint32_t offset, std::string_view code, std::string_view expected_zh,
                    std::string_view expected_en);

}  // namespace hegui::dsl

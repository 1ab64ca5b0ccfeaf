// Web pages that stand alone: one file, no scripts, nothing fetched, every text escaped.
// Used by the writers that make HTML.
// Afterwards the page shows what a report or rulebook contained and never runs it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dsl/diagnostic.hpp"

namespace hegui::findings {

/// Text for between tags and within attributes; control characters and broken bytes made harmless.
std::string html_escaped(std::string_view text);
/// <tag>text</tag> with the text escaped; `tag` may carry attributes of our own.
std::string html_element(std::string_view tag, std::string_view text);
/// A table row; cells are escaped. `tag`: td or th.
std::string html_row(const std::vector<std::string>& cells, std::string_view tag = "td");
/// The whole page. `body` is HTML.
std::string html_page(std::string_view title, dsl::Language language, std::string_view body);

}  // namespace hegui::findings

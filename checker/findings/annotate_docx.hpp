// A copy of the submitted docx with a Word comment at the passage of each finding.
// Made by `check --annotate` from the submitted bytes and what was found in them.
// Afterwards the text is what it was, character by character; parts that hold no comment are the bytes that they were.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "checker/findings/wording.hpp"

namespace hegui::findings {

struct Annotated {
  std::string bytes;
  std::size_t placed = 0;  // comments at their passage
  std::size_t unplaced =
      0;  // findings about the whole report, or whose passage has no place of its own: at the beginning
};
/// `report.report` is what was read from `bytes`. Throws WriteError when the package cannot be commented.
Annotated annotate_docx(std::string_view bytes, const CheckedReport& report, const Wording& words);

/// What a comment on this finding says, a line each.
std::vector<std::string> comment_lines(const CheckedReport& report, const Finding& finding, const Wording& words);

}  // namespace hegui::findings

// The report as submitted, block by block, in the data of the findings page; and where a passage stands in it.
// Used by the page writer for reports that are shown whole.
// Afterwards offsets count UTF-16 units of the original characters of a paragraph or a cell, as browsers do.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "checker/findings/json.hpp"
#include "checker/report/report.hpp"

namespace hegui::findings {

std::size_t utf16_units(std::string_view text);

/// A stretch of one paragraph, or of one cell of a table.
struct Stretch {
  std::uint32_t block = 0;
  std::int64_t cell = -1;  // index into Table::cells; -1: a paragraph
  std::size_t begin = 0, end = 0;
};
/// A passage across cells gives one stretch a cell.
std::vector<Stretch> stretches(const report::Report& report, const report::Passage& passage);

/// The array of blocks. `written` is called between blocks, so that the output need not grow.
void write_blocks(JsonWriter& json, const report::Report& report, const std::function<void()>& written);

}  // namespace hegui::findings

// Forms run together into one line: 一级指标 二级指标 分值 得分 产出指标 …, as tables come out of a text.
// Called by read_paragraph(); TableReader has its own, for rows shifted against their header.
// Afterwards what stands from there on is no statement: its figures belong to cells nobody can tell apart.
#pragma once

#include <cstdint>

#include "checker/report/stream.hpp"

namespace hegui::report {

/// Where the sentence that holds the header of such a form begins; 0 for a line that is nothing but a figure, as cells
/// become; the end of the stream if there is neither.
[[nodiscard]] std::uint32_t flattened_from(const Stream& stream);

}  // namespace hegui::report

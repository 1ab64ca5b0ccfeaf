// How a workbook shows a stored number: thousands, decimals, per cent, dates.
// Made from the format code of a cell's style; used by the xlsx reader.
// Afterwards the text is what a person sees in the cell, as far as the code is one of the usual ones.
#pragma once

#include <string>
#include <string_view>

namespace hegui::document {

/// The code of one of the numbered formats that are built into every workbook; empty for the general format.
std::string_view built_in_format(long id);

/// `stored`: the number as the file writes it, decimal or with an exponent. `from_1904`: the workbook counts days from
/// 1904.
std::string shown_number(std::string_view stored, std::string_view format, bool from_1904);

}  // namespace hegui::document

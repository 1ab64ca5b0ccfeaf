// How a workbook shows a stored number: thousands, decimals, per cent, dates.
// Made from the format code of a cell's style; used by the xlsx reader.
// Afterwards the text is what a person sees in the cell, as far as the code is one of the usual ones.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace hegui::document {

/// The code of one of the numbered formats that are built into every workbook; empty for the general format.
std::string_view built_in_format(long id);

/// A format read once, for the many cells that have it.
class NumberFormat {
 public:
  explicit NumberFormat(std::string code);
  ~NumberFormat();
  NumberFormat(NumberFormat&&) noexcept;
  NumberFormat& operator=(NumberFormat&&) noexcept;
  [[nodiscard]] std::string shown(std::string_view stored, bool from_1904) const;

 private:
  struct State;
  std::unique_ptr<const State> state_;
};

/// `stored`: the number as the file writes it, decimal or with an exponent. `from_1904`: the workbook counts days from
/// 1904.
std::string shown_number(std::string_view stored, std::string_view format, bool from_1904);

}  // namespace hegui::document

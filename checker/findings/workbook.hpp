// A workbook (xlsx) of plain tables: frozen head, filters, widths, severities in their colours.
// Used by the writers that make spreadsheets; rows leave memory as they are written.
// Afterwards every cell is a text or a number, never a formula or link; equal rows give equal bytes.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checker/findings/run_writer.hpp"

namespace hegui::findings {

class Workbook {
 public:
  struct Column {
    std::string_view zh, en;
    double width;  // in characters
  };
  /// Number of a sheet, in the order of adding.
  using Sheet = std::size_t;

  /// Throws WriteError when there is no place for intermediate files.
  Workbook(std::string_view title, std::string_view author, dsl::Language language);
  ~Workbook();
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  /// `printed`: how many columns stand on paper; 0: all.
  Sheet add_sheet(std::string_view zh, std::string_view en, const std::vector<Column>& columns,
                  std::uint16_t printed = 0);
  /// The cells of this column that name a severity show in its colour.
  void colour_severities(Sheet sheet, std::uint16_t column);
  /// Rows written so far, without the head.
  [[nodiscard]] std::uint64_t rows(Sheet sheet) const;

  /// One row, filled from left to right; it ends with the object. Throws WriteError when the sheet is full.
  class Row {
   public:
    Row(Workbook& book, Sheet sheet);
    ~Row();
    Row(const Row&) = delete;
    Row& operator=(const Row&) = delete;
    /// Text from anywhere: made harmless, cut with a sign beyond what a cell can hold.
    Row& text(std::string_view content);
    Row& number(std::uint64_t value);                      // 1,234
    Row& decimal(double value, std::size_t decimals = 2);  // 1,234.56: shown only, never calculated with
    Row& percent(double share);                            // 1 is 100%
    Row& year(std::optional<int> year);                    // 2023
    /// A number that is more exact than a workbook's numbers can be: its decimal text, set to the right.
    Row& exact(std::string_view number);

   private:
    /// Figures are never broken over lines, and a column too narrow for one would show ### instead.
    void make_room(std::size_t characters);
    Workbook& book_;
    Sheet sheet_;
    std::uint16_t column_ = 0;
    std::size_t lines_ = 1;  // that the longest text needs
  };

  /// Writes the whole workbook. Once. Throws WriteError when an intermediate file is not whole.
  void finish(Sink& sink);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Text for a cell: one line, nothing harmful, cut with a sign when it is longer than a cell can be.
std::string cell_text(std::string_view raw);

}  // namespace hegui::findings

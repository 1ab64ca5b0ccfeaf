// One table while its cells become facts: headers (table_headers.cpp), rows (tables.cpp), cells (table_cells.cpp),
// totals (table_sums.cpp). Made and dropped by read_grid().
// Afterwards the table's facts, breakdowns and indicators are in the Report.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "checker/report/grid.hpp"

namespace hegui::report {

enum class ColumnRole : std::uint8_t { label, ordinal, weight, score, target, actual, reason, money, rate, other };

struct Column {
  ColumnRole role = ColumnRole::other;
  const GridCell* header = nullptr;
  std::string text;
  OwnWords own;
  std::string unit;  // （万元）
  dsl::ConceptId concept_id;
  bool total = false;
  bool compared = false;  // 比上年增减
};

struct Row {
  std::vector<FactId> facts;  // by column
  std::string name;
  const GridCell* name_cell = nullptr;
  std::vector<std::string> parents;
  bool total = false, subtotal = false, part = false;
  dsl::MemberId scope;
  std::string code;
};

class TableReader {
 public:
  TableReader(Reading& reading, const Grid& grid, std::uint32_t block);
  void read();

 private:
  using Values = std::vector<std::pair<std::size_t, const GridCell*>>;

  // ---- table_headers.cpp
  void find_unit();
  [[nodiscard]] std::string unit_in(const Stream& stream, Extent within, bool caption) const;
  [[nodiscard]] bool is_header(std::size_t row) const;
  [[nodiscard]] bool whole(const Stream& stream, Cue cue) const;
  [[nodiscard]] ColumnRole role_of(const GridCell& cell) const;
  void read_header(std::size_t row, bool continues);

  // ---- tables.cpp
  void read_row(std::size_t row_index);
  void read_values(Row row, const std::vector<const GridCell*>& names, const Values& values);
  void give_indicator(const Row& row, const Values& values);
  [[nodiscard]] std::string text_of(const GridCell& cell) const;

  // ---- table_cells.cpp
  FactId read_cell(const Row& row, std::size_t c, const GridCell& cell, const OwnWords& row_words);
  FactId read_score(Fact fact, const Row& row, const Column& column, bool bare);
  FactId read_target(Fact fact, const Row& row, const Column& column, const GridCell& cell);
  void set_money_aspects(Fact& fact, const Row& row, const Column& column, const OwnWords& row_words, std::size_t c);

  // ---- table_sums.cpp
  void finish_part();
  void row_breakdowns();
  void column_breakdowns();
  void score_breakdowns();
  void emit(FactId total, const std::vector<FactId>& parts, bool exhaustive, const std::string& cue);

  Reading& r_;
  const Lexicon::Tables& t_;
  Report& report_;
  const Grid& grid_;
  std::uint32_t block_;
  SectionId section_;
  Context heading_;
  std::string unit_;
  std::vector<Column> columns_;
  std::vector<Row> rows_;           // since the last header
  std::vector<ScoredRow>& scored_;  // rows with weights or scores, over all headers of the table and of the one above
};

}  // namespace hegui::report

// Columns or rows of a table as lines of figures that are held against one another: 上年 | 本年 | 增减额 | 增减率.
// Made by TableReader when a part of a table has been read; find_line_changes() and find_line_ratios() fill the Report.
// Afterwards changes and ratios that the table itself shows are in the Report; the passes behind leave these figures.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "checker/report/reading.hpp"

namespace hegui::report {

struct GridCell;

/// By how much something grew or fell: as an amount or as a rate.
enum class Grows : std::uint8_t { no, by_amount, by_rate };

struct TableLine {
  enum class Kind : std::uint8_t { none, value, difference, growth, rate };
  Kind kind = Kind::none;
  bool share = false;                 // 占比
  bool rest = false;                  // 结余: what is left of a budget
  std::optional<int> year;            // of a value, if said
  dsl::MemberId stage;                // of a value, if said
  int moment = 0;                     // 年初: -1, 年末: +1
  dsl::MemberId base;                 // of a change: the year or the stage that it is said to be against
  int direction = 0;                  // of a change: 增加额 +1, 减少额 -1
  bool told_unsigned = false;         // of a change, found by find_line_changes(): no figure has a sign
  std::string name;                   // of its header
  std::vector<const GridCell*> path;  // of a column: its header cells, from the top
  std::vector<FactId> facts;          // by item: the rows of a column, the columns of a row
};

/// What stands beside the figures of an item, for its changes.
struct LineReason {
  std::string text;
  std::optional<Passage> at;
};

/// Differences and growth rates with what grew; `reasons` by item, or empty.
void find_line_changes(Reading& reading, std::vector<TableLine>& lines, const std::vector<LineReason>& reasons);
/// 预算 | 支出 | 结余: budgets with what was spent and what is left, where most items show it.
void find_line_rests(Reading& reading, const std::vector<TableLine>& lines);
/// 实有人数 | 在职 | 退休: a line that is the sum of those behind it in most items, where no breakdown
/// from `told` on has said so.
void find_line_sums(Reading& reading, const std::vector<TableLine>& lines, std::size_t told);
/// Rates that the figures of two other lines give in most items, and shares of the totals of a line.
void find_line_ratios(Reading& reading, const std::vector<TableLine>& lines);

}  // namespace hegui::report

// Totals of a table over its rows and columns.
#include <algorithm>

#include "checker/report/tables.hpp"

namespace hegui::report {

void TableReader::finish_part() {
  if (rows_.size() >= 2) row_breakdowns();
  column_breakdowns();
  rows_.clear();
}

/// 合计 over the rows above or below it; 其中 rows and members of the taxonomy under the row to which they belong.
void TableReader::row_breakdowns() {
  for (std::size_t c = 0; c < grid_.columns; ++c) {
    std::vector<std::size_t> with;  // rows with a figure in this column
    for (std::size_t r = 0; r < rows_.size(); ++r)
      if (rows_[r].facts[c].valid()) with.push_back(r);
    if (with.size() < 2) continue;
    const auto dimension = r_.fact(rows_[with.front()].facts[c]).quantity.dimension;
    if (dimension == dsl::Dimension::rate || columns_[c].role == ColumnRole::target ||
        columns_[c].role == ColumnRole::actual || columns_[c].role == ColumnRole::ordinal ||
        columns_[c].role == ColumnRole::weight || columns_[c].role == ColumnRole::score)
      continue;
    std::vector<std::ptrdiff_t> parent(with.size(), -1);
    const bool has_total = std::any_of(with.begin(), with.end(), [&](std::size_t r) { return rows_[r].total; });
    for (std::size_t i = 0; i < with.size(); ++i) {
      const Row& row = rows_[with[i]];
      if (row.total) continue;
      for (std::size_t j = i; j-- > 0;) {
        const Row& above = rows_[with[j]];
        if (above.total) continue;
        const bool member = row.scope.valid() && above.scope.valid() && row.scope != above.scope &&
                            r_.program.is_within(row.scope, above.scope);
        const bool code = !row.code.empty() && !above.code.empty() && row.code.size() > above.code.size() &&
                          row.code.compare(0, above.code.size(), above.code) == 0;
        const bool marked = row.part && !above.part;
        if (member || code || marked) {
          parent[i] = static_cast<std::ptrdiff_t>(j);
          break;
        }
      }
      // 其中：财政拨款 | 其他资金: without a total row the rows below a marked one are its brothers.
      if (parent[i] < 0 && i > 0 && parent[i - 1] >= 0 && !has_total && !row.scope.valid()) parent[i] = parent[i - 1];
    }
    const auto facts_of = [&](const std::vector<std::size_t>& some) {
      std::vector<FactId> ids;
      for (const std::size_t p : some) ids.push_back(rows_[with[p]].facts[c]);
      return ids;
    };
    const auto put = [&](std::size_t total, const std::vector<std::size_t>& parts, bool exhaustive) {
      emit(rows_[with[total]].facts[c], facts_of(parts), exhaustive, rows_[with[total]].name);
    };
    for (std::size_t i = 0; i < with.size(); ++i) {
      std::vector<std::size_t> parts;
      for (std::size_t j = i + 1; j < with.size(); ++j)
        if (parent[j] == static_cast<std::ptrdiff_t>(i)) parts.push_back(j);
      put(i, parts, parts.size() >= 2);
    }
    std::vector<std::size_t> loose, subtotals;
    for (std::size_t i = 0; i < with.size(); ++i) {
      const Row& row = rows_[with[i]];
      if (!row.total) {
        if (parent[i] < 0) loose.push_back(i);
        continue;
      }
      if (row.subtotal) {
        put(i, loose, true);
        loose.clear();
        subtotals.push_back(i);
        continue;
      }
      std::vector<std::size_t> parts = subtotals;
      parts.insert(parts.end(), loose.begin(), loose.end());
      if (parts.empty())  // the total stands first
        for (std::size_t j = i + 1; j < with.size() && !rows_[with[j]].total; ++j)
          if (parent[j] < 0) parts.push_back(j);
      put(i, parts, true);
      subtotals.clear();
      loose = {i};  // 总计 adds to 合计 what follows it
    }
  }
}

void TableReader::emit(FactId total, const std::vector<FactId>& parts, bool exhaustive, const std::string& cue) {
  if (parts.empty() || !total.valid()) return;
  Breakdown b;
  b.total = total;
  b.parts = parts;
  for (const FactId part : parts)
    if (!r_.fact(part).of.valid()) r_.fact(part).of = total;
  b.exhaustive = exhaustive;
  b.from_table = true;
  b.cue = cue;
  report_.breakdowns.push_back(std::move(b));
}

/// Weights and scores add up over all parts of a table: the execution rate above, the indicators below.
void TableReader::score_breakdowns() {
  if (std::none_of(scored_.begin(), scored_.end(), [](const ScoredRow& row) { return row.total; })) return;
  for (const bool weights : {true, false}) {
    const auto of = [&](const ScoredRow& s) { return weights ? s.weight : s.score; };
    std::vector<FactId> loose, subtotals;
    for (const auto& row : scored_) {
      if (!of(row).valid()) continue;
      if (!row.total) {
        // A first-level indicator whose own indicators carry figures too is counted once, by these.
        const bool covered = std::any_of(scored_.begin(), scored_.end(), [&](const ScoredRow& other) {
          return of(other).valid() &&
                 std::find(other.parents.begin(), other.parents.end(), row.name) != other.parents.end();
        });
        if (!covered) loose.push_back(of(row));
        continue;
      }
      if (row.subtotal) {
        emit(of(row), loose, true, row.name);
        loose.clear();
        subtotals.push_back(of(row));
        continue;
      }
      std::vector<FactId> parts = subtotals;
      parts.insert(parts.end(), loose.begin(), loose.end());
      if (parts.empty())
        for (const auto& below : scored_)
          if (&below > &row && !below.total && of(below).valid()) parts.push_back(of(below));
      emit(of(row), parts, parts.size() >= 2, row.name);
      loose.clear();
      subtotals.clear();
    }
  }
  scored_.clear();
}

/// 本年支出合计 | 基本支出 | 项目支出: a total column over its neighbours.
void TableReader::column_breakdowns() {
  for (std::size_t c = 0; c < grid_.columns; ++c) {
    if (columns_[c].role != ColumnRole::money || !columns_[c].total) continue;
    for (auto& row : rows_) {
      if (!row.facts[c].valid()) continue;
      std::vector<FactId> parts;
      for (std::size_t k = c + 1; k < grid_.columns && columns_[k].role == ColumnRole::money && !columns_[k].total;
           ++k) {
        const auto& own = columns_[k].own.context;
        if ((own.scope || own.fund) && row.facts[k].valid()) parts.push_back(row.facts[k]);
      }
      emit(row.facts[c], parts, true, columns_[c].text);
    }
  }
}

}  // namespace hegui::report

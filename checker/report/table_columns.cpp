// Totals of a table over its columns, and of the scores of a form over its tables.
#include <algorithm>

#include "checker/report/tables.hpp"

namespace hegui::report {

/// 年度资金总额 10 9.75 above and 预算执行率 10 9.75 among the indicators: the form scores the execution once, and
/// without the row above its weights make the total.
bool TableReader::told_twice() const {
  const ScoredRow& above = scored_.front();
  if (above.total || !above.weight.valid() || !above.score.valid()) return false;
  const auto value = [&](FactId id) { return r_.fact(id).quantity.value; };
  const auto same = [&](const ScoredRow& row) {
    return &row != &above && !row.total && row.weight.valid() && row.score.valid() &&
           value(row.weight) == value(above.weight) && value(row.score) == value(above.score);
  };
  if (std::none_of(scored_.begin(), scored_.end(), same)) return false;
  dsl::Number sum(0);
  for (const ScoredRow& row : scored_) {
    if (!row.weight.valid()) continue;
    if (row.total) return !row.subtotal && sum - value(above.weight) == value(row.weight);
    sum = sum + value(row.weight);
  }
  return false;
}

/// Weights and scores add up over all parts of a table: the execution rate above, the indicators below.
void TableReader::score_breakdowns() {
  if (std::none_of(scored_.begin(), scored_.end(), [](const ScoredRow& row) { return row.total; })) return;
  if (told_twice()) scored_.erase(scored_.begin());
  for (const bool weights : {true, false}) {
    const auto of = [&](const ScoredRow& s) { return weights ? s.weight : s.score; };
    std::vector<FactId> loose, subtotals;
    for (const auto& row : scored_) {
      if (!of(row).valid()) continue;
      if (!row.total) {
        // A first-level indicator whose own indicators carry figures too is counted once, by these.
        const bool covered = std::any_of(scored_.begin(), scored_.end(), [&](const ScoredRow& other) {
          return &other != &row && of(other).valid() &&
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

/// 中央 | 自治区 | 预算小计: the columns that make up a budget are budgets, where nothing else says what they are.
void TableReader::take_stage(const std::vector<std::size_t>& columns, AspectValue stage) {
  stage.how = How::inherited;
  stage.reason = Reason::table_header;
  for (const std::size_t c : columns)
    for (const Row& row : rows_) {
      const AspectValue* own = row.facts[c].valid() ? r_.aspect(row.facts[c], t_.stage) : nullptr;
      if (own != nullptr && !columns_[c].own.context.stage && own->how != How::stated &&
          own->reason != Reason::table_row)
        r_.set(r_.fact(row.facts[c]), stage);
    }
}

/// 合计 | 基本支出 | 项目支出, 公务用车费 (小计 | 购置费 | 运行费): a total column and the columns that it adds up.
/// Columns under one upper header count once, by their own total.
void TableReader::column_breakdowns() {
  const auto money = [&](std::size_t k) {
    return columns_[k].role == ColumnRole::money ||
           (columns_[k].role == ColumnRole::other && columns_[k].header != nullptr);
  };
  const auto carryover = [&](std::size_t k) { return t_.is_concept(columns_[k].concept_id, t_.carryover); };
  const auto same_stage = [&](std::size_t a, std::size_t b) {
    const auto& x = columns_[a].own.context.stage;
    const auto& y = columns_[b].own.context.stage;
    return !x || !y || x->member == y->member;
  };
  for (std::size_t c = 0; c < grid_.columns; ++c) {
    if (!money(c) || columns_[c].compared) continue;
    const Column& total = columns_[c];
    const bool named = total.total;
    // 本年支出 | 基本支出 | 项目支出: a plain total is known by what follows it.
    const bool plain = !named && total.role == ColumnRole::money && !total.item &&
                       (!total.own.context.scope || total.own.context.scope->member == t_.department);
    if (!named && !plain) continue;
    const std::size_t level = total.path.empty() ? 0 : total.path.size() - 1;
    const auto in_group = [&](std::size_t k) {
      return columns_[k].path.size() > level &&
             std::equal(total.path.begin(), total.path.begin() + static_cast<std::ptrdiff_t>(level),
                        columns_[k].path.begin());
    };
    const auto gather = [&](bool right) {
      std::vector<std::size_t> columns;
      const GridCell* group = nullptr;  // the upper header of the columns counted last
      for (std::size_t step = 1; step < grid_.columns; ++step) {
        const std::size_t k = right ? c + step : c - step;
        if (right ? k >= grid_.columns : step > c) break;
        if (!money(k) || columns_[k].path.empty() || !in_group(k) || !same_stage(c, k) || columns_[k].compared ||
            carryover(k) != carryover(c))
          break;
        const bool deeper = columns_[k].path.size() > level + 1;
        if (columns_[k].total && !deeper) break;
        const GridCell* upper = columns_[k].path[level];
        if (deeper && upper == group) {
          if (columns_[k].total) {  // 小计 stands for its group
            while (!columns.empty() && columns_[columns.back()].path[level] == upper) columns.pop_back();
            columns.push_back(k);
          } else if (!columns_[columns.back()].total || columns_[columns.back()].path[level] != upper) {
            columns.push_back(k);
          }
          continue;
        }
        group = deeper ? upper : nullptr;
        columns.push_back(k);
      }
      return columns;
    };
    const auto parts_of = [&](const Row& row, const std::vector<std::size_t>& columns) {
      std::vector<FactId> parts;
      for (const std::size_t k : columns)
        if (row.grows == Grows::no && row.facts[k].valid() &&
            r_.same_class(r_.fact(row.facts[k]).quantity, r_.fact(row.facts[c]).quantity))
          parts.push_back(row.facts[k]);
      return parts;
    };
    const auto verdict_of = [&](const std::vector<std::size_t>& columns) {
      Verdict verdict;
      for (const Row& row : rows_) {
        if (!row.facts[c].valid()) continue;
        const auto parts = parts_of(row, columns);
        if (!parts.empty()) ++(adds_up(row.facts[c], parts) ? verdict.holds : verdict.fails);
      }
      return verdict;
    };
    std::vector<std::size_t> right = gather(true), left = named ? gather(false) : std::vector<std::size_t>();
    const Verdict on_right = verdict_of(right), on_left = verdict_of(left);
    const bool leftwards =
        on_left.holds - on_left.fails > on_right.holds - on_right.fails || (right.empty() && !left.empty());
    const auto& columns = leftwards ? left : right;
    const Verdict verdict = leftwards ? on_left : on_right;
    const auto told = static_cast<std::size_t>(std::count_if(columns.begin(), columns.end(), [&](std::size_t k) {
      return columns_[k].own.context.scope || columns_[k].own.context.fund || columns_[k].total;
    }));
    const bool basic_and_project = columns.size() >= 2 && told == columns.size();
    if (columns.empty() || (plain && !basic_and_project) || (columns.size() == 1 && told == 0)) continue;
    if (verdict.holds == 0 && told < columns.size()) continue;
    const bool certain = verdict.holds > 0 ? verdict.holds >= verdict.fails : columns.size() >= 2;
    if (total.own.context.stage && verdict.holds > verdict.fails) take_stage(columns, *total.own.context.stage);
    for (const Row& row : rows_)
      if (row.facts[c].valid()) emit(row.facts[c], parts_of(row, columns), certain, total.last);
  }
}

}  // namespace hegui::report

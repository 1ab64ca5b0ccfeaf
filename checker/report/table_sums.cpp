// Totals of a table over its rows and columns.
#include <algorithm>
#include <map>
#include <optional>

#include "checker/report/tables.hpp"

namespace hegui::report {

namespace {

constexpr std::size_t most_nested = 12;  // rows that one row above may be divided into without a word of its own
constexpr std::size_t farthest_parent = 400;

/// 20502 below 205.
bool is_code_of(const std::string& above, const std::string& below) {
  return above.size() >= 3 && below.size() > above.size() && below.compare(0, above.size(), above) == 0;
}

}  // namespace

void TableReader::finish_part() {
  const std::size_t told = report_.breakdowns.size();
  relate_changes();
  for (std::size_t c = 0; c < grid_.columns; ++c) close_keys(c);
  if (rows_.size() >= 2) row_breakdowns();
  column_breakdowns();
  if (!form_ && rows_.size() >= 2) {
    const auto lines = column_lines();
    find_line_ratios(r_, lines);
    find_line_rests(r_, lines);
    find_line_sums(r_, lines, told);
  }
  rows_.clear();
}

bool TableReader::summable(std::size_t column) const {
  const ColumnRole role = columns_[column].role;
  if (columns_[column].unsigned_change || columns_[column].grows == Grows::by_rate) return false;
  if (t_.unit_cost.valid() && columns_[column].concept_id == t_.unit_cost) return false;  // 户均补助: no sum
  return role != ColumnRole::target && role != ColumnRole::actual && role != ColumnRole::ordinal &&
         role != ColumnRole::weight && role != ColumnRole::score && role != ColumnRole::rate;
}

/// Within what the stated decimals leave open.
bool TableReader::adds_up(FactId total, const std::vector<FactId>& parts) const {
  const dsl::Quantity& whole = r_.fact(total).quantity;
  dsl::Number sum, slack = whole.last_place() * dsl::Number(1, 2);
  for (const FactId part : parts) {
    const dsl::Quantity& quantity = r_.fact(part).quantity;
    sum = sum + quantity.value;
    slack = slack + quantity.last_place() * dsl::Number(1, 2);
  }
  const dsl::Number rest = whole.value - sum;
  return rest <= slack && -rest <= slack;
}

/// In how many columns the parts add up to the total.
TableReader::Verdict TableReader::try_rows(std::size_t total, const std::vector<std::size_t>& parts) const {
  Verdict verdict;
  for (std::size_t c = 0; c < grid_.columns; ++c) {
    const FactId whole = rows_[total].facts[c];
    if (!whole.valid() || !summable(c) || r_.fact(whole).quantity.dimension == dsl::Dimension::rate) continue;
    std::vector<FactId> figures;
    bool zeros = r_.fact(whole).quantity.value.is_zero();
    for (const std::size_t part : parts) {
      const FactId id = rows_[part].facts[c];
      if (!id.valid() || !r_.same_class(r_.fact(id).quantity, r_.fact(whole).quantity)) continue;
      figures.push_back(id);
      zeros = zeros && r_.fact(id).quantity.value.is_zero();
    }
    if (figures.empty() || zeros) continue;  // nothing is proved by 0 = 0
    ++(adds_up(whole, figures) ? verdict.holds : verdict.fails);
  }
  return verdict;
}

/// The rows that are no parts of a row above them: a row covers those behind it that make it up, each with its own.
std::vector<std::size_t> TableReader::without_nested(const std::vector<std::size_t>& rows) const {
  std::vector<std::size_t> ends(rows.size());  // behind the last row that a row covers
  for (std::size_t i = rows.size(); i-- > 0;) {
    ends[i] = i + 1;
    std::vector<std::size_t> below;
    for (std::size_t next = i + 1; next < rows.size() && below.size() < most_nested;) {
      below.push_back(rows[next]);
      next = ends[next];
      const Verdict verdict = try_rows(rows[i], below);
      if (verdict.holds == 0 || verdict.fails > 0) continue;
      ends[i] = next;
      break;
    }
  }
  std::vector<std::size_t> top;
  for (std::size_t i = 0; i < rows.size(); i = ends[i]) top.push_back(rows[i]);
  return top;
}

void TableReader::emit_rows(std::size_t total, const std::vector<std::size_t>& parts, bool certain) {
  for (std::size_t c = 0; c < grid_.columns; ++c) {
    const FactId whole = rows_[total].facts[c];
    if (!whole.valid() || !summable(c) || r_.fact(whole).quantity.dimension == dsl::Dimension::rate) continue;
    std::vector<FactId> figures;
    for (const std::size_t part : parts)
      if (const FactId id = rows_[part].facts[c];
          id.valid() && r_.same_class(r_.fact(id).quantity, r_.fact(whole).quantity))
        figures.push_back(id);
    emit(whole, figures, certain, rows_[total].name);
  }
}

/// Rows by the columns that they share: the halves of 收入 | 支出 side by side add up each for itself.
std::vector<std::vector<std::size_t>> TableReader::sides() const {
  std::vector<std::size_t> group(grid_.columns);
  for (std::size_t c = 0; c < grid_.columns; ++c) group[c] = c;
  const auto find = [&](std::size_t c) {
    while (group[c] != c) c = group[c];
    return c;
  };
  for (const Row& row : rows_) {
    std::size_t first = grid_.columns;
    for (std::size_t c = 0; c < grid_.columns; ++c) {
      if (!row.facts[c].valid()) continue;
      if (first == grid_.columns) first = c;
      group[find(c)] = find(first);
    }
  }
  std::map<std::size_t, std::vector<std::size_t>> by_group;
  for (std::size_t r = 0; r < rows_.size(); ++r)
    for (std::size_t c = 0; c < grid_.columns; ++c)
      if (rows_[r].facts[c].valid()) {
        by_group[find(c)].push_back(r);
        break;
      }
  std::vector<std::vector<std::size_t>> out;
  for (auto& [first, rows] : by_group) out.push_back(std::move(rows));
  return out;
}

void TableReader::row_breakdowns() {
  for (const auto& side : sides())
    if (side.size() >= 2) side_breakdowns(side);
}

/// 项目支出：, 1、业务工作专项, 2、运行维护专项: rows numbered from 1 behind one without a number are its parts.
void TableReader::number_parents(const std::vector<std::size_t>& rows, std::vector<std::ptrdiff_t>& parent) const {
  std::ptrdiff_t whole = -1;
  std::uint32_t next = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Row& row = rows_[rows[i]];
    if (row.part) continue;
    if (row.total || row.number == 0) {
      whole = row.total ? -1 : static_cast<std::ptrdiff_t>(i);
      next = 1;
    } else if (row.number == next && whole >= 0) {
      if (parent[i] < 0) parent[i] = whole;
      ++next;
    } else if (parent[i] < 0 || parent[i] != whole) {
      whole = -1;
    }
  }
}

/// 其中 rows, codes and members of the taxonomy under the row to which they belong; by position in `rows`, -1: none.
/// `ambiguous`: rows behind 其中 may be parts or not.
std::vector<std::ptrdiff_t> TableReader::parents_of(const std::vector<std::size_t>& rows, bool& ambiguous) const {
  const std::size_t n = rows.size();
  const auto row = [&](std::size_t i) -> const Row& { return rows_[rows[i]]; };
  std::vector<std::ptrdiff_t> parent(n, -1);
  bool has_total = false;
  for (std::size_t i = 0; i < n; ++i) has_total = has_total || row(i).total;
  for (std::size_t i = 0; i < n; ++i) {
    if (row(i).total || row(i).part) continue;
    for (std::size_t j = i; j-- > 0 && i - j <= farthest_parent;) {
      if (row(j).total) continue;
      const bool member = row(i).scope.valid() && row(j).scope.valid() && row(i).scope != row(j).scope &&
                          r_.program.is_within(row(i).scope, row(j).scope);
      if (member || is_code_of(row(j).code, row(i).code)) {
        parent[i] = static_cast<std::ptrdiff_t>(j);
        break;
      }
    }
  }
  number_parents(rows, parent);
  // The row marked 其中, and as many behind it as make up the row above.
  for (std::size_t i = 1; i < n; ++i) {
    if (!row(i).part || parent[i] >= 0) continue;
    std::size_t whole = i - 1;
    while (whole > 0 && (row(whole).part || parent[whole] >= 0) && !row(whole).total) --whole;
    // 1、公务用车购置和维护经费, 其中：公车购置: the nearest row of which the taxonomy makes it a part, below a wider
    // one.
    for (std::size_t k = i; k-- > whole && row(i).scope.valid();)
      if (!row(k).part && row(k).scope.valid() && row(k).scope != row(i).scope &&
          r_.program.is_within(row(i).scope, row(k).scope)) {
        whole = k;
        break;
      }
    const auto within = [&](std::size_t k) {
      return row(k).scope.valid() && row(whole).scope.valid() && r_.program.is_within(row(k).scope, row(whole).scope);
    };
    // 1、总收入, 其中：医疗收入, 2、总支出: what is numbered as the whole is stands beside it.
    const auto beside = [&](std::size_t k) { return k > i && row(k).number > 0 && row(whole).number > 0; };
    std::vector<std::size_t> parts;
    std::size_t best = i;
    int best_holds = 0;
    for (std::size_t k = i; k < n && k - i < most_nested && !(row(k).total && k > i); ++k) {
      if ((within(i) && k > i && !within(k)) || beside(k)) break;
      parts.push_back(rows[k]);
      const Verdict verdict = try_rows(rows[whole], parts);
      // 国有资本经营预算 0.00: a row of nothing behind the parts that make up the whole is one of them.
      const bool nothing = best_holds > 0 && verdict.holds == best_holds && k == best + 1 && !row(k).part;
      if ((verdict.holds <= best_holds && !nothing) || verdict.holds < verdict.fails) continue;
      best = k;
      best_holds = verdict.holds;
    }
    if (best_holds == 0) {  // nothing adds up: the sources of a form are brothers, others stay open
      const bool brothers = !has_total && !row(i).scope.valid();
      while (brothers && best + 1 < n && !row(best + 1).scope.valid() && !beside(best + 1)) ++best;
      ambiguous = ambiguous || (!brothers && i + 1 < n && !row(i + 1).total && parent[i + 1] < 0);
    }
    for (std::size_t k = i; k <= best; ++k)
      if (k == i || parent[k] < 0 || within(k)) parent[k] = static_cast<std::ptrdiff_t>(whole);
  }
  return parent;
}

/// 年度资金总额, 其中：一般公共预算, 政府性基金, 其中：基本支出, 项目支出: the whole divided twice, each division
/// making it up.
std::vector<std::vector<std::size_t>> TableReader::divisions(std::size_t whole,
                                                             const std::vector<std::size_t>& parts) const {
  std::vector<std::vector<std::size_t>> groups;
  for (const std::size_t part : parts) {
    if (groups.empty() || (rows_[part].part && rows_[groups.back().front()].part)) groups.emplace_back();
    groups.back().push_back(part);
  }
  const auto whole_made = [&](const std::vector<std::size_t>& group) {
    const Verdict verdict = try_rows(whole, group);
    return group.size() >= 2 && verdict.holds > verdict.fails;
  };
  if (groups.size() < 2 || !whole_made(groups.front())) return {parts};
  return groups;
}

/// The parts of a row that is no total: all of them when codes, the taxonomy or the sums themselves show it.
void TableReader::emit_parts(std::size_t whole, const std::vector<std::size_t>& parts, bool has_total) {
  const bool coded = std::all_of(parts.begin(), parts.end(),
                                 [&](std::size_t part) { return is_code_of(rows_[whole].code, rows_[part].code); });
  if (parts.empty()) return;
  const dsl::MemberId scope = rows_[whole].scope;
  bool listed = scope.valid() && !r_.program.members[scope.value].parts.empty();
  if (listed)
    for (const dsl::MemberId part : r_.program.members[scope.value].parts)
      listed = listed && std::any_of(parts.begin(), parts.end(), [&](std::size_t p) { return rows_[p].scope == part; });
  const Verdict verdict = try_rows(whole, parts);
  const bool told = coded || listed || (parts.size() >= 2 && !has_total) || verdict.holds > 0;
  // 公用经费, 其中：办公经费, 差旅费: some of what it is spent on, unless they add up.
  const bool some = verdict.holds == 0 && !coded && !listed &&
                    std::any_of(parts.begin(), parts.end(), [&](std::size_t p) { return rows_[p].economic; });
  emit_rows(whole, parts, told && !some && verdict.holds + 1 >= verdict.fails && (parts.size() >= 2 || coded));
}

/// Which rows a total covers is decided for all columns together: a wrong figure in one of them does not change what
/// the others show. Where nothing adds up and rows may be nested, the list is not said to be complete.
void TableReader::side_breakdowns(const std::vector<std::size_t>& rows) {
  const std::size_t n = rows.size();
  bool ambiguous = functional_;  // classes come at three levels
  const auto parent = parents_of(rows, ambiguous);
  std::vector<std::vector<std::size_t>> children(n);
  bool has_total = false;
  for (std::size_t i = 0; i < n; ++i) {
    has_total = has_total || rows_[rows[i]].total;
    if (parent[i] >= 0) children[static_cast<std::size_t>(parent[i])].push_back(rows[i]);
  }
  for (std::size_t i = 0; i < n; ++i)
    for (const auto& group : divisions(rows[i], children[i])) emit_parts(rows[i], group, has_total);
  std::vector<std::size_t> loose, subtotals;
  std::optional<std::size_t> previous;  // the total before
  for (std::size_t i = 0; i < n; ++i) {
    const Row& row = rows_[rows[i]];
    if (!row.total) {
      if (parent[i] < 0) loose.push_back(rows[i]);
      continue;
    }
    std::vector<std::size_t> above = row.subtotal ? std::vector<std::size_t>() : subtotals;
    above.insert(above.end(), loose.begin(), loose.end());
    std::vector<std::size_t> below;
    for (std::size_t j = i + 1; j < n && !rows_[rows[j]].total; ++j)
      if (parent[j] < 0) below.push_back(rows[j]);
    std::vector<std::size_t> grand;  // 总计 adds to 本年收入合计 what follows it
    if (previous && !row.subtotal) {
      grand.push_back(*previous);
      grand.insert(grand.end(), loose.begin(), loose.end());
    }
    std::vector<std::size_t> numbered;  // （一）收入总计, 1.财政补助收入, 2.医疗收入
    for (std::size_t j = i + 1; j < n; ++j) {
      if (rows_[rows[j]].part) continue;
      if (rows_[rows[j]].total || rows_[rows[j]].number != numbered.size() + 1) break;
      numbered.push_back(rows[j]);
    }
    if (numbered.size() < 2) numbered.clear();
    const std::vector<std::vector<std::size_t>> candidates{
        numbered, above, grand, below, without_nested(above), without_nested(below), without_nested(grand)};
    const std::vector<std::size_t>* best = nullptr;
    Verdict best_verdict;
    for (const auto& candidate : candidates) {
      const Verdict verdict = candidate.empty() ? Verdict{} : try_rows(rows[i], candidate);
      const int lead = verdict.holds - verdict.fails;
      if (verdict.holds == 0 || (best != nullptr && lead <= best_verdict.holds - best_verdict.fails)) continue;
      best = &candidate;
      best_verdict = verdict;
    }
    const bool proved = best != nullptr && best_verdict.holds >= best_verdict.fails;
    if (best == nullptr && !numbered.empty()) best = &numbered;
    if (best == nullptr) best = subtotals.empty() && grand.size() >= 2 ? &grand : !above.empty() ? &above : &below;
    if (!best->empty()) emit_rows(rows[i], *best, proved || (!ambiguous && best->size() >= 2));
    if (row.subtotal)
      subtotals.push_back(rows[i]);
    else
      subtotals.clear();
    if (!row.subtotal) previous = rows[i];
    loose.clear();
  }
  if (has_total || n < 3 || parent[n - 1] >= 0) return;
  // 全年: the last row is the sum of all others though no word says so.
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i + 1 < n; ++i)
    if (parent[i] < 0) all.push_back(rows[i]);
  const Verdict verdict = try_rows(rows[n - 1], all);
  if (all.size() >= 2 && verdict.holds >= 2 && verdict.fails <= 1) emit_rows(rows[n - 1], all, true);
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

}  // namespace hegui::report

// What the columns of a table are: header rows, cells that span several columns, roles.
#include <algorithm>
#include <set>

#include "checker/report/relations.hpp"
#include "checker/report/tables.hpp"

namespace hegui::report {

namespace {

constexpr std::size_t longest_header = 40;       // characters
constexpr std::size_t longest_form_header = 14;  // of one that only its last word tells

/// 预算执行情况（10分）, 得分（20分×执行率）: all its figures stand in the bracket behind the name.
bool only_in_bracket(const Stream& s) {
  std::uint32_t open = 0;
  while (open < s.size() && s.chars[open] != U'（') ++open;
  return open > 0 && open < s.size() && !s.figures.empty() && s.figures.front().at.begin > open;
}

}  // namespace

bool TableReader::is_header(std::size_t row) const {
  std::size_t known = 0, filled = 0;
  const GridCell* last = nullptr;
  std::set<ColumnRole> of_forms;  // 完成 | 完成 below 目标 | 完成 are values; no form has two columns of one role
  for (std::size_t c = 0; c < grid_.columns; ++c) {
    const GridCell* cell = grid_.at(row, c);
    if (cell == nullptr || cell == last || cell->blank()) continue;
    last = cell;
    ++filled;
    // 2022比2021增减 holds no figures, whatever its digits look like.
    if (cell->figure() && !only_in_bracket(cell->stream) && growth_in(cell->stream, {}) == Grows::no) return false;
    if (!keys_of(*cell, true).empty()) return false;  // 其中：一般公共预算：1325.68
    if (row != 0 && cell->stream.chars.back() == U'：') continue;
    const ColumnRole role = role_of(*cell);
    const bool once = role == ColumnRole::target || role == ColumnRole::actual || role == ColumnRole::reason;
    if (cell->stream.size() > longest_header) continue;  // a sentence that happens to speak of the budget
    if (role == ColumnRole::other && growth_in(cell->stream, {}) != Grows::no) ++known;
    if (role != ColumnRole::other && (!once || row == 0 || of_forms.insert(role).second)) ++known;
  }
  if (filled == 0) return false;
  if (known >= 2 || (row == 0 && known >= 1)) return true;
  // 月份 | 油料费 | 行驶里程: words that nobody knows, above bare figures.
  if (row != 0 || filled < 2 || grid_.rows.size() < 3) return false;
  std::size_t figures = 0;
  for (std::size_t c = 0; c < grid_.columns; ++c) {
    const GridCell* name = grid_.at(0, c);
    const GridCell* below = grid_.at(1, c);
    if (name == nullptr || name->blank() || below == nullptr || !below->figure()) continue;
    figures += below->stream.figures.front().at.begin == 0 ? 1 : 0;
  }
  return figures >= 1 && figures < filled;
}

/// A row below a header that names columns too, though only one of its cells is known (科目编码 | 科目名称).
bool TableReader::continues_header(std::size_t row) const {
  std::size_t known = 0;
  bool amount = false, percent = false;  // 金额 | % below 比上年增减
  for (std::size_t c = 0; c < grid_.columns; ++c) {
    const GridCell* cell = grid_.at(row, c);
    if (cell == nullptr || cell->blank()) continue;
    if (cell->figure() || cell->stream.size() > longest_header) return false;
    amount = amount || whole(cell->stream, Cue::header_amount);
    percent = percent || cell->stream.chars == U"%";
    if (growth_in(cell->stream, {}) != Grows::no) ++known;  // 增减值 | 增减% below 2022年比2021年增减
    const ColumnRole role = role_of(*cell);
    known += role == ColumnRole::ordinal || role == ColumnRole::weight || role == ColumnRole::score ||
                     role == ColumnRole::target || role == ColumnRole::actual
                 ? 1
                 : 0;
  }
  return known >= 1 || (amount && percent);
}

/// 栏次 | | 1 | 2 | 3: the numbers of the columns.
bool TableReader::numbers_columns(std::size_t row) const {
  if (!rows_.empty()) return false;
  bool marked = false;
  std::optional<dsl::Number> last;
  std::size_t figures = 0;
  for (std::size_t c = 0; c < grid_.columns; ++c) {
    const GridCell* cell = grid_.at(row, c);
    if (cell == nullptr || cell->blank()) continue;
    if (!cell->figure()) {
      if (!whole(cell->stream, Cue::header_ordinal)) return false;
      marked = true;
      continue;
    }
    const StreamFigure& figure = cell->stream.figures.front();
    const dsl::Quantity& quantity = figure.figure.quantity;
    const bool plain = figure.at.begin == 0 && figure.at.end == cell->stream.size() && quantity.decimals == 0 &&
                       quantity.unit.empty() && quantity.noun.empty();
    if (!plain || (last && quantity.written != *last + dsl::Number(1))) return false;
    last = quantity.written;
    ++figures;
  }
  return figures >= 3 || (figures >= 1 && marked);
}

bool TableReader::whole(const Stream& s, Cue cue) const {
  std::uint32_t end = s.size();
  for (std::uint32_t i = 1; i < s.size(); ++i)  // 分值（10分）, 年初预算数（万元）: the bracket is no part of the name
    if (s.chars[i] == U'（') {
      end = i;
      break;
    }
  return s.cue_at(cue, 0, s.size()).end == s.size() || (end > 0 && s.cue_at(cue, 0, end).end == end);
}

/// The name, without what stands in a bracket behind it, ends in a word of the list.
bool TableReader::ends_in(const Stream& s, Cue cue) const {
  std::uint32_t end = s.size();
  if (end > 0 && s.chars[end - 1] == U'）')
    for (std::uint32_t i = end - 1; i > 1; --i)
      if (s.chars[i] == U'（') {
        end = i;
        break;
      }
  return end <= longest_form_header && s.cue_before(cue, end, 0).end != 0;
}

ColumnRole TableReader::role_of(const GridCell& cell) const {
  const Stream& s = cell.stream;
  if (s.size() == 0) return ColumnRole::other;
  if (whole(s, Cue::header_ordinal)) return ColumnRole::ordinal;
  if (whole(s, Cue::header_bound)) return ColumnRole::bound;
  if (whole(s, Cue::header_measure)) return ColumnRole::measure;
  if (whole(s, Cue::header_weight)) return ColumnRole::weight;
  if (whole(s, Cue::header_score)) return ColumnRole::score;
  if (whole(s, Cue::header_target)) return ColumnRole::target;
  if (whole(s, Cue::header_actual)) return ColumnRole::actual;
  if (whole(s, Cue::header_reason)) return ColumnRole::reason;
  // 未完成原因分析及改进措施: a reason, and what else the form asks for beside it.
  if (const Extent reason = s.cue_at(Cue::header_reason, 0, s.size());
      reason.end != 0 && (s.cue_at(Cue::conjunctions, reason.end, s.size()).end != 0 || s.chars[reason.end] == U'、'))
    return ColumnRole::reason;
  if (whole(s, Cue::header_indicator)) return ColumnRole::label;
  // 单位复核得分, 县级评审目标值: the last word of a header says what its column holds.
  if (ends_in(s, Cue::header_weight)) return ColumnRole::weight;
  if (ends_in(s, Cue::header_score)) return ColumnRole::score;
  for (const auto& term : s.terms)
    if (term.meaning.kind == Meaning::Kind::concept_word &&
        r_.program.concepts[term.meaning.id].dimension == dsl::Dimension::rate)
      return ColumnRole::rate;
  for (const auto& term : s.terms)
    if (term.meaning.kind == Meaning::Kind::member && !cell.figure()) return ColumnRole::money;
  if (whole(s, Cue::total_row) || whole(s, Cue::header_amount)) return ColumnRole::money;
  if (ends_in(s, Cue::header_target)) return ColumnRole::target;
  if (ends_in(s, Cue::header_actual)) return ColumnRole::actual;
  if (ends_in(s, Cue::header_reason)) return ColumnRole::reason;
  if (!cell.figure() && growth_in(s, {}) == Grows::by_rate) return ColumnRole::rate;
  return ColumnRole::other;
}

/// The header cell of a column: its own, or the one on its left that spans it, as blank cells beside a name do where
/// the row below names the columns one by one.
const GridCell* TableReader::header_cell(std::size_t row, std::size_t column, std::size_t last_row) const {
  const GridCell* cell = grid_.at(row, column);
  if (cell != nullptr && !cell->blank()) return cell;
  bool named = false;
  for (std::size_t below = row + 1; below <= last_row; ++below) {
    const GridCell* name = grid_.at(below, column);
    named = named || (name != nullptr && !name->blank());
  }
  if (!named) return nullptr;
  for (std::size_t c = column; c-- > 0;) {
    // Not beyond what the row above has as another group.
    const auto& group = columns_[column].path;
    const auto& beside = columns_[c].path;
    const bool same_group = beside.size() >= group.size() && std::equal(group.begin(), group.end(), beside.begin());
    if (!same_group) return nullptr;
    const GridCell* left = grid_.at(row, c);
    if (left != nullptr && !left->blank()) return left;
  }
  return nullptr;
}

void TableReader::read_header(std::size_t row, bool continues, std::size_t last_row) {
  if (!continues) {
    columns_.assign(grid_.columns, {});
    carried_.assign(grid_.columns, nullptr);
    last_scope_.reset();
    parent_scope_.reset();
    noun_above_.clear();
  }
  for (std::size_t c = 0; c < grid_.columns; ++c) {
    const GridCell* cell = header_cell(row, c, last_row);
    if (cell == nullptr || columns_[c].header == cell) continue;
    Column& column = columns_[c];
    const Column above = column;
    column.header = cell;
    column.path.push_back(cell);
    column.last = without_gaps(text_of(*cell));
    column.text = above.text + column.last;
    column.role = role_of(*cell);
    column.own = r_.own_words(cell->stream, {0, cell->stream.size()}, false);
    if (!column.own.context.fund && !column.own.context.scope)  // 合计 | 中央 | 省级 | 县级
      if (const auto source = fund_in_short(r_.program, t_.fund, column.last); source.valid())
        column.own.context.fund = r_.value(t_.fund, source, How::stated, Reason::table_header,
                                           cell->stream.passage({0, cell->stream.size()}));
    r_.narrow_fund(column.own.context.fund, heading_);
    column.compared = cell->stream.has_cue(Cue::compare_words, {0, cell->stream.size()});
    column.unit = unit_in(cell->stream, {0, cell->stream.size()}, false);
    column.noun = noun_in(cell->stream);
    column.total = cell->stream.has_cue(Cue::total_row, {0, cell->stream.size()});
    for (const auto& term : cell->stream.terms)
      if (term.meaning.kind == Meaning::Kind::concept_word) column.concept_id = dsl::ConceptId{term.meaning.id};
    // 占总支出比例: a share, whatever word ends it.
    if (column.concept_id != t_.execution_rate && t_.share.valid() &&
        cell->stream.cue_at(Cue::share_words, 0, cell->stream.size()).end != 0)
      column.concept_id = t_.share, column.role = ColumnRole::rate;
    if (above.header !=
        nullptr) {  // 本年支出 over 基本支出 | 项目支出: what the upper row says holds where the lower is silent
      auto& own = column.own.context;
      column.group_scope = !own.scope && above.own.context.scope;
      for (const auto& [to, from] : {std::pair{&own.stage, &above.own.context.stage},
                                     {&own.flow, &above.own.context.flow},
                                     {&own.scope, &above.own.context.scope},
                                     {&own.fund, &above.own.context.fund}})
        if (!*to) *to = *from;
      if (!column.own.year && above.own.year) {
        column.own.year = above.own.year;
        column.own.year_at = above.own.year_at;
      }
      if (column.role == ColumnRole::other) column.role = above.role;
      if (column.unit.empty()) column.unit = above.unit;
      if (!column.concept_id.valid()) column.concept_id = above.concept_id;
    }
    set_change(column, above);
    // 增减率（%）: the unit of its column, not of the table.
    if (const dsl::Unit* said = dsl::find_unit(column.unit);
        said != nullptr && said->dimension == dsl::Dimension::money && unit_.empty())
      unit_ = column.unit;
  }
}

/// 任务 | 单位 | 目标 | 完成: 亩, 台, 人次 below, not the names of organisations.
bool TableReader::names_units(std::size_t column, std::size_t first_row) const {
  constexpr std::size_t most_rows = 8;
  std::size_t named = 0;
  for (std::size_t row = first_row; row < grid_.rows.size() && row < first_row + most_rows; ++row) {
    const GridCell* cell = grid_.at(row, column);
    if (cell == nullptr || cell->blank()) continue;
    const std::string name = without_gaps(text_of(*cell));
    if (!t_.numbers.count_nouns.contains(name) && dsl::find_unit(name) == nullptr) return false;
    ++named;
  }
  return named > 0;
}

/// 财政供养人员情况（人） | 编制数 | 实有人数: what the first cell counts, the columns of people count.
void TableReader::name_people() {
  if (!t_.staff_total.valid()) return;
  const auto& people = r_.program.concepts[t_.staff_total.value].nouns;
  std::string said;
  for (const Column& column : columns_)
    if (said.empty() && std::find(people.begin(), people.end(), column.noun) != people.end()) said = column.noun;
  for (Column& column : columns_) {
    if (!column.concept_id.valid() || !column.unit.empty() || !column.noun.empty()) continue;
    const auto& kind = r_.program.concepts[column.concept_id.value];
    const bool counts_people = kind.dimension == dsl::Dimension::count && kind.nouns == people;
    if (counts_people && !people.empty()) column.noun = said.empty() ? people.front() : said;
  }
}

/// 全年预算数 | 全年执行数 | 执行率 over 年度资金总额 | 811.54 | 811.54 | 100%: the names of the columns begin one too
/// far to the left, for the first of them had none.
bool TableReader::lost_first(std::size_t first_row) const {
  if (first_row >= grid_.rows.size() || columns_.size() < 3) return false;
  if (columns_.front().role != ColumnRole::money || columns_.back().header != nullptr) return false;
  const GridCell* name = grid_.at(first_row, 0);
  if (name == nullptr || name->blank() || name->figure()) return false;
  for (std::size_t c = 1; c + 1 < columns_.size(); ++c) {
    const GridCell* own = grid_.at(first_row, c);
    const GridCell* next = grid_.at(first_row, c + 1);
    if (columns_[c].role != ColumnRole::rate || columns_[c + 1].role == ColumnRole::rate) continue;
    return own != nullptr && own->figure() && own->stream.figures.front().figure.quantity.unit != "%" &&
           next != nullptr && next->figure() && next->stream.figures.front().figure.quantity.unit == "%";
  }
  return false;
}

/// 支出（万元）: beside the word for the money stands its unit and no name.
bool TableReader::only_unit(const Column& column) {
  if (column.unit.empty() || !column.own.context.flow) return false;
  std::u32string rest(column.header->stream.chars.substr(column.own.residual.begin,
                                                         column.own.residual.end - column.own.residual.begin));
  std::erase_if(rest, [](char32_t c) { return c == U'（' || c == U'）' || c == U'(' || c == U')'; });
  return rest == matching_form(column.unit);
}

/// What can be said only when all header rows are read; `first_row` is the first row of values.
void TableReader::finish_header(std::size_t first_row) {
  if (lost_first(first_row)) {
    for (std::size_t c = columns_.size(); c-- > 1;) columns_[c] = columns_[c - 1];
    columns_.front() = {};
    columns_.front().role = ColumnRole::label;
  }
  // The leftmost column names its rows whatever its header says (支出类别, 项目资金（万元）).
  for (auto& column : columns_) {
    if (column.header == nullptr || column.role == ColumnRole::ordinal) continue;
    const GridCell* first = first_row < grid_.rows.size()
                                ? grid_.at(first_row, static_cast<std::size_t>(&column - columns_.data()))
                                : nullptr;
    const bool figures = first != nullptr && first->figure() && first->stream.figures.front().at.begin == 0 &&
                         first->stream.figures.front().at.end == first->stream.size();
    if ((column.role == ColumnRole::other || column.role == ColumnRole::money) && !figures &&
        (!column.own.context.stage || &column == &columns_.front()))
      column.role = ColumnRole::label;
    if (whole(column.header->stream, Cue::header_item)) projects_ = true;
    break;
  }
  name_people();
  for (std::size_t c = 0; c < grid_.columns; ++c)
    if (columns_[c].header != nullptr && whole(columns_[c].header->stream, Cue::unit_caption) &&
        names_units(c, first_row))
      columns_[c].role = ColumnRole::measure;
  form_ = false;
  functional_ = functional_ || std::any_of(columns_.begin(), columns_.end(), [&](const Column& column) {
                  return column.header != nullptr && whole(column.header->stream, Cue::header_functional);
                });
  bool money = false;
  for (auto& column : columns_) {
    form_ = form_ || column.role == ColumnRole::weight || column.role == ColumnRole::score;
    money = money || column.role == ColumnRole::money || !column.unit.empty();
  }
  for (std::size_t c = 0; c < grid_.columns; ++c) {
    Column& column = columns_[c];
    if (column.header == nullptr) continue;
    const bool value = column.role == ColumnRole::money || column.role == ColumnRole::other;
    const bool known = column.own.context.stage || column.own.context.fund || column.own.context.scope;
    column.item = value && !column.total && !column.concept_id.valid() && !known &&
                  !whole(column.header->stream, Cue::header_amount) &&
                  column.own.residual.end > column.own.residual.begin && !only_unit(column);
    // 年度计划 | 实际到位 | 实际支付 over money: what is planned is a budget.
    const bool plan =
        !form_ && !column.own.context.stage && (value || column.role == ColumnRole::target) && !unit_.empty() &&
        t_.initial_budget.valid() &&
        (whole(column.header->stream, Cue::header_target) || whole(column.header->stream, Cue::target_words));
    if (plan) {
      column.own.context.stage = r_.value(t_.stage, t_.initial_budget, How::stated, Reason::table_header);
      column.role = ColumnRole::money;
      column.item = false;
    }
    if (value && column.own.context.scope && overshadowed(column.own.context.scope->member)) {
      column.item = true;
      column.own.context.scope.reset();
    }
    if (column.role != ColumnRole::other || !column.unit.empty() || !column.noun.empty()) continue;
    bool decimals = false;
    std::size_t figures = 0;
    for (std::size_t row = first_row; row < grid_.rows.size(); ++row) {
      const GridCell* cell = grid_.at(row, c);
      if (cell == nullptr || !cell->figure()) continue;
      ++figures;
      decimals = decimals || cell->stream.figures.front().figure.quantity.decimals > 0;
    }
    column.counts = money && figures > 0 && !decimals;
  }
}

}  // namespace hegui::report

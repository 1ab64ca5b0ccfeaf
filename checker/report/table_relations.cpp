// What headers and names of rows say about growth, and the lines of a table that are held against one another.
#include <algorithm>

#include "checker/report/tables.hpp"

namespace hegui::report {

namespace {

constexpr std::uint32_t longest_change = 24;  // characters of 2023年决算数比2022年决算数增减额

/// The end of a name without what stands in a bracket behind it.
std::uint32_t end_of_name(const Stream& s) {
  std::uint32_t end = s.size();
  if (end > 0 && s.chars[end - 1] == U'）')
    for (std::uint32_t i = end - 1; i > 0; --i)
      if (s.chars[i] == U'（') return i;
  return end;
}

}  // namespace

/// 增减额, 比上年增减（%）, 增幅: by how much something grew or fell; as a rate where the unit or the word says so.
Grows TableReader::growth_in(const Stream& s, const std::string& unit) const {
  if (s.size() == 0 || s.size() > longest_change) return Grows::no;
  const std::uint32_t end = end_of_name(s);
  const bool rate = unit == "%";
  for (const std::uint32_t at : {s.size(), end}) {
    if (at > 0 && s.cue_before(Cue::header_growth, at, 0).end != 0) return Grows::by_rate;
    if (at > 0 && s.cue_before(Cue::header_change, at, 0).end != 0) return rate ? Grows::by_rate : Grows::by_amount;
  }
  // 比上年减少, 较年初预算增加: the word alone is a name (节约); behind what it compares with it is a change.
  const Extent compared = s.first_cue(Cue::compare_words, {0, end});
  if (compared.end == 0) return Grows::no;
  for (const Cue cue : {Cue::increase_words, Cue::decrease_words})
    if (const Extent word = s.cue_before(cue, end, compared.end); word.end != 0)
      return rate ? Grows::by_rate : Grows::by_amount;
  return Grows::no;
}

/// The year or the stage that a change is said to be against: 比上年…, 与年初预算相比….
dsl::MemberId TableReader::base_in(const Stream& s) const {
  const Extent compared = s.first_cue(Cue::compare_words, {0, s.size()});
  if (compared.end == 0) return {};
  for (const auto& skip : s.skips)
    if (skip.at.begin >= compared.begin && skip.skipped.year != 0 && r_.report_year &&
        skip.skipped.year == *r_.report_year - 1)
      return t_.last_year;
  dsl::MemberId stage;
  for (const auto& term : s.terms) {
    if (term.meaning.kind != Meaning::Kind::member || term.at.begin < compared.begin) continue;
    const dsl::MemberId member = r_.concrete(dsl::MemberId{term.meaning.id});
    const dsl::AspectId aspect = r_.program.members[member.value].aspect;
    if (aspect == t_.year && member == t_.last_year) return member;
    if (aspect == t_.stage && member != t_.actual && !stage.valid()) stage = member;
  }
  return stage;
}

/// 增加额: up, 减少额: down, 增减额: neither.
int TableReader::direction_in(const Stream& s) const {
  const Extent all{0, end_of_name(s)};
  if (s.text(all).find_first_of(U"（/") != std::u32string_view::npos) return 0;  // 增（减）额, 追加（减）预算
  const bool up = s.has_cue(Cue::increase_words, all), down = s.has_cue(Cue::decrease_words, all);
  return up == down ? 0 : up ? 1 : -1;
}

/// A column that says by how much others changed; below 比上年增减 also 金额 | 比例.
void TableReader::set_change(Column& column, const Column& above) const {
  const Stream& s = column.header->stream;
  column.grows = growth_in(s, column.unit);
  const bool own = column.grows != Grows::no;
  if (!own && above.grows == Grows::no) return;
  if (!own) {
    const bool rate = column.unit == "%" || column.role == ColumnRole::rate || s.chars.find(U'%') != s.chars.npos ||
                      s.cue_before(Cue::rate_tails, end_of_name(s), 0).end != 0;
    column.grows = rate ? Grows::by_rate : above.grows;
  }
  column.base = base_in(s);
  if (!column.base.valid()) column.base = above.base;
  column.direction = own ? direction_in(s) : above.direction;
  column.compared = true;
  column.own = r_.own_words(s, {0, s.size()}, true);
  column.own.context.stage.reset();
  column.own.residual = {};
  if (column.grows == Grows::by_rate) {
    column.role = ColumnRole::rate;
    column.concept_id = t_.growth_rate;
  } else {
    if (column.role != ColumnRole::money) column.role = ColumnRole::other;
    // 追加: a change of the budget keeps its own kind.
    if (!t_.is_concept(column.concept_id, t_.delta)) column.concept_id = t_.delta;
  }
}

TableLine TableReader::line_of(const OwnWords& own, const Stream& words) const {
  TableLine line;
  const int this_year = r_.report_year.value_or(0);
  if (own.year)
    line.year = own.year;
  else if (own.has_year_word)
    line.year = this_year + own.year_offset;
  if (own.context.stage) line.stage = own.context.stage->member;
  const Extent all{0, words.size()};
  const bool opening = words.has_cue(Cue::opening_words, all), closing = words.has_cue(Cue::closing_words, all);
  if (opening != closing) line.moment = opening ? -1 : 1;
  return line;
}

std::vector<TableLine> TableReader::column_lines() const {
  std::vector<TableLine> lines(grid_.columns);
  for (std::size_t c = 0; c < grid_.columns; ++c) {
    const Column& column = columns_[c];
    TableLine& line = lines[c];
    std::size_t rates = 0, figures = 0;
    line.facts.reserve(rows_.size());
    for (const Row& row : rows_) {
      const FactId id = row.grows == Grows::no ? row.facts[c] : FactId{};
      line.facts.push_back(id);
      if (!id.valid()) continue;
      ++figures;
      rates += r_.fact(id).quantity.dimension == dsl::Dimension::rate ? 1 : 0;
    }
    const bool told = column.role != ColumnRole::weight && column.role != ColumnRole::score &&
                      column.role != ColumnRole::reason && column.role != ColumnRole::ordinal;
    if (column.header == nullptr || figures == 0 || !told) continue;
    auto facts = std::move(line.facts);
    line = line_of(column.own, column.header->stream);
    line.facts = std::move(facts);
    line.path = column.path;
    line.name = column.last;
    line.base = column.base;
    line.direction = column.direction;
    line.share = column.concept_id.valid() && column.concept_id == t_.share;
    using Kind = TableLine::Kind;
    if (column.grows != Grows::no)
      line.kind = rates == figures ? Kind::growth : rates == 0 ? Kind::difference : Kind::none;
    else
      line.kind = rates == figures ? Kind::rate : rates == 0 ? Kind::value : Kind::none;
    if (t_.is_concept(column.concept_id, t_.budget_adjustment)) {  // 年初预算 | 追加 | 全年预算
      line.kind = rates == 0 ? Kind::difference : Kind::none;
      line.base = t_.initial_budget;
      if (line.direction == 0) line.direction = direction_in(column.header->stream);
    }
    line.rest = t_.is_concept(column.concept_id, t_.carryover) && !t_.is_concept(column.concept_id, t_.carryover_in);
  }
  return lines;
}

/// 2022年 / 2023年 / 2023年比2022年增减% as rows.
std::vector<TableLine> TableReader::row_lines() const {
  std::vector<TableLine> lines;
  for (const Row& row : rows_) {
    TableLine line;
    if (row.name_cell != nullptr && !row.scope.valid() && !row.total) {
      line = line_of(row.words, row.name_cell->stream);
      line.name = row.name;
      line.base = base_in(row.name_cell->stream);
      line.direction = direction_in(row.name_cell->stream);
      line.kind = row.grows == Grows::no          ? TableLine::Kind::value
                  : row.grows == Grows::by_amount ? TableLine::Kind::difference
                                                  : TableLine::Kind::growth;
    }
    for (std::size_t c = 0; c < grid_.columns; ++c)
      line.facts.push_back(columns_[c].grows == Grows::no && columns_[c].role != ColumnRole::rate ? row.facts[c]
                                                                                                  : FactId{});
    lines.push_back(std::move(line));
  }
  return lines;
}

/// Before the sums: a column of changes without signs does not add up.
void TableReader::relate_changes() {
  const bool by_column = std::any_of(columns_.begin(), columns_.end(), [&](const Column& c) {
    return c.grows != Grows::no || t_.is_concept(c.concept_id, t_.budget_adjustment);
  });
  if (by_column) {
    std::vector<LineReason> reasons(rows_.size());
    for (std::size_t r = 0; r < rows_.size(); ++r)
      if (const GridCell* cell = rows_[r].reason; cell != nullptr)
        reasons[r] = {text_of(*cell), Passage{cell->block, cell->slice.begin, cell->slice.end}};
    auto lines = column_lines();
    find_line_changes(r_, lines, reasons);
    for (std::size_t c = 0; c < grid_.columns; ++c) columns_[c].unsigned_change = lines[c].told_unsigned;
  }
  if (std::any_of(rows_.begin(), rows_.end(), [](const Row& row) { return row.grows != Grows::no; })) {
    auto lines = row_lines();
    find_line_changes(r_, lines, {});
  }
}

}  // namespace hegui::report

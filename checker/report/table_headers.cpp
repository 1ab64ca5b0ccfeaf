// What the columns of a table are: header rows, units, roles.
#include <algorithm>

#include "checker/report/tables.hpp"

namespace hegui::report {

namespace {

constexpr std::uint32_t caption_blocks = 4;
constexpr std::size_t caption_rows = 3;
constexpr std::uint32_t longest_currency = 3;

}  // namespace

void TableReader::find_unit() {
  for (std::uint32_t back = 1; back <= caption_blocks && back <= block_; ++back) {
    const auto& b = report_.document.blocks[block_ - back];
    if (b.kind == document::Block::Kind::table) break;
    const Stream stream = scan_slice(report_.document, block_ - back, b.slice, t_, false, true);
    unit_ = unit_in(stream, {0, stream.size()}, true);
    if (!unit_.empty()) return;
  }
  for (std::size_t row = 0; row < grid_.rows.size() && row < caption_rows; ++row)  // a caption inside the table
    for (const auto index : grid_.rows[row].cells) {
      if (index < 0) continue;
      const auto& stream = grid_.cells[static_cast<std::size_t>(index)].stream;
      unit_ = unit_in(stream, {0, stream.size()}, true);
      if (!unit_.empty()) return;
    }
}

/// 单位：万元 with `caption`; （万元） without.
std::string TableReader::unit_in(const Stream& stream, Extent within, bool caption) const {
  for (std::uint32_t i = within.begin; i + 1 < within.end; ++i) {
    const bool marked = caption
                            ? stream.chars[i] == U'：' && stream.cue_before(Cue::unit_caption, i, within.begin).end != 0
                            : stream.chars[i] == U'（' || stream.chars[i] == U'：';
    if (!marked) continue;
    for (const auto& unit : dsl::units()) {
      if (unit.dimension != dsl::Dimension::money && unit.dimension != dsl::Dimension::rate) continue;
      const std::u32string form = matching_form(unit.name);
      // A currency's name may stand before the unit.
      for (std::uint32_t skip = 0; skip <= longest_currency; ++skip)
        if (i + 1 + skip < within.end && stream.chars.compare(i + 1 + skip, form.size(), form) == 0)
          return std::string(unit.name);
    }
  }
  return {};
}

bool TableReader::is_header(std::size_t row) const {
  std::size_t known = 0, filled = 0;
  const GridCell* last = nullptr;
  for (std::size_t c = 0; c < grid_.columns; ++c) {
    const GridCell* cell = grid_.at(row, c);
    if (cell == nullptr || cell == last || cell->blank()) continue;
    last = cell;
    ++filled;
    if (cell->figure()) return false;
    if (role_of(*cell) != ColumnRole::other) ++known;
  }
  if (filled == 0) return false;
  return known >= 2 || (row == 0 && known >= 1);
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

ColumnRole TableReader::role_of(const GridCell& cell) const {
  const Stream& s = cell.stream;
  if (s.size() == 0) return ColumnRole::other;
  if (whole(s, Cue::header_ordinal)) return ColumnRole::ordinal;
  if (whole(s, Cue::header_weight)) return ColumnRole::weight;
  if (whole(s, Cue::header_score)) return ColumnRole::score;
  if (whole(s, Cue::header_target)) return ColumnRole::target;
  if (whole(s, Cue::header_actual)) return ColumnRole::actual;
  if (whole(s, Cue::header_reason)) return ColumnRole::reason;
  if (whole(s, Cue::header_indicator)) return ColumnRole::label;
  for (const auto& term : s.terms)
    if (term.meaning.kind == Meaning::Kind::concept_word &&
        r_.program.concepts[term.meaning.id].dimension == dsl::Dimension::rate)
      return ColumnRole::rate;
  for (const auto& term : s.terms)
    if (term.meaning.kind == Meaning::Kind::member && !cell.figure()) return ColumnRole::money;
  if (whole(s, Cue::total_row)) return ColumnRole::money;
  return ColumnRole::other;
}

void TableReader::read_header(std::size_t row, bool continues) {
  if (!continues) columns_.assign(grid_.columns, {});
  for (std::size_t c = 0; c < grid_.columns; ++c) {
    const GridCell* cell = grid_.at(row, c);
    if (cell == nullptr || cell->blank() || columns_[c].header == cell) continue;
    Column& column = columns_[c];
    const Column above = column;
    column.header = cell;
    column.text = above.text + without_gaps(text_of(*cell));
    column.role = role_of(*cell);
    column.own = r_.own_words(cell->stream, {0, cell->stream.size()}, false);
    r_.narrow_fund(column.own.context.fund, heading_);
    column.compared = cell->stream.has_cue(Cue::compare_words, {0, cell->stream.size()});
    column.unit = unit_in(cell->stream, {0, cell->stream.size()}, false);
    column.total = cell->stream.has_cue(Cue::total_row, {0, cell->stream.size()});
    for (const auto& term : cell->stream.terms)
      if (term.meaning.kind == Meaning::Kind::concept_word) column.concept_id = dsl::ConceptId{term.meaning.id};
    if (above.header !=
        nullptr) {  // 本年支出 over 基本支出 | 项目支出: what the upper row says holds where the lower is silent
      auto& own = column.own.context;
      for (const auto& [to, from] : {std::pair{&own.stage, &above.own.context.stage},
                                     {&own.flow, &above.own.context.flow},
                                     {&own.scope, &above.own.context.scope},
                                     {&own.fund, &above.own.context.fund}})
        if (!*to) *to = *from;
      if (column.role == ColumnRole::other) column.role = above.role;
      if (column.unit.empty()) column.unit = above.unit;
      if (!column.concept_id.valid()) column.concept_id = above.concept_id;
    }
    if (!column.unit.empty() && unit_.empty()) unit_ = column.unit;
  }
  // The leftmost column names its rows whatever its header says (支出类别, 项目资金（万元）).
  for (auto& column : columns_) {
    if (column.header == nullptr || column.role == ColumnRole::ordinal) continue;
    if ((column.role == ColumnRole::other || column.role == ColumnRole::money) &&
        (!column.own.context.stage || &column == &columns_.front()))
      column.role = ColumnRole::label;
    break;
  }
}

}  // namespace hegui::report

// Rows of a table: names on the left, values under their columns, indicators from rows with weights and scores.
#include "checker/report/tables.hpp"

#include <algorithm>

namespace hegui::report {

TableReader::TableReader(Reading& reading, const Grid& grid, std::uint32_t block)
    : r_(reading), t_(reading.tables), report_(reading.report), grid_(grid), block_(block), scored_(reading.scored) {
  if (reading.scored_block != block) scored_.clear();
  section_ = section_at(report_, block);
  heading_ = r_.heading_context(block);
  find_unit();
}

void TableReader::read() {
  columns_.assign(grid_.columns, {});
  bool header_above = false;
  for (std::size_t row = 0; row < grid_.rows.size(); ++row) {
    if (is_header(row)) {
      if (!header_above) finish_part();
      read_header(row, header_above);
      header_above = true;
    } else {
      read_row(row);
      header_above = false;
    }
  }
  finish_part();
  score_breakdowns();
  r_.scored_block = block_ + 1;
}

std::string TableReader::text_of(const GridCell& cell) const {
  return std::string(report_.quote({cell.block, cell.slice.begin, cell.slice.end}));
}

void TableReader::read_row(std::size_t row_index) {
  Row row;
  row.facts.assign(grid_.columns, {});
  const GridCell* last = nullptr;
  const Column* first_label = nullptr;
  std::vector<const GridCell*> names;
  Values values;
  const auto bare = [](const GridCell& cell) {
    return cell.stream.figures.size() == 1 && cell.stream.figures.front().at.begin == 0 &&
           cell.stream.figures.front().at.end == cell.stream.size();
  };
  const auto flush = [&] {
    if (!values.empty()) read_values(row, names, values);
    values.clear();
  };
  for (std::size_t c = 0; c < grid_.columns; ++c) {
    const GridCell* cell = grid_.at(row_index, c);
    if (cell == nullptr || cell == last || cell->blank()) continue;
    last = cell;
    const ColumnRole role = columns_[c].role;
    if (role == ColumnRole::ordinal) {
      flush();
      row.code = text_of(*cell);
      continue;
    }
    const bool value_role = role == ColumnRole::weight || role == ColumnRole::score || role == ColumnRole::target ||
                            role == ColumnRole::actual || role == ColumnRole::reason;
    if (value_role || (cell->figure() && (role != ColumnRole::label || bare(*cell)))) {
      values.emplace_back(c, cell);
    } else if (cell->stream.cue_at(Cue::nothing_words, 0, cell->stream.size()).end != cell->stream.size()) {
      if (!values.empty()) {
        flush();
        // 一级指标 | 分值 | 二级指标 | 分值: names go on; 项目 | 决算数 | 项目 | 决算数: a second table begins.
        if (first_label == nullptr || columns_[c].header == nullptr || columns_[c].text == first_label->text)
          names.clear();
      }
      if (first_label == nullptr && columns_[c].header != nullptr) first_label = &columns_[c];
      names.push_back(cell);
    }
  }
  flush();
}

void TableReader::read_values(Row row, const std::vector<const GridCell*>& names, const Values& values) {
  OwnWords row_words;
  if (!names.empty()) {
    const GridCell& name = *names.back();
    row.name_cell = &name;
    const Stream& s = name.stream;
    Extent words{0, s.size()};
    const Extent part = s.cue_at(Cue::part_row, 0, s.size());
    if (part.end != 0) {
      row.part = true;
      words.begin = part.end;
    }
    while (words.begin < words.end && (s.chars[words.begin] == U'：' || s.chars[words.begin] == U'、')) ++words.begin;
    for (const auto& skip : s.skips)  // 一、 1. before the name
      if (skip.skipped.why == text::Skipped::Why::list_number && skip.at.begin <= words.begin &&
          skip.at.end > words.begin)
        words.begin = skip.at.end;
    for (std::uint32_t i = words.begin; i < std::min(words.end, words.begin + 4); ++i)
      if (s.chars[i] == U'、') words.begin = i + 1;
    row.name = without_gaps(report_.quote(s.passage(words)));
    row_words = r_.own_words(s, words, false);
    row.total = s.cue_at(Cue::total_row, words.begin, words.end).end == words.end && words.end > words.begin;
    if (!row.total) {
      const Extent tail = s.cue_before(Cue::total_row, words.end, words.begin);
      row.total = tail.end != 0 && tail.begin > words.begin && row_words.context.scope &&
                  row_words.context.scope->member == t_.department;
      if (tail.end != 0 && !row.total && row_words.context.flow && !row_words.context.scope) row.total = true;
    }
    const Extent subtotal = s.cue_before(Cue::subtotal_row, words.end, words.begin);
    row.subtotal = subtotal.end != 0 && (row.total || subtotal.begin > words.begin);
    if (row.subtotal) row.total = true;
    if (row_words.context.scope) row.scope = row_words.context.scope->member;
    for (std::size_t n = 0; n + 1 < names.size(); ++n) row.parents.push_back(without_gaps(text_of(*names[n])));
  }
  for (const auto& [c, cell] : values) {
    if (!cell->figure() || columns_[c].role == ColumnRole::reason) continue;
    row.facts[c] = read_cell(row, c, *cell, row_words);
  }
  give_indicator(row, values);
  rows_.push_back(std::move(row));
}

void TableReader::give_indicator(const Row& row, const Values& values) {
  Indicator indicator;
  indicator.name = row.name;
  indicator.from_table = true;
  indicator.section = section_;
  indicator.total_row = row.total;
  bool any = false;
  for (const auto& [c, cell] : values) {
    const FactId fact = row.facts[c];
    switch (columns_[c].role) {
      case ColumnRole::weight:
        indicator.weight = fact;
        any = any || fact.valid();
        break;
      case ColumnRole::score:
        indicator.score = fact;
        any = any || fact.valid();
        break;
      case ColumnRole::target:
        indicator.target = fact;
        indicator.target_text = text_of(*cell);
        any = true;
        break;
      case ColumnRole::actual:
        indicator.actual = fact;
        indicator.actual_text = text_of(*cell);
        any = true;
        break;
      case ColumnRole::reason:
        if (cell->stream.cue_at(Cue::nothing_words, 0, cell->stream.size()).end != cell->stream.size()) {
          indicator.reason = text_of(*cell);
          indicator.reason_at = Passage{cell->block, cell->slice.begin, cell->slice.end};
        }
        break;
      default: break;
    }
  }
  if (!any || row.name_cell == nullptr) return;
  if (indicator.weight.valid() || indicator.score.valid())
    scored_.push_back({indicator.weight, indicator.score, row.total, row.subtotal, row.name, row.parents});
  indicator.at = Passage{row.name_cell->block, row.name_cell->slice.begin, row.name_cell->slice.end};
  if (!row.parents.empty()) indicator.parent = row.parents.back();
  indicator.level = static_cast<std::uint32_t>(row.parents.size()) + 1;
  report_.indicators.push_back(std::move(indicator));
}

void read_grid(Reading& reading, const Grid& grid, std::uint32_t block) { TableReader(reading, grid, block).read(); }

void read_table(Reading& reading, std::uint32_t block) { read_grid(reading, grid_of_block(reading, block), block); }

std::uint32_t read_loose_table(Reading& reading, std::uint32_t block) {
  std::uint32_t used = 0;
  const Grid grid = grid_of_lines(reading, block, used);
  if (used > 0) read_grid(reading, grid, block);
  return used;
}

}  // namespace hegui::report

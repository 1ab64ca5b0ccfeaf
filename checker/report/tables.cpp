// Rows of a table: names on the left, values under their columns, indicators from rows with weights and scores.
#include "checker/report/tables.hpp"

#include <algorithm>

#include "checker/report/paragraph.hpp"
#include "checker/report/relations.hpp"

namespace hegui::report {

namespace {

constexpr std::size_t most_header_rows = 4;
constexpr std::uint32_t longest_mark = 4;  // 二十、 before the name of a class

/// What may stand before the 、 behind a number: 十九、 （二）、.
bool numbers(char32_t c) {
  static const std::u32string_view marks = U"一二三四五六七八九十〇（）.、";
  return marks.find(c) != marks.npos || (c >= U'0' && c <= U'9');
}

/// 2、运行维护专项: the number at the beginning of a name, 0 if none.
std::uint32_t number_before(const Stream& s, std::uint32_t end) {
  constexpr std::uint32_t most_digits = 2;
  std::uint32_t number = 0, i = 0;
  while (i < std::min(s.size(), most_digits) && s.chars[i] >= U'0' && s.chars[i] <= U'9')
    number = number * 10 + (s.chars[i++] - U'0');
  const bool marked = i < s.size() && (s.chars[i] == U'、' || s.chars[i] == U'.' || s.chars[i] == U'．');
  return i > 0 && i <= end && marked ? number : 0;
}

/// Several figures in words: a sentence, not a value.
bool is_prose(const GridCell& cell) {
  const Stream& stream = cell.stream;
  if (stream.figures.empty()) return false;
  std::uint32_t words = 0;
  for (std::uint32_t i = 0; i < stream.size(); ++i)
    words += stream.chars[i] >= 0x4E00 && stream.chars[i] < 0xA000 ? 1 : 0;
  constexpr std::uint32_t few = 8;
  return stream.figures.size() >= 2 && words >= few;
}

}  // namespace

TableReader::TableReader(Reading& reading, const Grid& grid, std::uint32_t block)
    : r_(reading), t_(reading.tables), report_(reading.report), grid_(grid), block_(block), scored_(reading.scored) {
  if (reading.scored_block != block) scored_.clear();
  section_ = section_at(report_, block);
  heading_ = r_.heading_context(block);
  find_unit();
  find_context();
  for (const GridCell& cell : grid.cells)  // 教育支出, 卫生健康支出 among the names of the rows
    for (const auto& term : cell.stream.terms)
      functional_ = functional_ || (term.meaning.kind == Meaning::Kind::member && term.at.begin <= longest_mark &&
                                    t_.is_function(dsl::MemberId{term.meaning.id}));
}

void TableReader::read() {
  columns_.assign(grid_.columns, {});
  carried_.assign(grid_.columns, nullptr);
  std::size_t headers = 0;  // rows of the header above
  for (std::size_t row = 0; row < grid_.rows.size(); ++row) {
    const auto heads = [&](std::size_t at) {
      return at < grid_.rows.size() && (is_header(at) || (headers > 0 && continues_header(at)));
    };
    if (heads(row)) {
      if (headers == 0) finish_part();
      ++headers;
      std::size_t last = row;  // of the header rows above each other
      while (last + 1 < grid_.rows.size() && last - row < most_header_rows &&
             (is_header(last + 1) || continues_header(last + 1)))
        ++last;
      read_header(row, headers > 1, last);
      if (last == row) finish_header(row + 1 < grid_.rows.size() && numbers_columns(row + 1) ? row + 2 : row + 1);
      continue;
    }
    if (headers > 0) shifted_ = form_ && shifted_below(row);
    headers = 0;
    const bool misplaced = form_ && (shifted_ || out_of_line(row));
    if (!misplaced && !numbers_columns(row)) {
      read_row(row);
      continue;
    }
    for (std::size_t c = 0; c < grid_.columns; ++c)
      if (const GridCell* cell = grid_.at(row, c); cell != nullptr && cell->figure())
        set_aside(*cell, misplaced ? "misplaced" : "ordinal");
  }
  finish_part();
  score_breakdowns();
  r_.scored_block = block_ + 1;
}

std::string TableReader::text_of(const GridCell& cell) const {
  return std::string(report_.quote({cell.block, cell.slice.begin, cell.slice.end}));
}

/// 2080505 before the name of a functional class: neither a value nor a name.
bool TableReader::is_code(std::size_t row, std::size_t column) const {
  const GridCell* cell = grid_.at(row, column);
  const StreamFigure& figure = cell->stream.figures.front();
  const std::uint32_t digits = figure.at.end - figure.at.begin;
  if (figure.at.begin != 0 || figure.at.end != cell->stream.size() || figure.figure.quantity.decimals > 0) return false;
  if (digits < 3 || digits % 2 == 0 || digits > 9 || columns_[column].own.context.stage) return false;
  for (std::size_t c = column + 1; c < grid_.columns; ++c) {
    const GridCell* next = grid_.at(row, c);
    if (next == nullptr || next == cell || next->blank()) continue;
    return !next->figure();
  }
  return false;
}

void TableReader::set_aside(const GridCell& cell, std::string_view why) {
  for (const StreamFigure& figure : cell.stream.figures)
    report_.unread.push_back({{cell.block, figure.figure.begin, figure.figure.end}, std::string(why), false});
}

void TableReader::read_prose(const GridCell& cell) {
  const std::size_t before = report_.facts.size();
  const Stream stream = scan_slice(report_.document, cell.block, cell.slice, t_, false);
  Paragraph(r_, cell.block, stream).read();
  for (std::size_t f = before; f < report_.facts.size(); ++f) report_.facts[f].in_table = true;
}

/// 产出指标（50分）: the name of a first-level indicator with its weight.
void TableReader::read_named_weight(const GridCell& cell) {
  if (cell.stream.figures.size() != 1 || !form_) return;
  const StreamFigure& figure = cell.stream.figures.front();
  if (figure.figure.quantity.dimension != dsl::Dimension::score || figure.at.begin < 2) return;
  Fact fact;
  fact.quantity = figure.figure.quantity;
  fact.at = {cell.block, figure.figure.begin, figure.figure.end};
  fact.in_table = true;
  fact.section = section_;
  fact.concept_id = t_.weight;
  const Extent name{0, figure.at.begin - (cell.stream.chars[figure.at.begin - 1] == U'（' ? 1U : 0U)};
  fact.label = fact.name = without_gaps(report_.quote(cell.stream.passage(name)));
  fact.label_at = cell.stream.passage(name);
  r_.set_year(fact, {}, std::nullopt, {});
  if (t_.indicator.valid())
    r_.set(fact, r_.named(t_.indicator, fact.label, How::stated, Reason::own_clause, fact.label_at));
  r_.add(std::move(fact));
}

void TableReader::read_row(std::size_t row_index) {
  Row row;
  row.index = row_index;
  row.facts.assign(grid_.columns, {});
  const GridCell* last = nullptr;
  const Column* first_label = nullptr;
  Names names;
  Values values;
  bool any_values = false;
  bool own_name = false;
  const auto bare = [](const GridCell& cell) {
    return cell.stream.figures.size() == 1 && cell.stream.figures.front().at.begin == 0 &&
           cell.stream.figures.front().at.end == cell.stream.size();
  };
  const auto flush = [&] {
    if (!own_name) names.clear();  // what is carried down stands above a name, never for it
    if (!values.empty()) read_values(row, names, values);
    values.clear();
  };
  const auto nothing = [](const GridCell& cell) {
    return cell.stream.cue_at(Cue::nothing_words, 0, cell.stream.size()).end == cell.stream.size();
  };
  for (std::size_t c = 0; c < grid_.columns; ++c) {
    const GridCell* cell = grid_.at(row_index, c);
    const bool blank = cell == nullptr || cell->blank();
    if (blank && !any_values && (form_ || projects_) && carried_[c] != nullptr) {
      names.push_back(carried_[c]);  // the cell above goes on
      continue;
    }
    if (blank || cell == last) continue;
    last = cell;
    const ColumnRole role = columns_[c].role;
    if (read_keys(*cell, c)) {
      any_values = true;
      continue;
    }
    if (role == ColumnRole::bound || role == ColumnRole::measure) {  // 指标性质 | 指标值 | 度量单位
      (role == ColumnRole::bound ? row.bound : row.measure) = cell;
      continue;
    }
    if (role == ColumnRole::reason && !nothing(*cell)) row.reason = cell;
    const bool value_role = role == ColumnRole::weight || role == ColumnRole::score || role == ColumnRole::target ||
                            role == ColumnRole::actual || role == ColumnRole::reason;
    const bool code =
        !value_role && cell->figure() && !any_values && values.empty() && bare(*cell) && is_code(row_index, c);
    if (code || (role == ColumnRole::ordinal && (cell->figure() || cell->stream.size() <= 2) &&
                 !whole(cell->stream, Cue::total_row))) {
      if (!values.empty()) {
        flush();
        names.clear();  // another table begins beside it
      }
      row.code = text_of(*cell);
      if (cell->figure()) set_aside(*cell, "code");
      continue;
    }
    if (value_role || (cell->figure() && (role != ColumnRole::label || bare(*cell)))) {
      values.emplace_back(c, cell);
      any_values = true;
    } else if (!nothing(*cell)) {
      if (!values.empty()) {
        flush();
        // 一级指标 | 分值 | 二级指标 | 分值: names go on; 项目 | 决算数 | 项目 | 决算数: a second table begins.
        if (first_label == nullptr || columns_[c].header == nullptr || columns_[c].last == first_label->last)
          names.clear();
      }
      if (first_label == nullptr && columns_[c].header != nullptr) first_label = &columns_[c];
      // 项目名称 | 资金级次: what is said of the thing named before it is no name.
      if (!names.empty() && columns_[c].header != nullptr && whole(columns_[c].header->stream, Cue::header_attribute)) {
        row.said.push_back(cell);
        continue;
      }
      if (!any_values) {
        if (cell != carried_[c]) read_named_weight(*cell);
        carried_[c] = cell;
        for (std::size_t right = c + 1; right < grid_.columns; ++right) carried_[right] = nullptr;
      }
      names.push_back(cell);
      const auto& above = columns_[c].own;
      row.side = columns_[c].header != nullptr && !above.balance ? above.context.flow : std::nullopt;
      own_name = true;
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
    row.number = number_before(s, words.begin);
    for (std::uint32_t i = words.begin; i < std::min(words.end, words.begin + longest_mark); ++i) {
      if (s.chars[i] == U'、' || (s.chars[i] == U'.' && i == words.begin)) words.begin = i + 1;
      if (!numbers(s.chars[i])) break;  // 水费、电费、差旅费 begins with no number
    }
    row.name = without_gaps(report_.quote(s.passage(words)));
    row.unit = unit_in(s, words, false);
    row.noun = noun_in(s);
    if (row.measure != nullptr && row.unit.empty() && row.noun.empty()) {
      const std::string measure = without_gaps(text_of(*row.measure));
      if (t_.numbers.count_nouns.contains(measure))
        row.noun = measure;
      else if (dsl::find_unit(measure) != nullptr)
        row.unit = measure;
    }
    if (!values.empty()) {  // （一）车辆数合计（辆）, 1.机要通信用车: what the rows numbered below it count
      std::string& above = noun_above_[values.front().first];
      if (row.number == 0)
        above = row.noun;
      else if (row.noun.empty() && row.unit.empty())
        row.noun = above;
    }
    if (!form_) row.grows = growth_in(s, row.unit);
    row_words = r_.own_words(s, words, row.grows != Grows::no);
    row.words = row_words;
    if (row.grows != Grows::no) row_words.context.stage.reset();
    bool named_total = false;  // 人员经费合计
    row.total = s.cue_at(Cue::total_row, words.begin, words.end).end == words.end && words.end > words.begin;
    if (!row.total) {
      const Extent tail = s.cue_before(Cue::total_row, words.end, words.begin);
      row.total = tail.end != 0 && tail.begin > words.begin && row_words.context.scope &&
                  row_words.context.scope->member == t_.department;
      if (tail.end != 0 && !row.total && row_words.context.flow && !row_words.context.scope) row.total = true;
      named_total = tail.end != 0 && !row.total && tail.begin > words.begin && row_words.context.scope.has_value();
    }
    const Extent subtotal = s.cue_before(Cue::subtotal_row, words.end, words.begin);
    row.subtotal = named_total || (subtotal.end != 0 && (row.total || subtotal.begin > words.begin));
    if (row.subtotal) row.total = true;
    // 全县 … a name of its own, also when it ends in the name of an economic item (办公楼维修费).
    row.economic = row_words.context.scope && economic(row_words.context.scope->member);
    const bool unknown = row_words.residual.end > row_words.residual.begin;
    if (unknown && row_words.context.scope && economic(row_words.context.scope->member) &&
        row_words.residual.end - row_words.residual.begin >= longest_mark)
      row_words.context.scope.reset();
    if (row_words.several_scopes && row_words.context.scope && economic(row_words.context.scope->member) &&
        !row.total) {
      row_words.context.scope.reset();  // 水费、电费、差旅费: none of them alone
      row.item = true;
    }
    row.item = row.item || (unknown && !row.total && !row_words.context.scope && !row_words.context.fund);
    if (row_words.context.scope) row.scope = row_words.context.scope->member;
    if (row.total && !row_words.context.scope) {
      std::vector<dsl::MemberId> scopes;
      bool others = false;  // 人员经费, 公用经费, 森林管护: more than the parts of one member
      for (const Row& above : rows_) {
        if (!above.total && !above.part && above.scope.valid()) scopes.push_back(above.scope);
        others = others || (above.item && !above.part);
      }
      if (const dsl::MemberId member = common_scope(scopes); member.valid() && !others)
        row.total_scope = r_.value(t_.scope, member, How::inherited, Reason::table_row);
      else if (const dsl::MemberId below = rows_.empty() ? scope_below(row) : dsl::MemberId{}; below.valid())
        row.total_scope = r_.value(t_.scope, below, How::inherited, Reason::table_row);
    }
    for (std::size_t n = 0; n + 1 < names.size(); ++n)
      if (!whole(names[n]->stream, Cue::header_indicator)) row.parents.push_back(without_gaps(text_of(*names[n])));
  }
  for (const GridCell* cell : row.said) {
    const Stream& s = cell->stream;
    if (row_words.context.fund || cell->figure()) continue;
    row_words.context.fund = r_.words_in(s, {0, s.size()}, false).context.fund;
    const auto source = fund_in_short(r_.program, t_.fund, without_gaps(text_of(*cell)));
    if (!row_words.context.fund && source.valid())
      row_words.context.fund = r_.value(t_.fund, source, How::stated, Reason::table_row, s.passage({0, s.size()}));
  }
  if (row.part && !parent_scope_) parent_scope_ = last_scope_;
  if (!row.part && (row.total || row_words.context.scope)) parent_scope_.reset();
  if (row.number == 0 && !row.part) {
    if (parent_numbered_) parent_scope_.reset();
    parent_numbered_ = false;
    numbered_below_.reset();
    if (row.scope.valid() && row.scope == t_.project_spending && !row.total) numbered_below_ = row_words.context.scope;
  } else if (row.item && numbered_below_ && !parent_scope_) {  // 项目支出：, 1、业务工作专项
    parent_scope_ = numbered_below_;
    parent_numbered_ = true;
  }
  for (const auto& [c, cell] : values) {
    if (!cell->figure()) continue;
    if (is_prose(*cell) || columns_[c].role == ColumnRole::reason)
      read_prose(*cell);
    else
      row.facts[c] = read_cell(row, c, *cell, row_words);
  }
  give_indicator(row, values);
  rows_.push_back(std::move(row));
}

/// 合计, 1.因公出国（境）费, 2.公务接待费: a total that stands first is of what its rows are parts of.
dsl::MemberId TableReader::scope_below(const Row& row) const {
  constexpr std::size_t most_rows = 12;
  std::size_t column = 0;
  while (column < grid_.columns && grid_.at(row.index, column) != row.name_cell) ++column;
  std::vector<dsl::MemberId> scopes;
  for (std::size_t r = row.index + 1; r < grid_.rows.size() && r <= row.index + most_rows; ++r) {
    const GridCell* name = column < grid_.columns ? grid_.at(r, column) : nullptr;
    if (name == nullptr || name->blank()) break;
    const Stream& s = name->stream;
    if (s.cue_at(Cue::part_row, 0, s.size()).end != 0) continue;
    const OwnWords words = r_.words_in(s, {0, s.size()}, false);
    if (!words.context.scope) return {};
    scopes.push_back(words.context.scope->member);
  }
  return common_scope(scopes);
}

void TableReader::give_indicator(const Row& row, const Values& values) {
  if (!row.total && scores_things()) return;
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
        indicator.target_text = (row.bound != nullptr ? without_gaps(text_of(*row.bound)) : "") + text_of(*cell) +
                                (row.measure != nullptr ? without_gaps(text_of(*row.measure)) : "");
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
  // 年度资金总额 30 30 10分, 其中：财政拨款 30 30 10分: the weight of the whole, written once more.
  const bool funds = std::any_of(columns_.begin(), columns_.end(), [](const Column& column) {
    return column.role == ColumnRole::money && column.own.context.stage.has_value();
  });
  if (row.part && funds) return;
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

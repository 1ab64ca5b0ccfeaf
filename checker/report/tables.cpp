// Facts of tables: what a cell is about is said by its column's header, its row's names, and the caption.
#include <algorithm>

#include "checker/report/grid.hpp"

namespace hegui::report {

namespace {

constexpr std::uint32_t caption_blocks = 4;

struct Column {
  ColumnRole role = ColumnRole::other;
  Extent words;
  const GridCell* header = nullptr;
  std::string text;
  OwnWords own;
  std::string unit;  // （万元）
  dsl::ConceptId concept_id;
  bool total = false;
};

struct Row {
  std::vector<FactId> facts;  // by column
  std::string name;
  const GridCell* name_cell = nullptr;
  std::vector<std::string> parents;
  bool total = false, part = false;
  dsl::MemberId scope;
  std::string code;
  std::size_t group = 0;
};

class TableReader {
 public:
  TableReader(Reading& reading, const Grid& grid, std::uint32_t block)
      : r_(reading), t_(reading.tables), report_(reading.report), grid_(grid), block_(block) {
    section_ = section_at(report_, block);
    heading_ = r_.heading_context(block);
    find_unit();
  }

  void read() {
    columns_.assign(grid_.columns, {});
    for (std::size_t row = 0; row < grid_.rows.size(); ++row) {
      if (is_header(row)) {
        finish_part();
        read_header(row);
      } else {
        read_row(row);
      }
    }
    finish_part();
  }

 private:
  // ---- headers
  [[nodiscard]] std::string text_of(const GridCell& cell) const {
    return std::string(report_.quote({cell.block, cell.slice.begin, cell.slice.end}));
  }
  void find_unit() {
    for (std::uint32_t back = 0; back <= caption_blocks && back <= block_; ++back) {
      const auto& b = report_.document.blocks[block_ - back];
      if (back > 0 && b.kind == document::Block::Kind::table) break;
      document::Slice slice = b.slice;
      if (back == 0 && b.kind == document::Block::Kind::table) {
        if (!grid_.cells.empty()) continue;
      }
      const Stream stream = scan_slice(report_.document, block_ - back, slice, t_, false, true);
      unit_ = unit_in(stream, {0, stream.size()}, true);
      if (!unit_.empty()) return;
    }
    for (const auto& row : grid_.rows) {  // a caption inside the table
      for (const auto index : row.cells)
        if (index >= 0) {
          const auto& stream = grid_.cells[static_cast<std::size_t>(index)].stream;
          unit_ = unit_in(stream, {0, stream.size()}, true);
          if (!unit_.empty()) return;
        }
      if (&row - grid_.rows.data() > 2) break;
    }
  }
  /// 单位：万元 with `caption`; （万元） without.
  [[nodiscard]] std::string unit_in(const Stream& stream, Extent within, bool caption) const {
    for (std::uint32_t i = within.begin; i + 1 < within.end; ++i) {
      const bool marked =
          caption ? stream.chars[i] == U'：' && stream.cue_before(Cue::unit_caption, i, within.begin).end != 0
                  : stream.chars[i] == U'（' || stream.chars[i] == U'：';
      if (!marked) continue;
      for (const auto& unit : dsl::units()) {
        if (unit.dimension != dsl::Dimension::money && unit.dimension != dsl::Dimension::rate) continue;
        const std::u32string form = matching_form(unit.name);
        if (stream.chars.compare(i + 1, form.size(), form) == 0) return std::string(unit.name);
      }
    }
    return {};
  }
  [[nodiscard]] bool is_header(std::size_t row) const {
    std::size_t known = 0, figures = 0, filled = 0;
    const GridCell* last = nullptr;
    for (std::size_t c = 0; c < grid_.columns; ++c) {
      const GridCell* cell = grid_.at(row, c);
      if (cell == nullptr || cell == last || cell->blank()) continue;
      last = cell;
      ++filled;
      if (cell->figure()) ++figures;
      if (role_of(*cell) != ColumnRole::other) ++known;
    }
    if (filled == 0) return false;
    if (figures > 0) return false;
    return known >= 2 || (row == 0 && known >= 1) || (row == 0 && filled >= 2 && known * 2 >= filled);
  }
  [[nodiscard]] bool whole(const Stream& s, Cue cue) const {
    std::uint32_t end = s.size();
    for (std::uint32_t i = 0; i < s.size();
         ++i)  // 分值（10分）, 年初预算数（万元）: the bracket is no part of the name
      if (s.chars[i] == U'（' && i > 0) {
        end = i;
        break;
      }
    return s.cue_at(cue, 0, s.size()).end == s.size() || (end > 0 && s.cue_at(cue, 0, end).end == end);
  }
  [[nodiscard]] ColumnRole role_of(const GridCell& cell) const {
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
  void read_header(std::size_t row) {
    columns_.assign(grid_.columns, {});
    rows_.clear();
    for (std::size_t c = 0; c < grid_.columns; ++c) {
      const GridCell* cell = grid_.at(row, c);
      if (cell == nullptr || cell->blank()) continue;
      Column& column = columns_[c];
      column.header = cell;
      column.text = text_of(*cell);
      column.role = role_of(*cell);
      column.own = r_.own_words(cell->stream, {0, cell->stream.size()}, false);
      column.unit = unit_in(cell->stream, {0, cell->stream.size()}, false);
      column.total = cell->stream.has_cue(Cue::total_row, {0, cell->stream.size()});
      if (!column.unit.empty() && unit_.empty()) unit_ = column.unit;
      for (const auto& term : cell->stream.terms)
        if (term.meaning.kind == Meaning::Kind::concept_word) column.concept_id = dsl::ConceptId{term.meaning.id};
    }
    // The leftmost column names its rows whatever its header says (支出类别, 项目资金（万元）).
    for (auto& column : columns_) {
      if (column.header == nullptr || column.role == ColumnRole::ordinal) continue;
      if (column.role == ColumnRole::other || column.role == ColumnRole::money) {
        if (!column.own.context.stage || &column == &columns_.front()) column.role = ColumnRole::label;
      }
      break;
    }
    labels_first_ = true;
  }

  // ---- rows
  [[nodiscard]] ColumnRole column_role(std::size_t c) const {
    return c < columns_.size() ? columns_[c].role : ColumnRole::other;
  }
  void read_row(std::size_t row_index) {
    Row row;
    row.facts.assign(grid_.columns, {});
    const GridCell* last = nullptr;
    std::vector<const GridCell*> names;
    std::vector<std::pair<std::size_t, const GridCell*>> values;
    const auto flush = [&] {
      if (!values.empty()) read_values(row, names, values, row_index);
      names.clear();
      values.clear();
    };
    for (std::size_t c = 0; c < grid_.columns; ++c) {
      const GridCell* cell = grid_.at(row_index, c);
      if (cell == nullptr || cell == last || cell->blank()) continue;
      last = cell;
      const ColumnRole role = column_role(c);
      if (role == ColumnRole::ordinal ||
          (role == ColumnRole::other && columns_[c].header == nullptr && is_ordinal(*cell, c))) {
        if (!values.empty()) flush();
        row.code = text_of(*cell);
        continue;
      }
      const bool value_role = role == ColumnRole::weight || role == ColumnRole::score || role == ColumnRole::target ||
                              role == ColumnRole::actual || role == ColumnRole::reason;
      if (value_role || (cell->figure() && role != ColumnRole::label) || (cell->figure() && is_bare(*cell))) {
        values.emplace_back(c, cell);
      } else if (cell->stream.cue_at(Cue::nothing_words, 0, cell->stream.size()).end == cell->stream.size()) {
        continue;
      } else {
        if (!values.empty()) flush();  // a second group of columns begins
        names.push_back(cell);
      }
    }
    flush();
  }
  [[nodiscard]] static bool is_bare(const GridCell& cell) {
    return cell.stream.figures.size() == 1 && cell.stream.figures.front().at.begin == 0 &&
           cell.stream.figures.front().at.end == cell.stream.size();
  }
  [[nodiscard]] bool is_ordinal(const GridCell&, std::size_t) const { return false; }

  void read_values(Row row, const std::vector<const GridCell*>& names,
                   const std::vector<std::pair<std::size_t, const GridCell*>>& values, std::size_t row_index);
  FactId read_cell(const Row& row, std::size_t c, const GridCell& cell, const OwnWords& row_words);
  void set_money_aspects(Fact& fact, const Row& row, const Column& column, const OwnWords& row_words);
  void give_indicator(const Row& row, const std::vector<std::pair<std::size_t, const GridCell*>>& values);
  void finish_part();
  void row_breakdowns();
  void column_breakdowns();

  Reading& r_;
  const Lexicon::Tables& t_;
  Report& report_;
  const Grid& grid_;
  std::uint32_t block_;
  SectionId section_;
  Context heading_;
  std::string unit_;
  std::vector<Column> columns_;
  std::vector<Row> rows_;  // since the last header
  bool labels_first_ = false;
};

/// A bare number with the unit that the caption or the header gives.
void with_unit(dsl::Quantity& quantity, std::string_view unit_name) {
  const dsl::Unit* unit = dsl::find_unit(unit_name);
  if (unit == nullptr) return;
  const auto approximation =
      quantity.approximation == dsl::Approximation::rounded ? dsl::Approximation::exact : quantity.approximation;
  const bool hedged = approximation != dsl::Approximation::exact;
  quantity = dsl::make_quantity(quantity.written, quantity.decimals, *unit,
                                hedged ? approximation : dsl::Approximation::exact);
  if (!hedged && (unit->dimension == dsl::Dimension::money || unit->dimension == dsl::Dimension::rate)) {
    const dsl::Number half = quantity.last_place() * dsl::Number(1, 2);
    quantity.approximation = dsl::Approximation::rounded;
    quantity.interval = {quantity.value - half, quantity.value + half, false, false};
  }
}

void TableReader::read_values(Row row, const std::vector<const GridCell*>& names,
                              const std::vector<std::pair<std::size_t, const GridCell*>>& values,
                              std::size_t row_index) {
  (void)row_index;
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
    row.name = std::string(report_.quote([&] {
      Passage p = s.passage(words);
      p.block = name.block;
      return p;
    }()));
    row_words = r_.own_words(s, words, false);
    row.total = s.cue_at(Cue::total_row, words.begin, words.end).end == words.end && words.end > words.begin;
    if (!row.total) {
      const Extent tail = s.cue_before(Cue::total_row, words.end, words.begin);
      row.total = tail.end != 0 && tail.begin > words.begin && row_words.context.scope &&
                  row_words.context.scope->member == t_.department;
      if (tail.end != 0 && !row.total && row_words.context.flow && !row_words.context.scope) row.total = true;
    }
    if (row_words.context.scope) row.scope = row_words.context.scope->member;
    for (std::size_t n = 0; n + 1 < names.size(); ++n) row.parents.push_back(text_of(*names[n]));
  }
  row.group = values.front().first;
  for (const auto& [c, cell] : values) {
    if (!cell->figure()) continue;
    row.facts[c] = read_cell(row, c, *cell, row_words);
  }
  give_indicator(row, values);
  rows_.push_back(std::move(row));
}

FactId TableReader::read_cell(const Row& row, std::size_t c, const GridCell& cell, const OwnWords& row_words) {
  const Column& column = columns_[c];
  const StreamFigure& figure = cell.stream.figures.front();
  Fact fact;
  fact.quantity = figure.figure.quantity;
  fact.at = {cell.block, figure.figure.begin, figure.figure.end};
  fact.in_table = true;
  fact.section = section_;
  fact.label = row.name.empty() ? column.text : row.name;
  if (row.name_cell != nullptr)
    fact.label_at = {row.name_cell->block, row.name_cell->slice.begin, row.name_cell->slice.end};
  fact.name = row.name.empty() ? column.text : column.text.empty() ? row.name : row.name + column.text;
  const bool bare = !figure.figure.unit_in_text || fact.quantity.unit.empty();
  const auto no_year = [&] { r_.set_year(fact, row_words, std::nullopt, {}); };
  switch (column.role) {
    case ColumnRole::weight:
    case ColumnRole::score: {
      if (bare) with_unit(fact.quantity, "分"), fact.unit_from_header = true;
      const bool weight = column.role == ColumnRole::weight;
      fact.concept_id = weight ? t_.weight : row.total ? t_.total_score : t_.indicator_score;
      no_year();
      if (row.total && t_.scope.valid()) {
        if (r_.title.scope)
          r_.set(fact, *r_.title.scope);
        else if (t_.department.valid())
          r_.set(fact, r_.value(t_.scope, t_.department, How::defaulted, Reason::taxonomy_default));
      }
      if (!row.total && t_.indicator.valid() && !row.name.empty())
        r_.set(fact, r_.named(t_.indicator, row.name, How::inherited, Reason::table_row, fact.label_at));
      return r_.add(std::move(fact));
    }
    case ColumnRole::target:
    case ColumnRole::actual:
      fact.concept_id = column.role == ColumnRole::target ? t_.target : dsl::ConceptId{};
      if (column.role == ColumnRole::actual)
        for (const auto& term : row.name_cell != nullptr ? row.name_cell->stream.terms : cell.stream.terms)
          if (term.meaning.kind == Meaning::Kind::concept_word &&
              r_.program.concepts[term.meaning.id].dimension == fact.quantity.dimension)
            fact.concept_id = dsl::ConceptId{term.meaning.id};
      no_year();
      if (t_.indicator.valid() && !row.name.empty())
        r_.set(fact, r_.named(t_.indicator, row.name, How::inherited, Reason::table_row, fact.label_at));
      return r_.add(std::move(fact));
    default: break;
  }
  const bool rate = fact.quantity.dimension == dsl::Dimension::rate || column.role == ColumnRole::rate;
  if (rate) {
    if (bare) with_unit(fact.quantity, column.unit.empty() ? "%" : column.unit), fact.unit_from_header = true;
    fact.concept_id = column.concept_id.valid() ? column.concept_id : dsl::ConceptId{};
    no_year();
    if (t_.is_fiscal(fact.concept_id) || fact.concept_id == t_.share) set_money_aspects(fact, row, column, row_words);
    return r_.add(std::move(fact));
  }
  const std::string& unit = column.unit.empty() ? unit_ : column.unit;
  const bool money_column = column.role == ColumnRole::money || !unit.empty();
  if (bare && money_column && !unit.empty() && fact.quantity.dimension != dsl::Dimension::count) {
    with_unit(fact.quantity, unit);
    fact.unit_from_header = true;
  }
  no_year();
  if (fact.quantity.dimension == dsl::Dimension::money || (bare && column.role == ColumnRole::money)) {
    fact.concept_id = t_.amount;
    if (row.name_cell != nullptr)
      for (const auto& term : row.name_cell->stream.terms)
        if (term.meaning.kind == Meaning::Kind::concept_word &&
            r_.program.concepts[term.meaning.id].dimension == dsl::Dimension::money &&
            t_.is_fiscal(dsl::ConceptId{term.meaning.id}))
          fact.concept_id = dsl::ConceptId{term.meaning.id};
    if (column.concept_id.valid() && r_.program.concepts[column.concept_id.value].dimension == dsl::Dimension::money &&
        t_.is_fiscal(column.concept_id))
      fact.concept_id = column.concept_id;
    fact.aspects.clear();
    r_.set_year(fact, row_words, std::nullopt, {});
    set_money_aspects(fact, row, column, row_words);
  }
  return r_.add(std::move(fact));
}

void TableReader::set_money_aspects(Fact& fact, const Row& row, const Column& column, const OwnWords& row_words) {
  const auto take = [&](const std::optional<AspectValue>& v, Reason reason) {
    if (!v || fact.aspect(v->aspect) != nullptr) return;
    AspectValue copy = *v;
    if (copy.how == How::stated) copy.how = How::inherited, copy.reason = reason;
    r_.set(fact, copy);
  };
  const bool rate = fact.quantity.dimension == dsl::Dimension::rate;
  const bool carryover = t_.is_concept(fact.concept_id, t_.carryover);
  const auto is_function = [&](dsl::MemberId m) { return m.valid() && t_.is_function(m); };
  // A functional class crosses with 基本支出 and 项目支出: it is an item beside the scope.
  std::optional<AspectValue> row_scope = row_words.context.scope;
  if (row_scope && is_function(row_scope->member)) {
    if (t_.project.valid() && !row.name.empty())
      r_.set(fact, r_.named(t_.project, row.name, How::inherited, Reason::table_row, fact.label_at));
    if (!column.own.context.scope && t_.department.valid() && column.header != nullptr)
      row_scope = r_.value(t_.scope, t_.department, How::inherited, Reason::table_header);
    else
      row_scope.reset();
  }
  if (!rate && !carryover) take(column.own.context.stage, Reason::table_header);
  if (!rate && !carryover) take(row_words.context.stage, Reason::table_row);
  const bool column_total = column.own.context.scope && column.own.context.scope->member == t_.department;
  if (column.own.context.scope && !column_total) take(column.own.context.scope, Reason::table_header);
  take(row_scope, Reason::table_row);
  take(column.own.context.scope, Reason::table_header);
  take(column.own.context.fund, Reason::table_header);
  take(row_words.context.fund, Reason::table_row);
  if (!carryover) {
    take(column.own.context.flow, Reason::table_header);
    if (const AspectValue* scope = fact.aspect(t_.scope); scope != nullptr && fact.aspect(t_.flow) == nullptr)
      if (const auto flow = t_.implied(scope->member, t_.flow); flow.valid())
        r_.set(fact, r_.value(t_.flow, flow, How::inherited, scope->reason, scope->source));
    if (row_words.context.scope && is_function(row_words.context.scope->member) && fact.aspect(t_.flow) == nullptr &&
        !heading_.flow && t_.expenditure.valid())
      r_.set(fact, r_.value(t_.flow, t_.expenditure, How::inherited, Reason::table_row, fact.label_at));
    take(row_words.context.flow, Reason::table_row);
  }
  if (row.name.empty() == false && !row_scope && !column.own.context.scope && fact.aspect(t_.scope) == nullptr &&
      row_words.residual.end > row_words.residual.begin && !row.total && !row_words.context.fund && !carryover &&
      !row_words.context.flow && t_.scope.valid() && heading_.scope)
    r_.set(fact, r_.named(t_.scope, row.name, How::inherited, Reason::table_row, fact.label_at));
  take(heading_.stage, Reason::caption);
  take(heading_.scope, Reason::caption);
  take(heading_.fund, Reason::caption);
  if (!carryover) take(heading_.flow, Reason::caption);
  take(r_.title.scope, Reason::document);
  if (!carryover) take(r_.title.flow, Reason::document);
  if (fact.aspect(t_.fund) == nullptr && t_.fund.valid())
    if (const AspectValue* scope = fact.aspect(t_.scope))
      if (const auto fund = t_.implied(scope->member, t_.fund); fund.valid())
        r_.set(fact, r_.value(t_.fund, fund, How::inherited, Reason::concept_default));
  take(r_.default_fund, Reason::document);
  const auto fallback = [&](dsl::AspectId id, dsl::MemberId member) {
    if (id.valid() && member.valid() && fact.aspect(id) == nullptr)
      r_.set(fact, r_.value(id, member, How::defaulted, Reason::taxonomy_default));
  };
  if (!rate) fallback(t_.stage, t_.actual);
  fallback(t_.scope, t_.department);
  if (!carryover) fallback(t_.flow, t_.expenditure);
  if (rate) {
    fact.aspects.erase(std::remove_if(fact.aspects.begin(), fact.aspects.end(),
                                      [&](const AspectValue& a) { return a.aspect == t_.stage; }),
                       fact.aspects.end());
  }
}

void TableReader::give_indicator(const Row& row, const std::vector<std::pair<std::size_t, const GridCell*>>& values) {
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
  indicator.at = Passage{row.name_cell->block, row.name_cell->slice.begin, row.name_cell->slice.end};
  if (!row.parents.empty()) indicator.parent = row.parents.back();
  indicator.level = static_cast<std::uint32_t>(row.parents.size()) + 1;
  report_.indicators.push_back(std::move(indicator));
}

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
        columns_[c].role == ColumnRole::actual || columns_[c].role == ColumnRole::ordinal)
      continue;
    std::vector<std::ptrdiff_t> parent(with.size(), -1);
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
    }
    const auto emit = [&](std::size_t total, const std::vector<std::size_t>& parts, bool exhaustive) {
      if (parts.empty()) return;
      Breakdown b;
      b.total = rows_[with[total]].facts[c];
      for (const std::size_t p : parts) {
        b.parts.push_back(rows_[with[p]].facts[c]);
        if (!r_.fact(b.parts.back()).of.valid()) r_.fact(b.parts.back()).of = b.total;
      }
      b.exhaustive = exhaustive;
      b.from_table = true;
      b.cue = rows_[with[total]].name;
      report_.breakdowns.push_back(std::move(b));
    };
    for (std::size_t i = 0; i < with.size(); ++i) {
      std::vector<std::size_t> parts;
      for (std::size_t j = i + 1; j < with.size(); ++j)
        if (parent[j] == static_cast<std::ptrdiff_t>(i)) parts.push_back(j);
      emit(i, parts, parts.size() >= 2);
    }
    std::size_t from = 0;
    for (std::size_t i = 0; i < with.size(); ++i) {
      if (!rows_[with[i]].total) continue;
      std::vector<std::size_t> parts;
      for (std::size_t j = from; j < i; ++j)
        if (parent[j] < 0) parts.push_back(j);
      if (parts.empty() && from == 0)
        for (std::size_t j = i + 1; j < with.size() && !rows_[with[j]].total; ++j)
          if (parent[j] < 0) parts.push_back(j);
      emit(i, parts, true);
      from = i;  // the next total adds to this one
    }
  }
}

/// 本年支出合计 | 基本支出 | 项目支出: a total column over its neighbours.
void TableReader::column_breakdowns() {
  for (std::size_t c = 0; c < grid_.columns; ++c) {
    if (columns_[c].role != ColumnRole::money || !columns_[c].total) continue;
    for (auto& row : rows_) {
      if (!row.facts[c].valid()) continue;
      Breakdown b;
      b.total = row.facts[c];
      for (std::size_t k = c + 1; k < grid_.columns && columns_[k].role == ColumnRole::money && !columns_[k].total;
           ++k) {
        const auto& own = columns_[k].own.context;
        if (!own.scope && !own.fund) continue;
        if (row.facts[k].valid()) b.parts.push_back(row.facts[k]);
      }
      if (b.parts.empty()) continue;
      b.exhaustive = true;
      b.from_table = true;
      b.cue = columns_[c].text;
      report_.breakdowns.push_back(std::move(b));
    }
  }
}

}  // namespace

void read_grid(Reading& reading, const Grid& grid, std::uint32_t block) { TableReader(reading, grid, block).read(); }

void read_table(Reading& reading, std::uint32_t block) { read_grid(reading, grid_of_block(reading, block), block); }

std::uint32_t read_loose_table(Reading& reading, std::uint32_t block) {
  std::uint32_t used = 0;
  const Grid grid = grid_of_lines(reading, block, used);
  if (used > 0) read_grid(reading, grid, block);
  return used;
}

}  // namespace hegui::report

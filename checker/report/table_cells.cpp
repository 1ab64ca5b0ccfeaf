// Cells of a table as facts: concept, unit and aspects from the column, the row, the caption and the heading.
#include <algorithm>

#include "checker/report/tables.hpp"

namespace hegui::report {

void give_unit(dsl::Quantity& quantity, std::string_view unit_name) {
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
  const bool dated = column.own.year || (column.own.year_offset != 0 && !column.compared);
  const OwnWords& year_words = dated ? column.own : row_words;  // 上年决算数 over the column
  r_.set_year(fact, year_words, std::nullopt, {});
  if (column.role == ColumnRole::weight || column.role == ColumnRole::score)
    return read_score(std::move(fact), row, column, bare);
  if (const auto score = bare && row.name_cell != nullptr ? score_named(row.name_cell->stream) : std::nullopt) {
    if (score->begin > 0) {  // 财政审核评分: somebody else's
      give_unit(fact.quantity, "分");
      return r_.add(std::move(fact));
    }
    Row whole = row;
    whole.total = true;
    whole.subtotal = false;
    return read_score(std::move(fact), whole, column, bare);
  }
  if (column.role == ColumnRole::target || column.role == ColumnRole::actual)
    return read_target(std::move(fact), row, column, cell);
  const Grows grows = column.grows != Grows::no ? column.grows : row.grows;
  const bool rate = fact.quantity.dimension == dsl::Dimension::rate || column.role == ColumnRole::rate ||
                    grows == Grows::by_rate || (column.unit.empty() && row.unit == "%");
  if (rate) {
    const bool named = !column.unit.empty() && grows != Grows::by_rate;
    if (bare) give_unit(fact.quantity, named ? column.unit : "%"), fact.unit_from_header = true;
    fact.concept_id = grows != Grows::no ? t_.growth_rate : column.concept_id;
    if (t_.is_fiscal(fact.concept_id) || fact.concept_id == t_.share)
      set_money_aspects(fact, row, column, row_words, c);
    return r_.add(std::move(fact));
  }
  const bool of_row = bare && column.noun.empty() && column.unit.empty() && !row.noun.empty();
  const std::string& noun = of_row                                                        ? row.noun
                            : column.noun.empty() && column.unit.empty() && unit_.empty() ? noun_
                                                                                          : column.noun;
  if (bare && !noun.empty()) {
    fact.quantity =
        dsl::make_count(fact.quantity.written, fact.quantity.decimals, noun, 0, fact.quantity.approximation);
    fact.unit_from_header = true;
    if (column.concept_id.valid()) {
      const auto& kind = r_.program.concepts[column.concept_id.value];
      if (kind.dimension == dsl::Dimension::count &&
          std::find(kind.nouns.begin(), kind.nouns.end(), noun) != kind.nouns.end())
        fact.concept_id = column.concept_id;
    }
    if (of_row && grows == Grows::no) fact.concept_id = counted_by(*row.name_cell, noun);
    if (!of_row && !row.name.empty() && !row.total)
      r_.set(fact, r_.named(t_.project, row.name, How::inherited, Reason::table_row, fact.label_at));
    return r_.add(std::move(fact));
  }
  if (bare && column.counts) return r_.add(std::move(fact));
  const std::string& unit = !column.unit.empty() ? column.unit : !row.unit.empty() ? row.unit : unit_;
  const bool money_column = column.role == ColumnRole::money || !unit.empty();
  if (bare && money_column && !unit.empty() && fact.quantity.dimension != dsl::Dimension::count) {
    give_unit(fact.quantity, unit);
    fact.unit_from_header = true;
  }
  const bool money_kind = column.role == ColumnRole::other && column.concept_id.valid() && !column.counts &&
                          r_.program.concepts[column.concept_id.value].dimension == dsl::Dimension::money &&
                          t_.is_fiscal(column.concept_id);
  if (fact.quantity.dimension == dsl::Dimension::money || (bare && (column.role == ColumnRole::money || money_kind))) {
    fact.concept_id = t_.amount;
    if (row.name_cell != nullptr)
      for (const auto& term : row.name_cell->stream.terms)
        if (term.meaning.kind == Meaning::Kind::concept_word &&
            r_.program.concepts[term.meaning.id].dimension == dsl::Dimension::money &&
            t_.is_fiscal(dsl::ConceptId{term.meaning.id}))
          fact.concept_id = dsl::ConceptId{term.meaning.id};
    if (column.concept_id.valid() && r_.program.concepts[column.concept_id.value].dimension == dsl::Dimension::money &&
        (t_.is_fiscal(column.concept_id) || column.concept_id == t_.unit_cost) && column.concept_id != t_.amount)
      fact.concept_id = column.concept_id;
    if (row.grows != Grows::no && t_.delta.valid()) fact.concept_id = t_.delta;
    // 上年结转资金 beside 财政拨款 in a form is where the money of a budget comes from, not what was left over.
    if (form_ && column.own.context.stage && t_.is_concept(fact.concept_id, t_.carryover) &&
        fact.concept_id != column.concept_id) {
      fact.concept_id = t_.amount;
      fact.aspects.clear();
      if (t_.project.valid())
        r_.set(fact, r_.named(t_.project, row.name, How::inherited, Reason::table_row, fact.label_at));
    }
    r_.set_year(fact, year_words, std::nullopt, {});
    set_money_aspects(fact, row, column, row_words, c);
  }
  return r_.add(std::move(fact));
}

/// The unit of the table for a bare number.
void TableReader::give_own_unit(Fact& fact) const {
  give_unit(fact.quantity, unit_);
  fact.unit_from_header = true;
}

/// 受理案件（件）: what a row counts, by its name.
dsl::ConceptId TableReader::counted_by(const GridCell& name, const std::string& noun) const {
  dsl::ConceptId found;
  for (const auto& term : name.stream.terms) {
    if (term.meaning.kind != Meaning::Kind::concept_word) continue;
    const auto& kind = r_.program.concepts[term.meaning.id];
    if (kind.dimension == dsl::Dimension::count &&
        std::find(kind.nouns.begin(), kind.nouns.end(), noun) != kind.nouns.end())
      found = dsl::ConceptId{term.meaning.id};
  }
  return found;
}

/// 项目名称 | 预算数 | 执行数 | 自评得分 | 评价等级: the row has a score of its own, which is no part of another.
bool TableReader::scores_things() const {
  const auto has = [&](ColumnRole role) {
    return std::any_of(columns_.begin(), columns_.end(), [&](const Column& column) { return column.role == role; });
  };
  return projects_ && has(ColumnRole::score) && !has(ColumnRole::weight) && !has(ColumnRole::target);
}

/// 自评得分 | 98 in a form: where its words end in the name of the score of all.
std::optional<Extent> TableReader::score_named(const Stream& name) const {
  for (const auto& term : name.terms)
    if (t_.total_score.valid() && term.meaning.kind == Meaning::Kind::concept_word && term.at.end == name.size() &&
        dsl::ConceptId{term.meaning.id} == t_.total_score)
      return term.at;
  return std::nullopt;
}

FactId TableReader::read_score(Fact fact, const Row& row, const Column& column, bool bare) {
  if (bare) give_unit(fact.quantity, "分"), fact.unit_from_header = true;
  if (!row.total && !row.name.empty() && scores_things() && t_.project.valid() && t_.total_score.valid()) {
    fact.concept_id = t_.total_score;
    if (t_.project_spending.valid())
      r_.set(fact, r_.value(t_.scope, t_.project_spending, How::inherited, Reason::table_header));
    r_.set(fact, r_.named(t_.project, row.name, How::inherited, Reason::table_row, fact.label_at));
    return r_.add(std::move(fact));
  }
  const bool whole = row.total && !row.subtotal;
  fact.concept_id = column.role == ColumnRole::weight ? t_.weight : whole ? t_.total_score : t_.indicator_score;
  if (whole && t_.scope.valid()) {
    if (r_.title.scope)
      r_.set(fact, *r_.title.scope);
    else if (t_.department.valid())
      r_.set(fact, r_.value(t_.scope, t_.department, How::defaulted, Reason::taxonomy_default));
  }
  if (!row.total && t_.indicator.valid() && !row.name.empty())
    r_.set(fact, r_.named(t_.indicator, row.name, How::inherited, Reason::table_row, fact.label_at));
  return r_.add(std::move(fact));
}

FactId TableReader::read_target(Fact fact, const Row& row, const Column& column, const GridCell& cell) {
  const bool target = column.role == ColumnRole::target;
  if (row.name_cell != nullptr && !cell.stream.figures.front().figure.unit_in_text) {  // 单位成本（万元/公里）
    const Stream& name = row.name_cell->stream;
    if (const std::string unit = unit_in(name, {0, name.size()}, false); !unit.empty()) give_unit(fact.quantity, unit);
  }
  if (row.measure != nullptr && !cell.stream.figures.front().figure.unit_in_text) {
    const std::string unit = without_gaps(text_of(*row.measure));
    give_unit(fact.quantity, unit);
    if (t_.numbers.count_nouns.contains(unit))
      fact.quantity =
          dsl::make_count(fact.quantity.written, fact.quantity.decimals, unit, 0, fact.quantity.approximation);
  }
  fact.concept_id = target ? t_.target : dsl::ConceptId{};
  if (!target)
    for (const auto& term : row.name_cell != nullptr ? row.name_cell->stream.terms : cell.stream.terms)
      if (term.meaning.kind == Meaning::Kind::concept_word &&
          r_.program.concepts[term.meaning.id].dimension == fact.quantity.dimension)
        fact.concept_id = dsl::ConceptId{term.meaning.id};
  // The name of an indicator is no plain amount: 单位成本380元 must not pass for spending of the department.
  if (t_.is_fiscal(fact.concept_id) && fact.quantity.dimension != dsl::Dimension::rate) fact.concept_id = {};
  if (t_.indicator.valid() && !row.name.empty())
    r_.set(fact, r_.named(t_.indicator, row.name, How::inherited, Reason::table_row, fact.label_at));
  if (t_.is_fiscal(fact.concept_id)) set_money_aspects(fact, {}, column, {}, 0);  // 预算执行率 as an indicator
  if (fact.quantity.dimension == dsl::Dimension::money) {  // a cost that is planned and then spent
    const auto stage = target ? t_.initial_budget : t_.actual;
    if (stage.valid()) r_.set(fact, r_.value(t_.stage, stage, How::inherited, Reason::table_header));
    if (!target && r_.title.scope) r_.set(fact, *r_.title.scope);
    if (t_.expenditure.valid())
      r_.set(fact, r_.value(t_.flow, t_.expenditure, How::defaulted, Reason::taxonomy_default));
  }
  return r_.add(std::move(fact));
}

/// 项目名称 | 资金来源: 中央资金, 小计 below the name of the project.
bool TableReader::of_project(const Row& row) const {
  return projects_ && !form_ && !row.scope.valid() && row.parents.size() == 1 && (!row.total || row.subtotal);
}

/// What the taxonomy does not name: 农机购置补贴 in a row, 油料费 in a column.
void TableReader::set_item(Fact& fact, const Row& row, const Column& column, bool row_item) const {
  if (!t_.project.valid()) return;
  std::string name = row_item ? row.name : std::string();
  if (!row_item && of_project(row)) name = row.parents.front();
  if (column.item) name += (name.empty() ? "" : " ") + column.last;
  if (name.empty()) return;
  const Passage at = row_item || column.header == nullptr
                         ? fact.label_at
                         : Passage{column.header->block, column.header->slice.begin, column.header->slice.end};
  r_.set(fact, r_.named(t_.project, std::move(name), How::inherited,
                        row_item ? Reason::table_row : Reason::table_header, at));
}

void TableReader::set_money_aspects(Fact& fact, const Row& row, const Column& column, const OwnWords& row_words,
                                    std::size_t c) {
  const auto take = [&](const std::optional<AspectValue>& v, Reason reason) {
    if (!v || fact.aspect(v->aspect) != nullptr) return;
    AspectValue copy = *v;
    if (copy.how == How::stated) copy.how = How::inherited, copy.reason = reason;
    r_.set(fact, copy);
  };
  const bool rate = fact.quantity.dimension == dsl::Dimension::rate;
  const bool carryover = t_.is_concept(fact.concept_id, t_.carryover);
  // A functional class crosses with 基本支出 and 项目支出: it is an item beside the scope.
  std::optional<AspectValue> row_scope = row_words.context.scope;
  const bool classes = (row_scope && t_.is_function(row_scope->member)) ||
                       (functional_ && ((row_scope && economic(row_scope->member)) || row.item));
  if (row_scope && !classes && t_.says(Cue::form_total, row.name, true) && caption_scope()) row_scope = caption_scope();
  const bool item = classes || row.item || (row_scope && overshadowed(row_scope->member));
  set_item(fact, row, column, item);
  if (item) row_scope.reset();
  if (classes && !column.own.context.scope && t_.department.valid() && column.header != nullptr)
    row_scope = r_.value(t_.scope, t_.department, How::inherited, Reason::table_header);
  if (!rate && !carryover) take(column.own.context.stage, Reason::table_header);
  if (!rate && !carryover) take(row_words.context.stage, Reason::table_row);
  if (fact.concept_id.valid() && !carryover)  // 追加 over a column: a budget
    for (const auto& binding : r_.program.concepts[fact.concept_id.value].implies)
      if (binding.aspect == t_.stage)
        take(r_.value(t_.stage, binding.member, How::inherited, Reason::concept_default), Reason::concept_default);
  const bool column_total = column.own.context.scope && column.own.context.scope->member == t_.department;
  if (column.group_scope && row_scope && economic(row_scope->member)) take(row_scope, Reason::table_row);
  if (column.own.context.scope && !column_total) take(column.own.context.scope, Reason::table_header);
  take(row_scope, Reason::table_row);
  if (!row_scope) take(parent_scope_, Reason::table_row);
  if (row.total) take(row.total_scope, Reason::table_row);
  const bool all_items =
      std::all_of(rows_.begin(), rows_.end(), [](const Row& other) { return !other.scope.valid() || other.total; });
  if (projects_ && (row.item || of_project(row) || (row.total && all_items)) && t_.project_spending.valid())
    take(r_.value(t_.scope, t_.project_spending, How::inherited, Reason::table_header), Reason::table_header);
  take(column.own.context.scope, Reason::table_header);
  take(column_common(column), Reason::table_header);
  if (fact.concept_id.valid() && !carryover)  // 实际到位 over a column: income
    for (const auto& binding : r_.program.concepts[fact.concept_id.value].implies)
      if (binding.aspect == t_.flow)
        take(r_.value(t_.flow, binding.member, How::inherited, Reason::concept_default), Reason::concept_default);
  take(column.own.context.fund, Reason::table_header);
  // A form that names no other source means the public budget by 财政拨款.
  const bool public_only = r_.default_fund && r_.default_fund->member == t_.general_budget;
  if (!public_only || !row_words.context.fund || row_words.context.fund->member != t_.fiscal_funds)
    take(row_words.context.fund, Reason::table_row);
  if (!carryover) {
    take(column.own.context.flow, Reason::table_header);
    if (const AspectValue* scope = fact.aspect(t_.scope); scope != nullptr && fact.aspect(t_.flow) == nullptr)
      if (const auto flow = t_.implied(scope->member, t_.flow); flow.valid())
        r_.set(fact, r_.value(t_.flow, flow, How::inherited, scope->reason, scope->source));
    if (classes && row_words.context.scope && fact.aspect(t_.flow) == nullptr && !heading_.flow &&
        t_.expenditure.valid())
      r_.set(fact, r_.value(t_.flow, t_.expenditure, How::inherited, Reason::table_row, fact.label_at));
    take(row_words.context.flow, Reason::table_row);
    take(row.side, Reason::table_header);
    // 总计 under a column of incomes is an income.
    if (row.total && fact.aspect(t_.flow) == nullptr && c < grid_.columns)
      for (std::size_t above = rows_.size(); above-- > 0;) {
        const FactId f = rows_[above].facts[c];
        const AspectValue* flow = r_.aspect(f, t_.flow);
        if (flow == nullptr) continue;
        if (t_.is_concept(r_.fact(f).concept_id, t_.carryover)) continue;
        r_.set(fact, r_.value(t_.flow, flow->member, How::inherited, Reason::table_row, flow->source));
        break;
      }
  }
  take(caption_.scope, Reason::caption);
  take(caption_.fund, Reason::caption);
  if (!carryover) take(caption_.flow, Reason::caption);
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
  take(r_.title.fund, Reason::document);
  take(r_.unsaid_fund(fact), Reason::document);
  const auto fallback = [&](dsl::AspectId id, dsl::MemberId member) {
    if (id.valid() && member.valid() && fact.aspect(id) == nullptr)
      r_.set(fact, r_.value(id, member, How::defaulted, Reason::taxonomy_default));
  };
  const bool share = rate && t_.share.valid() && fact.concept_id == t_.share;
  if (!rate || share) fallback(t_.stage, t_.actual);
  fallback(t_.scope, t_.department);
  if (!carryover) fallback(t_.flow, t_.expenditure);
  if (rate && !share) {
    fact.aspects.erase(std::remove_if(fact.aspects.begin(), fact.aspects.end(),
                                      [&](const AspectValue& a) { return a.aspect == t_.stage; }),
                       fact.aspects.end());
  }
  if (const AspectValue* scope = fact.aspect(t_.scope); scope != nullptr && !row.part && !parent_scope_)
    last_scope_ = *scope;
}

}  // namespace hegui::report

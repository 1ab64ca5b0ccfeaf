// One table while its cells become facts: headers (table_headers.cpp), what is said around it (table_context.cpp),
// rows (tables.cpp), cells (table_cells.cpp), totals (table_sums.cpp),
// what changed from one column to another (table_relations.cpp). Made and dropped by read_grid().
// Afterwards the table's facts, breakdowns and indicators are in the Report.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "checker/report/grid.hpp"
#include "checker/report/table_lines.hpp"

namespace hegui::report {

enum class ColumnRole : std::uint8_t {
  label,
  ordinal,
  weight,
  score,
  target,
  actual,
  reason,
  bound,    // ≥, ＝, ≤ before the target
  measure,  // 公里, %: the unit of target and actual
  money,
  rate,
  other
};

struct Column {
  ColumnRole role = ColumnRole::other;
  const GridCell* header = nullptr;   // the lowest header cell
  std::string text;                   // of all header cells above each other
  std::string last;                   // of the lowest
  std::vector<const GridCell*> path;  // the header cells, from the top; a cell that spans several columns is in each
  OwnWords own;
  std::string unit;  // （万元）
  std::string noun;  // （公里）
  dsl::ConceptId concept_id;
  bool total = false;
  bool compared = false;         // 比上年增减
  Grows grows = Grows::no;       // 增减额, 增减率: by how much another column changed
  bool unsigned_change = false;  // 减少 is told without a sign: such a column does not add up
  dsl::MemberId base;            // 比上年, 比年初预算: what the change is against
  int direction = 0;             // 增加额: +1, 减少额: -1
  bool item = false;             // 油料费: a kind of its own below what the table is about
  bool group_scope = false;      // its scope is that of a header above it: 人员经费 over 科目名称 | 金额
  bool counts = false;           // whole numbers beside columns of money: 新增床位
};

struct Row {
  std::vector<FactId> facts;  // by column
  std::string name;
  const GridCell* name_cell = nullptr;
  std::vector<const GridCell*> said;  // of what the row names: 中央, 新建
  const GridCell* bound = nullptr;    // of the column that says ≥, ＝ or ≤
  const GridCell* measure = nullptr;  // of the column that names the unit
  const GridCell* reason = nullptr;   // of the column that gives reasons
  std::string unit, noun;   // 满意度（%）, 受理案件（件）: what the name of the row says its figures are
  Grows grows = Grows::no;  // 2023年比2022年增减: by how much another row changed
  OwnWords words;
  std::optional<AspectValue> side;  // 收入 | 决算 | 支出 | 决算: what the header over the names says
  std::vector<std::string> parents;
  bool total = false, subtotal = false, part = false;
  bool economic = false;  // 差旅费; 水费、电费、差旅费
  bool item = false;      // 农机购置补贴: a name that the taxonomy does not know
  dsl::MemberId scope;
  std::optional<AspectValue> total_scope;  // 合计 of the rows above it, when they are parts of one member
  std::string code;
  std::size_t index = 0;     // in the grid
  std::uint32_t number = 0;  // 2 of 2、运行维护专项; 0: none
};

class TableReader {
 public:
  TableReader(Reading& reading, const Grid& grid, std::uint32_t block);
  void read();

 private:
  using Values = std::vector<std::pair<std::size_t, const GridCell*>>;
  using Names = std::vector<const GridCell*>;

  // ---- table_headers.cpp
  [[nodiscard]] bool is_header(std::size_t row) const;
  [[nodiscard]] bool continues_header(std::size_t row) const;
  [[nodiscard]] bool numbers_columns(std::size_t row) const;
  [[nodiscard]] bool whole(const Stream& stream, Cue cue) const;
  [[nodiscard]] bool ends_in(const Stream& stream, Cue cue) const;
  [[nodiscard]] ColumnRole role_of(const GridCell& cell) const;
  [[nodiscard]] const GridCell* header_cell(std::size_t row, std::size_t column, std::size_t last_row) const;
  void read_header(std::size_t row, bool continues, std::size_t last_row);
  void name_people();
  [[nodiscard]] bool names_units(std::size_t column, std::size_t first_row) const;
  [[nodiscard]] bool lost_first(std::size_t first_row) const;
  [[nodiscard]] static bool only_unit(const Column& column);
  void finish_header(std::size_t first_row);

  // ---- table_context.cpp
  void find_unit();
  [[nodiscard]] std::string document_unit() const;
  [[nodiscard]] std::string unit_in(const Stream& stream, Extent within, bool caption) const;
  [[nodiscard]] std::string noun_in(const Stream& stream) const;
  [[nodiscard]] std::string noun_said(const Stream& stream) const;
  void find_context();
  [[nodiscard]] bool economic(dsl::MemberId member) const;
  [[nodiscard]] bool overshadowed(dsl::MemberId member) const;
  [[nodiscard]] const std::optional<AspectValue>& caption_scope() const;
  [[nodiscard]] std::optional<AspectValue> column_common(const Column& column) const;
  [[nodiscard]] dsl::MemberId common_scope(const std::vector<dsl::MemberId>& scopes) const;

  // ---- tables.cpp
  void read_row(std::size_t row_index);
  void read_values(Row row, const Names& names, const Values& values);
  [[nodiscard]] dsl::MemberId scope_below(const Row& row) const;
  void give_indicator(const Row& row, const Values& values);
  void read_prose(const GridCell& cell);
  void set_aside(const GridCell& cell, std::string_view why);
  void read_named_weight(const GridCell& cell);
  [[nodiscard]] bool is_code(std::size_t row, std::size_t column) const;
  [[nodiscard]] std::string text_of(const GridCell& cell) const;

  // ---- misplaced.cpp
  [[nodiscard]] bool out_of_line(std::size_t row) const;
  [[nodiscard]] bool shifted_below(std::size_t first) const;

  // ---- table_cells.cpp
  void give_own_unit(Fact& fact) const;
  FactId read_cell(const Row& row, std::size_t c, const GridCell& cell, const OwnWords& row_words);
  [[nodiscard]] dsl::ConceptId counted_by(const GridCell& name, const std::string& noun) const;
  [[nodiscard]] std::optional<Extent> score_named(const Stream& name) const;
  [[nodiscard]] bool scores_things() const;
  FactId read_score(Fact fact, const Row& row, const Column& column, bool bare);
  FactId read_target(Fact fact, const Row& row, const Column& column, const GridCell& cell);
  void set_money_aspects(Fact& fact, const Row& row, const Column& column, const OwnWords& row_words, std::size_t c);
  [[nodiscard]] bool of_project(const Row& row) const;
  void set_item(Fact& fact, const Row& row, const Column& column, bool row_item) const;

  // ---- table_keys.cpp
  struct Keys {
    FactId total;
    std::vector<FactId> parts;
    std::optional<AspectValue> stage;  // of the sum that the total says again
  };
  struct Key {
    Extent name;
    text::Figure figure;
    bool divides = false;  // 按收入性质分
  };
  [[nodiscard]] std::vector<Key> keys_of(const GridCell& cell, bool open) const;
  [[nodiscard]] std::optional<AspectValue> stage_of_sum(const dsl::Quantity& total) const;
  bool read_keys(const GridCell& cell, std::size_t c);
  void close_keys(std::size_t c);

  // ---- table_columns.cpp
  void take_stage(const std::vector<std::size_t>& columns, AspectValue stage);
  void column_breakdowns();
  [[nodiscard]] bool told_twice() const;
  void score_breakdowns();

  // ---- table_relations.cpp
  [[nodiscard]] Grows growth_in(const Stream& stream, const std::string& unit) const;
  [[nodiscard]] dsl::MemberId base_in(const Stream& stream) const;
  [[nodiscard]] int direction_in(const Stream& stream) const;
  void set_change(Column& column, const Column& above) const;
  [[nodiscard]] TableLine line_of(const OwnWords& own, const Stream& words) const;
  [[nodiscard]] std::vector<TableLine> column_lines() const;
  [[nodiscard]] std::vector<TableLine> row_lines() const;
  void relate_changes();

  // ---- table_sums.cpp
  void finish_part();
  void row_breakdowns();
  [[nodiscard]] std::vector<std::vector<std::size_t>> sides() const;
  void number_parents(const std::vector<std::size_t>& rows, std::vector<std::ptrdiff_t>& parent) const;
  [[nodiscard]] std::vector<std::ptrdiff_t> parents_of(const std::vector<std::size_t>& rows, bool& ambiguous) const;
  [[nodiscard]] std::vector<std::vector<std::size_t>> divisions(std::size_t whole,
                                                                const std::vector<std::size_t>& parts) const;
  void emit_parts(std::size_t whole, const std::vector<std::size_t>& parts, bool has_total);
  void side_breakdowns(const std::vector<std::size_t>& rows);
  struct Verdict {
    int holds = 0, fails = 0;
  };
  [[nodiscard]] bool adds_up(FactId total, const std::vector<FactId>& parts) const;
  [[nodiscard]] Verdict try_rows(std::size_t total, const std::vector<std::size_t>& parts) const;
  void emit_rows(std::size_t total, const std::vector<std::size_t>& parts, bool certain);
  void emit(FactId total, const std::vector<FactId>& parts, bool exhaustive, const std::string& cue);
  [[nodiscard]] std::vector<std::size_t> without_nested(const std::vector<std::size_t>& rows) const;
  [[nodiscard]] bool summable(std::size_t column) const;

  Reading& r_;
  const Lexicon::Tables& t_;
  Report& report_;
  const Grid& grid_;
  std::uint32_t block_;
  SectionId section_;
  Context heading_;
  Context caption_;          // of the line above, or of the list item that holds the table
  bool projects_ = false;    // the rows are projects
  bool functional_ = false;  // the rows are functional classes
  bool form_ = false;        // weights or scores beside the money: a form of self-evaluation
  bool shifted_ = false;     // the rows below this header are out of line with it
  std::string unit_;
  std::string noun_;  // 单位：人
  std::vector<Column> columns_;
  std::vector<const GridCell*> carried_;           // names of the rows above, by column
  std::map<std::size_t, Keys> keys_;               // that a column of cells with their own names has open
  std::vector<Row> rows_;                          // since the last header
  std::optional<AspectValue> parent_scope_;        // of the row that the rows behind 其中 divide
  std::optional<AspectValue> last_scope_;          // of the last row that has one
  std::optional<AspectValue> numbered_below_;      // of the row of projects whose own rows are numbered
  std::map<std::size_t, std::string> noun_above_;  // of the last row without a number, by its first column of values
  bool parent_numbered_ = false;                   // parent_scope_ is that of such a row
  std::vector<ScoredRow>& scored_;  // rows with weights or scores, over all headers of the table and of the one above
};

}  // namespace hegui::report

// Figures of tables that lost their columns on the way to a text: rows shifted against their header, forms run together
// into one line. Called by the readers of tables and paragraphs before they take figures.
// Afterwards such figures are unread, never facts: nobody can say what they count.
#include "checker/report/misplaced.hpp"

#include <algorithm>

#include "checker/report/paragraph.hpp"
#include "checker/report/tables.hpp"

namespace hegui::report {

namespace {

constexpr std::size_t shifted_rows = 2;  // beyond one slip of the pen: the whole part of the table is shifted
constexpr std::size_t names_in_line = 5;

bool bare(const GridCell& cell) {
  return cell.stream.figures.size() == 1 && cell.stream.figures.front().at.begin == 0 &&
         cell.stream.figures.front().at.end == cell.stream.size();
}

}  // namespace

/// 得分 over 102.59% beside 分值 over 338.31, 得分 over ≥200: the cells are not what their columns say.
bool TableReader::out_of_line(std::size_t row) const {
  bool points = true;  // the weight is told in points, not in per cent
  for (std::size_t c = 0; c < grid_.columns; ++c) {
    const GridCell* cell = grid_.at(row, c);
    if (cell == nullptr || columns_[c].role != ColumnRole::weight || !cell->figure()) continue;
    points = points && cell->stream.figures.front().figure.quantity.dimension != dsl::Dimension::rate;
  }
  for (std::size_t c = 0; c < grid_.columns; ++c) {
    const GridCell* cell = grid_.at(row, c);
    const ColumnRole role = columns_[c].role;
    if (cell == nullptr || !cell->figure() || (role != ColumnRole::weight && role != ColumnRole::score)) continue;
    const Stream& s = cell->stream;
    const dsl::Quantity& quantity = s.figures.front().figure.quantity;
    if (role == ColumnRole::score && points && bare(*cell) && quantity.unit == "%") return true;
    // ≥200, 387664.62: neither a weight nor a score.
    if (s.size() > 0 && (s.chars[0] == U'≥' || s.chars[0] == U'≤' || s.chars[0] == U'≧' || s.chars[0] == U'≦'))
      return true;
    constexpr int most_points = 10000;
    if (bare(*cell) && quantity.unit.empty() && quantity.written > dsl::Number(most_points)) return true;
  }
  return false;
}

/// At least two of the rows below this one, up to the next header, are out of line.
bool TableReader::shifted_below(std::size_t first) const {
  std::size_t rows = 0;
  for (std::size_t row = first; row < grid_.rows.size() && rows < shifted_rows && !is_header(row); ++row)
    rows += out_of_line(row) ? 1 : 0;
  return rows >= shifted_rows;
}

namespace {

/// 4753.66万元 on a line of its own: what was a cell.
bool nothing_but_a_figure(const Stream& s) {
  if (s.figures.size() != 1) return false;
  const Extent& at = s.figures.front().at;
  for (std::uint32_t i = 0; i < s.size(); ++i)
    if ((i < at.begin || i >= at.end) && s.chars[i] >= 0x4E00 && s.chars[i] < 0xA000) return false;
  return true;
}

/// Behind 得分系数(%), 指标权重(分): what may stand between the name of a column and the next.
std::uint32_t end_of_name(const Stream& s, std::uint32_t end) {
  constexpr std::uint32_t longest_rest = 6;
  constexpr std::u32string_view stops = U"，。；、：！？";
  std::uint32_t at = end;
  while (at < s.size() && at - end < longest_rest && stops.find(s.chars[at]) == stops.npos) ++at;
  return at;
}

}  // namespace

std::uint32_t flattened_from(const Stream& s) {
  if (nothing_but_a_figure(s)) return 0;
  if (s.cues_of(Cue::header_weight).empty() || s.cues_of(Cue::header_score).empty()) return s.size();
  std::vector<Extent> words;  // names of columns
  for (const Cue cue : {Cue::header_indicator, Cue::header_weight, Cue::header_score, Cue::header_target,
                        Cue::header_actual, Cue::header_reason, Cue::header_bound, Cue::header_measure})
    for (const Extent& each : s.cues_of(cue)) words.push_back(each);
  for (const Term& term : s.terms) words.push_back(term.at);
  std::ranges::sort(words, [](const Extent& a, const Extent& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;  // the longest first
  });
  // 年初预算数全年预算数全年执行数分值执行率得分: names of columns, one behind the other.
  std::size_t named = 0;
  Extent run{};
  bool weight = false, score = false;
  for (const Extent& word : words) {
    if (named > 0 && word.begin < run.end) continue;  // inside the one before
    if (named == 0 || word.begin > end_of_name(s, run.end)) run.begin = word.begin, named = 0, weight = score = false;
    run.end = word.end;
    ++named;
    weight = weight || s.cue_at(Cue::header_weight, word.begin, word.end).end == word.end;
    score = score || s.cue_at(Cue::header_score, word.begin, word.end).end == word.end;
    if (named < names_in_line || !weight || !score) continue;
    std::uint32_t begin = run.begin;  // of its sentence
    while (begin > 0 && !is_sentence_end(s, begin - 1)) --begin;
    return begin;
  }
  return s.size();
}

}  // namespace hegui::report

// Changes between the columns, or the rows, of one table: what grew or fell is told by the headers, and by the
// arithmetic of most items where headers leave it open. A single item may then be found wrong.
#include <utility>

#include "checker/report/table_line_base.hpp"

namespace hegui::report {

namespace {

class Changes : private Lines {
 public:
  Changes(Reading& reading, std::vector<TableLine>& lines, const std::vector<LineReason>& reasons)
      : Lines(reading, lines), mutable_(lines), reasons_(reasons) {}

  void find() {
    std::size_t found = 0;
    for (std::size_t line = 0; line < lines_.size() && found < most_told_lines; ++line) {
      const auto kind = lines_[line].kind;
      if (kind != TableLine::Kind::difference && kind != TableLine::Kind::growth) continue;
      // 增减额 | 增减率, 增减率 | 增减额: both of the same change when nothing stands between them.
      const bool both =
          line + 1 < lines_.size() && other_kind(kind, lines_[line + 1].kind) &&
          (!lines_[line + 1].base.valid() || !lines_[line].base.valid() || lines_[line + 1].base == lines_[line].base);
      const std::size_t next = line + 1;
      const bool difference = kind == TableLine::Kind::difference;
      relate(difference ? line : both ? next : none, difference ? (both ? next : none) : line);
      line += both ? 1 : 0;
      ++found;
    }
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  [[nodiscard]] static bool other_kind(TableLine::Kind a, TableLine::Kind b) {
    return (a == TableLine::Kind::difference && b == TableLine::Kind::growth) ||
           (a == TableLine::Kind::growth && b == TableLine::Kind::difference);
  }
  [[nodiscard]] bool is_budget(dsl::MemberId stage) const {
    return stage.valid() && (stage == t_.initial_budget || stage == t_.revised_budget);
  }

  /// How well the headers say that the second line is what became of the first; -1: they do not.
  [[nodiscard]] int rank_of(const TableLine& before, const TableLine& after, dsl::MemberId base) const {
    const int this_year = r_.report_year.value_or(0);
    const bool against_year = !base.valid() || base == t_.last_year;
    const bool against_stage = !base.valid() || is_budget(base);
    const bool one_stage = !before.stage.valid() || !after.stage.valid() || before.stage == after.stage;
    const bool earlier = before.year && (after.year ? *before.year < *after.year : *before.year < this_year);
    if (against_year && earlier) return one_stage ? 0 : 1;
    if (against_year && before.moment < 0 && after.moment > 0) return 0;
    const bool one_year = !before.year || !after.year || *before.year == *after.year;
    if (!against_stage || !one_year || !is_budget(before.stage)) return -1;
    const bool executed = after.stage == t_.actual && t_.actual.valid();
    const bool revised = before.stage == t_.initial_budget && after.stage == t_.revised_budget;
    if (!executed && !revised) return -1;
    return base.valid() && base != before.stage ? 1 : 0;
  }

  void count(Pair& pair, std::size_t difference, std::size_t growth) const {
    int forward = 0, backward = 0;
    for (std::size_t item = 0; item < items_of(pair.first); ++item) {
      const FactId before = at(pair.first, item), after = at(pair.second, item);
      if (!comparable(before, after)) continue;
      const dsl::Number change = value(after) - value(before);
      const FactId d = difference == none ? FactId{} : at(difference, item);
      const FactId g = growth == none ? FactId{} : at(growth, item);
      bool holds = false;
      if (comparable(d, before)) {
        const dsl::Number slack =
            slack_of(fact(d).quantity) + slack_of(fact(before).quantity) + slack_of(fact(after).quantity);
        const bool plain = (value(d) - change).abs() <= slack, turned = (value(d) + change).abs() <= slack;
        holds = plain || turned;
        if (!change.is_zero()) forward += plain ? 1 : 0, backward += turned ? 1 : 0;
      } else if (g.valid() && !value(before).is_zero()) {
        const dsl::Number rate = change / value(before);
        holds = (value(g).abs() - rate.abs()).abs() <= fact(g).quantity.last_place();
      } else {
        continue;
      }
      pair.holds += holds ? 1 : 0;
      pair.fails += holds ? 0 : 1;
      pair.proofs += holds && !change.is_zero() ? 1 : 0;
    }
    pair.score = pair.holds - pair.fails;
    pair.forward = forward > 0 && backward == 0;
    pair.backward = backward > 0 && forward == 0 && has_signs(difference);
  }
  /// A fall without a sign looks like a difference taken the other way round: one with signs is.
  [[nodiscard]] bool has_signs(std::size_t difference) const {
    if (difference == none || lines_[difference].direction != 0) return false;
    for (std::size_t item = 0; item < items_of(difference); ++item)
      if (const FactId d = at(difference, item); d.valid() && value(d).sign() < 0) return true;
    return false;
  }
  [[nodiscard]] static bool told(const Pair& pair) {
    if (pair.rank == 0 && pair.holds + pair.fails <= few_items) return pair.holds + pair.fails > 0;
    return pair.proofs > 0 && pair.holds >= pair.fails;
  }

  void relate(std::size_t difference, std::size_t growth) {
    const std::size_t line = difference != none ? difference : growth;
    dsl::MemberId base = lines_[line].base;
    if (!base.valid() && growth != none) base = lines_[growth].base;
    for (std::size_t depth = lines_[line].path.empty() ? 1 : lines_[line].path.size(); depth-- > 0;) {
      const auto near = values_near(line, depth);
      Pair best;
      for (const std::size_t before : near)
        for (const std::size_t after : near) {
          Pair pair;
          pair.found = true;
          pair.first = before;
          pair.second = after;
          pair.rank = before == after ? -1 : rank_of(lines_[before], lines_[after], base);
          if (pair.rank < 0) continue;
          const auto far = [&](std::size_t k) { return k < line ? line - k : k - line; };
          pair.distance = far(before) + far(after);
          count(pair, difference, growth);
          if (pair.better(best)) best = pair;
        }
      if (!best.found || !told(best)) continue;
      tell(best, difference, growth);
      return;
    }
  }

  void tell(const Pair& pair, std::size_t difference, std::size_t growth) {
    const std::size_t line = difference != none ? difference : growth;
    // 减少 written without a sign, as in a column that has no sign at all.
    bool negative = false, falls_unsigned = false;
    for (std::size_t item = 0; item < lines_[line].facts.size(); ++item) {
      const FactId d = at(line, item), before = at(pair.first, item), after = at(pair.second, item);
      if (!d.valid()) continue;
      negative = negative || value(d).sign() < 0;
      falls_unsigned =
          falls_unsigned || (comparable(before, after) && value(d).sign() > 0 && value(after) < value(before));
    }
    // 增加额 with a sign before what fell, 减少额 with figures that rise when the sum rises: the signs say it.
    const int said = lines_[line].direction;
    const int direction = (said > 0 && negative) || (said < 0 && pair.forward) ? 0 : said;
    const bool no_signs = falls_unsigned && !negative && direction == 0;
    for (const std::size_t k : {difference, growth})
      if (k != none) mutable_[k].told_unsigned = no_signs || direction < 0;
    for (std::size_t item = 0; item < lines_[line].facts.size(); ++item) {
      Change change;
      change.previous = at(pair.first, item);
      change.current = at(pair.second, item);
      if (!comparable(change.previous, change.current)) continue;
      const FactId d = difference == none ? FactId{} : at(difference, item);
      if (comparable(d, change.current)) change.delta = d;
      if (growth != none) change.rate = at(growth, item);
      if (!change.delta.valid() && !change.rate.valid()) continue;
      const Fact& told = fact(change.delta.valid() ? change.delta : change.rate);
      const int sign = told.quantity.value.sign();
      if (pair.backward && sign < 0) continue;  // a rise with a sign: what the engine reads as a fall
      const bool falls = value(change.current) < value(change.previous);
      change.direction = sign == 0 ? 0 : direction != 0 ? direction : sign;
      if (sign > 0 && (pair.backward || (no_signs && falls))) change.direction = -1;
      change.name = fact(change.current).name;
      change.base = base_of(lines_[pair.first], lines_[pair.second]);
      change.at = told.at;
      if (item < reasons_.size() && reasons_[item].at) {
        change.reason = reasons_[item].text;
        change.reason_at = reasons_[item].at;
      }
      r_.report.changes.push_back(std::move(change));
    }
  }
  [[nodiscard]] std::string base_of(const TableLine& before, const TableLine& after) const {
    if (before.moment < 0 && after.moment > 0) return before.name;  // 年初数, 年末数
    const auto& members = r_.program.members;
    if (before.year && t_.last_year.valid() && *before.year == r_.report_year.value_or(0) - 1)
      return members[t_.last_year.value].name;
    if (is_budget(before.stage)) return members[before.stage.value].name;
    return before.name;
  }

  std::vector<TableLine>& mutable_;
  const std::vector<LineReason>& reasons_;
};

}  // namespace

void find_line_changes(Reading& reading, std::vector<TableLine>& lines, const std::vector<LineReason>& reasons) {
  Changes(reading, lines, reasons).find();
}

}  // namespace hegui::report

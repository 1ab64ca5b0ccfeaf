// Changes and rates between the columns, or the rows, of one table: which lines belong together is told by their
// headers, and by the arithmetic of most items where headers leave it open. A single item may then be found wrong.
#include "checker/report/table_lines.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "checker/report/relations.hpp"

namespace hegui::report {

namespace {

constexpr std::size_t reach = 12;        // lines between a change and what changed
constexpr std::size_t most_items = 400;  // that are looked at to find which lines belong together
constexpr std::size_t most_lines = 64;   // of changes (of rates) in one table
constexpr int few = 2;                   // items that prove nothing against what the headers say
constexpr int deepest_total = 4;

dsl::Number slack_of(const dsl::Quantity& quantity) {
  return quantity.approximation == dsl::Approximation::exact ? dsl::Number(0)
                                                             : quantity.last_place() * dsl::Number(1, 2);
}

class Lines {
 public:
  Lines(Reading& reading, const std::vector<TableLine>& lines) : r_(reading), t_(reading.tables), lines_(lines) {}

 protected:
  struct Pair {
    std::size_t first = 0, second = 0;  // what changed: before, after; what a rate divides: part, whole
    int rank = 0;                       // 0: the headers say it
    int score = 0, holds = 0, proofs = 0, fails = 0;
    std::size_t distance = 0;
    bool found = false;
    bool forward = false;   // some differences are those with their sign
    bool backward = false;  // 差额 = 上期 - 本期
    [[nodiscard]] bool better(const Pair& other) const {
      if (!other.found) return true;
      if (score != other.score) return score > other.score;
      return rank != other.rank ? rank < other.rank : distance < other.distance;
    }
  };
  [[nodiscard]] const Fact& fact(FactId id) const { return r_.fact(id); }
  [[nodiscard]] const dsl::Number& value(FactId id) const { return r_.fact(id).quantity.value; }
  [[nodiscard]] FactId at(std::size_t line, std::size_t item) const {
    return item < lines_[line].facts.size() ? lines_[line].facts[item] : FactId{};
  }
  [[nodiscard]] std::size_t items_of(std::size_t line) const { return std::min(lines_[line].facts.size(), most_items); }
  /// Figures of one kind that may be compared.
  [[nodiscard]] bool comparable(FactId a, FactId b) const {
    return a.valid() && b.valid() && r_.same_class(fact(a).quantity, fact(b).quantity) &&
           fact(a).quantity.takes_part_in_equations() && fact(b).quantity.takes_part_in_equations();
  }
  /// Lines of values near this one that stand under the same header cells, as far as `depth`.
  [[nodiscard]] std::vector<std::size_t> values_near(std::size_t line, std::size_t depth) const {
    const auto& group = lines_[line].path;
    std::vector<std::size_t> out;
    const std::size_t from = line > reach ? line - reach : 0, to = std::min(lines_.size(), line + reach + 1);
    for (std::size_t k = from; k < to; ++k) {
      const TableLine& other = lines_[k];
      if (k == line || other.kind != TableLine::Kind::value || other.path.size() < depth) continue;
      if (std::equal(group.begin(), group.begin() + static_cast<std::ptrdiff_t>(depth), other.path.begin()))
        out.push_back(k);
    }
    return out;
  }

  Reading& r_;
  const Lexicon::Tables& t_;
  const std::vector<TableLine>& lines_;
};

class Changes : private Lines {
 public:
  Changes(Reading& reading, std::vector<TableLine>& lines, const std::vector<LineReason>& reasons)
      : Lines(reading, lines), mutable_(lines), reasons_(reasons) {}

  void find() {
    std::size_t found = 0;
    for (std::size_t line = 0; line < lines_.size() && found < most_lines; ++line) {
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
    if (pair.rank == 0 && pair.holds + pair.fails <= few) return pair.holds + pair.fails > 0;
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
    // 减少额 with figures that rise when the budget rises says the direction by their signs.
    const int direction = pair.forward && lines_[line].direction < 0 ? 0 : lines_[line].direction;
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
      change.base = base_of(lines_[pair.first]);
      change.at = told.at;
      if (item < reasons_.size() && reasons_[item].at) {
        change.reason = reasons_[item].text;
        change.reason_at = reasons_[item].at;
      }
      r_.report.changes.push_back(std::move(change));
    }
  }
  [[nodiscard]] std::string base_of(const TableLine& before) const {
    const auto& members = r_.program.members;
    if (before.year && t_.last_year.valid() && *before.year == r_.report_year.value_or(0) - 1)
      return members[t_.last_year.value].name;
    if (is_budget(before.stage)) return members[before.stage.value].name;
    return before.name;
  }

  std::vector<TableLine>& mutable_;
  const std::vector<LineReason>& reasons_;
};

class Ratios : private Lines {
 public:
  using Lines::Lines;

  void find() {
    std::size_t found = 0;
    for (std::size_t line = 0; line < lines_.size() && found < most_lines; ++line)
      if (lines_[line].kind == TableLine::Kind::rate) {
        relate(line);
        ++found;
      }
  }

 private:
  [[nodiscard]] bool gives(FactId rate, FactId part, FactId whole) const {
    return comparable(part, whole) && divides_to(fact(rate), fact(part), fact(whole));
  }
  /// The total of the totals of a figure: 人员经费 of 基本支出 of 合计.
  [[nodiscard]] FactId root(FactId id) const {
    FactId top = fact(id).of;
    for (int step = 0; step < deepest_total && top.valid() && fact(top).of.valid(); ++step) top = fact(top).of;
    return top;
  }

  void relate(std::size_t line) {
    const auto near = values_near(line, 0);
    Pair two, total;
    for (const std::size_t part : near) {
      for (const std::size_t whole : near)
        if (part != whole) consider(two, line, part, whole);
      consider_total(total, line, part);
    }
    // Two lines say it when two items prove it and at most a third disagrees.
    if (two.proofs < few || two.fails * 3 > two.holds + two.fails) two.found = false;
    if (total.holds == 0 || total.fails > total.holds) total.found = false;
    if (two.found && (!total.found || !lines_[line].share || two.better(total))) {
      for (std::size_t item = 0; item < lines_[line].facts.size(); ++item)
        if (const FactId rate = at(line, item), part = at(two.first, item), whole = at(two.second, item);
            rate.valid() && comparable(part, whole))
          r_.report.ratios.push_back({rate, part, whole, fact(rate).name, false});
    } else if (total.found && lines_[line].share) {
      tell_shares(line, total.first);
    }
  }
  void consider(Pair& best, std::size_t line, std::size_t part, std::size_t whole) const {
    Pair pair;
    pair.found = true;
    pair.first = part;
    pair.second = whole;
    pair.distance = (part < line ? line - part : part - line) + (whole < line ? line - whole : whole - line);
    for (std::size_t item = 0; item < items_of(line); ++item) {
      const FactId rate = at(line, item), top = at(part, item), bottom = at(whole, item);
      if (!rate.valid() || !comparable(top, bottom) || value(bottom).is_zero()) continue;
      const bool holds = gives(rate, top, bottom);
      (holds ? pair.holds : pair.fails) += 1;
      pair.proofs += holds && !value(top).is_zero() && value(top) != value(bottom) ? 1 : 0;
    }
    pair.score = pair.holds - pair.fails;
    if (pair.better(best)) best = pair;
  }
  void consider_total(Pair& best, std::size_t line, std::size_t part) const {
    Pair pair;
    pair.found = true;
    pair.first = part;
    pair.distance = part < line ? line - part : part - line;
    for (std::size_t item = 0; item < items_of(line); ++item) {
      const FactId rate = at(line, item), top = at(part, item);
      if (!rate.valid() || !top.valid() || !fact(top).of.valid()) continue;
      const bool holds = gives(rate, top, root(top)) || gives(rate, top, fact(top).of);
      (holds ? pair.holds : pair.fails) += 1;
    }
    pair.score = pair.holds - pair.fails;
    if (pair.better(best)) best = pair;
  }
  /// Of a part of a part the share is of one or the other whole, as most of its kind are.
  void tell_shares(std::size_t line, std::size_t parts) {
    int of_root = 0, of_total = 0;
    const auto each = [&](const auto& visit) {
      for (std::size_t item = 0; item < lines_[line].facts.size(); ++item)
        if (const FactId rate = at(line, item), part = at(parts, item);
            rate.valid() && part.valid() && fact(part).of.valid())
          visit(rate, part, fact(part).of, root(part));
    };
    each([&](FactId rate, FactId part, FactId total, FactId top) {
      if (total == top) return;
      of_root += gives(rate, part, top) ? 1 : 0;
      of_total += gives(rate, part, total) ? 1 : 0;
    });
    each([&](FactId rate, FactId part, FactId total, FactId top) {
      const FactId whole = total == top || of_total > of_root ? total : top;
      if ((total != top && of_root == of_total) || !comparable(part, whole)) return;
      r_.report.ratios.push_back({rate, part, whole, fact(rate).name, true});
    });
  }
};

class Rests : private Lines {
 public:
  using Lines::Lines;

  void find() {
    std::size_t found = 0;
    for (std::size_t line = 0; line < lines_.size() && found < most_lines; ++line) {
      if (!lines_[line].rest || lines_[line].kind != TableLine::Kind::value) continue;
      Pair best;
      const auto near = values_near(line, 0);
      for (const std::size_t budget : near)
        for (const std::size_t spent : near)
          if (budget != spent && !lines_[budget].rest && !lines_[spent].rest) consider(best, line, budget, spent);
      // Money that came from another year is left over too: only what most items show is held against the others.
      if (!best.found || best.proofs < few || best.fails * 3 > best.holds + best.fails) continue;
      tell(line, best);
      ++found;
    }
  }

 private:
  void consider(Pair& best, std::size_t rest, std::size_t budget, std::size_t spent) const {
    Pair pair;
    pair.found = true;
    pair.first = budget;
    pair.second = spent;
    pair.rank = lines_[spent].stage == t_.actual && lines_[budget].stage.valid() ? 0 : 1;
    pair.distance = (budget < rest ? rest - budget : budget - rest) + (spent < rest ? rest - spent : spent - rest);
    for (std::size_t item = 0; item < items_of(rest); ++item) {
      const FactId left = at(rest, item), whole = at(budget, item), part = at(spent, item);
      if (!comparable(left, whole) || !comparable(part, whole)) continue;
      const dsl::Number off = value(whole) - value(part) - value(left);
      const bool holds =
          off.abs() <= slack_of(fact(whole).quantity) + slack_of(fact(part).quantity) + slack_of(fact(left).quantity);
      (holds ? pair.holds : pair.fails) += 1;
      pair.proofs += holds && !value(left).is_zero() && !value(part).is_zero() ? 1 : 0;
    }
    pair.score = pair.holds - pair.fails;
    if (pair.better(best)) best = pair;
  }
  void tell(std::size_t rest, const Pair& pair) {
    for (std::size_t item = 0; item < lines_[rest].facts.size(); ++item) {
      const FactId left = at(rest, item), whole = at(pair.first, item), part = at(pair.second, item);
      if (!comparable(left, whole) || !comparable(part, whole)) continue;
      Breakdown b;
      b.total = whole;
      b.parts = {part, left};
      b.exhaustive = true;
      b.from_table = true;
      b.cue = lines_[rest].name;
      r_.report.breakdowns.push_back(std::move(b));
    }
  }
};

}  // namespace

void find_line_rests(Reading& reading, const std::vector<TableLine>& lines) { Rests(reading, lines).find(); }

void find_line_changes(Reading& reading, std::vector<TableLine>& lines, const std::vector<LineReason>& reasons) {
  Changes(reading, lines, reasons).find();
}

void find_line_ratios(Reading& reading, const std::vector<TableLine>& lines) { Ratios(reading, lines).find(); }

}  // namespace hegui::report

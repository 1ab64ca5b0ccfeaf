// Rates, rests and sums between the columns of one table: which lines belong together is told by the arithmetic of most
// items. A single item may then be found wrong.
#include <algorithm>
#include <set>
#include <utility>

#include "checker/report/relations.hpp"
#include "checker/report/table_line_base.hpp"

namespace hegui::report {

namespace {

constexpr int deepest_total = 4;

class Ratios : private Lines {
 public:
  using Lines::Lines;

  void find() {
    std::size_t found = 0;
    for (std::size_t line = 0; line < lines_.size() && found < most_told_lines; ++line)
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
    if (two.proofs < few_items || two.fails * 3 > two.holds + two.fails) two.found = false;
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
    for (std::size_t line = 0; line < lines_.size() && found < most_told_lines; ++line) {
      if (!lines_[line].rest || lines_[line].kind != TableLine::Kind::value) continue;
      Pair best;
      const auto near = values_near(line, 0);
      for (const std::size_t budget : near)
        for (const std::size_t spent : near)
          if (budget != spent && !lines_[budget].rest && !lines_[spent].rest) consider(best, line, budget, spent);
      // Money that came from another year is left over too: only what most items show is held against the others.
      if (!best.found || best.proofs < few_items || best.fails * 3 > best.holds + best.fails) continue;
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

class Sums : private Lines {
 public:
  using Lines::Lines;

  void find(std::size_t told) {
    const auto& breakdowns = r_.report.breakdowns;
    for (std::size_t b = told; b < breakdowns.size(); ++b)
      for (const FactId part : breakdowns[b].parts) known_.emplace(breakdowns[b].total, part);
    for (std::size_t line = 0; line + few_items < lines_.size(); ++line) {
      if (lines_[line].kind != TableLine::Kind::value) continue;
      Pair best;
      for (std::size_t last = line + 2; last < lines_.size() && last <= line + most_parts; ++last) {
        if (lines_[last].kind != TableLine::Kind::value || lines_[last - 1].kind != TableLine::Kind::value) break;
        consider(best, line, last);
      }
      if (best.found && best.proofs >= few_items && best.fails * 3 <= best.holds + best.fails) tell(line, best.second);
    }
  }

 private:
  static constexpr std::size_t most_parts = 8;

  void consider(Pair& best, std::size_t total, std::size_t last) const {
    Pair pair;
    pair.found = true;
    pair.first = total;
    pair.second = last;
    pair.distance = last - total;
    for (std::size_t item = 0; item < items_of(total); ++item) {
      const FactId whole = at(total, item);
      if (!whole.valid()) continue;
      dsl::Number sum, slack = slack_of(fact(whole).quantity);
      int filled = 0;
      for (std::size_t k = total + 1; k <= last; ++k) {
        const FactId part = at(k, item);
        if (!part.valid()) continue;
        if (!comparable(part, whole) || known_.contains({whole, part})) return;
        sum = sum + value(part);
        slack = slack + slack_of(fact(part).quantity);
        filled += value(part).is_zero() ? 0 : 1;
      }
      const bool holds = (sum - value(whole)).abs() <= slack;
      (holds ? pair.holds : pair.fails) += 1;
      pair.proofs += holds && filled >= 2 ? 1 : 0;
    }
    pair.score = pair.holds - pair.fails;
    if (pair.better(best)) best = pair;
  }
  void tell(std::size_t total, std::size_t last) {
    for (std::size_t item = 0; item < lines_[total].facts.size(); ++item) {
      Breakdown b;
      b.total = at(total, item);
      if (!b.total.valid()) continue;
      for (std::size_t k = total + 1; k <= last; ++k)
        if (const FactId part = at(k, item); comparable(part, b.total)) b.parts.push_back(part);
      if (b.parts.size() < 2) continue;
      b.exhaustive = true;
      b.from_table = true;
      b.cue = lines_[total].name;
      r_.report.breakdowns.push_back(std::move(b));
    }
  }

  std::set<std::pair<FactId, FactId>> known_;  // totals with their parts
};

}  // namespace

void find_line_sums(Reading& reading, const std::vector<TableLine>& lines, std::size_t told) {
  Sums(reading, lines).find(told);
}

void find_line_rests(Reading& reading, const std::vector<TableLine>& lines) { Rests(reading, lines).find(); }

void find_line_ratios(Reading& reading, const std::vector<TableLine>& lines) { Ratios(reading, lines).find(); }

}  // namespace hegui::report

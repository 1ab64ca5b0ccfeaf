#include "checker/engine/alignment.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>

namespace hegui::engine {

using report::Fact;
using report::How;

namespace {

constexpr std::size_t kMaxTries = 4'000'000;  // pairs of rows or figures looked at; beyond, each stays where it is
constexpr std::size_t kMaxRows = 20'000;      // alignments of one rule; a report of a thousand tables stays far below

bool is_free(const QueryPlan& query, dsl::AspectId aspect, dsl::AspectId year) {
  if (query.fixed_on(aspect) != nullptr) return false;
  return aspect != year || query.year_free;
}

/// Shared aspects, without those of which no fact says anything.
std::vector<std::uint32_t> shared_aspects(const FactIndex& index, const std::vector<std::uint32_t>& queries,
                                          bool closed_over) {
  std::vector<std::uint32_t> shared;
  if (queries.empty()) return shared;
  for (std::uint32_t a = 0; a < index.aspect_count(); ++a) {
    const bool entity = a == index.entity_aspect();
    const bool free = std::all_of(queries.begin(), queries.end(), [&](std::uint32_t q) {
      const QueryPlan& query = index.plan().queries[q];
      const dsl::AspectId aspect{a};
      if (closed_over && (query.range_aspect == aspect || query.is_open(aspect))) return false;
      return entity || is_free(query, aspect, index.plan().year);
    });
    if (free) shared.push_back(a);
  }
  return shared;
}

class Aligner {
 public:
  Aligner(FactIndex& index, const std::vector<std::uint32_t>& queries, int year_shift, bool closed_over)
      : index_(index) {
    for (const std::uint32_t q : queries) result_.queries.push_back(index.plan().same_query[q]);
    result_.aspects = shared_aspects(index, queries, closed_over);
    for (const std::uint32_t q : queries) candidates_.push_back(index.candidates(q, year_shift));
  }

  Alignments run() {
    open_rows();
    merge_rows_without_an_aspect();
    prefer_stated();
    fill_by_stand_ins();
    finish();
    return std::move(result_);
  }

 private:
  struct Row {
    Alignment alignment;
    bool dropped = false;
  };

  const std::vector<Code>& key_of(std::uint32_t fact) {
    key_.clear();
    for (const std::uint32_t a : result_.aspects) key_.push_back(index_.code(fact, a));
    return key_;
  }

  void open_rows() {
    for (std::size_t q = 0; q < candidates_.size(); ++q)
      for (const Candidate& candidate : *candidates_[q]) {
        auto entry = by_key_.find(key_of(candidate.fact));
        if (entry == by_key_.end()) {
          if (rows_.size() >= kMaxRows) continue;
          entry = by_key_.emplace(key_, rows_.size()).first;
          rows_.push_back({{key_, std::vector<Cell>(candidates_.size())}});
        }
        rows_[entry->second].alignment.cells[q].facts.push_back(candidate);
      }
  }

  /// A figure that says nothing of an aspect belongs to every row that differs from its own only in saying something,
  /// unless the same query has another value there.
  void merge_rows_without_an_aspect() {
    if (rows_.size() * rows_.size() > kMaxTries) return;
    std::vector<std::size_t> order(rows_.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    const auto gaps = [&](std::size_t r) {
      const auto& key = rows_[r].alignment.key;
      return std::count(key.begin(), key.end(), kNone);
    };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return gaps(a) > gaps(b); });
    for (const std::size_t from : order) {
      bool merged = false;
      if (!has_gap(rows_[from].alignment.key)) continue;
      const std::vector<Cell> source = rows_[from].alignment.cells;
      for (std::size_t to = 0; to < rows_.size(); ++to) {
        if (to == from || rows_[to].dropped || !says_more(rows_[to].alignment.key, rows_[from].alignment.key)) continue;
        if (!agree(source, rows_[to].alignment.cells)) continue;
        for (std::size_t q = 0; q < source.size(); ++q) {
          Cell& cell = rows_[to].alignment.cells[q];
          if (source[q].facts.empty()) continue;
          if (cell.facts.empty()) cell.fit = Fit::absent;
          cell.facts.insert(cell.facts.end(), source[q].facts.begin(), source[q].facts.end());
        }
        merged = true;
      }
      rows_[from].dropped = merged;
    }
  }

  [[nodiscard]] bool has_gap(const std::vector<Code>& key) const {
    for (std::size_t i = 0; i < key.size(); ++i)
      if (key[i] == kNone && !index_.names_matter(result_.aspects[i])) return true;
    return false;
  }

  [[nodiscard]] bool says_more(const std::vector<Code>& more, const std::vector<Code>& less) const {
    for (std::size_t i = 0; i < more.size(); ++i) {
      if (more[i] == less[i]) continue;
      if (less[i] != kNone || index_.names_matter(result_.aspects[i])) return false;
    }
    return true;
  }

  [[nodiscard]] bool agree(const std::vector<Cell>& a, const std::vector<Cell>& b) const {
    for (std::size_t q = 0; q < a.size(); ++q) {
      if (a[q].facts.empty() || b[q].facts.empty()) continue;
      std::vector<Candidate> all = a[q].facts;
      all.insert(all.end(), b[q].facts.begin(), b[q].facts.end());
      if (choose(index_, all, {}).facts.empty()) return false;
    }
    return true;
  }

  /// Where the report states a figure, what a formula gives is left out.
  void prefer_stated() {
    for (Row& row : rows_)
      for (Cell& cell : row.alignment.cells) {
        const auto stated = [&](const Candidate& c) { return !index_.is_derived(c.fact); };
        if (std::any_of(cell.facts.begin(), cell.facts.end(), stated))
          std::erase_if(cell.facts, [&](const Candidate& c) { return !stated(c); });
      }
  }

  /// A figure whose aspect is only a default fills a hole where the aspect is said outright, if its own row has holes
  /// that this one has not, if there is only one such row, and if the two stand in the same part of the report.
  void fill_by_stand_ins() {
    std::size_t tries = 0;
    for (const auto& candidates : candidates_) tries += candidates->size() * rows_.size();
    if (tries > kMaxTries) return;
    struct Proposal {
      std::size_t row = 0, query = 0;
      Candidate candidate;
    };
    std::vector<Proposal> proposals;
    for (std::size_t q = 0; q < candidates_.size(); ++q)
      for (const Candidate& candidate : *candidates_[q]) {
        if (!has_default(candidate.fact)) continue;
        const auto at_home = by_key_.find(key_of(candidate.fact));
        const Row* const home = at_home != by_key_.end() ? &rows_[at_home->second] : nullptr;
        std::optional<std::size_t> only;
        std::size_t targets = 0;
        for (std::size_t r = 0; r < rows_.size(); ++r)
          if (could_stand_in(candidate.fact, home, q, r)) {
            only = r;
            ++targets;
          }
        if (targets == 1) proposals.push_back({*only, q, candidate});
      }
    std::set<std::pair<std::size_t, std::size_t>> filled;
    std::set<std::size_t> emptied;
    for (const Proposal& p : proposals) {
      Cell& cell = rows_[p.row].alignment.cells[p.query];
      cell.fit = Fit::stand_in;
      cell.facts.push_back(p.candidate);
      filled.emplace(p.query, p.candidate.fact);
      emptied.insert(by_key_.at(key_of(p.candidate.fact)));
    }
    for (const std::size_t r : emptied) {
      bool all_moved = true;
      for (std::size_t q = 0; q < candidates_.size(); ++q)
        for (const Candidate& c : rows_[r].alignment.cells[q].facts)
          all_moved = all_moved && filled.contains({q, c.fact});
      rows_[r].dropped = rows_[r].dropped || all_moved;
    }
  }

  /// Whether it has a shared aspect by default, which alone may stand in for another value.
  [[nodiscard]] bool has_default(std::uint32_t fact) const {
    if (index_.is_derived(fact)) return false;
    return std::any_of(result_.aspects.begin(), result_.aspects.end(), [&](std::uint32_t a) {
      return index_.how(fact, a) == How::defaulted && index_.code(fact, a) != kNone && !index_.names_matter(a);
    });
  }

  /// `home`: the row that the figure itself made, if it is there.
  [[nodiscard]] bool could_stand_in(std::uint32_t fact, const Row* home, std::size_t q, std::size_t r) const {
    const Alignment& target = rows_[r].alignment;
    if (rows_[r].dropped || !target.cells[q].facts.empty()) return false;
    bool by_default = false;
    for (std::size_t i = 0; i < result_.aspects.size(); ++i) {
      const Code have = index_.code(fact, result_.aspects[i]);
      if (have == target.key[i]) continue;
      if (index_.names_matter(result_.aspects[i])) return false;
      if (have == kNone) continue;
      if (index_.how(fact, result_.aspects[i]) != How::defaulted || target.key[i] == kNone) return false;
      by_default = true;
    }
    if (!by_default) return false;
    bool gains = false;
    bool near = false;
    for (std::size_t other = 0; other < target.cells.size(); ++other) {
      const Cell& cell = target.cells[other];
      if (cell.facts.empty() || cell.fit == Fit::stand_in) continue;
      if (home != nullptr && home->alignment.cells[other].facts.empty()) gains = true;
      for (const Candidate& c : cell.facts) near = near || same_part(fact, c.fact);
    }
    return gains && near;
  }

  [[nodiscard]] bool same_part(std::uint32_t a, std::uint32_t b) const {
    const Fact& x = index_.fact(a);
    const Fact& y = index_.fact(b);
    return x.at.block == y.at.block || (x.section.valid() && x.section == y.section);
  }

  void finish() {
    for (Row& row : rows_) {
      if (row.dropped) continue;
      for (Cell& cell : row.alignment.cells) {
        std::sort(cell.facts.begin(), cell.facts.end(),
                  [](const Candidate& a, const Candidate& b) { return a.fact < b.fact; });
        cell.facts.erase(std::unique(cell.facts.begin(), cell.facts.end(),
                                     [](const Candidate& a, const Candidate& b) { return a.fact == b.fact; }),
                         cell.facts.end());
      }
      result_.rows.push_back(std::move(row.alignment));
    }
    const auto first_fact = [](const Alignment& row) {
      std::uint32_t first = kNoFact;
      for (const Cell& cell : row.cells)
        if (!cell.facts.empty()) first = std::min(first, cell.facts.front().fact);
      return first;
    };
    std::stable_sort(result_.rows.begin(), result_.rows.end(), [&](const Alignment& a, const Alignment& b) {
      const std::uint32_t first = first_fact(a), second = first_fact(b);
      return first != second ? first < second : a.key < b.key;
    });
    if (result_.rows.empty())
      result_.rows.push_back(
          {std::vector<Code>(result_.aspects.size(), kNone), std::vector<Cell>(result_.queries.size())});
  }

  FactIndex& index_;
  Alignments result_;
  std::vector<std::shared_ptr<const std::vector<Candidate>>> candidates_;
  std::vector<Row> rows_;
  std::map<std::vector<Code>, std::size_t> by_key_;
  std::vector<Code> key_;  // of the figure that was asked about last
};

constexpr std::size_t kMostConflicting = 16;

bool same_value(const FactIndex& index, std::uint32_t a, std::uint32_t b) {
  const Value& x = index.value(a);
  const Value& y = index.value(b);
  if (x.is(Value::Kind::text) || y.is(Value::Kind::text)) return x.kind == y.kind && x.chars == y.chars;
  return consistent(x, y);
}

int strength(How how) {
  switch (how) {
    case How::stated: return 3;
    case How::inherited: return 2;
    case How::derived: return 1;
    case How::defaulted: break;
  }
  return 0;
}

/// How plainly a fact says of each aspect what it is about, a character an aspect.
using Plainness = std::string;

Plainness plainness(const FactIndex& index, std::uint32_t fact) {
  Plainness plain(index.aspect_count(), '\0');
  for (std::uint32_t i = 0; i < index.aspect_count(); ++i)
    if (index.code(fact, i) != kNone) plain[i] = static_cast<char>(strength(index.how(fact, i)));
  return plain;
}

/// Whether `a` says of every aspect at least as plainly as `b` what it is about, and of one more plainly.
bool more_specific(const Plainness& a, const Plainness& b) {
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i] < b[i]) return false;
  return a != b;
}

constexpr std::size_t kValuesOfAKind = 32;  // compared of those that are equally plain; two that differ decide already

/// Leaves out what a more specific fact contradicts.
std::vector<Candidate> uncontradicted(const FactIndex& index, const std::vector<Candidate>& all) {
  if (all.size() < 2) return all;
  struct Kind {
    std::vector<std::uint32_t> values;  // a fact for each different value
  };
  std::map<Plainness, Kind> kinds;
  std::vector<std::map<Plainness, Kind>::iterator> kind_of;
  for (const Candidate& c : all) {
    const auto kind = kinds.try_emplace(plainness(index, c.fact)).first;
    kind_of.push_back(kind);
    auto& values = kind->second.values;
    const Value& mine = index.value(c.fact);
    const auto equal = [&](std::uint32_t other) {
      const Value& theirs = index.value(other);
      return mine.kind == theirs.kind && mine.number() == theirs.number() && mine.interval() == theirs.interval() &&
             mine.chars == theirs.chars;
    };
    if (values.size() < kValuesOfAKind && std::none_of(values.begin(), values.end(), equal)) values.push_back(c.fact);
  }
  if (kinds.size() < 2) return all;
  std::vector<Candidate> kept;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool contradicted = std::any_of(kinds.begin(), kinds.end(), [&](const auto& kind) {
      return more_specific(kind.first, kind_of[i]->first) &&
             std::any_of(kind.second.values.begin(), kind.second.values.end(),
                         [&](std::uint32_t other) { return !same_value(index, all[i].fact, other); });
    });
    if (!contradicted) kept.push_back(all[i]);
  }
  return kept;
}

template <class Key>
void keep_smallest(std::vector<Candidate>& candidates, const Key& key) {
  auto smallest = key(candidates.front());
  for (const Candidate& c : candidates) smallest = std::min(smallest, key(c));
  std::erase_if(candidates, [&](const Candidate& c) { return key(c) != smallest; });
}

/// 在职人员19人，其中公务员10人: the query for 在职人员 means the total.
void drop_parts(const FactIndex& index, std::vector<Candidate>& candidates) {
  const auto is_part = [&](const Candidate& c) { return index.fact(c.fact).of.valid(); };
  if (std::none_of(candidates.begin(), candidates.end(), is_part)) return;
  const std::vector<Candidate> all = candidates;
  std::unordered_set<std::uint32_t> facts;
  for (const Candidate& c : all) facts.insert(c.fact);
  std::erase_if(candidates, [&](const Candidate& c) {
    report::FactId whole = index.fact(c.fact).of;
    for (int depth = 0; whole.valid() && depth < 16; ++depth) {
      if (whole.value != c.fact && facts.contains(whole.value)) return true;
      whole = index.fact(whole.value).of;
    }
    return false;
  });
  if (candidates.empty()) candidates = all;
}

}  // namespace

Alignments align(FactIndex& index, const std::vector<std::uint32_t>& queries, int year_shift, bool closed_over) {
  return Aligner(index, queries, year_shift, closed_over).run();
}

const std::shared_ptr<const Alignments>& SharedAlignments::of(std::uint32_t aligned) {
  const Plan::Aligned& asked = index_.plan().aligned[aligned];
  Known& known = known_[aligned];
  std::size_t count = 0;  // figures derived since then may stand where nothing stood
  for (const std::uint32_t q : asked.queries) count += index_.count_for(index_.plan().queries[q]);
  if (known.all == nullptr || known.count != count)
    known = {count, std::make_shared<const Alignments>(align(index_, asked.queries, 0, asked.closed_over))};
  return known.all;
}

Fit fit_of(const FactIndex& index, std::uint32_t fact, const std::vector<std::uint32_t>& aspects,
           const std::vector<Code>& key, const QueryPlan& query) {
  Fit fit = Fit::exact;
  for (std::size_t i = 0; i < aspects.size(); ++i) {
    const dsl::AspectId aspect{aspects[i]};
    if (query.fixed_on(aspect) != nullptr || query.is_open(aspect)) continue;
    const Code have = index.code(fact, aspects[i]);
    if (have == key[i]) continue;
    if (index.names_matter(aspects[i])) return Fit::none;
    if (have == kNone || key[i] == kNone) {
      fit = std::max(fit, Fit::absent);
    } else if (index.how(fact, aspects[i]) == How::defaulted) {
      fit = std::max(fit, Fit::stand_in);
    } else {
      return Fit::none;
    }
  }
  return fit;
}

Chosen choose(const FactIndex& index, const std::vector<Candidate>& candidates,
              const std::vector<std::pair<std::uint32_t, Code>>& preferred) {
  Chosen chosen;
  if (candidates.empty()) return chosen;
  if (candidates.size() == 1) {
    const std::uint32_t only = candidates.front().fact;
    if (same_value(index, only, only)) chosen.facts.push_back(only);
    return chosen;
  }
  std::vector<Candidate> left = candidates;
  keep_smallest(left, [](const Candidate& c) { return c.rank.below; });
  keep_smallest(left, [](const Candidate& c) { return c.rank.umbrella; });
  keep_smallest(left, [](const Candidate& c) { return c.rank.weak; });
  // An aspect that this query leaves free and another one fixes: what agrees with the other one, or says nothing.
  keep_smallest(left, [&](const Candidate& c) {
    int worst = 0;
    for (const auto& wanted : preferred) {
      const std::uint32_t aspect = wanted.first;
      const Code have = index.code(c.fact, aspect);
      const bool agrees = have == kNone || std::any_of(preferred.begin(), preferred.end(), [&](const auto& p) {
                            return p.first == aspect && p.second == have;
                          });
      if (!agrees) worst = std::max(worst, index.how(c.fact, aspect) == How::defaulted ? 1 : 2);
    }
    return worst;
  });
  keep_smallest(left, [&](const Candidate& c) { return index.is_derived(c.fact) ? 1 : 0; });
  drop_parts(index, left);
  keep_smallest(left, [&](const Candidate& c) { return index.value(c.fact).approximate ? 1 : 0; });

  std::vector<Candidate> kept = uncontradicted(index, left);
  if (kept.empty()) kept = left;
  std::vector<std::uint32_t> values;
  for (const Candidate& c : kept) {
    const auto same = [&](std::uint32_t v) { return same_value(index, v, c.fact); };
    if (std::none_of(values.begin(), values.end(), same)) values.push_back(c.fact);
    if (values.size() > kMostConflicting) break;  // a hostile text may hold thousands: a few show the conflict
  }
  if (values.size() > 1) {
    chosen.conflicting = std::move(values);
    return chosen;
  }
  // What a less specific fact says the same of is a further place.
  for (const Candidate& c : left)
    if (same_value(index, values.front(), c.fact)) chosen.facts.push_back(c.fact);
  const auto place = [&](std::uint32_t f) -> const dsl::Number& { return index.value(f).last_place(); };
  std::stable_sort(chosen.facts.begin(), chosen.facts.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return place(a) < place(b); });
  return chosen;
}

}  // namespace hegui::engine

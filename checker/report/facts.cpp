// All figures of a report, block by block: facts, or listed as unread with the reason.
#include <algorithm>
#include <set>

#include "checker/report/passes.hpp"
#include "checker/report/reading.hpp"

namespace hegui::report {

namespace {

constexpr std::uint32_t longest_list = 30;  // paragraphs that a breakdown may run over

std::string_view why_name(text::Skipped::Why why) {
  switch (why) {
    case text::Skipped::Why::date: return "date";
    case text::Skipped::Why::document_number: return "document_number";
    case text::Skipped::Why::list_number: return "list_number";
    case text::Skipped::Why::code: return "code";
    case text::Skipped::Why::slogan: return "slogan";
    case text::Skipped::Why::ordinal: return "ordinal";
    case text::Skipped::Why::hotline: return "hotline";
    case text::Skipped::Why::year: return "year";
    case text::Skipped::Why::formula: return "formula";
    case text::Skipped::Why::other: break;
  }
  return "other";
}

void leave_lists(Reading& reading, std::uint32_t block) {
  for (std::size_t l = reading.lists.size(); l-- > 0;) {
    Frame& list = reading.lists[l];
    const bool same_heading = heading_at(reading.report, list.opened) == heading_at(reading.report, block);
    if (same_heading && block - list.opened <= longest_list) continue;
    reading.close(list);
    reading.lists.erase(reading.lists.begin() + static_cast<std::ptrdiff_t>(l));
  }
}

bool is_bare_amount(const Reading& reading, const Fact& fact) {
  return fact.in_table && fact.quantity.dimension == dsl::Dimension::number && fact.concept_id.valid() &&
         reading.program.concepts[fact.concept_id.value].dimension == dsl::Dimension::money;
}

/// 公务接待费: the row or the column says what the money is for.
bool says_scope(const Reading& reading, const Fact& fact) {
  const AspectValue* scope = fact.aspect(reading.tables.scope);
  const bool in_table =
      scope != nullptr && (scope->reason == Reason::table_row || scope->reason == Reason::table_header);
  return in_table && scope->how != How::defaulted && scope->member != reading.tables.department;
}

/// No list goes on into another file.
void close_lists(Reading& reading) {
  for (auto& list : reading.lists) reading.close(list);
  reading.lists.clear();
}

/// A table of money that says no unit, with figures to the cent, goes by the one unit of all other money of the report.
void unify_units(Reading& reading) {
  constexpr std::size_t fewest = 3;
  auto& facts = reading.report.facts;
  const dsl::Unit* unit = nullptr;
  std::size_t money = 0;
  std::set<std::uint32_t> bare;  // blocks of tables with decimals that are amounts of nothing
  bool one_unit = true;
  for (Fact& fact : facts) {
    dsl::Quantity& quantity = fact.quantity;
    if (is_bare_amount(reading, fact) && quantity.approximation == dsl::Approximation::exact) {
      const dsl::Number half = quantity.last_place() * dsl::Number(1, 2);  // a sum of money, in whatever unit
      quantity.approximation = dsl::Approximation::rounded;
      quantity.interval = {quantity.value - half, quantity.value + half, false, false};
    }
    if (quantity.dimension == dsl::Dimension::money) {
      const dsl::Unit* own = dsl::find_unit(quantity.unit);
      one_unit = one_unit && own != nullptr && (unit == nullptr || unit == own);
      unit = own;
      ++money;
    } else if (is_bare_amount(reading, fact) && (quantity.decimals > 0 || says_scope(reading, fact))) {
      bare.insert(fact.at.block);
    }
  }
  if (!one_unit || unit == nullptr || money < fewest) return;
  for (Fact& fact : facts)
    if (is_bare_amount(reading, fact) && bare.contains(fact.at.block)) give_unit(fact.quantity, unit->name);
  // 节约额: what the table holds against such a sum is money too.
  const auto with = [&](FactId a, FactId b) {
    if (!a.valid() || !b.valid()) return;
    Fact& x = facts[a.value];
    Fact& y = facts[b.value];
    const auto takes = [&](const Fact& from, Fact& to) {
      if (from.quantity.dimension == dsl::Dimension::money && to.quantity.dimension == dsl::Dimension::number &&
          to.in_table && bare.contains(to.at.block))
        give_unit(to.quantity, unit->name);
    };
    takes(x, y);
    takes(y, x);
  };
  constexpr int links = 3;  // 增减额, what grew by it, what it was before
  for (int pass = 0; pass < links; ++pass) {
    for (const Ratio& ratio : reading.report.ratios) with(ratio.numerator, ratio.denominator);
    for (const Breakdown& b : reading.report.breakdowns)
      for (const FactId part : b.parts) with(b.total, part);
    for (const Change& change : reading.report.changes) {
      with(change.current, change.delta);
      with(change.current, change.previous);
    }
  }
}

/// What became of each digit that is part of no fact: a figure that no fact took, or digits that are no figure.
class Unreads {
 public:
  Unreads(Report& report, BlockStreams& streams) : report_(report), streams_(streams) {
    for (const Fact& fact : report.facts) taken_.push_back(fact.at);
    for (const Unread& unread : report.unread) taken_.push_back(unread.at);  // codes and numbers of columns
    std::sort(taken_.begin(), taken_.end(), [](const Passage& a, const Passage& b) { return a.begin < b.begin; });
  }
  void note(std::uint32_t block) {
    const auto& b = report_.document.blocks[block];
    body_ = b.role == document::Role::body;
    if (b.kind == document::Block::Kind::table) {
      for (const auto& cell : b.table.cells) read(block, cell.slice, true);
    } else {
      number_end_ = body_ ? end_of_number(report_, block) : 0;
      read(block, b.slice, false);
      number_end_ = 0;
    }
  }
  void sort() {
    std::stable_sort(report_.unread.begin(), report_.unread.end(),
                     [](const Unread& a, const Unread& b) { return a.at.begin < b.at.begin; });
  }

 private:
  void read(std::uint32_t block, document::Slice slice, bool cell) {
    streams_.digits_of(block, slice, cell, digits_);
    for (const auto& digits : digits_) {
      const Passage at{block, digits.begin, digits.end};
      const bool number = digits.begin < number_end_;
      if (digits.why) {
        leave(at, number ? "list_number" : why_name(*digits.why), false);
      } else {
        const char* const why = number ? "list_number" : !body_ ? "page_furniture" : cell ? "name" : "no_fact";
        leave(at, why, body_ && !cell && !number);
      }
    }
  }

  /// What facts do not cover of the digits at a place: 2 of 2 946.25万元 when a table took 946.25万元.
  void leave(const Passage& at, std::string_view why, bool quantity) {
    auto fact = std::lower_bound(taken_.begin(), taken_.end(), at.begin,
                                 [](const Passage& p, std::uint32_t begin) { return p.end <= begin; });
    if (fact == taken_.end() || fact->begin >= at.end) {
      report_.unread.push_back({at, std::string(why), quantity});
      return;
    }
    std::uint32_t from = at.begin;
    const auto rest = [&](std::uint32_t to) {
      const std::string_view text = report_.document.text_of({from, std::max(from, to)});
      if (text.find_first_of("0123456789") != std::string_view::npos)
        report_.unread.push_back({{at.block, from, to}, "other", false});
    };
    for (; fact != taken_.end() && fact->begin < at.end; ++fact) {
      rest(fact->begin);
      from = std::max(from, fact->end);
    }
    rest(at.end);
  }

  Report& report_;
  BlockStreams& streams_;
  std::vector<BlockStreams::Digits> digits_;
  std::vector<Passage> taken_;  // by place; facts do not overlap
  bool body_ = true;
  std::uint32_t number_end_ = 0;
};

}  // namespace

std::uint32_t end_of_number(const Report& report, std::uint32_t block) {
  const auto section = std::lower_bound(report.sections.begin(), report.sections.end(), block,
                                        [](const Section& s, std::uint32_t b) { return s.first_block < b; });
  const bool here =
      section != report.sections.end() && section->first_block == block && section->heading.block == block;
  return here && !section->number.empty() ? section->heading.begin : 0;
}

void find_facts(Report& report, const Lexicon& lexicon, BlockStreams& streams) {
  // Facts are large: making room for them again and again would take as long as reading them.
  constexpr std::size_t bytes_a_fact = 48, most_facts = 100'000;
  report.facts.reserve(std::min(report.document.text->normalised().size() / bytes_a_fact + 8, most_facts));
  Reading reading(report, lexicon, streams);
  const auto blocks = static_cast<std::uint32_t>(report.document.blocks.size());
  for (std::uint32_t b = 0; b < blocks; ++b) {
    const auto& block = report.document.blocks[b];
    if (report.document.begins_attachment(b)) close_lists(reading);
    if (block.role != document::Role::body) continue;
    leave_lists(reading, b);
    if (block.kind == document::Block::Kind::table) {
      read_table(reading, b);
    } else if (const std::uint32_t rows = read_loose_table(reading, b); rows > 0) {
      b += rows - 1;
    } else {
      read_paragraph(reading, b);
    }
  }
  close_lists(reading);
  unify_units(reading);
  tell_item_scores(reading);
  name_projects(reading);
  std::stable_sort(report.breakdowns.begin(), report.breakdowns.end(),
                   [](const Breakdown& a, const Breakdown& b) { return a.total < b.total; });
  Unreads unreads(report, streams);
  for (std::uint32_t b = 0; b < blocks; ++b) unreads.note(b);
  unreads.sort();
}

}  // namespace hegui::report

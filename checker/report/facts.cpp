// All figures of a report, block by block: facts, or listed as unread with the reason.
#include <algorithm>

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

/// What became of each digit that is part of no fact: a figure that no fact took, or digits that are no figure.
class Unreads {
 public:
  Unreads(Report& report, const Lexicon::Tables& tables) : report_(report), tables_(tables) {
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
    const auto found = figures_of(CleanText(report_.document, slice), tables_.numbers, cell);
    for (const auto& figure : found.figures) {
      const Passage at{block, figure.begin, figure.end};
      if (taken(at)) continue;
      if (at.begin < number_end_)
        report_.unread.push_back({at, "list_number", false});
      else
        report_.unread.push_back({at, body_ ? cell ? "name" : "no_fact" : "page_furniture", body_ && !cell});
    }
    for (const auto& skip : found.skipped) {
      const Passage at{block, skip.begin, skip.end};
      if (taken(at)) continue;
      report_.unread.push_back({at, at.begin < number_end_ ? "list_number" : std::string(why_name(skip.why)), false});
    }
  }
  [[nodiscard]] bool taken(const Passage& at) const {
    const auto behind = std::lower_bound(taken_.begin(), taken_.end(), at.end,
                                         [](const Passage& p, std::uint32_t end) { return p.begin < end; });
    return behind != taken_.begin() && at.begin < std::prev(behind)->end;
  }

  Report& report_;
  const Lexicon::Tables& tables_;
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

void find_facts(Report& report, const Lexicon& lexicon) {
  Reading reading(report, lexicon);
  const auto blocks = static_cast<std::uint32_t>(report.document.blocks.size());
  for (std::uint32_t b = 0; b < blocks; ++b) {
    const auto& block = report.document.blocks[b];
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
  for (auto& list : reading.lists) reading.close(list);
  std::stable_sort(report.breakdowns.begin(), report.breakdowns.end(),
                   [](const Breakdown& a, const Breakdown& b) { return a.total < b.total; });
  Unreads unreads(report, reading.tables);
  for (std::uint32_t b = 0; b < blocks; ++b) unreads.note(b);
  unreads.sort();
}

}  // namespace hegui::report

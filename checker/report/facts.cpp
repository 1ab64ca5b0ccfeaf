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

/// Figures of a block that no fact took, and digits that are no figures.
void note_unread(Report& report, const Lexicon::Tables& tables, std::uint32_t block) {
  const auto& b = report.document.blocks[block];
  const bool body = b.role == document::Role::body;
  const auto found = text::find_figures(report.document.text_of(b.slice), tables.numbers, false);
  const auto taken = [&](const Passage& at) {
    return std::any_of(report.facts.begin(), report.facts.end(), [&](const Fact& fact) {
      return fact.at.block == block && fact.at.begin < at.end && at.begin < fact.at.end;
    });
  };
  for (const auto& figure : found.figures) {
    const Passage at{block, b.slice.begin + figure.begin, b.slice.begin + figure.end};
    if (!taken(at)) report.unread.push_back({at, body ? "no_fact" : "page_furniture", body});
  }
  for (const auto& skip : found.skipped) {
    const Passage at{block, b.slice.begin + skip.begin, b.slice.begin + skip.end};
    if (!taken(at)) report.unread.push_back({at, std::string(why_name(skip.why)), false});
  }
}

}  // namespace

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
  for (std::uint32_t b = 0; b < blocks; ++b) note_unread(report, reading.tables, b);
}

}  // namespace hegui::report

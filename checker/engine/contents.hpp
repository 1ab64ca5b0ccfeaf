// The lines of a table of contents, each with the heading of the report that it announces; the points of a section.
// Made when a rule first asks.
// Afterwards an entry without a heading is one that the report does not have under this number.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "checker/report/report.hpp"

namespace hegui::engine {

struct ContentsEntry {
  std::string title, number;          // without leaders and page
  std::optional<std::uint32_t> page;  // as printed
  report::SectionId heading;          // of the same number at the same depth; unnumbered: of the same title
  report::Passage at;
};
std::vector<ContentsEntry> contents_entries(const report::Report& report);

/// How many points a section makes: its numbered paragraphs and subsections, or the points that stand inside its
/// paragraphs (一是…二是…, （1）…（2）…, and the words of the list point_markers), whichever are more.
std::int64_t points_of(const dsl::Program& program, const report::Report& report, std::uint32_t section);

}  // namespace hegui::engine

// What rules ask about a report that its understanding does not keep: dates mentioned in the text, passages that stand
// there twice, total scores that only the running text gives. Made when a rule first asks.
// Afterwards dates have their cue (截至 …) and repetitions both their places.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "checker/engine/contents.hpp"
#include "checker/engine/near_names.hpp"
#include "checker/engine/repetitions.hpp"
#include "checker/report/report.hpp"

namespace hegui::engine {

struct DateMention {
  int year = 0;
  std::optional<int> month, day;
  std::string cue;  // a word of the list as_of_cues right before it, or empty
  report::Passage at;
};
struct Observations {
  std::vector<DateMention> dates;
  std::vector<Repetition> repetitions;
  std::vector<NearName> near_names;
  std::vector<ContentsEntry> contents;
  std::vector<report::Indicator> prose_totals;

  /// The block that holds an offset of the normalised text (the last one before it).
  static std::uint32_t block_at(const report::Report& report, std::uint32_t offset);
};
Observations observe(const dsl::Program& program, const report::Report& report);

}  // namespace hegui::engine

// The places that a facts file names, as offsets of the files submitted, found again in the text that was read.
// Made for each report of a facts file; asked for every object that has a start and an end.
// Afterwards every passage lies within the text, and the words that the file quotes stand there.
#pragma once

#include <cstdint>
#include <optional>

#include "checker/findings/facts_node.hpp"
#include "checker/report/report.hpp"

namespace hegui::findings {

class FactsPlaces {
 public:
  explicit FactsPlaces(const report::Report& report);

  /// From `start` and `end` of an object; throws FactsError unless what it quotes stands there.
  [[nodiscard]] report::Passage passage(const FactsNode& node) const;
  /// Of a figure: within one paragraph or table.
  [[nodiscard]] report::Passage figure(const FactsNode& node) const;
  [[nodiscard]] std::optional<report::Passage> passage(const FactsNode& node, const char* key) const;

 private:
  [[nodiscard]] std::uint32_t normalised(std::int64_t byte) const;
  [[nodiscard]] std::int64_t begin_of(const FactsNode& file) const;

  const report::Report& report_;
  const text::Text& text_;
  std::uint64_t before_ = 0;  // bytes of the byte order mark
};

}  // namespace hegui::findings

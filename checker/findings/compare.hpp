// Two rounds of findings held against each other: what was fixed, what remains, what is new, what has moved.
// Made from checked reports, fresh or kept as JSON; the first round is kept in short, the second goes by.
// Afterwards every open finding of either round has exactly one fate, and “fixed” says when nobody could judge it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "checker/findings/run_writer.hpp"

namespace hegui::findings {

/// `changed`: the figures or words are others now, but it is the same rule on the same matter.
enum class Fate : std::uint8_t { added, changed, remaining, fixed };

struct FindingChange {
  Fate fate = Fate::added;
  Finding finding;  // as it is now; a fixed one as it was
  // Of one that stands in both rounds, what it was like before.
  std::string message_before, quote_before, section_before;  // message: when it is another now
  std::uint32_t line_before = 0;
  std::optional<dsl::Severity> severity_before;  // when it is another now
  bool moved = false;                            // under another heading, or no longer in its order among the others
  bool waived_now = false, reopened = false;     // open before and waived now; the other way round
  Warning doubt;  // fixed: why that is not sure (the rule was not run, could not be judged); empty: it is
};

struct ReportChange {
  enum class Rounds : std::uint8_t { both, only_before, only_after };
  Rounds rounds = Rounds::both;
  std::string path_before, path_after;
  std::string unit, region, type, title;
  std::optional<int> year;
  Warning mismatch;    // the two are reports of other units or years, though they were named as a pair; else empty
  Warning unreadable;  // why one of the rounds could not be read, else empty; then nothing is compared
  std::vector<FindingChange> findings;  // new ones first, then changed, remaining and fixed; within each by place
  std::size_t waived = 0;               // waived in the later round
  std::size_t gone = 0;                 // only_before: open findings that were never answered
};

struct CompareTotals {
  std::size_t reports = 0, both = 0, only_before = 0, only_after = 0, unreadable = 0;
  std::size_t added = 0, changed = 0, remaining = 0, fixed = 0;  // every open finding is one of these
  std::size_t fixed_unsure = 0, moved = 0, severity_changed = 0, waived_now = 0, reopened = 0, waived = 0, gone = 0;
  std::size_t added_errors = 0, added_warnings = 0, added_notes = 0;
  void add(const ReportChange& report);
};

struct ComparedRuns {
  RunHead before, after;
  std::vector<ReportChange> reports;
};

/// Either may be null: the report is of one round only.
ReportChange compare_reports(const CheckedReport* before, const CheckedReport* after);

/// The earlier round, by what its reports are: unit, year and kind (with the title where that is not enough), else the
/// name of the file.
class EarlierRound {
 public:
  void add(CheckedReport report);
  [[nodiscard]] std::size_t size() const { return reports_.size(); }
  /// The report that this one answers, each once; null: there is none.
  const CheckedReport* answered_by(const CheckedReport& report);
  /// Those that no report of the later round answered, in their order.
  [[nodiscard]] std::vector<const CheckedReport*> left() const;

 private:
  struct Kept {
    CheckedReport report;
    bool taken = false;
  };
  using Index = std::map<std::string, std::vector<std::size_t>>;
  static std::vector<std::string> keys_of(const CheckedReport& report);
  std::vector<Kept> reports_;
  Index index_;
};

/// Leaves in the report only what the earlier round did not have, and counts the rest.
void keep_new(CheckedReport& report, const CheckedReport& before);

}  // namespace hegui::findings

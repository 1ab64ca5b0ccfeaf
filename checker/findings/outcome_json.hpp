// How each rule came out over a report, as JSON: hundreds of objects a report that hardly differ from those before.
// Kept by a writer of JSON for the whole run; write_report_members() asks it for the outcomes of one report.
// Afterwards the bytes are those of writing every object anew; what is the same as last time was only copied.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "checker/findings/finding.hpp"
#include "checker/findings/json.hpp"

namespace hegui::findings {

class OutcomesJson {
 public:
  /// An array of objects, one a rule, as the value of the key just written. Always to writers of the same depth.
  void write(JsonWriter& json, const std::vector<RuleOutcome>& rules);

 private:
  using Counts = std::array<std::uint32_t, 4>;  // passed, failed, undetermined, not applicable
  struct Kept {
    RuleOutcome outcome;  // that `bytes` tell
    std::string bytes;
    std::array<std::size_t, 4> begins{}, ends{};  // of the counts in `bytes`
  };
  static Counts counts_of(const RuleOutcome& rule);
  static void write_anew(const JsonWriter& json, const RuleOutcome& rule, Kept& kept);
  void change_counts(const RuleOutcome& rule, Kept& kept);

  std::vector<Kept> kept_;  // by the place of the rule in the list: runs over the same rules have the same list
  std::string room_;
};

}  // namespace hegui::findings

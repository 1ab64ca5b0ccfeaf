// Which findings of a run are shown: by rule, by tag, by severity.
// Used by the command check; patterns such as GJ-* are taken, and a name that nobody has is an error with a hint.
// Afterwards what was left out is counted in its report, so that the output says so.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "checker/app/cli.hpp"
#include "checker/findings/finding.hpp"

namespace hegui::app {

/// The rules that the names and patterns mean, sorted; a usage error when one means none.
std::vector<std::string> expand_rules(const dsl::Program& program, const std::vector<std::string>& names);

/// A severity by its English name, or a usage error of this option.
dsl::Severity severity_option(std::string_view option, const std::string& name);

class Filter {
 public:
  struct Options {
    std::vector<std::string> exclude, tags;
    std::string min_severity;
  };
  Filter(const dsl::Program& program, const Options& options);
  /// Leaves out findings of rules that are excluded or have none of the tags.
  void drop_rules(findings::CheckedReport& report) const;
  /// Leaves out findings below the least severity; those were still there for --fail-on.
  void drop_minor(findings::CheckedReport& report) const;

 private:
  std::set<std::string, std::less<>> left_out_;
  dsl::Severity least_ = dsl::Severity::note;
};

}  // namespace hegui::app

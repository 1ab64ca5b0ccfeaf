// Files of facts (--facts), checked as they are read: one document, or one report a line however many there are.
// Used by the command check.
// Afterwards every report of the file was given once, in order; memory held a bounded number of lines at a time.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "checker/app/pipeline.hpp"

namespace hegui::app {

/// "-" is standard input. Stops between two lines once `go_on` says no; hands back whether it came to the end.
bool check_facts(const Pipeline& pipeline, const std::string& path, std::size_t jobs,
                 const std::function<void(findings::CheckedReport&&)>& give, const std::function<bool()>& go_on);

}  // namespace hegui::app

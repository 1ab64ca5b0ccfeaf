// Marked copies of the submitted files (--annotate): comments at the passages, in a folder of their own.
// Used by `check`, for each report after it was checked.
// Afterwards the submitted files are untouched; what could not be marked was said.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "checker/app/cli.hpp"
#include "checker/findings/wording.hpp"

namespace hegui::app {

class Annotator {
 public:
  /// Makes the folder when it is not there. Throws UsageError when that cannot be done.
  Annotator(std::string folder, const findings::RunHead& head, dsl::Language language);
  /// Throws UsageError when the copy cannot be written.
  void add(const findings::CheckedReport& report);
  /// One line for each file that has no marked copy, with the reason, and one with the count of copies.
  [[nodiscard]] std::vector<std::string> remarks() const;

 private:
  [[nodiscard]] std::filesystem::path target(const std::string& path);
  std::filesystem::path folder_;
  findings::Wording words_;
  std::set<std::string> used_;
  std::vector<std::string> remarks_;
  std::size_t copies_ = 0, comments_ = 0;
};

}  // namespace hegui::app

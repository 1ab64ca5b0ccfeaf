// Which reports of a run are equal, byte for byte, to one before: a report handed in twice under two names.
// Asked by `check` for each report, in the order of the output, before it is written.
// Afterwards the later ones say so among their warnings; both keep their findings.
#pragma once

#include <string>
#include <unordered_map>

#include "checker/findings/finding.hpp"

namespace hegui::findings {

inline constexpr const char* kSameContent = "same_content";

class Repeats {
 public:
  void mark(CheckedReport& report);

 private:
  std::unordered_map<std::string, std::string> first_;  // by the digests of its files: the path
};

}  // namespace hegui::findings

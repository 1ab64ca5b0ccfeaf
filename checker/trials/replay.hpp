// The same reports under two versions of rulebooks: which findings appear, vanish or change, and by which clause.
// Made by `rules diff --reports`; each change is taken back by itself and the reports are checked again.
// Afterwards every such finding names the change that brings it about, or says that several do so together.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "checker/document/reader.hpp"
#include "checker/findings/writers.hpp"
#include "dsl/difference.hpp"

namespace hegui::trials {

struct FindingChange {
  enum class Kind : std::uint8_t { appeared, vanished, changed };
  Kind kind = Kind::appeared;
  std::string report, rule;
  dsl::Severity before = dsl::Severity::error, after = dsl::Severity::error;  // of a changed one
  std::string message;                                                        // as it is now, or was
  std::string old_message;                                                    // of a changed one
  std::uint32_t line = 0, column = 0;
  std::vector<std::size_t> causes;  // indices of the changes
  bool together = false;            // none of them alone
};
struct Replay {
  std::vector<FindingChange> findings;
  std::size_t reports = 0;
  std::vector<std::string> unreadable;  // paths
  std::size_t untried = 0;              // changes beyond what is taken back one by one
};
struct ReportFile {
  std::string path;
  std::shared_ptr<const document::Document> document;  // null: unreadable
};
Replay replay(const std::shared_ptr<const dsl::Program>& old_program,
              const std::shared_ptr<const dsl::Program>& new_program, const std::vector<dsl::Change>& changes,
              const std::vector<ReportFile>& files, const std::function<void(const std::string&)>& progress);

std::string difference_text(const std::vector<dsl::Change>& changes, const Replay* replay,
                            const findings::TextOptions& options);
std::string difference_json(const std::vector<dsl::Change>& changes, const Replay* replay);

}  // namespace hegui::trials

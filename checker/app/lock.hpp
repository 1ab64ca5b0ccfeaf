// The lock file: which rulebooks, in which version and with which fingerprint, a check may use.
// Written by `rules lock`, read by `check --locked`.
// Afterwards a check with other rulebooks than the locked ones has not begun, and every difference has been named.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "checker/app/cli.hpp"
#include "dsl/program.hpp"

namespace hegui::app {

struct LockEntry {
  std::string id, version, sha256;
  std::string path = {};  // where it stands, for messages
};

/// The text of the lock file for the rulebooks in use; the same rulebooks give the same bytes.
std::string lock_text(const dsl::Program& program);
/// Throws UsageError with the place of what is not understood.
std::vector<LockEntry> parse_lock(std::string_view text, const std::string& path);
/// Throws UsageError unless the rulebooks in use are exactly those of the lock file; tells every difference before.
void require_locked(const Context& context, const dsl::Program& program, const std::string& path);

}  // namespace hegui::app

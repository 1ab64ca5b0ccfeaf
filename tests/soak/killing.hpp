// Batches that are killed (SIGKILL) at any moment and gone on with (--resume).
// Called by the test with a few kills, by the program with hundreds.
// Afterwards each batch that came to its end gave the bytes and the status of an undisturbed run, or `wrong` says which
// did not.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace hegui::soak {

struct KillPlan {
  std::filesystem::path program, folder;  // folder: for everything that the test writes
  std::vector<std::string> rules;         // -r …; empty: the built-in ones
  std::uint32_t reports = 60, kills = 200;
  std::uint64_t seed = 8;
  bool companion = false;  // every third time another batch works on the same cache
};
struct KillResult {
  std::uint32_t kills = 0, batches = 0;  // of batches: those that came to their end
  std::uint32_t late = 0;                // killed with something kept already
  std::vector<std::string> wrong;
};
KillResult kill_and_resume(const KillPlan& plan);

}  // namespace hegui::soak

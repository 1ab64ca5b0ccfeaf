// Batches over a folder whose files vanish, change and become unreadable while they are read.
// Called by the test for seconds, by the program for twenty minutes.
// Afterwards `wrong` is empty when every batch told of every file that stayed, of the others at most once, and ended
// with the status that its own output asks for; and when the quiet folder gave the same bytes again and again.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace hegui::soak {

struct StormPlan {
  std::filesystem::path program, folder;
  std::vector<std::string> rules;  // -r …; empty: the built-in ones
  std::uint32_t reports = 120;     // every other one stays as it is
  std::chrono::seconds time{1200};
  std::uint32_t least_batches = 3;  // go on for these, however long they take
  std::uint64_t seed = 20;
};
struct StormResult {
  std::uint32_t batches = 0, reports = 0, unreadable = 0;  // of all batches together
  std::uint64_t changes = 0;                               // made in the folder meanwhile
  std::vector<std::string> wrong;
};
StormResult batches_in_a_storm(const StormPlan& plan);

}  // namespace hegui::soak

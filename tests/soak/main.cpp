// soak: the long runs of this folder, by hand.
//   soak kill PROGRAM FOLDER [KILLS] [SEED]      kills batches at any moment and goes on with them
//   soak storm PROGRAM FOLDER [SECONDS]          batches over a folder that changes under them
//   soak write FOLDER COUNT                      invented reports, for measurements
//   soak idle COUNT                              a rulebook whose words no report has
#include <fmt/format.h>

#include <cstdlib>
#include <iostream>

#include "tests/soak/invented.hpp"
#include "tests/soak/killing.hpp"
#include "tests/soak/storm.hpp"

namespace {

int told(const std::vector<std::string>& wrong) {
  for (const auto& each : wrong) std::cout << "WRONG " << each << '\n';
  return wrong.empty() ? 0 : 1;
}

int run(const std::vector<std::string>& words) {
  using namespace hegui::soak;
  const auto number = [&](std::size_t at, std::uint32_t standard) {
    return words.size() > at ? static_cast<std::uint32_t>(std::stoul(words[at])) : standard;
  };
  if (words.size() >= 3 && words[0] == "kill") {
    KillPlan plan{words[1], words[2], {}};
    plan.kills = number(3, plan.kills);
    plan.seed = number(4, 8);
    plan.companion = true;
    const auto result = kill_and_resume(plan);
    std::cout << fmt::format("{} kills (seed {}), {} of them with results kept already; {} batches came to their end\n",
                             result.kills, plan.seed, result.late, result.batches);
    return told(result.wrong);
  }
  if (words.size() >= 3 && words[0] == "storm") {
    StormPlan plan{words[1], words[2], {}};
    plan.time = std::chrono::seconds(number(3, 1200));
    const auto result = batches_in_a_storm(plan);
    std::cout << fmt::format("{} batches, {} reports told, {} of them unreadable; {} changes in the folder meanwhile\n",
                             result.batches, result.reports, result.unreadable, result.changes);
    return told(result.wrong);
  }
  if (words.size() == 3 && words[0] == "write") {
    write_invented(words[1], number(2, 0));
    return 0;
  }
  if (words.size() == 2 && words[0] == "idle") {
    std::cout << idle_rules(number(1, 0));
    return 0;
  }
  std::cerr << "soak kill PROGRAM FOLDER [KILLS] [SEED] | storm PROGRAM FOLDER [SECONDS] | write FOLDER COUNT | idle "
               "COUNT\n";
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
}

// What a benchmark prints: each step beside the bounds that were measured in the same run.
// Given to Google Benchmark by the programs of this folder; names are “group/step” and “group/bound: what it is”.
// Afterwards every group is a table: the best of the repetitions in processor time, and how many times a bound it
// takes.
#pragma once

#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hegui::bench {

/// Stands before the name of a bound within its group.
inline constexpr std::string_view kBound = "bound: ";
/// A counter of a benchmark: the bytes that one round goes through, for the column MB/s.
inline constexpr const char* kBytes = "bytes";

class Ratios : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context& context) override;
  void ReportRuns(const std::vector<Run>& runs) override;
  void Finalize() override;

 private:
  struct Step {
    std::string group, name;
    double seconds = 0, bytes = 0;
    bool is_bound = false;
    std::int64_t place = 0;  // in the order in which they were registered
  };
  void print_group(std::size_t first, std::size_t last) const;

  std::vector<Step> steps_;
  bool failed_ = false;
};

/// The options of Google Benchmark, behind the program's name, and the rest of a command line.
std::pair<std::vector<char*>, std::vector<std::string>> split_arguments(int count, char** values);

/// Runs what was registered, a few times each unless the command line says otherwise; returns the exit status.
int run_and_compare(std::vector<char*> arguments);

}  // namespace hegui::bench

// The reports that benchmarks run over.
// Asked for by the programs of this folder.
// Afterwards the same files stand in the same order in every run.
#pragma once

#include <string>
#include <vector>

namespace hegui::bench {

struct Sample {
  std::string path, bytes;
};

/// The given files; the sample reports of the tests when none are given.
std::vector<Sample> samples(const std::vector<std::string>& paths);

}  // namespace hegui::bench

#include "tests/bench/samples.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace hegui::bench {

std::vector<Sample> samples(const std::vector<std::string>& paths) {
  namespace fs = std::filesystem;
  std::vector<std::string> names = paths;
  if (names.empty())
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(HEGUI_SOURCE_DIR) / "tests/reports"))
      if (entry.path().extension() == ".txt") names.push_back(entry.path().string());
  std::sort(names.begin(), names.end());
  std::vector<Sample> all;
  for (const std::string& name : names) {
    std::ifstream file(name, std::ios::binary);
    all.push_back({name, {std::istreambuf_iterator<char>(file), {}}});
  }
  return all;
}

}  // namespace hegui::bench

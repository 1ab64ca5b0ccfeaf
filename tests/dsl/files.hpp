// The rule files that tests read: the product's own rules and the examples of the language beside the checkout.
// Sorted by name; missing folders give no files.
// Afterwards a test can demand something of every rule file that exists.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace hegui::dsl::test {

struct RuleFile {
  std::string name, text;
};

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline std::vector<RuleFile> rule_files_below(const std::filesystem::path& folder) {
  std::vector<RuleFile> files;
  std::error_code error;
  for (std::filesystem::recursive_directory_iterator entry(folder, error), end; !error && entry != end; ++entry) {
    if (entry->path().extension() == ".hegui")
      files.push_back({entry->path().generic_string(), read_file(entry->path())});
  }
  std::sort(files.begin(), files.end(), [](const RuleFile& a, const RuleFile& b) { return a.name < b.name; });
  return files;
}

inline std::filesystem::path examples_folder() {
  return std::filesystem::path(HEGUI_SOURCE_DIR) / ".." / "shared" / "language";
}

inline std::vector<RuleFile> rule_files() {
  std::vector<RuleFile> files = rule_files_below(std::filesystem::path(HEGUI_SOURCE_DIR) / "rules");
  for (const auto& folder : {examples_folder(), std::filesystem::path(HEGUI_SOURCE_DIR) / "tests" / "dsl" / "good"}) {
    for (RuleFile& file : rule_files_below(folder)) files.push_back(std::move(file));
  }
  return files;
}

}  // namespace hegui::dsl::test

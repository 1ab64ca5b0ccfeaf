// Runs the built program as a user would, in a folder of its own.
// Used by the tests of this folder.
// Afterwards the exit status and both outputs are known, and the folder is gone.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hegui::app {

struct Ran {
  int status = -1;  // exit status; 128 + signal when it crashed
  std::string out, err;
  std::uint64_t peak_memory = 0;  // bytes: the most that the program, or one that it ran, had at a time
};

struct How {
  std::string input;                                             // standard input
  std::filesystem::path folder;                                  // working folder; empty: that of the test
  std::vector<std::pair<std::string, std::string>> environment;  // added to LANG=zh_CN.UTF-8
  std::uint32_t processor_seconds = 0;                           // killed after these; 0: as long as it takes
  std::uint64_t address_space = 0;                               // bytes it can ask for; 0: as many as there are
};
Ran run_program(const std::vector<std::string>& arguments, const How& how = {});

/// A folder that vanishes with the object.
class Scratch {
 public:
  Scratch();
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// Writes a file and returns its path.
  std::string file(const std::string& name, std::string_view content) const;

 private:
  std::filesystem::path path_;
};

std::string slurp(const std::filesystem::path& path);
/// A file of the checkout, by its path from the root.
std::string source_path(const std::string& name);

/// A short report, and a rulebook on it of our own, so that these tests do not depend on the national rules.
std::string small_report();
std::string small_rules();  // path of tests/app/rulebooks/small.hegui

}  // namespace hegui::app

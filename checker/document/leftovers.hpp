// What a run must not leave on the machine: temporary folders and files, and helpers that still run.
// Registered by those who make them; run() asks once that signals are heeded.
// Afterwards the program may end in any way that it notices (an error, SIGTERM, SIGINT, SIGHUP): nothing stays. What a
// killed process (SIGKILL) left behind is removed by the next run.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

namespace hegui::document {

void remember_path(const std::string& path);  // a file or folder
void forget_path(const std::string& path);
void remember_group(pid_t group);  // of processes
void forget_group(pid_t group);

/// Ends the groups, then removes the paths.
void remove_leftovers();
/// From now on a signal that would end the program removes the leftovers first. Called once.
void remove_leftovers_on_signals();

/// What those signals do from then on; safe in a signal handler.
void end_by_signal(int number);

/// In a temporary folder: the sockets elsewhere that belong to it, one a line, for the run that finds it left behind.
constexpr const char* kSocketList = "sockets";

/// A private folder that vanishes with the object, with everything in it.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  /// Empty when none could be made.
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace hegui::document

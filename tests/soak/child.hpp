// The program under test as a child process that can be killed at any moment.
// Used by the kill test and the soak.
// Afterwards its exit status, both outputs and peak memory are known, and no child is left.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace hegui::soak {

struct Ended {
  int status = -1;  // exit status; 128 + signal when it was killed
  std::string err;
  std::uint64_t peak_memory = 0;           // bytes
  std::chrono::microseconds processor{0};  // user and system
};

class Child {
 public:
  /// Standard output and error go to files in `folder` (an existing one), named by `name`.
  Child(const std::filesystem::path& program, const std::vector<std::string>& arguments,
        const std::filesystem::path& folder, const std::string& name);
  ~Child();  // kills it when it still runs
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  /// What is left when it has ended by itself within the time; else nothing, and it goes on.
  std::optional<Ended> wait_for(std::chrono::microseconds time);
  Ended wait();
  Ended kill();

 private:
  Ended collect(int status, std::uint64_t peak, std::chrono::microseconds processor);
  pid_t process_ = -1;
  std::filesystem::path errors_;
};

std::string bytes_of(const std::filesystem::path& path);

}  // namespace hegui::soak

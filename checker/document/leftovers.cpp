#include "checker/document/leftovers.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <set>
#include <system_error>
#include <thread>

namespace hegui::document {

namespace {

namespace fs = std::filesystem;

struct Registry {
  std::mutex lock;
  std::set<std::string> paths;
  std::set<pid_t> groups;
};

/// Never destroyed: static objects may still clean up after themselves when the program ends.
Registry& registry() {
  static auto* const instance = new Registry;
  return *instance;
}

constexpr std::string_view kPrefix = "hegui-";

/// Folders of processes that are gone: they were killed without warning.
void remove_stale(const fs::path& place) {
  std::error_code error;
  for (fs::directory_iterator at(place, error), end; !error && at != end; at.increment(error)) {
    const std::string name = at->path().filename().string();
    if (!name.starts_with(kPrefix)) continue;
    pid_t process = 0;
    const char* const from = name.data() + kPrefix.size();
    const auto number = std::from_chars(from, name.data() + name.size(), process);
    if (number.ec != std::errc() || *number.ptr != '-' || process <= 0) continue;
    struct stat status {};
    const bool own =
        ::lstat(at->path().c_str(), &status) == 0 && S_ISDIR(status.st_mode) && status.st_uid == ::geteuid();
    if (!own || ::kill(process, 0) == 0 || errno != ESRCH) continue;
    std::ifstream list(at->path() / kSocketList);
    for (std::string socket; std::getline(list, socket);)
      if (socket.find("/OSL_PIPE_") != std::string::npos) ::unlink(socket.c_str());
    std::error_code ignored;
    fs::remove_all(at->path(), ignored);
  }
}

int signal_pipe[2] = {-1, -1};

extern "C" void pass_on(int number) {
  const auto byte = static_cast<unsigned char>(number);
  const int before = errno;
  [[maybe_unused]] const ssize_t written = ::write(signal_pipe[1], &byte, 1);
  errno = before;
}

/// Waits for a signal; then cleans up and lets the signal have its usual effect.
void wait_for_signal() {
  unsigned char number = 0;
  while (::read(signal_pipe[0], &number, 1) < 0 && errno == EINTR) {
  }
  if (number == 0) return;
  remove_leftovers();
  struct sigaction usual {};
  usual.sa_handler = SIG_DFL;
  ::sigaction(number, &usual, nullptr);
  ::kill(::getpid(), number);
}

}  // namespace

void remember_path(const std::string& path) {
  const std::lock_guard guard(registry().lock);
  registry().paths.insert(path);
}
void forget_path(const std::string& path) {
  const std::lock_guard guard(registry().lock);
  registry().paths.erase(path);
}
void remember_group(pid_t group) {
  const std::lock_guard guard(registry().lock);
  registry().groups.insert(group);
}
void forget_group(pid_t group) {
  const std::lock_guard guard(registry().lock);
  registry().groups.erase(group);
}

void remove_leftovers() {
  const std::lock_guard guard(registry().lock);
  for (const pid_t group : registry().groups) ::kill(-group, SIGKILL);
  for (const std::string& path : registry().paths) {
    // A helper that is just ending may still write.
    for (int attempt = 0; attempt < 50; ++attempt) {
      std::error_code error;
      fs::remove_all(path, error);
      if (!error && !fs::exists(fs::symlink_status(path, error))) break;
      ::usleep(10'000);
    }
  }
}

void end_by_signal(int number) {
  if (signal_pipe[1] >= 0)
    pass_on(number);
  else
    ::_exit(128 + number);
}

void remove_leftovers_on_signals() {
  if (::pipe2(signal_pipe, O_CLOEXEC) != 0) return;
  for (const int number : std::array{SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction before {};
    ::sigaction(number, nullptr, &before);
    if (before.sa_handler == SIG_IGN) continue;  // nohup
    struct sigaction own {};
    own.sa_handler = &pass_on;
    own.sa_flags = SA_RESTART;
    ::sigaction(number, &own, nullptr);
  }
  std::thread(wait_for_signal).detach();
}

TemporaryFolder::TemporaryFolder() {
  std::error_code error;
  const fs::path place = fs::temp_directory_path(error);
  if (error) return;
  static std::once_flag once;
  std::call_once(once, [&] { remove_stale(place); });
  std::string pattern = (place / (std::string(kPrefix) + std::to_string(::getpid()) + "-XXXXXX")).string();
  if (::mkdtemp(pattern.data()) == nullptr) return;
  path_ = pattern;
  remember_path(pattern);
}

TemporaryFolder::~TemporaryFolder() {
  if (path_.empty()) return;
  std::error_code error;
  fs::remove_all(path_, error);
  forget_path(path_.string());
}

}  // namespace hegui::document

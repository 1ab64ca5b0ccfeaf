#include "tests/soak/child.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

namespace hegui::soak {

namespace {

std::chrono::microseconds of(const timeval& time) {
  return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
}

}  // namespace

Child::Child(const std::filesystem::path& program, const std::vector<std::string>& arguments,
             const std::filesystem::path& folder, const std::string& name)
    : errors_(folder / (name + ".err")) {
  std::vector<std::string> texts{program.string()};
  texts.insert(texts.end(), arguments.begin(), arguments.end());
  std::vector<char*> raw;
  for (auto& text : texts) raw.push_back(text.data());
  raw.push_back(nullptr);
  const std::string out = (folder / (name + ".out")).string(), err = errors_.string();
  process_ = ::fork();
  if (process_ < 0) throw std::runtime_error("fork failed");
  if (process_ > 0) return;
  const auto attach = [](const char* path, int flags, int as) {
    const int file = ::open(path, flags, 0600);
    if (file < 0 || ::dup2(file, as) < 0) ::_exit(126);
  };
  attach("/dev/null", O_RDONLY, STDIN_FILENO);
  attach(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
  attach(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, STDERR_FILENO);
  ::unsetenv("LC_ALL"), ::unsetenv("LC_MESSAGES");
  ::setenv("LANG", "zh_CN.UTF-8", 1);
  ::execv(raw[0], raw.data());
  ::_exit(127);
}

Child::~Child() {
  if (process_ > 0) kill();
}

std::optional<Ended> Child::wait_for(std::chrono::microseconds time) {
  const auto until = std::chrono::steady_clock::now() + time;
  for (;;) {
    int status = 0;
    rusage usage{};
    if (::wait4(process_, &status, WNOHANG, &usage) == process_)
      return collect(status, static_cast<std::uint64_t>(usage.ru_maxrss) * 1024,
                     of(usage.ru_utime) + of(usage.ru_stime));
    if (std::chrono::steady_clock::now() >= until) return std::nullopt;
    std::this_thread::sleep_for(std::chrono::microseconds(500));
  }
}

Ended Child::wait() {
  int status = 0;
  rusage usage{};
  ::wait4(process_, &status, 0, &usage);
  return collect(status, static_cast<std::uint64_t>(usage.ru_maxrss) * 1024, of(usage.ru_utime) + of(usage.ru_stime));
}

Ended Child::kill() {
  ::kill(process_, SIGKILL);
  return wait();
}

Ended Child::collect(int status, std::uint64_t peak, std::chrono::microseconds processor) {
  process_ = -1;
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), bytes_of(errors_), peak, processor};
}

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace hegui::soak

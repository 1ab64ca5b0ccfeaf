#include "checker/document/subprocess.hpp"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <cstdlib>

#include "checker/document/leftovers.hpp"

namespace hegui::document {

namespace {

constexpr std::size_t kMostErrors = 4096;

class Pipe {
 public:
  bool open() { return ::pipe2(ends_.data(), O_CLOEXEC) == 0; }
  ~Pipe() {
    close_read();
    close_write();
  }
  Pipe() = default;
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  [[nodiscard]] int read_end() const { return ends_[0]; }
  [[nodiscard]] int write_end() const { return ends_[1]; }
  void close_read() { close_end(ends_[0]); }
  void close_write() { close_end(ends_[1]); }

 private:
  static void close_end(int& end) {
    if (end >= 0) ::close(end);
    end = -1;
  }
  std::array<int, 2> ends_{-1, -1};
};

void make_non_blocking(int file) { ::fcntl(file, F_SETFL, ::fcntl(file, F_GETFL) | O_NONBLOCK); }

void limit(int what, std::uint64_t most) {
  const rlimit value{most, most};
  ::setrlimit(static_cast<__rlimit_resource_t>(what), &value);
}

#if defined(__x86_64__)
constexpr unsigned kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr unsigned kArchitecture = AUDIT_ARCH_AARCH64;
#else
constexpr unsigned kArchitecture = 0;
#endif

/// From here on this process and all that it starts can open no socket but those of the machine itself: a document that
/// names a picture or template elsewhere gets none. Safe between fork and exec.
void leave_network() {
  if (kArchitecture == 0) return;
  constexpr auto word = [](std::size_t offset) {
    return sock_filter{BPF_LD | BPF_W | BPF_ABS, 0, 0, static_cast<__u32>(offset)};
  };
  constexpr auto answer = [](unsigned value) { return sock_filter{BPF_RET | BPF_K, 0, 0, value}; };
  const std::array filter{word(offsetof(seccomp_data, arch)),
                          sock_filter{BPF_JMP | BPF_JEQ | BPF_K, 1, 0, kArchitecture},
                          answer(SECCOMP_RET_ERRNO | EPERM),
                          word(offsetof(seccomp_data, nr)),
                          sock_filter{BPF_JMP | BPF_JEQ | BPF_K, 0, 3, static_cast<__u32>(SYS_socket)},
                          word(offsetof(seccomp_data, args)),
                          sock_filter{BPF_JMP | BPF_JEQ | BPF_K, 1, 0, AF_UNIX},
                          answer(SECCOMP_RET_ERRNO | EACCES),
                          answer(SECCOMP_RET_ALLOW)};
  const sock_fprog program{static_cast<unsigned short>(filter.size()), const_cast<sock_filter*>(filter.data())};
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return;
  ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

/// In the child, between fork and exec: only calls that are safe there. `seconds` of processor time; 0: no limit.
[[noreturn]] void become(char* const* arguments, char* const* environment, const std::array<int, 3>& files,
                         const RunLimits& limits, std::uint32_t seconds) {
  ::setpgid(0, 0);
  for (int file = 0; file < 3; ++file) ::dup2(files.at(static_cast<std::size_t>(file)), file);
  limit(RLIMIT_CORE, 0);
  if (limits.memory > 0) limit(RLIMIT_AS, limits.memory);
  limit(RLIMIT_DATA, limits.data > 0 ? limits.data : RLIM_INFINITY);
  if (!limits.writes_files) limit(RLIMIT_FSIZE, 0);
  if (seconds > 0) limit(RLIMIT_CPU, seconds);
  leave_network();
  ::execve(arguments[0], arguments, environment);
  ::_exit(127);
}

/// Arguments and environment as exec wants them.
struct Command {
  Command(const std::vector<std::string>& arguments, const std::string& program, const RunLimits& limits)
      : words(arguments), environment(limits.environment) {
    words.front() = program;
    const char* const path = std::getenv("PATH");
    environment.push_back(std::string("PATH=") + (path == nullptr ? "/usr/bin:/bin" : path));
    environment.emplace_back("LANG=C.UTF-8");
    for (auto& word : words) argv.push_back(word.data());
    for (auto& word : environment) envp.push_back(word.data());
    argv.push_back(nullptr);
    envp.push_back(nullptr);
  }
  std::vector<std::string> words, environment;
  std::vector<char*> argv, envp;
};

/// Appends what can be read; false when the other side has closed.
bool drain(int file, std::string& into, std::uint64_t most, bool keep_end) {
  std::array<char, 1U << 16U> chunk{};
  const ssize_t got = ::read(file, chunk.data(), chunk.size());
  if (got < 0) return errno == EAGAIN || errno == EINTR;
  if (got == 0) return false;
  into.append(chunk.data(), static_cast<std::size_t>(got));
  if (keep_end && into.size() > most) into.erase(0, into.size() - static_cast<std::size_t>(most));
  return true;
}

/// A closed reader must be an error of write(), not the end of this process.
class NoPipeSignal {
 public:
  NoPipeSignal() {
    struct sigaction ignore {};
    ignore.sa_handler = SIG_IGN;
    ::sigaction(SIGPIPE, &ignore, &before_);
  }
  ~NoPipeSignal() { ::sigaction(SIGPIPE, &before_, nullptr); }
  NoPipeSignal(const NoPipeSignal&) = delete;
  NoPipeSignal& operator=(const NoPipeSignal&) = delete;

 private:
  struct sigaction before_ {};
};

}  // namespace

std::string find_program(std::string_view name) {
  if (name.find('/') != std::string_view::npos)
    return ::access(std::string(name).c_str(), X_OK) == 0 ? std::string(name) : "";
  const char* const path = std::getenv("PATH");
  std::string_view rest = path == nullptr ? "/usr/local/bin:/usr/bin:/bin" : path;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(':'), rest.size());
    std::string candidate = std::string(rest.substr(0, end)) + "/" + std::string(name);
    if (end > 0 && ::access(candidate.c_str(), X_OK) == 0) return candidate;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return {};
}

RunResult run_program(const std::vector<std::string>& arguments, std::string_view input, const RunLimits& limits) {
  RunResult result;
  const std::string program = arguments.empty() ? std::string() : find_program(arguments.front());
  Pipe in, out, err;
  if (program.empty() || !in.open() || !out.open() || !err.open()) return result;
  Command command(arguments, program, limits);

  const NoPipeSignal guard;
  const pid_t child = ::fork();
  if (child < 0) return result;
  if (child == 0)
    become(command.argv.data(), command.envp.data(), {in.read_end(), out.write_end(), err.write_end()}, limits,
           limits.seconds + 1);
  ::setpgid(child, child);
  remember_group(child);
  in.close_read();
  out.close_write();
  err.close_write();
  make_non_blocking(in.write_end());
  make_non_blocking(out.read_end());
  make_non_blocking(err.read_end());

  result.end = RunResult::End::done;
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(limits.seconds);
  bool out_open = true, err_open = true;
  if (input.empty()) in.close_write();
  while (out_open || err_open) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0) {
      result.end = RunResult::End::timed_out;
      break;
    }
    std::array<pollfd, 3> files{pollfd{in.write_end(), POLLOUT, 0}, pollfd{out_open ? out.read_end() : -1, POLLIN, 0},
                                pollfd{err_open ? err.read_end() : -1, POLLIN, 0}};
    if (::poll(files.data(), files.size(), static_cast<int>(left.count())) < 0 && errno != EINTR) break;
    if (in.write_end() >= 0 && (files[0].revents & (POLLOUT | POLLERR | POLLHUP)) != 0) {
      const ssize_t sent = ::write(in.write_end(), input.data(), std::min<std::size_t>(input.size(), 1U << 16U));
      if (sent > 0) input.remove_prefix(static_cast<std::size_t>(sent));
      if (input.empty() || (sent < 0 && errno != EAGAIN && errno != EINTR)) in.close_write();
    }
    if ((files[1].revents & (POLLIN | POLLHUP | POLLERR)) != 0)
      out_open = drain(out.read_end(), result.output, 0, false);
    if ((files[2].revents & (POLLIN | POLLHUP | POLLERR)) != 0)
      err_open = drain(err.read_end(), result.errors, kMostErrors, true);
    if (result.output.size() > limits.output) {
      result.end = RunResult::End::too_much_output;
      break;
    }
  }
  // The whole group: a converter's own children must not outlive it.
  if (result.end != RunResult::End::done) ::kill(-child, SIGKILL);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  ::kill(-child, SIGKILL);
  forget_group(child);
  if (result.end != RunResult::End::done) return result;
  if (WIFEXITED(status)) {
    result.status = WEXITSTATUS(status);
    if (result.status == 127 && result.output.empty()) result.end = RunResult::End::not_started;
  } else {
    result.end = RunResult::End::crashed;
  }
  return result;
}

pid_t start_program(const std::vector<std::string>& arguments, const RunLimits& limits) {
  const std::string program = arguments.empty() ? std::string() : find_program(arguments.front());
  const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  if (program.empty() || nothing < 0) return 0;
  Command command(arguments, program, limits);
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(127);
    become(command.argv.data(), command.envp.data(), {nothing, nothing, nothing}, limits, 0);
  }
  ::close(nothing);
  if (child < 0) return 0;
  ::setpgid(child, child);
  remember_group(child);
  return child;
}

void end_program(pid_t program) {
  if (program <= 0) return;
  ::kill(-program, SIGKILL);
  while (::waitpid(program, nullptr, 0) < 0 && errno == EINTR) {
  }
  forget_group(program);
}

bool still_runs(pid_t program) {
  siginfo_t info{};
  // WNOWAIT: who started it collects it.
  return program > 0 && ::waitid(P_PID, static_cast<id_t>(program), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
         info.si_pid == 0;
}

}  // namespace hegui::document

#include "checker/app/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace hegui::app {

namespace {

constexpr std::chrono::milliseconds kQuiet{600};  // shorter work shows no bar
constexpr std::chrono::milliseconds kPause{100};  // between two updates
constexpr std::size_t kBar = 24;

}  // namespace

Progress::Progress(const Context& context, std::size_t total)
    : context_(context),
      total_(total),
      terminal_(::isatty(STDERR_FILENO) == 1 && total > 1),
      start_(std::chrono::steady_clock::now()),
      last_(start_) {}

Progress::~Progress() {
  if (shown_) std::fputs("\r\x1B[K", stderr);
}

void Progress::step(const std::string& name) {
  const std::size_t at = done_++;
  if (!terminal_) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - start_ < kQuiet || now - last_ < kPause) return;
  last_ = now;
  shown_ = true;
  const std::size_t filled = kBar * at / total_;
  const std::string shown = name.substr(name.find_last_of('/') + 1);
  const std::string bar = std::string(filled, '#') + std::string(kBar - filled, '.');
  const std::string line =
      fmt::format("\r\x1B[K{} [{}] {}/{} {:.60}", context_.say("核查", "checking"), bar, at, total_, shown);
  std::fputs(line.c_str(), stderr);
  std::fflush(stderr);
}

}  // namespace hegui::app

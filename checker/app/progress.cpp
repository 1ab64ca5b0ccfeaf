#include "checker/app/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
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
      terminal_(::isatty(STDERR_FILENO) == 1),
      start_(std::chrono::steady_clock::now()),
      last_(start_) {}

Progress::~Progress() {
  if (shown_) std::fputs("\r\x1B[K", stderr);
}

void Progress::expect(std::size_t number) { total_ = std::max(total_ + number, std::size_t{1}) - 1; }

void Progress::done(const std::string& name) {
  const std::size_t at = ++done_;
  if (!terminal_ || total_ < 2) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - start_ < kQuiet || now - last_ < kPause) return;
  last_ = now;
  shown_ = true;
  const std::size_t filled = kBar * std::min(at, total_) / std::max(total_, std::size_t{1});
  const std::string shown = name.substr(name.find_last_of('/') + 1);
  const std::string bar = std::string(filled, '#') + std::string(kBar - filled, '.');
  // Seconds with their fraction: a rate for people, nothing is decided by it.
  const double rate = static_cast<double>(at) / std::chrono::duration<double>(now - start_).count();
  const auto remaining = static_cast<std::size_t>(static_cast<double>(total_ - std::min(at, total_)) / rate);
  const std::string speed =
      fmt::format(fmt::runtime(context_.say("每秒{:.1f}份，还需{}分{:02}秒", "{:.1f} a second, {}:{:02} to go")), rate,
                  remaining / 60, remaining % 60);
  const std::string line =
      fmt::format("\r\x1B[K{} [{}] {}/{} {}  {:.40}", context_.say("核查", "checking"), bar, at, total_, speed, shown);
  std::fputs(line.c_str(), stderr);
  std::fflush(stderr);
}

}  // namespace hegui::app

// A progress bar on standard error for long work at a terminal; nothing in a pipe or for short work.
// Made by the commands that go through many reports.
// Afterwards the bar is wiped, so that it stands in nobody's way.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "checker/app/cli.hpp"

namespace hegui::app {

class Progress {
 public:
  Progress(const Context& context, std::size_t total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void done(const std::string& name);  // with this one
  void expect(std::size_t number);     // as many instead of one: an archive was opened

 private:
  const Context& context_;
  std::size_t total_;
  std::size_t done_ = 0;
  bool terminal_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point start_, last_;
};

}  // namespace hegui::app

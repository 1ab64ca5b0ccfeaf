// Ctrl-C and the wish of the system to end: asked politely once, obeyed at the next report; a second time ends at once.
// Made by the commands that go through many reports.
// Afterwards what was done is written whole, and the signals mean again what they meant before.
#pragma once

#include <csignal>

namespace hegui::app {

class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;
  /// Whether the user has asked to stop. May be called on any thread.
  [[nodiscard]] static bool asked();

 private:
  struct sigaction interrupt_before_ {
  }, terminate_before_{};
};

}  // namespace hegui::app

#include "checker/app/interrupt.hpp"

#include <atomic>

namespace hegui::app {

namespace {

std::atomic<bool> was_asked{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may touch nothing else");

extern "C" void note_wish(int) { was_asked.store(true); }

}  // namespace

Interrupt::Interrupt() {
  was_asked.store(false);
  struct sigaction action {};
  action.sa_handler = note_wish;
  action.sa_flags = static_cast<int>(SA_RESETHAND);  // the second time does what the signal does by itself
  ::sigaction(SIGINT, &action, &interrupt_before_);
  ::sigaction(SIGTERM, &action, &terminate_before_);
}

Interrupt::~Interrupt() {
  ::sigaction(SIGINT, &interrupt_before_, nullptr);
  ::sigaction(SIGTERM, &terminate_before_, nullptr);
}

bool Interrupt::asked() { return was_asked.load(); }

}  // namespace hegui::app

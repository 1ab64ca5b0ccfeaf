#include "checker/app/interrupt.hpp"

#include <atomic>

#include "checker/document/leftovers.hpp"

namespace hegui::app {

namespace {

std::atomic<bool> was_asked{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may touch nothing else");

/// The second time ends at once, leaving nothing behind.
extern "C" void note_wish(int number) {
  if (was_asked.exchange(true)) document::end_by_signal(number);
}

}  // namespace

Interrupt::Interrupt() {
  was_asked.store(false);
  struct sigaction action {};
  action.sa_handler = note_wish;
  ::sigaction(SIGINT, &action, &interrupt_before_);
  ::sigaction(SIGTERM, &action, &terminate_before_);
}

Interrupt::~Interrupt() {
  ::sigaction(SIGINT, &interrupt_before_, nullptr);
  ::sigaction(SIGTERM, &terminate_before_, nullptr);
}

bool Interrupt::asked() { return was_asked.load(); }

}  // namespace hegui::app

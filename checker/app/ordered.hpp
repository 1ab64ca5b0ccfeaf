// Many pieces of work on several threads, their results taken one after the other in the order of the pieces.
// Used by the commands that go through many reports.
// Afterwards every result was taken once, in order, whatever the number of threads; no more than a bounded number of
// results ever waited to be taken.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace hegui::app {

/// Results that may wait for an earlier one, for each thread.
constexpr std::size_t kWaitingPerThread = 8;

/// Calls `work(i)` for 0 ≤ i < count on up to `threads` threads, and `take(i, result)` in order on the calling thread.
/// What either throws ends the whole and is thrown again here, once every thread has stopped. `go_on()` is asked before
/// each piece, on any thread; once it says no, pieces not begun are left out, and those before them are still taken.
template <class Work, class Take, class GoOn>
void in_order(std::size_t count, std::size_t threads, const Work& work, const Take& take, const GoOn& go_on) {
  using Result = decltype(work(std::size_t{}));
  if (threads <= 1 || count <= 1) {
    for (std::size_t i = 0; i < count && go_on(); ++i) take(i, work(i));
    return;
  }
  std::mutex mutex;
  std::condition_variable changed;
  std::map<std::size_t, std::optional<Result>> ready;  // nothing: left out
  std::exception_ptr failure;
  std::size_t next = 0, taken = 0;
  const std::size_t room = threads * kWaitingPerThread;

  const auto run = [&] {
    for (;;) {
      std::size_t mine = 0;
      {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return failure || next >= count || next < taken + room; });
        if (failure || next >= count) return;
        mine = next++;
      }
      std::optional<Result> result;
      std::exception_ptr wrong;
      try {
        if (go_on()) result = work(mine);
      } catch (...) {
        wrong = std::current_exception();
      }
      const std::lock_guard lock(mutex);
      if (wrong && !failure) failure = wrong;
      ready.emplace(mine, std::move(result));
      changed.notify_all();
    }
  };
  const auto take_all = [&] {
    while (taken < count) {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return failure || ready.contains(taken); });
      if (failure) return;
      auto node = ready.extract(taken);
      lock.unlock();
      if (!node.mapped()) return;
      take(taken, std::move(*node.mapped()));
      lock.lock();
      ++taken;
      changed.notify_all();
    }
  };

  {
    std::vector<std::jthread> workers;
    for (std::size_t i = 0; i < std::min(threads, count); ++i) workers.emplace_back(run);
    try {
      take_all();
    } catch (...) {
      const std::lock_guard lock(mutex);
      if (!failure) failure = std::current_exception();
    }
    {
      const std::lock_guard lock(mutex);
      next = count;  // nobody begins another piece
    }
    changed.notify_all();
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace hegui::app

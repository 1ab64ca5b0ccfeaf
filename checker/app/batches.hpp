// Going through many submissions, a stretch at a time: archives are opened when their turn comes.
// Used by the commands that go through many reports.
// Afterwards each was worked on once and taken in order; memory held a bounded number of them, however many there are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "checker/app/ordered.hpp"
#include "checker/app/progress.hpp"
#include "checker/app/together.hpp"

namespace hegui::app {

constexpr std::size_t kStretch = 512;                  // submissions
constexpr std::uint64_t kStretchBytes = 64ULL << 20U;  // and bytes of unpacked archives, but one archive at least

/// Calls `act(submission)` on several threads and `take(submission, result)` in order on this one. Once `go_on()` says
/// no, no other is begun. Hands back how many were not worked on, an archive that was not opened as one.
template <class Act, class Take, class GoOn>
std::size_t go_through(const Work& work, std::size_t jobs, Progress& progress, const Act& act, const Take& take,
                       const GoOn& go_on) {
  std::size_t next = 0;
  while (next < work.submissions.size() && go_on()) {
    std::vector<Submission> stretch;
    std::uint64_t bytes = 0;
    for (; next < work.submissions.size() && stretch.size() < kStretch && bytes < kStretchBytes; ++next) {
      auto opened = open_submission(work, work.submissions[next]);
      if (opened.size() != 1) progress.expect(opened.size());
      for (Submission& each : opened) {
        for (const Input& input : each.files) bytes += input.bytes != nullptr ? input.bytes->size() : 0;
        stretch.push_back(std::move(each));
      }
    }
    std::size_t done = 0;
    in_order(
        stretch.size(), jobs, [&](std::size_t i) { return act(stretch[i]); },
        [&](std::size_t i, auto result) {
          take(stretch[i], std::move(result));
          progress.done(stretch[i].name);
          stretch[i].files.clear();
          ++done;
        },
        go_on);
    if (done < stretch.size()) return stretch.size() - done + (work.submissions.size() - next);
  }
  return work.submissions.size() - next;
}

}  // namespace hegui::app

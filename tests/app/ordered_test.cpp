// The order and number of results do not depend on how many threads make them, nor on which of them is quick.
#include "checker/app/ordered.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <string>

#include "tests/app/program.hpp"

namespace hegui::app {
namespace {

const auto always = [] { return true; };

TEST(InOrder, ResultsComeInOrderThoughLaterOnesAreReadyFirst) {
  std::vector<std::size_t> seen;
  in_order(
      200, 7,
      [](std::size_t i) {
        if (i % 10 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(3));
        return i * i;
      },
      [&](std::size_t i, std::size_t square) {
        EXPECT_EQ(square, i * i);
        seen.push_back(i);
      },
      always);
  ASSERT_EQ(seen.size(), 200U);
  for (std::size_t i = 0; i < seen.size(); ++i) EXPECT_EQ(seen[i], i);
}

TEST(InOrder, NoMoreResultsWaitThanThereIsRoomFor) {
  std::atomic<std::size_t> begun{0}, taken{0};
  std::atomic<bool> too_many{false};
  in_order(
      300, 3,
      [&](std::size_t i) {
        if (++begun > taken + 3 * kWaitingPerThread + 1) too_many = true;
        return i;
      },
      [&](std::size_t, std::size_t) {
        std::this_thread::sleep_for(std::chrono::microseconds(50));
        ++taken;
      },
      always);
  EXPECT_FALSE(too_many);
  EXPECT_EQ(taken, 300U);
}

TEST(InOrder, WhatTheTakerThrowsEndsTheWhole) {
  std::size_t taken = 0;
  EXPECT_THROW(in_order(
                   100, 4, [](std::size_t i) { return i; },
                   [&](std::size_t, std::size_t) {
                     if (++taken == 5) throw std::runtime_error("disk full");
                   },
                   always),
               std::runtime_error);
  EXPECT_EQ(taken, 5U);
}

TEST(InOrder, AWorkerThatThrowsIsHeard) {
  EXPECT_THROW(in_order(
                   100, 4,
                   [](std::size_t i) {
                     if (i == 50) throw std::runtime_error("broken");
                     return i;
                   },
                   [](std::size_t, std::size_t) {}, always),
               std::runtime_error);
}

TEST(InOrder, AfterAStopTheResultsAreABeginning) {
  for (const std::size_t threads : {1U, 4U}) {
    std::atomic<bool> stop{false};
    std::vector<std::size_t> seen;
    in_order(
        1000, threads, [](std::size_t i) { return i; },
        [&](std::size_t i, std::size_t) {
          seen.push_back(i);
          if (i == 20) stop = true;
        },
        [&] { return !stop; });
    ASSERT_GE(seen.size(), 21U);
    EXPECT_LT(seen.size(), 1000U);
    for (std::size_t i = 0; i < seen.size(); ++i) EXPECT_EQ(seen[i], i);
  }
}

TEST(Jobs, TheOutputDoesNotDependOnThem) {
  const std::string reports = HEGUI_SOURCE_DIR "/tests/reports/invented";
  const Ran one = run_program({"check", "--format", "json", "--jobs", "1", reports});
  const Ran four = run_program({"check", "--format", "json", "--jobs", "4", reports});
  EXPECT_EQ(one.status, four.status);
  EXPECT_TRUE(one.out == four.out);
  EXPECT_GT(one.out.size(), 10'000U);
}

TEST(Jobs, MustBeANumberAboveZero) {
  const Ran ran = run_program({"check", "--jobs", "0", "x.txt"});
  EXPECT_EQ(ran.status, 2);
  EXPECT_NE(ran.err.find("--jobs"), std::string::npos);
}

}  // namespace
}  // namespace hegui::app

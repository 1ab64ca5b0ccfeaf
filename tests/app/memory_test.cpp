// What the program's own new and delete hand out: pieces of every size, given back by whoever happens to hold them.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <random>
#include <thread>
#include <utility>
#include <vector>

// Not every compiler declares it by itself.
void operator delete(void* piece, std::size_t size) noexcept;

namespace hegui::app {
namespace {

struct Held {
  unsigned char* bytes = nullptr;
  std::size_t size = 0;
  unsigned char mark = 0;
};

Held taken(std::size_t size, unsigned char mark) {
  Held held{static_cast<unsigned char*>(::operator new(size)), size, mark};
  std::memset(held.bytes, mark, size);
  return held;
}

bool is_whole(const Held& held) {
  return std::all_of(held.bytes, held.bytes + held.size, [&](unsigned char byte) { return byte == held.mark; });
}

void give_back(const Held& held, bool sized) {
  if (sized)
    ::operator delete(held.bytes, held.size);
  else
    ::operator delete(held.bytes);
}

/// Takes and gives back at random for a while; false: somebody else wrote into a piece, or it lay askew.
bool run(unsigned seed, std::vector<Held>& held) {
  std::mt19937 random(seed);
  for (int round = 0; round < 40'000; ++round) {
    if (held.size() < 200 || (random() % 2 == 0 && held.size() < 4'000)) {
      held.push_back(taken(random() % 700, static_cast<unsigned char>(random())));
      if (reinterpret_cast<std::uintptr_t>(held.back().bytes) % alignof(std::max_align_t) != 0) return false;
      continue;
    }
    std::swap(held[random() % held.size()], held.back());
    if (!is_whole(held.back())) return false;
    give_back(held.back(), random() % 8 != 0);
    held.pop_back();
  }
  return std::all_of(held.begin(), held.end(), is_whole);
}

TEST(Memory, PiecesStayWholeWhoeverGivesThemBack) {
  std::vector<Held> first, second;
  bool kept_first = false, kept_second = false;
  std::thread one([&] { kept_first = run(1, first); });
  std::thread two([&] { kept_second = run(2, second); });
  one.join();
  two.join();
  EXPECT_TRUE(kept_first && kept_second);
  // The threads are gone; what they took goes on in others.
  std::swap(first, second);
  std::thread three([&] { kept_first = run(3, first); });
  three.join();
  EXPECT_TRUE(kept_first && run(4, second));
  for (const auto* held : {&first, &second})
    for (const Held& piece : *held) give_back(piece, true);
}

TEST(Memory, MoreThanThereIsIsRefused) {
  const std::size_t far_too_much = SIZE_MAX / 4;
  EXPECT_THROW(static_cast<void>(std::make_unique<std::vector<char>>(far_too_much)), std::bad_alloc);
}

}  // namespace
}  // namespace hegui::app

// What is asked for with new and given back, kept for the next one who asks for as much: a report takes some ten
// thousand small pieces of memory, most for a moment, and the general allocator goes a long way for each. Every piece
// comes from malloc() and may go back to it: whoever gives one back without saying its size does no harm.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <utility>

#if defined(__has_feature)
#define HEGUI_HAS_FEATURE(name) __has_feature(name)
#else
#define HEGUI_HAS_FEATURE(name) 0
#endif

// Sanitizers have to see every piece themselves.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && !HEGUI_HAS_FEATURE(address_sanitizer) && \
    !HEGUI_HAS_FEATURE(thread_sanitizer) && !HEGUI_HAS_FEATURE(memory_sanitizer)

// Not every compiler declares it by itself.
void operator delete(void* piece, std::size_t size) noexcept;

namespace hegui::app {
namespace {

// Pieces are told apart as malloc() of glibc does it, so that one that it gave to somebody else for `size` bytes also
// has room for all of its place.
constexpr std::size_t kStep = 16, kHead = 8;
constexpr std::size_t kLargest = 512;         // bytes of a piece that is kept
constexpr std::size_t kKept = 256 * 1'024UL;  // bytes of one size that a thread keeps

constexpr std::size_t place_of(std::size_t size) { return (size + kHead + kStep - 1) / kStep; }
constexpr std::size_t size_of(std::size_t place) { return place * kStep - kHead; }
constexpr std::size_t kPlaces = place_of(kLargest) + 1;

struct Piece {
  Piece* next;
};
struct Kept {
  Piece* first = nullptr;
  std::size_t room = 0;  // pieces that may be added
};
enum class State : std::uint8_t { fresh, open, closed };

/// No destructor: pieces are given back after those of a thread have run.
struct Shelves {
  std::array<Kept, kPlaces> by_size;
  State state;
};
constinit thread_local Shelves shelves{};

struct Closing {
  Closing() {
    for (std::size_t i = 1; i < shelves.by_size.size(); ++i) shelves.by_size[i].room = kKept / size_of(i);
    shelves.state = State::open;
  }
  ~Closing() {
    shelves.state = State::closed;
    for (Kept& kept : shelves.by_size) {
      kept.room = 0;
      while (kept.first != nullptr) std::free(std::exchange(kept.first, kept.first->next));
    }
  }
  Closing(const Closing&) = delete;
  Closing& operator=(const Closing&) = delete;
};

void open_shelves() {
  if (shelves.state == State::fresh) static thread_local const Closing closing;
}

[[gnu::noinline]] void* from_malloc(std::size_t size) {
  for (;;) {
    if (void* const made = std::malloc(size); made != nullptr) return made;
    const std::new_handler handler = std::get_new_handler();
    if (handler == nullptr) throw std::bad_alloc();
    handler();
  }
}

[[gnu::noinline]] void to_free(void* piece, std::size_t place) noexcept {
  if (shelves.state == State::fresh) {
    open_shelves();
    ::operator delete(piece, size_of(place));
    return;
  }
  std::free(piece);
}

}  // namespace
}  // namespace hegui::app

void* operator new(std::size_t size) {
  using namespace hegui::app;
  if (size > kLargest) return from_malloc(size);
  const std::size_t place = place_of(size);
  Kept& kept = shelves.by_size[place];
  Piece* const piece = kept.first;
  if (piece == nullptr) return from_malloc(size_of(place));
  kept.first = piece->next;
  ++kept.room;
  return piece;
}

void operator delete(void* piece, std::size_t size) noexcept {
  using namespace hegui::app;
  if (piece == nullptr) return;
  if (size > kLargest) return std::free(piece);
  const std::size_t place = place_of(size);
  Kept& kept = shelves.by_size[place];
  if (kept.room == 0) return to_free(piece, place);
  --kept.room;
  kept.first = new (piece) Piece{kept.first};
}

void operator delete(void* piece) noexcept { std::free(piece); }

void* operator new[](std::size_t size) { return ::operator new(size); }
void operator delete[](void* piece) noexcept { std::free(piece); }
void operator delete[](void* piece, std::size_t size) noexcept { ::operator delete(piece, size); }

#endif

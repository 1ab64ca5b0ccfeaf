// What several values hold together, counted by who holds it.
// Made and let go by the values of one evaluation, which runs on one thread: the counting is not atomic.
// Afterwards what a plan keeps for all threads (keep_for_good) is counted no more and lives as long as its keeper.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace hegui::engine {

class Shared {
 public:
  Shared() = default;
  Shared(const Shared&) {}  // a copy begins without holders
  Shared& operator=(const Shared&) { return *this; }
  virtual ~Shared() = default;

 private:
  template <class T>
  friend class Ref;
  static constexpr std::uint32_t kForGood = 0xFFFFFFFFU;
  mutable std::uint32_t holders_ = 0;
};
/// Lets go of what it keeps in the opposite order: a list before its elements.
class Keeper {
 public:
  Keeper() = default;
  Keeper(const Keeper&) = delete;
  Keeper& operator=(const Keeper&) = delete;
  ~Keeper() { clear(); }
  void add(const Shared* one) { kept_.emplace_back(one); }
  void clear() {
    while (!kept_.empty()) kept_.pop_back();
  }

 private:
  std::vector<std::unique_ptr<const Shared>> kept_;
};

template <class T>
class Ref {
 public:
  Ref() = default;
  Ref(std::nullptr_t) {}  // NOLINT(google-explicit-constructor): nothing is nothing
  explicit Ref(const T* made) : held_(made) { hold(); }
  Ref(const Ref& other) : held_(other.held_) { hold(); }
  Ref(Ref&& other) noexcept : held_(std::exchange(other.held_, nullptr)) {}
  Ref& operator=(const Ref& other) {
    Ref copy(other);
    std::swap(held_, copy.held_);
    return *this;
  }
  Ref& operator=(Ref&& other) noexcept {
    if (this == &other) return *this;
    let_go();
    held_ = std::exchange(other.held_, nullptr);
    return *this;
  }
  ~Ref() { let_go(); }

  explicit operator bool() const { return held_ != nullptr; }
  const T& operator*() const { return *held_; }
  const T* operator->() const { return held_; }
  [[nodiscard]] const T* get() const { return held_; }
  friend bool operator==(const Ref& a, const Ref& b) { return a.held_ == b.held_; }
  [[nodiscard]] bool is_only_holder() const { return held_->holders_ == 1; }
  /// From now on `keeper` decides how long it lives.
  void keep_for_good(Keeper& keeper) const {
    if (held_ == nullptr || held_->holders_ == Shared::kForGood) return;
    held_->holders_ = Shared::kForGood;
    keeper.add(held_);
  }

 private:
  void hold() const {
    if (held_ != nullptr && held_->holders_ != Shared::kForGood) ++held_->holders_;
  }
  void let_go() const {
    if (held_ != nullptr && held_->holders_ != Shared::kForGood && --held_->holders_ == 0) delete held_;
  }
  const T* held_ = nullptr;
};

/// A list that values share.
template <class T>
struct SharedList : Shared, std::vector<T> {
  using std::vector<T>::vector;
  explicit SharedList(std::vector<T> all) : std::vector<T>(std::move(all)) {}
};

}  // namespace hegui::engine

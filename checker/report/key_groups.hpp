// Facts brought together by a key of bytes, without a string of its own for each key.
// Made and dropped by the passes that look for the same fact in several places.
// Afterwards groups are numbered in the order in which their keys came, and so are the items of each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace hegui::report {

class KeyGroups {
 public:
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  explicit KeyGroups(std::size_t likely = 0) {
    std::size_t size = fewest_slots;
    while (size < likely * 2) size *= 2;
    slots_.assign(size, none);
  }
  /// The item joins the group of its key.
  void add(std::string_view key, std::uint32_t item) {
    const std::uint32_t group = group_of(key);
    const auto link = static_cast<std::uint32_t>(items_.size());
    items_.push_back({item, none});
    Group& to = groups_[group];
    if (to.count++ == 0) {
      to.first = link;
    } else {
      items_[to.last].next = link;
    }
    to.last = link;
  }
  [[nodiscard]] std::size_t size() const { return groups_.size(); }
  [[nodiscard]] std::size_t count(std::size_t group) const { return groups_[group].count; }
  [[nodiscard]] std::string_view key(std::size_t group) const {
    return std::string_view(keys_).substr(groups_[group].begin, groups_[group].length);
  }
  /// The items of a group in the order in which they came.
  template <class Item>
  void items(std::size_t group, std::vector<Item>& out) const {
    out.clear();
    for (std::uint32_t link = groups_[group].first; link != none; link = items_[link].next)
      out.push_back(Item{items_[link].item});
  }

 private:
  static constexpr std::size_t fewest_slots = 64;
  struct Group {
    std::size_t hash = 0, begin = 0, length = 0;  // of its key, in keys_
    std::uint32_t first = none, last = none, count = 0;
  };
  struct Link {
    std::uint32_t item, next;
  };

  std::uint32_t group_of(std::string_view key) {
    const std::size_t hash = std::hash<std::string_view>{}(key);
    std::size_t slot = hash % slots_.size();
    for (; slots_[slot] != none; slot = (slot + 1) % slots_.size())
      if (groups_[slots_[slot]].hash == hash && this->key(slots_[slot]) == key) return slots_[slot];
    const auto group = static_cast<std::uint32_t>(groups_.size());
    groups_.push_back({hash, keys_.size(), key.size(), none, none, 0});
    keys_ += key;
    slots_[slot] = group;
    if (groups_.size() * 2 > slots_.size()) grow();
    return group;
  }
  void grow() {
    slots_.assign(slots_.size() * 2, none);
    for (std::uint32_t group = 0; group < groups_.size(); ++group) {
      std::size_t slot = groups_[group].hash % slots_.size();
      while (slots_[slot] != none) slot = (slot + 1) % slots_.size();
      slots_[slot] = group;
    }
  }

  std::string keys_;  // one behind another
  std::vector<Group> groups_;
  std::vector<Link> items_;
  std::vector<std::uint32_t> slots_;  // by hash: a group, or none; a power of two, at most half of it in use
};

}  // namespace hegui::report

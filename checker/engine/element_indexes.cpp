#include "checker/engine/element_indexes.hpp"

#include <algorithm>
#include <cstring>
#include <optional>
#include <tuple>
#include <utility>

namespace hegui::engine {

using dsl::Number;

namespace {

constexpr std::size_t kPair = 6;         // bytes of two Chinese characters
constexpr std::size_t kMostSought = 32;  // pairs of a sought text that are looked up

/// From the lowest to the highest value that a figure is ≈ to: as it was rounded, or as it was cut off.
std::optional<std::pair<Number, Number>> reach_of(const Value& figure) {
  if (!figure.is(Value::Kind::quantity) || figure.partial || figure.approximate) return std::nullopt;
  const dsl::Interval& interval = figure.interval();
  if (!interval.low || !interval.high) return std::nullopt;
  const Number& place = figure.last_place();
  return std::pair(std::min(*interval.low, figure.number() - place), std::max(*interval.high, figure.number() + place));
}

void sort_once(std::vector<std::uint32_t>& found) {
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
}

/// Calls see() with a hash of each two characters that stand beside each other, and where.
template <class See>
void each_pair(std::string_view text, const See& see) {
  for (std::size_t at = 0; at + kPair <= text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) continue;  // within a character
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + at, kPair);
    see((bytes * 0x9E3779B97F4A7C15ULL) >> 32U, at);
  }
}

}  // namespace

void ReachIndex::add(std::uint32_t element, const Value* figure) {
  auto reach = figure != nullptr ? reach_of(*figure) : std::nullopt;
  if (!reach) {
    always_.push_back(element);
    return;
  }
  Number width = reach->second - reach->first;
  reaches_.push_back({std::move(width), std::move(reach->first), element});
}

void ReachIndex::finish() {
  std::sort(reaches_.begin(), reaches_.end(), [](const Reach& a, const Reach& b) {
    return std::tie(a.width, a.low, a.element) < std::tie(b.width, b.low, b.element);
  });
  for (std::size_t i = 0; i < reaches_.size(); ++i)
    if (i == 0 || reaches_[i].width != reaches_[i - 1].width) begins_.push_back(i);
}

bool ReachIndex::find(const Value& figure, std::vector<std::uint32_t>& found) const {
  const auto reach = reach_of(figure);
  if (!reach) return false;
  for (std::size_t i = 0; i < begins_.size(); ++i) {
    const auto end =
        i + 1 < begins_.size() ? reaches_.begin() + static_cast<std::ptrdiff_t>(begins_[i + 1]) : reaches_.end();
    const auto begin = reaches_.begin() + static_cast<std::ptrdiff_t>(begins_[i]);
    const Number lowest = reach->first - begin->width;
    auto at = std::lower_bound(begin, end, lowest, [](const Reach& one, const Number& low) { return one.low < low; });
    for (; at != end && at->low <= reach->second; ++at) found.push_back(at->element);
  }
  found.insert(found.end(), always_.begin(), always_.end());
  sort_once(found);
  return true;
}

void ContentIndex::add(std::uint32_t element, std::string_view text) {
  each_pair(text, [&](std::uint64_t hash, std::size_t /*at*/) { pairs_.push_back(hash << 32U | element); });
}

void ContentIndex::finish() {
  std::sort(pairs_.begin(), pairs_.end());
  pairs_.erase(std::unique(pairs_.begin(), pairs_.end()), pairs_.end());
}

bool ContentIndex::find(std::string_view sought, std::vector<std::uint32_t>& found) const {
  std::size_t asked = 0;
  auto rarest = std::pair(pairs_.begin(), pairs_.end());
  each_pair(sought, [&](std::uint64_t hash, std::size_t /*at*/) {
    if (++asked > kMostSought) return;
    const auto first = std::lower_bound(pairs_.begin(), pairs_.end(), hash << 32U);
    const auto behind = std::upper_bound(first, pairs_.end(), hash << 32U | 0xFFFFFFFFU);
    if (asked == 1 || behind - first < rarest.second - rarest.first) rarest = {first, behind};
  });
  if (asked == 0) return false;
  for (auto at = rarest.first; at != rarest.second; ++at) found.push_back(static_cast<std::uint32_t>(*at));
  found.insert(found.end(), always_.begin(), always_.end());
  sort_once(found);
  return true;
}

void BeginningIndex::add(std::uint32_t element, std::string_view text) {
  bool begun = false;
  each_pair(text.substr(0, kPair), [&](std::uint64_t hash, std::size_t /*at*/) {
    begun = true;
    beginnings_.push_back({static_cast<std::uint32_t>(hash), element, texts_.size(), text.size()});
  });
  if (begun)
    texts_ += text;
  else
    always_.push_back(element);
}

void BeginningIndex::finish() {
  std::sort(beginnings_.begin(), beginnings_.end(), [](const Beginning& a, const Beginning& b) {
    return std::tie(a.hash, a.element) < std::tie(b.hash, b.element);
  });
}

void BeginningIndex::find(std::string_view text, std::vector<std::uint32_t>& found) const {
  each_pair(text, [&](std::uint64_t hash, std::size_t where) {
    auto one = std::lower_bound(beginnings_.begin(), beginnings_.end(), hash,
                                [](const Beginning& a, std::uint64_t wanted) { return a.hash < wanted; });
    for (; one != beginnings_.end() && one->hash == hash; ++one)
      if (text.compare(where, one->size, texts_, one->at, one->size) == 0) found.push_back(one->element);
  });
  found.insert(found.end(), always_.begin(), always_.end());
  sort_once(found);
}

}  // namespace hegui::engine

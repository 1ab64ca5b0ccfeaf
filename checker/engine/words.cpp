#include "checker/engine/words.hpp"

#include <algorithm>
#include <utility>

namespace hegui::engine {

namespace {

constexpr std::size_t kManySingles = 4;  // characters of a set that is worth a table of its own

}  // namespace

std::uint32_t WordTable::add(std::string_view word) {
  if (word.empty()) return kNoWord;
  const auto [entry, fresh] = numbers_.emplace(word, static_cast<std::uint32_t>(words_.size()));
  if (fresh) words_.emplace_back(word);
  return entry->second;
}

std::uint32_t WordTable::add_set(const std::vector<std::string_view>& words) {
  std::vector<std::uint32_t> set;
  for (const std::string_view word : words) {
    const std::uint32_t number = add(word);
    if (number == kNoWord) return kNoWord;
    set.push_back(number);
  }
  sets_.push_back(std::move(set));
  return static_cast<std::uint32_t>(sets_.size() - 1);
}

void WordTable::finish() {
  stride_ = (words_.size() + 63) / 64;
  members_.assign(sets_.size() * stride_, 0);
  for (std::size_t i = 0; i < sets_.size(); ++i)
    for (const std::uint32_t word : sets_[i]) members_[i * stride_ + word / 64] |= std::uint64_t{1} << (word % 64);
  const auto is_character = [&](std::uint32_t word) {
    return words_[word].size() == 3 && (static_cast<unsigned char>(words_[word].front()) & 0xF0U) == 0xE0U;
  };
  for (std::uint32_t i = 0; i < sets_.size(); ++i)
    if (sets_[i].size() >= kManySingles && std::all_of(sets_[i].begin(), sets_[i].end(), is_character)) {
      std::vector<bool>& characters = singles_.try_emplace(i, 1U << 16U).first->second;
      for (const std::uint32_t word : sets_[i]) characters[first_of(words_[word].data())] = true;
    }
  std::vector<std::pair<std::uint64_t, std::uint32_t>> by_head;
  for (std::uint32_t i = 0; i < words_.size(); ++i) {
    const std::size_t size = words_[i].size();
    by_head.emplace_back(head_of(words_[i].data(), size >= 6 ? 6U : size >= 3 ? 3U : 1U), i);
    if (size >= 3) begins_[first_of(words_[i].data())] |= size >= 6 ? kBeginsLong : kBeginsShort;
  }
  std::sort(by_head.begin(), by_head.end());
  std::size_t room = 16;
  while (room < 4 * by_head.size()) room *= 2;
  heads_.assign(room, {});
  mask_ = static_cast<std::uint32_t>(room - 1);
  for (const auto& [head, word] : by_head) {
    set_filter(head);
    std::uint32_t slot = slot_of(head);
    while (heads_[slot].count != 0 && heads_[slot].head != head) slot = (slot + 1) & mask_;
    if (heads_[slot].count == 0) heads_[slot] = {head, static_cast<std::uint32_t>(tails_.size()), 0};
    ++heads_[slot].count;
    const std::string_view behind = std::string_view(words_[word]).substr(head >> 56U);
    const std::uint32_t next = next_of(behind);
    tails_.push_back({next, word, behind.empty() || (next != 0 && behind.size() == 3)});
  }
}

WordPlaces::WordPlaces(const WordTable& table, std::string_view text)
    : table_(table), starts_(table.size() + 1), sets_(table.set_count()) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> found;
  table.scan(text, [&](std::uint32_t word, std::size_t at) {
    found.emplace_back(word, static_cast<std::uint32_t>(at));
    ++starts_[word];
    return false;
  });
  std::uint32_t start = 0;
  for (std::uint32_t& count : starts_) start += std::exchange(count, start);
  places_.resize(found.size());
  std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
  for (const auto& [word, at] : found) places_[next[word]++] = at;  // in reading order, as they were found
}

std::uint32_t WordPlaces::first(std::uint32_t word, std::uint32_t begin, std::uint32_t end) const {
  const auto from = places_.begin() + starts_[word];
  const auto to = places_.begin() + starts_[word + 1];
  const auto at = std::lower_bound(from, to, begin);
  return at != to && *at + table_.length(word) <= end ? *at : kNoWord;
}

bool WordPlaces::any(std::uint32_t set, std::uint32_t begin, std::uint32_t end) {
  SetPlaces& places = sets_[set];
  if (!places.known) {
    places.known = true;
    for (const std::uint32_t word : table_.set(set))
      for (std::uint32_t i = starts_[word]; i < starts_[word + 1]; ++i)
        places.all.push_back({places_[i], places_[i] + static_cast<std::uint32_t>(table_.length(word))});
    std::sort(places.all.begin(), places.all.end(), [](const Place& a, const Place& b) { return a.begin < b.begin; });
  }
  auto at = std::lower_bound(places.all.begin(), places.all.end(), begin,
                             [](const Place& place, std::uint32_t from) { return place.begin < from; });
  for (; at != places.all.end() && at->begin < end; ++at)
    if (at->end <= end) return true;
  return false;
}

}  // namespace hegui::engine

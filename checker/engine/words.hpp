// Every word that some rule looks for, and where each of them stands in a report.
// The table is made with the plan, the places by one pass over the text when a rule first asks.
// Afterwards whether a passage holds a word, or one of a list, is a search among its places, not in the text.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hegui::engine {

constexpr std::uint32_t kNoWord = 0xFFFFFFFFU;

class WordTable {
 public:
  /// Words and sets of words are numbered as they come; the same word has one number.
  std::uint32_t add(std::string_view word);                           // kNoWord for an empty one
  std::uint32_t add_set(const std::vector<std::string_view>& words);  // kNoWord when one of them is empty
  /// To be called when all are there.
  void finish();
  void clear() { *this = {}; }

  [[nodiscard]] std::size_t size() const { return words_.size(); }
  [[nodiscard]] std::size_t set_count() const { return sets_.size(); }
  [[nodiscard]] std::size_t length(std::uint32_t word) const { return words_[word].size(); }
  [[nodiscard]] std::span<const std::uint32_t> set(std::uint32_t number) const { return sets_[number]; }
  [[nodiscard]] bool is_in(std::uint32_t word, std::uint32_t set) const {
    return (members_[set * stride_ + word / 64] >> (word % 64) & 1U) != 0;
  }
  /// Whether a word of the set stands in the text; nothing: the set has words of more than one character.
  [[nodiscard]] std::optional<bool> has_single(std::string_view text, std::uint32_t set) const {
    const auto characters = singles_.find(set);
    if (characters == singles_.end()) return std::nullopt;
    for (std::size_t at = 0; at + 3 <= text.size(); ++at)
      if ((static_cast<unsigned char>(text[at]) & 0xF0U) == 0xE0U && characters->second[first_of(text.data() + at)])
        return true;
    return false;
  }
  /// Calls found(word, offset) for every word at every place, also overlapping ones, until it says true.
  template <class Found>
  bool scan(std::string_view text, const Found& found) const {
    for (std::size_t at = 0; at < text.size(); ++at) {
      const auto lead = static_cast<unsigned char>(text[at]);
      if ((lead & 0xC0U) == 0x80U) continue;  // words begin with a character
      const bool is_long = lead >= 0xE0;
      unsigned begun = kBeginsLong | kBeginsShort;
      if (is_long) {
        if (at + 3 > text.size()) continue;
        begun = begins_[first_of(text.data() + at)];
        if (begun == 0) continue;
      }
      for (const std::size_t length : kHeads) {
        if (at + length > text.size()) continue;
        if (is_long && (length < 3 || (begun & (length == 3 ? kBeginsShort : kBeginsLong)) == 0)) continue;
        const std::uint64_t head = head_of(text.data() + at, length);
        if (!may_begin(head)) continue;
        for (std::uint32_t slot = slot_of(head); heads_[slot].count != 0; slot = (slot + 1) & mask_) {
          if (heads_[slot].head != head) continue;
          const std::uint32_t next = next_of(text.substr(at + length));
          const Tail* const first = tails_.data() + heads_[slot].first;
          for (const Tail* tail = first; tail != first + heads_[slot].count; ++tail) {
            if (tail->next != 0 && tail->next != next) continue;
            if (!tail->is_all && !text.substr(at).starts_with(words_[tail->word])) continue;
            if (found(tail->word, at)) return true;
          }
          break;
        }
      }
    }
    return false;
  }

 private:
  // Words are told apart by their first six, three or one bytes (two Chinese characters, one, a letter), as many as
  // they have.
  static constexpr std::array<std::size_t, 3> kHeads{6, 3, 1};
  struct Head {
    std::uint64_t head = 0;
    std::uint32_t first = 0, count = 0;  // in tails_; no word: empty
  };
  /// What a word has behind its head.
  struct Tail {
    std::uint32_t next = 0;  // three bytes; 0: it has fewer
    std::uint32_t word = 0;
    bool is_all = false;  // head and `next` are the whole of it
  };
  static std::uint32_t next_of(std::string_view behind) {
    if (behind.size() < 3) return 0;
    std::uint32_t next = 0;
    std::memcpy(&next, behind.data(), 3);
    return next;
  }
  static std::uint64_t head_of(const char* begin, std::size_t length) {
    std::uint64_t head = 0;
    std::memcpy(&head, begin, length);
    return head | std::uint64_t{length} << 56U;
  }
  /// Of a character of three bytes, or the beginning of one of four.
  static std::size_t first_of(const char* begin) {
    const auto byte = [&](int i, unsigned mask) { return std::size_t{static_cast<unsigned char>(begin[i]) & mask}; };
    return byte(0, 0x0FU) << 12U | byte(1, 0x3FU) << 6U | byte(2, 0x3FU);
  }
  static std::uint64_t mixed(std::uint64_t head) {
    head *= 0x9E3779B97F4A7C15ULL;
    return head ^ head >> 29U;
  }
  void set_filter(std::uint64_t head) {
    const std::uint64_t bit = mixed(head) % (kFilter * 64);
    filter_[bit / 64] |= std::uint64_t{1} << (bit % 64);
  }
  [[nodiscard]] bool may_begin(std::uint64_t head) const {
    const std::uint64_t bit = mixed(head) % (kFilter * 64);
    return (filter_[bit / 64] >> (bit % 64) & 1U) != 0;
  }
  [[nodiscard]] std::uint32_t slot_of(std::uint64_t head) const {
    return static_cast<std::uint32_t>(mixed(head) >> 20U) & mask_;
  }

  static constexpr std::size_t kFilter = 2048;                      // words of 64 bits
  static constexpr std::uint8_t kBeginsLong = 1, kBeginsShort = 2;  // a word of two characters or more; of one
  std::vector<std::string> words_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<std::vector<std::uint32_t>> sets_;
  std::unordered_map<std::uint32_t, std::vector<bool>> singles_;  // of sets of many characters: by first_of()
  std::vector<std::uint64_t> members_;                            // of each set, a bit a word
  std::size_t stride_ = 0;                                        // words of 64 bits that a set has there
  std::vector<std::uint64_t> filter_ = std::vector<std::uint64_t>(kFilter);
  std::vector<std::uint8_t> begins_ = std::vector<std::uint8_t>(1U << 16U);  // by first_of()
  std::vector<Head> heads_ = std::vector<Head>(1);
  std::vector<Tail> tails_;
  std::uint32_t mask_ = 0;
};

/// The places of all words of a table in one text.
class WordPlaces {
 public:
  WordPlaces(const WordTable& table, std::string_view text);

  [[nodiscard]] bool occurs(std::uint32_t word) const { return starts_[word] != starts_[word + 1]; }
  /// The first place of a word within [begin, end), or kNoWord.
  [[nodiscard]] std::uint32_t first(std::uint32_t word, std::uint32_t begin, std::uint32_t end) const;
  /// Whether one of the words of a set stands within [begin, end).
  [[nodiscard]] bool any(std::uint32_t set, std::uint32_t begin, std::uint32_t end);

 private:
  struct Place {
    std::uint32_t begin = 0, end = 0;
  };
  struct SetPlaces {
    bool known = false;
    std::vector<Place> all;  // in reading order
  };
  const WordTable& table_;
  std::vector<std::uint32_t> starts_;  // of each word in places_, and the end
  std::vector<std::uint32_t> places_;
  std::vector<SetPlaces> sets_;
};

}  // namespace hegui::engine

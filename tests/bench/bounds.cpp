#include "tests/bench/bounds.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#include <algorithm>
#include <cstring>
#include <deque>

namespace hegui::bench {

std::uint64_t read_all(std::string_view text) {
  std::uint64_t sum = 0;
  std::size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + i, 8);
    sum += eight;
  }
  for (; i < text.size(); ++i) sum += static_cast<unsigned char>(text[i]);
  return sum;
}

std::size_t normalise(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  icu::Normalizer2::getNFKCInstance(status)->normalizeUTF8(
      0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink, nullptr, status);
  return out.size();
}

std::vector<std::string> words_of(const dsl::Program& program) {
  std::vector<std::string> words;
  const auto add = [&](const std::string& name, const std::vector<std::string>& others) {
    words.push_back(name);
    words.insert(words.end(), others.begin(), others.end());
  };
  for (const auto& member : program.members) add(member.name, member.synonyms);
  for (const auto& each : program.concepts) add(each.name, each.synonyms);
  for (const auto& list : program.word_lists) words.insert(words.end(), list.words.begin(), list.words.end());
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  words.erase(std::remove(words.begin(), words.end(), std::string()), words.end());
  return words;
}

WordScan::WordScan(const std::vector<std::string>& words) {
  for (const std::string& word : words)
    for (const char c : word) {
      std::uint8_t& column = column_[static_cast<unsigned char>(c)];
      if (column == 0) column = static_cast<std::uint8_t>(columns_++);
    }
  // The tree of the words; a row of columns for each state, 0 where there is no branch.
  const auto new_state = [&] {
    found_.push_back(0);
    next_.resize(next_.size() + columns_, 0);
    return static_cast<std::uint32_t>(found_.size() - 1);
  };
  new_state();
  for (const std::string& word : words) {
    std::uint32_t state = 0;
    for (const char c : word) {
      const std::size_t place = state * columns_ + column_[static_cast<unsigned char>(c)];
      if (next_[place] == 0) {
        const std::uint32_t made = new_state();
        next_[place] = made;
      }
      state = next_[place];
    }
    ++found_[state];
  }
  // Breadth first: where there is no branch, go on as the longest ending that is a beginning would.
  std::vector<std::uint32_t> shorter(found_.size(), 0);
  std::deque<std::uint32_t> waiting{0};
  while (!waiting.empty()) {
    const std::uint32_t state = waiting.front();
    waiting.pop_front();
    for (std::size_t column = 1; column < columns_; ++column) {
      std::uint32_t& next = next_[state * columns_ + column];
      const std::uint32_t otherwise = state == 0 ? 0 : next_[shorter[state] * columns_ + column];
      if (next == 0) {
        next = otherwise;
      } else {
        shorter[next] = otherwise;
        found_[next] += found_[otherwise];
        waiting.push_back(next);
      }
    }
  }
}

std::uint64_t WordScan::count(std::string_view text) const {
  std::uint64_t count = 0;
  std::uint32_t state = 0;
  for (const char c : text) {
    state = next_[state * columns_ + column_[static_cast<unsigned char>(c)]];
    count += found_[state];
  }
  return count;
}

}  // namespace hegui::bench

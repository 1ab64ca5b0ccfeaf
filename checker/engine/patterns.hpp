// A pattern (/…/) of a rule: compiled when it is first tried, and the words without which it cannot match.
// Made with the plan, one for each different pattern; shared by all threads.
// Afterwards most texts are known not to match without the pattern having been tried at all.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checker/engine/backtrack.hpp"
#include "checker/engine/words.hpp"

namespace re2 {
class RE2;
}

namespace hegui::engine {

class Pattern {
 public:
  Pattern(std::string text, WordTable& words);
  ~Pattern();
  Pattern(const Pattern&) = delete;
  Pattern& operator=(const Pattern&) = delete;

  /// Null unless it is a usable pattern.
  [[nodiscard]] const re2::RE2* compiled() const;
  [[nodiscard]] bool is_usable() const { return well_formed_ || compiled() != nullptr; }
  /// Whether it matches somewhere in the text. Of a usable pattern only.
  [[nodiscard]] bool matches(std::string_view text) const;
  /// Where it matches first, as RE2 has it: the leftmost place, and there what it tries first.
  [[nodiscard]] std::optional<Backtrack::Place> find(std::string_view text) const;
  /// What it matches holds a word of this set of the table; kNoWord: nothing is known.
  [[nodiscard]] std::uint32_t needed() const { return needed_; }
  /// And one of each of these sets.
  [[nodiscard]] const std::vector<std::uint32_t>& also() const { return also_; }
  /// It matches wherever one of the words needed stands.
  [[nodiscard]] bool words_only() const { return words_only_; }

 private:
  std::string text_;
  bool well_formed_ = false, words_only_ = false;
  std::uint32_t needed_ = kNoWord;
  std::vector<std::uint32_t> also_;
  [[nodiscard]] const Backtrack* backtrack() const;
  mutable std::once_flag once_;
  mutable std::unique_ptr<const re2::RE2> compiled_;
  mutable std::once_flag tried_;
  mutable std::unique_ptr<const Backtrack> backtrack_;  // null: it is more than that
};

constexpr std::size_t kLongText = 2'000;  // bytes; what a pattern finds in longer ones is kept

/// Whether it matches somewhere; blanks in the text that a careful typist would not have put there do not hide it.
bool matches_in(const Pattern& pattern, std::string_view text);

}  // namespace hegui::engine

// A pattern (/…/) as a tree: characters, classes, groups and repeats, each with its place in the pattern.
// Made by read_pattern, the only reader of the syntax; walked for the words a pattern needs and to try it on texts.
// Afterwards RE2 reads the pattern in the same way, but for the sizes it bounds; of any other there is no tree.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hegui::dsl {

/// A set of characters, or of all others.
struct CharacterClass {
  std::array<std::uint64_t, 2> ascii{};
  std::vector<std::pair<char32_t, char32_t>> ranges;  // beyond ASCII
  bool negated = false;
  bool han = false, other_than_han = false;  // \p{Han}, \P{Han}

  void add(char32_t from, char32_t to);
  [[nodiscard]] bool has_ascii(char32_t c) const { return (ascii[c >> 6U] >> (c & 63U) & 1U) != 0; }
};

struct PatternNode {
  enum class Kind : std::uint8_t {
    text,          // the characters of `text`, one after the other
    one,           // one of `characters`
    begin,         // ^
    end,           // $
    border,        // \b
    sequence,      // `parts`, one after the other; of none: the empty text
    alternatives,  // one of `parts`, of which there are two or more
    repeat,        // the only part, `least` to `most` times
  };
  static constexpr std::uint32_t kForever = 100'000'000;

  Kind kind = Kind::sequence;
  bool counted = false;       // repeat: {1,3}, not ? * +
  bool lazy = false;          // repeat: as few as will do, +?
  bool spelled = false;       // one: [类款项], its characters written out, no range among them; then `text` has them
  std::uint16_t scripts = 0;  // how many \p{Han} and \P{Han} stand in it
  std::uint32_t from = 0, to = 0;  // bytes of the pattern, with the brackets of a group
  std::uint32_t least = 0, most = 0;
  std::string text;
  CharacterClass characters;
  std::vector<PatternNode> parts;

  /// A character that is known, as text or as one of a class: then it may stand in for the other.
  [[nodiscard]] bool is_single() const;
};

/// Nothing when the pattern is broken, longer or deeper than is looked into (2000 bytes, 16 groups within each other),
/// or uses what is not known here: flags, names, \x, \B, scripts but Han, [:alpha:], a repeat of ^ $ \b or of a repeat.
std::optional<PatternNode> read_pattern(std::string_view pattern);

/// Whether it matches the empty text somewhere.
bool may_be_empty(const PatternNode& node);

}  // namespace hegui::dsl

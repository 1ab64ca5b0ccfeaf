// Which known name a misspelt word may have meant: slips of a character or two, by length, sound and what was left out.
// Used wherever a name is not found: by the parser and checker of rules, the command line, `rules explain`.
// Afterwards equal input gives an equal answer, whatever library of names it came from.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace hegui::dsl {

/// How far a name is from the word written; the smaller, the likelier it was meant.
struct Likeness {
  /// One character mistaken for another is likelier than one left out, and that is likelier than one too many: a name
  /// that is only the beginning of the word says less than what was written.
  enum class Shape : std::uint8_t { as_long, longer, shorter };

  std::size_t distance = 0;
  bool other_sound = true;  // Chinese is typed by sound: 执行律 is 执行率, not 执行数
  Shape shape = Shape::as_long;

  auto operator<=>(const Likeness&) const = default;
};

/// Nothing when the name is too far to be meant: more than one character up to four, more than a third of more.
/// `other_sound` is left true, see sounds_alike().
std::optional<Likeness> likeness(std::string_view wanted, std::string_view name);

/// Chinese words that are pronounced alike, tones aside; false for other words.
bool sounds_alike(std::string_view a, std::string_view b);

/// The place in `names` of the nearest one; the first of equals. Nothing is near a word of one character.
std::optional<std::size_t> nearest_name(std::string_view wanted, std::span<const std::string_view> names);

}  // namespace hegui::dsl

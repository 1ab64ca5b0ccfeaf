// Folding: the one spelling in which texts and words are compared, whatever width or variant they were typed in.
// Applied to every submitted text (with a map back to the original) and to every word and phrase of the rulebooks.
// Afterwards equal-looking passages are equal strings; the original stays available for quoting.
//
// The folded form has
//   letters, digits  ASCII: Ａ９ → A9; compatibility and radical ideographs → the ordinary ones (⼈ → 人)
//   ％ ＋ － ＝ ＜ ＞ ／ ． ＠ …  ASCII: % + - = < > / . @ …; − ﹣ → -; ≧ ≦ → ≥ ≤; ～ 〜 → ~; ￥ → ¥; – ― → —
//   （ ） ： ； ！ ？ full-width, whichever width was typed
//   ，  full-width, except `,` in a group of thousands (145,500.00 and 82，225): an ASCII comma occurs nowhere else
//   ：  full-width, except `:` between two digits (1:3, 8:30)
//   “ ” for straight and low double quotes (alternately within a line); ‘ ’ 「 」 《 》 〔 〕 【 】 stay, ［ ］ → [ ]
//   。 、 half-width ｡ ､ → 。 、;  ・ ･ ‧ → ·;  ⒈ → 1.   ⑴ → （1）   ㈠ → （一）;  ① stays;  二○二一 → 二〇二一
//   ' ' for tabs, no-break, ideographic and thin spaces; '\n' for a lone carriage return (before '\n' it is dropped)
//   nothing for control and zero-width characters, byte order marks and variation selectors
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hegui::dsl {

/// From here on, folded offset − `folded` + `original` is the original offset of a character's first byte, until the
/// next step. Several folded characters of one original character each have a step with the same `original`.
struct FoldStep {
  std::uint32_t folded = 0;
  std::uint32_t original = 0;
};

/// Bytes that are not valid UTF-8 become U+FFFD.
std::string fold(std::string_view text);
/// The same; `steps` receives the map, ascending in both members.
std::string fold(std::string_view text, std::vector<FoldStep>& steps);

}  // namespace hegui::dsl

// Look-alike characters and splitting of glued words, all over Unicode characters.
// Called when a name is not found, so speed does not matter, but lengths are bounded.
#include "dsl/check_names.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "dsl/nearest.hpp"
#include "dsl/utf8.hpp"

namespace hegui::dsl::checking {

namespace {

constexpr std::size_t kLongest = 60;  // characters of a name that hints look at

std::u32string characters(std::string_view text) {
  std::u32string result;
  while (!text.empty()) {
    const auto [character, length] = decode(text);
    result.push_back(character);
    text.remove_prefix(length);
  }
  return result;
}

/// Characters that people, input methods and OCR mix up; each group is represented by its first. Widths, radicals and
/// compatibility forms are no matter of this table: names are folded before they are compared.
constexpr std::array kAlike{
    // Han
    U"已己巳",
    U"未末",
    U"日曰",
    U"土士",
    U"人入",
    U"千干于",
    U"戊戌戍",
    U"口ロ囗",
    U"折拆析",
    U"拨拔",
    U"候侯",
    U"贝见",
    U"今令",
    U"住往",
    U"免兔",
    U"历厉",
    U"冶治",
    U"徒徙",
    U"壬王",
    U"毋母",
    U"氏氐",
    U"代伐",
    U"天夭",
    U"刺剌",
    U"帐账",
    U"暂哲",
    U"予矛",
    U"亨享",
    U"仓仑",
    U"力カ",
    U"工エ",
    U"二ニ",
    U"卜ト",
    U"一—－-ー",
    U"因囚",
    U"进迸",
    U"项顷",
    U"资贷",
    U"决抉",
    U"算箅",
    // Latin, Cyrillic, Greek
    U"0OoОоΟο",
    U"1lIІӀ|",
    U"aаα",
    U"eе",
    U"pрρ",
    U"cсϲ",
    U"xхχ",
    U"yу",
    U"iіι",
    U"sѕ",
    U"jј",
    U"hһ",
    U"dԁ",
    U"qԛ",
    U"wԝ",
    U"vνѵ",
    U"nп",
    U"uυ",
    U"AАΑ",
    U"BВΒ",
    U"CС",
    U"EЕΕ",
    U"HНΗ",
    U"JЈ",
    U"KКΚ",
    U"MМΜ",
    U"NΝ",
    U"PРΡ",
    U"SЅ",
    U"TТΤ",
    U"XХΧ",
    U"YҮΥ",
    U"ZΖ",
};

char32_t representative(char32_t c) {
  for (const char32_t* const characters_alike : kAlike) {
    const std::u32string_view group(characters_alike);
    if (group.find(c) != std::u32string_view::npos) return group.front();
  }
  return c;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

}  // namespace

std::optional<std::string> nearest(std::string_view wanted, const std::vector<std::string_view>& known) {
  std::vector<std::string_view> others(known);
  std::erase(others, wanted);  // known as something else
  const auto at = nearest_name(wanted, others);
  return at ? std::optional(std::string(others[*at])) : std::nullopt;
}

std::optional<std::string> beginning_with(std::string_view wanted, const std::vector<std::string_view>& known) {
  const bool chinese =
      std::all_of(wanted.begin(), wanted.end(), [](char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; });
  if (!chinese) return std::nullopt;
  std::string_view best;
  bool begins = false;
  for (const std::string_view name : known) {
    const std::size_t at = name.find(wanted);
    if (at == std::string_view::npos || name.size() == wanted.size()) continue;
    const bool better = best.empty() || ((at == 0) != begins ? at == 0 : name.size() < best.size());
    if (!better || count_characters(name) > kLongest) continue;
    best = name;
    begins = at == 0;
  }
  return best.empty() ? std::nullopt : std::optional(std::string(best));
}

std::u32string skeleton(std::string_view text) {
  std::u32string result = characters(text);
  for (char32_t& c : result) c = representative(c);
  return result;
}

std::optional<std::string> look_alike(std::string_view wanted, const std::vector<std::string_view>& known) {
  const std::u32string target = skeleton(wanted);
  for (const std::string_view name : known) {
    if (name != wanted && skeleton(name) == target) return std::string(name);
  }
  return std::nullopt;
}

std::vector<std::string> split_glued(std::string_view text, const std::function<bool(std::string_view)>& is_known) {
  std::vector<std::size_t> starts;  // byte offsets of characters, and the end
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!utf8::is_continuation(text[i])) starts.push_back(i);
  }
  starts.push_back(text.size());
  const std::size_t count = starts.size() - 1;
  if (count < 3 || count > kLongest) return {};
  // fewest[i]: words needed for the first i characters; from[i]: where the last of them begins.
  constexpr std::size_t kNever = kLongest + 1;
  std::vector<std::size_t> fewest(count + 1, kNever), from(count + 1, 0);
  fewest[0] = 0;
  for (std::size_t end = 1; end <= count; ++end) {
    for (std::size_t begin = 0; begin < end; ++begin) {
      if (fewest[begin] == kNever || fewest[begin] + 1 > fewest[end]) continue;  // of equals the longest first word
      if (!is_known(text.substr(starts[begin], starts[end] - starts[begin]))) continue;
      fewest[end] = fewest[begin] + 1;
      from[end] = begin;
    }
  }
  if (fewest[count] == kNever || fewest[count] < 2) return {};
  std::vector<std::string> words;
  for (std::size_t end = count; end > 0; end = from[end])
    words.emplace_back(text.substr(starts[from[end]], starts[end] - starts[from[end]]));
  std::reverse(words.begin(), words.end());
  return words;
}

std::optional<std::string> in_arabic(std::string_view text) {
  struct Digit {
    std::string_view written;
    std::int64_t value;
  };
  static constexpr std::array digits{Digit{"〇", 0}, Digit{"零", 0}, Digit{"一", 1}, Digit{"二", 2},
                                     Digit{"两", 2}, Digit{"三", 3}, Digit{"四", 4}, Digit{"五", 5},
                                     Digit{"六", 6}, Digit{"七", 7}, Digit{"八", 8}, Digit{"九", 9}};
  static constexpr std::array scales{Digit{"十", 10}, Digit{"百", 100}, Digit{"千", 1000}};
  const std::string_view hundredths = "百分之";
  const bool percent = text.starts_with(hundredths);
  if (percent) text.remove_prefix(hundredths.size());
  const auto take = [&text](const auto& table) -> const Digit* {
    for (const Digit& row : table) {
      if (!text.starts_with(row.written)) continue;
      text.remove_prefix(row.written.size());
      return &row;
    }
    return nullptr;
  };
  std::int64_t total = 0, last = 0;
  bool any = false;
  while (total < 1'000'000) {
    if (const Digit* digit = take(digits)) {
      last = digit->value;
    } else if (const Digit* scale = take(scales)) {
      total += (last == 0 ? 1 : last) * scale->value;
      last = 0;
    } else {
      break;
    }
    any = true;
  }
  // What is left is a unit: 万元, 分, 件.
  if (!any || (percent && !text.empty()) || count_characters(text) > 3) return std::nullopt;
  return std::to_string(total + last) + (percent ? "%" : std::string(text));
}

std::string basis_key(std::string_view text) {
  std::string key(text);
  for (const std::string_view mark : {"《", "》", "“", "”", "\"", " ", "　"}) replace_all(key, mark, "");
  for (const std::string_view open : {"〔", "［", "[", "（", "【"}) replace_all(key, open, "(");
  for (const std::string_view close : {"〕", "］", "]", "）", "】"}) replace_all(key, close, ")");
  return key;
}

bool looks_like_document_number(std::string_view text) {
  const std::string key = basis_key(text);
  if (!key.ends_with("号")) return false;
  const std::size_t open = key.find('('), close = key.find(')');
  if (open == std::string::npos || close == std::string::npos) {
    // 国务院令第729号, 主席令第十二号
    return key.find("令") != std::string::npos;
  }
  return open > 0 && close == open + 5 &&
         std::all_of(key.begin() + static_cast<std::ptrdiff_t>(open) + 1,
                     key.begin() + static_cast<std::ptrdiff_t>(close), is_digit);
}

}  // namespace hegui::dsl::checking

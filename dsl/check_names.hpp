// What a misspelt name may have meant: nearest known name, look-alike characters, words written without a blank.
// Used by the checker's passes when a lookup fails; pure functions over UTF-8 text.
// Afterwards a hint names at most one thing, and the same one in every run.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hegui::dsl::checking {

/// The known name that is nearest to the word and is not the word itself, see nearest.hpp.
std::optional<std::string> nearest(std::string_view wanted, const std::vector<std::string_view>& known);

/// The shortest known name that begins with the word, else the shortest that holds it; for Chinese words only.
std::optional<std::string> beginning_with(std::string_view wanted, const std::vector<std::string_view>& known);

/// A known name that differs only in characters that look alike (己 已, 0 O, Latin and Cyrillic a).
std::optional<std::string> look_alike(std::string_view wanted, const std::vector<std::string_view>& known);

/// The name with every character replaced by the representative of those that look like it.
std::u32string skeleton(std::string_view text);

/// A number in Chinese characters with its unit in digits: 一百万元 → 100万元, 百分之八十 → 80%; nothing for other
/// words.
std::optional<std::string> in_arabic(std::string_view text);

/// The fewest known words that together spell `text`, at least two; empty when there is no such split.
std::vector<std::string> split_glued(std::string_view text, const std::function<bool(std::string_view)>& is_known);

/// 《…》 and quotation marks taken off, brackets of document numbers made equal: 财预[2020]10号 = 财预〔2020〕10号.
std::string basis_key(std::string_view text);
/// True for 财预〔2020〕10号 and its like: letters of the agency, a bracketed year, a number, 号.
bool looks_like_document_number(std::string_view text);

}  // namespace hegui::dsl::checking

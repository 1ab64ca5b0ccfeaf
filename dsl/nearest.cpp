#include "dsl/nearest.hpp"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <vector>

#include "dsl/utf8.hpp"

namespace hegui::dsl {

namespace {

constexpr std::size_t kLongest = 60;  // characters of a name that hints look at

std::size_t allowed(std::size_t length) { return length <= 4 ? 1 : length / 3; }

/// As it is pronounced, without tones: 执行率 is `zhi xing lu`. Empty where the library has no table of sounds.
std::string sound(std::string_view text) {
  static const std::unique_ptr<icu::Transliterator> table = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(
        icu::Transliterator::createInstance("Han-Latin; Latin-ASCII", UTRANS_FORWARD, status));
    return U_SUCCESS(status) ? std::move(made) : nullptr;
  }();
  if (table == nullptr) return {};
  static std::mutex one_at_a_time;
  const std::lock_guard lock(one_at_a_time);
  icu::UnicodeString letters =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  table->transliterate(letters);
  std::string result;
  return letters.toUTF8String(result);
}

bool all_chinese(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; });
}

}  // namespace

std::optional<Likeness> likeness(std::string_view wanted, std::string_view name) {
  const std::size_t length = count_characters(wanted), other = count_characters(name);
  if (length < 2 || other < 2 || length > kLongest || other > kLongest) return std::nullopt;
  const std::size_t apart = other > length ? other - length : length - other;
  const std::size_t most = allowed(std::max(length, other));
  if (apart > most) return std::nullopt;
  Likeness made;
  made.distance = edit_distance(wanted, name);
  made.shape = other == length  ? Likeness::Shape::as_long
               : other > length ? Likeness::Shape::longer
                                : Likeness::Shape::shorter;
  // Where characters were only left out, none of those written is wrong: the length meant counts.
  const bool only_left_out = other > length && made.distance == apart;
  if (made.distance > (only_left_out ? most : allowed(length))) return std::nullopt;
  return made;
}

bool sounds_alike(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty() || !all_chinese(a) || !all_chinese(b)) return false;
  const std::string said = sound(a);
  return !said.empty() && said == sound(b);
}

std::optional<std::size_t> nearest_name(std::string_view wanted, std::span<const std::string_view> names) {
  std::vector<std::size_t> best;  // places of those at the least distance
  std::optional<Likeness> least;
  std::vector<Likeness> found;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto near = likeness(wanted, names[i]);
    if (!near || (least && near->distance > least->distance)) continue;
    if (!least || near->distance < least->distance) {
      best.clear();
      found.clear();
    }
    least = near;
    best.push_back(i);
    found.push_back(*near);
  }
  if (best.empty()) return std::nullopt;
  // The table of sounds is slow to load, and asked only where it decides.
  if (best.size() > 1)
    for (std::size_t k = 0; k < best.size(); ++k)
      found[k].other_sound = !(found[k].shape == Likeness::Shape::as_long && sounds_alike(wanted, names[best[k]]));
  return best[static_cast<std::size_t>(std::min_element(found.begin(), found.end()) - found.begin())];
}

}  // namespace hegui::dsl

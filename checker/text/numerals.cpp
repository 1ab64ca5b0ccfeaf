// Chinese numerals by sections of ten thousand.
// Used by find_figures.
// Afterwards a value is returned only for a numeral that is written the way numerals are written.
#include "checker/text/numerals.hpp"

#include <array>

#include "dsl/utf8.hpp"

namespace hegui::text {

namespace {

using dsl::Number;
using dsl::utf8::decode;
using dsl::utf8::Decoded;

constexpr int kMaxCharacters = 24;

int everyday_digit(char32_t c) { return c == U'两' ? 2 : numeral_digit(c); }

int formal_digit(char32_t c) {
  switch (c) {
    case U'〇':
    case U'零': return 0;
    case U'壹':
    case U'弌': return 1;
    case U'贰':
    case U'貳': return 2;
    case U'叁':
    case U'參': return 3;
    case U'肆': return 4;
    case U'伍': return 5;
    case U'陆':
    case U'陸': return 6;
    case U'柒': return 7;
    case U'捌': return 8;
    case U'玖': return 9;
    default: return -1;
  }
}

int digit_of(char32_t c, bool formal) { return formal ? formal_digit(c) : everyday_digit(c); }

/// A first look that keeps most other characters out.
constexpr auto kMayBeNumeral = [] {
  std::array<bool, 256> table{};
  for (const char32_t c : std::u32string_view(U"〇零一二两三四五六七八九十百千万亿壹弌贰貳叁參肆伍陆陸柒捌玖拾佰仟"))
    table[(c ^ (c >> 8U)) % 256] = true;
  return table;
}();

/// 10, 100, 1000 inside a section; 0 for anything else.
int small_magnitude(char32_t c, bool formal) {
  switch (c) {
    case U'十': return formal ? 0 : 10;
    case U'百': return formal ? 0 : 100;
    case U'千': return formal ? 0 : 1000;
    case U'拾': return formal ? 10 : 0;
    case U'佰': return formal ? 100 : 0;
    case U'仟': return formal ? 1000 : 0;
    default: return 0;
  }
}

/// Adds up a numeral character by character; refuses what no one writes (two digits in a row, rising magnitudes).
class Accumulator {
 public:
  explicit Accumulator(bool formal) : formal_(formal) {}

  /// False when the character does not continue the numeral.
  bool take(char32_t c) {
    const int digit = digit_of(c, formal_);
    if (digit >= 0) return take_digit(digit);
    if (const int magnitude = small_magnitude(c, formal_)) return take_small(magnitude);
    if (c == U'万') return take_large(10'000);
    if (c == U'亿') return take_large(100'000'000);
    return false;
  }

  /// The value so far; nothing when the numeral is broken.
  [[nodiscard]] std::optional<Number> value() const {
    if (broken_ || !any_) return std::nullopt;
    std::int64_t last = digit_ < 0 ? 0 : digit_;
    // 三万五 is 35,000 and 一百二 is 120: a last digit right after a magnitude counts the next lower one.
    if (digit_ > 0 && !after_zero_ && last_magnitude_ >= 100) last = digit_ * (last_magnitude_ / 10);
    return Number(total_ + section_ + last);
  }
  [[nodiscard]] bool has_magnitude() const { return magnitude_; }

 private:
  bool take_digit(int digit) {
    if (digit_ > 0) broken_ = true;  // 两三, 二〇二一
    if (digit == 0) {
      if (!any_) return any_ = true, digit_ = 0, after_zero_ = true, true;
      after_zero_ = true;
      return true;
    }
    digit_ = digit;
    return any_ = true;
  }

  bool take_small(int magnitude) {
    if (magnitude >= lowest_) broken_ = true;
    const bool bare_ten = digit_ <= 0 && magnitude == 10;
    if (digit_ <= 0 && !bare_ten) broken_ = true;
    section_ += static_cast<std::int64_t>(bare_ten ? 1 : digit_) * magnitude;
    lowest_ = magnitude;
    last_magnitude_ = magnitude;
    digit_ = -1;
    after_zero_ = false;
    return any_ = magnitude_ = true;
  }

  bool take_large(std::int64_t magnitude) {
    const std::int64_t section = section_ + (digit_ > 0 ? digit_ : 0);
    if (section == 0 && total_ == 0) return false;
    if (total_ > 1'000'000'000'000) {  // nothing real is that large, and the next product might not fit
      broken_ = true;
    } else if (magnitude > last_large_) {  // 三万亿: the whole so far is multiplied
      total_ = total_ > 100'000'000 ? 0 : (total_ + section) * magnitude;
    } else if (magnitude == last_large_ || section == 0) {
      broken_ = true;
    } else {
      total_ += section * magnitude;
    }
    last_large_ = magnitude;
    last_magnitude_ = magnitude;
    section_ = 0;
    digit_ = -1;
    lowest_ = 10'000;
    after_zero_ = false;
    return any_ = magnitude_ = true;
  }

  bool formal_;
  bool any_ = false, broken_ = false, magnitude_ = false;
  bool after_zero_ = false;          // a 零 stands since the last magnitude
  int digit_ = -1;                   // pending digit
  int lowest_ = 10'000;              // magnitudes fall within a section
  std::int64_t last_magnitude_ = 0;  // for 三万五
  std::int64_t last_large_ = 1LL << 40;
  std::int64_t section_ = 0, total_ = 0;
};

std::optional<Numeral> read(std::string_view text, std::size_t begin, bool formal) {
  Accumulator numeral(formal);
  std::size_t at = begin;
  int characters = 0;
  for (; characters < kMaxCharacters; ++characters) {
    const Decoded next = decode(text, at);
    if (next.length == 0 || !numeral.take(next.character)) break;
    at += next.length;
  }
  const auto value = numeral.value();
  if (!value || characters == 0 || characters == kMaxCharacters) return std::nullopt;
  const bool one = characters == 1 && *value == Number(1);
  return Numeral{*value, at, numeral.has_magnitude(), one};
}

bool starts_with_at(std::string_view text, std::size_t at, std::string_view word) {
  return at <= text.size() && text.substr(at).starts_with(word);
}

}  // namespace

bool is_numeral_character(char32_t c) {
  if (!kMayBeNumeral[(c ^ (c >> 8U)) % kMayBeNumeral.size()]) return false;
  return digit_of(c, false) >= 0 || small_magnitude(c, false) > 0 || c == U'万' || c == U'亿' ||
         digit_of(c, true) > 0 || small_magnitude(c, true) > 0;
}

std::optional<Numeral> read_numeral(std::string_view text, std::size_t begin) { return read(text, begin, false); }

std::optional<Numeral> read_formal_amount(std::string_view text, std::size_t begin) {
  auto amount = read(text, begin, true);
  if (!amount) return std::nullopt;
  bool ended = false;
  for (const std::string_view yuan : {"元", "圆"}) {
    if (!starts_with_at(text, amount->end, yuan)) continue;
    amount->end += yuan.size();
    ended = true;
    break;
  }
  if (!ended) return std::nullopt;
  for (const auto& [name, cents] : {std::pair{"角", 10}, std::pair{"分", 1}}) {
    std::size_t at = amount->end;
    if (starts_with_at(text, at, "零")) at += std::string_view("零").size();
    const Decoded digit = decode(text, at);
    if (digit.length == 0) break;
    const int value = digit_of(digit.character, true);
    if (value <= 0 || !starts_with_at(text, at + digit.length, name)) continue;
    amount->value = amount->value + Number(value * cents, 100);
    amount->end = at + digit.length + std::string_view(name).size();
  }
  for (const std::string_view whole : {"整", "正"}) {
    if (starts_with_at(text, amount->end, whole)) amount->end += whole.size();
  }
  return amount;
}

std::optional<Fraction> read_fraction(std::string_view text, std::size_t begin) {
  // The denominator: 百, 千, 万 alone or any numeral; then 分之; then the numerator, in digits or as a numeral.
  constexpr std::string_view kOver = "分之";
  Number denominator;
  std::size_t at = begin;
  const Decoded first = decode(text, begin);
  const bool hundred = first.character == U'百';
  if (hundred || first.character == U'千' || first.character == U'万') {
    denominator = Number(hundred ? 100 : first.character == U'千' ? 1000 : 10'000);
    at = begin + first.length;
  } else if (const auto numeral = read_numeral(text, begin)) {
    denominator = numeral->value;
    at = numeral->end;
  }
  if (denominator.is_zero() || !starts_with_at(text, at, kOver)) return std::nullopt;
  at += kOver.size();
  Fraction result;
  result.percent = hundred;
  if (const auto numeral = read_numeral(text, at)) {
    result.written = numeral->value;
    result.end = numeral->end;
  } else {
    std::size_t end = at;
    while (end < text.size() && end - at < 20 && ((text[end] >= '0' && text[end] <= '9') || text[end] == '.')) ++end;
    if (end > at && text[end - 1] == '.') --end;
    const auto value = Number::parse(text.substr(at, end - at));
    if (!value) return std::nullopt;
    const std::size_t point = text.substr(at, end - at).find('.');
    result.decimals = point == std::string_view::npos ? 0 : static_cast<int>(end - at - point - 1);
    result.written = *value;
    result.end = end;
  }
  result.value = result.written / denominator;
  if (!result.percent) result.written = result.value;
  return result;
}

}  // namespace hegui::text

// The folding table and its few rules of context.
// Used for submitted texts and for the words of the rulebooks.
// Afterwards the folded text is valid UTF-8; folding it again changes nothing.
#include "dsl/fold.hpp"

#include <unicode/unorm2.h>

#include <array>
#include <utility>

#include "dsl/fold_watch.hpp"
#include "dsl/utf8.hpp"

namespace hegui::dsl {

namespace {

bool is_digit(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９'); }

bool is_dropped(char32_t c) {
  if (c < 0x20) return c != U'\n' && c != U'\t' && c != U'\r' && c != 0x0B;
  if (c < 0xAD) return c >= 0x7F && c <= 0x9F && c != 0x85;
  return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
         c == 0xFEFF || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE0FFF);
}

bool is_space(char32_t c) {
  return c == U' ' || c == U'\t' || c == 0x0B || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

struct Pair {
  char32_t from, to;
};

// Punctuation with one canonical form. Ascending by `from` is not required: the list is short and rarely reached.
constexpr std::array kPunctuation{
    Pair{U'(', U'（'},  Pair{U')', U'）'},  Pair{U';', U'；'},  Pair{U'!', U'！'},  Pair{U'?', U'？'},
    Pair{U'−', U'-'},   Pair{U'﹣', U'-'},  Pair{U'﹢', U'+'},  Pair{U'﹦', U'='},  Pair{U'﹤', U'<'},
    Pair{U'﹥', U'>'},  Pair{U'﹪', U'%'},  Pair{U'﹒', U'.'},  Pair{U'﹑', U'、'}, Pair{U'﹔', U'；'},
    Pair{U'﹖', U'？'}, Pair{U'﹗', U'！'}, Pair{U'﹙', U'（'}, Pair{U'﹚', U'）'}, Pair{U'﹝', U'〔'},
    Pair{U'﹞', U'〕'}, Pair{U'≧', U'≥'},   Pair{U'≦', U'≤'},   Pair{U'⩾', U'≥'},   Pair{U'⩽', U'≤'},
    Pair{U'〜', U'~'},  Pair{U'∼', U'~'},   Pair{U'–', U'—'},   Pair{U'―', U'—'},   Pair{U'￥', U'¥'},
    Pair{U'｡', U'。'},  Pair{U'､', U'、'},  Pair{U'・', U'·'},  Pair{U'･', U'·'},   Pair{U'‧', U'·'},
    Pair{U'∙', U'·'},   Pair{U'〝', U'“'},  Pair{U'〞', U'”'},  Pair{U'„', U'“'},   Pair{U'‟', U'“'},
    Pair{U'｢', U'「'},  Pair{U'｣', U'」'},  Pair{U'◯', U'○'},   Pair{0x2010, U'-'}, Pair{0x2011, U'-'},
    Pair{0x2012, U'—'},
};

// Radicals that PDF fonts give in place of the ideograph and that have no compatibility mapping in Unicode.
constexpr std::array kRadicals{
    Pair{U'⺠', U'民'}, Pair{U'⻄', U'西'}, Pair{U'⻅', U'见'}, Pair{U'⻋', U'车'}, Pair{U'⻓', U'长'},
    Pair{U'⻔', U'门'}, Pair{U'⻘', U'青'}, Pair{U'⻚', U'页'}, Pair{U'⻛', U'风'}, Pair{U'⻜', U'飞'},
    Pair{U'⻝', U'食'}, Pair{U'⻢', U'马'}, Pair{U'⻤', U'鬼'}, Pair{U'⻥', U'鱼'}, Pair{U'⻦', U'鸟'},
    Pair{U'⻩', U'黄'}, Pair{U'⻬', U'齐'}, Pair{U'⻰', U'龙'},
};

template <std::size_t N>
char32_t look_up(const std::array<Pair, N>& table, char32_t c) {
  for (const Pair& pair : table) {
    if (pair.from == c) return pair.to;
  }
  return c;
}

/// Kana, radicals and compatibility forms, with a few rare characters among them.
bool is_kana_or_becomes_ideograph(char32_t c) {
  return (c >= 0x2E80 && c < 0x3000) || (c >= 0x3040 && c < 0xFB00) || c >= 0x20000;
}

char32_t compatibility_ideograph(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* nfkc = unorm2_getNFKCInstance(&status);
  if (U_FAILURE(status) != 0) return c;
  std::array<UChar, 8> units{};
  const std::int32_t size = unorm2_getDecomposition(nfkc, static_cast<UChar32>(c), units.data(),
                                                    static_cast<std::int32_t>(units.size()), &status);
  if (U_FAILURE(status) != 0 || size <= 0) return c;
  UChar32 result = 0;
  std::int32_t next = 0;
  U16_NEXT(units.data(), next, size, result);
  return next == size ? static_cast<char32_t>(result) : c;  // only one-to-one mappings
}

/// Folding that looks at nothing but the character itself.
char32_t fold_alone(char32_t c) {
  if (c >= 0x80 && c < 0x2010) return c;
  if ((c >= 0x4E00 && c <= 0x9FFF) || c == U'，' || c == U'：' || c == U'（' || c == U'）' || c == U'；' ||
      c == U'！' || c == U'？') {
    return c;
  }
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  if ((c >= 0x2E80 && c <= 0x2FDF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F)) {
    const char32_t ideograph = look_up(kRadicals, c);
    return ideograph == c ? compatibility_ideograph(c) : ideograph;
  }
  return look_up(kPunctuation, c);
}

/// ASCII that is its own folding, whatever stands around it.
constexpr std::array<bool, 128> kPlainAscii = [] {
  std::array<bool, 128> plain{};
  for (std::size_t c = 0x20; c < 0x7F; ++c)
    plain[c] = std::string_view("(),:;!?\"").find(static_cast<char>(c)) == std::string_view::npos;
  plain['\n'] = true;
  return plain;
}();

/// With `Watch`, which texts of reports are folded with, it tells whether watched characters were met.
template <bool Watch>
class Folder {
 public:
  Folder(std::string_view text, std::vector<FoldStep>* steps, const IdeographSet* watched = nullptr)
      : text_(text), steps_(steps), watched_(watched) {
    out_.reserve(text.size() + text.size() / 8);
  }

  std::string run() {
    while (at_ < text_.size()) {
      if (copy_plain()) continue;
      const utf8::Decoded next = utf8::decode(text_, at_);
      end_ = at_ + next.length;
      step(next.character);
      at_ = end_;
    }
    return std::move(out_);
  }
  [[nodiscard]] bool met() const { return met_ != 0; }

 private:
  static bool is_plain_ascii(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x80 && kPlainAscii[byte];
  }
  /// The bytes of a character at `at`, no ASCII, that folds to itself behind `digits` digits; 0 when it may not.
  [[nodiscard]] std::size_t plain_length(std::size_t at, std::size_t digits) const {
    const auto lead = static_cast<unsigned char>(text_[at]);
    if (lead < 0xE2 || lead > 0xEF || at + 3 > text_.size()) return 0;
    const auto second = static_cast<unsigned char>(text_[at + 1]), third = static_cast<unsigned char>(text_[at + 2]);
    if (lead >= 0xE4 && lead <= 0xE9)  // U+4000…U+9FFF
      return (second & 0xC0U) == 0x80 && (third & 0xC0U) == 0x80 ? 3 : 0;
    if (lead == 0xE3) return second == 0x80 && third >= 0x81 && third <= 0x95 ? 3 : 0;  // 、。《》「」【】〔〕 …
    if (lead == 0xE2) return second == 0x80 && (third == 0x94 || third == 0x9C || third == 0x9D) ? 3 : 0;  // — “ ”
    if (lead != 0xEF || second != 0xBC) return 0;
    if (third == 0x8C || third == 0x9A) return digits == 0 ? 3 : 0;                                    // ， ：
    return third == 0x81 || third == 0x88 || third == 0x89 || third == 0x9B || third == 0x9F ? 3 : 0;  // ！ （ ） ； ？
  }

  /// Behind the run of U+4000…U+9FFF that begins at `at`.
  std::size_t behind_ideographs(std::size_t at) {
    std::uint64_t met = 0;
    for (; at + 3 <= text_.size(); at += 3) {
      const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(text_[at + i])); };
      const unsigned second = byte(1) ^ 0x80U, third = byte(2) ^ 0x80U;
      if (byte(0) - 0xE4U > 5 || (second | third) >= 0x40) break;
      if constexpr (Watch) met |= (*watched_)[(byte(0) & 0x0FU) << 6U | second] >> third & 1U;
    }
    if constexpr (Watch) met_ |= met;
    return at;
  }

  /// Most of a text: a run of characters that fold to themselves, at once.
  bool copy_plain() {
    std::size_t end = at_, last = at_, digits = digits_;
    for (std::size_t length = 0; end < text_.size(); end += length) {
      if (const std::size_t behind = behind_ideographs(end); behind != end) {
        digits = 0;
        last = behind - 3;
        end = behind;
        if (end == text_.size()) break;
      }
      while (end < text_.size() && is_plain_ascii(text_[end])) {
        const char c = text_[end];
        digits = c >= '0' && c <= '9' ? digits + 1 : 0;
        if (c == '\n') quote_open_ = false;
        last = end++;
      }
      if (end == text_.size()) break;
      length = plain_length(end, digits);
      if (length == 0) break;
      last = end;
      digits = 0;
    }
    if (end == at_) return false;
    note_step();
    out_.append(text_, at_, end - at_);
    last_ = utf8::decode(text_, last).character;
    digits_ = digits;
    at_ = end;
    return true;
  }

  /// Where the difference of the two offsets changes.
  void note_step() {
    if (steps_ == nullptr) return;
    const auto folded = static_cast<std::uint32_t>(out_.size());
    const auto original = static_cast<std::uint32_t>(at_);
    if (steps_->empty() || steps_->back().original + (folded - steps_->back().folded) != original)
      steps_->push_back({folded, original});
  }

  void step(char32_t c) {
    if constexpr (Watch) met_ |= is_kana_or_becomes_ideograph(c) ? 1U : 0U;
    if (is_dropped(c)) return;
    if (c == U'\r') {
      const char following = end_ < text_.size() ? text_[end_] : '\0';
      if (following != '\n' && following != '\r') line_break();
    } else if (c == U'\n') {
      line_break();
    } else if (is_space(c)) {
      put(U' ');
    } else if (!enclosed(c)) {
      put(in_context(c));
    }
  }

  void line_break() {
    put(U'\n');
    quote_open_ = false;
  }

  /// The next character at `offset` that is not dropped; moves `offset` behind it.
  [[nodiscard]] char32_t peek(std::size_t& offset) const {
    while (offset < text_.size()) {
      const utf8::Decoded next = utf8::decode(text_, offset);
      offset += next.length;
      if (!is_dropped(next.character)) return next.character;
    }
    return 0;
  }

  [[nodiscard]] bool digit_follows() const {
    std::size_t offset = end_;
    return is_digit(peek(offset));
  }

  /// Three digits and no fourth follow a group of one to three digits.
  [[nodiscard]] bool separates_thousands() const {
    if (digits_ < 1 || digits_ > 3) return false;
    std::size_t offset = end_;
    for (int i = 0; i < 4; ++i) {
      if (is_digit(peek(offset)) != (i < 3)) return false;
    }
    return true;
  }

  char32_t in_context(char32_t c) {
    switch (c) {
      case U',':
      case U'，':
      case U'﹐': return separates_thousands() ? U',' : U'，';
      case U':':
      case U'：':
      case U'﹕':
      case U'∶': return digits_ > 0 && digit_follows() ? U':' : U'：';
      case U'"':
      case U'＂': quote_open_ = !quote_open_; return quote_open_ ? U'“' : U'”';
      case U'○':
      case U'◯': return is_numeral(last_) ? U'〇' : U'○';
      default: return fold_alone(c);
    }
  }

  static bool is_numeral(char32_t c) {
    return std::u32string_view(U"〇一二三四五六七八九").find(c) != std::u32string_view::npos;
  }

  /// ⒈ ⑴ ㈠: one character that stands for several.
  bool enclosed(char32_t c) {
    if (c >= U'⒈' && c <= U'⒛') {
      put_number(c - U'⒈' + 1);
      put(U'.');
    } else if (c >= U'⑴' && c <= U'⒇') {
      put(U'（');
      put_number(c - U'⑴' + 1);
      put(U'）');
    } else if (c >= U'㈠' && c <= U'㈩') {
      put(U'（');
      put(std::u32string_view(U"一二三四五六七八九十")[c - U'㈠']);
      put(U'）');
    } else {
      return false;
    }
    return true;
  }

  void put_number(char32_t value) {
    if (value >= 10) put(U'0' + value / 10);
    put(U'0' + value % 10);
  }

  void put(char32_t c) {
    note_step();
    utf8::append(out_, c);
    last_ = c;
    digits_ = is_digit(c) ? digits_ + 1 : 0;
  }

  std::string_view text_;
  std::vector<FoldStep>* steps_;
  const IdeographSet* watched_;
  std::uint64_t met_ = 0;
  std::string out_;
  std::size_t at_ = 0;       // the character being folded
  std::size_t end_ = 0;      // after it
  std::size_t digits_ = 0;   // digits at the end of `out_`
  char32_t last_ = 0;        // last character of `out_`
  bool quote_open_ = false;  // a straight quote was opened in this line
};

}  // namespace

std::string fold(std::string_view text) { return Folder<false>(text, nullptr).run(); }

std::string fold(std::string_view text, std::vector<FoldStep>& steps) {
  steps.clear();
  return Folder<false>(text, &steps).run();
}

std::string fold(std::string_view text, std::vector<FoldStep>& steps, const IdeographSet& watched, bool& met) {
  steps.clear();
  Folder<true> folder(text, &steps, &watched);
  std::string folded = folder.run();
  met = folder.met();
  return folded;
}

}  // namespace hegui::dsl

// Repairs of single characters, each into one of as many bytes, so that no offset moves.
// Used by Text.
// Afterwards the repairs are in order; a text that needs none has cost one pass.
#include "checker/text/repair.hpp"

#include <unicode/translit.h>
#include <unicode/ucnv.h>
#include <unicode/uniset.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>
#include <unordered_map>

#include "dsl/fold_watch.hpp"
#include "dsl/utf8.hpp"

namespace hegui::text {

namespace {

using dsl::utf8::decode;
using dsl::utf8::decode_before;
using dsl::utf8::Decoded;

// A text in traditional characters has some of these; the converter is not loaded for others.
constexpr std::u32string_view kOnlyTraditional =
    U"經費預執財務績單報決撥補資運護購貨產業關於為與總額數計劃實際標準說發結轉餘個縣區鄉鎮門內檢處規調減"
    U"應對機構員時間點題問張華車輛會議國網絡電話設備書學體衛醫藥農無線開啟後從動種類質層級億萬";

constexpr auto kMarks = [] {
  dsl::IdeographSet marks{};
  for (const char32_t c : kOnlyTraditional) marks[c / 64] |= std::uint64_t{1} << (c % 64);
  return marks;
}();

bool is_han(char32_t c) { return c >= 0x3400 && c <= 0x9FFF; }
bool is_kana(char32_t c) { return c >= 0x3040 && c <= 0x30FF; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Simplified forms of characters that simplified writing does not have; 著 and 乾 are left alone, it has them.
class Simplifier {
 public:
  Simplifier() {
    UErrorCode error = U_ZERO_ERROR;
    converter_.reset(icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, error));
    if (U_FAILURE(error) || !converter_) return;
    UConverter* standard = ucnv_open("gb2312", &error);
    if (U_FAILURE(error)) return;
    ucnv_getUnicodeSet(standard, simplified_.toUSet(), UCNV_ROUNDTRIP_SET, &error);
    ucnv_close(standard);
    usable_ = U_SUCCESS(error);
  }
  /// 0: the character is no traditional form.
  char32_t operator()(char32_t c) {
    if (!usable_ || simplified_.contains(static_cast<UChar32>(c))) return 0;
    const auto known = cache_.find(c);
    if (known != cache_.end()) return known->second;
    icu::UnicodeString one(static_cast<UChar32>(c));
    converter_->transliterate(one);
    const auto changed = static_cast<char32_t>(one.char32At(0));
    const bool single = one.countChar32() == 1 && changed != c && is_han(changed);
    return cache_[c] = single ? changed : 0;
  }

 private:
  std::unique_ptr<icu::Transliterator> converter_;
  icu::UnicodeSet simplified_;
  std::unordered_map<char32_t, char32_t> cache_;
  bool usable_ = false;
};

/// Making one takes longer than reading a report.
Simplifier& simplifier() {
  thread_local Simplifier one;
  return one;
}

/// Kana that look like Chinese characters.
char32_t look_alike(char32_t c) {
  switch (c) {
    case U'ロ': return U'口';
    case U'ニ': return U'二';
    case U'カ': return U'力';
    case U'エ': return U'工';
    case U'ハ': return U'八';
    case U'タ': return U'夕';
    case U'チ': return U'千';
    default: return 0;
  }
}

class Repairer {
 public:
  explicit Repairer(std::string& text) : text_(text) {}

  std::vector<Repair> run() {
    bool traditional = false;
    for (std::size_t at = 0; at < text_.size();) {
      const auto byte = static_cast<unsigned char>(text_[at]);
      if (byte < 0x80) {
        at = byte >= '0' && is_token_character(text_[at]) ? token(at) : at + 1;
        continue;
      }
      if (!traditional && byte != 0xE3) {  // the lead of kana; folded text is valid UTF-8
        if (byte < 0xE4 || byte > 0xE9) {
          at += byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
          continue;
        }
        at = next_mark(at);
        if (is_ideograph(at)) {
          traditional = true;
          simplify_before(at);
        }
        continue;
      }
      const Decoded next = decode(text_, at);
      char32_t better = 0;
      std::string_view kind = "look_alike";
      if (is_kana(next.character)) {
        if (among_han(at, next.length)) better = look_alike(next.character);
      } else if (traditional && is_han(next.character)) {
        better = simplifier()(next.character);
        kind = "traditional";
      }
      if (better != 0) replace(at, next.length, better, kind);
      at += next.length;
    }
    return merged();
  }

 private:
  /// What stands before the first character that tells a traditional text.
  void simplify_before(std::size_t end) {
    for (std::size_t at = 0; at < end;) {
      const Decoded next = decode(text_, at);
      const char32_t better = is_han(next.character) ? simplifier()(next.character) : 0;
      if (better != 0) replace(at, next.length, better, "traditional");
      at += next.length;
    }
    std::sort(repairs_.begin(), repairs_.end(), [](const Repair& a, const Repair& b) { return a.begin < b.begin; });
  }

  /// Neighbours of one kind are one repair.
  [[nodiscard]] std::vector<Repair> merged() const {
    std::vector<Repair> result;
    for (const Repair& each : repairs_) {
      if (!result.empty() && result.back().end == each.begin && result.back().kind == each.kind) {
        result.back().end = each.end;
      } else {
        result.push_back(each);
      }
    }
    return result;
  }

  /// One of U+4000…U+9FFF begins at `at`.
  [[nodiscard]] bool is_ideograph(std::size_t at) const {
    return at + 3 <= text_.size() && text_[at] >= '\xE4' && text_[at] <= '\xE9';
  }
  /// The first of the ideographs from `at` on that only traditional writing has, or what stands behind them all.
  [[nodiscard]] std::size_t next_mark(std::size_t at) const {
    while (is_ideograph(at) && !is_mark(at)) at += 3;
    return at;
  }
  /// The three bytes at `at` are a character that only traditional writing has.
  [[nodiscard]] bool is_mark(std::size_t at) const {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text_[at + i]); };
    const std::size_t code = (byte(0) & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
    return (kMarks[code / 64] >> (code % 64) & 1U) != 0;
  }

  [[nodiscard]] bool among_han(std::size_t at, std::size_t length) const {
    const char32_t before = decode_before(text_, at).character;
    const char32_t after = decode(text_, at + length).character;
    return !is_kana(before) && !is_kana(after) && (is_han(before) || is_han(after));
  }

  void replace(std::size_t at, std::size_t length, char32_t better, std::string_view kind) {
    std::string bytes;
    dsl::append_utf8(bytes, better);
    if (bytes.size() != length) return;
    text_.replace(at, length, bytes);
    note(at, at + length, kind);
  }

  void note(std::size_t begin, std::size_t end, std::string_view kind) {
    repairs_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), kind});
  }

  static bool is_token_character(char c) { return is_digit(c) || is_letter(c) || c == '.' || c == ','; }

  /// 1O0, l2.5, 3O: letters for digits, where the rest of the figure are digits and a Chinese character or % follows.
  std::size_t token(std::size_t begin) {
    std::size_t end = begin;
    std::size_t digits = 0;
    std::size_t letters = 0;
    bool figure = true;
    for (; end < text_.size() && is_token_character(text_[end]); ++end) {
      const char c = text_[end];
      if (is_digit(c)) {
        ++digits;
      } else if (is_letter(c)) {
        ++letters;
        figure = figure && (c == 'O' || c == 'o' || c == 'l' || c == 'I');
      }
    }
    if (!figure || letters == 0 || letters > digits || text_[begin] == 'O' || text_[begin] == 'o') return end;
    const bool joined = begin > 0 && (text_[begin - 1] == '-' || text_[begin - 1] == '/' || text_[begin - 1] == '_');
    const bool unit = text_.compare(end, 1, "%") == 0 || is_han(decode(text_, end).character);
    if (joined || !unit) return end;
    for (std::size_t i = begin; i < end; ++i) {
      if (!is_letter(text_[i])) continue;
      text_[i] = text_[i] == 'O' || text_[i] == 'o' ? '0' : '1';
      note(i, i + 1, "look_alike");
    }
    return end;
  }

  std::string& text_;
  std::vector<Repair> repairs_;
};

}  // namespace

std::vector<Repair> repair(std::string& folded) { return Repairer(folded).run(); }

namespace {

/// A letter that may stand for a digit has a digit beside it, or a point or comma of a figure.
bool stands_in_figure(std::string_view text, char letter) {
  const auto of_figure = [&](std::size_t at) {
    return at < text.size() && (is_digit(text[at]) || text[at] == '.' || text[at] == ',');
  };
  for (std::size_t at = text.find(letter); at != std::string_view::npos; at = text.find(letter, at + 1))
    if (of_figure(at - 1) || of_figure(at + 1)) return true;
  return false;
}

}  // namespace

std::string folded_and_repaired(std::string_view text, std::vector<dsl::FoldStep>& steps,
                                std::vector<Repair>& repairs) {
  bool met = false;
  std::string folded = dsl::fold(text, steps, kMarks, met);
  for (const char c : {'O', 'o', 'l', 'I'}) met = met || stands_in_figure(folded, c);
  if (met) repairs = repair(folded);
  return folded;
}

}  // namespace hegui::text

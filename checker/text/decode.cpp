// Recognising other kinds of file, then UTF-8, UTF-16 and GB18030, in this order, each with checks of plausibility.
// Called with the bytes of a submitted file.
// Afterwards the text is valid UTF-8, or there is a message in both languages.
#include "checker/text/decode.hpp"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/ustring.h>

#include <array>
#include <memory>
#include <string>
#include <utility>

#include "checker/text/character_at.hpp"
#include "dsl/utf8.hpp"

namespace hegui::text {

namespace {

using dsl::utf8::Decoded;

struct Signature {
  std::string_view bytes;
  std::string_view zh, en;
};

constexpr std::array kOtherFiles{
    Signature{"PK\x03\x04", "压缩包或 Office 文档（docx、xlsx、zip）",
              "a zip archive or an Office document (docx, xlsx)"},
    Signature{"%PDF", "PDF 文件", "a PDF file"},
    Signature{"\xD0\xCF\x11\xE0", "旧版 Office 文档（doc、xls、wps）", "an old Office document (doc, xls, wps)"},
    Signature{"{\\rtf", "RTF 文档", "an RTF document"},
    Signature{"\x7F"
              "ELF",
              "可执行程序", "a program"},
    Signature{"MZ\x90", "可执行程序", "a program"},
    Signature{"\x89PNG", "图片（PNG）", "an image (PNG)"},
    Signature{"\xFF\xD8\xFF", "图片（JPEG）", "an image (JPEG)"},
    Signature{"GIF8", "图片（GIF）", "an image (GIF)"},
    Signature{"\x1F\x8B", "压缩文件（gzip）", "a compressed file (gzip)"},
    Signature{"7z\xBC\xAF", "压缩文件（7z）", "a compressed file (7z)"},
    Signature{"Rar!", "压缩文件（rar）", "a compressed file (rar)"},
    Signature{"SQLite format 3", "数据库文件", "a database file"},
};

DecodeResult refuse(std::string code, std::string zh, std::string en) {
  DecodeResult result;
  result.error = {std::move(code), std::move(zh), std::move(en)};
  return result;
}

DecodeResult refuse_kind(std::string_view zh, std::string_view en) {
  return refuse("binary", "这不是文本文件，看起来是" + std::string(zh) + "。请先另存为纯文本（UTF-8）。",
                "this is not a text file; it looks like " + std::string(en) + ". Save it as plain text (UTF-8) first");
}

/// What a decoded text consists of, in characters.
struct Census {
  std::uint64_t characters = 0;
  std::uint64_t controls = 0;  // that no text file has
  std::uint64_t replacements = 0;
  std::uint64_t expected = 0;  // ASCII, Chinese, punctuation: what a report is made of

  [[nodiscard]] bool looks_binary() const { return controls * 200 > characters; }
  [[nodiscard]] bool plausible() const { return expected * 10 >= characters * 9; }
};

void count(Census& census, char32_t c) {
  ++census.characters;
  if ((c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x20 && c < 0x7F)) {  // nearly all
    ++census.expected;
    return;
  }
  const bool blank = c == U'\n' || c == U'\r' || c == U'\t' || c == 0x0B || c == 0x0C;
  if ((c < 0x20 && !blank) || (c >= 0x7F && c < 0xA0 && c != 0x85)) ++census.controls;
  if (c == 0xFFFD) ++census.replacements;
  if (blank || (c >= 0x2000 && c <= 0x26FF) || (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFFEF) ||
      c == 0xFEFF || c == 0xA0 || c == 0xB7 || c == 0xD7) {
    ++census.expected;
  }
}

/// Valid UTF-8 with U+FFFD in malformed places.
struct Repaired {
  std::string text;
  Census census;
  std::uint64_t malformed = 0;
  bool cut_off = false;
};

bool incomplete_at_end(std::string_view bytes, std::size_t at) {
  const auto lead = static_cast<unsigned char>(bytes[at]);
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
  if (lead > 0xF4 || at + length <= bytes.size()) return false;
  for (std::size_t i = at + 1; i < bytes.size(); ++i) {
    if (!dsl::utf8::is_continuation(bytes[i])) return false;
  }
  return true;
}

Repaired repair_utf8(std::string_view bytes) {
  Repaired result;
  std::size_t clean = 0;  // everything before has been copied
  for (std::size_t at = 0; at < bytes.size();) {
    if (chinese_at(bytes, at) >= 0x4E00) {
      ++result.census.characters;
      ++result.census.expected;
      at += 3;
      continue;
    }
    const Decoded next = character_at(bytes, at);
    if (!next.valid) {
      result.text.append(bytes, clean, at - clean);
      dsl::utf8::append(result.text, 0xFFFD);
      ++result.malformed;
      if (incomplete_at_end(bytes, at)) {
        result.cut_off = true;
        at = clean = bytes.size();
        break;
      }
      clean = at + next.length;
    } else {
      count(result.census, next.character);
    }
    at += next.length;
  }
  result.text.append(bytes, clean, bytes.size() - clean);
  return result;
}

struct Converted {
  std::string text;
  Census census;
  bool cut_off = false;
};

std::string to_utf8(const std::u16string& units) {
  std::string out;
  out.reserve(units.size() * 3);
  for (std::size_t i = 0; i < units.size(); ++i) {
    char32_t c = units[i];
    if (c >= 0xD800 && c < 0xDC00 && i + 1 < units.size() && units[i + 1] >= 0xDC00 && units[i + 1] < 0xE000) {
      c = 0x10000 + ((c - 0xD800) << 10U) + (units[++i] - 0xDC00U);
    } else if (c >= 0xD800 && c < 0xE000) {
      c = 0xFFFD;  // half of a pair
    }
    dsl::utf8::append(out, c);
  }
  return out;
}

Census census_of(std::string_view text) {
  Census census;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = character_at(text, at);
    count(census, next.character);
    at += next.length;
  }
  return census;
}

Converted from_utf16(std::string_view bytes, bool big_endian) {
  std::u16string units;
  units.reserve(bytes.size() / 2);
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const auto first = static_cast<unsigned char>(bytes[i]);
    const auto second = static_cast<unsigned char>(bytes[i + 1]);
    units += static_cast<char16_t>(big_endian ? first * 256 + second : second * 256 + first);
  }
  Converted result;
  result.cut_off = bytes.size() % 2 != 0;
  result.text = to_utf8(units);
  result.census = census_of(result.text);
  return result;
}

Converted from_gb18030(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open("gb18030", &status), &ucnv_close);
  Converted result;
  if (U_FAILURE(status) != 0) return result;
  std::array<UChar, 8192> chunk{};
  std::u16string units;
  const char* from = bytes.data();
  const char* const end = from + bytes.size();
  bool more = true;
  while (more) {
    UChar* to = chunk.data();
    status = U_ZERO_ERROR;
    ucnv_toUnicode(converter.get(), &to, chunk.data() + chunk.size(), &from, end, nullptr, 1, &status);
    units.append(chunk.data(), static_cast<std::size_t>(to - chunk.data()));
    more = status == U_BUFFER_OVERFLOW_ERROR;
  }
  result.cut_off = status == U_TRUNCATED_CHAR_FOUND || (!units.empty() && units.back() == 0xFFFD);
  result.text = to_utf8(units);
  result.census = census_of(result.text);
  return result;
}

/// Simplified Chinese keeps to the oldest part of GB18030 (both bytes 0xA1 and above); Big5 and noise do not.
bool looks_like_gb2312(std::string_view bytes) {
  std::uint64_t pairs = 0;
  std::uint64_t common = 0;
  for (std::size_t i = 0; i + 1 < bytes.size(); ++i) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    if (lead < 0x81) continue;
    ++pairs;
    if (lead >= 0xA1 && static_cast<unsigned char>(bytes[++i]) >= 0xA1) ++common;
  }
  return common * 10 >= pairs * 9;
}

/// The name of the character set that ICU believes in, for the message.
std::string guessed_charset(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status), &ucsdet_close);
  if (U_FAILURE(status) != 0) return {};
  const std::string_view sample = bytes.substr(0, 64 << 10U);
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &status);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  if (U_FAILURE(status) != 0 || match == nullptr) return {};
  const char* name = ucsdet_getName(match, &status);
  const bool sure = ucsdet_getConfidence(match, &status) >= 50;
  return U_FAILURE(status) == 0 && sure && name != nullptr ? name : "";
}

DecodeResult accept(std::string text, Encoding encoding, std::uint64_t bom, std::uint64_t replaced, bool cut_off) {
  DecodeResult result;
  result.text = Text::from_utf8(std::move(text), encoding, bom);
  result.replaced = replaced;
  result.cut_off = cut_off;
  return result;
}

DecodeResult accept(Converted converted, Encoding encoding, std::uint64_t bom) {
  return accept(std::move(converted.text), encoding, bom, converted.census.replacements, converted.cut_off);
}

constexpr std::string_view kNoText = "文件里没有文字。";

bool few_malformed(std::uint64_t malformed, std::uint64_t characters) { return malformed * 1000 <= characters; }

DecodeResult decode_utf16(std::string_view bytes, bool big_endian) {
  Converted converted = from_utf16(bytes.substr(2), big_endian);
  if (converted.census.characters == 0) return refuse("empty", std::string(kNoText), "the file has no text");
  if (converted.census.looks_binary() || converted.census.replacements * 100 > converted.census.characters) {
    return refuse_kind("二进制数据", "binary data");
  }
  return accept(std::move(converted), big_endian ? Encoding::utf16be : Encoding::utf16le, 2);
}

/// Neither a mark nor valid UTF-8 settled it.
DecodeResult decode_by_plausibility(std::string_view bytes) {
  const bool has_nul = bytes.find('\0') != std::string_view::npos;
  if (bytes.size() >= 4) {
    Converted little = from_utf16(bytes, false);
    Converted big = from_utf16(bytes, true);
    const bool big_wins = big.census.expected > little.census.expected;
    Converted& best = big_wins ? big : little;
    if (best.census.plausible() && !best.census.looks_binary() && has_nul) {
      return accept(std::move(best), big_wins ? Encoding::utf16be : Encoding::utf16le, 0);
    }
  }
  if (has_nul) return refuse_kind("二进制数据", "binary data");
  Converted chinese = from_gb18030(bytes);
  const std::uint64_t malformed = chinese.census.replacements - (chinese.cut_off ? 1U : 0U);
  if (looks_like_gb2312(bytes) && chinese.census.plausible() && !chinese.census.looks_binary() &&
      few_malformed(malformed, chinese.census.characters)) {
    return accept(std::move(chinese), Encoding::gb18030, 0);
  }
  const std::string guess = guessed_charset(bytes);
  const std::string zh = guess.empty() ? "" : "，看起来像 " + guess;
  const std::string en = guess.empty() ? "" : "; it looks like " + guess;
  return refuse("undecodable", "认不出文件的字符编码" + zh + "。请另存为 UTF-8 后再提交。",
                "the character set of the file is not recognised" + en + ". Save it as UTF-8");
}

}  // namespace

DecodeResult decode(std::string_view bytes) {
  if (bytes.empty()) return refuse("empty", "文件是空的。", "the file is empty");
  for (const Signature& signature : kOtherFiles) {
    if (bytes.starts_with(signature.bytes)) return refuse_kind(signature.zh, signature.en);
  }
  if (bytes.starts_with("\xFF\xFE")) return decode_utf16(bytes, false);
  if (bytes.starts_with("\xFE\xFF")) return decode_utf16(bytes, true);

  const bool marked = bytes.starts_with("\xEF\xBB\xBF");
  Repaired repaired = repair_utf8(marked ? bytes.substr(3) : bytes);
  const std::uint64_t damaged = repaired.malformed - (repaired.cut_off ? 1U : 0U);
  const bool is_utf8 = marked || few_malformed(damaged, repaired.census.characters);
  if (is_utf8 && repaired.text.empty()) return refuse("empty", std::string(kNoText), "the file has no text");
  if (is_utf8 && !repaired.census.looks_binary()) {
    return accept(std::move(repaired.text), marked ? Encoding::utf8_bom : Encoding::utf8, marked ? 3 : 0,
                  repaired.malformed, repaired.cut_off);
  }
  return decode_by_plausibility(bytes);
}

}  // namespace hegui::text

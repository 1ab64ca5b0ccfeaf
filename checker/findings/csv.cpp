#include "checker/findings/csv.hpp"

#include <algorithm>
#include <array>

#include "checker/findings/page.hpp"
#include "dsl/utf8.hpp"

namespace hegui::findings {

namespace {

/// -12.5 is a number and stays one; -12+3, +A1, @SUM(…) are not.
bool is_plain_number(std::string_view text) {
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view rest = point == std::string_view::npos ? "0" : text.substr(point + 1);
  const auto digits = [](std::string_view part) {
    return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
  };
  return digits(whole) && digits(rest);
}

/// Signs with which spreadsheets begin a formula, of either width.
bool may_compute(std::string_view text) {
  constexpr std::array<std::string_view, 9> signs = {"=", "+", "-", "@", "＝", "＋", "－", "＠", "|"};
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos || is_plain_number(text)) return false;
  return std::any_of(signs.begin(), signs.end(),
                     [&](std::string_view sign) { return text.substr(begin).starts_with(sign); });
}

}  // namespace

CsvWriter& CsvWriter::field(std::string_view text) {
  std::string clean;
  for (std::size_t at = 0; at < text.size();) {
    const auto character = dsl::utf8::decode(text, at);
    if (character.character < 0x20 || character.character == 0x7F) {
      clean += ' ';
    } else if (!character.valid || steers(character.character)) {
      clean += "\xEF\xBF\xBD";
    } else {
      clean += text.substr(at, character.length);
    }
    at += character.length;
  }
  if (may_compute(clean)) clean.insert(0, "'");
  if (!first_) out_ += ',';
  first_ = false;
  if (clean.find_first_of(",\";'") == std::string::npos) {
    out_ += clean;
    return *this;
  }
  out_ += '"';
  for (const char c : clean) out_.append(c == '"' ? 2 : 1, c);
  out_ += '"';
  return *this;
}

CsvWriter& CsvWriter::end_row() {
  out_ += "\r\n";
  first_ = true;
  return *this;
}

}  // namespace hegui::findings

#include "checker/findings/html.hpp"

#include <fmt/format.h>

#include "dsl/utf8.hpp"

namespace hegui::findings {

namespace {

constexpr std::string_view kStyle =
    "body{font:16px/1.6 \"Noto Sans CJK SC\",\"Microsoft YaHei\",\"PingFang SC\",sans-serif;margin:2rem auto;max-width:"
    "72rem;padding:0 1rem;color:#1b1b1b;background:#fff}"
    "h1,h2,h3{line-height:1.3}h2{border-bottom:1px solid #ccc;margin-top:2.5rem}h3{margin-top:2rem}"
    "table{border-collapse:collapse;margin:1rem 0;font-size:.9em}th,td{border:1px solid #ccc;padding:.25rem .5rem;"
    "text-align:left;vertical-align:top}th{background:#f2f4f7}"
    "pre{background:#f6f6f3;border-left:3px solid #c9c9c0;padding:.6rem .8rem;white-space:pre-wrap;overflow-wrap:"
    "anywhere}"
    ".scroll{overflow-x:auto}.faint{color:#666}.error{color:#a40000}.warning{color:#8a5a00}.note{color:#1f4e79}"
    ".good{color:#1d6b2a}a{color:#1f4e79}dt{font-weight:600}dd{margin:0 0 .4rem 1.5rem}"
    "@media print{body{margin:0;max-width:none}h3{break-after:avoid}pre,tr{break-inside:avoid}}";

std::string_view tag_name(std::string_view tag) { return tag.substr(0, tag.find(' ')); }

}  // namespace

std::string html_escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (std::size_t at = 0; at < text.size();) {
    const auto character = dsl::utf8::decode(text, at);
    switch (character.character) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      case '\r': break;
      default:
        // Besides control characters: marks that turn the direction of writing could make a text read otherwise.
        if ((character.character < 0x20 && character.character != '\n' && character.character != '\t') ||
            character.character == 0x7F || !character.valid ||
            (character.character >= 0x202A && character.character <= 0x202E) ||
            (character.character >= 0x2066 && character.character <= 0x2069)) {
          out += "\xEF\xBF\xBD";
        } else {
          out += text.substr(at, character.length);
        }
    }
    at += character.length;
  }
  return out;
}

std::string html_element(std::string_view tag, std::string_view text) {
  return fmt::format("<{}>{}</{}>", tag, html_escaped(text), tag_name(tag));
}

std::string html_row(const std::vector<std::string>& cells, std::string_view tag) {
  std::string row = "<tr>";
  for (const auto& cell : cells) row += html_element(tag, cell);
  return row + "</tr>\n";
}

std::string html_page(std::string_view title, dsl::Language language, std::string_view body) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>{}</style>\n</head>\n"
      "<body>\n{}</body>\n</html>\n",
      language == dsl::Language::zh ? "zh-CN" : "en", html_escaped(title), kStyle, body);
}

}  // namespace hegui::findings

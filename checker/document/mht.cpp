#include "checker/document/mht.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "checker/document/flow.hpp"
#include "checker/document/html.hpp"

namespace hegui::document {

namespace {

constexpr std::size_t kLongestHead = 8192;

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return lower;
}

std::string decode_quoted_printable(std::string_view text) {
  const auto digit = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
  };
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '=') {
      out += text[at];
    } else if (at + 2 < text.size() && digit(text[at + 1]) >= 0 && digit(text[at + 2]) >= 0) {
      out += static_cast<char>(digit(text[at + 1]) * 16 + digit(text[at + 2]));
      at += 2;
    } else if (at + 1 < text.size() && text[at + 1] == '\n') {
      at += 1;
    } else if (at + 2 < text.size() && text[at + 1] == '\r' && text[at + 2] == '\n') {
      at += 2;
    }
  }
  return out;
}

std::string decode_base64(std::string_view text) {
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    int value = -1;
    if (c >= 'A' && c <= 'Z') value = c - 'A';
    if (c >= 'a' && c <= 'z') value = c - 'a' + 26;
    if (c >= '0' && c <= '9') value = c - '0' + 52;
    if (c == '+') value = 62;
    if (c == '/') value = 63;
    if (value < 0) continue;
    bits = (bits << 6U) | static_cast<std::uint32_t>(value);
    if ((count += 6) >= 8) {
      count -= 8;
      out += static_cast<char>((bits >> static_cast<unsigned>(count)) & 0xFFU);
    }
  }
  return out;
}

/// The first HTML part of the message, decoded; empty when there is none.
std::string html_part(std::string_view message) {
  std::size_t at = 0;
  for (int parts = 0; parts < 100; ++parts) {
    // Headers end at an empty line.
    std::size_t body = message.find("\n\n", at);
    const std::size_t windows = message.find("\r\n\r\n", at);
    std::size_t skip = 2;
    if (windows != std::string_view::npos && (body == std::string_view::npos || windows < body)) {
      body = windows;
      skip = 4;
    }
    if (body == std::string_view::npos) return {};
    const std::string head = lower_case(message.substr(at, std::min(body - at, kLongestHead)));
    const std::size_t begin = body + skip;
    const std::size_t end = std::min(message.find("\n--", begin - 1), message.size());
    if (head.find("content-type: text/html") != std::string::npos) {
      const std::string_view content = message.substr(begin, end - begin);
      if (head.find("quoted-printable") != std::string::npos) return decode_quoted_printable(content);
      if (head.find("base64") != std::string::npos) return decode_base64(content);
      return std::string(content);
    }
    // A multipart head is followed by the first boundary, a part's content by the next one.
    if (end >= message.size()) return {};
    at = std::min(message.find('\n', end + 1), message.size());
    if (at >= message.size()) return {};
    ++at;
  }
  return {};
}

}  // namespace

bool recognises_mht(std::string_view bytes, std::string_view /*path*/) {
  constexpr std::size_t kHead = 4096;
  if (bytes.substr(0, kHead).find('/') == std::string_view::npos) return false;  // of multipart/related, text/html
  const std::string head = lower_case(bytes.substr(0, kHead));
  return head.find("mime-version:") != std::string::npos && head.find("content-type:") != std::string::npos &&
         (head.find("multipart/related") != std::string::npos || head.find("text/html") != std::string::npos);
}

ReadResult read_mht(std::string bytes, std::string path, const Limits& limits, const PageWords& words) {
  std::string page = html_part(bytes);
  if (page.empty())
    return refuse("damaged", "保存的网页里没有正文部分。请在浏览器中重新保存。",
                  "the saved page has no HTML part; save it again");
  ReadResult result = read_html(std::move(page), std::move(path), limits, words);
  if (result.document) result.document->format = "mht";
  return result;
}

}  // namespace hegui::document

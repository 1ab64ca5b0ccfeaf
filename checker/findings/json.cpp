#include "checker/findings/json.hpp"

#include <array>
#include <cstddef>

#include "dsl/utf8.hpp"

namespace hegui::findings {

namespace {

void append_escaped(std::string& out, std::string_view text) {
  constexpr std::array<char, 16> hex = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
  out += '"';
  std::size_t written = 0;  // what comes before stands in `out`; the rest up to `at` goes there as it is
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    const auto code = static_cast<unsigned char>(c);
    if (code >= 0x20 && code < 0x7F && c != '"' && c != '\\') {
      ++at;
      continue;
    }
    if (code >= 0x80) {
      if (const auto decoded = dsl::utf8::decode(text, at); decoded.valid) {
        at += decoded.length;
        continue;
      }
    }
    out.append(text, written, at - written);
    written = ++at;
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\t') {
      out += "\\t";
    } else if (code < 0x20 || code == 0x7F) {
      out += "\\u00";
      out += hex[code >> 4U];
      out += hex[code & 0xFU];
    } else {
      out += "\xEF\xBF\xBD";  // U+FFFD
    }
  }
  out.append(text, written);
  out += '"';
}

}  // namespace

void JsonWriter::newline() {
  if (indent_ <= 0) return;
  out_ += '\n';
  out_.append(static_cast<std::size_t>(depth_ * indent_), ' ');
}

void JsonWriter::before_value() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (!first_) out_ += ',';
  if (depth_ > 0) newline();
  first_ = false;
}

JsonWriter& JsonWriter::begin_object() {
  before_value();
  out_ += '{';
  ++depth_;
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::end_object() {
  --depth_;
  if (!first_) newline();
  out_ += '}';
  first_ = false;
  return *this;
}

JsonWriter& JsonWriter::begin_array() {
  before_value();
  out_ += '[';
  ++depth_;
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::end_array() {
  --depth_;
  if (!first_) newline();
  out_ += ']';
  first_ = false;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  before_value();
  append_escaped(out_, name);
  out_ += indent_ > 0 ? ": " : ":";
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  before_value();
  append_escaped(out_, text);
  return *this;
}

JsonWriter& JsonWriter::value(std::int64_t number) {
  before_value();
  out_ += std::to_string(number);
  return *this;
}

JsonWriter& JsonWriter::value(bool boolean) {
  before_value();
  out_ += boolean ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::row(std::initializer_list<std::int64_t> numbers, int decimals) {
  before_value();
  out_ += '[';
  for (const std::int64_t& number : numbers) {
    if (&number != numbers.begin()) out_ += indent_ > 0 ? ", " : ",";
    std::string digits = std::to_string(number < 0 ? -number : number);
    const auto behind = static_cast<std::size_t>(decimals);
    if (digits.size() <= behind) digits.insert(0, behind + 1 - digits.size(), '0');
    if (behind > 0) digits.insert(digits.size() - behind, 1, '.');
    if (number < 0) out_ += '-';
    out_ += digits;
  }
  out_ += ']';
  return *this;
}

JsonWriter JsonWriter::apart(std::string& out) const {
  JsonWriter writer(out, indent_);
  writer.depth_ = depth_;
  writer.after_key_ = true;  // what goes before the value is written with it
  return writer;
}

JsonWriter& JsonWriter::written(std::string_view json) {
  before_value();
  out_ += json;
  return *this;
}

JsonWriter& JsonWriter::null() {
  before_value();
  out_ += "null";
  return *this;
}

}  // namespace hegui::findings

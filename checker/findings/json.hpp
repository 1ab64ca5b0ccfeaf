// JSON text, written once and correctly: escaping, order of members as given, optional indentation.
// Used by every writer that makes JSON (check, facts, sarif, html data).
// Afterwards the output is valid UTF-8 JSON whatever the report contained.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace hegui::findings {

/// Streaming writer. Members come out in the order they are written; the caller keeps objects and arrays balanced.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out, int indent = 2) : out_(out), indent_(indent) {}
  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);
  JsonWriter& value(std::string_view text);  // invalid UTF-8 becomes U+FFFD
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(std::int64_t number);
  JsonWriter& value(bool boolean);
  template <std::integral Integer>
  JsonWriter& value(Integer number) {
    return value(static_cast<std::int64_t>(number));
  }
  JsonWriter& null();
  /// A writer of single values into another text, which stand there as they would stand here; written() brings them
  /// here.
  [[nodiscard]] JsonWriter apart(std::string& out) const;
  JsonWriter& written(std::string_view json);
  /// An array of whole numbers in one line; `decimals`: that many digits stand behind the point (2: 9006 is 90.06).
  JsonWriter& row(std::initializer_list<std::int64_t> numbers, int decimals = 0);
  /// A member of the open object: key and value.
  template <class Value>
  JsonWriter& member(std::string_view name, const Value& content) {
    return key(name).value(content);
  }

 private:
  void before_value();
  void newline();
  std::string& out_;
  int indent_;
  int depth_ = 0;
  bool first_ = true;
  bool after_key_ = false;
};

}  // namespace hegui::findings

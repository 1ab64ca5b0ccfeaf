// One value of a JSON file of results that is read back, with its place in the file: reports[0].findings[12].rule.
// Made while run_input.cpp reads; files of facts, which may be large and many, have a node of their own
// (facts_node.hpp). Afterwards whatever is missing or of another kind is an error that names its place.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

#include "checker/findings/facts_error.hpp"

namespace hegui::findings {

/// Lives only as long as the node it was asked of: nodes form a chain to the root.
template <class Json>
class JsonNode {
 public:
  explicit JsonNode(const Json& value) : value_(value) {}

  [[nodiscard]] JsonNode operator[](const char* key) const;  // there, else an error
  [[nodiscard]] JsonNode at(std::size_t index) const;        // of an array
  [[nodiscard]] bool has(const char* key) const;             // there and not null
  [[nodiscard]] std::size_t size() const;                    // of an array, else an error
  [[nodiscard]] bool is_null() const { return value_.is_null(); }
  [[nodiscard]] const Json& json() const { return value_; }

  [[nodiscard]] const std::string& text() const;
  [[nodiscard]] std::int64_t whole(std::int64_t least, std::int64_t most) const;
  [[nodiscard]] bool flag() const;
  // Members that may be absent or null.
  [[nodiscard]] std::string text_or_empty(const char* key) const { return has(key) ? (*this)[key].text() : ""; }
  [[nodiscard]] bool flag_or_no(const char* key) const { return has(key) && (*this)[key].flag(); }

  [[nodiscard]] std::string place() const;
  [[noreturn]] void fail(std::string zh, std::string en) const {
    throw FactsError(place(), std::move(zh), std::move(en));
  }

 private:
  JsonNode(const Json& value, const JsonNode* parent, const char* key, std::size_t index)
      : value_(value), parent_(parent), key_(key), index_(index) {}
  void require(bool holds, const char* zh, const char* en) const;

  const Json& value_;
  const JsonNode* parent_ = nullptr;
  const char* key_ = nullptr;  // null: an element of an array
  std::size_t index_ = 0;
};

template <class Json>
void JsonNode<Json>::require(bool holds, const char* zh, const char* en) const {
  if (!holds) fail(std::string("应为") + zh, std::string("should be ") + en);
}

template <class Json>
JsonNode<Json> JsonNode<Json>::operator[](const char* key) const {
  require(value_.is_object(), "对象", "an object");
  const auto found = value_.find(key);
  if (found == value_.end()) fail(std::string("缺少“") + key + "”", std::string("'") + key + "' is missing");
  return {*found, this, key, 0};
}
template <class Json>
JsonNode<Json> JsonNode<Json>::at(std::size_t index) const {
  return {value_.at(index), this, nullptr, index};
}
template <class Json>
bool JsonNode<Json>::has(const char* key) const {
  require(value_.is_object(), "对象", "an object");
  const auto found = value_.find(key);
  return found != value_.end() && !found->is_null();
}
template <class Json>
std::size_t JsonNode<Json>::size() const {
  require(value_.is_array(), "数组", "an array");
  return value_.size();
}
template <class Json>
const std::string& JsonNode<Json>::text() const {
  require(value_.is_string(), "字符串", "a string");
  return value_.template get_ref<const std::string&>();
}
template <class Json>
std::int64_t JsonNode<Json>::whole(std::int64_t least, std::int64_t most) const {
  require(value_.is_number_integer(), "整数", "a whole number");
  // A number above the signed range comes as unsigned.
  const bool huge =
      value_.is_number_unsigned() && value_.template get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX);
  const std::int64_t number = huge ? INT64_MAX : value_.template get<std::int64_t>();
  if (huge || number < least || number > most)
    fail("应在 " + std::to_string(least) + " 至 " + std::to_string(most) + " 之间",
         "should be between " + std::to_string(least) + " and " + std::to_string(most));
  return number;
}
template <class Json>
bool JsonNode<Json>::flag() const {
  require(value_.is_boolean(), " true 或 false", "true or false");
  return value_.template get<bool>();
}
template <class Json>
std::string JsonNode<Json>::place() const {
  if (parent_ == nullptr) return "";
  const std::string above = parent_->place();
  if (key_ == nullptr) return above + "[" + std::to_string(index_) + "]";
  return above.empty() ? key_ : above + "." + key_;
}

}  // namespace hegui::findings

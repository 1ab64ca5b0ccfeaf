// One value of a file of facts, with its place in the file: reports[0].facts[12].canonical.
// Made while a file of facts is read; simdjson is named here, in facts_node.cpp and in facts_lines.cpp only.
// Afterwards whatever is missing or of another kind is an error that names its place.
#pragma once

#include <simdjson.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "checker/findings/facts_error.hpp"

namespace hegui::findings {

/// Lives only as long as the node it was asked of: nodes form a chain to the root.
class FactsNode {
 public:
  explicit FactsNode(simdjson::dom::element value) : value_(value) {}

  [[nodiscard]] FactsNode operator[](const char* key) const;  // there, else an error
  [[nodiscard]] FactsNode at(std::size_t index) const;        // of a short array; for many use each()
  [[nodiscard]] bool has(const char* key) const;              // there and not null
  [[nodiscard]] std::size_t size() const;                     // of an array, else an error
  [[nodiscard]] bool is_null() const { return value_.is_null(); }
  [[nodiscard]] bool is_text() const { return value_.is_string(); }

  /// Visits the elements of an array, in order.
  template <class Visit>
  void each(const Visit& visit) const {
    std::size_t index = 0;
    for (const simdjson::dom::element element : array()) visit(FactsNode(element, this, {}, index++));
  }
  /// Visits the members of an object with their names, in order.
  template <class Visit>
  void each_member(const Visit& visit) const {
    for (const auto [name, element] : object()) visit(name, FactsNode(element, this, name, 0));
  }

  [[nodiscard]] std::string_view view() const;  // of a string; lives as long as the file
  [[nodiscard]] std::string text() const { return std::string(view()); }
  [[nodiscard]] std::int64_t whole(std::int64_t least, std::int64_t most) const;
  [[nodiscard]] bool flag() const;
  // Members that may be absent or null.
  [[nodiscard]] std::string text_or_empty(const char* key) const { return has(key) ? (*this)[key].text() : ""; }
  [[nodiscard]] bool flag_or_no(const char* key) const { return has(key) && (*this)[key].flag(); }

  [[nodiscard]] std::string place() const;
  [[noreturn]] void fail(std::string zh, std::string en) const;

 private:
  FactsNode(simdjson::dom::element value, const FactsNode* parent, std::string_view key, std::size_t index)
      : value_(value), parent_(parent), key_(key), index_(index) {}
  [[nodiscard]] simdjson::dom::array array() const;
  [[nodiscard]] simdjson::dom::object object() const;
  void require(bool holds, const char* zh, const char* en) const;

  simdjson::dom::element value_;
  const FactsNode* parent_ = nullptr;
  std::string_view key_;  // its data is null: an element of an array
  std::size_t index_ = 0;
};

/// Parses; what cannot be parsed is a FactsError that names line and column. The parser holds what the nodes refer to.
simdjson::dom::element parse_facts(simdjson::dom::parser& parser, std::string_view bytes);

}  // namespace hegui::findings

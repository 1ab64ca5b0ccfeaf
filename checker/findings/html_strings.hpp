// Texts that repeat in a page's data (advice, bases, reasons), kept once and named by their number.
// Made by the page writer; the pages of single reports keep their texts where they stand.
// Afterwards a text is written in full where it first appears and as a number from its second time on.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "checker/findings/json.hpp"

namespace hegui::findings {

class HtmlStrings {
 public:
  explicit HtmlStrings(bool enabled) : enabled_(enabled) {}
  /// Writes the text, or the number under which all() holds it. Memory is bounded: what comes after that is written
  /// out.
  void write(JsonWriter& json, std::string_view text);
  [[nodiscard]] const std::vector<std::string>& all() const { return texts_; }

 private:
  bool enabled_;
  std::unordered_set<std::size_t> seen_;  // hashes; two texts with one hash only make a text kept that need not be
  std::unordered_map<std::string, std::size_t> numbers_;
  std::vector<std::string> texts_;
};

}  // namespace hegui::findings

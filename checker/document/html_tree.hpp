// A web page as the parser's tree, within bounds on memory, depth and the time that a page can cost.
// Made by the reader of web pages; the tree lives as long as the object.
// Afterwards walking the tree by recursion is safe.
#pragma once

#include <gumbo.h>

#include <memory>
#include <optional>
#include <string_view>

#include "checker/document/reader.hpp"

namespace hegui::document {

class HtmlTree {
 public:
  /// `page`: valid UTF-8 that outlives the tree. Nothing, and an error, when the page is beyond bounds.
  static std::optional<HtmlTree> parse(std::string_view page, const Limits& limits, ReadError& error);
  HtmlTree(HtmlTree&&) noexcept;
  HtmlTree& operator=(HtmlTree&&) noexcept;
  ~HtmlTree();

  [[nodiscard]] const GumboNode& root() const { return *root_; }

 private:
  class Memory;
  explicit HtmlTree(std::unique_ptr<Memory> memory);
  std::unique_ptr<Memory> memory_;
  const GumboNode* root_ = nullptr;
};

}  // namespace hegui::document

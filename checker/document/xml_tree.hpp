// An XML part to be read: parsed in one pass within bounds, into a flat tree that points into the text of the part.
// Made by the readers of packaged formats, of which unpacking and this take most of the time; what is to be changed
// and written again is parsed by parse_xml (xml.hpp).
// Afterwards walking the tree by recursion is safe: no entities of its own, no document type, a limited depth.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checker/document/reader.hpp"

namespace hegui::document {

class XmlTree;

/// A name of a node. Beside words of the program it is compared in place: that is what readers do most.
class XmlName : public std::string_view {
 public:
  XmlName() = default;
  XmlName(const char* begin, std::size_t length) : std::string_view(begin, length) {}
  template <std::size_t N>
  bool operator==(const char (&word)[N]) const {
    return size() == N - 1 && std::memcmp(data(), word, N - 1) == 0;
  }
  bool operator==(std::string_view other) const { return static_cast<const std::string_view&>(*this) == other; }
};

/// An element, a piece of text, or nothing. Lives as long as its tree stays where it is.
class XmlNode {
 public:
  XmlNode() = default;
  explicit operator bool() const { return tree_ != nullptr; }
  [[nodiscard]] bool is_element() const;
  /// Characters, whether in CDATA or not.
  [[nodiscard]] bool is_text() const;
  /// The name behind the prefix: “p” for “w:p”; empty for text.
  [[nodiscard]] XmlName name() const;
  /// Of an element, by local name; empty when there is none.
  [[nodiscard]] std::string_view attribute(std::string_view name) const;
  /// Of a piece of text: its characters behind those of `into`, with bytes that are no UTF-8 as they are.
  void append_text(std::string& into) const;
  [[nodiscard]] XmlNode first_child() const;
  [[nodiscard]] XmlNode next_sibling() const;

  class Iterator;
  struct Children;
  /// In order; for (const XmlNode& each : node.children()).
  [[nodiscard]] Children children() const;

 private:
  friend class XmlTree;
  XmlNode(const XmlTree* tree, std::uint32_t index) : tree_(tree), index_(index) {}
  const XmlTree* tree_ = nullptr;
  std::uint32_t index_ = 0;
};

class XmlNode::Iterator {
 public:
  explicit Iterator(XmlNode at) : at_(at) {}
  const XmlNode& operator*() const { return at_; }
  Iterator& operator++() {
    at_ = at_.next_sibling();
    return *this;
  }
  bool operator!=(const Iterator& other) const { return static_cast<bool>(at_) != static_cast<bool>(other.at_); }

 private:
  XmlNode at_;
};

struct XmlNode::Children {
  XmlNode first;
  [[nodiscard]] Iterator begin() const { return Iterator(first); }
  [[nodiscard]] static Iterator end() { return Iterator(XmlNode()); }
};

inline XmlNode::Children XmlNode::children() const { return {first_child()}; }

class XmlTree {
 public:
  XmlTree() = default;
  XmlTree(const XmlTree&) = delete;  // nodes and views point here
  XmlTree& operator=(const XmlTree&) = delete;

  /// Takes UTF-8, or UTF-16 with a BOM; what is wrong with it, or nothing.
  std::optional<ReadError> parse(std::string xml, std::string_view part, const Limits& limits);
  /// The first element.
  [[nodiscard]] XmlNode document_element() const;
  /// The part in bytes; some may be no UTF-8.
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  friend class XmlNode;
  friend class XmlTreeParser;
  enum class Kind : std::uint8_t { element, text, cdata };
  struct Item {
    std::uint32_t begin = 0;   // of the local name, or of the characters
    std::uint32_t length = 0;  // of the attributes behind the name, or of the characters
    std::uint32_t next = 0;    // sibling, 0: none
    std::uint16_t name = 0;    // length
    Kind kind = Kind::element;
    bool special = false;  // an element with something in it; characters that are written otherwise (&amp;)
  };
  [[nodiscard]] std::string_view slice(std::size_t begin, std::size_t length) const {
    return std::string_view(text_).substr(begin, length);
  }
  std::string_view keep(std::string decoded) const;

  std::string text_;
  std::vector<Item> items_;                  // in the order of the text; what is in an element follows it
  mutable std::deque<std::string> decoded_;  // values that are written otherwise
};

inline bool XmlNode::is_element() const {
  return tree_ != nullptr && tree_->items_[index_].kind == XmlTree::Kind::element;
}
inline bool XmlNode::is_text() const { return tree_ != nullptr && !is_element(); }
inline XmlName XmlNode::name() const {
  if (tree_ == nullptr) return {};
  const XmlTree::Item& item = tree_->items_[index_];
  return {tree_->text_.data() + item.begin, item.name};
}
inline XmlNode XmlNode::first_child() const {
  return is_element() && tree_->items_[index_].special ? XmlNode(tree_, index_ + 1) : XmlNode();
}
inline XmlNode XmlNode::next_sibling() const {
  const std::uint32_t next = tree_ == nullptr ? 0 : tree_->items_[index_].next;
  return next == 0 ? XmlNode() : XmlNode(tree_, next);
}

inline XmlName local_name(const XmlNode& node) { return node.name(); }
inline std::string_view attribute(const XmlNode& node, std::string_view name) { return node.attribute(name); }
/// The first child element with this local name.
template <std::size_t N>
XmlNode child(const XmlNode& node, const char (&name)[N]) {
  XmlNode each = node.first_child();
  while (each && each.name() != name) each = each.next_sibling();
  return each;
}
inline XmlNode child(const XmlNode& node, std::string_view name) {
  XmlNode each = node.first_child();
  while (each && each.name() != name) each = each.next_sibling();
  return each;
}
/// All characters below the node; bytes that are no UTF-8 become U+FFFD, as they do in attributes.
std::string text_below(const XmlNode& node);
/// The same with such bytes as they are, for texts that compose() mends as a whole.
void append_text_below(const XmlNode& node, std::string& into);

/// A whole number, or nothing; never throws.
std::optional<long> to_number(std::string_view text);

}  // namespace hegui::document

// Paragraph styles of a Word document: what they and direct formatting say about a paragraph.
// Made from styles.xml; asked for each paragraph by the docx reader.
// Afterwards the look of a paragraph is that of its own formatting over its style over the styles below that.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "checker/document/xml_tree.hpp"

namespace hegui::document {

/// Unset parts come from the style below.
struct Look {
  std::optional<int> outline, num, level;
  std::string num_style;  // the style that names the list
  std::optional<bool> centred, bold;
};

class DocxStyles {
 public:
  void read(const XmlNode& styles);
  /// Of a paragraph with these properties (w:pPr).
  [[nodiscard]] Look look_of(const XmlNode& paragraph_properties) const;
  /// The list that each numbering style names, by the style's id.
  [[nodiscard]] const std::map<std::string, int, std::less<>>& lists() const { return lists_; }

 private:
  std::map<std::string, Look, std::less<>> styles_;
  std::map<std::string, int, std::less<>> lists_;
  std::string default_;
  mutable const std::pair<const std::string, Look>* last_ = nullptr;  // the style that was asked for last
};

/// A switch (w:b, w:vanish) that is there and not switched off.
bool is_on(const XmlNode& flag);

}  // namespace hegui::document

// Paragraph styles of a Word document: what they and direct formatting say about a paragraph.
// Made from styles.xml; asked for each paragraph by the docx reader.
// Afterwards the look of a paragraph is that of its own formatting over its style over the styles below that.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <string>

namespace hegui::document {

/// Unset parts come from the style below.
struct Look {
  std::optional<int> outline, num, level;
  std::string num_style;  // the style that names the list
  std::optional<bool> centred, bold;
};

class DocxStyles {
 public:
  void read(const pugi::xml_node& styles);
  /// Of a paragraph with these properties (w:pPr).
  [[nodiscard]] Look look_of(const pugi::xml_node& paragraph_properties) const;
  /// The list that each numbering style names, by the style's id.
  [[nodiscard]] const std::map<std::string, int, std::less<>>& lists() const { return lists_; }

 private:
  std::map<std::string, Look, std::less<>> styles_;
  std::map<std::string, int, std::less<>> lists_;
  std::string default_;
};

/// A switch (w:b, w:vanish) that is there and not switched off.
bool is_on(const pugi::xml_node& flag);

}  // namespace hegui::document

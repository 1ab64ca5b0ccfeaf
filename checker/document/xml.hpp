// An XML part that is to be changed and written again: parsed by pugixml, within the bounds of xml_tree.hpp.
// Used by the writers of letters and annotated copies; what is only read is an XmlTree.
// Afterwards walking the tree by recursion is safe, and names can be compared without their namespace prefix.
#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "checker/document/reader.hpp"
#include "checker/document/xml_tree.hpp"

namespace hegui::document {

/// Parses `xml` (UTF-8 or UTF-16 with a BOM) into `document`; what is wrong, or nothing.
std::optional<ReadError> parse_xml(const std::string& xml, std::string_view part, const Limits& limits,
                                   pugi::xml_document& document);

/// The name behind the prefix: “p” for “w:p”.
std::string_view local_name(const pugi::xml_node& node);
std::string_view local_name(const pugi::xml_attribute& attribute);
/// The first child element with this local name.
pugi::xml_node child(const pugi::xml_node& node, std::string_view name);
/// The attribute's value by local name, or empty.
std::string_view attribute(const pugi::xml_node& node, std::string_view name);
/// All characters below the node.
std::string text_below(const pugi::xml_node& node);

}  // namespace hegui::document

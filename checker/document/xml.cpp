#include "checker/document/xml.hpp"

#include <cstring>

#include "checker/text/shown.hpp"
#include "dsl/utf8.hpp"

namespace hegui::document {

namespace {

void collect_text(const pugi::xml_node& node, std::string& into) {
  for (const pugi::xml_node& each : node.children()) {
    if (each.type() == pugi::node_pcdata || each.type() == pugi::node_cdata) into += each.value();
    if (each.type() == pugi::node_element) collect_text(each, into);
  }
}

/// “p” and “w:p” are called p. Asked for every node, so it looks at the end of the name first.
bool is_called(const char* full, std::string_view name) {
  const std::size_t length = std::strlen(full);
  if (length < name.size() || std::memcmp(full + length - name.size(), name.data(), name.size()) != 0) return false;
  return length == name.size() || full[length - name.size() - 1] == ':';
}

std::string_view behind_prefix(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// The parser takes bytes as they are; what is not UTF-8 would go on into what is written.
std::string valid(const std::string& xml) {
  if (dsl::find_invalid_utf8(xml) == std::string::npos) return xml;
  std::string text;
  text.reserve(xml.size() + 16);
  for (std::size_t at = 0; at < xml.size();) {
    const auto next = dsl::utf8::decode(xml, at);
    dsl::utf8::append(text, next.character);
    at += next.length;
  }
  return text;
}

}  // namespace

std::optional<ReadError> parse_xml(const std::string& xml, std::string_view part, const Limits& limits,
                                   pugi::xml_document& document) {
  XmlTree bounded;
  if (auto error = bounded.parse(xml, part, limits)) return error;
  const std::string text = valid(bounded.text());
  const auto result =
      document.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8);
  if (result) return std::nullopt;
  const std::string name = text::shown(part);
  return ReadError{"damaged", "文件已损坏：“" + name + "”不是完整的 XML。请重新导出后再提交。",
                   "the file is damaged: part '" + name + "' is not well-formed XML; export it again"};
}

std::string_view local_name(const pugi::xml_node& node) { return behind_prefix(node.name()); }
std::string_view local_name(const pugi::xml_attribute& attribute) { return behind_prefix(attribute.name()); }

pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
  for (pugi::xml_node each = node.first_child(); each; each = each.next_sibling())
    if (is_called(each.name(), name) && each.type() == pugi::node_element) return each;
  return {};
}

std::string_view attribute(const pugi::xml_node& node, std::string_view name) {
  for (pugi::xml_attribute each = node.first_attribute(); each; each = each.next_attribute())
    if (is_called(each.name(), name)) return each.value();
  return {};
}

std::string text_below(const pugi::xml_node& node) {
  std::string text;
  collect_text(node, text);
  return text;
}

}  // namespace hegui::document

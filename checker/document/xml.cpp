#include "checker/document/xml.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace hegui::document {

namespace {

ReadError bad_xml(std::string_view part, const char* zh, const char* en) {
  const std::string name(part);
  return {"damaged", "文件已损坏：“" + name + "”" + zh + "。请重新导出后再提交。",
          "the file is damaged: part '" + name + "' " + en + "; export it again"};
}

/// Depth and counts, from the marks alone, before anything is built. Comments, CDATA and values in quotes may hold “<”.
std::optional<ReadError> measure(std::string_view xml, std::string_view part, const Limits& limits) {
  std::uint32_t depth = 0;
  std::uint64_t nodes = 0;
  for (std::size_t at = xml.find('<'); at != std::string_view::npos; at = xml.find('<', at)) {
    const std::string_view rest = xml.substr(at);
    if (rest.starts_with("<!--")) {
      const std::size_t end = xml.find("-->", at);
      if (end == std::string_view::npos) break;
      at = end + 3;
      continue;
    }
    if (rest.starts_with("<![CDATA[")) {
      const std::size_t end = xml.find("]]>", at);
      if (end == std::string_view::npos) break;
      at = end + 3;
      continue;
    }
    if (rest.starts_with("<!DOCTYPE") || rest.starts_with("<!ENTITY"))
      return bad_xml(part, "里有文档类型声明，不予处理", "declares a document type, which is not accepted");
    std::uint32_t attributes = 0;
    char quote = 0;
    std::size_t end = at + 1;
    for (; end < xml.size(); ++end) {
      const char c = xml[end];
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
        ++attributes;
      } else if (c == '>') {
        break;
      }
    }
    if (attributes > limits.max_attributes)
      return bad_xml(part, "里一个标记的属性太多", "has a tag with too many attributes");
    if (++nodes > limits.max_nodes) return bad_xml(part, "里的标记太多", "has too many tags");
    if (rest.starts_with("</")) {
      if (depth > 0) --depth;
    } else if (!rest.starts_with("<?") && end > at && end < xml.size() && xml[end - 1] != '/') {
      if (++depth > limits.max_depth) return bad_xml(part, "里的标记嵌套太深", "is nested too deeply");
    }
    at = end;
  }
  return std::nullopt;
}

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

}  // namespace

std::optional<ReadError> parse_xml(const std::string& xml, std::string_view part, const Limits& limits,
                                   pugi::xml_document& document) {
  if (auto error = measure(xml, part, limits)) return error;
  const auto result =
      document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_auto);
  if (!result) return bad_xml(part, "不是完整的 XML", "is not well-formed XML");
  return std::nullopt;
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

std::optional<long> to_number(std::string_view text) {
  long number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end == text.data()) return std::nullopt;
  return number;
}

}  // namespace hegui::document

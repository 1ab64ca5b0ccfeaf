#include "checker/document/xml.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "checker/text/decode.hpp"
#include "checker/text/shown.hpp"
#include "dsl/utf8.hpp"

namespace hegui::document {

namespace {

ReadError bad_xml(std::string_view part, const char* zh, const char* en) {
  const std::string name = text::shown(part);
  return {"damaged", "文件已损坏：“" + name + "”" + zh + "。请重新导出后再提交。",
          "the file is damaged: part '" + name + "' " + en + "; export it again"};
}

struct Passage {
  std::string_view mark, close;
};

/// Where “<” and quotation marks mean nothing, exactly as the parser sees it: “<!-->” does not end a comment.
Passage passage_without_tags(std::string_view rest) {
  if (rest.size() < 2 || (rest[1] != '!' && rest[1] != '?')) return {};
  for (const Passage& each : {Passage{"<!--", "-->"}, Passage{"<![CDATA[", "]]>"}, Passage{"<?", "?>"}})
    if (rest.starts_with(each.mark)) return each;
  return {};
}

ReadError excess(std::string_view part, const char* zh, const char* en, std::uint64_t most, std::string_view option) {
  const std::string name = text::shown(part), limit = std::to_string(most);
  ReadError error = beyond("“" + name + "”" + zh + "超过了 " + limit + " 的上限，不像一份报告",
                           "part '" + name + "' has more " + en + " than the limit of " + limit, option);
  error.code = "damaged";
  return error;
}

/// Depth and counts, from the marks alone, before anything is built. Comments, CDATA and values in quotes may hold “<”.
std::optional<ReadError> measure(std::string_view xml, std::string_view part, const Limits& limits) {
  std::uint32_t depth = 0;
  std::uint64_t nodes = 0;
  for (std::size_t at = xml.find('<'); at != std::string_view::npos; at = xml.find('<', at)) {
    const std::string_view rest = xml.substr(at);
    if (const auto [mark, close] = passage_without_tags(rest); !mark.empty()) {
      const std::size_t end = xml.find(close, at + mark.size());
      if (end == std::string_view::npos) break;
      at = end + close.size();
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
      return excess(part, "里一个标记的属性", "attributes of one tag", limits.max_attributes, "--max-attributes");
    if (++nodes > limits.max_nodes) return excess(part, "里的标记", "tags", limits.max_nodes, "--max-tags");
    if (rest.starts_with("</")) {
      if (depth > 0) --depth;
    } else if (end > at && end < xml.size() && xml[end - 1] != '/') {
      if (++depth > limits.max_depth)
        return excess(part, "里的标记嵌套层数", "levels of tags", limits.max_depth, "--max-depth");
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

/// The tree may be deeper than its marks looked. Goes by the links between the nodes: recursion is what is at stake.
bool is_deeper(const pugi::xml_document& document, std::uint32_t most) {
  std::uint32_t depth = 0;
  for (pugi::xml_node at = document.first_child(); at;) {
    if (const auto below = at.first_child()) {
      if (++depth > most) return true;
      at = below;
      continue;
    }
    while (at && !at.next_sibling()) {
      at = at.parent();
      if (depth == 0 || !at || at == document) return false;
      --depth;
    }
    at = at.next_sibling();
  }
  return false;
}

bool is_wide(std::string_view xml) {
  return xml.starts_with("\xFF\xFE") || xml.starts_with("\xFE\xFF") ||
         xml.substr(0, 4).find('\0') != std::string_view::npos;
}

/// The parser takes bytes as they are; what is not UTF-8 would go on into quotes and outputs.
std::string as_utf8(const std::string& xml, bool& readable) {
  if (is_wide(xml)) {
    const text::DecodeResult decoded = text::decode(xml);
    readable = decoded.text.has_value();
    return readable ? std::string(decoded.text->original()) : std::string();
  }
  std::string valid;
  valid.reserve(xml.size() + 16);
  for (std::size_t at = 0; at < xml.size();) {
    const auto next = dsl::utf8::decode(xml, at);
    dsl::utf8::append(valid, next.character);
    at += next.length;
  }
  return valid;
}

std::string_view behind_prefix(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::optional<ReadError> parse_utf8(const std::string& xml, std::string_view part, const Limits& limits,
                                    pugi::xml_document& document) {
  if (auto error = measure(xml, part, limits)) return error;
  const auto result =
      document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8);
  if (!result) return bad_xml(part, "不是完整的 XML", "is not well-formed XML");
  if (is_deeper(document, limits.max_depth + 2)) return bad_xml(part, "里的标记嵌套太深", "is nested too deeply");
  return std::nullopt;
}

}  // namespace

std::optional<ReadError> parse_xml(const std::string& xml, std::string_view part, const Limits& limits,
                                   pugi::xml_document& document) {
  if (is_wide(xml) || dsl::find_invalid_utf8(xml) != std::string_view::npos) {
    bool readable = true;
    const std::string valid = as_utf8(xml, readable);
    if (!readable) return bad_xml(part, "的字符编码认不出", "has an unknown character set");
    return parse_utf8(valid, part, limits, document);
  }
  return parse_utf8(xml, part, limits, document);
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

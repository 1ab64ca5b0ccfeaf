#include "checker/findings/docx_characters.hpp"

#include <charconv>

#include "checker/document/xml.hpp"
#include "dsl/utf8.hpp"

namespace hegui::findings {

namespace {

using document::attribute;
using document::child;
using document::local_name;

bool is_on(const pugi::xml_node& flag) {
  const std::string_view value = attribute(flag, "val");
  return value != "0" && value != "false" && value != "off" && value != "none";
}

/// Goes through the document as the reader does (checker/document/docx.cpp): deleted and hidden text, the code of
/// fields and the second form of alternatives are left out.
class Walk {
 public:
  Walk(DocxCharacters& into, std::string_view xml) : into_(into), xml_(xml) {}

  void blocks(const pugi::xml_node& node) {
    for (const auto& each : node.children()) {
      const std::string_view name = local_name(each);
      if (name == "p") {
        paragraph(each);
      } else if (name == "tr" && child(child(each, "trPr"), "del")) {
        continue;
      } else if (name == "del" || name == "moveFrom" || name == "sectPr") {
        continue;
      } else if (name == "AlternateContent") {
        blocks(chosen(each));
      } else if (each.type() == pugi::node_element) {
        blocks(each);
      }
    }
  }

 private:
  static pugi::xml_node chosen(const pugi::xml_node& alternatives) {
    const auto choice = child(alternatives, "Choice");
    return choice ? choice : child(alternatives, "Fallback");
  }

  void paragraph(const pugi::xml_node& node) {
    std::vector<pugi::xml_node> boxes;
    int field = 0;
    runs(node, boxes, field);
    ++paragraphs_;
    for (const auto& box : boxes) blocks(box);
  }

  void runs(const pugi::xml_node& node, std::vector<pugi::xml_node>& boxes, int& field) {
    for (const auto& each : node.children()) {
      const std::string_view name = local_name(each);
      if (name == "r") {
        if (const auto hidden = child(child(each, "rPr"), "vanish"); hidden && is_on(hidden)) continue;
        content(each, each, boxes, field);
      } else if (name == "del" || name == "moveFrom" || name == "pPr" || name == "rPr" || name == "p" ||
                 name == "tbl") {
        continue;
      } else if (name == "AlternateContent") {
        runs(chosen(each), boxes, field);
      } else if (each.type() == pugi::node_element) {
        runs(each, boxes, field);
      }
    }
  }

  void content(const pugi::xml_node& node, const pugi::xml_node& run, std::vector<pugi::xml_node>& boxes, int& field) {
    for (const auto& each : node.children()) {
      const std::string_view name = local_name(each);
      if (name == "fldChar") {
        const std::string_view type = attribute(each, "fldCharType");
        field = type == "begin" ? 1 : type == "separate" ? 2 : 0;
      } else if (name == "AlternateContent") {
        content(chosen(each), run, boxes, field);
      } else if (name == "drawing" || name == "pict" || name == "object") {
        find_boxes(each, boxes);
      } else if (name == "t" && field != 1) {
        text(each, run);
      }
    }
  }

  void find_boxes(const pugi::xml_node& node, std::vector<pugi::xml_node>& boxes) {
    for (const auto& each : node.children()) {
      if (local_name(each) == "txbxContent") {
        boxes.push_back(each);
      } else if (local_name(each) == "AlternateContent") {
        find_boxes(chosen(each), boxes);
      } else if (each.type() == pugi::node_element) {
        find_boxes(each, boxes);
      }
    }
  }

  /// The characters between the tags, entities decoded. Texts that hold anything but characters are passed over.
  void text(const pugi::xml_node& node, const pugi::xml_node& run) {
    const auto inside = node.first_child();
    if (!inside || inside.type() != pugi::node_pcdata || inside.next_sibling()) return;
    const auto offset = inside.offset_debug();
    if (offset < 0 || static_cast<std::size_t>(offset) >= xml_.size()) return;
    // What was parsed begins behind the tag; blanks before it belong to it too.
    const std::size_t begin = xml_.rfind('>', static_cast<std::size_t>(offset)) + 1;
    const std::size_t end = xml_.find('<', begin);
    if (begin == 0 || end == std::string_view::npos) return;
    into_.texts.push_back({node, run, begin, end});
    const auto index = static_cast<std::uint32_t>(into_.texts.size() - 1);
    for (std::size_t at = begin; at < end;) {
      std::size_t length = 0;
      const char32_t character = decoded(at, end, length);
      if (!is_blank_character(character)) {
        into_.starts.push_back(static_cast<std::uint32_t>(into_.letters.size()));
        dsl::append_utf8(into_.letters, character);
        into_.characters.push_back({index, paragraphs_, at, at + length});
      }
      at += length;
    }
  }

  [[nodiscard]] char32_t decoded(std::size_t at, std::size_t end, std::size_t& length) const {
    const std::string_view rest = xml_.substr(at, end - at);
    const std::size_t semicolon = rest[0] == '&' ? rest.find(';') : std::string_view::npos;
    if (semicolon != std::string_view::npos && semicolon < 12) {
      length = semicolon + 1;
      const std::string_view name = rest.substr(1, semicolon - 1);
      if (name == "amp") return '&';
      if (name == "lt") return '<';
      if (name == "gt") return '>';
      if (name == "quot") return '"';
      if (name == "apos") return '\'';
      if (name.size() > 1 && name[0] == '#') {
        const bool hex = name[1] == 'x' || name[1] == 'X';
        const std::string_view digits = name.substr(hex ? 2 : 1);
        std::uint32_t code = 0;
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
        if (read.ec == std::errc() && code <= 0x10FFFF) return code;
      }
    }
    const auto next = dsl::utf8::decode(xml_, at);
    length = next.length;
    return next.character;
  }

  DocxCharacters& into_;
  std::string_view xml_;
  std::uint32_t paragraphs_ = 0;
};

}  // namespace

bool is_blank_character(char32_t character) {
  return character <= 0x20 || character == 0xA0 || character == 0x3000 || character == 0xFEFF ||
         (character >= 0x2000 && character <= 0x200F);
}

DocxCharacters docx_characters(const pugi::xml_document& document, std::string_view xml) {
  DocxCharacters found;
  Walk(found, xml).blocks(child(document.document_element(), "body"));
  return found;
}

}  // namespace hegui::findings

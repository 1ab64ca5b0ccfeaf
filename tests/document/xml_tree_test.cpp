// The reader of XML parts against pugixml: the same tree of everything that both accept, and the same refusals.
#include "checker/document/xml_tree.hpp"

#include <gtest/gtest.h>

#include <pugixml.hpp>
#include <random>

#include "dsl/utf8.hpp"
#include "tests/document/packages.hpp"

namespace hegui::document {
namespace {

std::string behind_prefix(std::string_view name) {
  const std::size_t colon = name.find(':');
  return std::string(colon == std::string_view::npos ? name : name.substr(colon + 1));
}

/// Elements with their attributes, text in one piece: comments and CDATA may cut it differently.
void show(const pugi::xml_node& node, std::string& out) {
  for (const pugi::xml_node& each : node.children()) {
    if (each.type() == pugi::node_pcdata || each.type() == pugi::node_cdata) out += each.value();
    if (each.type() != pugi::node_element) continue;
    out += "\n<" + behind_prefix(each.name());
    for (const pugi::xml_attribute& attribute : each.attributes())
      out += " " + behind_prefix(attribute.name()) + "=" + attribute.value();
    out += ">";
    show(each, out);
    out += "</>";
  }
}

/// The other tree's attributes by the names that this one has; each is asked for.
void show(const XmlNode& node, const pugi::xml_node& like, std::string& out) {
  pugi::xml_node other = like.first_child();
  for (const XmlNode& each : node.children()) {
    if (each.is_text()) {
      each.append_text(out);
      continue;
    }
    while (other && other.type() != pugi::node_element) other = other.next_sibling();
    out += "\n<" + std::string(each.name());
    for (const pugi::xml_attribute& attribute : other.attributes()) {
      const std::string name = behind_prefix(attribute.name());
      out += " " + name + "=" + std::string(each.attribute(name));
    }
    out += ">";
    show(each, other, out);
    out += "</>";
    other = other.next_sibling();
  }
}

/// Attributes of one element whose names are the same behind the prefix: only the first can be asked for.
bool has_doubles(const pugi::xml_node& node) {
  for (const pugi::xml_node& each : node.children()) {
    std::vector<std::string> names;
    for (const pugi::xml_attribute& attribute : each.attributes()) names.push_back(behind_prefix(attribute.name()));
    std::sort(names.begin(), names.end());
    if (std::adjacent_find(names.begin(), names.end()) != names.end() || has_doubles(each)) return true;
  }
  return false;
}

/// What both make of it. The trees of what both accept are equal; what is refused here and not there is told.
enum class Verdict : std::uint8_t { same, both_refuse, refused_here, refused_there };

Verdict compare(const std::string& xml) {
  pugi::xml_document other;
  const bool there = static_cast<bool>(
      other.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8));
  XmlTree tree;
  const bool here = !tree.parse(xml, "part.xml", Limits{});
  if (here && there && !has_doubles(other)) {
    std::string expected, shown;
    show(other.document_element(), expected);
    show(tree.document_element(), other.document_element(), shown);
    EXPECT_EQ(shown, expected) << xml;
    EXPECT_EQ(tree.document_element().name(), behind_prefix(other.document_element().name())) << xml;
  }
  return here && there ? Verdict::same
         : here        ? Verdict::refused_there
         : there       ? Verdict::refused_here
                       : Verdict::both_refuse;
}

const std::vector<std::string>& samples() {
  static const std::vector<std::string> all{
      "<a/>",
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<w:a xmlns:w=\"u\" w:b='1'> x <w:b/>y<!-- <c> --><w:c "
      "d=\"&lt;&#20013;\"/></w:a>\n",
      "<a>1&amp;2&#65;&#x4E00;&nbsp;&#;&#x;&lt &quot;&apos;</a>",
      "<a b=\"x\r\ny\tz\nu\">l\r\nm\rn</a>",
      "<a><![CDATA[<b>&amp;]]>c<![CDATA[]]></a>",
      "<a >< /a></a>",
      "<a><b></a></b>",
      "<a b></a>",
      "<a b=1/>",
      "<a b=\"1\"c=\"2\"/>",
      "<a b = '1' c= \"2>3\" />",
      "<a><b/",
      "<a>text",
      "<a></a ><b/>behind",
      "before<a/>",
      "<a><!-- --->x</a>",
      "<a><!-->x</a>",
      "<:a/>",
      "<1/>",
      "<a:b:c d:e:f=\"1\"/>",
      "<a></ a>",
      "<\xE8\xA1\xA8 \xE5\x80\xBC='1'>\xE6\x96\x87</\xE8\xA1\xA8>",
      "",
      " ",
      "text",
      paragraph("（一）全年支出1,234.56万元") + paragraph("<w:r><w:t xml:space=\"preserve\"> a </w:t></w:r>"),
  };
  return all;
}

TEST(XmlTree, IsTheTreeThatPugixmlMakes) {
  for (const std::string& xml : samples()) {
    const Verdict verdict = compare(xml);
    EXPECT_TRUE(verdict == Verdict::same || verdict == Verdict::both_refuse) << xml << static_cast<int>(verdict);
  }
}

TEST(XmlTree, IsTheSameForDamagedParts) {
  std::mt19937 random(20221122);
  const std::string marks = "<>/=\"'& \n!?-[]:ax#;";
  std::size_t accepted = 0, told_apart = 0;
  for (int round = 0; round < 40'000; ++round) {
    std::string xml = samples()[random() % samples().size()];
    for (std::size_t edits = random() % 4; edits > 0 && !xml.empty(); --edits) {
      const std::size_t at = random() % xml.size();
      switch (random() % 3) {
        case 0: xml[at] = marks[random() % marks.size()]; break;
        case 1: xml.insert(at, 1, marks[random() % marks.size()]); break;
        default: xml.erase(at, 1 + random() % 3);
      }
    }
    // What is no UTF-8 is mended when it is asked for, and a character zero ends no text.
    if (dsl::find_invalid_utf8(xml) != std::string::npos || xml.find("&#0") != std::string::npos ||
        xml.find("&#x0") != std::string::npos)
      continue;
    const Verdict verdict = compare(xml);
    accepted += verdict == Verdict::same ? 1 : 0;
    told_apart += verdict == Verdict::refused_here || verdict == Verdict::refused_there ? 1 : 0;
    EXPECT_NE(verdict, Verdict::refused_there) << xml;  // nothing is read that the other finds damaged
    EXPECT_NE(verdict, Verdict::refused_here) << xml;   // and nothing is lost that it reads
  }
  EXPECT_GT(accepted, 8'000U);
  EXPECT_EQ(told_apart, 0U);
}

TEST(XmlTree, LimitsAreToldByTheirOptions) {
  Limits few;
  few.max_depth = 3;
  few.max_attributes = 2;
  few.max_nodes = 9;
  const auto told = [&](const std::string& xml) {
    XmlTree tree;
    const auto error = tree.parse(xml, "part.xml", few);
    return error ? error->en : std::string();
  };
  EXPECT_EQ(told("<a><b><c><d/></c></b></a>"), "");
  EXPECT_NE(told("<a><b><c><d></d></c></b></a>").find("--max-depth"), std::string::npos);
  EXPECT_EQ(told("<a b='1' c='2'/>"), "");
  EXPECT_NE(told("<a b='1' c='2' d='3'/>").find("--max-attributes"), std::string::npos);
  EXPECT_NE(told("<a><b/><b/><b/><b/><b/><b/><b/><b/></a>").find("--max-tags"), std::string::npos);
  EXPECT_NE(told("<!DOCTYPE a><a/>").find("document type"), std::string::npos);
  EXPECT_NE(told("<a><!ENTITY b 'c'></a>").find("document type"), std::string::npos);
}

}  // namespace
}  // namespace hegui::document

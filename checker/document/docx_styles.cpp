#include "checker/document/docx_styles.hpp"

#include <utility>

#include "checker/document/xml_tree.hpp"

namespace hegui::document {

namespace {

constexpr int kStyleChain = 20;  // styles based on styles

void fill(Look& look, const Look& below) {
  if (!look.outline) look.outline = below.outline;
  if (!look.num) {
    look.num = below.num;
    look.num_style = below.num_style;
  }
  if (!look.level) look.level = below.level;
  if (!look.centred) look.centred = below.centred;
  if (!look.bold) look.bold = below.bold;
}

std::optional<int> small_number(std::string_view text) {
  const auto number = to_number(text);
  if (!number || *number < -1 || *number > 1'000'000) return std::nullopt;
  return static_cast<int>(*number);
}

Look direct_look(const XmlNode& paragraph_properties, const XmlNode& run_properties) {
  Look look;
  bool outline = false, list = false;
  for (const auto& each : paragraph_properties.children()) {
    const XmlName name = local_name(each);
    if (name == "outlineLvl" && !std::exchange(outline, true)) {
      look.outline = small_number(attribute(each, "val"));
    } else if (name == "numPr" && !std::exchange(list, true)) {
      look.num = small_number(attribute(child(each, "numId"), "val"));
      look.level = small_number(attribute(child(each, "ilvl"), "val"));
    } else if (name == "jc" && !look.centred) {
      look.centred = attribute(each, "val") == "center";
    }
  }
  if (const auto bold = child(run_properties, "b")) look.bold = is_on(bold);
  return look;
}

}  // namespace

bool is_on(const XmlNode& flag) {
  const std::string_view value = attribute(flag, "val");
  return value != "0" && value != "false" && value != "off" && value != "none";
}

void DocxStyles::read(const XmlNode& styles) {
  std::map<std::string, std::pair<Look, std::string>, std::less<>> own;
  for (const auto& each : styles.children()) {
    if (local_name(each) != "style") continue;
    const std::string id(attribute(each, "styleId"));
    if (attribute(each, "type") == "numbering") lists_[id] = direct_look(child(each, "pPr"), {}).num.value_or(0);
    if (attribute(each, "type") != "paragraph") continue;
    own[id] = {direct_look(child(each, "pPr"), child(each, "rPr")),
               std::string(attribute(child(each, "basedOn"), "val"))};
    if (own[id].first.num) own[id].first.num_style = id;
    if (attribute(each, "default") == "1") default_ = id;
  }
  for (const auto& [id, style] : own) {
    Look look = style.first;
    std::string below = style.second;
    for (int step = 0; step < kStyleChain && !below.empty(); ++step) {
      const auto found = own.find(below);
      if (found == own.end()) break;
      fill(look, found->second.first);
      below = found->second.second;
    }
    styles_[id] = look;
  }
}

Look DocxStyles::look_of(const XmlNode& paragraph_properties) const {
  Look look = direct_look(paragraph_properties, {});
  const std::string_view named = attribute(child(paragraph_properties, "pStyle"), "val");
  const std::string_view wanted = named.empty() ? std::string_view(default_) : named;
  if (last_ == nullptr || last_->first != wanted) {  // most paragraphs have the style of the one before
    const auto style = styles_.find(wanted);
    if (style == styles_.end()) return look;
    last_ = &*style;
  }
  fill(look, last_->second);
  return look;
}

}  // namespace hegui::document

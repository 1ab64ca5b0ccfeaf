#include "checker/document/package_remarks.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "checker/document/package.hpp"
#include "checker/document/xml_tree.hpp"

namespace hegui::document {

namespace {

constexpr std::size_t kMostParts = 500;   // of relations or signatures looked at
constexpr std::size_t kMostNames = 5;     // told in one remark
constexpr std::size_t kLongestName = 60;  // bytes

bool holds(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// A name out of a file, short and without control characters, whole characters only.
std::string tidy(std::string_view name) {
  std::string text;
  for (const char c : name.substr(0, kLongestName)) text += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  if (name.size() > kLongestName) {
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U) text.pop_back();
    if (!text.empty()) text.pop_back();
    text += "…";
  }
  return text;
}

std::string listed(const std::set<std::string>& names) {
  std::string text;
  std::size_t told = 0;
  for (const std::string& name : names) {
    if (++told > kMostNames) return text + "…";
    text += (text.empty() ? "" : "、") + name;
  }
  return text;
}

class Looker {
 public:
  Looker(Package& package, const Limits& limits) : package_(package), limits_(limits) {}

  std::vector<Remark> look() {
    names();
    relations();
    signatures();
    tell(macros_, "macros", "文件里有宏，没有运行。", "the file has macros; they were not run");
    tell(objects_, "objects", "文件里嵌有别的程序的对象（OLE、控件），没有打开。",
         "objects of other programs are embedded in the file; they were not opened");
    tell(template_, "template", "文件附有外部模板，没有访问。",
         "the file has an external template; it was not fetched");
    tell(pictures_, "remote_pictures", "文件引用了别处的图片，没有下载。",
         "the file refers to pictures elsewhere; they were not fetched");
    tell(links_, "external_links", "文件链接到别的文件的内容，没有访问；显示的是保存时的内容。",
         "the file links to contents of other files, which were not fetched; what was saved with it is shown");
    if (signatures_ > 0) {
      const std::string count = std::to_string(signatures_), who = listed(signers_);
      remarks_.push_back({"signatures",
                          "文件有 " + count + " 个数字签名（签章）" + (who.empty() ? "" : "：" + who) + "；没有验证。",
                          "the file has " + count + " digital signatures" + (who.empty() ? "" : ": " + who) +
                              "; they were not verified"});
    }
    return std::move(remarks_);
  }

 private:
  void tell(bool found, const char* code, const char* zh, const char* en) {
    if (found) remarks_.push_back({code, zh, en});
  }

  void names() {
    for (const std::string& name : package_.names()) {
      macros_ = macros_ || name.ends_with("vbaProject.bin") || name.starts_with("Basic/") ||
                name.starts_with("Scripts/") || holds(name, "/macrosheets/");
      objects_ = objects_ || holds(name, "/embeddings/") || holds(name, "/activeX/") ||
                 name.starts_with("ObjectReplacements/");
      links_ = links_ || holds(name, "/externalLinks/externalLink");
      if (holds(name, "_xmlsignatures/sig") || name == "META-INF/documentsignatures.xml") ++signatures_;
    }
  }

  /// The word is there, or may be written otherwise (UTF-16, character references).
  static bool may_lead_out(std::string_view relations) {
    return holds(relations, "External") || relations.find('&') != std::string_view::npos ||
           relations.find('\0') != std::string_view::npos;
  }

  /// Targets outside the package, by what they are. Ordinary hyperlinks are text.
  void relations() {
    std::size_t parts = 0;
    for (const std::string& name : package_.names()) {
      if (!name.ends_with(".rels") || ++parts > kMostParts) continue;
      const auto content = package_.part(name);
      XmlTree document;
      if (!content || !may_lead_out(*content) || document.parse(*content, name, limits_)) continue;
      for (const XmlNode& each : document.document_element().children()) {
        if (attribute(each, "TargetMode") != "External") continue;
        const std::string_view type = attribute(each, "Type");
        template_ = template_ || type.ends_with("/attachedTemplate");
        pictures_ = pictures_ || type.ends_with("/image");
        links_ = links_ || type.ends_with("/oleObject") || type.ends_with("/frame") || type.ends_with("/subDocument") ||
                 type.ends_with("/externalLinkPath");
      }
    }
  }

  /// The signatures of an OFD: a list, and in each the program and the company that made it.
  void signatures() {
    std::size_t parts = 0;
    for (const std::string& name : package_.names()) {
      const std::string file = name.substr(name.rfind('/') + 1);
      if (file != "Signature.xml" || ++parts > kMostParts) continue;
      ++signatures_;
      XmlTree document;
      if (!load(name, document)) continue;
      const auto provider = child(child(document.document_element(), "SignedInfo"), "Provider");
      for (const char* part : {"Company", "ProviderName"})
        if (const auto who = attribute(provider, part); !who.empty()) {
          signers_.insert(tidy(who));
          break;
        }
    }
  }

  bool load(const std::string& name, XmlTree& document) {
    auto content = package_.part(name);
    return content && !document.parse(*std::move(content), name, limits_);
  }

  Package& package_;
  const Limits& limits_;
  std::vector<Remark> remarks_;
  bool macros_ = false, objects_ = false, template_ = false, pictures_ = false, links_ = false;
  std::size_t signatures_ = 0;
  std::set<std::string> signers_;
};

}  // namespace

void add_package_remarks(Package& package, const Limits& limits, Document& document) {
  for (Remark& remark : Looker(package, limits).look()) {
    const auto same = [&](const Remark& other) { return other.code == remark.code; };
    if (std::none_of(document.remarks.begin(), document.remarks.end(), same))
      document.remarks.push_back(std::move(remark));
  }
}

}  // namespace hegui::document

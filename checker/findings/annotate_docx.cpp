#include "checker/findings/annotate_docx.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <set>

#include "checker/document/package.hpp"
#include "checker/document/xml.hpp"
#include "checker/findings/docx_characters.hpp"
#include "checker/findings/html.hpp"
#include "checker/findings/page.hpp"
#include "checker/findings/write_error.hpp"
#include "checker/findings/zip_editor.hpp"
#include "dsl/utf8.hpp"

namespace hegui::findings {

namespace {

constexpr std::string_view kMain = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
constexpr std::string_view kStrict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t kWindow = 65'536;  // bytes that may stand between two paragraphs: numbers, notes
constexpr std::size_t kMostPlaces = 8;   // further places named in a comment
constexpr std::size_t kLongestLine = 6'000;

WriteError not_commented(const std::string& zh, const std::string& en) {
  return {"不能加批注：" + zh, "cannot add comments: " + en};
}

/// The letters of the text as it was read, and which character of the file each one is.
class TextMap {
 public:
  TextMap(const report::Report& report, const DocxCharacters& file) {
    const std::string_view all = report.document.text->original();
    // Headers come first in the text and are no part of the document's body.
    std::size_t body = all.size();
    for (const auto& block : report.document.blocks)
      if (block.role != document::Role::furniture)
        body = std::min<std::size_t>(body, report.document.text->to_original(block.slice.begin));
    for (std::size_t at = body; at < all.size();) {
      const auto next = dsl::utf8::decode(all, at);
      if (!is_blank_character(next.character)) {
        offsets_.push_back(static_cast<std::uint32_t>(at));
        starts_.push_back(static_cast<std::uint32_t>(letters_.size()));
        letters_ += all.substr(at, next.length);
      }
      at += next.length;
    }
    found_.assign(offsets_.size(), kNone);
    align(file);
  }

  /// First and last character of the file that make the range of original(), when all of it is in the file in a row.
  [[nodiscard]] std::optional<std::pair<std::uint32_t, std::uint32_t>> find(std::uint32_t begin,
                                                                            std::uint32_t end) const {
    const auto from = std::lower_bound(offsets_.begin(), offsets_.end(), begin);
    const auto to = std::lower_bound(offsets_.begin(), offsets_.end(), end);
    if (from == to) return std::nullopt;
    const auto first = static_cast<std::size_t>(from - offsets_.begin());
    const auto last = static_cast<std::size_t>(to - offsets_.begin()) - 1;
    for (std::size_t i = first; i <= last; ++i)
      if (found_[i] == kNone || (i > first && found_[i] != found_[i - 1] + 1)) return std::nullopt;
    return std::pair(found_[first], found_[last]);
  }

 private:
  /// Paragraph by paragraph, in order: the text has automatic numbers and notes between them that the file has not.
  void align(const DocxCharacters& file) {
    const std::string_view letters = letters_;
    std::size_t cursor = 0;
    for (std::size_t i = 0; i < file.characters.size();) {
      std::size_t j = i;
      while (j < file.characters.size() && file.characters[j].paragraph == file.characters[i].paragraph) ++j;
      const std::size_t from = file.starts[i];
      const std::size_t to = j < file.starts.size() ? file.starts[j] : file.letters.size();
      const std::string_view words = std::string_view(file.letters).substr(from, to - from);
      const std::size_t found = letters.substr(cursor, kWindow + words.size()).find(words);
      if (found != std::string_view::npos) {
        auto at = static_cast<std::size_t>(std::lower_bound(starts_.begin(), starts_.end(), cursor + found) -
                                           starts_.begin());
        for (std::size_t k = i; k < j && at < found_.size(); ++k, ++at) found_[at] = static_cast<std::uint32_t>(k);
        cursor += found + words.size();
      }
      i = j;
    }
  }

  std::string letters_;
  std::vector<std::uint32_t> offsets_, starts_;  // in original(), in letters_
  std::vector<std::uint32_t> found_;             // index into DocxCharacters::characters
};

/// What is put into the XML at one byte.
struct Insertion {
  std::string ends, begins;  // marks; ends come first
  bool split = false;        // within a run: it is closed before them and opened again behind
  std::uint32_t text = 0;
};

class Marker {
 public:
  Marker(const DocxCharacters& file, std::string_view xml) : file_(file), xml_(xml) {}

  /// Marks the characters as the range of the comment; false when the file allows no comment there.
  bool mark(std::uint32_t first, std::uint32_t last, int id) {
    if (!allows(first) || !allows(last)) return false;
    const std::string w = prefix_of(first);
    at_begin(first).begins += fmt::format("<{}commentRangeStart {}id=\"{}\"/>", w, w, id);
    at_end(last).ends +=
        fmt::format("<{0}commentRangeEnd {0}id=\"{1}\"/><{0}r><{0}commentReference {0}id=\"{1}\"/></{0}r>", w, id);
    return true;
  }

  [[nodiscard]] bool allows(std::uint32_t character) const {
    const auto& text = file_.texts[file_.characters[character].text];
    if (text.node.parent() != text.run) return false;
    for (auto node = text.run; node; node = node.parent())
      if (document::local_name(node) == "txbxContent") return false;  // Word allows no comments in text boxes
    return true;
  }

  [[nodiscard]] std::string result() const {
    std::map<std::uint64_t, std::string> put;
    std::set<std::uint32_t> split_texts;
    for (const auto& [offset, insertion] : insertions_) {
      std::string marks = insertion.ends + insertion.begins;
      if (insertion.split) {
        const auto& text = file_.texts[insertion.text];
        split_texts.insert(insertion.text);
        marks = fmt::format("</{}></{}>{}<{}>{}<{} xml:space=\"preserve\">", text.node.name(), text.run.name(), marks,
                            text.run.name(), run_properties(text), text.node.name());
      }
      put[offset] += marks;
    }
    // A blank at the end of the first half would be dropped otherwise.
    for (const auto index : split_texts) {
      const auto& text = file_.texts[index];
      const std::size_t tag = xml_.rfind('<', text.begin - 1);
      if (xml_.substr(tag, text.begin - tag).find("xml:space") == std::string_view::npos)
        put[text.begin - 1] += " xml:space=\"preserve\"";
    }
    std::string out;
    std::size_t done = 0;
    for (const auto& [offset, text] : put) {
      out += xml_.substr(done, offset - done);
      out += text;
      done = offset;
    }
    return out += xml_.substr(done);
  }

 private:
  [[nodiscard]] std::string prefix_of(std::uint32_t character) const {
    const std::string_view name = file_.texts[file_.characters[character].text].run.name();
    return std::string(name.substr(0, name.find(':') == std::string_view::npos ? 0 : name.find(':') + 1));
  }

  static pugi::xml_node element_before(pugi::xml_node node) {
    do node = node.previous_sibling();
    while (node && node.type() != pugi::node_element);
    return node;
  }
  static pugi::xml_node element_behind(pugi::xml_node node) {
    do node = node.next_sibling();
    while (node && node.type() != pugi::node_element);
    return node;
  }

  Insertion& at_begin(std::uint32_t character) {
    const auto& place = file_.characters[character];
    const auto& text = file_.texts[place.text];
    const auto before = element_before(text.node);
    if (place.begin == text.begin && (!before || document::local_name(before) == "rPr"))
      return insertions_[static_cast<std::uint64_t>(text.run.offset_debug()) - 1];
    return split_at(place.begin, place.text);
  }

  Insertion& at_end(std::uint32_t character) {
    const auto& place = file_.characters[character];
    const auto& text = file_.texts[place.text];
    if (place.end == text.end && !element_behind(text.node)) {
      const std::size_t closing = xml_.find("</" + std::string(text.run.name()), text.end);
      if (closing != std::string_view::npos) return insertions_[xml_.find('>', closing) + 1];
    }
    return split_at(place.end, place.text);
  }

  Insertion& split_at(std::uint64_t offset, std::uint32_t text) {
    Insertion& insertion = insertions_[offset];
    insertion.split = true;
    insertion.text = text;
    return insertion;
  }

  /// The bytes of the run's properties, or nothing.
  [[nodiscard]] std::string_view run_properties(const DocxText& text) const {
    const auto properties = document::child(text.run, "rPr");
    if (!properties) return {};
    const auto begin = static_cast<std::size_t>(properties.offset_debug()) - 1;
    const auto end = static_cast<std::size_t>(element_behind(properties).offset_debug()) - 1;
    std::string_view bytes = xml_.substr(begin, end - begin);
    return bytes.substr(0, bytes.rfind('>') + 1);
  }

  const DocxCharacters& file_;
  std::string_view xml_;
  std::map<std::uint64_t, Insertion> insertions_;
};

/// The package with the parts that comments need.
class CommentedPackage {
 public:
  explicit CommentedPackage(std::string_view bytes) : bytes_(bytes) {
    document::ReadError error;
    package_ = document::Package::open(bytes, limits_, error);
    if (!package_) throw not_commented(error.zh, error.en);
    main_ = "word/document.xml";
    pugi::xml_document relations;
    if (load("_rels/.rels", relations))
      for (const auto& each : relations.document_element().children()) {
        const std::string target = document::resolve_part("", document::attribute(each, "Target"));
        if (document::attribute(each, "Type").ends_with("/officeDocument") && package_->has(target)) main_ = target;
      }
    const auto content = package_->part(main_);
    if (!content) throw not_commented("文件里没有正文", "the file has no document part");
    xml_ = *content;
    if (document::parse_xml(xml_, main_, limits_, document_) || xml_.starts_with("\xFF\xFE") ||
        xml_.starts_with("\xFE\xFF"))
      throw not_commented("正文不是 UTF-8 的 XML", "the document part is no XML in UTF-8");
  }

  [[nodiscard]] const pugi::xml_document& document() const { return document_; }
  [[nodiscard]] std::string_view xml() const { return xml_; }
  [[nodiscard]] std::string_view name_space() const {
    return xml_.find(kStrict) != std::string::npos ? kStrict : kMain;
  }
  /// The first id that no comment of the file has.
  [[nodiscard]] int first_id() {
    find_comments();
    long highest = -1;
    pugi::xml_document comments;
    if (!comments_.empty() && load(comments_, comments))
      for (const auto& each : comments.document_element().children())
        highest = std::max(highest, document::to_number(document::attribute(each, "id")).value_or(-1));
    return static_cast<int>(std::clamp(highest + 1, 0L, 1'000'000'000L));
  }

  std::string finish(std::string main, const std::string& comments) {
    find_comments();
    ZipEditor zip(bytes_);
    zip.put(main_, std::move(main));
    const std::string folder = main_.substr(0, main_.rfind('/') + 1), file = main_.substr(folder.size());
    if (!comments_.empty()) {
      zip.put(comments_, before_end(comments_, comments));
      return zip.finish();
    }
    std::string name = "comments.xml";
    for (int n = 2; package_->has(folder + name); ++n) name = "comments" + std::to_string(n) + ".xml";
    const bool strict = name_space() != kMain;
    const std::string office = strict ? "http://purl.oclc.org/ooxml/officeDocument/relationships"
                                      : "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const std::string start = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    zip.put(folder + name,
            start + "<w:comments xmlns:w=\"" + std::string(name_space()) + "\">" + comments + "</w:comments>");
    const std::string relation =
        "<Relationship Id=\"heguiComments\" Type=\"" + office + "/comments\" Target=\"" + name + "\"/>";
    const std::string relations = folder + "_rels/" + file + ".rels";
    zip.put(relations,
            package_->has(relations)
                ? before_end(relations, relation)
                : start + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" +
                      relation + "</Relationships>");
    zip.put(
        "[Content_Types].xml",
        before_end(
            "[Content_Types].xml",
            "<Override PartName=\"/" + folder + name +
                "\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml\"/>"));
    return zip.finish();
  }

 private:
  bool load(const std::string& part, pugi::xml_document& into) {
    const auto content = package_->part(part);
    return content && !document::parse_xml(*content, part, limits_, into);
  }

  void find_comments() {
    const std::string folder = main_.substr(0, main_.rfind('/') + 1);
    pugi::xml_document relations;
    if (!comments_.empty() || !load(folder + "_rels/" + main_.substr(folder.size()) + ".rels", relations)) return;
    for (const auto& each : relations.document_element().children()) {
      const std::string target = document::resolve_part(main_, document::attribute(each, "Target"));
      if (document::attribute(each, "Type").ends_with("/comments") && package_->has(target)) comments_ = target;
    }
  }

  /// The part with something put before the end of its outermost element.
  std::string before_end(const std::string& part, const std::string& more) {
    auto content = package_->part(part);
    if (!content) throw not_commented("不能读“" + part + "”", "cannot read '" + part + "'");
    const std::size_t end = content->rfind("</");
    if (end != std::string::npos) return content->insert(end, more);
    // <w:comments …/>: opened, filled and closed.
    const std::size_t empty = content->rfind("/>"), open = content->rfind('<');
    if (empty == std::string::npos || open == std::string::npos || open > empty)
      throw not_commented("不能读“" + part + "”", "cannot read '" + part + "'");
    const std::size_t name_end = content->find_first_of(" />\t\r\n", open + 1);
    const std::string name = content->substr(open + 1, name_end - open - 1);
    return content->replace(empty, 2, ">" + more + "</" + name + ">");
  }

  std::string_view bytes_;
  document::Limits limits_;
  std::optional<document::Package> package_;
  std::string main_, xml_, comments_;
  pugi::xml_document document_;
};

std::string comment_xml(int id, std::string_view name_space, const std::vector<std::string>& lines) {
  std::string xml =
      fmt::format("<w:comment xmlns:w=\"{}\" w:id=\"{}\" w:author=\"hegui\" w:initials=\"hg\">", name_space, id);
  for (std::size_t i = 0; i < lines.size(); ++i)
    xml += std::string("<w:p>") + (i == 0 ? "<w:r><w:annotationRef/></w:r>" : "") +
           "<w:r><w:t xml:space=\"preserve\">" + html_escaped(lines[i]) + "</w:t></w:r></w:p>";
  return xml + "</w:comment>";
}

}  // namespace

std::vector<std::string> comment_lines(const CheckedReport& report, const Finding& finding, const Wording& words) {
  std::vector<std::string> lines;
  const auto line = [&](std::string_view name, std::string text) {
    if (text.empty()) return;
    if (text.size() > kLongestLine) {
      std::size_t cut = kLongestLine;
      while (cut > 0 && dsl::utf8::is_continuation(text[cut])) --cut;
      text.resize(cut);
      text += "……";
    }
    lines.push_back(std::string(name) + (name.empty() ? "" : std::string(words.say("：", ": "))) + text);
  };
  line("", fmt::format("{}{} {} {}", words.say("〔", "["), words.severity(finding), finding.rule,
                       std::string(words.say("〕", "]")) + harmless(finding.title)));
  line("", harmless(finding.message));
  line(words.say("计算", "Arithmetic"), harmless(finding.derivation));
  line(words.say("金额", "Amount"), words.amount(finding));
  line(words.say("推测", "Guess"), harmless(finding.hypothesis));
  line(words.say("依据", "Basis"), words.basis(finding));
  line(words.say("建议", "Advice"), harmless(finding.advice));
  std::vector<std::string> places;
  for (std::size_t i = 1; i < finding.evidence.size() && places.size() < kMostPlaces; ++i) {
    const auto& each = finding.evidence[i];
    std::string quote = harmless(each.quote);
    if (quote.size() > 120) {
      std::size_t cut = 120;
      while (cut > 0 && dsl::utf8::is_continuation(quote[cut])) --cut;
      quote = quote.substr(0, cut) + "……";
    }
    const std::string place = words.place(report, each, false);
    places.push_back("【" + quote + "】" + place);
  }
  line(words.say("另据", "See also"), words.joined(places));
  line(words.say("存疑", "Inferred"), words.review(finding));
  if (finding.waived) line(words.say("已豁免", "Waived"), harmless(finding.waiver));
  return lines;
}

Annotated annotate_docx(std::string_view bytes, const CheckedReport& report, const Wording& words) {
  if (report.report == nullptr) throw not_commented("没有读出的报告", "there is no report to compare with");
  CommentedPackage package(bytes);
  const DocxCharacters file = docx_characters(package.document(), package.xml());
  const TextMap map(*report.report, file);
  Marker marker(file, package.xml());
  // Findings about the whole report stand at the first paragraph that can have a comment.
  std::optional<std::pair<std::uint32_t, std::uint32_t>> beginning;
  for (std::uint32_t i = 0; i < file.characters.size() && !beginning; ++i) {
    std::uint32_t j = i;
    while (j + 1 < file.characters.size() && file.characters[j + 1].paragraph == file.characters[i].paragraph) ++j;
    if (marker.allows(i) && marker.allows(j)) beginning = {i, j};
    i = j;
  }
  Annotated result;
  int id = package.first_id();
  std::string comments;
  const auto& text = *report.report->document.text;
  for (const auto& finding : report.findings) {
    bool placed = false;
    if (!finding.evidence.empty()) {
      const auto& at = finding.evidence.front().at;
      const auto begin = text.to_original(at.begin);
      const auto range = map.find(begin, begin + static_cast<std::uint32_t>(text.quote(at.begin, at.end).size()));
      placed = at.end > at.begin && range && marker.mark(range->first, range->second, id);
    }
    if (!placed && (!beginning || !marker.mark(beginning->first, beginning->second, id))) continue;
    ++(placed ? result.placed : result.unplaced);
    comments += comment_xml(id++, package.name_space(), comment_lines(report, finding, words));
  }
  result.bytes = comments.empty() ? std::string(bytes) : package.finish(marker.result(), comments);
  return result;
}

}  // namespace hegui::findings

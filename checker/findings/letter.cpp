#include "checker/findings/letter.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <pugixml.hpp>
#include <set>
#include <sstream>

#include "checker/document/package.hpp"
#include "checker/document/xml.hpp"
#include "checker/findings/letter_template.hpp"
#include "checker/findings/write_error.hpp"
#include "checker/findings/zip_editor.hpp"
#include "checker/text/shown.hpp"

namespace hegui::findings {

namespace {

using Kind = Placeholder::Kind;

constexpr std::array<Placeholder, 39> kPlaceholders = {{
    {"单位", "unit"},
    {"年度", "year"},
    {"文种", "type"},
    {"报告", "report"},
    {"地区", "region"},
    {"文件", "file"},
    {"发现数", "findings"},
    {"错误数", "errors"},
    {"警告数", "warnings"},
    {"提示数", "notes"},
    {"豁免数", "waived"},
    {"没有读懂的数字", "not_understood"},
    {"规则集", "rulebooks"},
    {"程序", "program"},
    {"核查单位", "sender"},
    {"日期", "date"},
    {"问题表", "table", Kind::table},
    {"不能判断", "not_judged", Kind::not_judged},
    {"仅错误", "errors_only", Kind::errors},
    {"有发现", "if_findings", Kind::condition},
    {"没有发现", "if_no_findings", Kind::condition},
    {"有豁免", "if_waived", Kind::condition},
    {"有不能判断", "if_not_judged", Kind::condition},
    {"序号", "no", Kind::finding},
    {"类别", "category", Kind::finding},
    {"规则", "rule", Kind::finding},
    {"标题", "title", Kind::finding},
    {"问题", "finding", Kind::finding},
    {"原文", "passage", Kind::finding},
    {"位置", "place", Kind::finding},
    {"原文及位置", "passage_and_place", Kind::finding},
    {"计算", "arithmetic", Kind::finding},
    {"金额", "amount", Kind::finding},
    {"依据", "basis", Kind::finding},
    {"建议", "advice", Kind::finding},
    {"级别", "severity", Kind::finding},
    {"对象", "about", Kind::finding},
    {"存疑", "review", Kind::finding},
    {"发现编号", "id", Kind::finding},
}};

const Placeholder* find_placeholder(std::string_view name) {
  for (const auto& each : kPlaceholders)
    if (name == each.zh || name == each.en) return &each;
  return nullptr;
}

bool is(const pugi::xml_node& node, std::string_view name) { return document::local_name(node) == name; }

/// The texts of a paragraph in order; those of paragraphs inside it (text boxes) are their own.
void texts_of(const pugi::xml_node& node, std::vector<pugi::xml_node>& texts) {
  for (const auto& each : node.children()) {
    if (is(each, "t")) {
      texts.push_back(each);
    } else if (!is(each, "p") && each.type() == pugi::node_element) {
      texts_of(each, texts);
    }
  }
}

std::string joined_text(const std::vector<pugi::xml_node>& texts) {
  std::string all;
  for (const auto& text : texts) all += text.text().get();
  return all;
}

struct Found {
  std::size_t begin = 0, end = 0;  // in the joined text, with the braces
  std::string name;
};

std::string trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(' ') - begin + 1));
}

std::vector<Found> find_all(std::string_view text) {
  std::vector<Found> all;
  for (std::size_t at = 0; (at = text.find("{{", at)) != std::string_view::npos;) {
    const std::size_t end = text.find("}}", at + 2);
    if (end == std::string_view::npos) {
      all.push_back({at, text.size(), std::string(text.substr(at))});
      break;
    }
    all.push_back({at, end + 2, trimmed(text.substr(at + 2, end - at - 2))});
    at = end + 2;
  }
  return all;
}

void set_text(pugi::xml_node text, const std::string& content) {
  text.text().set(content.c_str());
  if (auto space = text.attribute("xml:space"); !space) text.append_attribute("xml:space").set_value("preserve");
}

/// Puts values for placeholders, which may be spread over several runs; those without a value are left.
void fill_paragraph(const pugi::xml_node& paragraph, const LetterValues& values) {
  std::vector<pugi::xml_node> texts;
  texts_of(paragraph, texts);
  const auto found = find_all(joined_text(texts));
  for (auto each = found.rbegin(); each != found.rend(); ++each) {
    const auto* known = find_placeholder(each->name);
    if (known == nullptr) continue;
    const auto value = values.find(known->en);
    if (value == values.end()) continue;
    std::size_t start = 0;
    bool placed = false;
    for (auto& text : texts) {
      std::string content = text.text().get();
      const std::size_t size = content.size();
      const std::size_t from = std::max(start, each->begin), to = std::min(start + size, each->end);
      if (from < to) {
        content.replace(from - start, to - from, placed ? std::string() : value->second);
        placed = true;
        set_text(text, content);
      }
      start += size;
      if (start >= each->end) break;
    }
  }
}

template <typename Visit>
void each_paragraph(const pugi::xml_node& node, const Visit& visit) {
  if (is(node, "p")) visit(node);
  for (auto child = node.first_child(); child;) {
    const auto next = child.next_sibling();  // a visitor may put something before it
    if (child.type() == pugi::node_element) each_paragraph(child, visit);
    child = next;
  }
}

std::vector<Found> placeholders_in(const pugi::xml_node& paragraph) {
  std::vector<pugi::xml_node> texts;
  texts_of(paragraph, texts);
  return find_all(joined_text(texts));
}

/// What is repeated: the innermost row of a table, else the paragraph.
pugi::xml_node unit_of(pugi::xml_node paragraph, const pugi::xml_node& top) {
  for (auto node = paragraph; node && node != top; node = node.parent())
    if (is(node, "tr")) return node;
  return paragraph;
}

std::string saved(const pugi::xml_document& document) {
  std::ostringstream out;
  document.save(out, "", pugi::format_raw, pugi::encoding_utf8);
  return out.str();
}

}  // namespace

std::span<const Placeholder> placeholders() { return kPlaceholders; }

struct LetterFiller::State {
  std::string package, name, main;
  dsl::Language language = dsl::Language::zh;
  pugi::xml_document document;  // the template's main part
  pugi::xml_document result;    // the same with an empty body, then with the letters
  pugi::xml_node body;          // of the result
  std::map<std::string, std::shared_ptr<pugi::xml_document>> frames;  // headers and footers that have placeholders
  std::vector<std::pair<std::string, std::string>> finished_frames;
  std::string content_types;
  std::size_t letters = 0;

  [[nodiscard]] WriteError bad(const std::string& zh, const std::string& en) const {
    return {"模板“" + name + "”不能用：" + zh, "the template '" + name + "' cannot be used: " + en};
  }

  void load();
  std::size_t check(const pugi::xml_node& node) const;
  void fill(const pugi::xml_node& top, const LetterContent& content) const;
  static void drop(const pugi::xml_node& top, const LetterContent& content);
  void repeat(const pugi::xml_node& unit, const LetterContent& content) const;
  void end_letter();
};

/// How many placeholders there are; an unknown one is an error that names those that are known.
std::size_t LetterFiller::State::check(const pugi::xml_node& node) const {
  std::size_t count = 0;
  each_paragraph(node, [&](const pugi::xml_node& paragraph) {
    for (const auto& found : placeholders_in(paragraph)) {
      ++count;
      if (find_placeholder(found.name) != nullptr) continue;
      std::string zh, en;
      for (const auto& each : kPlaceholders) {
        zh += (zh.empty() ? "" : "、") + std::string(each.zh);
        en += (en.empty() ? "" : ", ") + std::string(each.en);
      }
      const std::string shown = text::shown(found.name, 30);
      throw bad("没有占位符“" + shown + "”。可以用的有：" + zh,
                "there is no placeholder '" + shown + "'; there are: " + en);
    }
  });
  return count;
}

void LetterFiller::State::load() {
  const document::Limits limits;
  document::ReadError error;
  auto opened = document::Package::open(package, limits, error);
  if (!opened) throw bad("不是 docx 文件。" + error.zh, "it is no docx file; " + error.en);
  main = "word/document.xml";
  const auto load_part = [&](const std::string& part, pugi::xml_document& into) {
    const auto xml = opened->part(part);
    if (!xml) throw bad("里面没有“" + part + "”", "it has no '" + part + "'");
    if (const auto wrong = document::parse_xml(*xml, part, limits, into)) throw bad(wrong->zh, wrong->en);
  };
  load_part(main, document);
  const auto template_body = document::child(document.document_element(), "body");
  if (!template_body) throw bad("里面没有正文", "it has no body");
  std::size_t count = check(template_body);
  for (const auto& part : opened->names()) {
    const bool frame = part.starts_with("word/header") || part.starts_with("word/footer");
    if (!frame || !part.ends_with(".xml")) continue;
    auto xml = std::make_shared<pugi::xml_document>();
    load_part(part, *xml);
    const std::size_t own = check(xml->document_element());
    count += own;
    if (own > 0) frames[part] = xml;
  }
  if (count == 0)
    throw bad(
        "里面没有占位符，例如 {{单位}}、{{问题表}}；`hegui template -o 模板.docx` 写出一份可以修改的模板",
        "it has no placeholder such as {{unit}}, {{table}}; `hegui template -o FILE.docx` writes one to start from");
  // A file made from a .dotx is a document, not a template.
  if (const auto types = opened->part("[Content_Types].xml")) {
    const std::string from = "wordprocessingml.template.main+xml";
    if (const std::size_t at = types->find(from); at != std::string::npos)
      content_types = std::string(*types).replace(at, from.size(), "wordprocessingml.document.main+xml");
  }
  result.reset(document);
  body = document::child(result.document_element(), "body");
  body.remove_children();
}

void LetterFiller::State::repeat(const pugi::xml_node& unit, const LetterContent& content) const {
  bool errors_only = false, not_judged = false;
  each_paragraph(unit, [&](const pugi::xml_node& paragraph) {
    for (const auto& found : placeholders_in(paragraph)) {
      const auto kind = find_placeholder(found.name)->kind;
      errors_only = errors_only || kind == Kind::errors;
      not_judged = not_judged || kind == Kind::not_judged;
    }
  });
  auto parent = unit.parent();
  std::size_t copies = 0;
  const auto copy = [&](LetterValues values) {
    values.insert(content.report.begin(), content.report.end());
    const auto made = parent.insert_copy_before(unit, unit);
    each_paragraph(made, [&](const pugi::xml_node& paragraph) { fill_paragraph(paragraph, values); });
    ++copies;
  };
  if (not_judged) {
    for (const auto& text : content.not_judged) copy({{"not_judged", text}});
  } else {
    for (const auto& item : content.findings) {
      if (errors_only && !item.error) continue;
      LetterValues values = item.values;
      values["errors_only"] = "";
      copy(values);
    }
  }
  if (copies == 0) {  // said, not left out
    const bool zh = language == dsl::Language::zh;
    LetterValues values;
    for (const auto& each : kPlaceholders)
      if (each.kind != Kind::report && each.kind != Kind::table) values[std::string(each.en)] = "";
    const std::string none = zh ? "没有。" : "None.";
    if (is(unit, "p")) {
      const auto made = parent.insert_copy_before(unit, unit);
      std::vector<pugi::xml_node> texts;
      texts_of(made, texts);
      for (std::size_t i = 0; i < texts.size(); ++i) set_text(texts[i], i == 0 ? none : "");
    } else {
      values["finding"] = none;
      copy(values);
    }
  }
  parent.remove_child(unit);
}

/// Rows and paragraphs whose condition does not hold for this letter go; the paragraph that ends a section stays empty.
void LetterFiller::State::drop(const pugi::xml_node& top, const LetterContent& content) {
  std::vector<pugi::xml_node> gone;
  each_paragraph(top, [&](const pugi::xml_node& paragraph) {
    for (const auto& found : placeholders_in(paragraph)) {
      const auto* known = find_placeholder(found.name);
      if (known->kind != Kind::condition || content.report.contains(known->en)) continue;
      const auto unit = unit_of(paragraph, top);
      if (std::find(gone.begin(), gone.end(), unit) == gone.end()) gone.push_back(unit);
    }
  });
  for (auto unit : gone) {
    auto parent = unit.parent();
    const bool table = is(unit, "tr");
    if (!table && (document::child(document::child(unit, "pPr"), "sectPr") || is(parent, "tc"))) {
      std::vector<pugi::xml_node> texts;
      texts_of(unit, texts);
      for (auto& text : texts) set_text(text, "");
      continue;
    }
    parent.remove_child(unit);
    if (table && !document::child(parent, "tr")) parent.parent().remove_child(parent);
  }
}

void LetterFiller::State::fill(const pugi::xml_node& top, const LetterContent& content) const {
  drop(top, content);
  pugi::xml_document table;
  std::vector<pugi::xml_node> units;
  std::vector<pugi::xml_node> tables;
  each_paragraph(top, [&](const pugi::xml_node& paragraph) {
    for (const auto& found : placeholders_in(paragraph))
      if (find_placeholder(found.name)->kind == Kind::table) tables.push_back(paragraph);
  });
  for (const auto& paragraph : tables) {
    const std::string xml = "<x xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">" +
                            letter_table_xml(language) + "</x>";
    table.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata);
    auto parent = paragraph.parent();
    parent.insert_copy_before(table.document_element().first_child(), paragraph);
    fill_paragraph(paragraph, {{"table", ""}});
  }
  each_paragraph(top, [&](const pugi::xml_node& paragraph) {
    for (const auto& found : placeholders_in(paragraph)) {
      const auto kind = find_placeholder(found.name)->kind;
      if (kind == Kind::report || kind == Kind::table || kind == Kind::condition) continue;
      const auto unit = unit_of(paragraph, top);
      if (std::find(units.begin(), units.end(), unit) == units.end()) units.push_back(unit);
    }
  });
  // What a value holds is never looked at again: paragraphs are chosen before anything is filled in.
  std::vector<pugi::xml_node> outside;
  each_paragraph(top, [&](const pugi::xml_node& paragraph) {
    for (auto node = paragraph; node && node != top; node = node.parent())
      if (std::find(units.begin(), units.end(), node) != units.end()) return;
    outside.push_back(paragraph);
  });
  for (const auto& unit : units) repeat(unit, content);
  for (const auto& paragraph : outside) fill_paragraph(paragraph, content.report);
}

/// The section of the letter before ends here, so that the next one begins on a new page.
void LetterFiller::State::end_letter() {
  auto section = body.last_child();
  if (!is(section, "sectPr")) return;
  const std::string prefix(std::string_view(section.name()).substr(0, std::string_view(section.name()).find(':') + 1));
  auto last = section.previous_sibling();
  const bool usable = is(last, "p") && !document::child(document::child(last, "pPr"), "sectPr");
  auto paragraph = usable ? last : body.insert_child_before((prefix + "p").c_str(), section);
  auto properties = document::child(paragraph, "pPr");
  if (!properties) properties = paragraph.prepend_child((prefix + "pPr").c_str());
  properties.append_copy(section);
  body.remove_child(section);
}

LetterFiller::LetterFiller(std::string package, const std::string& name, dsl::Language language)
    : state_(std::make_unique<State>()) {
  state_->package = std::move(package);
  state_->name = name;
  state_->language = language;
  state_->load();
}

LetterFiller::~LetterFiller() = default;

void LetterFiller::add(const LetterContent& content) {
  if (state_->letters > 0) {
    if (!state_->frames.empty())
      throw state_->bad("页眉、页脚里有占位符，而几份意见书写进同一个文件；请用 -o 文件夹/ 每份写一个文件",
                        "it has placeholders in a header or footer, and several letters go into one file; write one "
                        "file a letter with -o FOLDER/");
    state_->end_letter();
  }
  ++state_->letters;
  // Filled apart from the letters that are there already: their values may look like placeholders.
  pugi::xml_document letter;
  letter.reset(state_->document);
  const auto body = document::child(letter.document_element(), "body");
  state_->fill(body, content);
  for (const auto& each : body.children()) state_->body.append_copy(each);
  for (const auto& [part, xml] : state_->frames) {
    pugi::xml_document frame;
    frame.reset(*xml);
    state_->fill(frame.document_element(), content);
    state_->finished_frames.emplace_back(part, saved(frame));
  }
}

std::string LetterFiller::finish() {
  if (state_->letters == 0) {
    const auto template_body = document::child(state_->document.document_element(), "body");
    for (const auto& each : template_body.children())
      if (is(each, "sectPr")) state_->body.append_copy(each);
  }
  ZipEditor zip(state_->package);
  zip.put(state_->main, saved(state_->result));
  for (auto& [part, content] : state_->finished_frames) zip.put(part, std::move(content));
  if (!state_->content_types.empty()) zip.put("[Content_Types].xml", state_->content_types);
  return zip.finish();
}

}  // namespace hegui::findings

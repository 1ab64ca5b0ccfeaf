#include "checker/findings/facts_input.hpp"

#include <algorithm>
#include <new>

#include "checker/engine/needs_text.hpp"
#include "checker/findings/facts_document.hpp"
#include "checker/findings/facts_node.hpp"
#include "checker/findings/facts_report.hpp"
#include "checker/text/shown.hpp"
#include "dsl/utf8.hpp"

namespace hegui::findings {

namespace {

/// The submitted bytes again, as far as places depend on them.
std::string as_submitted(const std::string& text, const std::string& encoding) {
  if (encoding == text::encoding_name(text::Encoding::utf8_bom)) return "\xEF\xBB\xBF" + text;
  const bool little = encoding == text::encoding_name(text::Encoding::utf16le);
  if (!little && encoding != text::encoding_name(text::Encoding::utf16be)) return text;
  std::string bytes;
  const auto unit = [&](std::uint32_t value) {
    const char high = static_cast<char>(value >> 8U), low = static_cast<char>(value & 0xFFU);
    bytes += little ? low : high;
    bytes += little ? high : low;
  };
  unit(0xFEFF);
  for (std::string_view rest = text; !rest.empty();) {
    const auto [code, length] = dsl::decode(rest);
    rest.remove_prefix(length);
    if (code >= 0x10000) {
      unit(0xD800 + ((code - 0x10000) >> 10U));
      unit(0xDC00 + ((code - 0x10000) & 0x3FFU));
    } else {
      unit(code);
    }
  }
  return bytes;
}

/// Facts without a text: no outline, no sentences, nothing to quote. Rules that read the text do not run on it.
std::shared_ptr<report::Report> bare_report(const std::string& path) {
  auto report = std::make_shared<report::Report>();
  report->document.path = path;
  report->document.format = engine::kFactsOnly;
  report->document.text = std::make_shared<const text::Text>(text::Text::from_utf8(std::string()));
  report->document.blocks.emplace_back();  // empty; places of facts point at it
  return report;
}

ReadReport read_report(const FactsNode& node, const dsl::Program& program, const ReadAgain& again) {
  ReadReport read;
  read.path = node["path"].text();
  if (node.text_or_empty("status") == "unreadable") {
    read.error_code = node.has("error_code") ? node["error_code"].text() : "unreadable";
    read.error_zh = read.error_en =
        node.has("error") ? text::shown(node["error"].text(), text::kLongestSentence) : "unreadable";
    return read;
  }
  std::shared_ptr<report::Report> report;
  if (!node.has("text")) {
    if (node.has("document")) without_text(node);
    report = bare_report(read.path);
  } else if (node.has("document")) {
    document::Document document = read_document(node["document"], node["text"].text());
    document.path = read.path;
    read = again.document(std::move(document));
  } else {
    read = again.text(as_submitted(node["text"].text(), node.text_or_empty("encoding")), read.path);
  }
  if (report == nullptr) {
    if (read.report == nullptr) node["text"].fail("读不懂：" + read.error_zh, "cannot be read: " + read.error_en);
    report = std::make_shared<report::Report>(*read.report);
  }
  if (node.has("sha256")) report->document.sha256 = node["sha256"].text();
  if (node.has("format") && node.has("text")) report->document.format = node["format"].text();
  take_facts(node, program, *report);
  read.report = std::move(report);
  return read;
}

}  // namespace

namespace {

/// Runs `work`; what it throws becomes the two sentences of `refuse`.
template <class Work, class Refuse>
void guarded(const Work& work, const Refuse& refuse) {
  try {
    work();
  } catch (const FactsError& error) {
    refuse((error.place.empty() ? "" : error.place + "：") + error.zh,
           (error.place.empty() ? "" : error.place + ": ") + error.en);
  } catch (const std::bad_alloc&) {
    refuse("内存不足，文件太大", "out of memory, the file is too large");
  } catch (const std::exception& error) {
    refuse(std::string("读不懂：") + error.what(), std::string("cannot be read: ") + error.what());
  }
}

}  // namespace

FactsFile read_facts(std::string bytes, const dsl::Program& program, const ReadAgain& again) {
  FactsFile file;
  guarded(
      [&] {
        simdjson::dom::parser parser;
        const FactsNode root(parse_facts(parser, bytes));
        bytes = {};  // the parser has taken what it needs
        root["reports"].each([&](const FactsNode& each) { file.reports.push_back(read_report(each, program, again)); });
      },
      [&](std::string zh, std::string en) {
        file.reports.clear();
        file.error_zh = std::move(zh);
        file.error_en = std::move(en);
      });
  return file;
}

ReadReport read_facts_line(std::string_view line, std::uint64_t number, const std::string& name,
                           const dsl::Program& program, const ReadAgain& again) {
  ReadReport read;
  guarded(
      [&] {
        simdjson::dom::parser parser;
        read = read_report(FactsNode(parse_facts(parser, line)), program, again);
      },
      [&](const std::string& zh, const std::string& en) {
        read = {};
        read.path = name;
        read.error_code = "bad_facts";
        read.error_zh = "第 " + std::to_string(number) + " 行：" + zh;
        read.error_en = "line " + std::to_string(number) + ": " + en;
      });
  return read;
}

}  // namespace hegui::findings

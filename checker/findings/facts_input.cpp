#include "checker/findings/facts_input.hpp"

#include <algorithm>
#include <new>

#include "checker/findings/facts_document.hpp"
#include "checker/findings/facts_node.hpp"
#include "checker/findings/facts_report.hpp"
#include "dsl/utf8.hpp"

namespace hegui::findings {

namespace {

constexpr std::size_t kDeepest = 64;  // far below what any facts file needs

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

ReadReport read_report(const FactsNode& node, const dsl::Program& program, const ReadAgain& again) {
  ReadReport read;
  read.path = node["path"].text();
  if (node.text_or_empty("status") == "unreadable") {
    read.error_code = node.has("error_code") ? node["error_code"].text() : "unreadable";
    read.error_zh = read.error_en = node.has("error") ? node["error"].text() : "unreadable";
    return read;
  }
  if (!node.has("text"))
    node.fail("没有报告的全文（text）：请用这个版本的 hegui facts --format json 重新生成",
              "the report's text is missing: make the file again with hegui facts --format json of this version");
  if (node.has("document")) {
    document::Document document = read_document(node["document"], node["text"].text());
    document.path = read.path;
    read = again.document(std::move(document));
  } else {
    read = again.text(as_submitted(node["text"].text(), node.text_or_empty("encoding")), read.path);
  }
  if (read.report == nullptr) node["text"].fail("读不懂：" + read.error_zh, "cannot be read: " + read.error_en);
  auto report = std::make_shared<report::Report>(*read.report);
  if (node.has("sha256")) report->document.sha256 = node["sha256"].text();
  if (node.has("format")) report->document.format = node["format"].text();
  take_facts(node, program, *report);
  read.report = std::move(report);
  return read;
}

/// Counted from the brackets alone: asking the parser to tell its depth makes it look through a list again for each
/// thing in it.
bool is_deeper(std::string_view json, std::size_t most) {
  std::size_t depth = 0;
  bool quoted = false;
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char c = json[at];
    if (quoted) {
      if (c == '\\') ++at;
      if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '[' || c == '{') {
      if (++depth > most) return true;
    } else if ((c == ']' || c == '}') && depth > 0) {
      --depth;
    }
  }
  return false;
}

nlohmann::json parse(const std::string& bytes) {
  if (is_deeper(bytes, kDeepest)) throw FactsError("", "嵌套太深", "nested too deep");
  try {
    return nlohmann::json::parse(bytes);
  } catch (const nlohmann::json::parse_error& error) {
    const std::size_t byte = std::min(error.byte == 0 ? 0 : error.byte - 1, bytes.size());
    const std::string_view before = std::string_view(bytes).substr(0, byte);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t begin = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    const std::string place =
        std::to_string(line) + ":" + std::to_string(1 + dsl::count_characters(before.substr(begin)));
    throw FactsError(place, "不是 JSON", "this is no JSON");
  }
}

}  // namespace

FactsFile read_facts(std::string bytes, const dsl::Program& program, const ReadAgain& again) {
  FactsFile file;
  const auto refuse = [&](const std::string& place, const std::string& zh, const std::string& en) {
    file.reports.clear();
    file.error_zh = (place.empty() ? "" : place + "：") + zh;
    file.error_en = (place.empty() ? "" : place + ": ") + en;
  };
  try {
    const nlohmann::json json = parse(bytes);
    bytes = {};
    const FactsNode root(json);
    const FactsNode reports = root["reports"];
    for (std::size_t i = 0; i < reports.size(); ++i) file.reports.push_back(read_report(reports.at(i), program, again));
  } catch (const FactsError& error) {
    refuse(error.place, error.zh, error.en);
  } catch (const std::bad_alloc&) {
    refuse("", "内存不足，文件太大", "out of memory, the file is too large");
  } catch (const nlohmann::json::out_of_range&) {
    refuse("", "里面有大得不合理的数", "it holds a number that is too large to be one");
  } catch (const std::exception& error) {
    refuse("", std::string("读不懂：") + error.what(), std::string("cannot be read: ") + error.what());
  }
  return file;
}

}  // namespace hegui::findings

#include "checker/document/converted.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "checker/document/docx.hpp"
#include "checker/document/flow.hpp"
#include "checker/document/office.hpp"
#include "checker/document/subprocess.hpp"
#include "checker/document/xlsx.hpp"

namespace hegui::document {

namespace {

constexpr std::size_t kAbsent = std::string_view::npos;

/// Where the directory of a compound file has a stream or storage of this name. Its entries are 128 bytes long: the
/// name in UTF-16, its length, the kind. The same words in the text of a document are no entry.
std::size_t stream_at(std::string_view bytes, std::string_view name) {
  constexpr std::size_t kEntry = 128, kLength = 64, kKind = 66;
  std::string wide;
  for (const char c : name) {
    wide += c;
    wide += '\0';
  }
  for (std::size_t at = bytes.find(wide); at != kAbsent; at = bytes.find(wide, at + 1)) {
    if (at % kEntry != 0 || at + kEntry > bytes.size()) continue;
    const auto length = static_cast<unsigned char>(bytes[at + kLength]);
    const auto kind = static_cast<unsigned char>(bytes[at + kKind]);
    if (length == wide.size() + 2 && (kind == 1 || kind == 2)) return at;
  }
  return kAbsent;
}

bool has_stream(std::string_view bytes, std::string_view name) { return stream_at(bytes, name) != kAbsent; }

/// A workbook of before 2007 whose first records say that the others are encrypted.
bool has_password(std::string_view bytes) {
  constexpr std::string_view kBegin("\x09\x08\x10\x00\x00\x06", 6);
  constexpr unsigned kFilePass = 0x2F;
  constexpr int kFirstRecords = 8;
  const auto number = [&](std::size_t at) {
    return static_cast<unsigned>(static_cast<unsigned char>(bytes[at])) |
           static_cast<unsigned>(static_cast<unsigned char>(bytes[at + 1])) << 8U;
  };
  std::size_t at = bytes.find(kBegin);
  for (int record = 0; record < kFirstRecords && at != kAbsent && at + 4 <= bytes.size(); ++record) {
    if (number(at) == kFilePass) return true;
    at += 4 + number(at + 2);
  }
  return false;
}

/// A docx or xlsx with a password. No text has this word: it need not stand where a directory has it.
bool is_encrypted_package(std::string_view bytes) {
  std::string wide;
  for (const char c : std::string_view("EncryptedPackage")) {
    wide += c;
    wide += '\0';
  }
  return bytes.find(wide) != kAbsent;
}

ReadResult encrypted() {
  return refuse("encrypted", "文件设有密码，读不了。请去掉密码后再提交。",
                "the file is protected by a password; submit it without one");
}

ReadResult not_installed(const std::string& package, const std::string& format, const char* zh, const char* en) {
  return refuse("unsupported",
                std::string("读") + zh + "要用到 " + package + "，没有安装。请安装软件包 " + package + "，或另存为 " +
                    format + " 后再提交。",
                std::string("reading ") + en + " needs the package " + package +
                    ", which is not installed; install it, or save the file as " + format);
}

/// What such a file carries beside its text, by the names of its streams and the words of its records.
std::vector<Remark> remarks_of_compound(std::string_view bytes) {
  std::vector<Remark> remarks;
  const bool rtf = bytes.starts_with("{\\rtf");
  if (!rtf && (has_stream(bytes, "_VBA_PROJECT") || has_stream(bytes, "Macros")))
    remarks.push_back({"macros", "文件带有宏，没有执行。", "the file has macros, which were not run"});
  if (rtf && bytes.find("{\\*\\template") != std::string_view::npos)
    remarks.push_back(
        {"template", "文件附有外部模板，没有访问。", "the file has an external template; it was not fetched"});
  if (rtf ? bytes.find("\\objdata") != std::string_view::npos : has_stream(bytes, "ObjectPool"))
    remarks.push_back({"objects", "文件里嵌有别的程序的对象，没有打开。",
                       "objects of other programs are embedded in the file; they were not opened"});
  return remarks;
}

ReadResult failed(RunResult::End end, const Limits& limits) {
  if (end == RunResult::End::timed_out) return {std::nullopt, too_slow(limits)};
  if (end == RunResult::End::not_started)
    return refuse("unreadable", "转换程序启动不了，或临时文件夹写不了，无法转换。",
                  "the converter could not be started, or the temporary folder cannot be written");
  return refuse("damaged", "文件已损坏或不是所说的格式，转换不了。请另存为 docx 后再提交。",
                "the file is damaged or not of its format and cannot be converted; save it as docx");
}

/// antiword's text: paragraphs as lines, tables as rows between bars.
ReadResult by_antiword(const std::string& bytes, std::string path, const Limits& limits, const PageWords& words) {
  RunLimits run_limits;
  run_limits.seconds = limits.max_seconds;
  run_limits.output = limits.max_unpacked;
  run_limits.memory = limits.max_helper_memory;
  run_limits.environment = {"HOME=/nonexistent"};
  const RunResult run = run_program({"antiword", "-m", "UTF-8.txt", "-w", "0", "-"}, bytes, run_limits);
  if (run.errors.find("Encrypted documents") != std::string::npos) return encrypted();
  if (run.end != RunResult::End::done || run.status != 0 || run.output.empty()) return failed(run.end, limits);
  Flow flow;
  std::string_view rest = run.output;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    flow.paragraph(std::string(rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  flow.remarks = remarks_of_compound(bytes);
  return compose(std::move(flow), "doc", std::move(path), limits, words);
}

ReadResult by_office(const std::string& bytes, const std::string& ending, bool sheet, std::string path,
                     const Limits& limits, const PageWords& words) {
  if (!has_office())
    return sheet ? not_installed("libreoffice-calc-nogui", "xlsx", "这种表格", "this kind of workbook")
                 : not_installed("libreoffice-writer-nogui", "docx", "这种文件", "this kind of file");
  Converted converted = convert_by_office(bytes, ending, sheet ? "xlsx" : "docx", limits);
  if (converted.bytes.empty()) return failed(converted.end, limits);
  ReadResult result = sheet ? read_xlsx(std::move(converted.bytes), std::move(path), limits, words)
                            : read_docx(std::move(converted.bytes), std::move(path), limits, words);
  if (!result.document) return result;
  result.document->format = ending;
  // What the conversion dropped (macros) is named all the same.
  auto remarks = remarks_of_compound(bytes);
  auto& all = result.document->remarks;
  std::erase_if(remarks, [&](const Remark& remark) {
    return std::any_of(all.begin(), all.end(), [&](const Remark& other) { return other.code == remark.code; });
  });
  all.insert(all.end(), remarks.begin(), remarks.end());
  return result;
}

}  // namespace

bool recognises_compound(std::string_view bytes, std::string_view /*path*/) {
  return bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
}

ReadResult read_compound(std::string bytes, std::string path, const Limits& limits, const PageWords& words) {
  if (is_encrypted_package(bytes) || has_password(bytes)) return encrypted();
  if (has_stream(bytes, "PowerPoint Document"))
    return refuse("unsupported", "这是演示文稿（ppt、dps），不是报告，没有读。请提交报告的文字版。",
                  "this is a presentation (ppt, dps), not a report, and was not read; submit the text of the report");
  // A workbook may hold a document as an object, and the other way round: the outer one comes first.
  const std::size_t book = std::min(stream_at(bytes, "Workbook"), stream_at(bytes, "Book"));
  const std::size_t document = stream_at(bytes, "WordDocument");
  if (book < document) return by_office(bytes, "xls", true, std::move(path), limits, words);
  if (document == kAbsent) return by_office(bytes, "wps", false, std::move(path), limits, words);
  if (find_program("antiword").empty()) {
    if (!has_office()) return not_installed("antiword", "docx", "doc 文件", "doc files");
    return by_office(bytes, "doc", false, std::move(path), limits, words);
  }
  ReadResult result = by_antiword(bytes, path, limits, words);
  // antiword knows Word 97 to 2003 only; LibreOffice may know more.
  if (!result.document && result.error.code == "damaged" && has_office())
    return by_office(bytes, "doc", false, std::move(path), limits, words);
  return result;
}

bool recognises_rtf(std::string_view bytes, std::string_view /*path*/) { return bytes.starts_with("{\\rtf"); }

ReadResult read_rtf(std::string bytes, std::string path, const Limits& limits, const PageWords& words) {
  return by_office(bytes, "rtf", false, std::move(path), limits, words);
}

}  // namespace hegui::document

#include "checker/document/converted.hpp"

#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "checker/document/docx.hpp"
#include "checker/document/flow.hpp"
#include "checker/document/subprocess.hpp"
#include "checker/document/xlsx.hpp"

namespace hegui::document {

namespace {

namespace fs = std::filesystem;

/// A folder of our own that vanishes with everything in it.
class Workplace {
 public:
  Workplace() {
    std::error_code error;
    std::string pattern = (fs::temp_directory_path(error) / "hegui-XXXXXX").string();
    if (!error && ::mkdtemp(pattern.data()) != nullptr) path_ = pattern;
  }
  ~Workplace() {
    std::error_code error;
    if (!path_.empty()) fs::remove_all(path_, error);
  }
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

bool write_file(const fs::path& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  return !file.fail();
}

std::string read_whole(const fs::path& path, std::uint64_t most) {
  std::error_code error;
  if (fs::file_size(path, error) > most || error) return {};
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// The directory of a compound file names its streams in UTF-16.
bool has_stream(std::string_view bytes, std::string_view name) {
  std::string wide;
  for (const char c : name) {
    wide += c;
    wide += '\0';
  }
  return bytes.find(wide) != std::string_view::npos;
}

ReadResult not_installed(const char* package, const char* zh, const char* en) {
  return refuse("unsupported",
                std::string("读") + zh + "要用到 " + package + "，没有安装。请安装软件包 " + package +
                    "，或另存为 docx 后再提交。",
                std::string("reading ") + en + " needs the package " + package +
                    ", which is not installed; install it, or save the file as docx");
}

ReadResult failed(const RunResult& run, const Limits& limits) {
  if (run.end == RunResult::End::timed_out)
    return refuse(
        "too_slow",
        "转换这份文件用了 " + std::to_string(limits.max_seconds) + " 秒还没有完成，已停止；可用 --max-seconds 放宽。",
        "the file could not be converted within " + std::to_string(limits.max_seconds) +
            " seconds; raise the limit with --max-seconds");
  return refuse("damaged", "文件已损坏或不是所说的格式，转换不了。请另存为 docx 后再提交。",
                "the file is damaged or not of its format and cannot be converted; save it as docx");
}

RunLimits limits_of(const Limits& limits) {
  RunLimits run;
  run.seconds = limits.max_seconds;
  run.output = limits.max_unpacked;
  return run;
}

/// antiword's text: paragraphs as lines, tables as rows between bars.
ReadResult by_antiword(const std::string& bytes, std::string path, const Limits& limits, const PageWords& words) {
  const Workplace place;
  if (place.path().empty() || !write_file(place.path() / "report.doc", bytes))
    return refuse("unreadable", "临时文件夹写不了，无法转换。",
                  "the temporary folder cannot be written; the file cannot be converted");
  RunLimits run_limits = limits_of(limits);
  run_limits.memory = limits.max_helper_memory;
  run_limits.environment = {"HOME=" + place.path().string()};
  const RunResult run =
      run_program({"antiword", "-m", "UTF-8.txt", "-w", "0", (place.path() / "report.doc").string()}, {}, run_limits);
  if (run.end != RunResult::End::done || run.status != 0 || run.output.empty()) return failed(run, limits);
  Flow flow;
  std::string_view rest = run.output;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    flow.paragraph(std::string(rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return compose(std::move(flow), "doc", std::move(path), limits, words);
}

/// LibreOffice, in a profile of its own: no settings of the user, no macros, no other documents open.
ReadResult by_office(const std::string& bytes, const std::string& ending, bool sheet, std::string path,
                     const Limits& limits, const PageWords& words) {
  const std::string office = find_program("soffice");
  if (office.empty()) return not_installed("libreoffice-writer-nogui", "这种格式", "this format");
  const Workplace place;
  const fs::path input = place.path() / ("report." + ending), output = place.path() / "out";
  if (place.path().empty() || !write_file(input, bytes))
    return refuse("unreadable", "临时文件夹写不了，无法转换。",
                  "the temporary folder cannot be written; the file cannot be converted");
  const std::string target = sheet ? "xlsx" : "docx";
  RunLimits run_limits = limits_of(limits);
  run_limits.environment = {"HOME=" + place.path().string()};
  const RunResult run =
      run_program({office, "-env:UserInstallation=file://" + (place.path() / "profile").string(), "--headless",
                   "--norestore", "--convert-to", target, "--outdir", output.string(), input.string()},
                  {}, run_limits);
  if (run.end != RunResult::End::done) return failed(run, limits);
  std::string converted = read_whole(output / ("report." + target), limits.max_bytes * 4);
  if (converted.empty()) return failed(run, limits);
  ReadResult result = sheet ? read_xlsx(std::move(converted), std::move(path), limits, words)
                            : read_docx(std::move(converted), std::move(path), limits, words);
  if (result.document) result.document->format = ending;
  return result;
}

}  // namespace

bool recognises_compound(std::string_view bytes, std::string_view /*path*/) {
  return bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
}

ReadResult read_compound(std::string bytes, std::string path, const Limits& limits, const PageWords& words) {
  if (has_stream(bytes, "EncryptedPackage"))
    return refuse("encrypted", "文件设有密码，读不了。请去掉密码后再提交。",
                  "the file is protected by a password; submit it without one");
  if (has_stream(bytes, "Workbook")) return by_office(bytes, "xls", true, std::move(path), limits, words);
  if (!has_stream(bytes, "WordDocument")) return by_office(bytes, "wps", false, std::move(path), limits, words);
  if (find_program("antiword").empty()) {
    if (find_program("soffice").empty()) return not_installed("antiword", "doc 文件", "doc files");
    return by_office(bytes, "doc", false, std::move(path), limits, words);
  }
  ReadResult result = by_antiword(bytes, path, limits, words);
  // antiword knows Word 97 to 2003 only; LibreOffice may know more.
  if (!result.document && result.error.code == "damaged" && !find_program("soffice").empty())
    return by_office(bytes, "doc", false, std::move(path), limits, words);
  return result;
}

bool recognises_rtf(std::string_view bytes, std::string_view /*path*/) { return bytes.starts_with("{\\rtf"); }

ReadResult read_rtf(std::string bytes, std::string path, const Limits& limits, const PageWords& words) {
  return by_office(bytes, "rtf", false, std::move(path), limits, words);
}

}  // namespace hegui::document

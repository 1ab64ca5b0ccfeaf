// The list of input formats, and reading files with every failure turned into a message.
// Called by the commands.
// Afterwards the document carries its path and the fingerprint of the submitted bytes.
#include "checker/document/reader.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <exception>
#include <fstream>
#include <new>
#include <system_error>
#include <utility>

#include "checker/document/converted.hpp"
#include "checker/document/docx.hpp"
#include "checker/document/flow.hpp"
#include "checker/document/html.hpp"
#include "checker/document/mht.hpp"
#include "checker/document/ocr.hpp"
#include "checker/document/odt.hpp"
#include "checker/document/ofd.hpp"
#include "checker/document/package.hpp"
#include "checker/document/pdf.hpp"
#include "checker/document/txt.hpp"
#include "checker/document/xlsx.hpp"
#include "dsl/sha256.hpp"
#include "dsl/system_reason.hpp"

namespace hegui::document {

namespace {

namespace fs = std::filesystem;

// In order of trial; the plain-text reader takes what no other reader recognises.
constexpr std::array kReaders{
    Reader{"docx", "docx dotx docm", &recognises_docx, &read_docx},
    Reader{"xlsx", "xlsx xlsm", &recognises_xlsx, &read_xlsx},
    Reader{"ofd", "ofd", &recognises_ofd, &read_ofd},
    Reader{"odt", "odt ott", &recognises_odt, &read_odt},
    Reader{"pdf", "pdf", &recognises_pdf, &read_pdf},
    Reader{"doc", "doc wps xls et dot", &recognises_compound, &read_compound},
    Reader{"rtf", "rtf", &recognises_rtf, &read_rtf},
    Reader{"mht", "mht mhtml", &recognises_mht, &read_mht},
    Reader{"image", "", &recognises_picture, &read_picture},  // no ending: folders hold many that are no reports
    Reader{"html", "html htm", &recognises_html, &read_html},
    Reader{"txt", "txt text", &recognises_txt, &read_txt},
};

ReadResult refuse_too_large(const Limits& limits) {
  const std::string most = mebibytes(limits.max_bytes);
  return {std::nullopt,
          beyond("文件超过了 " + most + " 的上限", "the file is larger than the limit of " + most, "--max-size")};
}

/// A PDF whose pages are pictures, all or some of them, is read by character recognition, or says that it could be.
ReadResult read_pdf_or_scan(std::string bytes, std::string path, const Limits& limits, const PageWords& words) {
  const std::string kept = limits.ocr ? bytes : std::string();
  ReadResult result = read_pdf(std::move(bytes), path, limits, words);
  const bool scan = !result.document && result.error.code == "scanned";
  const auto partly = [](const Remark& remark) { return remark.code == "scanned_pages"; };
  if (limits.ocr) {
    if (scan) return read_scanned_pdf(kept, std::move(path), limits, words);
    if (result.document && std::any_of(result.document->remarks.begin(), result.document->remarks.end(), partly))
      result.document = with_scanned_pages(*std::move(result.document), kept, limits, words);
    return result;
  }
  constexpr const char* zh = "装有 tesseract 时，可以用 --ocr 识别。";
  constexpr const char* en = "; with tesseract installed, --ocr reads it";
  if (scan) {
    result.error.zh += zh;
    result.error.en += en;
  } else if (result.document) {
    for (Remark& remark : result.document->remarks)
      if (partly(remark)) {
        remark.zh += zh;
        remark.en += en;
      }
  }
  return result;
}

ReadResult dispatch(std::string bytes, std::string path, const Limits& limits, const PageWords& words) {
  if (bytes.size() > limits.max_bytes) return refuse_too_large(limits);
  if (bytes.empty()) return refuse("empty", "文件是空的。", "the file is empty");
  for (const Reader& reader : kReaders) {
    if (!reader.recognises(bytes, path)) continue;
    // A package that did not arrive whole has no parts to be recognised by.
    if (reader.format == "txt" && is_zip(bytes)) {
      ReadResult damaged;
      if (!Package::open(bytes, limits, damaged.error)) return damaged;
    }
    std::string fingerprint = dsl::sha256_hex(bytes);
    ReadResult result = reader.format == "pdf" ? read_pdf_or_scan(std::move(bytes), std::move(path), limits, words)
                                               : reader.read(std::move(bytes), std::move(path), limits, words);
    if (result.document) {
      for (Source& source : result.document->sources) source.sha256 = fingerprint;
      result.document->sha256 = std::move(fingerprint);
    }
    return result;
  }
  return refuse("unsupported", "不支持这种格式的文件。", "files of this format are not supported");
}

/// At most one byte more than the limit, so that endless files end.
bool read_some(std::ifstream& file, std::uint64_t most, std::string& bytes) {
  constexpr std::size_t kChunk = 1U << 16U;
  std::array<char, kChunk> chunk{};
  while (bytes.size() <= most && file) {
    file.read(chunk.data(), kChunk);
    bytes.append(chunk.data(), static_cast<std::size_t>(file.gcount()));
  }
  return !file.bad();
}

ReadResult read_regular(const fs::path& path, const Limits& limits, const PageWords& words) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) {
    return refuse("missing", "找不到这个文件。请检查路径。", "there is no such file; check the path");
  }
  if (error) {
    return refuse("unreadable", "打不开这个文件：" + dsl::system_reason_zh(error.value()) + "。",
                  "the file cannot be opened: " + error.message());
  }
  if (fs::is_directory(status)) {
    return refuse("directory", "这是一个文件夹，不是文件。", "this is a folder, not a file");
  }
  if (!fs::is_regular_file(status)) {
    return refuse("unreadable", "这不是普通文件，不能读取。", "this is not a regular file");
  }
  const std::uintmax_t size = fs::file_size(path, error);
  if (!error && size > limits.max_bytes) return refuse_too_large(limits);
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    const bool denied = errno == EACCES || errno == EPERM;
    return denied ? refuse("unreadable", "没有读取这个文件的权限。", "no permission to read the file")
                  : refuse("unreadable", "打不开这个文件。", "the file cannot be opened");
  }
  std::string bytes;
  if (!read_some(file, limits.max_bytes, bytes)) {
    return refuse("unreadable", "读取文件时出错。", "an error occurred while reading the file");
  }
  return dispatch(std::move(bytes), path.string(), limits, words);
}

template <typename Read>
ReadResult guarded(Read read) {
  try {
    return read();
  } catch (const std::bad_alloc&) {
    return {std::nullopt,
            beyond("内存不够，读不下这个文件", "there is not enough memory to read the file", "--max-memory")};
  } catch (const std::exception& error) {
    return refuse("unreadable", std::string("读取文件时出错：") + error.what() + "。",
                  std::string("an error occurred while reading the file: ") + error.what());
  }
}

}  // namespace

std::span<const Reader> readers() { return kReaders; }

ReadResult read_file(const std::filesystem::path& path, const Limits& limits, const PageWords& words) {
  return guarded([&] { return read_regular(path, limits, words); });
}

ReadResult read_bytes(std::string bytes, std::string path, const Limits& limits, const PageWords& words) {
  return guarded([&] { return dispatch(std::move(bytes), std::move(path), limits, words); });
}

}  // namespace hegui::document

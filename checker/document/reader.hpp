// From a file to a Document: chooses the reader by content, bounds sizes, turns every failure into a clear message.
// Called by the commands for each input; a new format is one more row in readers() and one file beside this one.
// Afterwards there is a Document, or an error naming the file, what is wrong and what to do; nothing was thrown.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "checker/document/document.hpp"

namespace hegui::document {

/// What one file may cost. Each limit has the option named behind it (checker/app/limit_options.cpp).
struct Limits {
  std::uint64_t max_bytes = 64ULL << 20;             // --max-size
  std::uint32_t max_paragraph_characters = 200'000;  // --max-paragraph; longer ones are cut into pieces of this size
  std::uint32_t max_cells = 1'000'000;               // --max-cells
  std::uint64_t max_paragraphs = 500'000;            // --max-paragraphs
  std::uint32_t max_pages = 5'000;                   // --max-pages
  // Packages (docx, xlsx, ofd) and archives:
  std::uint64_t max_unpacked = 512ULL << 20;  // --max-unpacked: bytes out of one package
  std::uint64_t max_ratio = 400;              // --max-ratio: bytes out for one byte in, of a part
  std::uint64_t max_entries = 20'000;         // --max-entries
  std::uint32_t max_nesting = 3;              // --max-nesting: archives in archives
  // XML and HTML:
  std::uint32_t max_depth = 200;         // --max-depth
  std::uint32_t max_attributes = 2'000;  // --max-attributes: of one tag
  std::uint64_t max_nodes = 5'000'000;   // --max-tags
  // Helpers and converters:
  std::uint32_t max_seconds = 60;                // --max-seconds: for one file
  std::uint32_t max_ocr_seconds = 600;           // --max-ocr-seconds: for one file
  std::uint64_t max_helper_memory = 2ULL << 30;  // --max-memory: bytes of address space
  bool ocr = false;                              // --ocr: pictures of text are read by tesseract
};
/// What the taxonomy knows of pages and portals (rules/taxonomy/pages.hegui), folded; without it a page's furniture
/// is read as text. Each list has the English id of its word list behind `page_`.
struct PageWords {
  std::vector<std::string> metadata_labels;  // 索引号 发布机构 … at the beginning of lines above the title
  std::vector<std::string> footer_marks;     // in a line: the site's footer has begun
  std::vector<std::string> navigation;       // lines of menus
  std::vector<std::string> content_marks;    // in a short line: it is no menu
  std::vector<std::string> contents_titles;  // headings of a table of contents
  std::vector<std::string> unit_captions;    // 单位 金额单位 … before the unit of a table
};
struct ReadError {
  std::string code;  // missing, unreadable, empty, binary, undecodable, too_large, unsupported, not_a_report …
  std::string zh, en;
};
/// The error of a limit: what exceeds it, and the option that widens it.
ReadError beyond(const std::string& zh, const std::string& en, std::string_view option);
ReadError too_many_cells(const Limits& limits);
ReadError too_many_paragraphs(const Limits& limits);
ReadError too_many_pages(const Limits& limits);
ReadError too_slow(const Limits& limits);
/// “512 MiB” of a number of bytes.
std::string mebibytes(std::uint64_t bytes);

struct ReadResult {
  std::optional<Document> document;
  ReadError error;
};

/// Paragraphs or cells, whichever it was.
ReadResult too_many_blocks(const Limits& limits);

/// One input format.
struct Reader {
  std::string_view format;   // txt, docx …
  std::string_view endings;  // of files that folders are searched for: "docx dotx"
  bool (*recognises)(std::string_view bytes, std::string_view path);  // by content first
  ReadResult (*read)(std::string bytes, std::string path, const Limits& limits, const PageWords& words);
};
std::span<const Reader> readers();

ReadResult read_file(const std::filesystem::path& path, const Limits& limits, const PageWords& words = {});
ReadResult read_bytes(std::string bytes, std::string path, const Limits& limits, const PageWords& words = {});

}  // namespace hegui::document

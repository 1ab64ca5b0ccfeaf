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

struct Limits {
  std::uint64_t max_bytes = 64ULL << 20;             // --max-size
  std::uint32_t max_paragraph_characters = 200'000;  // longer paragraphs are cut into pieces of this size
  std::uint32_t max_cells = 1'000'000;
  // Packages (docx, xlsx, ofd, archives):
  std::uint64_t max_unpacked = 512ULL << 20;  // bytes out of one package, --max-unpacked
  std::uint64_t max_ratio = 400;              // bytes out for one byte in, of a part
  std::uint64_t max_entries = 20'000;
  std::uint64_t max_paragraphs = 500'000;
  std::uint32_t max_pages = 5'000;
  std::uint32_t max_seconds = 60;                // of a helper or converter, for one file, --max-seconds
  std::uint64_t max_helper_memory = 2ULL << 30;  // bytes of address space
  std::uint32_t max_depth = 200;                 // of XML and HTML
  std::uint32_t max_attributes = 2'000;
  std::uint64_t max_nodes = 5'000'000;
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
struct ReadResult {
  std::optional<Document> document;
  ReadError error;
};

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

// How a limit that was reached is told: with its size, and with the option that widens it.
// Used by the readers.
// Afterwards nobody has to search for what to do about a file that is large for a good reason.
#include "checker/document/reader.hpp"

namespace hegui::document {

ReadError beyond(const std::string& zh, const std::string& en, std::string_view option) {
  const std::string name(option);
  return {"too_large", zh + "；确有需要时用 " + name + " 放宽。",
          en + "; raise the limit with " + name + " if need be"};
}

ReadError too_many_cells(const Limits& limits) {
  const std::string most = std::to_string(limits.max_cells);
  return beyond("表格单元超过了 " + most + " 个的上限，不像一份报告",
                "the file has more than " + most + " table cells, too many for a report", "--max-cells");
}

ReadError too_many_paragraphs(const Limits& limits) {
  const std::string most = std::to_string(limits.max_paragraphs);
  return beyond("段落超过了 " + most + " 个的上限，不像一份报告",
                "the file has more than " + most + " paragraphs, too many for a report", "--max-paragraphs");
}

ReadResult too_many_blocks(const Limits& limits) {
  const std::string paragraphs = std::to_string(limits.max_paragraphs), cells = std::to_string(limits.max_cells);
  return {
      std::nullopt,
      beyond("段落超过了 " + paragraphs + " 个，或表格单元超过了 " + cells + " 个的上限，不像一份报告",
             "the file has more than " + paragraphs + " paragraphs or " + cells + " table cells, too many for a report",
             "--max-paragraphs / --max-cells")};
}

ReadError too_many_pages(const Limits& limits) {
  const std::string most = std::to_string(limits.max_pages);
  return beyond("页数超过了 " + most + " 页的上限，不像一份报告",
                "the file has more than " + most + " pages, too many for a report", "--max-pages");
}

ReadError too_slow(const Limits& limits) {
  const std::string most = std::to_string(limits.max_seconds);
  ReadError error = beyond("读这份文件用了 " + most + " 秒还没有读完，已停止",
                           "the file could not be read within " + most + " seconds", "--max-seconds");
  error.code = "too_slow";
  return error;
}

std::string mebibytes(std::uint64_t bytes) { return std::to_string((bytes + (1U << 20U) - 1) >> 20U) + " MiB"; }

}  // namespace hegui::document

#include "checker/document/pdf.hpp"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <utility>
#include <vector>

#include "checker/document/flow.hpp"
#include "checker/document/page_flow.hpp"
#include "checker/document/page_lines.hpp"
#include "checker/document/page_marks.hpp"
#include "checker/document/subprocess.hpp"

namespace hegui::document {

namespace {

namespace fs = std::filesystem;

/// The helper lies beside the program, or beside the programs of the build folder when a test runs.
std::string find_helper() {
  if (const char* named = std::getenv("HEGUI_PDF"); named != nullptr && *named != '\0') return named;
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  fs::path at = program.parent_path();
  for (int up = 0; !error && up < 4 && at.has_relative_path(); ++up, at = at.parent_path())
    for (const char* const place : {"hegui-pdf", "bin/hegui-pdf", "libexec/hegui/hegui-pdf"})
      if (::access((at / place).c_str(), X_OK) == 0) return (at / place).string();
  // A program of others that uses the library lies anywhere.
  const fs::path installed = fs::path(HEGUI_LIBEXEC_FOLDER) / "hegui-pdf";
  return ::access(installed.c_str(), X_OK) == 0 ? installed.string() : find_program("hegui-pdf");
}

/// Places are whole hundredths of a point.
double next_place(std::string_view& rest) {
  const std::size_t end = std::min(rest.find(' '), rest.size());
  long hundredths = 0;
  std::from_chars(rest.data(), rest.data() + end, hundredths);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  constexpr long kFarthest = 100'000'000;
  return static_cast<double>(std::clamp(hundredths, -kFarthest, kFarthest)) / 100;
}

bool take(std::string_view& line, std::string_view word) {
  if (!line.starts_with(word)) return false;
  line.remove_prefix(word.size());
  return true;
}

struct Ink {
  std::vector<PageInk> pages;
  std::string error;  // what the helper says
  bool complete = false;
};

PlacedWord read_word(std::string_view line) {
  PlacedWord word;
  word.x = next_place(line);
  word.baseline = next_place(line);
  word.width = next_place(line);
  word.size = next_place(line);
  word.blank = next_place(line) > 0;
  word.text = without_radicals(line);
  return word;
}

/// How far each character's left end lies from that of the one before.
void read_steps(std::string_view line, PlacedWord& word) {
  std::vector<double> begins{0};
  while (!line.empty()) begins.push_back(begins.back() + next_place(line));
  word.bends = find_bends(word.text, begins, word.width);
}

Ink read_ink(std::string_view output) {
  Ink ink;
  while (!output.empty()) {
    const std::size_t end = std::min(output.find('\n'), output.size());
    std::string_view line = output.substr(0, end);
    output.remove_prefix(std::min(end + 1, output.size()));
    PageInk* const page = ink.pages.empty() ? nullptr : &ink.pages.back();
    if (page != nullptr && take(line, "word ")) {
      page->words.push_back(read_word(line));
    } else if (page != nullptr && !page->words.empty() && take(line, "steps ")) {
      read_steps(line, page->words.back());
    } else if (page != nullptr && take(line, "aside ")) {
      page->asides.push_back(read_word(line));
    } else if (page != nullptr && take(line, "rule ")) {
      Ruling ruling;
      ruling.x1 = next_place(line);
      ruling.y1 = next_place(line);
      ruling.x2 = next_place(line);
      ruling.y2 = next_place(line);
      page->rulings.push_back(ruling);
    } else if (take(line, "page ")) {
      PageInk next;
      next.number = static_cast<std::uint32_t>(ink.pages.size() + 1);
      static_cast<void>(next_place(line));
      next.width = next_place(line);
      next.height = next_place(line);
      next.turn = static_cast<std::uint8_t>(std::clamp(next_place(line) * 100, 0.0, 3.0));
      ink.pages.push_back(std::move(next));
    } else if (take(line, "error ")) {
      ink.error = line;
    } else if (line == "end") {
      ink.complete = true;
    }
  }
  return ink;
}

ReadResult no_text(std::size_t pages) {
  return refuse(
      "scanned",
      "这份 PDF（" + std::to_string(pages) + " 页）是扫描的图像，没有文字，读不了。请提交文字版，或先做文字识别。",
      "this PDF (" + std::to_string(pages) + " pages) is a scan without text; submit a text version");
}

ReadResult damaged() {
  return refuse("damaged", "PDF 已损坏，读不了。请重新导出后再提交。",
                "the PDF is damaged and cannot be read; export it again");
}

ReadResult failure(const RunResult& run, const Limits& limits) {
  switch (run.end) {
    case RunResult::End::timed_out: return {std::nullopt, too_slow(limits)};
    case RunResult::End::too_much_output:
      return {std::nullopt,
              beyond("PDF 里的文字超过了 " + mebibytes(limits.max_unpacked) + " 的上限，不像一份报告",
                     "the PDF has more than " + mebibytes(limits.max_unpacked) + " of text, too much for a report",
                     "--max-unpacked")};
    case RunResult::End::crashed: {
      const std::string most = mebibytes(limits.max_helper_memory);
      return refuse("damaged",
                    "PDF 已损坏，或读它要用的内存超过了 " + most +
                        " 的上限。请重新导出后再提交；确有需要时用 --max-memory 放宽。",
                    "the PDF is damaged, or reading it takes more memory than the limit of " + most +
                        "; export it again, or raise the limit with --max-memory if need be");
    }
    case RunResult::End::not_started:
      return refuse("unsupported", "读 PDF 的程序 hegui-pdf 没有装好。请重新编译或安装合规。",
                    "the program that reads PDF files, hegui-pdf, is not installed; build or install Hegui again");
    default: return damaged();
  }
}

}  // namespace

bool recognises_pdf(std::string_view bytes, std::string_view /*path*/) {
  return bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos;
}

namespace {

RunResult run_helper(std::string_view bytes, const Limits& limits) {
  RunLimits run_limits;
  run_limits.seconds = limits.max_seconds;
  run_limits.memory = limits.max_helper_memory;
  run_limits.output = limits.max_unpacked;
  return run_program({find_helper(), std::to_string(limits.max_pages)}, bytes, run_limits);
}

}  // namespace

ReadResult read_pdf(std::string bytes, std::string path, const Limits& limits, const PageWords& words) {
  const RunResult run = run_helper(bytes, limits);
  if (run.end != RunResult::End::done) return failure(run, limits);
  return lay_out_pages(run.output, std::move(path), limits, words);
}

ReadResult lay_out_pages(std::string_view output, std::string path, const Limits& limits, const PageWords& words) {
  Ink found = read_ink(output);
  if (found.error == "encrypted")
    return refuse("encrypted", "PDF 设有密码，读不了。请去掉密码后再提交。",
                  "the PDF is protected by a password; submit it without one");
  if (found.error == "pages") return {std::nullopt, too_many_pages(limits)};
  if (!found.complete || !found.error.empty()) return damaged();

  std::size_t characters = 0, empty_pages = 0;
  for (const PageInk& page : found.pages) {
    if (page.words.empty()) ++empty_pages;
    for (const PlacedWord& word : page.words) characters += word.text.size();
  }
  const std::size_t pages = found.pages.size();
  if (characters < pages * 10) return no_text(pages);
  Flow flow;
  lay_out(std::move(found.pages), limits, flow);
  if (empty_pages > 0)
    flow.remarks.push_back({"scanned_pages", "有 " + std::to_string(empty_pages) + " 页是图像，没有读。",
                            std::to_string(empty_pages) + " pages are pictures and were not read"});
  return compose(std::move(flow), "pdf", std::move(path), limits, words);
}

}  // namespace hegui::document
